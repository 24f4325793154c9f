"""Paths on the command line: empty ones, `~`, and wildcards that Windows leaves to programs."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from factcards.cli import main
from factcards.cli.shell_paths import expand_wildcards, parse_path

CARD = 'language: en\nfact: "Bees dance."\nsource: Frisch, 1927\naction: https://example.org/act\n'


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, home = tmp_path / "work", tmp_path / "home"
    work.mkdir()
    home.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for folder in (work, home):
        (folder / "honey.yaml").write_text(CARD, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["render", ""], "PATH"), (["render", "honey.yaml", ""], "PATH"), (["check", ""], "PATH"),
        (["check", " "], "PATH"),
        (["sheet", ""], "PATH"), (["fonts", "for", ""], "CARD"), (["render", ".", "-o", ""], "-o/--out"),
        (["render", ".", "--out="], "-o/--out"), (["sheet", ".", "-o", ""], "-o/--out"),
        (["cache", "-o", ""], "-o/--out"),
        (["merge", ""], "OUT"), (["merge", "a", "-o", ""], "-o/--out"), (["render", ".", "-t", ""], "-t/--theme"),
        (["render", ".", "--root", ""], "--root"), (["check", ".", "--root", " "], "--root"),
        (["sheet", ".", "-t", ""], "-t/--theme"),
        (["render", ".", "--on", "dask://host:8786", "--store", ""], "--store"),
        (["render", ".", "--on", ""], "--on"), (["render", ".", "-l", ""], "-l/--language"),
        (["render", ".", "-s", ""], "-s/--size"), (["render", ".", "-f", ""], "-f/--format"),
        (["render", ".", "-j", ""], "-j/--jobs"), (["render", ".", "--today", ""], "--today"),
    ],
)  # fmt: skip
def test_empty_arguments_are_status_2_and_nothing_is_made(
    arguments: list[str], option: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    line, _ = capsys.readouterr().err.splitlines()
    assert f"argument {option}: " in line
    paths = ("PATH", "CARD", "OUT", "-o/--out", "-t/--theme", "--root")
    assert "empty: is a variable not set?" in line or option not in paths
    assert list(Path().iterdir()) == [Path("honey.yaml")]


def test_a_tilde_within_quotes_is_the_users_folder(tmp_path: Path):
    assert main(["render", "~/honey.yaml", "-o", "~/pictures"]) == 0
    assert (tmp_path / "home" / "pictures" / "en" / "honey.instagram-portrait.png").is_file()
    assert main(["sheet", "~", "-o", "~/sheet.jpg", "-j", "1"]) == 0
    assert (tmp_path / "home" / "sheet.jpg").is_file()
    (tmp_path / "home" / "mine.yaml").write_text("extends: statement\n", encoding="utf-8")
    assert main(["render", "honey.yaml", "-o", "~/themed", "-t", "~/mine.yaml"]) == 0
    assert main(["check", "honey.yaml", "--root", "~"]) == 0
    assert list(Path().iterdir()) == [Path("honey.yaml")]


def test_a_tilde_that_means_nobody_is_refused_unless_it_is_a_name(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["render", "honey.yaml", "-o", "~nobody-of-that-name/x"])
    assert stopped.value.code == 2
    hint = "`~nobody-of-that-name` is not a user's folder: write `./~nobody-of-that-name/x` for a file of that name"
    assert hint in capsys.readouterr().err
    Path("~backup.yaml").write_text(CARD, encoding="utf-8")   # as a shell gives it for `*.yaml`
    assert parse_path("~backup.yaml") == Path("~backup.yaml")
    assert main(["render", "~backup.yaml"]) == 0
    with pytest.raises(argparse.ArgumentTypeError, match="code 0"):
        parse_path("a\0b")


def test_wildcards_are_expanded_as_a_shell_does_it():
    for name in ("a.yaml", "b.yaml", "c[1].yaml", "c1.yaml", ".hidden.yaml"):
        Path(name).write_text(CARD, encoding="utf-8")
    given = ["render", "[ab].yaml", "c[1].yaml", "*.txt", "--json", "-s*"]
    assert expand_wildcards(given) == ["render", "a.yaml", "b.yaml", "c[1].yaml", "*.txt", "--json", "-s*"]
    assert expand_wildcards(["*.yaml"]) == ["a.yaml", "b.yaml", "c1.yaml", "c[1].yaml", "honey.yaml"]
