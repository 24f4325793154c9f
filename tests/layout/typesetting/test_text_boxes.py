"""Text on a card: aligned with the margin by its ink, on whole pixels; refused if a glyph is missing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from support.cards import SHAPES, card, group, right_to_left, roles, texts, words_of

from factcards.errors import SceneError
from factcards.graphics.geometry import Rect
from factcards.model.cards import Brand, Source
from factcards.model.scene import walk_groups
from factcards.read.themes.theme_reader import read_theme


@pytest.mark.parametrize("size", SHAPES)
def test_each_lines_ink_is_aligned_with_the_margin(lay_out, size):
    made = card("Opening quotes, W and A, 171 countries and round Os all start at one edge.")
    for scene, rtl in ((lay_out(made, size), False), (lay_out(right_to_left(made), size), True)):
        margin, lines = group(scene, "fact").area, texts(scene, "fact")
        assert lines
        for text in lines:
            ink = text.ink_rect()
            off = ink.right - margin.right if rtl else ink.x - margin.x
            assert abs(off) <= 0.5, text.line.text


@pytest.mark.parametrize("size", SHAPES)
def test_a_quotation_mark_hangs_as_far_as_the_safe_area_allows(lay_out, size):
    made = card("“Opening quotes, W and A, 171 countries and round Os all start at one edge.”")
    for scene, rtl in ((lay_out(made, size), False), (lay_out(right_to_left(made), size), True)):
        margin, lines = group(scene, "fact").area, texts(scene, "fact")
        assert lines
        for number, text in enumerate(lines):
            ink = text.ink_rect()
            out = ink.right - margin.right if rtl else margin.x - ink.x
            full = text.line.hang_start * text.size
            assert (full > 0.3 * text.size) == (number == 0), text.line.text
            assert min(full, 16 * scene.unit) - 0.5 <= out <= full + 0.5
            assert scene.safe.contains(ink, 0.5)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize(
    "fields", [{}, {"headline": "96%"}, {"headline": "$99 billion"}, {"kind": "story", "headline": "2010"}]
)
def test_ink_stays_within_the_area_of_its_role(lay_out, size, fields):
    scene = lay_out(card("Ägypten, Český Krumlov, Þingvellir: 96% of **all** victims, every year.", **fields), size)
    assert texts(scene)
    for found in walk_groups(scene.nodes):
        for text in texts(scene, found.role):
            hung = (text.line.hang_start + text.line.hang_end) * text.size
            slack = 0.02 * text.size if found.role == "headline" else 1 + hung
            assert found.area.contains(text.ink_rect(), slack) or found.role == "brand", (found.role, text.line.text)


def test_baselines_are_equally_spaced(lay_out):
    lines = texts(
        lay_out(card("Women and girls make up **96%** of all victims trafficked for sex, year after year.")), "fact"
    )
    steps = {b.origin.y - a.origin.y for a, b in pairwise(lines)}
    assert len(lines) >= 3
    assert max(steps) - min(steps) <= 1
    assert min(steps) / lines[0].size == pytest.approx(1.1, abs=0.03)


@pytest.mark.parametrize(
    ("language", "words", "leading"),
    [("ar", "تشكّل النساء والفتيات 96% من جميع ضحايا الاتجار لأغراض الاستغلال الجنسي كل عام", 1.42 * 1.02),
     ("hi", "यौन शोषण के लिए तस्करी के सभी पीड़ितों में 96% महिलाएँ और लड़कियाँ हैं, हर साल", 1.30 * 1.04),
     ("zh-Hans", "妇女和女童占所有性贩运受害者的96%，年年如此，处处如此，没有哪个国家例外。", 1.34 * 0.9)],
)  # fmt: skip
def test_each_script_has_its_own_leading(lay_out, language, words, leading):
    lines = texts(lay_out(card(words, language)), "fact")
    assert len(lines) >= 3
    assert (lines[1].origin.y - lines[0].origin.y) / lines[0].size == pytest.approx(leading, abs=0.04)


def test_urdu_has_its_own_face_instead_of_that_of_its_script(lay_out):
    faces = {}
    for language in ("ar", "ur"):
        (run, *_) = texts(lay_out(card("سلام", language)), "fact")[0].line.runs
        faces[language] = run.font.file
    assert faces["ar"].startswith("IBMPlexSansArabic")
    assert faces["ur"].startswith("NotoNastaliqUrdu")


def test_digits_are_in_the_latin_face_if_the_theme_says_so(lay_out):
    found = {}
    for language, words in (("ur", "ہر سال 99 ارب، **96%** اور ۴۵"), ("ar", "كل عام 99 مليار")):
        runs = [r for t in texts(lay_out(card(words, language)), "fact") for r in t.line.runs]
        found[language] = {r.text.strip("\u2066\u2069 "): r.font.file for r in runs if any(map(str.isdigit, r.text))}
    assert found["ur"].pop("99") == "Archivo-600.ttf"   # a step lighter beside Nastaliq
    assert found["ur"].pop("96%") == "Archivo-700.ttf"
    assert {file.split("-")[0] for file in found["ur"].values()} == {"NotoNastaliqUrdu"}, "its own digits"
    assert all(file.startswith("IBMPlexSansArabic") for file in found["ar"].values())


def test_emphasis_is_a_heavier_face(lay_out):
    runs = [r for t in texts(lay_out(card("Plain and **strong** words.")), "fact") for r in t.line.runs]
    plain, strong = ({r.font.file for r in runs if r.emphasis is e} for e in (False, True))
    assert (plain, strong) == ({"Archivo-700.ttf"}, {"Archivo-800.ttf"})


@pytest.mark.parametrize("size", SHAPES)
def test_an_address_runs_left_to_right_on_the_right_margin(lay_out, size):
    scene = lay_out(card("نص قصير", "ar", call="تحرّك"), size)
    (address,) = texts(scene, "address")
    assert [r.level % 2 for r in address.line.runs] == [0]
    assert abs(address.ink_rect().right - group(scene, "call").area.right) <= 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Bees 𚿰 dance", "KATAKANA LETTER MINNAN TONE-2 (U+1AFF0)"),
        ("Bees \u0378 dance", "a character without a name (U+0378)"),
    ],
)
def test_a_character_without_a_font_is_refused_by_its_name(lay_out, words, named):
    with pytest.raises(SceneError) as refused:
        lay_out(card(words))
    assert [str(p) for p in refused.value.problems] == [
        f"error: fact: no available font has {named}, which the text in `en` needs"
    ]


@pytest.mark.parametrize("role", ["headline", "source", "call", "brand"])
def test_a_missing_glyph_is_refused_in_every_role(lay_out, role):
    value = {"source": Source(publisher="𚿰"), "brand": Brand("𚿰")}.get(role, "𚿰")
    with pytest.raises(SceneError) as refused:
        lay_out(card(**{role: value}))
    assert [p.field for p in refused.value.problems] == [role]


def test_a_figure_with_glyphs_for_all_parts_is_drawn(lay_out):
    assert roles(lay_out(card(headline="96%")))[1] == "headline"


def test_a_missing_glyph_in_a_figures_unit_is_refused(lay_out):
    with pytest.raises(SceneError, match="KATAKANA LETTER MINNAN TONE-2"):
        lay_out(card(headline="96 𚿰"))


def test_all_missing_characters_of_a_role_are_named_at_once(lay_out):
    with pytest.raises(SceneError) as refused:
        lay_out(card("One 𚿰.\n\nTwo 𚿱."))
    assert [p.message for p in refused.value.problems] == [
        f"no available font has KATAKANA LETTER MINNAN TONE-{tone}, which the text in `en` needs"
        for tone in ("2 (U+1AFF0)", "3 (U+1AFF1)")
    ]


def test_many_marks_stacked_on_a_letter_are_refused(lay_out):
    with pytest.raises(SceneError) as refused:
        lay_out(card("Plain w" + "o" + "\u0301\u0302\u0308\u030a" * 12 + "rds are read."))
    (problem,) = refused.value.problems
    assert (problem.field, problem.message) == ("fact", "the marks stacked on “o” reach into other lines")


def test_a_long_word_is_hyphenated_if_the_card_allows_it(lay_out):
    pytest.importorskip("pyphen")
    words = "Die Donaudampfschifffahrtsgesellschaft ist ein Wort."
    whole, divided = (
        texts(lay_out(replace(card(words, "de"), hyphenate=hyphenate)), "fact")[0] for hyphenate in (False, True)
    )
    assert divided.size >= 1.12 * whole.size


def test_the_source_is_directly_below_the_text(lay_out):
    for size in SHAPES:
        scene = lay_out(card(headline="96%"), size)
        gap = texts(scene, "source")[0].ink_rect().y - texts(scene, "fact")[-1].ink_rect().bottom
        assert 20 <= gap <= 64
        assert group(scene, "source").area.x == group(scene, "fact").area.x


def test_lines_read_in_order_give_the_text(lay_out):
    words = "Women and girls make up **96%** of all victims trafficked for sex."
    scene = lay_out(card(words))
    assert words_of(scene, "fact") == words.replace("**", "")
    assert len(texts(scene, "fact")) > 2
    assert Rect(0, 0, scene.width, scene.height).contains(scene.safe)


@pytest.mark.parametrize(
    ("language", "words", "family"),
    [
        ("sr", "Тридесет бораца", "Noto Sans"), ("mk", "Борба за права", "Noto Sans"), ("ru", "Борьба", "Inter"),
        ("ne", "झण्डा ९", "Noto Sans Devanagari"), ("hi", "झंडा", "Mukta"), ("mr", "लश", "Mukta"),
        ("sd", "سنڌي ٻولي", "Noto Sans Arabic"), ("ur", "حقوق", "Noto Nastaliq Urdu"),
        ("ur-x-naskh", "حقوق", "Noto Naskh Arabic"), ("zh-Hant-HK", "權利", "Noto Sans CJK"),
    ],
)
def test_a_language_is_set_in_a_face_that_has_its_forms(language, words, family, lay_out, assets) -> None:
    scene = lay_out(card(words, language))
    keys = {run.font.digest for text in texts(scene, "fact") for run in text.line.runs}
    assert keys <= {entry.digest for name, entries in assets.fonts.families() if name == family for entry in entries}


QUANTITIES = {
    "hi": ("शिखर बैठक 27–28 सितंबर को", "27–28"), "ar": ("نسبة 96% من النساء", "96%"),
    "ur": ("رقم 5,000 خواتین", "5,000"),
    "ja": ("費用は$99.50です", "$99.50"), "th": ("ราว 15 kg ต่อคน", "15 kg"), "zh-Hans": ("约COVID-19疫情", "COVID-19"),
    "he": ("קו +972 2 566 6666 פתוח", "+972 2 566 6666"),
}  # fmt: skip


@pytest.mark.parametrize("language", QUANTITIES)
@pytest.mark.parametrize("theme", ["data", "figure"])
def test_all_of_a_quantity_in_european_digits_is_in_the_latin_face(lay_out, language, theme):
    words, quantity = QUANTITIES[language]
    made = card(words, language, headline="96%", digits="latin")
    faces = {}
    for run in (r for text in texts(lay_out(made, theme=read_theme(theme)), "fact") for r in text.line.runs):
        faces |= dict.fromkeys(range(run.start, run.start + len(run.text)), run.font.file)
    start = made.body[0].text.index(quantity)
    found = {faces[start + at] for at, character in enumerate(quantity) if character != " "}
    assert len(found) == 1
    assert found.pop().startswith(("IBMPlexSans-", "Archivo-"))
