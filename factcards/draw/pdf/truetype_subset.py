"""A TrueType font of the glyphs that codes show: each code is the number of its glyph (OpenType 1.9, `glyf`).

HarfBuzz reduces the font to the glyphs that are used. A code that shows several glyphs, or one that is not at its
origin, becomes a composite glyph, so that a reader sees one character code for what the writer sees as one cluster.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import uharfbuzz as hb

from ...text.fonts.font_library import Font
from .code_glyphs import CodeGlyph
from .sfnt_files import make_sfnt

_WORDS, _XY_VALUES, _MORE = 0x0001, 0x0002, 0x0020
"""Flags of a component: its offsets are 16-bit numbers, they are distances, and another component follows."""
_TRANSFORMATIONS = {0x0008: 2, 0x0040: 4, 0x0080: 8}
"""Flags of a component: the bytes of the scale or matrix that follows its offsets."""
_KEPT = {"head", "hhea", "maxp", "hmtx", "loca", "glyf", "fvar", "gvar", "avar", "HVAR"}
"""The tables from which glyphs and advances are made; the last four are of variable fonts."""
_EM = 1000
"""Units per em of a font of blanks."""


class GlyphSource:
    """The outlines of chosen glyphs of a font, as data of the table `glyf`, without hints."""

    def __init__(self, font: Font, glyphs: Iterable[int]) -> None:
        face, chosen = font.hb.face, hb.SubsetInput()
        chosen.glyph_set.update(glyphs)
        chosen.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        dropped = (tag for tag in face.table_tags if tag not in _KEPT)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
        for axis, value in font.key.axes:
            chosen.pin_axis_location(face, axis, value)
        plan = hb.SubsetPlan(face, chosen)
        subset = plan.execute()
        self.numbers = dict(plan.old_to_new_glyph_mapping.items())
        self.head, self.hhea = (bytes(subset.reference_table(tag).data) for tag in ("head", "hhea"))
        self._glyf = bytes(subset.reference_table("glyf").data)
        self._hmtx = bytes(subset.reference_table("hmtx").data)
        loca = bytes(subset.reference_table("loca").data)
        is_long = struct.unpack_from(">h", self.head, 50)[0]
        offsets = struct.unpack(f">{len(loca) // 4}I" if is_long else f">{len(loca) // 2}H", loca)
        self._offsets = offsets if is_long else tuple(2 * offset for offset in offsets)

    def data(self, number: int) -> bytes:
        """Return the data of a glyph by its number in the subset, b"" if it is empty."""
        return self._glyf[self._offsets[number] : self._offsets[number + 1]]

    def shift(self, number: int) -> int:
        """Return how far a reader moves the glyph to the right: its left side bearing counts, not its points."""
        data = self.data(number)
        return self._bearings[number] - struct.unpack_from(">h", data, 2)[0] if data else 0

    @cached_property
    def _bearings(self) -> tuple[int, ...]:
        """The left side bearings (OpenType 1.9, `hmtx`)."""
        wide = struct.unpack_from(">H", self.hhea, 34)[0]
        whole = struct.unpack(f">{wide * 2}h", self._hmtx[: wide * 4])
        rest = self._hmtx[wide * 4 :]
        return (*whole[1::2], *struct.unpack(f">{len(rest) // 2}h", rest))


def make_truetype(font: Font, codes: Sequence[CodeGlyph]) -> bytes:
    """Return a font file whose glyphs are those of `codes`, and further ones of which these are composed.

    Raises FontError if the font cannot be opened.
    """
    source = GlyphSource(font, {part.glyph for code in codes for part in code.parts})
    new: dict[int, int] = {}   # from the number in the subset to that in the result
    for index, code in enumerate(codes):
        if _is_plain(code):
            new.setdefault(source.numbers[code.parts[0].glyph], index)
    added: list[int] = []

    def renumber(number: int) -> int:
        if number not in new:
            new[number] = len(codes) + len(added)
            added.append(number)
        return new[number]

    glyphs, bearings = [], []
    for index, code in enumerate(codes):
        number = source.numbers[code.parts[0].glyph] if _is_plain(code) else -1
        own = new.get(number) == index
        glyphs.append(_copy(source.data(number), renumber) if own else _compose(source, code, renumber))
        bearings.append(_left_edge(glyphs[-1]) + (source.shift(number) if own else 0))
    for number in added:   # which grows while components of components are copied
        glyphs.append(_copy(source.data(number), renumber))
        bearings.append(_left_edge(glyphs[-1]))
    advances = [*(code.advance for code in codes), *(0 for _ in added)]
    return _assemble(source.head, source.hhea, glyphs, advances, bearings)


def make_blank_truetype(codes: Sequence[CodeGlyph]) -> bytes:
    """Return a font file whose glyphs have the advances of `codes`, of 1000 units per em, and no ink."""
    head = struct.pack(">2I2I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0)
    hhea = struct.pack(">I3hH11hH", 0x10000, _EM, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    return _assemble(head, hhea, [b""] * len(codes), [code.advance for code in codes], [0] * len(codes))


def _is_plain(code: CodeGlyph) -> bool:
    return len(code.parts) == 1 and not (code.parts[0].dx or code.parts[0].dy)


def _left_edge(data: bytes) -> int:
    return int(struct.unpack_from(">h", data, 2)[0]) if data else 0


def _copy(data: bytes, renumber: Callable[[int], int]) -> bytes:
    """Return a glyph's data with the numbers of its components replaced."""
    if not data or struct.unpack_from(">h", data)[0] >= 0:
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
        at += sum(size for flag, size in _TRANSFORMATIONS.items() if flags & flag)


def _compose(source: GlyphSource, code: CodeGlyph, renumber: Callable[[int], int]) -> bytes:
    """Return the data of a composite glyph, b"" if it has no ink."""
    components, boxes = [], []
    for part in code.parts:
        number = source.numbers[part.glyph]
        data = source.data(number)
        if data:
            dx = part.dx + source.shift(number)
            left, bottom, right, top = struct.unpack_from(">4h", data, 2)
            boxes.append((left + dx, bottom + part.dy, right + dx, top + part.dy))
            components.append((renumber(number), dx, part.dy))
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
    offsets = [0]
    for data in padded:
        offsets.append(offsets[-1] + len(data))
    is_long = offsets[-1] > 0x1FFFE
    loca = struct.pack(f">{len(offsets)}I", *offsets) if is_long else struct.pack(
        f">{len(offsets)}H", *(offset // 2 for offset in offsets)
    )  # fmt: skip
    new_head, new_hhea = bytearray(head), bytearray(hhea)
    struct.pack_into(">2h", new_head, 50, is_long, 0)
    struct.pack_into(">H", new_hhea, 10, max(advances))
    struct.pack_into(">H", new_hhea, 34, len(glyphs))
    hmtx = b"".join(struct.pack(">Hh", *pair) for pair in zip(advances, bearings, strict=True))
    return make_sfnt({
        "head": bytes(new_head), "hhea": bytes(new_hhea), "maxp": _make_maxp(glyphs), "hmtx": hmtx, "loca": loca,
        "glyf": b"".join(padded),
    })  # fmt: skip


def _make_maxp(glyphs: list[bytes]) -> bytes:
    """Return the table of limits: how many points, contours and components a glyph has at most."""
    simple, composite = [(0, 0)], [(0, 0, 0, 0)]

    def measure(data: bytes) -> tuple[int, int, int]:
        """Return the numbers of points, contours and levels of a glyph."""
        contours = struct.unpack_from(">h", data)[0] if data else 0
        if contours >= 0:
            points = struct.unpack_from(">H", data, 8 + 2 * contours)[0] + 1 if contours else 0
            simple.append((points, contours))
            return points, contours, 0
        found = [measure(glyphs[number]) for _, number in _find_components(data)]
        points, contours = (sum(each[index] for each in found) for index in (0, 1))
        levels = 1 + max(each[2] for each in found)
        composite.append((points, contours, len(found), levels))
        return points, contours, levels

    for data in glyphs:
        measure(data)
    most = [max(column) for rows in (simple, composite) for column in zip(*rows, strict=True)]
    return struct.pack(">I14H", 0x10000, len(glyphs), *most[:4], 2, 0, 0, 0, 0, 0, 0, *most[4:])
