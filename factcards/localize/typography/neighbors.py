"""The characters beside a mark: the letter before it, and whether its script has spaces between words."""

from __future__ import annotations

from functools import lru_cache

import unicodedata2

_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "THAI ", "LAO ", "KHMER", "MYANMAR", "IDEOGRAPHIC")
"""First words in the Unicode names of characters whose scripts have no spaces between words."""


def base_before(text: str, at: int) -> str:
    """Return the character before an index, skipping combining marks (UAX #29: a mark belongs to its letter)."""
    while at > 0 and unicodedata2.category(text[at - 1]) in ("Mn", "Me"):
        at -= 1
    return text[at - 1 : at]


@lru_cache(maxsize=2048)
def is_word_letter(character: str) -> bool:
    """Return whether a character is a letter of a script whose words may have apostrophes."""
    return bool(character) and unicodedata2.name(character, "").startswith(_LETTERS) and character.isalpha()


@lru_cache(maxsize=2048)
def is_unspaced(character: str) -> bool:
    """Return whether a character is a letter or mark of a script without spaces between words; digits are not."""
    if not character or character.isdecimal():
        return False
    return unicodedata2.name(character, "").startswith(_UNSPACED) or is_wide_mark(character)


def is_wide_mark(character: str) -> bool:
    """Return whether a character is full-width punctuation."""
    wide = bool(character) and unicodedata2.east_asian_width(character) in "WF"
    return wide and unicodedata2.category(character)[0] == "P"
