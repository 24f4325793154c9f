"""The JSON Schemas of a card and a set, built from the tables of fields that the readers use."""

from __future__ import annotations

from collections.abc import Callable

from ...model.cards import ARABIC_STYLES, DIGITS, SET_TYPES
from ...model.formats import FORMAT_NAMES
from ...model.sizes import SIZES
from ...problem_kinds import WARNINGS
from ..cards.card_schema import CARD_FIELDS, KINDS, SET_FIELDS, FieldReader
from ..fields import composite_fields
from ..fields.accepted_warnings import ACCEPT
from ..fields.value_reader import MAX_LENGTH
from .json_schema_terms import (
    COLOR,
    DRAFT,
    FLAG,
    NAME,
    TEXT,
    Schema,
    make_list,
    make_nullable_choice,
    make_object,
    make_pair,
    make_texts,
)


def _fields(known: dict[str, FieldReader]) -> Schema:
    words = {name: _SCHEMA_OF_KEY[name]() if name in _SCHEMA_OF_KEY else TEXT for name in known}
    return {"$schema": DRAFT, **make_object(words)}


def make_card_schema() -> Schema:
    """Return the schema of a card's file and its variants."""
    title = "A card, or its variant in another language"
    return {"title": title, **_fields(CARD_FIELDS), "not": {"required": list(KINDS)}}


def make_set_schema() -> Schema:
    """Return the schema of `set.yaml` and its variants."""
    return {"title": "A set, with the fields that its cards share", **_fields(SET_FIELDS)}


def _chart() -> Schema:
    number: Schema = {"type": ["number", "string"], "maxLength": MAX_LENGTH}
    counts = make_list(make_texts(composite_fields.COUNT_KEYS, value=number), least=1)
    tiles = make_list(make_texts(composite_fields.TILE_KEYS), least=1)
    return make_texts(composite_fields.CHART_KEYS, share=number, counts=counts, tiles=tiles)


_SCHEMA_OF_KEY: dict[str, Callable[[], Schema]] = {
    "source": lambda: {
        "anyOf": [
            TEXT,
            make_texts(composite_fields.SOURCE_KEYS, title={"anyOf": [TEXT, make_texts(composite_fields.TITLE_KEYS)]}),
        ],
    },
    "action": lambda: {"anyOf": [TEXT, make_texts(composite_fields.ACTION_KEYS, **{"short-elsewhere": FLAG})]},
    "image": lambda: {"anyOf": [TEXT, make_texts(composite_fields.IMAGE_KEYS, focus=make_pair(0, 1))]},
    "brand": lambda: make_texts(
        composite_fields.BRAND_KEYS,
        logo={"anyOf": [TEXT, make_texts(composite_fields.LOGO_KEYS)]},
        colors=make_object({}, additionalProperties=COLOR),
        fonts=make_object({}, additionalProperties=TEXT),
    ),
    "chart": _chart,
    "labels": lambda: make_texts(composite_fields.LABELS_KEYS),
    "reviewed": lambda: FLAG,
    "typography": lambda: FLAG,
    "hyphenate": lambda: FLAG,
    "digits": lambda: make_nullable_choice(DIGITS),
    "hand": lambda: make_nullable_choice(ARABIC_STYLES),
    ACCEPT: lambda: make_list(
        make_object({"kind": {"enum": list(WARNINGS)}, "reason": TEXT}, required=["kind", "reason"])
    ),
    "type": lambda: make_nullable_choice(SET_TYPES),
    "cards": lambda: make_list(TEXT),
    "languages": lambda: make_list(NAME, least=1),
    "sizes": lambda: make_list({"enum": [size.name for size in SIZES]}, least=1),
    "formats": lambda: make_list({"enum": list(FORMAT_NAMES)}, least=1),
}
"""The schemas of keys whose values are not only words."""
