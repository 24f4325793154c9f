"""Boxes into places: how high each is, where it stands, and what it draws.

All of it is reckoned from the start, as if the card ran left to right; what is drawn is turned over for a card that
runs right to left. Places and sizes are whole pixels, so that no back end need round.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from ...graphics.geometry import Extent
from ...model.themes import (
    Chart,
    Code,
    Disc,
    Dots,
    Panes,
    Photo,
    Polygon,
    Rule,
    Space,
    Stack,
    Strip,
    Track,
    Words,
)  # fmt: skip
from ...text import Fitted
from ..boxes import Box
from ..charts.draw_charts import is_wide, measure_chart, strip_extent
from ..codes.code_boxes import code_extent
from ..type.brands import brand_height, name_indent
from ..type.text_boxes import fit_of, refuse_words
from .context import Desk

_CODE_SHARE = 0.45
"""The most of a row's width that a code may take from the words beside it."""


def measure_box(box: Box, width: float, desk: Desk, *, in_row: bool = False) -> int:
    """The height that a box wants at a width, both in pixels; SceneError where its words do not fit.

    A box's `length` lies along its parent: it is the height in a column, and in a row the width.
    """
    frame = box.part.frame
    if frame.length is not None and not in_row:
        pad = desk.pad(frame)
        return max(desk.px(frame.length), round(pad.top + pad.bottom))
    wanted = max(_measure_part(box, width, desk), desk.px(frame.least) if isinstance(box.part, Stack) else 0)
    if frame.most is None or isinstance(box.part, Chart):   # a chart keeps to its bounds by itself, to scale
        return wanted
    return min(wanted, desk.px(frame.most))


def _measure_part(box: Box, width: float, desk: Desk) -> int:
    frame = box.part.frame
    match box.part:
        case Stack(axis="column"):
            pad = desk.pad(frame)
            inner = width - pad.start - pad.end
            gaps = desk.px(box.part.gap) * (len(box.children) - 1)
            return round(pad.top + pad.bottom + gaps + sum(measure_box(c, inner, desk) for c in box.children))
        case Stack(axis="row"):
            pad = desk.pad(frame)
            widths = row_widths(box, width - pad.start - pad.end, desk)
            heights = (measure_box(c, w, desk, in_row=True) for c, w in zip(box.children, widths, strict=True))
            return round(pad.top + pad.bottom + max(heights, default=0))
        case Stack():
            return max((measure_box(c, width, desk) for c in box.children), default=0)
        case Words():
            return measure_words(box, width, desk)
        case Code():
            return code_extent(box, desk.size, width).side
        case Rule():
            return max(2, desk.px(box.part.thickness))
        case Strip():
            return round(box.rest * desk.size.trim.height)
        case Dots():
            return desk.px(box.part.diameter)
        case Photo() | Disc() | Polygon() | Panes() | Track():
            return 0
        case Chart():
            return measure_chart(box, width, desk)
        case Space():
            return desk.px(frame.least)
        case _:
            assert_never(box.part)


def measure_words(box: Box, width: float, desk: Desk) -> int:
    """The height of words that choose their size by their width."""
    if box.figure:
        figure = desk.figure(box)
        return round(figure.height * figure_size(box, width, desk))
    fitted = fit_lines(box, width, desk)
    return brand_height(box, fitted.size) if box.role == "brand" else round(fitted.height)


def figure_size(box: Box, width: float, desk: Desk) -> int:
    """The size at which a figure fills a width, no larger than the theme's largest, less where it has to give way."""
    assert isinstance(box.part, Words)
    size = min(int(width / desk.figure(box).width), desk.px(box.part.largest))
    return min(size, max(desk.px(box.part.smallest), int(size * desk.ease)))


def fit_lines(box: Box, width: float, desk: Desk) -> Fitted:
    """Words at the size that their width allows; SceneError where they do not fit at the smallest."""
    assert isinstance(box.part, Words)
    extent = Extent(width * box.part.measure, float(desk.size.height))
    if box.role == "brand":
        return _fit_brand(box, extent, desk)
    fitted = desk.fit(box, extent)
    if fitted is None:
        raise refuse_words(box, desk.shaped(box), extent, desk.setting)
    return fitted


def _fit_brand(box: Box, extent: Extent, desk: Desk) -> Fitted:
    """The brand's name at the largest size at which it fits beside its mark, which is as large as the name."""
    fit = fit_of(box, desk.setting)
    room = extent
    for size in range(fit.largest, fit.smallest - 1, -1):
        room = Extent(extent.width - name_indent(size), extent.height)
        fitted = desk.fit(box, room, replace(fit, smallest=size, largest=size))
        if fitted:
            return fitted
    raise refuse_words(box, desk.shaped(box), room, desk.setting)


def row_widths(box: Box, width: float, desk: Desk) -> list[float]:
    """How wide each box of a row is: its fixed length, a code's own, or its part of what is left."""
    assert isinstance(box.part, Stack)
    left = width - desk.px(box.part.gap) * (len(box.children) - 1)
    fixed: list[float | None] = []
    for child in box.children:
        own: float | None = None
        if child.part.frame.length is not None:
            own = desk.px(child.part.frame.length)
        elif child.part.frame.share:
            own = share_of(child, width, desk)
        elif isinstance(child.part, Code):
            own = code_extent(child, desk.size, left * _CODE_SHARE).side
        elif isinstance(child.part, Chart) and child.part.kind == "strip" and is_wide(desk):
            own = strip_extent(child, desk)
        elif child.part.frame.hug or isinstance(child.part, Dots | Strip | Rule):
            own = None if child.part.frame.grow else natural_width(child, left, desk)
        elif not child.part.frame.grow and not isinstance(child.part, Words | Stack | Chart):
            own = 0.0
        fixed.append(own)
    spare = left - sum(w for w in fixed if w is not None)
    # words have no width of their own: without a `grow` they share what is left
    parts = [c.part.frame.grow or 1.0 for c, w in zip(box.children, fixed, strict=True) if w is None]
    grown = iter(share_out(spare, parts))
    return [float(next(grown)) if w is None else w for w in fixed]


def share_out(room: float, parts: Sequence[float]) -> list[int]:
    """So many pixels by the sizes of the parts, whole ones, none left over."""
    whole, shares = sum(parts), []
    for part in parts:
        shares.append(round(room * part / whole) if whole > part else round(room))
        room, whole = room - shares[-1], whole - part
    return shares


def share_of(box: Box, whole: float, desk: Desk) -> int:
    """What a box takes of its parent's length, in pixels: the most of its share, within its own bounds."""
    frame = box.part.frame
    wanted = round(whole * (frame.share[1] if frame.share else 0.0))
    most = desk.px(frame.most) if frame.most is not None else round(whole)
    return max(min(wanted, most), desk.px(frame.least))


def natural_width(box: Box, room: float, desk: Desk) -> int:
    """How wide a box's ink is where it may have so much room: what it is as wide as, if it hugs what it holds."""
    match box.part:
        case Stack(axis=axis):
            pad = desk.pad(box.part.frame)
            inner = room - pad.start - pad.end
            widths = [natural_width(child, inner, desk) for child in box.children]
            gaps = desk.px(box.part.gap) * (len(widths) - 1) if axis == "row" else 0
            held = sum(widths) + gaps if axis == "row" else max(widths, default=0)
            return min(round(room), math.ceil(pad.start + pad.end + held))
        case Words() if box.figure:
            return math.ceil(desk.figure(box).width * figure_size(box, room, desk))
        case Words():
            fitted = fit_lines(box, room, desk)
            ink = max(line.right - line.left for lines in fitted.paragraphs for line in lines) * fitted.size
            measure = math.ceil(max(ink, fitted.width))   # in less than what they measure they would break anew
            return measure + (round(name_indent(fitted.size)) if box.role == "brand" else 0)
        case Code():
            return code_extent(box, desk.size, room).side
        case Chart():
            return strip_extent(box, desk) if box.part.kind == "strip" and is_wide(desk) else round(room)
        case Strip():
            return round(box.rest * desk.size.trim.width)
        case Rule():
            return max(2, desk.px(box.part.thickness))
        case Dots():
            count = box.station[1] - 1
            return count * desk.px(box.part.diameter) + desk.px(box.part.length) + count * desk.px(box.part.gap)
        case _:
            return 0
