"""A photograph under a panel with the same edge does not show beyond it, whatever the zoom."""

from __future__ import annotations

import io

import pytest
import resvg_py
from PIL import Image as Pixels
from support.scenes import scene_of

from factcards.draw.svg import draw_svg
from factcards.draw.vectors.hidden_edges import clip_hidden_edges
from factcards.graphics.color import Color
from factcards.graphics.geometry import Rect, path_of_rects
from factcards.model.scene import Group, Picture, Shape
from factcards.photos.photo_files import read_photo_key


@pytest.fixture(scope="module")
def photo(tmp_path_factory) -> Picture:
    """Return a black photograph on the upper half of a scene."""
    path = tmp_path_factory.mktemp("black") / "black.png"
    Pixels.new("RGB", (80, 40), "black").save(path)
    return Picture(read_photo_key(path), Rect(0, 0, 80, 40), Rect(0, 0, 100, 40))


def panel(x: float, y: float, right: float, bottom: float, alpha: int = 255) -> Shape:
    return Shape(path_of_rects([Rect(x, y, right - x, bottom - y)]), Color(255, 255, 255, alpha))


def darkest_under_panel(nodes, assets, zoom: float) -> int:
    """Return the darkest value of the column of pixels at 70, from within the panel downwards."""
    svg = draw_svg(scene_of(panel(0, 0, 100, 80), *nodes), assets).data.decode()
    with Pixels.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, dpi=96))) as drawn:
        gray = drawn.convert("L")
    return min(gray.getpixel((round(70 * zoom), y)) for y in range(round(25 * zoom), gray.height))


@pytest.mark.parametrize("zoom", [0.61, 0.91, 1.41])
def test_nothing_of_the_photograph_shows_along_the_common_edge(photo, assets, zoom):
    assert darkest_under_panel([photo, panel(50, 20, 100, 40)], assets, zoom) >= 253


def test_without_the_clip_it_would_show(photo, assets, monkeypatch):
    monkeypatch.setattr("factcards.draw.svg.svg_document.clip_hidden_edges", lambda nodes: nodes)
    assert darkest_under_panel([photo, panel(50, 20, 100, 40)], assets, 1.41) < 240


def test_the_photograph_continues_under_the_other_edges_of_the_panel(photo):
    clipped, _ = clip_hidden_edges((photo, panel(50, 20, 100, 40)))
    assert isinstance(clipped, Group)
    assert clipped.nodes == (photo,)
    assert clipped.clip.points == (0, 0, 100, 0, 100, 40, 0, 40, 51, 21, 51, 40, 100, 40, 100, 21)


@pytest.mark.parametrize(
    "after",
    [
        panel(50, 20, 90, 30), panel(50, 40, 100, 60), panel(50, 20, 100, 40, 200),
        Group((panel(50, 20, 100, 40),), opacity=0.5),
    ],
    ids=["no common edge", "outside", "translucent", "in a translucent layer"],
)  # fmt: skip
def test_other_photographs_stay_as_they_are(photo, after):
    assert clip_hidden_edges((photo, after)) == (photo, after)


def test_a_panel_counts_as_far_as_its_clip_lets_it_show(photo):
    panel_in_clip = Group((panel(50, 20, 200, 90),), clip=path_of_rects([Rect(0, 0, 100, 40)]))
    clipped, _ = clip_hidden_edges((photo, panel_in_clip))
    assert isinstance(clipped, Group)


def test_a_panel_below_the_photograph_hides_nothing(photo):
    assert clip_hidden_edges((panel(50, 20, 100, 40), photo))[1] == photo
