"""Letters and punctuation of languages in Arabic letters, where a keyboard of another language gave the wrong ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_chain, language_script
from .edits import Edit

_KAF = {"ك": "ک"}
_PERSIAN = {**_KAF, "ي": "ی", "ى": "ی"}
_URDU = {**_PERSIAN, "ه": "ہ", "ة": "ۃ", "ۀ": "ۂ"}
_LETTERS = {
    tag: table
    for tags, table in (("fa mzn lrc glk az-Arab", _PERSIAN), ("ur pa-Arab pnb skr ks", _URDU), ("ps ckb", _KAF))
    for tag in tags.split()
}
"""Persian: ISIRI 6219 and the W3C's alreq; Urdu and its neighbours: CLDR's exemplar characters and UZT 1.01.

Pashto has ي and ى beside ی, Sorani writes ه with care, Sindhi and Uyghur keep ك and ي: theirs are left alone.
"""
_SCRIPTS = ("Arab", "Aran", "Syrc", "Thaa", "Nkoo")
_MARKS = {",": "،", ";": "؛", "?": "؟"}
_MARK = re.compile(r"[;?]|(?<!\d),|,(?!\d)")


def set_letters(text: str, language: Language) -> Iterator[Edit]:
    """Arabic letters that the language writes otherwise: ک and ی in Persian."""
    table = next((_LETTERS[tag] for tag in language_chain(language) if tag in _LETTERS), None)
    for at, character in enumerate(text if table else ""):
        if table and character in table:
            yield Edit(at, at + 1, table[character])


def set_arabic_marks(text: str, language: Language) -> Iterator[Edit]:
    """Comma, semicolon and question mark as the script draws them, unless Latin letters stand on both sides."""
    if language_script(language) not in _SCRIPTS or not any(_side(c) == "R" for c in text):
        return
    for match in _MARK.finditer(text):
        before = next((s for c in reversed(text[: match.start()]) if (s := _side(c))), "R")
        after = next((s for c in text[match.end() :] if (s := _side(c))), "R")
        if "R" in (before, after):
            yield Edit(match.start(), match.end(), _MARKS[match[0]])


def _side(character: str) -> str:
    """Which way a letter runs; "" for what has no direction of its own."""
    kind = unicodedata.bidirectional(character)
    return "R" if kind in ("R", "AL") else "L" if kind == "L" else ""
