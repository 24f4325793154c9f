"""A brand on a card: its name in one line beside a round mark in two halves, as tall as its capitals and a third."""

from __future__ import annotations

import math

from ..geometry import Path, Point, Rect
from ..scene import Group, Node, Shape
from ..text import Fitted
from .boxes import Box
from .words import Setting, place_words

_MARK = 1.3
_SLIT = 0.06
_GAP = 0.42
_CAPITALS = 0.69


def mark_extent(size: float) -> float:
    """The diameter of the mark beside a name set at `size`, in whole pixels."""
    return round(size * _CAPITALS * _MARK)


def name_indent(size: float) -> float:
    """How far the name stands in from the start, in whole pixels."""
    return mark_extent(size) + round(size * _GAP)


def place_brand(box: Box, fitted: Fitted, area: Rect, setting: Setting) -> Group:
    """The mark at the start of `area`, the name after it, its capitals on the mark's middle."""
    size = fitted.size
    diameter, indent = mark_extent(size), name_indent(size)
    rtl = setting.direction == "rtl"
    mark_x = area.right - diameter if rtl else area.x
    name = Rect(area.x if rtl else area.x + indent, area.y, area.width - indent, area.height)
    capitals = round(size * _CAPITALS)
    line_top = area.y + (diameter + capitals) / 2 - fitted.ascent * size
    words = place_words(box, fitted, Rect(name.x, round(line_top), name.width, name.height), setting)
    centre = Point(mark_x + diameter / 2, area.y + diameter / 2)
    slit = max(2.0, diameter * _SLIT)
    nodes: tuple[Node, ...] = (
        Shape(_half(centre, diameter / 2, slit, upper=True), box.color("accent")),
        Shape(_half(centre, diameter / 2, slit, upper=False), box.color("color")),
        *words.nodes,
    )
    return Group(nodes, box.role, area=area)


def _half(centre: Point, radius: float, slit: float, *, upper: bool) -> Path:
    """One half of a disc, `slit` pixels apart from the other."""
    k = 4 / 3 * (math.sqrt(2) - 1) * radius
    sign = -1 if upper else 1
    x, y, r = centre.x, centre.y + sign * slit / 2, radius - slit / 2
    rise = sign * r
    lift = sign * k * r / radius
    points = (
        x - radius, y, x - radius, y + lift, x - k, y + rise, x, y + rise,
        x + k, y + rise, x + radius, y + lift, x + radius, y,
    )  # fmt: skip
    return Path("MCCZ", points)
