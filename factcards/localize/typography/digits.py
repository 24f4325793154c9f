"""Digits: a language's own or European ones, with their marks of groups, decimals and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.tokens.number_chains import is_year
from ...text.tokens.quantities import FIXED_KINDS, Quantity, find_quantities
from ...text.tokens.quantity_signs import ARABIC_PERCENTS, EUROPEAN_PERCENTS, PERCENTS
from .edits import Edit

NUMBERING_SYSTEMS = {
    "adlm": 0x1E950, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "cakm": 0x11136, "deva": 0x966, "gujr": 0xAE6,
    "guru": 0xA66, "hmnp": 0x1E140, "java": 0xA9D0, "khmr": 0x17E0, "knda": 0xCE6, "laoo": 0xED0, "mlym": 0xD66,
    "mong": 0x1810, "mtei": 0xABF0, "mymr": 0x1040, "nkoo": 0x7C0, "olck": 0x1C50, "orya": 0xB66, "tamldec": 0xBE6,
    "telu": 0xC66, "thai": 0xE50, "tibt": 0xF20, "vaii": 0xA620,
}  # fmt: skip
"""Numbering systems of CLDR 48, each with the code point of its zero."""

_NUMBER = compile_late(rf"\d(?:[\d.,٫٬]*\d)?(?:[ \u00a0\u202f]?[{PERCENTS}])?")
_GROUPED = compile_late(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d\d)+,\d{3}(?:\.\d+)?", re.ASCII)
_DECIMAL = compile_late(r"\d+\.\d+", re.ASCII)
_ARABIC_SIGNS = str.maketrans(EUROPEAN_PERCENTS, ARABIC_PERCENTS)
_OWN_KINDS = frozenset(("percent", "money", "date", "time", "plural"))
_COUNTED = compile_late(
    r"(?:[§№]|هدف|الهدف|غاية|الغاية|المقصد|المادة|مادة|ماده|بند|البند|بخش|فصل|الفصل|شماره|نسخه|مقصد|ئامانج|ماددەی|موخه)"
    r"[ \u00a0\u200c]?(?:های?[ ])?$")
"""Words before the number of a chapter, an article or a target, whose full stop is not a decimal mark."""


def find_native_zero(language: Language) -> int:
    """Return the code point of the language's own zero, 0 if it declares European digits alone."""
    return NUMBERING_SYSTEMS.get(language_rules(language).native_digits, 0)


def find_default_digits(language: Language) -> str:
    """Return `native` where numbers have the language's own digits; "" leaves each number as it is written."""
    return "native" if language_rules(language).uses_native_digits else ""


def edit_native_digits(text: str, language: Language) -> Iterator[Edit]:
    """Yield the language's own digits for European ones.

    European digits stay in telephone numbers, codes, scores, versions and laws, and in names in Latin letters:
    `CC BY 4.0`, `COVID-19`.
    """
    zero = find_native_zero(language)
    if not zero:
        return
    arabic = zero in (NUMBERING_SYSTEMS["arab"], NUMBERING_SYSTEMS["arabext"])
    own = {0x30 + n: zero + n for n in range(10)}
    for quantity in _find_own_quantities(text):
        pieces, at = [], quantity.start
        for start, end in quantity.numbers:
            number, between = text[start:end], text[at:start]
            if arabic:
                between = between.translate(_ARABIC_SIGNS)
                number = number if _COUNTED.search(text, 0, start) else _to_arabic_marks(number)
            pieces += [between, number.translate(own)]
            at = end
        rest = text[at : quantity.end]
        yield Edit(quantity.start, quantity.end, "".join([*pieces, rest.translate(_ARABIC_SIGNS) if arabic else rest]))


def edit_latin_digits(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Yield European digits for those of any script, and European marks of numbers."""
    marks = str.maketrans(f"٫٬{ARABIC_PERCENTS}", f".,{EUROPEAN_PERCENTS}")
    for quantity in find_quantities(text):
        if quantity.kind not in FIXED_KINDS:
            words = text[quantity.start : quantity.end]
            plain = "".join(str(unicodedata2.decimal(c, c)) for c in words)
            yield Edit(quantity.start, quantity.end, plain.translate(marks))


def find_digit_systems(text: str) -> dict[int, str]:
    """Return the numbering systems in a text, each by the code point of its zero, with the first quantity that has it.

    Quantities that no rule changes do not count: telephone numbers, codes, names in Latin letters.
    """
    found: dict[int, str] = {}
    for quantity in _find_own_quantities(text):
        words = text[quantity.start : quantity.end]
        zeros = {_zero_of(character) for character in words if character.isdecimal()}
        if len(zeros) == 1:   # `find_mixed_numbers` reports a number in two scripts
            found.setdefault(zeros.pop(), words)
    return found


def find_mixed_numbers(text: str) -> list[str]:
    """Return the numbers whose digits are of two scripts."""
    if text.isascii():
        return []
    return [m[0] for m in _NUMBER.finditer(text) if len({_zero_of(c) for c in m[0] if c.isdecimal()}) > 1]


def _zero_of(digit: str) -> int:
    return ord(digit) - int(unicodedata2.decimal(digit))


def _to_arabic_marks(number: str) -> str:
    """Return a number with Arabic marks of groups and decimals, if the text shows which mark is which."""
    if _GROUPED.fullmatch(number) or _DECIMAL.fullmatch(number):
        return number.replace(",", "٬").replace(".", "٫")
    return number


def _find_own_quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities that may have the language's digits: neither fixed ones nor parts of Latin names."""
    quantities = [quantity for quantity in find_quantities(text) if quantity.kind not in FIXED_KINDS]
    if quantities:
        letters = [character for character in text if character.isalpha()]
        is_latin = bool(letters) and all(map(_is_latin, letters))
        yield from (quantity for quantity in quantities if not (is_latin or _belongs_to_latin(text, quantity)))


def _belongs_to_latin(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity belongs to Latin letters: it touches them, or follows a Latin name as its number.

    Percentages, amounts, dates and years after a name do not: `UNODC 2022`, `UN Women 96%`.
    """
    end = quantity.numbers[-1][1]
    after = text[end : end + 2]
    if _is_latin(after[:1]) or (after[:1] == "-" and _is_latin(after[1:])):
        return True
    before = text[: quantity.start].rstrip(".-–/(")
    if _is_latin(before[-1:]):
        return True
    if not _is_latin(before.rstrip(" \u00a0\u202f.-–/(")[-1:]):
        return False
    return _is_latin(text[quantity.end :].lstrip(" \u00a0\u202f")[:1]) or not _is_own(text, quantity)


def _is_own(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity after a Latin word is separate from it, unlike the version in `CC BY 4.0`."""
    number = text[slice(*quantity.numbers[0])]
    has_year = number.isdecimal() and is_year(number)
    return has_year or quantity.kind in _OWN_KINDS or _GROUPED.fullmatch(number) is not None


def _is_latin(character: str) -> bool:
    return unicodedata2.name(character, "").startswith("LATIN") if character else False
