"""The line that runs through all cards of a set; each card shows a slice, and the slices match to the pixel."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Point, Rect, path_of_disc
from ...model.scene import Shape
from ...model.themes import SeriesLinePart
from ...text import FitOptions, fit_text
from ..boxes import Box
from ..drafts import Draft, DraftGroup, DraftText
from .ornaments import CardCanvas

_WAVES, _PHASE = 0.75, 0.6
"""Number of waves per width of a card, and the phase at the start of the first card, in radians."""
_STEPS = 96
"""Number of corners per width of a card; all cards share their positions, so that slices match at the edges."""
_MARKER, _RING = 0.8, 0.12
"""Radius of a marker (`station` in themes), and width of the ring around it, in widths of the line."""
_INSET = 0.65
"""Distance of a marker's centre from the margin, in widths of the line; its edge extends a little over the margin."""
_END, _STROKE = 0.86, 0.34
"""Radius (of the middle of its stroke) and stroke width of the ring at the line's end, in widths of the line."""
_NUMBER_WIDTH, _NUMBER_HEIGHT = 1.1, 0.9
"""Maximum width and height of a marker's number, in widths of the line."""
_MIN_NUMBER_SIZE = 4
"""Minimum size of a marker's number, in px."""
_OVERLAP = 0.05
"""Length of the line that is drawn beyond each edge of a card, in widths of the card."""


def draw_series_line(box: Box, part: SeriesLinePart, area: Rect, canvas: CardCanvas) -> list[Draft]:
    """Draw this card's slice of the line and its marker, and on the last card the ring at the line's end."""
    index, total = box.series_position
    width = canvas.px(part.width)
    first = _marker_x(part, canvas) / area.width
    end = total - (max(canvas.px(part.inset), canvas.margin) + _END * width) / area.width
    stroke = _outline_stroke(part, area, width, max(first, index - _OVERLAP), min(end, index + 1 + _OVERLAP), index)
    nodes: list[Draft] = [Shape(canvas.polygon(stroke), box.color("color"))]
    if index == 0:
        nodes.append(_draw_disc(area, first, part, width / 2, canvas, box, "color", index))
    if index == total - 1:
        nodes.append(_draw_disc(area, end, part, (_END + _STROKE / 2) * width, canvas, box, "color", index))
        nodes.append(_draw_disc(area, end, part, (_END - _STROKE / 2) * width, canvas, box, "ring", index))
    own = index + first
    nodes.append(_draw_disc(area, own, part, (_MARKER + _RING) * width, canvas, box, "ring", index))
    nodes.append(_draw_disc(area, own, part, _MARKER * width, canvas, box, "station", index))
    return nodes


def place_marker_number(digits: Box, part: SeriesLinePart, area: Rect, canvas: CardCanvas) -> DraftGroup:
    """Place the card's number in the middle of its marker, upright in every direction.

    Raises SceneError if the number does not fit.
    """
    width = canvas.px(part.width)
    space = Extent(_NUMBER_WIDTH * width, _NUMBER_HEIGHT * width)
    fitted = fit_text(digits.paragraphs, space, FitOptions(_MIN_NUMBER_SIZE, width, 1.0, lines=1))
    if fitted is None:
        raise SceneError([Problem("error", "the number does not fit into its station", field="theme", kind="theme")])
    line, size = fitted.paragraphs[0][0], fitted.size
    index = int(digits.prose[0].text) - 1
    x = _marker_x(part, canvas)
    center = canvas.point(area.x + x, _line_y(part, area, index + x / area.width))
    left = center.x - (line.left + line.right) / 2 * size
    base = center.y + (line.ascent - line.descent) / 2 * size
    color = digits.color("color")
    return DraftGroup((DraftText(Point(round(left), round(base)), line, size, color, color),), digits.role)


def _marker_x(part: SeriesLinePart, canvas: CardCanvas) -> float:
    """Return the distance of a marker's centre from its card's start edge."""
    return max(canvas.px(part.inset), canvas.margin) + _INSET * canvas.px(part.width)


def _line_y(part: SeriesLinePart, area: Rect, at: float) -> float:
    """Return the y of the line's middle at a position, in cards from the start of the set."""
    return area.y + area.height * (part.y + part.rise * math.sin(2 * math.pi * _WAVES * at + _PHASE))


def _outline_stroke(
    part: SeriesLinePart, area: Rect, width: int, first: float, last: float, index: int
) -> list[tuple[float, float]]:
    """Return the outline of the line between two positions, in cards; its width is perpendicular to its direction."""
    upper, lower = [], []
    for at in _sample_positions(first, last):
        slope = part.rise * 2 * math.pi * _WAVES * math.cos(2 * math.pi * _WAVES * at + _PHASE)
        dx, dy = area.width, area.height * slope
        length = math.hypot(dx, dy)
        nx, ny = -dy / length * width / 2, dx / length * width / 2
        x, y = area.x + (at - index) * area.width, _line_y(part, area, at)
        upper.append((x - nx, y - ny))
        lower.append((x + nx, y + ny))
    return [*upper, *reversed(lower)]


def _sample_positions(first: float, last: float) -> Iterator[float]:
    """Yield `first`, the positions between that all cards share, and `last`."""
    yield first
    for step in range(math.floor(first * _STEPS) + 1, math.ceil(last * _STEPS)):
        yield step / _STEPS
    yield last


def _draw_disc(
    area: Rect, at: float, part: SeriesLinePart, radius: float, canvas: CardCanvas, box: Box, color: str, index: int
) -> Shape:
    """Draw a disc on the line at a position, in cards; `radius` is in px; `color` names a colour of the box."""
    center = canvas.point(area.x + (at - index) * area.width, _line_y(part, area, at))
    return Shape(path_of_disc(center, radius), box.color(color))
