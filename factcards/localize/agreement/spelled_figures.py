"""Finds figures that a field expresses without digits: in words, as a share of two numbers, as a half."""

from __future__ import annotations

from decimal import Decimal

from ...text.languages.lookup import language_rules
from .card_fields import ComparedField
from .number_words import is_spelled
from .stated_figures import Figure, list_ratios

_SHARES = (("half", 50), ("quarter", 25), ("three quarters", 75), ("three-quarters", 75), ("fifth", 20), ("tenth", 10),
           ("dozen", 12), ("decade", 10), ("century", 100), ("double", 2), ("twice", 2), ("hundred", 100),
           ("thousand", 1000), ("million", 10**6), ("billion", 10**9), ("hexadecimal", 16))   # fmt: skip
"""English words that stand for a number or percentage and are not its spelling."""
_MAX_DENOMINATOR = 10
"""Largest denominator of a share in words: `nine in ten`."""


def is_said_in_words(figure: Figure, field: ComparedField) -> bool:
    """Return whether a field expresses a figure in words, or as a share: one in five, half, 1 in 5."""
    if figure.kind == "telephone":
        return False
    if any(is_spelled(value, field.text, field.language) for value in figure.values):
        return True
    if not figure.values.isdisjoint(list_ratios(field.figures)):
        return True
    if figure.values & {Decimal(50), Decimal("0.5"), Decimal(2)} and _says_half(field):
        return True
    if field.language.split("-")[0] == "en" and _says_share(figure, field.text):
        return True
    return figure.unit == "%" and _spells_ratio(figure.values, field)


def _spells_ratio(shares: frozenset[Decimal], field: ComparedField) -> bool:
    """Return whether a text expresses a percentage as two small numbers in words: `one in five` is 20 %."""
    for whole in range(2, _MAX_DENOMINATOR + 1):
        parts = {share * whole / 100 for share in shares}
        if any(part in range(1, whole) and is_spelled(part, field.text, field.language) for part in parts) and (
            is_spelled(Decimal(whole), field.text, field.language)
        ):
            return True
    return False


def _says_half(field: ComparedField) -> bool:
    half = language_rules(field.language).half_word.casefold()
    return bool(half) and half in field.text.casefold()


def _says_share(figure: Figure, text: str) -> bool:
    return any(Decimal(number) in figure.values and word in text.casefold() for word, number in _SHARES)
