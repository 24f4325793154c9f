"""Quantities from independent sources, for tests: telephone numbers of every region, figures of every CLDR locale.

`phonenumbers` has example numbers of every region and type. Babel formats decimals, per cent, money, dates, times and
their ranges as CLDR has them. The rest are the inputs that a review of version 1.0 found to be wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Literal

import phonenumbers
from babel import Locale, localedata
from babel.dates import format_date, format_interval, format_time
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from phonenumbers import PhoneNumberFormat, shortnumberinfo

Source = Literal["telephone", "figure", "range", "fixed", "review"]


@dataclass(frozen=True, slots=True)
class Written:
    """A quantity as it was written. The typographic rules must not change `telephone` and `fixed` ones."""

    text: str
    source: Source


WORDS = {   # two words of each language: before a quantity and after it
    "ar": ("اتصلي", "الآن"), "ar-EG": ("حوالي", "تقريبا"), "he": ("בערך", "בשנה"), "fa": ("حدود", "زنان"),
    "ur": ("تقریباً", "خواتین"), "dv": ("ގުޅާ", "އެކު"),
}  # fmt: skip
"""Right-to-left languages, with and without their own digits."""
AROUND = ("{0} {2} {1}", "{0} ({2}) {1}", "{2} {1}", "{0} {2}", "{0} {2}. {1}", "{0}: {2}, {1}", "{0} «{2}» {1}")
"""Contexts of a quantity: words, brackets, the start and the end of the text, marks."""

NUMBERS = (0.5, 5, 12, 96.4, 1234, 1234.5, 45678, 1234567, 99000000000, -5, -12.5, -1200)
SHARES = (0.05, 0.12, 0.964, -0.03, 0.9999)
DAYS = (date(2024, 5, 3), date(1999, 12, 31), date(2030, 1, 1))
TIMES = (datetime(2024, 5, 3, 9, 41), datetime(2024, 5, 3, 17, 0, 30))
ENDS = ((10, 12), (20, 30), (1914, 1918), (2016, 2030), (1200, 1500))
CURRENCIES = ("USD", "EUR", "CHF", "SAR", "ILS", "INR")

CODES = (
    "A/RES/64/293", "COVID-19", "CC BY 4.0", "ISO 9001", "3-1", "1-0", "0-0", "9-11", "v1.2.3", "1.10.2",
    "978-3-16-148410-0", "Decreto 9-2009", "Resolución 64-293", "UU No. 21-2007", "n° 46-685", "No. 12-34",
    "Ley 26-485", "Pantone 123-456", "Boeing 737-800", "PO Box 12-34", "7-Eleven", "Law 10-2008", "Loi 2016-444",
)  # fmt: skip
"""Codes, laws, versions and scores, as the review of version 1.0 lists them, and others like them."""
PHONES = (
    "+20 2 25266000", "+966 11 1234567", "+972-2-123-4567", "+92 300 1234567", "+960 3001234", "+966111234567",
    "0800 888 3888", "0800 123 456", "0522-12-34-56", "1-800-555-0199", "02 123 4567", "01-234-567", "021-1234567",
    "021-12345678", "02-1234567", "116 111", "1 800 220 000", "0800-11600", "0800-22444", "0800-2000", "0900-8844",
    "(11) 3333-4444", "(852) 2345-6789", "555-1230", "555-2000", "08-1234", "020-50 50 50", "02-1234", "0171-2345",
    "116-117", "116-123", "+1 (800) 123-4567", "(02) 123 4567", "02/123 45 67",
)  # fmt: skip
REVIEWED = (
    "50%-60%", "20%-30%", "5$-10$", "5%-10%", "12%-15%", "US$5", "R$5", "US$ 5", "A$12.50", "$500", "₪500", "−5", "-5",
    "+7", "-5%", "±2%", "~12%", "12'000", "1'234'567", "1914-1918", "2025-2030", "10–12", "9:00-17:00", "12/05/2024",
    "2024-05-03", "3:1", "1 234 567", "1,234.5", "10⁶", "1½", "1 1/2", "37°", "-5 °C", "50 m²", "7,000 km/h", "$5-$10",
    "$5-10", "€1.2 – €1.5", "16-17 %", "۹۶٪", "٢٠-٣٠", "۲۰–۳۰", "٪۲۰-٪۳۰", "٠٨٠٠ ١٢٣ ٤٥٦", "۰۲۱-۱۲۳۴۵۶۷", "٢٠٢٤-٠٥-٠٣",
)  # fmt: skip


def list_telephones(regions: Sequence[str]) -> Iterator[str]:
    """Yield the example numbers of the regions: every type, in all formats, and the short ones."""
    formats = (PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL,
               PhoneNumberFormat.RFC3966)  # fmt: skip
    for region in regions:
        for kind in phonenumbers.PhoneNumberType.values():
            number = phonenumbers.example_number_for_type(region, kind)
            if number:
                yield from (phonenumbers.format_number(number, one).removeprefix("tel:") for one in formats)
        short = shortnumberinfo._example_short_number(region)
        if short:
            yield short


def list_figures(locale: Locale) -> Iterator[str]:
    """Yield numbers, shares, money, dates and times as a locale writes them, in its own digits and in European ones."""
    for system in dict.fromkeys(("latn", locale.default_numbering_system)):
        yield from (format_decimal(n, locale=locale, numbering_system=system) for n in NUMBERS)
        yield from (format_percent(n, "#,##0.#%", locale=locale, numbering_system=system) for n in SHARES)
        yield from (format_percent(n, locale=locale, numbering_system=system) for n in SHARES)
        for currency in CURRENCIES:
            for n in (5, 1234.5, -12):
                yield format_currency(n, currency, locale=locale, numbering_system=system)
    yield format_compact_decimal(45000, locale=locale)
    for day in DAYS:
        yield from (format_date(day, form, locale=locale) for form in ("short", "medium"))
    for time in TIMES:
        yield from (format_time(time, form, locale=locale) for form in ("short", "medium"))


def list_ranges(locale: Locale) -> Iterator[str]:
    """Yield ranges: of dates and times by CLDR's patterns, of numbers, shares and money with a hyphen or a dash."""
    for skeleton in ("Hm", "hm"):
        yield format_interval(*TIMES, skeleton, locale=locale)
    for skeleton in ("yMd", "y"):
        yield format_interval(DAYS[1], DAYS[0], skeleton, locale=locale)
    if locale.language != "brx":   # its pattern has lost a sign: d/M –/dM
        yield format_interval(DAYS[0], date(2024, 12, 31), "Md", locale=locale)
    yield format_interval(DAYS[0], date(2024, 5, 31), "d", locale=locale)
    for first, last in ENDS:
        a, b = (format_decimal(n, locale=locale) for n in (first, last))
        yield from (f"{a}{dash}{b}" for dash in ("-", "–", " – "))
        percents = [format_percent(n / 100, locale=locale) for n in (first % 100, last % 100)]
        if first % 100 < last % 100:
            yield "-".join(percents)
    yield "–".join(format_currency(n, "USD", locale=locale) for n in (5, 10))


def read_locales() -> list[str]:
    """Return the names of all CLDR locales that Babel has, but two whose patterns have groups of two digits."""
    skipped = ("root", "tok", "blo")
    names = localedata.locale_identifiers()
    return sorted(name for name in names if "POSIX" not in name and name.split("_")[0] not in skipped)


def read_regions() -> list[str]:
    """Return the regions whose telephone numbers are known."""
    return sorted(phonenumbers.SUPPORTED_REGIONS)


def gather(regions: Sequence[str], locales: Sequence[str]) -> list[Written]:
    """Return what is written in these regions and locales, and the lists of the review, each once."""
    found: dict[str, Written] = {}
    pairs: list[tuple[Source, Iterator[str]]] = [
        ("review", iter(REVIEWED)), ("fixed", iter(CODES)), ("telephone", iter(PHONES)),
        ("telephone", list_telephones(regions)),
    ]  # fmt: skip
    for name in locales:
        locale = Locale.parse(name)
        pairs += [("figure", list_figures(locale)), ("range", list_ranges(locale))]
    for source, texts in pairs:
        for text in texts:
            found.setdefault(text, Written(text, source))
    return list(found.values())


def place_in_words(written: Sequence[Written], count: int, seed: int) -> Iterator[tuple[str, Written, str]]:
    """Yield a language, a quantity and the words with it: `count` of all combinations, without repetition."""
    languages = tuple(WORDS)
    total = len(written) * len(languages) * len(AROUND)
    chosen = random.Random(seed).sample(range(total), min(count, total))
    for number in islice(chosen, count):
        rest, index = divmod(number, len(written))
        language, around = languages[rest % len(languages)], AROUND[rest // len(languages)]
        yield language, written[index], around.format(*WORDS[language], written[index].text)
