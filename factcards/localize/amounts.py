"""Numbers as a language writes them: its digits, its marks and its groups, by CLDR."""

from __future__ import annotations

from dataclasses import replace

from icu4py.messageformat import MessageFormat

from ..cards import Chart, Language

_FULL = "{n, number, ::.#########}"
"""Up to nine decimals: a count is written as it was given, not rounded."""


_SYSTEMS = {"native": "-u-nu-native", "latin": "-u-nu-latn"}


def write_amount(value: float, language: Language, digits: str = "") -> str:
    """A number in a language: 1,200.5 in English, 1.200,5 in German; `digits` native or latin, "" as CLDR has them."""
    return str(MessageFormat(_FULL, language + _SYSTEMS.get(digits, "")).format({"n": value}))


def write_counts(chart: Chart, language: Language, digits: str = "") -> Chart:
    """The chart with each of its counts written out."""
    return replace(chart, counts=tuple(replace(c, text=write_amount(c.value, language, digits)) for c in chart.counts))
