"""Regions of pictures: extremes by rows and columns, and luminances, compared with those of every pixel."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image

from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Rect
from factcards.photos.color_bounds import search_darkest, search_lightest
from factcards.photos.regions import PhotoRegion, cut_region, put_on_white


def noise(width: int, height: int, seed: int, smooth: int = 1) -> Image.Image:
    chance, size = random.Random(seed), (max(1, width // smooth), max(1, height // smooth))
    image = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
    return image.resize((width, height), Image.Resampling.BICUBIC)


def colors_of(image: Image.Image) -> set[tuple[int, int, int]]:
    data = image.tobytes()
    return set(zip(data[0::3], data[1::3], data[2::3], strict=True))


def luminance(image: Image.Image, *, light: bool) -> float:
    return PhotoRegion(image, (0, 0), image.size).find_luminance(light=light)


@pytest.mark.parametrize("light", [True, False])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (64, 33), (31, 2)])
def test_extremes_are_those_of_every_row_and_column(size, light):
    image = noise(90, 70, 3)
    region = cut_region(image, Rect(11, 20, *size), ())
    pixels = np.asarray(image.crop((11, 20, 11 + size[0], 20 + size[1])))
    choose = np.max if light else np.min
    assert region.find_extremes(vertical=True, light=light) == choose(pixels, axis=1).tobytes()
    assert region.find_extremes(vertical=False, light=light) == choose(pixels, axis=0).tobytes()


def test_the_lines_of_a_part_are_those_that_it_touches():
    image = noise(90, 70, 4)
    region = cut_region(image, Rect(10.5, 20, 30, 18.2), ())
    assert region.corner == (10, 20)
    assert region.image.size == (31, 19)
    assert region.lines(12.5, 14.1, vertical=False) == (2, 5)
    columns, row = region.cut((2, 5), vertical=False), region.cut((10, 11), vertical=True)
    assert (columns.corner, row.corner) == ((12, 20), (10, 30))
    assert columns.image.tobytes() == image.crop((12, 20, 15, 39)).tobytes()
    assert region.lines(30, 31, vertical=True) == (10, 11)
    assert row.image.tobytes() == image.crop((10, 30, 41, 31)).tobytes()


def test_overlays_are_composited_in_order():
    image, fade = noise(40, 30, 5), Gradient((0, 0), (40, 0), ((0, Color(9, 9, 30, 255)), (1, Color(9, 9, 30, 0))))
    region = cut_region(image, Rect(0, 0, 40, 30), (fade, Color(200, 0, 0, 51)))
    for x, y in ((0, 0), (17, 9), (39, 29)):
        alpha = round(255 - 255 * (x + 0.5) / 40) / 255
        under = [own * alpha + old * (1 - alpha) for own, old in zip((9, 9, 30), image.getpixel((x, y)), strict=True)]
        wanted = [own * 0.2 + old * 0.8 for own, old in zip((200, 0, 0), under, strict=True)]
        assert region.image.getpixel((x, y)) == pytest.approx(wanted, abs=1.5)


def test_transparent_parts_are_white():
    clear = noise(20, 10, 6).convert("RGBA")
    clear.putalpha(0)
    assert colors_of(put_on_white(clear)) == {(255, 255, 255)}


@pytest.mark.parametrize(("low", "high"), [(0, 255), (0, 9), (240, 255), (80, 80), (0, 0), (255, 255)])
@pytest.mark.parametrize("smooth", [1, 4])
def test_luminances_are_those_of_all_pixels(low, high, smooth):
    image = noise(60, 40, low + smooth, smooth).point([low + (high - low) * v // 255 for v in range(256)] * 3)
    found = [Color(*color).luminance for color in colors_of(image)]
    assert luminance(image, light=True) == pytest.approx(max(found), abs=1e-12)
    assert luminance(image, light=False) == pytest.approx(min(found), abs=1e-12)


def test_luminances_of_very_many_colours_limit_those_of_all_pixels():
    image = noise(60, 40, 20, 20)
    found = [Color(*color).luminance for color in colors_of(image)]
    assert max(found) <= luminance(image, light=True) <= max(found) + 0.06
    assert min(found) - 0.06 <= luminance(image, light=False) < min(found), "rounded by at most 7 of 255"


@pytest.mark.parametrize("smooth", [1, 4, 20])
@pytest.mark.parametrize("search", [search_lightest, search_darkest])
def test_no_later_colour_exceeds_the_bound_of_a_search(search, smooth):
    steps = list(search(noise(60, 40, 8, smooth)))
    for index, (_, bound) in enumerate(steps):
        for later, _ in steps[index + 1 :]:
            for color in later:
                pairs = zip(color, bound, strict=True)
                assert all(a <= b if search is search_lightest else a >= b for a, b in pairs)
