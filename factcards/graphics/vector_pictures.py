"""Pictures made of filled and stroked paths: what a colour glyph or a drawing becomes in formats of vectors.

Both PDF and SVG draw these types. Coordinates are in units of the picture, x to the right and y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .color import Color, Gradient, Paint
from .geometry import Path, Rect
from .matrices import IDENTITY, Matrix

Blend = Literal[
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
    "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity",
]  # fmt: skip
"""Blend modes that both PDF and SVG have, by their names in CSS (Compositing and Blending 1, 10)."""
Stops = tuple[tuple[float, Color], ...]
"""At least one pair of an offset and a colour; offsets are 0 to 1 and do not decrease."""


class InexpressibleError(ValueError):
    """A picture has something that these types cannot express, such as a sweep gradient; it is drawn as pixels."""


@dataclass(frozen=True, slots=True)
class LinearGradient:
    """A gradient from one point to another; `matrix` maps its coordinates to the picture's.

    Before the first stop and after the last one, the nearest stop counts.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    stops: Stops
    matrix: Matrix = IDENTITY


@dataclass(frozen=True, slots=True)
class RadialGradient:
    """A gradient from one circle to another around it, each x, y and radius; `matrix` maps them to the picture's units.

    The first circle lies within the second, so that every point has one colour.
    """

    start: tuple[float, float, float]
    end: tuple[float, float, float]
    stops: Stops
    matrix: Matrix = IDENTITY


VectorPaint = Color | LinearGradient | RadialGradient


@dataclass(frozen=True, slots=True)
class Pen:
    """How a path is stroked, in units of the path; `dashes` is empty for a continuous line (SVG 2, 13.5)."""

    width: float
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    miter_limit: float = 4.0
    dashes: tuple[float, ...] = ()
    dash_offset: float = 0.0


@dataclass(frozen=True, slots=True)
class VectorFill:
    """A filled path, by the non-zero rule unless `even_odd`."""

    path: Path
    paint: VectorPaint
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class VectorStroke:
    """A stroked path, whose contours may be open; `matrix` maps path and pen to the picture's units."""

    path: Path
    paint: VectorPaint
    pen: Pen
    matrix: Matrix = IDENTITY


@dataclass(frozen=True, slots=True)
class Clip:
    """A path outside which nothing is visible."""

    path: Path
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class VectorLayer:
    """Items drawn together on a transparent layer, which is then limited, faded and blended with what is below it.

    It is limited by every clip, and by the alpha (not the luminance) of the items of `mask` unless that is None. Items
    in it blend only with one another.
    """

    items: tuple[VectorItem, ...]
    opacity: float = 1.0
    blend: Blend = "normal"
    clips: tuple[Clip, ...] = ()
    mask: tuple[VectorItem, ...] | None = None


VectorItem = VectorFill | VectorStroke | VectorLayer


@dataclass(frozen=True, slots=True)
class VectorPicture:
    """A picture of vectors; `box` is its visible part, and nothing is drawn outside it."""

    items: tuple[VectorItem, ...]
    box: Rect


def to_vector_paint(paint: Paint) -> VectorPaint:
    """Return a scene's paint as that of vectors: an elliptical gradient is a circular one with a matrix.

    A gradient of no length has the colour of its last stop everywhere.
    """
    if isinstance(paint, Color):
        return paint
    (x, y), (to_x, to_y) = paint.start, paint.end
    dx, dy = to_x - x, to_y - y
    if not (dx and dy if paint.is_radial else dx or dy):
        return paint.stops[-1][1]
    if paint.is_radial:
        return RadialGradient((0, 0, 0), (0, 0, 1), order_stops(paint), matrix=(dx, 0, 0, dy, x, y))
    return LinearGradient(paint.start, paint.end, order_stops(paint))


def order_stops(gradient: Gradient) -> Stops:
    """Return a gradient's stops with offsets from 0 to 1 that do not decrease: each is at least the one before it."""
    found: list[tuple[float, Color]] = []
    highest = 0.0
    for offset, color in gradient.stops:
        highest = max(highest, min(1.0, offset))
        found.append((highest, color))
    return tuple(found)


def walk_paths(items: tuple[VectorItem, ...]) -> Iterator[Path]:
    """Yield every path of the items, those of clips and masks included."""
    for item in items:
        if isinstance(item, VectorLayer):
            yield from (clip.path for clip in item.clips)
            yield from walk_paths(item.mask or ())
            yield from walk_paths(item.items)
        else:
            yield item.path


def has_blend(items: tuple[VectorItem, ...]) -> bool:
    """Return whether an item blends with those below it, so that it matters which these are."""
    return any(isinstance(item, VectorLayer) and item.blend != "normal" for item in items)
