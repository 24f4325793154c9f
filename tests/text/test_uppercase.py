"""Capitals as in ICU and Unicode for each language, and the new index of each boundary."""

from __future__ import annotations

import pytest
from fontTools.unicodedata import script as name_script
from hypothesis import given
from hypothesis import strategies as st

from factcards.text.uppercase import CASED_SCRIPTS, to_uppercase


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "women and girls: ﬁne", "WOMEN AND GIRLS: FINE"),
        ("de", "Straße", "STRASSE"),
        ("tr", "istanbul ısı İzmir", "İSTANBUL ISI İZMİR"),
        ("az", "iş", "İŞ"),
        ("nl", "ijs", "IJS"),
        ("hy", "և Երևանի", "ԵՎ ԵՐԵՎԱՆԻ"),
        ("hyw", "և Երևանի", "ԵՒ ԵՐԵՒԱՆԻ"),
        ("lt", "i̇̀ į̇́ jis", "I\u0300 Į\u0301 JIS"),
        # ICU4C's own cases of el-Upper (strcase.cpp, TestGreekUpper)
        ("el", "άδικος, κείμενο, ίριδα", "ΑΔΙΚΟΣ, ΚΕΙΜΕΝΟ, ΙΡΙΔΑ"),
        ("el", "Μαΐου, Πόρος, Ρύθμιση", "ΜΑΪΟΥ, ΠΟΡΟΣ, ΡΥΘΜΙΣΗ"),
        ("el", "ΰ, Τηρώ, Μάιος", "Ϋ, ΤΗΡΩ, ΜΑΪΟΣ"),
        ("el", "άυλος", "ΑΫΛΟΣ"),
        ("el", "Άκλιτα ρήματα ή άκλιτες μετοχές", "ΑΚΛΙΤΑ ΡΗΜΑΤΑ Ή ΑΚΛΙΤΕΣ ΜΕΤΟΧΕΣ"),
        ("el", "Επειδή η αναγνώριση", "ΕΠΕΙΔΗ Η ΑΝΑΓΝΩΡΙΣΗ"),
        ("el", "Ἐπειδὴ ἡ ἀναγνώριση", "ΕΠΕΙΔΗ Η ΑΝΑΓΝΩΡΙΣΗ"),
        ("el", "νομικοῦ ἢ διεθνοῦς", "ΝΟΜΙΚΟΥ Ή ΔΙΕΘΝΟΥΣ"),
        ("el", "παϊδάκια! Μαΐου, τρόλεϊ", "ΠΑΪΔΑΚΙΑ! ΜΑΪΟΥ, ΤΡΟΛΕΪ"),
        ("el", "ρωμέικα, ΑΫΛΟΣ, ή.", "ΡΩΜΕΪΚΑ, ΑΫΛΟΣ, Ή."),
        ("el", "ᾠδή", "ΩΙΔΗ"),
        ("ga", "an tslí, na hÉireann, i gCorca, ár n-athair", "AN tSLÍ, NA hÉIREANN, I gCORCA, ÁR nATHAIR"),
        ("ga", "teach, bán, hata", "TEACH, BÁN, HATA"),
        ("ar", "مرحبا", "مرحبا"),
        ("hi", "महिलाएँ", "महिलाएँ"),
        ("zh-Hans", "妇女", "妇女"),
        ("ka", "ქალები", "ᲥᲐᲚᲔᲑᲘ"), ("chr", "ꮳꮃꭹ", "ᏣᎳᎩ"), ("ff-Adlm", "𞤵𞤤", "𞤓𞤂"), ("osa", "𐓘𐓻", "𐒰𐓓"),
        ("en-Dsrt", "𐐶𐐮𐑋", "𐐎𐐆𐐣"), ("hoc-Wara", "𑣀𑣁", "𑢠𑢡"), ("cop", "ϩⲓⲟⲙⲉ", "ϨⲒⲞⲘⲈ"), ("hu-Hung", "𐳀𐳁", "𐲀𐲁"),
        # SI Brochure, 9th edition, 5.2
        ("en", "15 mg of lead in 50 m² at 7,000 km/h", "15 mg OF LEAD IN 50 m² AT 7,000 km/h"),
        ("en", "mg and km", "MG AND KM"), ("de", "5–10 kWh täglich, 20 °C", "5–10 kWh TÄGLICH, 20 °C"),
        ("ru", "5 кг хлеба", "5 кг ХЛЕБА"), ("en", "the 1990s: $5bn", "THE 1990s: $5bn"),
        ("fr", "1er ministre", "1er MINISTRE"), ("en", "covid-19", "COVID-19"), ("tr", "5 kişi", "5 KİŞİ"),
    ],
)
def test_capitals_follow_unicode_and_the_language(language: str, text: str, expected: str):
    assert to_uppercase(text, language)[0] == expected


LETTERS = st.text(st.sampled_from(list("aßﬁiıİşéέΐᾳήύ̈ն և-tsn")))


def test_every_script_with_capitals_is_listed():
    cased = {name_script(chr(c)) for c in range(0x20000) if chr(c).upper() != chr(c) and chr(c).isalpha()}
    assert cased - {"Zyyy", "Zinh"} <= CASED_SCRIPTS


@given(LETTERS, st.sampled_from(["en", "tr", "el", "lt", "hy", "ga"]))
def test_boundaries_are_in_order_and_cover_the_capitals(text: str, language: str):
    capitals, borders = to_uppercase(text, language)
    assert len(borders) == len(text) + 1
    assert (borders[0], borders[-1]) == (0, len(capitals))
    assert list(borders) == sorted(borders)


@given(st.text(st.characters(exclude_categories=["Nd", "No"])), st.sampled_from(["en", "de", "hi", "fr"]))
def test_a_language_without_a_rule_has_unicodes_capitals(text: str, language: str):
    assert to_uppercase(text, language)[0] == text.replace("ς", "Σ").upper()
