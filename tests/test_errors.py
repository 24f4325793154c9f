"""Problems draw themselves: file, line, column, field, the line with a caret, the hint; nothing in it misleads."""

from __future__ import annotations

import pickle

import pytest

from factcards.errors import DrawError, FactcardsError, FontError, Place, Problem, ReadError, SceneError


def test_a_whole_message():
    place = Place("cards/honey.yaml", 14, 5, "    iw: דבש", 2)
    problem = Problem("error", "language `iw` is not in use any more", place, "language", "write `he` for Hebrew")
    assert str(problem) == (
        "cards/honey.yaml:14:5: error: language: language `iw` is not in use any more\n"
        "   14 |     iw: דבש\n"
        "      |     ^^\n"
        "    hint: write `he` for Hebrew"
    )


def test_the_least_message():
    assert str(Problem("warning", "doubtful")) == "warning: doubtful"
    assert str(Problem("error", "wrong", Place("a.yaml", 1, 1))) == "a.yaml:1:1: error: wrong"


@pytest.mark.parametrize(
    ("source", "column", "length", "under"),
    [
        ("fact: bees", 7, 4, "      ^^^^"),
        ("事实: 蜜蜂", 5, 2, "      ^^^^"),  # wide characters take two columns
        ("fact: e\u0301t", 9, 1, "       ^"),  # a mark takes none
        ("fact: \u0915\u094d\u200d\u0937x", 11, 1, "        ^"),  # nor does a joiner
        ("fact", 5, 1, "    ^"),  # after the end
        ("fact", 1, 90, "^^^^"),  # a length beyond the line
        ("fact", 1, 0, "^"),
    ],
)
def test_the_caret_stands_under_what_is_meant(source, column, length, under):
    drawn = str(Problem("error", "wrong", Place("a.yaml", 1, column, source, length))).split("\n")
    assert drawn[2] == f"      | {under}"


def test_a_long_line_is_shown_around_the_fault():
    source = "fact: " + "x" * 500 + "HERE" + "y" * 500
    _, shown, marks = str(Problem("error", "wrong", Place("a.yaml", 1, 507, source, 4))).split("\n")
    assert len(shown) < 150
    assert shown.index("HERE") == marks.index("^")
    assert marks.count("^") == 4


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\u2067", "\x07", "\ue000", "\u2028", "\ud800"])
def test_what_moves_or_hides_is_shown_as_a_box(hidden):
    problem = Problem("error", f"found {hidden}", Place("a.yaml", 1, 1, f"x{hidden}y"), "fact", f"no {hidden}")
    text = str(problem)
    assert hidden not in text
    assert text.count("□") == 3
    assert len(text.split("\n")) == 4


def test_joiners_stay():
    assert "می\u200cخواهم" in str(Problem("error", "می\u200cخواهم"))


@pytest.mark.parametrize("kind", [ReadError, FontError, SceneError, DrawError])
def test_an_exception_carries_its_problems_even_between_processes(kind):
    problems = (Problem("error", "one", Place("a.yaml", 1, 1, "x")), Problem("warning", "two", hint="mend it"))
    raised = kind(problems)
    again = pickle.loads(pickle.dumps(raised))
    assert isinstance(raised, FactcardsError)
    assert type(again) is kind
    assert again.problems == raised.problems == problems
    assert str(raised) == f"{problems[0]}\n{problems[1]}"


def test_words_alone_are_an_error():
    assert FontError("gone").problems == (Problem("error", "gone"),)


def test_the_text_of_an_exception_holds_the_first_hundred_problems():
    error = ReadError(Problem("error", f"fault {n}") for n in range(5000))
    assert len(error.problems) == 5000
    assert str(error).splitlines()[98:] == ["error: fault 98", "error: fault 99", "4,900 more problems"]
