"""Titles, credits and names are not translated; a title may have its own language."""

import pytest
from support.card_files import MINIMAL, png

from factcards.localize import localize_card
from factcards.model.cards import Prose
from factcards.read import read_cards, read_sets

SET = """\
language: en
languages: [en, es, fr, ar, ja]
source: {publisher: World Health Organization, title: "Global Report on Women's Health", year: 2024}
action: {label: "1", url: "https://equalitynow.org/act"}
image: {file: bee.png, credit: "Photo: Ann Author"}
brand: {name: Plain Numbers}
"""
WORDS = {"es": "La miel.", "fr": "Le miel.", "ar": "العسل.", "ja": "はちみつ。"}
FILES = {"bees/set.yaml": SET, "bees/bee.png": png(60, 60), "bees/honey.yaml": "fact: Honey.\n"} | {
    f"bees/honey.{tag}.yaml": f"fact: {words}\n" for tag, words in WORDS.items()
}


def foreign(path="bees"):
    """Return the fields of all variants that have a warning about their language."""
    variants = (v for s in read_sets(path).sets for c in s.cards for _, v in c.variants)
    return sorted({p.field for v in variants for p in v.problems if p.kind == "not-translated"})


def source_line(language, card="honey"):
    return localize_card(read_cards("bees")[card], language).source.text


def test_titles_credits_publishers_and_brands_are_the_same_in_every_language(lay):
    lay(FILES)
    assert foreign() == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('label: "1"', "label: Act now", "action.label"),
        ("credit:", "alt: A bee, credit:", "image.alt"),
        ("language: en\n", "language: en\nlabels: {source: 'Source:'}\n", "labels.source"),
        ("language: en\n", "language: en\nchart: {counts: [{value: 1, label: a}, {value: 2}]}\n",
         "chart.counts[0].label"),
        ("language: en\n", "language: en\nheadline: Bees\n", "headline"),
    ],
)  # fmt: skip
def test_other_untranslated_words_give_a_warning(lay, old, new, field):
    lay(FILES | {"bees/set.yaml": SET.replace(old, new)})
    assert foreign() == [field]


def test_title_may_have_its_own_language(lay):
    own = 'source: {title: {text: "Bericht \\"Honig\\"", language: de}}\n'
    lay(FILES | {"bees/honey.yaml": f"fact: Honey.\n{own}"})
    title = read_cards("bees")["honey"].variants[0][1].source.title
    assert title == Prose('Bericht "Honig"', "de")


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("fr", "{text: The Women's Report, language: en}", "“The Women’s Report”"),
        ("fr", "Le rapport", "«\u202fLe rapport\u202f»"),   # in its file's language
        ("es", "{text: Bericht, language: de}", "„Bericht“"),
        ("ja", "{text: The Report, language: en}", "“The Report”"),
        ("en", "{text: 報告, language: ja}", "『報告』"),
    ],
)
def test_title_follows_the_typography_of_its_language(lay, language, title, line):
    name = "bees/honey.yaml" if language == "en" else f"bees/honey.{language}.yaml"
    lay(FILES | {name: f"{FILES[name]}source: {{title: {title}}}\n"})
    found = source_line(language)
    assert line.replace("\u202f", "") in found.replace("\u202f", "").replace("\u00a0", "")
    assert foreign() == []


def test_language_of_a_title_is_inherited_and_its_words_are_replaced(lay):
    lay(FILES | {
        "bees/honey.yaml": "fact: Honey.\nsource: {title: {text: Bericht, language: de}}\n",
        "bees/honey.es.yaml": "fact: La miel.\nsource: {title: Informe}\n",
        "bees/honey.fr.yaml": "fact: Le miel.\nsource: {title: {text: Rapport}}\n",
    })  # fmt: skip
    titles = {tag: variant.source.title for tag, variant in read_cards("bees")["honey"].variants}
    assert titles["ja"] == Prose("Bericht", "de")
    assert titles["es"] == Prose("Informe", "es")
    assert titles["fr"].text == "Rapport"


@pytest.mark.parametrize(
    ("title", "field", "message"),
    [
        ("{language: en}", "source.title.text", "missing field `text`"),
        ("{text: A, lang: en}", "source.title", "unknown key `lang`"),
        ("{text: A, language: en_US}", "source.title.language", "language `en_US` has an underscore"),
        ("{text: '', language: en}", "source.title.text", "this is empty, expected words"),
        ("[A]", "source.title", "found a list, expected words"),
    ],
)
def test_wrong_title_is_reported(lay, title, field, message):
    lay({"honey.yaml": MINIMAL.replace("source: A book", f"source: {{publisher: House, title: {title}}}")})
    assert [(p.field, p.message) for p in read_sets(".").problems] == [(field, message)]
