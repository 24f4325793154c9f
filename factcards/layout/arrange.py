"""Boxes into places: how high each is, where it stands, and what it draws.

All of it is reckoned from the start, as if the card ran left to right; what is drawn is turned over for a card that
runs right to left. Places and sizes are whole pixels, so that no back end need round.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from ..assets import Assets
from ..cards import LocalCard
from ..errors import Problem
from ..geometry import Extent, Insets, Rect
from ..sizes import Size
from ..text import Fit, Fitted, Paragraph, fit_text
from ..themes import (
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
    Theme,
    Track,
    Words,
)  # fmt: skip
from .boxes import Box
from .brands import brand_height, brand_theme, name_indent
from .charts import is_wide, measure_chart, strip_extent
from .codes import code_extent
from .even import NATURAL, Sizes
from .figures import SetFigure
from .words import Setting, fit_of, measure_figure, refuse_words, shape_words

_AIR = 16
"""Between words and what an app covers or crops, in reference pixels."""
_MARGIN = 64
"""The narrowest margin in reference pixels: what hangs stays on the card and out of what apps cover."""
_CODE_SHARE = 0.45
"""The most of a row's width that a code may take from the words beside it."""


@dataclass(slots=True)
class Desk:
    """One card being arranged: what does not change, and the words already shaped, fitted and measured.

    Boxes are known by their identity, so those with words are held for as long as the card is being arranged. `chart`
    is what charts take of their wished height at present.
    """

    card: LocalCard
    size: Size
    assets: Assets
    setting: Setting
    problems: list[Problem] = field(default_factory=list)
    chart: float = 1.0
    _held: list[Box] = field(default_factory=list)
    _shaped: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    _figures: dict[int, SetFigure] = field(default_factory=dict)
    _fitted: dict[tuple[int, Extent, Fit], Fitted | None] = field(default_factory=dict)

    def px(self, measure: float) -> int:
        """A measure of the theme in whole pixels."""
        return round(measure * self.setting.unit)

    def shaped(self, box: Box) -> tuple[Paragraph, ...]:
        """The box's paragraphs, shaped once."""
        if id(box) not in self._shaped:
            self._held.append(box)
            self._shaped[id(box)] = shape_words(box, self.setting)
        return self._shaped[id(box)]

    def figure(self, box: Box) -> SetFigure:
        """The box's figure, measured once."""
        if id(box) not in self._figures:
            self._held.append(box)
            self._figures[id(box)] = measure_figure(box, self.setting)
        return self._figures[id(box)]

    def fit(self, box: Box, room: Extent, fit: Fit | None = None) -> Fitted | None:
        """The box's words in a room in pixels, by the part's own way of fitting if no other is given."""
        asked = (id(box), room, fit or fit_of(box, self.setting))
        if asked not in self._fitted:
            self._fitted[asked] = fit_text(self.shaped(box), room, asked[2])
        return self._fitted[asked]

    def turned(self, rect: Rect) -> Rect:
        """A place reckoned from the start, as it stands on the card."""
        if self.setting.direction == "ltr":
            return rect
        return Rect(self.size.width - rect.right, rect.y, rect.width, rect.height)

    def bled(self, rect: Rect) -> Rect:
        """A place reckoned from the start; at the edges of what is left after the cut it runs on to the picture's."""
        trim, size = self.size.trim, self.size
        left = min(rect.x, 0.0) if rect.x <= trim.x else rect.x
        top = min(rect.y, 0.0) if rect.y <= trim.y else rect.y
        right = max(rect.right, size.width) if rect.right >= trim.right else rect.right
        bottom = max(rect.bottom, size.height) if rect.bottom >= trim.bottom else rect.bottom
        return Rect(left, top, right - left, bottom - top)

    def pad(self, frame: Frame) -> Insets:
        """A frame's pad in pixels, reaching into the safe area where the frame asks for it."""
        top, end, bottom, start = (self.px(v) for v in frame.pad)
        sides = {side: getattr(self.size.safe, side) for side in frame.safe}
        safe = {side: reach + self.px(_AIR) if reach else 0 for side, reach in sides.items()}
        return Insets(
            max(top, safe.get("top", 0)), max(end, safe.get("end", 0)),
            max(bottom, safe.get("bottom", 0)), max(start, safe.get("start", 0)),
        )  # fmt: skip


def open_desk(card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: Sizes = NATURAL) -> Desk:
    """Everything at hand to arrange one card; SceneError if a font family that it needs is not."""
    theme = brand_theme(theme, card.brand, assets.fonts)
    hang = max(_MARGIN * size.unit - max(size.safe.start, size.safe.end), _AIR * size.unit)
    setting = Setting(card.direction, theme, size.unit, assets.fonts, sizes, hang, card.hyphenate)
    return Desk(card, size, assets, setting)


def measure_box(box: Box, width: float, desk: Desk) -> int:
    """The height that a box wants at a width, both in pixels; SceneError where its words do not fit."""
    frame = box.part.frame
    if frame.length is not None:
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
            tallest = max((measure_box(c, w, desk) for c, w in zip(box.children, widths, strict=True)), default=0)
            return round(pad.top + pad.bottom + tallest)
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
    """The size at which a figure fills a width, no larger than the theme's largest."""
    assert isinstance(box.part, Words)
    return min(int(width / desk.figure(box).width), desk.px(box.part.largest))


def fit_lines(box: Box, width: float, desk: Desk) -> Fitted:
    """Words at the size that their width allows; SceneError where they do not fit at the smallest."""
    assert isinstance(box.part, Words)
    room = width - name_indent(desk.px(box.part.largest)) if box.role == "brand" else width * box.part.measure
    extent = Extent(room, float(desk.size.height))
    fitted = desk.fit(box, extent)
    if fitted is None:
        raise refuse_words(box, desk.shaped(box), extent, desk.setting)
    return fitted


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
        shares.append(round(room * part / whole))
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
            # a mark's room is reckoned as `fit_lines` does, or the name would not fit beside it
            return measure + (round(name_indent(desk.px(box.part.largest))) if box.role == "brand" else 0)
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
