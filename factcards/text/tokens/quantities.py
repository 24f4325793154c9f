"""The grammar of quantities: numbers in a text with their signs, currencies and units, and their kinds.

Bidi isolation, dashes, spaces, line breaks, fonts, digits and headline figures all use this module, so that they agree.
A quantity is one unit: it is isolated as a whole, has one font and is never broken across lines. Typographic rules do
not change quantities whose kind is in `FIXED_KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import unicodedata2

from ...late_loading import compile_late
from ..unicode.direction_controls import DIRECTION_CONTROLS, DIRECTION_MARKS
from .number_chains import CHAIN, DASHES, SPACES, NumberChain
from .quantity_patterns import Kind, QuantityCore, has_scores, split_chain
from .quantity_signs import (
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_WORDS,
    DEGREES,
    MAGNITUDES,
    ORDINALS,
    PERCENTS,
    UNITS,
)
from .urls import find_urls

FIXED_KINDS: frozenset[Kind] = frozenset(("telephone", "score", "version", "code", "law"))
"""Kinds of quantities whose hyphens and digits no typographic rule changes."""
FRACTIONS = "¼-¾⅐-⅞↉"
"""Vulgar fractions, as a character class of a regular expression."""

_SIGNS = "+\\-−±~≈∼<>≤≥＋－"
"""Signs before a number, as a character class of a regular expression."""
_CURRENCY_CLASS = re.escape(CURRENCIES)
_SIGN_CONTEXT = rf"(?<![^\s(\[{{«»“”„‟‘‚\"'…/{DIRECTION_CONTROLS}{DIRECTION_MARKS}¿¡])"
"""The context before a sign: the start of the text, a space, an opening bracket or quotation mark. Never a letter."""
_GAP = f"[{SPACES}]?"
# a currency, a per cent sign or a decimal point before a number
_BEFORE = compile_late(
    rf"(?P<money>(?:(?<![^\W\d_])[A-Z]{{1,3}})?[{_CURRENCY_CLASS}]{_GAP}|(?<!\w)(?:{CURRENCY_WORDS}){_GAP}"
    rf"|(?<!\w)(?P<code>[A-Z]{{3}}){_GAP})\Z"
    rf"|(?P<percent>(?<!\d)[{PERCENTS}]|(?<![^\s{re.escape(DASHES)}])[{PERCENTS}][{SPACES}])\Z"
    rf"|(?P<point>(?<![\w.,])[.,])\Z"
)
_SIGN = compile_late(rf"{_SIGN_CONTEXT}(?:[{_SIGNS}]|[±~≈∼<>≤≥][{SPACES}])\Z")
"""The sign before a number: −5, ± 5."""
_INNER_SIGN = compile_late(rf"[{_CURRENCY_CLASS}][{_SIGNS}]\Z")
"""A sign between a currency and its number: $-5."""
_MINUS_SIGN = compile_late("[-−－]")   # a minus sign or a hyphen used as one
_POWER = compile_late(r"(?:[⁺⁻]?[⁰¹²³⁴-⁹]+|\^-?\d{1,3})")   # an exponent: 10⁶, 10^-6
_FRACTION = compile_late(rf"{_GAP}[{FRACTIONS}]")   # a fraction after a whole number: 5 ½
_FRACTION_ALONE = compile_late(rf"(?<!\d)(?<!\d[{SPACES}])[{FRACTIONS}]")
"""A fraction without a whole number: ½."""
# directly after a number: a plural s, a magnitude, a unit, the ending of an ordinal
_SUFFIX = compile_late(
    rf"(?P<plural>(?:['’]?s)(?!\w))|(?P<magnitude>(?:{MAGNITUDES})(?!\w))"
    rf"|(?P<measure>(?:{UNITS})(?![\w²³⁴])|{DEGREES})|(?P<ordinal>(?:{ORDINALS})(?!\w))"
)
# after a number, often after a space: a per cent sign, a currency, a unit
_AFTER = compile_late(
    rf"(?P<percent>{_GAP}[{PERCENTS}](?!\d))"
    rf"|(?P<money>[{_CURRENCY_CLASS}](?!\d)|{_GAP}(?:(?<!\d)[A-Z]{{1,2}})?[{_CURRENCY_CLASS}](?![\d{_SIGNS}])(?!{_GAP}\d)"
    rf"|{_GAP}(?P<code>[A-Z]{{3}})(?!\w)|{_GAP}(?:{CURRENCY_WORDS})(?!\w))"
    rf"|(?P<measure>[{SPACES}](?:(?:{UNITS})(?![\w²³⁴'’])|{DEGREES})|{DEGREES})"
)
_CLOCK_PERIOD = compile_late(rf"{_GAP}(?:a\.m\.|p\.m\.|[ap]m|AM|PM)(?!\w)")
"""The half of the day after a time: 5 p.m."""
_HOURS = compile_late(rf"{_GAP}h{_GAP}(\d\d)(?!\d)|{_GAP}h(?!\w)")   # the hours of a French time: 9 h 41, 9h
_FEET = compile_late(r"\d{1,2}['’′]\d{1,2}[\"”″]")   # a height in feet and inches: 5'11"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_LETTER_BEFORE = compile_late(r"[^\W\d_][-‐‑/]?\Z")   # a letter before a number: B12, COVID-19
_CODE_BEFORE = compile_late(r"(?<![\w])(?:[^\W_]++[-‐‑/.]?)+\Z")
"""The part of a code before a number: ISO-8601."""
_CODE_AFTER = compile_late(rf"(?:[-‐‑/.]?[\d{_LATIN}]++)*+")   # the part of a code after a number: 747-400ER
_LATIN_AFTER = compile_late(f"[-‐‑]?[{_LATIN}]")   # a Latin letter after a number: 5G, 3-D
_CASED = compile_late(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")   # a letter of a script with capitals
_HANDLE_OR_TAG = compile_late(r"(?<![\w@#＠＃])[@#＠＃]\w[\w.-]*")
"""An @name or a #tag, whose digits are not quantities."""
_DIGITS = compile_late(r"\d+")   # a row of digits of any script
_CODE_CONTEXT = 24
"""Number of characters before and after its digits in which the letters of a code are searched."""
_RANGE_DASH = compile_late(rf"(?P<all>\.?{_GAP}(?P<dash>[~～〜{re.escape(DASHES)}]){_GAP})")
"""A dash that may join two quantities, with a space on either side and the full stop of a date before it."""
_MAX_DASH_LENGTH = 4
"""Maximum length of the text between two quantities that are joined, in characters."""
_DAY_AND_MONTH = compile_late(r"\d{1,2}([-/.])\d{1,2}")   # a day and a month in either order: 27/9
_JOINABLE_KINDS = frozenset(("number", "percent", "money", "measure", "time", "ordinal"))
"""Kinds of quantities that a dash joins into a range."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text, [start, end) in characters, with its sign, currency, per cent sign and unit symbol.

    `numbers` are the ranges of its digits with their group and decimal marks, in order, without signs. `range_dash` is
    the position of the hyphen or dash between the two ends of a range.
    """

    start: int
    end: int
    kind: Kind
    numbers: tuple[tuple[int, int], ...]
    range_dash: tuple[int, int] | None = None


@lru_cache(maxsize=512)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order. They do not overlap, and none is within a link, an @name or a #tag.

    Composed and decomposed forms of a text (NFC, NFD) have the same quantities.
    """
    if unicodedata2.normalize("NFC", text) == text:
        return _find_composed(text)
    composed, indices = _compose_letters(text)
    return tuple(
        Quantity(
            indices[q.start], indices[q.end], q.kind, tuple((indices[a], indices[b]) for a, b in q.numbers),
            q.range_dash and (indices[q.range_dash[0]], indices[q.range_dash[1]]),
        )
        for q in _find_composed(composed)
    )  # fmt: skip


def _compose_letters(text: str) -> tuple[str, list[int]]:
    """Return a text with each letter and its marks composed, and the indices of its characters and end in `text`."""
    pieces, indices, start = [], [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata2.combining(text[end]):
            pieces.append(unicodedata2.normalize("NFC", text[start:end]))
            indices += [start, *(max(start, index) for index in range(end - len(pieces[-1]) + 1, end))]
            start = end
    return "".join(pieces), [*indices, len(text)]


def _find_composed(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a composed text (NFC)."""
    chains = [match.span() for match in CHAIN.finditer(text)]
    lone_fractions = [match.span() for match in _FRACTION_ALONE.finditer(text)]
    if not (chains or lone_fractions):
        return ()
    skipped = [*find_urls(text), *(match.span() for match in _HANDLE_OR_TAG.finditer(text))]
    scores = has_scores(text)
    found = [Quantity(start, end, "number", ((start, end),)) for start, end in lone_fractions]
    previous_end = -1
    for start, end in chains:
        groups = tuple(match.span() for match in _DIGITS.finditer(text, start, end))
        chain = NumberChain(text, groups, scores)
        for core in split_chain(chain):
            if not any(a <= groups[core.first][0] < b for a, b in skipped):
                found.append(_extend(text, chain, core, previous_end))
                previous_end = found[-1].end
    return tuple(_join_ranges(text, _remove_overlaps(sorted(found, key=lambda quantity: quantity.start))))


def _extend(text: str, chain: NumberChain, core: QuantityCore, previous_end: int) -> Quantity:
    """Return a quantity with the characters around its digits: sign, currency, unit, ordinal ending, letters of a code.

    `previous_end` is the end of the previous quantity, whose unit does not belong to this one's code.
    """
    start, end = chain.groups[core.first][0], chain.groups[core.last][1]
    quantity = Quantity(start, end, core.kind, core.numbers, core.range_dash)
    if core.kind == "telephone":
        return replace(quantity, start=_find_telephone_start(text, start, end))
    if start - previous_end > 1 and _LETTER_BEFORE.search(text, max(0, start - 2), start) and _is_cased(text, start):
        return _widen_code(text, quantity)
    if core.kind == "code" and _LATIN_AFTER.match(text, end):
        return _widen_code(text, quantity)
    if core.kind in ("score", "code", "law", "version", "date"):
        return quantity
    quantity = _extend_end(text, quantity)
    return _extend_start(text, quantity, max(0, previous_end)) if quantity.kind != "code" else quantity


def _is_cased(text: str, start: int) -> bool:
    """Return whether the letter before digits is Latin, Greek or Cyrillic: only such letters form a code with them."""
    at = start - 1 if _CASED.match(text, start - 1) else start - 2
    return at >= 0 and _CASED.match(text, at) is not None


def _find_telephone_start(text: str, start: int, end: int) -> int:
    """Return the start of a telephone number: its plus sign, or a bracket that closes within it."""
    bracket = r"\(" if ")" in text[start:end] else r"(?!)"
    before = re.search(rf"(?:(?:{bracket})?\+|{bracket})\Z", text[max(0, start - 2) : start])
    return start - len(before[0]) if before else start


def _widen_code(text: str, quantity: Quantity) -> Quantity:
    """Return the quantity with the letters next to it, as a code: COVID-19, A4, H5N1."""
    floor = max(0, quantity.start - _CODE_CONTEXT)
    before = _CODE_BEFORE.search(text[floor : quantity.start])
    start = floor + before.start() if before else quantity.start
    start -= bool(re.search(r"(?:\A|\s)\+\Z", text[max(0, start - 2) : start]))   # +1-800-FLOWERS
    after = _CODE_AFTER.match(text, quantity.end, quantity.end + _CODE_CONTEXT)
    return replace(quantity, start=start, end=after.end() if after else quantity.end, kind="code", range_dash=None)


def _extend_end(text: str, quantity: Quantity) -> Quantity:
    """Return the quantity with the exponent, fraction, ending, unit, currency or per cent sign after it."""
    end, kind = quantity.end, quantity.kind
    if _FEET.fullmatch(text, quantity.start, end + 1):
        return replace(quantity, end=end + 1, kind="measure")
    if match := _POWER.match(text, end) or _FRACTION.match(text, end):
        end = match.end()
    if kind in ("number", "time") and (match := _HOURS.match(text, end)):
        return replace(quantity, end=match.end(), kind="time")
    if match := _CLOCK_PERIOD.match(text, end) if kind in ("number", "time", "range") else None:
        return replace(quantity, end=match.end(), kind="time" if kind == "number" else kind)
    if match := _SUFFIX.match(text, end):
        end, kind = match.end(), _kind_by_suffix(kind, match.lastgroup)
    elif _LATIN_AFTER.match(text, end) and text[end] not in DASHES and kind != "range":
        return _widen_code(text, quantity)
    if (match := _AFTER.match(text, end)) and (match["code"] or "USD") in CURRENCY_CODES:
        end, kind = match.end(), kind if kind == "range" else _kind_of(match)
    end += text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum()
    return replace(quantity, end=end, kind=kind)


def _kind_by_suffix(kind: Kind, group: str | None) -> Kind:
    """Return the kind of a quantity with a suffix, given the group of `_SUFFIX` that matched."""
    if kind == "range" or group == "magnitude":
        return kind
    return "plural" if group == "plural" else "ordinal" if group == "ordinal" else "measure"


def _kind_of(match: re.Match[str]) -> Kind:
    """Return the kind of a quantity, given a match of `_AFTER`."""
    return "percent" if match["percent"] else "money" if match["money"] else "measure"


def _extend_start(text: str, quantity: Quantity, previous_end: int) -> Quantity:
    """Return the quantity with the currency, per cent sign and sign before it, in either order: -$5, $-5."""
    start, kind = quantity.start, quantity.kind
    floor = max(previous_end, start - 8)
    signed = _SIGN.search(text, floor, start)
    inner = _INNER_SIGN.search(text, floor, start)
    if inner:
        start -= 1
    match = _BEFORE.search(text, floor, start) if not signed else None
    if match and (match["code"] or "USD") in CURRENCY_CODES:
        start = match.start()
        if match["point"] is None:
            kind = kind if kind == "range" else "percent" if match["percent"] else "money"
        signed = _SIGN.search(text, max(previous_end, start - 2), start)
    elif inner:
        start += 1
    return replace(quantity, start=signed.start() if signed else start, kind=kind)


def _remove_overlaps(quantities: list[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities without overlaps: a code includes the digits that it shares with the next quantity."""
    last: Quantity | None = None
    for quantity in quantities:
        if last and quantity.numbers[0][0] < last.end:
            last = replace(last, end=max(last.end, quantity.end))
            continue
        if last:
            yield last
        last = quantity if not last or quantity.start >= last.end else replace(quantity, start=last.end)
    if last:
        yield last


def _join_ranges(text: str, quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, merging two with a dash, ± or × between them: 5%–10%, $5-$10, 96%±2%, 3×10⁶."""
    last: Quantity | None = None
    for quantity in quantities:
        if last:
            joined = _join_pair(text, last, quantity)
            if joined:
                last = joined
                continue
            yield last
        last = quantity
    if last:
        yield last


def _join_pair(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Return two quantities as one, or None if the text between them does not join them."""
    second_start = second.numbers[0][0] if text[second.start] in "~～〜" else second.start   # "about", or "to"
    between = text[first.end : second_start]
    if not between or len(between) > _MAX_DASH_LENGTH:
        is_joined = not between and first.kind == second.kind == "measure"   # 40°26′46″
        return replace(first, end=second.end, numbers=first.numbers + second.numbers) if is_joined else None
    if match := _RANGE_DASH.fullmatch(between):
        is_spaced = match.end("dash") - match.start("dash") < len(match["all"])
        if _may_join(text, first, second, is_spaced=is_spaced):
            at = first.end + match.start("dash")
            return _build_range(text, first, second, (at, at + 1), is_spaced=is_spaced)
        return None
    are_joinable = first.kind in _JOINABLE_KINDS and second.kind in (*_JOINABLE_KINDS, "range")
    if are_joinable and between in ("±", "×", "·", "/", "+/-"):
        return replace(first, end=second.end, numbers=first.numbers + second.numbers)
    return None


def _may_join(text: str, first: Quantity, second: Quantity, *, is_spaced: bool) -> bool:
    """Return whether a dash may join two quantities. With spaces around it, they must be of the same kind."""
    if is_spaced:
        same_kind = first.kind == second.kind or (first.kind == "number" and second.kind in _JOINABLE_KINDS)
        return _are_days(text, first, second) or (same_kind and first.kind in (*_JOINABLE_KINDS, "date"))
    if first.kind == "date" or second.kind == "date":
        return first.kind == second.kind
    if _are_days(text, first, second):
        return True
    return first.kind in _JOINABLE_KINDS and second.kind in (*_JOINABLE_KINDS, "range")


def _are_days(text: str, first: Quantity, second: Quantity) -> bool:
    """Return whether two quantities may be days with months in the same notation: 31/12 and 5/1."""
    spans = [(quantity.numbers[0][0], quantity.numbers[-1][1]) for quantity in (first, second)]
    signs = {match[1] if (match := _DAY_AND_MONTH.fullmatch(text, *span)) else "" for span in spans}
    return len(signs) == 1 and "" not in signs


def _build_range(
    text: str, first: Quantity, second: Quantity, dash: tuple[int, int], *, is_spaced: bool
) -> Quantity | None:
    """Return two quantities with a dash between them as one: a range if they ascend or the author typed a dash.

    With spaces around the dash, the result is None if they do not ascend.
    """
    values = [float(re.sub(r"[^\d.]|[.,،⹁](?=\d{3}(?!\d))", "", text[a:b].replace(",", ".")) or 0)
              * (-1 if is_spaced and _MINUS_SIGN.search(text, start, a) else 1)
              for start, (a, b) in ((first.start, first.numbers[-1]), (second.start, second.numbers[0]))]   # fmt: skip
    are_days = first.kind == second.kind in ("time", "date") or _are_days(text, first, second)
    ascends = values[0] < values[1] or are_days
    if is_spaced and not ascends:
        return None
    ascends = ascends or text[dash[0]] not in "-‐‑"
    kind: Kind = "range" if ascends else "ratio"
    return Quantity(first.start, second.end, kind, first.numbers + second.numbers, dash if ascends else None)
