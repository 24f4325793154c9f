"""Codes on cards: the theme's preferred size, smaller for longer links, refused with the length that would fit."""

from __future__ import annotations

import re

import pytest
from support.cards import SHAPES, THEMES, card, group, right_to_left

from factcards.check import check_scene, code_area, module_size
from factcards.errors import SceneError
from factcards.graphics.color import Color
from factcards.graphics.geometry import Rect
from factcards.layout import lay_out_card
from factcards.layout.boxes import Box
from factcards.layout.codes.code_boxes import CodeExtent, fit_code
from factcards.layout.codes.qr import make_code
from factcards.model.scene import Link, Shape
from factcards.model.sizes import SIZES, Size
from factcards.model.theme_parts import CodePart, PartFrame
from factcards.read.themes.theme_reader import read_theme

PREFERRED = {"instagram-portrait": 7, "instagram-square": 6, "story": 7, "x-landscape": 11}


def link_of(length: int) -> str:
    return ("https://example.org/" + "a/" * 600)[:length]


@pytest.mark.parametrize("size", SHAPES)
def test_a_short_link_has_the_modules_that_the_theme_prefers(lay_out, size):
    code = group(lay_out(card(), size), "code")
    assert module_size(code) == PREFERRED[size]
    assert code_area(code) == code.area, "without a plate the dark modules align with the margin"
    assert code_area(code).width == 29 * PREFERRED[size]


@pytest.mark.parametrize("size", [s.name for s in SIZES])
def test_modules_have_six_pixels_if_the_text_is_short(lay_out, size):
    assert module_size(group(lay_out(card("Few words."), size), "code")) >= 6


@pytest.mark.parametrize("size", SHAPES)
def test_a_longer_link_has_smaller_modules_until_it_is_refused(lay_out, size):
    modules = []
    for length in range(30, 1200, 80):
        try:
            scene = lay_out(card(url=link_of(length)), size)
        except SceneError as refused:
            (problem,) = refused.problems
            break
        assert not [p for p in check_scene(scene) if p.severity == "error"]
        modules.append(module_size(group(scene, "code")))
    assert modules == sorted(modules, reverse=True)
    assert modules[0] == PREFERRED[size]
    assert modules[-1] in (4, 5)
    assert (problem.severity, problem.field) == ("error", "action.url")
    assert problem.hint == "use a short link that redirects to the long one"
    found = re.fullmatch(
        r"the link of ([\d,]+) characters makes a code too fine to scan: (\d+) characters would fit", problem.message
    )
    assert found
    assert int(found[1].replace(",", "")) == length
    lay_out(card(url=link_of(int(found[2]))), size)
    with pytest.raises(SceneError):
        lay_out(card(url=link_of(int(found[2]) + 1)), size)


def test_a_picture_too_small_for_any_code_says_so(assets, statement):
    tiny = Size("tiny", "web", "square", 200, 200)
    with pytest.raises(SceneError) as refused:
        lay_out_card(card(url="https://example.org/act"), statement, tiny, assets)
    assert [str(problem) for problem in refused.value.problems if problem.kind == "code"] == [
        "error: action.url: the code of any link would be too fine to scan here\n    hint: render a larger picture",
        "error: 200 × 200 pixels are too few for this card: the smallest size of this shape at which it fits has "
        "282 × 282\n    hint: render a larger picture",
    ]


def test_a_link_that_no_code_can_hold_is_refused_with_the_maximum(lay_out):
    with pytest.raises(SceneError) as refused:
        lay_out(card(url=link_of(1000) + "b" * 2000))
    assert str(refused.value) == (
        "error: action.url: the link has 3,000 characters, expected 2,331 at most\n"
        "    hint: use a short link that redirects to the long one"
    )


@pytest.mark.parametrize("size", SHAPES)
def test_the_code_ends_at_the_margin_in_the_themes_ink(lay_out, statement, size):
    scene = lay_out(card(), size)
    code = group(scene, "code")
    inset = {"instagram-portrait": 72, "instagram-square": 135 + 16, "story": 72}.get(size)
    if inset is not None:
        assert code.area.right == scene.width - inset
        assert group(lay_out(right_to_left(card()), size), "code").area.x == inset
    (shape,) = (n for n in code.nodes if isinstance(n, Shape))
    assert shape.fill == statement.color("ink")


def test_a_plate_is_four_modules_wider_on_each_side_and_carries_the_link(lay_out):
    theme = read_theme(str(THEMES / "cover.yaml"))
    code = group(lay_out(card(), theme=theme), "code")
    plate, dark = (n for n in code.nodes if isinstance(n, Shape))
    module = module_size(code)
    assert plate.fill == Color(0xFF, 0xFB, 0xF0)
    assert plate.path.bounds() == code_area(code).grow(4 * module) == code.area
    assert dark.fill == Color(0x14, 0x1A, 0x0E)
    assert [n for n in code.nodes if isinstance(n, Link)] == [Link(code.area, card().url)]


@pytest.mark.parametrize("size", [s.name for s in SIZES])
def test_the_code_and_its_quiet_zone_are_clear_of_all_else(lay_out, size):
    scene = lay_out(card(headline="96%"), size)
    code = group(scene, "code")
    quiet = code_area(code).grow(4 * module_size(code))
    assert Rect(0, 0, scene.width, scene.height).contains(quiet)
    for role in ("brand", "headline", "fact", "source", "call", "address"):
        assert not quiet.intersects(group(scene, role).area) or role in ("call", "address")
    assert check_scene(scene) == ()


@pytest.mark.parametrize(("width", "height", "level"), [(1080, 608, "M"), (1500, 500, "M"), (970, 250, "L")])
def test_a_code_in_a_strip_corrects_fewer_errors_if_it_has_no_space(width: int, height: int, level: str):
    link = "https://equalitynow.org/act"
    box, size = Box(CodePart(PartFrame(), 6, "ink", "paper"), url=link), Size("own", width=width, height=height)
    extent = fit_code(box, size, width)
    assert isinstance(extent, CodeExtent)
    assert extent.code == make_code(link, level)   # type: ignore[arg-type]
    assert extent.module >= 4
