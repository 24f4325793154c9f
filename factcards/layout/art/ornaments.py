"""Vector ornaments: polygons, window panes, dots and gradients, measured from the start and mirrored when drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...graphics.color import Color, Gradient
from ...graphics.geometry import Path, Point, Rect, path_of_polygon, path_of_round_rect
from ...model.scene import Shape
from ...model.themes import DotsPart, PanesPart, PolygonPart
from ..boxes import Box, ResolvedGradient
from ..drafts import Draft


@dataclass(frozen=True, slots=True)
class CardCanvas:
    """The card's size in pixels, the pixels of a reference pixel, and whether it reads from right to left.

    `margin` is the distance from the start and end edges, in pixels, within which apps may cover the card.
    """

    width: int
    height: int
    unit: float
    rtl: bool
    margin: float = 0.0

    def px(self, length: float) -> int:
        """Convert reference pixels to whole pixels."""
        return round(length * self.unit)

    def point(self, x: float, y: float) -> Point:
        """Convert a position measured from the start edge to one on the card."""
        return Point(self.width - x, y) if self.rtl else Point(x, y)

    def rect(self, rect: Rect) -> Rect:
        """Convert a rectangle measured from the start edge to one on the card."""
        return Rect(self.width - rect.right, rect.y, rect.width, rect.height) if self.rtl else rect

    def polygon(self, points: Iterable[tuple[float, float]]) -> Path:
        """Return the path of a polygon whose corners are measured from the start edge."""
        return path_of_polygon(self.point(x, y) for x, y in points)


def with_opacity(color: Color, opacity: float) -> Color:
    """Return the colour with its alpha multiplied by an opacity of 0 to 1."""
    return color if opacity >= 1 else Color(*color.rgb, round(color.alpha * opacity))


def make_gradient(gradient: ResolvedGradient, area: Rect, canvas: CardCanvas) -> Gradient:
    """Return the gradient over an area, from the middle of one side or corner to that of the opposite one."""
    dx = ("end" in gradient.toward) - ("start" in gradient.toward)
    dy = ("bottom" in gradient.toward) - ("top" in gradient.toward)
    x, y = area.x + area.width / 2, area.y + area.height / 2
    start = canvas.point(x - dx * area.width / 2, y - dy * area.height / 2)
    end = canvas.point(x + dx * area.width / 2, y + dy * area.height / 2)
    return Gradient((start.x, start.y), (end.x, end.y), gradient.stops)


def draw_polygon(box: Box, part: PolygonPart, area: Rect, canvas: CardCanvas) -> list[Draft]:
    """Draw a polygon whose corners are shares of its area."""
    corners = [(area.x + x * area.width, area.y + y * area.height) for x, y in part.points]
    return [Shape(canvas.polygon(corners), with_opacity(box.color("color"), part.opacity))]


def draw_panes(box: Box, part: PanesPart, area: Rect, canvas: CardCanvas) -> list[Draft]:
    """Draw the light of a window pane by pane; each row has its own opacity, further rows that of the last."""
    width, height = part.cell[0] * area.width, part.cell[1] * area.height
    gap = part.gap * area.width
    left, top = area.x + part.at[0] * area.width, area.y + part.at[1] * area.height
    nodes: list[Draft] = []
    for row in range(part.rows):
        color = with_opacity(box.color("color"), part.opacity[min(row, len(part.opacity) - 1)])
        for column in range(part.columns):
            x, y = column * (width + gap), row * (height + gap)
            flat = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            corners = [(left + dx + part.slant * dy, top + dy + part.falloff * dx) for dx, dy in flat]
            nodes.append(Shape(canvas.polygon(corners), color))
    return nodes


def draw_dots(box: Box, part: DotsPart, area: Rect, canvas: CardCanvas) -> list[Draft]:
    """Draw a dot for each card of the set; that of this card is longer."""
    index, total = box.series_position
    side, gap = canvas.px(part.diameter), canvas.px(part.gap)
    nodes: list[Draft] = []
    x = area.x
    for number in range(total):
        width = canvas.px(part.length) if number == index else side
        dot = canvas.rect(Rect(x, area.y, width, side))
        nodes.append(Shape(path_of_round_rect(dot, side / 2), box.color("accent" if number == index else "color")))
        x += width + gap
    return nodes
