"""Which characters each code of a line stands for, from left to right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.shaped_text import write

from factcards.draw.pdf.glyph_clusters import CodePiece, find_pieces
from factcards.text import break_lines
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.glyphs import Glyph


def pieces_of(text: str, language: str, width: float = 99.0) -> list[CodePiece]:
    """Return the pieces of the first line of a text."""
    return [piece for run in break_lines(write(text, language), width)[0].runs for piece in find_pieces(run)]


def show(text: str, language: str, width: float = 99.0) -> str:
    """Return the texts of the pieces, with a dot at those of blanks: `न|·्म`."""
    return "|".join(("" if p.glyphs else "·") + p.text for p in pieces_of(text, language, width))


@pytest.mark.parametrize(("text", "language", "shown"), [
    ("ab c", "en", "a|b| |c"),
    ("5\u00a0%", "fr", "5| |%"),   # a no-break space is found by a space
    ("fi\u2066x\u2069", "en", "fi|x"),
    ("co\u00adop", "en", "c|o|o|p"),
    ("दिन", "hi", "दि|न"),   # reordered: the sign of the vowel is drawn first
    ("न्म", "hi", "न|·्म"),
    ("कं", "hi", "क|·ं"),
    ("לא", "he", "א|ל"),
    ("كُل", "ar", "ل|·\u064f|ك"),
    ("نه\u200cای", "fa", "ی|ا|\u200cه|ن"),
])  # fmt: skip
def test_characters_are_from_left_to_right_and_marks_are_blanks(text, language, shown):
    assert show(text, language) == shown


def test_a_ligature_from_right_to_left_has_its_letters_reversed():
    (piece,) = pieces_of("لا", "ar")
    assert piece.text == "\u0627\u0644"


def test_a_blank_at_the_left_end_of_a_word_takes_back_the_space_before_it():
    _, _, space, mark, letter = pieces_of("بِ اب", "ar")
    assert (space.text, mark.text, letter.text) == (" ", "\u0650", "ب")
    assert mark.advance == pytest.approx(space.advance)
    assert mark.place == letter.place


@pytest.mark.parametrize(("text", "language", "shown"), [
    ("من \u206696%\u2069", "ar", "\u200e9|6|%| |ن|م"),
    ("من 96%", "ar", "\u061c%|\u061c9|6| |ن|م"),
    ("من 96", "ar", "\u061c9|6| |ن|م"),
    ("از ۹۶", "fa", "\u061c۹|۶| |ز|ا"),
])  # fmt: skip
def test_a_number_in_right_to_left_text_has_a_mark(text, language, shown):
    assert show(text, language) == shown


def test_the_hyphen_at_a_line_end_is_a_soft_hyphen():
    line = break_lines(write("Verkehrs\u00adregeln", "de"), 5.0)[0]
    font = shipped_fonts().open_font(line.runs[-1].font)
    hyphens = {font.hb.get_nominal_glyph(ord("-"))}
    last = [piece for run in line.runs for piece in find_pieces(run, hyphens)][-1]
    assert last.text == "\u00ad"
    assert last.glyphs[0][0] in hyphens


def test_the_hyphen_that_a_dictionary_adds_is_a_soft_hyphen_of_its_own():
    (run,) = break_lines(write("ab", "de"), 99.0)[0].runs
    hyphen = shipped_fonts().open_font(run.font).hb.get_nominal_glyph(ord("-"))
    added = replace(run, glyphs=(*run.glyphs, Glyph(hyphen, 1, 0.3, 0.0, 0.0)))   # as at a line's end
    *_, letter, last = find_pieces(added, {hyphen})
    assert (letter.text, last.text) == ("b", "\u00ad")
    assert letter.place is not None
    assert last.place == pytest.approx(letter.place + letter.advance)
    assert last.advance == pytest.approx(0.3)


def test_a_run_without_glyphs_has_no_pieces():
    runs = break_lines(write("\u2067\u2069a", "en"), 99.0)[0].runs
    assert [piece.text for run in runs for piece in find_pieces(run)] == ["a"]
