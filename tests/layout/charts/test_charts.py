"""Charts are drawn to scale: the values are measured in the pixels."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from support.cards import SHAPES, card, group, prose, right_to_left, texts, without_text, words_of
from support.charts import BARS, LINED, PILLS, STRIP, TILES, chart_theme

from factcards.check import check_scene
from factcards.draw import draw_image
from factcards.graphics.geometry import Rect
from factcards.layout.charts.waffle import cut_pill, path_of_pills
from factcards.model.assets import Assets
from factcards.model.cards import Chart, Count, LocalCard, Tile
from factcards.model.scene import Scene, walk_groups
from factcards.model.sizes import find_size
from factcards.read.themes.theme_reader import read_theme

PLACES = list(product(SHAPES, ("ltr", "rtl")))
CHANCE = random.Random(96)
SHARES = [0.0, 1.0, 0.96, 1 / 3, 0.29, 0.57, 0.001, 0.999, *(CHANCE.random() for _ in range(92))]
PAIRS = [(171, 21), (0, 5), (7, 7), *((CHANCE.randint(0, 10**4), CHANCE.randint(1, 10**4)) for _ in range(97))]
TRIOS = [(CHANCE.randint(0, 500), CHANCE.randint(0, 500), 500) for _ in range(100)]


def counted(*values: float) -> Chart:
    return Chart(counts=tuple(Count(v, prose("things")) for v in values))


def made_with(chart: Chart, direction: str) -> LocalCard:
    made = card("Bees dance.", chart=chart)
    return right_to_left(made) if direction == "rtl" else made


def pixels(scene: Scene, assets: Assets) -> np.ndarray:
    """Return red, green and blue from 0 to 255, without the text."""
    return np.asarray(draw_image(replace(scene, nodes=without_text(scene.nodes)), assets))


def only(picture: np.ndarray, channel: int) -> np.ndarray:
    """Return how much of each pixel is of one pure colour, 0 to 1; white has none."""
    one, other = (picture[..., c] for c in range(3) if c != channel)
    most = np.maximum(one, other)
    return np.where(picture[..., channel] > most, picture[..., channel] - most, 0).astype(np.float32) / 255


def each(values: list, every: bool) -> list[tuple[object, str, str]]:
    """Return the first 25 values at every place, or each value at one place in turn."""
    if every:
        return [(v, *place) for v in values[:25] for place in PLACES]
    return [(v, *PLACES[i % len(PLACES)]) for i, v in enumerate(values)]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["each", "every"])
def test_a_share_is_its_percentage_of_a_hundred_pills(every, assets, lay_out):
    whole = {}
    for size, direction in PLACES:
        picture = pixels(lay_out(made_with(Chart(1.0), direction), size, chart_theme(PILLS)), assets)
        assert not only(picture, 2).any()
        whole[size, direction] = only(picture, 0).sum()
    for share, size, direction in each(SHARES, every):
        scene = lay_out(made_with(Chart(share), direction), size, chart_theme(PILLS))
        area = group(scene, "chart").area
        picture = pixels(scene, assets)
        column = area.height / 5
        assert abs(only(picture, 0).sum() - share * whole[size, direction]) <= column, (share, size, direction)
        assert only(picture, 2).any() == (share < 1), share


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["each", "every"])
def test_a_strip_is_what_the_share_leaves_of_the_card(every, assets, lay_out):
    for share, size, direction in each(SHARES, every):
        scene = lay_out(made_with(Chart(share), direction), size, chart_theme(STRIP))
        red = only(pixels(scene, assets), 0)
        wide = size == "x-landscape"
        line = red[-1, :] if wide else red[:, 0]   # an edge without words or code
        assert abs(line.sum() - (1 - share) * len(line)) <= 1, (share, size, direction)
        if wide and 0 < share < 1:
            assert bool(line[0]) == (direction == "rtl"), "the strip is at the end edge"


@pytest.mark.parametrize(("size", "direction"), PLACES)
def test_a_strip_in_a_column_takes_its_space_from_the_text(size, direction, assets, lay_out):
    scene = lay_out(made_with(Chart(0.9), direction), size, chart_theme(LINED))
    red = only(pixels(scene, assets), 0)
    whole = find_size(size)
    line = red[-1, :] if size == "x-landscape" else red[:, 0]
    assert line.sum() == round(0.1 * len(line))
    assert red.sum() == line.sum() * (whole.height if size == "x-landscape" else whole.width)
    strip = next(g for g in _groups(scene) if g.role == "chart").nodes[0].path.bounds()
    assert not any(strip.intersects(t.ink_rect()) for t in texts(scene))


def test_a_strip_that_leaves_the_text_no_space_is_left_out_with_a_warning(lay_out):
    scene = lay_out(made_with(Chart(0.05), "ltr"), theme=chart_theme(LINED))
    assert [(p.severity, p.kind) for p in about_chart(scene)] == [("warning", "not-drawn")]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["each", "every"])
def test_two_counts_are_bars_on_one_scale(every, assets, lay_out):
    for values, size, direction in each(PAIRS, every):
        scene = lay_out(made_with(counted(*values), direction), size, chart_theme(BARS))
        picture = pixels(scene, assets)
        red, blue = only(picture, 0), only(picture, 2)
        width = group(scene, "chart").area.width
        for value, bar in zip(values, (red, blue), strict=True):
            long = bar.sum(axis=1).max()
            assert abs(long - width * value / max(values)) <= 1, (values, size, direction)
            edge = np.flatnonzero(bar.any(axis=0))
            if edge.size:
                area = group(scene, "chart").area
                assert edge[0] == area.x if direction == "ltr" else edge[-1] == area.right - 1


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["each", "every"])
def test_areas_of_tiles_are_proportional_to_counts(every, assets, lay_out):
    for values, size, direction in each(TRIOS, every):
        scene = lay_out(made_with(counted(*values), direction), size, chart_theme(TILES))
        picture = pixels(scene, assets)
        sides = [math.sqrt(only(picture, channel).sum()) for channel in range(3)]
        most = max(values)
        for value, side in zip(values, sides, strict=True):
            assert abs(side - max(sides) * math.sqrt(value / most)) <= 1, (values, size, direction)


@pytest.mark.parametrize("size", SHAPES)
def test_named_tiles_are_equal_and_contain_their_text(size, assets, lay_out):
    tiles = tuple(Tile(prose(name), prose(f"SDG {name.split('.')[0]}")) for name in ("5.2", "8.7", "16.2"))
    scene = lay_out(made_with(Chart(tiles=tiles), "ltr"), size, chart_theme(TILES))
    areas = [only(pixels(scene, assets), channel).sum() for channel in range(3)]
    assert min(areas) == max(areas) > 0
    whole = group(scene, "chart").area
    assert all(whole.contains(t.ink_rect()) for t in texts(scene, "chart"))
    assert "5.2" in words_of(scene, "chart")


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize(
    ("part", "chart"), [(PILLS, Chart(0.333)), (BARS, counted(171, 21)), (TILES, counted(3, 2, 1))]
)
def test_a_chart_from_right_to_left_is_the_mirror_of_its_twin(part, chart, size, assets, lay_out):
    ltr, rtl = (pixels(lay_out(made_with(chart, d), size, chart_theme(part)), assets) for d in ("ltr", "rtl"))
    for channel in range(3):
        # the masks of round ends may differ by one step of 255
        assert np.abs(only(ltr, channel) - only(rtl, channel)[:, ::-1]).max() <= 1.1 / 255


def test_a_cut_pill_has_its_share_of_the_area_to_the_pixel_column():
    for width, height in ((40, 61), (46, 46), (37, 21)):
        cell = Rect(0, 0, width, height)
        path_of_pills([cell])
        radius = min(width, height) / 2
        inside = [
            sum(_chord(x + 0.5, width, height, radius) for x in range(columns)) for columns in range(width + 1)
        ]
        for share in (0.05, 0.3, 0.5, 0.77, 0.99):
            assert abs(inside[cut_pill(cell, share)] - share * inside[-1]) <= height / 2 + 1


def _chord(x: float, width: float, height: float, radius: float) -> float:
    """Return how high a pill is at x, by Pythagoras."""
    from_end = min(x, width - x)
    return height - 2 * (radius - math.sqrt(radius**2 - max(0.0, radius - from_end) ** 2))


# --- text before charts


def test_numbers_and_labels_are_text_of_the_card(lay_out):
    scene = lay_out(card("Bees.", chart=counted(171, 21)), theme=chart_theme(BARS))
    assert words_of(scene, "chart") == "171 things 21 things"
    assert not [p for p in check_scene(scene) if p.field == "chart" and "contrast" not in p.message]


def test_labels_too_pale_are_an_error(lay_out):
    theme = chart_theme(BARS.replace("ink: white", "ink: black"))
    found = check_scene(lay_out(card("Bees.", chart=counted(171, 21)), theme=theme))
    assert any(p.severity == "error" and p.field == "chart" and "contrast" in p.message for p in found)


def test_a_chart_shrinks_before_the_text_and_is_left_out_before_it_is_refused(lay_out):
    heights = []
    for count in range(1, 60, 4):
        scene = lay_out(card("Bees dance to tell. " * count, chart=Chart(0.5)), "instagram-square", chart_theme(PILLS))
        if about_chart(scene):
            (problem,) = about_chart(scene)
            assert (problem.severity, problem.field) == ("warning", "chart")
            assert words_of(scene, "fact").count("Bees") == count
            assert not texts(scene, "chart")
            break
        heights.append(group(scene, "chart").area.height)
    else:
        pytest.fail("the chart was never left out")
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < 0.6 * heights[0]


def test_a_chart_has_its_minimum_height_or_is_left_out(lay_out):
    least, heights = PILLS.replace("ratio: 1.3", "ratio: 1.3, least: 4000"), set()
    for count in range(1, 20, 3):
        scene = lay_out(card("Bees dance to tell. " * count, chart=Chart(0.5)), "instagram-square", chart_theme(least))
        heights |= {g.area.height for g in _groups(scene) if g.role == "chart"}
    assert len(heights) == 1
    assert about_chart(scene)


def test_an_optional_chart_is_left_out_silently_if_the_headline_says_its_share(lay_out):
    parts = (PILLS, PILLS.replace("}", ", optional: true}"))
    for chart, count in ((Chart(0.5, from_headline=True), 0), (Chart(0.5), 1)):
        words = card("Bees dance to tell. " * 16, chart=chart)
        plain, optional = (lay_out(words, "instagram-square", chart_theme(part)) for part in parts)
        assert [len(about_chart(scene)) for scene in (plain, optional)] == [1, count]
        assert optional.nodes == plain.nodes
        assert texts(optional, "fact")


def test_a_figure_and_its_chart_shrink_together(lay_out):
    figures, charts = [], []
    for count in range(1, 14):
        made = card("Bees dance to tell. " * count, headline="96%", chart=Chart(0.96))
        scene = lay_out(made, "whatsapp-square", read_theme("data"))
        if scene.problems:
            break
        figures.append(max(t.size for t in texts(scene, "headline")))
        charts.append(group(scene, "chart").area.height)
    assert figures[-1] < 0.5 * figures[0], "the text needs space"
    for figure, chart in zip(figures, charts, strict=True):
        assert figure / figures[0] >= 0.55 * chart / charts[0]


def test_a_chart_has_its_maximum_share_if_no_text_needs_the_space(lay_out):
    two = Chart(counts=(Count(171, prose("have signed.")), Count(21, prose("have not."))))
    long = "Bees dance to tell others where to go, how far it is and what they will find. "
    own_words, other = (
        group(lay_out(card(words, chart=two), "x-landscape", read_theme("data")), "chart").area.width
        for words in ("**171** have signed. **21** have not.", long * 3)
    )
    assert own_words == round(0.566 * (1600 - 144)) > other


@pytest.mark.parametrize("chart", [counted(3), counted(*range(1, 9)), None])
def test_a_chart_with_too_few_or_too_many_counts_is_reported(chart, lay_out):
    scene = lay_out(card("Bees.", chart=chart), theme=chart_theme(BARS))
    assert [p.kind for p in about_chart(scene)] == (["not-drawn"] if chart else [])


def test_each_kind_of_chart_draws_only_its_own_data(lay_out):
    for part, chart in ((PILLS, counted(1, 2)), (BARS, Chart(0.5)), (TILES, counted(1, 2)), (BARS, counted(1, 2, 3))):
        assert "chart" not in [g.role for g in _groups(lay_out(card("Bees.", chart=chart), theme=chart_theme(part)))]


def about_chart(scene: Scene) -> list:
    """Return the problems of the chart: the theme of these tests has no place for a call and a brand."""
    return [problem for problem in scene.problems if problem.field == "chart"]


def _groups(scene: Scene) -> list:
    return list(walk_groups(scene.nodes))


def test_a_strip_on_paper_is_a_share_of_what_is_left_after_the_cut(lay_out, assets):
    scene = lay_out(card("Bees.", chart=Chart(0.9)), "a6", chart_theme(STRIP))
    line = only(pixels(scene, assets), 0)[:, 0]
    assert line.sum() == math.ceil(find_size("a6").bleed) + round(0.1 * 1748)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("theme", ["half", "data"])
@pytest.mark.parametrize(("language", "label"), [
    ("en", "countries"), ("am", "ሀገራት"), ("ur", "ممالک"), ("ar", "دولة"), ("hi", "देश"), ("zh-Hans", "个国家"),
])  # fmt: skip
def test_a_number_and_its_label_have_a_clear_gap(theme, size, language, label, lay_out):
    two = Chart(counts=(Count(171, prose(label, language)), Count(21, prose(label, language))))
    scene = lay_out(card("Bees.", language, chart=two), size, read_theme(theme))
    number, words = texts(scene, "chart")[:2]
    one, other = sorted((number.ink_rect(), words.ink_rect()), key=lambda ink: ink.x)
    assert other.x - one.right >= 0.45 * words.size, "more than a word space"
