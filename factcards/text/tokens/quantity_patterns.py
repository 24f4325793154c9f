"""Classify chains of digits and separators as quantities, by their form and the words before them.

Chains are split into quantities here; their signs, currencies and units are added by `quantities`. Sources: ISO 8601
(dates and times), CLDR (group and decimal marks), *Chicago Manual of Style* 6.78 and 6.82 (ranges, scores, and numbers
that only look like ranges).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...late_loading import compile_late
from .number_chains import DASHES, GROUP_COMMAS, MARKS, SPACES, NumberChain, is_date
from .quantity_signs import CODE_WORDS, LAW_WORDS, PAGE_WORDS, PERCENTS, SCORE_WORDS
from .telephone_numbers import find_telephone_end

Kind = Literal[
    "number", "percent", "money", "measure", "range", "ordinal", "plural", "date", "time", "ratio",
    "telephone", "score", "version", "code", "law",
]  # fmt: skip

_DATE_GAPS = tuple(f".{space}" for space in SPACES)
_DIGIT_PAIR = compile_late(rf"(?<![\w.,:/-])(\d)-(\d)(?![\w:/{PERCENTS}-]|[.,]\d)")
"""Two digits with a hyphen, which may be a score: 3-1."""
_COUNTED = compile_late(rf"[ \u00a0\u202f]?(?:[{PERCENTS}]|years?|months?|days?|hours?|weeks?)")
"""A unit after a pair of numbers that makes it a range: `9-11 years`, `9-11%`."""
_DATE_END = compile_late(rf"\.|[{SPACES}][–—][{SPACES}]")   # what may follow a date's last number: 27.9. – 28.9
_NINE_ELEVEN = "9-11"   # 11 September, a date that looks like a range
_CAPITAL_WORD = compile_late(r"(?<!\w)(?![a-z])[^\W\d_]\w*[ \u00a0]\Z")
"""The end of a text: a word with a capital, and a space."""


@dataclass(frozen=True, slots=True)
class QuantityCore:
    """A quantity without its signs and units: its kind, its first and last group, its numbers, its range dash."""

    kind: Kind
    first: int
    last: int
    numbers: tuple[tuple[int, int], ...]
    range_dash: tuple[int, int] | None = None


def has_scores(text: str) -> bool:
    """Return whether pairs of small numbers in a text are scores: it has such a word, or a pair that descends."""
    if SCORE_WORDS.search(text):
        return True
    return any(int(a) > int(b) for a, b in _DIGIT_PAIR.findall(text))


def split_chain(chain: NumberChain) -> Iterator[QuantityCore]:
    """Yield the quantities of a chain in order."""
    index = 0
    while index < len(chain.groups):
        spaced = _find_spaced_date_end(chain, index)
        last = find_telephone_end(chain, index) if spaced is None else None
        if spaced is not None:
            last = spaced
            yield QuantityCore("date", index, last, chain.groups[index : last + 1])
        elif last is not None:
            yield QuantityCore("telephone", index, last, chain.groups[index : last + 1])
        else:
            last = _find_word_end(chain, index)
            yield _classify_word(chain, index, last)
        index = last + 1


def _find_spaced_date_end(chain: NumberChain, first: int) -> int | None:
    """Return the last group of a date with a full stop and a space after its numbers: 31. 12. 2024, 31. 12."""
    last = first
    while last + 1 < len(chain.groups) and last < first + 2 and chain.gap(last) in _DATE_GAPS:
        last += 1
    if last == first:
        return None
    parts = [chain.digits(index) for index in range(first, last + 1)]
    if len(parts) == 3:   # with a year, first or last
        orders = ((parts[2], parts[:2]), (parts[0], parts[1:]))
        return last if any(len(year) in (2, 4) and _is_day_and_month(rest) for year, rest in orders) else None
    ends = _DATE_END.match(chain.text, chain.groups[last][1])
    return last if ends and _is_day_and_month(parts) else None


def _is_day_and_month(parts: list[str]) -> bool:
    """Return whether two groups are a day and a month, in either order."""
    numbers = sorted(int(part) for part in parts)
    return all(len(part) <= 2 for part in parts) and 1 <= numbers[0] <= 12 and numbers[1] <= 31


def _find_word_end(chain: NumberChain, first: int) -> int:
    """Return the last group of a word: groups joined by one character each, or by spaces between thousands."""
    last = first
    thousands = _begins_thousands(chain, first)   # whether a group of three after a space continues the number
    while last + 1 < len(chain.groups):
        gap = chain.gap(last)
        if last == first and _is_mixed(chain, first):
            return first + 2
        if len(gap) != 1 or gap in "()":
            break
        if (gap in SPACES and not (thousands and len(chain.digits(last + 1)) == 3)) or (
            gap in GROUP_COMMAS and len(chain.digits(last + 1)) != 3
        ):
            break
        last += 1
        if gap in DASHES or gap in "−:/":
            thousands = _begins_thousands(chain, last)
        elif gap in MARKS:
            thousands = False
    return last


def _is_mixed(chain: NumberChain, first: int) -> bool:
    """Return whether a whole number and a fraction start with a group: 1 1/2, 5 3/4."""
    if first + 2 >= len(chain.groups) or chain.gap(first) not in SPACES or chain.gap(first + 1) != "/":
        return False
    top, bottom = chain.digits(first + 1), chain.digits(first + 2)
    return bottom in ("2", "3", "4", "5", "8", "16") and 0 < int(top) < int(bottom)


def _begins_thousands(chain: NumberChain, index: int) -> bool:
    """Return whether a group may be the first of a number with spaces between thousands: 12 345 678."""
    return len(chain.digits(index)) <= 3 and chain.digits(index)[0] != "0"


def _classify_word(chain: NumberChain, first: int, last: int) -> QuantityCore:
    """Return the quantity of the groups of one word, from first to last."""
    numbers = _find_numbers(chain, first, last)
    gaps = [chain.gap(index) for index in range(first, last)]
    parts = [chain.digits(index) for index in range(first, last + 1)]
    if is_date(parts, gaps) and not (len(parts) == 2 and LAW_WORDS.search(chain.before(first))):
        return QuantityCore("date", first, last, chain.groups[first : last + 1])
    if last == first + 2 and _is_mixed(chain, first):
        return QuantityCore("number", first, last, ((chain.groups[first][0], chain.groups[last][1]),))
    dashes = [index for index in range(first, last) if chain.gap(index) in (*DASHES, "−")]
    if len(dashes) > 1:
        return QuantityCore("code", first, last, numbers)
    if dashes and _is_pair_of_dates(parts, gaps, dashes[0] - first):
        range_dash = (chain.groups[dashes[0]][1], chain.groups[dashes[0] + 1][0])
        return QuantityCore("range", first, last, chain.groups[first : last + 1], range_dash)
    if dashes:
        return _classify_pair(chain, first, dashes[0], last, numbers)
    return QuantityCore(_kind_of_number(chain, first, parts, gaps), first, last, numbers)


def _is_pair_of_dates(parts: list[str], gaps: list[str], dash: int) -> bool:
    """Return whether there are dates on both sides of a dash: 31.12.2023-3.5.2024."""
    return is_date(parts[: dash + 1], gaps[:dash]) and is_date(parts[dash + 1 :], gaps[dash + 1 :])


def _kind_of_number(chain: NumberChain, first: int, parts: list[str], gaps: list[str]) -> Kind:
    """Return the kind of a word without dashes."""
    if ":" in gaps:
        clock = set(gaps) <= {":", ".", ","} and int(parts[0]) <= 24 and len(parts[1]) == 2 and int(parts[1]) < 60
        return "time" if clock and len(parts) <= 4 else "ratio"
    if "/" in gaps:
        return "law" if LAW_WORDS.search(chain.before(first)) else "ratio"
    if gaps.count(".") > 1 and set(gaps) == {"."} and any(len(part) != 3 for part in parts[1:]):
        return "version"
    return "number"


def _find_numbers(chain: NumberChain, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the numbers of a word: digits with group and decimal marks between them."""
    found, start = [], first
    for index in range(first, last + 1):
        if index == last or not (chain.gap(index) in MARKS or chain.gap(index) in SPACES):
            found.append((chain.groups[start][0], chain.groups[index][1]))
            start = index + 1
    return tuple(found)


def _classify_pair(
    chain: NumberChain, first: int, dash: int, last: int, numbers: tuple[tuple[int, int], ...]
) -> QuantityCore:
    """Classify two numbers with a dash between them: a range, or something that only looks like one."""
    range_dash = (chain.groups[dash][1], chain.groups[dash + 1][0])
    is_hyphen = chain.gap(dash) in "-‐‑"
    is_single_pair = dash == first and last == dash + 1
    kind = _pair_kind(chain, first) if is_hyphen and is_single_pair else ""
    if is_hyphen and dash == first and len(chain.digits(first)) > 1 and chain.digits(first)[0] == "0":
        kind = kind or "code"
    if not kind:
        left, right = (_estimate(chain, a, b) for a, b in ((first, dash), (dash + 1, last)))
        kind = "range" if left < right or (not is_hyphen and chain.gap(dash) != "−") else "ratio"
    return QuantityCore(kind, first, last, numbers, range_dash if kind == "range" else None)   # type: ignore[arg-type]


def _pair_kind(chain: NumberChain, first: int) -> str:
    """Return the kind of two whole numbers with a hyphen between them, or "" if only their order decides."""
    left, right = chain.digits(first), chain.digits(first + 1)
    before = chain.before(first)
    if LAW_WORDS.search(before):
        return "law"
    if CODE_WORDS.search(before):
        return "code"
    a, b = int(left), int(right)
    if (len(left) > 1 and left[0] == "0") or (len(right) > 1 and right[0] == "0"):
        return "code"
    if (a, b) == (0, 1):
        return "score"
    small = a <= 30 and b <= 30
    if small and (chain.scores or (a >= b and len(left) <= 2)) and not PAGE_WORDS.search(before):
        after = chain.text[chain.groups[first + 1][1] :][:2]
        return "" if a < b and re.match(rf"[ \u00a0]?[{PERCENTS}°]", after) else "score"
    if len(left) == 4 and len(right) == 2:
        return "range" if b > int(left[2:]) else "code"
    counts = PAGE_WORDS.search(before) or _COUNTED.match(chain.text, chain.groups[first + 1][1])
    if f"{left}-{right}" == _NINE_ELEVEN and not counts:
        return "code"
    looks_like_code = len(left) == len(right) == 3 and _CAPITAL_WORD.search(before) and not PAGE_WORDS.search(before)
    if looks_like_code or a >= b or (len(right) >= 3 and b > 10 * max(a, 1)) or max(len(left), len(right)) > 5:
        return "code"
    return ""


def _estimate(chain: NumberChain, first: int, last: int) -> float:
    """Estimate the value of a number, to compare the two ends of a range: 1,5 and 12 345, 9:30."""
    whole = chain.digits(first)
    fraction = ""
    for index in range(first, last):
        part = chain.digits(index + 1)
        if chain.gap(index) != ":" and len(part) == 3:
            whole += part
        else:
            fraction += part
    return float(f"{whole}.{fraction or 0}")
