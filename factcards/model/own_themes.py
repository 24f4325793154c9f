"""Themes that a program has changed: whether every colour and every type that they name exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import describe_type, quote_start
from ..graphics.color import Color, find_wrong_channel
from .sizes import ASPECTS
from .theme_parts import ChartPart, Part, SeriesLinePart, StackPart, WordsPart
from .themes import Theme

_COLOR_FIELDS = ("color", "accent", "ink", "paper", "scrim", "station", "ring", "rest")
"""Fields of parts that name a colour of the palette, "" for none."""


def explain_unusable_theme(theme: Theme) -> str:
    """Return why no card can have this theme, "" if one can. Themes of files are checked when they are read."""
    for field in ("palette", "types", "layouts", "gradients", "alternating_colors", "tones"):
        if not _are_pairs(getattr(theme, field)):
            return f"found {describe_type(getattr(theme, field))} as `{field}`, expected a tuple of pairs"
    several = ((name, color) for name, colors in theme.alternating_colors for color in colors)
    for name, color in (*theme.palette, *several):
        if not isinstance(color, Color):
            return f"found {describe_type(color)} as the colour {quote_start(name)}, expected a Color"
        if find_wrong_channel(color):
            wrong = find_wrong_channel(color)
            return f"the colour {quote_start(name)} has the channel `{wrong}`, expected a whole number from 0 to 255"
    layouts = dict(theme.layouts)
    missing = next((aspect for aspect in ASPECTS if aspect not in layouts), "")
    return f"missing layout `{missing}`" if missing else _explain_unknown_name(theme, layouts.values())


def _are_pairs(values: object) -> bool:
    """Return whether a value is a tuple of pairs of a name and something else."""
    return isinstance(values, tuple) and all(
        isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str) for pair in values)


def _explain_unknown_name(theme: Theme, layouts: Iterable[Part]) -> str:
    """Return which name of a colour or a type does not exist, "" if all do."""
    palette, types, gradients = ({name for name, _ in pairs} for pairs in (theme.palette, theme.types, theme.gradients))
    stops = {name for _, gradient in theme.gradients for _, name, _ in gradient.stops}
    parts = [part for layout in layouts for part in _walk_parts(layout)]
    colors = stops.union({name for name, _ in (*theme.alternating_colors, *theme.tones)}, *map(_list_colors, parts))
    unknown = sorted(colors - palette - {""})
    if unknown:
        return f"its palette has no colour {quote_start(unknown[0])}, which the theme uses"
    unknown = sorted({part.frame.background for part in parts} - palette - gradients - {""})
    if unknown:
        return f"neither its palette nor its gradients have {quote_start(unknown[0])}, which the theme uses"
    unknown = sorted(set[str]().union(*map(_list_types, parts)) - types - {""})
    return f"it has no type {quote_start(unknown[0])}, which the theme uses" if unknown else ""


def _walk_parts(part: Part) -> Iterator[Part]:
    yield part
    for inner in part.parts if isinstance(part, StackPart) else ():
        yield from _walk_parts(inner)


def _list_colors(part: Part) -> set[str]:
    """Return the names of colours of a part, without that of its background."""
    names = {str(getattr(part, field, "")) for field in _COLOR_FIELDS}
    if isinstance(part, ChartPart):
        names |= {*part.colors}
    return names | ({part.number} if isinstance(part, SeriesLinePart) else set())


def _list_types(part: Part) -> set[str]:
    if isinstance(part, ChartPart):
        return {part.number, part.label}
    return {part.style} if isinstance(part, WordsPart | SeriesLinePart) else set()
