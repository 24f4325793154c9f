"""Headline figures: which headlines are figures, how they are split, and how they are placed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from support.cards import BRAND, card, texts

from factcards.layout.typesetting.figure_lockups import FigureText, lay_out_figure, split_figure, split_lockup
from factcards.read.themes.theme_reader import list_theme_names, read_theme
from factcards.read.themes.theme_schema import SIGN_SIZE
from factcards.text.glyphs import Line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("96%", ("", "96", "%")),
        ("96\u00a0%", ("", "96", "\u00a0%")),
        ("96\u202f%", ("", "96", "\u202f%")),
        ("\u206696%\u2069", ("", "96", "%")),
        ("\u202d٩٦٪\u202c", ("", "٩٦", "٪")),
        ("\u200f\u2066٩٦٪\u2069\u200e", ("", "٩٦", "٪")),
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
        ("10⁶", ("", "10⁶", "")), ("3×10⁶", ("", "3×10⁶", "")), ("1½", ("", "1½", "")), ("1 ½", ("", "1 ½", "")),
        ("½", ("", "½", "")), ("1990s", ("", "1990s", "")), ("1.º", ("", "1.º", "")), ("1ª", ("", "1ª", "")),
        ("1-й", ("", "1-й", "")), ("1:a", ("", "1:a", "")), (".5", ("", ".5", "")), ("100+", ("", "100", "+")),
        ("21st", ("", "21", "st")), ("2ⁿᵈ", ("", "2", "nd")), ("1er", ("", "1", "er")), ("21ème", ("", "21", "ème")),
        ("US$5", ("US$", "5", "")), ("%96", ("%", "96", "")), ("EUR 5", ("EUR ", "5", "")), ("20°", ("", "20", "°")),
        ("35 °C", ("", "35", " °C")), ("117,300,000", ("", "117,300,000", "")), ("-40%", ("-", "40", "%")),
        ("15 mg", ("", "15", " mg", False)), ("50\u00a0m²", ("", "50", "\u00a0m²", False)),
        ("7,000 km/h", ("", "7,000", " km/h", False)), ("5 кг", ("", "5", " кг", False)),
        ("$99bn", ("$", "99", "bn", False)), ("5M", ("", "5", "M", False)), ("500 kr", ("", "500", " kr", False)),
        ("1 in 11", None), ("24/7", None), ("50%-60%", None), ("COVID-19", None), ("9-11", None), ("A4", None),
        ("7-year-olds", None), ("+20 2 25266000", None), ("0800 11600", None), ("2017-05-12", None),
    ],
)  # fmt: skip
def test_a_figure_is_one_quantity_with_its_sign_and_unit(text, parts):
    assert split_figure(text) == (FigureText(*parts) if parts else None)


@pytest.mark.parametrize(
    ("text", "number", "word"),
    [
        ("10⁶ women", "10⁶", "women"), ("1½ million", "1½", "million"), ("21st century", "21st", "century"),
        ("The 1990s", "1990s", "The"), ("2ⁿᵈ largest", "2nd", "largest"), ("1er ministre", "1er", "ministre"),
        ("1.º lugar", "1.º", "lugar"), ("15 mg of mercury", "15 mg", "of mercury"), ("5 kg of CO₂", "5 kg", "of CO₂"),
        ("96% of girls", "96%", "of girls"), ("US$5 million", "US$5", "million"), ("990亿美元", "990", "亿美元"),
        ("99가지", "99", "가지"), ("10 คน", "10", "คน"), ("٩٩ مليار", "٩٩", "مليار"), ("₹50 करोड़", "₹50", "करोड़"),
    ],
)  # fmt: skip
def test_a_lockups_number_is_the_whole_quantity(text, number, word):
    found = split_lockup(text)
    assert found
    figure = found.figure
    assert ("".join((figure.sign, figure.digits, figure.unit)), found.word) == (number, word)


@pytest.mark.parametrize("text", ["7-year-old girls", "21. Jahrhundert", "1 in 11 girls", "50%–60% of us", "A4 sheets"])
def test_characters_next_to_a_number_are_never_separated_from_it(text):
    assert split_figure(text) is split_lockup(text) is None


TOKENS = {
    "10⁶ women": "10⁶", "1½ million": "1½", "21st century": "21st", "1990s": "1990s", "2ⁿᵈ largest": "2nd",
    "1.º lugar": "1.º", "1er ministre": "1er", "15 mg": "15mg", "50 m² of land": "50m²", "7,000 km/h": "7,000km/h",
    "3×10⁶ births": "3×10⁶", "US$5 million": "US$5",
}  # fmt: skip


@pytest.mark.parametrize("theme", list_theme_names())
@pytest.mark.parametrize("head", TOKENS)
def test_the_headlines_first_line_holds_the_whole_quantity_in_its_own_case(theme, head, lay_out):
    found = texts(lay_out(card("count", headline=head), theme=read_theme(theme)), "headline")
    joined, first = "", found[0].ink_rect()
    for text in found:
        if text.ink_rect().y < first.bottom and text.ink_rect().bottom > first.y:
            joined += text.line.text
    plain = joined.replace(" ", "").replace("\u00a0", "").replace("ⁿᵈ", "nd")
    assert plain.startswith(TOKENS[head])


@pytest.mark.parametrize(("head", "unit"), [("15 mg", "mg"), ("5 кг", "кг"), ("$99bn", "bn"), ("500 kr", "kr")])
def test_a_unit_symbol_is_on_the_baseline_and_smaller(head, unit, lay_out):
    found = texts(lay_out(card("count", "ru" if "кг" in head else "en", headline=head)), "headline")
    symbol = next(text for text in found if text.line.text.strip() == unit)
    digits = max(found, key=lambda text: text.size)
    assert symbol.origin.y == digits.origin.y
    assert symbol.size == pytest.approx(digits.size * SIGN_SIZE, abs=1)
    assert digits.ink_rect().right < symbol.ink_rect().x


def line(text: str, left: float, right: float, ascent: float, descent: float = 0.0) -> Line:
    return Line(text, (), right + 0.05, left, right, ascent, descent)


def test_parts_are_side_by_side_by_their_ink_with_tops_aligned():
    sign, digits, unit = line("$", 0.04, 0.54, 0.8, 0.1), line("96", 0.05, 1.15, 0.7), line("%", 0.03, 0.83, 0.7)
    figure = lay_out_figure(sign, digits, unit, SIGN_SIZE)
    edges = [
        (x + part.left * factor, x + part.right * factor, y - part.ascent * factor, factor)
        for part, factor, x, y in figure.parts
    ]
    assert [f for *_, f in edges] == [SIGN_SIZE, 1.0, SIGN_SIZE]
    assert [top for _, _, top, _ in edges] == pytest.approx([0, 0, 0])
    assert edges[0][0] == pytest.approx(-0.005), "a round first stroke has overshoot"
    gaps = [b[0] - a[1] for a, b in pairwise(edges)]
    assert gaps == pytest.approx([0.03, 0.03])
    assert figure.width == pytest.approx(edges[-1][1] - 0.005), "the last one has overshoot, too"
    assert figure.height == pytest.approx(0.7)


def test_a_figure_alone_is_as_wide_and_high_as_its_ink():
    figure = lay_out_figure(None, line("5.2", 0.06, 1.3, 0.71, 0.02), None, SIGN_SIZE)
    assert (figure.width, figure.height) == pytest.approx((1.23, 0.73))


@pytest.mark.parametrize(
    ("language", "headline"), [("en", "96%"), ("fr", "96\u202f%"), ("ar", "٩٦٪"), ("hi", "९६%"), ("zh-Hans", "96%")]
)
def test_on_the_card_the_unit_is_smaller_and_hangs_from_the_top_of_the_digits(lay_out, language, headline):
    unit, digits = sorted(texts(lay_out(card("96", language, headline=headline)), "headline"), key=lambda t: t.size)
    # UAX #9 places the sign of Arabic digits on their left, among letters; so does the figure
    assert (unit.origin.x < digits.origin.x) == (language == "ar")
    assert unit.size == pytest.approx(digits.size * SIGN_SIZE, abs=1)
    assert unit.ink_rect().y == pytest.approx(digits.ink_rect().y, abs=1.5)
    left, right = sorted((unit.ink_rect(), digits.ink_rect()), key=lambda ink: ink.x)
    assert 0 < right.x - left.right < 0.06 * digits.size


def test_a_figures_ink_starts_on_the_margin(lay_out):
    digits, _ = texts(lay_out(card(headline="96%")), "headline")
    assert 72 - 0.012 * digits.size <= digits.ink_rect().x <= 72


def test_a_figure_fills_the_width_up_to_the_largest_size(lay_out):
    wide, narrow = lay_out(card("Words.", headline="150,000")), lay_out(card("Words.", headline="7"))
    assert texts(narrow, "headline")[0].size == 500
    assert texts(wide, "headline")[0].ink_rect().right == pytest.approx(1080 - 72, abs=8)


def test_a_theme_may_have_smaller_signs(lay_out):
    unit, digits = sorted(
        texts(lay_out(card("96", headline="96%"), theme=read_theme("figure")), "headline"), key=lambda t: t.size
    )
    assert unit.size == pytest.approx(digits.size * 0.5, abs=1)


def test_a_figure_alone_in_its_column_fits_its_height(lay_out):
    made = card("generated illegally each year", headline="$99 billion", brand=BRAND)
    scene = lay_out(made, "whatsapp-square", read_theme("figure"))
    highest = min(text.ink_rect().y for text in texts(scene, "headline"))
    lowest = max(text.ink_rect().bottom for text in texts(scene, "brand"))
    assert highest - lowest > 20
