"""Colour glyphs as vectors: what is read from the font, and that renderers draw it like the glyph."""

from __future__ import annotations

import gzip
import io
from itertools import groupby
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables import otTables
from PIL import Image
from support.vector_pages import measure_likeness, render_pictures

from factcards.draw.glyph_masks import draw_color_glyph
from factcards.draw.glyph_positions import PositionedGlyph
from factcards.draw.vectors.color_glyphs import read_color_glyph
from factcards.draw.vectors.glyph_content import GlyphPixels, GlyphVectors, find_glyph_content
from factcards.graphics.color import Color
from factcards.graphics.geometry import Rect
from factcards.graphics.vector_pictures import Clip, LinearGradient, RadialGradient, VectorFill, VectorLayer
from factcards.text.fonts.font_library import Font

BLACK, INK = Color(0, 0, 0), Color(20, 20, 120)
EM, CELL, COLUMNS = 110, 160, 20
EMOJI_TEST = Path(__file__).parents[2] / "data" / "emoji-test.txt.gz"


@pytest.fixture(scope="session")
def emoji(assets):
    return assets.fonts.nearest_font("Noto Color Emoji", 400)


def glyph_of(font: Font, sequence: str) -> int:
    buffer = hb.Buffer()
    buffer.add_str(sequence)
    buffer.guess_segment_properties()
    hb.shape(font.hb, buffer)
    return buffer.glyph_infos[0].codepoint


def read(font, sequence):
    return read_color_glyph(font, glyph_of(font, sequence), BLACK)


def test_a_face_is_a_disc_with_a_gradient_and_flat_features(emoji):
    face = read(emoji, "😀")
    disc, *features = face.items
    assert isinstance(disc.paint, RadialGradient)
    assert [color for _, color in disc.paint.stops] == [Color(253, 224, 48), Color(247, 192, 43), Color(244, 162, 35)]
    assert all(isinstance(item, VectorFill) and isinstance(item.paint, Color) for item in features)
    assert face.box.contains(disc.path.bounds())


def test_the_folds_of_a_flag_blend_with_it_within_its_outline(emoji):
    (flag,) = read(emoji, "🇫🇷").items
    *cloth, folds = flag.items
    assert folds.blend == "soft-light"
    assert folds.mask == tuple(cloth)


def test_a_shade_that_fades_out_has_its_colour_everywhere(emoji):
    shades = [item.paint for item in read(emoji, "🎅").items if isinstance(item.paint, RadialGradient)]
    assert [[str(color) for _, color in shade.stops] for shade in shades] == [["#bdbdbd00", "#bdbdbd"]]


def test_emoji_of_many_points_stay_pixels_at_300_to_an_inch(emoji):
    placed = PositionedGlyph(None, glyph_of(emoji, "🇸🇻"), 100.0, 200.0, 64.0)
    found = find_glyph_content(emoji, placed, INK, 0)
    assert isinstance(found, GlyphPixels)
    assert found.image.width / found.area.width == pytest.approx(300 / 96)
    ours = draw_color_glyph(emoji, placed, INK.rgb)
    assert found.area.x == pytest.approx(ours.x, abs=1)
    assert found.area.bottom == pytest.approx(ours.y + ours.image.height, abs=1)
    assert isinstance(find_glyph_content(emoji, placed._replace(glyph=glyph_of(emoji, "🦁")), INK, 0), GlyphVectors)


def find_unlike(font: Font, glyphs: dict[int, str]) -> list[str]:
    """Return every emoji of which a renderer's picture is less than 0.95 like ours, with the measure."""
    rows = -(-len(glyphs) // COLUMNS)
    width, height = COLUMNS * CELL, rows * CELL
    ours, pictures, boxes = Image.new("RGB", (width, height), "white"), [], []
    for number, glyph in enumerate(glyphs):
        column, row = number % COLUMNS, number // COLUMNS
        placed = PositionedGlyph(None, glyph, column * CELL + 10, row * CELL + CELL - 40, EM)
        found, drawn = find_glyph_content(font, placed, INK, 0), draw_color_glyph(font, placed, INK.rgb)
        if isinstance(found, GlyphVectors):
            pictures.append((found.picture, found.matrix))
            ours.paste(drawn.image, (drawn.x, drawn.y), drawn.image)
            boxes.append((glyph, (column * CELL, row * CELL, (column + 1) * CELL, (row + 1) * CELL)))
    wrong = []
    for name, other in render_pictures(pictures, width, height).items():
        measured = [(measure_likeness(ours, other, box), glyphs[glyph]) for glyph, box in boxes]
        wrong += [f"{text} by {name}: {likeness:.3f}" for likeness, text in measured if likeness < 0.95]
    return wrong


def list_emoji(font: Font) -> dict[int, str]:
    """Return the glyph of every fully-qualified emoji of Unicode's list."""
    lines = gzip.decompress(EMOJI_TEST.read_bytes()).decode().splitlines()
    points = [line.split(";")[0].split() for line in lines if "; fully-qualified" in line]
    sequences = ["".join(chr(int(point, 16)) for point in row) for row in points]
    assert len(sequences) > 3600
    return {glyph_of(font, sequence): sequence for sequence in sequences}


def test_emoji_look_like_ours(emoji):
    found = list_emoji(emoji)
    sample = dict(list(found.items())[::97])
    chosen = {glyph_of(emoji, text): text for text in ("🏬", "🎅", "🇫🇷", "📼", "🏴‍☠️")}
    assert find_unlike(emoji, sample | chosen) == []


@pytest.mark.once   # 3,655 emoji: 2 to 4 minutes; none is unlike ours, 35 are pixels
def test_every_emoji_looks_like_ours(emoji):
    found = list(list_emoji(emoji).items())
    assert [line for at in range(0, len(found), 200) for line in find_unlike(emoji, dict(found[at : at + 200]))] == []
    as_pixels = [text for glyph, text in found if read_color_glyph(emoji, glyph, BLACK) is None]
    assert len(as_pixels) == 35, "34 flags and a lizard, which have too many points"


# fonts of designers

LARGE, SMALL = "large", "small"


class MadeFont(Font):
    """A font in memory, whose glyphs 1 and 2 are a large and a small square and whose glyph 3 is painted by `paint`."""

    def __init__(self, paint: object, colors: list[tuple[float, ...]]) -> None:
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder([".notdef", LARGE, SMALL, "painted"])
        builder.setupCharacterMap({0x41: "painted"})
        builder.setupGlyf({".notdef": _draw(0), LARGE: _draw(800), SMALL: _draw(400), "painted": _draw(800)})
        builder.setupHorizontalMetrics(dict.fromkeys((".notdef", LARGE, SMALL, "painted"), (1000, 0)))
        builder.setupHorizontalHeader()
        builder.setupOS2()
        builder.setupPost()
        builder.font["COLR"] = buildCOLR({"painted": paint})
        builder.font["CPAL"] = buildCPAL([colors])
        file = io.BytesIO()
        builder.save(file)
        self.made = hb.Font(hb.Face(file.getvalue()))

    hb = property(lambda self: self.made)
    upem = 1000


def _draw(side: int):
    pen = TTGlyphPen(None)
    if side:
        pen.moveTo((0, 0))
        for point in ((side, 0), (side, side), (0, side)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


RED, BLUE, TEXT = 0, 1, 0xFFFF
COLORS = [(1, 0, 0, 1), (0, 0, 1, 1)]


def filled(glyph: str, color: int, alpha: float = 1.0) -> tuple[object, ...]:
    solid = {"Format": otTables.PaintFormat.PaintSolid, "PaletteIndex": color, "Alpha": alpha}
    return {"Format": otTables.PaintFormat.PaintGlyph, "Glyph": glyph, "Paint": solid}


def composed(mode: str, source: object, backdrop: object) -> dict[str, object]:
    return {"Format": otTables.PaintFormat.PaintComposite, "SourcePaint": source, "CompositeMode": mode,
            "BackdropPaint": backdrop}  # fmt: skip


def read_painted(paint: object):
    return read_color_glyph(MadeFont(paint, COLORS), 3, INK)


def flat(color: Color, side: int) -> VectorFill:
    return VectorFill(_square(side), color)


def _square(side: int):
    found = read_painted([(LARGE if side == 800 else SMALL, RED)]).items[0]
    return found.path


def test_layers_of_version_0_take_the_colour_of_the_text():
    found = read_painted([(LARGE, RED), (SMALL, TEXT)])
    assert [item.paint for item in found.items] == [Color(255, 0, 0), INK]
    assert found.items[1].path.bounds() == Rect(0, -400, 400, 400)


@pytest.mark.parametrize("mode", ["multiply", "screen", "hsl_hue", "color_dodge"])
def test_blend_modes_keep_their_name(mode):
    found = read_painted(composed(mode, filled(SMALL, BLUE), filled(LARGE, RED)))
    (group,) = found.items
    assert group.items == (
        flat(Color(255, 0, 0), 800),
        VectorLayer((flat(Color(0, 0, 255), 400),), blend=mode.removeprefix("hsl_").replace("_", "-")),
    )


def test_a_source_inside_a_flat_backdrop_is_clipped_and_faded():
    found = read_painted(composed("src_in", filled(LARGE, RED), filled(SMALL, BLUE, 0.5)))
    assert found.items == (
        VectorLayer((flat(Color(255, 0, 0), 800),), opacity=128 / 255, clips=(Clip(_square(400)),)),
    )  # fmt: skip


@pytest.mark.parametrize("mode", ["src_out", "dest_out", "xor", "plus", "src_atop"])
def test_modes_that_formats_lack_are_left_to_pixels(mode):
    assert read_painted(composed(mode, filled(SMALL, BLUE), filled(LARGE, RED))) is None


def with_gradient(kind: int, extend: str, **values: float) -> dict[str, object]:
    stops = [{"StopOffset": 0.0, "Alpha": 1.0, "PaletteIndex": RED}, {"StopOffset": 0.5, "Alpha": 1.0,
             "PaletteIndex": BLUE}]  # fmt: skip
    line = {"Extend": extend, "ColorStop": stops}
    return {"Format": otTables.PaintFormat.PaintGlyph, "Glyph": LARGE,
            "Paint": {"Format": kind, "ColorLine": line, **values}}  # fmt: skip


def test_a_sweep_gradient_is_left_to_pixels():
    values = {"centerX": 400, "centerY": 400, "startAngle": 0, "endAngle": 180}
    assert read_painted(with_gradient(otTables.PaintFormat.PaintSweepGradient, "pad", **values)) is None


def test_a_repeated_gradient_is_unrolled_over_its_glyph():
    values = {"x0": 0, "y0": 0, "x1": 400, "y1": 0, "x2": 0, "y2": 400}
    (fill,) = read_painted(with_gradient(otTables.PaintFormat.PaintLinearGradient, "reflect", **values)).items
    gradient = fill.paint
    assert isinstance(gradient, LinearGradient)
    assert (gradient.start, gradient.end) == ((0, 0), (800, 0))
    red, blue = Color(255, 0, 0), Color(0, 0, 255)
    runs = [color for color, _ in groupby(color for _, color in gradient.stops)]
    assert runs == [red, blue, red, blue, red]


def test_circles_that_are_not_in_one_another_are_left_to_pixels():
    values = {"x0": 0, "y0": 0, "r0": 50, "x1": 400, "y1": 0, "r1": 60}
    assert read_painted(with_gradient(otTables.PaintFormat.PaintRadialGradient, "pad", **values)) is None
