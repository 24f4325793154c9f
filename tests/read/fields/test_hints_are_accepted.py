"""Text written as a hint says is accepted: each case has an error, its hint, and the fixed file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcards import ReadError, parse_card
from factcards.read import read_sets
from factcards.read.fields.language_tags import explain_invalid_tag

END = "source: S\naction: https://example.org/act\n"


def list_hints(text: str, folder: Path) -> list[str]:
    """Return the hints of a card's errors; none if it is accepted."""
    try:
        card = parse_card(text, folder=folder)
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
def test_words_quoted_as_the_hint_says_are_accepted_in_full(words: str, tmp_path: Path):
    hints = list_hints(fact(words), tmp_path)
    written = next(match[1] for hint in hints if (match := re.search(r"`fact: (.*)`$", hint)))
    assert list_hints(fact(written), tmp_path) == []
    shown = parse_card(fact(written), folder=tmp_path).variants[0][1].body[0].text
    assert shown == words.replace("**", "")


MENDED = [
    # the error, a part of its hint, and the fixed text
    ("language: en\nfact: x\n@home\n" + END, "indent words", "language: en\nfact: x\n  @home\n" + END),
    ("language: en\nfact:\n@home\n" + END, "indent them, and put quotes", 'language: en\nfact:\n  "@home"\n' + END),
    ("language: en\nfact: x\n%home\n" + END, "or indent words", "language: en\nfact: x\n  %home\n" + END),
    ("language: en\n%YAML 1.2\nfact: x\n" + END, "remove it", "language: en\nfact: x\n" + END),
    ("\tlanguage: en\nfact: x\n" + END, "remove it", "language: en\nfact: x\n" + END),
    ("language: en\nfact: \"One\"\ntwo\n" + END, "between the quotes of the line above",
     "language: en\nfact: \"One\n  two\"\n" + END),
    ("language: en\nfact: One # 1\ntwo\n" + END, "quotes around all the words",
     "language: en\nfact: \"One # 1\n  two\"\n" + END),
    ("language: en\nfact: One # 1\n  two\n" + END, "quotes around all the words",
     "language: en\nfact: \"One # 1\n  two\"\n" + END),
    ("hello\nlanguage: en\n" + END, "begin the line with a key, as in `fact: …`", "fact: hello\nlanguage: en\n" + END),
    ("language: en\nfact: x\n- story: y\n" + END, "remove `- `", "language: en\nfact: x\nalt: y\n" + END),
    ("language: en\nfact: x\nfacts: y\n" + END, "`fact` is given already: remove this",
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

    ("language: en\nfact: x\nsource: S\naction: htps://a.org\n", "did you mean `https:`?",
     "language: en\nfact: x\nsource: S\naction: https://a.org\n"),
    ("language: en\nfact: x\nsource: S\naction: mail:a@b.org\n", "did you mean `mailto:`?",
     "language: en\nfact: x\nsource: S\naction: mailto:a@b.org\n"),
    ("language: en\nfact: x\nsource: S\naction: //who.int/act\n", "write `https://who.int/act`",
     "language: en\nfact: x\nsource: S\naction: https://who.int/act\n"),
    ("---\nlanguage: en\nfact: x\n---\n" + END, "remove the line `---`", "---\nlanguage: en\nfact: x\n" + END),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hint", "fixed"), MENDED)
def test_file_fixed_as_its_hint_says_is_accepted(text: str, hint: str, fixed: str, tmp_path: Path):
    assert any(hint in one for one in list_hints(text, tmp_path)), list_hints(text, tmp_path)
    assert list_hints(fixed, tmp_path) == []


@pytest.mark.parametrize("quote", ["", "'", '"', "|\n  "])
@pytest.mark.parametrize(
    ("wrong", "meant", "shown"),
    [
        ("7 **2", r"\*\*", "7 **2"), ("2***3", r"\*", "2***3"),
        ("an *odd* one", r"\*", "an *odd* one"), ("8 &quot; wide", '"', '8 " wide'), ("it&apos;s", "'", "it's"),
    ],
)
def test_signs_written_as_the_hint_says_are_accepted_in_every_style(
    wrong: str, meant: str, shown: str, quote: str, tmp_path: Path
):
    hints = list_hints(fact(f"{quote}{wrong}{quote.strip('| ').strip()}"), tmp_path)
    spelt = {"'": meant.replace("'", "''"), '"': meant.replace("\\", r"\\").replace('"', r"\"")}.get(quote, meant)
    assert [hint for hint in hints if f"`{spelt}`" in hint] == hints
    assert len(hints) == 1
    single = {r"\*\*": ("**", spelt), r"\*": ("*", spelt), '"': ("&quot;", spelt), "'": ("&apos;", spelt)}[meant]
    written = fact(f"{quote}{wrong.replace(*single)}{quote.strip('| ').strip()}")
    assert list_hints(written, tmp_path) == []
    assert parse_card(written, folder=tmp_path).variants[0][1].body[0].text == shown


@pytest.mark.parametrize(
    ("languages", "written"),
    [
        ("en, es", "[en, es]"), ("en es", "[en, es]"), ('"[en, es]"', "[en, es]"), ("［en， es］", "[en, es]"),
        ("en、es", "[en, es]"), ("en", "[en]"), ("\n  – en\n  – es", "[en, es]"),
        ("zh-Hans; sr-Latn", "[zh-Hans, sr-Latn]"),
    ],
)  # fmt: skip
def test_list_written_as_the_hint_says_is_accepted(languages: str, written: str, tmp_path: Path):
    (tmp_path / "a.yaml").write_text(f"fact: x\n{END}", encoding="utf-8")
    (tmp_path / "set.yaml").write_text(f"language: en\nlanguages: {languages}\n", encoding="utf-8")
    (problem,) = read_sets(tmp_path).problems
    assert f"`{written}`" in problem.hint
    (tmp_path / "set.yaml").write_text(f"language: en\nlanguages: {written}\n", encoding="utf-8")
    assert read_sets(tmp_path).problems == ()


@pytest.mark.parametrize(
    "tag", ["en_US", "EN", "zh-cn", "iw", "pt_br", "zh-yue", "sr_latn", "i-klingon", "sgn-BE-FR", "sh", "MO",
            "no-bok", "art-lojban", "en-GB-oed"])  # fmt: skip
def test_language_written_as_the_hint_says_is_accepted(tag: str):
    _, hint = explain_invalid_tag(tag)
    assert hint.startswith("write `")
    assert explain_invalid_tag(hint.removeprefix("write `").removesuffix("`")) is None


def test_missing_picture_in_an_empty_folder_has_a_hint(tmp_path: Path):
    (tmp_path / "photos").mkdir()
    assert list_hints(fact("x") + "image: photos/dawn.jpg\n", tmp_path) == ["the folder `photos` is empty"]
    (tmp_path / "photos/wax.png").touch()
    assert list_hints(fact("x") + "image: photos/dawn.jpg\n", tmp_path) == ["paths begin in the card's folder"]
