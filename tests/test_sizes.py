"""The table of sizes, held against the facts of the networks (2025-26), copied here by hand."""

from __future__ import annotations

import pytest

from factcards.geometry import Insets, Rect
from factcards.sizes import ASPECTS, SIZES, find_size

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
}


def test_the_table_is_the_networks_own():
    found = {
        s.name: (s.platform, s.width, s.height, (s.safe.top, s.safe.end, s.safe.bottom, s.safe.start)) for s in SIZES
    }
    assert found == FACTS
    assert [s.name for s in SIZES] == list(FACTS), "the order in which `factcards sizes` shows them"


def test_a_storys_clear_part_follows_from_its_shares():
    story = find_size("story")
    assert story.safe.top >= 0.14 * 1920
    assert story.safe.bottom >= 0.197 * 1920
    assert story.safe_area == Rect(0, 270, 1080, 1270)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: s.name)
def test_a_size_is_composed_in_the_shape_of_what_survives(size):
    assert size.aspect in ASPECTS
    area = size.safe_area
    ratio = area.width / area.height if size.name == "open-graph" else size.width / size.height
    expected = "landscape" if ratio > 1.2 else "square" if ratio > 0.9 else "portrait" if ratio > 0.62 else "tall"
    assert size.aspect == expected


@pytest.mark.parametrize("size", SIZES, ids=lambda s: s.name)
def test_a_reference_pixel_is_that_of_the_whole_picture(size):
    """A wide picture is seen at a smaller scale than a tall one; a square within it at one smaller still."""
    wide = size.name in ("x-landscape", "mastodon", "facebook-landscape", "linkedin-landscape")
    expected = 0.6 if size.name == "open-graph" else size.width / (1600 if wide else 1080)
    assert size.unit == pytest.approx(expected)


def test_the_safe_area_is_what_the_insets_leave():
    assert find_size("instagram-square").safe_area == Rect(135, 0, 810, 1080)
    assert find_size("x-landscape").safe == Insets()


def test_an_unknown_size_is_a_key_error():
    with pytest.raises(KeyError):
        find_size("myspace")
