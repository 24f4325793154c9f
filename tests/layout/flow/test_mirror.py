"""A right-to-left card mirrors the boxes of its left-to-right twin, but not their contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.cards import SHAPES, THEMES, card, group, mirrored, photo, pictures, right_to_left, roles, shapes, texts

from factcards.graphics.color import Gradient, Paint
from factcards.graphics.geometry import Rect, bounding_box
from factcards.model.scene import Group, Link, Scene, Shape, Text, code_shape, walk_groups, walk_nodes
from factcards.model.sizes import SIZES
from factcards.read.themes.theme_reader import list_theme_names, read_theme

SIZE_BY_NAME = {s.name: s for s in SIZES}

CARDS = {
    "figure": {"headline": "96%"},
    "words-headline": {"headline": "$99 billion"},
    "alone": {},
    "story": {
        "kind": "story",
        "headline": "9 August 2017",
        "words": "The bees left at dawn.\n\nNobody knew where to.",
    },
    "nothing-else": {"brand": None, "source": None, "call": ""},
}


@pytest.fixture(params=list_theme_names())
def theme(request):
    return read_theme(request.param)


@pytest.fixture(params=CARDS)
def twins(request, lay_out, theme):
    def make(size: str) -> tuple[Scene, Scene]:
        made = card(**CARDS[request.param])
        return lay_out(made, size, theme), lay_out(right_to_left(made), size, theme)

    return make


def inks_of(group: Group) -> Iterator[Rect]:
    return (n.ink_rect() for _, n in walk_nodes(group.nodes) if isinstance(n, Text) and n.line.runs)


def near(first: Rect, second: Rect, slack: float = 1.0) -> bool:
    return first.contains(second, slack) and second.contains(first, slack)


def mirrored_paint(paint: Paint, width: float) -> Paint:
    """Return a paint as it is in the card of the other direction."""
    if not isinstance(paint, Gradient):
        return paint
    start, end = ((width - x, y) for x, y in (paint.start, paint.end))
    return replace(paint, start=start, end=end)


@pytest.mark.parametrize("size", SHAPES)
def test_every_group_is_mirrored(twins, size):
    ltr, rtl = twins(size)
    assert roles(ltr) == roles(rtl)
    for here, there in zip(walk_groups(ltr.nodes), walk_groups(rtl.nodes), strict=True):
        if here.role == "number":   # it is in the middle of its station, which is an ornament
            assert near(mirrored(bounding_box(inks_of(here)), ltr.width), bounding_box(inks_of(there)), 1.5)
            continue
        assert here.area is not None
        assert there.area is not None
        assert near(mirrored(here.area, ltr.width), there.area, 0), here.role


@pytest.mark.parametrize("size", SHAPES)
def test_every_lines_ink_is_aligned_with_the_other_margin(twins, size):
    ltr, rtl = twins(size)
    assert texts(ltr)
    for here, there in zip(texts(ltr), texts(rtl), strict=True):
        assert (here.line.text, here.size, here.origin.y) == (there.line.text, there.size, there.origin.y)
    for here, there in zip(walk_groups(ltr.nodes), walk_groups(rtl.nodes), strict=True):
        inks, others = list(inks_of(here)), list(inks_of(there))
        if len(inks) > 1 and here.role == "headline":   # the parts of a figure are not mirrored, see below
            inks, others = [bounding_box(inks)], [bounding_box(others)]
        for ink, other in zip(inks, others, strict=True):   # a round stroke passes the margin by 0.5 % of its size
            assert here.role == "brand" or near(mirrored(ink, ltr.width), other, 1 + 0.006 * ink.height), here.role


@pytest.mark.parametrize("size", SHAPES)
def test_backgrounds_and_ornaments_are_mirrored(twins, size):
    ltr, rtl = twins(size)
    unmirrored = ("brand", "fact", "story")   # a brand and underlines are placed with their letters
    pairs = list(zip(*([n for r, n in walk_nodes(scene.nodes) if isinstance(n, Shape) and r not in unmirrored]
                       for scene in (ltr, rtl)), strict=True))  # fmt: skip
    assert len(pairs) >= 2
    for here, there in pairs:
        assert mirrored_paint(here.fill, ltr.width) == there.fill
        assert near(mirrored(here.path.bounds(), ltr.width), there.path.bounds(), 1e-6)


@pytest.mark.parametrize("size", SHAPES)
def test_gradients_are_mirrored(lay_out, size):
    theme = read_theme(str(THEMES / "plain.yaml"))
    ltr, rtl = ([s.fill for s in shapes(lay_out(c, size, theme))] for c in (card(), right_to_left(card())))
    assert any(isinstance(fill, Gradient) for fill in ltr)
    assert [mirrored_paint(fill, SIZE_BY_NAME[size].width) for fill in ltr] == rtl


@pytest.mark.parametrize("size", SHAPES)
def test_a_code_moves_and_is_not_mirrored(twins, size):
    codes = []
    for scene in twins(size):
        found = group(scene, "code")
        path = code_shape(found).path
        corner = path.bounds()
        assert path.rects()
        codes.append([(r.x - corner.x, r.y - corner.y, r.width, r.height) for r in path.rects()])
        links = [n for _, n in walk_nodes(scene.nodes) if isinstance(n, Link)]
        assert [link.area for link in links] == [found.area]
    assert codes[0] == codes[1]


def test_a_figure_runs_left_to_right_in_both_directions(lay_out):
    made = card(headline="-96%")
    ltr, rtl = (texts(lay_out(c), "headline") for c in (made, right_to_left(made)))
    for parts in (ltr, rtl):
        assert [t.line.text for t in parts] == ["-", "96", "%"]
        assert parts[0].origin.x < parts[1].origin.x < parts[2].origin.x
    assert 0 <= rtl[-1].ink_rect().right - (1080 - 72) <= 0.006 * rtl[1].size + 1, "its ink has overshoot at the margin"


@pytest.mark.parametrize("size", SHAPES)
def test_a_brand_moves_as_a_whole_and_is_not_mirrored(lay_out, size):
    signs = []
    for made in (card(), right_to_left(card())):
        brand = group(lay_out(made, size), "brand")
        parts = [n.path.bounds() if isinstance(n, Shape) else n.ink_rect() for _, n in walk_nodes(brand.nodes)]
        signs.append((min(p.x for p in parts), max(p.right for p in parts), [p.x - parts[0].x for p in parts]))
    (left, right, order), (left_rtl, right_rtl, order_rtl) = signs
    width = SIZE_BY_NAME[size].width
    assert (left_rtl, right_rtl) == (pytest.approx(width - right, abs=1.5), pytest.approx(width - left, abs=1.5))
    assert order == pytest.approx(order_rtl, abs=1)


@pytest.mark.parametrize("size", SHAPES)
def test_a_photograph_changes_sides_and_is_not_mirrored(lay_out, tmp_path, size):
    made = card("The bees left at dawn.", kind="story", image=photo(tmp_path))
    ltr, rtl = lay_out(made, size), lay_out(right_to_left(made), size)
    (here,), (there,) = pictures(ltr), pictures(rtl)
    assert there.area == mirrored(here.area, ltr.width)
    assert (there.crop.width, there.crop.height, there.crop.y) == (here.crop.width, here.crop.height, here.crop.y)
    assert there.area.width > 0, "a negative width would turn the picture over"
    assert there.crop.x == pytest.approx(1600 - here.crop.right), "its middle stays in the middle of what shows"


@pytest.mark.parametrize("size", [s.name for s in SIZES])
def test_both_directions_use_whole_pixels(lay_out, size):
    made = card(headline="96%", words="Short words.")
    for scene in (lay_out(made, size), lay_out(right_to_left(made), size)):
        assert texts(scene)
        assert shapes(scene)
        for text in texts(scene):
            assert text.origin.x == int(text.origin.x)
            assert text.origin.y == int(text.origin.y)
            assert text.size == int(text.size)
        for shape in shapes(scene):
            for rect in shape.path.rects() or ():
                assert all(v == int(v) for v in (rect.x, rect.y, rect.width, rect.height))
        for found in walk_groups(scene.nodes):
            area = found.area
            assert area is not None
            assert all(v == int(v) for v in (area.x, area.y, area.width, area.height)), found.role
