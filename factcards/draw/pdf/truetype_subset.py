"""A TrueType font of the glyphs that codes show: each code is the number of its glyph (OpenType 1.9, `glyf`).

HarfBuzz reduces the font to the glyphs that are used. A code that shows several glyphs, or one that is not at its
origin, becomes a composite glyph, so that a reader sees one character code for what the writer sees as one cluster.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import uharfbuzz as hb

from ...text.fonts.font_library import Font
from .code_glyphs import CodeGlyph
from .sfnt_files import make_sfnt

_WORDS, _XY_VALUES, _MORE = 0x0001, 0x0002, 0x0020
"""Flags of a component: its offsets are 16-bit numbers, they are distances, and another component follows."""
_TRANSFORMATIONS = {0x0008: 2, 0x0040: 4, 0x0080: 8}
"""Flags of a component: the bytes of the scale or matrix that follows its offsets."""
_TRANSFORMED = 0x00C8
"""Any of these flags."""
_KEPT = {"head", "hhea", "maxp", "hmtx", "loca", "glyf", "fvar", "gvar", "avar", "HVAR"}
"""The tables from which glyphs and advances are made; the last four are of variable fonts."""
_SHORT = struct.Struct(">h")
"""A signed 16-bit number, such as that of a glyph's contours, or the left edge after it."""
_EM = 1000
"""Units per em of a font of blanks."""


class SourceGlyph(NamedTuple):
    """A glyph of the original font: its data in the table `glyf`, b"" if it is empty, and its left side bearing.

    The numbers of components are those of the original.
    """

    data: bytes
    bearing: int

    def shift(self) -> int:
        """Return how far a reader moves the glyph to the right: its left side bearing counts, not its points."""
        return self.bearing - _left_edge(self.data)


class _GlyphSize(NamedTuple):
    """The numbers of points and contours of a glyph, of its components, and of their levels."""

    points: int
    contours: int
    components: int = 0
    levels: int = 0


class GlyphSource:
    """The outlines of glyphs of a font without hints, as HarfBuzz reduces the font to those that are asked for.

    `head` and `hhea` are its tables for these glyphs.
    """

    def __init__(self, font: Font) -> None:
        self.head = self.hhea = b""
        self._font = font
        self._known: dict[int, SourceGlyph] = {}

    def find_glyphs(self, glyphs: Iterable[int]) -> Mapping[int, SourceGlyph]:
        """Return glyphs by their number in the font; the result has these, those that they consist of, and others."""
        missing = [glyph for glyph in glyphs if glyph not in self._known]
        if missing or not self.head:
            self._read(missing)
        return self._known

    def _read(self, glyphs: Iterable[int]) -> None:
        face, chosen = self._font.hb.face, hb.SubsetInput()
        chosen.glyph_set.update(glyphs)
        chosen.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        dropped = (tag for tag in face.table_tags if tag not in _KEPT)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
        for axis, value in self._font.key.axes:
            chosen.pin_axis_location(face, axis, value)
        plan = hb.SubsetPlan(face, chosen)
        subset = plan.execute()
        original = dict(plan.new_to_old_glyph_mapping.items())
        self.head, self.hhea, glyf, hmtx, loca = (
            bytes(subset.reference_table(tag).data) for tag in ("head", "hhea", "glyf", "hmtx", "loca")
        )
        is_long = _SHORT.unpack_from(self.head, 50)[0]
        offsets = struct.unpack(f">{len(loca) // 4}I" if is_long else f">{len(loca) // 2}H", loca)
        borders = offsets if is_long else [2 * offset for offset in offsets]
        bearings = _read_bearings(self.hhea, hmtx)
        for number, (start, end) in enumerate(pairwise(borders)):
            data = _copy(glyf[start:end], original.__getitem__)
            self._known[original[number]] = SourceGlyph(data, bearings[number] if data else 0)


def _read_bearings(hhea: bytes, hmtx: bytes) -> tuple[int, ...]:
    """Return the left side bearings (OpenType 1.9, `hmtx`)."""
    wide = struct.unpack_from(">H", hhea, 34)[0]
    whole = struct.unpack(f">{wide * 2}h", hmtx[: wide * 4])
    rest = hmtx[wide * 4 :]
    return (*whole[1::2], *struct.unpack(f">{len(rest) // 2}h", rest))


@lru_cache(maxsize=64)
def _share_source(font: Font) -> GlyphSource:
    """Return a source for all documents: only an instance of a variable font has `head` and `hhea` of its glyphs."""
    return GlyphSource(font)


def make_truetype(font: Font, codes: Sequence[CodeGlyph]) -> bytes:
    """Return a font file whose glyphs are those of `codes`, and further ones of which these are composed.

    Raises FontError if the font cannot be opened.
    """
    source = GlyphSource(font) if font.key.axes else _share_source(font)
    known = source.find_glyphs({part.glyph for code in codes for part in code.parts})
    plain = [code.parts[0].glyph if _is_plain(code) else -1 for code in codes]
    new: dict[int, int] = {}   # from the number in the original to that in the result
    for index, glyph in enumerate(plain):
        if glyph >= 0:
            new.setdefault(glyph, index)
    added: list[int] = []

    def renumber(glyph: int) -> int:
        if glyph not in new:
            new[glyph] = len(codes) + len(added)
            added.append(glyph)
        return new[glyph]

    glyphs, bearings = [], []
    for index, (code, glyph) in enumerate(zip(codes, plain, strict=True)):
        if new.get(glyph) == index:
            glyphs.append(_copy(known[glyph].data, renumber))
            bearings.append(known[glyph].bearing)
        else:
            glyphs.append(_compose(known, code, renumber))
            bearings.append(_left_edge(glyphs[-1]))
    for glyph in added:   # which grows while components of components are copied
        glyphs.append(_copy(known[glyph].data, renumber))
        bearings.append(_left_edge(glyphs[-1]))
    advances = [*(code.advance for code in codes), *(0 for _ in added)]
    return _assemble(source.head, source.hhea, glyphs, advances, bearings)


def make_blank_truetype(codes: Sequence[CodeGlyph]) -> bytes:
    """Return a font file whose glyphs have the advances of `codes`, of 1000 units per em, and no ink."""
    head = struct.pack(">2I2I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0)
    hhea = struct.pack(">I3hH11hH", 0x10000, _EM, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    return _assemble(head, hhea, [b""] * len(codes), [code.advance for code in codes], [0] * len(codes))


def _is_plain(code: CodeGlyph) -> bool:
    return len(code.parts) == 1 and code.parts[0][1:] == (0, 0)


def _left_edge(data: bytes) -> int:
    return int(_SHORT.unpack_from(data, 2)[0]) if data else 0


def _copy(data: bytes, renumber: Callable[[int], int]) -> bytes:
    """Return a glyph's data with the numbers of its components replaced."""
    if not data or _SHORT.unpack_from(data)[0] >= 0:
        return data
    copied = bytearray(data)
    for at, number in _find_components(data):
        struct.pack_into(">H", copied, at, renumber(number))
    return bytes(copied)


def _find_components(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the position and the number of each component of a composite glyph."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, number = struct.unpack_from(">2H", data, at)
        yield at + 2, number
        at += 8 if flags & _WORDS else 6
        if flags & _TRANSFORMED:
            at += sum(size for flag, size in _TRANSFORMATIONS.items() if flags & flag)


def _compose(known: Mapping[int, SourceGlyph], code: CodeGlyph, renumber: Callable[[int], int]) -> bytes:
    """Return the data of a composite glyph, b"" if it has no ink."""
    components, boxes = [], []
    for part in code.parts:
        source = known[part.glyph]
        if source.data:
            dx = part.dx + source.shift()
            left, bottom, right, top = struct.unpack_from(">4h", source.data, 2)
            boxes.append((left + dx, bottom + part.dy, right + dx, top + part.dy))
            components.append((renumber(part.glyph), dx, part.dy))
    if not components:
        return b""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    parts = struct.pack(">5h", -1, min(lefts), min(bottoms), max(rights), max(tops))
    for index, (number, dx, dy) in enumerate(components):
        flags = _WORDS | _XY_VALUES | (_MORE if index + 1 < len(components) else 0)
        parts += struct.pack(">2H2h", flags, number, dx, dy)
    return parts


def _assemble(head: bytes, hhea: bytes, glyphs: list[bytes], advances: list[int], bearings: list[int]) -> bytes:
    """Return the font file of these glyphs; `head` and `hhea` are tables whose other numbers it has."""
    padded = [data + bytes(-len(data) % 2) for data in glyphs]
    offsets = [*accumulate(map(len, padded), initial=0)]
    is_long = offsets[-1] > 0x1FFFE
    loca = struct.pack(f">{len(offsets)}I", *offsets) if is_long else struct.pack(
        f">{len(offsets)}H", *(offset // 2 for offset in offsets)
    )  # fmt: skip
    new_head, new_hhea = bytearray(head), bytearray(hhea)
    struct.pack_into(">2h", new_head, 50, is_long, 0)
    struct.pack_into(">H", new_hhea, 10, max(advances))
    struct.pack_into(">H", new_hhea, 34, len(glyphs))
    hmtx = struct.pack(">" + "Hh" * len(glyphs), *chain(*zip(advances, bearings, strict=True)))
    return make_sfnt({
        "head": bytes(new_head), "hhea": bytes(new_hhea), "maxp": _make_maxp(glyphs), "hmtx": hmtx, "loca": loca,
        "glyf": b"".join(padded),
    })  # fmt: skip


def _make_maxp(glyphs: list[bytes]) -> bytes:
    """Return the table of limits: how many points, contours and components a glyph has at most."""
    known: dict[int, _GlyphSize] = {}
    sizes = {_measure(glyphs, number, known) for number in range(len(glyphs))}
    points, contours, *_ = map(max, zip(*(size for size in sizes if not size.levels), _GlyphSize(0, 0), strict=True))
    *most, components, levels = map(max, zip(*(size for size in sizes if size.levels), _GlyphSize(0, 0), strict=True))
    return struct.pack(
        ">I14H", 0x10000, len(glyphs), points, contours, *most, 2, 0, 0, 0, 0, 0, 0, components, levels
    )  # fmt: skip


def _measure(glyphs: list[bytes], number: int, known: dict[int, _GlyphSize]) -> _GlyphSize:
    """Return the size of a glyph, and add it to `known`."""
    if number not in known:
        data = glyphs[number]
        if data and _SHORT.unpack_from(data)[0] < 0:
            found = [_measure(glyphs, part, known) for _, part in _find_components(data)]
            points, contours, _, levels = zip(*found, strict=True)
            known[number] = _GlyphSize(sum(points), sum(contours), len(found), 1 + max(levels))
        else:
            known[number] = _measure_simple(data)
    return known[number]


@lru_cache(maxsize=4096)
def _measure_simple(data: bytes) -> _GlyphSize:
    """Return the size of a glyph without components."""
    contours = _SHORT.unpack_from(data)[0] if data else 0
    return _GlyphSize(_SHORT.unpack_from(data, 8 + 2 * contours)[0] + 1 if contours else 0, contours)
