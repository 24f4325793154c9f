"""Names of cards, files and sets: names that some system cannot have are refused, and all are in NFC."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from support.card_files import MINIMAL, png

from factcards.cli import main
from factcards.model.sizes import SIZES
from factcards.read import read_sets
from factcards.read.cards.card_files import MAX_ID_BYTES

NFD = unicodedata.normalize("NFD", "naïve")


def read_messages(path="."):
    return [str(problem) for problem in read_sets(path).problems]


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("CON", "the file's name: Windows reserves the name `CON` for a device"),
        ("aux", "the file's name: Windows reserves the name `aux` for a device"),
        ("aux.es", "the file's name: Windows reserves the name `aux` for a device"),
        ("com1", "the file's name: Windows reserves the name `com1` for a device"),
        ("lpt³", "the file's name: Windows reserves the name `lpt³` for a device"),
        ("a\u200bb", "the file's name holds U+200B, which cannot be seen"),
        ("a\u202eb", "the file's name holds U+202E, which cannot be seen"),
        ("\u202egnp", "the file's name holds U+202E, which cannot be seen"),
        ("a\u00adb", "the file's name holds U+00AD, which cannot be seen"),
        ("a\u3164b", "the file's name holds U+3164, which cannot be seen"),
        ("\u2800", "the file's name holds U+2800, which cannot be seen"),
        ("card ", "the file's name: the name `card ` ends with a space"),
        ("card .es", "the file's name: the name `card ` ends with a space"),
        ("a\x1b[2Jb", "the file's name holds U+001B, which cannot be seen"),
        ("what?", "the file's name holds `?`"),
        ("{card}", "the file's name holds `{`"),
        ("x" * 240, f"the card's name has 240 bytes, expected {MAX_ID_BYTES} at most"),
        ("é" * 120, f"the card's name has 240 bytes, expected {MAX_ID_BYTES} at most"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no such name can exist there")
def test_name_that_some_system_cannot_have_is_refused(lay, name, reported):
    lay({"good.yaml": MINIMAL, f"{name}.yaml": MINIMAL})
    assert reported in read_messages()[0]
    assert len(read_messages()) == 1, "no message about the missing card"
    assert [card.id for card in read_sets(".").sets[0].cards] == ["good"]


def test_longest_card_name_leaves_space_for_size_and_extension(lay):
    name = "x" * MAX_ID_BYTES
    lay({f"{name}.yaml": MINIMAL})
    longest = max((size.name for size in SIZES), key=len)
    assert main(["render", f"{name}.yaml", "-o", "out", "-j", "1", "-s", longest, "-f", "webp"]) == 0


@pytest.mark.parametrize(
    "name", ["\x1b[2J\x1b[31mFAKE", "nl\nwarning: all fine", "x\r\x1b[Kok", "c1\x9b31m", "a\u202eb", "nul", "a\u200bb"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="no such name can exist there")
def test_set_folder_has_the_same_rules_as_a_card_name(lay, name):
    lay({f"top/{name}/a.yaml": MINIMAL, "top/good/b.yaml": MINIMAL})
    read = read_sets("top")
    assert [one.id for one in read.sets] == ["good"]
    (problem,) = read.problems
    assert problem.message.startswith("the folder's name")
    assert len(str(problem).splitlines()) == 2
    assert str(problem).replace("\n", "").isprintable()


def test_names_and_links_are_in_nfc(lay):
    lay({f"{NFD}/{NFD}.yaml": MINIMAL.replace("/act", "/act?c={card}&s={set}")})
    assert main(["render", ".", "-o", "out", "-j", "1", "-f", "dump"]) == 0
    (record,) = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert record["link"] == "https://example.org/act?c=na%C3%AFve&s=na%C3%AFve"
    assert (record["card"], record["set"]) == ("naïve", "naïve")
    assert record["file"] == "naïve/en/naïve.instagram-portrait.txt"
    assert (Path("out") / record["file"]).exists()


def test_set_may_list_a_card_in_nfc_or_nfd(lay):
    lay({"set.yaml": f"language: en\ncards: [naïve, {NFD}2]\n", f"{NFD}.yaml": MINIMAL, "naïve2.yaml": MINIMAL})
    assert [card.id for card in read_sets(".").sets[0].cards] == ["naïve", "naïve2"]
    assert main(["check", f"{NFD}.yaml"]) == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="there both forms are one name")
def test_card_with_files_in_nfc_and_nfd_is_an_error(lay):
    lay({f"{NFD}.yaml": MINIMAL, "naïve.yaml": MINIMAL, "good.yaml": MINIMAL})
    (reported,) = read_messages()
    assert reported.endswith(
        ":1:1: error: `naïve.yaml` is there twice: the accents are stored in two ways (NFC and NFD)\n"
        "    1 | language: en\n      | ^\n    hint: remove or rename one of the two"
    )


def test_picture_is_found_in_nfc_and_nfd(lay):
    stored = unicodedata.normalize("NFD", "café.png")
    lay({"a.yaml": MINIMAL + "image: {file: photos/café.png, alt: x}\n", f"photos/{stored}": png(),
         "b.yaml": MINIMAL + f"image: photos/{stored}\n"})  # fmt: skip
    assert read_messages() == []
    assert main(["check", "."]) in (0, 1)
    if sys.platform != "darwin":
        lay({"photos/café.png": png(5)})
        assert read_messages()[0] == (
            "a.yaml:5:15: error: image.file: `photos/café.png` cannot be used: "
            "`café.png` is there twice: the accents are stored in two ways (NFC and NFD)\n"
            "    5 | image: {file: photos/café.png, alt: x}\n      |               ^^^^^^^^^^^^^^^\n"
            "    hint: remove or rename one of the two"
        )


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_locale_other_than_utf8_gives_one_message(lay):
    folder = lay({"ünï.yaml": MINIMAL, "a.yaml": MINIMAL + "image: {file: photos/café.png, alt: x}\n",
                  "photos/café.png": png()})  # fmt: skip
    where = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = subprocess.run(
        [sys.executable, "-m", "factcards", "check", "."], cwd=folder, env=os.environ | where,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (
        1,
        "error: this system's file names are read as ascii, not as UTF-8\n"
        "    hint: set PYTHONUTF8=1, or a locale such as C.UTF-8\n"
        "0 pictures checked, 1 error\n",
    )
