"""Which colours of a theme's palette stand on which, and the contrast that each pair needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    PanesPart,
    Part,
    PhotoPart,
    PolygonPart,
    SeriesLinePart,
    StackPart,
    StripPart,
    Theme,
    WordsPart,
)

_MOSTLY = 0.5
"""What is less opaque than this lets what lies beneath it decide."""


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """Two colours of a palette, one drawn on the other, and the contrast that they need."""

    color: str
    background: str
    ratio: float
    slot: str = ""


def find_contrast_pairs(theme: Theme) -> tuple[ContrastPair, ...]:
    """Which colours stand on which, over all the theme's layouts, so that a palette is the same in every shape."""
    pairs = (pair for _, layout in theme.layouts for pair in walk_contrast_pairs(layout, theme))
    most: dict[tuple[str, str], float] = {}
    for pair in pairs:
        most[pair.color, pair.background] = max(most.get((pair.color, pair.background), 0.0), pair.ratio)
    return tuple(ContrastPair(color, ground, ratio) for (color, ground), ratio in most.items() if color != ground)


def walk_contrast_pairs(part: Part, theme: Theme, backdrops: tuple[str, ...] = ()) -> Iterator[ContrastPair]:
    """The pairs within a part that lies on `grounds`, the names of all colours that may be seen behind it."""
    backdrops = _ground(part.frame.background, theme, backdrops)
    match part:
        case StackPart():
            for inner in part.parts:
                yield from walk_contrast_pairs(inner, theme, backdrops)
                if part.axis == "layers":
                    backdrops = (*backdrops, *_laid(inner, theme))
        case WordsPart():
            colors = (part.color, part.accent or part.color) if part.slot == "words" else (part.color,)
            ratio = _ratio(part.smallest, SMALL_PRINT_CONTRAST if part.slot in SMALL_PRINT_ROLES else TEXT_CONTRAST)
            yield from _on(colors, backdrops, ratio, part.slot)
        case ChartPart():
            yield from _chart_pairs(part, backdrops)
        case SeriesLinePart():
            yield from _on((part.number,), (part.station,), LARGE_TEXT_CONTRAST)
        case StripPart():
            yield from _on((part.color,), backdrops, MARK_CONTRAST)
        case CodePart():
            yield from _on((part.ink,), (part.paper,) if part.plate else backdrops, PREFERRED_CODE_CONTRAST)
        case _:
            return


def _chart_pairs(part: ChartPart, grounds: tuple[str, ...]) -> Iterator[ContrastPair]:
    """What a chart draws, on what lies beside it; and its words: those of tiles on the tiles, those of bars over them.

    The rest is the outlines of pills, which tell something, but a panel behind bars.
    """
    numbers, labels = _ratio(part.numbers[0], TEXT_CONTRAST), _ratio(part.labels[0], TEXT_CONTRAST)
    rest = (part.rest,) if part.rest else ()
    match part.kind:
        case "tiles":
            yield from _on(part.colors, grounds, MARK_CONTRAST)
            yield from _on((part.ink,), part.colors, max(numbers, labels))
        case "bars":
            yield from _on(part.colors, rest, MARK_CONTRAST)
            yield from _on(part.colors, grounds, max(numbers, MARK_CONTRAST))
            yield from _on((part.ink,), grounds, labels)
        case _:
            yield from _on((*part.colors, *rest), grounds, MARK_CONTRAST)


def _on(colors: tuple[str, ...], grounds: tuple[str, ...], ratio: float, slot: str = "") -> Iterator[ContrastPair]:
    return (ContrastPair(color, ground, ratio, slot) for color in colors for ground in grounds)


def _ratio(smallest: float, otherwise: float) -> float:
    return LARGE_TEXT_CONTRAST if smallest >= LARGE_TEXT_SIZE else otherwise


def _ground(name: str, theme: Theme, beneath: tuple[str, ...]) -> tuple[str, ...]:
    """The colours of a ground: a colour of the palette, or those of a gradient, and what may be seen through it."""
    fade = dict(theme.gradients).get(name) if name not in dict(theme.palette) else None
    if fade is None:
        return (name,) if name else beneath
    named = dict.fromkeys(color for _, color, opacity in fade.stops if opacity >= _MOSTLY)
    return tuple(named) or beneath


def _laid(part: Part, theme: Theme) -> tuple[str, ...]:
    """The colours that a layer adds behind those after it; no words stand on a line that runs through a set."""
    own = _ground(part.frame.background, theme, ())
    match part:
        case DiscPart() | PolygonPart():
            return (*own, part.color) if part.opacity >= _MOSTLY else own
        case PanesPart():
            return (*own, part.color) if max(part.opacity) >= _MOSTLY else own
        case PhotoPart():
            return (*own, part.scrim) if part.scrim else own
        case StackPart(axis="layers"):
            return (*own, *(color for inner in part.parts for color in _laid(inner, theme)))
        case _:
            return own
