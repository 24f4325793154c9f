"""The objects of a font in a PDF document: a composite font with two-byte codes (ISO 32000-1, 9.7)."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pydyf

from ...text.fonts.font_library import Font
from ..rounded_numbers import format_number
from .code_glyphs import CodeGlyph
from .font_programs import FontProgram

_MAX_ROWS = 100
"""Maximum number of rows of one section of a CMap (Adobe Technical Note 5014, 1.4.1)."""
_SYMBOLIC, _ITALIC = 4, 64
"""Flags of a font: its glyphs are not those of Adobe's Latin set; it is slanted (ISO 32000-1, table 123)."""
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering ({ordering})/Supplement 0>> def
/CMapName /{name} def
/CMapType {kind} def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{sections}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_IDENTITY = "<</Registry (Adobe)/Ordering (Identity)/Supplement 0>>"
_TAG_LETTERS = 6
"""Number of capitals before the name of a subset (ISO 32000-1, 9.6.4)."""


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """What a font says of itself, for readers that do not open its program: lengths in thousandths of an em."""

    name: str
    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float
    stem: float
    slant: float = 0.0


BLANK_METRICS = FontMetrics("Blank", (0, 0, 1000, 1000), 1000, 0, 700, 80)
"""The metrics of a font without ink, whose text is as high as its em."""


@lru_cache(maxsize=256)
def read_metrics(font: Font) -> FontMetrics:
    """Return the metrics of a font. `stem` is estimated from its weight; `slant` is in degrees, 0 if upright."""
    unit = 1000 / font.upem
    face = font.hb.face
    left, bottom, right, top = struct.unpack_from(">4h", bytes(face.reference_table("head").data), 36)
    extents = font.hb.get_font_extents("ltr")
    post = bytes(face.reference_table("post").data)
    slant = struct.unpack_from(">i", post, 4)[0] / 65536 if len(post) > 7 else 0.0
    name = re.sub(r"[^A-Za-z0-9-]", "", font.entry.file.rpartition(".")[0].rpartition("/")[2])
    return FontMetrics(
        name or "Font", (left * unit, bottom * unit, right * unit, top * unit), extents.ascender * unit,
        extents.descender * unit, font.entry.cap_height * 1000, 10 + 220 * (font.entry.weight - 50) / 900, slant,
    )  # fmt: skip


def add_font(
    pdf: pydyf.PDF, program: FontProgram, metrics: FontMetrics, codes: Sequence[CodeGlyph], texts: Sequence[str],
    upem: int,
) -> pydyf.Dictionary:  # fmt: skip
    """Add a font with its program, and return its dictionary. `codes` have advances of `upem` units per em."""
    name = f"/{_make_tag(program.data, texts)}+{metrics.name}" if program.is_subset else f"/{metrics.name}"
    extra: dict[str, object] = {"Length1": len(program.data)}
    if program.kind == "CFF":
        extra = {"Subtype": "/CIDFontType0C"}
    box = " ".join(format_number(edge, 0) for edge in metrics.box)
    descriptor = pydyf.Dictionary({
        "Type": "/FontDescriptor", "FontName": name, "Flags": _SYMBOLIC | (_ITALIC if metrics.slant else 0),
        "FontBBox": f"[{box}]", "ItalicAngle": format_number(metrics.slant), "Ascent": format_number(metrics.ascent, 0),
        "Descent": format_number(metrics.descent, 0), "CapHeight": format_number(metrics.cap_height, 0),
        "StemV": format_number(metrics.stem, 0),
        "FontFile2" if program.kind == "TrueType" else "FontFile3": _add_stream(pdf, program.data, extra),
    })  # fmt: skip
    pdf.add_object(descriptor)
    descendant = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/CIDFontType2" if program.kind == "TrueType" else "/CIDFontType0",
        "BaseFont": name, "CIDSystemInfo": _IDENTITY, "FontDescriptor": descriptor.reference,
        "W": _make_widths(program, codes, upem),
    })  # fmt: skip
    if program.kind == "TrueType":
        descendant["CIDToGIDMap"] = "/Identity"
    pdf.add_object(descendant)
    font = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": _make_encoding(pdf, program),
        "DescendantFonts": pydyf.Array([descendant.reference]),
        "ToUnicode": _add_stream(pdf, _make_unicode_map(texts), {}),
    })  # fmt: skip
    pdf.add_object(font)
    return font


def _add_stream(pdf: pydyf.PDF, data: bytes, extra: dict[str, object]) -> bytes:
    """Add a compressed stream, and return the reference to it."""
    stream = pydyf.Stream([data], extra, compress=True)
    pdf.add_object(stream)
    return bytes(stream.reference)


def _make_tag(data: bytes, texts: Iterable[str]) -> str:
    """Return six capitals that identify a subset."""
    digest = hashlib.sha256(data + "\0".join(texts).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG_LETTERS])


def _make_widths(program: FontProgram, codes: Sequence[CodeGlyph], upem: int) -> str:
    """Return the array of advances by CID, in thousandths of an em (ISO 32000-1, 9.7.4.3)."""
    widths = [str(code.round_advance(upem)) for code in codes]
    if program.cids is None:
        return f"[0 [{' '.join(widths)}]]"
    by_cid = sorted(dict(zip(program.cids, widths, strict=True)).items())
    return f"[{' '.join(f'{cid} [{width}]' for cid, width in by_cid)}]"


def _make_encoding(pdf: pydyf.PDF, program: FontProgram) -> str | bytes:
    """Return the encoding: codes are CIDs, or a CMap says which (ISO 32000-1, 9.7.5)."""
    if program.cids is None:
        return "/Identity-H"
    rows = [f"<{code:04X}> {cid}" for code, cid in enumerate(program.cids)]
    cmap = _CMAP.format(ordering="Identity", name="Codes-H", kind=1, sections=_make_sections(rows, "cidchar"))
    extra: dict[str, object] = {"Type": "/CMap", "CMapName": "/Codes-H", "CIDSystemInfo": _IDENTITY}
    return _add_stream(pdf, cmap.encode("ascii"), extra)


def _make_unicode_map(texts: Sequence[str]) -> bytes:
    """Return the CMap from codes to text, in UTF-16 (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:04X}> <{_to_hexadecimal(text)}>" for code, text in enumerate(texts) if text]
    name, sections = "Adobe-Identity-UCS", _make_sections(rows, "bfchar")
    return _CMAP.format(ordering="UCS", name=name, kind=2, sections=sections).encode("ascii")


@lru_cache(maxsize=4096)
def _to_hexadecimal(text: str) -> str:
    """Return a text in UTF-16 as the digits of its bytes."""
    return text.encode("utf-16-be").hex().upper()


def _make_sections(rows: list[str], operator: str) -> str:
    parts = [rows[at : at + _MAX_ROWS] for at in range(0, len(rows), _MAX_ROWS)]
    return "\n".join("\n".join((f"{len(part)} begin{operator}", *part, f"end{operator}")) for part in parts)
