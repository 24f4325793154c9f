"""Tests of the font library: the choice of faces, designers' own fonts, and errors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from support.shaped_text import DATA, more_fonts, style_of

from factcards.errors import FontError
from factcards.read.themes.theme_reader import read_theme
from factcards.text import FaceChoice, FontKey, Span, TextStyle, open_fonts, shape_paragraph
from factcards.text.fonts.coverage import FontCoverage
from factcards.text.fonts.font_library import FontEntry, FontLibrary, find_fonts_folder, shipped_fonts
from factcards.text.shaping.shape import shape_item

FONTS = shipped_fonts()


def build_font(path: Path, family: str, letters: str, variable: bool = False) -> None:
    """Build a font of squares; if variable, with weights from 100, its default, to 900, and wider letters."""
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


def test_the_nearest_weight_is_chosen_and_the_heavier_of_two_equally_near():
    assert FONTS.nearest_font("Archivo", 600).entry.weight == 600
    assert FONTS.nearest_font("Archivo", 900).entry.weight == 800
    assert FONTS.nearest_font("Noto Sans CJK", 550).entry.weight == 700
    assert FONTS.nearest_font("Noto Sans CJK", 500).entry.weight == 400


def test_the_upright_is_preferred_to_an_italic_of_our_fonts():
    newsreader = dict(FONTS.families())["Newsreader"]
    assert [(e.weight, e.italic) for e in newsreader] == [(400, False), (400, True), (500, False), (600, False)]
    assert not any(FONTS.nearest_font("Newsreader", weight).entry.italic for weight in (100, 400, 450, 900))


def test_the_style_goes_before_the_preference_and_a_language_before_its_script():
    style = TextStyle(
        (
            ("", FaceChoice("Archivo", 600)),
            ("Arab", FaceChoice("Noto Sans Arabic", 500)),
            ("ur-Arab", FaceChoice("Noto Naskh Arabic", 700, 1.1)),
        ),
        600,
    )
    assert FONTS.candidates(style, "Arab", "ar")[0].font.entry.family == "Noto Sans Arabic"
    urdu = FONTS.candidates(style, "Arab", "ur-PK")[0]
    assert (urdu.font.entry.family, urdu.font.entry.weight, urdu.scale) == ("Noto Naskh Arabic", 700, 1.1)
    assert FONTS.candidates(style, "Latn", "en")[0].font.entry.family == "Archivo"
    assert [c.font.entry.family for c in FONTS.candidates(style, "Thai", "th")][:2] == ["Archivo", "IBM Plex Sans Thai"]


LATIN = TextStyle((("", FaceChoice("Archivo", 600)), ("Latn", FaceChoice("Archivo", 600))), 600)


def first(script: str, language: str, style: TextStyle = LATIN) -> str:
    """Return the family that the library ranks first after the theme's."""
    return next(c.font.entry.family for c in FONTS.candidates(style, script, language) if c.reason != "theme")


@pytest.mark.parametrize(
    ("language", "family"),
    [("ur", "Noto Nastaliq Urdu"), ("ks", "Noto Nastaliq Urdu"), ("pa-Arab", "Noto Nastaliq Urdu"),
     ("ur-x-naskh", "Noto Naskh Arabic"), ("ks-Arab-x-naskh", "Noto Naskh Arabic"),
     ("fa", "IBM Plex Sans Arabic"), ("fa-x-nastaliq", "Noto Nastaliq Urdu"), ("ar", "IBM Plex Sans Arabic"),
     ("sd", "Noto Naskh Arabic")],
)  # fmt: skip
def test_the_arabic_style_of_a_language_chooses_nastaliq_or_naskh(language, family):
    assert first("Arab", language) == family


def test_a_theme_s_nastaliq_and_naskh_are_used_for_the_languages_in_these_styles():
    faces = (("Arab", FaceChoice("IBM Plex Sans Arabic", 600)), ("Aran", FaceChoice("Noto Nastaliq Urdu", 600, 0.8)),
             ("ur-Arab", FaceChoice("Noto Naskh Arabic", 700)))  # fmt: skip
    style = TextStyle((("", FaceChoice("Archivo", 600)), *faces), 600)
    served = {tag: FONTS.candidates(style, "Arab", tag)[0].font.entry.family for tag in ("ur", "ks-x-naskh", "ar")}
    assert served == {
        "ur": "Noto Nastaliq Urdu", "ks-x-naskh": "Noto Naskh Arabic", "ar": "IBM Plex Sans Arabic",
    }  # fmt: skip


def test_an_arabic_word_looks_different_in_urdu_and_in_arabic():
    drawn = {
        tag: [glyph.id for item in shape_paragraph("دنیا", [Span(0, 4, LATIN)], tag, "rtl", FONTS).items
              for glyph in shape_item("دنیا", item).glyphs]
        for tag in ("ur", "ur-x-naskh", "fa")
    }  # fmt: skip
    assert len({tuple(glyphs) for glyphs in drawn.values()}) == 3


@pytest.mark.parametrize(("language", "style"), [("aii", "SYRN"), ("tru", "SYRJ"), ("syr-Syrn", "SYRN")])
def test_syriac_takes_the_style_of_its_language(language, style):
    text = "ܒܪܫܝܬ"
    (item,) = shape_paragraph(text, [Span(0, len(text), LATIN)], language, "rtl", FONTS).items
    names = [item.font.hb.glyph_to_string(glyph.id) for glyph in shape_item(text, item).glyphs]
    assert any(name.endswith(style) for name in names)
    assert first("Syrc", "syr") == "Noto Sans Syriac"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "zh-Hant-HK", "ja"])
def test_han_takes_the_form_of_its_language(language):
    forms = {"zh-Hans": 0, "zh-Hant": 1, "zh-Hant-HK": 2, "ja": 3}
    drawn = {}
    for tag in forms:
        (item,) = shape_paragraph("次化", [Span(0, 2, LATIN)], tag, "ltr", FONTS).items
        drawn[tag] = [glyph.id for glyph in shape_item("次化", item).glyphs]
    assert all(drawn[other] != drawn[language] for other in forms if other != language)


@pytest.mark.parametrize("mark", ["。", "，", "、"])
@pytest.mark.parametrize(
    ("language", "middle"), [("zh-Hans", False), ("ja", False), ("zh-Hant", True), ("zh-Hant-HK", True)]
)
def test_stops_are_bottom_left_in_simplified_and_in_the_middle_in_traditional_chinese(mark, language, middle):
    """Check GB/T 15834-2011, 5.1.1, and the marks of the Ministry of Education of Taiwan."""
    text = f"国{mark}"
    (item,) = shape_paragraph(text, [Span(0, 2, LATIN)], language, "ltr", FONTS).items
    letter, stop = (item.font.ink(glyph.id) for glyph in shape_item(text, item).glyphs)
    assert letter is not None
    assert stop is not None
    across = ((stop[0] + stop[2]) / 2 - letter[0]) / (letter[2] - letter[0])
    above = ((stop[1] + stop[3]) / 2 - letter[1]) / (letter[3] - letter[1])
    if middle:
        assert (across, above) == (pytest.approx(0.5, abs=0.1), pytest.approx(0.5, abs=0.15))
    else:
        assert across < 0.3
        assert above < 0.25


def test_fonts_that_certainly_lack_a_letter_are_not_opened():
    library = open_fonts()
    shape_paragraph("தமிழ் a", [Span(0, 7, LATIN)], "ta", "ltr", library)
    opened = {f.entry.family for f in library._fonts.values() if "hb" in f.__dict__}
    assert opened == {"Archivo", "Noto Sans Tamil"}


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("a", True), ("é", True), ("e\u0301", True), ("ḍ̇", True), ("\u212b", True), ("த", False), ("a த", False),
        ("，", False), ("（", False), ("。", False), ("(", True), ("\u037e", True), ("\u2011", True), ("\u202f", True),
    ],
)  # fmt: skip
def test_the_index_shows_which_letters_a_font_certainly_lacks(text, may):
    font = open_fonts().nearest_font("Archivo", 600)
    assert font.may_cover(text) == may
    assert "hb" not in font.__dict__


def test_coverage_has_exactly_its_ranges():
    points = FontCoverage("20-7E,A0,10FFFF")
    assert [p for p in (0x1F, 0x20, 0x7E, 0x7F, 0xA0, 0xA1, 0x10FFFF) if p in points] == [0x20, 0x7E, 0xA0, 0x10FFFF]
    assert 0 not in FontCoverage("")


def test_suggested_fonts_come_with_the_command_that_installs_them():
    without = open_fonts(more=False)
    assert without.suggest_families("𗼇") == ((), ("Noto Serif Tangut",), "pip install factcards-more-fonts")
    assert open_fonts().suggest_families("𗼇") == (("Noto Serif Tangut",), (), "")
    assert without.suggest_families("\U0001e290") == ((), (), "")
    at_hand = without.suggest_families("一")
    assert at_hand.installed == ("Noto Sans CJK",)
    assert at_hand.command == ""


def test_with_or_without_the_second_package_a_card_gets_the_same_fonts():
    for script, language in (("Hani", "ja"), ("Adlm", "ff-Adlm"), ("Nshu", "zhx"), ("Zyyy", "en")):
        text = {"Hani": "漢", "Adlm": "𞤀", "Nshu": "𛅰", "Zyyy": "→"}[script]
        found = [
            next(c.font.key for c in library.candidates(LATIN, script, language) if c.font.has_glyphs(text))
            for library in (open_fonts(), open_fonts(more=False))
        ]
        assert found[0] == found[1]


@pytest.mark.parametrize("script", sorted({s for _, es in FONTS.families() for e in es for s in e.scripts} - {"Zsye"}))
def test_a_script_that_no_theme_names_looks_as_large_as_latin(script):
    candidates = [c for c in FONTS.candidates(LATIN, script, "und") if c.reason in ("preference", "script")]
    assert candidates
    for candidate in candidates:
        assert 0.75 <= candidate.scale <= 1.3
        entry = candidate.font.entry
        if entry.cased and entry.letter_height:
            wanted = min(max(0.526 / entry.letter_height, 0.75), 1.3)   # Anton's small letters are as high as capitals
            assert candidate.scale * entry.letter_height == pytest.approx(wanted * entry.letter_height, abs=0.002)


def test_taller_letters_are_scaled_down():
    scripts = ("Taml", "Deva", "Hani", "Ethi", "Khmr", "Thai", "Hebr", "Yiii")
    candidates = [c for s in scripts for c in FONTS.candidates(LATIN, s, "und") if c.reason == "preference"]
    pairs = {(c.font.entry.letter_height, c.scale) for c in candidates}
    scales = [scale for _, scale in sorted(pairs)]
    assert scales == sorted(scales, reverse=True)
    assert len(set(scales)) > 5


def test_a_theme_s_own_factor_is_used_and_its_fallbacks_look_as_large():
    style = TextStyle((("Arab", FaceChoice("IBM Plex Sans Arabic", 600, 1.2)),), 600)
    plex, *others = FONTS.candidates(style, "Arab", "ar")
    assert plex.scale == 1.2
    noto = next(c for c in others if c.font.entry.family == "Noto Sans Arabic")
    assert noto.scale == pytest.approx(
        1.2 * (plex.font.entry.letter_height / noto.font.entry.letter_height) ** 0.31, abs=0.001
    )


@pytest.mark.parametrize(
    ("script", "language", "least", "most"),
    [("Latn", "en", 1.2, 1.2), ("Arab", "ur", 1.8, 2.4), ("Arab", "ar", 1.3, 1.5), ("Tibt", "bo", 1.5, 2.0),
     ("Thai", "th", 1.3, 1.6), ("Hani", "ja", 1.28, 1.4), ("Jpan", "ja", 1.28, 1.4), ("Taml", "ta", 1.2, 1.5)],
)  # fmt: skip
def test_the_default_leading_follows_the_extents_of_a_script(script, language, least, most):
    assert least <= FONTS.default_leading(LATIN, script, language) <= most


def test_emoji_fonts_are_not_candidates_for_text():
    assert not any(c.font.color for c in FONTS.candidates(style_of(500), "Zyyy", "en"))
    assert [f.entry.family for f in FONTS.emoji] == ["Noto Color Emoji"]


def test_fonts_open_only_by_their_own_key():
    font = FONTS.nearest_font("Archivo", 600)
    assert FONTS.open_font(font.key) is font
    with pytest.raises(FontError, match="not among the available fonts"):
        FONTS.open_font(FontKey("Archivo-600.ttf", "0" * 64))
    with pytest.raises(FontError, match="no font family `Nowhere`"):
        FONTS.nearest_font("Nowhere", 400)


def test_a_designer_s_family_replaces_ours_of_its_name(tmp_path):
    build_font(tmp_path / "mine.ttf", "Archivo", "ab ")
    own = open_fonts(tmp_path)
    assert own.nearest_font("Archivo", 600).entry.file == "mine.ttf"
    assert own.digest != FONTS.digest == open_fonts().digest


def test_only_a_designer_s_font_draws_private_use_characters(tmp_path):
    build_font(tmp_path / "mine.ttf", "Brand", "ab \ue000")
    own, style = open_fonts(tmp_path), TextStyle((("", FaceChoice("Brand", 400)),), 400)
    paragraph = shape_paragraph("a\ue000 c", [Span(0, 4, style)], "en", "ltr", own)
    assert paragraph.missing == ()
    assert [i.font.entry.family for i in paragraph.items] == ["Brand", "Archivo"]


def test_a_variable_font_has_every_weight_and_not_only_its_thinnest(tmp_path):
    build_font(tmp_path / "variable.ttf", "Brand", "ab ", variable=True)
    own = open_fonts(tmp_path)
    light, heavy = own.nearest_font("Brand", 100), own.nearest_font("Brand", 900)
    assert heavy.key.axes == (("wght", 900.0),)
    assert own.open_font(heavy.key) is heavy
    assert heavy.ink(1)[2] == pytest.approx(0.7)
    assert light.ink(1)[2] == pytest.approx(0.5)


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\0" * 60])
def test_a_file_that_is_not_a_font_is_refused_by_name(tmp_path, data):
    (tmp_path / "broken.ttf").write_bytes(data)
    with pytest.raises(FontError, match=r"`broken\.ttf` is not a font"):
        open_fonts(tmp_path)


def test_a_font_that_changed_since_the_index_is_refused(tmp_path):
    folder = tmp_path / "own"
    shutil.copytree(DATA / "fonts", folder)
    library = open_fonts(folder)
    (folder / "NotoSansNKo-400.ttf").write_bytes(b"changed")
    with pytest.raises(FontError, match="is not the file that the index describes"):
        _ = library.nearest_font("Noto Sans NKo", 400).hb


def test_ink_is_measured_in_ems():
    font = FONTS.nearest_font("Archivo", 600)
    left, bottom, right, top = font.ink(font.hb.get_nominal_glyph(ord("H")))
    assert (bottom, top) == (0.0, pytest.approx(font.entry.cap_height, abs=0.01))
    assert 0 < left < right < 1
    assert font.ink(font.hb.get_nominal_glyph(ord(" "))) is None


def test_the_fonts_of_the_tests_are_small_and_licensed():
    files = list((DATA / "fonts").glob("*.ttf"))
    assert sum(f.stat().st_size for f in files) < 1_000_000
    assert "SIL OPEN FONT LICENSE" in (DATA / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert {"Noto Sans Syriac", "Noto Sans NKo"} <= {name for name, _ in more_fonts().families()}
    assert (find_fonts_folder() / "index.json").is_file()


def test_an_italic_is_used_only_if_it_is_requested_and_available(tmp_path):
    def entry(weight, *, italic):
        name = f"{weight}{italic}"
        return FontEntry(name, name, "Serif", weight, italic, (), "", False, False, 0.5, 0.7)

    kept = [(entry(w, italic=i), tmp_path / "x.ttf") for w, i in ((400, False), (400, True), (600, False))]
    library, plain = FontLibrary(kept, {}), FontLibrary([kept[0], kept[2]], {})
    assert library.nearest_font("Serif", 400).entry.italic is False
    assert library.nearest_font("Serif", 600, italic=True).entry.italic is True
    assert plain.nearest_font("Serif", 600, italic=True).entry.weight == 600
    style = TextStyle((("Latn", FaceChoice("Serif", 400, italic=True)),))
    assert library.candidates(style, "Latn", "en")[0].font.entry.italic is True


@pytest.mark.parametrize("kind", ["figure", "headline", "alone", "date", "call"])
def test_the_headline_of_the_theme_figure_has_weight_900_in_every_script(kind):
    style = dict(read_theme("figure").types)[kind].text
    families = dict(FONTS.families())
    scripts = {script for entries in families.values() for script in entries[0].scripts} - {"Zyyy", "Zsye"}
    thin = []
    for script in scripts:
        for candidate in FONTS.candidates(style, script, "und"):
            entry = candidate.font.entry
            heaviest = max(other.weight for other in families[entry.family])
            if script in entry.scripts and heaviest >= 700 > entry.weight:
                thin.append((script, entry.file))
    assert thin == []
