"""Colours: parsing and writing, and contrast by WCAG."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.graphics.color import Color, contrast_ratio, parse_color, to_linear

part = st.integers(0, 255)
colors = st.builds(Color, part, part, part, part)


@given(colors)
def test_colour_survives_writing_and_parsing(color):
    assert parse_color(str(color)) == color
    assert parse_color(str(color).upper().replace("#", "#")) == color


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#fff", Color(255, 255, 255)),
        ("#0aF", Color(0, 170, 255)),
        ("#34112f", Color(52, 17, 47)),
        ("#00000080", Color(0, 0, 0, 128)),
    ],
)
def test_colour_of_three_six_or_eight_digits_is_parsed(text, color):
    assert parse_color(text) == color


@pytest.mark.parametrize("text", ["", "fff", "#ff", "#ffff", "#ggg", "red", "#fffffff", "#fff\n", "＃fff", "#١١١"])
def test_anything_else_is_refused_and_named(text):
    with pytest.raises(ValueError) as refused:
        parse_color(text)
    assert str(refused.value) == f"`{text}` is not a colour: write #rgb, #rrggbb or #rrggbbaa"


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    # the last four are from WebAIM's contrast checker
    [("#000", "#fff", 21.0), ("#fff", "#fff", 1.0), ("#777", "#fff", 4.48), ("#767676", "#fff", 4.54),
     ("#FFB38A", "#34112F", 9.5), ("#6B4A63", "#FBF5EC", 7.0)],
)  # fmt: skip
def test_contrast_ratio_is_that_of_wcag(first, second, ratio):
    a, b = parse_color(first).luminance, parse_color(second).luminance
    assert contrast_ratio(a, b) == contrast_ratio(b, a) == pytest.approx(ratio, abs=0.05)


def test_luminance_ends_and_weights():
    assert Color(0, 0, 0).luminance == 0
    assert Color(255, 255, 255).luminance == pytest.approx(1)
    assert Color(0, 255, 0).luminance > Color(255, 0, 0).luminance > Color(0, 0, 255).luminance


def test_linear_light_is_continuous_and_rises():
    values = [to_linear(v) for v in range(256)]
    assert values == sorted(values)
    assert values[10] == pytest.approx(10 / 255 / 12.92)
    assert values[11] == pytest.approx(0.00335, abs=1e-5)


@given(colors, st.builds(Color, part, part, part))
def test_translucent_colour_is_between_its_own_and_the_background(overlay, background):
    blended = overlay.over(background)
    assert blended.alpha == 255
    for own, under, found in zip(overlay.rgb, background.rgb, blended.rgb, strict=True):
        assert min(own, under) <= found <= max(own, under)
    assert Color(*overlay.rgb, 255).over(background).rgb == overlay.rgb
    assert Color(*overlay.rgb, 0).over(background) == background
