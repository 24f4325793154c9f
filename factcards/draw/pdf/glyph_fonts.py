"""The fonts of a PDF document: a code for each cluster of glyphs, with the text that it stands for.

Fonts are composite fonts with two-byte codes that are the numbers of their glyphs (ISO 32000-1, 9.7).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pydyf

from ...text.fonts.font_library import Font
from ...text.glyphs import FontKey
from .cff_subset import make_cff
from .code_glyphs import CodeGlyph, GlyphPart
from .pdf_syntax import format_number
from .truetype_subset import make_truetype

_MAX_CMAP_ROWS = 100
"""Maximum number of rows of one section of a CMap (Adobe Technical Note 5014)."""
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{sections}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class GlyphFont:
    """One font of the document and the codes that its text uses. Code 0 is a blank that no text shows."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        self.codes: list[CodeGlyph] = [CodeGlyph((), 0)]
        self._texts: list[str] = [""]
        self._known: dict[tuple[tuple[GlyphPart, ...], str], int] = {}

    def find_code(self, parts: tuple[GlyphPart, ...], advance: int, text: str) -> int:
        """Return the code of these glyphs for this text, given a new one the first time.

        `advance`, in font units, counts only then; later uses have the same code with another kerning.
        """
        key = parts, text
        if key not in self._known:
            self._known[key] = len(self.codes)
            self.codes.append(CodeGlyph(parts, advance))
            self._texts.append(text)
        return self._known[key]

    def make_object(self, pdf: pydyf.PDF) -> pydyf.Object:
        """Write the font with its program, widths and text, and return its dictionary."""
        upem = self.font.upem
        plain_name = self.font.entry.file.rpartition(".")[0]
        is_truetype = "glyf" in self.font.hb.face.table_tags
        if is_truetype:
            data = make_truetype(self.font, self.codes)
            program = pydyf.Stream([data], {"Length1": len(data)}, compress=True)
        else:
            data = make_cff(self.font, self.codes, plain_name)
            program = pydyf.Stream([data], {"Subtype": "/CIDFontType0C"}, compress=True)
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
        name = f"/{tag}+{plain_name}"
        unicode = pydyf.Stream([_make_cmap(enumerate(self._texts)).encode("ascii")], compress=True)
        for stream in (program, unicode):
            pdf.add_object(stream)
        extents = self.font.hb.get_font_extents("ltr")
        ascent, descent = (format_number(value * 1000 / upem, 0) for value in (extents.ascender, extents.descender))
        descriptor = pydyf.Dictionary({
            "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "FontBBox": f"[0 {descent} 1000 {ascent}]",
            "ItalicAngle": 0, "Ascent": ascent, "Descent": descent,
            "CapHeight": format_number(self.font.entry.cap_height * 1000, 0), "StemV": 80,
            "FontFile2" if is_truetype else "FontFile3": program.reference,
        })  # fmt: skip
        pdf.add_object(descriptor)
        widths = " ".join(format_number(code.advance * 1000 / upem) for code in self.codes)
        descendant = pydyf.Dictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2" if is_truetype else "/CIDFontType0", "BaseFont": name,
            "CIDSystemInfo": "<</Registry (Adobe)/Ordering (Identity)/Supplement 0>>",
            "FontDescriptor": descriptor.reference, "W": f"[0 [{widths}]]",
        })  # fmt: skip
        if is_truetype:
            descendant["CIDToGIDMap"] = "/Identity"
        pdf.add_object(descendant)
        font = pydyf.Dictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]), "ToUnicode": unicode.reference,
        })  # fmt: skip
        pdf.add_object(font)
        return font


class DocumentFonts:
    """The fonts of a document, one for each instance of a font that its pages use."""

    def __init__(self) -> None:
        self._fonts: dict[FontKey, GlyphFont] = {}

    def find_font(self, font: Font) -> GlyphFont:
        """Return the document's font for a font of the library."""
        if font.key not in self._fonts:
            self._fonts[font.key] = GlyphFont(font, f"F{len(self._fonts)}")
        return self._fonts[font.key]

    def make_objects(self, pdf: pydyf.PDF) -> list[tuple[str, pydyf.Object]]:
        """Write every font, and return their names with their dictionaries."""
        return [(font.name, font.make_object(pdf)) for font in self._fonts.values()]


def _make_cmap(texts: Iterable[tuple[int, str]]) -> str:
    """Return the CMap from codes to text, UTF-16 (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts if text]
    parts = [rows[at : at + _MAX_CMAP_ROWS] for at in range(0, len(rows), _MAX_CMAP_ROWS)]
    sections = "\n".join("\n".join((f"{len(part)} beginbfchar", *part, "endbfchar")) for part in parts)
    return _CMAP.format(sections=sections)
