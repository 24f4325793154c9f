"""A theme's layout and a card's words become boxes: parts that the card has nothing for are left out."""

from __future__ import annotations

from typing import assert_never

from ..cards import Image, LocalCard, Prose
from ..color import Color
from ..sizes import Size
from ..themes import Code, Condition, Disc, Frame, Part, Photo, Rule, Space, Stack, Theme, Words
from .boxes import Box
from .figures import split_figure


def compose_card(card: LocalCard, theme: Theme, size: Size) -> Box:
    """The boxes of one card in one size; the theme's palette is the one that `settle_palette` made for the card."""
    palette = dict(theme.palette)
    box = _compose(theme.layout(size.aspect), card, _facts(card), palette)
    return box or Box(Space(Frame()))


def _facts(card: LocalCard) -> frozenset[str]:
    """What a condition can ask for."""
    had = {
        "headline": card.headline, "figure": card.headline and split_figure(card.headline.text), "image": card.image,
        "brand": card.brand, "source": card.source, "credit": card.credit, "call": card.call, "address": card.address,
    }  # fmt: skip
    return frozenset({card.kind, *(name for name, value in had.items() if value)})


def _holds(condition: Condition, facts: frozenset[str]) -> bool:
    return facts.issuperset(condition.has) and facts.isdisjoint(condition.lacks)


def _compose(part: Part, card: LocalCard, facts: frozenset[str], palette: dict[str, Color]) -> Box | None:
    if not _holds(part.frame.when, facts):
        return None
    ground = (("ground", palette[part.frame.ground]),) if part.frame.ground else ()
    match part:
        case Stack():
            inner = tuple(b for p in part.parts if (b := _compose(p, card, facts, palette)))
            return Box(part, inner, colors=ground)
        case Words():
            prose = _prose(part, card)
            if not prose:
                return None
            role = card.kind if part.slot == "words" else part.slot
            colors = (*ground, ("color", palette[part.color]), ("accent", palette[part.accent or part.color]))
            figure = part.slot == "headline" and "figure" in facts and card.kind == "fact"
            logo = card.brand.logo if card.brand and part.slot == "brand" else None
            image = Image(logo) if logo else None
            return Box(part, role=role, prose=prose, figure=figure, image=image, colors=colors)
        case Code():
            return Box(
                part, role="code", url=card.url, colors=(("ink", palette[part.ink]), ("paper", palette[part.paper]))
            )
        case Photo():
            if not card.image:
                return None
            colors = (*ground, *((("scrim", palette[part.scrim]),) if part.scrim else ()))
            return Box(part, role="image", image=card.image, colors=colors)
        case Disc() | Rule():
            return Box(part, colors=(*ground, ("color", palette[part.color])))
        case Space():
            return Box(part, colors=ground)
        case _:
            assert_never(part)


def _prose(part: Words, card: LocalCard) -> tuple[Prose, ...]:
    match part.slot:
        case "words":
            return card.body
        case "headline":
            return (card.headline,) if card.headline else ()
        case "source":
            return (card.source,) if card.source else ()
        case "credit":
            return (card.credit,) if card.credit else ()
        case "call":
            return (card.call,) if card.call else ()
        case "address":
            return (Prose(card.address, "en"),) if card.address else ()
        case "brand":
            return (Prose(card.brand.name, card.language),) if card.brand else ()
        case _:
            assert_never(part.slot)
