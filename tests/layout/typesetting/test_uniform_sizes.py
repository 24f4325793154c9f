"""Text at the common size of a set: it has this size if it fits, and is named in a warning if it does not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from support.cards import SHAPES, card, texts

from factcards.errors import SceneError
from factcards.layout import lay_out_card, measure_card
from factcards.layout.typesetting.uniform_sizes import list_steps
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
        return {one.role: one.largest for one in made if not one.is_figure}

    return measured


@pytest.mark.parametrize(
    ("size", "step"), [(200, 116), (116, 116), (115, 109), (109, 109), (80, 77), (46, 45), (45, 45), (44, 44), (30, 44)]
)
def test_sizes_are_steps_of_six_per_cent_down_from_the_largest(size: int, step: int) -> None:
    assert list_steps(size, 44, 116, 1.06)[0] == step


def test_neighbouring_steps_differ_by_the_ratio() -> None:
    steps = sorted({list_steps(size, 40, 400, 1.06)[0] for size in range(40, 401)})
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
            fitting = measure_card(made, statement, PORTRAIT, assets)
            sizes = tuple(RoleFontSize(one.role, one.style, one.largest) for one in fitting if not one.is_figure)
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
    assert str(problem) == (
        f"warning: fact: set at {size} px, smaller than the set's other cards at 110 px\n"
        "    hint: shorten the text, or say `type: each` in set.yaml to let every card have its own size"
    )


def test_a_card_set_smaller_is_named_with_the_size_of_the_others(statement: Theme, assets: Assets) -> None:
    scene = lay_out_card(card(SHORT), statement, PORTRAIT, assets, (RoleFontSize("fact", "alone", 60, common_size=90),))
    (problem,) = scene.problems
    assert max(text.size for text in texts(scene, "fact")) <= 60
    assert str(problem) == (
        "warning: fact: set at 60 px, smaller than the set's other cards at 90 px\n"
        "    hint: shorten the text, or say `type: each` in set.yaml to let every card have its own size"
    )


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


def test_a_figure_is_at_most_as_large_as_the_similar_figures_of_its_set(statement: Theme, assets: Assets) -> None:
    made = card(SHORT, headline="96%")
    (own,) = (one for one in measure_card(made, statement, PORTRAIT, assets) if one.is_figure)
    for size in (own.largest * 0.9, own.largest * 2):
        shared = (RoleFontSize(own.role, own.style, int(size), is_figure=True),)
        scene = lay_out_card(made, statement, PORTRAIT, assets, shared)
        assert max(text.size for text in texts(scene, "headline")) == min(int(size), own.largest)
        assert scene.problems == ()


def test_a_headline_gives_text_of_a_fixed_size_space_for_lines_of_a_good_shape(
    statement: Theme, assets: Assets
) -> None:
    """At 55 px, the last line of this card was one word, since the figure left no space for another line."""
    words = (
        "La meta 5.2 de los Objetivos de Desarrollo Sostenible señala la necesidad de hacer frente a la trata y la"
        " explotación sexual de mujeres y niñas."
    )
    shared = (RoleFontSize("fact", "words", 55),)
    scene = lay_out_card(card(words, "es", headline="5.2"), statement, find_size("story"), assets, shared)
    lines = texts(scene, "fact")
    assert {text.size for text in lines} == {55}
    assert lines[-1].line.width > 0.4 * max(text.line.width for text in lines)
