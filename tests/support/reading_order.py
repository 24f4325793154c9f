"""The visual order of digits in right-to-left words, for tests."""

from __future__ import annotations

import unicodedata

from factcards.text.unicode.bidi import order_visually, reset_levels, resolve_levels

CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def digits_of(text: str) -> str:
    """Return the digits of a text in stored order, as ASCII digits."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def digits_seen(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the digits of [start, end) from left to right as right-to-left words show them."""
    return digits_of(seen(text, start, end))


def seen(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the characters of [start, end) from left to right as a right-to-left paragraph shows them."""
    levels = reset_levels(text, resolve_levels(text, 1), 1, 0, len(text))
    end = len(text) if end is None else end
    return "".join(text[i] for i in order_visually(levels) if start <= i < end and text[i] not in CONTROLS)


def split_digits(text: str) -> str:
    """Return the first two digits that a direction control separates, "" if there are none."""
    last, is_split = "", False
    for character in text:
        if character in CONTROLS:
            is_split = bool(last)
        elif character.isdecimal():
            if is_split and last:
                return last + character
            last, is_split = character, False
        else:
            last, is_split = "", False
    return ""
