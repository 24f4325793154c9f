"""The dump is readable, shows invisible characters, and changes whenever the picture changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.scenes import BLACK, FONTS, WHITE, key_of, line_of, scene_of, shape_run, text_of

from factcards.draw.dump import dump_scene
from factcards.errors import Problem
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Point, Rect, path_of_disc, path_of_polygon, path_of_rects
from factcards.model.scene import Group, Link, Metadata, Picture, Scene, Shape, Tag
from factcards.photos import PhotoKey
from factcards.text.glyphs import FontKey, Glyph, GlyphRun, Line

FONT = FontKey("Some-600.ttf", "0123456789abcdef", (("wght", 600.0),))


def run(text: str, *ids: int, emphasis: bool = False, scale: float = 1.0) -> GlyphRun:
    glyphs = tuple(Glyph(id_, at, 0.5, 0.0, 0.1 * (at == 1)) for at, id_ in enumerate(ids))
    return GlyphRun(FONT, text, 0, 0, "Latn", "en", scale, glyphs, emphasis)


def whole_scene() -> Scene:
    fade = Gradient((0, 0), (0, 80), ((0.0, Color(0, 0, 0, 0)), (1.0, BLACK)))
    code = path_of_rects([Rect(x, y, 4, 4) for x in range(0, 40, 8) for y in range(0, 40, 8)])
    fact = Group(
        (
            text_of(
                line_of(run("96% of ", 5, 6), run("all", 9, emphasis=True, scale=0.9)), 10, 40.25, 20, WHITE, BLACK
            ),
            Link(Rect(0, 0, 50, 20), "https://example.org/?a=1"),
        ),
        "fact",
        area=Rect(5, 20, 90, 30),
        tag=Tag("heading", "en", "96% of all"),
    )
    photo = Group(
        (Picture(PhotoKey("ab" * 32, 640, 480, "/secret/place.jpg"), Rect(0.125, 0, 640, 480), Rect(0, 0, 100, 80)),),
        clip=path_of_polygon([Point(0, 0), Point(100, 0), Point(50, 80)]),
        opacity=0.5,
    )
    linked = Group((Shape(code, BLACK),), "code", tag=Tag("link", "", "https://example.org/"))
    nodes = (Shape(path_of_rects([Rect(0, 0, 100, 80)]), fade), photo, fact, linked)
    problems = (Problem("warning", "small type", field="source"),)
    metadata = Metadata("96% of all", "Women", credit="Photo: A", has_photo=True)
    scene = scene_of(*nodes, description='Women and "girls"')
    return replace(scene, problems=problems, bleed=4.5, dpi=300, metadata=metadata)


PAGE = """\
scene 100×80 en
safe 0,0 100×80
unit 1
dpi 300
bleed 4.5
description "Women and \\"girls\\""
title "96% of all"
summary "Women"
credit "Photo: A"
has photo
warning source: "small type"
shape gradient 0,0 to 0,80 [0:#00000000 1:#000000] rect 0,0 100×80
group - clip M0,0 L100,0 L50,80 Z opacity 0.5
  picture abababababababab 640×480 crop 0.12,0 640×480 at 0,0 100×80
group fact in 5,20 90×30 heading en "96% of all"
  text "96% of all" at 10,40.25 size 20 width 30 #ffffff accent #000000 on 1–1
    run "96% of " Some-600.ttf 01234567 wght=600 Latn en level 0: 5@0,0 6@10,2
    run "all" Some-600.ttf 01234567 wght=600 ×0.9 Latn en level 0 emphasis: 9@20,0
  link "https://example.org/?a=1" at 0,0 50×20
group code link "https://example.org/"
  shape #000000 path of 25 rects in 0,0 36×36 sha256 933541f9ab89603c
"""


def test_a_dump_reads_like_a_page():
    assert dump_scene(whole_scene()) == PAGE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – «ä» 水", "plain – «ä» 水"),
        ('say "no" \\ yes', 'say \\"no\\" \\\\ yes'),
        ("\u2067سلام\u2069", "\\u{2067}سلام\\u{2069}"),
        ("96\u00a0%\u202f!\u200b\u00ad", "96\\u{a0}%\\u{202f}!\\u{200b}\\u{ad}"),
        ("one\ntwo\t\x00", "one\\ntwo\\u{9}\\u{0}"),
        ("\u2764\ufe0f\U000e0067", "\u2764\\u{fe0f}\\u{e0067}"),
        ("\ud83d", "\\u{d83d}"),
    ],
)
def test_invisible_characters_are_named(text, shown):
    assert f'description "{shown}"' in dump_scene(scene_of(description=text))


def test_numbers_are_rounded_and_never_minus_zero():
    scene = scene_of(Shape(path_of_rects([Rect(-0.001, 1 / 3, 2.0, 1e6)]), BLACK))
    assert "rect 0,0.33 2×1000000" in dump_scene(scene)


def line_with(glyph: Glyph) -> Line:
    return line_of(replace(run("a", 5), glyphs=(glyph,)))


@pytest.mark.parametrize(
    "other",
    [
        Glyph(6, 0, 0.5, 0, 0),
        Glyph(5, 0, 0.5, 0.01, 0),
        Glyph(5, 0, 0.5, 0, 0.01),
    ],
)
def test_dump_changes_with_a_glyph_or_position(other):
    first = dump_scene(scene_of(text_of(line_with(Glyph(5, 0, 0.5, 0, 0)), 0, 40, 20)))
    assert dump_scene(scene_of(text_of(line_with(other), 0, 40, 20))) != first


def test_a_long_path_differs_by_its_digest():
    one = dump_scene(scene_of(Shape(path_of_disc(Point(50, 40), 30), BLACK)))
    assert "path of 6 steps in 20,10 60×60 sha256 " in one
    moved = path_of_disc(Point(50, 40), 30)
    bent = replace(moved, points=(*moved.points[:4], moved.points[4] + 0.5, *moved.points[5:]))
    assert dump_scene(scene_of(Shape(bent, BLACK))) != one


def test_photograph_is_identified_by_digest_not_by_path():
    assert "secret" not in dump_scene(whole_scene())


def test_dump_of_a_line_has_its_text_and_the_digests_of_its_fonts():
    file = sorted(FONTS.glob("Archivo-*.ttf"))[0].name
    dump = dump_scene(scene_of(text_of(line_of(shape_run("Honey", file)), 10, 60, 20)))
    assert '"Honey"' in dump
    assert key_of(file).digest[:8] in dump


def test_radial_gradient_is_dumped_as_round():
    glow = Gradient((0, 0), (60, 40), ((0.0, BLACK), (1.0, WHITE)), is_radial=True)
    page = dump_scene(scene_of(Shape(path_of_rects([Rect(0, 0, 100, 80)]), glow)))
    assert "shape round gradient 0,0 to 60,40 [0:#000000 1:#ffffff] rect 0,0 100×80" in page
