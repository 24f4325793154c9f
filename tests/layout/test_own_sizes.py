"""Sizes of one's own: themes draw the campaign's cards at other measures, or an error names a size that works."""

from __future__ import annotations

from itertools import product

import pytest

from factcards import SIZES, THEMES, SceneError, Size, check_scene, lay_out, make_card, read_cards

CARDS = read_cards("cards/end-sex-trafficking")
SHORT, LONG, PHOTO, CHART = "ninety-six-percent", "target-5-2", "the-review", "four-forms"
FLAWED = {("series", "a-powerful-tool")}
"""Cards that a theme refuses in the networks' landscape sizes too."""


def list_errors(name: str, size: str, theme: str) -> list[str]:
    """Return the errors of a campaign card in its set."""
    try:
        scene = lay_out(CARDS[name], size=size, theme=theme)
    except SceneError as error:
        return [problem.message for problem in error.problems]
    return [problem.message for problem in check_scene(scene) if problem.severity == "error"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", ["1080x608", "1500x500"])
def test_every_theme_draws_cards_in_wide_pictures(size: str, theme: str):
    assert {name: list_errors(name, size, theme) for name in (SHORT, LONG, PHOTO, CHART)} == {
        name: [] for name in (SHORT, LONG, PHOTO, CHART)
    }


@pytest.mark.sweep
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", ["1080x608", "1500x500", "1024x768"])
def test_every_theme_draws_every_card(size: str, theme: str):
    found = {name: errors for name in CARDS if (errors := list_errors(name, size, theme))}
    assert {name for name in found if (theme, name) not in FLAWED} == set()


@pytest.mark.parametrize("theme", ["statement", "contrast", "data", "photo"])
def test_four_themes_draw_a_fact_in_a_strip(theme: str):
    assert {name: list_errors(name, "970x250", theme) for name in (SHORT, "every-four-years")} == {
        SHORT: [], "every-four-years": [],
    }  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_the_error_of_a_small_picture_names_the_smallest_size_that_works(theme: str):
    *_, message = list_errors(SHORT, "300x250", theme)
    start = "300 × 250 pixels are too few for this card: the smallest size of this shape at which it fits has "
    assert message.startswith(start)
    width, height = map(int, message.removeprefix(start).split(" × "))
    assert width / height == pytest.approx(1.2, abs=0.01)
    assert 300 < width < 640
    scene = lay_out(CARDS[SHORT], size=f"{width}x{height}", theme=theme)
    assert (scene.width, scene.height) == (width, height)


@pytest.mark.parametrize("size", ["whatsapp-square", "800x800"])
def test_no_larger_size_is_named_for_words_that_fit_in_none(size: str):
    fact = "Bees dance to tell each other the way to flowers. " * 30
    long = make_card(language="en", fact=fact, source="Frisch, 1927", action="https://equalitynow.org/act")
    with pytest.raises(SceneError, match="the text does not fit") as raised:
        lay_out(long, size=size)
    assert [problem for problem in raised.value.problems if "smallest size" in problem.message] == []


def test_the_scale_of_the_networks_sizes_is_not_that_of_strips():
    assert all(size.width < 2 * size.height for size in SIZES)
    assert {Size("own", width=w, height=h).aspect for w, h in product((100, 400), repeat=2)} == {
        "square", "landscape", "tall",
    }  # fmt: skip
