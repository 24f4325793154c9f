"""Numbers with their signs in right-to-left words: one left-to-right unit, in headline and sentence alike.

After Arabic letters UAX #9 (W2) treats European digits as Arabic ones, and a per cent sign then leaves its number and
turns. CLDR writes the Arabic per cent sign between two left-to-right marks for the same reason; an isolate does it
without touching what stands around.
"""

from __future__ import annotations

import re

from ..cards import Prose
from ..text.languages import language_direction

_LRI, _PDI = "\u2066", "\u2069"
_CURRENCY = "$€£¥₹₽₪"
_SIGNED = re.compile(
    rf"[+\-−±~≈]?[{_CURRENCY}]\u00a0?\d[\d.,]*(?<=\d)"
    rf"|[+\-−±~≈]?\d(?:[\d.,]*\d)?[\u00a0\u202f]?[%‰°{_CURRENCY}]",
    re.ASCII,
)


def isolate_numbers(prose: Prose) -> Prose:
    """The words with each signed number of European digits in an isolate, if their language runs right to left."""
    if language_direction(prose.language) == "ltr" or _LRI in prose.text:
        return prose
    marks = [place for m in _SIGNED.finditer(prose.text) for place in m.span()]
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
