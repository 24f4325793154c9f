"""A headline figure: digits at full size, its sign or unit smaller and hung from their top, one left-to-right unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import Line

_FIGURE = re.compile(
    r"(?P<sign>[+\-−±~≈<>]?[$€£¥₹₽]?)[\u00a0\u202f]?"
    r"(?P<digits>\d(?:[\d.,\u00a0\u202f\u066b\u066c]{0,6}\d)?)"
    r"(?P<unit>[\u00a0\u202f ]?[%‰٪°$€£¥₹₽]?)\Z"
)
SIGN_SHARE = 0.58
"""The size of a sign or unit beside its digits."""
_SIGN_GAP = 0.03
_OVERSHOOT = 0.01
"""By how much of its size a figure's round first stroke passes the margin, to look aligned."""


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in its parts; `unit` keeps the space that the author put before it."""

    sign: str
    digits: str
    unit: str


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A figure's lines, in ems of the digits: (line, factor on the size, x of its origin, y of its baseline).

    `width` and `height` are those of the ink, whose top left is the origin; y goes down.
    """

    parts: tuple[tuple[Line, float, float, float], ...]
    width: float
    height: float


def split_figure(text: str) -> FigureText | None:
    """The parts of a headline that is one number with its sign and unit, None for any other."""
    match = _FIGURE.match(text.strip(" \u061c\u2066\u2069"))
    return FigureText(match["sign"], match["digits"], match["unit"]) if match else None


def set_figure(sign: Line | None, digits: Line, unit: Line | None) -> SetFigure:
    """Put the parts side by side by their ink, left to right, tops aligned."""
    x = -_OVERSHOOT
    parts: list[tuple[Line, float, float, float]] = []
    ordered = [(sign, SIGN_SHARE), (digits, 1.0), (unit, SIGN_SHARE)]
    for line, factor in ordered:
        if line is None:
            continue
        if parts:
            x += _SIGN_GAP
        top = line.ascent * factor
        parts.append((line, factor, x - line.left * factor, top))
        x += (line.right - line.left) * factor
    height = max(y + line.descent * factor for line, factor, _, y in parts)
    return SetFigure(tuple(parts), x, height)
