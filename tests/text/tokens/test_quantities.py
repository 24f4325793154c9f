"""Tests of the grammar of quantities: the range and the kind of each."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.text.tokens.quantities import find_quantities

KINDS = {
    "telephone": (
        "+20 2 25266000|0800 888 3888|0522-12-34-56|1-800-555-0199|02 123 4567|+960 3001234|+966111234567|01-234-567"
        "|021-1234567|116 111|116-117|0800-2000|(11) 3333-4444|2222-3333|(852) 2345-6789|555-1230|020-50 50 50"
        "|0171-2345|+1 (800) 123-4567|+49 (0)30 901820|(+33) 1 23 45 67 89|12 34 56 78|٠٨٠٠ ١٢٣ ٤٥٦|۰۲۱-۱۲۳۴۵۶۷"
        "|08-1234|0800-11600"
    ),
    "number": (
        "5|1,234.5|1.234.567,89|12,34,567|99 000|12'000|1’234’567|۱٬۲۳۴٫۵|1½|½|10⁶|10^6|10⁻³|-5|+7|~50|18+|5K|.5|4.0"
    ),
    "percent": "96%|96 %|-5%|%12|٪۹۶|٣٫٥٪|९६%|96％|±2%|12,5 %|5‰|5‱|٥؉|٥؊|5﹪",
    "money": "US$5|R$5|€5|5 €|USD 500|500 USD|CHF 12'000|Rs. 500|-$5|$-5|$5bn|₹1,23,456|NT$100|5 US$|1 000 000 €|₪500",
    "measure": "15 mg|50 m²|7,000 km/h|-20 °C|20°C|5'10\"|5′10″|40°26′46″|12kg|25 км",
    "range": (
        "10-12|2016-2030|2016-17|5%-10%|$5-$10|5-10%|$5-10|20 %–30 %|9:00-17:00|9h-17h|8am-5pm|10 000-20 000|0.5-1.5%"
        "|2,000–3,000|5kg-10kg|٥%-١٠%"
    ),
    "ordinal": "21st|1er|1.º|2ⁿᵈ|3-й|1ère|3e|5ª",
    "plural": "1990s|20s",
    "date": "2024-05-03|05/03/2024|3.5.2024|2024-05|05/2024",
    "time": "9:41|17:00|9h30|9 h 30|9:00 a.m.|12:30:45",
    "ratio": "16:9|24/7|1/2|1:100",
    "version": "2.0.1|192.168.1.1",
    "code": "COVID-19|A4|H5N1|G20|F-16|1-800-FLOWERS|9-11|12-34-56|A/RES/64/293|under-18s",
    "score": "3-1|1-0|1-1",
}


@pytest.mark.parametrize(
    ("kind", "written"), [(kind, one) for kind, every in KINDS.items() for one in every.split("|")]
)
def test_quantity_alone_is_found_whole_with_its_kind(kind: str, written: str) -> None:
    found = find_quantities(written)
    assert [(written[q.start : q.end], q.kind) for q in found] == [(written, kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Boeing 737-800", "737-800 code"), ("Pantone 123-456", "123-456 code"), ("PO Box 12-34", "12-34 code"),
        ("n° 46-685", "46-685 law"), ("Decreto 9-2009", "9-2009 law"), ("Resolución 64-293", "64-293 law"),
        ("UU No. 21-2007", "21-2007 law"), ("ages 9-11", "9-11 range"), ("pages 100-200", "100-200 range"),
        ("lost 1-2, won 3-1.", "1-2 score; 3-1 score"), ("appelez le 39-49", "39-49 telephone"),
        ("כ-12%, ל-$500, ב-96%", "12% percent; $500 money; 96% percent"),
        ("0800 123 456 24/7", "0800 123 456 telephone; 24/7 ratio"),
        ("0800 123 456 96%", "0800 123 456 telephone; 96% percent"), ("in 2019 300 women", "2019 number; 300 number"),
        ("https://example.org/2024-05 #96 @zoe5", ""), ("women - 5%", "5% percent"), ("(−5 %)", "−5 % percent"),
        ("$99 billion USD", "$99 money"), ("18-year-old", "18 number"), ("5 $ 10", "5 number; $ 10 money"),
        ("第5条、990亿", "5 number; 990 number"), ("96%±2%", "96%±2% percent"), ("3×10⁶", "3×10⁶ number"),
    ],
)  # fmt: skip
def test_words_around_a_quantity_decide_its_kind(text: str, found: str) -> None:
    assert "; ".join(f"{text[q.start : q.end]} {q.kind}" for q in find_quantities(text)) == found


def test_range_dash_is_the_hyphen_of_a_range() -> None:
    for text in ("10-12", "5%-10%", "9:00-17:00", "$5-$10", "5%–10%"):
        (quantity,) = find_quantities(text)
        assert quantity.range_dash
        assert text[slice(*quantity.range_dash)] in "-–"
    assert find_quantities("10%-5%")[0].range_dash is None


@given(st.text("0123456789٣۵९+-−–.,:/() %$€A'’½²shm\u00a0", max_size=40))
def test_quantities_are_in_order_and_include_every_digit(text: str) -> None:
    found = find_quantities(text)
    at = 0
    for quantity in found:
        assert at <= quantity.start < quantity.end <= len(text)
        at = quantity.end
    held = {index for q in found for index in range(q.start, q.end)}
    assert all(index in held for index, character in enumerate(text) if character.isdecimal())


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("range", "-5 - -3|-10 – -5|-3 - 4"
                  "|10 – 12|1,200 – 1,500|5 – 10%|31/12/1999 – 3/5/2024|31. 12. 1999 – 3. 5. 2024|5$-10$|1999.–2024"
                  "|9:41\u2009–\u200917:00|31.12.1999-03.05.2024|%\u00a010-%\u00a012|12/31 ~ 5/3|05/03～12/31"
                  "|1،200-1،500|5.000-10.000"),
        ("date", "31. 12. 2024|2024. 5. 3|24. 5. 3"),
        ("number", "1 1/2|5 3/4|1،234|1⹁234.5"),
        ("telephone", "270 0123|90 012345|60 12 34|444 1 444|1800 1 234 5678|1800 123456"
                      "|+60 154-601 2345|+98 9601|+20 2 1"),
        ("score", "0-1"),
    ],
)  # fmt: skip
def test_international_notations_are_found_whole(kind: str, written: str) -> None:
    for one in written.split("|"):
        found = find_quantities(one)
        assert [(one[q.start : q.end], q.kind) for q in found] == [(one, kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5% – 71 women", "5% percent; 71 number"), ("in 2019 – 300 women", "2019 number; 300 number"),
        ("Law 10-2008", "10-2008 law"), ("in 2019 12000 women", "2019 number; 12000 number"),
        ("(+20 2 25266000)", "+20 2 25266000 telephone"), ("03-1234567/8", "03-1234567/8 code"),
        ("+1-800-FLOWERS", "+1-800-FLOWERS code"),
        ("1،2،3", "1 number; 2 number; 3 number"), ("5 24/7", "5 number; 24/7 ratio"), ("about ~ 5", "~ 5 number"),
    ],
)  # fmt: skip
def test_adjacent_quantities_are_not_always_one(text: str, found: str) -> None:
    assert "; ".join(f"{text[q.start : q.end]} {q.kind}" for q in find_quantities(text)) == found


def test_composed_and_decomposed_letters_have_the_same_quantities() -> None:
    for text in ("é5", "5ème, 5é 12 ç-7 é́5", "3-й век 5%"):
        forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
        found = [[unicodedata.normalize("NFC", t[q.start : q.end]) for q in find_quantities(t)] for t in forms]
        assert found[0] == found[1]


@given(st.lists(st.text("0123456789", min_size=1, max_size=12), min_size=2, max_size=5), st.sampled_from(" \u00a0-."))
def test_no_quantity_ends_between_two_digits(groups: list[str], separator: str) -> None:
    text = separator.join(groups)
    for quantity in find_quantities(text):
        for border in (quantity.start, quantity.end):
            assert not text[max(0, border - 1) : border + 1].isdecimal() or border in (0, len(text))


@pytest.mark.parametrize("text", ["116-117, 116-123", "116-117, 116", "116-117, 0800-2000", "116-006. 116-111"])
def test_number_in_a_list_of_numbers_stays_a_telephone_number(text: str):
    """Check that a comma after a telephone number is not a thousands separator."""
    assert find_quantities(text)[0].kind == "telephone"
