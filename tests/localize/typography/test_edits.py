"""What `check` reports about the text that typography changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcards.cli import main

CARD = """\
language: fr
fact: "Pourquoi? Agissez! C'est l'heure"
source: "OIT, 2014"
action: {url: "https://equalitynow.org/act", short: equalitynow.org/act}
"""


@pytest.fixture
def honey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("honey.yaml")
    file.write_text(CARD, encoding="utf-8")
    return file


def test_check_reports_each_kind_of_change_once_and_succeeds(honey: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(honey), "--size", "instagram-square"]) == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if ": note: " in line]
    assert notes == [
        "honey.yaml:2:7: note: fact: apostrophe: `C'est` → `C’est` (2 ×)",
        "honey.yaml:2:7: note: fact: French spaces: `Pourquoi?` → `Pourquoi[U+202F]?` (2 ×)",
    ]


def test_check_gives_every_change_as_json(honey: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(honey), "--size", "instagram-square", "--json"]) == 0
    captured = capsys.readouterr()
    changes = json.loads(captured.out)["changes"]
    assert "note" not in captured.err
    assert [(c["rule"], c["before"], c["after"]) for c in changes] == [
        ("apostrophe", "C'est", "C’est"),
        ("apostrophe", "l'heure", "l’heure"),
        ("French spaces", "Pourquoi?", "Pourquoi\u202f?"),
        ("French spaces", "Agissez!", "Agissez\u202f!"),
    ]
    assert changes[0] | {"index": 20} == changes[0]
    assert (changes[0]["file"], changes[0]["line"], changes[0]["field"]) == ("honey.yaml", 2, "fact")


def test_render_does_not_report_changes(honey: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["render", str(honey), "--size", "instagram-square", "--format", "dump", "--out", "results"]) == 0
    assert "note" not in capsys.readouterr().err
    assert "Pourquoi\\u{202f}?" in next(Path("results").rglob("*.txt")).read_text(encoding="utf-8")


def test_typography_false_changes_nothing(honey: Path, capsys: pytest.CaptureFixture[str]):
    honey.write_text(CARD + "typography: false\n", encoding="utf-8")
    assert main(["check", str(honey), "--size", "instagram-square"]) == 0
    assert "note" not in capsys.readouterr().err
