"""The library of fonts: which face serves a wish, a designer's own fonts, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from writing import DATA, more_fonts, style_of

from factcards.errors import FontError
from factcards.text import Face, FontKey, Span, TextStyle, open_fonts, shape_paragraph
from factcards.text.fonts import FontEntry, FontLibrary, find_fonts, shipped_fonts

FONTS = shipped_fonts()


def build_font(path: Path, family: str, letters: str, variable: bool = False) -> None:
    """A font of squares; variable: from weight 100, its default, to 900, with wider letters."""
    names = [".notdef", *(f"u{ord(c):04X}" for c in letters)]
    pen = TTGlyphPen(None)
    for point, draw in (((0, 0), pen.moveTo), ((0, 700), pen.lineTo), ((500, 700), pen.lineTo), ((500, 0), pen.lineTo)):
        draw(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in letters})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=100 if variable else 400, sxHeight=500, sCapHeight=700)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
        wider = [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
        builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, wider)] for name in names})
    builder.save(path)


def test_the_nearest_weight_serves_and_of_two_the_heavier():
    assert FONTS.font("Archivo", 600).entry.weight == 600
    assert FONTS.font("Archivo", 900).entry.weight == 800
    assert FONTS.font("Noto Sans CJK", 550).entry.weight == 700
    assert FONTS.font("Noto Sans CJK", 500).entry.weight == 400


def test_the_wish_goes_before_the_preference_and_a_language_before_its_script():
    style = TextStyle(
        (
            ("", Face("Archivo", 600)),
            ("Arab", Face("Noto Sans Arabic", 500)),
            ("ur-Arab", Face("Noto Naskh Arabic", 700, 1.1)),
        ),
        600,
    )
    assert FONTS.candidates(style, "Arab", "ar")[0].font.entry.family == "Noto Sans Arabic"
    urdu = FONTS.candidates(style, "Arab", "ur-PK")[0]
    assert (urdu.font.entry.family, urdu.font.entry.weight, urdu.scale) == ("Noto Naskh Arabic", 700, 1.1)
    assert FONTS.candidates(style, "Latn", "en")[0].font.entry.family == "Archivo"
    assert [c.font.entry.family for c in FONTS.candidates(style, "Thai", "th")][:2] == ["Archivo", "IBM Plex Sans Thai"]


def test_no_picture_font_is_a_candidate_for_words():
    assert not any(c.font.color for c in FONTS.candidates(style_of(500), "Zyyy", "en"))
    assert [f.entry.family for f in FONTS.emoji] == ["Noto Color Emoji"]


def test_fonts_open_by_their_key_and_no_other():
    font = FONTS.font("Archivo", 600)
    assert FONTS.open_font(font.key) is font
    with pytest.raises(FontError, match="not among the fonts at hand"):
        FONTS.open_font(FontKey("Archivo-600.ttf", "0" * 64))
    with pytest.raises(FontError, match="no font family `Nowhere`"):
        FONTS.font("Nowhere", 400)


def test_a_designer_s_family_replaces_ours_of_its_name(tmp_path):
    build_font(tmp_path / "mine.ttf", "Archivo", "ab ")
    own = open_fonts(tmp_path)
    assert own.font("Archivo", 600).entry.file == "mine.ttf"
    assert own.digest != FONTS.digest == open_fonts().digest


def test_a_designer_s_font_draws_the_private_letters_that_no_other_may(tmp_path):
    build_font(tmp_path / "mine.ttf", "Brand", "ab \ue000")
    own, style = open_fonts(tmp_path), TextStyle((("", Face("Brand", 400)),), 400)
    paragraph = shape_paragraph("a\ue000 c", [Span(0, 4, style)], "en", "ltr", own)
    assert paragraph.missing == ()
    assert [i.font.entry.family for i in paragraph.items] == ["Brand", "Archivo"]


def test_a_variable_font_is_there_at_every_weight_and_not_at_its_thinnest(tmp_path):
    build_font(tmp_path / "variable.ttf", "Brand", "ab ", variable=True)
    own = open_fonts(tmp_path)
    light, heavy = own.font("Brand", 100), own.font("Brand", 900)
    assert heavy.key.axes == (("wght", 900.0),)
    assert own.open_font(heavy.key) is heavy
    assert heavy.ink(1)[2] == pytest.approx(0.7)
    assert light.ink(1)[2] == pytest.approx(0.5)


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\0" * 60])
def test_what_is_no_font_is_refused_by_name(tmp_path, data):
    (tmp_path / "broken.ttf").write_bytes(data)
    with pytest.raises(FontError, match=r"`broken\.ttf` is not a font"):
        open_fonts(tmp_path)


def test_a_font_that_changed_since_the_index_is_refused(tmp_path):
    folder = tmp_path / "own"
    shutil.copytree(DATA / "fonts", folder)
    library = open_fonts(folder)
    (folder / "NotoSansNKo-400.ttf").write_bytes(b"changed")
    with pytest.raises(FontError, match="is not the file that the index describes"):
        _ = library.font("Noto Sans NKo", 400).hb


def test_ink_is_measured_in_ems():
    font = FONTS.font("Archivo", 600)
    left, bottom, right, top = font.ink(font.hb.get_nominal_glyph(ord("H")))
    assert (bottom, top) == (0.0, pytest.approx(font.entry.cap_height, abs=0.01))
    assert 0 < left < right < 1
    assert font.ink(font.hb.get_nominal_glyph(ord(" "))) is None


def test_the_fonts_of_the_tests_are_small_and_licensed():
    files = list((DATA / "fonts").glob("*.ttf"))
    assert sum(f.stat().st_size for f in files) < 1_000_000
    assert "SIL OPEN FONT LICENSE" in (DATA / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert {"Noto Sans Syriac", "Noto Sans NKo"} <= {name for name, _ in more_fonts().families()}
    assert (find_fonts() / "index.json").is_file()


def test_an_italic_is_taken_where_there_is_one_and_never_by_accident(tmp_path):
    def entry(weight, *, italic):
        name = f"{weight}{italic}"
        return FontEntry(name, name, "Serif", weight, italic, (), "", False, False, 0.5, 0.7)

    kept = [(entry(w, italic=i), tmp_path / "x.ttf") for w, i in ((400, False), (400, True), (600, False))]
    library, plain = FontLibrary(kept, {}), FontLibrary([kept[0], kept[2]], {})
    assert library.font("Serif", 400).entry.italic is False
    assert library.font("Serif", 600, italic=True).entry.italic is True
    assert plain.font("Serif", 600, italic=True).entry.weight == 600
    style = TextStyle((("Latn", Face("Serif", 400, italic=True)),))
    assert library.candidates(style, "Latn", "en")[0].font.entry.italic is True
