"""The program of a font of a PDF document, and which glyph of it each code shows (ISO 32000-1, 9.9)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fontTools.ttLib import TTFont

from ...text.fonts.font_library import Font
from .cff_subset import make_cff
from .code_glyphs import CodeGlyph
from .truetype_subset import make_blank_truetype, make_truetype


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A font program. `cids` are the numbers of the codes' glyphs; None if these are the codes themselves.

    `is_subset` is whether it lacks glyphs of the original.
    """

    data: bytes
    kind: Literal["TrueType", "CFF"]
    is_subset: bool = True
    cids: tuple[int, ...] | None = None


def has_truetype_outlines(font: Font) -> bool:
    """Return whether a font's outlines are in the table `glyf`."""
    return "glyf" in font.hb.face.table_tags


def can_embed_whole(font: Font) -> bool:
    """Return whether readers would draw a font's file as we do: PDF has no instances of variable fonts, and no CFF2."""
    return not font.key.axes and (has_truetype_outlines(font) or "CFF " in font.hb.face.table_tags)


def make_subset_program(font: Font, codes: Sequence[CodeGlyph], name: str) -> FontProgram:
    """Return a program of only what the codes show."""
    if has_truetype_outlines(font):
        return FontProgram(make_truetype(font, codes), "TrueType")
    return FontProgram(make_cff(font, codes, name), "CFF")


def make_whole_program(font: Font, codes: Sequence[CodeGlyph]) -> FontProgram:
    """Return all glyphs of a font as its file has them; each code shows one, or is the blank 0.

    Of a file with CFF outlines, these alone are taken: inside OpenType, poppler and pdfium take a CID for a glyph.
    """
    glyphs = [code.parts[0].glyph if code.parts else 0 for code in codes]
    if has_truetype_outlines(font):
        return FontProgram(bytes(font.hb.face.blob.data), "TrueType", is_subset=False, cids=tuple(glyphs))
    outlines, numbers = bytes(font.hb.face.reference_table("CFF ").data), _find_cids(font)
    return FontProgram(outlines, "CFF", is_subset=False, cids=tuple(numbers.get(glyph, glyph) for glyph in glyphs))


def make_blank_program(codes: Sequence[CodeGlyph]) -> FontProgram:
    """Return a program of blanks, for text that is drawn by other means."""
    return FontProgram(make_blank_truetype(codes), "TrueType")


@lru_cache(maxsize=8)
def _find_cids(font: Font) -> Mapping[int, int]:
    """Return the CID of each glyph of a font with CFF outlines; empty if CIDs are the numbers of glyphs (9.7.4.2)."""
    with TTFont(io.BytesIO(bytes(font.hb.face.blob.data)), lazy=True) as file:
        top = file["CFF "].cff.topDictIndex[0]
        if not hasattr(top, "ROS"):
            return {}
        return {glyph: int(name.removeprefix("cid")) for glyph, name in enumerate(top.charset) if name[:3] == "cid"}
