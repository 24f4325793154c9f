"""Bidi isolates around left-to-right text in right-to-left words, with the marks at its ends.

After Arabic letters, UAX #9 (W2) treats European digits as Arabic ones: a per cent sign then leaves its number, and the
groups of a telephone number or the two ends of a range change places. CLDR puts the Arabic per cent sign between two
left-to-right marks for the same reason. An isolate does the same without affecting the text around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Prose
from ...text.tokens.number_chains import SPACES
from ...text.tokens.quantities import Quantity, find_quantities
from ...text.tokens.quantity_signs import PERCENTS
from ...text.unicode.direction_controls import DIRECTION_CONTROLS, FSI, LRI, LRO, PDF, PDI
from ...text.unicode.language_scripts import language_direction
from .latin_words import find_links, find_names, find_phrases, find_quotations

_ALM = "\u061c"
"""The Arabic letter mark (UAX #9)."""
_LEADING = compile_late(
    r"[^\w\u061c\u202d\u2066-\u2069]*[\u0660-\u0669\u06f0-\u06f9][\u0660-\u066c\u06f0-\u06f9]*[\u00a0\u202f]?"
    rf"[{PERCENTS}]"
)
"""A number in Arabic digits with its per cent sign at the start of a text."""
_CONTROLS = frozenset(DIRECTION_CONTROLS)
_ISOLATED = compile_late("[\u2066-\u2069]")
_RIGHT_TO_LEFT = ("R", "AL")
"""Bidi classes of right-to-left letters."""


@dataclass(frozen=True, slots=True)
class Isolate:
    """A range of characters to isolate, and the controls before and after it."""

    start: int
    end: int
    opening: str = LRI
    closing: str = PDI


def find_isolates(prose: Prose) -> list[Isolate]:
    """Return the ranges of right-to-left words that need an isolate, in order and without overlaps.

    Text that is in an isolate already is left alone. Direction controls are ignored, so that existing isolates do not
    change what is found next to them.
    """
    if language_direction(prose.language) == "ltr":
        return []
    places = [index for index, character in enumerate(prose.text) if character not in _CONTROLS]
    text = "".join(prose.text[index] for index in places)
    taken = [(bisect_left(places, a), bisect_left(places, b)) for a, b in _find_isolated(prose.text)]
    units: list[Isolate] = []

    def take(found: Iterable[Isolate]) -> None:
        for unit in found:
            if not any(a < unit.end and unit.start < b for a, b in taken):
                units.append(unit)
                taken.append((unit.start, unit.end))

    take(Isolate(a, b, FSI) for a, b in find_quotations(text, prose.language))
    take(Isolate(a, b) for a, b in (*find_links(text), *find_names(text)))
    take(unit for quantity in find_quantities(text) for unit in _isolate_quantity(text, quantity))
    take(Isolate(a, b) for a, b in find_phrases(text, taken))
    moved = (replace(unit, start=places[unit.start], end=places[unit.end - 1] + 1) for unit in units)
    whole = (unit for unit in moved if _CONTROLS.isdisjoint(prose.text[unit.start : unit.end]))
    return sorted(whole, key=lambda unit: unit.start)


def isolate_numbers(prose: Prose) -> Prose:
    """Return the words with each of these ranges in an isolate, if their language is written from right to left.

    After letters, a number in Arabic digits has its per cent sign on the left (UAX #9, W2 and W5). A number at the
    start of the words gets an Arabic letter mark, so that its sign is on the left too.
    """
    leading = _LEADING.match(prose.text) if language_direction(prose.language) == "rtl" else None
    units = find_isolates(prose)
    if leading and not (units and units[0].start < leading.end()):
        prose = Prose(_ALM + prose.text, prose.language, tuple((a + 1, b + 1) for a, b in prose.emphasis))
        units = [replace(unit, start=unit.start + 1, end=unit.end + 1) for unit in units]
    if not units:
        return prose
    pieces, at = [], 0
    for unit in units:
        pieces += [prose.text[at : unit.start], unit.opening, prose.text[unit.start : unit.end], unit.closing]
        at = unit.end
    text = "".join([*pieces, prose.text[at:]])

    def moved(index: int, *, end: bool) -> int:
        """Return the new index of an end of emphasis, which encloses an isolate that it touches."""
        openings = sum(len(unit.opening) for unit in units if unit.start < index)
        closings = sum(len(unit.closing) for unit in units if unit.end < index or (unit.end == index and end))
        return index + openings + closings

    emphasis = tuple((moved(a, end=False), moved(b, end=True)) for a, b in prose.emphasis)
    return Prose(text, prose.language, emphasis)


def find_adjacent_numbers(prose: Prose) -> list[str]:
    """Return each pair of numbers with only a space between them, which change places in right-to-left words."""
    if language_direction(prose.language) == "ltr":
        return []
    found, last = [], None
    for quantity in find_quantities(prose.text):
        if last and last.kind == quantity.kind == "number" and prose.text[last.end : quantity.start] in SPACES:
            found.append(prose.text[last.start : quantity.end])
        last = quantity
    return found


def _find_isolated(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the outermost isolates."""
    found, opened, start = [], 0, 0
    for match in _ISOLATED.finditer(text):
        if match[0] != PDI:
            start = start if opened else match.start()
            opened += 1
        elif opened:
            opened -= 1
            if not opened:
                found.append((start, match.end()))
    return [*found, (start, len(text))] if opened else found


def _isolate_quantity(text: str, quantity: Quantity) -> Iterator[Isolate]:
    """Yield the isolate that a quantity needs, or one for each number if right-to-left letters are between them."""
    for start, end, count in _split_quantity(text, quantity):
        words = text[start:end]
        kinds = {unicodedata2.bidirectional(c) for c in words if c.isdecimal()}
        if "R" in kinds or _is_one_run(words):   # N'Ko and Adlam digits are written from right to left
            continue
        is_plain = count == 1 and quantity.kind in ("number", "percent", "money", "measure", "time")
        if "AN" in kinds and not (is_plain and _is_ordered_by_cldr(words, text[slice(*quantity.numbers[0])])):
            yield Isolate(start, end, LRI + LRO, PDF + PDI)
        elif "AN" not in kinds and not (is_plain and quantity.kind == "percent" and _has_own_percent(words)):
            yield Isolate(start, end)


def _split_quantity(text: str, quantity: Quantity) -> Iterator[tuple[int, int, int]]:
    """Yield a quantity's ranges without right-to-left letters, each with the number of its numbers."""
    if not _has_right_to_left_letter(text[quantity.start : quantity.end]):
        yield quantity.start, quantity.end, len(quantity.numbers)
        return
    first, count = quantity.numbers[0][0], 0
    borders = [*quantity.numbers, (quantity.end, quantity.end)]
    for number, after in zip(quantity.numbers, borders[1:], strict=True):
        count += 1
        if after[0] == quantity.end or _has_right_to_left_letter(text[number[1] : after[0]]):
            yield _extend(text, first, quantity.start, back=True), _extend(text, number[1], quantity.end), count
            first, count = after[0], 0


def _extend(text: str, at: int, limit: int, *, back: bool = False) -> int:
    """Return the end of the signs, currencies and per cent signs that touch a number, up to a limit."""
    step = -1 if back else 1
    while at != limit:
        character = text[at - 1 if back else at]
        is_sign = back and at - 1 == limit and character in "+-−±~≈"
        if not (is_sign or unicodedata2.category(character) == "Sc" or character in f"{PERCENTS}°"):
            break
        at += step
    return at


def _is_one_run(words: str) -> bool:
    """Return whether UAX #9 keeps the words together in right-to-left text: digits with separators (W4)."""
    kinds = [kind for character in words if (kind := unicodedata2.bidirectional(character)) != "NSM"]
    inner = {*kinds}
    if inner <= {"EN", "CS"} or inner <= {"AN", "CS"}:
        return "CS" not in (kinds[0], kinds[-1]) and ("CS", "CS") not in pairwise(kinds)
    return kinds[0] == "L" and kinds[-1] in ("L", "EN") and not inner & {"AN", "ET"}


def _is_ordered_by_cldr(words: str, number: str) -> bool:
    """Return whether a number in Arabic digits is in CLDR's order already, with sign and currency on its right."""
    return _is_one_run(number) and not any(unicodedata2.bidirectional(character) == "L" for character in words)


def _has_own_percent(words: str) -> bool:
    """Return whether the per cent sign belongs on the left: Persian and Urdu digits without plus or minus."""
    return not words.isascii() and any("۰" <= c <= "۹" for c in words) and words[0] not in "+-−±~≈"


def _has_right_to_left_letter(words: str) -> bool:
    return any(unicodedata2.bidirectional(character) in _RIGHT_TO_LEFT for character in words)
