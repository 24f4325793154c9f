"""Lines of real sentences in many languages: none ends against its language's rules, which this file states again.

`tests/data/line_ends.txt` marks by hand, without our rules or ICU's, what stays on a line. Marks and words with which
no line may begin or end are listed below, from the languages' own rules (jlreq 3.1.7 and 3.1.8, clreq 3.1.4, the Royal
Society of Thailand).
"""

from __future__ import annotations

import re

import pytest
from support.sentences import read_marks, sentences
from support.shaped_text import show_lines, write

from factcards.text import break_lines
from factcards.text.breaking.breaks import find_breaks

WIDTHS = (11.0, 16.0, 23.0)
CLOSING = "”’»)]}，。、！？：；」』）】〉》・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%.,;:!?،؛؟۔।ๆฯ៕។၊။፣።፤…"
OPENING = "“„‘(«[¿¡「『（【〈《§№"
TURNED = dict.fromkeys(("de", "cs", "sv", "pl", "he", "ur"), "”“«»’") | {"nl": "’", "tr": "%"}
"""Languages in which these signs open, or both open and close."""
NO_END = {
    "cs": r"(?i)(?<!\w)[aikosuvz]\Z", "pl": r"(?i)(?<!\w)[aiouwz]\Z", "ru": r"(?i)(?<!\w)[авикосуя]\Z",
    "uk": r"(?i)(?<!\w)[авзійоуя]\Z", "ar": r"(?<!\w)و\Z", "th": r"(?:ผู้|ความ|นัก)\Z",
}  # fmt: skip
NO_START = {"ru": r"(?:—|бы?\b|же\b|ли\b)", "uk": r"(?:—|би?\b|же?\b)", "cs": "–", "pl": "–"}


def find_divided(text: str, whole: list[tuple[int, int]], ends: list[int]) -> list[str]:
    return [text[a:b] for a, b in whole if any(a < end < b for end in ends)]


def is_link(text: str) -> bool:
    return "://" in text or "@" in text


LANGUAGES = tuple(dict.fromkeys(language for language, _ in sentences()))


def test_there_are_ten_sentences_in_each_language():
    expected = (
        "am ar bn cs de el en es fa fr he hi it ja km ko my nl pl pt ru sv th tr uk ur vi zh-Hans"
    )
    counts = {language: sum(name == language for name, _ in sentences()) for language in LANGUAGES}
    assert counts == dict.fromkeys(expected.split(), 10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_preferred_break_separates_what_belongs_together(language):
    bad = []
    for marked in (line for name, line in sentences() if name == language):
        text, whole, allowed = read_marks(marked)
        ends = [b.index for b in find_breaks(text, language)[:-1] if not b.inner]
        bad += find_divided(text, whole, ends)
        bad += [f"{text[:e][-8:]}|{text[e:][:8]}" for e in ends if allowed is not None and e not in allowed]
    assert bad == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_ends_against_its_languages_rules(language, width):
    closing, opening = set(CLOSING) - set(TURNED.get(language, "")), set(OPENING) - set(TURNED.get(language, ""))
    for marked in (line for name, line in sentences() if name == language):
        text, whole, _ = read_marks(marked)
        lines = break_lines(write(text, language), width)
        shown = show_lines(lines)
        ends = [sum(len(line.text) for line in lines[:n]) for n in range(1, len(lines))]
        assert "".join(line.text for line in lines) == text
        assert [s for s in find_divided(text, whole, ends) if not is_link(s)] == []
        for before, after, end in zip(shown, shown[1:], ends, strict=False):
            inside = any(a < end < b for a, b in whole if is_link(text[a:b]))
            assert inside or after.lstrip()[0] not in closing, shown
            assert before[-1] not in opening, shown
            assert not re.search(NO_END.get(language, r"(?!)"), before), shown
            assert not re.match(NO_START.get(language, r"(?!)"), after), shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_is_broken_only_if_it_fits_on_no_line(language):
    for marked in (line for name, line in sentences() if name == language):
        text, whole, _ = read_marks(marked)
        for start, end in ((a, b) for a, b in whole if is_link(text[a:b])):
            wide = break_lines(write(text[start:end], language), 99.0)[0].width
            for width in WIDTHS:
                lines = [line.text for line in break_lines(write(text, language), width)]
                cuts = [sum(map(len, lines[:n])) for n in range(1, len(lines))]
                inside = [cut for cut in cuts if start < cut < end]
                assert not inside or wide + 1 > width
                assert all(text[cut] in "/.@-_?&=#%~" for cut in inside)
                assert all(text[cut - 1] not in ":/" for cut in inside)
