"""The JSON Schema of a theme, built from the tables of fields that the readers use."""

from __future__ import annotations

from typing import assert_never

from ...model.themes import CARD_TRAITS, TONES
from ..themes import theme_schema
from ..themes.expand import SHAPES
from ..themes.theme_schema import (
    CONDITION,
    FACE,
    FRAME,
    GRADIENT,
    PARTS,
    STACK,
    STACKS,
    THEME_KEYS,
    TYPE,
    TYPE_KINDS,
    UNDERLINE,
    ThemeField,
    ThemeFields,
)
from ..themes.typefaces import SCRIPT_PATTERN
from .json_schema_terms import (
    COLOR,
    DRAFT,
    NAME,
    NUMBER,
    TEXT,
    Schema,
    make_choices,
    make_list,
    make_object,
    make_pair,
    make_range,
)


def make_theme_schema() -> Schema:
    """Return the schema of a theme's file."""
    part: Schema = {"$ref": "#/$defs/part"}
    tone = make_object({"photo": {"enum": list(TONES)}, "otherwise": COLOR}, required=["otherwise"])
    properties = {
        "palette": make_object({}, additionalProperties={"anyOf": [COLOR, make_list(COLOR), tone]}),
        "grounds": make_object({}, additionalProperties={"$ref": "#/$defs/fade"}),
        "faces": make_object(
            {}, patternProperties={SCRIPT_PATTERN: {"$ref": "#/$defs/face"}},
            additionalProperties=make_object({}, patternProperties={SCRIPT_PATTERN: {"$ref": "#/$defs/face"}}),
        ),
        "types": make_object({}, additionalProperties={"$ref": "#/$defs/type"}),
        "parts": make_object({}, additionalProperties=part),
        "layouts": make_object(dict.fromkeys(SHAPES, part)),
    }  # fmt: skip
    defined = {
        "part": {"anyOf": [{"$ref": "#/$defs/plain"}, make_object(dict.fromkeys(SHAPES, part), minProperties=1)]},
        "plain": make_object(_parts(), minProperties=1, maxProperties=1),
        "when": {"anyOf": [make_choices(CARD_TRAITS), make_object(_values(CONDITION))]},
        "face": make_object(_values(FACE)),
        "type": make_object(
            {**_values(TYPE), "bar": {"anyOf": [{"type": "boolean"}, make_object(_values(UNDERLINE))]}}
        ),
        **{f"frame.{key}": value for key, value in _by_shape(FRAME).items()},
        "fade": make_object({**_values(GRADIENT), "stops": {"type": "array", "minItems": 2, "items": _stop()}}),
    }
    complete = {"anyOf": [{"required": ["extends"]}, {"required": ["palette", "types", "layouts"]}]}
    return {
        "title": "A theme", "$schema": DRAFT, **make_object({key: properties.get(key, TEXT) for key in THEME_KEYS}),
        **complete,
        "$defs": defined,
    }  # fmt: skip


def _parts() -> Schema:
    """Return the schema of each kind of part."""
    shared = {key: {"$ref": f"#/$defs/frame.{key}"} for key in FRAME}
    members: Schema = {"type": "array", "items": {"$ref": "#/$defs/part"}}
    stack = {**shared, "parts": members, **_by_shape(STACK)}
    found: Schema = {axis: {"anyOf": [members, make_object(stack)]} for axis in STACKS}
    found |= {kind: make_object({**shared, **_by_shape(fields)}) for kind, fields in PARTS.items()}
    own: Schema = {key: {} for fields in PARTS.values() for key in fields}
    over = {**own, **stack, "part": NAME}
    return {**found, "use": {"anyOf": [NAME, make_object(over, required=["part"])]}}


def _by_shape(fields: ThemeFields) -> Schema:
    """Return the schemas of fields, each with one value or one for each shape."""
    shapes: Schema = {"type": "object", "minProperties": 1, "propertyNames": {"enum": list(SHAPES)}}
    return {
        key: {"anyOf": [value, {**shapes, "additionalProperties": {"anyOf": [value, {"type": "null"}]}}]}
        for key, value in _values(fields).items()
    }


def _values(fields: ThemeFields) -> Schema:
    return {key: _value(option) for key, option in fields.items()}


def _value(option: ThemeField) -> Schema:
    match option:
        case theme_schema.NumberField():
            return make_range(option.minimum, option.maximum)
        case theme_schema.NumbersField():
            number = make_range(option.minimum, option.maximum)
            counts = {"minItems": min(option.counts), "maxItems": max(option.counts)} if option.counts else {}
            return {"anyOf": [number, {"type": ["array", "null"], "items": number, **counts}]}
        case theme_schema.PointsField():
            return {"type": "array", "minItems": 3, "items": make_pair()}
        case theme_schema.ChoiceField():
            return {"enum": list(option.names)}
        case theme_schema.ChoicesField():
            return make_choices(option.names)
        case theme_schema.FlagField():
            return {"type": "boolean"}
        case theme_schema.ColorsField():
            return {"anyOf": [NAME, make_list(NAME)]}
        case theme_schema.ScrimField():
            return {"anyOf": [NAME, make_object(_values(theme_schema.SCRIM), required=["color"])]}
        case theme_schema.WhenField():
            return {"$ref": "#/$defs/when"}
        case theme_schema.ByKindField():
            return {"anyOf": [NUMBER, make_object(dict.fromkeys(TYPE_KINDS, NUMBER))]}
        case theme_schema.TextField() | theme_schema.NameField():
            return TEXT
        case _:
            assert_never(option)





def _stop() -> Schema:
    """Return the schema of a gradient's stop: position, colour, opacity."""
    return {"type": "array", "minItems": 2, "maxItems": 3, "prefixItems": [make_range(0, 1), NAME, make_range(0, 1)]}
