"""Every file of code that a document names in back quotes exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("bench", "cards", "docs", "examples", "factcards", "fonts", "tests")
"""Folders with code of the project."""
PATHS = [path.relative_to(ROOT) for folder in CODE for path in (ROOT / folder).rglob("*.py")]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", *sorted(
    path.relative_to(ROOT).as_posix() for path in [*(ROOT / "docs").glob("*.md"), *(ROOT / "bench").glob("*.md")]
))  # fmt: skip
MODULE = re.compile(r"`(?:python3? )?([\w/.-]+\.py)\b[^`]*`")
"""A file of code in back quotes, also one that is run, or one of a test's name (`test_x.py::test_y`)."""
PLACE = re.compile(rf"`((?:{'|'.join(CODE)})/\w[\w/.-]*)`")
"""A file or folder below a folder of the project, in back quotes."""


def find_missing(text: str, known: set[str]) -> list[str]:
    """Return the files of code that a text names and that do not exist: by path, or by name alone."""
    ends = {"/".join(Path(path).parts[start:]) for path in known for start in range(len(Path(path).parts))}
    return sorted({name for name in MODULE.findall(text) if name not in ends})


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_named_file_of_code_exists(document: str):
    known = {path.as_posix() for path in PATHS} | {"tasks.py"}
    text = (ROOT / document).read_text(encoding="utf-8")
    assert find_missing(text, known) == []
    assert [name for name in PLACE.findall(text) if not (ROOT / name).exists()] == []


def test_contributing_names_files_from_the_root():
    names = MODULE.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(names) > 15
    assert [name for name in names if not (ROOT / name).is_file()] == []


def test_a_file_that_does_not_exist_is_found():
    known = {"tests/read/test_json_schema.py", "factcards/model/formats.py"}
    text = "`formats.py`, `model/formats.py`, `draw/formats.py`, `test_schema.py::test_a`, `python3 tests/x.py`"
    assert find_missing(text, known) == ["draw/formats.py", "test_schema.py", "tests/x.py"]
