"""The tag tree of a PDF as poppler and pdf.js read it, in the form of `support.pdf_conformance.dump_tags`."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import programs
from support.pdf_conformance import describe_element

_PATIENCE = 120   # seconds
_SCRIPT = Path(__file__).with_name("pdf_tags.mjs")


def read_tags_by_poppler(file: Path) -> tuple[str, list[tuple[str, str]]]:
    """Return the types of the elements of the whole document, each at its depth, and the text of each type in order."""
    types, texts = "", []
    for line in _run("pdfinfo", "-enc", "UTF-8", "-struct-text", str(file)).splitlines():
        if element := re.match(r"( *)([A-Z]\w*)(?: \((?:block|inline)\))?:?$", line):
            types += f"{element[1]}{element[2]}\n"
            kind = element[2]
        elif text := re.match(r' *"(.*)"$', line):
            texts.append((kind, text[1]))
    return types, texts


def read_tags_by_pdfjs(files: Sequence[Path]) -> list[tuple[str, list[dict[int, str]]]]:
    """Return the dump of each file, and for each of its pages the text of the contents by number, by pdf.js."""
    folder = programs.NPM_FOLDER / "node_modules" / "pdfjs-dist"
    documents = json.loads(_run("node", str(_SCRIPT), str(folder), *map(str, files)))
    return [
        (
            "".join(f"page {number}\n{_dump(page['tree'])}" for number, page in enumerate(pages, 1)),
            [{_number_of(name): text for name, text in page["texts"].items()} for page in pages],
        )
        for pages in documents
    ]


def _dump(tree: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for child in tree["children"] for line in _dump_element(child, 1))


def _dump_element(element: dict[str, Any], depth: int) -> Iterator[str]:
    children = element["children"]
    contents = [_number_of(child["id"]) for child in children if child.get("type") == "content"]
    yield describe_element(depth, element["role"], contents, element.get("lang", ""), element.get("alt", ""))
    for child in children:
        if "role" in child:
            yield from _dump_element(child, depth + 1)


def _number_of(name: str) -> int:
    """Return the number of a marked content from its name in pdf.js, such as `p5R_mc0`."""
    return int(name.rpartition("_mc")[2])


def _run(*command: str) -> str:
    return subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=_PATIENCE
    ).stdout  # fmt: skip
