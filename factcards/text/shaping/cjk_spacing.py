"""Room between the characters of Chinese and Japanese: full-width marks set close, Han parted from Latin by a hair.

W3C clreq 3.1.6 and jlreq 3.1.4: where two full-width marks meet, one of them gives up its empty half. The fonts do it
by `halt`, their alternate half-width metrics. CSS Text 4, `text-autospace`: an eighth of an em between an ideograph
and a letter or digit of another script, where the author has put no space.
"""

from __future__ import annotations

import re
from functools import lru_cache

AUTOSPACE = 0.125
"""In ems."""
OPENERS = "（〔［｛〈《「『【〘〖〝｟“‘"
CLOSERS = "）〕］｝〉》」』】〙〗〟｠”’"
STOPS = "、。，．"
_LEFT_ALIGNED = "：；！？"
"""Marks that stand at the start of their em in mainland China, and in its middle elsewhere."""
_MIDDLE, _BLANK = "・·‧", "\u3000"
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = "0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff"
_GAPS = re.compile(f"[{_HAN}](?=[{_LETTER}$€£¥+−-])|[{_LETTER}%‰°](?=[{_HAN}])")


def _meeting(closers: str, middle: str) -> re.Pattern[str]:
    close, opening, between = re.escape(closers), re.escape(OPENERS), re.escape(middle + _BLANK)
    return re.compile(f"[{close}](?=[{close}{opening}{between}])|(?<=[{opening}{between}])[{opening}]")


_MAINLAND = _meeting(CLOSERS + STOPS + _LEFT_ALIGNED, _MIDDLE)
_ELSEWHERE = _meeting(CLOSERS + STOPS, _MIDDLE + "：；")


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
