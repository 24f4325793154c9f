"""The words of a sheet, set by our own engine."""

from __future__ import annotations

from ..graphics.color import Color
from ..graphics.geometry import Extent, Point
from ..model.scene import Backdrop, Text
from ..text import FaceChoice, FitOptions, FontLibrary, Span, TextStyle, fit_text, shape_paragraph

_LEADING = 1.28
_UNKNOWN = Backdrop(0.0, 1.0)
_MOST_LINES = 8
_ENDLESS = 1e6


def _style(weight: int) -> TextStyle:
    return TextStyle((("", FaceChoice("Archivo", weight)), ("Latn", FaceChoice("Archivo", weight))), weight)


def place_label(
    text: str, at: Point, width: float, size: int, color: Color, fonts: FontLibrary, *, weight: int = 500
) -> tuple[list[Text], int]:
    """Words from the point `at` on, broken to a width in pixels; the lines and the height that they take.

    Words that no width can hold are cut, and so are more than eight lines: the command says them whole.
    """
    plain = " ".join(text.split()) or "–"
    while True:
        paragraph = shape_paragraph(plain, [Span(0, len(plain), _style(weight))], "en", "ltr", fonts)
        fitted = fit_text([paragraph], Extent(width, _ENDLESS), FitOptions(size, size, _LEADING, lines=_MOST_LINES))
        if fitted or len(plain) < 2:
            break
        plain = plain.rstrip("…")[: int(len(plain) * 0.85)].rstrip() + "…"
    if not fitted:
        return [], 0
    top = at.y + size - fitted.ascent * size
    places = [(Point(round(at.x - line.left * size), round(top + y)), line) for y, line in fitted.baselines()]
    lines = [Text(place, line, size, color, color, _UNKNOWN) for place, line in places]
    return lines, round(size * _LEADING) * len(lines)
