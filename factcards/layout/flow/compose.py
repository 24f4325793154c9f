"""A theme's layout and a card's words become boxes: parts that the card has nothing for are left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from ...graphics.color import Color
from ...model.cards import Image, LocalCard, Prose
from ...model.sizes import Size
from ...model.themes import (
    Chart,
    Code,
    Condition,
    Disc,
    Dots,
    Frame,
    Panes,
    Part,
    Photo,
    Polygon,
    Rule,
    Space,
    Stack,
    Strip,
    Theme,
    Track,
    Words,
)  # fmt: skip
from ...text import language_script
from ...text.uppercase import CASED_SCRIPTS, to_capitals
from ..boxes import Box, PaintedFade
from ..charts.chart_boxes import chart_facts, compose_chart, tells
from ..text_limits import check_limits
from ..type.figure_lockups import split_figure, split_lockup

_LATIN = ("Latn", "Grek", "Cyrl")
"""Scripts for which the condition `latin` holds."""
_MOST_DOTS = 12


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One card being composed: its theme, what conditions can ask for, and the palette in this card's colours."""

    card: LocalCard
    theme: Theme
    facts: frozenset[str]
    palette: dict[str, Color]

    def fade(self, frame: Frame) -> PaintedFade | None:
        """The gradient behind a part, if that is its ground."""
        fade = dict(self.theme.grounds).get(frame.ground) if frame.ground not in self.palette else None
        if fade is None:
            return None
        stops = ((at, self.palette[name], opacity) for at, name, opacity in fade.stops)
        return PaintedFade(fade.toward, tuple((at, Color(*c.rgb, round(c.alpha * o))) for at, c, o in stops))

    def colors(self, **names: str) -> tuple[tuple[str, Color], ...]:
        """The palette's colours that a part names, by what it calls them."""
        return tuple((key, self.palette[name]) for key, name in names.items() if name in self.palette)


def compose_card(card: LocalCard, theme: Theme, size: Size) -> Box:
    """The boxes of one card in one size; the theme's palette is the one that `settle_palette` made for the card.

    SceneError where the theme makes more of the card than can be drawn in reasonable time.
    """
    box = _compose(theme.layout(size.aspect), _Sheet(card, theme, _facts(card), dict(theme.palette)))
    box = box or Box(Space(Frame()))
    check_limits(box)
    return box


def _facts(card: LocalCard) -> frozenset[str]:
    """What a condition can ask for."""
    headline = card.headline or Prose("", card.language)
    figure, lockup = (split(headline.text) for split in (split_figure, split_lockup))
    had = {
        "headline": headline.text, "figure": figure, "lockup": lockup, "number": figure or lockup, "image": card.image,
        "brand": card.brand, "source": card.source, "credit": card.credit, "call": card.call, "address": card.address,
        "series": card.total > 1, "first": card.index == 0, "last": card.index == card.total - 1,
        "told": tells(card.chart, card.body), "rtl": card.direction == "rtl",
        "latin": language_script(card.language) in _LATIN,
    }  # fmt: skip
    return frozenset({card.kind, *(name for name, value in had.items() if value)}) | chart_facts(card.chart)


def _holds(condition: Condition, facts: frozenset[str]) -> bool:
    return facts.issuperset(condition.has) and facts.isdisjoint(condition.lacks)


def _compose(part: Part, sheet: _Sheet) -> Box | None:
    if not _holds(part.frame.when, sheet.facts):
        return None
    box = _fill(part, sheet)
    if box is None:
        return None
    ground = sheet.colors(ground=part.frame.ground) if part.frame.ground else ()
    return replace(box, colors=(*ground, *box.colors), fade=sheet.fade(part.frame))


def _fill(part: Part, sheet: _Sheet) -> Box | None:
    card, colors = sheet.card, sheet.colors
    match part:
        case Stack():
            return Box(part, tuple(b for p in part.parts if (b := _compose(p, sheet))))
        case Words():
            return _fill_words(part, sheet)
        case Code():
            return Box(part, role="code", url=card.url, colors=colors(ink=part.ink, paper=part.paper))
        case Photo():
            if not card.image:
                return None
            return Box(part, role="image", image=card.image, colors=colors(scrim=part.scrim))
        case Disc() | Rule() | Polygon() | Panes():
            return Box(part, colors=colors(color=part.color))
        case Chart():
            return _fill_chart(part, sheet)
        case Strip():
            share = card.chart.share if card.chart else None
            rest = 1 - share if share is not None else 0.0
            return Box(part, colors=colors(color=part.color), rest=rest) if 0 < rest <= part.most else None
        case Dots():
            station = (card.index, card.total)
            found = Box(part, colors=colors(color=part.color, accent=part.accent), station=station)
            return found if 1 < card.total <= _MOST_DOTS else None
        case Track():
            return _fill_track(part, sheet)
        case Space():
            return Box(part)
        case _:
            assert_never(part)


def _fill_words(part: Words, sheet: _Sheet) -> Box | None:
    card = sheet.card
    prose = tuple(_set_case(p, part, sheet.theme) for p in _prose(part, card))
    if not prose:
        return None
    role = card.kind if part.slot == "words" else part.slot
    lockup = part.fit == "lockup" and "lockup" in sheet.facts
    figure = part.slot == "headline" and card.kind == "fact" and ("figure" in sheet.facts or lockup)
    logo = card.brand.logo if card.brand and part.slot == "brand" else None
    image = Image(logo) if logo else None
    colors = sheet.colors(color=part.color, accent=part.accent or part.color)
    return Box(part, role=role, prose=prose, figure=figure, image=image, colors=colors)


def _fill_chart(part: Chart, sheet: _Sheet) -> Box | None:
    """The chart, its words in capitals where their types are."""
    box = compose_chart(part, sheet.card.chart, sheet.palette)
    if box is None:
        return None
    return replace(box, children=tuple(_in_case(child, sheet.theme) for child in box.children))


def _in_case(box: Box, theme: Theme) -> Box:
    part = box.part
    return replace(box, prose=tuple(_set_case(p, part, theme) for p in box.prose)) if isinstance(part, Words) else box


def _fill_track(part: Track, sheet: _Sheet) -> Box:
    """The line with the card's number, which is set as words are."""
    card = sheet.card
    words = Words(Frame(), "words", part.style, 8, part.width, part.number, part.number, lines=1)
    number = Prose(str(card.index + 1), "en")
    digits = Box(words, role="number", prose=(number,), colors=sheet.colors(color=part.number, accent=part.number))
    colors = sheet.colors(color=part.color, station=part.station, ring=part.ring)
    return Box(part, (digits,), colors=colors, station=(card.index, card.total))


def _set_case(prose: Prose, part: Words, theme: Theme) -> Prose:
    """The words in capitals where their type asks for it and their script has them; emphasis keeps its words."""
    if not theme.type(part.style).capitals or language_script(prose.language) not in CASED_SCRIPTS:
        return prose
    text, moved = to_capitals(prose.text, prose.language)
    return Prose(text, prose.language, tuple((moved[start], moved[end]) for start, end in prose.emphasis))


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
