"""Which kind of quantity a chain of digits and separators is, by its shape and the words before it.

A chain is what stands between words: `0800 123 456`, `2016-2030`, `1,234.5`. It is divided into quantities here; signs,
currencies and units are added by `quantities`. Sources: ITU-T E.123 and national habits (telephone numbers), ISO 8601
(dates and times), CLDR (group and decimal marks), *Chicago Manual of Style* 6.78 and 6.82 (ranges, scores, numbers
that only look like ranges).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .quantity_signs import CODE_WORDS, CURRENCIES, LAW_WORDS, PAGE_WORDS, SCORE_WORDS, TELEPHONE_WORDS

Kind = Literal[
    "number", "percent", "money", "measure", "range", "ordinal", "plural", "date", "time", "ratio",
    "telephone", "score", "version", "code", "law",
]  # fmt: skip

SPACES = " \u00a0\u202f\u2009"
DASHES = "-‐‑‒–—"
_GROUP_COMMAS = "،⹁"
"""Commas that part thousands, and elsewhere the members of a list."""
MARKS = f".,'’٫٬{_GROUP_COMMAS}"
"""Signs of groups and decimals: CLDR 48, `numbers/symbols`."""
CHAIN = re.compile(rf"\d++(?:[{SPACES}{MARKS}:/()−{re.escape(DASHES)}]{{1,3}}+\d++)*+")
_PHONE_GAP = re.compile(rf"[{SPACES}]?[-‐‑–./]?[{SPACES}]?|[{SPACES}]?[-‐‑–]?\(|\)[{SPACES}‐‑–-]?")
_MARKED = rf"[{SPACES}.,'’]"
_WHOLE = rf"[1-9]\d{{0,2}}(?:{_MARKED}\d{{3}})*+"
_HYPHENS = re.escape(DASHES)
_THOUSANDS = re.compile(
    rf"(?=\d++(?:[{_HYPHENS}]\d++)?{_MARKED}\d{{3}}){_WHOLE}[{_HYPHENS}]{_WHOLE}(?![{SPACES}{_HYPHENS}]?\d)"
)
"""A range of numbers with signs between their thousands: 10 000-20 000, 500-1.000."""
_DATE_GAPS = tuple(f".{space}" for space in SPACES)
_DATE_PARTS = 3
_PAIR = re.compile(r"(?<![\w.,:/-])(\d)-(\d)(?![\w:/%-]|[.,]\d)")
_UNIT_BEHIND = re.compile(rf"[{SPACES}]?[%‰٪°{re.escape(CURRENCIES)}]")
_COUNTED = re.compile(r"[ \u00a0\u202f]?(?:%|years?|months?|days?|hours?|weeks?)")
"""What two numbers count, behind them: `9-11 years`, `9-11%`."""
_DATE_ENDS = re.compile(rf"\.|[{SPACES}][–—][{SPACES}]")
_MAX_TELEPHONE_GROUPS = 8
"""Maximum number of groups of a telephone number."""
_CONTEXT_LENGTH = 40
"""Number of characters before a chain in which a word for calling, a law or a code is looked for."""
_EMERGENCY = "9-11"
_CAPITAL_WORD = re.compile(r"(?<!\w)(?![a-z])[^\W\d_]\w*[ \u00a0]\Z")


@dataclass(frozen=True, slots=True)
class NumberChain:
    """Digits with separators: `groups` are the stretches of digits, `gaps` what stands between each two of them."""

    text: str
    groups: tuple[tuple[int, int], ...]
    scores: bool = False

    def digits(self, index: int) -> str:
        """Return the digits of a group in European form."""
        start, end = self.groups[index]
        return "".join(str(unicodedata.decimal(c)) for c in self.text[start:end])

    def gap(self, index: int) -> str:
        """Return what stands between a group and the next."""
        return self.text[self.groups[index][1] : self.groups[index + 1][0]]

    def before(self, index: int) -> str:
        """Return the characters before a group, as far as context is looked for."""
        start = self.groups[index][0]
        return self.text[max(0, start - _CONTEXT_LENGTH) : start]


@dataclass(frozen=True, slots=True)
class QuantityCore:
    """A quantity without its signs and units: its kind, its groups from first to last, its joint."""

    kind: Kind
    first: int
    last: int
    numbers: tuple[tuple[int, int], ...]
    range_dash: tuple[int, int] | None = None


def has_scores(text: str) -> bool:
    """Return whether pairs of small numbers in a text are scores: a word says so, or a pair of them descends."""
    if SCORE_WORDS.search(text):
        return True
    return any(int(a) > int(b) for a, b in _PAIR.findall(text))


def split_chain(chain: NumberChain) -> Iterator[QuantityCore]:
    """Yield the quantities of a chain in order."""
    index = 0
    while index < len(chain.groups):
        spaced = _spaced_date_end(chain, index)
        last = _telephone_end(chain, index) if spaced is None else None
        if spaced is not None:
            last = spaced
            yield QuantityCore("date", index, last, chain.groups[index : last + 1])
        elif last is not None:
            yield QuantityCore("telephone", index, last, chain.groups[index : last + 1])
        else:
            last = _word_end(chain, index)
            yield _classify_word(chain, index, last)
        index = last + 1


def _spaced_date_end(chain: NumberChain, first: int) -> int | None:
    """Return the last group of a date with a full stop and a space behind its numbers: 31. 12. 2024, 31. 12."""
    last = first
    while last + 1 < len(chain.groups) and last < first + 2 and chain.gap(last) in _DATE_GAPS:
        last += 1
    if last == first:
        return None
    parts = [chain.digits(index) for index in range(first, last + 1)]
    if len(parts) == _DATE_PARTS:
        orders = ((parts[2], parts[:2]), (parts[0], parts[1:]))
        return last if any(len(year) in (2, 4) and _is_day_and_month(rest) for year, rest in orders) else None
    ends = _DATE_ENDS.match(chain.text, chain.groups[last][1])
    return last if ends and _is_day_and_month(parts) else None


def _is_day_and_month(parts: list[str]) -> bool:
    numbers = sorted(int(part) for part in parts)
    return all(len(part) <= 2 for part in parts) and 1 <= numbers[0] <= 12 and numbers[1] <= 31


def _word_end(chain: NumberChain, first: int) -> int:
    """Return the last group of a word: groups joined by one sign, or by spaces that part thousands."""
    last = first
    thousands = _begins_thousands(chain, first)   # whether a group of three behind a space goes on the number
    while last + 1 < len(chain.groups):
        gap = chain.gap(last)
        if last == first and _is_mixed(chain, first):
            return first + 2
        if len(gap) != 1 or gap in "()":
            break
        if (gap in SPACES and not (thousands and len(chain.digits(last + 1)) == 3)) or (
            gap in _GROUP_COMMAS and len(chain.digits(last + 1)) != 3
        ):
            break
        last += 1
        if gap in DASHES or gap in "−:/":
            thousands = _begins_thousands(chain, last)
        elif gap in MARKS:
            thousands = False
    return last


def _is_mixed(chain: NumberChain, first: int) -> bool:
    """Return whether a whole number and a fraction begin with a group: 1 1/2, 5 3/4."""
    if first + 2 >= len(chain.groups) or chain.gap(first) not in SPACES or chain.gap(first + 1) != "/":
        return False
    top, bottom = chain.digits(first + 1), chain.digits(first + 2)
    return bottom in ("2", "3", "4", "5", "8", "16") and 0 < int(top) < int(bottom)


def _begins_thousands(chain: NumberChain, index: int) -> bool:
    """Return whether a group may be the first of a number with spaces between its thousands: 12 345 678."""
    return len(chain.digits(index)) <= 3 and chain.digits(index)[0] != "0"


def _telephone_end(chain: NumberChain, first: int) -> int | None:
    """Return the last group of the telephone number that begins with a group, None where none does."""
    if not _may_be_telephone(chain, first):
        return None
    last = _last_telephone_group(chain, first)
    while last >= first:
        ends = last + 1 == len(chain.groups) or chain.gap(last)[0] in f"{SPACES},("
        if ends and _is_telephone(chain, first, last):
            return last
        if last == first or chain.gap(last - 1)[0] not in SPACES:
            return None   # never end within groups that touch
        last -= 1
    return None


def _may_be_telephone(chain: NumberChain, first: int) -> bool:
    """Return whether a telephone number may begin with a group: a quick look that leaves most chains out."""
    if chain.digits(first)[0] == "0" or re.search(r"[+(]\Z", chain.before(first)):
        return True
    if _THOUSANDS.match(chain.text, chain.groups[first][0], chain.groups[-1][1]):
        return False
    lengths = [end - start for start, end in chain.groups[first + 1 : first + 3]]
    longer = bool(lengths) and (lengths[0] > 1 or lengths[-1] > 2)
    return longer or TELEPHONE_WORDS.search(chain.before(first)) is not None


def _last_telephone_group(chain: NumberChain, first: int) -> int:
    """Return the last group that could belong to a telephone number (E.164: 15 digits; more behind a plus)."""
    last, total = first, len(chain.digits(first))
    most = 20 if chain.before(first).endswith("+") else 15
    while last + 1 < min(len(chain.groups), first + _MAX_TELEPHONE_GROUPS) and _PHONE_GAP.fullmatch(chain.gap(last)):
        end = chain.groups[last + 1][1]
        total += len(chain.digits(last + 1))
        if total > most or _UNIT_BEHIND.match(chain.text, end):
            break
        if "/" in chain.gap(last) and last > first:
            break
        last += 1
    return last


def _is_telephone(chain: NumberChain, first: int, last: int) -> bool:
    parts = [chain.digits(index) for index in range(first, last + 1)]
    gaps = [chain.gap(index) for index in range(first, last)]
    total, before = sum(map(len, parts)), chain.before(first)
    if re.search(r"(?<![\w.)])\(?\+\Z", before):
        return total >= (7, 6, 4)[min(len(parts), 3) - 1]
    if len(parts) == 1:
        called = TELEPHONE_WORDS.search(before) is not None and re.search(r"[\s:]\Z", before) is not None
        behind = chain.text[chain.groups[first][1] :][:2]
        counts = re.match(rf"[{SPACES}]\w|[%‰٪\w{MARKS}]", behind) is not None
        return called and total >= 3 and not counts and not _is_year(parts[0])
    words = chain.text[chain.groups[first][0] : chain.groups[last][1]]
    if _is_date(parts, gaps) or _is_decimal(parts, gaps) or all(map(_is_year, parts)) or _THOUSANDS.fullmatch(words):
        return False
    if before.endswith("(") and ")" in gaps[0]:
        return total - len(parts[0]) >= 5 and not _is_year(parts[0])
    if len(gaps) == 1 and gaps[0] in ("/", "."):
        return parts[0][0] == "0" and len(parts[0]) > 1 and total >= 7
    called = TELEPHONE_WORDS.search(before) is not None
    if parts[0][0] == "0" and (len(parts[0]) > 1 or len(parts) > 2):
        return total >= (4 if called else 6)
    return _looks_like_telephone(parts, gaps, called)


def _looks_like_telephone(parts: list[str], gaps: list[str], called: bool) -> bool:
    """Return whether groups without a plus, a bracket or a zero in front are a telephone number."""
    total, hyphens = sum(map(len, parts)), sum(any(c in DASHES for c in gap) for gap in gaps)
    if len(parts) == 2:
        first, second = parts
        if first == "116" and len(second) == 3 and second[0] in "01":   # the European Union's helplines
            return True
        if gaps[0] in SPACES and _looks_like_telephone_pair(first, second):
            return True
        if not hyphens:
            return called and total >= 5 and not all(c in SPACES for c in gaps[0] if len(second) < 3)
        if gaps[0] not in "-‐‑":
            return False
        descends = int(first) >= int(second)
        eight = len(first) == len(second) == 4 and (descends or int(second) > 2100)
        return (len(first) == 3 and len(second) == 4) or eight or (called and total >= 4)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and len(set(gaps)) == 1 and not hyphens
    if grouped and not called:
        return False
    if set(gaps) == {"."}:
        internet = len(parts) == 4 and max(map(int, parts)) < 256   # an address of version 4
        return total >= 9 and all(len(part) > 1 for part in parts[1:]) and not internet
    singles = sum(len(part) == 1 for part in parts[1:])
    spread = 1 < len(parts[-1]) <= 7 and (not singles or (singles == 1 and _may_lead(parts[0])))
    pairs = all(len(part) == 2 for part in parts) and all(gap in SPACES for gap in gaps)   # 60 12 34
    return (6 if pairs else 7) <= total <= 15 and spread


def _looks_like_telephone_pair(first: str, second: str) -> bool:
    """Return whether two numbers side by side are a telephone number: 270 0123, 90 012345; not 2019 12000."""
    if not _may_lead(first) or _is_year(second):
        return False
    return len(second) >= (6 if _is_year(first) else 4) and (len(first) + len(second) >= 7 or second[0] == "0")


def _may_lead(digits: str) -> bool:
    """Return whether digits may begin a telephone number: no year but the 1800 and 1900 of free and paid calls."""
    return not _is_year(digits) or digits in ("1800", "1900")


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1500 <= int(digits) <= 2100


def _is_date(parts: list[str], gaps: list[str]) -> bool:
    """Return whether groups are a date of two or three numbers (ISO 8601 and the orders of day and month)."""
    if len(set(gaps)) != 1 or gaps[0] not in tuple("-/.‐‑") or any(len(part) > 4 for part in parts):
        return False
    numbers = [int(part) for part in parts]
    if len(parts) == 2:
        year_first = _is_year(parts[0]) and len(parts[1]) == 2 and 1 <= numbers[1] <= 12 and gaps[0] != "."
        return year_first or (_is_year(parts[1]) and len(parts[0]) == 2 and 1 <= numbers[0] <= 12)
    if len(parts) != 3 or not all(number >= 1 for number in numbers[:2]):
        return False
    first, second, third = numbers
    if len(parts[0]) == 4:
        return max(len(parts[1]), len(parts[2])) <= 2 and second <= 12 and 1 <= third <= 31
    short = len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in (2, 4)
    year = len(parts[2]) == 4 or (gaps[0] != "-" and len(parts[1]) == 2)
    return short and year and min(first, second) <= 12 and max(first, second) <= 31


def _is_decimal(parts: list[str], gaps: list[str]) -> bool:
    """Return whether two groups are a number with decimals: 0.5, 0,25."""
    return len(parts) == 2 and gaps[0] in (".", ",", "٫") and parts[0].lstrip("0") == "" and len(parts[0]) == 1


def _classify_word(chain: NumberChain, first: int, last: int) -> QuantityCore:
    numbers = _numbers(chain, first, last)
    gaps = [chain.gap(index) for index in range(first, last)]
    parts = [chain.digits(index) for index in range(first, last + 1)]
    if _is_date(parts, gaps) and not (len(parts) == 2 and LAW_WORDS.search(chain.before(first))):
        return QuantityCore("date", first, last, chain.groups[first : last + 1])
    if last == first + 2 and _is_mixed(chain, first):
        return QuantityCore("number", first, last, ((chain.groups[first][0], chain.groups[last][1]),))
    dashes = [index for index in range(first, last) if chain.gap(index) in (*DASHES, "−")]
    if len(dashes) > 1:
        return QuantityCore("code", first, last, numbers)
    if dashes and _is_pair_of_dates(parts, gaps, dashes[0] - first):
        joint = (chain.groups[dashes[0]][1], chain.groups[dashes[0] + 1][0])
        return QuantityCore("range", first, last, chain.groups[first : last + 1], joint)
    if dashes:
        return _classify_pair(chain, first, dashes[0], last, numbers)
    return QuantityCore(_kind_of_number(chain, first, parts, gaps), first, last, numbers)


def _is_pair_of_dates(parts: list[str], gaps: list[str], dash: int) -> bool:
    """Return whether there are dates on both sides of a dash: 31.12.2023-3.5.2024."""
    return _is_date(parts[: dash + 1], gaps[:dash]) and _is_date(parts[dash + 1 :], gaps[dash + 1 :])


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


def _numbers(chain: NumberChain, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the numbers of a word: digits with marks of groups and decimals between them."""
    found, start = [], first
    for index in range(first, last + 1):
        if index == last or not (chain.gap(index) in MARKS or chain.gap(index) in SPACES):
            found.append((chain.groups[start][0], chain.groups[index][1]))
            start = index + 1
    return tuple(found)


def _classify_pair(
    chain: NumberChain, first: int, dash: int, last: int, numbers: tuple[tuple[int, int], ...]
) -> QuantityCore:
    """Return what two numbers with a dash between them are: a range, or what only looks like one."""
    joint = (chain.groups[dash][1], chain.groups[dash + 1][0])
    typed = chain.gap(dash) in "-‐‑"
    plain = dash == first and last == dash + 1
    kind = _pair_kind(chain, first) if typed and plain else ""
    if typed and dash == first and len(chain.digits(first)) > 1 and chain.digits(first)[0] == "0":
        kind = kind or "code"
    if not kind:
        left, right = (_estimate(chain, a, b) for a, b in ((first, dash), (dash + 1, last)))
        kind = "range" if left < right or (not typed and chain.gap(dash) != "−") else "ratio"
    return QuantityCore(kind, first, last, numbers, joint if kind == "range" else None)   # type: ignore[arg-type]


def _pair_kind(chain: NumberChain, first: int) -> str:
    """Return the kind of two whole numbers with a hyphen between them; "" where only their order decides."""
    one, two = chain.digits(first), chain.digits(first + 1)
    before = chain.before(first)
    if LAW_WORDS.search(before):
        return "law"
    if CODE_WORDS.search(before):
        return "code"
    a, b = int(one), int(two)
    if (len(one) > 1 and one[0] == "0") or (len(two) > 1 and two[0] == "0"):
        return "code"
    if (a, b) == (0, 1):
        return "score"
    small = a <= 30 and b <= 30
    if small and (chain.scores or (a >= b and len(one) <= 2)) and not PAGE_WORDS.search(before):
        behind = chain.text[chain.groups[first + 1][1] :][:2]
        return "" if a < b and re.match(r"[ \u00a0]?[%‰٪°]", behind) else "score"
    if len(one) == 4 and len(two) == 2:
        return "range" if b > int(one[2:]) else "code"
    counts = PAGE_WORDS.search(before) or _COUNTED.match(chain.text, chain.groups[first + 1][1])
    if f"{one}-{two}" == _EMERGENCY and not counts:
        return "code"
    alike = len(one) == len(two) == 3 and _CAPITAL_WORD.search(before) and not PAGE_WORDS.search(before)
    if alike or a >= b or (len(two) >= 3 and b > 10 * max(a, 1)) or max(len(one), len(two)) > 5:
        return "code"
    return ""


def _estimate(chain: NumberChain, first: int, last: int) -> float:
    """Return about how large a number is, to compare the two ends of a range: 1,5 and 12 345, 9:30."""
    whole = chain.digits(first)
    fraction = ""
    for index in range(first, last):
        part = chain.digits(index + 1)
        if chain.gap(index) != ":" and len(part) == 3:
            whole += part
        else:
            fraction += part
    return float(f"{whole}.{fraction or 0}")
