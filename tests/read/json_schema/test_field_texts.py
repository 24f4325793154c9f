"""The schemas explain every field: with a title, a description, examples that are valid, and a valid default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from factcards.read.json_schema import make_schemas
from factcards.read.themes.expand import SHAPES
from factcards.read.themes.part_field_docs import PART_DOCS
from factcards.read.themes.theme_field_docs import THEME_DOCS

SCHEMAS = make_schemas()
EXPLAINED = ("card", "set", "theme")
"""The schemas whose fields all have texts."""
_LISTS = ("anyOf", "allOf", "oneOf", "prefixItems")
_ENTRIES = ("patternProperties", "$defs")


def walk_fields(node: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place and the schema of every field, also of entries whose names the author chooses."""
    for key, field in node.get("properties", {}).items():
        yield f"{path}.{key}", field
        yield from walk_fields(field, f"{path}.{key}")
    for keyword in _ENTRIES:
        for key, inner in node.get(keyword, {}).items():
            if keyword == "patternProperties" and SHAPES[0] not in key:   # values by shape are those of their field
                yield f"{path}.{key}", inner
            yield from walk_fields(inner, f"{path}.{key}")
    entry = node.get("additionalProperties")
    if isinstance(entry, dict):
        if node.get("$ref") != "#/$defs/shapes":
            yield f"{path}.*", entry
        yield from walk_fields(entry, f"{path}.*")
    inner_schemas = [inner for keyword in _LISTS for inner in node.get(keyword, ())]
    for inner in (*inner_schemas, *(node[k] for k in ("items",) if isinstance(node.get(k), dict))):
        yield from walk_fields(inner, path)


def resolve(field: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a field's keywords with those of the definition that it refers to."""
    if "$ref" not in field:
        return field
    return {**resolve(SCHEMAS[name]["$defs"][field["$ref"].rpartition("/")[2]], name), **field}


FIELDS = [(name, path, field) for name in EXPLAINED for path, field in walk_fields(SCHEMAS[name], name)]


def find_error(field: dict[str, Any], name: str, value: Any) -> str:
    """Return why a value is not valid for a field of a schema; "" if it is."""
    schema = {"$schema": SCHEMAS[name]["$schema"], "$defs": SCHEMAS[name].get("$defs", {}), **field}
    error = next(jsonschema.Draft202012Validator(schema).iter_errors(value), None)
    return error.message if error else ""


@pytest.mark.parametrize(("name", "fewest"), [("card", 50), ("set", 55), ("theme", 350)])
def test_fields_at_every_level_are_found(name: str, fewest: int):
    paths = [path for found, path, _ in FIELDS if found == name]
    assert len(paths) >= fewest
    assert {f"{name}.{key}" for key in SCHEMAS[name]["properties"]} <= set(paths)


def test_every_field_has_a_title_and_a_description():
    lacking = [
        path
        for name, path, field in FIELDS
        if not (resolve(field, name).get("title") and resolve(field, name).get("description"))
    ]
    assert lacking == []


def test_every_field_has_examples_that_are_valid():
    wrong = []
    for name, path, field in FIELDS:
        examples = resolve(field, name).get("examples")
        found = [find_error(field, name, value) for value in examples] if examples else ["no example"]
        wrong += [(path, error) for error in found if error]
    assert wrong == []


def test_every_default_is_valid():
    defaults = [(name, path, field, resolve(field, name)["default"])
                for name, path, field in FIELDS if "default" in resolve(field, name)]  # fmt: skip
    assert defaults
    assert [(path, error) for name, path, field, value in defaults if (error := find_error(field, name, value))] == []


def test_an_invalid_example_is_found():
    field = {"title": "Share", "examples": [2], "$ref": "#/$defs/number", "maximum": 1}
    assert find_error(field, "theme", field["examples"][0]) == "2 is greater than the maximum of 1"


def has_nested_list(value: Any) -> bool:
    """Return whether a value has a list of lists or of maps."""
    if isinstance(value, dict):
        return any(map(has_nested_list, value.values()))
    return isinstance(value, list) and any(isinstance(item, list | dict) for item in value)


def test_an_example_that_editors_insert_has_no_nested_list():
    """Editors insert a single example after a new key, and write `[object Object]` for a map in a list."""
    inserted = {}
    for name, path, field in FIELDS:
        found = resolve(field, name)
        if "default" not in found and len(found["examples"]) == 1:
            inserted[path] = found["examples"][0]
    assert inserted
    assert [path for path, value in inserted.items() if has_nested_list(value)] == []


@pytest.mark.parametrize("docs", [THEME_DOCS, PART_DOCS])
def test_texts_are_plain_sentences(docs: dict[str, Any]):
    for key, doc in docs.items():
        assert doc.title[0].isupper(), key
        assert not doc.title.endswith("."), key
        assert doc.meaning[0].isupper() or doc.meaning[0] == "`", key
        assert doc.meaning.endswith("."), key
        assert len(doc.meaning) <= 300, key


def test_every_text_of_a_theme_is_used():
    described = [resolve(field, "theme").get("description", "") for name, _, field in FIELDS if name == "theme"]
    unused = [key for key, doc in (THEME_DOCS | PART_DOCS).items() if doc.meaning not in described]
    assert unused == []
