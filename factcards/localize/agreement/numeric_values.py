"""The value of a written number in a language, or both values if two readings are usual.

`1.234` is 1234 in German and 1.234 in English, as CLDR says. A number that cannot have groups, such as `15.4`, is a
decimal in every language, since people type it that way.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.tokens.number_chains import SPACES
from ..typography.number_format import format_number
from .number_words import has_compact_words

_APOSTROPHES = "'’"
_ARABIC_DECIMAL, _ARABIC_GROUP = "٫", "٬"
_GROUPS = compile_late(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d\d)+,\d{3}", re.ASCII)
"""Digits in groups of three, or by lakh and crore. The comma stands for any group separator."""
_MAX_LENGTH = 25
"""Maximum length of a number that has a value, in characters: `decimal` computes with 28 digits."""


class NumberSeparators(NamedTuple):
    """A language's usual decimal separators and group separators, each as a string of characters."""

    decimals: str
    groups: str


@lru_cache(maxsize=512)
def find_separators(language: Language) -> NumberSeparators:
    """Return CLDR's separators for a language's numbers, of both kinds if its regions differ."""
    tags = [language]
    if other := "-" not in language and language_rules(language).other_number_region:
        tags.append(other)
    if not has_compact_words(language):
        return NumberSeparators(".,", ".,")
    decimals, groups = "", ""
    for tag in tags:
        sample = "".join(c for c in format_number(1234567.5, tag, "latin") if not c.isdecimal())
        decimals += sample[-1:]
        groups += sample[:1]
    return NumberSeparators(decimals, groups + _ARABIC_GROUP)


def to_ascii_digits(text: str) -> str:
    """Return a text with the digits of any script replaced by ASCII digits."""
    if text.isascii():
        return text
    return "".join(str(unicodedata2.decimal(c)) if c.isdecimal() else c for c in text)


@lru_cache(maxsize=2048)
def read_number(written: str, language: Language) -> frozenset[Decimal]:
    """Return the values that digits with separators may have in a language; none if they are not a number."""
    if len(written) > _MAX_LENGTH:
        return frozenset()
    text = to_ascii_digits(written)
    text = re.sub(f"(?<=\\d)[{SPACES}{_APOSTROPHES}{_ARABIC_GROUP}](?=\\d{{3}}(?!\\d))", "", text)
    text = re.sub(f"(?<=\\d)[{_APOSTROPHES}](?=\\d)", ",", text)   # 0'5, as Spanish has it in handwriting
    text = text.replace(_ARABIC_DECIMAL, ".") if _ARABIC_DECIMAL in text and "." not in text else text
    marks = [c for c in text if c in ".,"]
    if not marks:
        return frozenset((Decimal(text),)) if text.isdecimal() else frozenset()
    if len({*marks}) == 2:
        return _read_both(text)
    mark = marks[0]
    grouped = _GROUPS.fullmatch(text.replace(mark, ","))
    if len(marks) > 1:
        return frozenset((Decimal(text.replace(mark, "")),)) if grouped else frozenset()
    whole, _, rest = text.partition(mark)
    as_decimal, as_group = Decimal(f"{whole or 0}.{rest}"), Decimal(whole + rest)
    if len(rest) != 3 or not grouped or whole == "0" or _ARABIC_DECIMAL in written:
        return frozenset((as_decimal,))
    known = find_separators(language)
    means_decimal, means_group = mark in known.decimals, mark in known.groups
    if means_decimal == means_group:   # both readings are usual, or neither, as 1.234 in French
        return frozenset((as_decimal, as_group))
    return frozenset((as_decimal if means_decimal else as_group,))


def _read_both(text: str) -> frozenset[Decimal]:
    """Return the value of a number with a point and a comma. The last of them is the decimal separator."""
    last = max(text.rfind("."), text.rfind(","))
    whole, rest = text[:last], text[last + 1 :]
    if text[last] in whole or not _GROUPS.fullmatch(whole.replace(".", ",")):
        return frozenset()
    return frozenset((Decimal(f"{whole.replace('.', '').replace(',', '')}.{rest}"),))


# --- years of other calendars

_MIN_YEAR_VALUE, _MAX_YEAR_VALUE = 1000, 2200
"""Range of numbers that may be years of the common era.

It is wider than that of years in text (`text.tokens.number_chains`): a year here only adds another possible reading.
"""


def is_year_value(value: Decimal) -> bool:
    """Return whether a number may be a year of the common era."""
    return _MIN_YEAR_VALUE <= value <= _MAX_YEAR_VALUE and value == value.to_integral_value()


@lru_cache(maxsize=512)
def convert_year(year: int, language: Language) -> frozenset[Decimal]:
    """Return the numbers of a year in a language's other calendars (CLDR, `calendarPreferenceData`)."""
    rules = language_rules(language)
    found = [year + offset for offset in rules.calendar_offsets if year + offset > 0]
    if rules.has_hijri_years:
        found += [(year - 622) * 33 // 32 + shift for shift in (-1, 0, 1, 2)]
    return frozenset(map(Decimal, found))
