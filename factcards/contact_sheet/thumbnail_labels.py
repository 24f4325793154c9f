"""Text on a contact sheet, set by the text engine of the cards."""

from __future__ import annotations

from ..graphics.color import Color
from ..graphics.geometry import Extent, Point
from ..model.scene import Backdrop, Text
from ..text import FaceChoice, FitOptions, FontLibrary, Span, TextStyle, fit_text, language_direction, shape_paragraph

_LEADING = 1.28
"""Distance of baselines, in ems."""
_UNKNOWN = Backdrop(0.0, 1.0)   # the contrast of a sheet's text is not checked
_MAX_LINES = 8
"""Maximum number of lines of a label."""
_UNLIMITED_HEIGHT = 1e6
"""Height of the area for a label, in px: `fit_text` is limited by lines alone."""


def _style(weight: int) -> TextStyle:
    return TextStyle((("", FaceChoice("Archivo", weight)), ("Latn", FaceChoice("Archivo", weight))), weight)


def place_label(
    text: str, at: Point, width: float, size: int, color: Color, fonts: FontLibrary, *, weight: int = 500,
    language: str = "en",
) -> tuple[list[Text], int]:  # fmt: skip
    """Break text to a width in pixels, starting at the point `at`; return the lines and their height.

    Text is truncated if a word exceeds the width or if there are more than eight lines; the command prints it in full.
    """
    plain = " ".join(text.split()) or "–"
    while True:
        spans = [Span(0, len(plain), _style(weight))]
        paragraph = shape_paragraph(plain, spans, language, language_direction(language), fonts)
        options = FitOptions(size, size, _LEADING, lines=_MAX_LINES)
        fitted = fit_text([paragraph], Extent(width, _UNLIMITED_HEIGHT), options)
        if fitted or len(plain) < 2:
            break
        plain = plain.rstrip("…")[: int(len(plain) * 0.85)].rstrip() + "…"
    if not fitted:
        return [], 0
    top = at.y + size - fitted.ascent * size
    origins = [(Point(round(at.x - line.left * size), round(top + y)), line) for y, line in fitted.baselines()]
    lines = [Text(origin, line, size, color, color, _UNKNOWN) for origin, line in origins]
    return lines, round(size * _LEADING) * len(lines)
