"""Place boxes in an area: columns, rows and layers share it among their parts; each leaf gets its text and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from ...errors import Problem
from ...graphics.geometry import Rect
from ...model.themes import (
    ChartPart,
    CodePart,
    DiscPart,
    DotsPart,
    PanesPart,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StackPart,
    StripPart,
    WordsPart,
)  # fmt: skip
from ..boxes import Box, Misfit, is_disc_photo, is_fitted_text
from ..charts.charts import label_chart
from ..codes.code_boxes import fit_code
from ..photo.photo_boxes import find_photo_misfit, resolve_photo_side
from .columns import ColumnItem, distribute_column
from .context import LayoutContext
from .draw_boxes import DiscExclusion, draw_box, find_photo_area, has_text_inside, make_exclusion
from .measure import fit_lines, is_bar, measure_box, measure_figure, measure_natural_width, measure_row
from .placed import Content, Placed, PlacedFigure, PlacedLabels
from .preferences import COLUMN_PREFERENCES, DISC, DISC_SCALES, SHARES
from .search import Preference, search
from .trials import Trial

_DISC_CLEARANCE = 24
"""Clearance around a round photograph, in reference pixels."""

Exclusions = tuple[DiscExclusion, ...]
"""The discs that text must not overlap."""


def place_box(box: Box, area: Rect, context: LayoutContext, exclusions: Exclusions = ()) -> Placed | Misfit:
    """Return a box placed in `area`, which is measured from the start edge."""
    area = _add_outset(box, area, context)
    if not isinstance(box.part, StackPart):
        content = _choose_content(box, area, context)
        return content if isinstance(content, Misfit) else Placed(box, area, context.trial, content)
    first = context.trial
    preferences: tuple[Preference, ...] = (SHARES,)
    match box.part.axis:
        case "layers":
            place_parts, preferences = _place_layers, (DISC,)
            first = replace(first, disc_scale=DISC_SCALES[1 if first.sizes.is_measuring else 0])
        case "column":
            place_parts, preferences = _place_column, COLUMN_PREFERENCES if exclusions else preferences
        case "row":
            place_parts = _place_row
    return search(
        box, preferences, first, context, lambda trial: place_parts(box, area, trial, context, exclusions)
    )


def _add_outset(box: Box, area: Rect, context: LayoutContext) -> Rect:
    """Return the area of a box, with the distance by which its part reaches over its sides."""
    top, end, bottom, start = (context.to_px(reach) for reach in box.part.frame.outset)
    return Rect(area.x - start, area.y - top, area.width + start + end, area.height + top + bottom)


def _choose_content(box: Box, area: Rect, context: LayoutContext) -> Content | Misfit | None:
    """Return the sizes of the text in a box without children, or its code; None if its area says everything."""
    match box.part:
        case WordsPart() if box.figure:
            size = measure_figure(box, box.figure, area.width, context)
            return PlacedFigure(min(round(area.height / box.figure.height), size))
        case WordsPart():
            return fit_lines(box, area.width, context)
        case CodePart():
            return fit_code(box, context.size, area.width)
        case ChartPart():
            labels = label_chart(box, area.width, context)
            return labels if isinstance(labels, Misfit) else PlacedLabels(tuple(labels))
        case PhotoPart():
            return find_photo_misfit(find_photo_area(box.part, area, context))
        case DiscPart() | PolygonPart() | PanesPart() | DotsPart() | SeriesLinePart():
            return None
        case RulePart() | StripPart() | SpacePart() | StackPart():
            return None
        case _:
            assert_never(box.part)


def _place_layers(
    box: Box, area: Rect, trial: Trial, context: LayoutContext, exclusions: Exclusions
) -> Placed | Misfit:
    """Place layers in the same area. Text does not overlap the round photographs among them."""
    physical = context.to_physical(context.extend_to_bleed(area))
    sides = resolve_photo_side(box, physical, context.size, context.setting.direction, context.assets.photos)
    children: list[Placed] = []
    for child in sides.children:
        if isinstance(child.part, PhotoPart) and is_disc_photo(child):
            child = replace(child, part=replace(child.part, diameter=child.part.diameter * trial.disc_scale))
            exclusions = (*exclusions, make_exclusion(child, area, context, context.to_px(_DISC_CLEARANCE)))
        placed = place_box(child, area, context, exclusions)
        if isinstance(placed, Misfit):
            return placed
        children.append(placed)
    return Placed(box, area, context.trial, children=tuple(children))


def _place_row(
    box: Box, area: Rect, trial: Trial, context: LayoutContext, exclusions: Exclusions
) -> Placed | Misfit:
    assert isinstance(box.part, StackPart)
    inner = area.inset(context.padding_of(box.part.frame))
    widths = measure_row(box, inner.width, context, trial.shrinkage)
    if isinstance(widths, Misfit):
        return widths
    children: list[Placed] = []
    x = inner.x
    for child, width in zip(box.children, widths, strict=True):
        height = inner.height
        if box.part.align != "start" and not _fills_height(child):
            needed = measure_box(child, width, context, in_row=True)
            if isinstance(needed, Misfit):
                return needed
            height = min(inner.height, needed)
        slack = inner.height - height
        y = inner.y + (slack // 2 if box.part.align == "center" else slack if box.part.align == "end" else 0)
        placed = place_box(child, Rect(x, y, width, height), context, exclusions)
        if isinstance(placed, Misfit):
            return placed
        children.append(placed)
        x += width + context.to_px(box.part.gap)
    return Placed(box, area, context.trial, children=tuple(children))


def _fills_height(box: Box) -> bool:
    """Return whether a box takes all the height that it is given."""
    if box.part.frame.background or (is_bar(box.part) and not box.part.frame.grow):
        return True
    return any(c.part.frame.grow or _fills_height(c) for c in box.children)


def _place_column(
    box: Box, area: Rect, trial: Trial, context: LayoutContext, exclusions: Exclusions
) -> Placed | Misfit:
    inner = area.inset(context.padding_of(box.part.frame))
    items = distribute_column(box, inner, trial, context)
    if isinstance(items, Misfit):
        return items
    children = _stack_items(box, inner, items, context, exclusions)
    if isinstance(children, Misfit):
        return children
    if exclusions and any(map(is_fitted_text, box.children)):
        nodes = [node for child in children for node in draw_box(child, context)]
        if has_text_inside(nodes, exclusions):
            message, hint = "the text overlaps the photograph at every width", "shorten the text or leave the image out"
            return Misfit(Problem("error", message, field="image", hint=hint, kind="does-not-fit"), is_overlap=True)
    return Placed(box, area, context.trial, children=tuple(children))


def _stack_items(
    box: Box, inner: Rect, items: Sequence[ColumnItem], context: LayoutContext, exclusions: Exclusions
) -> list[Placed] | Misfit:
    """Place the boxes of a column one below the other, at their heights."""
    assert isinstance(box.part, StackPart)
    gap = context.to_px(box.part.gap)
    slack = inner.height - sum(item.height for item in items) - gap * (len(items) - 1)
    between = slack / max(1, len(items) - 1) if box.part.justify == "between" else 0.0
    y = inner.y + {"start": 0.0, "between": 0.0, "center": slack // 2, "end": slack}[box.part.justify]
    children: list[Placed] = []
    for child, item in zip(box.children, items, strict=True):
        place = _find_column_place(child, box.part, Rect(inner.x, round(y), inner.width, item.height), context)
        if isinstance(place, Misfit):
            return place
        placed: Placed | Misfit
        if item.text:
            placed = Placed(child, _add_outset(child, place, context), context.trial, item.text)
        else:
            placed = place_box(child, place, context, exclusions)
        if isinstance(placed, Misfit):
            return placed
        children.append(placed)
        y += item.height + gap + between
    return children


def _find_column_place(child: Box, stack: StackPart, place: Rect, context: LayoutContext) -> Rect | Misfit:
    """Return the area of a box in its column; one that hugs its content is only as wide as that, and aligned."""
    if not child.part.frame.hug:
        return place
    width = measure_natural_width(child, place.width, context)
    if isinstance(width, Misfit):
        return width
    slack = round(place.width) - width
    x = place.x + {"start": 0, "center": slack // 2, "end": slack}[stack.align]
    return Rect(x, place.y, width, place.height)
