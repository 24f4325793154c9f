"""Contradictions between headline, text, alt text and chart of one card."""

from __future__ import annotations

import pytest

from factcards.localize.agreement.own_figures import compare_own_figures
from factcards.read import parse_card

HEAD = "language: en\nsource: Test 2024\naction: https://unodc.org/act\n"


def reported(fields: str) -> list[tuple[str, str]]:
    variant = parse_card(HEAD + fields).variants[0][1]
    problems = list(compare_own_figures(variant))
    assert all(problem.kind == "figures-differ" and problem.place and problem.hint for problem in problems)
    return [(problem.field, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ("headline: 69%\nfact: of victims are women\nchart: {share: 96%}", "chart.share",
         "the chart shows 96 %, but the card says `69%`"),
        ("fact: 69% of victims are women\nchart: {share: 96%}", "chart.share",
         "the chart shows 96 %, but the card says `69%`"),
        ("headline: 69%\nfact: '96% of victims'", "headline", "`69%` here, but `96%` in `fact`"),
        ("headline: 14.5 million\nfact: '15.4 million children'", "headline",
        "`14.5 million` here, but `15.4 million` in `fact`"),
        ("headline: 1.45 million\nfact: '14.5 million children'", "headline",
        "`1.45 million` here, but `14.5 million` in `fact`"),
        ("headline: 96%\nfact: of victims\nalt: 69% of victims", "alt", "`69%` here, but `96%` in `headline`"),
        ("headline: 96%\nfact: of victims\nalt: 96% of 150 victims", "alt",
        "the alt text says `150`, the card does not"),
        ("fact: '17 countries, 21 governments'\nchart: {counts: [{value: 71, label: x}, {value: 21, label: y}]}",
        "chart.counts",
         "`71` here, but `17` in `fact`"),
    ],
)  # fmt: skip
def test_contradictory_figures_of_a_card_are_reported(fields: str, field: str, message: str) -> None:
    assert reported(fields) == [(field, message)]


@pytest.mark.parametrize(
    "fields",
    [
        "headline: 96%\nfact: of victims in 2012 and 2021 are women",
        "headline: 2012\nfact: In 2021, 96% of victims were women",
        "headline: Two in three\nfact: '67% of victims'\nchart: {share: 66.7%}",
        "headline: 4%\nfact: of victims are men\nchart: {share: 96%}",
        "headline: 1 in 5\nfact: 30% more than before\nchart: {share: 20%}",
        "headline: $99 billion\nfact: is earned each year, 66% of it by few\nchart: {share: 66%}",
        "headline: 3 million\nfact: women of 30 million",
        "headline: 96%\nfact: '96% of victims'\nalt: Ninety-six percent. A strip of 96%.\nchart: {share: 96%}",
        "fact: '171 countries'\nchart: {counts: [{value: 5, label: '2010'}, {value: 9, label: '2020'}]}",
        "fact: 'one in five'\nalt: 20% of women, by 2 girls",
        "headline: 96%\nfact: women\nalt: 96% of victims. Test 2024",
    ],
)
def test_unrelated_figures_are_not_contradictions(fields: str) -> None:
    assert reported(fields) == []


LONG = "99.999999999999999999999999999999%"


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ("2014–2016", []), ("1 in 3", []), ("2 in 7", []), ("1/0", []),
        (LONG, [("chart.share", f"the chart shows 96 %, but the card says `{LONG}`")]),
        ("10⁶%", [("chart.share", "the chart shows 96 %, but the card says `10⁶%`")]),
    ],
)  # fmt: skip
def test_ranges_fractions_and_long_decimals_are_compared(fact: str, found: list[tuple[str, str]]) -> None:
    assert reported(f"fact: '{fact}'\nchart: {{share: 96%}}") == found
    assert reported(f"headline: 96%\nfact: '{fact}'\nchart: {{share: 96%}}") == []
