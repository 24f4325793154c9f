"""Tests of itemization: the font of each item, and the boundaries of emphasis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.shaped_text import STRONG, itemize, more_fonts, show_items, spans_of, style_of

from factcards.text import Span
from factcards.text.shaping.shape import shape_item
from factcards.text.shaping.span_boundaries import snap_to_clusters

prove = settings(max_examples=300, deadline=None, derandomize=True)
WORDS = [("women", "en"), ("женщина", "ru"), ("نساء", "ar"), ("เด็ก", "th"), ("中文", "zh-Hans"), ("महिला", "hi")]
ZW = {"nnbsp": "\u202f", "nb-hyphen": "\u2011", "thin": "\u2009", "figure": "\u2007", "wj": "\u2060", "shy": "\u00ad",
      "zwsp": "\u200b", "zwnj": "\u200c", "zwj": "\u200d", "lrm": "\u200e",
      "lri": "\u2066", "pdi": "\u2069", "vs": "\ufe0e"}  # fmt: skip


def nothing_tied(at, span):
    """Return no item, as in a script without ligatures."""


# -- fonts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "language", "shown"),
    [
        ("Women, 96%!", "en", "Archivo:Women, 96%!"),
        ("«Женщины» – 96 %", "ru", "Inter:«Женщины» – 96 %"),
        ("(96%) من النساء", "ar", "IBM Plex Sans Arabic:(|IBM Plex Sans Arabic:96%|IBM Plex Sans Arabic:) من النساء"),
        ("“96%” ของผู้หญิง", "th", "IBM Plex Sans Thai:“96%” ของผู้หญิง"),
        ("я·я 5\u202f000 км", "ru", "Inter:я|Inter:·|Inter:я 5\u202f000 км"),
        ("the word женщина, said", "en", "Archivo:the word |Inter:женщина, |Archivo:said"),
        (
            "Equality Now发起，（Act）",
            "zh-Hans",
            "Archivo:Equality Now|Noto Sans CJK:发起，（|Archivo:Act|Noto Sans CJK:）",
        ),
    ],
)
def test_letters_are_in_their_script_s_face_and_signs_in_their_neighbour_s(marked, language, shown):
    assert show_items(marked, language) == shown


def test_a_word_with_one_missing_letter_is_set_in_another_font_as_a_whole():
    assert show_items("the ɓarnar said") == "Archivo:the |Inter:ɓarnar |Archivo:said"


def test_han_falls_back_letter_by_letter():
    assert show_items("中ꀀ", "zh-Hans").startswith("Noto Sans CJK:中")


@pytest.mark.parametrize("number", ["96%", "$99", "−5", "1\u202f000", "1,500.5", "٩٦٪", "5–7", "€\u00a012", "+5°"])
@pytest.mark.parametrize(("word", "language"), WORDS)
def test_a_number_has_one_font_with_its_sign_separators_and_unit(number, word, language):
    text = f"{word} {number} {word}"
    start, end = len(word) + 1, len(word) + 1 + len(number)
    assert len({item.font for item in itemize(text, language).items if item.start < end and item.end > start}) == 1


def test_a_whole_number_is_in_the_font_that_has_its_unit():
    plain = style_of(400, Deva="Noto Sans Devanagari")
    text = "महिला ₿5\u00a0% महिला"
    pieces = show_items(text, "hi", plain).split("|")
    assert any("5\u00a0%" in piece for piece in pieces)


@pytest.mark.parametrize("name", ZW)
@pytest.mark.parametrize(("word", "language"), WORDS)
def test_invisible_characters_do_not_move_a_word_to_another_font(name, word, language):
    found = itemize(word + ZW[name] + word, language)
    first = itemize(word, language).items[0].font
    assert {item.font for item in found.items} == {first}
    assert found.missing == ()


@pytest.mark.parametrize("space", ["\u202f", "\u2007", "\u2002", "\u205f"])
def test_a_missing_kind_of_space_does_not_change_the_font(space):
    text = f"a{space}a"
    item = itemize(text).items[0]
    assert not item.font.has_glyphs(space)
    middle = shape_item(text, item).glyphs[1]
    assert middle.id == item.font.hb.get_nominal_glyph(ord(" "))
    assert 0.05 < middle.advance < 0.7


# -- what is missing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("plain", ()), ("a\ue000b", (1,)), ("a\U000e0fffb", ()), ("a\U000f0000b", (1,)), ("a\tb", (1,)),
        ("a\u2028b\x85", (1, 3)), ("\ud800", (0,)),
        ("a\u0378", (1,)), ("x\U0001fff0", (1,)), ("क्\ue123", (2,)),
        ("\uffff", (0,)), ("e\u0301\u2060\u2066a\u2069", ()),
    ],
)  # fmt: skip
def test_characters_without_a_font_are_listed_by_index(text, missing):
    assert itemize(text).missing == missing


def test_a_mark_that_would_be_on_a_dotted_circle_is_missing():
    assert itemize("की", "hi").missing == ()
    assert itemize("ी क", "hi").missing == (0,)
    assert itemize("◌ी", "hi").missing == ()


# -- emphasis ------------------------------------------------------------------------------------------------------


def emphasised(marked: str, language: str) -> str:
    """Return the text with `[` and `]` where the heavier face starts and ends."""
    text, _ = spans_of(marked)
    shown, strong = "", False
    for item in itemize(marked, language, more_fonts()).items:
        if item.emphasis != strong:
            shown, strong = shown + "]["[item.emphasis], item.emphasis
        shown += text[item.start : item.end]
    return shown + ("]" if strong else "")


@pytest.mark.parametrize(
    ("marked", "language", "shown"),
    [
        ("ال**نساء**", "ar", "ال[نساء]"),
        ("ل**ا**", "ar", "[لا]"),
        ("السل**ا**م", "ar", "الس[لا]م"),
        ("**ل**ا", "ar", "[لا]"),
        ("سل**َا**م", "ar", "س[لَا]م"),
        ("caf**e\u0301**", "en", "caf[e\u0301]"),
        ("cafe**\u0301**", "en", "caf[e\u0301]"),
        ("**👩**🏽", "en", "[👩🏽]"),
        ("क्**षे**त्र", "hi", "[क्षे]त्र"),
        ("**हि**न्दी", "hi", "[हि]न्दी"),
        ("न**ि**", "hi", "[नि]"),
        ("of**fi**ce", "en", "of[fi]ce"),
        ("ܫܠ**ܡܐ**", "syr", "ܫܠ[ܡܐ]"),
        ("ߒߞ**ߏ߫**", "nqo", "ߒߞ[ߏ߫]"),
        ("a**b**c**d**e", "en", "a[b]c[d]e"),
        ("**ل**ا**م**", "ar", "[لام]"),
    ],
)
def test_emphasis_moves_outward_to_include_clusters_and_ligatures(marked, language, shown):
    assert emphasised(marked, language) == shown


def test_emphasis_is_a_real_heavier_face_across_a_change_of_direction():
    items = [i for i in itemize("قال **Equality Now نساء** هنا", "ar").items if i.emphasis]
    assert [i.font.entry.weight for i in items] == [700, 700]   # the space between them is in the Arabic face
    assert [i.level % 2 for i in items] == [0, 1]


def test_emphasis_includes_a_whole_ligature_of_two_single_letter_spans():
    text = "لالا"
    spans = [Span(at, at + 1, STRONG, bool(at % 2)) for at in range(4)]
    assert "".join("[" + text[s.start : s.end] for s in snap_to_clusters(text, spans, nothing_tied)) == "[ل[ا[ل[ا"


# -- properties ----------------------------------------------------------------------------------------------------

ALPHABET = st.one_of(
    st.sampled_from(
        "ab c.,1٢%$-−()[]«»\u202f\u2011\u2060\u2066\u2067\u2069\u200c\u200d\ufe0f\u20e3"
        "ابلنِابกาเด็ก漢かに한नमक्षिя\u0301😀👍🏽🇺🇳"
    ),
    st.characters(),
)


@prove
@given(
    st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=5),
    st.sampled_from(["en", "ar", "th", "zh-Hans", "hi"]),
)
def test_items_cover_the_text_and_each_has_one_level_and_script(parts, language):
    marked = "**".join(part.replace("*", "") for part in parts)
    text, _ = spans_of(marked)
    found = itemize(marked, language)
    assert [c for item in found.items for c in range(item.start, item.end)] == list(range(len(text)))
    assert all(text[at] not in "ab ." for at in found.missing)


@prove
@given(st.text(ALPHABET, max_size=30), st.lists(st.integers(0, 30), max_size=6))
def test_snapped_spans_cover_the_text(text, cuts):
    borders = sorted({0, len(text), *(min(c, len(text)) for c in cuts)})
    spans = [Span(a, b, STRONG, bool(i % 2)) for i, (a, b) in enumerate(pairwise(borders))]
    if spans:
        settled = snap_to_clusters(text, spans, nothing_tied)
        assert [c for s in settled for c in range(s.start, s.end)] == list(range(len(text)))
