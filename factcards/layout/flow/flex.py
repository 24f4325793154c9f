"""Columns, rows and layers: how boxes share an area, and how the sizes of headline and text are balanced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Rect
from ...model.scene import Group, Node, Picture, Text, walk_nodes
from ...model.themes import ChartPart, PhotoPart, StackPart, WordsPart
from ...text import FitResult
from ..boxes import Box, is_disc_photo, is_shrinkable
from ..photo.photo_boxes import draw_scrim, resolve_photo_side
from ..typesetting.text_boxes import fit_options_of, make_overflow_error
from .context import LayoutContext, comfortable_size
from .leaf_boxes import DiscExclusion, draw_background, draw_leaf, has_text_inside, make_exclusion, make_outline
from .measure import (
    distribute,
    fit_lines,
    is_bar,
    measure_basis,
    measure_box,
    measure_figure,
    measure_natural_width,
    measure_row,
)

_MEASURES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
"""Fractions of the width that are tried for text beside a round photograph: the largest text that clears it is used."""
_DISC_CLEARANCE = 24
"""Clearance around a round photograph, in reference pixels."""
_HEADLINE_STEP = 0.94
"""Ratio between a headline's size and the next smaller one that is tried."""
_HEADLINE_STEPS_DOWN = 4
"""Number of sizes of the headline that are tried while a set is measured, even if the text is already large enough.

A smaller headline leaves more space to the text, which is to be as large as that of the set's other cards.
"""
_SHARE_STEPS = 5
"""Number of shares that are tried for parts that shrink, from the maximum to the minimum."""
_DISC_SCALES = (1.0, 0.85, 0.7, 0.58)
"""Diameters of a round photograph to try, in order, relative to the theme's."""
_MIN_FIGURE_RATIO = 0.5
"""Minimum size of a figure relative to the smallest size of the theme's headline: digits stay legible."""
_MIN_ONE_LINE_RATIO = 0.62
"""A headline stays on one line if its size there is at least this fraction of its size on several lines."""


@dataclass(frozen=True, slots=True)
class FlexItem:
    """The height of a box in a column, in pixels, and its text if that was fitted together with other text."""

    height: int
    fitted: FitResult | None = None


def place_box(box: Box, area: Rect, context: LayoutContext, exclusions: tuple[DiscExclusion, ...] = ()) -> list[Node]:
    """Draw a box in `area`, which is measured from the start edge. Raises SceneError if text does not fit."""
    top, end, bottom, start = (context.to_px(reach) for reach in box.part.frame.outset)
    area = Rect(area.x - start, area.y - top, area.width + start + end, area.height + top + bottom)
    nodes = draw_background(box, area, context)
    match box.part:
        case StackPart(axis="layers"):
            nodes += _place_layers(box, area, context, exclusions)
        case StackPart():
            nodes += _place_shrinking(box, area, context, exclusions)
        case _:
            nodes += draw_leaf(box, area, context)
    return nodes


def _place_layers(box: Box, area: Rect, context: LayoutContext, exclusions: tuple[DiscExclusion, ...]) -> list[Node]:
    """Draw layers; round photographs shrink, down to their smallest scale, if the text beside them needs the space."""
    first_error: SceneError | None = None
    for scale in _list_disc_scales(context) if any(is_disc_photo(c) for c in box.children) else _DISC_SCALES[:1]:
        try:
            return _place_layers_at(box, area, context, exclusions, scale)
        except SceneError as error:
            first_error = first_error or error
    assert first_error is not None
    raise first_error


def _list_disc_scales(context: LayoutContext) -> tuple[float, ...]:
    """Return the scales of round photographs to try.

    While a set is measured, the largest is left out: a photograph of one card must not make the whole set's text small.
    """
    return _DISC_SCALES[1:] if context.setting.sizes.is_measuring else _DISC_SCALES


def _place_layers_at(
    box: Box, area: Rect, context: LayoutContext, exclusions: tuple[DiscExclusion, ...], scale: float
) -> list[Node]:
    """Draw layers with round photographs at a scale, and covering ones with a scrim behind the text on them."""
    drawn: list[list[Node]] = []
    covers: list[tuple[int, Box]] = []
    direction, photos = context.setting.direction, context.assets.photos
    physical = context.to_physical(context.extend_to_bleed(area))
    for child in resolve_photo_side(box, physical, context.size, direction, photos).children:
        if isinstance(child.part, PhotoPart) and child.part.shape == "disc":
            child = replace(child, part=replace(child.part, diameter=child.part.diameter * scale))
            exclusions = (*exclusions, make_exclusion(child, area, context, context.to_px(_DISC_CLEARANCE)))
        elif isinstance(child.part, PhotoPart) and child.part.scrim:
            covers.append((len(drawn), child))
        drawn.append(place_box(child, area, context, exclusions))
    for index, cover in covers:
        above = (pair for nodes in drawn[index + 1 :] for pair in walk_nodes(tuple(nodes)))
        foregrounds = [(r, n) for r, n in above if isinstance(n, Text) or (r == "brand" and isinstance(n, Picture))]
        drawn[index] += draw_scrim(cover, foregrounds, drawn[index], direction, photos)
    return [Group(tuple(n for part in drawn for n in part), clip=make_outline(area, context))]


def _place_shrinking(
    box: Box, area: Rect, context: LayoutContext, exclusions: tuple[DiscExclusion, ...]
) -> list[Node]:
    """Draw a column or row with the largest shares at which its text is large enough, or else with the largest text.

    Raises SceneError if the text does not fit beside the smallest of the shares.
    """
    assert isinstance(box.part, StackPart)
    place_children = _place_column if box.part.axis == "column" else _place_row
    trials = _list_trials(box)
    if not trials[1:]:
        return place_children(box, area, context, exclusions)
    words = _find_words(box)
    sufficient = _find_sufficient_size(words, context)
    best: tuple[float, list[Node], list[Problem]] | None = None
    before = list(context.problems)
    last_error: SceneError | None = None
    for trial in trials:
        context.problems[:] = before
        try:
            nodes = place_children(trial, area, context, exclusions)
        except SceneError as error:
            last_error = error
            continue
        size = _find_smallest_size(nodes, words) if words else sufficient
        if best is None or size > best[0]:
            best = (size, nodes, list(context.problems))
        if size >= sufficient:
            break
    if best:
        context.problems[:] = best[2]
        return best[1]
    assert last_error is not None
    raise last_error


def _find_sufficient_size(words: Box | None, context: LayoutContext) -> float:
    """Return the size from which the text is large enough. Without text, every share that fits is good enough."""
    if words is None:
        return 1.0
    fit = fit_options_of(words, context.setting)
    return comfortable_size(fit.smallest, fit.largest)


def _find_smallest_size(nodes: list[Node], words: Box) -> float:
    """Return the smallest size of the box's text among the nodes."""
    texts = [node for role, node in walk_nodes(tuple(nodes)) if role == words.role and isinstance(node, Text)]
    return min((text.size for text in texts), default=0.0)


def _list_trials(box: Box) -> list[Box]:
    """Return copies of the box with shares from the maximum to the minimum, in equal steps.

    The result is the box itself if nothing in it shrinks. Only the boxes around text are copied: text boxes are cached
    by identity.
    """
    if not any(is_shrinkable(child) for child in box.children):
        return [box]
    return [
        replace(box, children=tuple(_with_share(c, step / (_SHARE_STEPS - 1)) for c in box.children))
        for step in range(_SHARE_STEPS)
    ]


def _with_share(box: Box, shrinkage: float) -> Box:
    """Return the box with a fixed share: its maximum if `shrinkage` is 0, its minimum if it is 1."""
    share = box.part.frame.share
    if share is None or not is_shrinkable(box):
        return box
    fixed = share[1] + (share[0] - share[1]) * shrinkage
    return replace(box, part=replace(box.part, frame=replace(box.part.frame, share=(fixed, fixed))))


def _find_words(box: Box) -> Box | None:
    """Return the text box whose size depends on the remaining space, None if there is none."""
    if isinstance(box.part, WordsPart):
        return box if box.part.fit == "words" else None
    return next((found for child in box.children if (found := _find_words(child))), None)


def _place_row(box: Box, area: Rect, context: LayoutContext, exclusions: tuple[DiscExclusion, ...]) -> list[Node]:
    assert isinstance(box.part, StackPart)
    inner = area.inset(context.padding_of(box.part.frame))
    nodes: list[Node] = []
    x = inner.x
    for child, width in zip(box.children, measure_row(box, inner.width, context), strict=True):
        height = inner.height
        if box.part.align != "start" and not _fills_height(child):
            height = min(inner.height, measure_box(child, width, context, in_row=True))
        slack = inner.height - height
        y = inner.y + (slack // 2 if box.part.align == "center" else slack if box.part.align == "end" else 0)
        nodes += place_box(child, Rect(x, y, width, height), context, exclusions)
        x += width + context.to_px(box.part.gap)
    return nodes


def _fills_height(box: Box) -> bool:
    """Return whether a box takes all the height that it is given."""
    if box.part.frame.background or (is_bar(box.part) and not box.part.frame.grow):
        return True
    return any(c.part.frame.grow or _fills_height(c) for c in box.children)


def _place_column(box: Box, area: Rect, context: LayoutContext, exclusions: tuple[DiscExclusion, ...]) -> list[Node]:
    """Draw a column. Beside a round photograph, its text gets the measure at which it is largest without overlap."""
    inner = area.inset(context.padding_of(box.part.frame))
    if not exclusions or not _find_fitted(box):
        return _draw_column(box, inner, context, distribute_column(box, inner, context, 1.0), exclusions)
    first_error: SceneError | None = None
    best: tuple[int, list[Node]] = (0, [])
    for measure in _MEASURES:
        try:
            items = distribute_column(box, inner, context, measure)
        except SceneError as error:
            first_error = first_error or error
            continue
        size = max((item.fitted.size for item in items if item.fitted), default=1)
        if size > best[0]:
            nodes = _draw_column(box, inner, context, items, exclusions)
            best = best if has_text_inside(nodes, exclusions) else (size, nodes)
    if best[1]:
        return best[1]
    message = "the text overlaps the photograph at every width"
    hint = "shorten the text or leave the image out"
    raise first_error or SceneError([Problem("error", message, field="image", hint=hint, kind="does-not-fit")])


def _draw_column(
    box: Box, inner: Rect, context: LayoutContext, items: Sequence[FlexItem], exclusions: tuple[DiscExclusion, ...]
) -> list[Node]:
    assert isinstance(box.part, StackPart)
    gap = context.to_px(box.part.gap)
    slack = inner.height - sum(item.height for item in items) - gap * (len(items) - 1)
    between = slack / max(1, len(items) - 1) if box.part.justify == "between" else 0.0
    y = inner.y + {"start": 0.0, "between": 0.0, "center": slack // 2, "end": slack}[box.part.justify]
    nodes: list[Node] = []
    for child, item in zip(box.children, items, strict=True):
        place = _place_hugging(child, box, Rect(inner.x, round(y), inner.width, item.height), context)
        if item.fitted:
            nodes += draw_leaf(child, place, context, item.fitted)
        else:
            nodes += place_box(child, place, context, exclusions)
        y += item.height + gap + between
    return nodes


def _place_hugging(child: Box, parent: Box, place: Rect, context: LayoutContext) -> Rect:
    """Return the area of a box that is only as wide as its content, by the alignment of its column."""
    assert isinstance(parent.part, StackPart)
    if not child.part.frame.hug:
        return place
    width = measure_natural_width(child, place.width, context)
    slack = round(place.width) - width
    x = place.x + {"start": 0, "center": slack // 2, "end": slack}[parent.part.align]
    return Rect(x, place.y, width, place.height)


def _find_fitted(box: Box) -> list[Box]:
    """Return the boxes of a column whose size depends on the remaining height: headline and text."""
    return [c for c in box.children if isinstance(c.part, WordsPart) and c.part.fit != "lines"]


def distribute_column(box: Box, inner: Rect, context: LayoutContext, measure: float) -> list[FlexItem]:
    """Return the height of each box in a column: fixed boxes first, then headline and text, then those that grow."""
    assert isinstance(box.part, StackPart)
    fitted = _find_fitted(box)
    heights: dict[int, FlexItem] = {}
    for child in box.children:
        if all(child is not other for other in fitted):
            heights[id(child)] = FlexItem(_measure_base_height(child, inner, context))
    gaps = context.to_px(box.part.gap) * (len(box.children) - 1)
    remaining = inner.height - gaps - sum(item.height for item in heights.values())
    heights |= _distribute_words(fitted, Extent(inner.width * measure, remaining), context)
    spare = inner.height - gaps - sum(item.height for item in heights.values())
    if spare < 0:
        _refuse_overflow(box, -spare)
    growing = [c for c in box.children if c.part.frame.grow]
    for child, part in zip(growing, distribute(max(0.0, spare), [c.part.frame.grow for c in growing]), strict=True):
        heights[id(child)] = FlexItem(heights[id(child)].height + part)
    return [heights[id(c)] for c in box.children]


def _refuse_overflow(box: Box, excess: float) -> None:
    """Raise SceneError for a column that is `excess` pixels too high, if its chart or its figure could be smaller."""
    for field, name, found in (
        ("chart", "chart", any(isinstance(c.part, ChartPart) for c in box.children)),
        ("headline", "figure", any(c.part.frame.hug and any(b.is_figure for b in c.children) for c in box.children)),
    ):
        if found:
            message = f"the {name} is {excess:.0f} px too high for its column"
            raise SceneError([Problem("error", message, field=field, hint="shorten its text", kind="does-not-fit")])


def _measure_base_height(box: Box, inner: Rect, context: LayoutContext) -> int:
    """Return the height of a box before the remaining height is distributed."""
    if box.part.frame.share:
        return measure_basis(box, inner.height, context)
    if isinstance(box.part, ChartPart):   # a chart that grows gets more space, but is not higher
        return measure_box(box, inner.width, context)
    if box.part.frame.grow:
        return context.to_px(box.part.frame.min_length)
    return measure_box(box, inner.width, context)


def _distribute_words(fitted: Sequence[Box], space: Extent, context: LayoutContext) -> dict[int, FlexItem]:
    """Return the heights of headline and text: the largest headline beside which the text is comfortable to read."""
    if not fitted:
        return {}
    headline = next((b for b in fitted if isinstance(b.part, WordsPart) and b.part.fit in ("width", "lockup")), None)
    words = next((b for b in fitted if isinstance(b.part, WordsPart) and b.part.fit == "words"), None)
    if len(fitted) > sum(b is not None for b in (headline, words)):
        message = "two parts of one column take the remaining height"
        hint = "give `fit: width` to one and `fit: words` to one"
        raise SceneError([Problem("error", message, field="theme", hint=hint, kind="theme")])
    if headline is None or words is None:
        return _distribute_one(fitted[0], space, context)
    sizes, width = _list_headline_sizes(headline, space, context), space.width * _width_share(words)
    fit = fit_options_of(words, context.setting)
    quick = replace(fit, rag=False)
    enough = comfortable_size(fit.smallest, fit.largest)
    min_trials = _HEADLINE_STEPS_DOWN if context.setting.sizes.is_measuring else 0
    best: tuple[FlexItem, int] | None = None
    for trial, item in enumerate(sizes, start=1):
        found = context.fit(words, Extent(width, space.height - item.height), quick)
        if found and (best is None or found.size > best[1]):
            best = (item, found.size)
        if found and found.size >= enough and trial >= min_trials:
            break
    remaining = Extent(width, space.height - (best[0] if best else sizes[-1]).height)
    chosen = context.fit(words, remaining) if best else None
    if best is None or chosen is None:
        raise make_overflow_error(words, context.paragraphs_of(words), remaining, context.setting)
    return {id(headline): best[0], id(words): FlexItem(round(chosen.height), chosen)}


def _width_share(box: Box) -> float:
    """Return the fraction of the width that a text box may use."""
    assert isinstance(box.part, WordsPart)
    return box.part.measure


def _distribute_one(box: Box, space: Extent, context: LayoutContext) -> dict[int, FlexItem]:
    """Return the height of the only box that takes the remaining space.

    Text is as large as fits; a figure is no higher than the remaining space.
    """
    if box.is_figure:
        lowest = _list_headline_sizes(box, space, context)[-1].height
        return {id(box): FlexItem(min(measure_box(box, space.width, context), max(lowest, int(space.height))))}
    space = Extent(space.width * _width_share(box), space.height)
    fitted = context.fit(box, space)
    if fitted is None:
        raise make_overflow_error(box, context.paragraphs_of(box), space, context.setting)
    return {id(box): FlexItem(round(fitted.height), fitted)}


def _list_headline_sizes(box: Box, space: Extent, context: LayoutContext) -> list[FlexItem]:
    """Return the headline at its sizes, from the largest that its width allows to its smallest."""
    assert isinstance(box.part, WordsPart)
    smallest = context.to_px(box.part.smallest)
    if box.is_figure:
        figure, size = context.figure_of(box), float(measure_figure(box, space.width, context))
        lowest, items = min(size, max(size * context.figure_min_scale, smallest * _MIN_FIGURE_RATIO)), []
        while size >= lowest:
            items.append(FlexItem(round(figure.height * int(size))))
            size *= _HEADLINE_STEP
        return items
    unlimited = Extent(space.width, float(context.size.height))
    fit = fit_options_of(box, context.setting)
    fitted: FitResult | None = fit_lines(box, space.width, context)
    single = context.fit(box, unlimited, replace(fit, lines=1))
    if fitted and single and single.size >= _MIN_ONE_LINE_RATIO * fitted.size:
        fitted, fit = single, replace(fit, lines=1)
    items = []
    while fitted:
        items.append(FlexItem(round(fitted.height), fitted))
        smaller = int(fitted.size * _HEADLINE_STEP)
        fitted = context.fit(box, unlimited, replace(fit, largest=smaller)) if smaller >= smallest else None
    return items
