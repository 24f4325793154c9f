"""Gershayim and geresh, the signs of Hebrew abbreviations and foreign sounds, in place of straight marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.unicode.language_scripts import language_script
from .edits import Edit
from .neighbors import base_before
from .quotes import HEBREW_PREFIXES, find_single_marks

_LETTERS = "א-ת"
_POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_WORD = rf"[{_LETTERS}][{_LETTERS}{_POINTS}]*+"
_GERSHAYIM = compile_late(rf"(?<![{_LETTERS}{_POINTS}])(?P<head>{_WORD})\"(?=(?P<tail>{_WORD})(?P<quote>\"?))")
_CLOSING = compile_late(rf"[{_LETTERS}{_POINTS}.!?]\"(?![{_LETTERS}])")


def edit_hebrew_signs(text: str, language: Language) -> Iterator[Edit]:
    """Yield gershayim and geresh for straight marks in Hebrew abbreviations (Academy of the Hebrew Language).

    A mark that opens a quotation after prefixed letters (`ה"שלום"`) or closes one does not change.
    """
    if language_script(language) != "Hebr":
        return
    found = [(m.end() - 1, "״") for m in _GERSHAYIM.finditer(text) if _is_abbreviation(m) and not _is_prefixed(m, text)]
    _, remaining = find_single_marks(text, language)
    found += [(at, "׳") for at in remaining if "א" <= base_before(text, at) <= "ת"]
    for start, sign in sorted(found):
        yield Edit(start, start + 1, sign)


def _is_abbreviation(match: re.Match[str]) -> bool:
    """Return whether no second mark follows the word, unless it closes a quotation around an abbreviation: `"צה"ל"`."""
    return not match["quote"] or (len(match["tail"]) == 1 < len(match["head"]))


def _is_prefixed(match: re.Match[str], text: str) -> bool:
    """Return whether the mark opens a quotation after prefixed letters, which a later one closes."""
    if len(match["tail"]) == 1 or not HEBREW_PREFIXES.issuperset(c for c in match["head"] if c >= "א"):
        return False
    return _CLOSING.search(text, match.end()) is not None
