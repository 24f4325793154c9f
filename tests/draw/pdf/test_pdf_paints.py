"""Paints of a PDF page: gradients, opacity and clips as the raster draws them; a code that is read from the page."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from picture_renderers import render_pdf_with_poppler
from PIL import Image
from support.renderers import render_pdf_with_pdfium
from support.vector_pages import make_pdf, measure_likeness

from factcards.draw.pdf.page_drawing import draw_nodes
from factcards.draw.raster import draw_image
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Path, Point, Rect, path_of_disc, path_of_rects, path_of_round_rect
from factcards.layout.codes.qr import make_code, path_of_code
from factcards.model.scene import Group, Node, Scene, Shape

WIDTH, HEIGHT = 300, 200
RED, GOLD, BLUE, CLEAR = Color(228, 0, 43), Color(255, 204, 0), Color(0, 60, 160), Color(228, 0, 43, 0)
AREA = path_of_round_rect(Rect(20, 20, 260, 160), 30)
GROUND = Shape(path_of_rects([Rect(0, 0, 300, 90)]), Color(240, 230, 210))
LINK = "https://equalitynow.org/act"


def draw(assets, *nodes: Node) -> tuple[Image.Image, Image.Image, bytes]:
    """Return our picture of some nodes, pdfium's of their PDF, and the PDF."""
    scene = Scene(WIDTH, HEIGHT, nodes, "en", "", Rect(0, 0, WIDTH, HEIGHT))
    data = make_pdf(lambda content: draw_nodes(content, nodes, assets), WIDTH, HEIGHT)
    return draw_image(scene, assets), render_pdf_with_pdfium(data, WIDTH, HEIGHT), data


def operators(data: bytes) -> str:
    """Return all streams of a PDF that are deflated."""
    found = (zlib.decompress(part) for part in re.findall(rb"stream\n(x.*?)\nendstream", data, re.DOTALL))
    return b"\n".join(found).decode("latin-1")


GRADIENTS = {
    "linear": Gradient((20, 20), (280, 180), ((0, RED), (1, BLUE))),
    "several stops": Gradient((20, 0), (280, 0), ((0.1, RED), (0.3, GOLD), (0.9, BLUE))),
    "sharp edge": Gradient((20, 0), (280, 0), ((0, RED), (0.5, RED), (0.5, BLUE), (1, GOLD))),
    "decreasing offsets": Gradient((20, 0), (280, 0), ((0, RED), (0.6, GOLD), (0.4, BLUE), (1, BLUE))),
    "jumps at the ends": Gradient((80, 0), (220, 0), ((0, BLUE), (0, RED), (1, GOLD), (1, BLUE))),
    "outside the path": Gradient((120, 0), (160, 0), ((0, RED), (1, BLUE))),
    "ellipse": Gradient((100, 80), (260, 140), ((0, GOLD), (0.5, RED), (1, BLUE)), is_radial=True),
    "scrim": Gradient((0, 20), (0, 180), ((0, CLEAR), (1, RED))),
    "round scrim": Gradient((150, 100), (290, 190), ((0.2, RED), (1, CLEAR)), is_radial=True),
    "colours and alpha": Gradient((20, 0), (280, 0), ((0, RED), (0.5, replace(GOLD, alpha=90)), (1, CLEAR))),
    "even alpha": Gradient((20, 0), (280, 0), ((0, Color(228, 0, 43, 99)), (1, Color(0, 60, 160, 99)))),
    "no length": Gradient((20, 20), (20, 20), ((0, RED), (1, BLUE))),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients_look_like_ours(name, assets):
    ours, other, _ = draw(assets, GROUND, Shape(AREA, GRADIENTS[name]))
    if name == "decreasing offsets":   # undefined in our scenes; PDF takes each offset as at least the one before it
        assert other.getpixel((150, 100)) != (255, 255, 255)
        return
    assert measure_likeness(ours, other, (0, 0, WIDTH, HEIGHT)) > 0.95
    for x, y in ((60, 60), (140, 100), (240, 140), (40, 150)):
        pairs = zip(ours.getpixel((x, y)), other.getpixel((x, y)), strict=True)
        assert max(abs(a - b) for a, b in pairs) <= 4, (x, y)


def test_a_faded_group_is_one_layer(assets):
    discs = tuple(Shape(path_of_disc(Point(x, 100), 60), color) for x, color in ((110, RED), (190, BLUE)))
    ours, other, _ = draw(assets, GROUND, Group(discs, opacity=0.5))
    assert measure_likeness(ours, other, (0, 0, WIDTH, HEIGHT)) > 0.95
    assert max(abs(a - b) for a, b in zip(ours.getpixel((150, 100)), other.getpixel((150, 100)), strict=True)) <= 2


def test_a_clip_limits_a_group(assets):
    inside = Group((Shape(path_of_rects([Rect(0, 0, 300, 200)]), RED),), clip=path_of_disc(Point(150, 100), 70))
    ours, other, _ = draw(assets, inside)
    assert measure_likeness(ours, other, (0, 0, WIDTH, HEIGHT)) > 0.99


def test_an_empty_path_paints_and_shows_nothing(assets):
    empty = Path("", ())
    nodes = Shape(empty, RED), Group((Shape(AREA, RED),), clip=empty)
    data = make_pdf(lambda content: draw_nodes(content, nodes, assets), WIDTH, HEIGHT)
    assert set(render_pdf_with_pdfium(data, WIDTH, HEIGHT).tobytes()) == {255}


def test_numbers_have_at_most_two_decimals(assets):
    third = Rect(100 / 3, 20, 100, 50)
    _, _, data = draw(assets, Shape(path_of_rects([third]), RED), Shape(path_of_round_rect(third, 7), BLUE))
    assert "33.33 20 100 50 re" in operators(data)
    assert not re.search(r"\.\d{4,}", operators(data))


def test_equal_gradients_are_written_once(assets):
    shape = Shape(AREA, GRADIENTS["colours and alpha"])
    _, _, data = draw(assets, shape, shape, shape)
    assert operators(data).count("/ShadingType") == 2, "one of colours, one of alpha"
    assert re.findall(r"/\w+ sh\b", operators(data)) == ["/S sh", "/S0 sh", "/S0 sh", "/S0 sh"]


@pytest.mark.parametrize("scale", [2, 2.37])
def test_a_code_is_one_path_without_seams_and_is_read(assets, scale):
    code = path_of_code(make_code(LINK), Point(40, 30), 4)
    _, _, data = draw(assets, Shape(code, Color(0, 0, 0)))
    assert re.findall(r" (f\*?|sh|S)\b", operators(data).replace("\n", " ")) == ["f"]
    page = pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [LINK]
    box = [int(edge * scale) for edge in (40, 30, 40 + 7 * 4, 30 + 4)]
    row = page.crop((box[0] + 2, box[1] + 1, box[2] - 2, box[3] - 1))
    assert row.getextrema() == (0, 0), "the upper side of a finder pattern is black"


@pytest.mark.witness("pdftoppm")
@pytest.mark.parametrize("name", ["sharp edge", "ellipse", "colours and alpha"])
def test_poppler_agrees(name, assets):
    code = Shape(path_of_code(make_code(LINK), Point(80, 40), 4), Color(0, 0, 0))
    plate = Shape(path_of_rects([Rect(60, 20, 156, 156)]), Color(255, 255, 255))
    ours, _, data = draw(assets, GROUND, Shape(AREA, GRADIENTS[name]), plate, code)
    other = render_pdf_with_poppler(data, WIDTH, HEIGHT)
    assert [found.text for found in zxingcpp.read_barcodes(other)] == [LINK]
    assert measure_likeness(ours, other, (0, 0, WIDTH, HEIGHT)) > 0.95
