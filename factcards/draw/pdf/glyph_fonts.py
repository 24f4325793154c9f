"""The fonts of a PDF document: a code for each cluster of glyphs, with the text that it stands for."""

from __future__ import annotations

from collections.abc import Mapping

import pydyf

from ...text.fonts.embedding_rights import find_embedding_right
from ...text.fonts.font_library import Font
from ...text.glyphs import FontKey
from .code_glyphs import CodeGlyph, GlyphPart
from .font_programs import make_blank_program, make_subset_program, make_whole_program
from .pdf_fonts import BLANK_METRICS, add_font, read_metrics

_BLANK_UPEM = 1000
"""Units per em of the font of blanks."""
_MAX_KERNING = 0.06
"""Maximum difference between the advance of a code and that of its use, in ems. Readers take 0.1 for a space."""
Cluster = tuple[tuple[tuple[int, float, float], ...], float, str]
"""The glyphs of a cluster with their offsets, and its advance, both in ems of the text; and what it stands for."""


class CodeTable:
    """The codes of one font of the document, or of its font of blanks. Code 0 is a blank that no text shows."""

    def __init__(self, name: str, font: Font | None) -> None:
        self.name = name
        self.font = font
        self.upem = font.upem if font else _BLANK_UPEM
        self.is_whole = font is not None and find_embedding_right(font) == "whole"
        self.codes: list[CodeGlyph] = [CodeGlyph((), 0)]
        self.texts: list[str] = [""]
        self._known: dict[tuple[tuple[GlyphPart, ...], str], list[int]] = {}
        self._clusters: dict[float, dict[Cluster, tuple[str, int]]] = {}

    def find_clusters(self, scale: float) -> Mapping[Cluster, tuple[str, int]]:
        """Return what `add_cluster` returned for each cluster of text whose em has `scale` ems of the font."""
        return self._clusters.setdefault(scale, {})

    def add_cluster(
        self, glyphs: tuple[tuple[int, float, float], ...], advance: float, text: str, scale: float
    ) -> tuple[str, int]:
        """Return the code of a cluster as it is written, and its advance in thousandths of an em of the font."""
        unit = self.upem / scale
        parts = tuple([GlyphPart(glyph, round(dx * unit), round(dy * unit)) for glyph, dx, dy in glyphs])
        code = self.find_code(parts, max(0, round(advance * unit)), text)
        found = f"{code:04X}", self.codes[code].round_advance(self.upem)
        self._clusters.setdefault(scale, {})[glyphs, advance, text] = found
        return found

    def find_code(self, parts: tuple[GlyphPart, ...], advance: int, text: str) -> int:
        """Return the code of these glyphs for this text, a new one if none has about this advance, in font units.

        Kerning is between codes: a glyph at its origin has the advance of its font. Only where more than kerning widens
        or narrows it, it has a code of its own, for readers take a gap for a space.
        """
        limit = _MAX_KERNING * self.upem if parts else 0
        if self.font and len(parts) == 1 and not (parts[0].dx or parts[0].dy):
            own = self.font.hb.get_glyph_h_advance(parts[0].glyph)
            if abs(own - advance) <= limit or self.is_whole:
                advance = own
        codes = self._known.setdefault((parts, text), [])
        for code in codes:
            if abs(self.codes[code].advance - advance) <= limit:
                return code
        codes.append(len(self.codes))
        self.codes.append(CodeGlyph(parts, advance))
        self.texts.append(text)
        return codes[-1]


class DocumentFonts:
    """The fonts of a document, one for each instance of a font that its pages use, and one of blanks."""

    def __init__(self) -> None:
        self._tables: dict[FontKey, CodeTable] = {}
        self._blanks: CodeTable | None = None

    def find_table(self, font: Font) -> CodeTable:
        """Return the codes of a font of the library."""
        if font.key not in self._tables:
            self._tables[font.key] = CodeTable(f"F{len(self._tables)}", font)
        return self._tables[font.key]

    def find_blanks(self) -> CodeTable:
        """Return the codes of blanks, for text whose ink is not drawn as text."""
        if self._blanks is None:
            self._blanks = CodeTable("Blank", None)
        return self._blanks

    def make_objects(self, pdf: pydyf.PDF) -> list[tuple[str, pydyf.Object]]:
        """Write every font, and return their names with their dictionaries."""
        tables = [*self._tables.values(), *([self._blanks] if self._blanks else [])]
        return [(table.name, _add_table(pdf, table)) for table in tables]


def _add_table(pdf: pydyf.PDF, table: CodeTable) -> pydyf.Dictionary:
    """Write the font of a table."""
    if table.font is None:
        metrics, program = BLANK_METRICS, make_blank_program(table.codes)
    else:
        metrics = read_metrics(table.font)
        if table.is_whole:
            program = make_whole_program(table.font, table.codes)
        else:
            program = make_subset_program(table.font, table.codes, metrics.name)
    return add_font(pdf, program, metrics, table.codes, table.texts, table.upem)
