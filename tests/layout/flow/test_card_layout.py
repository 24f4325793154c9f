"""A card that cannot be laid out gets the errors of all its parts at once."""

from __future__ import annotations

import pytest
from support.cards import card, prose

from factcards.errors import SceneError
from factcards.model.cards import Chart, Count
from factcards.read.themes.theme_reader import read_theme

LONG = "Women and girls make up 96% of all victims trafficked for sex. " * 40
LINK = "https://equalitynow.org/" + "a" * 1200


def refused(lay_out, **fields: object) -> list[tuple[str, str]]:
    """Return field and message of each error of a card that cannot be laid out."""
    theme = read_theme(str(fields.pop("theme", "statement")))
    with pytest.raises(SceneError) as caught:
        lay_out(card(**fields), "instagram-portrait", theme)
    return [(problem.field, problem.message.partition(":")[0]) for problem in caught.value.problems]


def test_long_text_and_a_long_link_are_reported_together(lay_out):
    code, text = refused(lay_out, words=LONG, url=LINK)
    assert text[0] == "fact"
    assert text[1].startswith("the text does not fit at the smallest type size of ")
    assert code == ("action.url", "the link of 1,224 characters makes a code too fine to scan")


def test_characters_without_a_font_are_reported_in_every_part_at_once(lay_out):
    found = refused(lay_out, headline="Bees \u0378", words="Wax \U0001aff0", call="Act \u0379")
    assert sorted(field for field, _ in found) == ["call", "fact", "headline"]


def test_each_label_of_a_chart_is_reported(lay_out):
    chart = Chart(counts=(Count(171, prose("\u0378 joined")), Count(21, prose("\u0379 did not"))))
    found = refused(lay_out, words="171 \u0378 joined", chart=chart, theme="data")
    assert [field for field, _ in found] == ["chart", "chart", "fact"]


def test_a_code_is_reported_once_for_its_own_place(lay_out):
    assert [field for field, _ in refused(lay_out, url=LINK)] == ["action.url"]


def test_a_card_with_one_error_gets_only_that(lay_out):
    assert [field for field, _ in refused(lay_out, words=LONG)] == ["fact"]


def test_a_chart_with_a_character_that_no_font_has_is_refused_and_not_left_out(lay_out):
    chart = Chart(counts=(Count(171, prose("countries have joined")), Count(21, prose("\u0379 have not"))))
    (found,) = refused(lay_out, words="Countries and the protocol.", chart=chart, theme="data")
    assert found[0] == "chart"
