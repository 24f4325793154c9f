"""Every file in tests/cases/read: broken files, and the whole of what their author is told.

A case opens with a line that says what it shows; `--- NAME` begins a file, `--- read PATH` says what to read
(otherwise the folder), `--- theme PATH` which theme, `--- says` what is said. To accept what is said now:
python tests/read/test_read_cases.py
"""

import contextlib
import re
import sys
from pathlib import Path

import pytest

from factcards.errors import ReadError
from factcards.read import Read, read_sets
from factcards.read.themes.theme_reader import read_theme

CASES = Path(__file__).parent.parent / "cases" / "read"


def parts_of(case: Path) -> tuple[str, list[tuple[str, str]], str]:
    """The line that tells what the case shows, its sections by name, and what is said."""
    title, *rest = re.split(r"(?m)^--- (.+)\n", case.read_text("utf-8"))
    sections = list(zip(rest[::2], rest[1::2], strict=True))
    said = "".join(text for name, text in sections if name == "says")
    return title, [s for s in sections if s[0] != "says"], said


def lay(sections: list[tuple[str, str]], folder: Path) -> Path:
    """Write the case's files into a folder and give the path to read, relative to it."""
    path = Path()
    for name, text in sections:
        if name.startswith(("read ", "theme ")):
            path = Path(name.split(" ", 1)[1])
        else:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="")
    return path


def told_of(sections: list[tuple[str, str]], path: Path) -> str:
    """What the author of a card, a set or a theme is told."""
    if not any(name.startswith("theme ") for name, _ in sections):
        return told(read_sets(path))
    try:
        read_theme(f"./{path.as_posix()}")
    except ReadError as error:
        return "".join(f"{p}\n" for p in error.problems)
    return ""


def told(read: Read) -> str:
    """All that an author is told: errors, then the warnings that stay with the values, each once."""
    warnings = [p for s in read.sets for p in s.problems]
    warnings += [p for s in read.sets for c in s.cards for _, v in c.variants for p in v.problems]
    return "".join(f"{p}\n" for p in dict.fromkeys([*read.problems, *warnings]))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda c: c.stem)
def test_case(case, tmp_path, monkeypatch):
    title, sections, said = parts_of(case)
    path = lay(sections, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert told_of(sections, path) == said, title


def test_there_are_forty():
    assert len(list(CASES.glob("*.txt"))) >= 40


def _approve() -> None:
    import tempfile

    for case in sorted(CASES.glob("*.txt")):
        title, sections, _ = parts_of(case)
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            said = told_of(sections, lay(sections, Path(folder)))
        body = "".join(f"--- {name}\n{text}" for name, text in sections)
        case.write_text(f"{title}{body}--- says\n{said}", "utf-8", newline="")


if __name__ == "__main__":
    sys.exit(_approve())
