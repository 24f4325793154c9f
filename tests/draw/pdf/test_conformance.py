"""PDF/UA-1 and PDF/A-2a: validators find no fault in our files, and find every fault that is put into one."""

from __future__ import annotations

import random
import subprocess
from itertools import product
from pathlib import Path

import pytest
from PIL import Image as Pixels
from support.articles import TONGUES
from support.cards import SHAPES, card, prose
from support.pdf_conformance import find_conformance_faults, find_tag_faults
from support.pdf_faults import FAULTS, seed_fault
from witness.samples import first_of_each_script

from factcards.draw.pdf import draw_pdf
from factcards.errors import SceneError
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import Brand, Chart, Count, Image, LocalCard
from factcards.model.scene import Scene
from factcards.model.sizes import find_size
from factcards.photos import read_logo_key, read_photo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

ROOT = Path(__file__).parents[3]
CONTENTS = ("words", "chart", "photograph")
CASES = list(product(list_theme_names(), (*SHAPES, "postcard-6x4"), CONTENTS))
FEW = random.Random(15).sample(CASES, 10)
"""The cases of the quick suite, the same each time."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path fill="{}" d="M0 0h3v3H0zM5 1h4v1H5z"/></svg>'


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LocalCard]:
    """Return a card of words, one with a chart, and one with photograph and logo, in three scripts, with emoji."""
    folder = tmp_path_factory.mktemp("pictures")
    with Pixels.open(ROOT / "cards" / "end-sex-trafficking" / "photos" / "dandelion.jpg") as small:
        small.resize((4000, 2250)).save(folder / "dandelion.jpg", quality=90)
    for tone, color in (("light", "#ffffff"), ("dark", "#000000")):
        (folder / f"{tone}.svg").write_text(LOGO.format(color), encoding="utf-8")
    light, dark = (read_logo_key(folder / f"{tone}.svg") for tone in ("light", "dark"))
    dandelion = read_photo_key(folder / "dandelion.jpg")
    image = Image(dandelion, prose("A dandelion"), prose("Photo: Clemens Engelhardt, CC0"), (0.29, 0.33))
    counts = Chart(counts=(Count(171, prose("देश", "hi")), Count(21, prose("सरकारें", "hi"))))
    brand = Brand("Equality Now", light, other_logo=dark)
    return {
        "words": card(f"{TONGUES['ar'].short} 🐝", "ar", kind="story", call=None),
        "chart": card(TONGUES["hi"].short, "hi", chart=counts),
        "photograph": card(f"{TONGUES['en'].short} 👩🏽‍🚒", image=image, brand=brand),
    }


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


def test_a_book_of_six_scripts_has_no_fault(assets):
    texts = {tag: TONGUES[tag].short for tag in ("ar", "ur", "hi", "zh-Hans", "th")} | {"km": "មនុស្ស"}
    theme, size = read_theme("statement"), find_size("instagram-square")
    scenes = [lay_out_card(card(text, tag), theme, size, assets) for tag, text in texts.items()]
    assert find_faults(scenes, assets) == []


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
