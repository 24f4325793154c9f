"""The JSON Schemas of values in a theme, by the kinds of fields that `theme_schema` declares.

A value has one or several alternatives, such as a number or a list of them. Inside a part, each of them may be a map by
shape, at any depth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from ...model.themes import CARD_TRAITS, SIDES
from ..fields.value_reader import MAX_LENGTH, UNBOUNDED
from ..themes import theme_schema
from ..themes.expand import SHAPES
from ..themes.part_field_docs import PART_DOCS
from ..themes.theme_field_docs import THEME_DOCS, ThemeFieldDoc
from ..themes.theme_schema import MAX_CORNERS, MIN_CORNERS, TYPE_KINDS, ThemeField, ThemeFields
from .json_schema_terms import Schema, explain

NULL: Schema = {"$ref": "#/$defs/nothing"}
UNTITLED: Schema = {"properties": {}}
"""Keyword by which editors tell alternatives without a title apart; otherwise they show the field's title twice."""
_DOCS = {**THEME_DOCS, **PART_DOCS}
_NUMBER_AS_TEXT = "^[^!-*,/:-DF-^`a-df-~]+$"
"""Pattern of a number in quotes, which is accepted too: printable ASCII that no number contains is refused."""
_SHARED_CHOICES: dict[tuple[str, ...], str] = {CARD_TRAITS: "trait", SIDES: "side"}
"""Lists of words that many fields have, with the names of their definitions."""


def define_values() -> dict[str, Schema]:
    """Return the definitions to which the schemas of values refer."""
    # not a list of types, of which editors would offer `true` and `null` as names
    scalar: Schema = {**UNTITLED, "not": {**UNTITLED, "type": ["object", "array"]}}
    kinds = {kind: document(f"kind.{kind}", [make_number(), NULL]) for kind in TYPE_KINDS}
    return {
        "number": {
            "type": ["number", "string"], **UNTITLED, "exclusiveMinimum": -UNBOUNDED, "exclusiveMaximum": UNBOUNDED,
            "pattern": _NUMBER_AS_TEXT, "patternErrorMessage": "expected a number",
        },
        "text": {**scalar, "maxLength": MAX_LENGTH},
        "name": {**scalar, "minLength": 1, "maxLength": MAX_LENGTH},
        "shapes": {"type": "object", **UNTITLED, "minProperties": 1, "propertyNames": {"enum": list(SHAPES)}},
        "nothing": {
            "title": "Nothing", "description": "Removes what is inherited; for a shape, leaves it out.", "type": "null",
        },
        "kinds": {"type": "object", "properties": kinds, "additionalProperties": False},
        **{name: {"enum": list(words)} for words, name in _SHARED_CHOICES.items()},
    }  # fmt: skip


def refer(name: str, **more: Any) -> Schema:
    """Return a reference to a definition, with further keywords."""
    return {"$ref": f"#/$defs/{name}", **more}


def document(key: str, alternatives: Sequence[Schema], default: Any = None) -> Schema:
    """Return the schema of a field with its texts and, if it is not None, its default."""
    return make_texts_of(_DOCS[key], default) | combine(alternatives)


def make_texts_of(doc: ThemeFieldDoc, default: Any = None) -> Schema:
    """Return the keywords that explain a field."""
    found: Schema = {**explain(doc.title, doc.meaning), "examples": list(doc.examples)}
    return found if default is None else {**found, "default": default}


def combine(alternatives: Sequence[Schema]) -> Schema:
    """Return the schema of a value with one or several alternatives."""
    if len(alternatives) == 1:
        return alternatives[0]
    return {"anyOf": [one if "$ref" in one else {**UNTITLED, **one} for one in alternatives]}


def make_number(minimum: float = -UNBOUNDED, maximum: float = UNBOUNDED) -> Schema:
    """Return the schema of a number within bounds."""
    bounds = {"minimum": minimum} if minimum > -UNBOUNDED else {}
    return refer("number", **bounds, **({"maximum": maximum} if maximum < UNBOUNDED else {}))


def define_by_shape(prefix: str, fields: ThemeFields) -> dict[str, Schema]:
    """Return the definition of each field below a prefix: one value, or a map of values by shape."""
    return {
        f"{prefix}.{key}": document(
            f"{prefix}.{key}", [*list_alternatives(option), by_shape(f"{prefix}.{key}")], find_default(option)
        )
        for key, option in fields.items()
    }


def by_shape(name: str) -> Schema:
    """Return the schema of a map by shape whose values have a definition, or are null for nothing."""
    return refer("shapes", additionalProperties={"anyOf": [refer(name), NULL]})


def list_alternatives(option: ThemeField) -> list[Schema]:
    """Return the schemas of the values that a field may have."""
    match option:
        case theme_schema.NumberField():
            return [make_number(option.minimum, option.maximum)]
        case theme_schema.NumbersField():
            number = make_number(option.minimum, option.maximum)
            counts = (min(option.counts), max(option.counts)) if option.counts else (0, None)
            one = [number] if not option.counts or 1 in option.counts else []
            return [*one, _make_items(number, *counts)]
        case theme_schema.PointsField():
            return [_make_items(_make_items(make_number(), 2, 2), MIN_CORNERS, MAX_CORNERS)]
        case theme_schema.ChoiceField():
            return [_make_choice(option.names)]
        case theme_schema.ChoicesField():
            return [_make_choice(option.names), _make_items(_make_choice(option.names))]
        case theme_schema.FlagField():
            return [{"type": "boolean"}]
        case theme_schema.ColorsField():
            return [refer("name"), _make_items(refer("name"))]
        case theme_schema.ScrimField():
            return [refer("name"), _make_map("scrim", theme_schema.SCRIM)]
        case theme_schema.WhenField():
            return [*list_alternatives(theme_schema.CONDITION["has"]), _make_map("condition", theme_schema.CONDITION)]
        case theme_schema.ByKindField():
            return [make_number(), refer("kinds")]
        case theme_schema.NameField():
            return [refer("name")]
        case theme_schema.TextField():
            return [refer("text")]
        case _:
            assert_never(option)


def find_default(option: ThemeField) -> Any:
    """Return the value that a field has if it is left out; None for no value."""
    match option:
        case theme_schema.NumberField() | theme_schema.ByKindField():
            return option.default
        case theme_schema.NumbersField():
            return list(option.default) if option.default[1:] else next(iter(option.default), None)
        case theme_schema.ChoiceField():
            return option.default or None
        case theme_schema.FlagField():
            return option.default
        case _:
            return None


def list_required(fields: ThemeFields) -> list[str]:
    """Return the keys of fields that a part must have."""
    return [key for key, option in fields.items() if _is_required(option)]


def _is_required(option: ThemeField) -> bool:
    match option:
        case theme_schema.NameField():
            return option.required
        case theme_schema.ChoiceField():
            return not option.default
        case _:
            return isinstance(option, theme_schema.PointsField)


def _make_choice(names: tuple[str, ...]) -> Schema:
    return refer(_SHARED_CHOICES[names]) if names in _SHARED_CHOICES else {"enum": list(names)}


def _make_map(prefix: str, fields: ThemeFields) -> Schema:
    """Return the schema of a map of fields within a value of a part."""
    values = {
        key: document(f"{prefix}.{key}", [*list_alternatives(option), refer("shapes")], find_default(option))
        for key, option in fields.items()
    }
    found: Schema = {"type": "object", "properties": values, "additionalProperties": False}
    required = list_required(fields)
    return {**found, "required": required} if required else found


def _make_items(item: Schema, least: int = 0, most: int | None = None) -> Schema:
    """Return the schema of a list; an item by shape may be nothing, so that more than `most` are written."""
    found: Schema = {"type": "array", "items": {"anyOf": [item, refer("shapes")]}}
    if least:
        found["minItems"] = least
    if most is not None:
        found |= {"if": {"not": {"contains": refer("shapes")}}, "then": {"maxItems": most}}
    return found
