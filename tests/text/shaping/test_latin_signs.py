"""Tests of signs beside Latin words: digits are in the Latin face, spaces and wide quotes in the language's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.shaped_text import itemize, show_items, style_of

from factcards.read.themes.theme_reader import read_theme
from factcards.text import TextStyle
from factcards.text.shaping.latin_signs import find_european_numbers, find_latin_signs, resolve_sign_scripts
from factcards.text.unicode.scripts import resolve_scripts

THEMES = ("contrast", "data", "figure", "half", "photo", "series", "statement", "testimony")
EAST = style_of(500, Hani="Noto Sans CJK", Kana="Noto Sans CJK", Hira="Noto Sans CJK", Hang="Noto Sans CJK")
LINES = [
    ("Google仅支付了$500，约合12%", "zh-Hans", ["Google", "$500", "12%"]),
    ("Googleは500ドルを払い、5%", "ja", ["Google", "500", "5%"]),
    ("구글 Google 500달러(12%)", "ko", ["Google", "500", "(12%)"]),
    ("Google ने $500 दिया (12%)", "hi", ["Google", "$500", "(12%)"]),
    ("Google US$5 দিয়েছে 5–7 kg", "bn", ["Google", "US$5", "5–7 kg"]),
    ("ที่ Google จ่าย $500 ต่อ 2024", "th", ["Google", "$500", "2024"]),
    ("Google បាន 500 ដុល្លារ", "km", ["Google", "500"]),
    ("Google 500 ரூபாய் 12%", "ta", ["Google", "500", "12%"]),
    ("и «Google» заплатила US$5, 5–7 % (12 %)", "ru", ["«Google»", "US$5", "5–7 %", "(12 %)"]),
    ("η «Google» πλήρωσε $500", "el", ["«Google»", "$500"]),
    ("UN Women ዓለም 96% 2024", "am", ["UN Women", "96%", "2024"]),
    ("من UN Women قالت 96% نساء", "ar", ["UN Women", "96%"]),
    ("לפי Google שולמו 500 $", "he", ["Google", "500 $"]),
]


def families(text: str, part: str, language: str, style: TextStyle) -> set[tuple[str, int]]:
    """Return the family and weight of each font that draws a part of a text."""
    start = text.index(part)
    items = itemize(text, language, plain=style).items
    drawn = [i.font.entry for i in items if i.start < start + len(part) and i.end > start]
    return {(entry.family, entry.weight) for entry in drawn}


@pytest.mark.parametrize(("text", "language", "parts"), LINES)
@pytest.mark.parametrize("theme", THEMES)
def test_one_face_draws_latin_words_and_european_digits(text, language, parts, theme):
    types = dict(read_theme(theme).types)
    assert types
    for name, kind in types.items():
        latin = families(text, "Google" if "Google" in text else "UN Women", language, kind.text)
        for part in parts:
            assert families(text, part, language, kind.text) == latin, (name, part)


@pytest.mark.parametrize(
    ("text", "language"),
    [("महिला 96% है", "hi"), ("约合12%，500", "zh-Hans"), ("Женщины 96 %", "ru"), ("ผู้หญิง 96%", "th")],
)
def test_without_latin_words_digits_stay_in_the_face_of_the_language(text, language):
    assert find_latin_signs(text, itemized_scripts(text, language)) == ()


def itemized_scripts(text: str, language: str) -> tuple[str, ...]:
    script = {"hi": "Deva", "zh-Hans": "Hani", "ru": "Cyrl", "th": "Thai", "ja": "Jpan", "zh-Hant": "Hant"}[language]
    return resolve_scripts(text, script)


def test_native_digits_stay_in_the_face_of_their_script():
    assert show_items("UN ने ९६% और १,७१,०००", "hi") == "Archivo:UN|Mukta: ने ९६% और १,७१,०००"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Google ने", "hi", "Archivo:Google|Mukta: ने"),
        ("и Google ещё", "ru", "Inter:и |Archivo:Google|Inter: ещё"),
        ("ที่ Google จ่าย", "th", "IBM Plex Sans Thai:ที่ |Archivo:Google|IBM Plex Sans Thai: จ่าย"),
        ("UN Women и", "ru", "Archivo:UN Women|Inter: и"),
        ("the word женщина here", "en", "Archivo:the word |Inter:женщина |Archivo:here"),
    ],
)
def test_the_space_beside_a_latin_word_is_in_the_languages_face(text, language, shown):
    assert show_items(text, language) == shown


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("联合国UN“终结人口贩卖”运动，“多数”", "zh-Hans"),
        ("“UN”的“多数”", "zh-Hans"),
        ("聯合國UN‘終結’運動", "zh-Hant"),
        ("报告“Global Report”指出", "zh-Hans"),
        ("（UN）“終わり”と“Now”に", "ja"),
        ("“Global Report 2024”、2024年", "ja"),
    ],
)
def test_quotation_marks_beside_ideographs_are_full_width_in_pairs(text, language):
    scripts = resolve_sign_scripts(text, language, itemized_scripts(text, language))
    assert {scripts[i] for i, c in enumerate(text) if c in "“”‘’"} == {"Hani"}
    assert {families(text, c, language, EAST).pop()[0] for c in "“”‘’" if c in text} == {"Noto Sans CJK"}


@pytest.mark.parametrize("text", ["UN’s计划", "UN “Global Report” 2024 计划", "women’s girls’计划"])
def test_marks_within_latin_words_are_in_the_latin_face(text):
    scripts = resolve_sign_scripts(text, "zh-Hans", itemized_scripts(text, "zh-Hans"))
    assert {scripts[i] for i, c in enumerate(text) if c in "“”‘’"} == {"Latn"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("96% من US$5 و 5–7 kg", ["96%", "US$5", "5–7 kg"]),
        ("990亿美元，2017年", ["990", "2017"]),
        ("۱۲٪ 9–17 بجے", ["9–17"]),
        ("96％と96%", ["96", "96%"]),
        ("९६% और", []),
    ],
)
def test_a_number_is_found_without_letters_of_other_scripts(text, found):
    assert [text[a:b] for a, b in find_european_numbers(text)] == found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("formula", ["CO₂", "H₂O", "10⁶", "m²", "m⁴", "10²", "x⁴", "50 m²", "km²", "C₆H₁₂O₆", "3×10⁻³"])
def test_a_formula_is_in_one_face(theme, formula):
    text = f"the {formula} of it"
    types = dict(read_theme(theme).types)
    assert types
    for name, kind in types.items():
        for style in (kind.text, kind.strong):
            assert len(families(text, formula, "en", style)) == 1, name


@pytest.mark.parametrize("words", ["CO₂", "10⁶", "ọ̀rọ̀"])
def test_the_fallback_of_a_serif_is_a_serif(words):
    style = replace(style_of(400, **{"": "Newsreader"}), weight=400)
    assert show_items(words, "en", style) == f"Source Serif 4:{words}"
