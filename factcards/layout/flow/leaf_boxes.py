"""What boxes without children draw in their places, and what of it words must keep clear of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from ...graphics.geometry import Extent, Path, Point, Rect, path_of_disc, path_of_rects, path_of_round_rect
from ...model.scene import Group, Node, Shape
from ...model.themes import (
    Chart,
    Code,
    Disc,
    Dots,
    Frame,
    Panes,
    Photo,
    Polygon,
    Rule,
    Space,
    Stack,
    Strip,
    Track,
    Words,
)
from ...text import Fitted
from ..art.ornaments import Plane, draw_dots, draw_fade, draw_panes, draw_polygon, veiled
from ..art.series_line import draw_track, place_number
from ..boxes import Box
from ..charts.draw_charts import place_chart
from ..codes.code_boxes import code_extent, place_code
from ..photo.photo_boxes import place_photo
from ..type.brands import place_brand
from ..type.text_boxes import UNKNOWN, place_figure, place_words
from ..type.text_problems import note_hyphens
from ..type.uniform_sizes import bounds_of
from .context import Desk
from .measure import figure_size, fit_lines


@dataclass(frozen=True, slots=True)
class Round:
    """A disc that words must not cross, in pixels of the finished card."""

    centre: Point
    radius: float

    def meets(self, rect: Rect) -> bool:
        """Whether a rectangle reaches into the disc."""
        dx = max(rect.x - self.centre.x, 0.0, self.centre.x - rect.right)
        dy = max(rect.y - self.centre.y, 0.0, self.centre.y - rect.bottom)
        return dx * dx + dy * dy < self.radius * self.radius


def draw_ground(box: Box, area: Rect, desk: Desk) -> list[Node]:
    """The colour or gradient that fills a box's area, if it has one."""
    frame = box.part.frame
    if not frame.ground:
        return []
    path = path_of_round_rect(desk.turned(desk.bled(area)), desk.px(frame.radius))
    return [Shape(path, draw_fade(box.fade, area, plane_of(desk)) if box.fade else box.color("ground"))]


def plane_of(desk: Desk) -> Plane:
    """What ornaments need to know of the card."""
    size, safe = desk.size, max(desk.size.safe.start, desk.size.safe.end)
    margin = desk.pad(Frame(safe=("start", "end"))).start if safe else 0.0
    return Plane(size.width, size.height, desk.setting.unit, desk.setting.direction == "rtl", margin)


def disc_area(part: Photo | Disc, area: Rect, desk: Desk) -> Rect:
    """The square around a disc, reckoned from the start."""
    side = desk.px(part.diameter)
    if isinstance(part, Disc) and part.centre:
        x = round(area.x + area.width * part.centre[0] - side / 2)
        return Rect(x, area.y + desk.px(part.centre[1]) - side // 2, side, side)
    outside = desk.px(part.outside)
    return Rect(area.right - side + outside, area.y - outside, side, side)


def clip_of(area: Rect, desk: Desk) -> Path:
    """The outline of a box's area."""
    return path_of_rects([desk.turned(desk.bled(area))])


def place_leaf(box: Box, area: Rect, desk: Desk, fitted: Fitted | None = None) -> list[Node]:
    """What a box without children draws in its area."""
    match box.part:
        case Words():
            return [_place_words(box, area, desk, fitted)]
        case Code():
            extent = code_extent(box, desk.size, area.width)
            square = desk.turned(Rect(area.x, area.y, extent.side, extent.side))
            return [place_code(box, extent, Point(square.x, square.y), desk.px(box.part.radius))]
        case Photo(shape="disc"):
            square = desk.turned(disc_area(box.part, area, desk))
            disc = path_of_disc(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2)
            return [Group(tuple(_place_photo(box, square, desk)), clip=disc)]
        case Photo():
            place, radius = desk.turned(desk.bled(area)), desk.px(box.part.frame.radius)
            drawn = _place_photo(box, place, desk)
            return [Group(tuple(drawn), clip=path_of_round_rect(place, radius))] if radius else drawn
        case Disc() | Polygon() | Panes() | Dots() | Track():
            return _draw_ornament(box, area, desk)
        case Rule() | Strip():
            told = UNKNOWN if isinstance(box.part, Strip) else None
            return [Shape(path_of_rects([desk.turned(desk.bled(area))]), box.color("color"), told)]
        case Chart():
            return place_chart(box, area, desk)
        case Space() | Stack():
            return []
        case _:
            assert_never(box.part)


def _place_photo(box: Box, area: Rect, desk: Desk) -> list[Node]:
    return place_photo(box, area, desk.size, desk.setting.direction, desk.assets.photos, desk.problems)


def _draw_ornament(box: Box, area: Rect, desk: Desk) -> list[Node]:
    plane = plane_of(desk)
    match box.part:
        case Disc():
            square = desk.turned(disc_area(box.part, area, desk))
            centre = Point(square.x + square.width / 2, square.y + square.height / 2)
            return [Shape(path_of_disc(centre, square.width / 2), veiled(box.color("color"), box.part.opacity))]
        case Polygon():
            return draw_polygon(box, box.part, desk.bled(area), plane)
        case Panes():
            return draw_panes(box, box.part, desk.bled(area), plane)
        case Dots():
            return draw_dots(box, box.part, area, plane)
        case Track():
            nodes = draw_track(box, box.part, area, plane)
            return [*nodes, place_number(box.children[0], box.part, area, plane, desk.setting)]
        case _:
            return []


def _place_words(box: Box, area: Rect, desk: Desk, fitted: Fitted | None) -> Group:
    turned = desk.turned(area)
    if box.figure:
        figure = desk.figure(box)
        size = min(round(area.height / figure.height), figure_size(box, area.width, desk))
        return place_figure(box, figure, size, turned, desk.setting)
    fitted = fitted or fit_lines(box, area.width, desk)
    if desk.setting.hyphenate:
        room = desk.room_of(box, fitted) or Extent(area.width, float(desk.size.height))
        largest = bounds_of(box.part, desk.setting.unit)[1]
        desk.problems += note_hyphens(box, desk.shaped(box), fitted, room, largest)
    if box.role == "brand":
        return place_brand(box, fitted, turned, desk.setting, desk.assets.photos)
    return place_words(box, fitted, turned, desk.setting)


def round_of(box: Box, area: Rect, desk: Desk, clearance: float) -> Round:
    """The disc of a photo, with some air around it."""
    assert isinstance(box.part, Photo)
    square = desk.turned(disc_area(box.part, area, desk))
    return Round(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2 + clearance)


def crosses(nodes: Sequence[Node], rounds: Sequence[Round]) -> bool:
    """Whether any text among `nodes` reaches into any of the discs."""
    from_text = [n.ink() for g in nodes if isinstance(g, Group) for n in g.nodes if hasattr(n, "ink")]
    return any(r.meets(ink) for r in rounds for ink in from_text)
