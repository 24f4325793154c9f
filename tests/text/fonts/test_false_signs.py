"""Tests of false signs: a font that draws ९६ as 96, or a thousands separator as a decimal one, lacks these signs."""

from __future__ import annotations

import shutil

import pytest
import uharfbuzz as hb
from support.shaped_text import itemize, show_items, style_of

from factcards.text.fonts.false_signs import find_false_signs
from factcards.text.fonts.font_library import find_fonts_folder, open_fonts, shipped_fonts

DEVANAGARI = frozenset(range(0x966, 0x970))
SEPARATORS = frozenset((0x66B, 0x66C))


def false_signs(file: str) -> frozenset[int]:
    return find_false_signs(hb.Font(hb.Face(hb.Blob.from_file_path(str(find_fonts_folder() / file)))))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("Teko-600.ttf", DEVANAGARI),   # copies of its European digits
        ("Hind-600.ttf", DEVANAGARI),   # new drawings in European shapes
        ("Hind-700.ttf", DEVANAGARI),
        ("Mukta-700.ttf", frozenset()),
        ("Baloo2-700.ttf", frozenset()),   # its ० is as round as its 0
        ("NotoSansOlChiki-400.ttf", frozenset()),   # its zero is the European outline itself
        ("NotoSansMongolian-400.ttf", frozenset()),   # 0.74 of its six is a 6
        ("NotoSansTelugu-400.ttf", frozenset()),
        ("Vazirmatn-700.ttf", SEPARATORS),
        ("IBMPlexSansArabic-700.ttf", SEPARATORS),
        ("NotoSansArabic-700.ttf", frozenset()),
        ("NotoSansThaana-800.ttf", frozenset()),
        ("Amiri-400.ttf", frozenset()),
        ("NotoNastaliqUrdu-700.ttf", frozenset()),
        ("Archivo-700.ttf", frozenset()),
    ],
)
def test_false_signs_are_found_by_their_outlines(file, expected):
    assert false_signs(file) == expected


@pytest.mark.parametrize("family", ["Teko", "Hind"])
@pytest.mark.parametrize(("words", "number"), [("९६% महिला", "९६%"), ("१,७१,००० महिला", "१,७१,०००"), ("महिला ५", "५")])
def test_devanagari_digits_are_never_drawn_as_european_ones(family, words, number):
    shown = show_items(words, "hi", style_of(700, Deva=family))
    assert f"Mukta:{number}" in shown
    assert family in shown


def test_european_digits_stay_in_the_face_of_the_text():
    assert show_items("96% महिला", "hi", style_of(700, Deva="Hind")) == "Hind:96% महिला"


@pytest.mark.parametrize(
    ("number", "language"), [("۱٬۲۳۴٫۵", "fa"), ("٤٠٫٣", "ar-EG"), ("١٬٢٣٤", "ar"), ("−٣٫٥٪", "ar")]
)
@pytest.mark.parametrize("family", ["IBM Plex Sans Arabic", "Cairo", "Readex Pro", "Vazirmatn", "Alexandria"])
def test_a_number_with_separators_is_in_one_face_that_distinguishes_them(number, language, family):
    text = f"من {number} نساء"
    items = itemize(text, language, plain=style_of(700, Arab=family)).items
    drawn = {i.font for i in items if i.start < 3 + len(number) and i.end > 3}
    assert len(drawn) == 1
    assert not SEPARATORS & find_false_signs(drawn.pop().hb)
    assert items[0].font.entry.family == items[-1].font.entry.family == family


def test_a_number_without_separators_stays_in_the_face_of_the_text():
    assert "Noto" not in show_items("۱۲٪ نفر", "fa")


@pytest.mark.parametrize("file", ["Teko-600.ttf", "Hind-600.ttf"])
def test_false_signs_are_found_in_a_designers_font_too(file, tmp_path):
    shutil.copy(find_fonts_folder() / file, tmp_path)
    fonts = open_fonts(tmp_path)
    family = file.split("-")[0]
    own = fonts.nearest_font(family, 600)
    assert own.entry.package == ""
    assert own.has_glyphs("महिला 96")
    assert not own.has_glyphs("९")
    items = itemize("९६% महिला", "hi", fonts, style_of(600, Deva=family)).items
    assert [item.font.entry.family for item in items] == ["Mukta", family]


def test_the_index_lists_no_false_sign_of_our_fonts():
    fonts = shipped_fonts()
    for family, entries in fonts.families():
        font = fonts.nearest_font(family, entries[0].weight)
        listed = [f"U+{sign:04X}" for sign in find_false_signs(font.hb) if font.has_glyphs(chr(sign))]
        assert listed == [], family
