"""Tests that Arabic letters join, by the font's features or by presentation forms, against arabic-reshaper."""

from __future__ import annotations

from pathlib import Path

import pytest
from arabic_reshaper import ArabicReshaper
from arabic_reshaper.letters import LETTERS_ARABIC
from fontTools.ttLib import TTFont
from support.shaped_text import PLAIN, style_of

from factcards.text import FontLibrary, Span, open_fonts, shape_paragraph
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.presentation_forms import has_known_forms, to_presentation_forms
from factcards.text.shaping.shape import Item, shape_item

FONTS = shipped_fonts()
WITNESS = ArabicReshaper(
    configuration={"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False, "support_zwj": False}
)
WORDS = {
    "ar": "الاتجار بالأشخاص والنساء والفتيات استغلال جريمة ضحايا خطة العمل العالمية مكافحة عشرون ظلم غيظ هؤلاء شيء",
    "fa": "قاچاق زنان و دختران پژوهش چگونه گفتگو ژاله کودکان یک هستند",
    "ur": "انسانی اسمگلنگ خواتین لڑکیاں ہیں ٹھہرے ڈاکٹر پڑھو گھر چھوٹے مہم جنوں",
}
JOINER = "\u200d"


def witnessed(word: str) -> list[str]:
    """Return each letter with joiners on the sides on which it joins by arabic-reshaper."""
    found = []
    for letter, form in zip(word, WITNESS.reshape(word), strict=True):
        isolated, initial, medial, final = LETTERS_ARABIC.get(letter, (letter, "", "", ""))
        before, after = form in (medial, final) and form != isolated, form in (initial, medial) and form != isolated
        found.append(JOINER * before + letter + JOINER * after)
    return found


def glyphs_of(text: str, start: int, end: int, language: str, family: str) -> dict[int, list[int]]:
    """Return the glyphs of each cluster of a range of the text, with the text as context."""
    run = shape_item(text, Item(start, end, 1, "Arab", language, FONTS.nearest_font(family, 500), 1.0))
    found: dict[int, list[int]] = {}
    for glyph in run.glyphs:
        found.setdefault(start + glyph.cluster, []).append(glyph.id)
    return found


@pytest.mark.parametrize("family", ["IBM Plex Sans Arabic", "Noto Sans Arabic", "Noto Naskh Arabic"])
@pytest.mark.parametrize("language", WORDS)
def test_each_letter_has_the_form_of_arabic_reshaper(language, family):
    count = 0
    for word in WORDS[language].split():
        whole = glyphs_of(word, 0, len(word), language, family)
        for at, alone in enumerate(witnessed(word)):
            place = alone.index(word[at])
            apart = glyphs_of(word, at, at + 1, language, family)[at]
            assert apart == glyphs_of(alone, place, place + 1, language, family)[place], (word, at)
            count += whole.get(at) == apart  # the others are ligatures and their neighbours
    assert count > 40


# -- fonts that cannot join ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unjoined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FontLibrary]:
    """Return libraries of a font without joining features: one with presentation forms, one without."""
    made = {}
    for name in ("forms", "bare"):
        folder: Path = tmp_path_factory.mktemp(name)
        font = TTFont(Path(__file__).parents[3] / "fonts" / "NotoSansArabic-500.ttf")
        for table in ("GSUB", "GPOS", "GDEF"):
            del font[table]
        font["name"].setName("Old Arabic", 1, 3, 1, 0x409)
        font["name"].setName("Old Arabic", 16, 3, 1, 0x409)
        if name == "bare":
            for table in font["cmap"].tables:
                table.cmap = {c: g for c, g in table.cmap.items() if not 0xFB50 <= c <= 0xFEFC}
        font.save(folder / "OldArabic.ttf")
        made[name] = open_fonts(folder)
    return made


def runs_of(text: str, fonts: FontLibrary) -> list[tuple[str, list[int]]]:
    paragraph = shape_paragraph(text, [Span(0, len(text), style_of(500, Arab="Old Arabic"))], "ar", "rtl", fonts)
    return [
        (item.font.entry.family, [g.id for g in run.glyphs])
        for item, run in zip(paragraph.items, paragraph.runs, strict=True)
    ]


def test_a_font_without_joining_features_gets_presentation_forms(unjoined):
    font = unjoined["forms"].nearest_font("Old Arabic", 500)
    assert not font.entry.has_joining_forms
    ((family, glyphs),) = runs_of("بسم", unjoined["forms"])
    assert family == "Old Arabic"
    assert glyphs == [font.hb.get_nominal_glyph(c) for c in (0xFEE2, 0xFEB4, 0xFE91)]


def test_lam_with_alef_is_one_glyph_by_presentation_forms_too(unjoined):
    font = unjoined["forms"].nearest_font("Old Arabic", 500)
    ((_, glyphs),) = runs_of("سلام", unjoined["forms"])
    assert font.hb.get_nominal_glyph(0xFEFC) in glyphs
    assert font.hb.get_nominal_glyph(0xFE8E) not in glyphs


def test_a_font_without_joining_features_and_forms_is_not_used(unjoined):
    ((family, _),) = runs_of("سلام", unjoined["bare"])
    assert family == "IBM Plex Sans Arabic"


def test_a_letter_whose_forms_are_not_known_is_in_another_font(unjoined):
    assert "Old Arabic" not in [family for family, _ in runs_of("ݐلام", unjoined["forms"])]
    assert not has_known_forms("ݐ")


def test_marks_and_joiners_keep_their_indices():
    every = range(0x110000)
    for text in ("بَسْم", "ب\u200dب", "\u200d\u200dب", "ب\u200cب", "لَا", "لأ", "ـب", "ab ب1"):
        assert len(to_presentation_forms(text, every)) == len(text)
    assert to_presentation_forms("لَا", every) == "\ufefb\u064e\u034f"
    assert to_presentation_forms("لَا", ()) == "\ufedf\u064e\ufe8e"


def test_a_style_without_arabic_uses_the_library_s_preference():
    paragraph = shape_paragraph("سلام", [Span(0, 4, PLAIN)], "ar", "rtl", FONTS)
    assert paragraph.items[0].font.entry.has_joining_forms
