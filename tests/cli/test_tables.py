"""The lists of sizes, themes, fonts and languages as JSON. Other tests check them as tables."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

import pytest

from factcards.batch import open_assets
from factcards.cli import main, tables
from factcards.model.sizes import SIZES
from factcards.read.themes.theme_reader import list_theme_names
from factcards.text.fonts.font_library import FontLibrary, open_fonts, shipped_fonts
from factcards.text.fonts.language_fonts import list_languages


def entries(name: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return the entries that a command such as `sizes --json` prints; they are all that it prints."""
    assert main([name, "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    result = json.loads(printed.out)
    assert list(result) == [name]
    found: list[dict[str, object]] = result[name]
    return found


FIELDS = {
    "sizes": ["name", "platform", "aspect", "width", "height", "dpi", "bleed", "safe"],
    "themes": ["name", "for", "layouts"],
    "fonts": ["family", "weights", "scripts", "package", "installed"],
    "languages": ["tag", "name", "own_name", "script", "direction", "font", "package", "covered"],
}
"""The promised fields of each list."""


@pytest.mark.parametrize("name", FIELDS)
def test_every_entry_of_a_list_has_the_promised_fields(name: str, capsys: pytest.CaptureFixture[str]):
    assert {tuple(entry) for entry in entries(name, capsys)} == {tuple(FIELDS[name])}


def test_sizes_have_the_values_of_the_library(capsys: pytest.CaptureFixture[str]):
    found = entries("sizes", capsys)
    assert [entry["name"] for entry in found] == [size.name for size in SIZES]
    for entry, size in zip(found, SIZES, strict=True):
        assert entry.items() <= asdict(size).items()
        assert entry["safe"] == asdict(size.safe)


def test_themes_have_their_layouts(capsys: pytest.CaptureFixture[str]):
    found = {str(entry["name"]): entry["layouts"] for entry in entries("themes", capsys)}
    assert tuple(found) == tuple(list_theme_names())
    assert found["statement"] == ["square", "portrait", "tall", "landscape"]


def test_the_table_of_themes_says_what_each_is_for(capsys: pytest.CaptureFixture[str]):
    purposes = {str(entry["name"]): str(entry["for"]) for entry in entries("themes", capsys)}
    assert purposes["half"] == "a picture beside a fact"
    assert len(set(purposes.values())) == len(list_theme_names())
    assert main(["themes"]) == 0
    head, *rows = (re.split(" {2,}", line) for line in capsys.readouterr().out.splitlines())
    assert head == ["theme", "for"]
    assert rows == [list(row) for row in purposes.items()]


def test_fonts_have_numbers_and_lists(capsys: pytest.CaptureFixture[str]):
    found = {str(entry["family"]): entry for entry in entries("fonts", capsys)}
    assert list(found) == [name for name, _ in shipped_fonts().families()]
    assert found["Noto Sans Khmer"] == {
        "family": "Noto Sans Khmer", "weights": [400, 500, 600, 700, 800], "scripts": ["Khmr"],
        "package": "factcards", "installed": True,
    }  # fmt: skip


def test_a_font_that_is_not_installed_is_listed_without_weights(monkeypatch: pytest.MonkeyPatch):
    library = open_fonts(more=False)
    monkeypatch.setattr(tables, "open_assets", lambda _: type("Assets", (), {"fonts": library}))
    found = {str(entry["family"]): entry for entry in tables.list_entries("fonts")}
    assert found["Noto Serif Tangut"] == {
        "family": "Noto Serif Tangut", "weights": [], "scripts": ["Tang"],
        "package": "factcards-more-fonts", "installed": False,
    }  # fmt: skip


def test_languages_are_those_of_the_library(capsys: pytest.CaptureFixture[str]):
    assert entries("languages", capsys) == [asdict(entry) for entry in list_languages(open_assets(()).fonts)]


def test_a_language_without_a_font_has_none_in_the_table(monkeypatch: pytest.MonkeyPatch):
    library = FontLibrary((), {})
    monkeypatch.setattr(tables, "open_assets", lambda _: type("Assets", (), {"fonts": library}))
    first = tables.format_table("languages").splitlines()[1]
    assert first.split() == ["aa", "Afar", "Qafar", "Latn", "ltr", "none", "no"]


def test_a_source_has_no_json(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        main(["themes", "statement", "--source", "--json"])
    assert stop.value.code == 2
    assert capsys.readouterr().err == (
        "factcards themes: error: `--source` prints a theme's file as it is: leave out `--json`\n"
        "see `factcards themes --help`\n"
    )
