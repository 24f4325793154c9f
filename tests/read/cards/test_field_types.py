"""The types of a card's fields have the keys of its readers."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from factcards.read.cards import field_types
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.cards.made_sets import CHOICES
from factcards.read.fields import accepted_warnings, composite_fields

KEYS: dict[str, tuple[str, ...]] = {
    "CardFields": tuple(CARD_FIELDS),
    "SourceFields": composite_fields.SOURCE_KEYS,
    "TitleFields": composite_fields.TITLE_KEYS,
    "ActionFields": composite_fields.ACTION_KEYS,
    "ImageFields": composite_fields.IMAGE_KEYS,
    "BrandFields": composite_fields.BRAND_KEYS,
    "LogoFields": composite_fields.LOGO_KEYS,
    "ChartFields": composite_fields.CHART_KEYS,
    "CountFields": composite_fields.COUNT_KEYS,
    "TileFields": composite_fields.TILE_KEYS,
    "LabelsFields": composite_fields.LABELS_KEYS,
    "AcceptFields": accepted_warnings.ACCEPT_KEYS,
    "SetChoices": ("title", "languages", "sizes", "formats", "type"),
}


@pytest.mark.parametrize("name", KEYS)
def test_type_has_the_keys_of_its_reader(name: str):
    fields = getattr(field_types, name)
    assert {*get_type_hints(fields)} == {*KEYS[name]}
    assert fields.__required_keys__ == frozenset()


def test_every_table_of_keys_has_a_type():
    tables = {name for name in vars(composite_fields) if name.endswith("_KEYS")}
    assert {name.removesuffix("_KEYS").capitalize() + "Fields" for name in tables} <= {*KEYS}
    assert {name for name in vars(field_types) if name.endswith(("Fields", "Choices"))} == {*KEYS}


def test_choices_of_a_made_set_are_fields_of_set_yaml():
    assert {*CHOICES} <= {*SET_FIELDS}
