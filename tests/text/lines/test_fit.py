"""Tests of text fitting: the largest size that fits, the best rag near it, and the count of overflowing clusters."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.shaped_text import show_lines, spans_of, write

from factcards.graphics.geometry import Extent
from factcards.text import (
    FitOptions,
    Paragraph,
    count_overflow,
    find_limiting_word,
    find_shapely_sizes,
    fit_text,
    language_direction,
    shape_paragraph,
)
from factcards.text.breaking.breaks import find_clusters
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.lines.fit import MIN_SIZE_RATIO, NARROW_MEASURE, SIZE_COST
from factcards.text.lines.line_breaking import balance_lines, count_min_lines, measure_line_widths, measure_raggedness
from factcards.text.lines.wrap import build_lines

prove = settings(max_examples=60, deadline=None, derandomize=True)
FACT = "Women and girls make up **96%** of all victims trafficked for sex."
LONG = (
    "The Global Plan of Action calls on governments, UN bodies and civil society to work together to make the **fight"
    " against human trafficking** part of the UN’s broader programs on global development."
)
ARABIC = "تشكّل النساء والفتيات **96%** من جميع ضحايا الاتجار لأغراض الاستغلال الجنسي."
THAI = "ผู้หญิงและเด็กหญิงคิดเป็น **96%** ของเหยื่อการค้ามนุษย์ทั้งหมดเพื่อการแสวงหาประโยชน์ทางเพศ"
CHINESE = "《全球行动计划》呼吁各国政府、联合国机构和民间社会携手合作，将打击人口贩运纳入全球发展方案。"
SAMPLES = [(FACT, "en", 1.12), (LONG, "en", 1.12), (ARABIC, "ar", 1.45), (THAI, "th", 1.45), (CHINESE, "zh-Hans", 1.3)]


def fits(paragraph: Paragraph, area: Extent, fit: FitOptions, size: int) -> bool:
    """Return whether any choice of breaks fits at a size, by trying all."""
    places = paragraph.word_breaks
    last = len(places.indices) - 1
    for count in range(last):
        for inner in combinations(range(1, last), count):
            lines = build_lines(paragraph, places, (*inner, last))
            height = (lines[0].ascent + (len(lines) - 1) * fit.leading_at(size) + lines[-1].descent) * size
            if max(line.width for line in lines) * size <= area.width + 0.01 and height <= area.height + 0.01:
                return True
    return False


@pytest.mark.parametrize("words", ["women own one sum we are now", "aa nnn mm. ooo, w ee zz", "mmmm a mm a mmmm"])
@pytest.mark.parametrize("area", [Extent(300, 90), Extent(300, 130), Extent(220, 200), Extent(500, 60)])
def test_the_size_is_the_largest_at_which_any_choice_of_breaks_fits(words, area):
    paragraph, fit = write(words), FitOptions(12, 90, 1.1)
    fitted = fit_text([paragraph], area, fit)
    largest = next((s for s in range(90, 11, -1) if fits(paragraph, area, fit, s)), None)
    assert (fitted.size if fitted else None) == largest


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
@pytest.mark.parametrize("rag", [False, True])
@pytest.mark.parametrize("area", [Extent(936, 420), Extent(500, 500), Extent(1200, 200)])
def test_all_of_the_text_is_set_within_its_area(words, language, leading, rag, area):
    paragraph = write(words, language)
    fitted = fit_text([paragraph], area, FitOptions(20, 120, leading, rag=rag))
    assert fitted is not None
    (lines,) = fitted.paragraphs
    assert "".join(line.text for line in lines) == paragraph.text
    assert fitted.width <= area.width + 0.01
    assert fitted.height <= area.height + 0.01
    baselines = [y for y, _ in fitted.baselines()]
    assert baselines[0] == pytest.approx(lines[0].ascent * fitted.size)
    assert baselines[-1] + lines[-1].descent * fitted.size == pytest.approx(fitted.height)


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
def test_a_better_rag_costs_no_more_size_than_the_minimum_ratio_allows(words, language, leading):
    paragraph, area = write(words, language), Extent(936, 420)
    plain = fit_text([paragraph], area, FitOptions(20, 120, leading))
    ragged = fit_text([paragraph], area, FitOptions(20, 120, leading, rag=True))
    assert round(MIN_SIZE_RATIO * plain.size) <= ragged.size <= plain.size
    costs = []
    for fitted in (plain, ragged):
        ends, at = [], 0
        for line in fitted.paragraphs[0]:
            at += len(line.text)
            ends.append(paragraph.word_breaks.indices.index(at))
        cost = measure_raggedness(paragraph.word_breaks, tuple(ends))
        costs.append(cost + SIZE_COST * (1 - fitted.size / plain.size))
    assert costs[1] <= costs[0] + 0.04


def test_lines_end_at_pauses():
    """Check a sentence whose most even lines would be “have / signed the / … / not.”."""
    words = "**171 countries** have signed on to the Palermo Protocol. **21 governments** have not."
    lines = show_lines(fit_text([write(words)], Extent(936, 420), FitOptions(44, 76, 1.1, rag=True)).paragraphs[0])
    assert any(line.endswith("Protocol.") for line in lines)
    assert lines[-1] in ("have not.", "21 governments have not.")


def test_a_sentence_does_not_become_a_column():
    """Check a text of which five even lines would leave half of the measure empty; small print may be short."""
    paragraph, area = write("generated illegally each year from sex trafficking"), Extent(952, 600)
    fitted = fit_text([paragraph], area, FitOptions(48, 80, 1.16, rag=True))
    assert fitted is not None
    assert fitted.width >= NARROW_MEASURE * area.width
    assert len(fitted.paragraphs[0]) <= 3
    source = write("Source: Equality Now, campaign on the UN Global Plan of Action, 2017")
    small = fit_text([source], area, FitOptions(30, 34, 1.3, lines=3, rag=True))
    assert small is not None
    assert len(small.paragraphs[0]) == 2


def test_a_last_line_longer_than_all_others_is_avoided():
    """Check a text whose most even lines, measured by the mean line alone, are short ones over a long one."""
    words = "हमारी सभी माँगें राजनीतिक घोषणा के अंतिम मसौदे में शामिल हैं।"
    fitted = fit_text([write(words, "hi")], Extent(872, 620), FitOptions(46, 80, 1.46, rag=True))
    assert [line.text.strip() for line in fitted.paragraphs[0]] == [
        "हमारी सभी माँगें", "राजनीतिक घोषणा के", "अंतिम मसौदे में", "शामिल हैं।",
    ]  # fmt: skip


def test_the_number_of_lines_can_be_limited():
    fitted = fit_text([write(LONG)], Extent(900, 900), FitOptions(10, 90, 1.2, lines=3))
    assert len(fitted.paragraphs[0]) <= 3


def test_there_is_a_gap_between_paragraphs():
    fitted = fit_text([write(FACT), write(FACT)], Extent(936, 600), FitOptions(30, 60, 1.2, gap=0.5))
    baselines, first = [y for y, _ in fitted.baselines()], len(fitted.paragraphs[0])
    above, below = baselines[first - 1 : first + 1]
    assert below - above == pytest.approx((fitted.leading + 0.5) * fitted.size, abs=0.5)


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
def test_all_baselines_are_equally_spaced_in_whole_pixels(words, language, leading):
    for height in range(200, 600, 37):
        fitted = fit_text([write(words, language)] * 2, Extent(700, height), FitOptions(12, 120, leading, rag=True))
        baselines, count = [y for y, _ in fitted.baselines()], len(fitted.paragraphs[0])
        steps = [b - a for a, b in pairwise(baselines)]
        gap = steps.pop(count - 1)
        assert all(step == pytest.approx(round(steps[0])) for step in steps)
        assert gap - fitted.leading * fitted.size == pytest.approx(round(0.5 * fitted.size))


def test_one_size_gives_the_best_rag_at_that_size():
    """Check the fit at the common size of a set: the number of lines may be one above the minimum."""
    paragraph, area = write(LONG), Extent(936, 700)
    largest = fit_text([paragraph], area, FitOptions(20, 120, 1.12))
    for size in range(largest.size // 2, largest.size + 1, 3):
        held, plain = (fit_text([paragraph], area, FitOptions(size, size, 1.12, rag=rag)) for rag in (True, False))
        assert held.size == plain.size == size
        costs = [measure_raggedness(paragraph.word_breaks, ends_of(paragraph, fitted)) for fitted in (held, plain)]
        assert costs[0] <= costs[1] + 1e-9
        least = count_min_lines(paragraph.word_breaks, area.width / size)
        assert least <= len(held.paragraphs[0]) <= least + 1


def ends_of(paragraph, fitted) -> tuple[int, ...]:
    ends, at = [], 0
    for line in fitted.paragraphs[0]:
        at += len(line.text)
        ends.append(paragraph.word_breaks.indices.index(at))
    return tuple(ends)


def test_a_size_at_which_a_smaller_one_is_set_clearly_better_has_no_good_shape():
    """At 76 px this text is a narrow column of four lines; at 72 it fills two, as a card alone would set it."""
    text, area = write("性贩运每年非法牟利990亿美元，主要来自对妇女和女童的剥削。", "zh-Hans"), Extent(936, 600)
    found = find_shapely_sizes([text], area, FitOptions(40, 96, 1.3), [76, 72, 68, 64, 60])
    assert 76 not in found
    assert {72, 68} <= set(found)
    assert find_shapely_sizes([text], area, FitOptions(40, 96, 1.3), [76]) == (76,), "no smaller one was asked for"


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
def test_the_smallest_size_always_has_the_best_shape_that_there_is(words, language, leading):
    sizes = [90, 80, 70, 60, 50]
    found = find_shapely_sizes([write(words, language)], Extent(936, 900), FitOptions(40, 96, leading), sizes)
    assert found[-1] == 50
    assert list(found) == sorted(found, reverse=True)


def test_lines_that_only_fit_unevenly_are_marked():
    """Where five lines fit by their own ink alone, the last has one word; a few pixels higher they are even."""
    words = (
        "La meta 5.2 de los Objetivos de Desarrollo Sostenible señala la necesidad de hacer frente a la trata y la"
        " explotación sexual de mujeres y niñas."
    )
    text, fit = write(words, "es"), FitOptions(55, 55, 1.15, rag=True)
    low, tall = (fit_text([text], Extent(936, height), fit) for height in (293, 330))
    assert low
    assert tall
    assert not low.is_shaped
    assert low.paragraphs[0][-1].text == "niñas."
    assert tall.is_shaped


def test_phrases_stay_whole_in_a_headline():
    paragraph = write("人身取引の被害者の96%は女性です。", "ja")
    fitted = fit_text([paragraph], Extent(400, 300), FitOptions(20, 120, 1.2))
    ends, at = set(), 0
    for line in fitted.paragraphs[0]:
        at += len(line.text)
        ends.add(at)
    assert ends <= set(paragraph.phrase_breaks.indices)
    assert fit_text([paragraph], Extent(400, 60), FitOptions(50, 50, 1.2)) is None
    assert fit_text([write("인신매매피해자의", "ko")], Extent(200, 200), FitOptions(40, 60, 1.2)) is not None


def test_a_better_rag_never_leads_to_a_size_below_the_smallest():
    for words, language, leading in SAMPLES:
        paragraph = write(words, language)
        for height in range(150, 600, 30):
            fitted = fit_text([paragraph], Extent(700, height), FitOptions(48, 60, leading, rag=True))
            assert fitted is None or 48 <= fitted.size <= 60


def test_nothing_fits_into_an_empty_box():
    assert fit_text([write(LONG)], Extent(100, 100), FitOptions(40, 60, 1.2)) is None
    assert fit_text([write("incomprehensibilities")], Extent(100, 900), FitOptions(40, 60, 1.2)) is None


def test_the_number_of_lines_tried_is_limited_by_the_opportunities():
    """Check a box a kilometre high, for which fuzzing found a search of every number of lines that fit its height."""
    paragraph = write("one two three")
    start = time.process_time()
    assert balance_lines(paragraph.word_breaks, 1e9, 3) is not None
    assert balance_lines(paragraph.word_breaks, 1e9, 100_000_000) is None
    assert time.process_time() - start < 1


def test_a_leading_of_less_than_a_pixel_is_a_pixel():
    """Check a leading of half a pixel, for which fuzzing found a rounding to 0 and unlimited lines."""
    fitted = fit_text([write("one two three")], Extent(6, 20), FitOptions(1, 1, 0.5))
    assert fitted is not None
    assert fitted.leading >= 1


def test_a_fit_does_not_depend_on_previous_fits():
    areas = [Extent(936, h) for h in range(200, 600, 40)]
    one, fit = write(LONG), FitOptions(20, 100, 1.12, rag=True)
    together = [fit_text([one], area, fit) for area in areas]
    assert [fit_text([one], area, fit) for area in reversed(areas)][::-1] == together
    assert [fit_text([write(LONG)], area, fit) for area in areas] == together


@prove
@given(st.integers(250, 1000), st.integers(60, 700), st.sampled_from(SAMPLES), st.booleans())
def test_fitted_text_is_within_its_box(width, height, sample, rag):
    words, language, leading = sample
    paragraph = write(words, language)
    fitted = fit_text([paragraph], Extent(width, height), FitOptions(16, 90, leading, rag=rag))
    if fitted:
        assert 16 <= fitted.size <= 90
        assert fitted.width <= width + 0.01
        assert fitted.height <= height + 0.01


# -- overflow ------------------------------------------------------------------------------------------------------


def without(words: str, language: str, clusters: int) -> Paragraph:
    whole = write(words, language)
    ends = find_clusters(whole.text)
    kept = whole.text[: ends[len(ends) - clusters - 1]]
    spans = [s for s in spans_of(words)[1] if s.start < len(kept)]
    spans[-1] = replace(spans[-1], end=len(kept))
    return shape_paragraph(kept, spans, language, language_direction(language), shipped_fonts())


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
def test_overflow_is_the_minimum_number_of_clusters_to_remove(words, language, leading):
    area, fit = Extent(400, 150), FitOptions(48, 90, leading)
    paragraph = write(words, language)
    assert fit_text([paragraph], area, fit) is None
    count = count_overflow([paragraph], area, fit)
    assert 0 < count < len(find_clusters(paragraph.text))
    assert fit_text([without(words, language, count)], area, fit) is not None
    assert fit_text([without(words, language, count - 1)], area, fit) is None


def test_overflow_is_counted_over_all_paragraphs():
    area, fit = Extent(936, 100), FitOptions(40, 60, 1.2)
    assert fit_text([write(FACT)], area, fit) is not None
    count = count_overflow([write(FACT), write("And more.")], area, fit)
    assert count == len("And more.")


def test_overflow_of_a_word_that_is_too_wide_is_counted_too():
    area, fit = Extent(200, 400), FitOptions(40, 60, 1.2)
    assert fit_text([write("incomprehensibilities")], area, fit) is None
    assert 8 < count_overflow([write("incomprehensibilities")], area, fit) < 16


def test_line_widths_follow_from_the_opportunities():
    paragraph = write(FACT)
    fitted = fit_text([paragraph], Extent(936, 420), FitOptions(20, 120, 1.1))
    ends, at = [], 0
    for line in fitted.paragraphs[0]:
        at += len(line.text)
        ends.append(paragraph.word_breaks.indices.index(at))
    widths = measure_line_widths(paragraph.word_breaks, tuple(ends))
    assert [line.width for line in fitted.paragraphs[0]] == pytest.approx(widths, abs=0.03)


# -- hyphens -------------------------------------------------------------------------------------------------------

COMPOUND = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt für alle Menschen."


def write_hyphened(words: str, language: str) -> Paragraph:
    text, spans = spans_of(words)
    return shape_paragraph(text, spans, language, "ltr", shipped_fonts(), hyphenate=True)


def ends_with_hyphen(line) -> bool:
    last = line.runs[-1].glyphs[-1]
    font = shipped_fonts().open_font(line.runs[-1].font)
    return last.id == font.hb.get_nominal_glyph(ord("-"))   # Archivo's U+2010 is too wide


@pytest.mark.parametrize("rag", [False, True])
def test_a_long_word_is_hyphenated_if_it_would_reduce_the_size(rag):
    pytest.importorskip("pyphen")
    area, fit = Extent(460, 500), FitOptions(12, 96, 1.15, rag=rag)
    plain, paragraph = write(COMPOUND, "de"), write_hyphened(COMPOUND, "de")
    whole, hyphenated = fit_text([plain], area, fit), fit_text([paragraph], area, fit)
    assert hyphenated.size >= 1.12 * whole.size
    assert find_limiting_word([plain], area, whole, 96) == COMPOUND.split()[0]
    assert find_limiting_word([paragraph], area, hyphenated, 96) == ""
    lines = hyphenated.paragraphs[0]
    hyphened = [line for line in lines if ends_with_hyphen(line)]
    assert 1 <= len(hyphened) <= 4
    assert all(line.text[-1].isalpha() for line in hyphened)
    assert "".join(line.text for line in lines) == paragraph.text, "the hyphen is drawn, not written"
    assert all(line.width * hyphenated.size <= 460.01 for line in lines)
    assert all(line.right - line.width > 0.05 for line in hyphened), "half of it hangs"


def test_text_that_fits_without_hyphens_has_none():
    pytest.importorskip("pyphen")
    for words, language in ((FACT, "en"), (LONG, "en"), ("Der Menschenhandel ist ein Verbrechen.", "de")):
        for rag in (False, True):
            fit = FitOptions(20, 80, 1.15, rag=rag)
            plain, paragraph = write(words, language), write_hyphened(words, language)
            assert fit_text([paragraph], Extent(936, 420), fit) == fit_text([plain], Extent(936, 420), fit)


def test_a_hyphen_counts_towards_the_width_of_its_line():
    pytest.importorskip("pyphen")
    paragraph = write_hyphened(COMPOUND, "de")
    places = paragraph.hyphen_breaks
    assert paragraph.hyphens & set(places.indices)
    for number, end in enumerate(places.indices[1:], start=1):
        if end in paragraph.hyphens:
            line = build_lines(paragraph, places, (number, len(places.indices) - 1))[0]
            assert line.width == pytest.approx(places.end_advances[number] - places.start_advances[0], abs=0.02)


# -- number of lines, and size compared with the same text without no-break spaces ------------------------------------

WORDS = "forever protect demand survivors women freedom against courage justice together nobody always everyone rights"


@pytest.mark.parametrize("room", [(936, 700), (500, 600), (1100, 400)])
@pytest.mark.parametrize("start", range(8))
@pytest.mark.parametrize("count", [2, 4, 5, 7])
def test_there_is_at_most_one_line_above_the_minimum(start, count, room):
    text = " ".join(WORDS.split()[start : start + count]) + "."
    paragraph = write(text)
    fitted = fit_text([paragraph], Extent(*room), FitOptions(40, 116, 1.15, rag=True))
    fewest = count_min_lines(paragraph.word_breaks, room[0] / fitted.size)
    assert len(fitted.paragraphs[0]) <= fewest + 1


@pytest.mark.parametrize(("width", "size"), [(936, 116), (780, 98), (940, 124), (860, 124), (700, 98)])
def test_a_line_does_not_have_one_word_if_two_fit(width, size):
    paragraph = write("forever protect demand survivors women.")
    fitted = fit_text([paragraph], Extent(width, 900), FitOptions(40, size, 1.15, rag=True))
    assert len(fitted.paragraphs[0]) <= 4
    assert any(" " in line.text.strip() for line in fitted.paragraphs[0])


GLUED = [
    ("ru", "О том, что было дальше, рассказывает А. С. Иванова.", "О том, что было дальше, рассказывает Анна Иванова."),
    ("uk", "Про те, що було далі, розповідає О. П. Петренко.", "Про те, що було далі, розповідає Ольга Петренко."),
    ("ur", "اقوامِ متحدہ کی لائحۂ عمل کا جائزہ ہر چار سال بعد لیا جاتا ہے",
     "اقوام متہدہ کی لائحہ عملے کا جائزہ ہر چار سال بعد لیا جاتا ہے"),
    ("vi", "Nạn nhân là phụ nữ và bé gái ở mọi giai đoạn", "Nạn nhưn là phụ nử và bé gáy ở mọi giai đoàn"),
    ("fa", "او می گوید کتاب ها و خانه های بزرگ تر را از دست می دهیم",
     "او می‌گوید کتاب‌ها و خانه‌های بزرگ‌تر را از دست می‌دهیم"),
    ("am", "መንግሥታት ዓለም አቀፍ የድርጊት መርሃ ግብር ይገመግማሉ", "መንግሥታት ዓለም አቁፍ የድርጊት መርሀ ግበር ይገመግማሉ"),
    ("en", "Call +44 20 7946 0958 for help today", "Call +44.20.7946.0958 for help today"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "glued", "loose"), GLUED)
def test_no_break_rules_do_not_shrink_the_type(language, glued, loose):
    for room in ((936, 700), (936, 380), (800, 600)):
        fits = [
            fit_text([write(t, language)], Extent(*room), FitOptions(40, 116, 1.2, rag=True)) for t in (glued, loose)
        ]
        assert fits[0].size >= 0.85 * fits[1].size, room


def test_an_empty_text_at_a_fixed_size_does_not_fit():
    assert fit_text([write("")], Extent(400, 150), FitOptions(48, 48, 1.2)) is None
