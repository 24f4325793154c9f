"""What runs from left to right in right-to-left words, marks at its ends included: one unit wherever it stands.

After Arabic letters UAX #9 (W2) treats European digits as Arabic ones, and a per cent sign then leaves its number and
turns; a mark at the end of a Latin word goes with the words around (N2), so that `@name` becomes `name@`. CLDR writes
the Arabic per cent sign between two left-to-right marks for the same reason; an isolate does it without touching what
stands around.
"""

from __future__ import annotations

import re

from ..cards import Prose
from ..text.languages import language_direction

_LRI, _PDI, _ALM = "\u2066", "\u2069", "\u061c"
_CURRENCY = "$€£¥₹₽₪"
_LEADING = re.compile(r"[^\w\u061c]*[\u0660-\u0669\u06f0-\u06f9][\u0660-\u066c\u06f0-\u06f9]*[\u00a0\u202f]?[\u066a%]")
_FIRST = r"(?<!\d)(?<!\d[.,])(?<!\d[.,]{2})(?<!\d[.,]{3})"
"""Before the first digit of a number: no later one is tried, since the number has no sign behind it then either."""
_UNIT = re.compile(
    r"\+\d{1,3}(?:[ \u00a0().-]{1,2}\d{1,5}){2,}"   # a telephone number, whose groups would change places
    rf"|[+\-−±~≈]?[{_CURRENCY}]\u00a0?\d[\d.,]*(?<=\d)"
    rf"|(?:[+\-−±~≈]|{_FIRST})\d(?:[\d.,]*\d)?[\u00a0\u202f]?[%‰°{_CURRENCY}]"
    r"|(?<![\w@#/.])(?:[@#][A-Za-z0-9_][\w.]*(?<!\.)|[A-Za-z][A-Za-z0-9]*[+#]+(?!\w))"   # @name, #tag, C++
    r"|(?<![\w@#/.])(?:[a-z]+://)?(?:[A-Za-z0-9-]++\.)+[a-z]{2,}(?::\d+)?/(?:[^\s\u0590-\u08ff<>«»،؛؟]*[\w/=&#%+-])?",
    re.ASCII,
)


def find_units(prose: Prose) -> list[tuple[int, int]]:
    """The stretches of right-to-left words that need an isolate: signed numbers, names with signs at their ends."""
    if language_direction(prose.language) == "ltr" or _LRI in prose.text:
        return []
    return [match.span() for match in _UNIT.finditer(prose.text)]


def isolate_numbers(prose: Prose) -> Prose:
    """The words with each of these stretches in an isolate, if their language runs right to left.

    A number in Arabic digits has its per cent sign on the left after letters, by UAX #9 (W2, W5); one that words begin
    with gets an Arabic letter mark, so that it is the same there.
    """
    if _LEADING.match(prose.text) and language_direction(prose.language) == "rtl":
        prose = Prose(_ALM + prose.text, prose.language, tuple((a + 1, b + 1) for a, b in prose.emphasis))
    marks = [place for unit in find_units(prose) for place in unit]
    if not marks:
        return prose
    pieces, at = [], 0
    for index, place in enumerate(marks):
        pieces += [prose.text[at:place], _PDI if index % 2 else _LRI]
        at = place
    text = "".join([*pieces, prose.text[at:]])

    def moved(index: int, *, end: bool) -> int:
        """Where a border of emphasis goes: around an isolate that it touches."""
        return index + sum(1 for i, p in enumerate(marks) if p < index or (p == index and end and i % 2))

    emphasis = tuple((moved(a, end=False), moved(b, end=True)) for a, b in prose.emphasis)
    return Prose(text, prose.language, emphasis)
