"""A text engine that can be used without cards. It shapes a paragraph in any language, breaks it and fits it to a box.

`shaping` turns text into glyphs with the fonts that `fonts` chooses; `breaking` finds where lines may end; `lines`
chooses where they do (`line_breaking`), builds them (`wrap`) and chooses the type size (`fit`). `tokens` finds numbers
and links, `unicode` has the properties of characters. All measures are in ems unless they are said to be in pixels.

fonts = open_fonts()
style = TextStyle(faces=(("", FaceChoice("Archivo", 600)),), weight=600)
paragraph = shape_paragraph(text, [Span(0, len(text), style)], "en", "ltr", fonts)
lines = break_lines(paragraph, width=14.0)                     # ems
fitted = fit_text([paragraph], Extent(936, 420), FitOptions(44, 96, leading=1.15))
"""

from __future__ import annotations

from typing import Any

from ..deprecations import warn_deprecated
from .breaking.breaks import Break
from .fonts.font_library import Font, FontEntry, FontLibrary, find_fonts_folder, open_fonts, shipped_fonts
from .glyphs import FaceChoice, FontKey, Glyph, GlyphRun, Line, Span, TextStyle
from .lines.fit import find_shapely_sizes, fit_text
from .lines.fit_types import FitOptions, FitResult
from .lines.leading import find_mark_stack
from .lines.overflow import count_overflow, find_limiting_word, find_overlong
from .lines.paragraphs import Paragraph, build_paragraph, shape_paragraph
from .lines.wrap import break_lines
from .shaping.shaping_defects import ShapingDefect, explain_notdef, find_shaping_defects, measure_glyph_bounds
from .unicode.bidi import find_unpaired_control
from .unicode.language_scripts import font_lookup_keys, language_direction, language_script
from .unicode.scripts import character_name, character_script, script_name

__all__ = [
    "Break",
    "FaceChoice",
    "FitOptions",
    "FitResult",
    "Font",
    "FontEntry",
    "FontKey",
    "FontLibrary",
    "Glyph",
    "GlyphRun",
    "Line",
    "Paragraph",
    "ShapingDefect",
    "Span",
    "TextStyle",
    "break_lines",
    "build_paragraph",
    "character_name",
    "character_script",
    "count_overflow",
    "explain_notdef",
    "find_fonts_folder",
    "find_limiting_word",
    "find_mark_stack",
    "find_overlong",
    "find_shapely_sizes",
    "find_shaping_defects",
    "find_unpaired_control",
    "fit_text",
    "font_lookup_keys",
    "language_direction",
    "language_script",
    "measure_glyph_bounds",
    "open_fonts",
    "script_name",
    "shape_paragraph",
    "shipped_fonts",
]

_FORMER_NAMES: dict[str, Any] = {
    "Face": FaceChoice,
    "Fit": FitOptions,
    "Fitted": FitResult,
    "Lapse": ShapingDefect,
    "clusters_too_many": count_overflow,
    "compose_paragraph": build_paragraph,
    "explain_missing": explain_notdef,
    "face_keys": font_lookup_keys,
    "find_fonts": find_fonts_folder,
    "find_lapses": find_shaping_defects,
    "find_tower": find_mark_stack,
    "holding_word": find_limiting_word,
    "line_inks": measure_glyph_bounds,
    "name_script": script_name,
    "own_script": character_script,
}
"""Name in version 1.0 → the present object."""


def __getattr__(name: str) -> Any:
    """Return the object that had a name in version 1.0 and has another name now."""
    if name in _FORMER_NAMES:
        found = _FORMER_NAMES[name]
        warn_deprecated(f"`{__name__}.{name}` is now `{found.__name__}`", 2)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
