"""The table of at most 256 colours: Pillow's own blends are the witness of each shade."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from factcards.draw.color_table import MAX_COLORS, MAX_ERROR, RGB, ColorTable, group_shades
from factcards.graphics.color import Color

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def blend_by_pillow(base: RGB, top: RGB, alpha: int) -> list[RGB]:
    """Return the colour of each coverage, 0 to 255, as the raster composites it."""
    mask = Image.frombytes("L", (256, 1), bytes(round(value * (alpha / 255)) for value in range(256)))
    row = Image.new("RGB", (256, 1), base)
    row.paste(Image.new("RGB", (256, 1), top), (0, 0), mask)
    return list(row.get_flattened_data())


def find_pairs() -> list[tuple[RGB, RGB, int]]:
    """Return pairs of colours with an alpha: extremes, and fifty by chance."""
    chosen = random.Random(16)
    drawn = [(tuple(chosen.choices(range(256), k=3)), tuple(chosen.choices(range(256), k=3))) for _ in range(50)]
    pairs = [(BLACK, WHITE), (WHITE, BLACK), (WHITE, WHITE), ((1, 2, 3), (3, 2, 1)), *drawn]
    return [(base, top, alpha) for base, top in pairs for alpha in (255, 128, 1)]


@pytest.mark.parametrize("tolerance", [0, MAX_ERROR])
def test_no_shade_differs_by_more_than_the_tolerance_from_the_blend(tolerance):
    for base, top, alpha in find_pairs():
        blends = blend_by_pillow(base, top, alpha)
        shades = group_shades(base, top, alpha, tolerance)
        assert [c for first, last, _ in shades for c in range(first, last + 1)] == list(range(1, 256))
        for first, last, color in shades:
            for blend in blends[first : last + 1]:
                assert max(abs(a - b) for a, b in zip(color, blend, strict=True)) <= tolerance
        assert shades[-1].color == blends[255], "full coverage is exact"


def test_the_most_contrast_needs_thirty_colours():
    shades = group_shades(WHITE, BLACK, 255, MAX_ERROR)
    assert len(shades) == 29 + 1
    assert len(group_shades((100, 100, 100), (120, 120, 120), 255, MAX_ERROR)) <= 4


def test_two_colours_have_the_same_shades_in_both_orders():
    table = ColorTable([BLACK, WHITE])
    forth = table.blend(0, Color(*WHITE))
    number = len(table.colors)
    back = table.blend(1, Color(*BLACK))
    assert len(table.colors) == number
    assert back[1:255] == forth[254:0:-1]


def test_only_shades_that_occur_are_added():
    table = ColorTable([BLACK])
    counts = [0] * 256
    counts[0] = counts[128] = counts[255] = 1
    indexes = table.blend(0, Color(*WHITE), counts=counts)
    assert table.colors == (BLACK, (131, 131, 131), WHITE), "one shade stands for the coverages 127 to 135"
    assert (indexes[0], indexes[128], indexes[255]) == (0, 1, 2)


def test_a_blend_over_a_blend_is_exact():
    table = ColorTable([BLACK])
    gray = table.blend(0, Color(*WHITE))[100]
    assert table.error(gray) == MAX_ERROR
    blends = blend_by_pillow(table.color(gray), (200, 30, 30), 255)
    found = table.blend(gray, Color(200, 30, 30), counts=[0] * 60 + [1] * 9 + [0] * 187)
    assert [table.color(found[c]) for c in range(60, 69)] == blends[60:69]


def test_a_full_table_says_so_and_its_copy_does_not_change_it():
    table = ColorTable([(i, 0, 0) for i in range(MAX_COLORS - 1)])
    copied = table.copy()
    assert copied.add((0, 0, 1)) == MAX_COLORS - 1
    assert not copied.is_full
    assert copied.add((0, 0, 2)) == 0
    assert copied.is_full
    assert not table.is_full
    assert len(table.colors) == MAX_COLORS - 1


def test_blends_over_blends_do_not_add_up_their_errors():
    table = ColorTable([BLACK])
    edge, true = table.blend(0, Color(*WHITE)), blend_by_pillow(BLACK, WHITE, 255)
    for coverage in range(0, 256, 5):
        exact = blend_by_pillow(true[coverage], (90, 0, 200), 255)
        copied = table.copy()
        for second in range(0, 256, 17):
            counts = [0] * 256
            counts[second] = 1
            found = copied.color(copied.blend(edge[coverage], Color(90, 0, 200), counts=counts)[second])
            assert max(abs(a - b) for a, b in zip(found, exact[second], strict=True)) <= MAX_ERROR
