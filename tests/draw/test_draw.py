"""Scenes in every format: the same bytes in two processes, and a code that two decoders read."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import cv2
import numpy
import pytest
import zxingcpp
from PIL import Image, ImageChops
from support.scenes import BLACK, WHITE, line_of, open_assets, scene_of, shape_run, text_of

from factcards.draw import FORMATS, draw_image, draw_scene
from factcards.draw.color_table import MAX_ERROR
from factcards.draw.encoders import encode_jpeg, encode_webp
from factcards.draw.xmp_packet import make_xmp
from factcards.errors import DrawError
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Point, Rect, path_of_disc, path_of_rects
from factcards.layout.codes.qr import make_code, path_of_code
from factcards.model.assets import Assets
from factcards.model.scene import Group, Scene, Shape
from factcards.photos import PhotoLibrary
from factcards.text.fonts.font_library import shipped_fonts

LINK = "https://equalitynow.org/act?utm_content=ar"
GROUND, PAPER, INK = Color(52, 17, 47), Color(251, 245, 236), Color(52, 17, 47)


def card() -> Scene:
    code = make_code(LINK)
    fade = Gradient((0, 0), (300, 500), ((0.0, Color(255, 255, 255, 0)), (1.0, Color(255, 255, 255, 90))))
    line = line_of(shape_run("Women 96%", "Archivo-800.ttf"), shape_run(" \u2764", "NotoColorEmoji-400.ttf"))
    nodes = (
        Shape(path_of_rects([Rect(0, 0, 540, 675)]), GROUND),
        Shape(path_of_disc(Point(425, 150), 190), fade),
        Group((text_of(line, 36, 240, 72.5, WHITE, WHITE),), "fact"),
        Shape(path_of_rects([Rect(0, 420, 540, 255)]), PAPER),
        Group((Shape(path_of_code(code, Point(300, 460), 5), INK),), "code", opacity=1.0),
        Group((Shape(path_of_disc(Point(100, 560), 60), BLACK),), clip=path_of_disc(Point(120, 560), 60), opacity=0.4),
    )
    return scene_of(*nodes, width=540, height=675, description="96%")


def flat_card() -> Scene:
    """Return a card of few colours: a disc over an edge, words on both, and a code."""
    words = line_of(shape_run("Women ", "Archivo-800.ttf"), shape_run("96%", "Archivo-800.ttf", emphasis=True))
    nodes = (
        Shape(path_of_rects([Rect(0, 0, 540, 675)]), GROUND),
        Shape(path_of_rects([Rect(0, 420, 540, 255)]), PAPER),
        Shape(path_of_disc(Point(425, 400), 190), Color(74, 36, 68)),
        Group((text_of(words, 36, 340, 72.5, WHITE, Color(255, 176, 138)),), "fact"),
        Group((Shape(path_of_code(make_code(LINK), Point(30, 460), 5), INK),), "code"),
    )
    return scene_of(*nodes, width=540, height=675, description="96%")


def digests() -> dict[str, str]:
    scene, assets = card(), Assets(shipped_fonts(), PhotoLibrary())   # PDF and SVG name the fonts that they hold
    files = {name: draw_scene(scene, name, assets) for name in FORMATS}
    flat = {f"flat, {small=}": draw_scene(flat_card(), "png", assets, small=small) for small in (False, True)}
    return {name: hashlib.sha256(data).hexdigest() for name, data in (files | flat).items()}


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_process_draws_the_same_bytes(seed):
    program = "from test_draw import digests; print(digests())"
    here = Path(__file__).parent
    path = [str(here), str(here.parent), str(here.parents[1])]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}; {program}"],
        env={"PYTHONHASHSEED": seed, "TZ": "Asia/Kathmandu"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == repr(digests())


def test_png_holds_the_pixels_of_the_image():
    found = Image.open(io.BytesIO(draw_scene(card(), "png", open_assets())))
    assert found.tobytes() == draw_image(card(), open_assets()).tobytes()


def test_png_of_a_flat_card_holds_nearly_the_pixels_of_the_image():
    fast, small = (draw_scene(flat_card(), "png", open_assets(), small=small) for small in (False, True))
    found = Image.open(io.BytesIO(fast))
    assert found.mode == "P"
    difference = ImageChops.difference(found.convert("RGB"), draw_image(flat_card(), open_assets()))
    assert max(high for _, high in difference.getextrema()) == MAX_ERROR
    assert len(small) < len(fast)
    assert Image.open(io.BytesIO(small)).convert("RGB").tobytes() == found.convert("RGB").tobytes()


@pytest.mark.parametrize("format_", ["jpeg", "webp"])
def test_only_png_has_a_palette(format_):
    scene, assets = flat_card(), open_assets()
    encode = {"jpeg": encode_jpeg, "webp": encode_webp}[format_]
    exact = encode(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))
    assert draw_scene(scene, format_, assets) == exact


def decode(image: Image.Image) -> list[str]:
    by_zxing = [found.text for found in zxingcpp.read_barcodes(image)]
    by_opencv = cv2.QRCodeDetector().detectAndDecode(numpy.asarray(image.convert("L")))[0]
    return [*by_zxing, by_opencv]


@pytest.mark.parametrize("format_", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("scene", [card(), flat_card()], ids=["card", "flat card"])
def test_two_readers_read_the_code(format_, scene):
    image = Image.open(io.BytesIO(draw_scene(scene, format_, open_assets()))).convert("RGB")
    assert decode(image) == [LINK, LINK]


def test_two_readers_read_the_code_at_half_size_and_poor_quality():
    code = make_code(LINK)
    place = path_of_code(code, Point(120, 120), 8)
    scene = scene_of(Shape(place, INK), width=600, height=600)
    out = io.BytesIO()
    draw_image(scene, open_assets()).resize((300, 300), Image.Resampling.LANCZOS).save(out, "JPEG", quality=50)
    assert decode(Image.open(out)) == [LINK, LINK]


def test_unknown_format_is_refused_with_the_list_of_formats():
    with pytest.raises(DrawError) as caught:
        draw_scene(card(), "gif", open_assets())
    assert str(caught.value) == "error: there is no format `gif`; expected one of " + ", ".join(FORMATS)
