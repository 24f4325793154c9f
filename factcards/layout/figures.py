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
_SIGN_GAP = 0.03
_OVERSHOOT = 0.005
"""By how much of its size a round or slanted stroke passes the margin, to look aligned."""
_STRAIGHT = frozenset("1" "BDEFHIKLMNPRbhikmnrʼ|[" "一二三亿" "11١۱१১")
"""What begins or ends with an upright stroke, or with an edge as long as one: it stands on the margin as it is."""
_WORD_GAP = 0.13
"""Between the digits of a lock-up and its word, in ems of the digits; less where the word is small."""
_ISOLATES = "\u061c\u2066\u2067\u2068\u2069"
_LARGEST_WORD = 1.0
_DIGITS = r"\d(?:[\d.,\u00a0\u202f\u066b\u066c]*\d)?"
_NUMBER_FIRST = re.compile(rf"(?P<figure>[+\-−±~≈<>]?[$€£¥₹₽]?{_DIGITS}[%‰٪°$€£¥₹₽]?)\s?(?P<word>\D+)\Z")
_NUMBER_LAST = re.compile(rf"(?P<word>\D+?)\s(?P<figure>[+\-−±~≈<>]?[$€£¥₹₽]?{_DIGITS}[%‰٪°$€£¥₹₽]?)\Z")


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in its parts; `unit` keeps the space that the author put before it."""

    sign: str
    digits: str
    unit: str


@dataclass(frozen=True, slots=True)
class LockupText:
    """A figure with the short word that belongs to it; `word_first` says that the word is read before the number."""

    figure: FigureText
    word: str
    word_first: bool = False


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


def split_lockup(text: str) -> LockupText | None:
    """The parts of a headline that is one number and a short word, `$99 billion`, `99 مليار دولار`, `990亿美元`.

    None for any other: for a figure alone, for a word too long to be set below so few digits, for a second number.
    """
    plain = text.translate(dict.fromkeys(map(ord, _ISOLATES))).strip()
    if split_figure(plain):
        return None
    for pattern, last in ((_NUMBER_FIRST, False), (_NUMBER_LAST, True)):
        match = pattern.match(plain)
        figure = split_figure(match["figure"]) if match else None
        worded = match and any(c.isalpha() for c in match["word"])
        if match and figure and worded and len(match["word"]) <= 8 * len(figure.sign + figure.digits) + 4:
            return LockupText(figure, match["word"].strip(), last)
    return None


def set_lockup(figure: SetFigure, word: Line, *, word_first: bool) -> SetFigure:
    """The figure and its word, in reading order one under the other, both as wide as the figure.

    A word that would be larger than its digits is as large as they are, and narrower.
    """
    ink = word.right - word.left
    factor = min(_LARGEST_WORD, figure.width / ink)
    height = (word.ascent + word.descent) * factor
    gap = min(_WORD_GAP, 0.4 * height)
    below = height + gap if word_first else 0.0
    top = 0.0 if word_first else figure.height + gap
    parts = tuple((line, f, x, y + below) for line, f, x, y in figure.parts)
    placed = (word, factor, -word.left * factor, top + word.ascent * factor)
    ordered = (placed, *parts) if word_first else (*parts, placed)
    return SetFigure(ordered, figure.width, figure.height + gap + height)


def overshoot(text: str) -> float:
    """How far, in ems, the ink of a letter passes the margin so as to look aligned with what is straight."""
    return 0.0 if not text or text in _STRAIGHT else _OVERSHOOT


def set_figure(sign: Line | None, digits: Line, unit: Line | None, share: float) -> SetFigure:
    """Put the parts side by side by their ink, left to right, tops aligned; round edges pass both margins a little.

    Sign and unit are that share of the digits' size.
    """
    letters = "".join(line.text for line in (sign, digits, unit) if line).strip("\u00a0\u202f ")
    x = -overshoot(letters[:1])
    parts: list[tuple[Line, float, float, float]] = []
    ordered = [(sign, share), (digits, 1.0), (unit, share)]
    for line, factor in ordered:
        if line is None:
            continue
        if parts:
            x += _SIGN_GAP
        top = line.ascent * factor
        parts.append((line, factor, x - line.left * factor, top))
        x += (line.right - line.left) * factor
    height = max(y + line.descent * factor for line, factor, _, y in parts)
    return SetFigure(tuple(parts), x - overshoot(letters[-1:]), height)
