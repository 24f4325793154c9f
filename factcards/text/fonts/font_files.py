"""One font: its entry in the index, which is known before its file is opened, and its data from HarfBuzz."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import uharfbuzz as hb

from ...errors import FontError
from ...late_loading import import_late
from ..glyphs import FontKey
from .coverage import FontCoverage
from .false_signs import find_false_signs
from .font_limits import WOFF2_SIGNATURE, check_points

if TYPE_CHECKING:
    from . import woff2_files
else:
    woff2_files = import_late(".woff2_files", __package__)

MAX_BYTES = 128 * 1024 * 1024
"""Maximum size of a font file, in bytes. The largest of ours, with all Han characters, has 17 million."""
DOTTED_CIRCLE = "\u25cc"
"""DOTTED CIRCLE, which a shaper inserts under a mark without a base."""


@dataclass(frozen=True, slots=True)
class FontEntry:
    """The index's record of a font file. Measures are in ems; `coverage` has the form of fonts/index.json.

    `letter_height` is the height of plain letters of its main script above the baseline (of small letters if `cased`).
    `extents` say how far text extends above and below the baseline, both positive. Both are 0 if not measured.
    `digest` is the SHA-256 of the file, in hexadecimal. `package` is the package that brings the file, "" for a
    designer's own font.
    """

    file: str
    digest: str
    family: str
    weight: int
    italic: bool
    scripts: tuple[str, ...]
    coverage: str
    color: bool
    has_joining_forms: bool
    x_height: float
    cap_height: float
    axes: tuple[tuple[str, float], ...] = ()   # the instance of a variable font
    letter_height: float = 0.0
    cased: bool = True
    extents: tuple[float, float] = (0.0, 0.0)
    package: str = ""


class Font:
    """One font, whose file is opened on first use."""

    def __init__(self, key: FontKey, entry: FontEntry, folder: Path, coverage: FontCoverage | None = None) -> None:
        self.key = key
        self.entry = entry
        self._folder = folder
        self._coverage = coverage
        self._ink: dict[int, tuple[float, float, float, float] | None] = {}
        self._found: set[str] = set()

    @cached_property
    def hb(self) -> hb.Font:
        """HarfBuzz's font at `upem` units per em, without hinting; the file is mapped into memory or unpacked there.

        Raises FontError if the file cannot be read or its digest is not that of the index.
        """
        path = self._folder / self.entry.file
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.key.digest:
                raise FontError(f"font `{self.entry.file}` is not the file that the index describes")
            with path.open("rb") as file:
                is_packed = file.read(4) == WOFF2_SIGNATURE
            if is_packed:
                blob = hb.Blob(unpack_font(path.read_bytes(), self.entry.file))
            else:
                blob = hb.Blob.from_file_path(str(path))
        except OSError as error:
            raise FontError(f"font `{self.entry.file}` cannot be read: {error.strerror}") from error
        font = hb.Font(hb.Face(blob))
        if self.key.axes:
            font.set_variations(dict(self.key.axes))
        return font

    @cached_property
    def upem(self) -> int:
        """Font units per em."""
        return int(self.hb.face.upem)

    @property
    def color(self) -> bool:
        """Whether its glyphs have their own colours."""
        return self.entry.color

    @cached_property
    def characters(self) -> Container[int]:
        """The code points that it draws as the characters they are; for our own fonts, those of the index."""
        if self._coverage:
            return self._coverage
        held = self.hb.face.unicodes.copy()
        for point in self._false_signs:
            held.discard(point)
        return cast(Container[int], held)

    @cached_property
    def _false_signs(self) -> frozenset[int]:
        """The code points in the cmap of a designer's font that it draws as other characters."""
        return find_false_signs(self.hb)

    @cached_property
    def dotted_circle(self) -> int:
        """The glyph that marks a defective cluster, or 0 if there is none."""
        return int(self.hb.get_nominal_glyph(ord(DOTTED_CIRCLE)) or 0)

    def has_glyphs(self, text: str) -> bool:
        """Return whether the cmap has a glyph for every character of `text`."""
        unsure = set(text) - self._found
        held = {c for c in unsure if ord(c) in self.characters}
        self._found |= held
        return len(held) == len(unsure)

    def may_cover(self, text: str) -> bool:
        """Return whether the font may have every letter of `text`; for our own fonts, without opening the file."""
        if self._coverage is not None:
            return self._coverage.may_cover(text)
        return text.isascii() or self._false_signs.isdisjoint(map(ord, text))

    def ink(self, glyph: int) -> tuple[float, float, float, float] | None:
        """Return the left, bottom, right and top of a glyph's ink in ems, y upward, or None if it has no ink."""
        if glyph not in self._ink:
            if not self.entry.package:   # a designer's own
                check_points(self._count_points(glyph), glyph, self.entry.file, colored=self.color)
            extents = self.hb.get_glyph_extents(glyph)
            if extents is None or not (extents.width and extents.height):
                self._ink[glyph] = None
            else:
                left, top, width, height = (v / self.upem for v in extents)
                self._ink[glyph] = (left, top + height, left + width, top)
        return self._ink[glyph]

    def _count_points(self, glyph: int) -> int:
        """Return the number of points of a glyph's outline, including its components and colour layers."""
        points = 0
        layers: list[int] = []

        def add(*_: object) -> None:
            nonlocal points
            points += 1

        outlines = hb.DrawFuncs()
        for listen in (
            outlines.set_move_to_func, outlines.set_line_to_func, outlines.set_quadratic_to_func,
            outlines.set_cubic_to_func,
        ):  # fmt: skip
            listen(add)
        self.hb.draw_glyph(glyph, outlines)
        if self.color:
            paints = hb.PaintFuncs()
            paints.set_push_clip_glyph_func(lambda layer, _: layers.append(layer))
            self.hb.paint_glyph(glyph, paints)
        for layer, times in Counter(layers).items():
            before = points
            self.hb.draw_glyph(layer, outlines)
            points = before + times * (points - before)
        return points


def unpack_font(data: bytes, name: str) -> bytes:
    """Return a font in WOFF2 as TrueType or OpenType. Raises FontError if it is damaged or too large."""
    return woff2_files.unpack_woff2(data, name, MAX_BYTES)
