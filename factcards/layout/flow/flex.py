"""Columns, rows and layers: how boxes share an area, and how the sizes of headline and text are balanced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Rect
from ...model.scene import Group, Node, Picture, Text, walk_nodes
from ...model.themes import ChartPart, PhotoPart, RulePart, StackPart, StripPart, WordsPart
from ...text import FitResult
from ..boxes import Box
from ..photo.photo_boxes import draw_scrim, resolve_photo_side
from ..text_limits import is_disc_photo
from ..type.text_boxes import fit_options_of, make_overflow_error
from .context import LayoutContext
from .leaf_boxes import DiscExclusion, draw_background, draw_leaf, exclusion_of, has_text_inside, outline_of
from .measure import basis_of, distribute, figure_size, fit_lines, measure_box, measure_natural_width, measure_row
from .shrink import place_shrinking

_MEASURES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
"""Fractions of the width that are tried for text, in order, until it does not overlap a round photograph."""
_DISC_CLEARANCE = 24
"""Clearance around a round photograph, in reference pixels."""
_HEADLINE_STEP = 0.94
"""Ratio between a headline's size and the next smaller one that is tried."""
_HEADLINE_STEPS_DOWN = 4
"""Number of sizes of the headline that are tried while a set is measured, even if the text is already large enough.

A smaller headline leaves more space to the text, which is to be as large as that of the set's other cards.
"""
_WORDS_FIRST = 0.3
"""The headline gives way until the words have their smallest size and this much of their range."""


_DISC_SCALES = (1.0, 0.85, 0.7, 0.58)
"""Diameters of a round photograph to try, in order, relative to the theme's."""
_MIN_ONE_LINE_RATIO = 0.62
"""A headline stays on one line if its size there is at least this fraction of its size on two lines."""


@dataclass(frozen=True, slots=True)
class FlexItem:
    """The height of a box in a column, in pixels, and its text if that was fitted together with other text."""

    height: int
    fitted: FitResult | None = None


def place_box(box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...] = ()) -> list[Node]:
    """Draw a box in `area`, which is measured from the start edge. Raises SceneError if text does not fit."""
    top, end, bottom, start = (context.to_px(reach) for reach in box.part.frame.outset)
    area = Rect(area.x - start, area.y - top, area.width + start + end, area.height + top + bottom)
    nodes = draw_background(box, area, context)
    match box.part:
        case StackPart(axis="column"):
            nodes += place_shrinking(_place_column, box, area, context, rounds)
        case StackPart(axis="row"):
            nodes += place_shrinking(_place_row, box, area, context, rounds)
        case StackPart():
            nodes += _place_layers(box, area, context, rounds)
        case _:
            nodes += draw_leaf(box, area, context)
    return nodes


def _place_layers(box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...]) -> list[Node]:
    """Draw layers; round photographs shrink, down to their smallest scale, if the text beside them needs the space."""
    fault: SceneError | None = None
    for share in _list_disc_scales(context) if any(is_disc_photo(c) for c in box.children) else _DISC_SCALES[:1]:
        try:
            return _place_layers_at(box, area, context, rounds, share)
        except SceneError as error:
            fault = fault or error
    assert fault is not None
    raise fault


def _list_disc_scales(context: LayoutContext) -> tuple[float, ...]:
    """Return the scales of round photographs to try.

    While a set is measured, the largest is left out: a photograph of one card must not make the whole set's text small.
    """
    return _DISC_SCALES[1:] if context.setting.sizes.measured else _DISC_SCALES


def _place_layers_at(
    box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...], share: float
) -> list[Node]:
    """Draw layers with round photographs at a scale, and covering ones with a scrim behind the text on them."""
    drawn: list[list[Node]] = []
    covers: list[tuple[int, Box]] = []
    direction, photos = context.setting.direction, context.assets.photos
    for child in resolve_photo_side(
        box, context.to_physical(context.extend_to_bleed(area)), context.size, direction, photos
    ).children:
        if isinstance(child.part, PhotoPart) and child.part.shape == "disc":
            child = replace(child, part=replace(child.part, diameter=child.part.diameter * share))
            rounds = (*rounds, exclusion_of(child, area, context, context.to_px(_DISC_CLEARANCE)))
        elif isinstance(child.part, PhotoPart) and child.part.scrim:
            covers.append((len(drawn), child))
        drawn.append(place_box(child, area, context, rounds))
    for index, cover in covers:
        above = (pair for nodes in drawn[index + 1 :] for pair in walk_nodes(tuple(nodes)))
        stands = [(r, n) for r, n in above if isinstance(n, Text) or (r == "brand" and isinstance(n, Picture))]
        drawn[index] += draw_scrim(cover, stands, drawn[index], direction, photos)
    return [Group(tuple(n for part in drawn for n in part), clip=outline_of(area, context))]


def _place_row(box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...]) -> list[Node]:
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
        nodes += place_box(child, Rect(x, y, width, height), context, rounds)
        x += width + context.to_px(box.part.gap)
    return nodes


def _fills_height(box: Box) -> bool:
    """Return whether a box takes all the height that it is given."""
    bar = isinstance(box.part, RulePart | StripPart) or (isinstance(box.part, ChartPart) and box.part.kind == "strip")
    if box.part.frame.background or (bar and not box.part.frame.grow):
        return True
    return any(c.part.frame.grow or _fills_height(c) for c in box.children)


def _place_column(box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...]) -> list[Node]:
    """Draw a column. Beside a round photograph, its text gets the measure at which it is largest without overlap."""
    inner = area.inset(context.padding_of(box.part.frame))
    if not rounds or not _find_fitted(box):
        return _draw_column(box, inner, context, distribute_column(box, inner, context, 1.0), rounds)
    fault: SceneError | None = None
    best: tuple[int, list[Node]] = (0, [])
    for measure in _MEASURES:
        try:
            shares = distribute_column(box, inner, context, measure)
        except SceneError as error:
            fault = fault or error
            continue
        size = max((s.fitted.size for s in shares if s.fitted), default=1)
        if size > best[0]:
            nodes = _draw_column(box, inner, context, shares, rounds)
            best = best if has_text_inside(nodes, rounds) else (size, nodes)
    if best[1]:
        return best[1]
    message = "the words would run into the photograph at every width"
    hint = "shorten the text or leave the image out"
    raise fault or SceneError([Problem("error", message, field="image", hint=hint, kind="does-not-fit")])


def _draw_column(
    box: Box, inner: Rect, context: LayoutContext, shares: Sequence[FlexItem], rounds: tuple[DiscExclusion, ...]
) -> list[Node]:
    assert isinstance(box.part, StackPart)
    gap = context.to_px(box.part.gap)
    slack = inner.height - sum(s.height for s in shares) - gap * (len(shares) - 1)
    between = slack / max(1, len(shares) - 1) if box.part.justify == "between" else 0.0
    y = inner.y + {"end": slack, "center": slack // 2}.get(box.part.justify, 0.0)
    nodes: list[Node] = []
    for child, share in zip(box.children, shares, strict=True):
        place = _place_hugging(child, box, Rect(inner.x, round(y), inner.width, share.height), context)
        if share.fitted:
            nodes += draw_leaf(child, place, context, share.fitted)
        else:
            nodes += place_box(child, place, context, rounds)
        y += share.height + gap + between
    return nodes


def _place_hugging(child: Box, parent: Box, place: Rect, context: LayoutContext) -> Rect:
    """Return the area of a box that is only as wide as its content, by the alignment of its column."""
    assert isinstance(parent.part, StackPart)
    if not child.part.frame.hug:
        return place
    width = measure_natural_width(child, place.width, context)
    slack = round(place.width) - width
    x = place.x + {"end": slack, "center": slack // 2}.get(parent.part.align, 0)
    return Rect(x, place.y, width, place.height)


def _find_fitted(box: Box) -> list[Box]:
    """Return the boxes of a column whose size depends on the remaining height: headline and text."""
    return [c for c in box.children if isinstance(c.part, WordsPart) and c.part.fit != "lines"]


def distribute_column(box: Box, inner: Rect, context: LayoutContext, measure: float) -> list[FlexItem]:
    """Return the height of each box in a column: fixed boxes first, then headline and text, then those that grow."""
    assert isinstance(box.part, StackPart)
    wanting = _find_fitted(box)
    heights: dict[int, FlexItem] = {}
    for child in box.children:
        if all(child is not w for w in wanting):
            heights[id(child)] = FlexItem(_base_height(child, inner, context))
    gaps = context.to_px(box.part.gap) * (len(box.children) - 1)
    room = inner.height - gaps - sum(s.height for s in heights.values())
    heights |= _distribute_words(wanting, Extent(inner.width * measure, room), context)
    spare = inner.height - gaps - sum(s.height for s in heights.values())
    if spare < 0:
        _refuse_overflow(box, -spare)
    growing = [c for c in box.children if c.part.frame.grow]
    for child, part in zip(growing, distribute(max(0.0, spare), [c.part.frame.grow for c in growing]), strict=True):
        heights[id(child)] = FlexItem(heights[id(child)].height + part)
    return [heights[id(c)] for c in box.children]


def _refuse_overflow(box: Box, over: float) -> None:
    """Raise SceneError if a column is too high and something in it could be smaller."""
    for field, name, found in (
        ("chart", "chart", any(isinstance(c.part, ChartPart) for c in box.children)),
        ("headline", "figure", any(c.part.frame.hug and any(b.is_figure for b in c.children) for c in box.children)),
    ):
        if found:
            message = f"the {name} is {over:.0f} px too high for its column"
            raise SceneError([Problem("error", message, field=field, hint="shorten its words", kind="does-not-fit")])


def _base_height(box: Box, inner: Rect, context: LayoutContext) -> int:
    """Return the height of a box before the remaining height is distributed."""
    if box.part.frame.share:
        return basis_of(box, inner.height, context)
    if isinstance(box.part, ChartPart):   # one that grows stands in more room, but is no higher for it
        return measure_box(box, inner.width, context)
    if box.part.frame.grow:
        return context.to_px(box.part.frame.min_length)
    return measure_box(box, inner.width, context)


def _distribute_words(wanting: Sequence[Box], room: Extent, context: LayoutContext) -> dict[int, FlexItem]:
    """Return the heights of headline and text: the headline as wide as possible while the text stays large."""
    if not wanting:
        return {}
    headline = next((b for b in wanting if isinstance(b.part, WordsPart) and b.part.fit in ("width", "lockup")), None)
    words = next((b for b in wanting if isinstance(b.part, WordsPart) and b.part.fit == "words"), None)
    if len(wanting) > sum(b is not None for b in (headline, words)):
        message = "two parts of one column want the height that is left"
        hint = "give `fit: width` to one and `fit: words` to one"
        raise SceneError([Problem("error", message, field="theme", hint=hint, kind="theme")])
    if headline is None or words is None:
        return _distribute_one(wanting[0], room, context)
    sizes, width = _list_headline_sizes(headline, room, context), room.width * _width_share(words)
    fit = fit_options_of(words, context.setting)
    quick = replace(fit, rag=False)
    wished = fit.smallest + _WORDS_FIRST * (fit.largest - fit.smallest)
    yields = _HEADLINE_STEPS_DOWN if context.setting.sizes.measured else 0
    best: tuple[FlexItem, int] | None = None
    for number, share in enumerate(sizes, start=1):
        fitted = context.fit(words, Extent(width, room.height - share.height), quick)
        if fitted and (best is None or fitted.size > best[1]):
            best = (share, fitted.size)
        if fitted and fitted.size >= wished and number >= yields:
            break
    left = Extent(width, room.height - (best[0] if best else sizes[-1]).height)
    chosen = context.fit(words, left) if best else None
    if best is None or chosen is None:
        raise make_overflow_error(words, context.paragraphs_of(words), left, context.setting)
    return {id(headline): best[0], id(words): FlexItem(round(chosen.height), chosen)}


def _width_share(box: Box) -> float:
    """Return the fraction of the width that a text box may use."""
    assert isinstance(box.part, WordsPart)
    return box.part.measure


def _distribute_one(box: Box, room: Extent, context: LayoutContext) -> dict[int, FlexItem]:
    """Return the height of the only box that takes the remaining space.

    Text is as large as fits; a figure is no higher than the remaining space.
    """
    if box.is_figure:
        lowest = _list_headline_sizes(box, room, context)[-1].height
        return {id(box): FlexItem(min(measure_box(box, room.width, context), max(lowest, int(room.height))))}
    room = Extent(room.width * _width_share(box), room.height)
    fitted = context.fit(box, room)
    if fitted is None:
        raise make_overflow_error(box, context.paragraphs_of(box), room, context.setting)
    return {id(box): FlexItem(round(fitted.height), fitted)}


def _list_headline_sizes(box: Box, room: Extent, context: LayoutContext) -> list[FlexItem]:
    """Return the headline at its sizes, from the largest that its width allows to its smallest."""
    assert isinstance(box.part, WordsPart)
    smallest = context.to_px(box.part.smallest)
    if box.is_figure:
        figure, size = context.figure_of(box), float(figure_size(box, room.width, context))
        floor, shares = min(size, max(size * context.figure_min_scale, smallest * 0.5)), []
        while size >= floor:
            shares.append(FlexItem(round(figure.height * int(size))))
            size *= _HEADLINE_STEP
        return shares
    whole = Extent(room.width, float(context.size.height))
    fit = fit_options_of(box, context.setting)
    fitted: FitResult | None = fit_lines(box, room.width, context)
    single = context.fit(box, whole, replace(fit, lines=1))
    if fitted and single and single.size >= _MIN_ONE_LINE_RATIO * fitted.size:
        fitted, fit = single, replace(fit, lines=1)
    shares = []
    while fitted:
        shares.append(FlexItem(round(fitted.height), fitted))
        smaller = int(fitted.size * _HEADLINE_STEP)
        fitted = context.fit(box, whole, replace(fit, largest=smaller)) if smaller >= smallest else None
    return shares
