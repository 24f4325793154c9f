"""Spacing in Chinese and Japanese: half-width marks, and space between ideographs and other scripts.

Where two full-width marks meet, one of them loses its empty half (clreq 3.1.6, jlreq 3.1.4; CSS Text 4,
`text-spacing-trim`). Fonts implement this as `halt`, their alternate half-width metrics. Between an ideograph and a
letter or digit of another script there is an eighth of an em, unless the author has put a space there (CSS Text 4,
`text-autospace`).
"""

from __future__ import annotations

import re
from functools import lru_cache

import unicodedata2

from ...late_loading import compile_late
from ..tokens.quantity_signs import CURRENCIES, PERCENTS
from ..unicode.script_groups import CJK_LETTERS

AUTOSPACE = 0.125
"""Space between an ideograph and a letter or digit of another script, in ems."""
OPENERS = "（〔［｛〈《「『【〘〖〝｟“‘"
CLOSERS = "）〕］｝〉》」』】〙〗〟｠”’"
STOPS = "、。，．"
"""Opening and closing marks, commas and full stops. If they are full-width, half of each is empty."""
_LEFT_ALIGNED = "：；！？"
"""Marks at the start of their em in mainland China, and in its middle elsewhere."""
_MIDDLE, _BLANK = "・·‧", "\u3000"
"""Middle dots, which have empty quarters on both sides, and the ideographic space."""
_LETTER = "0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff"
_CURRENCIES, _PERCENTS = (
    "".join(c for c in signs if unicodedata2.east_asian_width(c) not in ("F", "W")) for signs in (CURRENCIES, PERCENTS)
)
"""Currency and per cent signs except full-width ones, which need no space."""
_AUTOSPACE = compile_late(f"[{CJK_LETTERS}](?=[{_LETTER}{_CURRENCIES}+−-])|[{_LETTER}{_PERCENTS}°](?=[{CJK_LETTERS}])")
"""A letter with a thin space after it, where Chinese or Japanese meets other letters or numbers: 第|96, 96|年."""


def _adjacent_marks(closers: str, middle: str) -> re.Pattern[str]:
    """Return a pattern of the marks that lose their empty half because of a mark next to them."""
    close, opening, between = re.escape(closers), re.escape(OPENERS), re.escape(middle + _BLANK)
    return re.compile(f"[{close}](?=[{close}{opening}{between}])|(?<=[{opening}{between}])[{opening}]")


_MAINLAND = _adjacent_marks(CLOSERS + STOPS + _LEFT_ALIGNED, _MIDDLE)
_ELSEWHERE = _adjacent_marks(CLOSERS + STOPS, _MIDDLE + "：；")


def uses_cjk_spacing(language: str) -> bool:
    """Return whether a language is written in ideographs and follows these rules."""
    return language[:2] in ("zh", "ja") and language[2:3] in ("", "-")


def has_centered_stops(language: str) -> bool:
    """Return whether commas and full stops are in the middle of their em, as in Taiwan and Hong Kong."""
    return language.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO"))


@lru_cache(maxsize=64)
def find_half_width(text: str, language: str) -> tuple[int, ...]:
    """Return the indices of full-width marks that lose their empty half, because another mark is next to it."""
    mainland = language.startswith("zh") and not has_centered_stops(language)
    return tuple(m.start() for m in (_MAINLAND if mainland else _ELSEWHERE).finditer(text))


@lru_cache(maxsize=64)
def find_autospace(text: str) -> frozenset[int]:
    """Return the indices of characters followed by autospace: ideographs before a letter or number, and the reverse."""
    return frozenset(m.start() for m in _AUTOSPACE.finditer(text))
