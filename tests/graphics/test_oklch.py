"""Colours in OKLCH, compared with numbers of coloraide 8.13 (not a dependency: its import takes 0.6 s)."""

from __future__ import annotations

import random

import pytest

from factcards.graphics.color import Color, contrast_ratio, parse_color
from factcards.graphics.oklch import Oklch, adjust_lightness, to_oklch, to_srgb

KNOWN = [
    ("#e4002b", 0.5794, 0.2343, 23.93),
    ("#ffb38a", 0.8296, 0.1045, 49.17),
    ("#34112f", 0.2466, 0.0718, 333.38),
    ("#808080", 0.5999, 0.0, 0.0),
    ("#0b4fb3", 0.4537, 0.1713, 259.62),
    ("#fcc30b", 0.8449, 0.1714, 87.01),
    ("#000000", 0.0, 0.0, 0.0),
    ("#ffffff", 1.0, 0.0, 0.0),
    ("#26bde2", 0.7405, 0.1276, 219.75),
]


@pytest.mark.parametrize(("text", "lightness", "chroma", "hue"), KNOWN)
def test_colours_are_where_coloraide_has_them(text, lightness, chroma, hue):
    found = to_oklch(parse_color(text))
    assert found.lightness == pytest.approx(lightness, abs=2e-4)
    assert found.chroma == pytest.approx(chroma, abs=2e-4)
    if chroma > 0.001:
        assert found.hue == pytest.approx(hue, abs=0.1)


def test_every_colour_comes_back():
    chance = random.Random(5)
    for _ in range(500):
        color = Color(*(chance.randint(0, 255) for _ in range(3)))
        assert to_srgb(to_oklch(color)) == color


def test_colours_out_of_gamut_lose_chroma_only():
    for hue in range(0, 360, 15):
        found = to_oklch(to_srgb(Oklch(0.7, 0.4, hue)))
        assert found.lightness == pytest.approx(0.7, abs=0.005)
        assert abs((found.hue - hue + 180) % 360 - 180) < 1.5
        assert found.chroma < 0.35


def test_lightness_changes_as_little_as_possible():
    field, red = parse_color("#34112f"), parse_color("#e4002b")

    def readable(color: Color) -> bool:
        return contrast_ratio(color.luminance, field.luminance) >= 4.5

    moved = adjust_lightness(red, readable)
    assert moved is not None
    assert readable(moved)
    step = to_oklch(moved).lightness - to_oklch(red).lightness
    assert not readable(to_srgb(Oklch(to_oklch(red).lightness + step - 0.006, to_oklch(red).chroma, to_oklch(red).hue)))
    assert abs(to_oklch(moved).hue - to_oklch(red).hue) < 1.5
    assert adjust_lightness(red, lambda color: color.red > 255) is None
    assert adjust_lightness(red, lambda color: color.red >= 0) == red
