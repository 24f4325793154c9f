"""A line break that becomes a space gives a warning only if the author meant it."""

from __future__ import annotations

import json

import pytest

from factcards import parse_card

CARD = "language: en\ntheme: statement\naction: https://example.org/act\nsource: Test 2024\n"


def warnings(card: str) -> list[tuple[str, int]]:
    """Return field and line of each warning of joined lines."""
    problems = parse_card(card).variants[0][1].problems
    return [(p.field, p.place.line) for p in problems if p.kind == "lines-joined" and p.place]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("fact: |\n  - Women: 71%\n  - Girls: 25%\n  - Men: 4%\n", 6),
        ("fact: |\n  Roses are red,\n  violets are blue.\n", 6),
        ("fact: |\n  One.\n\n  Two,\n  three.\n", 8),
        ("fact: >\n  • Women\n  • Girls\n", 6),
        ("fact: >\n  Of all:\n  1. Women\n  2. Girls\n", 6),
        ("fact: One of\n  a) women\n  b) girls\n", 5),
        ('fact: "Women\\nGirls"\n', 5),
        ("headline: |\n  96%\n  of all\nfact: One in two.\n", 6),
        ("fact: One in two.\nalt: |\n  A card.\n  Two lines.\n", 7),
    ],
)  # fmt: skip
def test_line_breaks_that_the_author_meant_give_a_warning(words: str, line: int):
    (field, found), = warnings(CARD + words)
    assert (field, found) == (words.split(":")[0] if line != 7 else "alt", line)


@pytest.mark.parametrize(
    "words",
    [
        "fact: |\n  One in two.\n", "fact: |\n\n  One in two.\n\n\n  One in three.\n\n", "fact: >\n  One in\n  two.\n",
        "fact: One in\n  two.\n", 'fact: "One in\n  two."\n', "fact: >\n  Girls\n  - and women - too.\n",
        "fact: >\n  In the year\n  2024. All of\n  them.\n",
    ],
)  # fmt: skip
def test_wrapped_paragraph_gives_no_warning(words: str):
    assert warnings(CARD + words) == []


def test_escaped_line_breaks_of_json_give_a_warning():
    card = {"language": "en", "fact": "Women\nGirls", "theme": "statement", "source": "Test",
            "action": "https://example.org/act"}
    assert [field for field, _ in warnings(json.dumps(card))] == ["fact"]


def test_hint_fits_the_style_of_the_text():
    problem, = (p for p in parse_card(CARD + "fact: |\n  a\n  b\n").variants[0][1].problems if p.kind == "lines-joined")
    assert str(problem) == (
        "card.yaml:6:3: warning: fact: a line break here becomes a space: these lines are drawn as one\n"
        "    6 |   a\n      |   ^\n    hint: a blank line separates paragraphs: put one between these lines, "
        "or write `>` in place of `|` for one paragraph"
    )
    assert len(parse_card(CARD + "fact: |\n  a\n\n  b\n").variants[0][1].body) == 2
    assert len(parse_card(CARD + "fact: >\n  a\n  b\n").variants[0][1].body) == 1
