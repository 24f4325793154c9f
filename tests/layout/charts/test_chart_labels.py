"""Numbers and labels of a chart leave each other enough space, in a row and in a tile."""

from __future__ import annotations

import pytest
from support.cards import card, prose

from factcards.layout.boxes import Box
from factcards.layout.charts.chart_labels import fit_labels
from factcards.layout.flow.context import LayoutContext, new_context
from factcards.layout.typesetting.shaped_boxes import shape_boxes
from factcards.model.sizes import find_size
from factcards.model.themes import PartFrame, WordsPart


@pytest.fixture(scope="module")
def context(statement, assets) -> LayoutContext:
    return new_context(card(), statement, find_size("instagram-portrait"), assets)


def pair(number: str, label: str, context: LayoutContext) -> tuple[Box, ...]:
    """Return a number of 30 to 300 px and its label of 20 to 60 px, shaped."""
    big = WordsPart(PartFrame(), "chart", "figure", 30, 300, "ink", "ink", lines=1)
    small = WordsPart(PartFrame(), "chart", "words", 20, 60, "ink", "ink", lines=4)
    boxes = Box(big, role="chart", prose=(prose(number),)), Box(small, role="chart", prose=(prose(label),))
    return tuple(shape_boxes(box, context.setting) for box in boxes)


@pytest.mark.parametrize("width", range(300, 1000, 100))
def test_a_number_leaves_three_tenths_of_the_row_to_its_label(context, width):
    (found,) = fit_labels([pair("171,000", "joined", context)], width, context, 1.0, 20, 8)
    assert found.label_fit
    assert width - found.label_at[0] >= 0.3 * width - 1
    assert found.label_at[0] > 0.5 * width, "the number is no smaller than it must be"


@pytest.mark.parametrize("height", range(120, 400, 20))
def test_a_number_and_the_label_above_it_in_a_tile_are_twelve_pixels_apart(context, height):
    words = pair("171", "countries have joined the protocol", context)
    (found,) = fit_labels([words], 320, context, 1.0, 0, 8, stacked=True, tile_height=height)
    assert found.label_fit
    assert found.number_fit.height + found.label_fit.height + 12 <= height + 0.5
