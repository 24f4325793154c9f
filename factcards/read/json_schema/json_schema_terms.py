"""The parts of which the JSON Schemas for editors are built: texts, numbers, colours, lists and maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..fields.value_reader import MAX_LENGTH, UNBOUNDED

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": ["string", "number", "boolean", "null"], "maxLength": MAX_LENGTH}
NUMBER: Schema = {"type": "number"}
COLOR: Schema = {"type": ["string", "null"], "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"}
NAME: Schema = {"type": "string", "maxLength": MAX_LENGTH}
FLAG: Schema = {"type": ["boolean", "null"]}
"""`true` or `false`; null removes an inherited value."""


def make_object(properties: Schema, **more: Any) -> Schema:
    """Return the schema of a map with these keys and no others."""
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False, **more}


def make_list(item: Schema, least: int = 0) -> Schema:
    """Return the schema of a list of items, at least `least` of them, or null."""
    return {"type": ["array", "null"], "items": item, **({"minItems": least} if least else {})}


def make_nullable_choice(names: Iterable[str]) -> Schema:
    """Return the schema of one of some names, or null, which removes an inherited value."""
    return {"enum": [*names, None]}


def make_texts(keys: Iterable[str], **others: Schema) -> Schema:
    """Return the schema of a map of words; `others` has the schemas of other keys."""
    return make_object({key: others.get(key, TEXT) for key in keys})


def make_choices(names: Iterable[str]) -> Schema:
    """Return the schema of one of some names, or of a list of them."""
    one: Schema = {"enum": list(names)}
    return {"anyOf": [one, make_list(one)]}


def make_range(minimum: float = -UNBOUNDED, maximum: float = UNBOUNDED) -> Schema:
    """Return the schema of a number within bounds."""
    bounds = {"minimum": minimum} if minimum > -UNBOUNDED else {}
    return {**NUMBER, **bounds, **({"maximum": maximum} if maximum < UNBOUNDED else {})}


def make_pair(minimum: float = -UNBOUNDED, maximum: float = UNBOUNDED) -> Schema:
    """Return the schema of two numbers within bounds."""
    return {"type": ["array", "null"], "items": make_range(minimum, maximum), "minItems": 2, "maxItems": 2}
