"""Words are set at the largest size that fits, or at the best rag near it; and what is too much is counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from writing import show_lines, spans_of, write

from factcards.geometry import Extent
from factcards.text import Fit, Paragraph, clusters_too_many, fit_text, language_direction, shape_paragraph
from factcards.text.breaks import find_clusters
from factcards.text.choose import line_widths, rag_cost
from factcards.text.fonts import shipped_fonts
from factcards.text.lines import build_lines

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


def fits(paragraph: Paragraph, area: Extent, fit: Fit, size: int) -> bool:
    """Whether some choice of breaks fits at a size, by trying every one."""
    places = paragraph.places
    last = len(places.ends) - 1
    for count in range(last):
        for inner in combinations(range(1, last), count):
            lines = build_lines(paragraph, places, (*inner, last))
            height = (lines[0].ascent + (len(lines) - 1) * fit.leading + lines[-1].descent) * size
            if max(line.width for line in lines) * size <= area.width + 0.01 and height <= area.height + 0.01:
                return True
    return False


@pytest.mark.parametrize("words", ["women own one sum we are now", "aa nnn mm. ooo, w ee zz", "mmmm a mm a mmmm"])
@pytest.mark.parametrize("area", [Extent(300, 90), Extent(300, 130), Extent(220, 200), Extent(500, 60)])
def test_the_size_is_the_largest_at_which_any_choice_of_breaks_fits(words, area):
    paragraph, fit = write(words), Fit(12, 90, 1.1)
    fitted = fit_text([paragraph], area, fit)
    largest = next((s for s in range(90, 11, -1) if fits(paragraph, area, fit, s)), None)
    assert (fitted.size if fitted else None) == largest


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
@pytest.mark.parametrize("rag", [False, True])
@pytest.mark.parametrize("area", [Extent(936, 420), Extent(500, 500), Extent(1200, 200)])
def test_words_stay_in_their_area_and_are_all_there(words, language, leading, rag, area):
    paragraph = write(words, language)
    fitted = fit_text([paragraph], area, Fit(20, 120, leading, rag=rag))
    assert fitted is not None
    (lines,) = fitted.paragraphs
    assert "".join(line.text for line in lines) == paragraph.text
    assert fitted.width <= area.width + 0.01
    assert fitted.height <= area.height + 0.01
    baselines = [y for y, _ in fitted.baselines()]
    assert baselines[0] == pytest.approx(lines[0].ascent * fitted.size)
    assert baselines[-1] + lines[-1].descent * fitted.size == pytest.approx(fitted.height)


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
def test_a_better_rag_costs_at_most_a_quarter_of_the_size(words, language, leading):
    paragraph, area = write(words, language), Extent(936, 420)
    plain = fit_text([paragraph], area, Fit(20, 120, leading))
    ragged = fit_text([paragraph], area, Fit(20, 120, leading, rag=True))
    assert 0.75 * plain.size <= ragged.size <= plain.size
    costs = []
    for fitted in (plain, ragged):
        ends, at = [], 0
        for line in fitted.paragraphs[0]:
            at += len(line.text)
            ends.append(paragraph.places.ends.index(at))
        costs.append(rag_cost(paragraph.places, tuple(ends)) + 0.75 * (1 - fitted.size / plain.size))
    assert costs[1] <= costs[0] + 0.04


def test_the_lines_follow_the_sense():
    """The example of the design notes: “have / signed the / … / not.” became this."""
    words = "**171 countries** have signed on to the Palermo Protocol. **21 governments** have not."
    lines = show_lines(fit_text([write(words)], Extent(936, 420), Fit(44, 76, 1.1, rag=True)).paragraphs[0])
    assert any(line.endswith("Protocol.") for line in lines)
    assert lines[-1] in ("have not.", "21 governments have not.")


def test_a_limit_of_lines_is_kept():
    fitted = fit_text([write(LONG)], Extent(900, 900), Fit(10, 90, 1.2, lines=3))
    assert len(fitted.paragraphs[0]) <= 3


def test_paragraphs_stand_a_gap_apart():
    fitted = fit_text([write(FACT), write(FACT)], Extent(936, 600), Fit(30, 60, 1.2, gap=0.5))
    baselines, first = [y for y, _ in fitted.baselines()], len(fitted.paragraphs[0])
    above, below = baselines[first - 1 : first + 1]
    assert below - above == pytest.approx((fitted.leading + 0.5) * fitted.size)


def test_ink_of_one_line_never_touches_the_next():
    for words, language, _ in SAMPLES:
        fitted = fit_text([write(words, language)], Extent(600, 900), Fit(20, 120, 0.7))
        lines = [line for block in fitted.paragraphs for line in block]
        assert all(a.descent + b.ascent < fitted.leading for a, b in pairwise(lines))


def test_phrases_stay_whole_in_a_headline():
    paragraph = write("人身取引の被害者の96%は女性です。", "ja")
    fitted = fit_text([paragraph], Extent(400, 300), Fit(20, 120, 1.2))
    ends, at = set(), 0
    for line in fitted.paragraphs[0]:
        at += len(line.text)
        ends.add(at)
    assert ends <= set(paragraph.phrases.ends)
    assert fit_text([paragraph], Extent(400, 60), Fit(50, 50, 1.2)) is None
    assert fit_text([write("인신매매피해자의", "ko")], Extent(200, 200), Fit(40, 60, 1.2)) is not None


def test_no_rag_is_worth_a_size_below_the_smallest():
    for words, language, leading in SAMPLES:
        paragraph = write(words, language)
        for height in range(150, 600, 30):
            fitted = fit_text([paragraph], Extent(700, height), Fit(48, 60, leading, rag=True))
            assert fitted is None or 48 <= fitted.size <= 60


def test_nothing_fits_nowhere():
    assert fit_text([write(LONG)], Extent(100, 100), Fit(40, 60, 1.2)) is None
    assert fit_text([write("incomprehensibilities")], Extent(100, 900), Fit(40, 60, 1.2)) is None


def test_a_fit_does_not_depend_on_the_ones_before():
    areas = [Extent(936, h) for h in range(200, 600, 40)]
    one, fit = write(LONG), Fit(20, 100, 1.12, rag=True)
    together = [fit_text([one], area, fit) for area in areas]
    assert [fit_text([one], area, fit) for area in reversed(areas)][::-1] == together
    assert [fit_text([write(LONG)], area, fit) for area in areas] == together


@prove
@given(st.integers(250, 1000), st.integers(60, 700), st.sampled_from(SAMPLES), st.booleans())
def test_what_is_fitted_fits(width, height, sample, rag):
    words, language, leading = sample
    paragraph = write(words, language)
    fitted = fit_text([paragraph], Extent(width, height), Fit(16, 90, leading, rag=rag))
    if fitted:
        assert 16 <= fitted.size <= 90
        assert fitted.width <= width + 0.01
        assert fitted.height <= height + 0.01


# -- what is too much ----------------------------------------------------------------------------------------------


def without(words: str, language: str, clusters: int) -> Paragraph:
    whole = write(words, language)
    ends = find_clusters(whole.text)
    kept = whole.text[: ends[len(ends) - clusters - 1]]
    spans = [s for s in spans_of(words)[1] if s.start < len(kept)]
    spans[-1] = replace(spans[-1], end=len(kept))
    return shape_paragraph(kept, spans, language, language_direction(language), shipped_fonts())


@pytest.mark.parametrize(("words", "language", "leading"), SAMPLES)
def test_the_clusters_too_many_are_the_least_whose_removal_makes_it_fit(words, language, leading):
    area, fit = Extent(400, 150), Fit(48, 90, leading)
    paragraph = write(words, language)
    assert fit_text([paragraph], area, fit) is None
    count = clusters_too_many([paragraph], area, fit)
    assert 0 < count < len(find_clusters(paragraph.text))
    smallest = Fit(48, 48, leading)
    assert fit_text([without(words, language, count)], area, smallest) is not None
    assert fit_text([without(words, language, count - 1)], area, smallest) is None


def test_clusters_are_counted_over_all_paragraphs():
    area, fit = Extent(936, 100), Fit(40, 60, 1.2)
    assert fit_text([write(FACT)], area, fit) is not None
    count = clusters_too_many([write(FACT), write("And more.")], area, fit)
    assert count == len("And more.")


def test_a_word_too_wide_is_counted_to_where_it_fits():
    area, fit = Extent(200, 400), Fit(40, 60, 1.2)
    assert fit_text([write("incomprehensibilities")], area, fit) is None
    assert 8 < clusters_too_many([write("incomprehensibilities")], area, fit) < 16


def test_widths_are_those_of_the_places():
    paragraph = write(FACT)
    fitted = fit_text([paragraph], Extent(936, 420), Fit(20, 120, 1.1))
    ends, at = [], 0
    for line in fitted.paragraphs[0]:
        at += len(line.text)
        ends.append(paragraph.places.ends.index(at))
    widths = line_widths(paragraph.places, tuple(ends))
    assert [line.width for line in fitted.paragraphs[0]] == pytest.approx(widths, abs=0.03)
