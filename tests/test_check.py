"""Each check reports its problem exactly at the limit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import SHAPES, card

from factcards.check import CHECKS, check_scene, code_area, module_size
from factcards.graphics.color import Color, Gradient, contrast_ratio
from factcards.graphics.geometry import Insets, Path, Point, Rect, path_of_rects
from factcards.model.scene import Backdrop, Group, Link, Node, Scene, Shape, Text
from factcards.text.glyphs import FontKey, GlyphRun, Line

WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)
PAPER = Backdrop(1.0, 1.0)
APART = "\n    hint: choose colours further apart"
ROOM = "\n    hint: give the part more room in the theme, or shorten the words"
INSET = (
    "\n    hint: add the edge to the `safe` of a part around it in the theme, or increase that part's `pad`"
)
SPACED = "\n    hint: increase the `gap` between the parts in the theme, or reduce an `overlap`"
CLEAR = "\n    hint: increase the `gap` or `pad` around the code in the theme"
BELOW = "\n    hint: put what covers it before it in the theme, or move the two apart"
LARGER = "\n    hint: increase the smallest `size` of the part in the theme, or shorten the words"
SHORTER = "\n    hint: use a short link that redirects to the long one, or give the code more room in the theme"


def words(
    text: str = "words", x: float = 100, y: float = 100, size: float = 40, fill=BLACK, accent=BLACK,
    ground: Backdrop = PAPER, emphasis: bool = False,
) -> Text:  # fmt: skip
    """Return a line whose ink is 4 ems wide, from .8 em above the baseline to .2 below."""
    run = GlyphRun(FontKey("a.ttf", "0"), text, 0, 0, "Latn", "en", 1.0, (), emphasis)
    return Text(Point(x, y), Line(text, (run,), 4.0, 0.0, 4.0, 0.8, 0.2), size, fill, accent, ground)


def code(x: float = 500, y: float = 500, module: int = 6, count: int = 29, plate: bool = False) -> Group:
    side = module * count
    dark = Shape(path_of_rects([Rect(x, y, 7 * module, module), Rect(x, y + side - module, side, module)]), BLACK)
    under = Shape(path_of_rects([Rect(x, y, side, side).grow(4 * module)]), WHITE)
    return Group((*((under,) if plate else ()), dark, Link(Rect(x, y, side, side), "https://a.org")), "code")


def scene(*nodes: Node, unit: float = 1.0, safe: Rect | None = None) -> Scene:
    return Scene(1080, 1350, nodes, "en", "alt", safe or Rect(0, 0, 1080, 1350), unit)


def fact(*nodes: Node) -> Group:
    return Group(nodes, "fact")


def found(*nodes: Node, **options) -> list[str]:
    return [str(p) for p in check_scene(scene(*nodes, **options))]


def gray_of(ratio: float) -> tuple[Color, Color]:
    """Return two adjacent greys on white: the lightest with at least that contrast, and the next lighter one."""
    enough = max(v for v in range(256) if contrast_ratio(Color(v, v, v).luminance, 1.0) >= ratio)
    return Color(*[enough] * 3), Color(*[enough + 1] * 3)


def test_good_scene_has_no_problems():
    assert found(fact(words()), code()) == []
    assert found() == []


# --- contrast


@pytest.mark.parametrize(
    ("role", "size", "unit", "wanted"),
    [("fact", 40, 1, 4.5), ("fact", 67, 1, 4.5), ("fact", 68, 1, 3.0), ("source", 30, 1, 5.0), ("credit", 30, 1, 5.0),
     ("source", 70, 1, 3.0), ("fact", 50, 0.75, 4.5), ("fact", 51, 0.75, 3.0)],
)  # fmt: skip
def test_contrast_at_its_limits(role, size, unit, wanted):
    enough, less = gray_of(wanted)
    assert found(Group((words(size=size, fill=enough),), role), unit=unit) == []
    (message,) = found(Group((words(size=size, fill=less),), role), unit=unit)
    ratio = contrast_ratio(less.luminance, 1.0)
    said, hint = message.split("\n")
    assert said == f"error: {role}: contrast of {ratio:.1f}:1 is under {wanted:g}:1 in “words”"
    assert hint == "    hint: choose colours further apart"


def test_worst_luminance_of_the_backdrop_counts():
    for ground, ratio in ((Backdrop(0.0, 1.0), 4.5), (Backdrop(0.9, 1.0), 4.1), (Backdrop(0.0, 0.3), 1.5)):
        assert found(fact(words(fill=Color(119, 119, 119), ground=ground))) == [
            f"error: fact: contrast of {ratio}:1 is under 4.5:1 in “words”{APART}"
        ]


def test_accent_counts_only_with_emphasis():
    pale = Color(220, 220, 220)
    assert found(fact(words(accent=pale))) == []
    assert found(fact(words(accent=pale, emphasis=True))) == [
        f"error: fact: contrast of 1.4:1 is under 4.5:1 in “words”{APART}"
    ]


def test_a_gradient_counts_by_its_worst_stop():
    fade = Gradient((0, 0), (1, 0), ((0, BLACK), (1, Color(200, 200, 200))))
    assert found(fact(words(fill=fade))) == [f"error: fact: contrast of 1.7:1 is under 4.5:1 in “words”{APART}"]


def test_long_line_is_quoted_in_part():
    assert found(fact(words("Women and girls make up 96% of all victims", fill=WHITE))) == [
        f"error: fact: contrast of 1.0:1 is under 4.5:1 in “Women and girls make up 96% of …”{APART}"
    ]


def test_each_role_is_reported_once_with_its_worst_contrast():
    greys = (Color(150, 150, 150), Color(200, 200, 200), Color(180, 180, 180))
    lines = [words(f"line {i}", y=100 * i + 100, fill=grey) for i, grey in enumerate(greys)]
    assert found(fact(*lines), Group((words(y=900, fill=WHITE),), "call")) == [
        f"error: fact: contrast of 1.7:1 is under 4.5:1 in “line 1”{APART}",
        f"error: call: contrast of 1.0:1 is under 4.5:1 in “words”{APART}",
    ]


# --- chart marks


def bar(fill: Color, ground: Backdrop | None = PAPER) -> Shape:
    return Shape(path_of_rects([Rect(0, 0, 90, 30)]), fill, ground)


def test_chart_marks_need_contrast_with_their_surroundings():
    enough, less = gray_of(3.0)
    assert found(Group((bar(enough),), "chart")) == []
    assert found(Group((bar(less),), "chart")) == [
        f"warning: chart: the chart's contrast of {contrast_ratio(less.luminance, 1.0):.1f}:1 is under 3:1\n"
        "    hint: choose colours further apart"
    ]


def test_chart_is_reported_once_with_its_worst_contrast():
    made = Group((bar(BLACK), bar(WHITE, Backdrop(0.0, 1.0)), bar(WHITE, Backdrop(0.9, 0.9))), "chart")
    assert [message.split("\n")[0] for message in found(made)] == [
        "warning: chart: the chart's contrast of 1.0:1 is under 3:1"
    ]


def test_ornament_needs_no_contrast():
    assert found(Group((bar(WHITE, None),), "chart")) == []


# --- the safe area


@pytest.mark.parametrize(
    ("x", "y"), [(-1, 100), (1080 - 159, 100), (100, 31), (100, 1343)], ids=["left", "right", "top", "bottom"]
)
def test_ink_over_the_cards_edge_is_an_error(x, y):
    assert found(fact(words(x=x, y=y))) == [f"error: fact: “words” runs off the card{ROOM}"]


SAFE = Rect(34, 270, 1012, 700)


@pytest.mark.parametrize(
    ("x", "y", "outside"),
    [(28, 400, False), (27, 400, True), (1046 + 6 - 160, 400, False), (1046 + 7 - 160, 400, True),
     (100, 270 - 6 + 32, False), (100, 270 - 7 + 32, True), (100, 970 + 6 - 8, False), (100, 970 + 7 - 8, True)],
)  # fmt: skip
def test_ink_outside_the_safe_area_is_an_error(x, y, outside):
    wanted = [f"error: fact: “words” is outside the area that apps leave free{INSET}"] if outside else []
    assert found(fact(words(x=x, y=y)), safe=SAFE) == wanted


def test_code_must_be_in_the_safe_area_to_the_pixel():
    inside = code(x=1046 - 174, y=400)
    assert found(inside, safe=SAFE) == []
    assert found(code(x=1047 - 174, y=400), safe=SAFE) == [
        f"error: code: the code is outside the area that apps leave free{INSET}"
    ]


def test_ornaments_may_be_anywhere():
    assert (
        found(Shape(path_of_rects([Rect(-50, -50, 2000, 2000)]), WHITE), fact(words()), safe=Rect(90, 60, 500, 500))
        == []
    )


# --- overlap


def test_overlapping_lines_are_an_error():
    assert found(fact(words(y=100), words("below", y=140))) == []
    assert found(fact(words(y=100), words("below", y=139))) == [f"error: fact: “words” runs into “below”{SPACED}"]
    assert found(fact(words(y=100)), Group((words("note", y=120),), "source")) == [
        f"error: source: “words” runs into “note”{SPACED}"
    ]


def test_lines_may_interlock_if_their_glyphs_do_not_touch():
    # a descending line, as in Nastaliq: high at its left, low at its right
    upper = replace(words(y=100), glyph_boxes=((0.0, 0.0, 1.9, 0.8), (2.1, -0.2, 4.0, 0.0)))
    lower = replace(words("below", y=112), glyph_boxes=((0.0, 0.0, 1.9, 0.25), (2.1, -0.2, 4.0, 0.05)))
    assert upper.ink_rect().intersects(lower.ink_rect())
    assert found(fact(upper, lower)) == []
    wanted = [f"error: fact: “words” runs into “below”{SPACED}"]
    assert found(fact(upper, replace(lower, origin=Point(100, 109)))) == wanted
    assert found(fact(upper, replace(lower, glyph_boxes=()))) == wanted


def test_glyph_rects_in_an_area_are_those_that_intersect_it():
    text = replace(words(x=100, y=100, size=40), glyph_boxes=((0.0, 0.0, 1.0, 0.5), (2.0, -0.2, 3.0, 0.0)))
    assert text.glyph_rects_in(Rect(0, 0, 1000, 1000)) == [Rect(100, 80, 40, 20), Rect(180, 100, 40, 8)]
    assert text.glyph_rects_in(Rect(0, 99, 1000, 1)) == [Rect(100, 80, 40, 20)]
    assert text.glyph_rects_in(Rect(140, 0, 40, 1000)) == []


@pytest.mark.parametrize(
    ("x", "y", "out"),
    [(100 - 14, 132, False), (100 - 15, 132, True), (140 + 14, 132, False), (140 + 15, 132, True),
     (120, 132 - 4, False), (120, 132 - 5, True), (120, 192 + 4, False), (120, 192 + 5, True)],
)  # fmt: skip
def test_line_outside_its_area_is_an_error(x, y, out):
    wanted = [f"error: fact: “words” extends beyond its area{ROOM}"] if out else []
    assert found(Group((words(x=x, y=y),), "fact", area=Rect(100, 100, 200, 100))) == wanted


def test_hanging_punctuation_may_leave_the_area():
    hung = words(x=100 - 14 - 20, y=150)
    area = Rect(100, 100, 200, 100)
    assert found(Group((replace(hung, line=replace(hung.line, hang_start=0.5)),), "fact", area=area)) == []
    assert found(Group((hung,), "fact", area=area)) == [f"error: fact: “words” extends beyond its area{ROOM}"]


@pytest.mark.parametrize(("y", "cut"), [(132, False), (131, True), (192, False), (193, True)])
def test_ink_cut_off_by_a_clip_is_an_error(y, cut):
    clip = path_of_rects([Rect(100, 100, 200, 100)])
    wanted = [f"error: fact: “words” is cut off{ROOM}"] if cut else []
    assert found(Group((fact(words(x=120, y=y)),), clip=clip)) == wanted
    assert found(Group((fact(words(x=120, y=y)),))) == []
    outer = path_of_rects([Rect(0, 0, 1000, 1000)])
    assert found(Group((Group((fact(words(x=120, y=y)),), clip=clip),), clip=outer)) == wanted


def test_the_parts_of_a_figure_may_be_kerned():
    parts = (words("96", size=200, y=400), words("%", x=890, size=40, y=300))
    assert found(Group(parts, "headline")) == []
    assert found(Group(parts, "fact")) == [f"error: fact: “96” runs into “%”{SPACED}"]


# the ink of `words()` is 160 wide and 40 high, from (100, 68)


@pytest.mark.parametrize(("y", "covered"), [(110, False), (100, True), (0, True)])
def test_covered_text_is_an_error(y, covered):
    block = Shape(path_of_rects([Rect(0, y, 1080, 90)]), WHITE)
    assert found(fact(words()), block) == ([f"error: fact: “words” is covered{BELOW}"] if covered else [])
    assert found(block, fact(words())) == []


def test_translucent_and_clipped_shapes_cover_nothing():
    over = path_of_rects([Rect(0, 0, 1080, 400)])
    assert found(fact(words()), Shape(over, Color(255, 255, 255, 90))) == []
    away = Group((Shape(over, WHITE),), clip=path_of_rects([Rect(0, 200, 1080, 200)]))
    assert found(fact(words()), away) == []
    assert found(fact(words(), Shape(over, WHITE))) == [], "what belongs to the words is where it should be"


@pytest.mark.parametrize(("y", "inside"), [(476 - 2, False), (476 - 1, True), (674 + 23, True), (674 + 24, False)])
def test_shape_in_the_quiet_zone_is_an_error(y, inside):
    bar = Shape(path_of_rects([Rect(400, y, 400, 2)]), BLACK)
    wanted = [f"error: code: something is drawn into the code's quiet zone{BELOW}"] if inside else []
    assert found(code(), bar) == wanted


def test_text_in_the_quiet_zone_is_an_error():
    left, right = 500 - 24 - 160, 500 + 174 + 24
    assert found(fact(words(x=left, y=560)), code()) == []
    assert found(fact(words(x=right, y=560)), code()) == []
    for x in (left + 1, right - 1):
        assert found(fact(words(x=x, y=560)), code()) == [f"error: fact: “words” is in the code's quiet zone{CLEAR}"]


# --- small type


@pytest.mark.parametrize(
    ("size", "unit", "small"), [(24, 1, False), (23, 1, True), (18, 0.75, False), (17, 0.75, True), (24, 2, False)]
)
def test_small_type_gives_a_warning(size, unit, small):
    wanted = [f"warning: fact: type of {size} px is too small to read on a phone: “words”{LARGER}"] if small else []
    assert found(fact(words(size=size)), unit=unit) == wanted


def test_the_sign_of_a_figure_may_be_small():
    assert found(Group((words(size=20),), "headline")) == []


# --- the code


def test_modules_under_four_pixels_are_an_error():
    assert found(code(module=4)) == []
    assert found(code(module=3)) == [f"error: code: the code's modules of 3 px are under 4 px{SHORTER}"]


def test_quiet_zone_over_the_edge_is_an_error():
    assert found(code(x=24, y=24)) == []
    for x, y in ((23, 500), (500, 23), (1080 - 174 - 23, 500), (500, 1350 - 174 - 23)):
        assert found(code(x=x, y=y)) == [f"error: code: the code's quiet zone extends beyond the card's edge{CLEAR}"]


def test_a_plate_is_not_taken_for_the_code():
    plated = code(plate=True)
    assert (module_size(plated), code_area(plated)) == (6, Rect(500, 500, 174, 174))


def test_a_code_of_other_shapes_has_no_module():
    assert module_size(Group((Shape(Path("MLLZ", (0, 0, 1, 0, 1, 1)), BLACK),), "code")) == 0


@pytest.mark.parametrize(
    ("ink", "ground", "said"),
    [
        (BLACK, PAPER, []),
        (Color(118, 118, 118), PAPER, []),
        (Color(120, 120, 120), PAPER, ["the code's contrast of 4.4:1 is under 4.5:1"]),
        (WHITE, Backdrop(0.0, 0.0), ["the code is not dark on light"]),
        (BLACK, Backdrop(0.0, 1.0), ["the code is not dark on light"]),
        (BLACK, None, []),
    ],
)
def test_a_code_is_dark_on_light(ink, ground, said):
    plain = code()
    dark = replace(plain.nodes[0], fill=ink)
    inked = replace(plain, nodes=(dark, *plain.nodes[1:]), ground=ground)
    assert [p.message for p in check_scene(scene(inked))] == said


# --- all checks


def test_check_scene_runs_every_check():
    bad = scene(
        fact(words("pale", size=20, fill=WHITE, x=480, y=520)),
        Group((bar(Color(200, 200, 200)),), "chart"),
        Group((words("above", y=200), words("below", y=220)), "call"),
        Group((words("outside", y=300),), "source", area=Rect(100, 300, 200, 20)),
        Group((Group((words("clipped", y=360),), "story"),), clip=path_of_rects([Rect(0, 0, 150, 400)])),
        Group((words("hidden", y=440),), "label"),
        Shape(path_of_rects([Rect(90, 406, 20, 60)]), BLACK),
        code(module=3), safe=Rect(0, 0, 470, 470),
    )  # fmt: skip
    assert [str(problem) for problem in check_scene(bad)] == [
        f"error: fact: contrast of 1.0:1 is under 4.5:1 in “pale”{APART}",
        f"warning: chart: the chart's contrast of 1.7:1 is under 3:1{APART}",
        f"error: fact: “pale” is outside the area that apps leave free{INSET}",
        f"error: code: the code is outside the area that apps leave free{INSET}",
        f"error: call: “above” runs into “below”{SPACED}",
        f"error: fact: “pale” is in the code's quiet zone{CLEAR}",
        f"error: source: “outside” extends beyond its area{ROOM}",
        f"error: story: “clipped” is cut off{ROOM}",
        f"error: label: “hidden” is covered{BELOW}",
        f"warning: fact: type of 20 px is too small to read on a phone: “pale”{LARGER}",
        f"error: code: the code's modules of 3 px are under 4 px{SHORTER}",
    ]
    assert [check.__name__ for check in CHECKS if not list(check(bad))] == [], "a check without a message above"


@pytest.mark.parametrize("size", SHAPES)
def test_card_moved_out_of_the_safe_area_is_reported(lay_out, size):
    laid = lay_out(card(headline="96%"), size)
    assert check_scene(laid) == ()
    low = Rect(0, 0, laid.width, laid.height).inset(Insets(top=laid.height / 2))
    assert {p.field for p in check_scene(replace(laid, safe=low))} >= {"brand", "headline"}
