"""Photographs behind text: the crop shows its focus, and the scrim is exactly sufficient at every pixel."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from factcards.graphics.color import Color, Gradient, contrast_ratio
from factcards.graphics.geometry import Rect
from factcards.layout.photo.photo_contrast import (
    crop_to_cover,
    find_blurred_photo,
    measure_paint_colors,
    measure_photo_colors,
    merge_colors,
    overlay_colors,
    solve_scrim_opacity,
    to_backdrop,
)
from factcards.model.scene import Picture
from factcards.photos import ColorBounds, PhotoKey, PhotoLibrary
from factcards.photos.photo_files import read_photo_key

WHITE, DARK, PAPER, INK = Color(255, 255, 255), Color(12, 18, 8), Color(255, 251, 240), Color(20, 26, 14)
WIDE, TALL = PhotoKey("w", 4000, 2000), PhotoKey("t", 2000, 4000)


def test_crop_has_the_ratio_of_its_area_and_is_as_large_as_possible():
    assert crop_to_cover(WIDE, Rect(0, 0, 100, 100)) == Rect(1000, 0, 2000, 2000)
    assert crop_to_cover(TALL, Rect(0, 0, 100, 100)) == Rect(0, 1000, 2000, 2000)
    assert crop_to_cover(WIDE, Rect(7, 7, 400, 200)) == Rect(0, 0, 4000, 2000)


def test_focus_reaches_its_anchor_unless_an_edge_prevents_it():
    area = Rect(0, 0, 100, 100)
    assert crop_to_cover(WIDE, area, (0.4, 0.5)).x == 600
    assert crop_to_cover(WIDE, area, (0.0, 0.5)).x == 0
    assert crop_to_cover(WIDE, area, (1.0, 0.5)).right == 4000
    assert crop_to_cover(TALL, area, (0.5, 0.5), (0.5, 0.25)).y == 1500


def test_zoom_is_used_only_as_far_as_it_helps():
    area = Rect(0, 0, 400, 200)
    assert crop_to_cover(WIDE, area, zoom=1.5) == Rect(0, 0, 4000, 2000), "the focus is in its place already"
    crop = crop_to_cover(WIDE, area, (0.5, 0.45), zoom=1.5)
    assert crop.height == pytest.approx(1800)
    assert crop.y == pytest.approx(0)
    assert crop_to_cover(WIDE, area, (0.5, 0.1), zoom=1.18).height == pytest.approx(2000 / 1.18)


@pytest.mark.parametrize("pixels", [60, 100, 110, 130, 400])
def test_zoom_never_blurs_a_photograph(pixels):
    area, photo = Rect(0, 0, 100, 100), PhotoKey("s", pixels, pixels)
    plain, zoomed = (crop_to_cover(photo, area, (0.5, 0.2), zoom=zoom) for zoom in (1.0, 2.0))
    assert (find_blurred_photo(zoomed, area) is None) == (find_blurred_photo(plain, area) is None)
    assert (zoomed.width < plain.width) == (pixels > 80)


@pytest.mark.parametrize("seed", range(40))
def test_a_crop_never_leaves_the_photograph(seed):
    chance = random.Random(seed)
    photo = PhotoKey("x", chance.randint(1, 5000), chance.randint(1, 5000))
    area = Rect(0, 0, chance.randint(1, 2000), chance.randint(1, 2000))
    focus = chance.choice([0, 1, chance.random()]), chance.choice([0, 1, chance.random()])
    place = chance.choice([0, 1, chance.random()]), chance.random()
    crop = crop_to_cover(photo, area, focus, place, zoom=chance.choice([1, 1.18, 3]))
    assert Rect(0, 0, photo.width, photo.height).contains(crop, slack=1e-6)
    assert crop.width / crop.height == pytest.approx(area.width / area.height)


def test_photograph_with_too_few_pixels_gives_a_warning():
    problem = find_blurred_photo(Rect(0, 0, 300, 300), Rect(0, 0, 600, 600))
    assert str(problem) == (
        "warning: image: 300 × 300 pixels of the photograph fill 600 × 600 and look blurred\n"
        "    hint: give a larger photograph"
    )
    assert find_blurred_photo(Rect(0, 0, 500, 500), Rect(0, 0, 600, 600)) is None


def least_by_trial(behind: ColorBounds, words: Color, scrim: Color, ratio: float) -> int:
    for alpha in range(256):
        overlaid = overlay_colors(behind, Color(*scrim.rgb, alpha), Rect(0, 0, 1, 1))
        backdrop = to_backdrop(overlaid)
        light = words.luminance > scrim.luminance
        worst = backdrop.lightest if light else backdrop.darkest
        if (words.luminance > worst) == light and contrast_ratio(words.luminance, worst) >= ratio:
            return alpha
    raise AssertionError


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize(("words", "scrim"), [(WHITE, DARK), (Color(255, 223, 142), DARK), (INK, PAPER)])
def test_scrim_has_the_lowest_sufficient_opacity(seed, words, scrim):
    chance = random.Random(seed)
    colors = tuple(tuple(chance.randbytes(3)) for _ in range(chance.randint(1, 9)))
    behind = ColorBounds(colors, colors)
    assert round(solve_scrim_opacity(behind, words, scrim, 4.5) * 255) == least_by_trial(behind, words, scrim, 4.5)


def test_opacity_is_zero_if_not_needed_and_an_error_if_never_enough():
    night = ColorBounds(((0, 0, 9),), ((0, 0, 9),))
    assert solve_scrim_opacity(night, WHITE, DARK) == 0
    with pytest.raises(ValueError, match=r"#777777 on #0c1208 has a contrast of 4\.\d; expected 4\.5 at least"):
        solve_scrim_opacity(night, Color(119, 119, 119), DARK)


@pytest.fixture
def picture(tmp_path):
    chance = random.Random(5)
    image = Image.frombytes("RGB", (60, 60), chance.randbytes(60 * 60 * 3)).resize((600, 600), Image.Resampling.BICUBIC)
    image.save(tmp_path / "a.jpg", quality=95)
    return Picture(read_photo_key(tmp_path / "a.jpg"), Rect(50, 40, 500, 500), Rect(30, 20, 250, 250))


REGION = Rect(60, 100, 150, 90)


def pixels_of(picture: Picture, photos: PhotoLibrary) -> Image.Image:
    shown = photos.crop(picture.photo, picture.crop, 250, 250)
    return shown.crop((30, 80, 180, 170))


def worst_contrast(image: Image.Image, words: Color) -> float:
    data = image.tobytes()
    colors = set(zip(data[0::3], data[1::3], data[2::3], strict=True))
    return min(contrast_ratio(words.luminance, Color(*color).luminance) for color in colors)


@pytest.mark.parametrize(("words", "scrim"), [(WHITE, DARK), (INK, PAPER)])
def test_scrim_is_enough_on_every_pixel_and_one_step_less_is_not(picture, words, scrim):
    photos = PhotoLibrary()
    opacity = solve_scrim_opacity(measure_photo_colors(picture, REGION, photos), words, scrim)
    assert 0 < opacity < 1
    for step, enough in ((0, True), (-1, False)):
        shown = pixels_of(picture, photos)
        shown.paste(scrim.rgb, (0, 0, *shown.size), Image.new("L", shown.size, round(opacity * 255) + step))
        assert (worst_contrast(shown, words) >= 4.5) is enough


def test_backdrop_of_a_photograph_is_that_of_its_pixels(picture):
    photos = PhotoLibrary()
    data = pixels_of(picture, photos).tobytes()
    luminances = [Color(*c).luminance for c in set(zip(data[0::3], data[1::3], data[2::3], strict=True))]
    backdrop = to_backdrop(measure_photo_colors(picture, REGION, photos))
    assert backdrop.darkest == pytest.approx(min(luminances))
    assert backdrop.lightest == pytest.approx(max(luminances))


def test_gradient_counts_within_the_region_only():
    fade = Gradient((0, 0), (0, 100), ((0.0, Color(0, 0, 0)), (1.0, Color(200, 200, 200))))
    upper = to_backdrop(measure_paint_colors(fade, Rect(0, 0, 50, 50)))
    assert upper.darkest == 0
    assert upper.lightest == Color(100, 100, 100).luminance
    beyond = to_backdrop(measure_paint_colors(fade, Rect(0, 300, 50, 50)))
    assert beyond.darkest == beyond.lightest == Color(200, 200, 200).luminance


def test_radial_gradient_counts_from_the_nearest_to_the_furthest_point():
    glow = Gradient((0, 0), (100, 50), ((0.0, Color(0, 0, 0)), (1.0, Color(200, 200, 200))), is_radial=True)
    part = to_backdrop(measure_paint_colors(glow, Rect(-10, -10, 60, 10)))
    assert part.darkest == 0
    assert part.lightest == Color(108, 108, 108).luminance, "half a radius across, a fifth up: 0.54 to the corner"
    below = to_backdrop(measure_paint_colors(glow, Rect(0, 25, 1, 100)))
    assert below.darkest == Color(100, 100, 100).luminance, "half a radius down"
    assert below.lightest == Color(200, 200, 200).luminance


def test_fading_scrim_is_judged_by_its_weakest_point_in_the_region():
    white = ColorBounds(((255, 255, 255),), ((255, 255, 255),))
    fade = Gradient((0, 0), (0, 100), ((0.0, Color(0, 0, 0, 0)), (1.0, Color(0, 0, 0, 255))))
    backdrop = to_backdrop(overlay_colors(white, fade, Rect(0, 50, 10, 50)))
    assert backdrop.darkest == 0
    assert backdrop.lightest == pytest.approx(Color(127, 127, 127).luminance, abs=0.004)


def test_colours_of_several_regions_are_merged():
    both = merge_colors([measure_paint_colors(WHITE, REGION), measure_paint_colors(DARK, REGION)])
    assert to_backdrop(both).lightest == 1.0
    assert to_backdrop(both).darkest == DARK.luminance
