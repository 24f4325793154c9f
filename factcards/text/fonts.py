"""The fonts at hand: which file holds which face, who draws which letters, and how far a glyph's ink reaches.

A library is opened once a process and never changes; what HarfBuzz needs of a font is made when it is first asked for.
Fonts of the system are never used: the same card looks the same on every machine.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError

from ..errors import FontError
from .glyphs import Face, FontKey, TextStyle

_FONT_FILES = (".ttf", ".otf")
_WEIGHTS = range(100, 901, 100)
"""The weights at which a variable font is offered: the default of one may be its thinnest."""
DOTTED_CIRCLE = "\u25cc"
"""What a shaper puts under a mark that has nothing to stand on."""


@dataclass(frozen=True, slots=True)
class FontEntry:
    """What the index tells of a file before it is opened; measures in ems, `coverage` as in fonts/index.json."""

    file: str
    digest: str
    family: str
    weight: int
    italic: bool
    scripts: tuple[str, ...]
    coverage: str
    color: bool
    joins: bool
    x_height: float
    cap_height: float
    axes: tuple[tuple[str, float], ...] = ()   # of a variable font: the instance


class Font:
    """One open font. `hb` is HarfBuzz's font at the scale of `upem` units an em, without hinting."""

    def __init__(self, key: FontKey, entry: FontEntry, path: Path) -> None:
        self.key = key
        self.entry = entry
        self._path = path
        self._ink: dict[int, tuple[float, float, float, float] | None] = {}
        self._mapped: set[str] = set()

    @cached_property
    def hb(self) -> hb.Font:
        """HarfBuzz's font; FontError if the file is not what the index says."""
        try:
            data = self._path.read_bytes()
        except OSError as error:
            raise FontError(f"font `{self.entry.file}` cannot be read: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != self.key.digest:
            raise FontError(f"font `{self.entry.file}` is not the file that the index describes")
        font = hb.Font(hb.Face(hb.Blob(data)))
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
        """The code points in its cmap."""
        return self.hb.face.unicodes  # type: ignore[no-any-return]

    @cached_property
    def dotted_circle(self) -> int:
        """The glyph that marks a broken cluster, 0 if there is none."""
        return int(self.hb.get_nominal_glyph(ord(DOTTED_CIRCLE)) or 0)

    def maps(self, text: str) -> bool:
        """Whether the cmap holds every character of `text`."""
        unsure = set(text) - self._mapped
        held = {c for c in unsure if ord(c) in self.characters}
        self._mapped |= held
        return len(held) == len(unsure)

    def ink(self, glyph: int) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of a glyph's ink in ems, y up; None for a glyph without ink."""
        if glyph not in self._ink:
            extents = self.hb.get_glyph_extents(glyph)
            if extents is None or not (extents.width and extents.height):
                self._ink[glyph] = None
            else:
                left, top, width, height = (v / self.upem for v in extents)
                self._ink[glyph] = (left, top + height, left + width, top)
        return self._ink[glyph]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A font that may draw a stretch of text, with the factor on its size."""

    font: Font
    scale: float


class FontLibrary:
    """Fonts by family, weight and script; `digest` names the whole of it."""

    def __init__(self, entries: Iterable[tuple[FontEntry, Path]], preference: dict[str, Sequence[str]]) -> None:
        pairs = sorted(entries, key=lambda pair: (pair[0].family, pair[0].weight, pair[0].italic, pair[0].file))
        self._fonts = {(e.digest, e.axes): Font(FontKey(e.file, e.digest, e.axes), e, path) for e, path in pairs}
        self._preference = preference
        self._candidates: dict[tuple[TextStyle, str, str], tuple[Candidate, ...]] = {}
        self._families: dict[str, list[Font]] = {}
        for font in self._fonts.values():
            self._families.setdefault(font.entry.family, []).append(font)
        named = repr([*self._fonts, *sorted(preference.items())])
        self.digest = hashlib.sha256(named.encode()).hexdigest()

    def open_font(self, key: FontKey) -> Font:
        """The font of that key; FontError where it is not here."""
        if (key.digest, key.axes) not in self._fonts:
            raise FontError(f"font `{key.file}` ({key.digest[:12]}) is not among the fonts at hand")
        return self._fonts[key.digest, key.axes]

    def families(self) -> tuple[tuple[str, tuple[FontEntry, ...]], ...]:
        """Each family with its files, both in order."""
        return tuple((name, tuple(f.entry for f in fonts)) for name, fonts in sorted(self._families.items()))

    def has_family(self, name: str) -> bool:
        """Whether there is a family of that name."""
        return name in self._families

    def font(self, family: str, weight: int, *, italic: bool = False) -> Font:
        """The face of a family nearest to a weight, the heavier of two equally near; FontError if none.

        It is upright, or italic if that is wished and there is one.
        """
        if family not in self._families:
            raise FontError(f"there is no font family `{family}`")
        alike = [f for f in self._families[family] if f.entry.italic == italic] or [
            f for f in self._families[family] if not f.entry.italic
        ]
        return min(alike or self._families[family], key=lambda f: (abs(f.entry.weight - weight), -f.entry.weight))

    def candidates(self, style: TextStyle, script: str, language: str) -> tuple[Candidate, ...]:
        """Every font that may draw `script` in `language`, the wished-for first; emoji fonts never among them."""
        wanted = (style, script, language.split("-")[0])
        if wanted not in self._candidates:
            self._candidates[wanted] = tuple(self._ranked(*wanted))
        return self._candidates[wanted]

    @cached_property
    def emoji(self) -> tuple[Font, ...]:
        """The fonts of coloured pictures."""
        return tuple(f for f in self._fonts.values() if f.color)

    def _ranked(self, style: TextStyle, script: str, language: str) -> list[Candidate]:
        faces = dict(style.faces)
        wished = [faces[k] for k in (f"{language}-{script}", script) if k in faces]
        if "" in faces and not wished:
            wished.append(faces[""])
        lead = wished[0] if wished else Face("", style.weight)
        names = [n for k in (f"{language}-{script}", script, "Zyyy") for n in self._preference.get(k, ())]
        serving = sorted(n for n, fonts in self._families.items() if script in fonts[0].entry.scripts)
        held = (f for f in wished if self.has_family(f.family))
        ranked = [Candidate(self.font(f.family, f.weight, italic=f.italic), f.scale) for f in held]
        for name in (*names, *serving, *sorted(self._families)):
            if self.has_family(name) and not self._families[name][0].color:
                font = self.font(name, lead.weight)
                if all(c.font is not font for c in ranked):
                    ranked.append(Candidate(font, lead.scale))
        return ranked


def find_fonts() -> Path:
    """The folder of the fonts we ship: in the installed package or, in a source tree, beside it; FontError if none."""
    package = Path(__file__).parent.parent
    for folder in (package / "fonts", package.parent / "fonts"):
        if (folder / "index.json").is_file():
            return folder
    raise FontError("the fonts that belong to factcards are missing: install the package again")


def open_fonts(*folders: Path) -> FontLibrary:
    """The fonts we ship and those of a designer's own folders, whose families go before ours of the same name."""
    shipped = find_fonts()
    index = json.loads((shipped / "index.json").read_text(encoding="utf-8"))
    own = [
        (entry, path)
        for folder in folders
        for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in _FONT_FILES)
        for entry in _describe(path, path.relative_to(folder).as_posix())
    ]
    replaced = {entry.family for entry, _ in own}
    ours = [(_entry(e), shipped / e["file"]) for e in index["files"] if e["family"] not in replaced]
    return FontLibrary([*ours, *own], index["preference"])


def _entry(record: dict[str, object]) -> FontEntry:
    get = record.get
    return FontEntry(
        file=str(record["file"]), digest=str(record["sha256"]), family=str(record["family"]),
        weight=int(str(record["weight"])), italic=bool(get("italic")), scripts=tuple(record["scripts"]),  # type: ignore[arg-type]
        coverage=str(get("coverage", "")), color=bool(get("color")), joins=bool(get("joins")),
        x_height=float(str(get("x_height") or 0.5)), cap_height=float(str(get("cap_height") or 0.7)),
    )  # fmt: skip


def _describe(path: Path, name: str) -> list[FontEntry]:
    """What the index would say of a designer's own file, by weight if it is variable; FontError if it is no font."""
    try:
        data = path.read_bytes()
        with TTFont(io.BytesIO(data), lazy=True) as font:
            os2, upem = font["OS/2"], font["head"].unitsPerEm
            entry = FontEntry(
                file=name, digest=hashlib.sha256(data).hexdigest(),
                family=font["name"].getBestFamilyName() or path.stem, weight=os2.usWeightClass,
                italic=bool(os2.fsSelection & 1), scripts=(), coverage="", color="COLR" in font,
                joins=any(f.FeatureTag in ("init", "medi", "fina") for f in _features(font)),
                x_height=(getattr(os2, "sxHeight", 0) or upem / 2) / upem,
                cap_height=(getattr(os2, "sCapHeight", 0) or upem * 0.7) / upem,
            )  # fmt: skip
            axes = [axis for axis in font["fvar"].axes if axis.axisTag == "wght"] if "fvar" in font else []
    except (TTLibError, KeyError, AttributeError, AssertionError, ValueError, OSError, struct.error) as error:
        raise FontError(f"`{name}` is not a font that can be used: {error}") from error
    weights = [w for axis in axes for w in _WEIGHTS if axis.minValue <= w <= axis.maxValue]
    return [replace(entry, weight=w, axes=(("wght", float(w)),)) for w in weights] or [entry]


def _features(font: TTFont) -> list[Any]:
    features = font["GSUB"].table.FeatureList if "GSUB" in font else None
    return list(features.FeatureRecord) if features else []


@cache
def shipped_fonts() -> FontLibrary:
    """The fonts we ship, opened once."""
    return open_fonts()
