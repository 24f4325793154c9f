"""Text of a PDF, read and drawn by pdfium: where its glyphs are, and text that no font of the file may show."""

from __future__ import annotations

import ctypes
import io

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageChops
from pypdfium2 import raw
from support.cards import card, texts
from support.licensed_fonts import EDITABLE, NO_SUBSETTING, ONLY_BITMAPS, RESTRICTED, license_fonts
from support.pdf_conformance import find_conformance_faults
from support.shaped_text import PLAIN, style_of, write
from witness.words import find_missing, find_words

from factcards.draw import draw_image
from factcards.draw.glyph_positions import place_glyphs
from factcards.draw.pdf import draw_pdf
from factcards.graphics.color import Color, Gradient, Paint
from factcards.graphics.geometry import Point, Rect
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.scene import Backdrop, Scene, Text
from factcards.model.sizes import find_size
from factcards.photos import PhotoLibrary
from factcards.text import FontLibrary, TextStyle, break_lines

BLACK = Color(0, 0, 0)
LATIN = "Women and girls **96%** of all: naïve office."
ARABIC = "تشكّل النساء **والفتيات** 96% من ضحايا الاتجار"


def read_text(data: bytes) -> str:
    return str(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())


def font_programs(data: bytes) -> dict[str, bytes]:
    """Return the font programs of a PDF by the names of their fonts."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        return {str(o.FontName): (o.get("/FontFile2") or o.get("/FontFile3")).read_bytes() for o in found}


def mean_difference(data: bytes, scene, assets) -> float:
    """Return the mean difference between pdfium's picture of the page and ours, in levels of 255."""
    drawn = pypdfium2.PdfDocument(data)[0].render(scale=96 / 72).to_pil().convert("L")
    difference = ImageChops.difference(drawn, draw_image(scene, assets).convert("L"))
    counts = difference.histogram()
    return sum(level * count for level, count in enumerate(counts)) / sum(counts)


@pytest.mark.parametrize(("words", "language"), [
    (LATIN, "en"), (ARABIC, "ar"), ("جنسی **استحصال** کے لیے 96%", "ur"), ("मानव **गौरव** के लिए मिलकर 96%", "hi"),
    ("**妇女**和女童占96%。", "zh-Hans"),
])  # fmt: skip
def test_glyphs_are_within_a_hundredth_of_a_pixel_of_their_places(words, language, lay_out, assets):
    """Compare the origins of characters in pdfium with the places where clusters begin or their glyphs are."""
    scene = lay_out(card(words, language))
    page = pypdfium2.PdfDocument(draw_pdf([scene], assets))[0]
    text = page.get_textpage()
    wanted: set[tuple[float, float]] = set()
    for line in texts(scene):
        pen = line.origin.x
        glyphs = (glyph for run in line.line.runs for glyph in run.glyphs)
        for placed, glyph in zip(place_glyphs(line.line, line.origin, line.size), glyphs, strict=True):
            wanted |= {(pen, line.origin.y), (pen + glyph.advance * line.size, line.origin.y), (placed.x, placed.y)}
            pen += glyph.advance * line.size
    found = []
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        if raw.FPDFText_IsGenerated(text, index) == 0 and chr(raw.FPDFText_GetUnicode(text, index)).isalnum():
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            found.append((x.value / 0.75, scene.height - y.value / 0.75))
    assert len(found) > 20
    far = [at for at in found if min(max(abs(at[0] - x), abs(at[1] - y)) for x, y in wanted) > 0.01]
    assert far == []


def make_restricted(folder, fs_type, statement, words=LATIN, language="en"):
    """Return a card's scene in fonts with these terms, its PDF, and the assets."""
    fonts = license_fonts(folder, ["Archivo", "IBMPlexSansArabic"], fs_type)
    own = Assets(fonts, PhotoLibrary())
    scene = lay_out_card(card(words, language), statement, find_size("instagram-portrait"), own)
    return scene, draw_pdf([scene], own), own


@pytest.mark.parametrize("fs_type", [RESTRICTED, ONLY_BITMAPS])
@pytest.mark.parametrize(("words", "language"), [(LATIN, "en"), (ARABIC, "ar")])
def test_a_font_that_forbids_embedding_is_drawn_as_outlines_with_words(
    fs_type, words, language, tmp_path, statement
):
    scene, data, own = make_restricted(tmp_path, fs_type, statement, words, language)
    (program,) = font_programs(data).values()
    font = TTFont(io.BytesIO(program))
    assert all(not font["glyf"][name].numberOfContours for name in font.getGlyphOrder())
    assert find_missing(find_words(scene), read_text(data), language) == []
    assert mean_difference(data, scene, own) < 0.2
    assert find_conformance_faults(data) == []
    assert len(data) < 30_000


def test_a_font_that_forbids_subsetting_is_embedded_whole(tmp_path, statement):
    scene, data, own = make_restricted(tmp_path, NO_SUBSETTING, statement)
    programs = font_programs(data)
    assert set(programs) <= {f"/Archivo-{weight}" for weight in (500, 600, 700, 800)}
    for name, program in programs.items():
        assert program == (tmp_path / f"{name[1:]}.ttf").read_bytes()
    assert find_missing(find_words(scene), read_text(data), "en") == []
    assert mean_difference(data, scene, own) < 0.3
    assert find_conformance_faults(data) == []


def make_line_scene(words: str, language: str, style: TextStyle, fonts: FontLibrary, fill: Paint = BLACK) -> Scene:
    """Return a scene of one line of text."""
    line = break_lines(write(words, language, fonts, style), 99.0)[0]
    text = Text(Point(30, 130), line, 80, fill, fill, Backdrop(1, 1))
    return Scene(600, 200, (text,), language, words, Rect(0, 0, 600, 200))


def test_a_whole_font_with_cff_outlines_shows_the_right_glyphs(tmp_path):
    fonts = license_fonts(tmp_path, ["NotoSansCJK"], NO_SUBSETTING)
    scene = make_line_scene("妇女和女童", "zh-Hans", style_of(700, Hani="Noto Sans CJK JP"), fonts)
    data = draw_pdf([scene], Assets(fonts, PhotoLibrary()))
    assert list(font_programs(data)) == ["/NotoSansCJK-700"]
    assert mean_difference(data, scene, Assets(fonts, PhotoLibrary())) < 0.5


@pytest.mark.parametrize("fs_type", [EDITABLE, RESTRICTED])
def test_text_is_filled_with_a_gradient(fs_type, tmp_path):
    fonts = license_fonts(tmp_path, ["Archivo"], fs_type)
    fill = Gradient((0, 0), (600, 0), ((0.0, Color(200, 0, 0)), (1.0, Color(0, 0, 120))))
    scene = make_line_scene("Gradient", "en", PLAIN, fonts, fill)
    data = draw_pdf([scene], Assets(fonts, PhotoLibrary()))
    assert mean_difference(data, scene, Assets(fonts, PhotoLibrary())) < 0.5
    assert read_text(data).strip() == "Gradient"


def test_emoji_are_words_for_readers(lay_out, assets):
    data = draw_pdf([lay_out(card("Help ❤️ now, women and girls"))], assets)
    assert "Help ❤️ now" in " ".join(read_text(data).split())


def test_the_pages_of_a_book_share_their_fonts(lay_out, assets):
    scenes = [lay_out(card(f"Women and girls make up **{number}%** of all victims.")) for number in range(85, 97)]
    book = draw_pdf(scenes, assets)
    alone = [draw_pdf([scene], assets) for scene in scenes]
    assert len(font_programs(book)) == max(len(font_programs(data)) for data in alone)
    assert len(book) < sum(map(len, alone)) / 2
