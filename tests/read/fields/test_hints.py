"""What a hint says to write is accepted: each case is a fault, its hint, and the file as the hint has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcards import ReadError, parse_card
from factcards.read import read_sets
from factcards.read.fields.language_tags import explain_invalid_tag

END = "source: S\naction: https://example.org/act\n"


def told(text: str, folder: Path) -> list[str]:
    """The hints of a card's faults; none if it is accepted."""
    try:
        card = parse_card(text, folder)
    except ReadError as error:
        return [problem.hint for problem in error.problems]
    return [problem.hint for _, variant in card.variants for problem in variant.problems]


def fact(words: str) -> str:
    return f"language: en\nfact: {words}\n{END}"


QUOTED = [
    '*He said "hi" to us', 'He said: "no"', "C: it's \\d", '"a": b', "@home is", "`x` y", "%x", "? x", ": x", ", x",
    "] x",
    "[a] b", '"One" two', "'One' two", "**96%** of: all", "a: 'b' \\ \"c\"", "{a: b} c",
]  # fmt: skip


@pytest.mark.parametrize("words", QUOTED)
def test_words_in_quotes_as_a_hint_writes_them_are_accepted_and_whole(words: str, tmp_path: Path):
    hints = told(fact(words), tmp_path)
    written = next(match[1] for hint in hints if (match := re.search(r"`fact: (.*)`$", hint)))
    assert told(fact(written), tmp_path) == []
    shown = parse_card(fact(written), tmp_path).variants[0][1].body[0].text
    assert shown == words.replace("**", "")


MENDED = [
    # the fault, a part of its hint, and what the hint says to write
    ("language: en\nfact: x\n@home\n" + END, "indent words", "language: en\nfact: x\n  @home\n" + END),
    ("language: en\nfact:\n@home\n" + END, "indent them, and put quotes", 'language: en\nfact:\n  "@home"\n' + END),
    ("language: en\nfact: x\n%home\n" + END, "or indent words", "language: en\nfact: x\n  %home\n" + END),
    ("language: en\n%YAML 1.2\nfact: x\n" + END, "take it out", "language: en\nfact: x\n" + END),
    ("\tlanguage: en\nfact: x\n" + END, "take it out", "language: en\nfact: x\n" + END),
    ("language: en\nfact: \"One\"\ntwo\n" + END, "between the quotes of the line above",
     "language: en\nfact: \"One\n  two\"\n" + END),
    ("language: en\nfact: One # 1\ntwo\n" + END, "quotes around all the words",
     "language: en\nfact: \"One # 1\n  two\"\n" + END),
    ("language: en\nfact: One # 1\n  two\n" + END, "quotes around all the words",
     "language: en\nfact: \"One # 1\n  two\"\n" + END),
    ("hello\nlanguage: en\n" + END, "begin the line with a key, as in `fact: …`", "fact: hello\nlanguage: en\n" + END),
    ("language: en\nfact: x\n- story: y\n" + END, "take out `- `", "language: en\nfact: x\nalt: y\n" + END),
    ("language: en\nfact: x\nfacts: y\n" + END, "`fact` is given already: take this out",
     "language: en\nfact: x\n" + END),
    ("language: en\nfact: x\nreviewed: \"false\"\n" + END, "without quotes",
     "language: en\nfact: x\nreviewed: false\n" + END),
    ("language: en\nfact: x\nchart: {counts: [{value: 1,200, label: a}]}\n" + END, "without commas",
     "language: en\nfact: x\nchart: {counts: [{value: 1200, label: a}]}\n" + END),
    ("language: en\nfact: x\nchart: {counts: [{value: 1, label: a, b}]}\n" + END, "words that contain a comma",
     "language: en\nfact: x\nchart: {counts: [{value: 1, label: \"a, b\"}]}\n" + END),
    ("language: en\nfact: x\nbrand: {name:Us}\n" + END, "put a space after the colon: `name: …`",
     "language: en\nfact: x\nbrand: {name: Us}\n" + END),
    ("language: en\nfact: x\nbrand: name：Us\n" + END, "write `name: …`",
     "language: en\nfact: x\nbrand: {name: Us}\n" + END),
    ("language: en\nfact: “Note: this”\n" + END, "YAML needs `\"`", "language: en\nfact: \"Note: this\"\n" + END),

    ("---\nlanguage: en\nfact: x\n---\n" + END, "take out the line `---`", "---\nlanguage: en\nfact: x\n" + END),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hint", "mended"), MENDED)
def test_a_file_mended_as_its_hint_says_is_accepted(text: str, hint: str, mended: str, tmp_path: Path):
    assert any(hint in one for one in told(text, tmp_path)), told(text, tmp_path)
    assert told(mended, tmp_path) == []


@pytest.mark.parametrize(
    ("languages", "written"),
    [
        ("en, es", "[en, es]"), ("en es", "[en, es]"), ('"[en, es]"', "[en, es]"), ("［en， es］", "[en, es]"),
        ("en、es", "[en, es]"), ("en", "[en]"), ("\n  – en\n  – es", "[en, es]"),
        ("zh-Hans; sr-Latn", "[zh-Hans, sr-Latn]"),
    ],
)  # fmt: skip
def test_a_list_as_its_hint_writes_it_is_accepted(languages: str, written: str, tmp_path: Path):
    (tmp_path / "a.yaml").write_text(f"fact: x\n{END}", encoding="utf-8")
    (tmp_path / "set.yaml").write_text(f"language: en\nlanguages: {languages}\n", encoding="utf-8")
    (problem,) = read_sets(tmp_path).problems
    assert f"`{written}`" in problem.hint
    (tmp_path / "set.yaml").write_text(f"language: en\nlanguages: {written}\n", encoding="utf-8")
    assert read_sets(tmp_path).problems == ()


@pytest.mark.parametrize(
    "tag", ["en_US", "EN", "zh-cn", "iw", "pt_br", "cmn", "zh-yue", "sr_latn", "i-klingon", "sgn-BE-FR", "sh", "MO",
            "no-bok", "art-lojban", "en-GB-oed"])  # fmt: skip
def test_a_language_as_its_hint_writes_it_is_accepted(tag: str):
    fault = explain_invalid_tag(tag)
    assert fault is None or not fault[1].startswith("write ") or explain_invalid_tag(fault[1][7:-1]) is None
