"""The words that readers of PDF find on cards in twenty languages, by the same measure as the table in docs/pdf.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.twenty_languages import LANGUAGES, load_long_samples, make_card, make_long_card
from witness.words import READERS, find_missing, find_words

from factcards.draw.pdf import draw_pdf
from factcards.layout import lay_out_card
from factcards.model.sizes import find_size

MISSING: dict[str, dict[str, list[str]]] = {"poppler": {}, "pdfium": {}, "MuPDF": {"fa": ["۹۶٪"]}, "pdf.js": {}}
"""The words that a reader does not find, by language: docs/pdf.md says why."""
MISSING_IN_LONG_TEXTS: dict[str, list[str]] = {
    "poppler": ["fa: ۹۶٪", "fa: کلیهٔ", "fa: ۹۶٪", "fa: ۹۶٪"], "pdfium": [], "MuPDF": [*["fa: ۹۶٪"] * 5, "fa: مؤثر"],
    "pdf.js": ["fa: کلیهٔ"],
}  # fmt: skip
"""The same for longer texts, on pages that are mostly in English."""


@pytest.fixture(scope="session")
def scenes(lay_out):
    """Return the scene of each card."""
    return {language: lay_out(make_card(language)) for language in LANGUAGES}


@pytest.fixture(scope="session")
def files(scenes, assets, tmp_path_factory) -> dict[str, Path]:
    """Write a PDF of each card."""
    folder = tmp_path_factory.mktemp("words")
    found = {language: folder / f"{language}.pdf" for language in scenes}
    for language, path in found.items():
        path.write_bytes(draw_pdf([scenes[language]], assets))
    return found


def measure(reader: str, files: dict[str, Path], scenes) -> dict[str, list[str]]:
    """Return the words that a reader does not find, by language."""
    texts = READERS[reader]([*files.values()])
    missing = {
        language: find_missing(find_words(scenes[language]), text, language, reader)
        for language, text in zip(files, texts, strict=True)
    }
    return {language: words for language, words in missing.items() if words}


@pytest.mark.witness("pdftotext")
def test_poppler_finds_every_word(files, scenes):
    assert measure("poppler", files, scenes) == MISSING["poppler"]


def test_pdfium_finds_every_word(files, scenes):
    assert measure("pdfium", files, scenes) == MISSING["pdfium"]


@pytest.mark.witness("mutool")
def test_mupdf_finds_every_word(files, scenes):
    assert measure("MuPDF", files, scenes) == MISSING["MuPDF"]


@pytest.mark.witness("node", "npm:pdfjs-dist")
def test_pdfjs_finds_every_word(files, scenes):
    assert measure("pdf.js", files, scenes) == MISSING["pdf.js"]


def test_the_cards_have_words(scenes):
    assert all(len(find_words(scene)) > 4 for scene in scenes.values())


@pytest.mark.once
@pytest.mark.witness("pdftotext", "mutool", "node", "npm:pdfjs-dist")
def test_readers_find_the_words_of_longer_texts(assets, statement, tmp_path):
    """Measure five cards in each language, of up to 420 characters, with an English source and call."""
    made = [(language, make_long_card(sample)) for language in LANGUAGES for sample in load_long_samples(language)]
    scenes = [(language, lay_out_card(card, statement, find_size("story"), assets)) for language, card in made]
    files = []
    for number, (_, scene) in enumerate(scenes):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(draw_pdf([scene], assets))
    words = [find_words(scene) for _, scene in scenes]
    assert sum(map(len, words)) == 2601
    missing = {
        reader: [
            f"{language}: {word}"
            for (language, _), own, text in zip(scenes, words, read(files), strict=True)
            for word in find_missing(own, text, language, reader)
        ]
        for reader, read in READERS.items()
    }
    assert missing == MISSING_IN_LONG_TEXTS
