"""Themes as values: other colours of a palette, and equality."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from support.cards import card

from factcards.errors import ReadError, RequestError
from factcards.graphics.color import Color
from factcards.model.cards import LocalCard
from factcards.model.scene import Scene, Shape, Text, walk_nodes
from factcards.model.themes import Theme
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.scene_problems import find_problems

BLUE = Color(0, 0xAA, 0xFF)


def colors_in(scene: Scene) -> set[object]:
    """Return the colours of the words and shapes of a scene."""
    return {node.fill for _, node in walk_nodes(scene.nodes) if isinstance(node, Shape | Text)}


@pytest.mark.parametrize("value", ["#0af", "#00aaff", "#00AAFFff", BLUE])
def test_colour_is_taken_as_text_and_as_a_value(statement: Theme, value: str | Color):
    made = statement.with_palette(accent=value)
    assert made.color("accent") == BLUE
    assert made == statement.with_palette({"accent": value})
    assert [name for name, _ in made.palette] == [name for name, _ in statement.palette]
    assert {n for n, c in made.palette if c != statement.color(n)} == {"accent"}
    assert statement.with_palette(accent="#00aaff88").color("accent").alpha == 0x88


def test_colour_is_drawn(lay_out, statement: Theme):
    made = card("Women and girls make up **96%** of all victims.", brand=None)
    assert BLUE not in colors_in(lay_out(made, theme=statement))
    assert BLUE in colors_in(lay_out(made, theme=statement.with_palette(ink=BLUE)))


def test_theme_itself_is_not_changed(statement: Theme):
    before = statement.palette
    statement.with_palette(accent=BLUE)
    assert statement.palette is before
    assert statement.with_palette() == statement
    assert statement.with_palette({}) == statement


def test_names_with_hyphens_are_given_in_a_mapping_and_names_override_it(statement: Theme):
    hyphens = replace(statement, palette=(*statement.palette, ("deep-sea", Color(0, 0, 0))))
    made = hyphens.with_palette({"deep-sea": BLUE, "accent": "#000"}, accent="#fff")
    assert made.color("deep-sea") == BLUE
    assert made.color("accent") == Color(255, 255, 255)


def test_colours_that_alternate_become_fixed(lay_out):
    series = read_theme("series")
    made = series.with_palette(accent="#102030")
    assert [name for name, _ in series.alternating_colors] == ["ground", "accent"]
    assert [name for name, _ in made.alternating_colors] == ["ground"]
    for index in range(3):
        scene = lay_out(replace(card("Bees dance.", brand=None), index=index, total=4), theme=made)
        assert Color(0x10, 0x20, 0x30) in colors_in(scene)


def test_colours_of_the_photograph_become_fixed():
    theme = read_theme("photo")
    made = theme.with_palette(dark="#0c1208")
    assert dict(theme.tones) == {"accent": "light", "dark": "shadow"}
    assert dict(made.tones) == {"accent": "light"}
    assert made.color("dark") == Color(0x0C, 0x12, 0x08)


def test_every_wrong_name_and_colour_is_reported_at_once(statement: Theme):
    with pytest.raises(RequestError) as refused:
        statement.with_palette({"acent": "#fff", "ink": "red", 3: "#fff", "paper": 5}, glow=Color(300, 0, 0))  # type: ignore[dict-item]
    assert isinstance(refused.value, ReadError)
    assert isinstance(refused.value, ValueError)
    assert {problem.kind for problem in refused.value.problems} == {"request"}
    assert str(refused.value) == (
        "error: palette.acent: the palette has no colour `acent`\n"
        "    hint: did you mean `accent`?\n"
        "error: palette.ink: `red` is not a colour\n"
        '    hint: write `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`\n'
        "error: palette: found a value of the type `int` as a name, expected text\n"
        "error: palette.paper: found a value of the type `int`, expected a colour\n"
        '    hint: write `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`\n'
        "error: palette.glow: found `Color(red=300, green=0, blue=0, alpha=25…`, expected channels from 0 to 255"
    )


@pytest.mark.parametrize("colors", [3, "accent", ["accent"], [("accent", "#fff")]])
def test_colours_that_are_no_mapping_are_refused(statement: Theme, colors: object):
    with pytest.raises(RequestError, match="expected a mapping of names to colours"):
        statement.with_palette(colors)  # type: ignore[arg-type]


def test_contrast_is_checked_when_the_card_is_rendered(lay_out, statement: Theme):
    made: LocalCard = card()
    weak = statement.with_palette(ink=statement.color("paper"))
    problems = find_problems(lay_out(made, theme=weak), made, weak)
    assert "contrast" in {problem.kind for problem in problems}


def test_themes_with_different_fonts_are_not_equal(statement: Theme):
    assert replace(statement, fonts="/a") != replace(statement, fonts="/b")
    assert replace(statement, fonts="/a") == replace(statement, fonts="/a")


def test_every_field_of_a_theme_is_compared():
    assert [field.name for field in fields(Theme) if not field.compare] == []
