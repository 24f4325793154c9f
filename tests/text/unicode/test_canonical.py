"""Tests that decomposed text (NFD) is set like the same text composed (NFC): UAX #15, Unicode C6."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from support.sentences import read_marks, sentences
from support.shaped_text import write

from factcards.text import break_lines
from factcards.text.breaking.breaks import find_breaks
from factcards.text.unicode.canonical import compose_text

MORE = [
    ("ko", "유엔총회는 2015년에 강제노동과 인신매매를 근절하겠다고 약속했다."),
    ("ja", "バングラデシュで「ガールズ」がプログラムに参加した。ぎりぎりで、だめだ"),
    ("ja", "お名前とご住所を、ぜひお知らせください。ポルトガルのパレルモで"),
    ("vi", "Nạn nhân là bé gái ở mọi giai đoạn, kể cả trẻ em"), ("yo", "Ọmọbìnrin náà ní ẹ̀tọ́ sí ẹ̀kọ́"),
    ("si", "කාන්තාවන්ට එරෙහි ප්‍රචණ්ඩත්වය නැවැත්විය යුතුය"), ("ta", "பெண்களுக்கு எதிரான வன்முறை ஒழிக"),
    ("ml", "സ്ത്രീകൾക്കെതിരായ അതിക്രമം അവസാനിപ്പിക്കുക"), ("bn", "নারীর প্রতি সহিংসতা বন্ধ হোক, এখনই"),
    ("ur", "لائحۂ عمل کی منظوری اقوامِ متحدہ نے دی"), ("el", "Η βία κατά των γυναικών πρέπει να τελειώσει"),
    ("ru", "Всё ещё говорит А. С. Ёлкина и её йод"), ("my", "အမျိုးသမီးများကို ကာကွယ်ပေးပါ"),
]  # fmt: skip
TEXTS = [*((language, read_marks(marked)[0]) for language, marked in sentences()[::4]), *MORE]


def set_in(form: str, language: str, text: str, width: float) -> list[tuple[str, list[tuple[int, float]]]]:
    """Return the lines of a text in a normalization form: their composed text, and their glyphs with advances."""
    lines = break_lines(write(normalize(form, text), language), width)
    glyphs = ([(g.id, round(g.advance, 4)) for run in line.runs for g in run.glyphs] for line in lines)
    return [(normalize("NFC", line.text), drawn) for line, drawn in zip(lines, glyphs, strict=True)]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_lines_and_glyphs_of_decomposed_text_are_those_of_composed_text(language, text):
    for width in (8.0, 14.0):
        assert set_in("NFD", language, text, width) == set_in("NFC", language, text, width)


@pytest.mark.parametrize(("language", "text"), MORE)
def test_breaks_of_decomposed_text_have_the_same_penalties(language, text):
    rows = []
    for form in ("NFC", "NFD"):
        words = normalize(form, text)
        breaks = find_breaks(words, language)
        rows.append([
            (normalize("NFC", words[: b.index]), b.penalty, b.balanced_penalty, b.inner, b.hyphen) for b in breaks
        ])  # fmt: skip
    assert rows[0] == rows[1]


def test_a_protected_range_stays_whole_in_decomposed_text():
    text = normalize("NFD", "één vréemde zin hier")
    start, end = text.index("vre"), text.index(" hier")
    assert not [b.index for b in find_breaks(text, "nl", ((start, end),)) if start < b.index < end]


@pytest.mark.parametrize(
    ("text", "composed", "origin"),
    [
        ("e\u0301a", "éa", (0, 2)), ("\u1112\u1161\u11ab", "한", (0,)), ("か\u3099", "が", (0,)),
        ("o\u0302\u0323", "ộ", (0,)), ("x\u0301y", "x\u0301y", None), ("plain", "plain", None), ("", "", None),
        ("\u0301", "\u0301", None), ("\u0bc6\u0bbe", "\u0bca", (0,)),
        ("\u212b \ufa19 \u0958 \u2126", "\u212b \ufa19 \u0958 \u2126", None),   # no character is replaced
    ],
)  # fmt: skip
def test_only_letters_with_their_marks_are_composed(text, composed, origin):
    assert compose_text(text) == (composed, origin)


@pytest.mark.parametrize("text", [text for _, text in TEXTS])
def test_composing_twice_changes_nothing(text):
    composed, _ = compose_text(normalize("NFD", text))
    assert compose_text(composed) == (composed, None)
