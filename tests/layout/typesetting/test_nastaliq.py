"""Urdu in Nastaliq: legible small print, numbers in one face, and visible emphasis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from support.cards import card, prose, shapes, texts

from factcards.model.cards import Chart, Count, Source
from factcards.read.themes.theme_reader import read_theme
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.unicode.language_scripts import font_lookup_keys

THEMES = ("contrast", "data", "figure", "half", "photo", "series", "statement", "testimony")
SOURCE = {"photo": "print"}
PRINT = {"contrast": 1.2, "series": 1.05}
"""Themes with smaller print: the Declaration's first article in Urdu would not fit otherwise."""


def of_theme(lay_out, theme: str, made, size: str = "instagram-portrait"):
    return lay_out(made, size, read_theme(theme))


@pytest.mark.parametrize("theme", THEMES)
def test_small_print_is_larger_than_the_latin_beside_it(theme):
    style = dict(read_theme(theme).types)[SOURCE.get(theme, "source")].text
    fonts = shipped_fonts()
    urdu, latin = (fonts.candidates(style, script, "ur")[0] for script in ("Arab", "Latn"))
    assert urdu.font.entry.family == "Noto Nastaliq Urdu"
    assert PRINT.get(theme, 1.25) <= urdu.scale / latin.scale <= 1.4
    assert font_lookup_keys("ur", "Arab")[1] == "Aran"


@pytest.mark.parametrize("theme", THEMES)
def test_an_urdu_source_has_a_word_space_before_its_latin_name(lay_out, theme):
    made = card("خواتین اور لڑکیاں", "ur", source=Source(line=prose("ماخذ: Equality Now، 2017", "ur")))
    (line, *_) = texts(of_theme(lay_out, theme, made), "source")
    spaces = [g.advance for r in line.line.runs for g in r.glyphs if r.text[g.cluster] == " "]
    assert len(spaces) == 3
    assert sorted(spaces)[1] >= 0.26   # all but the space within the Latin name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("number", ["9–17", "96%", "021-1234567", "US$5", "5–7 %"])
def test_a_number_in_urdu_is_in_one_latin_face(lay_out, theme, number):
    made = card(f"خواتین {number} بجے", "ur")
    lines = texts(of_theme(lay_out, theme, made), "fact")
    runs = [run for line in lines for run in line.line.runs if any(c in "0123456789%-–$US" for c in run.text)]
    files = {run.font.file for run in runs}
    assert len(files) == 1
    assert "Nastaliq" not in files.pop()


def test_latin_words_and_digits_are_lighter_than_in_other_languages(lay_out):
    def weight_of(language: str, words: str) -> set[str]:
        lines = texts(lay_out(card(words, language, headline=None)), "fact")
        return {r.font.file for line in lines for r in line.line.runs if r.font.file.startswith("Archivo")}

    assert weight_of("ur", "خواتین 96% UN Women") == {"Archivo-600.ttf"}
    assert weight_of("ar", "نساء 96% UN Women") == {"Archivo-700.ttf"}


@pytest.mark.parametrize("size", ["instagram-portrait", "instagram-square", "x-landscape"])
def test_emphasis_in_nastaliq_is_an_underline_below_the_line(lay_out, size):
    scene = of_theme(lay_out, "contrast", card("**171 ممالک** شامل ہو چکے ہیں۔ **21 حکومتیں** نہیں۔", "ur"), size)
    lines = [t for t in texts(scene, "fact") if any(r.emphasis for r in t.line.runs)]
    bars = [s.path.bounds() for s in shapes(scene) if 2 <= s.path.bounds().height < 0.06 * lines[0].size]
    for line in lines:
        ink = line.ink_rect()
        below = [bar for bar in bars if ink.bottom <= bar.y < ink.bottom + 0.1 * line.size]
        assert below, line.line.text
        assert all(ink.x - 1 <= bar.x and bar.right <= ink.right + 1 for bar in below)


@pytest.mark.parametrize(
    ("language", "label"),
    [("ur", "ممالک شامل ہو چکے ہیں"), ("am", "ሀገራት ተቀላቅለዋል"), ("en", "countries"), ("hi", "देश"), ("zh-Hans", "个国家")],
)
@pytest.mark.parametrize("theme", ["half", "data"])
@pytest.mark.parametrize("size", ["instagram-portrait", "instagram-square", "x-landscape"])
def test_a_charts_number_and_label_have_a_clear_gap(lay_out, language, label, theme, size):
    chart = Chart(counts=(Count(171, prose(label, language)), Count(21, prose(label, language))))
    scene = of_theme(lay_out, theme, card(label, language, chart=chart), size)
    found = texts(scene, "chart")
    beside = [(a, b) for a, b in pairwise(found) if a.line.text in ("171", "21") and a.origin.y == b.origin.y]
    assert beside or size == "x-landscape"
    for number, words in beside:
        one, other = number.ink_rect(), words.ink_rect()
        gap = max(other.x - one.right, one.x - other.right)
        assert gap >= 0.22 * number.size
