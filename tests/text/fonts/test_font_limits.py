"""Tests of designers' fonts that are damaged or too costly: refused by name and number, never with a traceback."""

from __future__ import annotations

import contextlib
import math
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from factcards.errors import FontError
from factcards.text import FaceChoice, Span, TextStyle, open_fonts, shape_paragraph

ROOT = Path(__file__).parents[3]
CARD = 'language: en\nfact: "abba ab"\nsource: Somebody, 2024\naction: https://example.org/act\n'


def outline(pen: TTGlyphPen | T2CharStringPen, points: int) -> None:
    """Draw a star with this number of points."""
    places = [(round(300 + 290 * math.cos(7 * i)), round(300 + 290 * math.sin(11 * i))) for i in range(points)]
    pen.moveTo(places[0])
    for place in places[1:]:
        pen.lineTo(place)
    pen.closePath()


def build(path: Path, points: int = 4, features: str = "", cff: bool = False) -> None:
    """Write a font “Bad” with the letters of “abcdefghijklmnopqrstuvwxyz ”; `b` has this number of points."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [".notdef", "space", *letters]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space"} | {ord(c): c for c in letters})
    glyphs = {}
    for name in names:
        pen = T2CharStringPen(600, None) if cff else TTGlyphPen(None)
        outline(pen, points if name == "b" else 4)
        glyphs[name] = pen.getCharString() if cff else pen.glyph()
    if cff:
        builder.setupCFF("Bad", {}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bad", "styleName": "Regular"})
    builder.setupOS2(sxHeight=500, sCapHeight=700)
    builder.setupPost()
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    builder.save(path)


def change(path: Path, tag: str, at: int, data: bytes, fix_checksum: bool = True) -> None:
    """Overwrite bytes of a table, and by default correct its checksum."""
    font = bytearray(path.read_bytes())
    for entry in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[entry : entry + 4] == tag.encode().ljust(4):
            start, length = struct.unpack_from(">2I", font, entry + 8)
            font[start + at : start + at + len(data)] = data
            if fix_checksum:
                table = bytes(font[start : start + length]).ljust(-(-length // 4) * 4, b"\0")
                sums = sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF
                font[entry + 4 : entry + 8] = struct.pack(">I", sums)
    path.write_bytes(font)


def shape(folder: Path, text: str) -> None:
    """Shape a text in the font “Bad”, and measure its ink."""
    fonts = open_fonts(folder)
    style = TextStyle((("", FaceChoice("Bad", 400)),), 400)
    for run in shape_paragraph(text, [Span(0, len(text), style)], "en", "ltr", fonts).runs:
        for glyph in run.glyphs:
            fonts.open_font(run.font).ink(glyph.id)


@pytest.mark.parametrize("units", [0, 1, 15, 16385, 65535])
def test_units_per_em_out_of_range_are_refused(tmp_path, units):
    build(tmp_path / "bad.ttf")
    change(tmp_path / "bad.ttf", "head", 18, struct.pack(">H", units))
    with pytest.raises(FontError, match=f"`bad.ttf` has {units} units per em; expected 16 to 16384"):
        open_fonts(tmp_path)


@pytest.mark.parametrize("tag", ["glyf", "cmap", "hmtx", "loca"])
def test_a_table_that_was_damaged_is_refused(tmp_path, tag):
    build(tmp_path / "bad.ttf")
    change(tmp_path / "bad.ttf", tag, 6, b"\x5a", fix_checksum=False)
    with pytest.raises(FontError, match=f"`bad.ttf` is damaged: the checksum of its table `{tag}` is wrong; download"):
        open_fonts(tmp_path)


def test_a_font_with_a_changed_name_is_not_damaged(tmp_path):
    build(tmp_path / "bad.ttf")
    change(tmp_path / "bad.ttf", "post", 8, b"\0\1", fix_checksum=False)
    assert open_fonts(tmp_path).has_family("Bad")


def test_tables_beyond_the_end_too_many_and_web_fonts_are_refused(tmp_path):
    build(tmp_path / "bad.ttf")
    whole = (tmp_path / "bad.ttf").read_bytes()
    for data, message in (
        (whole[:-40], r"`bad\.ttf` is not a font that can be used: its table `\w+` extends beyond the end of the file"),
        (whole[:4] + b"\xff\xff" + whole[6:], r"`bad\.ttf` has 65535 tables; expected 64 at most"),
        (whole[:4] + b"\0\x40" + whole[6:40], r"is not a font that can be used: the file is truncated"),
        (b"wOFF" + bytes(90), r"it is a web font \(WOFF 1\); expected TTF, OTF or WOFF2"),
        (b"<html>" + bytes(90), r"`bad\.ttf` is not a font that can be used; expected TTF, OTF or WOFF2"),
    ):
        (tmp_path / "bad.ttf").write_bytes(data)
        with pytest.raises(FontError, match=message):
            open_fonts(tmp_path)


@pytest.mark.parametrize("cff", [False, True])
def test_a_glyph_with_too_many_points_is_refused_when_it_is_used(tmp_path, cff):
    build(tmp_path / "bad.otf", 12_000, cff=cff)
    shape(tmp_path, "acca")
    with pytest.raises(FontError, match=r"`bad\.otf` has a glyph of 1\d,\d{3} points \(number 3\); expected 10,000"):
        shape(tmp_path, "abba")


def test_the_points_of_all_components_of_a_glyph_count(tmp_path):
    build(tmp_path / "bad.ttf", 900)
    font = TTFont(tmp_path / "bad.ttf")
    for name, base in zip("cde", "bcd", strict=True):
        pen = TTGlyphPen(font.getGlyphSet())
        for step in range(4):
            pen.addComponent(base, (1, 0, 0, 1, step, 0))
        font["glyf"][name] = pen.glyph()
    font.save(tmp_path / "bad.ttf")
    with pytest.raises(FontError, match=r"has a glyph of [\d,]+ points"):
        shape(tmp_path, "ade")


def test_a_glyph_with_too_many_layers_is_refused(tmp_path):
    build(tmp_path / "bad.ttf", 2000)
    font = TTFont(tmp_path / "bad.ttf")
    font["CPAL"] = buildCPAL([[(0, 0, 0, 1)]])
    font["COLR"] = buildCOLR({"a": [("c", 0)] * 3, "d": [("b", 0)] * 80})
    font.save(tmp_path / "bad.ttf")
    shape(tmp_path, "ac")
    with pytest.raises(FontError, match=r"has a glyph of 160,\d{3} points \(number 5\); expected 100,000 at most"):
        shape(tmp_path, "d")


def test_substitutions_that_let_a_text_grow_are_refused(tmp_path):
    lookups = "".join(f"lookup L{i} {{ sub a by {'a ' * 20}; }} L{i};" for i in range(6))
    build(tmp_path / "bad.ttf", features=f"feature ccmp {{ {lookups} }} ccmp;")
    with pytest.raises(FontError, match=r"`bad\.ttf` turns a few letters into very many glyphs \(GSUB\); expected 8"):
        shape(tmp_path, "abba ab")


def test_usual_substitutions_raise_no_error(tmp_path):
    build(tmp_path / "bad.ttf", features="feature ccmp { sub a by b c d; } ccmp;")
    shape(tmp_path, "abba ab" * 30)


def test_a_bad_font_is_an_error_of_its_card_without_a_traceback(tmp_path):
    (tmp_path / "fonts").mkdir()
    build(tmp_path / "fonts/bad.ttf", 12_000)
    (tmp_path / "set.yaml").write_text("fonts: fonts\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(CARD + "brand: {name: Us, fonts: {text: Bad}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "factcards", "render", ".", "-o", "out", "-j", "1"]
    environment = {"PYTHONPATH": str(ROOT), "FACTCARDS_CACHE_SIZE": "0"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "a.yaml:" in done.stderr
    assert "`bad.ttf` has a glyph of 12,001 points" in done.stderr
    assert "internal error" not in done.stderr


@pytest.mark.parametrize("seed", range(40))
def test_a_font_with_changed_bytes_raises_only_font_error(tmp_path, seed):
    build(tmp_path / "bad.ttf", features="feature ccmp { sub a by b c d; } ccmp;")
    chance = random.Random(seed)
    tags = [tag.strip() for tag in TTFont(tmp_path / "bad.ttf").reader.keys()]   # noqa: SIM118 - it is not a mapping
    for _ in range(6):
        change(tmp_path / "bad.ttf", chance.choice(tags), chance.randrange(40), chance.randbytes(2))
    with contextlib.suppress(FontError):
        shape(tmp_path, "abba ab")
