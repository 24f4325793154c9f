"""The tables of fonts and languages, and the report on a card's fonts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from factcards.cli import main
from factcards.text.fonts.font_library import shipped_fonts

CARD = "fact: Mehr **مرحبا** und 漢字.\nsource: Us, 2024\naction: {label: Go, url: https://example.org/}\n"


def rows(capsys: pytest.CaptureFixture[str], *command: str) -> list[list[str]]:
    assert main(list(command)) == 0
    return [re.split(r" {2,}", line) for line in capsys.readouterr().out.splitlines()]


def test_every_family_has_a_row_with_its_package(capsys: pytest.CaptureFixture[str]):
    head, *found = rows(capsys, "fonts")
    assert head == ["family", "weights", "scripts", "package"]
    assert [row[0] for row in found] == [name for name, _ in shipped_fonts().families()]
    by_name = {row[0]: row[1:] for row in found}
    assert by_name["Noto Sans Khmer"] == ["400 500 600 700 800", "Khmr", "factcards"]
    assert by_name["Noto Serif Tangut"] == ["400", "Tang", "factcards-more-fonts"]


def test_every_language_of_cldr_has_its_script_its_direction_and_its_font(capsys: pytest.CaptureFixture[str]):
    head, *found = rows(capsys, "languages")
    assert head == ["tag", "language", "own name", "script", "direction", "font", "covered"]
    by_tag = {row[0]: row[1:] for row in found}
    assert len(by_tag) == len(found) > 300
    assert by_tag["ur"] == ["Urdu", "اردو", "Arab", "rtl", "Noto Nastaliq Urdu", "yes"]
    assert by_tag["my"][2:] == ["Mymr", "ltr", "Noto Sans Myanmar", "yes"]
    assert by_tag["sr-Latn"][2:] == ["Latn", "ltr", "Archivo", "yes"]
    assert {"zh-Hans", "zh-Hant", "zh-Hant-HK", "chr", "zgh", "vi", "bo"} <= set(by_tag)


def test_each_run_of_a_card_has_its_font_and_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(f"language: de\n{CARD}", encoding="utf-8")
    head, *found = rows(capsys, "fonts", "for", "a.yaml")
    assert head == ["card", "field", "words", "language", "script", "font", "size", "why"]
    fact = [row[2:] for row in found if row[1] == "fact"]
    assert [row[2:] for row in fact if row[2] == "Arab"] == [
        ["Arab", "IBM Plex Sans Arabic 600", "1.02", "the theme names it"]
    ]
    assert [row[3] for row in fact if row[2] == "Hani"] == ["Noto Sans CJK 700"]
    assert {row[1] for row in found} >= {"fact", "source", "call"}


def test_json_has_each_run_with_its_words_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    long = "Ein Satz, der länger ist als eine Spalte der Tabelle"
    Path("a.yaml").write_text(f"language: de\n{CARD.replace('Mehr', long)}", encoding="utf-8")
    assert main(["fonts", "for", "a.yaml", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["problems"] == []
    assert result["fonts"][0] == {
        "set": "", "card": "a", "language": "de", "field": "fact", "words": long, "words_language": "de",
        "script": "Latn", "family": "Archivo", "weight": 600, "scale": 1.0, "reason": "theme",
    }  # fmt: skip
    assert [run["script"] for run in result["fonts"] if run["field"] == "fact"] == ["Latn", "Arab", "Latn", "Hani"]


def test_json_has_the_problems_of_a_card_without_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(f"language: de\nsauce: x\n{CARD}", encoding="utf-8")
    assert main(["fonts", "for", "a.yaml", "--json"]) == 1
    result = json.loads(capsys.readouterr().out)
    assert result["fonts"] == []
    assert [problem["message"] for problem in result["problems"]] == ["unknown key `sauce`"]


def test_font_that_no_theme_names_has_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(f"language: ta\n{CARD.replace('Mehr', 'தமிழ்')}", encoding="utf-8")
    found = rows(capsys, "fonts", "for", "a.yaml", "-l", "ta")
    tamil = next(row for row in found if row[4:5] == ["Taml"])
    assert tamil[5:] == ["Noto Sans Tamil 600", "1.00", "the first that we prefer for the script"]


def test_fonts_for_requires_a_card(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        main(["fonts", "for"])
    assert stop.value.code == 2
    assert "name a card" in capsys.readouterr().err


def test_pictures_are_made_without_loading_cldr():
    code = "import factcards.cli, factcards.batch, sys; print([m for m in sys.modules if m.startswith('babel')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
