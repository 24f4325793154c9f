"""Charts with other features of a theme: bounds, parts by shape, capitals, alternating colours, backgrounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import SHAPES, card, group, prose, roles, shapes, texts

from factcards.model.cards import Chart, Count, Tile
from factcards.model.scene import Shape, Text
from factcards.read.themes.theme_reader import read_theme

TWO = Chart(counts=(Count(171, prose("have signed")), Count(21, prose("have not"))))
BODY = """
palette: {{soft: ["#204060", "#406020"]}}
types: {{loud: {{weight: 700, capitals: true}}}}
parts:
  chart:
    chart: {chart}
  all:
    column:
      ground: field
      pad: 72
      gap: 24
      parts:
        - use: chart
        - words: {{slot: words, style: words, size: [40, 64], fit: words, color: white}}
        - words: {{slot: source, style: source, size: [30, 30], lines: 3, color: white}}
        - use: code
layouts: {{portrait: {{use: all}}, square: {{use: all}}, tall: {{use: all}}, landscape: {{use: all}}}}
"""
LOW = """
  all:
    column:
      ground: field
      pad: 72
      parts:
        - column:
            length: 300
            parts:
              - chart: {grow: 1, kind: tiles, colors: [disc], ink: white, number: headline, label: call}
        - words: {slot: words, style: words, size: 40, color: white}
        - words: {slot: source, style: source, size: 30, color: white}
        - use: code
"""
BARS = "{kind: bars, colors: [soft, accent], ink: white, number: loud, numbers: [40, 90], label: loud, labels: [24, 36]"


@pytest.fixture
def themed(tmp_path):
    def made(chart: str):
        path = tmp_path / "mine.yaml"
        path.write_text("extends: statement\n" + BODY.format(chart=chart), encoding="utf-8")
        return read_theme(str(path))

    return made


@pytest.mark.parametrize("size", SHAPES)
def test_a_charts_words_are_in_the_capitals_of_their_type(size, lay_out, themed):
    scene = lay_out(card("Bees dance.", chart=TWO), size, themed(BARS + "}"))
    assert {t.line.text for t in texts(scene, "chart")} == {"171", "21", "HAVE SIGNED", "HAVE NOT"}


def test_a_chart_has_the_alternating_colour_of_its_card(lay_out, themed):
    for index, wanted in ((0, (0x20, 0x40, 0x60)), (1, (0x40, 0x60, 0x20))):
        made = replace(card("Bees dance.", chart=TWO), index=index, total=2)
        chart = group(lay_out(made, theme=themed(BARS + ", thickness: 90}")), "chart")
        fills = [node.fill.rgb for node in chart.nodes if isinstance(node, Shape)]
        assert fills[0] == wanted


def test_a_chart_is_limited_to_its_maximum_height_at_scale(lay_out, themed):
    made = card("Bees dance.", chart=Chart(0.5))
    free, bound = (
        group(lay_out(made, theme=themed(f"{{kind: pills, color: accent, ratio: 2{more}}}")), "chart").area
        for more in ("", ", most: 260")
    )
    assert bound.height <= 260 + 8 * 4 < free.height
    assert bound.width == free.width


def test_a_chart_that_grows_is_drawn_within_its_column(lay_out, tmp_path):
    """It shrinks until it fits, like a chart that does not grow."""
    path = tmp_path / "mine.yaml"
    shapes = "{portrait: {use: all}, square: {use: all}, tall: {use: all}, landscape: {use: all}}"
    path.write_text(f"extends: statement\nparts:{LOW}layouts: {shapes}\n", encoding="utf-8")
    tiles = Chart(tiles=(Tile(prose("5.2")), Tile(prose("8.7"))))
    scene = lay_out(card("Bees dance.", chart=tiles), theme=read_theme(str(path)))
    assert [p for p in scene.problems if p.field == "chart"] == []
    bottoms = [n.path.bounds().bottom for n in group(scene, "chart").nodes if isinstance(n, Shape)]
    assert bottoms
    assert max(bottoms) <= 72 + 300


def test_a_chart_may_differ_by_shape(lay_out, themed):
    made = card("Bees dance.", chart=TWO)
    theme = themed(BARS.replace("kind: bars", "kind: {landscape: pills, other: bars}") + "}")
    assert "chart" in roles(lay_out(made, "whatsapp-square", theme))
    assert "chart" not in roles(lay_out(made, "x-landscape", theme))


def test_a_chart_has_a_background_like_any_part(lay_out, themed):
    scene = lay_out(card("Bees dance.", chart=TWO), theme=themed(BARS + ", ground: ink, radius: 20}"))
    (behind,) = (s for s in shapes(scene) if s.path.bounds() == group(scene, "chart").area)
    assert behind.path.rects() is None, "its corners are round"


def test_a_condition_depends_on_the_charts_data(lay_out, themed):
    theme = themed(BARS + ", when: [chart, counts]}")
    assert "chart" in roles(lay_out(card("Bees dance.", chart=TWO), theme=theme))
    named = Chart(tiles=(Tile(prose("5.2")),))
    for chart in (None, Chart(0.5), named):
        scene = lay_out(card("Bees dance.", chart=chart), theme=theme)
        assert "chart" not in roles(scene)
        assert [t for t in texts(scene) if isinstance(t, Text)]
