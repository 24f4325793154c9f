"""The search for a placement: what is relaxed first, which placement is taken, and which misfit is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.cards import card

from factcards.errors import Problem
from factcards.graphics.geometry import Rect
from factcards.layout.boxes import Box, Misfit
from factcards.layout.flow.context import LayoutContext, new_context
from factcards.layout.flow.placed import Placed
from factcards.layout.flow.preferences import CHART, DISC, FIGURE, MEASURE, SET_SIZES, SHARES
from factcards.layout.flow.search import Preference, search
from factcards.layout.flow.trials import PREFERRED, Trial
from factcards.layout.typesetting.uniform_sizes import TypeSizes
from factcards.model.sizes import find_size
from factcards.model.themes import PartFrame, RoleFontSize, SpacePart

BOX = Box(SpacePart(PartFrame()))
Place = Callable[[Trial], Placed | Misfit]


@pytest.fixture(scope="module")
def context(statement, assets) -> LayoutContext:
    return new_context(card(), statement, find_size("instagram-portrait"), assets)


def always(preference: Preference) -> Preference:
    """Return a preference that applies to any box and accepts every placement."""
    return replace(preference, applies=lambda _: True, rate=lambda *_: 1.0, enough=1.0)


def misfit(message: str, *, needs_width: bool = False, field: str = "fact") -> Misfit:
    return Misfit(Problem("error", message, field=field), needs_width=needs_width)


def place_if(fits: Callable[[Trial], bool], tried: list[Trial]) -> Place:
    """Return a function that places a box in trials that fit, and lists all trials."""

    def place(trial: Trial) -> Placed | Misfit:
        tried.append(trial)
        return Placed(BOX, Rect(0, 0, trial.measure, 1), trial) if fits(trial) else misfit(f"trial {len(tried)}")

    return place


def test_the_last_preference_is_relaxed_first(context):
    tried: list[Trial] = []
    place = place_if(lambda trial: trial.figure_scale < 0.8 and trial.disc_scale < 0.8, tried)
    found = search(BOX, (always(FIGURE), always(DISC)), PREFERRED, context, place)
    assert isinstance(found, Placed)
    assert (found.trial.figure_scale, found.trial.disc_scale) == (0.76, 0.7)
    assert [(t.figure_scale, t.disc_scale) for t in tried][:6] == [
        (1.0, 1.0), (1.0, 0.85), (1.0, 0.7), (1.0, 0.58), (0.88, 1.0), (0.88, 0.85),
    ]  # fmt: skip


def test_a_preference_that_means_nothing_for_a_box_is_not_relaxed(context):
    tried: list[Trial] = []
    found = search(BOX, (FIGURE, CHART, DISC, SHARES, MEASURE), PREFERRED, context, place_if(lambda _: False, tried))
    assert isinstance(found, Misfit)
    assert tried == [PREFERRED]


def test_a_misfit_in_width_is_not_tried_with_another_chart(context):
    tried: list[Trial] = []

    def place(trial: Trial) -> Misfit:
        tried.append(trial)
        return misfit("too wide", needs_width=True)

    assert search(BOX, (always(FIGURE), always(CHART)), replace(PREFERRED, chart_scale=1.0), context, place)
    assert [trial.chart_scale for trial in tried] == [1.0] * 5, "only the figure is relaxed"


def test_without_a_placement_that_is_good_enough_the_best_is_taken(context):
    rated = replace(always(MEASURE), rate=lambda placed, _: -abs(placed.trial.measure - 0.8), enough=0.0)
    tried: list[Trial] = []
    found = search(BOX, (rated,), PREFERRED, context, place_if(lambda _: True, tried))
    assert isinstance(found, Placed)
    assert found.trial.measure == 0.82
    assert len(tried) == 8, "all are tried"


@pytest.mark.parametrize(("preference", "reported"), [(FIGURE, "trial 1"), (SHARES, "trial 5")])
def test_the_misfit_that_explains_more_is_reported(context, preference, reported):
    found = search(BOX, (always(preference),), PREFERRED, context, place_if(lambda _: False, []))
    assert isinstance(found, Misfit)
    assert found.problem.message == reported


def test_a_text_that_overflows_explains_more_than_one_that_meets_a_photograph(context):
    def place(trial: Trial) -> Misfit:
        return replace(misfit("overlap"), is_overlap=True) if trial.measure > 0.9 else misfit("overflow")

    found = search(BOX, (always(MEASURE),), PREFERRED, context, place)
    assert isinstance(found, Misfit)
    assert found.problem.message == "overflow"


def test_a_text_that_does_not_fit_at_the_size_of_its_set_is_relaxed_before_the_body(context):
    sizes = TypeSizes((RoleFontSize("fact", "words", 60), RoleFontSize("source", "small", 30)))
    tried: list[Trial] = []

    def place(trial: Trial) -> Misfit:
        tried.append(trial)
        return misfit("too high", field="source")

    assert search(BOX, (SET_SIZES,), replace(PREFERRED, sizes=sizes), context, place)
    assert [set(trial.sizes.relaxed) for trial in tried] == [set(), {"source"}, {"source", "fact", "story"}]


def test_a_misfit_in_width_is_tried_with_a_smaller_disc_if_another_measure_only_meets_the_disc(context):
    def place(trial: Trial) -> Placed | Misfit:
        if trial.measure == 1.0:
            return misfit("too wide", needs_width=True)
        fits = trial.disc_scale < 1.0
        return Placed(BOX, Rect(0, 0, 1, 1), trial) if fits else replace(misfit("overlap"), is_overlap=True)

    found = search(BOX, (always(DISC), always(MEASURE)), PREFERRED, context, place)
    assert isinstance(found, Placed)
    assert (found.trial.disc_scale, found.trial.measure) == (0.85, 0.94)
