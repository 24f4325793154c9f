"""Tests of shaping defects: letters without a glyph, marks without a base, and why no font covers a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.shaped_text import write

from factcards.text import Line, break_lines, explain_notdef, find_shaping_defects, measure_glyph_bounds
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.shaping_defects import ShapingDefect, find_defective_marks


def line_of(text: str, language: str = "en") -> Line:
    return break_lines(write(text, language), 100)[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Women — 96% of all (½)"),
        ("hi", "स्त्रियों कि\u00a0ँ"),
        ("th", "ผู้หญิง ที่ น้ำ"),
        ("vi", "phụ nữ e\u0302\u0323"),
        ("ar", "مُحَمَّدٌ"),
        ("en", "◌́ and \u00a0\u0301 show a mark alone"),
        ("en", "❤️ 1️⃣ 👩🏽‍🚒"),
        ("he", "בְּרֵאשִׁית"),
        ("bn", "ক্ষ"),
        ("en", ""),
    ],
)
def test_a_good_line_has_no_defects(language, text):
    if text:
        assert find_shaping_defects(line_of(text, language), shipped_fonts()) == ()
    assert list(find_defective_marks(text)) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [("ี ไทย", 0), ("ไทย ี", 4), ("ab া", 3), ("aা", 1), ("xั", 1), ("\u0301a", 0), ("का ीक", 3), ("กั้\u0e31", None)],
)
def test_marks_without_a_base_are_found(text, at):
    assert list(find_defective_marks(text)) == ([] if at is None else [at])


def test_a_missing_glyph_is_found_in_a_line():
    line = line_of("abc")
    run = line.runs[0]
    glyphs = (run.glyphs[0], run.glyphs[1]._replace(id=0), run.glyphs[2])
    broken = replace(line, runs=(replace(run, glyphs=glyphs),))
    assert find_shaping_defects(broken, shipped_fonts()) == (ShapingDefect("missing", 1),)


def test_an_inserted_dotted_circle_is_found_in_a_line():
    line = line_of("कख", "hi")
    run = line.runs[0]
    circle = shipped_fonts().open_font(run.font).dotted_circle
    assert circle
    broken = replace(line, runs=(replace(run, glyphs=(run.glyphs[0], run.glyphs[1]._replace(id=circle))),))
    assert find_shaping_defects(broken, shipped_fonts()) == (ShapingDefect("stray", 1),)
    assert find_shaping_defects(line_of("क ◌ि", "hi"), shipped_fonts()) == ()


@pytest.mark.parametrize(
    ("language", "text", "kind", "at"),
    [
        ("bn", "া আমি", "stray", 0),
        ("hi", "यह ि है", "stray", 3),
        ("en", "ab \u0378", "missing", 3),
        ("en", "x\ue000", "missing", 1),
    ],
)
def test_the_reason_why_no_font_covers_a_character_is_explained(language, text, kind, at):
    paragraph = write(text, language)
    assert paragraph.missing
    found = [explain_notdef(text, place, language, shipped_fonts()) for place in paragraph.missing]
    assert ShapingDefect(kind, at) in found


def test_the_ink_of_each_glyph_is_within_that_of_the_line():
    line = line_of("Ágy **ab** ج", "hu")
    inks = measure_glyph_bounds(line, shipped_fonts())
    assert len(inks) >= 6
    assert min(i[0] for i in inks) == pytest.approx(line.left)
    assert max(i[2] for i in inks) == pytest.approx(line.right)
    assert max(i[3] for i in inks) == pytest.approx(line.ascent)
    assert -min(i[1] for i in inks) == pytest.approx(line.descent)
