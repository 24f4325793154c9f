"""No field of a card, a set or a theme opens a connection: the tests write an address into each field in turn."""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import factcards
from factcards.errors import FactcardsError

SCHEMAS = Path(factcards.__file__).parent / "data" / "schema"
ADDRESSES = (
    "http://{}/a.png",
    "https://{}/a.svg",
    "//{}/a.yaml",
    "ftp://{}/a",
    "\\\\{}\\share\\a.png",
    "url(http://{}/a.png)",
    "s3://{}/a",
)
CARD = {"language": "en", "fact": "Words of a fact.", "source": "2014", "action": "https://example.org/act"}
BASES: dict[str, dict[str, Any]] = {"card": CARD, "set": {"language": "en"}, "theme": {"extends": "statement"}}
_MAX_DEPTH = 14  # levels; layouts of a theme may contain each other
FieldPath = tuple[str | int, ...]


def find_fields(schema: dict[str, Any]) -> list[FieldPath]:
    """Return one path for every field of a JSON schema; `x` stands for a name that the author chooses.

    A key that is allowed in several places is taken once for each parent key, because one reader reads it there.
    """
    found: dict[FieldPath, None] = {}

    def walk(node: dict[str, Any], path: FieldPath, refs: tuple[str, ...]) -> None:
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            if refs.count(name) < 1 and len(path) < _MAX_DEPTH:
                walk(schema["$defs"][name], path, (*refs, name))
            return
        for inner in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
            walk(inner, path, refs)
        if path:
            found[path] = None
        for key, inner in node.get("properties", {}).items():
            walk(inner, (*path, key), refs)
        for pattern, inner in node.get("patternProperties", {}).items():
            walk(inner, (*path, "Latn" if "[A-Z]" in pattern else "en"), refs)
        if isinstance(node.get("additionalProperties"), dict):
            walk(node["additionalProperties"], (*path, "x"), refs)
        if isinstance(node.get("items"), dict):
            walk(node["items"], (*path, 0), refs)

    walk(schema, (), ())
    return list({tuple(step for step in path if isinstance(step, str))[-2:]: path for path in found}.values())


def put(base: dict[str, Any], path: FieldPath, value: str) -> dict[str, Any]:
    """Return a copy of `base` with a value at a path; missing maps and lists are created."""
    key, rest = path[0], path[1:]
    nested = value
    for step in reversed(rest):
        nested = [nested] if isinstance(step, int) else {step: nested}  # type: ignore[assignment]
    return {k: v for k, v in base.items() if not (key == "story" and k == "fact")} | {str(key): nested}


def load_schema(kind: str) -> dict[str, Any]:
    """Load the JSON schema of cards, sets or themes."""
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    return schema


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Yield a socket that listens on this machine, and so also detects connections of child processes."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


def use(kind: str, document: dict[str, Any], folder: Path) -> None:
    """Read a document as a card, a set or a theme, and draw a card that uses it."""
    text = json.dumps(document)  # JSON is YAML
    try:
        if kind == "theme":
            (folder / "theme.yaml").write_text(text, encoding="utf-8")
            factcards.lay_out(factcards.parse_card(json.dumps(CARD | {"theme": "./theme.yaml"}), folder=folder))
        elif kind == "set":
            (folder / "set.yaml").write_text(text, encoding="utf-8")
            (folder / "c.yaml").write_text(json.dumps(CARD), encoding="utf-8")
            factcards.render(factcards.read_cards(folder)["c"])
        else:
            factcards.render(factcards.parse_card(text, folder=folder))
    except FactcardsError:
        return


@pytest.mark.parametrize("kind", BASES)
def test_no_field_opens_a_connection(kind: str, listener: socket.socket, blocked: list[str], tmp_path: Path) -> None:
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    fields = find_fields(load_schema(kind))
    assert len(fields) > {"card": 40, "set": 50, "theme": 150}[kind]
    assert {path[0] for path in fields} >= set(load_schema(kind)["properties"])
    for number, path in enumerate(fields):
        addresses = ADDRESSES if kind != "theme" else ADDRESSES[number % len(ADDRESSES) :][:1]
        for address in addresses:
            use(kind, put(BASES[kind], path, address.format(host)), tmp_path)
    assert blocked == []
    assert select.select([listener], [], [], 0)[0] == []


def test_an_open_connection_is_detected(listener: socket.socket, blocked: list[str]) -> None:
    with pytest.raises(PermissionError):
        socket.create_connection(listener.getsockname(), timeout=1)
    assert len(blocked) == 1
    script = f"import socket; socket.create_connection({listener.getsockname()!r}, timeout=5)"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert select.select([listener], [], [], 0)[0] == [listener]
