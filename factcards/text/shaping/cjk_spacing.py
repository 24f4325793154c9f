"""Room between the characters of Chinese and Japanese: full-width marks set close, Han parted from Latin by a hair.

W3C clreq 3.1.6 and jlreq 3.1.4: where two full-width marks meet, one of them gives up its empty half. The fonts do it
by `halt`, their alternate half-width metrics. CSS Text 4, `text-autospace`: an eighth of an em between an ideograph
and a letter or digit of another script, where the author has put no space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..tokens.quantity_signs import CURRENCIES
from ..unicode.script_groups import CJK_LETTERS

AUTOSPACE = 0.125
"""In ems."""
OPENERS = "（〔［｛〈《「『【〘〖〝｟“‘"
CLOSERS = "）〕］｝〉》」』】〙〗〟｠”’"
STOPS = "、。，．"
_LEFT_ALIGNED = "：；！？"
"""Marks that stand at the start of their em in mainland China, and in its middle elsewhere."""
_MIDDLE, _BLANK = "・·‧", "\u3000"
_LETTER = "0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff"
_CURRENCIES = "".join(c for c in CURRENCIES if unicodedata.east_asian_width(c) not in ("F", "W"))
"""Currency signs except full-width ones, which need no space."""
_GAPS = re.compile(f"[{CJK_LETTERS}](?=[{_LETTER}{_CURRENCIES}+−-])|[{_LETTER}%‰°](?=[{CJK_LETTERS}])")


def _adjacent_marks(closers: str, middle: str) -> re.Pattern[str]:
    close, opening, between = re.escape(closers), re.escape(OPENERS), re.escape(middle + _BLANK)
    return re.compile(f"[{close}](?=[{close}{opening}{between}])|(?<=[{opening}{between}])[{opening}]")


_MAINLAND = _adjacent_marks(CLOSERS + STOPS + _LEFT_ALIGNED, _MIDDLE)
_ELSEWHERE = _adjacent_marks(CLOSERS + STOPS, _MIDDLE + "：；")


def uses_cjk_spacing(language: str) -> bool:
    """Whether texts of a language are written in ideographs and have these rules."""
    return language[:2] in ("zh", "ja") and language[2:3] in ("", "-")


def has_centered_stops(language: str) -> bool:
    """Whether commas and full stops stand in the middle of their em, as in Taiwan and Hong Kong."""
    return language.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO"))


@lru_cache(maxsize=64)
def find_half_width(text: str, language: str) -> tuple[int, ...]:
    """The full-width marks that give up their empty half, because another one stands beside it."""
    mainland = language.startswith("zh") and not has_centered_stops(language)
    return tuple(m.start() for m in (_MAINLAND if mainland else _ELSEWHERE).finditer(text))


@lru_cache(maxsize=64)
def find_autospace(text: str) -> frozenset[int]:
    """The characters after which there is a gap: Han before Latin or a number, and the other way about."""
    return frozenset(m.start() for m in _GAPS.finditer(text))
