"""Headline figures: the digits at full size, sign and unit smaller beside them, as one left-to-right unit."""

from __future__ import annotations

from dataclasses import dataclass

import unicodedata2

from ...text import Line
from ...text.tokens.quantities import Quantity, find_quantities
from ...text.tokens.quantity_patterns import Kind
from ...text.unicode.direction_controls import DIRECTION_CONTROLS, DIRECTION_MARKS
from ..boxes import FigureLayout

_FIGURE_KINDS: frozenset[Kind] = frozenset(("number", "percent", "money", "measure", "ordinal", "plural", "time"))
"""Kinds of quantities that are set as a figure. Ranges, dates, scores and the like are set as text."""
_MAX_DIGITS = 12
"""Maximum number of characters of a figure's digits, including marks, exponent and fraction."""
_SMALL_DECOMPOSITIONS = ("<super>", "<fraction>")
"""Compatibility decompositions (UAX #44) of exponents, ordinal indicators and fractions, which are small by themselves.
"""
_JOINERS = "^-\u2010\u2011:.'\u2019"
"""Characters that join a suffix to its digits, so that both have the same size: `1-й`, `1:a`, `1.º`, `10^6`."""
_SIGN_GAP, _UNIT_GAP = 0.03, 0.1
"""Gaps between the digits and a sign, and between the digits and a unit after a space, in ems of the digits."""
_OVERSHOOT = 0.005
"""How far a round or slanted stroke passes the margin to look aligned, in ems."""
_FLAT_EDGES = frozenset("1" "BDEFHIKLMNPRbhikmnrʼ|[" "一二三亿" "11١۱१১")
"""Characters that begin or end with an upright stroke or a similarly long edge, and so need no overshoot."""
_WORD_GAP = 0.13
"""Gap between the digits of a lockup and its word, in ems of the digits."""
_MAX_WORD_GAP = 0.4
"""Maximum of that gap relative to the height of the word, for small words."""
_REMOVED_CONTROLS = dict.fromkeys(map(ord, DIRECTION_CONTROLS + DIRECTION_MARKS))
_WORD_LENGTH_PER_DIGIT, _MIN_WORD_LENGTH = 8, 4
"""Maximum length of a lockup's word in characters: that for each character of the sign and digits, and a constant.

A longer word is too small in the width of its digits.
"""
_MAX_WORD_SCALE = 1.0
"""Maximum size of a lockup's word, relative to its digits."""


@dataclass(frozen=True, slots=True)
class FigureText:
    """The parts of a figure. `unit` includes the space that the author put before it.

    `is_top_aligned`: whether the top of the unit is level with that of the digits, as of `%`, `°` and `st`; symbols
    such as `kg` are on the baseline.
    """

    sign: str
    digits: str
    unit: str
    is_top_aligned: bool = True


@dataclass(frozen=True, slots=True)
class LockupText:
    """A figure with the short word that belongs to it. `word_first`: the word is read before the number."""

    figure: FigureText
    word: str
    word_first: bool = False


def split_figure(text: str) -> FigureText | None:
    """Return the parts of a headline that is one quantity, None for any other."""
    plain = _strip_controls(text)
    found = find_quantities(plain)
    is_whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(plain))
    return _split_quantity(plain, found[0]) if is_whole else None


def split_lockup(text: str) -> LockupText | None:
    """Return the parts of a headline that is a quantity and a short word: `$99 billion`, `99 مليار دولار`, `990亿美元`.

    Return None for any other headline: a figure alone, a word too long for the width of the digits, or a second number.
    """
    plain = _strip_controls(text)
    found = find_quantities(plain)
    if len(found) != 1:
        return None
    before, after = plain[: found[0].start], plain[found[0].end :]
    if before and after:
        return None
    word, figure = before or after, _split_quantity(plain, found[0])
    is_separate = before[-1:].isspace() or after[:1].isspace() or (after and unicodedata2.category(after[0]) == "Lo")
    is_word = any(c.isalpha() for c in word) and not any(c.isdecimal() for c in word)
    if figure and is_separate and is_word and len(word.strip()) <= _find_max_word_length(figure):
        return LockupText(figure, word.strip(), bool(before))
    return None


def _find_max_word_length(figure: FigureText) -> int:
    """Return the maximum length of a lockup's word, in characters."""
    return _WORD_LENGTH_PER_DIGIT * len(figure.sign + figure.digits) + _MIN_WORD_LENGTH


def _strip_controls(text: str) -> str:
    return text.translate(_REMOVED_CONTROLS).strip()


def _split_quantity(text: str, quantity: Quantity) -> FigureText | None:
    """Return a quantity's sign, digits and unit, None if it is not set as a figure."""
    start, end = quantity.numbers[0][0], quantity.numbers[-1][1]
    start = quantity.start if text[start - 1 : start] in (".", ",") else start   # a number such as .5
    end += _count_full_size(text[end : quantity.end], quantity.kind)
    if quantity.kind not in _FIGURE_KINDS or end - start > _MAX_DIGITS:
        return None
    unit, raised = text[end : quantity.end], quantity.kind == "ordinal"
    unit = unicodedata2.normalize("NFKC", unit) if raised else unit   # ⁿᵈ is set like nd, which every font has
    is_top_aligned = raised or not unit.strip()[:1].isalpha()
    return FigureText(text[quantity.start : start], text[start:end], unit, is_top_aligned)


def _count_full_size(rest: str, kind: Kind) -> int:
    """Return how many characters after the digits have the size of the digits: exponent, fraction, plural s."""
    if kind == "plural" or (rest and rest[0] in _JOINERS):
        return len(rest)
    symbols = rest.lstrip()
    unit = symbols.lstrip("".join(filter(_is_small, symbols)))
    return len(rest) - len(unit) if unit != symbols else 0


def _is_small(character: str) -> bool:
    """Return whether a character is small by itself: an exponent, a fraction, an ordinal indicator."""
    return (
        str(unicodedata2.decomposition(character)).startswith(_SMALL_DECOMPOSITIONS)
        and str(unicodedata2.category(character)) != "Lm"
    )


def lay_out_lockup(figure: FigureLayout, word: Line, *, word_first: bool) -> FigureLayout:
    """Return the figure and its word in reading order, one below the other, both as wide as the figure.

    A word that would be larger than its digits has their size, and is narrower.
    """
    ink = word.right - word.left
    factor = min(_MAX_WORD_SCALE, figure.width / ink)
    height = (word.ascent + word.descent) * factor
    gap = min(_WORD_GAP, _MAX_WORD_GAP * height)
    shift = height + gap if word_first else 0.0
    top = 0.0 if word_first else figure.height + gap
    parts = tuple((line, f, x, y + shift) for line, f, x, y in figure.parts)
    placed = (word, factor, -word.left * factor, top + word.ascent * factor)
    ordered = (placed, *parts) if word_first else (*parts, placed)
    return FigureLayout(ordered, figure.width, figure.height + gap + height)


def measure_overshoot(text: str) -> float:
    """Return how far, in ems, a letter's ink passes the margin so that it looks aligned with straight letters."""
    return 0.0 if not text or text in _FLAT_EDGES else _OVERSHOOT


def lay_out_figure(
    sign: Line | None, digits: Line, unit: Line | None, scale: float, *, is_top_aligned: bool = True
) -> FigureLayout:
    """Return the parts side by side by their ink, left to right, with tops aligned and overshoot at both margins.

    Sign and unit have the size of the digits times `scale`. A unit that does not hang is on the baseline of the
    digits.
    """
    letters = "".join(line.text for line in (sign, digits, unit) if line).strip("\u00a0\u202f ")
    x = -measure_overshoot(letters[:1])
    parts: list[tuple[Line, float, float, float]] = []
    ordered = [(sign, scale), (digits, 1.0), (unit, scale)]
    for line, factor in ordered:
        if line is None:
            continue
        on_baseline = line is unit and not is_top_aligned
        if parts:
            x += _UNIT_GAP if on_baseline and line.text[:1].isspace() else _SIGN_GAP
        top = digits.ascent if on_baseline else line.ascent * factor
        parts.append((line, factor, x - line.left * factor, top))
        x += (line.right - line.left) * factor
    height = max(y + line.descent * factor for line, factor, _, y in parts)
    return FigureLayout(tuple(parts), x - measure_overshoot(letters[-1:]), height)
