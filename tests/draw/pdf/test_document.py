"""A PDF document as other readers see it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from support.cards import card, texts
from support.twenty_languages import make_card

from factcards import lay_out, read_cards
from factcards.draw.pdf import draw_pdf
from factcards.localize import localize_card
from factcards.model.assets import Assets
from factcards.photos import PhotoLibrary
from factcards.text.fonts.font_library import shipped_fonts

ROOT = Path(__file__).parents[3]


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


def digest_book() -> str:
    """Return the digest of a book of two languages."""
    cards = read_cards(ROOT / "examples" / "translated-card.yaml")
    scenes = [lay_out(cards["translated-card"], language=language) for language in ("ar", "en")]
    return hashlib.sha256(draw_pdf(scenes, Assets(shipped_fonts(), PhotoLibrary()))).hexdigest()


def test_another_process_draws_a_book_with_the_same_bytes():
    folders = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]
    program = f"import sys; sys.path[:0] = {folders!r}; import test_document; print(test_document.digest_book())"
    variables = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest_book()


def test_text_is_found(document):
    first, second = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(document))
    assert "Women and girls" in first
    assert "ضحايا" in second


def test_text_does_not_drift_in_a_font_whose_widths_are_fractions(lay_out, assets):
    scene = lay_out(make_card("el"))
    ends = [line.ink_rect().right for line in texts(scene, "fact")]
    page = pypdfium2.PdfDocument(draw_pdf([scene], assets))[0]
    found = page.get_textpage()
    rights = [found.get_charbox(index)[2] / 0.75 for index in range(found.count_chars())]
    assert [min(abs(right - end) for right in rights) < 0.2 for end in ends] == [True] * len(ends)


@pytest.mark.parametrize(("language", "limit"), [("en", 20), ("ar", 30), ("hi", 30), ("zh-Hans", 30)])
def test_a_card_of_words_is_small(language, limit, campaign, lay_out, assets):
    found = next(card for card in campaign.cards if card.id == "ninety-nine-billion")
    made = localize_card(found, language)
    assert made is not None
    assert len(draw_pdf([lay_out(made)], assets)) < limit * 1024
