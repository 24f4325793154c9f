"""Fill a theme's layout with a card's content: parts become boxes, except those for which the card has nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from ...graphics.color import Color
from ...model.cards import Image, LocalCard, Prose
from ...model.scene import TagKind
from ...model.sizes import Size
from ...model.themes import (
    ChartPart,
    CodePart,
    Condition,
    DiscPart,
    DotsPart,
    PanesPart,
    Part,
    PartFrame,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StackPart,
    StripPart,
    Theme,
    WordsPart,
)  # fmt: skip
from ...text import language_script
from ...text.unicode.script_groups import LATIN_LIKE_SCRIPTS
from ...text.uppercase import CASED_SCRIPTS, to_uppercase
from ..boxes import Box, ResolvedGradient, make_tag
from ..charts.chart_boxes import compose_chart, find_chart_traits, repeats_body
from ..drawing_limits import check_limits
from ..typesetting.figure_lockups import split_figure, split_lockup

_MIN_STATION_NUMBER = 8
"""Minimum size of the number in a station of the series line, in reference pixels; it is an ornament, not text."""
_MAX_DOTS = 12
"""Maximum number of cards in a set that are shown as dots."""


@dataclass(frozen=True, slots=True)
class _Composer:
    """A card being composed, with its theme, the traits that conditions ask for, and this card's palette."""

    card: LocalCard
    theme: Theme
    traits: frozenset[str]
    palette: dict[str, Color]

    def resolve_gradient(self, frame: PartFrame) -> ResolvedGradient | None:
        """Return the gradient behind a part, None if its background is a colour or nothing."""
        spec = dict(self.theme.gradients).get(frame.background) if frame.background not in self.palette else None
        if spec is None:
            return None
        stops = ((at, self.palette[name], opacity) for at, name, opacity in spec.stops)
        return ResolvedGradient(spec.toward, tuple((at, Color(*c.rgb, round(c.alpha * o))) for at, c, o in stops))

    def resolve_colors(self, **names: str) -> tuple[tuple[str, Color], ...]:
        """Return the palette's colours that a part names, by the part's own names for them."""
        return tuple((key, self.palette[name]) for key, name in names.items() if name in self.palette)


def compose_card(card: LocalCard, theme: Theme, size: Size) -> Box:
    """Return the boxes of one card in one size. `theme` has the palette of this card (`resolve_palette`).

    Raises SceneError if the theme asks for more than can be drawn in reasonable time.
    """
    box = _compose_part(theme.layout(size.aspect), _Composer(card, theme, _find_traits(card), dict(theme.palette)))
    box = box or Box(SpacePart(PartFrame()))
    check_limits(box)
    return box if any(tag.kind == "heading" for b in box.walk() for tag in b.tags) else _make_chart_heading(box)


def _make_chart_heading(box: Box) -> Box:
    """Return the box with its chart as the heading: only the chart says the card's text."""
    if isinstance(box.part, ChartPart):
        return replace(box, tags=tuple(replace(tag, kind="heading") for tag in box.tags))
    return replace(box, children=tuple(map(_make_chart_heading, box.children)))


def _find_traits(card: LocalCard) -> frozenset[str]:
    """Return what conditions can ask of a card."""
    headline = card.headline or Prose("", card.language)
    figure, lockup = (split(headline.text) for split in (split_figure, split_lockup))
    values = {
        "headline": headline.text, "figure": figure, "lockup": lockup, "number": figure or lockup, "image": card.image,
        "brand": card.brand, "source": card.source, "credit": card.credit, "call": card.call, "address": card.address,
        "series": card.total > 1, "first": card.index == 0, "last": card.index == card.total - 1,
        "told": repeats_body(card.chart, card.body), "rtl": card.direction == "rtl",
        "latin": language_script(card.language) in LATIN_LIKE_SCRIPTS,
    }  # fmt: skip
    return frozenset({card.kind, *(name for name, value in values.items() if value)}) | find_chart_traits(card.chart)


def _is_met(condition: Condition, traits: frozenset[str]) -> bool:
    return traits.issuperset(condition.has) and traits.isdisjoint(condition.lacks)


def _compose_part(part: Part, composer: _Composer) -> Box | None:
    if not _is_met(part.frame.when, composer.traits):
        return None
    box = _fill_part(part, composer)
    if box is None:
        return None
    background = composer.resolve_colors(background=part.frame.background) if part.frame.background else ()
    return replace(box, colors=(*background, *box.colors), gradient=composer.resolve_gradient(part.frame))


def _fill_part(part: Part, composer: _Composer) -> Box | None:
    card, colors = composer.card, composer.resolve_colors
    match part:
        case StackPart():
            return Box(part, tuple(b for p in part.parts if (b := _compose_part(p, composer))))
        case WordsPart():
            return _fill_words(part, composer)
        case CodePart():
            return Box(part, role="code", url=card.url, colors=colors(ink=part.ink, paper=part.paper))
        case PhotoPart():
            if not card.image:
                return None
            alt = card.image.alt
            tags = (make_tag("figure", alt),) if alt else ()
            return Box(part, role="image", image=card.image, tags=tags, colors=colors(scrim=part.scrim))
        case DiscPart() | RulePart() | PolygonPart() | PanesPart():
            return Box(part, colors=colors(color=part.color))
        case ChartPart():
            return _fill_chart(part, composer)
        case StripPart():
            share = card.chart.share if card.chart else None
            rest = 1 - share if share is not None else 0.0
            return Box(part, colors=colors(color=part.color), remainder=rest) if 0 < rest <= part.max_share else None
        case DotsPart():
            position = (card.index, card.total)
            dots = Box(part, colors=colors(color=part.color, accent=part.accent), series_position=position)
            return dots if 1 < card.total <= _MAX_DOTS else None
        case SeriesLinePart():
            return _fill_series_line(part, composer)
        case SpacePart():
            return Box(part)
        case _:
            assert_never(part)


def _fill_words(part: WordsPart, composer: _Composer) -> Box | None:
    card = composer.card
    selected = _select_prose(part, card)
    if not selected:
        return None
    prose = tuple(_apply_case(p, part, composer.theme) for p in selected)
    role = card.kind if part.slot == "words" else part.slot
    lockup = part.fit == "lockup" and "lockup" in composer.traits
    figure = part.slot == "headline" and card.kind == "fact" and ("figure" in composer.traits or lockup)
    logo = card.brand.logo if card.brand and part.slot == "brand" else None
    image = Image(logo) if logo else None
    colors = composer.resolve_colors(color=part.color, accent=part.accent or part.color)
    kinds: list[TagKind] = ["figure" if image else "paragraph"] * len(selected)
    if part.slot == "headline" or (part.slot == "words" and not card.headline):
        kinds[0] = "heading"
    spoken = (Prose(card.address, card.language),) if part.slot == "address" else selected
    tags = tuple(map(make_tag, kinds, spoken))
    return Box(part, role=role, prose=prose, tags=tags, is_figure=figure, image=image, colors=colors)


def _fill_chart(part: ChartPart, composer: _Composer) -> Box | None:
    """Return the box of a chart, its text in capitals where its types ask for it."""
    box = compose_chart(part, composer.card.chart, composer.palette)
    if box is None:
        return None
    alt = composer.card.chart_alt
    tags = (make_tag("figure", alt),) if alt else ()
    return replace(box, children=tuple(_with_case(child, composer.theme) for child in box.children), tags=tags)


def _with_case(box: Box, theme: Theme) -> Box:
    part = box.part
    if not isinstance(part, WordsPart):
        return box
    return replace(box, prose=tuple(_apply_case(p, part, theme) for p in box.prose))


def _fill_series_line(part: SeriesLinePart, composer: _Composer) -> Box:
    """Return the box of the line through a set, with the card's number as text."""
    card = composer.card
    sizes = _MIN_STATION_NUMBER, part.width
    words = WordsPart(PartFrame(), "words", part.style, *sizes, part.number, part.number, lines=1)
    number = Prose(str(card.index + 1), "en")
    digit_colors = composer.resolve_colors(color=part.number, accent=part.number)
    digits = Box(words, role="number", prose=(number,), colors=digit_colors)
    colors = composer.resolve_colors(color=part.color, station=part.station, ring=part.ring)
    return Box(part, (digits,), colors=colors, series_position=(card.index, card.total))


def _apply_case(prose: Prose, part: WordsPart, theme: Theme) -> Prose:
    """Return the text in capitals if its type asks for them and its script has them. Emphasis stays on its words."""
    if not theme.type(part.style).capitals or language_script(prose.language) not in CASED_SCRIPTS:
        return prose
    text, moved = to_uppercase(prose.text, prose.language)
    return Prose(text, prose.language, tuple((moved[start], moved[end]) for start, end in prose.emphasis))


def _select_prose(part: WordsPart, card: LocalCard) -> tuple[Prose, ...]:
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
