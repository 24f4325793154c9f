"""The cascade of set, set's variant, card and card's variant, and the language of words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.card_files import MINIMAL, png

from factcards.graphics.color import Color
from factcards.model.cards import Chart, Count, Prose
from factcards.read import read_cards, read_sets

SET = """\
language: en
languages: [en, es, fr-CA]
labels: {source: "Source:", photo: "Photo:"}
brand: {name: Us, colors: {accent: "#e4002b", ink: "#000"}, fonts: {text: Inter}}
source: {publisher: House, title: A book, year: 2014}
action: {label: Act, url: "https://example.org/{card}"}
theme: statement
"""


def variant(files, lay, language="en", card="honey"):
    lay(files)
    return dict(read_cards(".")[card].variants)[language]


def test_card_with_only_the_required_fields_is_read(lay):
    lay({"honey.yaml": MINIMAL})
    card = read_cards("honey.yaml")["honey"]
    ((tag, only),) = card.variants
    assert (card.set, card.language, tag, only.kind) == ("", "en", "en", "fact")
    assert only.body == (Prose("Honey never spoils.", "en"),)
    assert only.source.line == Prose("A book", "en")
    assert (only.action.url, only.theme, only.reviewed) == ("https://example.org/act", "statement", True)


def test_card_inherits_field_by_field(lay):
    honey = variant(
        {"set.yaml": SET, "honey.yaml": 'fact: Honey\nsource: {year: 2015}\nbrand: {colors: {ink: "#111"}}'}, lay
    )
    assert (honey.source.publisher, honey.source.title, honey.source.year) == ("House", Prose("A book", "en"), "2015")
    assert honey.brand.colors == (("accent", Color(228, 0, 43)), ("ink", Color(17, 17, 17)))
    assert honey.labels == (("source", Prose("Source:", "en")), ("photo", Prose("Photo:", "en")))


def test_each_layer_overrides_the_ones_before(lay):
    files = {
        "set.yaml": SET,
        "set.es.yaml": "action: {label: Actúa, short: example.org/es}",
        "honey.yaml": "fact: Honey\naction: {short: example.org/honey}",
        "honey.es.yaml": "fact: La miel\naction: {url: 'https://example.org/miel'}",
    }
    action = variant(files, lay, "es").action
    assert (action.label, action.short, action.url) == (
        Prose("Actúa", "es"),
        "example.org/honey",
        "https://example.org/miel",
    )


def test_value_of_one_line_replaces_the_whole_field(lay):
    honey = variant(
        {"set.yaml": SET, "honey.yaml": "fact: Honey\nsource: Another book\naction: https://example.org/x"}, lay
    )
    assert (honey.source.line, honey.source.publisher) == (Prose("Another book", "en"), "")
    assert (honey.action.url, honey.action.label) == ("https://example.org/x", None)


def test_parts_replace_a_line_of_source(lay):
    honey = variant({"honey.yaml": MINIMAL, "honey.es.yaml": "fact: La miel\nsource: {publisher: Casa}"}, lay, "es")
    assert (honey.source.line, honey.source.publisher) == (None, "Casa")


def test_link_of_one_line_merges_as_the_part_url(lay):
    honey = variant({"honey.yaml": MINIMAL, "honey.es.yaml": "fact: La miel\naction: {label: Actúa}"}, lay, "es")
    assert (honey.action.url, honey.action.label) == ("https://example.org/act", Prose("Actúa", "es"))


def test_null_removes_an_inherited_value(lay):
    honey = variant(
        {"set.yaml": SET, "honey.yaml": "fact: Honey\nbrand: null\nlabels: {photo: ~}\nsource: {title: }"}, lay
    )
    assert (honey.brand, honey.source.title) == (None, None)
    assert honey.labels == (("source", Prose("Source:", "en")),)


def test_quoted_null_is_text(lay):
    assert variant({"honey.yaml": MINIMAL + 'headline: "null"'}, lay).headline == Prose("null", "en")


def test_yaml_keywords_stay_as_typed(lay):
    files = {"honey.yaml": MINIMAL + "source: {publisher: no, year: 012, page: 1.10, title: 2014-01-01}"}
    source = variant({"honey.yaml": files["honey.yaml"].replace("source: A book\n", "")}, lay).source
    assert (source.publisher, source.year, source.page, source.title.text) == ("no", "012", "1.10", "2014-01-01")


def test_the_language_no_is_not_false(lay):
    lay({"honey.yaml": MINIMAL.replace("en", "no", 1)})
    assert read_cards(".").language == "no"


def test_language_falls_back_along_its_tag_only(lay):
    files = {
        "set.yaml": SET,
        "set.fr.yaml": "action: {label: Agir}",
        "set.fr-CA.yaml": "labels: {source: 'Source :'}",
        "honey.yaml": "fact: Honey",
        "honey.fr.yaml": "fact: Le miel\nheadline: Miel",
        "bees.yaml": "fact: Bees",
    }
    lay(files)
    cards = read_cards(".")
    honey = dict(cards["honey"].variants)
    assert list(honey) == ["en", "fr-CA", "fr"]
    assert honey["fr-CA"].body == (Prose("Le miel", "fr"),)
    assert honey["fr-CA"].action.label == Prose("Agir", "fr")
    assert dict(honey["fr-CA"].labels)["source"] == Prose("Source :", "fr-CA")
    assert dict(honey["fr"].labels)["source"] == Prose("Source:", "en")
    assert list(dict(cards["bees"].variants)) == ["en"]


def test_language_never_falls_back_to_another_script(lay):
    lay(
        {
            "honey.yaml": MINIMAL.replace("en", "sr", 1),
            "honey.sr-Latn.yaml": "headline: Med",
            "honey.sr-RS.yaml": "alt: Мед",
        }
    )
    assert [tag for tag, _ in read_cards(".")["honey"].variants] == ["sr", "sr-RS"]


def test_inherited_words_give_one_warning_and_numbers_none(lay):
    files = {"set.yaml": SET, "honey.yaml": "fact: Honey\nheadline: 96%", "honey.es.yaml": "fact: La miel"}
    problems = variant(files, lay, "es").problems
    assert [p.field for p in problems] == ["labels.source", "labels.photo", "action.label"]
    assert {p.severity for p in problems} == {"warning"}
    assert variant(files, lay, "en").problems == ()


@pytest.mark.parametrize(
    ("headline", "share"),
    [
        ("96%", 0.96),
        ("96 %", 0.96),
        ("96\u202f%", 0.96),
        ("%96", 0.96),
        ("٩٦٪", 0.96),
        ("٪٩٦", 0.96),
        ("\u200f٪٩٦", 0.96),
        ("९६%", 0.96),
        ("96,5 %", 0.965),
        ("**96%**", 0.96),
        ("100%", 1.0),
        ("150%", None),
        ("96", None),
        ("96% of all", None),
    ],
)
def test_percentage_headline_is_a_share(lay, headline, share):
    chart = variant({"honey.yaml": f'{MINIMAL}headline: "{headline}"'}, lay).chart
    assert (chart.share if chart else None) == (pytest.approx(share) if share else None)


def test_chart_data_is_read(lay):
    counts = "chart: {counts: [{value: 171, label: countries}, {value: 2.5}]}"
    found = variant({"honey.yaml": f"{MINIMAL}headline: 96%\n{counts}"}, lay).chart
    assert found == Chart(None, (Count(171, Prose("countries", "en")), Count(2.5, None)))
    assert variant({"honey.yaml": f"{MINIMAL}chart: {{share: 0.25}}"}, lay).chart == Chart(0.25)
    assert variant({"honey.yaml": f"{MINIMAL}headline: 96%\nchart: null"}, lay).chart is None


def test_all_other_fields_of_a_card_are_read(lay):
    text = (
        MINIMAL.replace("fact", "story") + "expires: 2027-01-01\nreviewed: false\nalt: Bees\n"
        "image: {file: photos/a.png, alt: A hive, credit: 'Photo: me', focus: [0.62, 0.35]}\n"
    )
    honey = variant({"honey.yaml": text, "photos/a.png": png()}, lay)
    assert (honey.kind, honey.expires, honey.reviewed, honey.alt) == (
        "story",
        date(2027, 1, 1),
        False,
        Prose("Bees", "en"),
    )
    assert (honey.image.photo.width, honey.image.photo.height, honey.image.focus) == (4, 3, (0.62, 0.35))
    assert (honey.image.alt, honey.image.credit) == (Prose("A hive", "en"), Prose("Photo: me", "en"))


def test_inherited_focus_stays_on_its_subject_in_right_to_left_languages(lay):
    picture = "image: {file: photos/a.png, focus: [0.75, 0.25]}\n"
    files = {"honey.yaml": MINIMAL + picture, "honey.ar.yaml": "fact: عسل", "photos/a.png": png()}
    assert variant(files, lay, "ar").image.focus == (0.75, 0.25), "inherited from a file that begins at the left"
    files["honey.ar.yaml"] += f"\n{picture}"
    assert variant(files, lay, "ar").image.focus == (0.25, 0.25), "written in one that begins at the right"


def test_fields_of_the_set_alone_are_read(lay):
    lay(
        {
            "bees/set.yaml": SET
            + "title: Bees\ncards: [wax, honey]\nsizes: [story]\nformats: [png, webp]\nfonts: type\n",
            "bees/type/readme.md": "",
            "bees/honey.yaml": "fact: Honey",
            "bees/wax.yaml": "fact: Wax",
            "bees/ants.yaml": "fact: Ants",
        }
    )
    bees = read_cards("bees")
    assert (bees.id, bees.title, bees.sizes, bees.formats) == ("bees", Prose("Bees", "en"), ("story",), ("png", "webp"))
    assert bees.languages == ("en", "es", "fr-CA")
    assert [(c.id, c.index, c.total, c.fonts) for c in bees.cards] == [
        ("wax", 0, 3, "bees/type"),
        ("honey", 1, 3, "bees/type"),
        ("ants", 2, 3, "bees/type"),
    ]


def test_card_read_alone_is_the_same_as_in_its_set(lay):
    lay(
        {
            "bees/set.yaml": SET,
            "bees/honey.yaml": "fact: Honey",
            "bees/wax.yaml": "fact: **broken",
            "bees/honey.es.yaml": "fact: La miel",
        }
    )
    whole, alone = read_sets(Path("bees")), read_sets(Path("bees/honey.yaml"))
    assert [replace(s, only="") for s in alone.sets] == list(whole.sets)
    assert alone.sets[0].only == "honey"
    assert (len(whole.problems), alone.problems) == (1, ())
    assert read_sets(Path("bees/honey.es.yaml")) == alone
    assert read_sets(Path("bees/set.yaml")) == whole


def test_card_read_alone_comes_with_its_siblings(lay):
    lay({"bees/set.yaml": SET, "bees/honey.yaml": "fact: Honey", "bees/wax.yaml": "fact: Wax"})
    alone = read_cards("bees/wax.yaml")
    assert (alone.only, [*alone], [c.id for c in alone.cards]) == ("wax", ["wax"], ["honey", "wax"])
    siblings = alone["wax"].siblings
    assert siblings
    assert [card.id for card in siblings.cards] == ["honey", "wax"]
    assert alone["wax"] == alone.cards[1] == read_cards("bees")["wax"]


def test_card_without_a_set_file_has_no_siblings(lay):
    lay({"honey.yaml": MINIMAL, "wax.yaml": MINIMAL})
    assert [c.id for c in read_cards("honey.yaml").cards] == ["honey"]
    assert (read_cards("honey.yaml").type, read_cards(".").type) == ("each", "each")


def test_cards_of_a_set_share_their_sizes_by_default(lay):
    lay({"a/set.yaml": SET, "a/x.yaml": "fact: X", "b/set.yaml": SET + "type: each\n", "b/x.yaml": "fact: X"})
    assert (read_cards("a").type, read_cards("b").type) == ("even", "each")


def test_typography_options_are_inherited(lay):
    files = {
        "set.yaml": SET + "digits: native\ntypography: false\nhand: naskh\n",
        "set.es.yaml": "digits: latin",
        "honey.yaml": "fact: Honey\nhyphenate: false",
        "honey.es.yaml": "fact: La miel\ntypography: true",
    }

    def reported(language):
        made = variant(files, lay, language)
        return made.digits, made.typography, made.hyphenate, made.hand

    assert reported("en") == ("native", False, False, "naskh")
    assert reported("es") == ("latin", True, False, "naskh")


def test_theme_next_to_the_cards_is_not_a_card(lay):
    lay({"set.yaml": SET.replace("statement", "night.yaml"), "honey.yaml": "fact: Honey", "night.yaml": "palette: {}"})
    cards = read_cards(".")
    assert [c.id for c in cards.cards] == ["honey"]
    assert cards["honey"].variants[0][1].theme == "night.yaml"


def test_folder_of_sets_is_read(lay):
    lay(
        {
            "all/b/honey.yaml": MINIMAL,
            "all/a/set.yaml": SET,
            "all/a/wax.yaml": "fact: Wax",
            "all/.git/x.yaml": "-",
            "all/c/notes.md": "",
        }
    )
    assert [(s.id, [c.id for c in s.cards]) for s in read_sets(Path("all")).sets] == [("a", ["wax"]), ("b", ["honey"])]


def test_set_takes_the_language_that_all_its_cards_have(lay):
    french = MINIMAL.replace("en", "fr", 1)
    lay({"set.yaml": "title: Miel\n", "a.yaml": french, "b.yaml": french})
    assert read_cards(".").title == Prose("Miel", "fr")


def test_two_kinds_of_a_chart_have_a_hint_by_where_they_stand(lay):
    words = "fact: La miel no caduca.\n"
    lay({"honey.yaml": MINIMAL + "chart: {share: 96%}\n", "honey.es.yaml": words + "chart: {tiles: [{name: x}]}\n"})
    assert [p.hint for p in read_sets(".").problems if p.field == "chart"] == ["`null` removes an inherited value"]
    lay({"honey.es.yaml": words + "chart: {share: null, tiles: [{name: x}]}\n"})
    assert [p.hint for p in read_sets(".").problems if p.field == "chart"] == []
    lay({"honey.es.yaml": words + "chart: {tiles: [{name: x}], share: 4%}\n"})
    assert [p.hint for p in read_sets(".").problems if p.field == "chart"] == ["keep one of them"]
