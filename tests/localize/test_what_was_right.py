"""Typography that a review of 32 languages confirmed: one row for each confirmed text."""

from __future__ import annotations

import pytest
from support.typeset_text import typeset_prose

from factcards.localize.wording.punctuation import list_separator, quote_title, to_sentence
from factcards.model.cards import Prose

SEEN = str.maketrans({"\u202f": "⍽", "\u00a0": "␣"})


def made(language: str, text: str) -> str:
    return typeset_prose(Prose(text, language), language)[0].text.translate(SEEN)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "’90s and the '90s", "’90s and the ’90s"),
        ("en", "fish 'n' chips, rock 'n' roll", "fish ’n’ chips, rock ’n’ roll"),
        ("en", "'Tis late", "’Tis late"),
        ("en", "'We closed the girls' school', she said", "‘We closed the girls’ school’, she said"),
        ("en", "Ms O'Neill's", "Ms O’Neill’s"),
        ("en", "5'10\" and 40°26'46\"N", "5′10″ and 40°26′46″N"),
        ("en", "James' and Jesus's", "James’ and Jesus’s"),
        ("en", "\"Stop\" - 'no'", "“Stop” – ‘no’"),
        ("fr", "Pourquoi?! Non!!! 12:30, Mt 5:3, https://x.org/?a;b", "Pourquoi⍽?! Non⍽!!! 12:30, Mt 5:3, https://x.org/?a;b"),
        ("fr-CH", "Pourquoi? Non: «oui»; 12:30, Mt 5:3", "Pourquoi⍽? Non⍽: «⍽oui⍽»⍽; 12:30, Mt 5:3"),
        ("fr-CA", "Pourquoi? Non: «oui»; 12:30, Mt 5:3", "Pourquoi? Non␣: «␣oui␣»; 12:30, Mt 5:3"),
        ("it", "l'\"amica\" d'\"or\"", "l’«amica» d’«or»"),
        ("ca", "l'\"amiga\" d'\"or\"", "l’«amiga» d’«or»"),
        ("fr", "l'\"amie\" d'\"or\"", "l’«⍽amie⍽» d’«⍽or⍽»"),
        ("ca", "col·lecció", "col·lecció"),
        ("nl", "'s avonds, 't is zo'n dag", "’s avonds, ’t is zo’n dag"),
        ("sw", "ng'ombe", "ng’ombe"),
        ("haw", "Hawai'i", "Hawai'i"),
        ("uk", "м'яч", "м’яч"),
        ("be", "п'еса", "п’еса"),
        ("cs", "12% roztok, 71 % žen", "12% roztok, 71␣% žen"),
        ("sk", "12% roztok, 71 % žien", "12% roztok, 71␣% žien"),
        ("pl", '"On mówi "nie""', "„On mówi «nie»”"),
        ("hu", '"Azt mondta: "nem""', "„Azt mondta: »nem«”"),
        ("ru", '"Он сказал "нет"" - да', "«Он сказал „нет“» — да"),
        ("tr", "%71'i kadın", "%71’i kadın"),
        ("es", "¿Por qué? ¡Basta! \"Dijo 'no'\"", "¿Por qué? ¡Basta! «Dijo “no”»"),
        ("hi", "12,34,567 महिलाएँ", "12,34,567 महिलाएँ"),
        ("ta", "12,34,567", "12,34,567"),
        ("bn", "12,34,567 নারী, CC BY 4.0, COVID-19", "১২,৩৪,৫৬৭ নারী, CC BY 4.0, COVID-19"),
        ("fa", "سال 2017، CC BY 4.0 و COVID-19", "سال ۲۰۱۷، CC BY 4.0 و COVID-19"),
        ("my", "2017 ခုနှစ်၊ CC BY 4.0", "၂၀၁၇ ခုနှစ်၊ CC BY 4.0"),
        ("mr", "2017 साली, COVID-19", "२०१७ साली, COVID-19"),
        ("ne", "2017 मा, COVID-19", "२०१७ मा, COVID-19"),
        ("fa", "كتاب يك", "کتاب یک"),
        ("ur", "يه كيا هے", "یہ کیا ہے"),
        ("ar", "لماذا? نعم, لا; ثم", "لماذا؟ نعم، لا؛ ثم"),
        ("ar", "﴿إن الله﴾ ١٢", "﴿إن الله﴾ ١٢"),
        ("am", "ሰላም። ነው፣ ይህ፦", "ሰላም። ነው፣ ይህ፦"),
        ("he", "ב-96% מהמקרים, כ־40%", "ב-96% מהמקרים, כ־40%"),
        ("he", 'צה"ל, ה"שלום"', "צה״ל, ה”שלום”"),
    ],
)  # fmt: skip
def test_typography_gives_the_reviewed_result(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03", "3.5.2024", "03/05/2024", "1.0.2", "9:41", "3:1", "chess 1-0", "1-800-555-0199", "COVID-19",
        "@name", "#tag", "https://example.org/a-b?c='d'", "o'n@example.org", "the code `a -- \"b\"` here",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ru", "zh-Hans"])
def test_text_that_is_not_prose_does_not_change(language: str, text: str):
    assert made(language, text) == text


def test_ethiopic_and_chinese_have_their_own_marks_of_lists_titles_and_sentences():
    assert (list_separator("am"), to_sentence("ሰላም", "am")) == ("፣ ", "ሰላም።")
    assert (list_separator("zh-Hans"), to_sentence("好", "zh-Hans")) == ("，", "好。")
    assert quote_title("报告", "zh-Hans") == ("《", "》")
