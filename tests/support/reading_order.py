"""The order in which a reader sees the digits of right-to-left words, for tests."""

from __future__ import annotations

import unicodedata

from factcards.text.unicode.bidi import order_visually, reset_levels, resolve_levels

CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def digits_of(text: str) -> str:
    """Return the digits of a text as they are stored, in European form."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def digits_seen(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the digits of [start, end) as they stand from left to right where right-to-left words hold them."""
    return digits_of(seen(text, start, end))


def seen(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the characters of [start, end) as they stand from left to right in a right-to-left paragraph."""
    levels = reset_levels(text, resolve_levels(text, 1), 1, 0, len(text))
    end = len(text) if end is None else end
    return "".join(text[i] for i in order_visually(levels) if start <= i < end and text[i] not in CONTROLS)


def parted_digits(text: str) -> str:
    """Return the first two digits that a direction control parts, "" if there are none."""
    last, parted = "", False
    for character in text:
        if character in CONTROLS:
            parted = bool(last)
        elif character.isdecimal():
            if parted and last:
                return last + character
            last, parted = character, False
        else:
            last, parted = "", False
    return ""
