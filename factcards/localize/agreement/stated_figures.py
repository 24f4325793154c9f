"""The figures of a text as values: `14.5 million`, `14,5 Mio.` and `1450万` are one figure.

`text.tokens.quantities` finds the numbers, and `numeric_values` reads them. This module adds magnitudes, per cent and
currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.tokens.number_chains import SPACES
from ...text.tokens.quantities import FRACTIONS, Quantity, find_quantities
from ...text.tokens.quantity_patterns import Kind
from ...text.tokens.quantity_signs import CURRENCIES, CURRENCY_CODES, PERCENT_FORMS
from .number_words import Magnitudes, find_currency_words, find_magnitudes, find_percent_words, strip_invisible
from .numeric_values import is_year_value, read_number, to_ascii_digits

_MAX_SMALL = 12
"""Largest whole number that a translation may express by a word, a dual or an article."""
_ANY = compile_late(rf"[\d{FRACTIONS}]")
_ARABIC_COMMA = compile_late(r"(?<=[٠-٩۰-۹])،(?=[٠-٩۰-۹]{3}(?![٠-٩۰-۹]))")
"""The Arabic comma in place of the group separator, as many people type it."""
_GAP = compile_late(rf"[{SPACES}-]{{0,2}}")
"""What may separate a number from its magnitude."""
_BETWEEN = compile_late(rf"(?: de| di)?[{SPACES}]{{0,2}}")
"""What may separate two words of a magnitude: `mil de milhões`."""
_MAX_WORD_LENGTH = 24   # characters of a magnitude
_MAX_ENDING_LENGTH = 4
"""Maximum length of the ending of a magnitude's word, in letters: `миллионами`."""
_MAX_WORDS = 3   # of one magnitude: `mil millones`
_POWER = compile_late(r"[⁰¹²³⁴-⁹]{1,2}")
_FRACTION = compile_late(f"[{FRACTIONS}]")
_CODE = compile_late(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")
"""A currency code (ISO 4217)."""
_SAME_CURRENCY = {
    "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "RMB": "¥", "￥": "¥", "INR": "₹", "₨": "₹", "KRW": "₩", "￦": "₩",
    "RUB": "₽", "UAH": "₴", "TRY": "₺", "ILS": "₪", "NGN": "₦", "PHP": "₱", "VND": "₫", "＄": "$", "￡": "£",
    **dict.fromkeys(("USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP", "HKD", "SGD", "TWD", "NAD"), "$"),
}  # fmt: skip
"""Codes and other spellings of currencies, with one sign for each. Dollars of all countries count as one."""
_NO_DIGITS = compile_late(r"[^\d.;:!?。]*")
"""Text up to the next number or end of a sentence."""
_MAX_CURRENCY_GAP = 24
"""Maximum distance of a currency's name after its number, in characters."""
_TENTHS = "割成"
"""Japanese and Chinese for tenths of a whole: `9割` is 90 %."""
_WORD_AFTER = "月월進进진"
"""Words after a number that other languages express without it: months, and bases of number systems."""
_MONTH_BEFORE = compile_late(r"(?i:tháng|thg)[ \u00a0]?\Z")
"""Vietnamese words for month."""
_MAX_MONTH_LENGTH = 8   # characters of a month's word before its number
_MAX_RATIOS = 50   # maximum number of a text's figures that are combined to shares
_NUMBERED = compile_late(r"(?<![\w#＃])[#＃](\d{2,})(?!\w)")
"""A number after `#`. The grammar takes it for a tag, but other languages write it without the sign."""
_ALWAYS = "24/7"
"""A phrase that translations express in words."""
_SOFT_KINDS: frozenset[Kind] = frozenset(("time", "code", "telephone", "plural"))
"""Kinds of quantities that a translation may express without digits."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: its possible values, its unit (`%`, `‰`, `‱` or "") and the sign of its currency.

    `may_be_percent` means that the text has words for per cent. A translation may express a soft figure in words, for
    example a small number or a month. Digits without a value, such as version 3.2.1, are a `label`. Other languages
    have a word for a figure that `is_named`, such as 11月.
    """

    start: int
    end: int
    written: str
    values: frozenset[Decimal]
    kind: Kind
    unit: str = ""
    currency: str = ""
    may_be_percent: bool = False
    is_soft: bool = False
    power: int = 0
    label: str = ""
    is_named: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it may be a year of the common era."""
        return not (self.unit or self.currency or self.power) and any(map(is_year_value, self.values))


@lru_cache(maxsize=1024)
def find_figures(text: str, language: Language) -> tuple[Figure, ...]:
    """Return the figures of a text in order."""
    if not _ANY.search(text):
        return ()
    text = _ARABIC_COMMA.sub("٬", strip_invisible(text))
    magnitudes = find_magnitudes(language)
    found = [f for quantity in find_quantities(text) for f in _read_quantity(text, quantity, language, magnitudes)]
    found += (
        Figure(*match.span(), match[0], frozenset((Decimal(to_ascii_digits(match[1])),)), "code")
        for match in _NUMBERED.finditer(text)
    )
    words = find_percent_words(language)
    if not words or any(word in text.casefold() for word in words):
        found = [replace(figure, may_be_percent=True) for figure in found]
    named = (replace(f, is_named=_is_named(f, text)) for f in _combine_parts(text, found, magnitudes))
    return tuple(replace(figure, is_soft=_is_soft(figure, text)) for figure in named)


def _read_quantity(text: str, quantity: Quantity, language: Language, magnitudes: Magnitudes) -> Iterator[Figure]:
    """Yield the figures of a quantity. Both ends of a range share its unit, currency and magnitude."""
    whole = text[quantity.start : quantity.end]
    unit = next((PERCENT_FORMS[c] for c in whole if c in PERCENT_FORMS), "")
    if quantity.kind == "telephone":
        digits = "".join(c for c in to_ascii_digits(whole) if c.isdecimal())
        yield Figure(quantity.start, quantity.end, whole, frozenset((Decimal(digits),)), "telephone")
        return
    if quantity.kind == "time":
        yield _read_time(text, quantity)
        return
    end, power, certain = quantity.end, 0, True
    if not unit and quantity.kind in ("number", "money", "range", "measure", "ordinal"):
        last = quantity.numbers[-1][1]
        touching = None if quantity.kind == "measure" else _magnitude_at(text, last, magnitudes)
        found = touching or _magnitude_at(text, quantity.end, magnitudes)
        before = _magnitude_before(text, quantity.start, magnitudes) if magnitudes.are_before else 0
        if before:
            power = before
        elif found:
            power, end, certain = found
            end, certain = max(end, quantity.end), certain or quantity.kind == "money"
    currency = _find_currency(whole) or _name_currency(text, end, language)
    for index, (a, b) in enumerate(quantity.numbers):
        values = _read_values(text, quantity, index, language)
        if all(map(is_year_value, values)) and not power:   # in 2023, dollars …
            currency = _find_currency(whole)
        if power:
            larger = frozenset(value.scaleb(power) for value in values)
            shared = index < len(quantity.numbers) - 1
            values = larger if certain and not shared else larger | values
        start, stop = (quantity.start, end) if len(quantity.numbers) == 1 else (a, end if b == quantity.end else b)
        parts = [match.span() for match in re.finditer(r"\d+", text[a:b])]
        if not values and "," in text[a:b] and "." not in text[a:b]:   # numbers separated by commas without spaces
            for first, last in parts:
                number = text[a + first : a + last]
                yield Figure(a + first, a + last, number, read_number(number, language), quantity.kind, unit)
            continue
        label = "" if values else ".".join(to_ascii_digits(text[a + first : a + last]) for first, last in parts)
        yield Figure(start, stop, text[start:stop], values, quantity.kind, unit, currency, power=power, label=label)


def _read_time(text: str, quantity: Quantity) -> Figure:
    """Return a time of day. Its label is hour and minutes, its value the full hour."""
    parts = [str(int(part)) for part in re.findall(r"\d+", to_ascii_digits(text[quantity.start : quantity.end]))]
    values = frozenset((Decimal(parts[0]),)) if not any(map(int, parts[1:])) else frozenset()
    written = text[quantity.start : quantity.end]
    return Figure(quantity.start, quantity.end, written, values, "time", label=".".join(parts))


def _read_values(text: str, quantity: Quantity, index: int, language: Language) -> frozenset[Decimal]:
    """Return the values of one number of a quantity, with its exponent or fraction."""
    start, end = quantity.numbers[index]
    if _FRACTION.match(text[start]):
        return frozenset((_fraction(text[start]),))
    if text[start - 1 : start] in (".", ",") and start - 1 == quantity.start and text[start:end].isdecimal():
        return read_number("0." + text[start:end], language)
    values = read_number(text[start:end], language)
    tail = text[end : quantity.end].lstrip()
    if tail[:1] and _FRACTION.match(tail[0]):
        return frozenset(value + _fraction(tail[0]) for value in values)
    power = _POWER.match(tail)
    if power:
        exponent = int("".join(str(unicodedata2.digit(c)) for c in power[0]))
        values |= frozenset(value**exponent for value in values if value <= 1000)
    if text[end : end + 1] and text[end] in _TENTHS:
        values |= frozenset(value * 10 for value in values)
    if quantity.kind == "code" and all(10 <= value < 100 for value in values):   # COVID-19 is 2019冠状病毒病
        values |= frozenset(value + 2000 for value in values)
    if quantity.kind == "plural" or text[end : end + 2] == "年代":
        values |= frozenset(value % 100 for value in values)
    if quantity.kind in ("ratio", "range") and index and all(value < 100 for value in values):   # 2022/23
        first = read_number(text[slice(*quantity.numbers[0])], language)
        values |= frozenset(one // 100 * 100 + value for one in first if is_year_value(one) for value in values)
    return values


def _fraction(character: str) -> Decimal:
    value = unicodedata2.numeric(character)
    whole = next(whole for whole in range(1, 17) if abs(value * whole - round(value * whole)) < 1e-9)
    return Decimal(round(value * whole)) / Decimal(whole)


def _find_currency(whole: str) -> str:
    """Return the sign of a quantity's currency, the same for its other spellings and codes; "" if it has none."""
    sign = next((c for c in whole if c in CURRENCIES), "")
    code = "" if sign else next((m[0] for m in _CODE.finditer(whole) if m[0] in CURRENCY_CODES), "")
    return _SAME_CURRENCY.get(sign or code, sign or code)


def _name_currency(text: str, at: int, language: Language) -> str:
    """Return the sign of the currency whose name follows a number; only dollars and euros are known."""
    after = _NO_DIGITS.match(text, at, at + _MAX_CURRENCY_GAP)
    words = after[0].casefold() if after else ""
    places = [(words.find(name), sign) for sign, name in find_currency_words(language)]
    return min((place for place in places if place[0] >= 0), default=(0, ""))[1]


# --- magnitudes


def _magnitude_at(text: str, at: int, magnitudes: Magnitudes) -> tuple[int, int, bool] | None:
    """Return the power of ten of the words at an index, their end, and whether they are unambiguous."""
    power, end, certain = 0, at, True
    for count in range(_MAX_WORDS):
        gap = (_BETWEEN if count else _GAP).match(text, end)
        start = gap.end() if gap else end
        rest = text[start : start + _MAX_WORD_LENGTH].casefold()
        if not rest or not rest[0].isalpha():
            break
        word, worth = next((entry for entry in magnitudes.words if _begins_with(rest, entry[0], magnitudes)), ("", 0))
        if not word:
            break
        power, certain = power + worth, certain and word not in magnitudes.doubtful
        end = start + len(word) + (0 if magnitudes.are_unspaced else _count_letters(rest[len(word) :]))
    return (power, end, certain) if power else None


def _begins_with(rest: str, word: str, magnitudes: Magnitudes) -> bool:
    if not rest.startswith(word):
        return False
    letters = 0 if magnitudes.are_unspaced and not word.isascii() else _count_letters(rest[len(word) :])
    return letters <= (0 if len(word) <= 3 and word < "\u0590" else _MAX_ENDING_LENGTH)


def _count_letters(text: str) -> int:
    return next((index for index, c in enumerate(text) if unicodedata2.category(c)[0] not in "LM"), len(text))


def _magnitude_before(text: str, at: int, magnitudes: Magnitudes) -> int:
    """Return the power of ten of a word before a number, as in Swahili `milioni 14.5`; 0 if there is none."""
    before = text[max(0, at - _MAX_WORD_LENGTH) : at].rstrip(" \u00a0").casefold()
    for word, power in magnitudes.words:
        if word not in magnitudes.doubtful and before.endswith(word) and not before[: -len(word)][-1:].isalpha():
            return power
    return 0


def _combine_parts(text: str, found: list[Figure], magnitudes: Magnitudes) -> Iterator[Figure]:
    """Yield the figures, with the parts of one number added up: 1億2000万, 1 lakh 20 thousand."""
    last: Figure | None = None
    for figure in found:
        if last and _continues(text, last, figure, magnitudes):
            sums = frozenset(a + b for a in last.values for b in figure.values)
            written = text[last.start : figure.end]
            last = replace(last, end=figure.end, written=written, values=sums, power=max(figure.power, 1))
            continue
        if last:
            yield last
        last = figure
    if last:
        yield last


def _continues(text: str, one: Figure, two: Figure, magnitudes: Magnitudes) -> bool:
    between = text[one.end : two.start]
    smaller = one.power > two.power and all(value < Decimal(10) ** one.power for value in two.values)
    if not smaller or one.kind == "range" or two.unit or len(one.values) > 1:
        return False
    return (two.power > 0 and between in ("", " ", "\u00a0")) or (magnitudes.are_unspaced and not between)


def _is_soft(figure: Figure, text: str) -> bool:
    """Return whether a figure is soft: a translation may express it in words, or leave it out.

    Soft are times, codes, telephone numbers, days and months of dates, 100 %, and whole numbers up to `_MAX_SMALL`
    without a unit.
    """
    in_date = figure.kind == "date" and not figure.is_year
    is_phrase = text.startswith(_ALWAYS, figure.start) or figure.is_named
    if figure.kind in _SOFT_KINDS or in_date or is_phrase:
        return True
    if figure.unit == "%" and figure.values == {100}:   # entirely
        return True
    if figure.unit or figure.currency or figure.power:
        return False
    if figure.label:
        return False
    return all(value <= _MAX_SMALL and value == value.to_integral_value() for value in figure.values)


def is_same_time(one: Figure, two: Figure) -> bool:
    """Return whether two figures, of which one is a time of day, are the same time: 9:30 pm, 21.30, 21 h 30."""
    (hour, *minutes), (other, *others) = (_clock_parts(figure) for figure in (one, two))
    return hour % 12 == other % 12 and [*minutes, 0][0] == [*others, 0][0]


def _clock_parts(figure: Figure) -> list[int]:
    found = re.findall(r"\d+", to_ascii_digits(figure.written))
    return [int(part) for part in found[:2]] or [-1]


def _is_named(figure: Figure, text: str) -> bool:
    """Return whether other languages have a word for a figure: months (11月, tháng 11), hexadecimal (16进制)."""
    after = text[figure.end : figure.end + 1]
    before = text[max(0, figure.start - _MAX_MONTH_LENGTH) : figure.start]
    return bool(after and after in _WORD_AFTER) or bool(_MONTH_BEFORE.search(before))


def list_ratios(figures: tuple[Figure, ...]) -> set[Decimal]:
    """Return the shares that two consecutive figures make: `1 in 5` is 0.2 and 20 %."""
    found: set[Decimal] = set()
    for one, two in pairwise(figures[:_MAX_RATIOS]):
        for a in one.values:
            found |= {share for b in two.values if a and b for share in (a / b, b / a)}
    return found | {share * 100 for share in found}
