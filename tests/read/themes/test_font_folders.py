"""Folders of fonts with only italics: ours are the upright fonts, or a warning names the family."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from factcards.read.themes.font_folders import find_italic_families
from factcards.text.fonts.font_library import find_fonts_folder, open_fonts

ITALIC = "Newsreader-400-italic.ttf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an italic font of the family `Quux`, which nobody ships."""
    font = TTFont(find_fonts_folder() / ITALIC)
    for name in font["name"].names:
        if name.nameID in (1, 16):
            name.string = "Quux"
    font.save(tmp_path / "Quux-Italic.ttf")
    return tmp_path


def test_a_family_with_only_italics_is_named(folder: Path):
    (found,) = find_italic_families(folder, None)
    assert (found.severity, found.kind, found.field) == ("warning", "only-italics", "fonts")
    assert found.message == "in the folder of fonts, `Quux` has only italics, so all its words are italic"
    assert open_fonts(folder).nearest_font("Quux", 400).entry.italic


def test_our_upright_fonts_stand_beside_a_designers_italics(tmp_path: Path):
    (tmp_path / ITALIC).write_bytes((find_fonts_folder() / ITALIC).read_bytes())
    fonts = open_fonts(tmp_path)
    assert find_italic_families(tmp_path, None) == ()
    assert not fonts.nearest_font("Newsreader", 400).entry.italic
    italic = fonts.nearest_font("Newsreader", 400, italic=True).entry
    assert (italic.italic, italic.package) == (True, "")


def test_a_folder_without_names_of_italics_or_with_a_broken_font_is_not_named(folder: Path):
    (folder / "Quux-Italic.ttf").rename(folder / "Quux.ttf")
    assert find_italic_families(folder, None) == ()
    (folder / "Bad-Italic.ttf").write_bytes(b"junk")
    assert find_italic_families(folder, None) == ()
