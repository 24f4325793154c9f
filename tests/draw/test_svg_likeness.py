"""An SVG looks like the raster when resvg and Chromium draw it: each text, chart, picture and code of every theme."""

from __future__ import annotations

import pytest
from picture_renderers import render_svgs_with_chromium
from support.likeness_cards import NAMES, LikenessCard, lay_out_every_scene, seed_many_faults
from support.picture_likeness import find_differences
from support.renderers import render_svg_with_resvg

from factcards.draw.svg import draw_svg
from factcards.model.formats import SvgMode

BY_BROWSER = ("Arabic with emoji", "photograph, scrim and logo", "Chinese")
"""The scenes that Chromium draws; resvg draws the others."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in BY_BROWSER])
def test_an_svg_drawn_by_resvg_looks_like_the_raster(name, likeness_cards, assets):
    card: LikenessCard = likeness_cards[name]
    drawn = render_svg_with_resvg(draw_svg(card.scene, assets).data, card.scene.dpi)
    assert [str(difference) for difference in find_differences(card.scene, card.picture, drawn)] == []


@pytest.mark.witness("chromium")
def test_svgs_with_outlines_or_text_drawn_by_a_browser_look_like_the_raster(likeness_cards, assets):
    shown: list[tuple[str, SvgMode]] = [(name, mode) for name in BY_BROWSER for mode in ("outlines", "text")]
    cards: list[LikenessCard] = [likeness_cards[name] for name, _ in shown]
    svgs = [draw_svg(card.scene, assets, mode).data for card, (_, mode) in zip(cards, shown, strict=True)]
    drawn = render_svgs_with_chromium(svgs, [card.picture.size for card in cards])
    found = {
        one: [str(difference) for difference in find_differences(card.scene, card.picture, picture)]
        for one, card, picture in zip(shown, cards, drawn, strict=True)
    }
    assert found == {one: [] for one in shown}


def test_faults_of_an_svg_are_found_and_nothing_else(likeness_cards, assets):
    card: LikenessCard = likeness_cards["one of a series"]
    scene, faulty = seed_many_faults(card.scene)
    drawn = render_svg_with_resvg(draw_svg(scene, assets).data, scene.dpi)
    found = {difference.part for difference in find_differences(card.scene, card.picture, drawn)}
    assert found - {"outside all parts"} == faulty


@pytest.mark.once
def test_every_theme_shape_and_language_drawn_by_resvg_looks_like_the_raster(tmp_path, assets):
    found = {}
    for name, scene in lay_out_every_scene(tmp_path, assets):
        drawn = render_svg_with_resvg(draw_svg(scene, assets).data, scene.dpi)
        found[name] = find_differences(scene, LikenessCard(scene, assets).picture, drawn)
    assert {name: [*map(str, differences)] for name, differences in found.items() if differences} == {}
    assert len(found) == 116


@pytest.mark.once
@pytest.mark.witness("chromium")
@pytest.mark.parametrize("mode", ["outlines", "text"])
def test_every_theme_shape_and_language_drawn_by_a_browser_looks_like_the_raster(mode, tmp_path, assets):
    scenes = list(lay_out_every_scene(tmp_path, assets))
    found = {}
    for start in range(0, len(scenes), 8):
        batch = scenes[start : start + 8]
        svgs = [draw_svg(scene, assets, mode).data for _, scene in batch]
        drawn = render_svgs_with_chromium(svgs, [(scene.width, scene.height) for _, scene in batch])
        for (name, scene), picture in zip(batch, drawn, strict=True):
            found[name] = find_differences(scene, LikenessCard(scene, assets).picture, picture)
    assert {name: [*map(str, differences)] for name, differences in found.items() if differences} == {}
    assert len(found) == 116
