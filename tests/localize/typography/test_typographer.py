"""Micro-typography: each language's own marks and spaces, no change of meaning, and no change when applied twice."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale, localedata
from hypothesis import given, settings
from hypothesis import strategies as st
from support.typeset_text import typeset_prose

from factcards.errors import Place
from factcards.localize import localize_card
from factcards.localize.typography.digits import find_default_digits, find_native_zero
from factcards.localize.typography.spaces import edit_percent_spaces
from factcards.localize.typography.typographer import RULES
from factcards.localize.wording.bidi_isolation import isolate_numbers
from factcards.model.cards import Action, Card, Prose, Source, Variant
from factcards.text.languages.lookup import language_rules

SEEN = str.maketrans({"\u202f": "⍽", "\u00a0": "␣", "\u2066": "⟦", "\u2069": "⟧"})
LANGUAGES = (
    "en", "fr", "fr-CH", "fr-CA", "de", "cs", "es", "ru", "he", "ar", "ar-EG", "fa", "ur", "bn", "zh-Hans", "nl", "ckb",
)  # fmt: skip


def made(language: str, text: str, digits: str = "") -> str:
    return typeset_prose(Prose(text, language), language, digits)[0].text.translate(SEEN)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Pourquoi? Agissez! Oui; non: «mot»", "Pourquoi⍽? Agissez⍽! Oui⍽; non␣: «⍽mot⍽»"),
        ("fr", "Pourquoi ? Non : « mot »", "Pourquoi⍽? Non␣: «⍽mot⍽»"),
        ("fr-CH", "Pourquoi? Non: «mot»", "Pourquoi⍽? Non⍽: «⍽mot⍽»"),
        ("fr-CA", "Pourquoi? Agissez ! Non: «mot»", "Pourquoi? Agissez⍽! Non␣: «␣mot␣»"),
        ("fr", "Quoi?! (!) 12:30 3:1 https://x.org/a?b=c;d", "Quoi⍽?! (!) 12:30 3:1 https://x.org/a?b=c;d"),
        ("fr", "Déjà\u00a0? Déjà\u202f: oui", "Déjà␣? Déjà⍽: oui"),
        ("en", "Why? Now: «this»", "Why? Now: «this»"),
    ],
)
def test_french_has_no_break_spaces_beside_its_marks(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "\"Stop,\" she said. \"He said 'no' to O'Neill.\"", "“Stop,” she said. “He said ‘no’ to O’Neill.”"),
        ("en", "the workers' rights, rock 'n' roll", "the workers’ rights, rock ’n’ roll"),
        ("en", "the '90s, don't", "the ’90s, don’t"),
        ("en", "5'10\" tall, 6' deep", "5′10″ tall, 6′ deep"),
        ("en", 'a 6" nail', "a 6″ nail"),
        ("en", 'the "odd quote', 'the "odd quote'),
        ("en", "„kept“ «as» ‘they’ are", "„kept“ «as» ‘they’ are"),
        ("fr", "\"L'eau\" et \"l'air\"", "«⍽L’eau⍽» et «⍽l’air⍽»"),
        ("de", "\"Er sagte 'nein'\"", "„Er sagte ‚nein‘“"),
        ("ru", "\"дом 'x'\"", "«дом „x“»"),
        ("pl", '"tak"', "„tak”"),
        ("sv", '"ja"', "”ja”"),
        ("es", '"sí"', "«sí»"),
        ("ar", 'قالت "لا"', "قالت «لا»"),
        ("ur", 'کہا "نہیں"', "کہا ”نہیں“"),
        ("zh-Hans", '他说"好"。', "他说“好”。"),
        ("zh-Hant", '他說"好"。', "他說「好」。"),
        ("nl", "'s avonds zo'n dag", "’s avonds zo’n dag"),
        ("he", 'צה"ל, דו"חות, ג\'ירפה, ה"שלום"', "צה״ל, דו״חות, ג׳ירפה, ה”שלום”"),
        ("uz", "o'zbek ma'no", "oʻzbek maʼno"),
        ("uk", "об'єкт", "об’єкт"),
        ("en", "'I was sold', she said: 'A girl.'", "‘I was sold’, she said: ‘A girl.’"),
        ("gd", "'s e a' bheatha", "’s e a’ bheatha"),
        ("nap", "Tutt''e", "Tutt''e"),
        ("haw", "Hawai'i, Hawaiʻi", "Hawai'i, Hawaiʻi"),
    ],
)
def test_straight_marks_become_the_languages_own(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "girls - and women", "girls – and women"),
        ("en", "girls--and women", "girls—and women"),
        ("ru", "Торговля - преступление", "Торговля — преступление"),
        ("es", "La trata - un delito - sigue. Otra - cosa.", "La trata —un delito— sigue. Otra - cosa."),
        ("en", "10-12 and 2016-2030, 2016-17", "10–12 and 2016–2030, 2016–17"),
        ("en", "2024-05-03, 2024-05, 555-1234, COVID-19", "2024-05-03, 2024-05, 555-1234, COVID-19"),
        ("en", "3-1, a 10-12-year term", "3-1, a 10-12-year term"),
        ("en", "Wait... [...]", "Wait… […]"),
        ("zh-Hans", "等等...", "等等……"),
        ("en", "well-known a - b", "well-known a – b"),
    ],
)  # fmt: skip
def test_hyphens_and_full_stops_become_dashes_ranges_and_ellipses(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "96% und 96 %", "96␣% und 96␣%"),
        ("fr", "96% et 96 %", "96⍽% et 96⍽%"),
        ("en", "96% and 96 %", "96% and 96 %"),
        ("cs", "12% roztok, 12 %", "12% roztok, 12␣%"),
        ("de", "100%ig", "100%ig"),
        ("tr", "%96", "%96"),
    ],
)
def test_per_cent_signs_have_the_languages_space(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("language", "digits", "text", "expected"),
    [
        ("fa", "", "96% از 1,234.5 نفر", "۹۶٪ از ۱٬۲۳۴٫۵ نفر"),
        ("fa", "", "هدف 5.2 و 3.5 میلیون", "هدف ۵.۲ و ۳٫۵ میلیون"),
        ("fa", "", "مجوز CC BY 4.0 و COVID-19 در 2017", "مجوز CC BY 4.0 و COVID-19 در ۲۰۱۷"),
        ("fa", "latin", "۹۶٪ از ۱٬۲۳۴٫۵", "96% از 1,234.5"),
        ("ar", "", "96% ٩٦", "96% ٩٦"),
        ("ar", "native", "96%", "٩٦٪"),
        ("ar-EG", "", "1,200", "١٬٢٠٠"),
        ("mr", "", "1,20,000 महिला", "१,२०,००० महिला"),
        ("hi", "", "96%", "96%"),
        ("hi", "native", "96%", "९६%"),
        ("my", "", "2017", "၂၀၁၇"),
        ("fa", "", "example.org/12 در 12:30", "example.org/12 در ۱۲:۳۰"),
    ],
)
def test_digits_follow_cldr_or_the_card(language: str, digits: str, text: str, expected: str):
    assert made(language, text, digits) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "لماذا? نعم, لا; UN Women, London. 12,000", "لماذا؟ نعم، لا؛ UN Women, London. 12,000"),
        ("fa", "كتاب يك, دو", "کتاب یک، دو"),
        ("ur", "يہ كيا هے?", "یہ کیا ہے؟"),
        ("ar", "كتاب في", "كتاب في"),
        ("ps", "كور ي", "کور ي"),
        ("ar", "UN Women, London?", "UN Women, London?"),
    ],
)
def test_arabic_scripts_have_their_languages_letters_and_marks(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    "text",
    ["https://x.org/a--b?c=d'e", "o'n@x.org", "@me--you", "#10-12", "`a - b'`", "{card}", "snake_case--x", "x.org/1-2"],
)
def test_links_handles_tags_and_code_never_change(text: str):
    for language in ("en", "fr", "fa"):
        assert made(language, text) == text


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("ﻣﺮﺣﺒﺎ ﺑﺎﻟﻌﺎﻟﻢ", "مرحبا بالعالم"),
        ("ﻢﻟﺎﻌﻟﺎﺑ 2017 ﺎﺒﺣﺮﻣ", "مرحبا 2017 بالعالم"),
        ("ﷺ ﷼", "ﷺ ﷼"),
    ],
)
def test_presentation_forms_become_plain_letters(stored: str, read: str):
    assert made("ar", stored) == read


def test_hebrew_points_survive_normalization():
    assert unicodedata.normalize("NFD", made("he", "שּׁלום")) == unicodedata.normalize("NFD", "שּׁלום")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تابعوا @unwomen و C++ و #MeToo", "تابعوا ⟦@unwomen⟧ و ⟦C++⟧ و ⟦#MeToo⟧"),
        ("على example.org/act/ أو +41 22 345 12 34", "على ⟦example.org/act/⟧ أو ⟦+41 22 345 12 34⟧"),
        ("96% من UN Women (2024)", "⟦96%⟧ من UN Women (2024)"),
    ],
)
def test_left_to_right_words_in_arabic_are_isolated(text: str, expected: str):
    assert isolate_numbers(Prose(text, "ar")).text.translate(SEEN) == expected


# --- whole cards


PLACES = (("fact", Place("honey.fr.yaml", 3, 7)), ("source", Place("set.yaml", 2, 9)))


def card(**fields: object) -> Card:
    words: dict[str, object] = {"kind": "fact", "body": (Prose('"96%" des abeilles?', "fr", ((1, 4),)),)}
    words["action"] = Action("https://example.org/act")
    variant = Variant(place=PLACES[0][1], places=PLACES, **(words | fields))  # type: ignore[arg-type]
    return Card("honey", "bees", "fr", (("fr", variant),))


def test_emphasis_stays_on_its_words_and_every_change_has_its_location():
    local = localize_card(card(), "fr")
    assert local is not None
    (body,) = local.body
    assert [body.text[a:b].translate(SEEN) for a, b in body.emphasis] == ["96⍽%"]
    assert {c.rule for c in local.changes} == {"quotation marks", "per cent", "French spaces"}
    assert {c.place for c in local.changes} == {PLACES[0][1]}


def test_typography_false_does_not_change_the_text():
    local = localize_card(card(typography=False), "fr")
    assert local is not None
    assert (local.body[0].text, local.changes) == ('"96%" des abeilles?', ())


def test_typography_false_still_warns_of_presentation_forms():
    local = localize_card(card(typography=False, body=(Prose("ﻣﺮﺣﺒﺎ", "ar"),)), "fr")
    assert local is not None
    assert local.body[0].text == "ﻣﺮﺣﺒﺎ"
    assert [(p.severity, p.field) for p in local.problems] == [("warning", "fact")]


def test_a_number_in_two_scripts_is_warned_of():
    local = localize_card(card(body=(Prose("1۲3", "fr"),)), "fr")
    assert local is not None
    assert [p.message for p in local.problems] == ["the number `1۲3` has digits of two scripts"]


def test_text_of_the_base_language_has_the_marks_of_the_region():
    local = localize_card(card(body=(Prose("Pourquoi? Non: oui", "fr"),)), "fr-CA")
    assert local is not None
    assert local.body[0].text == "Pourquoi? Non\u00a0: oui"


def test_an_untranslated_title_keeps_the_marks_of_its_language():
    title = "Profits and Poverty: The Economics"
    own = card(source=Source(title=Prose(title, "en")))
    french = card(source=Source(title=Prose(title, "fr"))).variants[0][1]
    whole = replace(own, language="en", variants=(("en", own.variants[0][1]), ("fr", french)))
    local = localize_card(whole, "fr")
    assert local is not None
    assert local.source is not None
    assert local.source.text == "«\u202fProfits and Poverty: The Economics\u202f»"


def test_the_source_has_the_cards_digits():
    persian = replace(card().variants[0][1], source=Source(publisher="سازمان", year="2017"))
    local = localize_card(Card("honey", "bees", "fa", (("fa", persian),)), "fa")
    assert local is not None
    assert local.source is not None
    assert local.source.text == "سازمان، ۲۰۱۷"


@pytest.mark.parametrize(
    ("language", "hand", "tag"),
    [("ur", "naskh", "ur-x-naskh"), ("ur", "nastaliq", "ur"), ("fa", "nastaliq", "fa-x-nastaliq"),
     ("pa-Arab", "naskh", "pa-Arab-x-naskh"), ("fr", "naskh", "fr"), ("ur", "", "ur")],
)  # fmt: skip
def test_the_style_is_in_the_tag_of_arabic_text(language: str, hand: str, tag: str):
    variant = replace(card().variants[0][1], body=(Prose("x", language),), hand=hand)
    local = localize_card(Card("a", "", language, ((language, variant),)), language)
    assert local is not None
    assert (local.body[0].language, local.language) == (tag, language)


# --- the tables against CLDR, as Babel has it


def tag(identifier: str) -> str:
    return identifier.replace("_", "-")


def test_languages_with_native_digits_are_those_of_cldr():
    for identifier in localedata.locale_identifiers():
        if "POSIX" in identifier or identifier.startswith(("shn", "root")):
            continue
        locale = Locale.parse(identifier)
        assert (find_default_digits(tag(identifier)) == "native") == (locale.default_numbering_system != "latn"), (
            identifier
        )


def test_native_digits_are_those_of_babel():
    zeros = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠", "thai": "๐", "khmr": "០"}
    for identifier in localedata.locale_identifiers():
        system = Locale.parse(identifier).other_numbering_systems.get("native", "latn")
        if system in zeros:
            assert chr(find_native_zero(tag(identifier))) == zeros[system], identifier


def test_spaces_before_per_cent_signs_are_those_of_cldr():
    for identifier in localedata.locale_identifiers():
        pattern = Locale.parse(identifier).percent_formats[None].pattern
        spaced = bool(re.search(r"0\s%", pattern))
        assert bool([*edit_percent_spaces("9 %", tag(identifier))]) == spaced, identifier


def test_quotes_follow_cldr_in_languages_of_each_kind():
    expected = {"en": "“”‘’", "de": "„“‚‘", "fr": "«»“”", "ja": "「」『』", "fi": "””’’", "hu": "„”»«",
                "zh": "“”‘’", "zh-Hant-HK": "「」『』", "pt-PT": "«»“”", "pt-BR": "“”‘’", "he": "””’’"}  # fmt: skip
    assert {language: language_rules(language).quotes for language in expected} == expected


# --- properties

WORDS = st.text(
    st.sampled_from(list("aéİßOn' \"\".,;:!?-–«»“„()[]%0123456789\u00a0\u202fאבג״عربيكہ،٪٣۵कখ中文@#/x…'")), max_size=40
)


@settings(max_examples=400, deadline=None)
@given(text=WORDS, language=st.sampled_from(LANGUAGES))
def test_applying_it_twice_changes_nothing_more(text: str, language: str):
    once, _ = typeset_prose(Prose(text, language), language)
    again, changes = typeset_prose(once, language)
    assert (again.text, changes) == (once.text, ())


LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ۃ"})


def essence(text: str) -> str:
    """Return the letters, and the digits by their value: no rule may change them."""
    kept = (str(unicodedata.decimal(c, "")) if c.isdecimal() else c for c in text if c.isalnum())
    return "".join(kept).translate(LETTERS)


@settings(max_examples=400, deadline=None)
@given(text=WORDS, language=st.sampled_from(LANGUAGES))
def test_letters_and_numbers_never_change(text: str, language: str):
    assert essence(typeset_prose(Prose(text, language), language)[0].text) == essence(text)


@settings(max_examples=400, deadline=None)
@given(text=WORDS, language=st.sampled_from(LANGUAGES), data=st.data())
def test_emphasis_stays_on_its_letters(text: str, language: str, data: st.DataObject):
    letters = [i for i, c in enumerate(text) if c.isalnum()]
    if not letters:
        return
    start = data.draw(st.sampled_from(letters))
    end = data.draw(st.sampled_from([i for i in letters if i >= start])) + 1
    prose, _ = typeset_prose(Prose(text, language, ((start, end),)), language)
    (a, b), = prose.emphasis
    assert essence(prose.text[a:b]) == essence(text[start:end])


def test_plain_words_do_not_change_in_any_language():
    for identifier in localedata.locale_identifiers():
        assert re.sub(r"\s", " ", made(tag(identifier), "abc")) == "abc"


# --- docs/typography.md


def examples() -> list[list[str]]:
    text = (Path(__file__).parents[3] / "docs" / "typography.md").read_text(encoding="utf-8")
    rows = text.split("| language | you write | is set as |\n|---|---|---|\n")[1].split("\n\n")[0]
    return [re.findall(r"`([^`]+)`", row) for row in rows.splitlines()]


@pytest.mark.parametrize(("language", "text", "expected"), examples())
def test_examples_of_the_documentation_hold(language: str, text: str, expected: str):
    assert made(language, text) == expected


def test_the_documentation_names_every_rule():
    text = (Path(__file__).parents[3] / "docs" / "typography.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([^`|]+?) \|", text.split("## The rules")[1], re.MULTILINE)[1:]
    changed = {"letters stored as drawn", "the language's digits", "European digits", "isolate"}
    assert {name for name in listed if name != "---"} == {name for name, _, _ in RULES} | changed
