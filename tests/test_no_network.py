"""Nothing that a card, a set or a theme says opens a connection: an address stands in every field in turn."""

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
from factcards.read.themes.theme_reader import read_theme

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
_DEPTH = 14  # levels of a theme's layouts, which may hold one another
Path_ = tuple[str | int, ...]


def find_fields(schema: dict[str, Any]) -> list[Path_]:
    """Return a path of every field that a JSON schema knows; `x` stands for a name that the author chooses.

    A key that may stand in several places is taken once below each key that may hold it: one reader reads it there.
    """
    found: dict[Path_, None] = {}

    def walk(node: dict[str, Any], path: Path_, refs: tuple[str, ...]) -> None:
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            if refs.count(name) < 1 and len(path) < _DEPTH:
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


def put(base: dict[str, Any], path: Path_, value: str) -> dict[str, Any]:
    """Return a copy of `base` with a value at a path, maps and lists made on the way."""
    key, rest = path[0], path[1:]
    here = value
    for step in reversed(rest):
        here = [here] if isinstance(step, int) else {step: here}  # type: ignore[assignment]
    return {k: v for k, v in base.items() if not (key == "story" and k == "fact")} | {str(key): here}


def load(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that listens on this machine; whoever connects is seen, in a child process too."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        made.listen()
        yield made


def use(kind: str, document: dict[str, Any], folder: Path) -> None:
    """Read the document as a card, a set or a theme, and lay out the card that uses it."""
    text = json.dumps(document)  # JSON is YAML
    try:
        if kind == "theme":
            (folder / "theme.yaml").write_text(text, encoding="utf-8")
            read_theme(str(folder / "theme.yaml"))
            factcards.lay_out(factcards.parse_card(json.dumps(CARD | {"theme": "./theme.yaml"}), folder))
        elif kind == "set":
            (folder / "set.yaml").write_text(text, encoding="utf-8")
            (folder / "c.yaml").write_text(json.dumps(CARD), encoding="utf-8")
            factcards.render(factcards.read_cards(folder)["c"])
        else:
            factcards.render(factcards.parse_card(text, folder))
    except FactcardsError:
        return


@pytest.mark.parametrize("kind", BASES)
def test_no_field_opens_a_connection(kind: str, listener: socket.socket, reached: list[str], tmp_path: Path) -> None:
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    fields = find_fields(load(kind))
    assert len(fields) > {"card": 40, "set": 50, "theme": 150}[kind]
    for number, path in enumerate(fields):
        addresses = ADDRESSES if kind != "theme" else ADDRESSES[number % len(ADDRESSES) :][:1]
        for address in addresses:
            use(kind, put(BASES[kind], path, address.format(host)), tmp_path)
    assert reached == []
    assert select.select([listener], [], [], 0)[0] == []


def test_a_connection_would_be_seen(listener: socket.socket, reached: list[str]) -> None:
    with pytest.raises(PermissionError):
        socket.create_connection(listener.getsockname(), timeout=1)
    assert len(reached) == 1
    script = f"import socket; socket.create_connection({listener.getsockname()!r}, timeout=5)"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert select.select([listener], [], [], 0)[0] == [listener]
