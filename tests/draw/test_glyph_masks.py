"""Masks: shapes cover their area, edges are as smooth as sixteen-fold sampling, letters equal FreeType's."""

from __future__ import annotations

import math

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from support.scenes import FONTS, FewFonts, line_of, shape_run, text_of

from factcards.draw.glyph_masks import draw_color_glyph, rasterize_glyphs, rasterize_path
from factcards.draw.glyph_positions import place_glyphs
from factcards.graphics.geometry import Path, Point, Rect, path_of_disc, path_of_polygon, path_of_rects


def area(mask: Image.Image) -> float:
    return sum(value * count for value, count in enumerate(mask.histogram())) / 255


def spread(coverage, size) -> Image.Image:
    """Return the mask on a full-size canvas."""
    whole = Image.new("L", size, 0)
    whole.paste(coverage.mask, (coverage.x, coverage.y))
    return whole


def difference(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """Return the mean and the greatest difference, of 255."""
    apart = ImageChops.difference(one, other)
    return ImageStat.Stat(apart).mean[0], apart.getextrema()[1]


@pytest.mark.parametrize("radius", [1.0, 3.0, 20.5, 380.0])
@pytest.mark.parametrize("center", [(400.0, 400.0), (400.25, 399.6)])
def test_a_disc_has_the_area_of_a_disc(radius, center):
    found = rasterize_path(path_of_disc(Point(*center), radius), (0, 0, 800, 800))
    flat, cubic = 0.02 * 2 * math.pi * radius, 0.0003 * math.pi * radius**2
    assert area(found.mask) == pytest.approx(math.pi * radius**2, abs=flat + cubic)


def test_a_disc_is_as_smooth_as_sixteen_fold_sampling():
    found = rasterize_path(path_of_disc(Point(50, 50.5), 40.25), (0, 0, 100, 100))
    big = Image.new("L", (1600, 1600), 0)
    ImageDraw.Draw(big).ellipse(((50 - 40.25) * 16, (50.5 - 40.25) * 16, (50 + 40.25) * 16, (50.5 + 40.25) * 16), 255)
    mean, most = difference(spread(found, (100, 100)), big.reduce(16))
    assert mean < 0.4
    assert most < 32
    assert len(found.mask.getcolors()) > 60, "an edge has many greys"


def test_polygon_covers_each_pixel_in_proportion():
    found = rasterize_path(path_of_polygon([Point(0, 0), Point(10, 0), Point(0, 10)]), (0, 0, 20, 20))
    assert area(found.mask) == pytest.approx(50, abs=0.1)
    assert found.mask.getpixel((0, 0)) == 255
    assert found.mask.getpixel((5, 4)) == pytest.approx(128, abs=1)


def test_a_rectangle_off_the_grid_is_not_rounded():
    found = rasterize_path(path_of_rects([Rect(2.25, 3, 4, 2.5)]), (0, 0, 20, 20))
    assert (found.x, found.y) == (2, 3)
    assert [found.mask.getpixel((x, 0)) for x in range(5)] == pytest.approx([191, 255, 255, 255, 64], abs=1)
    assert found.mask.getpixel((1, 2)) == pytest.approx(128, abs=1)


def test_a_hole_runs_the_other_way_and_overlaps_count_once():
    square, hole = (0, 0, 10, 0, 10, 10, 0, 10), (2, 2, 2, 8, 8, 8, 8, 2)
    assert area(rasterize_path(Path("MLLLZ" * 2, (*square, *hole)), (0, 0, 20, 20)).mask) == pytest.approx(64, abs=0.1)
    assert area(rasterize_path(Path("MLLLZ" * 2, (*square, *square)), (0, 0, 20, 20)).mask) == pytest.approx(
        100, abs=0.1
    )


def test_parts_outside_the_canvas_are_cut_off_and_cost_nothing():
    found = rasterize_path(path_of_disc(Point(0, 0), 1e5), (0, 0, 30, 20))
    assert found.mask.size == (30, 20)
    assert found.mask.getextrema() == (255, 255)
    assert rasterize_path(path_of_disc(Point(-50, -50), 20), (0, 0, 30, 20)) is None


def covered(text, fonts=None):
    fonts = fonts or FewFonts()
    glyphs = place_glyphs(text.line, text.origin, text.size)
    return rasterize_glyphs((fonts.open_font(placed.run.font), placed) for placed in glyphs)


@pytest.mark.parametrize("letter", ["g", "R", "&", "8"])
def test_a_letter_is_what_freetype_draws(letter):
    file = "Archivo-600.ttf"
    found = covered(text_of(line_of(shape_run(letter, file)), 40, 160, 128))
    # FreeType hints: at sixteen times the size, this moves edges by at most a sixteenth of a pixel
    font = ImageFont.truetype(str(FONTS / file), 128 * 16, layout_engine=ImageFont.Layout.BASIC)
    big = Image.new("L", (200 * 16, 200 * 16), 0)
    ImageDraw.Draw(big).text((40 * 16, 160 * 16), letter, fill=255, font=font, anchor="ls")
    mean, most = difference(spread(found, (200, 200)), big.reduce(16))
    assert mean < 0.4
    assert most < 40


def test_a_fraction_of_a_pixel_moves_the_ink():
    run = line_of(shape_run("l", "Archivo-600.ttf"))
    masks = [spread(covered(text_of(run, 10 + part, 60, 48)), (60, 80)) for part in (0, 0.25, 0.5)]
    centers = []
    for mask in masks:
        columns = [sum(mask.crop((x, 0, x + 1, 80)).tobytes()) for x in range(60)]
        centers.append(sum(x * weight for x, weight in enumerate(columns)) / sum(columns))
    assert centers[1] - centers[0] == pytest.approx(0.25, abs=0.01)
    assert centers[2] - centers[0] == pytest.approx(0.5, abs=0.01)


def test_joined_letters_show_no_seam():
    mask = covered(text_of(line_of(shape_run("ـ" * 9, "IBMPlexSansArabic-600.ttf")), 10.3, 60, 47)).mask
    middle = mask.crop((4, mask.height // 2, mask.width - 4, mask.height // 2 + 1))
    assert middle.width > 30
    assert middle.getextrema()[0] >= 254


def test_scale_of_a_run_is_applied_once_to_outlines_and_positions():
    plain = covered(text_of(line_of(shape_run("On", "Archivo-600.ttf")), 5, 60, 60)).mask
    scaled = covered(text_of(line_of(shape_run("On", "Archivo-600.ttf", scale=0.5)), 5, 60, 120)).mask
    assert plain.tobytes() == scaled.tobytes()


def test_blank_glyphs_leave_no_mask():
    assert covered(text_of(line_of(shape_run("  ", "Archivo-600.ttf")), 5, 60, 60)) is None


def test_a_colour_glyph_is_painted_in_its_own_colours_and_no_larger_than_its_ink():
    text = text_of(line_of(shape_run("\u2764", "NotoColorEmoji-400.ttf")), 20, 100, 80)
    [placed] = place_glyphs(text.line, text.origin, text.size)
    found = draw_color_glyph(FewFonts().open_font(placed.run.font), placed, (0, 0, 0))
    red, green, blue, alpha = found.image.getpixel((found.image.width // 2, found.image.height // 2))
    assert red > 180
    assert max(green, blue) < 100
    assert alpha == 255
    assert found.image.width < 130
    assert found.image.getpixel((0, 0))[3] == 0


def test_a_glyph_without_colours_is_left_to_the_fill():
    [placed] = place_glyphs(line_of(shape_run("A", "Archivo-600.ttf")), Point(20, 100), 80)
    assert draw_color_glyph(FewFonts().open_font(placed.run.font), placed, (0, 0, 0)) is None
