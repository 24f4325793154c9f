"""Chains of digits and separators, the text between two words: `0800 123 456`, `2016-2030`, `1,234.5`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import unicodedata2

from ...late_loading import compile_late

SPACES = " \u00a0\u202f\u2009"
"""Spaces within numbers: space, no-break space, narrow no-break space, thin space."""
DASHES = "-‐‑‒–—"
"""Hyphens and dashes between numbers, without the minus sign."""
GROUP_COMMAS = "،⹁"
"""Commas that separate thousands, and in other contexts the members of a list."""
MARKS = f".,'’٫٬{GROUP_COMMAS}"
"""Group and decimal marks (CLDR 48, `numbers/symbols`)."""
_DASH_CLASS = re.escape(DASHES)
CHAIN = compile_late(rf"\d++(?:[{SPACES}{MARKS}:/()−{_DASH_CLASS}]{{1,3}}+\d++)*+")
"""Groups of digits with one to three separators between them."""
FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Numbers of four digits in this range are treated as years: facts seldom name others, and amounts are often larger."""
YEAR_PATTERN = r"(?:1[5-9]|20)\d\d"
"""Pattern of a year at a line's end, from `FIRST_YEAR` to 2099."""
_CONTEXT_LENGTH = 40
"""Number of characters before a chain in which a word for telephoning, a law or a code is searched."""


@dataclass(frozen=True, slots=True)
class NumberChain:
    """Digits with separators. `groups` are the ranges of digits; `scores` is `has_scores` of the text."""

    text: str
    groups: tuple[tuple[int, int], ...]
    scores: bool = False

    def digits(self, index: int) -> str:
        """Return the digits of a group in European form."""
        start, end = self.groups[index]
        return "".join(str(unicodedata2.decimal(c)) for c in self.text[start:end])

    def gap(self, index: int) -> str:
        """Return the characters between a group and the next."""
        return self.text[self.groups[index][1] : self.groups[index + 1][0]]

    def before(self, index: int) -> str:
        """Return up to `_CONTEXT_LENGTH` characters before a group, which may say what it is."""
        start = self.groups[index][0]
        return self.text[max(0, start - _CONTEXT_LENGTH) : start]


def is_year(digits: str) -> bool:
    """Return whether a number in digits may be a year, by its four digits."""
    return len(digits) == 4 and FIRST_YEAR <= int(digits) <= LAST_YEAR


def is_date(parts: list[str], gaps: list[str]) -> bool:
    """Return whether groups are a date of two or three numbers (ISO 8601 and the orders of day and month)."""
    if len(set(gaps)) != 1 or gaps[0] not in tuple("-/.‐‑") or any(len(part) > 4 for part in parts):
        return False
    numbers = [int(part) for part in parts]
    if len(parts) == 2:
        year_first = is_year(parts[0]) and len(parts[1]) == 2 and 1 <= numbers[1] <= 12 and gaps[0] != "."
        return year_first or (is_year(parts[1]) and len(parts[0]) == 2 and 1 <= numbers[0] <= 12)
    if len(parts) != 3 or not all(number >= 1 for number in numbers[:2]):
        return False
    first, second, third = numbers
    if len(parts[0]) == 4:
        return max(len(parts[1]), len(parts[2])) <= 2 and second <= 12 and 1 <= third <= 31
    short = len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in (2, 4)
    year = len(parts[2]) == 4 or (gaps[0] != "-" and len(parts[1]) == 2)
    return short and year and min(first, second) <= 12 and max(first, second) <= 31


def is_decimal(parts: list[str], gaps: list[str]) -> bool:
    """Return whether two groups are a number with decimals: 0.5, 0,25."""
    return len(parts) == 2 and gaps[0] in (".", ",", "٫") and parts[0].lstrip("0") == "" and len(parts[0]) == 1
