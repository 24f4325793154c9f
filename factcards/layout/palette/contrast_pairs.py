"""Pairs of a theme's colours that are drawn on each other, with the contrast that each pair needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from ...model.legibility import (
    LARGE_TEXT_CONTRAST,
    LARGE_TEXT_SIZE,
    MARK_CONTRAST,
    PREFERRED_CODE_CONTRAST,
    SMALL_PRINT_CONTRAST,
    SMALL_PRINT_ROLES,
    TEXT_CONTRAST,
)
from ...model.themes import (
    ChartPart,
    CodePart,
    DiscPart,
    DotsPart,
    PanesPart,
    Part,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StackPart,
    StripPart,
    Theme,
    WordsPart,
)

_MIN_OPACITY = 0.5
"""Below this opacity a layer is ignored: contrast is checked against the layers beneath it."""


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """A colour of a palette, the background on which it is drawn, and the contrast ratio that they need."""

    color: str
    background: str
    ratio: float
    slot: str = ""


def find_contrast_pairs(theme: Theme) -> tuple[ContrastPair, ...]:
    """Return the pairs of all layouts of a theme, each once with its highest ratio.

    All layouts count, so that a palette is the same for every aspect.
    """
    pairs = (pair for _, layout in theme.layouts for pair in walk_contrast_pairs(layout, theme))
    highest: dict[tuple[str, str], float] = {}
    for pair in pairs:
        names = pair.color, pair.background
        highest[names] = max(highest.get(names, 0.0), pair.ratio)
    return tuple(ContrastPair(*names, ratio) for names, ratio in highest.items() if names[0] != names[1])


def walk_contrast_pairs(part: Part, theme: Theme, backdrops: tuple[str, ...] = ()) -> Iterator[ContrastPair]:
    """Yield the pairs within a part; `backdrops` are the names of all colours that may be visible behind it."""
    backdrops = _list_backdrop_colors(part.frame.background, theme, backdrops)
    match part:
        case StackPart():
            for inner in part.parts:
                yield from walk_contrast_pairs(inner, theme, backdrops)
                if part.axis == "layers":
                    backdrops = (*backdrops, *_list_layer_colors(inner, theme))
        case WordsPart():
            colors = (part.color, part.accent or part.color) if part.slot == "words" else (part.color,)
            small = SMALL_PRINT_CONTRAST if part.slot in SMALL_PRINT_ROLES else TEXT_CONTRAST
            ratio = _find_required_ratio(part.smallest, small)
            yield from _pair_up(colors, backdrops, ratio, part.slot)
        case ChartPart():
            yield from _walk_chart_pairs(part, backdrops)
        case SeriesLinePart():
            yield from _pair_up((part.number,), (part.station,), LARGE_TEXT_CONTRAST)
        case StripPart():
            yield from _pair_up((part.color,), backdrops, MARK_CONTRAST)
        case CodePart():
            yield from _pair_up((part.ink,), (part.paper,) if part.plate else backdrops, PREFERRED_CODE_CONTRAST)
        case PhotoPart() | DiscPart() | PolygonPart() | PanesPart() | RulePart() | DotsPart() | SpacePart():
            return   # nothing in them needs contrast
        case _:
            assert_never(part)


def _walk_chart_pairs(part: ChartPart, backdrops: tuple[str, ...]) -> Iterator[ContrastPair]:
    """Yield the pairs of a chart's marks with what is next to them, and of its text with its background.

    The text of tiles is on the tiles. The text of bars is above them, the numbers in the bars' colours. `rest` is the
    outline of pills, which carries data, or the panel behind bars, which does not.
    """
    numbers = _find_required_ratio(part.numbers[0], TEXT_CONTRAST)
    labels = _find_required_ratio(part.labels[0], TEXT_CONTRAST)
    rest = (part.rest,) if part.rest else ()
    match part.kind:
        case "tiles":
            yield from _pair_up(part.colors, backdrops, MARK_CONTRAST)
            yield from _pair_up((part.ink,), part.colors, max(numbers, labels))
        case "bars":
            yield from _pair_up(part.colors, rest, MARK_CONTRAST)
            yield from _pair_up(part.colors, backdrops, max(numbers, MARK_CONTRAST))
            yield from _pair_up((part.ink,), backdrops, labels)
        case "pills" | "strip":
            yield from _pair_up((*part.colors, *rest), backdrops, MARK_CONTRAST)
        case _:
            assert_never(part.kind)


def _pair_up(
    colors: tuple[str, ...], backdrops: tuple[str, ...], ratio: float, slot: str = ""
) -> Iterator[ContrastPair]:
    """Yield the pairs of each colour with each backdrop."""
    return (ContrastPair(color, backdrop, ratio, slot) for color in colors for backdrop in backdrops)


def _find_required_ratio(smallest: float, otherwise: float) -> float:
    """Return the ratio that text needs: `otherwise`, unless its smallest size, in reference pixels, is large text."""
    return LARGE_TEXT_CONTRAST if smallest >= LARGE_TEXT_SIZE else otherwise


def _list_backdrop_colors(name: str, theme: Theme, beneath: tuple[str, ...]) -> tuple[str, ...]:
    """Return the colours of a background: a palette colour, those of a gradient, or `beneath` if there is neither.

    A gradient whose stops are all below the minimum opacity is ignored.
    """
    gradient = dict(theme.gradients).get(name) if name not in dict(theme.palette) else None
    if gradient is None:
        return (name,) if name else beneath
    named = dict.fromkeys(color for _, color, opacity in gradient.stops if opacity >= _MIN_OPACITY)
    return tuple(named) or beneath


def _list_layer_colors(part: Part, theme: Theme) -> tuple[str, ...]:
    """Return the colours that a layer adds behind later layers."""
    own = _list_backdrop_colors(part.frame.background, theme, ())
    match part:
        case DiscPart() | PolygonPart():
            return (*own, part.color) if part.opacity >= _MIN_OPACITY else own
        case PanesPart():
            return (*own, part.color) if max(part.opacity) >= _MIN_OPACITY else own
        case PhotoPart():
            return (*own, part.scrim) if part.scrim else own
        case StackPart():
            inner = part.parts if part.axis == "layers" else ()
            return (*own, *(color for each in inner for color in _list_layer_colors(each, theme)))
        case SeriesLinePart():
            return own   # no text is placed on it
        case WordsPart() | ChartPart() | StripPart() | CodePart() | RulePart() | DotsPart() | SpacePart():
            return own
        case _:
            assert_never(part)
