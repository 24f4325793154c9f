"""A text engine that serves by itself: it breaks, shapes and fits a paragraph in any language.

fonts = open_fonts()
style = TextStyle(faces=(("", Face("Archivo", 600)),), weight=600)
paragraph = shape_paragraph(text, [Span(0, len(text), style)], "en", "ltr", fonts)
lines = break_lines(paragraph, width=14.0)                     # ems
fitted = fit_text([paragraph], Extent(936, 420), Fit(44, 96, leading=1.15))
"""

from __future__ import annotations

from .bidi import find_unpaired_control
from .breaks import Break
from .excess import clusters_too_many
from .fit import Fit, Fitted, fit_text
from .fonts import Font, FontEntry, FontLibrary, find_fonts, open_fonts, shipped_fonts
from .glyphs import Face, FontKey, Glyph, GlyphRun, Line, Span, TextStyle
from .languages import language_direction, language_script
from .lines import break_lines
from .paragraphs import Paragraph, compose_paragraph, shape_paragraph

__all__ = [
    "Break",
    "Face",
    "Fit",
    "Fitted",
    "Font",
    "FontEntry",
    "FontKey",
    "FontLibrary",
    "Glyph",
    "GlyphRun",
    "Line",
    "Paragraph",
    "Span",
    "TextStyle",
    "break_lines",
    "clusters_too_many",
    "compose_paragraph",
    "find_fonts",
    "find_unpaired_control",
    "fit_text",
    "language_direction",
    "language_script",
    "open_fonts",
    "shape_paragraph",
    "shipped_fonts",
]
