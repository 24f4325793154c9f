"""Numbers in a language, and its names of weekdays and months, from CLDR by ICU."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from icu4py.messageformat import MessageFormat

from ...model.cards import Chart, Language
from ...text.languages.lookup import language_rules
from ...text.unicode.direction_controls import DIRECTION_MARKS

_NUMBER_PATTERN = "{n, number, ::.#########}"
"""ICU skeleton with at most nine decimals: a count is written as it was given, not rounded."""
_PERCENTAGE_PATTERN = "{n, number, ::percent scale/100 .##}"
"""ICU skeleton of a percentage."""
_NO_MARKS = dict.fromkeys(map(ord, DIRECTION_MARKS))
_SYSTEMS = {"native": "-u-nu-native", "latin": "-u-nu-latn"}


def format_number(value: float, language: Language, digits: str = "") -> str:
    """Return a number in a language: 1,200.5 in English, 1.200,5 in German.

    `digits` is `native`, `latin`, or "" for the digits that CLDR has as default.
    """
    return str(MessageFormat(_NUMBER_PATTERN, language + _SYSTEMS.get(digits, "")).format({"n": value}))


def format_percentage(share: float, language: Language, digits: str = "") -> str:
    """Return a share, 0 to 1, as a percentage in a language, with at most two decimals: 37% in English, 37 % in German.

    `digits` are as for `format_number`. The direction marks that CLDR has around the sign are left out.
    """
    message = MessageFormat(_PERCENTAGE_PATTERN, language + _SYSTEMS.get(digits, ""))
    return str(message.format({"n": share})).translate(_NO_MARKS)


def format_counts(chart: Chart, language: Language, digits: str = "") -> Chart:
    """Return the chart with the text of each count."""
    return replace(chart, counts=tuple(replace(c, text=format_number(c.value, language, digits)) for c in chart.counts))


@lru_cache(maxsize=32)
def list_period_names(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return a language's names of weekdays and of months, whole and abbreviated, case-folded, without full stops."""
    days = [datetime(2024, 1, day, 12, tzinfo=UTC) for day in range(1, 8)]
    months = [datetime(2024, month, 15, 12, tzinfo=UTC) for month in range(1, 13)]
    more = language_rules(language).more_weekdays
    return _format_names(days, ("EEE", "EEEE"), language) | more, _format_names(months, ("MMM", "MMMM"), language)


def _format_names(dates: list[datetime], patterns: tuple[str, ...], language: Language) -> frozenset[str]:
    forms = [MessageFormat(f"{{d, date, ::{pattern}}}", language) for pattern in patterns]
    return frozenset(str(form.format({"d": one})).rstrip(".").casefold() for form in forms for one in dates)
