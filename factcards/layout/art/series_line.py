"""The line that runs through all cards of a set: each card shows its slice, and the slices meet to the pixel."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Point, Rect, path_of_disc
from ...model.scene import Group, Node, Shape, Text
from ...model.themes import SeriesLinePart
from ...text import FitOptions, fit_text
from ..boxes import Box
from ..type.text_boxes import UNRESOLVED, TextSetting, shape_words
from .ornaments import CardCanvas

_WAVES, _PHASE = 0.75, 0.6
"""Waves of the line on a card's width, and where the first card begins, in radians."""
_STEPS = 96
"""Corners of the line on a card's width: places that all cards share, so that the edges of two agree."""
_STATION, _RING = 0.8, 0.12
"""The radius of a station, and the ring around it, in widths of the line."""
_INSET = 0.65
"""How far a station's middle stands in from the margin, in widths of the line: its edge passes the margin a little."""
_END, _STROKE = 0.86, 0.34
"""Radius and stroke of the ring at which the line ends, in widths of the line; the stroke's middle is the radius."""
_DIGITS = 0.9
"""The height that a station's number may have, in widths of the line."""


def draw_series_line(box: Box, part: SeriesLinePart, area: Rect, canvas: CardCanvas) -> list[Node]:
    """This card's slice of the line, its station, and on the last card the open ring at which the line ends."""
    index, total = box.series_position
    width = canvas.px(part.width)
    first = _station_x(part, canvas) / area.width
    end = total - (max(canvas.px(part.inset), canvas.margin) + _END * width) / area.width
    nodes: list[Node] = [
        Shape(canvas.polygon(_stroke(part, area, width, max(first, index - 0.05), min(end, index + 1.05), index)),
              box.color("color")),
    ]  # fmt: skip
    if index == 0:
        nodes.append(_disc(area, first, part, width / 2, canvas, box, "color", index))
    if index == total - 1:
        nodes.append(_disc(area, end, part, (_END + _STROKE / 2) * width, canvas, box, "color", index))
        nodes.append(_disc(area, end, part, (_END - _STROKE / 2) * width, canvas, box, "ring", index))
    own = index + first
    nodes.append(_disc(area, own, part, (_STATION + _RING) * width, canvas, box, "ring", index))
    nodes.append(_disc(area, own, part, _STATION * width, canvas, box, "station", index))
    return nodes


def place_marker_number(
    digits: Box, part: SeriesLinePart, area: Rect, canvas: CardCanvas, setting: TextSetting
) -> Group:
    """The number of the card in the middle of its station, upright in every direction; SceneError without digits."""
    width = canvas.px(part.width)
    room = Extent(1.1 * width, _DIGITS * width)
    fitted = fit_text(shape_words(digits, setting), room, FitOptions(4, width, 1.0, lines=1))
    if fitted is None:
        raise SceneError([Problem("error", "the number does not fit into its station", field="theme", kind="theme")])
    line, size = fitted.paragraphs[0][0], fitted.size
    index = int(digits.prose[0].text) - 1
    x = _station_x(part, canvas)
    centre = canvas.point(area.x + x, _height(part, area, index + x / area.width))
    left = centre.x - (line.left + line.right) / 2 * size
    base = centre.y + (line.ascent - line.descent) / 2 * size
    color = digits.color("color")
    return Group((Text(Point(round(left), round(base)), line, size, color, color, UNRESOLVED),), digits.role)


def _station_x(part: SeriesLinePart, plane: CardCanvas) -> float:
    """How far a station stands from its card's start."""
    return max(plane.px(part.inset), plane.margin) + _INSET * plane.px(part.width)


def _height(part: SeriesLinePart, area: Rect, at: float) -> float:
    """The middle of the line at a place, which is counted in cards over the whole set."""
    return area.y + area.height * (part.y + part.rise * math.sin(2 * math.pi * _WAVES * at + _PHASE))


def _stroke(
    part: SeriesLinePart, area: Rect, width: int, first: float, last: float, index: int
) -> list[tuple[float, float]]:
    """The outline of the line between two places, its width square to its direction."""
    upper, lower = [], []
    for at in _places(first, last):
        slope = part.rise * 2 * math.pi * _WAVES * math.cos(2 * math.pi * _WAVES * at + _PHASE)
        dx, dy = area.width, area.height * slope
        length = math.hypot(dx, dy)
        nx, ny = -dy / length * width / 2, dx / length * width / 2
        x, y = area.x + (at - index) * area.width, _height(part, area, at)
        upper.append((x - nx, y - ny))
        lower.append((x + nx, y + ny))
    return [*upper, *reversed(lower)]


def _places(first: float, last: float) -> Iterator[float]:
    """From first to last, and between them the places that all cards share."""
    yield first
    for step in range(math.floor(first * _STEPS) + 1, math.ceil(last * _STEPS)):
        yield step / _STEPS
    yield last


def _disc(
    area: Rect, at: float, part: SeriesLinePart, radius: float, plane: CardCanvas, box: Box, color: str, index: int
) -> Shape:
    centre = plane.point(area.x + (at - index) * area.width, _height(part, area, at))
    return Shape(path_of_disc(centre, radius), box.color(color))
