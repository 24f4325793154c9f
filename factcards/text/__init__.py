"""A text engine that serves by itself: it breaks, shapes and fits a paragraph in any language.

fonts = open_fonts()
style = TextStyle(faces=(("", Face("Archivo", 600)),), weight=600)
paragraph = shape_paragraph(text, [Span(0, len(text), style)], "en", "ltr", fonts)
lines = break_lines(paragraph, width=14.0)                     # ems
fitted = fit_text([paragraph], Extent(936, 420), Fit(44, 96, leading=1.15))
"""

from __future__ import annotations

from .breaking.breaks import Break
from .fonts.font_library import Font, FontEntry, FontLibrary, find_fonts, open_fonts, shipped_fonts
from .glyphs import Face, FontKey, Glyph, GlyphRun, Line, Span, TextStyle
from .lines.fit import fit_text
from .lines.fitted import Fit, Fitted
from .lines.leading import find_tower
from .lines.overflow import clusters_too_many, find_overlong, holding_word
from .lines.paragraphs import Paragraph, compose_paragraph, shape_paragraph
from .lines.wrap import break_lines
from .shaping.shaping_defects import Lapse, explain_missing, find_lapses, line_inks
from .unicode.bidi import find_unpaired_control
from .unicode.languages import face_keys, language_direction, language_script
from .unicode.scripts import character_name, name_script, own_script

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
    "Lapse",
    "Line",
    "Paragraph",
    "Span",
    "TextStyle",
    "break_lines",
    "character_name",
    "clusters_too_many",
    "compose_paragraph",
    "explain_missing",
    "face_keys",
    "find_fonts",
    "find_lapses",
    "find_overlong",
    "find_tower",
    "find_unpaired_control",
    "fit_text",
    "holding_word",
    "language_direction",
    "language_script",
    "line_inks",
    "name_script",
    "open_fonts",
    "own_script",
    "shape_paragraph",
    "shipped_fonts",
]
