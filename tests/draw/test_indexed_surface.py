"""Pictures of at most 256 colours: no channel differs by more than four from true colour, whatever is drawn."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
from PIL import Image, ImageDraw
from support.likeness_cards import lay_out_every_scene
from support.scenes import BLACK, WHITE, line_of, open_assets, scene_of, shape_run, text_of

from factcards.draw import draw_image, draw_scene
from factcards.draw.color_table import MAX_COLORS, MAX_ERROR
from factcards.draw.raster import draw_indexed_image
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Path, Point, Rect, path_of_disc, path_of_rects
from factcards.model.scene import Group, Node, Picture, Scene, Shape
from factcards.photos.photo_files import read_photo_key

RED, BLUE, NIGHT = Color(255, 0, 0), Color(0, 0, 255), Color(23, 20, 43)


def box(x: float, y: float, width: float, height: float) -> Path:
    return path_of_rects([Rect(x, y, width, height)])


def find_largest_error(scene: Scene, assets) -> int | None:
    """Return the largest difference of a channel from true colour, or None if the scene needs more colours."""
    found = draw_indexed_image(scene, assets)
    if found is None:
        return None
    assert len(found.colors) <= MAX_COLORS
    exact, shown = (np.asarray(image).astype(int) for image in (draw_image(scene, assets), found.to_rgb()))
    return int(np.abs(exact - shown).max())


def words(text: str = "Hamburg", fill: Color = WHITE, x: float = 5, y: float = 50, size: float = 30):
    return text_of(line_of(shape_run(text, "Archivo-600.ttf")), x, y, size, fill, fill)


def test_flat_cards_of_every_theme_have_few_colours(likeness_cards, assets):
    errors = {name: find_largest_error(card.scene, assets) for name, card in likeness_cards.items()}
    true_color = {"Arabic with emoji", "photograph, scrim and logo", "a story"}
    assert {name for name, error in errors.items() if error is None} == true_color
    assert max(error or 0 for error in errors.values()) == MAX_ERROR


@pytest.mark.sweep
def test_every_theme_in_every_shape_and_language_is_near_true_colour(tmp_path, assets):
    indexed = 0
    for name, scene in lay_out_every_scene(tmp_path, assets):
        error = find_largest_error(scene, assets)
        assert (error or 0) <= MAX_ERROR, name
        indexed += error is not None
    assert indexed > 60


def draw_by_chance(seed: int) -> Scene:
    """Return a scene of overlapping discs, boxes, clipped groups, words and translucent shapes in a few colours."""
    chosen = random.Random(seed)
    colors = [Color(*chosen.choices(range(256), k=3)) for _ in range(3)]

    def shape() -> Shape:
        at, extent = Point(chosen.uniform(-20, 620), chosen.uniform(-20, 520)), chosen.uniform(5, 300)
        fill = chosen.choice(colors)
        faint = Color(*fill.rgb, chosen.choice((60, 128, 200)))
        path = path_of_disc(at, extent) if chosen.random() < 0.6 else box(at.x, at.y, extent, extent / 3)
        return Shape(path, fill if chosen.random() < 0.9 else faint)

    nodes: list[Node] = [Shape(box(0, 0, 600, 500), colors[0])]
    for _ in range(chosen.randrange(2, 5)):
        clip = path_of_disc(Point(chosen.uniform(0, 600), chosen.uniform(0, 500)), chosen.uniform(30, 250))
        nodes.append(shape() if chosen.random() < 0.7 else Group((shape(),), clip=clip))
    nodes += [words("Fact card", chosen.choice(colors), 20, y, chosen.uniform(18, 90)) for y in (120, 260, 400)]
    return scene_of(*nodes, width=600, height=500)


def test_whatever_is_drawn_over_each_other_is_near_true_colour():
    assets = open_assets()
    errors = [find_largest_error(draw_by_chance(seed), assets) for seed in range(40)]
    indexed = [error for error in errors if error is not None]
    assert max(indexed) == MAX_ERROR
    assert len(indexed) > 20, "enough of the scenes have few colours"


def test_colours_of_surfaces_are_exact():
    scene = scene_of(Shape(box(0, 0, 100, 80), NIGHT), Shape(path_of_disc(Point(50, 40), 30), RED), words(size=12))
    found = draw_indexed_image(scene, open_assets())
    assert found is not None
    exact = {color: number for number, color in draw_image(scene, open_assets()).getcolors(1 << 16)}
    shown = {color: number for number, color in found.to_rgb().getcolors(1 << 16)}
    for color in (NIGHT, RED):
        assert shown[color.rgb] == exact[color.rgb]


@pytest.mark.parametrize(
    "node",
    [
        Shape(box(0, 0, 50, 50), Gradient((0, 0), (50, 0), ((0, RED), (1, BLUE)))),
        text_of(line_of(shape_run("\u2764", "NotoColorEmoji-400.ttf")), 5, 60, 50),
        Group((Shape(box(0, 0, 50, 50), RED),), opacity=0.5),
        Group((Shape(path_of_disc(Point(30, 30), 20), Gradient((0, 0), (50, 0), ((0, RED), (1, BLUE)))),)),
        Group(tuple(Shape(box(10 * i, 0, 50, 50), Color(9, 9, 9, 50)) for i in range(3))),
    ],
    ids=["gradient", "emoji", "translucent group", "gradient in a group", "three translucent panes"],
)
def test_what_needs_many_colours_is_drawn_in_true_colour(node):
    scene = scene_of(Shape(box(0, 0, 100, 80), WHITE), node)
    assert draw_indexed_image(scene, open_assets()) is None
    shown = Image.open(io.BytesIO(draw_scene(scene, "png", open_assets())))
    assert shown.mode == "RGB"
    assert shown.tobytes() == draw_image(scene, open_assets()).tobytes()


def test_a_scene_of_too_many_colours_is_drawn_in_true_colour():
    many = [Shape(box(x, y, 1, 1), Color(x, y, 100)) for x in range(20) for y in range(20)]
    assert draw_indexed_image(scene_of(*many), open_assets()) is None
    assert draw_indexed_image(scene_of(*many, words()), open_assets()) is None
    few = many[:250]
    assert find_largest_error(scene_of(*few), open_assets()) == 0
    assert draw_indexed_image(scene_of(*few, words(fill=NIGHT)), open_assets()) is None


def draw_combs(number: int) -> Scene:
    """Return twelve stripes with that many combs over them, whose teeth have soft edges."""
    stripes = [Shape(box(i * 90, 0, 90, 800), Color(i * 20, 100, 100)) for i in range(12)]
    combs = [path_of_rects([Rect(0, y + 0.5, 1080, 2) for y in range(8 * i, 8 * i + 8, 4)]) for i in range(number)]
    return scene_of(*stripes, *(Shape(comb, NIGHT) for comb in combs), width=1080, height=800)


def test_a_scene_that_takes_long_to_count_is_drawn_in_true_colour():
    few = draw_indexed_image(draw_combs(20), open_assets())
    assert few is not None
    assert len(few.colors) < 100
    assert draw_indexed_image(draw_combs(60), open_assets()) is None, "it has no more colours, but takes longer"


def save_logo(folder, size: tuple[int, int] = (60, 20)):
    """Write a logo of two colours with smooth edges; return its key."""
    large = Image.new("RGBA", (size[0] * 4, size[1] * 4), (200, 30, 60, 0))
    pen = ImageDraw.Draw(large)
    pen.ellipse((0, 0, 79, 79), (200, 30, 60, 255))
    pen.ellipse((60, 10, 130, 70), (20, 90, 160, 255))
    large.resize(size, Image.Resampling.LANCZOS).save(folder / "logo.png")
    return read_photo_key(folder / "logo.png")


def test_a_logo_keeps_its_colours(tmp_path):
    logo = Picture(save_logo(tmp_path), Rect(0, 0, 60, 20), Rect(10, 10, 60, 20))
    scene = scene_of(Shape(box(0, 0, 600, 500), NIGHT), logo, words(), width=600, height=500)
    assets = open_assets()
    assert find_largest_error(scene, assets) in range(1, MAX_ERROR + 1)
    found = draw_indexed_image(scene, assets)
    assert found is not None
    assert {(200, 30, 60), (20, 90, 160), NIGHT.rgb} <= set(found.colors)
    clipped = Group((logo,), clip=box(20, 15, 30, 10))
    assert find_largest_error(scene_of(clipped, width=600, height=500), assets) in range(MAX_ERROR + 1)


def test_a_photograph_is_drawn_in_true_colour(tmp_path):
    shades = Image.effect_mandelbrot((200, 200), (-2, -1, 1, 1), 90)
    shades = Image.merge("RGB", (shades, Image.linear_gradient("L").resize((200, 200)), shades.rotate(90)))
    shades.save(tmp_path / "photo.png")
    key = read_photo_key(tmp_path / "photo.png")
    whole = Rect(0, 0, 200, 200)
    large = scene_of(Picture(key, whole, Rect(0, 0, 200, 200)), width=600, height=500)
    assert draw_indexed_image(large, open_assets()) is None
    small = scene_of(Picture(key, whole, Rect(0, 0, 100, 100)), width=600, height=500)
    assert draw_indexed_image(small, open_assets()) is None, "it is small, but has too many colours"


def test_shared_background_is_drawn_once_and_never_changed():
    assets = open_assets()
    background = (Shape(box(0, 0, 100, 80), NIGHT), Shape(path_of_disc(Point(50, 40), 30), BLACK))
    bare, lettered = scene_of(*background), scene_of(*background, words())
    first = draw_scene(bare, "png", assets)
    assert draw_scene(lettered, "png", assets) != first
    assert draw_scene(bare, "png", assets) == first
