"""Text at the common size of a set: it has this size if it fits, and is named in a warning if it does not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from support.cards import SHAPES, card, texts

from factcards.errors import SceneError
from factcards.layout import lay_out_card, measure_card
from factcards.layout.typesetting.uniform_sizes import step_down
from factcards.model.assets import Assets
from factcards.model.sizes import find_size
from factcards.model.themes import RoleFontSize, Theme

SHORT = "Women and girls make up **96%** of all victims."
LONG = " ".join(["Trafficking in human beings is a grave violation of human rights and of dignity."] * 3)
PORTRAIT = find_size("instagram-portrait")


@pytest.fixture(scope="session")
def measure(statement: Theme, assets: Assets) -> Callable[..., dict[str, int]]:
    def measured(words: str, size: str = "instagram-portrait", **fields: object) -> dict[str, int]:
        made = measure_card(card(words, **fields), statement, find_size(size), assets)
        return {one.role: one.size for one in made}

    return measured


@pytest.mark.parametrize(
    ("size", "step"), [(200, 116), (116, 116), (115, 109), (109, 109), (80, 77), (46, 45), (45, 45), (44, 44), (30, 44)]
)
def test_sizes_are_steps_of_six_per_cent_down_from_the_largest(size: int, step: int) -> None:
    assert step_down(size, 44, 116, 1.06) == step


def test_neighbouring_steps_differ_by_the_ratio() -> None:
    steps = sorted({step_down(size, 40, 400, 1.06) for size in range(40, 401)})
    assert all(1.03 < b / a < 1.09 for a, b in pairwise(steps[1:]))


def test_longer_words_measure_smaller(measure) -> None:
    assert measure(LONG)["fact"] < measure(SHORT)["fact"]


def test_fact_and_story_are_measured_separately(measure) -> None:
    assert "story" in measure(SHORT, kind="story")
    assert "fact" not in measure(SHORT, kind="story")


def test_a_headline_fitted_to_the_width_keeps_its_own_size(measure) -> None:
    assert "headline" not in measure(SHORT, headline="96%")


@pytest.mark.parametrize("size", SHAPES)
def test_words_are_set_at_exactly_the_given_size(size: str, statement: Theme, assets: Assets, measure) -> None:
    largest = measure(SHORT, size)["fact"]
    for wanted in (largest, largest - 7, largest - 20):
        scene = lay_out_card(
            card(SHORT), statement, find_size(size), assets, (RoleFontSize("fact", "alone", wanted),)
        )
        assert {text.size for text in texts(scene, "fact")} == {wanted}
        assert scene.problems == ()


def test_every_measured_size_can_be_set(statement: Theme, assets: Assets) -> None:
    for words in (SHORT, LONG):
        for headline in (None, "96%", "Four forms"):
            made = card(words, headline=headline)
            sizes = measure_card(made, statement, PORTRAIT, assets)
            scene = lay_out_card(made, statement, PORTRAIT, assets, sizes)
            assert scene.problems == ()
            assert {one.role: one.size for one in sizes} == {
                one.role: max(int(text.size) for text in texts(scene, one.role)) for one in sizes
            }


def test_words_too_many_for_the_size_are_set_smaller_and_named(statement: Theme, assets: Assets) -> None:
    scene = lay_out_card(card(LONG), statement, PORTRAIT, assets, (RoleFontSize("fact", "alone", 110),))
    (problem,) = scene.problems
    (size,) = {text.size for text in texts(scene, "fact")}
    assert size < 110
    assert (problem.severity, problem.field) == ("warning", "fact")
    assert f"set at {size} px, smaller than the set's other cards at 110 px" in problem.message


def test_a_card_set_smaller_is_named_with_the_size_of_the_others(statement: Theme, assets: Assets) -> None:
    scene = lay_out_card(card(SHORT), statement, PORTRAIT, assets, (RoleFontSize("fact", "alone", 60, common_size=90),))
    (problem,) = scene.problems
    assert max(text.size for text in texts(scene, "fact")) <= 60
    assert "the set's other cards at 90 px" in problem.message


def test_sizes_of_another_type_change_nothing(statement: Theme, assets: Assets) -> None:
    alone = lay_out_card(card(SHORT), statement, PORTRAIT, assets)
    other = lay_out_card(card(SHORT), statement, PORTRAIT, assets, (RoleFontSize("fact", "words", 50),))
    assert other == alone


def test_text_that_fits_at_no_size_is_refused_as_without_a_set(statement: Theme, assets: Assets) -> None:
    hopeless = card(" ".join([LONG] * 6))
    with pytest.raises(SceneError) as alone:
        lay_out_card(hopeless, statement, PORTRAIT, assets)
    with pytest.raises(SceneError) as within:
        lay_out_card(hopeless, statement, PORTRAIT, assets, (RoleFontSize("fact", "alone", 90),))
    assert within.value.problems == alone.value.problems
