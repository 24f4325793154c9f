"""The raster: covering, clipping and transparency, with numbers that can be checked by hand."""

from __future__ import annotations

import pytest
from PIL import Image
from support.scenes import BLACK, WHITE, line_of, open_assets, scene_of, shape_run, text_of

from factcards.draw import draw_image
from factcards.errors import DrawError
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Path, Point, Rect, path_of_disc, path_of_rects
from factcards.model.scene import Group, Link, Picture, Shape
from factcards.photos.photo_files import read_photo_key

RED, BLUE = Color(255, 0, 0), Color(0, 0, 255)
HALF_BLUE = Color(0, 0, 255, 128)


def box(x: float, y: float, width: float, height: float) -> Path:
    return path_of_rects([Rect(x, y, width, height)])


def draw(*nodes, **options) -> Image.Image:
    return draw_image(scene_of(*nodes, **options), open_assets())


def count(image: Image.Image, color: Color) -> int:
    return {shown: number for number, shown in image.getcolors(1 << 16)}.get(color.rgb, 0)


def test_an_empty_scene_is_white():
    image = draw(Link(Rect(0, 0, 10, 10), "https://example.org"))
    assert image.mode == "RGB"
    assert image.getcolors() == [(8000, (255, 255, 255))]


def test_later_nodes_cover_earlier_ones_to_the_pixel():
    image = draw(Shape(box(0, 0, 100, 80), RED), Shape(box(10, 20, 30, 40), BLUE))
    assert count(image, BLUE) == 1200
    assert image.getpixel((10, 20)) == image.getpixel((39, 59)) == BLUE.rgb
    assert image.getpixel((9, 20)) == image.getpixel((40, 59)) == RED.rgb


def test_overlapping_rectangles_of_one_path_blend_once():
    path = path_of_rects([Rect(0, 0, 60, 80), Rect(40, 0, 60, 80)])
    assert draw(Shape(path, HALF_BLUE)).getcolors() == [(8000, (127, 127, 255))]


def test_shapes_reach_beyond_the_canvas():
    image = draw(Shape(box(-20, -20, 70, 200), RED), Shape(path_of_disc(Point(100, 40), 30), BLUE))
    assert count(image, RED) == 50 * 80
    assert image.getpixel((99, 40)) == BLUE.rgb


def test_a_gradient_fills_a_shape_where_the_scene_says():
    fade = Gradient((0, 0), (100, 0), ((0, Color(0, 0, 0)), (1, Color(200, 200, 200))))
    image = draw(Shape(box(50, 10, 50, 20), fade))
    assert image.getpixel((50, 10)) == (101, 101, 101)
    assert image.getpixel((99, 29)) == (199, 199, 199)
    assert image.getpixel((49, 10)) == WHITE.rgb


def test_a_fading_scrim_darkens_and_ends_at_nothing():
    fade = Gradient((0, 0), (0, 80), ((0, Color(0, 0, 0, 0)), (1, Color(0, 0, 0, 255))))
    image = draw(Shape(box(0, 0, 100, 80), fade))
    grays = [image.getpixel((3, y))[0] for y in range(80)]
    assert grays == sorted(grays, reverse=True)
    assert grays[0] >= 253
    assert grays[-1] <= 2


def test_a_clip_of_one_rectangle_cuts_to_the_pixel():
    inner = Group((Shape(box(0, 0, 100, 80), RED),), clip=box(5, 5, 20, 10))
    outer = Group((inner, Shape(box(0, 0, 8, 8), BLUE)), clip=box(0, 0, 10, 80))
    image = draw(outer)
    assert count(image, RED) == 5 * 10 - 9
    assert count(image, BLUE) == 64


def test_a_round_clip_shows_a_disc_of_what_it_holds():
    round_red = Group((Shape(box(0, 0, 100, 80), RED),), clip=path_of_disc(Point(50, 40), 30))
    assert draw(round_red).tobytes() == draw(Shape(path_of_disc(Point(50, 40), 30), RED)).tobytes()


def test_clips_within_clips_show_what_both_show():
    disc = Group((Shape(box(0, 0, 100, 80), RED),), clip=path_of_disc(Point(50, 40), 30))
    image = draw(Group((disc,), clip=box(50, 0, 50, 80)))
    assert image.getpixel((49, 40)) == WHITE.rgb
    assert image.getpixel((50, 40)) == RED.rgb
    turned = Group(
        (Group((Shape(box(0, 0, 100, 80), RED),), clip=box(50, 0, 50, 80)),), clip=path_of_disc(Point(50, 40), 30)
    )
    assert draw(turned).tobytes() == image.tobytes()


def test_opacity_of_a_group_applies_to_the_group_as_a_whole():
    group = Group((Shape(box(0, 0, 60, 80), BLACK), Shape(box(40, 0, 60, 80), BLACK)), opacity=0.5)
    [(_, shown)] = draw(group).getcolors()
    assert shown[0] == pytest.approx(127, abs=1)


def test_text_is_drawn_in_its_fill_and_emphasis_in_the_accent():
    line = line_of(shape_run("I", "Archivo-600.ttf"), shape_run("I", "Archivo-600.ttf", emphasis=True))
    image = draw(text_of(line, 10, 60, 60, RED, BLUE))
    half = round(10 + 60 * line.runs[0].glyphs[0].advance)
    left, right = image.crop((0, 0, half, 80)), image.crop((half, 0, 100, 80))
    assert count(left, RED) > 50
    assert count(right, BLUE) > 50
    assert not count(left, BLUE)
    assert not count(right, RED)


def test_colour_glyphs_are_drawn_among_other_letters():
    line = line_of(shape_run("I", "Archivo-600.ttf"), shape_run("\u2764", "NotoColorEmoji-400.ttf"))
    image = draw(text_of(line, 5, 60, 50, BLACK, BLACK))
    colors = {color for _, color in image.getcolors(1 << 16)}
    assert BLACK.rgb in colors
    assert any(r > 180 and g < 90 and b < 90 for r, g, b in colors)


def test_text_can_be_filled_with_a_gradient():
    fade = Gradient((0, 0), (0, 80), ((0, RED), (1, BLUE)))
    image = draw(text_of(line_of(shape_run("I", "Archivo-600.ttf")), 40, 70, 80, fade, fade))
    column = [image.getpixel((51, y)) for y in range(20, 66)]
    assert column[0][0] > column[-1][0]
    assert column[0][2] < column[-1][2]


@pytest.fixture
def photo(tmp_path):
    image = Image.new("RGB", (200, 100), "lime")
    image.paste("red", (100, 0, 200, 100))
    image.save(tmp_path / "a.png")
    return read_photo_key(tmp_path / "a.png")


def test_a_photograph_fills_its_area_with_its_crop(photo):
    image = draw(Picture(photo, Rect(120, 20, 50, 50), Rect(20, 10, 25, 25)))
    assert count(image, RED) == 25 * 25
    assert image.getpixel((20, 10)) == image.getpixel((44, 34)) == RED.rgb


def test_transparent_parts_of_a_photograph_show_the_background(tmp_path):
    logo = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    logo.paste((255, 0, 0, 255), (0, 0, 10, 20))
    logo.save(tmp_path / "logo.png")
    key = read_photo_key(tmp_path / "logo.png")
    image = draw(Shape(box(0, 0, 100, 80), BLUE), Picture(key, Rect(0, 0, 20, 20), Rect(40, 40, 20, 20)))
    assert count(image, RED) == 200
    assert image.getpixel((55, 50)) == BLUE.rgb


def test_photograph_off_the_pixel_grid_is_an_error(photo):
    with pytest.raises(DrawError, match="a photograph must be on whole pixels"):
        draw(Picture(photo, Rect(0, 0, 50, 50), Rect(20.5, 10, 25, 25)))


def test_caller_may_change_the_image():
    scene = scene_of(Shape(box(0, 0, 100, 80), RED))
    draw_image(scene, open_assets()).paste("lime", (0, 0, 50, 50))
    assert draw_image(scene, open_assets()).getcolors() == [(8000, RED.rgb)]


def test_shared_background_is_drawn_once_and_never_changed(photo):
    """Background, photograph and panel are cached; later nodes and a caller's changes affect one card only."""
    assets = open_assets()
    background = (Shape(box(0, 0, 100, 80), BLUE), Picture(photo, Rect(0, 0, 50, 50), Rect(20, 10, 25, 25)))
    words = text_of(line_of(shape_run("Hi", "Archivo-600.ttf")), 5, 60, 20)
    bare = draw_image(scene_of(*background), assets).tobytes()
    lettered = draw_image(scene_of(*background, words), assets)
    assert lettered.tobytes() != bare
    lettered.paste("red", (0, 0, 100, 80))
    assert draw_image(scene_of(*background), assets).tobytes() == bare
    assert draw_image(scene_of(background[0]), assets).getcolors() == [(8000, BLUE.rgb)]
    assert draw_image(scene_of(*background[::-1]), assets).getcolors() == [(8000, BLUE.rgb)]
