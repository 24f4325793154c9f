"""Tests that marks are positioned on their base in every language of CLDR and in every theme, measured by their ink."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest
import uharfbuzz as hb
import unicodedata2
from support.shaped_text import itemize, show_items, style_of, write

import factcards
from factcards.read.themes.theme_reader import read_theme
from factcards.text import Span, TextStyle, language_direction, shape_paragraph
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.lines.wrap import break_lines
from factcards.text.shaping.mark_placement import find_marked_clusters
from factcards.text.shaping.shape import Item
from factcards.text.shaping.shaping_defects import find_shaping_defects
from factcards.text.unicode.language_scripts import language_script, unicode_script

EXEMPLARS = Path(factcards.__file__).parent / "data" / "exemplars.json"
THEMES = ("contrast", "data", "figure", "half", "photo", "series", "statement", "testimony")
SAMPLE, WORDS_AT_ONCE = 2400, 40
PLAIN_LETTERS = {"Latn": "aeioumnrsjlyAEOUMNS", "Cyrl": "аеиоуыэюяёмнрсАЕОУЫЭЮЯ"}
STRESSED = {
    "ru": "\u0301", "uk": "\u0301", "be": "\u0301", "bg": "\u0300\u0301", "mk": "\u0300\u0301",
    "sr": "\u0300\u0301\u0304\u0311\u030f",
}  # fmt: skip
"""Marks of stress and tone, of CLDR's auxiliary sets."""
SHAPED = frozenset((0, 7, 8, 9))
"""Combining classes of signs that a shaper combines with their base: vowel signs, nukta, voicing mark, virama."""


@cache
def clusters() -> tuple[tuple[str, str], ...]:
    """Return language and cluster: every letter of each main exemplar set with every mark of the set."""
    packed = json.loads(EXEMPLARS.read_text(encoding="utf-8"))["letters"]
    found: dict[tuple[str, str], None] = {}
    for language, text in packed.items():
        script = unicode_script(language_script(language))
        characters = [*unpack(text), *STRESSED.get(language, "")]
        marks = [c for c in characters if unicodedata2.category(c) == "Mn" and unicodedata2.combining(c) not in SHAPED]
        letters = [c for c in characters if unicodedata2.category(c)[0] == "L"] if marks else []
        for letter in (*letters, *(PLAIN_LETTERS.get(script, "") if marks else "")):
            for mark in marks:
                found[language, letter + mark] = None
                if len(unicodedata2.normalize("NFC", letter + mark)) == 1 and "\u0323" in marks and mark != "\u0323":
                    found[language, letter + "\u0323" + mark] = None
    return tuple(found)


def unpack(text: str) -> Iterator[str]:
    """Yield the letters that docs/make_exemplars.py has packed."""
    at = 0
    while at < len(text):
        last = text[at + 2] if text[at + 1 : at + 2] == "-" and at + 2 < len(text) else text[at]
        yield from map(chr, range(ord(text[at]), ord(last) + 1))
        at += 3 if last != text[at] or text[at + 1 : at + 2] == "-" else 1


@cache
def styles(theme: str) -> tuple[TextStyle, ...]:
    """Return every type style of a theme, plain and emphasised."""
    types = dict(read_theme(theme).types).values()
    return tuple(dict.fromkeys(style for found in types for style in (found.text, found.strong)))


def draw(text: str, item: Item, off: bool) -> tuple[list[tuple[int, int, int]], list[tuple[int, float, float]]]:
    """Return each glyph's number with its offset, and its character with the edges of its ink; `off`: no anchors."""
    buffer = hb.Buffer()
    buffer.add_str(text, item.start, item.end - item.start)
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.direction, buffer.script = "rtl" if item.level % 2 else "ltr", item.script
    buffer.language = item.language
    tags = ("mark", "mkmk", "abvm", "blwm")
    hb.shape(item.font.hb, buffer, {tag: [(item.start, item.end, False)] for tag in tags} if off else None)
    shifts, inks, pen = [], [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = item.font.hb.get_glyph_extents(info.codepoint)
        left = pen + place.x_offset + ink.x_bearing
        shifts.append((info.codepoint, place.x_offset, place.y_offset))
        inks.append((info.cluster, left, left + ink.width))
        pen += place.x_advance
    return shifts, inks


def misplaced(text: str, item: Item) -> list[str]:
    """Return the clusters of an item with a mark that no anchor moves and whose middle is not over its base's ink."""
    moved, inks = draw(text, item, off=False)
    still, _ = draw(text, item, off=True)
    found = []
    bounds = [at for at, c in enumerate(text) if not unicodedata2.category(c).startswith("M")]
    for start, end in pairwise((*bounds, len(text))):
        letter = [(a, b) for at, a, b in inks if at == start and b > a]
        low, high = min((x for x, _ in letter), default=-inf), max((x for _, x in letter), default=inf)
        for (at, a, b), one, other in zip(inks, moved, still, strict=True):
            own = start < at < end and unicodedata2.combining(text[at]) not in SHAPED
            if own and b > a and one == other and not low <= (a + b) / 2 <= high:
                found.append(text[start:end])
    return found


def assert_placed(cases: list[tuple[str, TextStyle, str]]) -> None:
    """Check that every mark is on its base, or that a message reports it."""
    fonts, by_key = shipped_fonts(), {}
    for language, style, cluster in cases:
        by_key.setdefault((language, style), []).append(cluster)
    wrong = []
    for (language, style), found in by_key.items():
        for at in range(0, len(found), WORDS_AT_ONCE):
            text = " ".join(found[at : at + WORDS_AT_ONCE])
            direction = language_direction(language)
            paragraph = shape_paragraph(text, [Span(0, len(text), style)], language, direction, fonts)
            for item in paragraph.items:
                for cluster in misplaced(text, item):
                    alone = shape_paragraph(cluster, [Span(0, len(cluster), style)], language, direction, fonts)
                    defects = find_shaping_defects(break_lines(alone, 99)[0], fonts)
                    if not any(defect.kind in ("misplaced", "stray") for defect in defects):
                        wrong.append((language, style.faces[0][1].family, cluster, item.font.entry.family))
    assert wrong == []


def test_marks_of_a_sample_of_all_languages_are_on_their_base_in_all_themes():
    pick = random.Random(12)
    everything = [(theme, language, cluster) for theme in THEMES for language, cluster in clusters()]
    chosen = sorted(pick.sample(everything, SAMPLE), key=lambda case: case[:2])
    assert_placed([(language, pick.choice(styles(theme)), cluster) for theme, language, cluster in chosen])


@pytest.mark.once
@pytest.mark.parametrize("theme", THEMES)
def test_marks_of_all_languages_are_on_their_base_in_every_type_style_of_every_theme(theme):
    assert_placed([(language, style, cluster) for style in styles(theme) for language, cluster in clusters()])


@pytest.mark.parametrize(
    ("words", "language", "shown"),
    [
        ("nyɔ́nsɔ́ na mboka", "ln", "Noto Sans:nyɔ́nsɔ́ |Archivo:na mboka"),
        ("бо́льшая за́мок", "ru", "Noto Sans:бо́льшая за́мок"),
        ("большая замок", "ru", "Inter:большая замок"),
        ("Diné bizaad shį́į́", "nv", "Archivo:Diné bizaad shį́į́"),
        ("ọ̀rọ̀ yìí", "yo", "Archivo:ọ̀rọ̀ yìí"),
    ],
)
def test_a_word_is_in_a_face_that_positions_its_marks(words, language, shown):
    assert show_items(words, language) == shown


@pytest.mark.parametrize(
    ("words", "language", "family"),
    [
        ("ọ̀rọ̀", "yo", "Newsreader"),   # its grave is over the last fifth of the o
        ("gẹ́gẹ́", "yo", "Newsreader"),
        ("ọ̀rọ̀", "yo", "Bricolage Grotesque"),
        ("nyɔ́nsɔ́", "ln", "Bricolage Grotesque"),
        ("shį́į́", "nv", "Newsreader"),
    ],
)
def test_a_mark_at_the_edge_of_its_base_is_misplaced(words, language, family):
    shown = show_items(words, language, style_of(400, **{"": family}))
    assert family not in shown
    assert "|" not in shown


@pytest.mark.parametrize("words", ["бо́льшая", "nyɔ́nsɔ́", "ọ̀rọ̀", "café", "shį́į́", "ngã̌"])
def test_composed_and_decomposed_words_are_in_one_face(words):
    one, other = (itemize(unicodedata2.normalize(form, words), "ln").items for form in ("NFC", "NFD"))
    assert [item.font for item in one] == [item.font for item in other]


def test_a_mark_that_no_font_positions_is_drawn_and_reported():
    paragraph = write("ꞌ́a ба", "jgo")
    line = break_lines(paragraph, 99)[0]
    assert paragraph.missing == ()
    found = [(defect.kind, line.text[defect.at]) for defect in find_shaping_defects(line, shipped_fonts())]
    assert found == [("misplaced", "\u0301")]


@pytest.mark.parametrize("words", ["plain words", "Élan vital", "हिन्दी में", "コンピュータ", "١٢٪ من", ""])
def test_words_without_positioned_marks_are_not_checked(words):
    assert find_marked_clusters(unicodedata2.normalize("NFC", words)) == ()


def test_a_mark_is_checked_on_the_joining_form_of_its_base():
    assert [sides for _, _, sides in find_marked_clusters("بَبَ")] == [(False, True), (True, False)]
