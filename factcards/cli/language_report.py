"""The languages of CLDR, each with its script, its direction and the font that sets it.

`data/languages.json` has CLDR's data: the English name, the language's own name, and the letters of its words in CLDR
(its name, months, days, countries). A test generates the file from Babel and compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import unicodedata2

from ..batch import open_assets
from ..text import FontLibrary, TextStyle, language_direction, language_script
from ..text.fonts.font_library import Candidate

Row = Sequence[str]

HEAD = ("tag", "language", "own name", "script", "direction", "font", "covered")
"""The head of the table of languages."""
DATA = Path(__file__).parent.parent / "data" / "languages.json"
"""The file of CLDR's languages: tag, English and own name, and letters."""
_MIN_COVERAGE = 0.9
"""Minimum fraction of a language's letters that the reported font has."""


def list_languages() -> Iterator[Row]:
    """Yield a row for each language, and each of its scripts, for which CLDR has words.

    A language is covered if our fonts have every letter of its words in CLDR. They use nearly all letters of the
    language, but rare ones may be missing.
    """
    fonts = open_assets(()).fonts
    for tag, title, own, letters in json.loads(DATA.read_text(encoding="utf-8")):
        script = language_script(tag)
        font, covered = _find_font(letters, tag, script, fonts)
        yield tag, title, own, script, language_direction(tag), font, "yes" if covered else "no"


def _find_font(letters: str, tag: str, script: str, fonts: FontLibrary) -> tuple[str, bool]:
    """Return the first family that has nine letters of ten, and whether every letter is in some family."""
    candidates = fonts.candidates(TextStyle((), 500), script, tag)
    own = [c for c in candidates if c.reason in ("preference", "script")]
    if not own:
        return "none", False
    enough = (c for c in own if _count_covered(letters, c) >= _MIN_COVERAGE * len(letters))
    best = next(enough, own[0])
    return best.font.entry.family, all(any(_count_covered(c, f) for f in candidates) for c in letters)


def _count_covered(letters: str, candidate: Candidate) -> int:
    return sum(
        candidate.font.has_glyphs(c) or candidate.font.has_glyphs(unicodedata2.normalize("NFD", c)) for c in letters
    )
