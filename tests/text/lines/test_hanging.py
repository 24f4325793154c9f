"""Tests of hanging punctuation, of full-width marks at the margins, and of autospace."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.shaped_text import spans_of, style_of, write

from factcards.graphics.geometry import Extent
from factcards.text import FitOptions, Span, break_lines, fit_text, language_direction, shape_paragraph
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.cjk_spacing import AUTOSPACE, find_autospace, find_half_width
from factcards.text.shaping.shape import shape_item

prove = settings(max_examples=80, deadline=None, derandomize=True)


def line_of(words: str, language: str = "en"):
    (line,) = break_lines(write(words, language), inf)
    return line


def unhung(words: str, language: str = "en"):
    paragraph = write(words, language)
    flat = shape_paragraph(
        paragraph.text, spans_of(words)[1], language, language_direction(language), shipped_fonts(), hang=False
    )
    (line,) = break_lines(flat, inf)
    return line


def advance(character: str, language: str = "en") -> float:
    return unhung(character, language).width


def em(language: str) -> float:
    """Return the width of an ideograph, by the face's factor on its size."""
    return advance("国", language)


# -- what hangs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language"),
    [("“Word", "en"), ("‘Word", "en"), ("„Wort", "de"), ("\"Word", "en"), ("„נשים", "he"), ("“สตรี", "th")],
)  # fmt: skip
def test_the_letter_after_an_opening_quotation_mark_is_at_the_margin(words, language):
    """Check that the whole mark is outside: the line is as wide as without it, and starts at the same place."""
    line, bare = line_of(words, language), line_of(words[1:], language)
    assert line.hang_start == pytest.approx(line.right - line.left - (bare.right - bare.left), abs=0.03)
    assert line.width == pytest.approx(bare.width, abs=0.06)


@pytest.mark.parametrize(
    ("words", "language", "share"),
    [("Word.", "en", 0.7), ("Word,", "en", 0.7), ("Word”", "en", 1.0), ("Word:", "en", 0.3), ("Word-", "en", 0.5),
     ("Word –", "en", 0.25), ("mots\u202f»", "fr", 0.5), ("نساء،", "ar", 0.5), ("خواتین۔", "ur", 0.7),
     ("نساء؛", "ar", 0.3), ("נשים.", "he", 0.7), ("«نساء", "ar", 0.5)],
)  # fmt: skip
def test_a_fraction_of_the_mark_is_excluded_from_the_width(words, language, share):
    line, flat = line_of(words, language), unhung(words, language)
    mark = next(c for c in words if not c.isalpha() and c not in " \u202f")
    assert flat.width - line.width == pytest.approx(share * advance(mark, language), abs=0.015)
    assert (line.left, line.right) == (flat.left, flat.right), "no ink is moved within the line"


@pytest.mark.parametrize("words", ["−5 degrees", "-5 degrees", "Word!", "Word?", "(Word)", "96%", "“", "…", ""])
def test_other_signs_stay_within_the_measure(words):
    line = line_of(words)
    assert (line.hang_start, line.hang_end) == (0.0, 0.0)
    assert line.width == pytest.approx(unhung(words).width)


def test_a_mark_hangs_by_its_visual_position():
    """Check a right-to-left line that starts with Latin words, whose quotation mark is not at the line's start."""
    assert line_of("“نساء” الآن", "ar").hang_start > 0.2
    assert line_of("\u2066“Women” now\u2069 الآن", "ar").hang_start == 0.0


@pytest.mark.parametrize("words", ["just so", "jeder Mensch"])
def test_the_tail_of_a_lines_first_letter_hangs_regardless_of_its_end(words):
    """Check that hanging at a line's end does not affect its start."""
    bare, stopped = line_of(words), line_of(words + ".")
    assert bare.hang_start > 0.02
    assert bare.hang_end == 0
    assert stopped.hang_start == pytest.approx(bare.hang_start)
    assert stopped.hang_end > 0


def test_nothing_hangs_in_text_without_hanging():
    line = unhung("“Women, girls.”")
    assert (line.hang_start, line.hang_end) == (0.0, 0.0)


def test_hanging_ink_is_limited():
    paragraph = write("“Women and girls,” she said, “are **96%** of all victims.”")
    for room in (0, 5, 12, 40):
        fitted = fit_text([paragraph], Extent(500, 500), FitOptions(20, 90, 1.2, rag=True, hang=room))
        for line in fitted.paragraphs[0]:
            assert fitted.hang_at_start(line) <= room
            ink = (line.right - line.left) * fitted.size
            assert ink - fitted.hang_at_start(line) <= 500 + min(room, line.hang_end * fitted.size) + 1


# -- letters that lean out -----------------------------------------------------------------------------------------

NASTALIQ = style_of(600, **{"ur-Arab": "Noto Nastaliq Urdu"})
LEANING = "کوئی شخص غلام یا لونڈی بنا کر نہ رکھا جا سکے گا۔"


def nastaliq(words: str, *, hang: bool = True):
    return shape_paragraph(words, [Span(0, len(words), NASTALIQ)], "ur", "rtl", shipped_fonts(), hang=hang)


@pytest.mark.parametrize("words", [LEANING, "گواہ کہتے ہیں،", "کوئی کام نہیں"])
def test_the_stroke_of_a_nastaliq_letter_hangs_regardless_of_the_line_s_end(words):
    """Check a kaf, which leans out of its advance by a third of an em, without loss of space at the other end."""
    (line,), (flat,) = (break_lines(nastaliq(words, hang=hang), inf) for hang in (True, False))
    assert line.hang_start == pytest.approx(flat.right - flat.width)
    assert line.hang_start > 0.2
    assert flat.hang_start == 0.0
    assert flat.hang_end == pytest.approx(flat.right - flat.left - flat.width), "where nothing hangs, it needs room"


@pytest.mark.parametrize("room", [0, 5, 16, 64])
def test_ink_that_leans_out_of_a_line_counts_if_it_may_not_hang(room):
    paragraph = nastaliq(f"{LEANING} کیا آپ جانتے ہیں کہ کتنے لوگ؟")
    for width in range(300, 900, 60):
        fitted = fit_text([paragraph], Extent(width, 900), FitOptions(20, 90, 2.1, rag=True, hang=room))
        assert fitted is not None
        for line in fitted.paragraphs[0]:
            before = fitted.hang_at_start(line)
            assert before <= room
            assert (line.right - line.left) * fitted.size - before <= width + room + 0.01


WORDS = st.lists(
    st.sampled_from(
        ["“women,”", "a", "–", "96%,", "«نساء»،", "ผู้หญิง”", "「我们」，", "（UN）", "かな。", "co-op.", "“‘x’”"]
    ),
    min_size=1, max_size=20,
)  # fmt: skip


@prove
@given(WORDS, st.sampled_from(["en", "ar", "zh-Hans", "ja", "th"]))
def test_advances_of_opportunities_are_non_decreasing_and_match_line_widths(words, language):
    paragraph = write(" ".join(["a", *words]), language)
    places = paragraph.word_breaks
    for measures in (places.start_advances, places.end_advances):
        assert all(a <= b for a, b in pairwise(measures))
    (line,) = break_lines(paragraph, inf)
    assert line.width <= places.end_advances[-1] - places.start_advances[0] + 0.05


# -- full-width marks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language", "meetings"),
    [("国。」国", "ja", 1), ("国》，国", "zh-Hans", 1), ("国（「国", "ja", 1), ("国：“国", "zh-Hans", 1),
     ("国」「国", "ja", 1), ("国」国", "ja", 0), ("国，」「国", "zh-Hant", 2), ("国！”国", "zh-Hans", 1)],
)  # fmt: skip
def test_of_two_adjacent_marks_one_loses_its_empty_half(words, language, meetings):
    """Check clreq 3.1.6 and jlreq 3.1.4: one em for each character less half an em for each adjacent pair."""
    assert unhung(words, language).width / em(language) == pytest.approx(len(words) - meetings / 2, abs=0.01)
    assert len(find_half_width(words, language)) == meetings


def test_half_widths_are_those_of_the_font():
    """Check against HarfBuzz with the feature `halt` on, for the mark alone."""
    item = write("。」", "ja").items[0]
    both = shape_item("。」", item).glyphs
    assert [round(g.advance / em("ja"), 3) for g in both] == [0.5, 1.0]


@pytest.mark.parametrize("words", ["「国", "（国", "《国", "【国"])
def test_an_opening_bracket_at_a_line_s_start_loses_its_empty_half(words):
    line = line_of(words, "ja")
    assert line.width == pytest.approx(1.5 * em("ja"))
    assert line.left > 0.4
    assert line.hang_start == 0.0, "its ink is at the margin"


@pytest.mark.parametrize(
    ("words", "language", "width"),
    [("国。", "zh-Hans", 1.0), ("国、", "ja", 1.0), ("国」", "ja", 1.5), ("国）", "zh-Hans", 1.5),
     ("国。", "zh-Hant", 1.75)],
)  # fmt: skip
def test_a_mark_at_a_line_s_end_loses_its_empty_half_and_a_stop_hangs(words, language, width):
    line = line_of(words, language)
    assert line.width == pytest.approx(width * em(language))
    assert (line.hang_end > 0) == (width == 1.0)


# -- gaps ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "gaps"),
    [("占96%的", 2), ("在UN的", 2), ("かなABCです", 2), ("（UN）", 0), ("国，3", 0), ("abc", 0)],
)
def test_autospace_separates_han_from_latin_and_numbers(words, gaps):
    assert len(find_autospace(words)) == gaps
    wide = unhung(words, "zh-Hans").width
    glued = sum(g.advance for item in write(words, "ko").items for g in shape_item(words, item).glyphs)
    assert wide - glued == pytest.approx(gaps * AUTOSPACE, abs=0.01)


def test_autospace_disappears_at_a_line_s_end():
    paragraph = write("我们要求UN行动", "zh-Hans")
    lines = break_lines(paragraph, 4.3)
    assert lines[0].text == "我们要求"
    assert lines[0].width == pytest.approx(4 * em("zh-Hans"))
    assert lines[0].width == pytest.approx(paragraph.word_breaks.end_advances[paragraph.word_breaks.indices.index(4)])
