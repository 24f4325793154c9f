"""Paper: backgrounds and photographs extend into the bleed, text is clear of the cut, nothing is too small."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from support.cards import THEMES, card, group, photo, pictures, right_to_left, texts, without_text

from factcards.check import check_scene
from factcards.draw import draw_image, draw_scene
from factcards.model.cards import Chart
from factcards.model.scene import code_area, module_size
from factcards.model.sizes import SIZES, find_size
from factcards.read.themes.theme_reader import read_theme

PAPER = [size.name for size in SIZES if size.dpi]
SMALL = ("a6", "postcard-6x4")
FOUR_MM = 4 / 25.4 * 300


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("name", PAPER)
def test_text_and_code_keep_clear_of_the_cut(name, direction, lay_out):
    made = card(headline="96%", chart=None)
    scene = lay_out(right_to_left(made) if direction == "rtl" else made, name)
    trim = find_size(name).trim
    clear = trim.grow(-FOUR_MM)
    for text in texts(scene):
        assert clear.contains(text.ink_rect(), slack=1), text.line.text
    assert clear.contains(code_area(group(scene, "code")))
    assert check_scene(scene) + scene.problems == ()
    assert module_size(group(scene, "code")) / 300 * 25.4 >= 0.5
    assert min(t.size for t in texts(scene)) * 72 / 300 >= 6.5


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("name", SMALL)
def test_backgrounds_extend_to_the_pictures_edge(name, direction, lay_out, assets):
    made = card()
    drawn = np.asarray(draw_image(lay_out(right_to_left(made) if direction == "rtl" else made, name), assets))
    edges = np.concatenate([drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1]])
    assert not (edges == 255).all(axis=1).any(), "bare paper in the bleed"


@pytest.mark.parametrize("name", SMALL)
def test_a_photograph_extends_to_the_pictures_edge(name, lay_out, tmp_path):
    size = find_size(name)
    theme = read_theme(str(THEMES / "cover.yaml"))
    (picture,) = pictures(lay_out(card(image=photo(tmp_path, (3000, 3000))), name, theme))
    assert (picture.area.x, picture.area.y) == (0, 0)
    assert (picture.area.right, picture.area.bottom) == (size.width, size.height)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("theme", ["plain", "poster", "half", "station"])
@pytest.mark.parametrize("name", SMALL)
def test_shapes_that_touch_the_cut_extend_beyond_it(theme, name, direction, lay_out, assets, tmp_path):
    made = replace(card(headline="96%", chart=Chart(0.9), image=photo(tmp_path, (3000, 3000))), index=1, total=3)
    scene = lay_out(
        right_to_left(made) if direction == "rtl" else made, name, read_theme(str(THEMES / f"{theme}.yaml"))
    )
    drawn = np.asarray(draw_image(replace(scene, nodes=without_text(scene.nodes)), assets)).astype(int)[..., :3]
    trim = find_size(name).trim
    left, top, right, bottom = int(trim.x), int(trim.y), int(trim.right), int(trim.bottom)
    for edge, inner in (
        (drawn[0, left:right], drawn[top, left:right]), (drawn[-1, left:right], drawn[bottom - 1, left:right]),
        (drawn[top:bottom, 0], drawn[top:bottom, left]), (drawn[top:bottom, -1], drawn[top:bottom, right - 1]),
    ):  # fmt: skip
        differs = np.abs(edge - inner).max(axis=1) > 96
        assert differs.mean() < 0.12, "the bleed continues the colours at the cut"


def test_a_printed_code_corrects_a_quarter(lay_out, assets):
    (found,) = zxingcpp.read_barcodes(draw_image(lay_out(card(), "a6"), assets))
    assert found.ec_level in ("Q", "H")


def test_a_printed_code_of_a_long_link_corrects_less(lay_out, assets):
    long = "https://example.org/" + "a" * 100
    (found,) = zxingcpp.read_barcodes(draw_image(lay_out(card(url=long), "a6"), assets))
    assert found.text == long


@pytest.mark.parametrize("format_", ["png", "jpeg", "webp"])
def test_the_file_says_how_large_it_is_printed(format_, lay_out, assets):
    for name, dpi in (("a6", 300), ("whatsapp-square", None)):
        with Image.open(BytesIO(draw_scene(lay_out(card(), name), format_, assets))) as image:
            said = image.getexif().get(0x011A) if format_ == "webp" else image.info.get("dpi", (None,))[0]
            assert said == pytest.approx(300, abs=0.01) if dpi else said != 300
