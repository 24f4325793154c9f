"""The languages that CLDR knows, each with its script, its direction and the font that sets it.

`data/languages.json` holds what CLDR says of them: name in English, own name, and the letters of its own words in CLDR
(its name, the months, the days, the countries). A test makes it anew from Babel and compares.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..batch import open_assets
from ..text import FontLibrary, TextStyle, language_direction, language_script
from ..text.fonts.font_library import Candidate

Row = Sequence[str]

HEAD = ("tag", "language", "own name", "script", "direction", "font", "covered")
DATA = Path(__file__).parent.parent / "data" / "languages.json"
_MIN_COVERAGE = 0.9
"""The font named is the first that has so many of the letters."""


def list_languages() -> Iterator[Row]:
    """A row for each language, and each script of one, of which CLDR has words.

    Covered are those of whose own words in CLDR our fonts have every letter. Those words use nearly all the letters of
    a language, yet they are no proof that none is rare enough to be left out.
    """
    fonts = open_assets(()).fonts
    for tag, title, own, letters in json.loads(DATA.read_text(encoding="utf-8")):
        script = language_script(tag)
        font, covered = _find_font(letters, tag, script, fonts)
        yield tag, title, own, script, language_direction(tag), font, "yes" if covered else "no"


def _find_font(letters: str, tag: str, script: str, fonts: FontLibrary) -> tuple[str, bool]:
    """The first family that sets nine letters of ten, and whether each letter is in some family."""
    candidates = fonts.candidates(TextStyle((), 500), script, tag)
    own = [c for c in candidates if c.reason in ("preference", "script")]
    if not own:
        return "none", False
    enough = (c for c in own if _count_covered(letters, c) >= _MIN_COVERAGE * len(letters))
    best = next(enough, own[0])
    return best.font.entry.family, all(any(_count_covered(c, f) for f in candidates) for c in letters)


def _count_covered(letters: str, candidate: Candidate) -> int:
    return sum(
        candidate.font.has_glyphs(c) or candidate.font.has_glyphs(unicodedata.normalize("NFD", c)) for c in letters
    )
