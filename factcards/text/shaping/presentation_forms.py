"""Arabic presentation forms, for fonts that have these but no joining features.

The form of each letter comes from arabic-reshaper's tables. Tests also use them as an independent check of our joining.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from arabic_reshaper import ArabicReshaper
from arabic_reshaper.letters import LETTERS_ARABIC

from ...late_loading import compile_late
from ..unicode.joining_types import ZERO_WIDTH_JOINER
from ..unicode.scripts import is_letter, is_mark

_RESHAPER = ArabicReshaper(
    configuration={"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False, "support_zwj": True}
)
_FILLER = "\u034f"
"""COMBINING GRAPHEME JOINER replaces the alef of a lam-alef ligature: it has no glyph and joins the lam's cluster."""
_MARKS = "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]*"
_LAM_ALEF = compile_late(f"([\ufedf\ufee0])({_MARKS})([\ufe82\ufe84\ufe88\ufe8e])")
"""The presentation forms of lam and alef with marks between, which are drawn as a ligature: لا."""
_LIGATURES = {"\ufe82": "\ufef5", "\ufe84": "\ufef7", "\ufe88": "\ufef9", "\ufe8e": "\ufefb"}
"""The final form of an alef → its isolated ligature with lam; the final ligature is the next code point."""


@lru_cache(maxsize=256)
def _join_letters(text: str) -> str:
    """Return `text` with each Arabic letter replaced by the presentation form that its neighbours require."""
    formed = str(_RESHAPER.reshape(text))
    if len(formed) == len(text):
        return formed
    found = iter(formed)   # the reshaper drops joiners: insert them again, so that indices agree
    return "".join(c if c == ZERO_WIDTH_JOINER else next(found, c) for c in text)


def to_presentation_forms(text: str, characters: Container[int]) -> str:
    """Return `text` in presentation forms, with the lam-alef ligatures that are among the font's `characters`.

    The result has the length of `text`, so that indices agree. Marks and other characters are unchanged.
    """

    def form_ligature(match: re.Match[str]) -> str:
        lam, marks, alef = match.groups()
        ligature = chr(ord(_LIGATURES[alef]) + (lam == "\ufee0"))
        return f"{ligature}{marks}{_FILLER}" if ord(ligature) in characters else match.group()

    return _LAM_ALEF.sub(form_ligature, _join_letters(text))


def has_known_forms(text: str) -> bool:
    """Return whether the presentation forms of every letter of `text` are known."""
    return all(c in LETTERS_ARABIC or c == ZERO_WIDTH_JOINER for c in text if is_letter(c) and not is_mark(c))
