"""The table of sizes, compared with the networks' own facts (2025-26), copied here by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcards.graphics.geometry import Insets, Rect
from factcards.model.sizes import (
    ASPECTS,
    SIZES,
    Size,
    explain_unusable_size,
    find_size,
    list_larger_sizes,
    parse_measures,
    resolve_size,
)

# name: platform, pixels, (top, end, bottom, start) that apps cover or crop
FACTS = {
    "instagram-portrait": ("instagram", 1080, 1350, (0, 34, 0, 34)),  # 1012 wide survive the 3:4 grid
    "instagram-square": ("instagram", 1080, 1080, (0, 135, 0, 135)),  # 810 wide survive the 3:4 grid
    "instagram-tall": ("instagram", 1080, 1440, (0, 0, 0, 0)),
    "story": ("story", 1080, 1920, (270, 0, 380, 0)),  # 14 % of the top and 20 % of the bottom
    "x-landscape": ("x", 1600, 900, (0, 0, 0, 0)),
    "facebook-landscape": ("facebook", 1200, 630, (0, 0, 0, 0)),
    "linkedin-landscape": ("linkedin", 1200, 627, (0, 0, 0, 0)),
    "open-graph": ("web", 1200, 630, (0, 285, 0, 285)),  # square previews show the middle 630 × 630
    "whatsapp-square": ("whatsapp", 800, 800, (0, 0, 0, 0)),
    "pinterest": ("pinterest", 1000, 1500, (0, 0, 0, 0)),
    "threads": ("threads", 1080, 1350, (0, 0, 0, 0)),
    "bluesky": ("bluesky", 1080, 1350, (0, 0, 0, 0)),
    "mastodon": ("mastodon", 1600, 900, (0, 0, 0, 0)),
    # paper at 300 pixels an inch, both bleeds included; 4 mm are 47.2 pixels
    "a4": ("print", 2551, 3579, (48, 48, 48, 48)),
    "a5": ("print", 1819, 2551, (48, 48, 48, 48)),
    "a6": ("print", 1311, 1819, (48, 48, 48, 48)),
    "letter": ("print", 2625, 3375, (48, 48, 48, 48)),
    "postcard-6x4": ("print", 1875, 1275, (48, 48, 48, 48)),
}


def test_the_table_matches_the_networks_facts():
    found = {
        s.name: (s.platform, s.width, s.height, (s.safe.top, s.safe.end, s.safe.bottom, s.safe.start)) for s in SIZES
    }
    assert found == FACTS
    assert [s.name for s in SIZES] == list(FACTS), "the order in which `factcards sizes` lists them"


def test_a_storys_safe_area_follows_from_its_covered_shares():
    story = find_size("story")
    assert story.safe.top >= 0.14 * 1920
    assert story.safe.bottom >= 0.197 * 1920
    assert story.safe_area == Rect(0, 270, 1080, 1270)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: s.name)
def test_a_size_has_the_aspect_of_its_uncropped_area(size):
    assert size.aspect in ASPECTS
    area = size.safe_area
    ratio = area.width / area.height if size.name == "open-graph" else size.width / size.height
    expected = "landscape" if ratio > 1.2 else "square" if ratio > 0.9 else "portrait" if ratio > 0.62 else "tall"
    assert size.aspect == expected


@pytest.mark.parametrize("size", SIZES, ids=lambda s: s.name)
def test_a_reference_pixel_depends_on_the_whole_picture(size):
    """A wide picture is seen at a smaller scale than a tall one; a square within it at one smaller still."""
    wide = size.name in ("x-landscape", "mastodon", "facebook-landscape", "linkedin-landscape", "postcard-6x4")
    width = TRIMMED[size.name][0] if size.name in TRIMMED else size.width
    expected = 0.6 if size.name == "open-graph" else width / (1600 if wide else 1080)
    assert size.unit == pytest.approx(expected)


def test_the_safe_area_is_the_size_minus_the_insets():
    assert find_size("instagram-square").safe_area == Rect(135, 0, 810, 1080)
    assert find_size("x-landscape").safe == Insets()


# pixels and millimetres after the cut, and the bleed in millimetres
TRIMMED = {
    "a4": (2480, 3508, 210, 297, 3), "a5": (1748, 2480, 148, 210, 3), "a6": (1240, 1748, 105, 148, 3),
    "letter": (2550, 3300, 215.9, 279.4, 3.175), "postcard-6x4": (1800, 1200, 152.4, 101.6, 3.175),
}  # fmt: skip


@pytest.mark.parametrize("name", TRIMMED)
def test_paper_has_its_size_after_the_cut_and_the_bleed_around_it(name: str):
    size, (width, height, wide, high, bleed) = find_size(name), TRIMMED[name]
    assert (size.trim.width, size.trim.height, size.dpi) == (width, height, 300)
    assert width / 300 * 25.4 == pytest.approx(wide, abs=0.1)
    assert height / 300 * 25.4 == pytest.approx(high, abs=0.1)
    around = (size.trim.x, size.trim.y, size.width - size.trim.right, size.height - size.trim.bottom)
    assert all(pixels / 300 * 25.4 == pytest.approx(bleed, abs=0.06) for pixels in around)
    assert size.safe_area.x - size.trim.x >= 4 / 25.4 * 300


def test_a_screen_has_no_bleed():
    assert all(s.trim == Rect(0, 0, s.width, s.height) for s in SIZES if not s.dpi)


def test_an_unknown_size_is_a_key_error():
    with pytest.raises(KeyError):
        find_size("myspace")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"width": "900"}, "found a value of the type `str` as `width`, expected a whole number"),
        ({"height": 900.0}, "found a value of the type `float` as `height`, expected a whole number"),
        ({"width": True}, "found a value of the type `bool` as `width`, expected a whole number"),
        ({"safe": (10, 10, 10, 10)},
         "found a value of the type `tuple` as `safe`, expected `Insets(top=…, end=…, bottom=…, start=…)`"),
        ({"safe": Insets(end="10")}, "found a value of the type `str` as `safe.end`, expected a number"),
        ({"safe": Insets(top=-4)},
         "found Insets(top=-4, end=0, bottom=0, start=0) as `safe`, expected distances of at least 0"),
        ({"bleed": float("nan")}, "found `nan` as `bleed`, expected a number of at least 0"),
        ({"scale": None}, "found a value of the type `NoneType` as `scale`, expected a number"),
        ({"dpi": -1}, "found `-1` as `dpi`, expected a number of at least 0"),
        ({"aspect": None}, "found a value of the type `NoneType` as `aspect`, expected text"),
        ({"platform": 5}, "found a value of the type `int` as `platform`, expected text"),
        ({"name": 5}, "found a value of the type `int` as `name`, expected text"),
        ({"width": 0}, "found 0 × 900 pixels, expected whole numbers from 1 to 8,192"),
    ],
)
def test_a_size_of_ones_own_with_a_wrong_value_is_refused(changes, message):
    size = replace(Size("mine", "web", "square", 900, 900), **changes)
    assert explain_unusable_size(size) == message
    assert [explain_unusable_size(one) for one in SIZES] == [""] * len(SIZES)


def test_a_size_of_ones_own_has_the_layout_of_its_ratio():
    assert [Size("own", width=width, height=1000).aspect for width in (250, 620, 621, 900, 901, 1200, 1201, 4000)] == [
        "tall", "tall", "portrait", "portrait", "square", "square", "landscape", "landscape",
    ]  # fmt: skip
    assert all(replace(size, aspect="").aspect == size.aspect for size in SIZES if size.name != "open-graph")   # type: ignore[arg-type]
    assert Size("own", width=1080, height=608).platform == "web"


@pytest.mark.parametrize(
    ("width", "height", "unit"),
    [(1080, 608, 0.675), (1024, 768, 0.64), (1000, 850, 1000 / 1080), (1500, 500, 500 / 832), (970, 250, 0.4),
     (300, 75, 300 / 1600)],
)  # fmt: skip
def test_a_flat_picture_has_a_smaller_scale(width: int, height: int, unit: float):
    assert Size("own", width=width, height=height).unit == pytest.approx(unit)


@pytest.mark.parametrize("text", ["1080x608", "1080×608", "1080 x 608", "1080X608", "01080x0608"])
def test_measures_are_a_size(text: str):
    assert parse_measures(text) == Size("1080x608", "web", "landscape", 1080, 608)


@pytest.mark.parametrize("text", ["", "1080", "x608", "1080x608px", "-1080x608", "1080x608.5", "1e3x608", "1080*608"])
def test_other_text_is_no_measures(text: str):
    assert parse_measures(text) is None
    assert resolve_size(text) is None


def test_a_name_is_that_of_a_known_size_or_of_ones_own():
    own = Size("pinboard", width=1200, height=900)
    assert resolve_size("story", [own]) == find_size("story")
    assert resolve_size("pinboard", [own]) == own
    assert resolve_size("pinboard") is None


def test_larger_sizes_have_the_same_shape_and_layout():
    size = Size("own", width=300, height=250, safe=Insets(top=10))
    assert list_larger_sizes(size, 1.5, 1) == [Size("own", width=450, height=375, safe=Insets(top=15))]
    assert {one.aspect for one in list_larger_sizes(size, 1.05, 30)} == {"square"}
    assert all(one.width <= 1.2 * one.height for one in list_larger_sizes(size, 1.05, 30))
    assert list_larger_sizes(Size("own", width=8000, height=5000), 1.05, 9) == []
