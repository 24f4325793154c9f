"""A focus is written beside the photograph; every other byte of the file stays, or nothing is written."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from PIL import Image

from factcards.errors import WriteError
from factcards.faces import FocusProposal, find_unfocused, write_focus
from factcards.read import read_cards, read_sets

REST = "source: NASA, 1992\naction: https://example.org/act\nlanguage: en\n"
FACT = "fact: She flew.   # in 1995\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a card's file, beside a photograph."""
    Image.linear_gradient("L").save(tmp_path / "a.png")
    Image.linear_gradient("L").save(tmp_path / "a, b.png")
    return tmp_path / "card.yaml"


def find(path: Path) -> FocusProposal:
    """Return a proposal for the only photograph of a card."""
    (found,) = find_unfocused(read_sets(path).sets)
    return FocusProposal(found, (), (0.3, 0.25))


def write(path: Path, text: str) -> str:
    """Write a card's file, and the focus into it; return the file, which has the focus for its reader."""
    path.write_bytes(text.encode())
    write_focus(find(path))
    image = read_cards(path)["card"].variants[0][1].image
    assert image
    assert image.focus == (0.3, 0.25)
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("image: a.png\n", "image:\n  file: a.png\n  focus: [0.3, 0.25]\n"),
        ("image:   a.png  # she\n", "image:\n  file: a.png  # she\n  focus: [0.3, 0.25]\n"),
        ("'image': 'a, b.png'\n", "'image':\n  file: 'a, b.png'\n  focus: [0.3, 0.25]\n"),
        ("image: a, b.png\n", "image:\n  file: a, b.png\n  focus: [0.3, 0.25]\n"),
        ("image:   # she\n  a.png\n", "image:   # she\n  {file: a.png, focus: [0.3, 0.25]}\n"),
        ("image:\n  file: a.png\n  alt: A\n", "image:\n  file: a.png\n  focus: [0.3, 0.25]\n  alt: A\n"),
        ("image:\n    alt: A\n    # the file\n    file: a.png # she\n\n# end\n",
         "image:\n    alt: A\n    # the file\n    file: a.png # she\n    focus: [0.3, 0.25]\n\n# end\n"),
        ("image: {file: a.png, alt: A}   # she\n", "image: {file: a.png, focus: [0.3, 0.25], alt: A}   # she\n"),
        ("image: {alt: A, file: 'a.png' }\n", "image: {alt: A, file: 'a.png', focus: [0.3, 0.25] }\n"),
        ("image: {\n  file: a.png,   # she\n  alt: A\n}\n",
         "image: {\n  file: a.png, focus: [0.3, 0.25],   # she\n  alt: A\n}\n"),
    ],
)  # fmt: skip
def test_a_focus_is_written_in_the_form_of_the_lines(path, lines, expected):
    assert write(path, FACT + lines + REST) == FACT + expected + REST


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_marks_stay(path, ending, mark):
    text = mark + (REST + FACT + "image:\n  file: a.png").replace("\n", ending)
    assert write(path, text) == text + f"{ending}  focus: [0.3, 0.25]"


def test_a_file_in_braces_gets_braces(path):
    start = '{"fact": "She flew.", "source": "NASA", "action": "https://example.org/a", "language": "en", '
    assert write(path, start + '"image": "a.png"}') == start + '"image": {file: "a.png", focus: [0.3, 0.25]}}'


def test_letters_outside_ascii_stay(path):
    text = f"fact: Ella voló 🚀 «más allá».\nimage: a.png   # ñandú\n{REST}"
    expected = text.replace("image: a.png   # ñandú\n", "image:\n  file: a.png   # ñandú\n  focus: [0.3, 0.25]\n")
    assert write(path, text) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_and_links_stay(path):
    text = f"{FACT}image: a.png\n{REST}"
    path.write_text(text)
    path.chmod(0o640)
    link = path.with_name("linked.yaml")
    link.symlink_to("card.yaml")
    write_focus(find(link))
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "focus: [0.3, 0.25]" in path.read_text()


@pytest.mark.parametrize(
    "changed",
    [
        f"# a line more\n{FACT}image: a.png\n{REST}", f"{FACT}{REST}", f"{FACT}image: [\n{REST}", "",
        f"{FACT}image: {{file: a.png, focus: [0, 0]}}\n{REST}",
    ],
)  # fmt: skip
def test_a_file_that_has_changed_is_not_written(path, changed):
    path.write_text(f"{FACT}image: a.png\n{REST}")
    proposal = find(path)
    path.write_text(changed)
    with pytest.raises(WriteError) as raised:
        write_focus(proposal)
    assert str(raised.value).splitlines() == [
        f"{path}:2:8: error: image: the file has changed since it was read", "    2 | image: a.png",
        "      |        ^^^^^", "    hint: run the command again",
    ]  # fmt: skip
    assert path.read_text() == changed


def test_lines_to_which_nothing_can_be_added_stay(path):
    text = f"{FACT}image:\n  ? file\n  : a.png\n{REST}"
    path.write_text(text)
    with pytest.raises(WriteError) as raised:
        write_focus(find(path))
    assert "the focus cannot be added to these lines" in str(raised.value)
    assert "hint: write it yourself: `focus: [0.3, 0.25]`" in str(raised.value)
    assert path.read_text() == text


def test_a_file_that_is_gone_is_reported(path):
    path.write_text(f"{FACT}image: a.png\n{REST}")
    proposal = find(path)
    path.unlink()
    with pytest.raises(WriteError, match="the file cannot be written: no such file or directory"):
        write_focus(proposal)
