"""Joined letters for fonts that hold Arabic's presentation forms but do not join by themselves.

arabic-reshaper's tables say which form each letter takes; it is also, in the tests, the second witness that our own
letters join.
"""

from __future__ import annotations

from functools import lru_cache

from arabic_reshaper import ArabicReshaper

_RESHAPER = ArabicReshaper(
    configuration={"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False, "support_zwj": True}
)


@lru_cache(maxsize=256)
def present_forms(text: str) -> str:
    """`text` with each Arabic letter in the presentation form that its neighbours ask for, one for one.

    Marks and other characters stay as they are. Joiners that the reshaper consumes are kept, so that indices agree.
    """
    formed = _RESHAPER.reshape(text)
    if len(formed) == len(text):
        return str(formed)
    found = iter(formed)
    return "".join(c if c == "\u200d" else next(found) for c in text)
