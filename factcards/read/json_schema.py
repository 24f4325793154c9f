"""The JSON Schemas of a card, a set and a theme, built from the tables of fields that the readers use.

Editors complete and check with them. They accept more than the readers, which also check links and language tags;
whatever they refuse, the readers refuse too. Values have YAML 1.2 types: `2014` is a number, and is accepted as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, assert_never

from ..model.cards import ARABIC_STYLES, DIGITS, SET_TYPES
from ..model.formats import FORMAT_NAMES
from ..model.sizes import SIZES
from ..model.themes import CARD_TRAITS, TONES
from ..problem_kinds import WARNINGS
from .cards.card_schema import CARD_FIELDS, KINDS, SET_FIELDS, FieldReader
from .fields import composite_fields
from .fields.accepted_warnings import ACCEPT
from .fields.value_reader import MAX_LENGTH, UNBOUNDED
from .themes import theme_schema
from .themes.expand import SHAPES
from .themes.theme_schema import (
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
from .themes.typefaces import SCRIPT_PATTERN

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"], "maxLength": MAX_LENGTH}
_NUMBER: Schema = {"type": "number"}
_COLOR: Schema = {"type": ["string", "null"], "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"}
_NAME: Schema = {"type": "string", "maxLength": MAX_LENGTH}
_FLAG: Schema = {"type": ["boolean", "null"]}


def make_schemas() -> dict[str, Schema]:
    """Return the schemas of a card, a set and a theme by the names of their files."""
    return {"card": _card(), "set": _set(), "theme": _theme()}


def _object(properties: Schema, **more: Any) -> Schema:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False, **more}


def _list(item: Schema, least: int = 0) -> Schema:
    """Return the schema of a list of items, at least `least` of them, or null."""
    return {"type": ["array", "null"], "items": item, **({"minItems": least} if least else {})}


def _nullable_choice(names: Iterable[str]) -> Schema:
    """Return the schema of one of some names, or null, which removes an inherited value."""
    return {"enum": [*names, None]}


def _texts(keys: Iterable[str], **others: Schema) -> Schema:
    """Return the schema of a map of words; `others` has the schemas of other keys."""
    return _object({key: others.get(key, _TEXT) for key in keys})


# --- cards and sets


def _fields(known: dict[str, FieldReader]) -> Schema:
    words = {name: _SCHEMA_OF_KEY[name]() if name in _SCHEMA_OF_KEY else _TEXT for name in known}
    return {"$schema": _DRAFT, **_object(words)}


def _card() -> Schema:
    title = "A card, or its variant in another language"
    return {"title": title, **_fields(CARD_FIELDS), "not": {"required": list(KINDS)}}


def _set() -> Schema:
    return {"title": "A set, with the fields that its cards share", **_fields(SET_FIELDS)}


def _chart() -> Schema:
    number: Schema = {"type": ["number", "string"], "maxLength": MAX_LENGTH}
    counts = _list(_texts(composite_fields.COUNT_KEYS, value=number), least=1)
    tiles = _list(_texts(composite_fields.TILE_KEYS), least=1)
    return _texts(composite_fields.CHART_KEYS, share=number, counts=counts, tiles=tiles)


_SCHEMA_OF_KEY: dict[str, Callable[[], Schema]] = {
    "source": lambda: {
        "anyOf": [
            _TEXT,
            _texts(composite_fields.SOURCE_KEYS, title={"anyOf": [_TEXT, _texts(composite_fields.TITLE_KEYS)]}),
        ],
    },
    "action": lambda: {"anyOf": [_TEXT, _texts(composite_fields.ACTION_KEYS, **{"short-elsewhere": _FLAG})]},
    "image": lambda: {"anyOf": [_TEXT, _texts(composite_fields.IMAGE_KEYS, focus=_pair(0, 1))]},
    "brand": lambda: _texts(
        composite_fields.BRAND_KEYS,
        logo={"anyOf": [_TEXT, _texts(composite_fields.LOGO_KEYS)]},
        colors=_object({}, additionalProperties=_COLOR),
        fonts=_object({}, additionalProperties=_TEXT),
    ),
    "chart": _chart,
    "labels": lambda: _texts(composite_fields.LABELS_KEYS),
    "reviewed": lambda: _FLAG,
    "typography": lambda: _FLAG,
    "hyphenate": lambda: _FLAG,
    "digits": lambda: _nullable_choice(DIGITS),
    "hand": lambda: _nullable_choice(ARABIC_STYLES),
    ACCEPT: lambda: _list(_object({"kind": {"enum": list(WARNINGS)}, "reason": _TEXT}, required=["kind", "reason"])),
    "type": lambda: _nullable_choice(SET_TYPES),
    "cards": lambda: _list(_TEXT),
    "languages": lambda: _list(_NAME, least=1),
    "sizes": lambda: _list({"enum": [size.name for size in SIZES]}, least=1),
    "formats": lambda: _list({"enum": list(FORMAT_NAMES)}, least=1),
}
"""The schemas of keys whose values are not only words."""


# --- themes


def _theme() -> Schema:
    part: Schema = {"$ref": "#/$defs/part"}
    tone = _object({"photo": {"enum": list(TONES)}, "otherwise": _COLOR}, required=["otherwise"])
    properties = {
        "palette": _object({}, additionalProperties={"anyOf": [_COLOR, _list(_COLOR), tone]}),
        "grounds": _object({}, additionalProperties={"$ref": "#/$defs/fade"}),
        "faces": _object(
            {}, patternProperties={SCRIPT_PATTERN: {"$ref": "#/$defs/face"}},
            additionalProperties=_object({}, patternProperties={SCRIPT_PATTERN: {"$ref": "#/$defs/face"}}),
        ),
        "types": _object({}, additionalProperties={"$ref": "#/$defs/type"}),
        "parts": _object({}, additionalProperties=part),
        "layouts": _object(dict.fromkeys(SHAPES, part)),
    }  # fmt: skip
    defined = {
        "part": {"anyOf": [{"$ref": "#/$defs/plain"}, _object(dict.fromkeys(SHAPES, part), minProperties=1)]},
        "plain": _object(_parts(), minProperties=1, maxProperties=1),
        "when": {"anyOf": [_choices(CARD_TRAITS), _object(_values(CONDITION))]},
        "face": _object(_values(FACE)),
        "type": _object({**_values(TYPE), "bar": {"anyOf": [{"type": "boolean"}, _object(_values(UNDERLINE))]}}),
        **{f"frame.{key}": value for key, value in _by_shape(FRAME).items()},
        "fade": _object({**_values(GRADIENT), "stops": {"type": "array", "minItems": 2, "items": _stop()}}),
    }
    complete = {"anyOf": [{"required": ["extends"]}, {"required": ["palette", "types", "layouts"]}]}
    return {
        "title": "A theme", "$schema": _DRAFT, **_object({key: properties.get(key, _TEXT) for key in THEME_KEYS}),
        **complete,
        "$defs": defined,
    }  # fmt: skip


def _parts() -> Schema:
    """Return the schema of each kind of part."""
    shared = {key: {"$ref": f"#/$defs/frame.{key}"} for key in FRAME}
    members: Schema = {"type": "array", "items": {"$ref": "#/$defs/part"}}
    stack = {**shared, "parts": members, **_by_shape(STACK)}
    found: Schema = {axis: {"anyOf": [members, _object(stack)]} for axis in STACKS}
    found |= {kind: _object({**shared, **_by_shape(fields)}) for kind, fields in PARTS.items()}
    own: Schema = {key: {} for fields in PARTS.values() for key in fields}
    over = {**own, **stack, "part": _NAME}
    return {**found, "use": {"anyOf": [_NAME, _object(over, required=["part"])]}}


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
            return _range(option.minimum, option.maximum)
        case theme_schema.NumbersField():
            number = _range(option.minimum, option.maximum)
            counts = {"minItems": min(option.counts), "maxItems": max(option.counts)} if option.counts else {}
            return {"anyOf": [number, {"type": ["array", "null"], "items": number, **counts}]}
        case theme_schema.PointsField():
            return {"type": "array", "minItems": 3, "items": _pair()}
        case theme_schema.ChoiceField():
            return {"enum": list(option.names)}
        case theme_schema.ChoicesField():
            return _choices(option.names)
        case theme_schema.FlagField():
            return {"type": "boolean"}
        case theme_schema.ColorsField():
            return {"anyOf": [_NAME, _list(_NAME)]}
        case theme_schema.ScrimField():
            return {"anyOf": [_NAME, _object(_values(theme_schema.SCRIM), required=["color"])]}
        case theme_schema.WhenField():
            return {"$ref": "#/$defs/when"}
        case theme_schema.ByKindField():
            return {"anyOf": [_NUMBER, _object(dict.fromkeys(TYPE_KINDS, _NUMBER))]}
        case theme_schema.TextField() | theme_schema.NameField():
            return _TEXT
        case _:
            assert_never(option)


def _choices(names: Iterable[str]) -> Schema:
    one: Schema = {"enum": list(names)}
    return {"anyOf": [one, _list(one)]}


def _range(minimum: float = -UNBOUNDED, maximum: float = UNBOUNDED) -> Schema:
    bounds = {"minimum": minimum} if minimum > -UNBOUNDED else {}
    return {**_NUMBER, **bounds, **({"maximum": maximum} if maximum < UNBOUNDED else {})}


def _pair(minimum: float = -UNBOUNDED, maximum: float = UNBOUNDED) -> Schema:
    return {"type": ["array", "null"], "items": _range(minimum, maximum), "minItems": 2, "maxItems": 2}


def _stop() -> Schema:
    """Return the schema of a gradient's stop: position, colour, opacity."""
    return {"type": "array", "minItems": 2, "maxItems": 3, "prefixItems": [_range(0, 1), _NAME, _range(0, 1)]}


