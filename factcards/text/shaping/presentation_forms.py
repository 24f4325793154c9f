"""Joined letters for fonts that hold Arabic's presentation forms but do not join by themselves.

arabic-reshaper's tables say which form each letter takes; it is also, in the tests, the second witness that our own
letters join.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from arabic_reshaper import ArabicReshaper
from arabic_reshaper.letters import LETTERS_ARABIC

from ..unicode.scripts import is_letter, is_mark

_RESHAPER = ArabicReshaper(
    configuration={"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False, "support_zwj": True}
)
_JOINER = "\u200d"
_FILLER = "\u034f"
"""COMBINING GRAPHEME JOINER stands for an alef that its lam has swallowed: no glyph, and of the lam's cluster."""
_MARKS = "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]*"
_LAM_ALEF = re.compile(f"([\ufedf\ufee0])({_MARKS})([\ufe82\ufe84\ufe88\ufe8e])")
_LIGATURES = {"\ufe82": "\ufef5", "\ufe84": "\ufef7", "\ufe88": "\ufef9", "\ufe8e": "\ufefb"}
"""The final form of an alef → its isolated ligature with lam; the final ligature is the next code point."""


@lru_cache(maxsize=256)
def _join_letters(text: str) -> str:
    """`text` with each Arabic letter in the presentation form that its neighbours ask for, one for one."""
    formed = str(_RESHAPER.reshape(text))
    if len(formed) == len(text):
        return formed
    found = iter(formed)   # the reshaper swallows joiners; they are put back, so that indices agree
    return "".join(c if c == _JOINER else next(found, c) for c in text)


def to_presentation_forms(text: str, characters: Container[int]) -> str:
    """`text` in presentation forms, lam with alef as one of those ligatures that are among the font's `characters`.

    As long as `text`, so that indices agree. Marks and other characters stay as they are.
    """

    def tie(match: re.Match[str]) -> str:
        lam, marks, alef = match.groups()
        ligature = chr(ord(_LIGATURES[alef]) + (lam == "\ufee0"))
        return f"{ligature}{marks}{_FILLER}" if ord(ligature) in characters else match.group()

    return _LAM_ALEF.sub(tie, _join_letters(text))


def has_known_forms(text: str) -> bool:
    """Whether every letter of `text` is one whose joined forms are known."""
    return all(c in LETTERS_ARABIC or c == _JOINER for c in text if is_letter(c) and not is_mark(c))
