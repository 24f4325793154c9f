"""Headline figures: what counts as one, how it is parted, how it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from making import BRAND, card, texts

from factcards.layout.figures import FigureText, set_figure, split_figure
from factcards.read.options import SIGN
from factcards.read.themes import read_theme
from factcards.text.glyphs import Line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("96%", ("", "96", "%")),
        ("96\u00a0%", ("", "96", "\u00a0%")),
        ("96\u202f%", ("", "96", "\u202f%")),
        ("\u206696%\u2069", ("", "96", "%")),
        ("٩٦٪", ("", "٩٦", "٪")),
        ("९६%", ("", "९६", "%")),
        ("$99", ("$", "99", "")),
        ("−$1,500", ("−$", "1,500", "")),
        ("1 in", None),
        ("5.2", ("", "5.2", "")),
        ("3,7\u00a0€", ("", "3,7", "\u00a0€")),
        ("~20", ("~", "20", "")),
        ("150\u00a0000", ("", "150\u00a0000", "")),
        ("$99 billion", None),
        ("99 milliards", None),
        ("2016–2017", None),
        ("ninety-six", None),
        ("", None),
        ("%", None),
        ("12345678901234", None),
    ],
)
def test_a_figure_is_one_number_with_its_sign_and_unit(text, parts):
    assert split_figure(text) == (FigureText(*parts) if parts else None)


def line(text: str, left: float, right: float, ascent: float, descent: float = 0.0) -> Line:
    return Line(text, (), right + 0.05, left, right, ascent, descent)


def test_parts_stand_side_by_side_by_their_ink_with_their_tops_aligned():
    sign, digits, unit = line("$", 0.04, 0.54, 0.8, 0.1), line("96", 0.05, 1.15, 0.7), line("%", 0.03, 0.83, 0.7)
    figure = set_figure(sign, digits, unit, SIGN)
    edges = [
        (x + part.left * factor, x + part.right * factor, y - part.ascent * factor, factor)
        for part, factor, x, y in figure.parts
    ]
    assert [f for *_, f in edges] == [SIGN, 1.0, SIGN]
    assert [top for _, _, top, _ in edges] == pytest.approx([0, 0, 0])
    assert edges[0][0] == pytest.approx(-0.005), "a round first stroke passes the margin by a hair"
    gaps = [b[0] - a[1] for a, b in pairwise(edges)]
    assert gaps == pytest.approx([0.03, 0.03])
    assert figure.width == pytest.approx(edges[-1][1] - 0.005), "and so does the last one"
    assert figure.height == pytest.approx(0.7)


def test_a_figure_alone_is_as_wide_and_high_as_its_ink():
    figure = set_figure(None, line("5.2", 0.06, 1.3, 0.71, 0.02), None, SIGN)
    assert (figure.width, figure.height) == pytest.approx((1.23, 0.73))


@pytest.mark.parametrize(
    ("language", "headline"), [("en", "96%"), ("fr", "96\u202f%"), ("ar", "٩٦٪"), ("hi", "९६%"), ("zh-Hans", "96%")]
)
def test_on_the_card_the_unit_is_smaller_and_hangs_from_the_top_of_the_digits(lay_out, language, headline):
    unit, digits = sorted(texts(lay_out(card("96", language, headline=headline)), "headline"), key=lambda t: t.size)
    # UAX #9 puts the sign of Arabic digits on their left, among letters; so does the figure
    assert (unit.origin.x < digits.origin.x) == (language == "ar")
    assert unit.size == pytest.approx(digits.size * SIGN, abs=1)
    assert unit.ink().y == pytest.approx(digits.ink().y, abs=1.5)
    left, right = sorted((unit.ink(), digits.ink()), key=lambda ink: ink.x)
    assert 0 < right.x - left.right < 0.06 * digits.size


def test_a_figures_ink_starts_on_the_margin(lay_out):
    digits, _ = texts(lay_out(card(headline="96%")), "headline")
    assert 72 - 0.012 * digits.size <= digits.ink().x <= 72


def test_a_figure_fills_the_width_up_to_the_largest_size(lay_out):
    wide, narrow = lay_out(card("Words.", headline="150,000")), lay_out(card("Words.", headline="7"))
    assert texts(narrow, "headline")[0].size == 500
    assert texts(wide, "headline")[0].ink().right == pytest.approx(1080 - 72, abs=8)


def test_a_theme_may_have_smaller_signs(lay_out):
    unit, digits = sorted(
        texts(lay_out(card("96", headline="96%"), theme=read_theme("figure")), "headline"), key=lambda t: t.size
    )
    assert unit.size == pytest.approx(digits.size * 0.5, abs=1)


def test_a_figure_alone_in_its_column_is_no_higher_than_its_room(lay_out):
    made = card("generated illegally each year", headline="$99 billion", brand=BRAND)
    scene = lay_out(made, "whatsapp-square", read_theme("figure"))
    highest = min(text.ink().y for text in texts(scene, "headline"))
    lowest = max(text.ink().bottom for text in texts(scene, "brand"))
    assert highest - lowest > 20
