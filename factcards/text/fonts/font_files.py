"""One font: what is known of its file before it is opened, and what HarfBuzz says of it afterwards."""

from __future__ import annotations

import errno
import hashlib
import io
import logging
import struct
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError

from ...errors import FontError
from ...storage.files import read_regular
from ..glyphs import FontKey
from .coverage import FontCoverage
from .false_signs import find_false_signs
from .font_limits import check_font, check_points

MAX_BYTES = 128 * 1024 * 1024
"""Maximum size of a font file, in bytes; the largest of ours, with all Han characters, has 17 million."""
_WEIGHTS = range(100, 901, 100)
"""The weights at which a variable font is offered: the default of one may be its thinnest."""
DOTTED_CIRCLE = "\u25cc"
"""What a shaper puts under a mark that has nothing to stand on."""
_FONT_ERRORS = (
    TTLibError, LookupError, AttributeError, AssertionError, ValueError, TypeError, ArithmeticError, OSError,
    struct.error, RecursionError, MemoryError, NotImplementedError,
)  # fmt: skip
"""What fontTools raises where a font is broken."""
# fontTools warns of small faults by its logger, which Python prints where nobody has said where logs go
logging.getLogger("fontTools").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class FontEntry:
    """What the index tells of a file before it is opened; measures in ems, `coverage` as in fonts/index.json.

    `body` is how high the plain letters of its main script stand above the baseline (`cased`: its small letters);
    `reach` how far words go above and below it, both positive. Both are 0 where nothing was measured.
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
    axes: tuple[tuple[str, float], ...] = ()   # of a variable font: the instance
    letter_height: float = 0.0
    cased: bool = True
    extents: tuple[float, float] = (0.0, 0.0)
    package: str = ""


class Font:
    """One open font. `hb` is HarfBuzz's font at the scale of `upem` units an em, without hinting."""

    def __init__(self, key: FontKey, entry: FontEntry, folder: Path, coverage: FontCoverage | None = None) -> None:
        self.key = key
        self.entry = entry
        self._folder = folder
        self._coverage = coverage
        self._ink: dict[int, tuple[float, float, float, float] | None] = {}
        self._found: set[str] = set()

    @cached_property
    def hb(self) -> hb.Font:
        """HarfBuzz's font, mapped from its file, which is read once for its digest; FontError if that is another."""
        path = self._folder / self.entry.file
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.key.digest:
                raise FontError(f"font `{self.entry.file}` is not the file that the index describes")
            blob = hb.Blob.from_file_path(str(path))
        except OSError as error:
            raise FontError(f"font `{self.entry.file}` cannot be read: {error.strerror}") from error
        font = hb.Font(hb.Face(blob))
        if self.key.axes:
            font.set_variations(dict(self.key.axes))
        return font

    @cached_property
    def upem(self) -> int:
        """Font units an em."""
        return int(self.hb.face.upem)

    @property
    def color(self) -> bool:
        """Whether its glyphs are painted in colours of their own."""
        return self.entry.color

    @cached_property
    def characters(self) -> Container[int]:
        """The code points that it draws as what they are; from the index where it is one of ours."""
        if self._coverage:
            return self._coverage
        held = self.hb.face.unicodes.copy()
        for point in self._false_signs:
            held.discard(point)
        return cast(Container[int], held)

    @cached_property
    def _false_signs(self) -> frozenset[int]:
        """The code points in its cmap that a designer's own font draws as other signs."""
        return find_false_signs(self.hb)

    @cached_property
    def dotted_circle(self) -> int:
        """The glyph that marks a broken cluster, 0 if there is none."""
        return int(self.hb.get_nominal_glyph(ord(DOTTED_CIRCLE)) or 0)

    @cached_property
    def space_width(self) -> float:
        """How wide the space between words is, in ems."""
        return float(self.hb.get_glyph_h_advance(self.hb.get_nominal_glyph(ord(" ")) or 0)) / self.upem

    def has_glyphs(self, text: str) -> bool:
        """Whether the cmap holds every character of `text`."""
        unsure = set(text) - self._found
        held = {c for c in unsure if ord(c) in self.characters}
        self._found |= held
        return len(held) == len(unsure)

    def may_cover(self, text: str) -> bool:
        """False where the index tells, without opening the file, that the font surely lacks a letter of `text`."""
        if self._coverage is not None:
            return self._coverage.may_cover(text)
        return text.isascii() or self._false_signs.isdisjoint(map(ord, text))

    def ink(self, glyph: int) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of a glyph's ink in ems, y up; None for a glyph without ink."""
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
        """Return how many points are drawn of a glyph: its parts' and, if it has colours, its layers' too."""
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


def read_font_entries(path: Path, name: str) -> list[FontEntry]:
    """What the index would say of a designer's own file, by weight if it is variable; FontError if it is no font."""
    try:
        data = read_regular(path, MAX_BYTES)
    except OSError as error:
        large = error.errno == errno.EFBIG
        reason = f"it has more than {MAX_BYTES // 2**20} MiB" if large else str(error.strerror).lower()
        raise FontError(f"`{name}` is not a font that can be used: {reason}") from error
    check_font(data, name)
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            os2, upem = font["OS/2"], font["head"].unitsPerEm
            x_height = (getattr(os2, "sxHeight", 0) or upem / 2) / upem
            entry = FontEntry(
                file=name, digest=hashlib.sha256(data).hexdigest(),
                family=font["name"].getBestFamilyName() or path.stem, weight=os2.usWeightClass,
                italic=bool(os2.fsSelection & 1), scripts=(), coverage="", color="COLR" in font,
                has_joining_forms=any(f.FeatureTag in ("init", "medi", "fina") for f in _features(font)),
                x_height=x_height,
                cap_height=(getattr(os2, "sCapHeight", 0) or upem * 0.7) / upem, letter_height=x_height,
            )  # fmt: skip
            axes = [axis for axis in font["fvar"].axes if axis.axisTag == "wght"] if "fvar" in font else []
    except _FONT_ERRORS as error:
        reason = str(error) if isinstance(error, TTLibError) else "its tables are broken"
        raise FontError(f"`{name}` is not a font that can be used: {reason}") from error
    weights = [w for axis in axes for w in _WEIGHTS if axis.minValue <= w <= axis.maxValue]
    return [replace(entry, weight=w, axes=(("wght", float(w)),)) for w in weights] or [entry]


def _features(font: TTFont) -> list[Any]:
    features = font["GSUB"].table.FeatureList if "GSUB" in font else None
    return list(features.FeatureRecord) if features else []
