"""Solved scrims: enough contrast with every pixel behind text, with the smallest change of the photograph.

The witness is numpy on the rendered pixels; what is compared with is the smallest fixed scrim that would do.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image, ImageFilter

from factcards.draw import draw_image
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Rect, path_of_rects
from factcards.layout.photo.photo_contrast import measure_photo_colors, solve_scrim_opacity
from factcards.layout.photo.scrim_bands import (
    BANDS,
    Edge,
    Foreground,
    find_band_edges,
    solve_bands,
    solve_overlay_opacity,
)
from factcards.layout.photo.scrims import draw_gradient_scrims
from factcards.model.assets import Assets
from factcards.model.scene import Picture, Scene, Shape
from factcards.photos import PhotoLibrary, PhotoRegion
from factcards.photos.photo_files import read_photo_key

DARK, WHITE, SOFT, ACCENT = (Color(*rgb) for rgb in ((12, 18, 8), (255, 255, 255), (232, 230, 218), (255, 223, 142)))
UPRIGHT, WIDE = (360, 450), (480, 270)


def portrait(head: float, words: float) -> list[Foreground]:
    """Return a brand at the top; below headline, text, source and call, from `head` and `words` of the height on."""
    return [
        Foreground("brand", Rect(24, 24, 110, 14), WHITE, 4.5),
        Foreground("headline", Rect(24, 450 * head, 150, 50), ACCENT, 4.5),
        *(Foreground("fact", Rect(24, 450 * words + 24 * i, 300 - 40 * i, 26), WHITE, 4.5) for i in range(3)),
        Foreground("source", Rect(24, 450 * words + 80, 260, 14), SOFT, 5.0),
        Foreground("call", Rect(24, 405, 150, 22), WHITE, 4.5),
    ]


LAYOUTS: tuple[tuple[tuple[int, int], list[Foreground], tuple[Edge, ...]], ...] = (
    (UPRIGHT, portrait(0.48, 0.62), ("bottom", "top")),
    (UPRIGHT, portrait(0.60, 0.70), ("bottom", "top")),
    (UPRIGHT, portrait(0.52, 0.64)[1:], ("bottom",)),
    (
        WIDE,
        [
            Foreground("brand", Rect(22, 20, 110, 14), WHITE, 4.5),
            Foreground("credit", Rect(22, 236, 130, 12), SOFT, 5.0),
            *(Foreground("fact", Rect(262, 60 + 26 * i, 190, 26), WHITE, 4.5) for i in range(4)),
            Foreground("source", Rect(262, 172, 170, 14), SOFT, 5.0),
        ],
        ("right", "top", "bottom"),
    ),
)


def make_background(number: int, size: tuple[int, int]) -> Image.Image:
    """Return one of five kinds of photographs: gradients, noise, fine patterns, near white, near black."""
    chance = random.Random(number)
    width, height = size

    def color(low: int = 0, high: int = 255) -> tuple[int, ...]:
        return tuple(chance.randint(low, high) for _ in range(3))

    def noise(low: int, high: int, blur: float) -> Image.Image:
        raw = Image.frombytes("RGB", size, chance.randbytes(3 * width * height)).filter(ImageFilter.GaussianBlur(blur))
        return raw.point([low + (high - low) * v // 255 for v in range(256)] * 3)

    match number % 5:
        case 0:
            ramp = Image.linear_gradient("L").rotate(90 * chance.randint(0, 3)).resize(size)
            return Image.composite(Image.new("RGB", size, color()), Image.new("RGB", size, color()), ramp)
        case 1:
            return noise(0, 255, chance.choice((0, 2, 8, 20)))
        case 2:
            step = chance.randint(1, 12)
            cells = Image.frombytes("L", (2, 2), bytes((0, 255, 255, 0)))
            tile = [cells.getpixel((x // step % 2, y // step % 2)) for y in range(height) for x in range(width)]
            mask = Image.frombytes("L", size, bytes(tile))
            return Image.composite(Image.new("RGB", size, color()), Image.new("RGB", size, color()), mask)
        case 3:
            return noise(225, 255, chance.choice((0, 3)))
        case _:
            return noise(0, 40, chance.choice((0, 3)))


def render(scene_of: Picture, shapes: list[Shape], photos: PhotoLibrary) -> np.ndarray:
    area = scene_of.area
    scene = Scene(int(area.width), int(area.height), (scene_of, *shapes), "en", "", area)
    return np.asarray(draw_image(scene, Assets(None, photos)))  # type: ignore[arg-type]


def luminance(pixels: np.ndarray) -> np.ndarray:
    part = pixels / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)


def worst_contrast(pixels: np.ndarray, foregrounds: list[Foreground]) -> float:
    """Return the lowest contrast of all foregrounds, relative to the required one."""
    shares = []
    for foreground in foregrounds:
        r = foreground.region
        part = luminance(pixels[int(r.y) : int(np.ceil(r.bottom)), int(r.x) : int(np.ceil(r.right))])
        shares.append((foreground.color.luminance + 0.05) / (part.max() + 0.05) / foreground.ratio)
    return min(shares)


def fixed_shapes(size: tuple[int, int], wide: bool, factor: float) -> list[Shape]:
    """Return the fixed gradients of earlier themes, with their opacity multiplied."""
    area = Rect(0, 0, *size)

    def shape(start: tuple[float, float], end: tuple[float, float], *stops: tuple[float, float]) -> Shape:
        colors = tuple((at, Color(*DARK.rgb, min(255, round(255 * factor * alpha)))) for at, alpha in stops)
        return Shape(path_of_rects([area]), Gradient(start, end, colors))

    width, height = size
    if wide:
        return [shape((width, 0), (width * 0.32, 0), (0, 0.9), (0.53, 0.84), (1, 0)),
                shape((0, 0), (0, height * 0.27), (0, 0.62), (1, 0)),
                shape((0, height), (0, height * 0.73), (0, 0.62), (1, 0))]
    return [shape((0, height), (0, height * 0.28), (0, 0.96), (0.5, 0.92), (0.72, 0.78), (1, 0)),
            shape((0, 0), (0, height * 240 / 1350), (0, 0.62), (1, 0))]


def least_fixed(picture: Picture, foregrounds: list[Foreground], wide: bool, photos: PhotoLibrary) -> np.ndarray | None:
    """Return the photograph under the weakest sufficient fixed gradients, or None if no opacity suffices."""
    size = (int(picture.area.width), int(picture.area.height))
    low, high = 0.0, 24.0
    if worst_contrast(render(picture, fixed_shapes(size, wide, high), photos), foregrounds) < 1:
        return None
    for _ in range(9):
        middle = (low + high) / 2
        enough = worst_contrast(render(picture, fixed_shapes(size, wide, middle), photos), foregrounds) >= 1
        low, high = (low, middle) if enough else (middle, high)
    return render(picture, fixed_shapes(size, wide, high), photos)


class Verdict(NamedTuple):
    """The worst contrast under our scrim, and how much each kind of scrim changes the photograph.

    `contrast` is relative to the required one. The changes are the mean differences of a channel, 0 to 255; `fixed` is
    None if no fixed gradient suffices.
    """

    contrast: float
    ours: float
    even: float
    fixed: float | None


def judge(number: int, folder: Path) -> Verdict:
    """Compare our scrim with an even overlay and with the fixed gradients on one background."""
    size, foregrounds, edges = LAYOUTS[number // 5 % len(LAYOUTS)]
    make_background(number, size).save(folder / f"{number}.png")
    key, photos = read_photo_key(folder / f"{number}.png"), PhotoLibrary()
    picture = Picture(key, Rect(0, 0, *size), Rect(0, 0, *size))
    before = render(picture, [], photos)
    shapes = draw_gradient_scrims(picture, foregrounds, DARK, edges, 0.2, photos)
    ours = render(picture, shapes, photos)
    alpha = round(255 * solve_overlay_opacity(picture, foregrounds, DARK, photos))
    even = render(picture, [Shape(path_of_rects([picture.area]), Color(*DARK.rgb, alpha))], photos)
    fixed = least_fixed(picture, foregrounds, size == WIDE, photos)

    def darker(after: np.ndarray) -> float:
        return float(np.abs(before.astype(float) - after).mean())

    contrast = worst_contrast(ours, foregrounds)
    return Verdict(contrast, darker(ours), darker(even), None if fixed is None else darker(fixed))


def prove(number: int, folder: Path) -> Verdict:
    verdict = judge(number, folder)
    contrast, ours, even, _ = verdict
    assert contrast >= 1 - 1e-9, f"background {number}: a contrast of {contrast:.3f} of what is needed"
    assert ours <= even + 1e-9, f"background {number}: darker than an even overlay: {ours:.2f}, {even:.2f}"
    if even > 0:
        assert ours < even
    return verdict


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 8, 16, 17])
def test_text_has_contrast_with_less_scrim_than_a_fixed_one(tmp_path, number):
    verdict = prove(number, tmp_path)
    assert verdict.fixed is None or verdict.ours <= verdict.fixed


@pytest.mark.sweep
@pytest.mark.parametrize("first", range(0, 300, 30))
def test_scrim_changes_a_photograph_less_than_an_even_or_fixed_one(tmp_path, first):
    verdicts = [prove(number, tmp_path) for number in range(first, first + 30)]
    ours, even = fmean(v.ours for v in verdicts), fmean(v.even for v in verdicts)
    pairs = [(v.ours, v.fixed) for v in verdicts if v.fixed is not None]
    ours_beside_fixed, fixed = map(fmean, zip(*pairs, strict=True))
    print(f"lowest contrast {min(v.contrast for v in verdicts):.3f}; "
          f"mean change of 255: solved {ours:.2f}, even {even:.2f}; "
          f"on {len(pairs)} backgrounds solved {ours_beside_fixed:.2f}, fixed gradient {fixed:.2f}; "
          f"worse than the fixed one on {sum(one > other + 1e-9 for one, other in pairs)}")
    assert ours < even
    assert ours_beside_fixed < fixed


def test_scrim_decreases_smoothly_from_its_edge(tmp_path):
    for number in (1, 3, 8, 13):
        size, foregrounds, edges = LAYOUTS[number // 5 % len(LAYOUTS)]
        make_background(number, size).save(tmp_path / "a.png")
        picture = Picture(read_photo_key(tmp_path / "a.png"), Rect(0, 0, *size), Rect(0, 0, *size))
        scrims = draw_gradient_scrims(picture, foregrounds, DARK, edges, 0.2, PhotoLibrary())
        assert scrims
        for shape in scrims:
            assert isinstance(shape.fill, Gradient)
            alphas = [color.alpha for _, color in shape.fill.stops]
            assert alphas == sorted(alphas, reverse=True)
            falls = [a - b for a, b in pairwise(alphas)]
            assert max(falls) <= 255 * 0.2, "a fade of a fifth falls in at least five bands"


def test_text_with_enough_contrast_gets_no_scrim(tmp_path):
    Image.new("RGB", UPRIGHT, "#101810").save(tmp_path / "a.png")
    picture = Picture(read_photo_key(tmp_path / "a.png"), Rect(0, 0, *UPRIGHT), Rect(0, 0, *UPRIGHT))
    assert draw_gradient_scrims(picture, portrait(0.5, 0.6), DARK, ("bottom", "top"), 0.2, PhotoLibrary()) == []


def test_brand_has_a_separate_scrim_from_its_own_edge(tmp_path):
    Image.new("RGB", UPRIGHT, "white").save(tmp_path / "a.png")
    picture = Picture(read_photo_key(tmp_path / "a.png"), Rect(0, 0, *UPRIGHT), Rect(0, 0, *UPRIGHT))
    low, top = draw_gradient_scrims(picture, portrait(0.6, 0.7), DARK, ("bottom", "top"), 0.2, PhotoLibrary())
    assert isinstance(low.fill, Gradient)
    assert isinstance(top.fill, Gradient)
    assert low.fill.end[1] > top.fill.end[1], "between them the photograph is as it was"


def white(folder: Path) -> Picture:
    Image.new("RGB", UPRIGHT, "white").save(folder / "a.png")
    return Picture(read_photo_key(folder / "a.png"), Rect(0, 0, *UPRIGHT), Rect(0, 0, *UPRIGHT))


@pytest.mark.parametrize("x", [24, 226])
def test_brand_near_a_corner_leaves_the_rest_of_the_edge_light(tmp_path, x):
    picture, photos = white(tmp_path), PhotoLibrary()
    brand = Foreground("brand", Rect(x, 24, 110, 14), WHITE, 4.5)
    _, corner = draw_gradient_scrims(picture, [brand, *portrait(0.6, 0.7)[1:]], DARK, ("bottom", "top"), 0.1, photos)
    assert isinstance(corner.fill, Gradient)
    assert corner.fill.is_radial
    assert corner.fill.start == (0 if x < 180 else 360, 0)
    pixels = luminance(render(picture, [corner], photos))
    assert pixels[30, 300 if x < 180 else 60] > 0.95, "the other half at its height"
    assert worst_contrast(render(picture, [corner], photos), [brand]) >= 1


def test_brand_in_the_middle_gets_a_scrim_from_the_whole_edge(tmp_path):
    brand = Foreground("brand", Rect(120, 24, 110, 14), WHITE, 4.5)
    picture, photos = white(tmp_path), PhotoLibrary()
    _, top = draw_gradient_scrims(picture, [brand, *portrait(0.6, 0.7)[1:]], DARK, ("bottom", "top"), 0.1, photos)
    assert isinstance(top.fill, Gradient)
    assert not top.fill.is_radial


def test_edge_opacity_raises_the_scrim_without_extending_it(tmp_path):
    picture, photos = white(tmp_path), PhotoLibrary()
    words = portrait(0.6, 0.7)[1:]
    (plain,) = draw_gradient_scrims(picture, words, DARK, ("bottom",), 0.2, photos)
    (deep,) = draw_gradient_scrims(picture, words, DARK, ("bottom",), 0.2, photos, 0.96)
    assert isinstance(plain.fill, Gradient)
    assert isinstance(deep.fill, Gradient)
    assert deep.fill.end == plain.fill.end
    alphas = [color.alpha for _, color in deep.fill.stops]
    assert alphas[0] == round(255 * 0.96)
    assert alphas == sorted(alphas, reverse=True)
    assert all(a >= color.alpha for a, (_, color) in zip(alphas, plain.fill.stops, strict=True))
    assert alphas[-5:] == [color.alpha for _, color in plain.fill.stops[-5:]], "the fade is as it was"


def test_edge_opacity_has_no_effect_without_text(tmp_path):
    Image.new("RGB", UPRIGHT, "#101810").save(tmp_path / "a.png")
    picture = Picture(read_photo_key(tmp_path / "a.png"), Rect(0, 0, *UPRIGHT), Rect(0, 0, *UPRIGHT))
    assert draw_gradient_scrims(picture, portrait(0.5, 0.6), DARK, ("bottom",), 0.2, PhotoLibrary(), 0.96) == []


@pytest.mark.parametrize("number", [*range(20), 35, 36, 37, 38, 39])
def test_parts_that_are_not_searched_would_not_change_the_result(tmp_path, monkeypatch, number):
    """The scrims equal those of a search of every pixel of every band."""
    size, foregrounds, edges = LAYOUTS[number // 5 % len(LAYOUTS)]
    make_background(number, size).save(tmp_path / "a.png")
    picture = Picture(read_photo_key(tmp_path / "a.png"), Rect(0, 0, *size), Rect(0, 0, *size))

    def solve() -> tuple[list[Shape], float]:
        scrims = draw_gradient_scrims(picture, foregrounds, DARK, edges, 0.2, PhotoLibrary())
        return scrims, solve_overlay_opacity(picture, foregrounds, DARK, PhotoLibrary())

    quick = solve()
    searched = []
    search = PhotoRegion.search
    monkeypatch.setattr(PhotoRegion, "search", lambda *a, **k: searched.append(a) or search(*a, **k))
    solve()
    few = len(searched)
    monkeypatch.setattr(PhotoRegion, "find_extremes", lambda *_, **__: b"\xff" * 3 * max(size))
    assert solve() == quick
    assert len(searched) - few >= few, "and more was searched for it"


@pytest.mark.parametrize("number", [*range(20), 35, 36, 37, 38, 39])
@pytest.mark.parametrize("colors", [(DARK, WHITE), (SOFT, DARK)])
def test_the_opacities_of_bands_are_those_of_all_their_pixels(tmp_path, number, colors):
    size, layout, edges = LAYOUTS[number // 5 % len(LAYOUTS)]
    make_background(number, size).save(tmp_path / "a.png")
    area, photos, scrim = Rect(0, 0, *size), PhotoLibrary(), colors[0]
    picture = Picture(read_photo_key(tmp_path / "a.png"), area, area)
    foregrounds = [replace(each, color=colors[1]) for each in layout]
    for edge in edges:
        wanted, needed, cuts = list[float](), 0.0, find_band_edges(area, edge)
        for a, b in pairwise(reversed(cuts)):
            upright = edge in ("top", "bottom")
            band = Rect(0, min(a, b), size[0], abs(b - a)) if upright else Rect(min(a, b), 0, abs(b - a), size[1])
            for each in foregrounds:
                part = each.region.intersection(band)
                if part.width > 0 and part.height > 0:
                    behind = measure_photo_colors(picture, part, photos)
                    needed = max(needed, solve_scrim_opacity(behind, each.color, scrim, each.ratio))
            wanted.append(needed)
        assert len(wanted) == BANDS
        assert solve_bands(picture, foregrounds, scrim, edge, photos) == wanted[::-1]


@pytest.mark.parametrize("number", range(10))
def test_even_overlay_has_the_lowest_sufficient_opacity(tmp_path, number):
    image = make_background(number, UPRIGHT)
    image.save(tmp_path / "a.png")
    picture = Picture(read_photo_key(tmp_path / "a.png"), Rect(0, 0, *UPRIGHT), Rect(0, 0, *UPRIGHT))
    foregrounds = portrait(0.5, 0.6)
    alpha = round(255 * solve_overlay_opacity(picture, foregrounds, DARK, PhotoLibrary()))
    for step, enough in ((0, True), (-1, False)):
        if alpha + step >= 0:
            overlay = Shape(path_of_rects([picture.area]), Color(*DARK.rgb, alpha + step))
            assert (worst_contrast(render(picture, [overlay], PhotoLibrary()), foregrounds) >= 1) == enough
