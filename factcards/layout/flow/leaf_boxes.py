"""Draw boxes without children: text, photographs, codes, charts; find the discs that text must not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from ...graphics.geometry import Extent, Path, Point, Rect, path_of_disc, path_of_rects, path_of_round_rect
from ...model.scene import Group, Node, Shape, Text, walk_nodes
from ...model.theme_parts import OrnamentPart
from ...model.themes import (
    ChartPart,
    CodePart,
    DiscPart,
    DotsPart,
    PanesPart,
    PartFrame,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StackPart,
    StripPart,
    WordsPart,
)
from ...text import FitResult
from ..art.ornaments import CardCanvas, draw_dots, draw_panes, draw_polygon, make_gradient, with_opacity
from ..art.series_line import draw_series_line, place_marker_number
from ..boxes import Box
from ..charts.charts import place_chart
from ..codes.code_boxes import fit_code, place_code
from ..photo.photo_boxes import place_photo
from ..typesetting.brands import place_brand
from ..typesetting.text_boxes import UNRESOLVED, place_figure, place_words
from ..typesetting.text_problems import find_long_word
from ..typesetting.uniform_sizes import size_range
from .context import LayoutContext
from .measure import fit_lines, measure_figure


@dataclass(frozen=True, slots=True)
class DiscExclusion:
    """A disc that text must not overlap, in pixels of the finished card."""

    center: Point
    radius: float

    def intersects(self, rect: Rect) -> bool:
        """Return whether a rectangle reaches into the disc."""
        dx = max(rect.x - self.center.x, 0.0, self.center.x - rect.right)
        dy = max(rect.y - self.center.y, 0.0, self.center.y - rect.bottom)
        return dx * dx + dy * dy < self.radius * self.radius


def draw_background(box: Box, area: Rect, context: LayoutContext) -> list[Node]:
    """Draw the colour or gradient that fills a box's area, if it has one."""
    frame = box.part.frame
    if not frame.background:
        return []
    path = path_of_round_rect(context.to_physical(context.extend_to_bleed(area)), context.to_px(frame.radius))
    gradient = box.gradient and make_gradient(box.gradient, area, make_canvas(context))
    return [Shape(path, gradient or box.color("background"))]


def make_canvas(context: LayoutContext) -> CardCanvas:
    """Return what ornaments need to know about the card."""
    size, safe = context.size, max(context.size.safe.start, context.size.safe.end)
    margin = context.padding_of(PartFrame(safe=("start", "end"))).start if safe else 0.0
    return CardCanvas(size.width, size.height, context.setting.unit, context.setting.direction == "rtl", margin)


def place_disc(part: PhotoPart | DiscPart, area: Rect, context: LayoutContext) -> Rect:
    """Return the square around a disc, measured from the start edge."""
    side = context.to_px(part.diameter)
    if isinstance(part, DiscPart) and part.center:
        x = round(area.x + area.width * part.center[0] - side / 2)
        return Rect(x, area.y + context.to_px(part.center[1]) - side // 2, side, side)
    overhang = context.to_px(part.overhang)
    return Rect(area.right - side + overhang, area.y - overhang, side, side)


def make_outline(area: Rect, context: LayoutContext) -> Path:
    """Return the outline of a box's area, extended into the bleed."""
    return path_of_rects([context.to_physical(context.extend_to_bleed(area))])


def draw_leaf(box: Box, area: Rect, context: LayoutContext, fitted: FitResult | None = None) -> list[Node]:
    """Draw a box without children in its area. `fitted` is its text, if it was fitted together with other text."""
    match box.part:
        case WordsPart():
            return [_place_words(box, area, context, fitted)]
        case CodePart():
            extent = fit_code(box, context.size, area.width)
            square = context.to_physical(Rect(area.x, area.y, extent.side, extent.side))
            return [place_code(box, extent, Point(square.x, square.y), context.to_px(box.part.radius))]
        case PhotoPart(shape="disc"):
            square = context.to_physical(place_disc(box.part, area, context))
            disc = path_of_disc(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2)
            return [Group(tuple(_place_photo(box, square, context)), clip=disc)]
        case PhotoPart():
            place, radius = context.to_physical(context.extend_to_bleed(area)), context.to_px(box.part.frame.radius)
            drawn = _place_photo(box, place, context)
            return [Group(tuple(drawn), clip=path_of_round_rect(place, radius))] if radius else drawn
        case DiscPart() | PolygonPart() | PanesPart() | DotsPart() | SeriesLinePart() as part:
            return _draw_ornament(box, part, area, context)
        case RulePart() | StripPart():
            backdrop = UNRESOLVED if isinstance(box.part, StripPart) else None   # a strip shows data
            return [Shape(make_outline(area, context), box.color("color"), backdrop)]
        case ChartPart():
            return place_chart(box, area, context)
        case SpacePart() | StackPart():
            return []
        case _:
            assert_never(box.part)


def _place_photo(box: Box, area: Rect, context: LayoutContext) -> list[Node]:
    return place_photo(box, area, context.size, context.setting.direction, context.assets.photos, context.problems)


def _draw_ornament(box: Box, part: OrnamentPart | DotsPart, area: Rect, context: LayoutContext) -> list[Node]:
    canvas = make_canvas(context)
    match part:
        case DiscPart():
            square = context.to_physical(place_disc(part, area, context))
            center = Point(square.x + square.width / 2, square.y + square.height / 2)
            return [Shape(path_of_disc(center, square.width / 2), with_opacity(box.color("color"), part.opacity))]
        case PolygonPart():
            return draw_polygon(box, part, context.extend_to_bleed(area), canvas)
        case PanesPart():
            return draw_panes(box, part, context.extend_to_bleed(area), canvas)
        case DotsPart():
            return draw_dots(box, part, area, canvas)
        case SeriesLinePart():
            nodes = draw_series_line(box, part, area, canvas)
            return [*nodes, place_marker_number(box.children[0], part, area, canvas, context.setting)]
        case _:
            assert_never(part)


def _place_words(box: Box, area: Rect, context: LayoutContext, fitted: FitResult | None) -> Group:
    physical = context.to_physical(area)
    if box.is_figure:
        figure = context.figure_of(box)
        size = min(round(area.height / figure.height), measure_figure(box, area.width, context))
        return place_figure(box, figure, size, physical, context.setting)
    fitted = fitted or fit_lines(box, area.width, context)
    if context.setting.hyphenate:
        extent = context.fitted_extent(box, fitted) or Extent(area.width, float(context.size.height))
        largest = size_range(box.part, context.setting.unit)[1]
        context.problems += find_long_word(box, context.paragraphs_of(box), fitted, extent, largest)
    if box.role == "brand":
        return place_brand(box, fitted, physical, context.setting, context.assets.photos)
    return place_words(box, fitted, physical, context.setting)


def make_exclusion(box: Box, area: Rect, context: LayoutContext, clearance: float) -> DiscExclusion:
    """Return the disc of a photograph, enlarged by `clearance` pixels."""
    assert isinstance(box.part, PhotoPart)
    square = context.to_physical(place_disc(box.part, area, context))
    return DiscExclusion(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2 + clearance)


def has_text_inside(nodes: Sequence[Node], exclusions: Sequence[DiscExclusion]) -> bool:
    """Return whether any text among `nodes` reaches into any of the discs."""
    inks = [node.ink_rect() for _, node in walk_nodes(tuple(nodes)) if isinstance(node, Text)]
    return any(disc.intersects(ink) for disc in exclusions for ink in inks)
