"""Ranges, group marks, per cent signs and digits of each language; a hyphen that is not a range does not change."""

from __future__ import annotations

import pytest
from support.typeset_text import typeset_prose

from factcards.errors import Place
from factcards.localize import localize_card
from factcards.model.cards import Action, Card, Chart, Count, LocalCard, Prose, Source, Variant


def made(language: str, text: str, digits: str = "") -> str:
    return typeset_prose(Prose(text, language), language, digits)[0].text


def local(language: str, **fields: object) -> LocalCard:
    words: dict[str, object] = {"kind": "fact", "body": (Prose("x", language),), "action": Action("https://x.org")}
    place = Place("honey.yaml", 3, 7)
    variant = Variant(place=place, places=(("fact", place),), **(words | fields))  # type: ignore[arg-type]
    card = localize_card(Card("honey", "bees", language, ((language, variant),)), language)
    assert card is not None
    return card


@pytest.mark.parametrize("language", ["fr", "fr-CA", "es", "es-MX", "it", "tr", "ca"])
@pytest.mark.parametrize("text", ["1914-1918", "2025-2030", "10-12", "9:00-17:00"])
def test_a_range_keeps_its_hyphen_where_the_language_has_one(language: str, text: str):
    assert made(language, text) == text


@pytest.mark.parametrize("language", ["en", "de", "nl", "pl", "cs", "ru", "uk", "sv", "el", "pt-BR", "hi", "ar"])
@pytest.mark.parametrize("text", ["1914-1918", "10-12", "2016-17", "9:00-17:00", "5-10%", "5.000-10.000"])
def test_a_range_has_an_en_dash_elsewhere(language: str, text: str):
    assert made(language, text).replace("\u00a0%", "%") == text.replace("-", "–")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mon.-Fri."), ("en", "Mon-Fri, 9-17"), ("en", "Monday-Friday"), ("en", "Jan.-Mar."),
        ("en", "tues-thurs"), ("de", "Mo.-Fr."), ("de", "Mo-Fr"), ("de", "Montag-Freitag"), ("cs", "po-pá"),
        ("pl", "pn.-pt."), ("pl", "pon.-pt."),
        ("ru", "пн.-пт."), ("ru", "пн-пт"), ("uk", "пн-пт"), ("sv", "mån-fre"), ("nl", "ma-vr"), ("en", "9h-17h"),
        ("el", "Δευ-Παρ"), ("hu", "hétfő-péntek"), ("de", "9-17 Uhr"), ("en", "8am-5pm"),
    ],
)  # fmt: skip
def test_weekdays_months_and_hours_are_ranges(language: str, text: str):
    assert made(language, text) == text.replace("-", "–")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "well-known, Sun-kissed, a mon-ami, Mon-Khmer, May-fly"), ("de", "Mo-Ped, Mai-Demo, E-Mail"),
        ("fr", "lun.-ven., mars-mai"), ("es", "lun-vie"), ("it", "lun-ven"), ("tr", "Pzt-Cum"),
        ("ko", "10-12"), ("ja", "10-12"), ("zh-Hans", "10-12"),
    ],
)  # fmt: skip
def test_other_words_with_a_hyphen_keep_it(language: str, text: str):
    assert made(language, text) == text


CODES = (
    "0800-22444", "Hilfetelefon 0800-11600", "n° 46-685", "Decreto 9-2009", "Resolución 64-293", "UU No. 21-2007",
    "Boeing 737-800", "Pantone 123-456", "PO Box 12-34", "0800-2000", "0900-8844", "(11) 3333-4444", "2222-3333",
    "(852) 2345-6789", "555-1230", "555-2000", "08-1234", "020-50 50 50", "0171-2345", "116-117", "116-123",
    "lost 1-2, won 3-1", "0-1", "9-11", "Law 10-2008", "Ley 26-485", "Loi 2016-444", "1-800-555-0199", "2024-05-03",
    "Art. 12-34", "+60 154-601 2345",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de", "pt-BR", "nl", "ru", "id", "sw", "el", "hi", "ar", "he"])
@pytest.mark.parametrize("text", CODES)
def test_telephone_numbers_codes_scores_and_laws_do_not_change(language: str, text: str):
    assert made(language, text).replace("،", ",") == text


@pytest.mark.parametrize("language", ["fa", "ar-EG", "bn", "mr", "my", "ckb", "ne"])
@pytest.mark.parametrize(
    "text", ["0800 123 456", "+20 2 25266000", "n° 46-685", "3-1", "v2.0.1", "COVID-19", "116 111"]
)
def test_digits_of_telephone_numbers_codes_and_scores_do_not_change(language: str, text: str):
    assert made(language, text) == text
    assert made(language, text, "native") == text


@pytest.mark.parametrize("text", ["٠٨٠٠ ١٢٣ ٤٥٦", "۰۲۱-۱۲۳۴۵۶۷", "٣-١"])
def test_european_digits_do_not_change_telephone_numbers_and_scores(text: str):
    assert made("ar", f"{text} ٥٪", "latin") == f"{text} 5%"


@pytest.mark.parametrize("language", ["de-CH", "fr-CH", "it-CH", "de-LI", "en", "de", "rm"])
@pytest.mark.parametrize("text", ["CHF 12'000", "1'234'567", "12'000.50", "über 1'000 Frauen"])
def test_an_apostrophe_between_groups_of_digits_is_not_a_prime(language: str, text: str):
    prose, changes = typeset_prose(Prose(text, language), language)
    assert prose.text == text.replace("'", "’")
    assert {change.rule for change in changes} == {"apostrophe"}


@pytest.mark.parametrize(
    ("text", "expected"), [("5'10\" tall", "5′10″ tall"), ("6' deep", "6′ deep"), ("'90s", "’90s")]
)
def test_feet_have_primes_and_years_an_apostrophe(text: str, expected: str):
    assert made("en", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("% 12", "%12"), ("yaklaşık % 71’i", "yaklaşık %71’i"), ("(% 12,5)", "(%12,5)"), ("%12", "%12"),
     ("12 % 5", "12 % 5"), ("%\u00a012-%\u00a015", "%12-%15")],
)  # fmt: skip
def test_turkish_has_no_space_after_its_per_cent_sign(text: str, expected: str):
    assert made("tr", text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar-EG", "تقرير UNODC 2022 وتقرير 2023", "تقرير UNODC ٢٠٢٢ وتقرير ٢٠٢٣"),
        ("fa", "در UN Women 96% و 50%", "در UN Women ۹۶٪ و ۵۰٪"),
        ("bn", "UNODC 96% এবং 50%", "UNODC ৯৬% এবং ৫০%"),
        ("mr", "UNICEF (2019) आणि 5", "UNICEF (२०१९) आणि ५"),
        ("fa", "به UNODC $500 و Google 1,200 زن", "به UNODC $۵۰۰ و Google ۱٬۲۰۰ زن"),
        ("fa", "Windows 10 و iPhone 15 و CC BY 4.0 و A4 و F-16", "Windows 10 و iPhone 15 و CC BY 4.0 و A4 و F-16"),
        ("fa", "در Global Report 2022 on Trafficking", "در Global Report 2022 on Trafficking"),
        ("fa", "Global Report on Trafficking 2022", "Global Report on Trafficking 2022"),
        ("fa", "5%-10% و 2016-2030 و 3.5.2024", "۵٪–۱۰٪ و ۲۰۱۶–۲۰۳۰ و ۳.۵.۲۰۲۴"),
        ("fa", "هدف 5.2 و 3.5 میلیون و 1,234.5", "هدف ۵.۲ و ۳٫۵ میلیون و ۱٬۲۳۴٫۵"),
    ],
)  # fmt: skip
def test_digits_after_a_latin_word_depend_on_what_they_are(language: str, text: str, expected: str):
    assert made(language, text) == expected
    assert made(language, expected) == expected


def kinds(card: LocalCard) -> list[tuple[str, str]]:
    return [(problem.kind, problem.severity) for problem in card.problems]


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("ar", {"body": (Prose("96% و ٥٠٪ من النساء", "ar"),)}),
        ("hi", {"headline": Prose("९६%", "hi"), "body": (Prose("2022 में", "hi"),)}),
        ("ar", {"body": (Prose("٥٠ دولة", "ar"),), "chart": Chart(counts=(Count(5, None),))}),
        ("th", {"body": (Prose("๙๖% ของ", "th"),), "source": Source(publisher="องค์กร", year="2022")}),
    ],
)  # fmt: skip
def test_digits_of_two_kinds_on_one_card_are_warned_of(language: str, fields: dict[str, object]):
    assert kinds(local(language, **fields)) == [("mixed-digits", "warning")]


def test_the_warning_names_both_kinds_and_their_fields():
    card = local("hi", headline=Prose("९६%", "hi"), body=(Prose("2022 में", "hi"),))
    assert card.problems[0].message == "one card has digits of two kinds: `2022` in `fact` and `९६%`"
    assert card.problems[0].field == "headline"


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("fa", {"body": (Prose("96% در UNODC 2022، تلفن 0800 123 456، COVID-19، CC BY 4.0", "fa"),)}),
        ("ar-EG", {"body": (Prose("5 من 3-1 و v2.0.1 و @zoe5 و example.org/12", "ar-EG"),)}),
        ("fa", {"body": (Prose("50%", "fa"),), "source": Source(title=Prose("Global Report 2022", "en"), year="2022")}),
        ("fa", {"body": (Prose("50%", "fa"),), "source": Source(title=Prose("Global Report 2022", "fa"), year="2022")}),
        ("hi", {"body": (Prose("96% और 2022", "hi"),), "digits": "native", "chart": Chart(counts=(Count(5, None),))}),
        ("en", {"body": (Prose("96% of 2022", "en"),)}),
    ],
)  # fmt: skip
def test_names_codes_and_telephone_numbers_may_have_other_digits(language: str, fields: dict[str, object]):
    assert kinds(local(language, **fields)) == []
