"""The tree of a text; every letter has its place in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import MappingNode, ScalarNode, SequenceNode, parse_source


def parse(text):
    return parse_source(make_source("a.yaml", text))


def value(text):
    return parse(f"k: {text}").root.get("k")


@pytest.mark.parametrize(
    ("written", "text", "null"),
    [
        ("no", "no", False),
        ("1.10", "1.10", False),
        ("012", "012", False),
        ("2014-01-01", "2014-01-01", False),
        ("~", "~", True),
        ("null", "null", True),
        ("", "", True),
        ("# x", "", True),
        ('"null"', "null", False),
        ("''", "", False),
        ("'it''s'", "it's", False),
        ('"\\u00e9\\t\\x41"', "é\tA", False),
        ("\ta  b", "a  b", False),
    ],
)
def test_scalars_stay_text(written, text, null):
    scalar = value(written)
    assert (scalar.text, scalar.is_null) == (text, null)


@pytest.mark.parametrize(
    "written",
    [
        "one\n  two\n\n  three",
        '"one\n  two\n\n  three"',
        "'one\n  two\n\n  three'",
        "|\n  one\n  two\n\n  three",
        ">\n  one\n  two\n\n  three",
        '"one\\n  two\\n\\n  three"',
        '"one\\\n  \\ntwo\n  \\\n\n  three"',
    ],
)
def test_line_breaks_stay_as_written(written):
    lines = [line.strip() for line in value(written).text.strip().split("\n")]
    assert lines == ["one", "two", "", "three"]


def test_lists_and_maps_are_read():
    root = parse("a: [x, y]\nb:\n  c: d\n").root
    assert isinstance(root, MappingNode)
    assert isinstance(root.get("a"), SequenceNode)
    assert [i.text for i in root.get("a").items] == ["x", "y"]
    assert root.get("b").get("c").text == "d"
    assert root.get("z") is None


@pytest.mark.parametrize(
    "written",
    [
        "a😀b ض x",
        '"a😀\\u2014b\\" 中"',
        "'a''b 😀'",
        "|\n  one\n\n  two 😀 x\n",
        ">-\n  one\n   two\n",
        '"one\n  tw\\x41o\\\n  three"',
        "one\n  two # no\n",
    ],
)
@pytest.mark.parametrize("before", ["", "x: 😀\r\n", "ü: |\n  a\n\n"])
def test_every_letter_has_its_place_in_the_file(before, written):
    page = make_source("a.yaml", f"{before}k: {written}")
    scalar = parse_source(page).root.get("k")
    for offset, letter in enumerate(scalar.text):
        if letter not in " \n":
            place = scalar.place_at(offset)
            found = place.source[place.column - 1 : place.column - 1 + place.length]
            assert found in (letter, "''", '\\"') or found.startswith("\\")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), max_size=30))
def test_quoted_text_is_read_unchanged(text):
    quoted = "'" + text.replace("'", "''") + "'"
    scalar = parse(f"😀: x\r\nk: {quoted}").root.get("k")
    if "\ufffd" not in text and "\ufeff" not in text:
        assert isinstance(scalar, ScalarNode)
        assert scalar.text == text
        assert scalar.place.source == f"k: {quoted}"
        assert (scalar.place.line, scalar.place.column, scalar.place.length) == (2, 4, len(quoted))


def test_errors_after_a_syntax_error_are_found():
    problems = parse("a: *x\nb: @y\nc: d: e\nf: \"g\nh: 'i' j\n").problems
    assert [(p.place.line, p.field) for p in problems] == [(1, "a"), (2, "b"), (3, "c"), (4, "f"), (5, "h")]


def test_messages_of_pyyaml_are_never_shown():
    for text in (
        "a: [",
        "]",
        "a: !<",
        "a: &",
        "a: |x",
        "%x",
        "? [",
        "a\nb: c",
        "'",
        "a: b\n\tc: d",
        "- a\nb",
        "a: {b: c]",
    ):
        reported = " ".join(map(str, parse(text).problems))
        assert reported
        words = ("while ", "did not find", "could not", "mapping", "token", "simple key", "block")
        assert not any(word in reported for word in words)
