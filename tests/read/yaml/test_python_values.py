"""A mapping of Python values is read as the file that says the same; a wrong value is reported at its field."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import UserDict, namedtuple
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.fuzz_inputs import fuzz, limited, words

from factcards.graphics.color import Color
from factcards.read.yaml.python_values import parse_value, write_yaml
from factcards.read.yaml.source import find_refused, make_source
from factcards.read.yaml.yaml_parser import (
    MAX_DEPTH,
    MAX_NODES,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    load_yaml,
    parse_source,
)


class Choice(str, Enum):  # noqa: UP042 - of an older Python, its `str()` is not its text
    """A choice of a program, such as Django's."""

    EVEN = "even"


class Tone(IntEnum):
    LOW = 3


class Word(str):
    """Text whose `str` differs from what it holds."""

    def __str__(self) -> str:
        return "another text"


class Odd:
    """An object whose text cannot be made."""

    def __repr__(self) -> str:
        raise RuntimeError("no text")


class Wide:
    """An object of a long text in many lines."""

    def __repr__(self) -> str:
        return "<Wide\n  of \ud83d at 0x7F12>" + "x" * 50


Pair = namedtuple("Pair", "across down")

EXPECTED = "expected text, a number, `True`, `False`, `None`, a day, a list or a mapping"
BYTES_HINT = "decode text; give the bytes of a picture in `files`, and its name here"


def read_back(node: Node | None) -> object:
    """Return a tree as Python values, all scalars as text."""
    if isinstance(node, MappingNode):
        return {key.text: read_back(value) for key, value in node.entries}
    if isinstance(node, ScalarNode) or node is None:
        return None if node is None or node.is_null else node.text
    return [read_back(item) for item in node.items]


def round_trip(mapping: Mapping[str, object]) -> object:
    text, problems = write_yaml(mapping, "card.yaml", "card")
    assert problems == ()
    parsed = parse_source(make_source("card.yaml", text))
    assert parsed.problems == ()
    return read_back(parsed.root)


def problems_of(value: object) -> list[tuple[str, str]]:
    """Return field and message of each problem of a mapping with this value, which are on its line."""
    text, problems = write_yaml({"first": "words", "field": value}, "card.yaml", "card")
    assert all(problem.place and (problem.place.file, problem.place.line) == ("card.yaml", 2) for problem in problems)
    assert text.startswith('first: "words"\n')
    return [(problem.field, problem.message) for problem in problems]


# characters that a card may have; their messages are those of a file
WORDS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf"), exclude_characters="\ufffd\u2800\u3164"
    )
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS | st.none(), lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=20
)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True), VALUES, min_size=1))
def test_texts_lists_and_mappings_are_read_back_unchanged(mapping):
    assert round_trip(mapping) == mapping


@fuzz(0.1, 200)
@given(words(8, halves=True) | st.text(max_size=20))
def test_text_of_any_characters_is_kept_or_refused(text):
    parsed = parse_value({"fact": text, "chart": {"label": [text]}}, "card.yaml", "card")
    assert bool(parsed.problems) == bool(find_refused(text))
    if not any("\ud800" <= character <= "\udfff" for character in text):
        unix = text.replace("\r\n", "\n").replace("\r", "\n")
        assert read_back(parsed.root) == {"fact": unix, "chart": {"label": [unix]}}
    assert parsed.source.text.count("\n") == 2


SCALARS = st.none() | st.booleans() | st.integers(-10**20, 10**20) | st.floats() | st.binary(max_size=4)
ANY: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12) | SCALARS, inner, max_size=4),
    max_leaves=20,
)


@fuzz(0.1, 100)
@given(st.dictionaries(st.text(max_size=12) | SCALARS, ANY, min_size=1, max_size=6))
def test_every_field_has_the_line_of_its_number_whatever_the_others_are(mapping):
    with limited():
        parsed = parse_value({**mapping, "last": b"x"}, "card.yaml", "card")
    lines = parsed.source.text.split("\n")
    assert len(lines) == len({**mapping, "last": 0}) + 1
    assert lines[-2:] == ["last: <bytes>", ""]
    last = [problem for problem in parsed.problems if problem.field == "last"]
    assert [problem.place and problem.place.line for problem in last] == [len(lines) - 1]
    assert all(problem.place and problem.place.line < len(lines) for problem in parsed.problems)


@pytest.mark.parametrize(
    "text",
    ["no", "null", "~", "# 1 in Europe", "a: b", "*bold*", "&a", "{", "[x", "- a", "---", "%", "' \"", "\\n", " a ",
     "a\tb", "\ufeff\u00a0 x \t", '"\\"',
     "one\n\ntwo", "one\n  two\n", "tab\t\nend", "…\u00a0%", "🐝", "", "'", "x" * 5_000, "a,b]}"],
)  # fmt: skip
def test_text_that_means_something_to_yaml_stays_text(text):
    assert round_trip({"fact": text, "list": [text, {"inner": text}]}) == {
        "fact": text, "list": [text, {"inner": text}]
    }  # fmt: skip


def test_line_breaks_of_web_forms_are_those_of_files():
    assert round_trip({"fact": "one\r\n\r\ntwo\rthree"}) == {"fact": "one\n\ntwo\nthree"}


def test_each_key_is_one_line_with_the_value_as_json():
    fields = {"fact": "one\ntwo", "chart": {"counts": [1, 2.5]}, "2 a": True, "theme": None}
    text, _ = write_yaml(fields, "card.yaml", "card")
    assert text == 'fact: "one\\ntwo"\nchart: {counts: [1, 2.5]}\n"2 a": true\ntheme: null\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (12, "12"), (-3, "-3"), (-0.5, "-0.5"), (1e-7, "0.0000001"),
     (1e22, "1" + "0" * 22), (10**399, "1" + "0" * 399),
     (Decimal("1.10"), "1.10"), (Decimal("1E+3"), "1000"), (date(2026, 3, 1), "2026-03-01"),
     (Color(255, 210, 63), "#ffd23f"), (PurePosixPath("a/b.jpg"), "a/b.jpg"), (Choice.EVEN, "even"),
     (Tone.LOW, "3"), (Word("words"), "words"), ("null", "null"), ("2015", "2015"), (None, None),
     (("a", "b"), ["a", "b"]), (Pair(0.5, 1), ["0.5", "1"]), ({2020: 5}, {"2020": "5"}), ({Tone.LOW: 5}, {"3": "5"}),
     (UserDict(a="b"), {"a": "b"}), (MappingProxyType({"a": "b"}), {"a": "b"}), ({Word("w"): 1}, {"w": "1"})],
)  # fmt: skip
def test_value_of_python_is_written_as_authors_write_it(value, text):
    assert round_trip({"field": value}) == {"field": text}


def closed_buffer() -> memoryview:
    buffer = memoryview(b"ab")
    buffer.release()
    return buffer


def deep_set() -> frozenset[object]:
    """Return sets in each other, deeper than Python's stack."""
    found: frozenset[object] = frozenset()
    for _ in range(20_000):
        found = frozenset([found])
    return found


BIG = 10**5_000
MOST = "expected a number of 400 digits at most"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"\xff\xd8\xff", "found `b'\\xff\\xd8\\xff'` (bytes), " + EXPECTED),
        (b"a" * 10**6, "found `b'" + "a" * 38 + "…` (bytes), " + EXPECTED),
        (bytearray(b"ab"), "found `b'ab'` (bytearray), " + EXPECTED),
        (memoryview(b"ab"), "found `b'ab'` (memoryview), " + EXPECTED),
        (float("nan"), "found `nan` (float), expected a finite number"),
        (float("-inf"), "found `-inf` (float), expected a finite number"),
        (Decimal("-Infinity"), "found `-Infinity` (Decimal), expected a finite number"),
        (Decimal("sNaN"), "found `sNaN` (Decimal), expected a finite number"),
        (10**400, f"found `{hex(10**400)[:40]}…` (int), {MOST}"),
        (BIG, f"found `{hex(BIG)[:40]}…` (int), {MOST}"),
        (Decimal("1E+999999"), f"found `1E+999999` (Decimal), {MOST}"),
        (Fraction(10**500), f"found `Fraction(1{'0' * 30}…` (Fraction), {MOST}"),
        (Fraction(BIG), f"found `<Fraction instance>` (Fraction), {MOST}"),
        ({2, 1}, "found `{1, 2}` (set), " + EXPECTED),
        (frozenset(), "found `frozenset()` (frozenset), " + EXPECTED),
        ({BIG}, f"found `{{{hex(BIG)[:39]}…` (set), " + EXPECTED),
        (datetime(2027, 1, 2, tzinfo=UTC), "found `datetime.datetime(2027, 1, 2, 0, 0, tzin…` (datetime), " + EXPECTED),
        (object(), "found `<object object>` (object), " + EXPECTED),
        (Odd(), "found `<Odd instance>` (Odd), " + EXPECTED),
        (memoryview(b"a").cast("B", ()), "found `<memoryview>` (memoryview), " + EXPECTED),
        (closed_buffer(), "found `<memoryview>` (memoryview), " + EXPECTED),
        (deep_set(), "found `{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{…` (frozenset), " + EXPECTED),
        (Wide(), f"found `<Wide of ?>{'x' * 29}…` (Wide), " + EXPECTED),
        ("half \ud83d", "`U+D83D` is half a character (a surrogate)"),
    ],
    ids=lambda one: "" if isinstance(one, str) else type(one).__name__,
)  # fmt: skip
def test_value_that_no_file_has_is_refused_at_its_field(value, message):
    assert problems_of(value) == [("field", message)]
    assert problems_of([{"deep": [1, value]}]) == [("field[0].deep[1]", message)]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (None, "found the key `None` (NoneType), expected text"),
        (True, "found the key `True` (bool), expected text"),
        (1.5, "found the key `1.5` (float), expected text"),
        (b"x", "found the key `b'x'` (bytes), expected text"),
        (Odd(), "found the key `<Odd instance>` (Odd), expected text"),
        (BIG, f"found the key `{hex(BIG)[:40]}…` (int), {MOST}"),
        ("a\ud800", "in the key `a?`, `U+D800` is half a character (a surrogate)"),
        ("a\u2028b", "in the key `a?b`, `U+2028` is a line break of another kind"),
        ("a\ufffd", "in the key `a?`, `U+FFFD` replaces a character that was lost"),
        ("é" * 999, f"the key `{'é' * 40}…` has 1,001 characters in YAML, expected 1,000 at most"),
    ],
    ids=lambda one: one[:8].encode(errors="replace").decode() if isinstance(one, str) else type(one).__name__,
)  # fmt: skip
def test_key_that_no_file_has_is_reported_once_and_the_others_are_read(key, message):
    parsed = parse_value({"a": {key: "b", "c": "d"}, key: {"x": 1}, "last": "e"}, "card.yaml", "card")
    assert [(p.field, p.message, p.place and p.place.line) for p in parsed.problems] == [
        ("a", message, 1), ("", message, 2)
    ]  # fmt: skip
    assert read_back(parsed.root) == {"a": {"c": "d"}, "last": "e"}
    assert parsed.is_incomplete


@pytest.mark.parametrize("key", ["", "<<", "a: b", "ключ", '"', "# no", "- x", "k" * 1_000, "\n" * 499, "null"])
def test_key_of_any_other_text_is_read(key):
    assert round_trip({key: "x", "chart": {key: "y"}}) == {key: "x", "chart": {key: "y"}}


def test_refused_keys_of_one_type_are_reported_apart():
    parsed = parse_value({"labels": {1.5: b"", 2.5: 2}, "last": 1}, "card.yaml", "card")
    assert [str(problem).split("\n") for problem in parsed.problems] == [
        ["card.yaml:1:10: error: labels: found the key `1.5` (float), expected text",
         "    1 | labels: {<float>: <bytes>, <float 2>: 2}",
         "      |          ^^^^^^^"],
        [f"card.yaml:1:19: error: labels.<float>: found `b''` (bytes), {EXPECTED}",
         "    1 | labels: {<float>: <bytes>, <float 2>: 2}",
         "      |                   ^^^^^^^",
         f"    hint: {BYTES_HINT}"],
        ["card.yaml:1:28: error: labels: found the key `2.5` (float), expected text",
         "    1 | labels: {<float>: <bytes>, <float 2>: 2}",
         "      |                            ^^^^^^^^^"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "hint"),
    [(b"", BYTES_HINT), (bytearray(), BYTES_HINT), (memoryview(b""), BYTES_HINT),
     (datetime.max, "`.date()` gives its day"), ({1}, "write a list, which has an order"), (iter([]), "write a list"),
     (object(), "convert it, for example with `str(…)`, `float(…)` or `list(…)`"),
     (BIG, "round it, or write it as text"), (float("inf"), "leave the field out, or write `None`"),
     ("\ud800", "remove it")],
    ids=lambda one: "" if isinstance(one, str) else type(one).__name__,
)  # fmt: skip
def test_refused_value_has_a_hint_of_what_to_write(value, hint):
    _, [problem] = write_yaml({"field": value}, "card.yaml", "card")
    assert problem.hint == hint


def test_generator_is_refused_without_being_run():
    def numbers() -> Iterator[int]:
        raise AssertionError
        yield 1

    [(_, message)] = problems_of(numbers())
    assert message.startswith("found `<generator object ")
    assert "0x" not in message


def test_message_about_a_set_is_the_same_in_every_run():
    program = "from factcards.read.yaml.python_values import write_yaml\n" \
              "print(write_yaml({'a': {'x', 'y', 1, b'w', object()}}, 'a', 'card')[1][0].message)"  # fmt: skip
    found = {
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
                       capture_output=True, text=True).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert found == {f"found `{{'x', 'y', 1, <object object>, b'w'}}` (set), {EXPECTED}\n"}


def test_refused_value_is_quoted_by_its_type_and_reported_once():
    parsed = parse_value({"fact": "words", "chart": {"counts": [1, b"2"]}, "theme": None}, "card.yaml", "card")
    assert [str(problem) for problem in parsed.problems] == [
        f"card.yaml:2:21: error: chart.counts[1]: found `b'2'` (bytes), {EXPECTED}\n"
        "    2 | chart: {counts: [1, <bytes>]}\n"
        "      |                     ^^^^^^^\n"
        f"    hint: {BYTES_HINT}"
    ]
    assert isinstance(parsed.root, MappingNode)
    chart = parsed.root.get("chart")
    assert isinstance(chart, MappingNode)
    counts = chart.get("counts")
    assert isinstance(counts, SequenceNode)
    assert [item.is_error for item in counts.items] == [False, True]
    assert not parsed.is_incomplete


def test_text_with_half_a_character_is_quoted():
    parsed = parse_value({"fact": "one \ud83d\n"}, "card.yaml", "card")
    assert [str(problem).split("\n")[1:3] for problem in parsed.problems] == [
        ['    1 | fact: "one ?\\n"', "      |       ^^^^^^^^^"]
    ]  # fmt: skip


def test_text_of_a_file_is_parsed_as_the_file(tmp_path):
    for data in (b"fact: words\n", "\ufefffact: \"a: b\"\ntheme: {".encode(), b"", b"%PDF-1.4", b"a: b: c\nd: [e\n"):
        (tmp_path / "card.yaml").write_bytes(data)
        assert parse_value(data.decode(), "card.yaml", "card") == load_yaml(tmp_path / "card.yaml", "card.yaml")


def test_text_longer_than_a_file_may_be_is_refused():
    [problem] = parse_value("x" * 2**20 + "x", "theme.yaml", "theme").problems
    assert str(problem) == "theme.yaml:1:1: error: the theme is longer than 1 MiB"


def test_half_a_character_in_a_text_is_reported_at_its_place():
    [problem] = parse_value("fact: half \ud83d\n", "card.yaml", "card").problems
    assert (problem.place and problem.place.column, problem.field) == (12, "fact")


def test_all_refused_values_are_reported_at_once_each_at_its_line():
    _, problems = write_yaml({"a": {1}, "b": "x", "c": [b"", {2}]}, "card.yaml", "card")
    assert [(p.field, p.place.line if p.place else 0) for p in problems] == [("a", 1), ("c[0]", 3), ("c[1]", 3)]
    _, problems = write_yaml({"a": [b""] * 100}, "card.yaml", "card")
    assert len(problems) == 100
    _, problems = write_yaml({"a": [b""] * 5_000}, "card.yaml", "card")
    assert len(problems) == 101
    assert (problems[-1].field, problems[-1].message) == ("a", "the card has more errors than these")


def test_mapping_or_list_that_contains_itself_is_refused():
    around: dict[str, object] = {}
    around["list"] = [around]
    assert problems_of(around) == [("field.list[0]", "this contains itself")]
    twice: list[object] = []
    twice += [twice, twice]
    assert problems_of(twice) == [("field[0]", "this contains itself"), ("field[1]", "this contains itself")]


def test_nesting_too_deep_for_a_file_is_refused_and_the_deepest_of_a_file_is_not():
    def nest(levels: int) -> object:
        value: object = "words"
        for _ in range(levels):
            value = [value]
        return value

    assert round_trip({"field": nest(MAX_DEPTH - 1)})
    for value in (nest(MAX_DEPTH), nest(100_000)):
        message = f"this is nested more than {MAX_DEPTH} deep"
        assert problems_of(value) == [("field" + "[0]" * (MAX_DEPTH - 1), message)]
        parsed = parse_value({"field": value}, "card.yaml", "card")
        assert [problem.message for problem in parsed.problems] == [message]


def test_mapping_of_more_values_than_a_file_is_refused_before_it_is_written():
    shared: list[object] = ["words"] * 10
    for _ in range(20):   # 10²¹ values in 200 references
        shared = [shared] * 10
    message = f"the card has more than {MAX_NODES:,} words and values"
    with limited():
        assert problems_of(shared) == [("field", message)]
        assert problems_of({"counts": [[0] * 1_000] * 10_000}) == [("field", message)]
    with limited():
        parsed = parse_value({f"k{at}": 1 for at in range(10**6)}, "card.yaml", "card")
    [problem] = parsed.problems
    assert (problem.message, problem.kind, problem.field) == (message, "yaml", f"k{MAX_NODES // 2 - 1}")
    assert problem.place
    assert problem.place.line == MAX_NODES // 2
    assert parsed.root is None
    assert parsed.is_incomplete
    most = {f"k{at}": 1 for at in range((MAX_NODES - 1) // 2)}
    assert round_trip(most)


def test_mapping_of_more_text_than_a_file_is_refused_at_the_field_that_is_too_much():
    assert problems_of("x" * 2**21) == [("field", "this text is longer than 1 MiB")]
    assert problems_of(["x", "x" * 2**21]) == [("field[1]", "this text is longer than 1 MiB")]
    assert problems_of(["x" * 2**19] * 3) == [("field", "the card is longer than 1 MiB")]
    most = 2**20 - len('a: ""\n')
    assert round_trip({"a": "x" * most}) == {"a": "x" * most}
    for length, line, field in ((most + 1, 1, "a"), (most, 2, "b")):
        _, [problem] = write_yaml({"a": "x" * length, "b": 1}, "theme.yaml", "theme")
        assert (problem.place and problem.place.line, problem.field) == (line, field)
        assert (problem.message, problem.kind) == ("the theme is longer than 1 MiB", "too-large")


@pytest.mark.parametrize(
    ("character", "kind"),
    [("\0", "a control character"), ("\x07", "a control character"), ("\x1b", "a control character"),
     ("\x7f", "a control character"), ("\x9f", "a control character"), ("\x85", "a line break of another kind"),
     ("\u2028", "a line break of another kind"), ("\u2029", "a line break of another kind"),
     ("\ufffe", "not a character"), ("\uffff", "not a character"), ("\U0001fffe", "not a character")],
    ids=ascii,
)  # fmt: skip
def test_refused_character_is_reported_where_the_text_has_it(character, kind):
    [problem] = parse_value({"fact": f"some {character} words"}, "card.yaml", "card").problems
    assert (problem.field, problem.message) == ("fact", f"`U+{ord(character):04X}` is {kind}")
    assert (problem.place and problem.place.line, problem.place and problem.place.column) == (1, 13)


def test_replacement_character_is_reported():
    [problem] = parse_value({"fact": "some \ufffd"}, "card.yaml", "card").problems
    assert problem.message == "`U+FFFD` replaces a character that was lost"
