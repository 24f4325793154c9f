"""Extreme themes: cards that draw too much are refused, and no space is divided by zero."""

from __future__ import annotations

import pytest
from support.cards import card, photo

from factcards.errors import ReadError, SceneError
from factcards.layout.drawing_limits import (
    MAX_DRAWN,
    MAX_PANES,
    MAX_PHOTOS,
    MAX_REPEATED_CHARACTERS,
    MAX_SHRINKING_DEPTH,
)
from factcards.layout.flow.measure import distribute
from factcards.read.themes.theme_reader import read_theme
from factcards.read.themes.theme_schema import MAX_STOPS

_HEAD = """
palette: {paper: "#FBF5EC", ink: "#1D1B20", red: "#A8321F"}
faces: {Latn: {family: Archivo}}
types: {words: {weight: 500, strong: 700, leading: 1.2, as: words}, small: {weight: 500, leading: 1.3, as: small}}
"""
_NEEDED = """{column: {ground: paper, pad: [72], gap: 60, parts: [
    {words: {slot: words, style: words, size: [24, 40], fit: words, color: ink}},
    {words: {slot: source, style: small, size: [24, 30], lines: 3, color: ink}},
    {code: {module: 4, ink: ink, paper: paper}}]}}
"""
_WORDS = "{words: {slot: words, style: words, size: [8, 900], fit: lines, lines: 99, color: ink}}"


@pytest.fixture
def find_error(tmp_path, lay_out):
    """Return a function that lays out a card with some parts below the needed text, and returns the error or ""."""

    def lay(parts, made=None, grounds="", named=""):
        path = tmp_path / "t.yaml"
        layouts = f"layouts: {{other: {{layers: [{parts}, {_NEEDED}]}}}}\n"
        path.write_text(f"{_HEAD}grounds: {{{grounds}}}\nparts: {{none: {{space: {{}}}}{named}}}\n{layouts}")
        try:
            lay_out(made or card("Words of a fact."), "instagram-square", read_theme(str(path)))
        except (ReadError, SceneError) as error:
            return str(error)
        return ""

    return lay


def _times(part, count):
    return ", ".join([part] * count)


@pytest.mark.parametrize(
    "part",
    [
        "{disc: {diameter: 900, color: red, opacity: 0.5}}", "{rule: {thickness: 900, color: red}}",
        "{space: {ground: red, grow: 1, radius: 400}}", "{space: {ground: dusk, grow: 1}}",
        "{polygon: {color: red, points: [[0, 0], [1, 0], [0, 1]]}}",
    ],
)  # fmt: skip
def test_drawn_parts_are_counted_after_parts_are_expanded(find_error, part):
    named = f", many: {{layers: [{_times(part, 99)}]}}"
    dusk = "dusk: {toward: bottom, stops: [[0, ink], [1, red]]}"
    assert find_error(_times("{use: many}", 4), named=named, grounds=dusk) == ""
    refused = find_error(_times("{use: many}", 5), named=named, grounds=dusk)
    assert f"drawn parts on this card, expected {MAX_DRAWN} at most" in refused


def test_panes_and_photographs_are_limited(find_error, tmp_path):
    panes = "{panes: {columns: 2, rows: 2, cell: [0.1, 0.1], at: [0, 0], gap: 0.1, color: red, opacity: [0.5, 0.5]}}"
    assert f"expected {MAX_PANES} at most" in find_error(_times(panes, MAX_PANES + 1))
    made = card("Words of a fact.", image=photo(tmp_path))
    assert find_error(_times("{photo: {}}", MAX_PHOTOS), made) == ""
    assert f"expected {MAX_PHOTOS} at most" in find_error(_times("{photo: {}}", MAX_PHOTOS + 1), made)
    assert find_error(_times("{photo: {}}", MAX_PHOTOS + 1)) == "", "a card without a photograph"


def test_repeated_text_is_limited(find_error):
    assert f"repeated characters on this card, expected {MAX_REPEATED_CHARACTERS:,} at most" in find_error(
        _times(_WORDS, 290), card("Words of a fact. " * 40)
    )


@pytest.mark.parametrize(
    "part",
    [
        "{photo: {shape: disc, diameter: 99999}}", "{photo: {overlap: [99999]}}",
        "{column: [{photo: {length: 99999}}]}",
    ],
)  # fmt: skip
def test_a_photograph_much_larger_than_the_card_is_refused(find_error, tmp_path, part):
    assert "the theme makes the photograph" in find_error(part, card("Words of a fact.", image=photo(tmp_path)))


def test_nested_stacks_that_shrink_are_limited(find_error):
    named = ", p0: {column: [" + _WORDS.replace("fit: lines, lines: 99", "fit: words") + "]}"
    named += "".join(
        f", p{i}: {{row: [{{space: {{share: [0.01, 0.02]}}}}, {{use: p{i - 1}}}]}}" for i in range(1, 9)
    )
    assert "8 nested stacks with parts that shrink" in find_error("{use: p8}", named=named)
    assert "nested stacks" not in find_error(f"{{use: p{MAX_SHRINKING_DEPTH}}}", named=named)


def test_stops_of_a_gradient_are_limited(find_error):
    stops = ", ".join(f"[{i / MAX_STOPS:.3f}, ink]" for i in range(MAX_STOPS + 1))
    assert f"found {MAX_STOPS + 1} stops, expected 2 to {MAX_STOPS}" in find_error(
        "{space: {ground: g}}", grounds=f"g: {{toward: bottom, stops: [{stops}]}}"
    )


@pytest.mark.parametrize(
    "part",
    [
        "{row: [{space: {grow: 1, share: [0.1, 0.5]}}]}", "{column: [{space: {share: [0.1, 0.5], grow: 1}}]}",
        "{row: [{space: {grow: 99999}}, {words: {slot: source, style: small, size: [8, 30], color: ink}}]}",
        "{row: [{row: {hug: true, parts: [" + _WORDS + "]}}, {row: {hug: true, parts: [" + _WORDS + "]}}]}",
        "{words: {slot: brand, style: small, size: [8, 100000], lines: 1, color: ink}}",
        "{row: {pad: [0, 9999], parts: [" + _WORDS + "]}}",
    ],
)  # fmt: skip
def test_space_is_never_divided_by_zero(find_error, part):
    assert isinstance(find_error(part), str)


def test_extreme_weights_share_the_space_without_loss():
    assert distribute(100, [1e-9, 1e9]) == [0, 100]
    assert sum(distribute(100, [1e9, 1e-9])) == 100
