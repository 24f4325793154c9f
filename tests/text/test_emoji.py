"""UTS #51: which clusters are pictures."""

from __future__ import annotations

import gzip
import re

import pytest
from writing import DATA, itemize, show_items

from factcards.text.emoji import is_emoji, may_hold_emoji
from factcards.text.shape import shape_item


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
    assert all(is_emoji(c) and may_hold_emoji(c) for c in shown)
    assert not any(is_emoji(c + "\ufe0e") for c in shown)


def test_the_other_emoji_are_text_unless_a_selector_asks_for_a_picture():
    others = with_property("Emoji") - with_property("Emoji_Presentation")
    assert not any(is_emoji(c) for c in others)
    assert all(is_emoji(c + "\ufe0f") == (c not in "0123456789#*") for c in others)


@pytest.mark.parametrize("cluster", ["1\ufe0f\u20e3", "#\u20e3", "☝🏽", "👩🏽‍🚀", "🇺🇳", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️‍🔥", "⛹🏽‍♀️"])
def test_sequences_are_pictures(cluster):
    assert is_emoji(cluster)


@pytest.mark.parametrize(
    "cluster", ["1", "1\ufe0f", "1\ufe0e\u20e3", "a\ufe0f", " \ufe0f", "©", "™", "☎", "❤\ufe0e", "é"]
)
def test_other_clusters_are_not(cluster):
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


def test_the_style_that_is_asked_for_is_the_one_that_is_set():
    assert "Emoji" in show_items("❤️")
    assert "Emoji" not in show_items("❤\ufe0e")
    assert "Emoji" not in show_items("☎")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("cluster", ["👨‍👩‍👧‍👦", "🇺🇳", "👩🏽‍🚀", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_a_sequence_is_one_glyph_in_both_directions(cluster, language):
    text = f"سلام {cluster}" if language == "ar" else f"peace {cluster}"
    item = itemize(text, language).items[-1]
    assert len([g for g in shape_item(text, item).glyphs if g.advance]) == 1
