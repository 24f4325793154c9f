"""Tests of shaping: joining, mirroring, language-specific forms, and cuts that change no forms."""

from __future__ import annotations

from itertools import accumulate

import pytest
import uharfbuzz as hb
from support.shaped_text import PLAIN, STRONG, itemize, more_fonts, style_of, write

from factcards.text import Span, TextStyle, break_lines, measure_glyph_bounds, shape_paragraph
from factcards.text.breaking.breaks import find_clusters
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.shape import Item, is_fully_shaped, shape_item

FONTS = shipped_fonts()


def glyphs_of(text: str, family: str, script: str, language: str, level: int = 0, weight: int = 500) -> list[int]:
    item = Item(0, len(text), level, script, language, FONTS.nearest_font(family, weight), 1.0)
    return [glyph.id for glyph in shape_item(text, item).glyphs]


# -- HarfBuzz is asked for the right thing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [("Trafficking “of” women: AVATAR, 96%", "en"), ("Żółć Điện ằ ș", "vi"), ("торговлей людьми б", "sr"),
     ("يُعرَّف الاتجار بالأشخاص 96٪", "ar"), ("क्षेत्रज्ञ हिन्दी शक्ति", "hi"), ("น้ำใจ ผู้ที่", "th"), ("直骨角与", "zh-Hant-HK")],
)  # fmt: skip
def test_glyphs_equal_harfbuzz_called_plainly(text, language):
    items = itemize(text, language).items
    assert items
    for item in items:
        buffer = hb.Buffer()
        buffer.add_str(text, item.start, item.end - item.start)
        buffer.direction, buffer.script, buffer.language = "rtl" if item.level % 2 else "ltr", item.script, language
        hb.shape(item.font.hb, buffer)
        run, upem = shape_item(text, item), item.font.upem / item.scale
        plain = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        assert [(g.id, round(g.advance * upem), round(g.dx * upem), round(g.dy * upem)) for g in run.glyphs] == [
            (info.codepoint, place.x_advance, place.x_offset, place.y_offset) for info, place in plain
        ]
        safe = [not int(info.flags) & int(hb.GlyphFlags.UNSAFE_TO_BREAK) for info in buffer.glyph_infos]
        assert [g.safe_to_break for g in run.glyphs] == safe


def test_each_glyph_s_cluster_is_in_its_run():
    runs = write("a **fi** العربية क्षि น้ำ 漢字 👩🏽‍🚀", "ar").runs
    assert len(runs) >= 6
    for run in runs:
        assert all(0 <= glyph.cluster < len(run.text) for glyph in run.glyphs)


def test_a_language_has_its_own_forms():
    regions = ("zh-Hans", "zh-Hant", "zh-Hant-HK", "ja", "ko")
    assert len({tuple(glyphs_of("直骨角", "Noto Sans CJK", "Hani", region)) for region in regions}) >= 4
    assert glyphs_of("б", "Noto Sans", "Cyrl", "sr") != glyphs_of("б", "Noto Sans", "Cyrl", "ru")


def test_bopomofo_has_the_forms_of_its_region():
    bopomofo, han = (glyphs_of("ㄧㄅ", "Noto Sans CJK", script, "zh-Hant") for script in ("Bopo", "Hani"))
    assert bopomofo == han


def test_brackets_are_mirrored_in_right_to_left_runs():
    """Check UAX #9, L4: HarfBuzz mirrors brackets in right-to-left runs only."""
    font = FONTS.nearest_font("IBM Plex Sans Arabic", 500).hb
    for one, other in ("()", "[]", "«»", "<>"):
        for text, level, wanted in ((one, 1, other), (other, 1, one), (one, 0, one)):
            assert glyphs_of(text, "IBM Plex Sans Arabic", "Arab", "ar", level) == [font.get_nominal_glyph(ord(wanted))]


def test_the_level_alone_decides_the_direction_of_letters():
    assert glyphs_of("abc", "Archivo", "Latn", "en", 1) == glyphs_of("abc", "Archivo", "Latn", "en")[::-1]


def test_tracked_letters_have_no_ligatures():
    plain, spaced = (write("office", plain=style_of(500, tracking)) for tracking in (0.0, 0.05))
    assert len(spaced.runs[0].glyphs) == 6
    wide = sum(g.advance for g in spaced.runs[0].glyphs)
    item = spaced.items[0]
    untied = shape_item("office", Item(0, 6, 0, "Latn", "en", item.font, 1.0, 1e-9))
    assert wide == pytest.approx(sum(g.advance for g in untied.glyphs) + 6 * 0.05)
    assert plain.items[0].font is item.font


@pytest.mark.parametrize(("text", "language"), [("النساء", "ar"), ("देवी", "hi"), ("เด็ก", "th")])
def test_letters_that_join_or_share_a_headline_are_not_tracked(text, language):
    plain, spaced = (write(text, language, plain=style_of(500, tracking)) for tracking in (0.0, 0.05))
    assert plain.word_breaks.end_advances == spaced.word_breaks.end_advances


def test_a_missing_hyphen_is_replaced_by_the_one_the_font_has():
    item = itemize("เด็ก\u2011เด็ก", "th").items[0]
    assert not item.font.has_glyphs("\u2011")
    assert item.font.hb.get_nominal_glyph(ord("-")) in [g.id for g in shape_item("เด็ก\u2011เด็ก", item).glyphs]


# -- letters join across faces, fonts and lines --------------------------------------------------------------------

JOINED = {
    "ar": ("Arab", "الاتجار بالأشخاص والنساء ويُعرَّف بأنّه جريمة لا تُغتفر"),
    "fa": ("Arab", "قاچاق انسان و می‌شود گفت‌وگو پژوهش"),
    "ur": ("Arab", "انسانی اسمگلنگ کے خلاف مہم ٹھہرے ہیں"),
    "syr": ("Syrc", "ܫܠܡܐ ܥܠܟܘܢ ܠܫܢܐ ܣܘܪܝܝܐ ܟܬܒܐ"),
    "nqo": ("Nkoo", "ߒߞߏ ߞߊ߲ߜߍ ߛߓߍߛߎ߲ ߟߐ߲ߠߌ߲"),
}


def forms_of(text: str, items: list[Item] | tuple[Item, ...]) -> dict[int, list[int]]:
    """Return each cluster's glyphs by the index of its first character."""
    found: dict[int, list[int]] = {}
    for item in items:
        for glyph in shape_item(text, item).glyphs:
            found.setdefault(item.start + glyph.cluster, []).append(glyph.id)
    return found


@pytest.mark.parametrize("language", JOINED)
def test_a_cut_into_two_faces_changes_no_joining_form(language):
    """Check at each cluster boundary that every letter has the glyphs it has when the whole text is in its face."""
    _, text = JOINED[language]
    fonts = more_fonts()
    faces = {500: PLAIN, 700: STRONG}
    whole = {w: forms_of(text, itemize_spans(text, [Span(0, len(text), face)], language)) for w, face in faces.items()}
    moved = 0
    for cut in find_clusters(text)[:-1]:
        spans = [Span(0, cut, PLAIN), Span(cut, len(text), STRONG, emphasis=True)]
        items = itemize_spans(text, spans, language)
        border = next(item.start for item in items if item.emphasis)
        moved += border != cut
        for start, glyphs in forms_of(text, items).items():
            assert glyphs == whole[700 if start >= border else 500][start], (text[:cut], text[cut:])
    assert fonts.has_family("Noto Sans Syriac")
    assert moved == {"ar": 3, "fa": 0, "ur": 1, "syr": 3, "nqo": 0}[language]


def itemize_spans(text: str, spans: list[Span], language: str) -> tuple[Item, ...]:
    return shape_paragraph(text, spans, language, "rtl", more_fonts()).items


def test_a_cut_into_two_fonts_changes_no_joining_form():
    """Check that a letter from another font and its neighbours join as in one font."""
    plex, noto = (FONTS.nearest_font(family, 500) for family in ("IBM Plex Sans Arabic", "Noto Sans Arabic"))
    text, joined = "بڢب", "\u200dب"
    first, second, third = (
        [g.id for g in shape_item(text, Item(at, at + 1, 1, "Arab", "ar", font, 1.0)).glyphs]
        for at, font in enumerate((plex, noto, plex))
    )
    assert not plex.has_glyphs("ڢ")
    assert third == [g.id for g in shape_item(joined, Item(1, 2, 1, "Arab", "ar", plex, 1.0)).glyphs]
    assert second == [g.id for g in shape_item("\u200dڢ\u200d", Item(1, 2, 1, "Arab", "ar", noto, 1.0)).glyphs]
    assert first == [g.id for g in shape_item("ب\u200d", Item(0, 1, 1, "Arab", "ar", plex, 1.0)).glyphs]


def test_a_cut_between_lines_changes_no_joining_form():
    text = "سلا\u200bمسلام"
    paragraph = write(text, "ar")
    first, second = break_lines(paragraph, paragraph.word_breaks.end_advances[-1] * 0.6)
    assert first.text + second.text == text
    whole = forms_of(text, paragraph.items)
    for line in (first, second):
        for run in line.runs:
            for glyph in run.glyphs:
                assert glyph.id in whole[run.start + glyph.cluster]


# -- coverage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "script", "family", "covered"),
    [
        ("a\u0306", "Latn", "Archivo", True), ("\u2066a\u2069\u2060\u00ad\ufe0e", "Latn", "Archivo", True),
        ("женщина", "Cyrl", "Archivo", False), ("की", "Deva", "Mukta", True), ("ीक", "Deva", "Mukta", False),
        ("◌ी", "Deva", "Mukta", True), ("น้ำ", "Thai", "IBM Plex Sans Thai", True),
        ("ڢ", "Arab", "IBM Plex Sans Arabic", False),
        ("12 %", "Arab", "Archivo", True), ("ܫ", "Syrc", "Archivo", False),
    ],
)  # fmt: skip
def test_text_is_fully_shaped_if_no_glyph_is_missing_and_no_circle_is_inserted(text, script, family, covered):
    item = Item(
        0, len(text), 1 if script in ("Arab", "Syrc") else 0, script, "und", FONTS.nearest_font(family, 500), 1.0
    )
    assert is_fully_shaped(text, item) == covered


# -- forms of a language -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "other", "family", "script", "letters"),
    [
        ("sr", "ru", "Noto Sans", "Cyrl", "б"), ("mk", "ru", "Noto Sans", "Cyrl", "б"),
        ("ro", "tr", "Inter", "Latn", "şţ"), ("mo", "tr", "Noto Sans", "Latn", "şţ"),
        ("mr", "hi", "Mukta", "Deva", "लश५८"), ("ne", "hi", "Noto Sans Devanagari", "Deva", "झ५८९"),
        ("ur", "ar", "Noto Naskh Arabic", "Arab", "۴۶۷"), ("sd", "ar", "Noto Naskh Arabic", "Arab", "۶۷م"),
        ("zh-Hans", "ja", "Noto Sans CJK", "Hani", "直骨"), ("zh-Hant", "zh-Hans", "Noto Sans CJK", "Hani", "骨角"),
        ("zh-Hant-HK", "zh-Hant", "Noto Sans CJK", "Hani", "直骨化"),
        ("ko", "zh-Hans", "Noto Sans CJK", "Hani", "直骨"),
    ],
)  # fmt: skip
def test_letters_differ_between_languages_if_the_font_supports_both(language, other, family, script, letters):
    level = 1 if script == "Arab" else 0
    for letter in letters:
        one, two = (glyphs_of(letter, family, script, tag, level) for tag in (language, other))
        assert one != two, letter
        assert 0 not in (*one, *two)


def test_lines_have_the_forms_of_their_language():
    """Check the same text in two languages, through the whole engine."""
    for one, two, words in (("zh-Hans", "ja", "直骨"), ("mr", "hi", "लश"), ("zh-Hant", "zh-Hant-HK", "直化")):
        found = [[g.id for r in break_lines(write(words, tag), 99)[0].runs for g in r.glyphs] for tag in (one, two)]
        assert found[0] != found[1]


# -- letter-spacing ------------------------------------------------------------------------------------------------

SPACED = {"en": "office", "el": "γυναίκες", "ru": "женщины"}
UNSPACED = {
    "ar": "النساء", "fa": "زنان", "ur": "خواتین", "he": "נשים", "hi": "देवी", "bn": "নারী", "th": "เด็ก", "am": "ሴቶች",
    "zh-Hans": "妇女", "ja": "女性たち", "ko": "여성들", "syr": "ܢܫܐ", "nqo": "ߡߏߛߏ",
}  # fmt: skip


@pytest.mark.parametrize("language", [*SPACED, *UNSPACED])
def test_only_latin_greek_and_cyrillic_are_tracked(language):
    words = {**SPACED, **UNSPACED}[language]
    plain, spaced = (
        write(words, language, more_fonts(), style_of(500, t)).word_breaks.end_advances[-1] for t in (0.0, 0.05)
    )
    assert spaced - plain == pytest.approx(0.05 * len(words) if language in SPACED else 0.0, abs=0.04)


# -- word spaces ---------------------------------------------------------------------------------------------------


def space_of(text: str, language: str = "en", plain: TextStyle | None = None) -> float:
    """Return the advance of the first space of a text, in ems."""
    paragraph = write(text, language, plain=plain or style_of(700, -0.02))
    at = next(i for i, c in enumerate(text) if c in " \u00a0")
    return next(g.advance for r in paragraph.runs for g in r.glyphs if r.start + g.cluster == at)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Her yıl", "tr"), ("per il", "it"), ("por ano", "pt"), ("Jahr verlieren", "de"), ("nữ tổng", "vi"),
     ("a\u00a0b", "en"), ("кошка и", "ru"), ("ζωή και", "el")],
)  # fmt: skip
@pytest.mark.parametrize("tracking", [-0.05, -0.015, -0.005])
def test_a_word_space_of_display_type_is_not_tightened(text, language, tracking):
    scale = 0.96 if language in ("ru", "el") else 1.0
    assert space_of(text, language, style_of(700, tracking)) >= 0.24 * scale - 1e-9


def test_small_print_has_the_word_space_of_its_face():
    font = shipped_fonts().nearest_font("Archivo", 500)
    advance = font.hb.get_glyph_h_advance(font.hb.get_nominal_glyph(ord(" ")))
    assert space_of("per il", "it", style_of(500)) == pytest.approx(advance / font.upem)


def test_the_space_before_a_per_cent_sign_is_not_a_word_space():
    assert space_of("96\u00a0%", "fr") < 0.2
    assert space_of("\u00a0%", "fr") < 0.2


NASTALIQ_WORDS = [
    "خاتمے", "بجے", "دیتے", "رپورٹ", "اسمگلنگ", "عورتوں", "لڑکیوں", "زیادہ", "ادارے", "والے", "اور", "ہیں",
]  # fmt: skip


@pytest.mark.parametrize("word", NASTALIQ_WORDS)
def test_a_word_space_of_nastaliq_is_wider_than_the_gaps_in_words(word):
    style = style_of(400, **{"ur-Arab": "Noto Nastaliq Urdu", "Aran": "Noto Nastaliq Urdu"})

    def holes(text: str) -> list[float]:
        line = break_lines(write(text, "ur", plain=style), 99)[0]
        edges = sorted((west, east) for west, _, east, _ in measure_glyph_bounds(line, shipped_fonts()))
        reach = list(accumulate((east for _, east in edges), max))
        return [round(west - east, 3) for (west, _), east in zip(edges[1:], reach, strict=False) if west > east]

    inside = max(holes(word), default=0.0)
    for text in (f"کے {word}", f"{word} کے"):
        assert max(holes(text)) > 1.2 * inside
