"""Left-to-right text stays together in right-to-left words: numbers, names, tags, links, quotations."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.reading_order import CONTROLS, digits_of, digits_seen, seen, split_digits
from support.typeset_text import typeset_prose

from factcards.errors import Place
from factcards.localize import localize_card
from factcards.localize.wording.bidi_isolation import find_adjacent_numbers, find_isolates, isolate_numbers
from factcards.model.cards import Action, Card, Chart, Count, LocalCard, Prose, Tile, Variant
from factcards.model.scene import Group, Node, Scene, Text

PLACE = Place("honey.ar.yaml", 3, 7)
SEEN = str.maketrans({"\u2066": "⟦", "\u2068": "⟦", "\u2069": "⟧", "\u202d": None, "\u202c": None})


def isolated(text: str, language: str) -> str:
    """Return the localized words, with `⟦…⟧` for isolates."""
    prose, _ = typeset_prose(Prose(text, language), language)
    return isolate_numbers(prose).text.translate(SEEN)


def local(language: str, **fields: object) -> LocalCard:
    words: dict[str, object] = {"kind": "fact", "body": (Prose("كلمة", language),)}
    words["action"] = Action("https://example.org/act")
    variant = Variant(place=PLACE, places=(("fact", PLACE),), **(words | fields))  # type: ignore[arg-type]
    made = localize_card(Card("honey", "bees", language, ((language, variant),)), language)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # telephone numbers
        ("ar", "اتصلي +966 11 1234567", "اتصلي ⟦+966 11 1234567⟧"),
        ("ar", "اتصلي +972-2-1234567 الآن", "اتصلي ⟦+972-2-1234567⟧ الآن"),
        ("ur", "فون 0522-12-34-56", "فون ⟦0522-12-34-56⟧"),
        ("he", "קו 1 800 220 000", "קו ⟦1 800 220 000⟧"),
        ("fa", "تلفن ۰۲۱-۱۲۳۴۵۶۷", "تلفن ⟦۰۲۱-۱۲۳۴۵۶۷⟧"),
        ("ar-EG", "٠٨٠٠ ١٢٣ ٤٥٦", "⟦٠٨٠٠ ١٢٣ ٤٥٦⟧"),
        ("ar", "اتصلي +966111234567", "اتصلي ⟦+966111234567⟧"),
        ("dv", "ގުޅާ +960 3001234", "ގުޅާ ⟦+960 3001234⟧"),
        ("ar", "على +1 (800) 123-4567 الآن", "على ⟦+1 (800) 123-4567⟧ الآن"),
        # a hyphen behind a letter is no sign
        ("he", "כ-40% ב-96%, ל-$500 ו-₪500", "כ-⟦40%⟧ ב-⟦96%⟧, ל-⟦$500⟧ ו-⟦₪500⟧"),
        ("he", "של-5% כש-5%", "של-⟦5%⟧ כש-⟦5%⟧"),
        ("he", "כ־40%", "כ־⟦40%⟧"),
        # ranges in one piece
        ("he", "בין 5%-10%", "בין ⟦5%–10%⟧"),
        ("ar", "من 50%-60%", "من ⟦50%–60%⟧"),
        ("ar", "من 5$-10$", "من ⟦5$–10$⟧"),
        ("ur", "10 – 12 سال", "⟦10 – 12⟧ سال"),
        ("ar", "96%±2%", "⟦96%±2%⟧"),
        # letters glued to a currency
        ("ar", "دفعت US$5 و R$5", "دفعت ⟦US$5⟧ و ⟦R$5⟧"),
        # a sign without a unit
        ("he", "מינוס -5 מעלות", "מינוס ⟦-5⟧ מעלות"),
        ("ur", "درجہ +7 تک", "درجہ ⟦+7⟧ تک"),
        ("fa", "دمای -5 درجه", "دمای ⟦-۵⟧ درجه"),
        # names with letters of every script from left to right
        ("ar", "شاركوا #Égalité و @élodie و #МыПротив و #女性 و #महिला الآن",
         "شاركوا ⟦#Égalité⟧ و ⟦@élodie⟧ و ⟦#МыПротив⟧ و ⟦#女性⟧ و ⟦#महिला⟧ الآن"),
        ("ar", "تابعوا @zoe\u0301 و#İstanbul2030.", "تابعوا ⟦@zoe\u0301⟧ و⟦#İstanbul2030⟧."),
        ("ar", "شاركوا #نساء_2030 و@سارة", "شاركوا #نساء_2030 و@سارة"),
        # C++ and the like
        ("ar", "تعلم C++ Primer و LGBTQ+، في U.S.", "تعلم C++ Primer و ⟦LGBTQ+⟧، في ⟦U.S.⟧"),
        ("he", "המותג Google™ וה־.NET Framework כאן", "המותג ⟦Google™⟧ וה־⟦.NET Framework⟧ כאן"),
        ("ar", "زوروا 350.org أو 5@x.org أو un.org", "زوروا ⟦350.org⟧ أو ⟦5@x.org⟧ أو un.org"),
        # a quotation from left to right
        ("ar", "نشرت UNODC «Global Report 2022»، ص. 12", "نشرت UNODC «⟦Global Report 2022⟧»، ص. 12"),
        ("he", 'הדו"ח "Stop!" יצא', "הדו״ח ”⟦Stop!⟧” יצא"),
        # right already
        ("ar", "96% من UN Women (2024)، الهدف 5.2، 9:41، 12/05/2024، COVID-19، 1,234.5",
         "⟦96%⟧ من UN Women (2024)، الهدف 5.2، 9:41، 12/05/2024، COVID-19، 1,234.5"),
        ("ar-EG", "٩٦٪ من ١٬٢٣٤", "\u061c٩٦٪ من ١٬٢٣٤"),
        ("fa", "«۹۶٪» از زنان", "\u061c«۹۶٪» از زنان"),
    ],
)  # fmt: skip
def test_text_that_would_be_reordered_is_isolated(language: str, text: str, expected: str):
    made = isolated(text, language)
    assert made == expected
    assert not split_digits(isolate_numbers(typeset_prose(Prose(text, language), language)[0]).text)


@pytest.mark.parametrize("separator", [" ", "\u00a0", "-", ".", ") ", "‑"])
@pytest.mark.parametrize("length", range(1, 13))
@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "dv", "ar-EG"])
def test_a_telephone_number_keeps_its_order_whatever_its_groups(language: str, length: int, separator: str):
    last = "1234567890123"[:length]
    number = "+20 (2" + separator + last if separator == ") " else f"+20{separator}2526{separator}{last}"
    made = isolate_numbers(typeset_prose(Prose(f"كلمة {number} كلمة", language), language)[0]).text
    assert split_digits(made) == ""
    assert digits_seen(made) == digits_of(number)


@pytest.mark.parametrize("prefix", ["מ", "ש", "ה", "ו", "כ", "ל", "ב", "של", "כש", "ול"])
@pytest.mark.parametrize("amount", ["96%", "₪500", "$500", "€1,200", "5%-10%", "12"])
def test_a_hebrew_prefix_keeps_its_hyphen(prefix: str, amount: str):
    made = isolate_numbers(typeset_prose(Prose(f"זה {prefix}-{amount} מהם", "he"), "he")[0]).text
    assert not any(made[unit.start] == "-" for unit in find_isolates(Prose(f"זה {prefix}-{amount}", "he")))
    visible = seen(made)
    assert f"-{prefix[::-1]}" in visible   # the prefix is on the right of its hyphen, the amount on the left
    assert visible.index(f"-{prefix[::-1]}") > visible.index(amount.replace("-", "–")[-1])


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [("ar", "في عام 2019 300 امرأة", ["2019 300"]), ("he", "קו 10 6609", ["10 6609"]), ("ar", "2019، 300", []),
     ("en", "in 2019 300 women", []), ("ar", "اتصلي 0800 123 456", [])],
)  # fmt: skip
def test_adjacent_numbers_are_found(language: str, text: str, found: list[str]):
    assert find_adjacent_numbers(Prose(text, language)) == found


def test_warning_of_adjacent_numbers_has_their_place():
    (problem,) = local("ar", body=(Prose("في عام 2019 300 امرأة", "ar"),)).problems
    assert (problem.kind, problem.severity) == ("adjacent-numbers", "warning")
    assert (problem.place, problem.field) == (PLACE, "fact")
    assert "`2019 300`" in problem.message


def test_every_field_of_a_card_is_isolated():
    chart = Chart(counts=(Count(5, Prose("من 5%-10%", "ar")),), tiles=(Tile(Prose("5.2", "ar"), Prose("US$5", "ar")),))
    made = local("ar", chart=chart, action=Action("https://x.org", Prose("اتصلي 0800 123 456", "ar")))
    assert made.chart
    assert made.call
    assert made.chart.counts[0].label
    assert made.chart.counts[0].label.text.translate(SEEN) == "من ⟦5%–10%⟧"
    assert made.call.text.translate(SEEN) == "اتصلي ⟦0800 123 456⟧"
    assert {c.field for c in made.changes if c.rule == "isolate"} == {
        "action.label", "chart.counts[0].label", "chart.tiles[0].label",
    }  # fmt: skip


def test_emphasis_may_enclose_an_isolate_or_be_inside_it():
    prose = Prose("من 5%–10% هنا", "ar", ((3, 5), (6, 9)))
    made = isolate_numbers(prose)
    assert [made.text[a:b].translate(SEEN) for a, b in made.emphasis] == ["⟦5%", "10%⟧"]
    whole = isolate_numbers(Prose("من US$5", "ar", ((3, 7),)))
    assert [whole.text[a:b].translate(SEEN) for a, b in whole.emphasis] == ["⟦US$5⟧"]


def test_existing_isolates_are_left_alone():
    for text in ("من \u206696%\u2069 و «\u2068Global Report 2022\u2069»", "\u2067«الأرباح -5%»\u2069"):
        assert isolate_numbers(Prose(text, "ar")).text == text
    beside = isolate_numbers(Prose("\u2066“Profits”\u2069، 50%-60%", "ar")).text
    assert beside == "\u2066“Profits”\u2069، \u206650%-60%\u2069"


@pytest.mark.parametrize("language", ["en", "fr", "bn", "zh-Hans"])
def test_left_to_right_words_need_no_isolate(language: str):
    text = "+20 2 25266000, 5%-10%, #Égalité, C++"
    assert isolate_numbers(Prose(text, language)).text == text


# --- properties

SIGNS = "#@.+-–%$₪:/,()«»“”\" \u0301\u00a0\u2066\u2068\u2069\u202d\u202c™"
WORDS = st.text(st.sampled_from(list(f"aéЖ中אבهي0123456789٣٤۵۶{SIGNS}")), max_size=40)
LANGUAGES = st.sampled_from(["ar", "ar-EG", "he", "fa", "ur", "dv", "ckb"])


@settings(max_examples=400, deadline=None)
@given(text=WORDS, language=LANGUAGES)
def test_isolates_are_inserted_once_and_split_no_number(text: str, language: str):
    once = isolate_numbers(Prose(text, language))
    assert isolate_numbers(once) == once
    assert without_controls(once.text) == without_controls(text)
    if without_controls(text) == text:
        assert split_digits(once.text) == ""


@settings(max_examples=300, deadline=None)
@given(text=WORDS, language=LANGUAGES, data=st.data())
def test_emphasis_stays_on_its_characters(text: str, language: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        return
    ((a, b),) = isolate_numbers(Prose(text, language, ((start, end),))).emphasis
    made = isolate_numbers(Prose(text, language)).text
    assert without_controls(made[a:b]) == without_controls(text[start:end])


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from(list("aéçşй#@ 5%-אéכ́")), max_size=30), language=LANGUAGES)
def test_composed_and_decomposed_words_have_the_same_isolates(text: str, language: str):
    made = [isolate_numbers(Prose(unicodedata.normalize(form, text), language)).text for form in ("NFC", "NFD")]
    assert unicodedata.normalize("NFD", made[0]) == made[1]


def without_controls(text: str) -> str:
    return "".join(character for character in text if character not in CONTROLS)


# --- on the card


def texts_of(node: Node) -> list[Text]:
    if isinstance(node, Group):
        return [text for child in node.nodes for text in texts_of(child)]
    return [node] if isinstance(node, Text) else []


def drawn_digits(scene: Scene) -> list[str]:
    """Return the digits of each line of the scene from left to right."""
    found = []
    for text in (one for node in scene.nodes for one in texts_of(node)):
        digits = ""
        for run in text.line.runs:
            for start in (cluster for cluster, _ in groupby(glyph.cluster for glyph in run.glyphs)):
                digits += digits_of(run.text[start])
        found.append(digits)
    return found


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("ar", "اتصلي {} الآن", "+20 2 25266000"), ("ar", "اتصلي {} الآن", "0800 888 3888"),
        ("he", "קו החירום {}", "1-800-555-0199"), ("fa", "حدود {} زن", "50%-60%"), ("ur", "فون {}", "0522-12-34-56"),
        ("ar-EG", "اتصلي {}", "٠٨٠٠ ١٢٣ ٤٥٦"), ("ar-EG", "بين {}", "2016-2030"), ("he", "בין {}", "2016-2030"),
        ("fa", "تاریخ {}", "2024-05-03"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", ["instagram-portrait", "x-landscape"])
def test_the_digits_on_the_card_are_in_the_order_of_the_source(
    lay_out: Callable[..., Scene], language: str, words: str, number: str, size: str
):
    made = local(language, body=(Prose(words.format(number), language),))
    lines = drawn_digits(lay_out(made, size))
    assert digits_of(number) in lines


def test_nko_digits_are_written_from_right_to_left():
    text = "ߞߊ߲ ߂߀ߝߕ ߁߂-߁߃"
    assert not [unit for unit in find_isolates(Prose(text, "nqo")) if "\u07c0" <= text[unit.start] <= "\u07c9"]
    assert unicodedata.bidirectional("߁") == "R"
