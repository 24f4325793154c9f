"""Points, rectangles and paths in pixels: x grows to the right, y grows down, the origin is at the top left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import lt


@dataclass(frozen=True, slots=True)
class Point:
    """A position, in pixels."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Extent:
    """A width and a height, in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances inward from the four edges, in pixels; `start` is the edge at which reading begins."""

    top: float = 0
    end: float = 0
    bottom: float = 0
    start: float = 0


@dataclass(frozen=True, slots=True)
class Rect:
    """An axis-aligned rectangle, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    def contains(self, other: Rect, slack: float = 0.0) -> bool:
        """Return whether `other` is within this rectangle, with a tolerance of `slack` pixels."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def intersects(self, other: Rect) -> bool:
        """Return whether the two rectangles share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def intersection(self, other: Rect) -> Rect:
        """Return the shared rectangle; its width or height is 0 if they share no area."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0.0, min(self.right, other.right) - x), max(0.0, min(self.bottom, other.bottom) - y))

    def grow(self, margin: float) -> Rect:
        """Return this rectangle enlarged by `margin` pixels on each side."""
        return Rect(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def inset(self, insets: Insets, *, mirrored: bool = False) -> Rect:
        """Return this rectangle reduced by `insets`; `mirrored` puts the start inset on the right."""
        left, right = (insets.end, insets.start) if mirrored else (insets.start, insets.end)
        height = self.height - insets.top - insets.bottom
        return Rect(self.x + left, self.y + insets.top, self.width - left - right, height)


PixelBox = tuple[int, int, int, int]
"""Left, top, right and bottom of a box on whole pixels."""


def bounding_box(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle that contains all of `rects`. Raises ValueError if there are none."""
    found = list(rects)
    x, y = min(r.x for r in found), min(r.y for r in found)
    return Rect(x, y, max(r.right for r in found) - x, max(r.bottom for r in found) - y)


@dataclass(frozen=True, slots=True)
class Path:
    """Closed contours, filled by the non-zero winding rule.

    `verbs` has one letter per step: M (move, one point), L (line, one), C (cubic curve, three), Z (close, none).
    `points` holds their coordinates in order, x before y.
    """

    verbs: str
    points: tuple[float, ...]

    def steps(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        """Yield each verb with its coordinates."""
        at = 0
        for verb in self.verbs:
            count = {"M": 2, "L": 2, "C": 6, "Z": 0}[verb]
            yield verb, self.points[at : at + count]
            at += count

    def bounds(self) -> Rect:
        """Return the rectangle around all points, control points included."""
        xs, ys = self.points[0::2], self.points[1::2]
        left, top = min(xs), min(ys)
        return Rect(left, top, max(xs) - left, max(ys) - top)

    def filled_rects(self) -> tuple[Rect, ...]:
        """Return rectangles that are entirely within the filled path.

        For a path of rectangles these are all of it; for a disc or a rounded rectangle they cover most of it; for any
        other path the result is empty.
        """
        p = self.points
        if self.verbs == _DISC:
            x, y, r = (p[0] + p[12]) / 2, p[1], (p[0] - p[12]) / 2
            sides = ((r * math.cos(a), r * math.sin(a)) for a in _INSCRIBED)
            return tuple(Rect(x - w, y - h, 2 * w, 2 * h) for w, h in sides)
        if self.verbs != _ROUND_RECT:
            return self.rects() or ()
        left, top, right, bottom = p[24], p[1], p[8], p[17]
        return (Rect(p[0], top, p[2] - p[0], bottom - top), Rect(left, p[9], right - left, p[11] - p[9]))

    def is_upright(self) -> bool:
        """Return whether the path consists of axis-aligned rectangles, each clockwise from its top left corner."""
        p = self.points
        return (
            not self.verbs.replace("MLLLZ", "")
            and p[0::8] == p[6::8] and p[2::8] == p[4::8] and p[1::8] == p[3::8] and p[5::8] == p[7::8]
            and all(map(lt, p[0::8], p[2::8])) and all(map(lt, p[1::8], p[5::8]))
        )  # fmt: skip

    def rects(self) -> tuple[Rect, ...] | None:
        """Return the axis-aligned rectangles of which the path consists, or None if it has any other contour."""
        return _find_rects(self)


_DISC = "MCCCCZ"
"""The verbs of a disc."""
_INSCRIBED = tuple(math.radians(degrees) for degrees in (25, 45, 65))
"""Angles of the corners of rectangles inscribed in a disc, in radians: a wide one, a square, a tall one."""
_ROUND_RECT = "MLCLCLCLCZ"
"""The verbs of a rectangle with rounded corners."""


@lru_cache(maxsize=64)
def _find_rects(path: Path) -> tuple[Rect, ...] | None:
    if not path.is_upright():
        return None
    p = path.points
    corners = zip(p[0::8], p[1::8], p[4::8], p[5::8], strict=True)
    return tuple(Rect(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in corners)


def path_intersects(path: Path, rect: Rect) -> bool:
    """Return whether a filled path and a rectangle share any area; curves are approximated by short lines."""
    if not path.bounds().intersects(rect):
        return False
    rects = path.rects()
    if rects is not None:
        return any(own.intersects(rect) for own in rects)
    return any(_polygon_intersects(polygon, rect) for polygon in _find_polygons(path))


_CURVE_STEPS = 12
"""Number of lines that approximate a cubic curve."""
_MIN_AREA = 1e-6
"""Areas up to this size, in square pixels, are rounding errors where edges touch."""


@lru_cache(maxsize=64)
def _find_polygons(path: Path) -> tuple[list[Point], ...]:
    return tuple(_to_polygons(path))


def _to_polygons(path: Path) -> Iterator[list[Point]]:
    """Yield each contour as the corners of a polygon."""
    corners: list[Point] = []
    for verb, values in path.steps():
        match verb:
            case "M":
                corners = [Point(values[0], values[1])]
            case "L":
                corners.append(Point(values[0], values[1]))
            case "C":
                corners += [_cubic(corners[-1], values, (i + 1) / _CURVE_STEPS) for i in range(_CURVE_STEPS)]
            case _:   # Z, which closes the contour
                yield corners


def _cubic(start: Point, values: tuple[float, ...], t: float) -> Point:
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
    return Point(
        a * start.x + b * values[0] + c * values[2] + d * values[4],
        a * start.y + b * values[1] + c * values[3] + d * values[5],
    )


def _polygon_intersects(polygon: list[Point], rect: Rect) -> bool:
    """Return whether a polygon and a rectangle share any area, by clipping (Sutherland–Hodgman)."""
    sides = (
        (1.0, 0.0, rect.x), (-1.0, 0.0, -rect.right), (0.0, 1.0, rect.y), (0.0, -1.0, -rect.bottom),
    )  # fmt: skip
    for along, down, limit in sides:
        inside = [p.x * along + p.y * down - limit for p in polygon]
        clipped: list[Point] = []
        for index, here in enumerate(polygon):
            before, own, other = polygon[index - 1], inside[index], inside[index - 1]
            if own * other < 0:
                t = other / (other - own)
                clipped.append(Point(before.x + (here.x - before.x) * t, before.y + (here.y - before.y) * t))
            if own >= 0:
                clipped.append(here)
        polygon = clipped
    return abs(_doubled_area(polygon)) > _MIN_AREA


def _doubled_area(polygon: list[Point]) -> float:
    """Return twice the signed area of a polygon."""
    return sum(a.x * b.y - b.x * a.y for a, b in zip(polygon, (*polygon[1:], *polygon[:1]), strict=True))


def path_of_rects(rects: Iterable[Rect]) -> Path:
    """Return one path of axis-aligned rectangles."""
    points: list[float] = []
    for r in rects:
        points += [r.x, r.y, r.right, r.y, r.right, r.bottom, r.x, r.bottom]
    return Path("MLLLZ" * (len(points) // 8), tuple(points))


def path_of_round_rect(rect: Rect, radius: float) -> Path:
    """Return a rectangle with rounded corners; the radius is limited to half of the shorter side.

    Without a radius, the path is that of a plain rectangle.
    """
    r = min(radius, rect.width / 2, rect.height / 2)
    if r <= 0:
        return path_of_rects([rect])
    x, y, right, bottom, k = rect.x, rect.y, rect.right, rect.bottom, r * (1 - 4 / 3 * (math.sqrt(2) - 1))
    points = (
        x + r, y, right - r, y, right - k, y, right, y + k, right, y + r,
        right, bottom - r, right, bottom - k, right - k, bottom, right - r, bottom,
        x + r, bottom, x + k, bottom, x, bottom - k, x, bottom - r, x, y + r, x, y + k, x + k, y, x + r, y,
    )  # fmt: skip
    return Path(_ROUND_RECT, points)


def path_of_polygon(points: Iterable[Point]) -> Path:
    """Return one closed contour of straight lines."""
    corners = list(points)
    return Path("M" + "L" * (len(corners) - 1) + "Z", tuple(v for p in corners for v in (p.x, p.y)))


def path_of_disc(center: Point, radius: float) -> Path:
    """Return a circle as four cubic curves; the error is below 0.03 % of the radius."""
    k = radius * 4 / 3 * (math.sqrt(2) - 1)
    x, y, r = center.x, center.y, radius
    points = (
        x + r, y, x + r, y + k, x + k, y + r, x, y + r, x - k, y + r, x - r, y + k, x - r, y,
        x - r, y - k, x - k, y - r, x, y - r, x + k, y - r, x + r, y - k, x + r, y,
    )  # fmt: skip
    return Path(_DISC, points)
