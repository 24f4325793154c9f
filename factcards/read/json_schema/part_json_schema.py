"""The JSON Schema of the parts of a theme's layouts.

A part in a layout or a stack has its required fields. One directly under `parts` may lack some, because each `use` of
it can give them.
"""

from __future__ import annotations

from ..themes.expand import SHAPES
from ..themes.part_field_docs import PART_DOCS
from ..themes.theme_schema import FRAME, LABEL_FIELDS, LABELLED_CHARTS, PARTS, STACK, STACKS
from .json_schema_terms import Schema, explain
from .theme_value_schema import NULL, by_shape, define_by_shape, document, list_required, make_texts_of, refer

_ARRAY = {"type": "array", "items": refer("part")}
_SHAPES = refer("shapes")
_NO_SHAPES = {"propertyNames": {"not": {"enum": list(SHAPES)}}}
_FRAME = {key: refer(f"frame.{key}") for key in FRAME}


def define_parts() -> dict[str, Schema]:
    """Return the definitions of parts, of their kinds and of their fields."""
    fields = define_by_shape("frame", FRAME) | define_by_shape("stack", STACK)
    fields["stack.parts"] = document("stack.parts", [_ARRAY, by_shape("stack.parts")])
    for kind, own in PARTS.items():
        fields |= define_by_shape(kind, own)
    stack = {**_FRAME, **{key: refer(f"stack.{key}") for key in ("parts", *STACK)}}
    kinds = {kind: _define_kind(kind) for kind in PARTS}
    kinds |= {axis: document(axis, [_ARRAY, refer("stack"), NULL]) for axis in STACKS}
    use = {"use": refer("use")}
    complete = {axis: refer(axis, type=["array", "object"]) for axis in STACKS}
    complete |= {kind: _complete(kind) for kind in PARTS}
    return {
        "part": _make_part("part", complete | use),
        "named": _make_part("named", {kind: refer(kind) for kind in kinds} | use),
        "stack": {
            "type": "object", "properties": stack, **_by_shape_too({"anyOf": [_ARRAY, refer("stack"), NULL]}),
            "if": _SHAPES, "else": _NO_SHAPES,
        },
        "use": _define_use(), **kinds, **fields,
    }  # fmt: skip


def _make_part(name: str, kinds: dict[str, Schema]) -> Schema:
    """Return the schema of a part: a map of one key, which is its kind, or of parts by shape."""
    shapes = {shape: document(f"shape.{shape}", [refer(name), NULL]) for shape in SHAPES}
    return {
        "type": "object", "properties": {**kinds, **shapes}, "additionalProperties": False, "minProperties": 1,
        "if": _SHAPES, "else": {"maxProperties": 1},
    }  # fmt: skip


def _define_kind(kind: str) -> Schema:
    """Return the definition of a kind's options; null has none, and only a `use` can give them."""
    own = {key: refer(f"{kind}.{key}") for key in PARTS[kind]}
    options = {"type": ["object", "null"], "properties": own | {k: v for k, v in _FRAME.items() if k not in own}}
    return make_texts_of(PART_DOCS[kind]) | options | _by_shape_too({"anyOf": [refer(kind), NULL]})


def _by_shape_too(value: Schema) -> Schema:
    """Return the keywords that accept values by shape as well as the properties; editors do not offer the shapes."""
    return {"patternProperties": {f"^({'|'.join(SHAPES)})$": value}, "additionalProperties": False}


def _complete(kind: str) -> Schema:
    """Return the schema of a kind's options with all that it requires."""
    return refer(kind, **{"type": "object", "if": _SHAPES, "else": {**_NO_SHAPES, **_require(kind)}})


def _require(kind: str) -> Schema:
    """Return the keywords that require fields of a part."""
    required = list_required(PARTS[kind])
    found: Schema = {"required": required} if required else {}
    if kind != "chart":
        return found
    labelled: Schema = {"properties": {"kind": {"enum": list(LABELLED_CHARTS)}}, "required": ["kind"]}
    colored: Schema = {"if": {"required": ["colors"]}, "else": {"required": ["color"]}}
    return {**found, "allOf": [colored, {"if": labelled, "then": {"required": list(LABEL_FIELDS)}}]}


def _define_use() -> Schema:
    """Return the definition of a named part's use, by its name or with fields that replace the part's own."""
    owners: dict[str, list[str]] = {}
    for kind, fields in {"frame": FRAME, "stack": ("parts", *STACK), **PARTS}.items():
        for key in fields:
            owners.setdefault(key, []).append(kind)
    over = {key: _make_override(key, kinds) for key, kinds in owners.items()}
    options: Schema = {
        "type": "object", "properties": {"part": document("use.part", [refer("name")]), **over},
        "additionalProperties": False, "required": ["part"],
    }  # fmt: skip
    return document("use", [refer("name"), options])


def _make_override(key: str, kinds: list[str]) -> Schema:
    """Return the schema of a field that replaces that of a named part, which is of one of some kinds."""
    docs = [PART_DOCS[f"{kind}.{key}"] for kind in kinds]
    meaning = docs[0].meaning if len(docs) == 1 else f"The field of {', '.join(f'`{kind}`' for kind in kinds)}."
    return {
        **explain(docs[0].title, f"{meaning} It replaces that of the named part; `null` removes it."),
        "examples": list(docs[0].examples), "anyOf": [*(refer(f"{kind}.{key}") for kind in kinds), NULL],
    }  # fmt: skip
