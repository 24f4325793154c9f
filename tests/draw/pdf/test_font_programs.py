"""The font programs of a PDF, as fontTools reads them: each code's glyph has the outlines of the original's."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen, ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from support.shaped_text import style_of, write

from factcards.draw.pdf.code_glyphs import CodeGlyph, GlyphPart
from factcards.draw.pdf.font_programs import make_blank_program, make_subset_program
from factcards.text import break_lines
from factcards.text.fonts.font_files import Font
from factcards.text.fonts.font_library import shipped_fonts

NASTALIQ = {"ur-Arab": "Noto Nastaliq Urdu"}
BLANK = CodeGlyph((), 0)


def codes_of(words: str, language: str, **families: str) -> tuple[Font, list[CodeGlyph]]:
    """Return the font of a text, and codes of its clusters: of single glyphs, and of pairs that are moved."""
    (run,) = break_lines(write(words, language, plain=style_of(700, **families)), 99.0)[0].runs
    font = shipped_fonts().open_font(run.font)
    glyphs = list(dict.fromkeys(glyph.id for glyph in run.glyphs))
    single = [CodeGlyph((GlyphPart(glyph, 0, 0),), font.hb.get_glyph_h_advance(glyph)) for glyph in glyphs]
    pairs = [CodeGlyph((GlyphPart(a, 0, 0), GlyphPart(b, -37, 411)), 1234) for a, b in pairwise(glyphs)]
    return font, [BLANK, *single, *pairs, single[0]]   # the last has another text


def record(glyph_set, name: str, offset=(0, 0)) -> list:
    """Return the outline of a glyph with its components resolved, moved by an offset."""
    pen = DecomposingRecordingPen(glyph_set)
    glyph_set[name].draw(TransformPen(pen, (1, 0, 0, 1, *offset)))
    return pen.value


@pytest.mark.parametrize(("words", "language", "families"), [
    ("Éwngi%fi", "en", {}), ("استحصال", "ur", NASTALIQ), ("तस्करीड़", "hi", {}), ("เด็กที่", "th", {}),
])  # fmt: skip
def test_codes_of_a_truetype_font_show_the_outlines_of_the_original(words, language, families):
    font, codes = codes_of(words, language, **families)
    program = make_subset_program(font, codes, "Name")
    made, original = TTFont(io.BytesIO(program.data)), TTFont(io.BytesIO(font.hb.face.blob.data))
    ours, theirs, names = made.getGlyphSet(), original.getGlyphSet(), original.getGlyphOrder()
    for code, name in zip(codes, made.getGlyphOrder(), strict=False):
        wanted = [step for part in code.parts for step in record(theirs, names[part.glyph], part[1:])]
        assert record(ours, name) == wanted
        assert made["hmtx"][name][0] == code.advance
        bounds = BoundsPen(ours)
        ours[name].draw(bounds)
        assert bounds.bounds is None or made["hmtx"][name][1] == pytest.approx(bounds.bounds[0], abs=1)
    assert sorted(made.keys()) == ["GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"]


def test_codes_of_a_cff_font_show_the_outlines_of_the_original():
    font, codes = codes_of("妇女 和女童96%", "zh-Hans", **{"": "Noto Sans CJK", "Hani": "Noto Sans CJK"})
    program = make_subset_program(font, codes, "Name")
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program.data), None)
    (made,) = fonts.values()
    original = TTFont(io.BytesIO(font.hb.face.blob.data), lazy=True)
    theirs, names = original.getGlyphSet(), original.getGlyphOrder()
    assert made.ROS == ("Adobe", "Identity", 0)
    assert made.charset == [".notdef", *(f"cid{code:05d}" for code in range(1, len(codes)))]
    for code, name in zip(codes, made.charset, strict=True):
        drawn = RecordingPen()
        made.CharStrings[name].draw(drawn)
        wanted = RecordingPen()
        for part in code.parts:
            theirs[names[part.glyph]].draw(TransformPen(wanted, (1, 0, 0, 1, *part[1:])))
        assert points_of(drawn) == points_of(wanted)
        assert made.CharStrings[name].width == code.advance


def points_of(pen: RecordingPen) -> list[list[tuple[float, float]]]:
    """Return the points of each contour, without its end where it began."""
    contours: list[list[tuple[float, float]]] = []
    for verb, points in pen.value:
        if verb == "moveTo":
            contours.append([])
        contours[-1].extend((round(x), round(y)) for x, y in points)
    return [contour[:-1] if contour[-1] == contour[0] and len(contour) > 1 else contour for contour in contours]


@pytest.mark.parametrize(("words", "others", "language", "families"), [
    ("Éwng", "Awnyi%", "en", {}), ("استحصال", "لیے انسانی", "ur", NASTALIQ), ("妇女", "和女童", "zh-Hans", {}),
])  # fmt: skip
def test_a_program_does_not_depend_on_those_made_before(words, others, language, families):
    font, codes = codes_of(words, language, **families)
    fresh = Font(font.key, font.entry, font._folder)
    made = make_subset_program(fresh, codes, "Name")
    again = Font(font.key, font.entry, font._folder)
    make_subset_program(again, codes_of(others, language, **families)[1], "Name")
    assert make_subset_program(again, codes, "Name") == made


def test_a_font_of_blanks_has_advances_and_no_ink():
    font = TTFont(io.BytesIO(make_blank_program([BLANK, CodeGlyph((), 250), CodeGlyph((), 0)]).data))
    names = font.getGlyphOrder()
    assert [font["hmtx"][name][0] for name in names] == [0, 250, 0]
    pen = ControlBoundsPen(font.getGlyphSet())
    for name in names:
        font.getGlyphSet()[name].draw(pen)
    assert pen.bounds is None
    assert font["head"].unitsPerEm == 1000


def test_fonts_are_small():
    """Compare with the sizes that issue 15 measured, of subsets that can also be shaped: 2.8, 4.8 and 5.1 kB."""
    sizes = {}
    for words, language, families in (
        ("Women and girls make up 96%", "en", {}), ("جنسی استحصال کے لیے انسانی", "ur", NASTALIQ),
        ("妇女和女童占所有受害者的百分之九十六人口贩运", "zh-Hans", {}),
    ):  # fmt: skip
        font, codes = codes_of(words, language, **families)
        singles = [code for code in codes if len(code.parts) < 2]
        sizes[language] = len(make_subset_program(font, singles, "Name").data), len(singles)
    assert sizes["en"][0] < 3_000
    assert sizes["ur"][0] < 5_500
    assert sizes["zh-Hans"][0] < 6_000
