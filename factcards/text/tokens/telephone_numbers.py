"""Telephone numbers in a chain of digits, by ITU-T E.123 and national conventions."""

from __future__ import annotations

import re

from ...late_loading import compile_late
from .number_chains import DASHES, LAST_YEAR, MARKS, SPACES, NumberChain, is_date, is_decimal, is_year
from .quantity_signs import CURRENCIES, PERCENTS, TELEPHONE_WORDS

_DASH_CLASS = re.escape(DASHES)
_TELEPHONE_GAP = compile_late(rf"[{SPACES}]?[-‐‑–./]?[{SPACES}]?|[{SPACES}]?[-‐‑–]?\(|\)[{SPACES}‐‑–-]?")
"""What may separate the groups of a telephone number: (020) 7946-0123."""
_GROUP_MARK = rf"[{SPACES}.,'’]"
_GROUPED_NUMBER = rf"[1-9]\d{{0,2}}(?:{_GROUP_MARK}\d{{3}})*+"
_THOUSANDS = compile_late(
    rf"(?=\d++(?:[{_DASH_CLASS}]\d++)?{_GROUP_MARK}\d{{3}})"
    rf"{_GROUPED_NUMBER}[{_DASH_CLASS}]{_GROUPED_NUMBER}(?![{SPACES}{_DASH_CLASS}]?\d)"
)
"""A range of numbers with group marks: 10 000-20 000, 500-1.000."""
_UNIT_AFTER = compile_late(rf"[{SPACES}]?[{PERCENTS}°{re.escape(CURRENCIES)}]")
"""A unit after a number, which is not a telephone number then: 116 123 €."""
_MAX_TELEPHONE_GROUPS = 8
"""Maximum number of groups of a telephone number."""


def find_telephone_end(chain: NumberChain, first: int) -> int | None:
    """Return the last group of the telephone number that starts with a group, or None if there is none."""
    if not _may_be_telephone(chain, first):
        return None
    last = _find_last_telephone_group(chain, first)
    while last >= first:
        ends = last + 1 == len(chain.groups) or chain.gap(last)[0] in f"{SPACES},("
        if ends and _is_telephone(chain, first, last):
            return last
        if last == first or chain.gap(last - 1)[0] not in SPACES:
            return None   # a number does not end between groups without a space
        last -= 1
    return None


def _may_be_telephone(chain: NumberChain, first: int) -> bool:
    """Return whether a telephone number may start with a group. This quick check excludes most chains."""
    if chain.digits(first)[0] == "0" or re.search(r"[+(]\Z", chain.before(first)):
        return True
    if _THOUSANDS.match(chain.text, chain.groups[first][0], chain.groups[-1][1]):
        return False
    lengths = [end - start for start, end in chain.groups[first + 1 : first + 3]]
    longer = bool(lengths) and (lengths[0] > 1 or lengths[-1] > 2)
    return longer or TELEPHONE_WORDS.search(chain.before(first)) is not None


def _find_last_telephone_group(chain: NumberChain, first: int) -> int:
    """Return the last group that could belong to a telephone number (E.164: 15 digits; 20 after a plus)."""
    last, total = first, len(chain.digits(first))
    max_digits = 20 if chain.before(first).endswith("+") else 15
    stop = min(len(chain.groups), first + _MAX_TELEPHONE_GROUPS)
    while last + 1 < stop and _TELEPHONE_GAP.fullmatch(chain.gap(last)):
        end = chain.groups[last + 1][1]
        total += len(chain.digits(last + 1))
        if total > max_digits or _UNIT_AFTER.match(chain.text, end):
            break
        if "/" in chain.gap(last) and last > first:
            break
        last += 1
    return last


def _is_telephone(chain: NumberChain, first: int, last: int) -> bool:
    """Return whether groups from first to last are a telephone number."""
    parts = [chain.digits(index) for index in range(first, last + 1)]
    gaps = [chain.gap(index) for index in range(first, last)]
    total, before = sum(map(len, parts)), chain.before(first)
    if re.search(r"(?<![\w.)])\(?\+\Z", before):
        return total >= (7, 6, 4)[min(len(parts), 3) - 1]
    if len(parts) == 1:
        is_called = TELEPHONE_WORDS.search(before) is not None and re.search(r"[\s:]\Z", before) is not None
        after = chain.text[chain.groups[first][1] :][:2]
        counts = re.match(rf"[{SPACES}]\w|[{PERCENTS}\w{MARKS}]", after) is not None
        return is_called and total >= 3 and not counts and not is_year(parts[0])
    words = chain.text[chain.groups[first][0] : chain.groups[last][1]]
    if is_date(parts, gaps) or is_decimal(parts, gaps) or all(map(is_year, parts)) or _THOUSANDS.fullmatch(words):
        return False
    if before.endswith("(") and ")" in gaps[0]:
        return total - len(parts[0]) >= 5 and not is_year(parts[0])
    if len(gaps) == 1 and gaps[0] in ("/", "."):
        return parts[0][0] == "0" and len(parts[0]) > 1 and total >= 7
    is_called = TELEPHONE_WORDS.search(before) is not None
    if parts[0][0] == "0" and (len(parts[0]) > 1 or len(parts) > 2):
        return total >= (4 if is_called else 6)
    return _looks_like_telephone(parts, gaps, is_called)


def _looks_like_telephone(parts: list[str], gaps: list[str], is_called: bool) -> bool:
    """Return whether groups without a leading plus, bracket or zero are a telephone number."""
    total, hyphens = sum(map(len, parts)), sum(any(c in DASHES for c in gap) for gap in gaps)
    if len(parts) == 2:
        first, second = parts
        if first == "116" and len(second) == 3 and second[0] in "01":   # helplines of the European Union
            return True
        if gaps[0] in SPACES and _looks_like_telephone_pair(first, second):
            return True
        if not hyphens:
            return is_called and total >= 5 and not all(c in SPACES for c in gaps[0] if len(second) < 3)
        if gaps[0] not in "-‐‑":
            return False
        descends = int(first) >= int(second)
        eight = len(first) == len(second) == 4 and (descends or int(second) > LAST_YEAR)
        return (len(first) == 3 and len(second) == 4) or eight or (is_called and total >= 4)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and len(set(gaps)) == 1 and not hyphens
    if grouped and not is_called:
        return False
    if set(gaps) == {"."}:
        is_ip_address = len(parts) == 4 and max(map(int, parts)) < 256   # IPv4
        return total >= 9 and all(len(part) > 1 for part in parts[1:]) and not is_ip_address
    single_digits = sum(len(part) == 1 for part in parts[1:])
    may_be_groups = 1 < len(parts[-1]) <= 7 and (not single_digits or (single_digits == 1 and _may_lead(parts[0])))
    pairs = all(len(part) == 2 for part in parts) and all(gap in SPACES for gap in gaps)   # 60 12 34
    return (6 if pairs else 7) <= total <= 15 and may_be_groups


def _looks_like_telephone_pair(first: str, second: str) -> bool:
    """Return whether two adjacent numbers are a telephone number: 270 0123, 90 012345, but not 2019 12000."""
    if not _may_lead(first) or is_year(second):
        return False
    return len(second) >= (6 if is_year(first) else 4) and (len(first) + len(second) >= 7 or second[0] == "0")


def _may_lead(digits: str) -> bool:
    """Return whether a telephone number may start with these digits: not with a year, except 1800 and 1900."""
    return not is_year(digits) or digits in ("1800", "1900")
