"""The fonts at hand: which file holds which face, who draws which letters, at what size beside the others.

A library is opened once a process and never changes; what HarfBuzz needs of a font is made when it is first asked for.
Fonts of the system are never used: the same card looks the same on every machine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ...errors import FontError
from ..glyphs import FaceChoice, FontKey, TextStyle
from ..unicode.languages import font_lookup_keys, unicode_script
from .coverage import FontCoverage
from .font_files import DOTTED_CIRCLE, Font, FontEntry, read_font_entries
from .font_limits import FONT_SUFFIXES

__all__ = [
    "DOTTED_CIRCLE",
    "Candidate",
    "Font",
    "FontEntry",
    "FontLibrary",
    "FontSuggestion",
    "find_fonts_folder",
    "open_fonts",
]

CandidateReason = Literal["theme", "preference", "script", "coverage"]
_MORE_FONTS = "factcards_more_fonts"
"""The import package of the fonts that are rare or heavy."""
_DEFAULT_X_HEIGHT = 0.526
"""Archivo's, where a style names no Latin face."""
_UNCASED_HEIGHT, _DAMPING = 1.074, 0.31
"""Letters without capitals look as large as Latin ones when they stand (body / 1.074 x-heights) ** 0.31 as high.

Fitted by least squares to the twelve factors that looks set by eye for Arabic, Nastaliq, Hebrew, Devanagari, Bengali,
Thai, Ethiopic and Han beside Archivo: they are met to 6 per cent (root mean square). Scripts with small letters are
set to the same x-height.
"""
_SCALE_RANGE = (0.75, 1.3)
_LEADING_RANGE = (1.2, 2.4)
_UNCASED_LEADING = 1.28
"""The least for letters of one height (Han, Hebrew, Ethiopic), whose lines look tighter than small letters' do."""
_ORDER_CACHE_SIZE = 256
"""For so many pairs of style and language the order of fonts is kept, some 40 kB each."""
_EXTRA_LEADING = 0.1
"""Between the descenders of one line and the ascenders of the next, in ems."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A font that may draw a stretch of text, with the factor on its size.

    `why` it stands where it does: the theme names it, the library prefers it for the script, it was made for the
    script, or it may happen to have the letters.
    """

    font: Font
    scale: float
    reason: CandidateReason = "theme"


class FontSuggestion(NamedTuple):
    """Families that have a character: at hand, and only elsewhere, with the command that brings these."""

    installed: tuple[str, ...]
    uninstalled: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class UninstalledFamily:
    """A family of the index whose files are not installed: the package that brings it, its letters and scripts."""

    package: str
    coverage: FontCoverage
    scripts: tuple[str, ...]


class FontLibrary:
    """Fonts by family, weight and script; `digest` names the whole. Each entry comes with the folder of its file.

    Threads may share it: what is found on first use is the same whoever finds it, and is kept by one assignment.
    """

    def __init__(
        self, entries: Iterable[tuple[FontEntry, Path]], preference: Mapping[str, Sequence[str]],
        absent: Mapping[str, UninstalledFamily] | None = None,
    ) -> None:  # fmt: skip
        pairs = sorted(entries, key=lambda pair: (pair[0].family, pair[0].weight, pair[0].italic, pair[0].file))
        letters = {e.coverage: FontCoverage(e.coverage) for e, _ in pairs if e.coverage}
        self._fonts = {
            (e.digest, e.axes): Font(FontKey(e.file, e.digest, e.axes), e, folder, letters.get(e.coverage))
            for e, folder in pairs
        }
        self._preference = preference
        self.uninstalled = dict(absent or {})
        self._candidates = lru_cache(maxsize=_ORDER_CACHE_SIZE)(self._find_candidates)
        self._fallbacks: dict[tuple[int, float], tuple[Candidate, ...]] = {}
        self._nearest_weights: dict[tuple[str, int, bool], Font] = {}
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

    def has_script(self, script: str) -> bool:
        """Return whether a font of the index is for a script; designers' own fonts declare none."""
        return any(unicode_script(script) in fonts[0].entry.scripts for fonts in self._families.values())

    def nearest_font(self, family: str, weight: int, *, italic: bool = False) -> Font:
        """The face of a family nearest to a weight, the heavier of two equally near; FontError if none.

        It is upright, or italic if that is wished and there is one.
        """
        if family not in self._families:
            raise FontError(f"there is no font family `{family}`")
        wanted = (family, weight, italic)
        if wanted not in self._nearest_weights:
            upright = [f for f in self._families[family] if not f.entry.italic]
            alike = [f for f in self._families[family] if f.entry.italic] if italic else upright
            chosen = alike or upright or self._families[family]
            found = min(chosen, key=lambda f: (abs(f.entry.weight - weight), -f.entry.weight))
            self._nearest_weights[wanted] = found
        return self._nearest_weights[wanted]

    def suggest_families(self, character: str) -> FontSuggestion:
        """The families that have a character, at hand and elsewhere; no file of ours is opened."""
        here = tuple(name for name, fonts in sorted(self._families.items()) if fonts[0].has_glyphs(character))
        there = {name: f.package for name, f in sorted(self.uninstalled.items()) if ord(character) in f.coverage}
        command = f"pip install {' '.join(sorted(set(there.values())))}" if there and not here else ""
        return FontSuggestion(here, tuple(there), command)

    def candidates(self, style: TextStyle, script: str, language: str) -> tuple[Candidate, ...]:
        """Every font that may draw `script` in `language`, the wished-for first; emoji fonts never among them."""
        return self._candidates(style, unicode_script(script), font_lookup_keys(language, script))

    def _find_candidates(self, style: TextStyle, script: str, keys: tuple[str, ...]) -> tuple[Candidate, ...]:
        found: dict[Font, Candidate] = {}
        for candidate in self._rank_candidates(style, script, keys):
            found.setdefault(candidate.font, candidate)
        return tuple(found.values())

    def default_leading(self, style: TextStyle, script: str, language: str) -> float:
        """The distance of baselines, in ems of the type's size, that keeps words of a script apart: 1.2 to 2.4.

        For scripts whose leading a theme does not name: the measured reach of the font that sets them, and a little
        air. Alone what 95 of 100 words need; the lines' own ink has the last word.
        """
        serving = (
            c for c in self.candidates(style, script, language) if c.reason != "coverage" and c.font.entry.letter_height
        )
        chosen = next(
            (c for c in serving if c.reason != "theme" or unicode_script(script) in c.font.entry.scripts), None
        )
        room = (sum(chosen.font.entry.extents) + _EXTRA_LEADING) * chosen.scale if chosen else 0.0
        least = _UNCASED_LEADING if chosen and not chosen.font.entry.cased else _LEADING_RANGE[0]
        return min(max(room, least), _LEADING_RANGE[1])

    @cached_property
    def emoji(self) -> tuple[Font, ...]:
        """The fonts of coloured pictures."""
        return tuple(f for f in self._fonts.values() if f.color)

    def _rank_candidates(self, style: TextStyle, script: str, keys: tuple[str, ...]) -> Iterator[Candidate]:
        faces = dict(style.faces)
        wished = [faces[k] for k in keys if k in faces and self.has_family(faces[k].family)]
        if not wished and "" in faces and self.has_family(faces[""].family):
            yield self._requested_candidate(faces[""])
        yield from map(self._requested_candidate, wished)
        lead = wished[0] if wished else faces.get("Latn") or faces.get("") or FaceChoice("", style.weight)
        alike = [n for n in self._preference.get(lead.family, ()) if script in self._scripts_of(n)]
        named = [*alike, *(n for k in keys for n in self._preference.get(k, ()))]
        serving = sorted(n for n in self._families if script in self._scripts_of(n))
        tiers: tuple[tuple[CandidateReason, Sequence[str]], ...] = (("preference", named), ("script", serving))
        for why, names in tiers:
            for name in names:
                if self.has_family(name) and not self._families[name][0].color:
                    font = self.nearest_font(name, lead.weight)
                    yield Candidate(font, self._optical_scale(font, lead, bool(wished)), why)
        yield from self._fallback_candidates(lead.weight, lead.scale)

    def _scripts_of(self, family: str) -> tuple[str, ...]:
        """Return the scripts that a family was made for; none of a designer's own and of one that is not here."""
        return self._families[family][0].entry.scripts if family in self._families else ()

    def _fallback_candidates(self, weight: int, scale: float) -> tuple[Candidate, ...]:
        """Every family, those of signs first: what may happen to have a letter."""
        if (weight, scale) not in self._fallbacks:
            names = dict.fromkeys((*self._preference.get("Zyyy", ()), *sorted(self._families)))
            fonts = (self.nearest_font(name, weight) for name in names if self.has_family(name))
            self._fallbacks[weight, scale] = tuple(Candidate(f, scale, "coverage") for f in fonts if not f.color)
        return self._fallbacks[weight, scale]

    def _requested_candidate(self, face: FaceChoice) -> Candidate:
        return Candidate(self.nearest_font(face.family, face.weight, italic=face.italic), face.scale)

    def _optical_scale(self, font: Font, lead: FaceChoice, same_script: bool) -> float:
        """The factor at which a font's letters look as large as the lead's, which the theme sets at its own."""
        entry = font.entry
        model = self.nearest_font(lead.family, lead.weight).entry if self.has_family(lead.family) else None
        if not entry.letter_height:
            return lead.scale
        if same_script and model and model.letter_height and not model.cased:
            factor = math.pow(model.letter_height / entry.letter_height, 1.0 if entry.cased else _DAMPING)
        else:
            x_height = model.x_height if model else _DEFAULT_X_HEIGHT
            like, damping = (1.0, 1.0) if entry.cased else (_UNCASED_HEIGHT, _DAMPING)
            factor = math.pow(like * x_height / entry.letter_height, damping)
        return round(min(max(lead.scale * factor, _SCALE_RANGE[0]), _SCALE_RANGE[1]), 3)


def find_fonts_folder() -> Path:
    """The folder of the fonts we ship: in the installed package or, in a source tree, beside it; FontError if none."""
    package = Path(__file__).parents[2]
    for folder in (package / "fonts", package.parent / "fonts"):
        if (folder / "index.json").is_file():
            return folder
    raise FontError("the fonts that belong to factcards are missing: install the package again")


def _find_more_fonts_folder(shipped: Path) -> Path | None:
    """The folder of rare and heavy fonts: beside ours in a source tree, otherwise in the second package."""
    if (shipped / "more").is_dir():
        return shipped / "more"
    found = importlib.util.find_spec(_MORE_FONTS)
    return Path(found.origin).parent / "fonts" if found and found.origin else None


def list_font_sources() -> tuple[Path, ...]:
    """What decides which of our fonts are at hand: their index, and the folders in which they lie."""
    shipped = find_fonts_folder()
    more = _find_more_fonts_folder(shipped)
    return (shipped / "index.json", shipped, *((more,) if more else ()))


def find_font_files(folder: Path) -> list[Path]:
    """Return the font files in a designer's folder and those within it, in order.

    How many there may be, and that none leads out of the folder, is checked where a card or a theme names it.
    """
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in FONT_SUFFIXES and path.is_file()]


def open_fonts(*folders: Path, more: bool = True) -> FontLibrary:
    """The fonts we ship and those of a designer's own folders, whose families go before ours of the same name.

    `more`: with those of the second package, where it is at hand.
    """
    shipped = find_fonts_folder()
    index = json.loads((shipped / "index.json").read_text(encoding="utf-8"))
    own = [
        (entry, folder)
        for folder in folders
        for path in find_font_files(folder)
        for entry in read_font_entries(path, path.relative_to(folder).as_posix())
    ]
    taken = {entry.family for entry, _ in own}
    folders_of = {"factcards": shipped, _MORE_FONTS.replace("_", "-"): _find_more_fonts_folder(shipped) if more else None}
    there = {package: sorted(p.name for p in f.iterdir()) if f else [] for package, f in folders_of.items()}
    ours: list[tuple[FontEntry, Path]] = []
    absent: dict[str, UninstalledFamily] = {}
    for record in index["files"]:
        entry = _entry_from_index(record, index["families"][record["family"]])
        folder = folders_of[entry.package]
        if entry.family in taken:
            continue
        if folder and entry.file in there[entry.package]:
            ours.append((entry, folder))
        else:
            absent.setdefault(
                entry.family, UninstalledFamily(entry.package, FontCoverage(entry.coverage), entry.scripts)
            )
    return FontLibrary([*ours, *own], index["preference"], absent)


def _entry_from_index(record: dict[str, Any], family: dict[str, Any]) -> FontEntry:
    """One file's entry, with what it shares with the other weights of its family."""
    return FontEntry(
        file=record["file"], digest=record["sha256"], family=record["family"], weight=record["weight"],
        italic=record.get("italic", False), scripts=tuple(family["scripts"]),
        coverage=record.get("coverage", family["coverage"]), color=family["color"], has_joining_forms=family["joins"],
        x_height=record["x_height"] or 0.5, cap_height=record["cap_height"] or 0.7,
        letter_height=record["body"], cased=family["cased"], extents=tuple(record["reach"]), package=family["package"],
    )  # fmt: skip


@cache
def shipped_fonts() -> FontLibrary:
    """The fonts we ship, opened once."""
    return open_fonts()
