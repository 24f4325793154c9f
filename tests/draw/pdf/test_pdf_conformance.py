"""PDF/UA-1 and PDF/A-2a: validators find no fault in our files, and find every fault that is put into one."""

from __future__ import annotations

import random
import subprocess
from itertools import product

import pytest
from support.articles import TONGUES
from support.cards import SHAPES, card
from support.pdf_cards import make_cards
from support.pdf_conformance import find_conformance_faults, find_tag_faults
from support.pdf_faults import FAULTS, seed_fault
from witness.samples import first_of_each_script

from factcards.draw.pdf import draw_pdf, glyph_fonts, glyph_text
from factcards.errors import SceneError
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import LocalCard
from factcards.model.scene import Scene
from factcards.model.sizes import find_size
from factcards.read.themes.theme_reader import list_theme_names, read_theme

CONTENTS = ("words", "chart", "photograph")
CASES = list(product(list_theme_names(), (*SHAPES, "postcard-6x4"), CONTENTS))
FEW = random.Random(15).sample(CASES, 10)
"""The cases of the quick suite, the same each time."""


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LocalCard]:
    """Return a card for each of the contents."""
    return make_cards(tmp_path_factory.mktemp("pictures"))


def find_faults(scenes: list[Scene], assets: Assets) -> list[str]:
    data = draw_pdf(scenes, assets)
    return [*find_conformance_faults(data), *find_tag_faults(data)]


@pytest.fixture(scope="module")
def good(cards: dict[str, LocalCard], assets: Assets) -> bytes:
    """Return a PDF without faults."""
    return draw_pdf([lay_out_card(cards["chart"], read_theme("data"), find_size("instagram-portrait"), assets)], assets)


def faults_of(cases: list[tuple[str, str, str]], cards: dict[str, LocalCard], assets: Assets) -> list[str]:
    return [
        f"{theme} {size} {content}: {fault}"
        for theme, size, content in cases
        for fault in find_faults([lay_out_card(cards[content], read_theme(theme), find_size(size), assets)], assets)
    ]


def test_a_sample_of_themes_shapes_and_contents_has_no_fault(cards, assets):
    assert faults_of(FEW, cards, assets) == []


@pytest.mark.once
def test_no_theme_shape_and_content_has_a_fault(cards, assets):
    assert len(CASES) == 8 * 5 * 3
    assert faults_of(CASES, cards, assets) == []


@pytest.fixture(scope="module")
def six_scripts(assets: Assets) -> list[Scene]:
    """Return the pages of a book in six scripts, with outlines of both kinds."""
    texts = {tag: TONGUES[tag].short for tag in ("ar", "ur", "hi", "zh-Hans", "th")} | {"km": "មនុស្ស"}
    theme, size = read_theme("statement"), find_size("instagram-square")
    return [lay_out_card(card(text, tag), theme, size, assets) for tag, text in texts.items()]


def test_a_book_of_six_scripts_has_no_fault(six_scripts, assets):
    assert find_faults(six_scripts, assets) == []


@pytest.mark.parametrize("right", ["whole", "none"])
def test_a_book_of_fonts_that_may_not_be_subset_or_embedded_has_no_fault(right, six_scripts, assets, monkeypatch):
    for module in (glyph_fonts, glyph_text):
        monkeypatch.setattr(module, "find_embedding_right", lambda _font: right)
    # page-validation 0.11 reads a wrong width from the whole Noto Sans CJK; fontTools, poppler and MuPDF read ours
    shown = [page for page in six_scripts if page.language != "zh-Hans" or right == "none"]
    assert find_faults(shown, assets) == []


@pytest.mark.once
def test_no_script_has_a_fault(assets):
    found, count = [], 0
    for sample in first_of_each_script():
        try:
            scene = lay_out_card(card(sample.text, sample.tag), read_theme("statement"), find_size("a6"), assets)
        except SceneError:
            continue   # no font for it
        count += 1
        found += [f"{sample.name}: {fault}" for fault in find_faults([scene], assets)]
    assert count > 60
    assert found == []


def test_writing_a_pdf_again_adds_no_fault(good):
    again = seed_fault(good, None)
    assert [*find_conformance_faults(again), *find_tag_faults(again)] == []


def test_at_least_thirty_faults_are_known():
    assert len(FAULTS) >= 30


@pytest.mark.parametrize("wrong", FAULTS)
def test_a_fault_that_is_put_into_a_pdf_is_found(wrong, good):
    rule, change = FAULTS[wrong]
    faulty = seed_fault(good, change)
    if rule == "tags":
        assert find_tag_faults(faulty)
    else:
        assert rule in {fault.split(":")[0].split()[-1] for fault in find_conformance_faults(faulty)}


@pytest.mark.witness("qpdf")
def test_the_syntax_is_clean_for_qpdf(good, tmp_path):
    path = tmp_path / "good.pdf"
    path.write_bytes(good)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "No syntax or stream encoding errors found" in checked.stdout
