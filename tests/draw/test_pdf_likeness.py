"""A PDF looks like the raster when pdfium and poppler draw it: each text, chart, picture and code of every theme."""

from __future__ import annotations

import pytest
from picture_renderers import render_pdf_with_poppler
from support.likeness_cards import NAMES, LikenessCard, lay_out_every_scene, seed_many_faults
from support.picture_likeness import find_differences
from support.renderers import render_pdf_with_pdfium

from factcards.draw.pdf import draw_pdf


@pytest.mark.parametrize("name", NAMES)
def test_a_page_drawn_by_pdfium_looks_like_the_raster(name, likeness_cards, assets):
    card: LikenessCard = likeness_cards[name]
    drawn = render_pdf_with_pdfium(draw_pdf([card.scene], assets), *card.picture.size)
    assert report_lines(card, drawn) == []


@pytest.mark.parametrize("name", ["Arabic with emoji", "Chinese"])
@pytest.mark.witness("pdftoppm")
def test_a_page_drawn_by_poppler_looks_like_the_raster(name, likeness_cards, assets):
    card: LikenessCard = likeness_cards[name]
    drawn = render_pdf_with_poppler(draw_pdf([card.scene], assets), *card.picture.size)
    assert report_lines(card, drawn) == []


def test_faults_of_a_page_are_found_and_nothing_else(likeness_cards, assets):
    card: LikenessCard = likeness_cards["one of a series"]
    scene, faulty = seed_many_faults(card.scene)
    drawn = render_pdf_with_pdfium(draw_pdf([scene], assets), *card.picture.size)
    found = {difference.part for difference in find_differences(card.scene, card.picture, drawn)}
    assert found - {"outside all parts"} == faulty


@pytest.mark.once
@pytest.mark.parametrize("render", [render_pdf_with_pdfium, render_pdf_with_poppler])
def test_every_theme_shape_and_language_looks_like_the_raster(render, tmp_path, assets):
    found = {}
    for name, scene in lay_out_every_scene(tmp_path, assets):
        card = LikenessCard(scene, assets)
        found[name] = report_lines(card, render(draw_pdf([scene], assets), *card.picture.size))
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) == 116


def report_lines(card, drawn):
    return [str(difference) for difference in find_differences(card.scene, card.picture, drawn)]
