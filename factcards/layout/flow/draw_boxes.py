"""Draw placed boxes: their backgrounds, text, photographs, codes and charts; find the discs that text must not meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from ...errors import Problem
from ...graphics.geometry import Path, Point, Rect, path_of_disc, path_of_rects, path_of_round_rect
from ...model.scene import Picture, Shape
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
from ..art.ornaments import CardCanvas, draw_dots, draw_panes, draw_polygon, make_gradient, with_opacity
from ..art.series_line import draw_series_line, place_marker_number
from ..boxes import Box
from ..charts.charts import draw_chart
from ..codes.code_boxes import CodeExtent, place_code
from ..drafts import DataShape, Draft, DraftGroup, DraftText, walk_drafts
from ..photo.photo_boxes import draw_scrim, find_photo_blur, place_photo
from ..typesetting.brands import place_brand
from ..typesetting.text_boxes import place_figure, place_words
from ..typesetting.text_problems import find_long_word
from ..typesetting.uniform_sizes import size_range
from .context import LayoutContext
from .placed import Placed, PlacedFigure, PlacedLabels, PlacedText


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


def draw_box(placed: Placed, context: LayoutContext) -> list[Draft]:
    """Return the nodes of a placed box: its background, and what is in it.

    Raises SceneError if a photograph cannot be opened, if no scrim is strong enough for the text on it,
    or if a number of a series does not fit.
    """
    nodes = _draw_background(placed.box, placed.area, context)
    match placed.box.part:
        case StackPart(axis="layers"):
            return [*nodes, _draw_layers(placed, context)]
        case StackPart():
            return [*nodes, *(node for child in placed.children for node in draw_box(child, context))]
        case _:
            return nodes + _draw_leaf(placed, context)


def _draw_layers(placed: Placed, context: LayoutContext) -> DraftGroup:
    """Draw layers; photographs that cover them get a scrim behind the text on them."""
    drawn = [draw_box(child, context) for child in placed.children]
    direction, photos = context.setting.direction, context.assets.photos
    for index, child in enumerate(placed.children):
        part = child.box.part
        if isinstance(part, PhotoPart) and part.scrim and part.shape != "disc":
            above = walk_drafts(tuple(draft for drafts in drawn[index + 1 :] for draft in drafts))
            foregrounds = [
                (role, draft) for role, draft in above
                if isinstance(draft, DraftText) or (role == "brand" and isinstance(draft, Picture))
            ]  # fmt: skip
            drawn[index] += draw_scrim(child.box, foregrounds, drawn[index], direction, photos)
    return DraftGroup(tuple(node for nodes in drawn for node in nodes), clip=_make_outline(placed.area, context))


def find_problems_of_boxes(placed: Placed, context: LayoutContext) -> list[Problem]:
    """Return notes about words that limit the size of their text, and warnings about blurred photographs."""
    problems: list[Problem] = []
    for one in placed.walk():
        match one.box.part, one.content:
            case WordsPart(), PlacedText(fitted, extent) if context.setting.hyphenate:
                largest = size_range(one.box.part, context.setting.unit)[1]
                problems += find_long_word(one.box, one.box.paragraphs, fitted, extent, largest)
            case PhotoPart(), _:
                area = find_photo_area(one.box.part, one.area, context)
                blur = find_photo_blur(one.box, area, context.size, context.setting.direction, context.assets.photos)
                problems += [blur] if blur else []
            case _:
                pass
    return problems


def _draw_background(box: Box, area: Rect, context: LayoutContext) -> list[Draft]:
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


def find_photo_area(part: PhotoPart, area: Rect, context: LayoutContext) -> Rect:
    """Return the area of a photograph in that of its box, measured from the left edge."""
    if part.shape == "disc":
        return context.to_physical(place_disc(part, area, context))
    return context.to_physical(context.extend_to_bleed(area))


def _make_outline(area: Rect, context: LayoutContext) -> Path:
    """Return the outline of a box's area, extended into the bleed."""
    return path_of_rects([context.to_physical(context.extend_to_bleed(area))])


def _draw_leaf(placed: Placed, context: LayoutContext) -> list[Draft]:
    """Draw a box without children in its area."""
    box, area = placed.box, placed.area
    match box.part:
        case WordsPart():
            return [_draw_words(placed, context)]
        case CodePart():
            assert isinstance(placed.content, CodeExtent)
            extent = placed.content
            square = context.to_physical(Rect(area.x, area.y, extent.side, extent.side))
            return [place_code(box, extent, Point(square.x, square.y), context.to_px(box.part.radius))]
        case PhotoPart():
            return _draw_photo(box, box.part, find_photo_area(box.part, area, context), context)
        case DiscPart() | PolygonPart() | PanesPart() | DotsPart() | SeriesLinePart() as part:
            return _draw_ornament(box, part, area, context)
        case RulePart() | StripPart():
            draw = DataShape if isinstance(box.part, StripPart) else Shape
            return [draw(_make_outline(area, context), box.color("color"))]
        case ChartPart():
            assert isinstance(placed.content, PlacedLabels)
            return draw_chart(box, area, placed.content.labels, context)
        case SpacePart() | StackPart():
            return []
        case _:
            assert_never(box.part)


def _draw_photo(box: Box, part: PhotoPart, area: Rect, context: LayoutContext) -> list[Draft]:
    drawn = place_photo(box, area, context.size, context.setting.direction, context.assets.photos)
    radius = context.to_px(part.frame.radius)
    if part.shape == "disc":
        center = Point(area.x + area.width / 2, area.y + area.height / 2)
        return [DraftGroup(tuple(drawn), clip=path_of_disc(center, area.width / 2))]
    return [DraftGroup(tuple(drawn), clip=path_of_round_rect(area, radius))] if radius else drawn


def _draw_ornament(box: Box, part: OrnamentPart | DotsPart, area: Rect, context: LayoutContext) -> list[Draft]:
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
            return [*nodes, place_marker_number(box.children[0], part, area, canvas)]
        case _:
            assert_never(part)


def _draw_words(placed: Placed, context: LayoutContext) -> DraftGroup:
    box, area = placed.box, context.to_physical(placed.area)
    if box.figure:
        assert isinstance(placed.content, PlacedFigure)
        return place_figure(box, box.figure, placed.content.size, area, context.setting)
    assert isinstance(placed.content, PlacedText)
    fitted = placed.content.fitted
    if box.role == "brand":
        return place_brand(box, fitted, area, context.setting, context.assets.photos)
    return place_words(box, fitted, area, context.setting)


def make_exclusion(box: Box, area: Rect, context: LayoutContext, clearance: float) -> DiscExclusion:
    """Return the disc of a photograph, enlarged by `clearance` pixels."""
    assert isinstance(box.part, PhotoPart)
    square = context.to_physical(place_disc(box.part, area, context))
    return DiscExclusion(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2 + clearance)


def has_text_inside(nodes: Sequence[Draft], exclusions: Sequence[DiscExclusion]) -> bool:
    """Return whether any text among `nodes` reaches into any of the discs."""
    inks = [node.ink_rect() for _, node in walk_drafts(tuple(nodes)) if isinstance(node, DraftText)]
    return any(disc.intersects(ink) for disc in exclusions for ink in inks)
