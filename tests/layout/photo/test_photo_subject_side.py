"""The position of a photograph's subject, and the side of it that has the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import SHAPES, THEMES, card, photo, pictures, right_to_left, texts

from factcards.check import check_scene
from factcards.graphics.color import Gradient
from factcards.model.scene import Scene, Shape, walk_nodes
from factcards.read.themes.theme_reader import read_theme

PHOTOGRAPH = read_theme(str(THEMES / "photograph.yaml"))


def landing(scene: Scene, focus: tuple[float, float]) -> tuple[float, float]:
    """Return the position of the focus on the card, 0 to 1 from the left and the top."""
    (picture,) = pictures(scene)
    crop, area = picture.crop, picture.area
    x = area.x + (focus[0] * picture.photo.width - crop.x) / crop.width * area.width
    y = area.y + (focus[1] * picture.photo.height - crop.y) / crop.height * area.height
    return x / scene.width, y / scene.height


def lay(lay_out, folder, focus, size, *, rtl=False, pixels=(2400, 1800), color="#ffffff") -> Scene:
    full = card("Few words on a photograph.", image=replace(photo(folder, pixels, color), focus=focus))
    return lay_out(right_to_left(full) if rtl else full, size, PHOTOGRAPH)


@pytest.mark.parametrize("size", SHAPES[:3])
@pytest.mark.parametrize("focus", [(0.5, 0.35), (0.4, 0.3), (0.6, 0.45)])
def test_the_focus_comes_to_the_upper_third_above_the_words(lay_out, tmp_path, size, focus):
    scene = lay(lay_out, tmp_path, focus, size)
    x, y = landing(scene, focus)
    assert x == pytest.approx(0.5, abs=0.02)
    assert y <= 0.4
    assert y * scene.height < min(t.ink_rect().y for t in texts(scene, "fact"))


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("focus", [(0.02, 0.02), (0.98, 0.5), (0.5, 0.98), (0.3, 0.6)])
def test_the_focus_is_on_the_card_in_every_shape_and_the_zoom_keeps_its_limit(lay_out, tmp_path, size, rtl, focus):
    scene = lay(lay_out, tmp_path, focus, size, rtl=rtl)
    assert all(0 <= place <= 1 for place in landing(scene, focus))
    (picture,) = pictures(scene)
    whole = min(2400 / picture.area.width, 1800 / picture.area.height)
    assert whole * picture.area.width / picture.crop.width <= 1.18 + 1e-9


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(("across", "words_at_the_right"), [(0.2, True), (0.35, True), (0.65, False), (0.8, False)])
def test_text_is_on_the_side_away_from_the_focus_in_both_directions(
    lay_out, tmp_path, rtl, across, words_at_the_right
):
    scene = lay(lay_out, tmp_path, (across, 0.5), "x-landscape", rtl=rtl, pixels=(1600, 900))
    x = landing(scene, (across, 0.5))[0] * scene.width
    inks = [t.ink_rect() for t in texts(scene, "fact")]
    assert all((ink.x > x) is words_at_the_right for ink in inks)
    assert not any(ink.x <= x <= ink.right for ink in inks)
    # it is still aligned with the start edge
    edges = {round(ink.right if rtl else ink.x) for ink in inks}
    assert max(edges) - min(edges) <= 2
    assert check_scene(scene) == ()


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("across", [0.2, 0.8])
def test_scrim_fades_from_the_side_of_the_text(lay_out, tmp_path, rtl, across):
    scene = lay(lay_out, tmp_path, (across, 0.5), "x-landscape", rtl=rtl, pixels=(1600, 900))
    fills = [n.fill for _, n in walk_nodes(scene.nodes) if isinstance(n, Shape) and isinstance(n.fill, Gradient)]
    (beside,) = [fill for fill in fills if fill.start[0] != fill.end[0] and not fill.is_radial]
    assert beside.start[0] == (1600 if across < 0.5 else 0) * scene.width / 1600


@pytest.mark.parametrize("size", SHAPES)
def test_focus_in_the_middle_does_not_move_the_text(lay_out, tmp_path, size):
    left, right = (lay(lay_out, tmp_path, (0.5, 0.5), size, rtl=rtl) for rtl in (False, True))
    ones, others = texts(left, "fact"), texts(right, "fact")
    assert len(ones) == len(others)
    for one, other in zip(ones, others, strict=True):
        assert one.ink_rect().x == pytest.approx(right.width - other.ink_rect().right, abs=2)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("color", ["#ffffff", "#808080", "#ffdd00", "#000000"])
def test_text_brand_and_credit_are_legible_on_any_photograph(lay_out, tmp_path, size, color):
    image = photo(tmp_path, (2400, 1800), color, credit="Photo: A. Person, CC BY 4.0")
    full = card("Women and girls make up **96%** of all victims.", headline="96%", image=image, short="example.org/act")
    assert check_scene(lay_out(full, size, PHOTOGRAPH)) == ()
