"""Boxes into places: how high each is, where it stands, and what it draws.

All of it is reckoned from the start, as if the card ran left to right; what is drawn is turned over for a card that
runs right to left. Places and sizes are whole pixels, so that no back end need round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from ..assets import Assets
from ..cards import LocalCard
from ..errors import Problem
from ..geometry import Extent, Insets, Path, Point, Rect, path_of_disc, path_of_rects
from ..scene import Group, Node, Shape
from ..sizes import Size
from ..text import Fit, Fitted, Paragraph, fit_text
from ..themes import Code, Disc, Frame, Photo, Rule, Space, Stack, Theme, Words
from .boxes import Box
from .brands import brand_height, brand_theme, name_indent, place_brand
from .codes import code_extent, place_code
from .figures import SetFigure
from .photographs import place_photo
from .words import Setting, fit_of, measure_figure, place_figure, place_words, refuse_words, shape_words

_AIR = 16
"""Between words and what an app covers or crops, in reference pixels."""
_CODE_SHARE = 0.45
"""The most of a row's width that a code may take from the words beside it."""


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


@dataclass(slots=True)
class Desk:
    """One card being arranged: what does not change, and the words already shaped, fitted and measured.

    Boxes are known by their identity: they live as long as the card is being arranged.
    """

    card: LocalCard
    size: Size
    assets: Assets
    setting: Setting
    problems: list[Problem] = field(default_factory=list)
    _shaped: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    _figures: dict[int, SetFigure] = field(default_factory=dict)
    _fitted: dict[tuple[int, Extent, Fit], Fitted | None] = field(default_factory=dict)

    def px(self, measure: float) -> int:
        """A measure of the theme in whole pixels."""
        return round(measure * self.setting.unit)

    def shaped(self, box: Box) -> tuple[Paragraph, ...]:
        """The box's paragraphs, shaped once."""
        if id(box) not in self._shaped:
            self._shaped[id(box)] = shape_words(box, self.setting)
        return self._shaped[id(box)]

    def figure(self, box: Box) -> SetFigure:
        """The box's figure, measured once."""
        if id(box) not in self._figures:
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

    def pad(self, frame: Frame) -> Insets:
        """A frame's pad in pixels, reaching into the safe area where the frame asks for it."""
        top, end, bottom, start = (self.px(v) for v in frame.pad)
        sides = {side: getattr(self.size.safe, side) for side in frame.safe}
        safe = {side: reach + self.px(_AIR) if reach else 0 for side, reach in sides.items()}
        return Insets(
            max(top, safe.get("top", 0)), max(end, safe.get("end", 0)),
            max(bottom, safe.get("bottom", 0)), max(start, safe.get("start", 0)),
        )  # fmt: skip


def open_desk(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> Desk:
    """Everything at hand to arrange one card; SceneError if a font family that it needs is not."""
    theme = brand_theme(theme, card.brand, assets.fonts)
    return Desk(card, size, assets, Setting(card.direction, theme, size.unit, assets.fonts))


def measure_box(box: Box, width: float, desk: Desk) -> int:
    """The height that a box wants at a width, both in pixels; SceneError where its words do not fit."""
    frame = box.part.frame
    if frame.length is not None:
        pad = desk.pad(frame)
        return max(desk.px(frame.length), round(pad.top + pad.bottom))
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
        case Photo() | Disc():
            return 0
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
        elif isinstance(child.part, Code):
            own = code_extent(child, desk.size, left * _CODE_SHARE).side
        elif not child.part.frame.grow and not isinstance(child.part, Words | Stack):
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


def draw_ground(box: Box, area: Rect, desk: Desk) -> list[Node]:
    """The colour that fills a box's area, if it has one."""
    if not box.part.frame.ground:
        return []
    return [Shape(path_of_rects([desk.turned(area)]), box.color("ground"))]


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
    return path_of_rects([desk.turned(area)])


def place_leaf(box: Box, area: Rect, desk: Desk, fitted: Fitted | None = None) -> list[Node]:
    """What a box without children draws in its area."""
    match box.part:
        case Words():
            return [_place_words(box, area, desk, fitted)]
        case Code():
            extent = code_extent(box, desk.size, area.width)
            square = desk.turned(Rect(area.x, area.y, extent.side, extent.side))
            return [place_code(box, extent, Point(square.x, square.y))]
        case Photo(shape="disc"):
            square = desk.turned(disc_area(box.part, area, desk))
            disc = path_of_disc(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2)
            return [Group(tuple(_place_photo(box, square, desk)), clip=disc)]
        case Photo():
            return _place_photo(box, desk.turned(area), desk)
        case Disc():
            square = desk.turned(disc_area(box.part, area, desk))
            centre = Point(square.x + square.width / 2, square.y + square.height / 2)
            return [Shape(path_of_disc(centre, square.width / 2), box.color("color"))]
        case Rule():
            return [Shape(path_of_rects([desk.turned(area)]), box.color("color"))]
        case Space() | Stack():
            return []
        case _:
            assert_never(box.part)


def _place_photo(box: Box, area: Rect, desk: Desk) -> list[Node]:
    return place_photo(box, area, desk.size, desk.setting.direction, desk.assets.photos, desk.problems)


def _place_words(box: Box, area: Rect, desk: Desk, fitted: Fitted | None) -> Group:
    turned = desk.turned(area)
    if box.figure:
        figure = desk.figure(box)
        size = min(round(area.height / figure.height), figure_size(box, area.width, desk))
        return place_figure(box, figure, size, turned, desk.setting)
    fitted = fitted or fit_lines(box, area.width, desk)
    place = place_brand if box.role == "brand" else place_words
    return place(box, fitted, turned, desk.setting)


def round_of(box: Box, area: Rect, desk: Desk, clearance: float) -> Round:
    """The disc of a photo, with some air around it."""
    assert isinstance(box.part, Photo)
    square = desk.turned(disc_area(box.part, area, desk))
    return Round(Point(square.x + square.width / 2, square.y + square.height / 2), square.width / 2 + clearance)


def crosses(nodes: Sequence[Node], rounds: Sequence[Round]) -> bool:
    """Whether any text among `nodes` reaches into any of the discs."""
    from_text = [n.ink() for g in nodes if isinstance(g, Group) for n in g.nodes if hasattr(n, "ink")]
    return any(r.meets(ink) for r in rounds for ink in from_text)
