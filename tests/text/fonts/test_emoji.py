"""Tests of emoji (UTS #51): which clusters are pictures, and their size."""

from __future__ import annotations

import gzip
import re

import pytest
from support.shaped_text import DATA, itemize, show_items, write

from factcards.text import break_lines
from factcards.text.fonts.emoji import is_emoji, may_contain_emoji
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.shaping.shape import shape_item


def with_property(name: str) -> set[str]:
    found: set[str] = set()
    with gzip.open(DATA / "emoji-data.txt.gz", "rt", encoding="utf-8") as file:
        for line in file:
            match = re.match(rf"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*; {name} ", line)
            if match:
                found |= {chr(c) for c in range(int(match[1], 16), int(match[2] or match[1], 16) + 1)}
    return found


def test_every_character_with_emoji_presentation_is_a_picture():
    shown = with_property("Emoji_Presentation")
    assert all(is_emoji(c) and may_contain_emoji(c) for c in shown)
    assert not any(is_emoji(c + "\ufe0e") for c in shown)


def test_the_other_emoji_are_text_unless_a_selector_asks_for_a_picture():
    others = with_property("Emoji") - with_property("Emoji_Presentation")
    assert not any(is_emoji(c) for c in others)
    assert all(is_emoji(c + "\ufe0f") == (c not in "0123456789#*") for c in others)


@pytest.mark.parametrize("cluster", ["1\ufe0f\u20e3", "#\u20e3", "☝🏽", "👩🏽‍🚀", "🇺🇳", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️‍🔥", "⛹🏽‍♀️"])
def test_emoji_sequence_is_recognized_as_one_emoji(cluster):
    assert is_emoji(cluster)


@pytest.mark.parametrize(
    "cluster", ["1", "1\ufe0f", "1\ufe0e\u20e3", "a\ufe0f", " \ufe0f", "©", "™", "☎", "❤\ufe0e", "é"]
)
def test_other_clusters_are_not_pictures(cluster):
    assert not is_emoji(cluster)


@pytest.mark.parametrize(
    ("marked", "language", "shown"),
    [
        ("Day 1 👩🏽‍🚀 of 2", "en", "Archivo:Day 1 |Noto Color Emoji:👩🏽‍🚀|Archivo: of 2"),
        ("1️⃣ 2 #", "en", "Noto Color Emoji:1️⃣|Archivo: 2 #"),
        ("5% 👍🏽 9*", "en", "Archivo:5% |Noto Color Emoji:👍🏽|Archivo: 9*"),
        ("الأمم 🇺🇳 معًا", "ar", "IBM Plex Sans Arabic:الأمم |Noto Color Emoji:🇺🇳|IBM Plex Sans Arabic: معًا"),
    ],
)
def test_pictures_go_whole_to_the_emoji_font_and_nothing_else_does(marked, language, shown):
    assert show_items(marked, language) == shown


def test_a_variation_selector_chooses_between_text_and_picture():
    assert "Emoji" in show_items("❤️")
    assert "Emoji" not in show_items("❤\ufe0e")
    assert "Emoji" not in show_items("☎")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("cluster", ["👨‍👩‍👧‍👦", "🇺🇳", "👩🏽‍🚀", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_a_sequence_is_one_glyph_in_both_directions(cluster, language):
    text = f"سلام {cluster}" if language == "ar" else f"peace {cluster}"
    item = itemize(text, language).items[-1]
    assert len([g for g in shape_item(text, item).glyphs if g.advance]) == 1


# -- every emoji there is ------------------------------------------------------------------------------------------


def sequences(status: str) -> list[str]:
    with gzip.open(DATA / "emoji-test.txt.gz", "rt", encoding="utf-8") as file:
        found = [re.match(rf"([0-9A-F ]+?)\s*; {status} ", line) for line in file]
    return ["".join(chr(int(c, 16)) for c in m[1].split()) for m in found if m]


def test_every_sequence_recommended_for_interchange_is_one_picture():
    """Check that all 3655 RGI sequences (keycaps, flags, skin tones, families …) are one glyph each."""
    every = sequences("fully-qualified")
    for at in range(0, len(every), 50):
        group = every[at : at + 50]
        paragraph = write(" a ".join(group))
        pictures = [run for run in paragraph.runs if run.font.file.startswith("NotoColorEmoji")]
        assert not paragraph.missing
        assert [run.text for run in pictures] == group
        assert [len([g for g in run.glyphs if g.advance]) for run in pictures] == [1] * len(group)
    assert len(every) > 3600


def test_sequences_without_their_selector_are_pictures_too():
    every = (*sequences("minimally-qualified"), *sequences("unqualified"))
    for at in range(0, len(every), 50):
        assert not write(" a ".join(every[at : at + 50])).missing, every[at : at + 50]


def test_unknown_sequences_are_split_into_known_pictures():
    for sequence in ("👩\u200d🦖", "🐈\u200d🏠"):
        paragraph = write(f"a{sequence}b")
        assert not paragraph.missing
        (run,) = [run for run in paragraph.runs if run.font.file.startswith("NotoColorEmoji")]
        assert len([g for g in run.glyphs if g.advance]) == 2


@pytest.mark.parametrize("sequence", ["🇦🇦", "🏴\U000e0075\U000e0073\U000e0074\U000e0078\U000e007f"])
def test_unknown_flags_are_not_drawn_as_a_flag_with_a_question_mark(sequence):
    paragraph = write(f"a{sequence}b")
    pictures = [run for run in paragraph.runs if run.font.file.startswith("NotoColorEmoji")]
    assert paragraph.missing == (1,) or not pictures


# -- optical size --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language"), [("H", "en"), ("Ж", "ru"), ("ا", "ar"), ("ก", "th"), ("क", "hi"), ("א", "he")]
)
def test_a_picture_is_slightly_larger_than_capitals_and_centered_on_them(words, language):
    letters = next(r for r in write(f"{words} 😀", language).runs if words in r.text)
    capitals = shipped_fonts().open_font(letters.font).entry.cap_height * letters.scale
    (line,) = break_lines(write("😀", language), 9.0)
    assert 1.1 <= (line.ascent + line.descent) / capitals <= 1.2
    assert (line.ascent - line.descent) / 2 == pytest.approx(capitals / 2, abs=0.01)
    assert 1.1 <= line.width / capitals <= 1.5, "its room is scaled with it"


def test_a_picture_among_ideographs_has_their_size():
    (line,), (han,) = (break_lines(write(words, "ja"), 9.0) for words in ("😀", "国"))
    assert (line.ascent + line.descent) / (han.ascent + han.descent) == pytest.approx(1.05, abs=0.08)
    assert line.ascent - line.descent == pytest.approx(han.ascent - han.descent, abs=0.05)
