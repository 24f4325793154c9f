"""The texts of the fields: each field and part has one, and docs/cards.md says the same."""

import re
from pathlib import Path

import pytest

from factcards.model.sizes import DEFAULT_SIZES
from factcards.read.cards.card_field_docs import CARD_FIELD_DOCS, THEME_PURPOSES
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.fields import composite_fields
from factcards.read.fields.accepted_warnings import ACCEPT, ACCEPT_KEYS
from factcards.read.fields.size_fields import SAFE_KEYS, SIZE_KEYS
from factcards.read.themes.inheritance import list_theme_names
from factcards.read.themes.theme_reader import read_theme

DOCS = Path(__file__).resolve().parents[3] / "docs"
PARTS = {
    "source": composite_fields.SOURCE_KEYS,
    "source.title": composite_fields.TITLE_KEYS,
    "action": composite_fields.ACTION_KEYS,
    "image": composite_fields.IMAGE_KEYS,
    "labels": composite_fields.LABELS_KEYS,
    "brand": composite_fields.BRAND_KEYS,
    "brand.logo": composite_fields.LOGO_KEYS,
    "brand.colors": ("*",),
    "brand.fonts": ("headline", "text", "*"),
    "chart": composite_fields.CHART_KEYS,
    "chart.counts": composite_fields.COUNT_KEYS,
    "chart.tiles": composite_fields.TILE_KEYS,
    ACCEPT: ACCEPT_KEYS,
    "sizes": SIZE_KEYS,
    "sizes.safe": SAFE_KEYS,
}


def read_rows(name, columns):
    """Return the first cell of each row of a document's tables, without back quotes, with its second cell."""
    lines = (DOCS / name).read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| `")]
    return {row[0].strip("` "): row[1].strip(" |") for row in rows if len(row) == columns}


def strip_links(text):
    """Return Markdown without links: the words of each remain, but not a link that stands after the last full stop."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"(?<=\.)( \[[^\]]*\]\([^)]*\))+$", "", text))


def test_every_field_and_every_part_has_its_texts():
    parts = {f"{name}.{key}" for name, keys in PARTS.items() for key in keys}
    assert set(CARD_FIELD_DOCS) == {*CARD_FIELDS, *SET_FIELDS, *parts}


@pytest.mark.parametrize("name", [*CARD_FIELDS, *(key for key in SET_FIELDS if key not in CARD_FIELDS)])
def test_the_table_of_fields_says_what_editors_show(name):
    rows = read_rows("cards.md", 3) | read_rows("cards.md", 2) if name in SET_FIELDS else read_rows("cards.md", 3)
    assert strip_links(rows[name]) == CARD_FIELD_DOCS[name].description


def test_the_table_of_themes_says_what_editors_show():
    assert set(THEME_PURPOSES) == set(list_theme_names())
    assert {name: text for name, text in read_rows("themes.md", 5).items() if name in THEME_PURPOSES} == THEME_PURPOSES


@pytest.mark.parametrize("name", CARD_FIELD_DOCS)
def test_texts_are_short_sentences(name):
    doc = CARD_FIELD_DOCS[name]
    assert doc.title[0].isupper()
    assert not doc.title.endswith(".")
    assert len(doc.title) <= 30
    assert doc.description.endswith(".")
    assert doc.description[0].isupper() or doc.description[0] == "`"
    assert len(doc.description) <= 250
    assert doc.examples


def test_the_description_of_colors_names_the_themes_that_have_them():
    description = CARD_FIELD_DOCS["brand.colors"].description
    stated = dict(re.findall(r"`(\w+)` (?:is )?in (`[^.]*?`)(?=, `\w+` in|\.)", description))
    assert set(stated) == {"accent", "ground"}
    for color, themes in stated.items():
        having = [name for name in list_theme_names() if color in dict(read_theme(name).palette)]
        assert sorted(re.findall(r"`(\w+)`", themes)) == sorted(having), color


def test_descriptions_name_each_default():
    for name, doc in CARD_FIELD_DOCS.items():
        values = doc.default if isinstance(doc.default, list) else [doc.default]
        shown = [{True: "true", False: "false"}.get(value, value) for value in values if value is not None]
        assert [text for text in shown if f"Default: `{text}`." not in doc.description] == [], name


def test_default_size_is_the_one_of_the_plan():
    assert CARD_FIELD_DOCS["sizes"].default == list(DEFAULT_SIZES)
