"""The fonts at hand: which file holds which face, who draws which letters, and how far a glyph's ink reaches.

A library is opened once a process and never changes; what HarfBuzz needs of a font is made when it is first asked for.
Fonts of the system are never used: the same card looks the same on every machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError

from ..errors import FontError
from .glyphs import Face, FontKey, TextStyle

_FONT_FILES = (".ttf", ".otf")
_DOTTED_CIRCLE = "\u25cc"


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


class Font:
    """One open font. `hb` is HarfBuzz's font at the scale of `upem` units an em, without hinting."""

    def __init__(self, key: FontKey, entry: FontEntry, path: Path) -> None:
        self.key = key
        self.entry = entry
        self._path = path
        self._ink: dict[int, tuple[float, float, float, float] | None] = {}

    @cached_property
    def hb(self) -> hb.Font:
        """HarfBuzz's font; FontError if the file is not what the index says."""
        try:
            data = self._path.read_bytes()
        except OSError as error:
            raise FontError(f"font `{self.entry.file}` cannot be read: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != self.key.digest:
            raise FontError(f"font `{self.entry.file}` is not the file that the index describes")
        return hb.Font(hb.Face(hb.Blob(data)))

    @cached_property
    def upem(self) -> int:
        """Font units an em."""
        return int(self.hb.face.upem)

    @property
    def color(self) -> bool:
        """Whether its glyphs are painted in colours of their own."""
        return self.entry.color

    @cached_property
    def characters(self) -> hb.Set:
        """The code points in its cmap."""
        return self.hb.face.unicodes

    @cached_property
    def dotted_circle(self) -> int:
        """The glyph that marks a broken cluster, 0 if there is none."""
        return int(self.hb.get_nominal_glyph(ord(_DOTTED_CIRCLE)) or 0)

    def maps(self, text: str) -> bool:
        """Whether the cmap holds every character of `text`."""
        characters = self.characters
        return all(ord(c) in characters for c in text)

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
        self._fonts = {e.digest: Font(FontKey(e.file, e.digest), e, path) for e, path in pairs}
        self._preference = preference
        self._candidates: dict[tuple[TextStyle, str, str], tuple[Candidate, ...]] = {}
        self._families: dict[str, list[Font]] = {}
        for font in self._fonts.values():
            self._families.setdefault(font.entry.family, []).append(font)
        self.digest = hashlib.sha256("".join(self._fonts).encode() + repr(sorted(preference.items())).encode()).hexdigest()

    def open_font(self, key: FontKey) -> Font:
        """The font of that key; FontError where it is not here."""
        if key.digest not in self._fonts:
            raise FontError(f"font `{key.file}` ({key.digest[:12]}) is not among the fonts at hand")
        return self._fonts[key.digest]

    def families(self) -> tuple[tuple[str, tuple[FontEntry, ...]], ...]:
        """Each family with its files, both in order."""
        return tuple((name, tuple(f.entry for f in fonts)) for name, fonts in sorted(self._families.items()))

    def has_family(self, name: str) -> bool:
        """Whether there is a family of that name."""
        return name in self._families

    def font(self, family: str, weight: int) -> Font:
        """The upright face of a family nearest to a weight, the heavier of two equally near; FontError if none."""
        if family not in self._families:
            raise FontError(f"there is no font family `{family}`")
        upright = [f for f in self._families[family] if not f.entry.italic] or self._families[family]
        return min(upright, key=lambda f: (abs(f.entry.weight - weight), -f.entry.weight))

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
        if "" in faces and script in ("Latn", "Zyyy"):
            wished.append(faces[""])
        lead = wished[0] if wished else Face("", style.weight)
        names = [n for k in (f"{language}-{script}", script, "Zyyy") for n in self._preference.get(k, ())]
        serving = sorted(n for n, fonts in self._families.items() if script in fonts[0].entry.scripts)
        ranked = [Candidate(self.font(f.family, f.weight), f.scale) for f in wished if self.has_family(f.family)]
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
    entries = {e["sha256"]: (_entry(e), shipped / e["file"]) for e in index["files"]}
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in _FONT_FILES):
            entry = _describe(path, path.relative_to(folder).as_posix())
            entries[entry.digest] = (entry, path)
    return FontLibrary(entries.values(), index["preference"])


def _entry(record: dict[str, object]) -> FontEntry:
    get = record.get
    return FontEntry(
        file=str(record["file"]), digest=str(record["sha256"]), family=str(record["family"]),
        weight=int(str(record["weight"])), italic=bool(get("italic")), scripts=tuple(record["scripts"]),  # type: ignore[arg-type]
        coverage=str(get("coverage", "")), color=bool(get("color")), joins=bool(get("joins")),
        x_height=float(str(get("x_height") or 0.5)), cap_height=float(str(get("cap_height") or 0.7)),
    )  # fmt: skip


def _describe(path: Path, name: str) -> FontEntry:
    """What the index would say of a designer's own file; FontError if it is not a font."""
    data = path.read_bytes()
    try:
        with TTFont(path, lazy=True) as font:
            family = font["name"].getBestFamilyName() or path.stem
            os2 = font["OS/2"]
            upem = font["head"].unitsPerEm
            joins = "GSUB" in font and any(f.FeatureTag in ("init", "medi", "fina") for f in _features(font))
            return FontEntry(
                file=name, digest=hashlib.sha256(data).hexdigest(), family=family, weight=os2.usWeightClass,
                italic=bool(os2.fsSelection & 1), scripts=(), coverage="", color="COLR" in font, joins=joins,
                x_height=(getattr(os2, "sxHeight", 0) or upem / 2) / upem,
                cap_height=(getattr(os2, "sCapHeight", 0) or upem * 0.7) / upem,
            )  # fmt: skip
    except (TTLibError, KeyError, AttributeError, AssertionError, ValueError) as error:
        raise FontError(f"`{name}` is not a font that can be used: {error}") from error


def _features(font: TTFont) -> list[object]:
    features = font["GSUB"].table.FeatureList
    return list(features.FeatureRecord) if features else []


@cache
def shipped_fonts() -> FontLibrary:
    """The fonts we ship, opened once."""
    return open_fonts()
