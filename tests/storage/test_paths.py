"""Paths from names that come from outside."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from factcards.storage import paths
from factcards.storage.paths import (
    UnsafeNameError,
    check_path_part,
    check_within,
    find_within,
    parse_relative,
    result_path,
)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../up", "a/../../b", "C:/a", "C:a", "a\\b", "", ".", "a\0b", "a\nb", "a\u200bb", "\u202egnp",
     "a:b", "what?", "con", "CON.yaml", "aux.es", "nul ", "COM1.png", "lpt¹", "x.", "x ", "a" * 256, "é" * 128,
     "a/" * 600, "\ud800"],
)  # fmt: skip
def test_an_unsafe_name_is_refused(name: str) -> None:
    with pytest.raises(UnsafeNameError) as refused:
        parse_relative(name)
    assert refused.value.message


@pytest.mark.parametrize(
    ("name", "parts"),
    [("a.png", ("a.png",)), ("./photos//a b.jpg", ("photos", "a b.jpg")), ("照片/図.png", ("照片", "図.png")),
     ("cafe\u0301.jpg", ("café.jpg",)), ("console/auxiliary.png", ("console", "auxiliary.png"))],
)  # fmt: skip
def test_a_plain_name_gives_its_parts(name: str, parts: tuple[str, ...]) -> None:
    assert parse_relative(name) == parts


def test_a_file_is_found_by_its_nfc_name(tmp_path: Path) -> None:
    stored = unicodedata.normalize("NFD", "café.jpg")
    (tmp_path / stored).touch()
    assert find_within(tmp_path, "café.jpg").name == stored


def test_two_spellings_of_one_name_are_refused(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "café.jpg")).touch()
    with pytest.raises(UnsafeNameError, match="NFC and NFD"):
        find_within(tmp_path, "café.jpg")


def test_links_are_followed_and_must_stay_inside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "set", tmp_path / "secret"
    inside.mkdir()
    outside.write_text("x", encoding="utf-8")
    (inside / "real").touch()
    (inside / "link").symlink_to("real")
    (inside / "out").symlink_to(outside)
    (inside / "ring").symlink_to("ring")
    assert find_within(inside, "link") == inside / "link"
    for name in ("out", "ring"):
        with pytest.raises(UnsafeNameError):
            find_within(inside, name)
    with pytest.raises(FileNotFoundError):
        find_within(inside, "nothing")
    with pytest.raises(UnsafeNameError, match="upward"):
        find_within(inside, "../secret")
    assert find_within(inside, "../secret", tmp_path) == outside
    with pytest.raises(UnsafeNameError, match="leads out"):
        find_within(inside, "../../etc", tmp_path)


def test_result_is_inside_its_folder(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "set").symlink_to(elsewhere)
    assert result_path(out, "other/en/a.png") == out / "other" / "en" / "a.png"
    with pytest.raises(UnsafeNameError, match="leads out"):
        result_path(out, "set/en/a.png")


def test_valid_path_parts_are_accepted() -> None:
    check_path_part("ninety-six-percent")
    with pytest.raises(UnsafeNameError, match="device"):
        check_path_part("aux")
    check_within(Path("/"), Path("/etc"))


PLAIN = (
    "a", "a.b", "A-1_x.png", "a..b", "x.", "_x", "-x", ".x", "..", "CON", "con.png", "COM1.txt", "COMET", "a" * 201,
    "a" * 202, "a" * 300, "a b", "á", "C:x", "http:", "a\\b", "a/b", "",
)  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_name_is_taken_as_any_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most names match one pattern, which is quick; all others, and these without it, are checked step by step."""

    def parse() -> tuple[str, ...] | str:
        try:
            return parse_relative(name)
        except UnsafeNameError as error:
            return error.message

    quick = parse()
    monkeypatch.setattr(paths, "_PLAIN_NAME", re.compile(r"(?!)"))
    assert parse() == quick
