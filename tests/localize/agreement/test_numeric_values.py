"""The values of written numbers in a language, and the figures of a text."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import unicodedata2
from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from factcards.localize.agreement.number_words import find_magnitudes, find_percent_words, is_spelled
from factcards.localize.agreement.numeric_values import convert_year, read_number
from factcards.localize.agreement.stated_figures import find_figures
from factcards.text.tokens.quantity_signs import PERCENT_FORMS

BOTH = {Decimal("1.234"), Decimal(1234)}


@pytest.mark.parametrize(
    ("written", "language", "values"),
    [
        ("1.234", "de", {Decimal(1234)}), ("1.234", "en", {Decimal("1.234")}), ("1,234", "de", {Decimal("1.234")}),
        ("1.234", "es", BOTH), ("1.234", "es-MX", {Decimal("1.234")}), ("1.234", "es-ES", {Decimal(1234)}),
        ("1.234", "fr", BOTH), ("15.4", "de", {Decimal("15.4")}), ("15,4", "en", {Decimal("15.4")}),
        ("0.125", "de", {Decimal("0.125")}), ("1.234.567", "de", {Decimal(1234567)}),
        ("12,34,567", "en", {Decimal(1234567)}),
        ("1,234.5", "de", {Decimal("1234.5")}), ("1.234,5", "en", {Decimal("1234.5")}),
        ("1'234'567", "de-CH", {Decimal(1234567)}), ("1’234.50", "de-CH", {Decimal("1234.5")}),
        ("0'5", "es", {Decimal("0.5")}), ("99\u00a0000", "es", {Decimal(99000)}),
        ("1\u202f234,5", "fr", {Decimal("1234.5")}),
        ("١٢٬٣٤٥٫٦", "ar", {Decimal("12345.6")}), ("۱۲٬۳۴۵", "fa", {Decimal(12345)}),
        ("१२,३४,५६७", "hi", {Decimal(1234567)}),
        ("၁၂၃", "my", {Decimal(123)}), ("１２３", "ja", {Decimal(123)}), ("3.2.1", "en", set()), ("1,2,3", "en", set()),
        ("9" * 40, "en", set()),
    ],
)  # fmt: skip
def test_separators_follow_the_language(written: str, language: str, values: set[Decimal]) -> None:
    assert read_number(written, language) == values


@pytest.mark.parametrize("language", sorted(["ar", "bn", "cs", "de", "el", "en", "es", "fa", "fi", "fr", "hi", "hu",
    "id",
    "it", "ja", "ko", "mr", "my", "nl", "pl", "pt", "pt-PT", "ru", "sv", "sw", "th", "tr", "uk", "ur", "vi",
    "zh"]))  # fmt: skip
def test_numbers_as_babel_formats_them_have_their_value(language: str) -> None:
    locale = Locale.parse(language, sep="-")
    for number in (7, 1234, 98765, 1234567, Decimal("14.5"), Decimal("1234.5"), Decimal("0.25")):
        assert Decimal(number) in read_number(format_decimal(number, locale=locale), language), number


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("99 billion", "en", 99 * 10**9), ("99 billones", "es", 99 * 10**12), ("99 mil millones", "es", 99 * 10**9),
        ("99\u00a0000 millones", "es", 99 * 10**9), ("99 Milliarden", "de", 99 * 10**9),
        ("2 Billionen", "de", 2 * 10**12),
        ("99 bilhões", "pt-BR", 99 * 10**9), ("99 biliões", "pt-PT", 99 * 10**12),
        ("99 mil milhões", "pt-PT", 99 * 10**9),
        ("5 milliards", "fr", 5 * 10**9), ("3 billions", "fr", 3 * 10**12), ("2 mila miliardi", "it", 2 * 10**12),
        ("14,5 миллионами", "ru", 14_500_000), ("99 млрд", "ru", 99 * 10**9), ("20 тыс.", "ru", 20_000),
        ("1.5 lakh", "en-IN", 150_000), ("9 crore", "en-IN", 9 * 10**7),
        ("९९ अरब", "hi", 99 * 10**9),
        ("1.5 करोड़", "hi", 15 * 10**6), ("99 ارب", "ur", 99 * 10**9), ("5 লাখ", "bn", 500_000),
        ("1450万", "zh", 14_500_000), ("990亿", "zh", 99 * 10**9),
        ("1億4500万", "ja", 145 * 10**6), ("百万", "ja", None),
        ("3百万", "ja", 3 * 10**6), ("1억 4,500만", "ko", 145 * 10**6), ("2조", "ko", 2 * 10**12),
        ("۵ هزار میلیون", "fa", 5 * 10**9), ("۵ میلیارد", "fa", 5 * 10**9), ("١٤٫٥ مليون", "ar", 14_500_000),
        ("5 ملايين", "ar", 5 * 10**6), ("milioni 14.5", "sw", 14_500_000), ("14,5 triệu", "vi", 14_500_000),
        ("14.5 ล้าน", "th", 14_500_000), ("3 พันล้าน", "th", 3 * 10**9), ("14,5 millió", "hu", 14_500_000),
        ("5 milliárd", "hu", 5 * 10**9), ("14,5 miljoonaa", "fi", 14_500_000), ("5 milyar", "tr", 5 * 10**9),
        ("14,5 Mio.", "de", 14_500_000), ("$5bn", "en", 5 * 10**9), ("€5M", "en", 5 * 10**6),
        ("14.5-million", "en", 14_500_000),
        ("99\u00a0ቢሊዮን", "am", 99 * 10**9), ("5 millionaires", "en", 5), ("5 milímetros", "es", 5),
        ("½", "en", Decimal("0.5")),
        ("2½", "en", Decimal("2.5")), (".5", "en", Decimal("0.5")),
    ],
)  # fmt: skip
def test_figure_has_the_value_of_its_magnitude_words(text: str, language: str, value: Decimal | int | None) -> None:
    values = [figure.values for figure in find_figures(text, language)]
    assert values == ([{Decimal(value)}] if value is not None else [])


@pytest.mark.parametrize("sign", PERCENT_FORMS)
def test_figure_has_the_unit_of_its_per_cent_sign(sign: str) -> None:
    for written in (f"50{sign}", f"50 {sign}", f"٥٠{sign}"):
        assert [figure.unit for figure in find_figures(written, "en")] == [PERCENT_FORMS[sign]]


def test_per_cent_signs_are_all_those_of_unicode() -> None:
    name = re.compile("PER(CENT| MILLE| TEN THOUSAND) SIGN")
    signs = {c for c in map(chr, range(0xE0000)) if name.search(unicodedata2.name(c, ""))}   # without tags
    assert signs == PERCENT_FORMS.keys()


def test_ambiguous_abbreviations_leave_both_readings() -> None:
    assert [figure.values for figure in find_figures("14.5m children, 5 m", "en")] == [
        {Decimal("14.5"), Decimal(14_500_000)}, {Decimal(5)},
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "cs", "de", "el", "es", "fi", "fr", "hi", "it", "nl", "pl", "ru", "sv",
    "tr", "uk", "vi"])
def test_magnitudes_are_those_of_cldr(language: str) -> None:
    words = dict(find_magnitudes(language).words)
    for power in (6, 9, 12):
        written = format_compact_decimal(5 * 10**power, format_type="long", locale=language)
        figures = find_figures(written, language)
        assert [figure.values for figure in figures] == [{Decimal(5 * 10**power)}], (written, words)


@pytest.mark.parametrize(
    ("value", "text", "language", "found"),
    [
        (96, "Ninety-six percent of victims", "en", True), (96, "из девяноста шести женщин", "ru", True),
        (69, "из девяноста шести женщин", "ru", False), (96, "die Sechsundneunzigjährige", "de", True),
        (21, "el siglo XXI", "es", True), (21, "au XXIe siècle", "fr", True), (21, "двадцать первый век", "ru", True),
        (2023, "二〇二三年", "zh", True), (96, "九十六", "ja", True), (96, "ستة وتسعين امرأة", "ar", True),
        (21, "veintiuna mujeres", "es", True), (99, "ninety women", "en", False), (96, "ninety women", "en", False),
    ],
)  # fmt: skip
def test_numbers_in_words_are_found(value: int, text: str, language: str, found: bool) -> None:
    assert is_spelled(Decimal(value), text, language) is found


@pytest.mark.parametrize(
    ("language", "word"),
    [("de", "Prozent"), ("ru", "процентами"), ("hi", "प्रतिशत"), ("th", "ร้อยละ"), ("tr", "yüzde"), ("zh", "百分之"),
    ("fr", "pour cent")],
)
def test_per_cent_in_words_counts_as_the_sign(language: str, word: str) -> None:
    assert any(known in word.casefold() for known in find_percent_words(language))


def test_year_is_converted_to_the_calendars_of_a_language() -> None:
    assert Decimal(2566) in convert_year(2023, "th")
    assert Decimal(1402) in convert_year(2023, "fa")
    assert Decimal(5) in convert_year(2023, "ja")
    assert Decimal(1445) in convert_year(2023, "ar")
    assert convert_year(2023, "de") == frozenset()


def test_nfd_and_nfc_have_the_same_figures() -> None:
    assert [f.values for f in find_figures("1.5 करोड\u093c", "hi")] == [f.values for f in find_figures("1.5 करोड़",
    "hi")]
