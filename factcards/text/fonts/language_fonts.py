"""The languages of CLDR, each with its script, its direction and the font that sets it.

`data/languages.json` has CLDR's data: the English name, the language's own name, and the letters of its words in CLDR
(its name, months, days, countries). A test generates the file from Babel and compares.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import unicodedata2

from ..glyphs import TextStyle
from ..unicode.language_scripts import language_direction, language_script, unicode_script
from .font_library import Candidate, FontLibrary

DATA = Path(__file__).parents[2] / "data" / "languages.json"
_MIN_COVERAGE = 0.9
"""Minimum fraction of a language's letters that the reported font has."""
_OWN_PACKAGE = "factcards"
"""The package whose fonts are always installed."""


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """A language of CLDR, in one of its scripts.

    `tag` is its BCP 47 tag, `name` its English name, and `own_name` its name in itself, or "". `script` is an ISO 15924
    code. `font` is the family that sets it, or "" for none; `package` is the package with that family if it is not
    in factcards itself, else "". `covered` says whether the installed fonts have every letter of its words in CLDR.
    They use nearly all letters of the language, but rare ones may be missing.
    """

    tag: str
    name: str
    own_name: str
    script: str
    direction: Literal["ltr", "rtl"]
    font: str
    package: str
    covered: bool


def list_languages(fonts: FontLibrary) -> tuple[LanguageEntry, ...]:
    """Return each language for which CLDR has words, in each of its scripts, with the font that sets it."""
    return tuple(_describe(record, fonts) for record in json.loads(DATA.read_text(encoding="utf-8")))


def _describe(record: Sequence[str], fonts: FontLibrary) -> LanguageEntry:
    tag, name, own_name, letters = record
    script = language_script(tag)
    font, package, covered = _find_font(letters, tag, script, fonts)
    package = "" if package == _OWN_PACKAGE else package
    return LanguageEntry(tag, name, own_name, script, language_direction(tag), font, package, covered)


def _find_font(letters: str, tag: str, script: str, fonts: FontLibrary) -> tuple[str, str, bool]:
    """Return the first family that has nine letters of ten, its package, and whether some font has each letter."""
    candidates = fonts.candidates(TextStyle((), 500), script, tag)
    own = [c for c in candidates if c.reason in ("preference", "script")]
    if not own:
        return *_find_uninstalled(letters, script, fonts), False
    enough = (c for c in own if _count_covered(letters, c) >= _MIN_COVERAGE * len(letters))
    entry = next(enough, own[0]).font.entry
    return entry.family, entry.package, all(any(_count_covered(c, f) for f in candidates) for c in letters)


def _find_uninstalled(letters: str, script: str, fonts: FontLibrary) -> tuple[str, str]:
    """Return the first family for the script that could be installed, and its package; "" and "" if there is none."""
    for name, family in sorted(fonts.uninstalled.items()):
        covered = sum(family.coverage.may_cover(c) for c in letters)
        if unicode_script(script) in family.scripts and covered >= _MIN_COVERAGE * len(letters):
            return name, family.package
    return "", ""


def _count_covered(letters: str, candidate: Candidate) -> int:
    return sum(
        candidate.font.has_glyphs(c) or candidate.font.has_glyphs(unicodedata2.normalize("NFD", c)) for c in letters
    )
