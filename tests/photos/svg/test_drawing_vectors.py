"""Drawings as vectors: renderers draw them like the drawing, and what vectors cannot express stays pixels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from support.vector_pages import measure_likeness, render_pictures

from factcards.graphics.color import Color
from factcards.graphics.geometry import Rect
from factcards.graphics.vector_pictures import VectorFill, VectorLayer, VectorPicture, VectorStroke
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.logo_files import make_logo_key

WIDTH, HEIGHT, COLUMNS = 200, 100, 6
STAR = "M50 5 61 38 95 38 68 59 78 92 50 72 22 92 32 59 5 38 39 38z"
STOPS = '<stop stop-color="#e4002b"/><stop offset=".4" stop-color="#fc0"/><stop offset="1" stop-color="#06c"/>'
FADING = '<stop offset="0" stop-color="#093"/><stop offset="1" stop-color="#093" stop-opacity="0"/>'

DRAWINGS = {
    "basic shapes": '<rect x="5" y="5" width="40" height="30" rx="8"/><circle cx="75" cy="25" r="20" fill="#06c"/>'
    '<ellipse cx="130" cy="25" rx="25" ry="15" fill="teal"/><polygon points="160,45 180,5 198,45" fill="#e4002b"/>',
    "path commands": '<path d="M5 50C5 5 60 5 60 50S120 95 120 50Q150 0 160 50T198 50V95H5z" fill="#360"/>',
    "arcs": '<path d="M20 50a30 20 30 1 0 60 0zM100 50A25 25 0 01150 50 20 40 0 00190 50V90H100z" fill="#639"/>',
    "rules": f'<path d="{STAR}" fill-rule="evenodd"/><path d="{STAR}" transform="translate(100)" fill="#c33"/>',
    "strokes": '<g fill="none" stroke="#036" stroke-width="9"><path d="M10 80 40 20 70 80" stroke-linejoin="round"/>'
    '<path d="M90 80 120 20 150 80" stroke-linecap="square"/><path d="M165 20v60" stroke-linecap="round"/></g>',
    "points": '<path d="m30 50zm50-20zm0 40zm60-20z" stroke="#e4002b" stroke-width="25" stroke-linecap="round"/>',
    "dashes": '<path d="M5 20h190M5 50h190" stroke="#333" stroke-width="6" stroke-dasharray="20 7 3" fill="none"/>'
    '<circle cx="100" cy="75" r="18" fill="none" stroke="red" stroke-width="4" stroke-dasharray="8" '
    'stroke-dashoffset="-3"/>',
    "skewed stroke": '<path transform="matrix(2 .3 0 .6 5 10)" d="M10 20h70v60z" fill="none" stroke="#06c" '
    'stroke-width="8"/>',
    "linear gradient": f'<linearGradient id="a" x2="1" y2="1">{STOPS}</linearGradient>'
    '<rect width="200" height="100" fill="url(#a)"/>',
    "radial gradient": f'<radialGradient id="a" fx=".3" fy=".4">{STOPS}</radialGradient>'
    '<rect x="10" y="10" width="180" height="80" rx="20" fill="url(#a)"/>',
    "reflected gradient": f'<linearGradient id="a" x2=".2" spreadMethod="reflect">{STOPS}</linearGradient>'
    '<ellipse cx="100" cy="50" rx="95" ry="45" fill="url(#a)"/>',
    "repeated rings": f'<radialGradient id="a" r=".2" spreadMethod="repeat">{STOPS}</radialGradient>'
    '<rect width="200" height="100" fill="url(#a)"/>',
    "rings with sharp edges": '<radialGradient id="a" r=".4"><stop offset=".5" stop-color="#fc0"/><stop offset=".5" '
    'stop-color="#093"/><stop offset="1" stop-color="#093"/><stop offset="1" stop-color="#06c"/></radialGradient>'
    '<rect width="200" height="100" fill="url(#a)"/>',
    "fading gradient": f'<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="20" x2="180">{FADING}'
    '</linearGradient><rect width="200" height="100" fill="#fc0"/><circle cx="100" cy="50" r="45" fill="url(#a)"/>',
    "gradient stroke": f'<linearGradient id="b">{STOPS}</linearGradient><linearGradient id="a" href="#b" '
    'gradientTransform="rotate(20)"/><circle cx="100" cy="50" r="38" fill="none" stroke="url(#a)" stroke-width="14"/>',
    "opacity": '<rect width="200" height="60" fill="#06c"/><g opacity=".5"><circle cx="80" cy="60" r="35" fill="red"/>'
    '<circle cx="120" cy="60" r="35" fill="#093"/></g><rect x="150" y="40" width="40" height="40" fill-opacity=".3"/>',
    "clip": f'<clipPath id="a"><path d="{STAR}" transform="translate(50)"/></clipPath>'
    '<g clip-path="url(#a)"><rect width="200" height="50" fill="#e4002b"/><rect y="50" width="200" height="50"/></g>',
    "clip of two shapes": '<clipPath id="a" clipPathUnits="objectBoundingBox"><circle cx=".3" cy=".5" r=".3"/>'
    '<circle cx=".6" cy=".5" r=".3"/></clipPath><rect width="200" height="100" fill="#639" clip-path="url(#a)"/>',
    "reuse": f'<defs><path id="s" d="{STAR}"/><symbol id="t" viewBox="0 0 100 100"><circle cx="60" cy="50" r="50"/>'
    '</symbol></defs><use href="#s" x="100" fill="#fc0"/><use href="#t" width="60" height="90" fill="#06c"/>',
    "nested svg": '<svg x="20" y="10" width="80" height="80" viewBox="0 0 10 10" preserveAspectRatio="xMidYMid slice">'
    '<rect x="-5" width="20" height="5" fill="#093"/></svg>',
    "units": '<rect x="5%" y="1mm" width="25%" height="50%" fill="#06c"/><circle cx="140" cy="12mm" r="10%"/>',
    "blend": '<rect width="120" height="100" fill="#fc0"/><circle cx="110" cy="50" r="40" fill="#06c" '
    'style="mix-blend-mode:multiply"/>',
    "inheritance": '<g fill="#c33" stroke="#333" stroke-width="3"><g color="#093"><rect x="9" y="9" width="60" '
    'height="80" fill="currentColor"/></g><rect x="80" y="9" width="60" height="80"/><rect x="150" y="9" width="40" '
    'height="80" fill="none" paint-order="stroke"/></g>',
    "style sheet": '<style>.a{fill:#639;opacity:.8}rect{stroke:#fc0}</style><rect class="a" x="20" y="20" width="150" '
    'height="60" stroke-width="5"/>',
}  # fmt: skip
"""One drawing of 200 × 100 units for each feature of SVG that becomes vectors."""


def make_key(inner: str, view: str = "0 0 200 100") -> PhotoKey:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'.encode()
    return replace(make_logo_key(data, "logo.svg"), data=data)


def read(inner: str) -> VectorPicture | None:
    key = make_key(inner)
    return PhotoLibrary().drawing(key, Rect(0, 0, key.width, key.height))


def test_drawings_look_as_resvg_draws_the_file():
    rows = -(-len(DRAWINGS) // COLUMNS)
    size = COLUMNS * WIDTH, rows * HEIGHT
    library, ours = PhotoLibrary(), Image.new("RGB", size, "white")
    pictures, boxes = [], {}
    for number, (name, inner) in enumerate(DRAWINGS.items()):
        x, y, key = number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT, make_key(inner)
        whole = Rect(0, 0, key.width, key.height)
        drawn = library.crop(key, whole, WIDTH, HEIGHT).convert("RGBA")
        ours.paste(drawn, (x, y), drawn)
        found = library.drawing(key, whole)
        assert found, f"{name} becomes vectors"
        pictures.append((found, (WIDTH / key.width, 0, 0, HEIGHT / key.height, x, y)))
        boxes[name] = (x, y, x + WIDTH, y + HEIGHT)
    for renderer, other in render_pictures(pictures, *size).items():
        measured = {name: measure_likeness(ours, other, box) for name, box in boxes.items()}
        assert {name: found for name, found in measured.items() if found < 0.95} == {}, renderer


def test_a_stroke_stays_a_stroke():
    (stroke,) = read('<path d="M10 10h80" stroke="#036" stroke-width="4" fill="none"/>').items
    assert isinstance(stroke, VectorStroke)
    assert (stroke.path.verbs, stroke.pen.width, stroke.paint) == ("ML", 4, Color(0, 51, 102))


def test_units_are_the_pixels_of_the_key():
    found = read('<rect width="100" height="50" fill="#036"/>')
    assert found.box == Rect(0, 0, 1024, 512)
    assert found.items[0].path.bounds() == Rect(0, 0, 512, 256)


def test_a_crop_is_the_visible_part_of_the_same_items():
    key = make_key('<rect width="100" height="50" fill="#036"/>')
    part = Rect(100, 50, 400, 200)
    found = PhotoLibrary().drawing(key, part)
    assert (found.box, found.items) == (part, PhotoLibrary().drawing(key, Rect(0, 0, 1024, 512)).items)


def test_opacity_of_one_fill_needs_no_layer():
    (fill,) = read('<rect width="100" height="50" fill="#036" opacity=".5"/>').items
    assert isinstance(fill, VectorFill)
    assert fill.paint == Color(0, 51, 102, 128)
    (layer,) = read('<g opacity=".5"><rect width="100" height="50"/><rect width="50" height="60"/></g>').items
    assert isinstance(layer, VectorLayer)


BLACK_RECT = '<rect width="100" height="50"{}/>'


@pytest.mark.parametrize(
    "inner",
    [
        '<mask id="m"><circle r="90" fill="#fff"/></mask>' + BLACK_RECT.format(' mask="url(#m)"'),
        BLACK_RECT.format(' stroke="red" stroke-linejoin="arcs"'),
        BLACK_RECT.format(' systemLanguage="en"'),
        BLACK_RECT.format(' transform-origin="50 50" transform="rotate(9)"'),
        '<radialGradient id="a" fx="2" fy="2"><stop offset="0"/><stop offset="1" stop-color="red"/></radialGradient>'
        + BLACK_RECT.format(' fill="url(#a)"'),
        '<linearGradient id="a" x2=".0001" spreadMethod="repeat"><stop offset="0"/><stop offset="1" stop-color="red"/>'
        "</linearGradient>" + BLACK_RECT.format(' fill="url(#a)"'),
        '<path d="M0 0 100 50 0 50 foo"/>',
        '<path d="M20 20z" stroke="red" stroke-width="9" stroke-linecap="square"/>',
        '<rect width="6ex" height="50" font-size="3"/>',
    ],
    ids=[
        "mask", "joins", "languages", "origin", "focal point", "many stripes", "broken path", "square point",
        "units of type",
    ],
)
def test_what_vectors_cannot_express_stays_pixels(inner):
    assert read(inner) is None


def test_a_photograph_is_no_drawing():
    image = Image.new("RGB", (8, 8), "red")
    key = PhotoKey("0" * 64, 8, 8)
    assert PhotoLibrary(lambda _: image.tobytes()).drawing(key, Rect(0, 0, 8, 8)) is None
