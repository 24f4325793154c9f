"""Chart parts of a theme and messages about wrong ones; tiles of a card."""

from __future__ import annotations

import pytest
from support.charts import BARS, PILLS, TILES, chart_theme

from factcards.errors import ReadError
from factcards.model.themes import ChartPart, Part, StackPart


def charts(part: Part) -> list[ChartPart]:
    inner = part.parts if isinstance(part, StackPart) else ()
    return [part] if isinstance(part, ChartPart) else [chart for one in inner for chart in charts(one)]


def test_chart_options_are_read():
    (found,) = charts(chart_theme(BARS).layout("square"))
    assert (found.kind, found.colors, found.rest, found.ink) == ("bars", ("red", "blue"), "green", "white")
    assert (found.numbers, found.labels, found.thickness, found.gap) == ((40, 120), (24, 36), 150, 40)
    (pills,) = charts(chart_theme(PILLS).layout("tall"))
    assert (pills.colors, pills.ratio, pills.gap, pills.thickness) == (("red",), 1.3, 8, 4)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("chart: {color: red}", "missing field `kind`"),
        ("chart: {kind: pie, color: red}", "found `pie`, expected `pills`, `strip`, `bars` or `tiles`"),
        ("chart: {kind: pills}", "missing field `color`"),
        ("chart: {kind: pills, color: []}", "missing field `color`"),
        ("chart: {kind: pills, color: rde}", "the palette has no colour `rde`"),
        (BARS.replace("ink: white, ", ""), "missing field `ink`"),
        (TILES.replace("number: words, ", ""), "missing field `number`"),
        (TILES.replace("[24, 36]", "[36, 24]"), "the first size is larger than the second"),
        ("chart: {kind: pills, color: red, axis: blue}", "unknown key `axis`"),
    ],
)
def test_wrong_chart_is_reported(part: str, message: str):
    with pytest.raises(ReadError, match=message):
        chart_theme(part)
