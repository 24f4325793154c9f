"""Tests of the check that letters which join in Unicode are drawn joined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from arabic_reshaper.letters import FINAL, INITIAL, LETTERS_ARABIC
from support.shaped_text import STRONG, style_of, write

from factcards.text import Paragraph, break_lines
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.joining_check import find_joining_sides, find_unjoined, is_joined
from factcards.text.shaping.shape import Item, shape_item
from factcards.text.unicode.joining_types import has_joining_letters, joining_type


@pytest.mark.parametrize(
    ("characters", "kind"),
    [
        ("بسمكىپڪ", "D"),
        ("ادذرزوةؤآ", "R"),
        ("\u0640\u200d\u07fa\u180a", "C"),
        ("\ua872\U00010d00", "L"),
        ("ء\u200ca -.١", "U"),
        ("\u064e\u0651\u0670\u070f\u200b\u200f", "T"),
        ("ܒܓ", "D"),
        ("ܐܕ", "R"),
        ("ߊߓ", "D"),
        ("ᠠᠪ", "D"),
        ("𞤀𞤢", "D"),
        ("\U0001e94b", "T"),
    ],
)
def test_characters_have_the_joining_type_of_unicode(characters, kind):
    assert {joining_type(c) for c in characters} == {kind}


def test_the_types_agree_with_arabic_reshapers_table():
    without = "\u0677\u06ba"  # letters whose forms are not all encoded in Unicode
    for character, forms in LETTERS_ARABIC.items():
        if character in without or joining_type(character) == "C":
            continue
        if joining_type(character) in "DR":
            assert (joining_type(character) == "D") == bool(forms[INITIAL]), character
        assert (joining_type(character) in "DR") == bool(forms[FINAL]), character


def test_texts_with_joining_letters_are_recognized():
    assert has_joining_letters("in قانون")
    assert not has_joining_letters("Women and girls")
    assert not has_joining_letters("ء ١٢٣ »")


def test_the_sides_on_which_letters_join():
    assert find_joining_sides("باب") == {0: (False, True), 1: (True, False)}
    assert find_joining_sides("بَب") == {0: (False, True), 2: (True, False)}, "a mark is skipped"
    assert find_joining_sides("ب\u200cب") == {}, "a non-joiner parts"
    assert find_joining_sides("ه\u200d") == {0: (False, True), 1: (True, False)}
    assert find_joining_sides("بب ب a") == {0: (False, True), 1: (True, False)}


def apart(paragraph: Paragraph) -> list[str]:
    lines = break_lines(paragraph, 20)
    return [line.text[at] for line in lines for at in find_unjoined(line, shipped_fonts())]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "لا إله إلا الله، محمد رسول الله — الاتجار بالبشر"),
        ("ur", "خواتین اور لڑکیاں ٹھیک ہیں"),
        ("fa", "می‌خواهیم بگوییم ه‍"),
        ("ug", "ئۇيغۇر تىلى"),
        ("ar", "مـــد و**ب**ناتهن وال**كتاب** الجديد"),
        ("sd", "سنڌي ٻولي"),
    ],
)
def test_letters_of_our_fonts_join(language, text):
    assert apart(write(text, language)) == []


def broken_apart(paragraph: Paragraph, at: int) -> Paragraph:
    """Return the paragraph with one run shaped in two parts at `at`, as if no letters joined there."""
    (run,), (item,) = paragraph.runs, paragraph.items
    halves = [
        shape_item(run.text[:at] + " " + run.text[at:], replace(item, end=at)),
        shape_item(run.text[:at] + " " + run.text[at:], replace(item, start=at + 1, end=item.end + 1)),
    ]
    second = tuple(g._replace(cluster=g.cluster + at) for g in halves[1].glyphs)
    return replace(paragraph, runs=(replace(run, glyphs=second + halves[0].glyphs),), line_cache={})


@pytest.mark.parametrize("family", ["IBM Plex Sans Arabic", "Noto Naskh Arabic", "Noto Sans Arabic"])
@pytest.mark.parametrize(("text", "at"), [("حب", 1), ("سمك", 2), ("كتاب", 1), ("حد", 1)])
def test_letters_shaped_in_isolation_are_found(family, text, at):
    paragraph = write(text, "ar", plain=style_of(500, Arab=family))
    assert apart(paragraph) == []
    assert apart(broken_apart(paragraph, at)) != []


def test_a_font_without_the_joining_forms_of_a_letter_is_not_used_for_it():
    """Check U+06AA, the Sindhi kaf, which IBM Plex Sans Arabic has without joining forms."""
    plex = shipped_fonts().nearest_font("IBM Plex Sans Arabic", 500)
    text = "ڪم ڪ"
    assert not is_joined(text, Item(0, 2, 1, "Arab", "sd", plex, 1.0))
    assert is_joined(text, Item(3, 4, 1, "Arab", "sd", plex, 1.0)), "alone it is right"
    assert is_joined("كم", Item(0, 2, 1, "Arab", "ar", plex, 1.0))
    assert {item.font.entry.family for item in write("ڪم", "sd", plain=STRONG).items} != {"IBM Plex Sans Arabic"}
