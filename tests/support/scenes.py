"""Small scenes with the shipped fonts and lines shaped by HarfBuzz alone."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import uharfbuzz as hb

from factcards.graphics.color import Color, Paint
from factcards.graphics.geometry import Point, Rect
from factcards.model.assets import Assets
from factcards.model.scene import Backdrop, Node, Scene, Text
from factcards.photos import PhotoLibrary
from factcards.text.glyphs import FontKey, Glyph, GlyphRun, Line

FONTS = Path(__file__).parents[2] / "fonts"
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


class FewFonts:
    """The part of a font library that drawing needs: it opens the file of a key."""

    def __init__(self) -> None:
        self._open: dict[str, SimpleNamespace] = {}

    def open_font(self, key: FontKey) -> SimpleNamespace:
        if key.file not in self._open:
            font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / key.file))))
            self._open[key.file] = _Font(hb=font, upem=font.face.upem, color="Emoji" in key.file)
        return self._open[key.file]


class _Font(SimpleNamespace):
    __hash__ = object.__hash__


def key_of(file: str) -> FontKey:
    return FontKey(file, hashlib.sha256((FONTS / file).read_bytes()).hexdigest())


def shape_run(text: str, file: str, emphasis: bool = False, scale: float = 1.0) -> GlyphRun:
    font = FewFonts().open_font(key_of(file))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font.hb, buffer)
    em = font.upem / scale
    glyphs = tuple(
        Glyph(i.codepoint, i.cluster, p.x_advance / em, p.x_offset / em, p.y_offset / em)
        for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    level = int(buffer.direction == "rtl")
    return GlyphRun(key_of(file), text, 0, level, buffer.script, "en", scale, glyphs, emphasis)


def line_of(*runs: GlyphRun) -> Line:
    width = sum(glyph.advance for run in runs for glyph in run.glyphs)
    return Line("".join(run.text for run in runs), runs, width, 0.0, width, 0.8, 0.2)


def text_of(line: Line, x: float, y: float, size: float, fill: Paint = BLACK, accent: Paint = BLACK) -> Text:
    return Text(Point(x, y), line, size, fill, accent, Backdrop(1, 1))


def scene_of(*nodes: Node, width: int = 100, height: int = 80, description: str = "") -> Scene:
    return Scene(width, height, nodes, "en", description, Rect(0, 0, width, height))


def open_assets() -> Assets:
    return Assets(FewFonts(), PhotoLibrary())  # type: ignore[arg-type]
