"""Tests that shared groups of characters agree with Unicode: Han, Kana, and directional formatting characters."""

from __future__ import annotations

import re
import sys

import pytest
import unicodedata2
from fontTools import unicodedata

from factcards.text.unicode.direction_controls import DIRECTION_CONTROLS, DIRECTION_MARKS
from factcards.text.unicode.script_groups import (
    CJK_LETTERS,
    HAN,
    HIRAGANA,
    KATAKANA,
    RIGHT_TO_LEFT_SCRIPTS,
    UNICODE_SCRIPTS,
    WIDE_SCRIPTS,
)

ASSIGNED = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in ("Cn", "Co", "Cs")]


def members(ranges: str) -> set[str]:
    """Return the assigned characters in the ranges of a regular expression's class."""
    return set(re.findall(f"[{ranges}]", "".join(ASSIGNED)))


def of_script(script: str) -> set[str]:
    """Return the characters of a script (UAX #24)."""
    return {c for c in ASSIGNED if unicodedata.script(c) == script}


def test_han_is_the_script_of_unicode_with_the_closing_mark():
    marks = set("\U00016fe2\U00016fe3") | set(map(chr, range(0x16FF0, 0x16FF7)))   # of other scripts' blocks
    assert members(HAN) - {"〆"} == of_script("Hani") - marks


@pytest.mark.parametrize(("ranges", "script", "more"), [(HIRAGANA, "Hira", ""), (KATAKANA, "Kana", "ー")])
def test_kana_are_the_full_width_letters_of_their_blocks(ranges, script, more):
    blocks = {c for c in of_script(script) if "\u3041" <= c <= "\u31ff"}
    assert members(ranges) == blocks | set(more)


def test_letters_of_chinese_and_japanese_are_wide():
    assert {unicodedata2.east_asian_width(c) for c in members(CJK_LETTERS)} == {"W"}


def test_direction_controls_are_those_of_uax_9():
    classes = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    assert set(DIRECTION_CONTROLS) == {c for c in ASSIGNED if unicodedata2.bidirectional(c) in classes}
    names = {unicodedata2.name(c) for c in DIRECTION_MARKS}
    assert names == {"ARABIC LETTER MARK", "LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK"}


def test_writing_systems_have_scripts_with_letters_in_unicode():
    assert {script for script in UNICODE_SCRIPTS.values() if not of_script(script)} == set()
    assert {UNICODE_SCRIPTS[code] for code in ("Hans", "Hant", "Jpan", "Kore", "Hrkt")} <= WIDE_SCRIPTS


def test_right_to_left_scripts_are_those_of_fonttools():
    codes = [code for code in unicodedata.Scripts.NAMES if unicodedata.script_horizontal_direction(code) == "RTL"]
    assert sorted(RIGHT_TO_LEFT_SCRIPTS) == sorted(codes)
