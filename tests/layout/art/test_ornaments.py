"""Ornaments and backgrounds: position, mirroring, and a series line that continues across cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import (
    SHAPES,
    THEMES,
    card,
    group,
    mirrored,
    photo,
    pictures,
    right_to_left,
    shapes,
    texts,
    without_text,
)

from factcards.check import check_scene
from factcards.draw import draw_image
from factcards.graphics.color import Color, Gradient
from factcards.model.cards import Chart
from factcards.model.scene import Shape, walk_nodes
from factcards.read.themes.theme_reader import read_theme

INK, PAPER, FIELD = (0x17, 0x14, 0x2B), (0xFF, 0xF4, 0xEA), (0xFF, 0x4B, 0x1F)


@pytest.fixture(scope="module")
def theme():
    return lambda name: read_theme(str(THEMES / f"{name}.yaml"))


def station(index: int, total: int = 4, **more: object):
    return replace(card("Bees dance.", **more), index=index, total=total)


def column(image, x: int) -> list[int]:
    """Return the rows at which a column of pixels shows the line."""
    pixels = (image.getpixel((x, y)) for y in range(image.height))
    return [y for y, p in enumerate(pixels) if all(abs(a - b) < 90 for a, b in zip(p, INK, strict=True))]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_series_line_continues_at_the_same_height_on_the_next_card(lay_out, theme, assets, size, rtl, index):
    scenes = [
        lay_out((right_to_left if rtl else replace)(station(i)), size, theme("station")) for i in (index, index + 1)
    ]
    here, there = (draw_image(scene, assets).convert("RGB") for scene in scenes)
    leaves, enters = (column(here, 0 if rtl else here.width - 1), column(there, there.width - 1 if rtl else 0))
    middle = [[y for y in rows if 0.4 * here.height < y < 0.8 * here.height] for rows in (leaves, enters)]
    assert len(middle[0]) > 40
    assert abs(middle[0][0] - middle[1][0]) <= 1
    assert abs(middle[0][-1] - middle[1][-1]) <= 1


def test_series_line_begins_on_the_first_card_and_ends_on_the_last(lay_out, theme, assets):
    first, last = (draw_image(lay_out(station(i), theme=theme("station")), assets).convert("RGB") for i in (0, 3))
    assert not column(first, 2)
    assert not column(last, last.width - 3)
    lone = draw_image(lay_out(station(0, 1), theme=theme("station")), assets).convert("RGB")
    assert not column(lone, 2)
    assert not column(lone, lone.width - 3)


@pytest.mark.parametrize("rtl", [False, True])
def test_number_is_upright_in_the_middle_of_its_marker(lay_out, theme, rtl):
    plain = station(1)
    scene = lay_out(right_to_left(plain) if rtl else plain, theme=theme("station"))
    (number,) = texts(scene, "number")
    assert number.line.text == "2"
    accent = Color(0x0B, 0x4F, 0xB3)
    disc = max((s.path.bounds() for s in shapes(scene) if s.fill == accent), key=lambda r: r.height)
    ink = number.ink_rect()
    assert ink.x + ink.width / 2 == pytest.approx(disc.x + disc.width / 2, abs=1)
    assert ink.y + ink.height / 2 == pytest.approx(disc.y + disc.height / 2, abs=1)
    assert (disc.x + disc.width / 2 < 540) != rtl
    assert not [p for p in check_scene(scene) if p.severity == "error"]


def test_alternating_colours_repeat_after_the_last_one(lay_out, theme):
    backgrounds = [shapes(lay_out(station(i, 6), theme=theme("station")))[0].fill for i in range(6)]
    assert len(set(backgrounds[:4])) == 4
    assert backgrounds[4:] == backgrounds[:2]


def test_there_is_a_dot_per_card_and_that_of_this_card_is_longer(lay_out, theme):
    def dots(scene):
        return [s.path.bounds() for s in shapes(scene) if s.path.bounds().height == 16]

    found = dots(lay_out(station(2, 5), theme=theme("station")))
    assert [r.width for r in found] == [16, 16, 44, 16, 16]
    assert found[-1].right == 1080 - 72
    assert dots(lay_out(station(0, 1), theme=theme("station"))) == []
    assert dots(lay_out(station(0, 40), theme=theme("station"))) == []


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("name", ["station", "poster", "plain"])
def test_ornaments_are_mirrored_exactly(lay_out, theme, name, size):
    plain = replace(card("Bees dance.", chart=Chart(0.9)), index=1, total=3)
    ltr, rtl = (lay_out(c, size, theme(name)) for c in (plain, right_to_left(plain)))
    def boxes(scene):
        # codes and brands move but are not mirrored
        unmirrored = {id(n) for role in ("code", "brand") for n in group(scene, role).nodes}
        return [n for _, n in walk_nodes(without_text(scene.nodes)) if isinstance(n, Shape) and id(n) not in unmirrored]

    there, here = boxes(rtl), boxes(ltr)
    assert len(there) == len(here) > 2
    for one, other in zip(here, there, strict=True):
        a, b = mirrored(one.path.bounds(), ltr.width), other.path.bounds()
        assert (a.x, a.y, a.width, a.height) == pytest.approx((b.x, b.y, b.width, b.height), abs=1e-6)


@pytest.mark.parametrize(("share", "rows"), [(0.96, 54), (0.9, 135), (1.0, 0), (0.5, 0), (None, 0)])
def test_strip_covers_the_remainder_of_its_share(lay_out, theme, assets, share, rows):
    plain = card("Bees dance.", chart=Chart(share) if share else None)
    picture = draw_image(lay_out(plain, theme=theme("poster")), assets).convert("RGB")
    column = [picture.getpixel((540, y)) for y in range(300)]
    assert column.count(PAPER) == rows
    assert column[rows] == FIELD


def test_strip_beside_a_column_covers_its_fraction_of_the_width(lay_out, theme, assets):
    plain = card("Bees dance.", chart=Chart(0.96))
    for one, across in ((plain, range(1599, 1299, -1)), (right_to_left(plain), range(300))):
        picture = draw_image(lay_out(one, "x-landscape", theme("poster")), assets).convert("RGB")
        assert [picture.getpixel((x, 20)) for x in across].count(PAPER) == 64


def test_a_gradient_begins_at_the_start(lay_out, theme):
    plain = card("Bees dance.")
    ltr, rtl = (shapes(lay_out(c, theme=theme("plain")))[0].fill for c in (plain, right_to_left(plain)))
    assert isinstance(ltr, Gradient)
    assert (ltr.start, ltr.end) == ((0, 0), (1080, 1350))
    assert (rtl.start, rtl.end) == ((1080, 0), (0, 1350))
    assert ltr.stops == rtl.stops


def test_round_corners_show_the_background(lay_out, theme, assets):
    scene = lay_out(card("Bees dance."), theme=theme("plain"))
    foot = next(s for s in shapes(scene) if s.path.verbs == "MLCLCLCLCZ")
    box, picture = foot.path.bounds(), draw_image(scene, assets).convert("RGB")
    assert (box.x, box.right, box.bottom) == (0, 1080, 1350)
    paper = (0xFB, 0xF5, 0xEC)
    assert picture.getpixel((1, int(box.y) + 1)) != paper
    assert picture.getpixel((40, int(box.y) + 1)) == paper
    (rect, other) = foot.path.filled_rects()
    assert all(picture.getpixel((int(r.x) + 1, int(r.y) + 1)) == paper for r in (rect, other))


def test_a_code_on_a_plate_with_round_corners_is_judged_by_its_plate(lay_out, theme):
    scene = lay_out(card("Bees dance."), theme=theme("poster"))
    assert not [p for p in check_scene(scene) if p.field == "code"]
    assert group(scene, "code").ground.darkest > 0.8


@pytest.mark.parametrize("size", SHAPES)
def test_photograph_shrinks_for_text_that_needs_the_space(lay_out, theme, tmp_path, size):
    image = photo(tmp_path, (3000, 3000))
    heights = []
    for count in (1, 5 if size == "instagram-square" else 8):
        plain = card("Bees dance where they found the flowers. " * count, image=image)
        heights.append(pictures(lay_out(plain, size, theme("half")))[0].area)
    few, many = ((r.width if size == "x-landscape" else r.height) for r in heights)
    whole = 1600 * 0.43 if size == "x-landscape" else {"instagram-square": 1080, "story": 1920}.get(size, 1350) * 0.47
    assert few == pytest.approx(whole, abs=1)
    assert (many < few) == (size != "x-landscape"), "there the theme gives it one share"


def test_tab_is_as_wide_as_its_figure_and_overlaps_the_seam(lay_out, theme, tmp_path):
    plain = card("Bees dance.", headline="96%", image=photo(tmp_path, (2000, 2000)))
    portrait, wide = (lay_out(plain, size, theme("half")) for size in ("instagram-portrait", "x-landscape"))
    for scene in (portrait, wide):
        seen = pictures(scene)[0].area
        first, last = texts(scene, "headline")[0].ink_rect(), texts(scene, "headline")[-1].ink_rect()
        fields = [s.path.bounds() for s in shapes(scene) if s.fill == Color(0xFF, 0xD4, 0x47)]
        tab = next(r for r in fields if r.contains(first) and r.width < scene.width * 0.9)
        pads = (72, 56) if scene is portrait else (48, 48)
        reach = 0 if scene is portrait else 254
        assert (first.x - tab.x, tab.right - last.right - reach) == pytest.approx(pads, abs=4)
        assert seen.intersects(tab)
    assert pictures(wide)[0].area.right - next(
        s.path.bounds().x for s in shapes(wide) if s.path.bounds().x == pictures(wide)[0].area.right - 254
    ) == 254
