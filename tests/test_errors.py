"""The text of a problem: file, line, column, field, the source line with a caret, and the hint."""

from __future__ import annotations

import pickle

import pytest

from factcards.errors import (
    DrawError,
    FactcardsError,
    FontError,
    Place,
    Problem,
    ReadError,
    SceneError,
    count_noun,
    display_width,
    join_alternatives,
    suggest,
)


def test_message_shows_place_field_excerpt_and_hint():
    place = Place("cards/honey.yaml", 14, 5, "    iw: דבש", 2)
    problem = Problem("error", "language `iw` is not in use any more", place, "language", "write `he` for Hebrew")
    assert str(problem) == (
        "cards/honey.yaml:14:5: error: language: language `iw` is not in use any more\n"
        "   14 |     iw: דבש\n"
        "      |     ^^\n"
        "    hint: write `he` for Hebrew"
    )


def test_message_without_place_field_or_hint_is_one_line():
    assert str(Problem("warning", "doubtful")) == "warning: doubtful"
    assert str(Problem("error", "wrong", Place("a.yaml", 1, 1))) == "a.yaml:1:1: error: wrong"


@pytest.mark.parametrize(
    ("source", "column", "length", "under"),
    [
        pytest.param("fact: bees", 7, 4, "      ^^^^", id="letters"),
        pytest.param("事实: 蜜蜂", 5, 2, "      ^^^^", id="wide characters"),
        pytest.param("fact: e\u0301t", 9, 1, "       ^", id="mark"),
        pytest.param("fact: \u0915\u094d\u200d\u0937x", 11, 1, "        ^", id="joiner"),
        pytest.param("fact", 5, 1, "    ^", id="end of the line"),
        pytest.param("fact", 1, 90, "^^^^", id="too long"),
        pytest.param("fact", 1, 0, "^", id="empty"),
    ],
)
def test_the_caret_is_under_the_reported_text(source, column, length, under):
    lines = str(Problem("error", "wrong", Place("a.yaml", 1, column, source, length))).split("\n")
    assert lines[2] == f"      | {under}"


def test_a_long_line_is_cut_around_the_error():
    source = "fact: " + "x" * 500 + "HERE" + "y" * 500
    _, shown, marks = str(Problem("error", "wrong", Place("a.yaml", 1, 507, source, 4))).split("\n")
    assert len(shown) < 150
    assert shown.index("HERE") == marks.index("^")
    assert marks.count("^") == 4


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\u2067", "\x07", "\ue000", "\u2028", "\ud800"])
def test_control_and_invisible_characters_are_shown_as_boxes(hidden):
    problem = Problem("error", f"found {hidden}", Place("a.yaml", 1, 1, f"x{hidden}y"), "fact", f"no {hidden}")
    text = str(problem)
    assert hidden not in text
    assert text.count("□") == 3
    assert len(text.split("\n")) == 4


def test_joiners_are_not_replaced():
    assert "می\u200cخواهم" in str(Problem("error", "می\u200cخواهم"))


@pytest.mark.parametrize("kind", [ReadError, FontError, SceneError, DrawError])
def test_a_pickled_exception_has_its_problems(kind):
    problems = (Problem("error", "one", Place("a.yaml", 1, 1, "x")), Problem("warning", "two", hint="fix it"))
    raised = kind(problems)
    again = pickle.loads(pickle.dumps(raised))
    assert isinstance(raised, FactcardsError)
    assert type(again) is kind
    assert again.problems == raised.problems == problems
    assert str(raised) == f"{problems[0]}\n{problems[1]}"


def test_a_message_alone_becomes_an_error():
    assert FontError("gone").problems == (Problem("error", "gone"),)


def test_the_text_of_an_exception_holds_the_first_hundred_problems():
    error = ReadError(Problem("error", f"error {n}") for n in range(5000))
    assert len(error.problems) == 5000
    assert str(error).splitlines()[98:] == ["error: error 98", "error: error 99", "4,900 more problems"]


@pytest.mark.parametrize(
    ("text", "columns"), [("plain", 5), ("e\u0301", 1), ("नि", 2), ("\u20dd", 0), ("日本", 4), ("a\u200db", 2)],
)  # fmt: skip
def test_columns_on_a_terminal_are_counted(text: str, columns: int):
    assert display_width(text) == columns


@pytest.mark.parametrize(("count", "shown"), [(0, "0 places"), (1, "1 place"), (1398, "1,398 places")])
def test_a_count_has_its_noun(count: int, shown: str):
    assert count_noun(count, "place") == shown


@pytest.mark.parametrize(
    ("names", "shown"), [((), ""), (("a",), "`a`"), (("a", "b"), "`a` or `b`"), (("a", "b", "c"), "`a`, `b` or `c`")]
)
def test_alternatives_end_with_or(names: tuple[str, ...], shown: str):
    assert join_alternatives(names) == shown
    assert suggest("xyz", names) == (f"expected {shown}" if names else "")
