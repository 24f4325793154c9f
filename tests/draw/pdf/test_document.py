"""A PDF document as other readers see it."""

from __future__ import annotations

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


def test_text_is_found(document):
    first, second = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(document))
    assert "Women and girls" in first
    assert "ضحايا" in second
