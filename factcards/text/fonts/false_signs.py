"""False signs: characters that a font draws as others, such as native digits in the shapes of European ones.

A card that says ९६ must not show 96, and ۱٬۲۳۴ must not read as ۱٫۲۳۴. A font with false signs counts as one without
these characters. `fonts/make_fonts.py` leaves them out of index.json; designers' own fonts are checked on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import uharfbuzz as hb

_ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0,
    0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50,
    0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
)  # fmt: skip
"""The zeros of scripts that have their own digits (general category Nd), except full-width and styled digits."""
_DECIMAL, _THOUSANDS = 0x66B, 0x66C
"""ARABIC DECIMAL SEPARATOR, which is on the baseline, and THOUSANDS SEPARATOR, which is raised (ISIRI 6219)."""
_MIN_OVERLAP = 0.9
"""Minimum intersection over union of two outlines, scaled to one box, for them to count as the same drawing.

Of the 60 sets of digits in our fonts, true native digits reach at most 0.81 with the European digit (zero is excluded,
as it is a ring in most scripts). Hind's, which have European shapes, reach 0.97 and more; Teko's are copies.
"""
_MAX_PROPORTION = 1.15
"""Maximum factor between the proportions (width to height) of two outlines that count as the same drawing."""
_MIN_RISE = 0.4
"""Minimum distance of the thousands separator's centre above the decimal separator's, in heights of the latter.

In fonts that distinguish the two it is at least 0.45 (Noto Sans Thaana; 1.3 in Noto Sans Arabic), in others at most
0.2.
"""
_MAX_POINTS = 2000
"""Maximum number of line segments of an outline to compare. Plain digits have fewer than 300."""
_ROWS, _CURVE_STEPS = 16, 4
"""Number of rows in which outlines are compared, and of line segments that approximate a curve."""

_Point = tuple[float, float]
_Spans = tuple[_Point, ...]
"""The filled intervals of an outline in one row, as fractions of the width of its box."""


def find_false_signs(font: hb.Font) -> frozenset[int]:
    """Return the code points of native digits and separators that the font draws as other characters."""
    held, found = font.face.unicodes, set[int]()
    for zero in _ZEROS:
        digits = [d for d in range(1, 10) if zero + d in held and 0x30 + d in held]
        if any(_are_alike(font, zero + digit, 0x30 + digit) for digit in digits):
            found.update(range(zero, zero + 10))
    if _DECIMAL in held and _THOUSANDS in held and not _is_raised(font):
        found |= {_DECIMAL, _THOUSANDS}
    return frozenset(found)


def _is_raised(font: hb.Font) -> bool:
    """Return whether the thousands separator is clearly higher than the decimal separator."""
    decimal, thousands = (font.get_glyph_extents(font.get_nominal_glyph(c) or 0) for c in (_DECIMAL, _THOUSANDS))
    if decimal is None or thousands is None:
        return False
    rise = thousands.y_bearing + thousands.height / 2 - decimal.y_bearing - decimal.height / 2
    return bool(rise >= -_MIN_RISE * decimal.height)   # heights point down


def _are_alike(font: hb.Font, first: int, second: int) -> bool:
    """Return whether two characters have the same drawing, apart from size and small differences in proportion."""
    glyphs = [font.get_nominal_glyph(character) or 0 for character in (first, second)]
    if glyphs[0] == glyphs[1]:
        return True
    drawn = [_trace(font, glyph) for glyph in glyphs]
    if not all(0 < sum(map(len, contours)) <= _MAX_POINTS for contours in drawn):
        return False
    (proportion, rows), (other_proportion, other_rows) = (_scan_rows(contours) for contours in drawn)
    if not 1 / _MAX_PROPORTION <= proportion / other_proportion <= _MAX_PROPORTION:
        return False
    shared = sum(_overlap(a, b) for a, b in zip(rows, other_rows, strict=True))
    total = sum(end - start for row in (*rows, *other_rows) for start, end in row)
    return bool(shared >= _MIN_OVERLAP * (total - shared))


def _trace(font: hb.Font, glyph: int) -> list[list[_Point]]:
    """Return the contours of a glyph as polygons."""
    contours: list[list[_Point]] = []

    def curve(*points: float) -> None:
        """Add line segments for a Bézier curve of two or three further points (x, y, x, y…), by de Casteljau."""
        ends = [contours[-1][-1], *zip(points[::2], points[1::2], strict=True)]
        for step in range(1, _CURVE_STEPS + 1):
            at, remaining = step / _CURVE_STEPS, ends
            while len(remaining) > 1:
                remaining = [(a + (c - a) * at, b + (d - b) * at) for (a, b), (c, d) in pairwise(remaining)]
            contours[-1].append(remaining[0])

    outline = hb.DrawFuncs()
    outline.set_move_to_func(lambda x, y, _: contours.append([(x, y)]))
    outline.set_line_to_func(lambda x, y, _: contours[-1].append((x, y)))
    outline.set_quadratic_to_func(lambda *points: curve(*points[:-1]))
    outline.set_cubic_to_func(lambda *points: curve(*points[:-1]))
    font.draw_glyph(glyph, outline)
    return [contour for contour in contours if len(contour) > 1]


def _scan_rows(contours: Sequence[Sequence[_Point]]) -> tuple[float, list[_Spans]]:
    """Return the proportion of an outline's box, and the filled intervals of each row (non-zero winding)."""
    xs, ys = zip(*(point for contour in contours for point in contour), strict=True)
    left, bottom, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    width, height = width or 1.0, height or 1.0
    rows = []
    for row in range(_ROWS):
        y = bottom + (row + 0.5) * height / _ROWS
        crossings: list[tuple[float, int]] = []
        for contour in contours:
            for (x0, y0), (x1, y1) in pairwise((*contour, contour[0])):
                if (y0 <= y) != (y1 <= y):
                    crossings.append(((x0 + (y - y0) * (x1 - x0) / (y1 - y0) - left) / width, 1 if y1 > y0 else -1))
        rows.append(_fill(sorted(crossings)))
    return width / height, rows


def _fill(crossings: Sequence[tuple[float, int]]) -> _Spans:
    """Return the filled intervals between the sorted crossings of a row (non-zero winding)."""
    winding, spans = 0, []
    for (start, turn), (end, _) in pairwise(crossings):
        winding += turn
        if winding:
            spans.append((start, end))
    return tuple(spans)


def _overlap(first: _Spans, second: _Spans) -> float:
    """Return the total length that the intervals of two rows have in common."""
    return sum(max(0.0, min(b, d) - max(a, c)) for a, b in first for c, d in second)
