"""The font library: which file holds which face, which font draws which script, and at what size beside others.

A library is opened once per process and never changes; font files are opened on first use. System fonts are never used,
so that a card looks the same on every machine.
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
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ...errors import FontError
from ...late_loading import import_late
from ..glyphs import FaceChoice, FontKey, TextStyle
from ..unicode.language_scripts import font_lookup_keys, unicode_script
from .coverage import FontCoverage
from .font_files import DOTTED_CIRCLE, Font, FontEntry
from .font_limits import FONT_SUFFIXES

if TYPE_CHECKING:
    from . import designer_fonts
else:
    designer_fonts = import_late(".designer_fonts", __package__)

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
"""Why a font is a candidate, from the first rank to the last."""
_MORE_FONTS = "factcards_more_fonts"
"""The import package of rare or large fonts."""
_DEFAULT_X_HEIGHT = 0.526
"""x-height in ems, that of Archivo, used if the style names no available family."""
_UNCASED_HEIGHT, _DAMPING = 1.074, 0.31
"""Scale of scripts without capitals beside Latin: (1.074 × x-height / letter height) ** 0.31.

The two constants are a least-squares fit to twelve factors that were chosen by eye for Arabic, Nastaliq, Hebrew,
Devanagari, Bengali, Thai, Ethiopic and Han beside Archivo; the root mean square error is 6 %. Scripts with small
letters are scaled to the same x-height.
"""
_SCALE_RANGE = (0.75, 1.3)
"""Minimum and maximum factor on the size of a font that the theme does not name."""
_LEADING_RANGE = (1.2, 2.4)
"""Minimum and maximum default leading, in ems of the font size."""
_UNCASED_LEADING = 1.28
"""Minimum default leading, in ems, of scripts without small letters (Han, Hebrew, Ethiopic), which look tighter."""
_ORDER_CACHE_SIZE = 256
"""Size of the cache of font orders, keyed by style, script and language; about 40 kB an entry."""
_EXTRA_LEADING = 0.1
"""Space between the descenders of a line and the ascenders of the next at the default leading, in ems."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A font that may draw a range of text, with the factor on its size.

    `reason` explains its rank: the theme names it, the library prefers it for the script, it was designed for the
    script, or it may just cover the letters.
    """

    font: Font
    scale: float
    reason: CandidateReason = "theme"


class FontSuggestion(NamedTuple):
    """Families that have a character: installed ones and others, with the command that installs the latter."""

    installed: tuple[str, ...]
    uninstalled: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class UninstalledFamily:
    """A family of the index whose files are not installed: its package, its coverage and its scripts."""

    package: str
    coverage: FontCoverage
    scripts: tuple[str, ...]


class FontLibrary:
    """Fonts by family, weight and script. `digest` identifies the whole library.

    `entries` come with the folder of their file, `preference` lists families by script or by family. Threads may share
    a library: results that are computed on first use are equal in every thread, and stored by one assignment.
    """

    def __init__(
        self, entries: Iterable[tuple[FontEntry, Path]], preference: Mapping[str, Sequence[str]],
        uninstalled: Mapping[str, UninstalledFamily] | None = None,
    ) -> None:  # fmt: skip
        pairs = sorted(entries, key=lambda pair: (pair[0].family, pair[0].weight, pair[0].italic, pair[0].file))
        letters = {e.coverage: FontCoverage(e.coverage) for e, _ in pairs if e.coverage}
        self._fonts = {
            (e.digest, e.axes): Font(FontKey(e.file, e.digest, e.axes), e, folder, letters.get(e.coverage))
            for e, folder in pairs
        }
        self._preference = preference
        self.uninstalled = dict(uninstalled or {})
        self._candidates = lru_cache(maxsize=_ORDER_CACHE_SIZE)(self._find_candidates)
        self._fallbacks: dict[tuple[int, float], tuple[Candidate, ...]] = {}
        self._nearest_weights: dict[tuple[str, int, bool], Font] = {}
        self._families: dict[str, list[Font]] = {}
        for font in self._fonts.values():
            self._families.setdefault(font.entry.family, []).append(font)
        named = repr([*self._fonts, *sorted(preference.items())])
        self.digest = hashlib.sha256(named.encode()).hexdigest()

    def open_font(self, key: FontKey) -> Font:
        """Return the font of a key. Raises FontError if it is not in the library."""
        if (key.digest, key.axes) not in self._fonts:
            raise FontError(f"font `{key.file}` ({key.digest[:12]}) is not among the available fonts")
        return self._fonts[key.digest, key.axes]

    def families(self) -> tuple[tuple[str, tuple[FontEntry, ...]], ...]:
        """Return each family with its entries, both sorted."""
        return tuple((name, tuple(f.entry for f in fonts)) for name, fonts in sorted(self._families.items()))

    def has_family(self, name: str) -> bool:
        """Return whether there is a family of that name."""
        return name in self._families

    def has_script(self, script: str) -> bool:
        """Return whether a font of the index was designed for a script. Designers' own fonts declare no scripts."""
        return any(unicode_script(script) in fonts[0].entry.scripts for fonts in self._families.values())

    def nearest_font(self, family: str, weight: int, *, italic: bool = False) -> Font:
        """Return the font of a family closest to a weight; of two equally close ones, the heavier.

        It is upright, or italic if that is requested and available. Raises FontError if there is no such family.
        """
        if family not in self._families:
            raise FontError(f"there is no font family `{family}`")
        key = (family, weight, italic)
        if key not in self._nearest_weights:
            upright = [f for f in self._families[family] if not f.entry.italic]
            matching = [f for f in self._families[family] if f.entry.italic] if italic else upright
            chosen = matching or upright or self._families[family]
            found = min(chosen, key=lambda f: (abs(f.entry.weight - weight), -f.entry.weight))
            self._nearest_weights[key] = found
        return self._nearest_weights[key]

    def suggest_families(self, character: str) -> FontSuggestion:
        """Return the families that have a character, installed or not, without opening any of our font files."""
        here = tuple(name for name, fonts in sorted(self._families.items()) if fonts[0].has_glyphs(character))
        there = {name: f.package for name, f in sorted(self.uninstalled.items()) if ord(character) in f.coverage}
        command = f"pip install {' '.join(sorted(set(there.values())))}" if there and not here else ""
        return FontSuggestion(here, tuple(there), command)

    def candidates(self, style: TextStyle, script: str, language: str) -> tuple[Candidate, ...]:
        """Return every font that may draw `script` in `language`, the style's own first. Emoji fonts are left out."""
        return self._candidates(style, unicode_script(script), font_lookup_keys(language, script))

    def _find_candidates(self, style: TextStyle, script: str, keys: tuple[str, ...]) -> tuple[Candidate, ...]:
        """Return the candidates in order of rank, each font once."""
        found: dict[Font, Candidate] = {}
        for candidate in self._rank_candidates(style, script, keys):
            found.setdefault(candidate.font, candidate)
        return tuple(found.values())

    def default_leading(self, style: TextStyle, script: str, language: str) -> float:
        """Return the leading of a script whose leading the theme does not name, in ems of the font size: 1.2 to 2.4.

        It is the measured extents of the script's font plus a little space. That suffices for 95 of 100 words; the
        actual leading is increased where the ink of lines would touch.
        """
        serving = (
            c for c in self.candidates(style, script, language) if c.reason != "coverage" and c.font.entry.letter_height
        )
        chosen = next(
            (c for c in serving if c.reason != "theme" or unicode_script(script) in c.font.entry.scripts), None
        )
        needed = (sum(chosen.font.entry.extents) + _EXTRA_LEADING) * chosen.scale if chosen else 0.0
        minimum = _UNCASED_LEADING if chosen and not chosen.font.entry.cased else _LEADING_RANGE[0]
        return min(max(needed, minimum), _LEADING_RANGE[1])

    @cached_property
    def emoji(self) -> tuple[Font, ...]:
        """The fonts with coloured pictures."""
        return tuple(f for f in self._fonts.values() if f.color)

    def _rank_candidates(self, style: TextStyle, script: str, keys: tuple[str, ...]) -> Iterator[Candidate]:
        """Yield the candidates by rank: the style's faces, preferred families, fonts for the script, all others."""
        faces = dict(style.faces)
        requested = [faces[k] for k in keys if k in faces and self.has_family(faces[k].family)]
        if not requested and "" in faces and self.has_family(faces[""].family):
            yield self._requested_candidate(faces[""])
        yield from map(self._requested_candidate, requested)
        lead = requested[0] if requested else faces.get("Latn") or faces.get("") or FaceChoice("", style.weight)
        companions = [n for n in self._preference.get(lead.family, ()) if script in self._scripts_of(n)]
        preferred = [*companions, *(n for k in keys for n in self._preference.get(k, ()))]
        serving = sorted(n for n in self._families if script in self._scripts_of(n))
        tiers: tuple[tuple[CandidateReason, Sequence[str]], ...] = (("preference", preferred), ("script", serving))
        for reason, names in tiers:
            for name in names:
                if self.has_family(name) and not self._families[name][0].color:
                    font = self.nearest_font(name, lead.weight)
                    yield Candidate(font, self._optical_scale(font, lead, bool(requested)), reason)
        yield from self._fallback_candidates(lead.weight, lead.scale)

    def _scripts_of(self, family: str) -> tuple[str, ...]:
        """Return the scripts that a family was designed for; none for a designer's own or an unknown family."""
        return self._families[family][0].entry.scripts if family in self._families else ()

    def _fallback_candidates(self, weight: int, scale: float) -> tuple[Candidate, ...]:
        """Return every family as a last resort for a letter, symbol fonts first."""
        if (weight, scale) not in self._fallbacks:
            names = dict.fromkeys((*self._preference.get("Zyyy", ()), *sorted(self._families)))
            fonts = (self.nearest_font(name, weight) for name in names if self.has_family(name))
            self._fallbacks[weight, scale] = tuple(Candidate(f, scale, "coverage") for f in fonts if not f.color)
        return self._fallbacks[weight, scale]

    def _requested_candidate(self, face: FaceChoice) -> Candidate:
        """Return the candidate for a face of the style."""
        return Candidate(self.nearest_font(face.family, face.weight, italic=face.italic), face.scale)

    def _optical_scale(self, font: Font, lead: FaceChoice, same_script: bool) -> float:
        """Return the factor at which a font's letters look as large as the lead face's at its own factor."""
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
    """Return the folder of our fonts, in the installed package or beside it in a source tree.

    Raises FontError if there is none.
    """
    package = Path(__file__).parents[2]
    for folder in (package / "fonts", package.parent / "fonts"):
        if (folder / "index.json").is_file():
            return folder
    raise FontError("the fonts that belong to factcards are missing: install the package again")


def _find_more_fonts_folder(shipped: Path) -> Path | None:
    """Return the folder of rare and large fonts, in the source tree or in the second package; None if not installed."""
    if (shipped / "more").is_dir():
        return shipped / "more"
    found = importlib.util.find_spec(_MORE_FONTS)
    return Path(found.origin).parent / "fonts" if found and found.origin else None


def list_font_sources() -> tuple[Path, ...]:
    """Return the paths that determine which of our fonts are available: their index and their folders."""
    shipped = find_fonts_folder()
    more = _find_more_fonts_folder(shipped)
    return (shipped / "index.json", shipped, *((more,) if more else ()))


def find_font_files(folder: Path) -> list[Path]:
    """Return the font files in a designer's folder and its subfolders, sorted.

    A `.woff2` is left out if the same font is there as `.ttf` or `.otf`. Their number, and that no link leads out of
    the folder, is checked where a card or a theme names the folder.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in FONT_SUFFIXES and path.is_file()]
    plain = {path.stem.lower() for path in files if path.suffix.lower() != ".woff2"}
    return [path for path in files if path.suffix.lower() != ".woff2" or path.stem.lower() not in plain]


def open_fonts(*folders: Path, more: bool = True) -> FontLibrary:
    """Open a library of our fonts and those in a designer's folders. A designer's family replaces ours of that name.

    Of a family with only italics, ours are the upright fonts. With `more`, the second package's fonts are included if
    it is installed. Raises FontError if our fonts are missing or a designer's file is not a usable font.
    """
    shipped = find_fonts_folder()
    index = json.loads((shipped / "index.json").read_text(encoding="utf-8"))
    designers = [
        (entry, folder)
        for folder in folders
        for path in find_font_files(folder)
        for entry in designer_fonts.read_font_entries(path, path.relative_to(folder).as_posix())
    ]
    replaced = {entry.family for entry, _ in designers if not entry.italic}
    slanted = {entry.family for entry, _ in designers} - replaced   # our upright fonts stand beside these
    more_folder = _find_more_fonts_folder(shipped) if more else None
    folders_of = {"factcards": shipped, _MORE_FONTS.replace("_", "-"): more_folder}
    installed = {package: sorted(p.name for p in f.iterdir()) if f else [] for package, f in folders_of.items()}
    ours: list[tuple[FontEntry, Path]] = []
    uninstalled: dict[str, UninstalledFamily] = {}
    for record in index["files"]:
        entry = _entry_from_index(record, index["families"][record["family"]])
        folder = folders_of[entry.package]
        if entry.family in replaced or (entry.italic and entry.family in slanted):
            continue
        if folder and entry.file in installed[entry.package]:
            ours.append((entry, folder))
        else:
            uninstalled.setdefault(
                entry.family, UninstalledFamily(entry.package, FontCoverage(entry.coverage), entry.scripts)
            )
    return FontLibrary([*ours, *designers], index["preference"], uninstalled)


def _entry_from_index(record: dict[str, Any], family: dict[str, Any]) -> FontEntry:
    """Return a file's entry from its record in the index and that of its family."""
    return FontEntry(
        file=record["file"], digest=record["sha256"], family=record["family"], weight=record["weight"],
        italic=record.get("italic", False), scripts=tuple(family["scripts"]),
        coverage=record.get("coverage", family["coverage"]), color=family["color"], has_joining_forms=family["joins"],
        x_height=record["x_height"] or 0.5, cap_height=record["cap_height"] or 0.7,
        letter_height=record["body"], cased=family["cased"], extents=tuple(record["reach"]), package=family["package"],
    )  # fmt: skip


@cache
def shipped_fonts() -> FontLibrary:
    """Return the library of our fonts, which is opened once."""
    return open_fonts()
