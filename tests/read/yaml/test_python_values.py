"""A mapping of Python values is read as the file that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.graphics.color import Color
from factcards.read.yaml.python_values import parse_value, write_yaml
from factcards.read.yaml.source import make_source
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


def read_back(node: Node | None) -> object:
    """Return a tree as Python values, all scalars as text."""
    if isinstance(node, MappingNode):
        return {key.text: read_back(value) for key, value in node.entries}
    if isinstance(node, ScalarNode) or node is None:
        return None if node is None or node.is_null else node.text
    return [read_back(item) for item in node.items]


def round_trip(mapping: Mapping[str, object]) -> object:
    text, problems = write_yaml(mapping, "card.yaml")
    assert problems == ()
    parsed = parse_source(make_source("card.yaml", text))
    assert parsed.problems == ()
    return read_back(parsed.root)


def problems_of(value: object) -> list[tuple[str, str]]:
    """Return field and message of each problem of a mapping with this value, which are on its line."""
    text, problems = write_yaml({"first": "words", "field": value}, "card.yaml")
    assert all(problem.place and (problem.place.file, problem.place.line) == ("card.yaml", 2) for problem in problems)
    assert text.startswith('first: "words"\n')
    return [(problem.field, problem.message) for problem in problems]


# characters that a card may have; their messages are those of a file
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf"), exclude_characters="\ufffd")
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS | st.none(), lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=20
)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True), VALUES, min_size=1))
def test_texts_lists_and_mappings_are_read_back_unchanged(mapping):
    assert round_trip(mapping) == mapping


@pytest.mark.parametrize(
    "text",
    ["no", "null", "~", "# 1 in Europe", "a: b", "*bold*", "&a", "{", "[x", "- a", "---", "%", "' \"", "\\n", " a ",
     "a\tb", "one\n\ntwo", "one\n  two\n", "tab\t\nend", "…\u00a0%", "🐝", "", "'", "x" * 5_000, "a,b]}"],
)  # fmt: skip
def test_text_that_means_something_to_yaml_stays_text(text):
    assert round_trip({"fact": text, "list": [text, {"inner": text}]}) == {
        "fact": text, "list": [text, {"inner": text}]
    }  # fmt: skip


def test_line_breaks_of_web_forms_are_those_of_files():
    assert round_trip({"fact": "one\r\n\r\ntwo\rthree"}) == {"fact": "one\n\ntwo\nthree"}


def test_each_key_is_one_line_with_the_value_as_json():
    text, _ = write_yaml({"fact": "one\ntwo", "chart": {"counts": [1, 2.5]}, "2 a": True, "theme": None}, "card.yaml")
    assert text == 'fact: "one\\ntwo"\nchart: {counts: [1, 2.5]}\n"2 a": true\ntheme: null\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (12, "12"), (-0.5, "-0.5"), (1e-7, "0.0000001"), (1e22, "10000000000000000000000"),
     (Decimal("1.10"), "1.10"), (Decimal("1E+3"), "1000"), (date(2026, 3, 1), "2026-03-01"),
     (Color(255, 210, 63), "#ffd23f"), (PurePosixPath("a/b.jpg"), "a/b.jpg"), (Choice.EVEN, "even"),
     (("a", "b"), ["a", "b"]), ({2020: 5}, {"2020": "5"})],
)  # fmt: skip
def test_value_of_python_is_written_as_authors_write_it(value, text):
    assert round_trip({"field": value}) == {"field": text}


BIG = 10**5_000


@pytest.mark.parametrize(
    ("value", "message"),
    [({1}, "found a value of type `set`, expected a text, "), (b"x", "found a value of type `bytes`, "),
     (datetime(2026, 1, 1, tzinfo=UTC), "found a value of type `datetime`, "),
     (float("nan"), "found `nan`, expected a number"), (Decimal("-Infinity"), "found `-Infinity`, "),
     (BIG, "found a number of more than 400 digits"), (Decimal("1E+999999"), "found a number of more than "),
     ("half \ud83d", "`U+D83D` is half a character (a surrogate)"), (object(), "found a value of type `object`, "),
     (Fraction(10**500), "found a number of more than "), (Decimal("sNaN"), "found `sNaN`, expected a number"),
     ({None: 1}, "found a key of type `NoneType`, expected a text"), ({"k" * 2_000: 1}, "the key `kkk"),
     ({True: 1}, "found a key of type `bool`, expected a text"), ({BIG: 1}, "found a number of more than ")],
    ids=lambda one: one[:30].encode(errors="replace").decode() if isinstance(one, str) else type(one).__name__,
)  # fmt: skip
def test_value_that_no_file_has_is_refused_at_its_field(value, message):
    [(field, found)] = problems_of(value)
    assert field == "field"
    assert found.startswith(message)
    [(field, found)] = problems_of([{"deep": [1, value]}])
    assert field == "field[0].deep[1]"
    assert found.startswith(message)


def test_generator_is_refused_without_being_run():
    def numbers() -> Iterator[int]:
        raise AssertionError
        yield 1

    assert problems_of(numbers())[0][1].startswith("found a value of type `generator`")


def test_refused_value_is_quoted_by_its_type_and_reported_once():
    parsed = parse_value({"fact": "words", "chart": {"counts": [1, b"2"]}, "theme": None}, "card.yaml", "card")
    assert [str(problem) for problem in parsed.problems] == [
        "card.yaml:2:21: error: chart.counts[1]: found a value of type `bytes`, expected a text, a number, `True`, "
        "`False`, `None`, a day, a list or a mapping\n"
        "    2 | chart: {counts: [1, <bytes>]}\n"
        "      |                     ^^^^^^^\n"
        "    hint: decode it; photographs and logos are named by their files"
    ]
    assert isinstance(parsed.root, MappingNode)
    chart = parsed.root.get("chart")
    assert isinstance(chart, MappingNode)
    counts = chart.get("counts")
    assert isinstance(counts, SequenceNode)
    assert [item.is_error for item in counts.items] == [False, True]
    assert not parsed.is_incomplete


def test_key_that_no_file_has_is_left_out_and_the_others_are_read():
    parsed = parse_value({"fact": {1.5: "a", "b": "c", "d\ud800": 1}, None: 2, "theme": "x"}, "card.yaml", "card")  # type: ignore[dict-item]
    assert read_back(parsed.root) == {"fact": {"b": "c"}, "theme": "x"}
    assert parsed.is_incomplete
    assert [(problem.field, problem.place and problem.place.line) for problem in parsed.problems] == [
        ("fact", 1), ("fact", 1), ("", 2)
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
    _, problems = write_yaml({"a": {1}, "b": "x", "c": [b"", {2}]}, "card.yaml")
    assert [(p.field, p.place.line if p.place else 0) for p in problems] == [("a", 1), ("c[0]", 3), ("c[1]", 3)]
    _, problems = write_yaml({"a": [b""] * 5_000}, "card.yaml")
    assert len(problems) == 101
    assert problems[-1].message == "this has more errors than these"


def test_mapping_that_contains_itself_is_refused():
    around: dict[str, object] = {}
    around["list"] = [around]
    assert problems_of(around) == [("field.list[0]", "this contains itself")]


def test_nesting_too_deep_for_a_file_is_refused_and_the_deepest_of_a_file_is_not():
    def nest(levels: int) -> object:
        value: object = "words"
        for _ in range(levels):
            value = [value]
        return value

    assert round_trip({"field": nest(MAX_DEPTH - 1)})
    [(_, message)] = problems_of(nest(MAX_DEPTH))
    assert message == f"this is nested more than {MAX_DEPTH} deep"
    assert len(problems_of(nest(100_000))) == 1


def test_mapping_of_more_values_than_a_file_is_refused_before_it_is_written():
    shared: list[object] = ["words"] * 10
    for _ in range(20):   # 10²¹ values in 200 references
        shared = [shared] * 10
    assert problems_of(shared) == [("", f"this has more than {MAX_NODES:,} keys and values")]
    assert problems_of("x" * 2**21) == [("field", "this text is longer than 1 MiB")]
    assert problems_of(["x" * 2**19] * 3) == [("", "this is longer than 1 MiB")]


def test_control_characters_are_reported_where_the_text_has_them():
    for character in "\x00\x07\x1b\x7f\x85\x9f\u2028\ufffe\uffff":
        text, problems = write_yaml({"fact": f"some {character} words"}, "card.yaml")
        assert problems == ()
        [problem] = parse_source(make_source("card.yaml", text)).problems
        assert (problem.field, problem.place.line if problem.place else 0) == ("fact", 1)
        assert f"U+{ord(character):04X}" in problem.message
