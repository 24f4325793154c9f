"""Every file in tests/cases/read: files with errors, and all messages about them.

The first line of a case says what it shows. `--- NAME` begins a file, `--- read PATH` says what to read (the folder by
default), `--- theme PATH` which theme, `--- says` the messages. To record the present messages:
python tests/read/test_read_cases.py
"""

import contextlib
import re
import sys
import tempfile
from pathlib import Path

import pytest

from factcards.errors import ReadError
from factcards.read import Read, read_sets
from factcards.read.themes.theme_reader import read_theme

CASES = Path(__file__).parent.parent / "cases" / "read"


def split_case(case: Path) -> tuple[str, list[tuple[str, str]], str]:
    """Return the first line of a case, its sections by name, and the expected messages."""
    title, *rest = re.split(r"(?m)^--- (.+)\n", case.read_text("utf-8"))
    sections = list(zip(rest[::2], rest[1::2], strict=True))
    expected = "".join(text for name, text in sections if name == "says")
    return title, [s for s in sections if s[0] != "says"], expected


def write_files(sections: list[tuple[str, str]], folder: Path) -> Path:
    """Write the files of a case into a folder and return the path to read, relative to it."""
    path = Path()
    for name, text in sections:
        if name.startswith(("read ", "theme ")):
            path = Path(name.split(" ", 1)[1])
        else:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="")
    return path


def read_messages(sections: list[tuple[str, str]], path: Path) -> str:
    """Return the messages about a card, a set or a theme."""
    if not any(name.startswith("theme ") for name, _ in sections):
        return list_messages(read_sets(path))
    try:
        read_theme(f"./{path.as_posix()}")
    except ReadError as error:
        return "".join(f"{p}\n" for p in error.problems)
    return ""


def list_messages(read: Read) -> str:
    """Return all messages: errors, then the warnings that are in the values, each once."""
    warnings = [p for s in read.sets for p in s.problems]
    warnings += [p for s in read.sets for c in s.cards for _, v in c.variants for p in v.problems]
    return "".join(f"{p}\n" for p in dict.fromkeys([*read.problems, *warnings]))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda c: c.stem)
def test_faulty_file_gives_the_recorded_messages(case, tmp_path, monkeypatch):
    title, sections, expected = split_case(case)
    path = write_files(sections, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert read_messages(sections, path) == expected, title


def test_no_case_is_lost():
    """Compare the names of the cases with a written list, so that a deleted or misnamed file is noticed.

    The other tests take their cases from the folder, and would pass without it.
    """
    assert {case.stem for case in CASES.glob("*.txt")} == {
        "accepted-warnings", "anchors-aliases-tags", "block-words-on-the-sign-line", "both-fact-and-story",
        "brackets-not-closed",
        "chart", "choices", "colon-in-words", "colour-in-braces", "colour-in-braces-of-a-set", "colours",
        "curly-quotes", "dates-and-flags", "duplicate-key", "emphasis-within-emphasis", "empty-words",
        "ending-in-yml", "escaped-characters", "focus", "formats-not-rendered", "full-width-signs",
        "image-missing", "image-outside-the-folder", "image-without-file", "indentation",
        "indented-under-a-value", "inherited-words", "keys-in-the-wrong-file", "language-case",
        "language-contradicts-file-name", "language-deprecated", "language-of-a-file-name", "language-twice",
        "language-underscore", "language-unknown", "leftovers", "line-without-key", "link-of-another-kind",
        "logo-refused",
        "lost-characters", "merge-keys", "missing-comma", "missing-everything", "missing-field-mistyped",
        "missing-source-and-action",
        "not-a-card", "nothing-here", "one-bad-file", "paths-of-one-machine", "placeholder-unknown",
        "quote-not-closed", "quote-within-quotes", "set-order", "set-that-cannot-be-read",
        "set-without-language", "size-in-a-card", "sizes-and-formats", "sizes-of-ones-own",
        "spaces-of-another-kind", "tabs",
        "theme-colours-in-braces", "theme-colours-without-quotes", "theme-extends", "theme-extends-itself",
        "theme-missing", "theme-missing-fields", "theme-parts",
        "theme-unknown", "theme-values", "too-deep", "two-documents",
        "unknown-key", "unknown-key-kind", "unknown-key-of-a-part", "unpaired-emphasis", "unquoted-emphasis",
        "unquoted-emphasis-over-lines", "values-lost-in-a-comment", "variant-of-another-kind",
        "variant-takes-away", "variant-without-card", "words-after-a-hash", "words-lost-in-a-comment",
        "wrong-types",
    }  # fmt: skip


def _record() -> None:
    for case in sorted(CASES.glob("*.txt")):
        title, sections, _ = split_case(case)
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            expected = read_messages(sections, write_files(sections, Path(folder)))
        body = "".join(f"--- {name}\n{text}" for name, text in sections)
        case.write_text(f"{title}{body}--- says\n{expected}", "utf-8", newline="")


if __name__ == "__main__":
    sys.exit(_record())
