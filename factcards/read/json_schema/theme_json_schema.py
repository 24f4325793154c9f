"""The JSON Schema of a theme, built from the tables of fields that the readers use and from their texts.

In a theme that extends another one, maps are merged key by key, so that any field may be missing, and `null` removes
an inherited one.
"""

from __future__ import annotations

from ..themes.expand import OTHER, SHAPES
from ..themes.inheritance import list_theme_names
from ..themes.theme_schema import (
    FACE,
    GRADIENT,
    MAX_COLORS_IN_TURN,
    MAX_STOPS,
    STEP,
    THEME_KEYS,
    TONE,
    TYPE,
    UNDERLINE,
    ValueFields,
)
from ..themes.typefaces import SCRIPT_PATTERN
from .json_schema_terms import COLOR_MESSAGE, COLOR_PATTERN, DRAFT, Schema
from .part_json_schema import define_parts
from .theme_value_schema import (
    NULL,
    define_values,
    document,
    find_default,
    list_alternatives,
    make_number,
    refer,
)

_LOCAL = r"(?!/|\\|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.\-]+:/)"
"""Beginning of a pattern of paths in this file's folder: no absolute paths, drive letters and addresses."""
_NOT_A_PATH = {"patternErrorMessage": "expected a path that begins in this file's folder"}
_THEME_PATH = rf"^{_LOCAL}.*([\\/]|\.ya?ml$)"
_COLOR: Schema = {
    "type": "string", "pattern": COLOR_PATTERN, "patternErrorMessage": COLOR_MESSAGE,
}  # fmt: skip


def make_theme_schema() -> Schema:
    """Return the schema of a theme's file."""
    fields = _define_fields()
    return {
        "title": "A theme", "$schema": DRAFT, "type": "object",
        "properties": {key: fields[key] for key in THEME_KEYS}, "additionalProperties": False,
        "if": {"required": ["extends"]}, "else": _complete(),
        "$defs": {
            **define_values(), **define_parts(),
            "color": _COLOR,
            "tone": _make_tone(),
            "face": document("faces.*", [_make_map(_merge("face", FACE)), NULL]),
            "type": document("types.*", [_make_map({**_merge("type", TYPE), "bar": _make_bar()}), NULL]),
            "gradient": document("grounds.*", [_make_gradient(), NULL]),
        },
    }  # fmt: skip


def _define_fields() -> dict[str, Schema]:
    """Return the schemas of a theme's own fields."""
    faces: Schema = {"type": "object", "patternProperties": {SCRIPT_PATTERN: refer("face")}}
    group = document("faces.group", [{**faces, "additionalProperties": False}, NULL])
    otherwise = {"otherwise": document("tone.otherwise", [refer("color")])}
    in_turn: Schema = {"type": "object", "properties": otherwise, "required": ["otherwise"]}   # the rest is not read
    turns: Schema = {
        "type": "array", "items": {"anyOf": [refer("color"), in_turn]}, "minItems": 1,
        "maxItems": MAX_COLORS_IN_TURN,
    }  # fmt: skip
    color = document("palette.*", [refer("color"), turns, refer("tone"), NULL])
    part = document("parts.*", [refer("named"), NULL])
    layouts = {shape: document(f"shape.{shape}", [refer("part"), NULL]) for shape in SHAPES}
    built_in: Schema = {"enum": list(list_theme_names())}
    path: Schema = {"title": "Path of a theme", "type": "string", "pattern": _THEME_PATH, **_NOT_A_PATH}
    return {
        "extends": document("theme.extends", [built_in, path]),
        "name": document("theme.name", [refer("text")]),
        "palette": _make_entries("theme.palette", color),
        "grounds": _make_entries("theme.grounds", refer("gradient")),
        "faces": document("theme.faces", [{**faces, "additionalProperties": group}, NULL]),
        "types": _make_entries("theme.types", refer("type")),
        "step": document("theme.step", [*list_alternatives(STEP), NULL], find_default(STEP)),
        "parts": _make_entries("theme.parts", part),
        "layouts": document("theme.layouts", [_make_map(layouts), NULL]),
        "fonts": document("theme.fonts", [refer("text", pattern=f"^{_LOCAL}", **_NOT_A_PATH)]),
    }


def _make_map(fields: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _make_entries(key: str, entry: Schema) -> Schema:
    """Return the schema of a map whose keys the theme chooses."""
    return document(key, [{"type": "object", "additionalProperties": entry}, NULL])


def _merge(prefix: str, fields: ValueFields) -> dict[str, Schema]:
    """Return the schemas of fields that are merged, so that each may be null."""
    return {
        key: document(f"{prefix}.{key}", [*list_alternatives(option), NULL], find_default(option))
        for key, option in fields.items()
    }


def _make_bar() -> Schema:
    return document("type.bar", [{"type": "boolean"}, _make_map(_merge("bar", UNDERLINE)), NULL])


def _make_tone() -> Schema:
    """Return the schema of a colour that comes from the photograph."""
    return _make_map({**_merge("tone", TONE), "otherwise": document("tone.otherwise", [refer("color"), NULL])})


def _make_gradient() -> Schema:
    """Return the schema of a gradient, which replaces an inherited one as a whole."""
    fields = {
        key: document(f"gradient.{key}", list_alternatives(option), find_default(option))
        for key, option in GRADIENT.items()
    }
    share = make_number(0, 1)
    stop: Schema = {"type": "array", "minItems": 2, "maxItems": 3, "prefixItems": [share, refer("name"), share]}
    stops: Schema = {"type": "array", "minItems": 2, "maxItems": MAX_STOPS, "items": stop}
    return {**_make_map({**fields, "stops": document("gradient.stops", [stops])}), "required": ["stops"]}


def _complete() -> Schema:
    """Return what a theme must have that extends no other: nothing in it is null."""
    given: Schema = {"not": {"type": "null"}}
    filled: Schema = {"type": "object", "minProperties": 1}
    face: Schema = {"type": "object", "required": ["family"]}
    faces: Schema = {"patternProperties": {SCRIPT_PATTERN: face}, "type": "object"}
    color: Schema = {**given, "if": {"type": "object"}, "then": {"required": ["otherwise"]}}
    shapes: Schema = {
        "if": {"required": [OTHER]}, "else": {"required": [shape for shape in SHAPES if shape != OTHER]},
    }  # fmt: skip
    return {
        "required": ["palette", "types", "layouts"],
        "properties": {
            "palette": {**filled, "additionalProperties": color},
            "grounds": {"type": "object", "additionalProperties": given},
            "faces": {**faces, "additionalProperties": faces},
            "types": {**filled, "additionalProperties": given},
            "step": given,
            "parts": {"type": "object", "additionalProperties": given},
            "layouts": {**filled, "additionalProperties": given, **shapes},
        },
    }  # fmt: skip
