"""Cards and themes have one reader of values: the same mistake gives the same sentence, hint and kind in both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.card_files import MINIMAL

from factcards.errors import Problem, ReadError
from factcards.read import read_sets
from factcards.read.themes.theme_reader import read_theme

LONG = "x" * 3_001


@pytest.fixture
def problem(lay):
    """Return a function that reads a card or a theme and returns its one problem, without its place and field."""

    def read(file: str, text: str) -> tuple[Problem, str]:
        lay({file: text})
        if file == "theme.yaml":
            with pytest.raises(ReadError) as refused:
                read_theme("./theme.yaml")
            problems = refused.value.problems
        else:
            problems = read_sets(".").problems
        (found,) = problems
        marked = found.place.source[found.place.column - 1 :][: found.place.length]
        return replace(found, place=None, field=""), marked

    return read


@pytest.mark.parametrize(
    ("card", "theme", "message", "marked"),
    [
        ("brand: {name: Us, fonts: none}", "grounds: none", "found `none`, expected a map of keys and values", "none"),
        ("brand: {name: Us, fonts: [a]}", "grounds: [a]", "found a list, expected a map of keys and values", "[a]"),
        ("labels: none", "types: {words: none}", "found `none`, expected ", "none"),
        ("labels: {sorce: x}", "types: {words: {wieght: 600}}", "unknown key ", ("sorce", "wieght")),
        ("brand: {}", "palette: {a: {photo: shadow}}", "missing field ", "{"),
        ("reviewed: yes", "types: {words: {capitals: yes}}", "found `yes`, expected `true` or `false`", "yes"),
        ('reviewed: "true"', 'types: {words: {capitals: "true"}}',
         "found `true`, expected `true` or `false`", '"true"'),
        ("reviewed: [a]", "types: {words: {capitals: [a]}}", "found a list, expected `true` or `false`", "[a]"),
        ("brand: {name: Us, colors: {a: red}}", "palette: {a: red}", "`red` is not a colour", "red"),
        ("brand:\n  name: Us\n  colors:\n    a: #f00", "palette:\n  a: #f00",
         "YAML takes what begins with `#` for a comment", "#f00"),
        ("brand: {name: Us, colors: {a: #f00}}", "palette: {a: #f00}",
         "YAML takes what begins with `#` for a comment", "#f00"),
        ('brand: {name: Us, colors: {a: ""}}', 'palette: {a: ""}', "this is empty, expected a colour such as", '""'),
        ("brand: {name: Us, colors: {a: [b]}}", "palette: {a: {photo: shadow, otherwise: [b]}}",
         "found a list, expected a colour such as", "[b]"),
        ("digits: arabic", "types: {words: {as: tiny}}", "found `", ("arabic", "tiny")),
        ("chart: {counts: none}", "grounds: {a: {stops: none}}", "found `none`, expected ", "none"),
        ("chart: {counts: [{value: many}]}", "types: {words: {weight: many}}", "found `many`, expected a number",
         "many"),
        ("chart: {counts: [{value: [1]}]}", "types: {words: {weight: [1]}}", "found a list, expected a number", "[1]"),
        ("chart: {counts: [{value: {a: 1}}]}", "types: {words: {weight: {a: 1}}}",
         "found a map of keys and values, expected a number", "{a: 1}"),
        (f"chart: {{counts: [{{value: {LONG}}}]}}", f"types: {{words: {{weight: {LONG}}}}}",
         "this is 3,001 characters long, expected 3,000 at most", LONG),
    ],
)  # fmt: skip
def test_same_mistake_in_a_card_and_in_a_theme_gives_the_same_sentence(problem, card, theme, message, marked):
    ours, our_mark = problem("card.yaml", f"{MINIMAL}{card}\n")
    theirs, their_mark = problem("theme.yaml", f"extends: statement\n{theme}\n")
    assert ours.message.startswith(message)
    if message.endswith((" ", "`")):   # the rest names keys or words, which no card and theme have in common
        assert theirs.message.startswith(message)
    else:
        assert ours == theirs
    assert (ours.severity, ours.kind) == (theirs.severity, theirs.kind)
    marks = (marked, marked) if isinstance(marked, str) else marked
    assert our_mark.startswith(marks[0])
    assert their_mark.startswith(marks[1])
