"""Shared by the tests of the text engine: text with `**emphasis**` as spans and paragraphs, in real fonts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factcards.text import FaceChoice, FontLibrary, Line, Paragraph, Span, TextStyle, language_direction, open_fonts
from factcards.text import shape_paragraph as shape
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.itemize import Analysis, Itemized, itemize_text
from factcards.text.unicode.bidi import resolve_levels
from factcards.text.unicode.language_scripts import language_script
from factcards.text.unicode.scripts import resolve_scripts

DATA = Path(__file__).parent.parent / "data"
FAMILIES = (
    ("", "Archivo"), ("Cyrl", "Inter"), ("Grek", "Inter"), ("Arab", "IBM Plex Sans Arabic"),
    ("ur-Arab", "Noto Naskh Arabic"), ("Hebr", "IBM Plex Sans Hebrew"), ("Deva", "Mukta"),
    ("Thai", "IBM Plex Sans Thai"),
    ("Syrc", "Noto Sans Syriac"), ("Nkoo", "Noto Sans NKo"),
)  # fmt: skip


def style_of(weight: int, tracking: float = 0.0, **families: str) -> TextStyle:
    """Return a style in the families of the built-in theme; `families` replaces them by script."""
    named = {**dict(FAMILIES), **families}
    return TextStyle(tuple((script, FaceChoice(name, weight)) for script, name in named.items()), weight, tracking)


PLAIN, STRONG = style_of(500), style_of(700)


@cache
def more_fonts() -> FontLibrary:
    """Return our fonts and those of `tests/data/fonts`."""
    return open_fonts(DATA / "fonts")


def spans_of(marked: str, plain: TextStyle = PLAIN, strong: TextStyle = STRONG) -> tuple[str, list[Span]]:
    """Return the text without `**`, and its spans."""
    text, spans = "", []
    for number, part in enumerate(marked.split("**")):
        if part:
            spans.append(Span(len(text), len(text) + len(part), strong if number % 2 else plain, bool(number % 2)))
        text += part
    return text, spans


def write(marked: str, language: str = "en", fonts: FontLibrary | None = None, plain: TextStyle = PLAIN) -> Paragraph:
    """Return the text as a paragraph in a language."""
    text, spans = spans_of(marked, plain)
    return shape(text, spans, language, language_direction(language), fonts or shipped_fonts())


def itemize(marked: str, language: str = "en", fonts: FontLibrary | None = None, plain: TextStyle = PLAIN) -> Itemized:
    """Return the text as items."""
    text, spans = spans_of(marked, plain)
    levels = resolve_levels(text, 1 if language_direction(language) == "rtl" else 0)
    analysis = Analysis(text, language, levels, resolve_scripts(text, language_script(language)))
    return itemize_text(analysis, spans, fonts or shipped_fonts())


def show_items(marked: str, language: str = "en", plain: TextStyle = PLAIN) -> str:
    """Return the items as `Family:text|…`."""
    text = marked.replace("**", "")
    items = itemize(marked, language, plain=plain).items
    return "|".join(f"{item.font.entry.family}:{text[item.start : item.end]}" for item in items)


def show_lines(lines: tuple[Line, ...]) -> list[str]:
    """Return the text of each line without blanks at its end."""
    return [line.text.rstrip(" ") for line in lines]
