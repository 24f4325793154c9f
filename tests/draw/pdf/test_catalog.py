"""What a PDF says about itself as a whole, as other readers see it: title, language, colours, bookmarks, boxes."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms
from support.cards import card
from support.scenes import scene_of

from factcards.draw.pdf import draw_pdf
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.scene import Metadata, Scene
from factcards.model.sizes import find_size
from factcards.photos import PhotoLibrary
from factcards.read.themes.theme_reader import read_theme
from factcards.text.fonts.font_library import shipped_fonts

ASSETS = Assets(shipped_fonts(), PhotoLibrary())


def drawn(*pages: Scene) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(io.BytesIO(draw_pdf(pages, ASSETS)))


def scene(title: str = "", description: str = "", language: str = "en") -> Scene:
    return replace(scene_of(description=description), language=language, metadata=Metadata(title))


@pytest.mark.parametrize(
    ("title", "description", "shown"),
    [("Nobody\nis for sale", "Alt", "Nobody is for sale"), ("", "Alt text", "Alt text"), ("", " ", "100 × 80")],
)
def test_the_window_shows_a_title_which_is_never_empty(title, description, shown):
    with drawn(scene(title, description)) as pdf:
        assert str(pdf.docinfo.Title) == shown
        assert pdf.open_metadata()["dc:title"] == shown
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


@pytest.mark.parametrize(("language", "lang"), [("en", "en"), ("ur-x-naskh", "ur"), ("yo", "yo"), ("", "und")])
def test_the_language_is_that_of_the_card_without_private_parts(language, lang):
    with drawn(scene(language=language)) as pdf:
        assert str(pdf.Root.Lang) == lang


def test_colours_are_meant_as_srgb():
    with drawn(scene()) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB"
    ramp = Image.linear_gradient("L")
    colors = Image.merge("RGB", (ramp, ramp.transpose(Image.Transpose.ROTATE_90), ImageChops.invert(ramp)))
    shown = ImageCms.profileToProfile(colors, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert max(high for _, high in ImageChops.difference(colors, shown).getextrema()) <= 1


def test_one_page_has_no_bookmarks_and_a_book_one_for_each():
    with drawn(scene("Alone")) as pdf:
        assert "/Outlines" not in pdf.Root
    pages = [scene("Eins"), scene("لا أحد للبيع", language="ar"), scene("Three")]
    book = pypdfium2.PdfDocument(draw_pdf(pages, ASSETS))
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in book.get_toc()]
    assert marks == [("Eins", 0), ("لا أحد للبيع", 1), ("Three", 2)]


def test_a_book_does_not_claim_the_words_of_its_first_page_for_the_whole():
    about = Metadata("Title", "Summary", "Equality Now", "Photo: A", "CC BY 4.0", "ILO, 2014")
    first = replace(scene_of(description="Alt text"), metadata=about)
    with drawn(first) as pdf:
        alone = pdf.Root.Metadata.read_bytes().decode()
    second = scene("Second")
    with drawn(first, replace(second, metadata=replace(second.metadata, rights=about.rights))) as pdf:
        book = pdf.Root.Metadata.read_bytes().decode()
    for text in ("Summary", "Photo: A", "ILO, 2014", "Alt text"):
        assert (text in alone, text in book) == (True, False)
    for text in ("Title", "Equality Now", "CC BY 4.0"):
        assert text in book
    with drawn(first, second) as pdf:
        assert b"CC BY 4.0" not in pdf.Root.Metadata.read_bytes(), "the second page is under other terms"


def test_a_screen_card_is_as_large_as_in_css_and_has_no_bleed():
    with drawn(scene()) as pdf:
        page = pdf.pages[0]
        assert [list(map(float, box)) for box in (page.mediabox, page.trimbox)] == [[0, 0, 75, 60]] * 2


PRINTS = [("a6", 105, 148, 3), ("postcard-6x4", 152.4, 101.6, 3.175)]   # millimetres


@pytest.mark.parametrize(("name", "width", "height", "bleed"), PRINTS)
def test_a_print_has_its_size_within_the_trim_box_and_its_bleed_around(name, width, height, bleed):
    printed = lay_out_card(card(), read_theme("statement"), find_size(name), ASSETS)
    with drawn(printed) as pdf:
        page = pdf.pages[0]
        media, trim = ([float(edge) * 25.4 / 72 for edge in box] for box in (page.mediabox, page.trimbox))
        assert page.bleedbox == page.mediabox
    pixel = 25.4 / 300
    assert trim[2] - trim[0] == pytest.approx(width, abs=pixel)
    assert trim[3] - trim[1] == pytest.approx(height, abs=pixel)
    assert [trim[0], trim[1], media[2] - trim[2], media[3] - trim[3]] == pytest.approx([bleed] * 4, abs=pixel)


def test_equal_documents_have_equal_identifiers_and_others_not():
    with drawn(scene("One")) as one, drawn(scene("One")) as same, drawn(scene("Two")) as other:
        assert one.trailer.ID == same.trailer.ID
        assert one.trailer.ID != other.trailer.ID


def test_a_pdf_names_no_time_and_no_program_version():
    with drawn(scene("One")) as pdf:
        assert list(pdf.docinfo) == ["/Title"]
        assert b"Date" not in pdf.Root.Metadata.read_bytes()


@pytest.mark.witness("pdftotext")
def test_poppler_reads_title_tags_and_version(tmp_path):
    path = tmp_path / "one.pdf"
    path.write_bytes(draw_pdf([scene("Nobody is for sale")], ASSETS))
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    facts = dict(line.split(":", 1) for line in told.splitlines())
    names = ("Title", "Tagged", "Suspects", "JavaScript", "Encrypted", "PDF version")
    assert [facts[name].strip() for name in names] == ["Nobody is for sale", "yes", "no", "no", "no", "1.7"]
