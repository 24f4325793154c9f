"""The values of a YAML file as editors read them (YAML 1.2, core schema), and what a JSON Schema says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema

from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode, parse_source

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9A-Fa-f]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_FLAGS = {**dict.fromkeys(("true", "True", "TRUE"), True), **dict.fromkeys(("false", "False", "FALSE"), False)}


def parse_value(text: str) -> Any:
    """Return the value of a file."""
    return to_value(parse_source(make_source("f", text)).root)


def to_value(node: Node | None) -> Any:
    """Return the value of a tree; a file without one is null."""
    match node:
        case MappingNode():
            return {key.text: to_value(value) for key, value in node.entries}
        case SequenceNode():
            return [to_value(item) for item in node.items]
        case ScalarNode(style=""):
            return _to_scalar(node)
        case ScalarNode():
            return node.text
        case None:
            return None


def _to_scalar(node: ScalarNode) -> Any:
    text = node.text
    if node.is_null or text in _FLAGS:
        return _FLAGS.get(text)
    if _INTEGER.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(text)
    endless = _ENDLESS.fullmatch(text)
    return float(text.replace(".", "")) if endless else text


def list_schema_errors(schema: Mapping[str, Any], text: str) -> list[str]:
    """Return what a schema says of a file: the path of each error and its message."""
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(parse_value(text))]


def list_causes(schema: Mapping[str, Any], text: str) -> list[str]:
    """Return the innermost causes of a schema's errors: of alternatives, those that go deepest into the file.

    That a value is not a list, a map or null either is left out, unless nothing else is wrong with it.
    """
    validator = jsonschema.Draft202012Validator(schema)
    causes = [cause for error in validator.iter_errors(parse_value(text)) for cause in _walk_causes(error)]
    deepest = max((len(cause.absolute_path) for cause in causes), default=0)
    causes = [cause for cause in causes if len(cause.absolute_path) == deepest]
    telling = [cause for cause in causes if cause.validator != "type"] or causes
    return [f"{cause.json_path}: {cause.message}" for cause in telling]


def _walk_causes(error: jsonschema.ValidationError) -> Iterator[jsonschema.ValidationError]:
    if not error.context:
        yield error
    for cause in error.context:
        yield from _walk_causes(cause)


def quote_text(text: str) -> str:
    """Return YAML for a text: in double quotes, with escapes for what is not a printable ASCII character."""
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'
