"""A PDF document as other readers see it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from support.cards import card

from factcards.draw.pdf import draw_pdf


@pytest.fixture(scope="module")
def document(lay_out, assets):
    """Return a PDF with two pages, in English and Arabic."""
    arabic = card("96% من **ضحايا** الاتجار", "ar")
    return draw_pdf([lay_out(card()), lay_out(arabic, "story")], assets)


def test_a_document_has_a_page_of_the_size_of_each_scene(document):
    pages = pypdfium2.PdfDocument(document)
    assert [page.get_size() for page in pages] == [(1080 * 0.75, 1350 * 0.75), (1080 * 0.75, 1920 * 0.75)]


def test_the_same_scene_gives_the_same_bytes(document, lay_out, assets):
    arabic = card("96% من **ضحايا** الاتجار", "ar")
    assert draw_pdf([lay_out(card()), lay_out(arabic, "story")], assets) == document


BOOK = """
import hashlib
from factcards import lay_out, read_cards
from factcards.draw.pdf import draw_pdf
from factcards.model.assets import Assets
from factcards.photos import PhotoLibrary
from factcards.text.fonts.font_library import shipped_fonts
cards = read_cards("examples/translated-card.yaml")
scenes = [lay_out(cards["translated-card"], language=language) for language in ("ar", "en")]
print(hashlib.sha256(draw_pdf(scenes, Assets(shipped_fonts(), PhotoLibrary()))).hexdigest())
"""


def test_two_processes_draw_a_book_with_the_same_bytes():
    root = Path(__file__).parents[3]
    variables = {"PYTHONPATH": str(root), "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    running = [
        subprocess.Popen([sys.executable, "-c", BOOK], env={**variables, "PYTHONHASHSEED": seed}, cwd=root,
                         stdout=subprocess.PIPE, text=True)
        for seed in ("1", "4711")
    ]  # fmt: skip
    first, second = (process.communicate()[0] for process in running)
    assert first == second
    assert len(first.strip()) == 64


def test_text_is_found(document):
    first, second = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(document))
    assert "Women and girls" in first
    assert "ضحايا" in second
