"""Backdrops of texts: everything visible behind a text, nothing that is covered, and never a narrower range."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import THEMES, card, photo, texts

from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Path, Point, Rect, path_of_disc, path_of_polygon, path_of_rects
from factcards.layout.backdrops import resolve_drafts
from factcards.layout.drafts import DataShape, Draft, DraftGroup, DraftText
from factcards.model.assets import Assets
from factcards.model.scene import Backdrop, Picture, Shape, Text, walk_nodes
from factcards.photos import PhotoLibrary
from factcards.read.themes.theme_reader import read_theme
from factcards.text.fonts.font_library import FontLibrary
from factcards.text.glyphs import Line

BLACK, WHITE, GRAY = Color(0, 0, 0), Color(255, 255, 255), Color(128, 128, 128)
WORDS = DraftText(Point(100, 100), Line("x", (), 2, 0, 2, 0.8, 0.2), 50, WHITE, WHITE)  # ink: 100,60 100×50


def rect(x: float, y: float, width: float, height: float, fill=BLACK) -> Shape:
    return Shape(path_of_rects([Rect(x, y, width, height)]), fill)


def bar(x: float, y: float, width: float, height: float) -> DataShape:
    """Return a white rectangle that shows data."""
    return DataShape(path_of_rects([Rect(x, y, width, height)]), WHITE)


ALL = rect(0, 0, 400, 300)


def behind(*drafts: Draft) -> Backdrop:
    resolved = resolve_drafts((*drafts,), Assets(FontLibrary((), {}), PhotoLibrary()))
    (text,) = (n for _, n in walk_nodes(resolved) if isinstance(n, Text))
    return text.ground


def span(*colors: Color) -> Backdrop:
    return Backdrop(min(c.luminance for c in colors), max(c.luminance for c in colors))


@pytest.mark.parametrize(
    ("below", "seen"),
    [
        ([], (WHITE,)),
        ([ALL], (BLACK,)),
        ([ALL, rect(50, 50, 300, 100, GRAY)], (GRAY,)),
        ([ALL, rect(150, 50, 300, 100, GRAY)], (BLACK, GRAY)),
        ([ALL, rect(204, 50, 90, 100, GRAY)], (BLACK,)),
        ([ALL, rect(202, 50, 90, 100, GRAY)], (BLACK, GRAY)),
        ([ALL, Shape(path_of_disc(Point(100, 60), 20), GRAY)], (BLACK, GRAY)),
        ([ALL, Shape(path_of_disc(Point(80, 40), 20), GRAY)], (BLACK,)),
        ([rect(150, 50, 300, 100, GRAY)], (WHITE, GRAY)),
    ],
    ids=[
        "paper",
        "covered",
        "covered-twice",
        "half",
        "beside",
        "within-reach",
        "disc",
        "corner-of-a-disc",
        "half-on-paper",
    ],
)
def test_backdrop_is_what_is_visible_behind_the_text(below, seen):
    assert behind(*below, WORDS) == span(*seen)


def test_nodes_drawn_later_are_not_part_of_the_backdrop():
    assert behind(ALL, WORDS, rect(0, 0, 400, 300, GRAY)) == span(BLACK)


def test_translucent_shape_blends_with_the_layers_beneath():
    backdrop = behind(rect(0, 0, 400, 300, WHITE), rect(0, 0, 400, 300, Color(0, 0, 0, 128)), WORDS)
    assert backdrop.darkest == backdrop.lightest == Color(127, 127, 127).luminance


def test_translucent_shape_over_half_of_the_text_leaves_both_backdrops():
    backdrop = behind(rect(0, 0, 400, 300, WHITE), rect(150, 0, 400, 300, Color(0, 0, 0, 128)), WORDS)
    assert backdrop == span(Color(127, 127, 127), WHITE)


def test_a_gradient_counts_where_the_ink_is():
    fade = Gradient((0, 0), (0, 300), ((0, BLACK), (1, WHITE)))
    backdrop = behind(Shape(path_of_rects([Rect(0, 0, 400, 300)]), fade), WORDS)
    assert 0.02 < backdrop.darkest < backdrop.lightest < 0.16


def test_clip_removes_everything_outside_it():
    clipped = DraftGroup((rect(0, 0, 400, 300, GRAY),), clip=path_of_rects([Rect(0, 0, 90, 300)]))
    assert behind(ALL, clipped, WORDS) == span(BLACK)
    covering = DraftGroup((rect(0, 0, 400, 300, GRAY),), clip=path_of_rects([Rect(50, 0, 300, 300)]))
    assert behind(ALL, covering, WORDS) == span(GRAY)
    round_one = DraftGroup((rect(0, 0, 400, 300, GRAY),), clip=path_of_disc(Point(150, 85), 300))
    assert behind(ALL, round_one, WORDS) == span(GRAY), "a disc covers what lies well within it"
    tight = replace(round_one, clip=path_of_disc(Point(150, 85), 40))
    assert behind(ALL, tight, WORDS) == span(BLACK, GRAY), "and no corner that it leaves out"


def test_backdrop_includes_nodes_in_the_group_and_below_it():
    assert behind(ALL, DraftGroup((rect(150, 0, 400, 300, GRAY), WORDS), role="fact")) == span(BLACK, GRAY)


def test_slanted_shape_counts_by_its_outline_not_its_bounds():
    corners = [Point(0, 0), Point(90, 0), Point(0, 290)]
    assert behind(ALL, Shape(path_of_polygon(corners), GRAY), WORDS) == span(BLACK)
    through: Path = path_of_polygon([Point(0, 0), Point(300, 60), Point(0, 290)])
    assert behind(ALL, Shape(through, GRAY), WORDS) == span(BLACK, GRAY)


def around(*drafts: Draft) -> list[Backdrop | None]:
    resolved = resolve_drafts((*drafts,), Assets(FontLibrary((), {}), PhotoLibrary()))
    return [n.ground for _, n in walk_nodes(resolved) if isinstance(n, Shape)]


def test_backdrop_of_a_bar_is_everything_next_to_it_except_other_bars():
    panel, full = rect(50, 50, 300, 50, GRAY), bar(50, 50, 300, 50)
    half = bar(50, 50, 150, 50)
    assert around(ALL, panel, half) == [None, None, span(BLACK, GRAY)]
    assert around(ALL, panel, full) == [None, None, span(BLACK)], "the panel is covered"
    assert around(ALL, half, full) == [None, span(BLACK), span(BLACK)], "a bar is no ground"


def test_strip_at_the_edge_has_no_backdrop_outside_the_card():
    assert around(ALL, bar(0, 0, 400, 30)) == [None, span(BLACK)]


def test_photograph_counts_under_a_bar_but_not_where_it_ends_at_it(tmp_path):
    key = photo(tmp_path, (400, 300), "#ffffff").photo
    on, beside = (Picture(key, Rect(0, 0, 400, 300 - top), Rect(0, top, 400, 300 - top)) for top in (0, 30))
    along = bar(100, 0, 200, 30)
    inner = bar(100, 100, 200, 30)
    assert around(ALL, beside, along)[-1] == span(BLACK)
    assert around(ALL, on, inner)[-1] == span(WHITE)


def test_every_text_of_a_card_has_a_resolved_backdrop(lay_out, statement):
    scene = lay_out(card(headline="96%"))
    field, disc, paper = (statement.color(n).luminance for n in ("field", "disc", "paper"))
    assert {(t.ground.darkest, t.ground.lightest) for t in texts(scene, "headline")} <= {(field, field), (field, disc)}
    assert {t.ground for t in texts(scene, "call")} == {Backdrop(paper, paper)}


def test_backdrop_on_a_photograph_is_its_pixels_under_the_scrim(lay_out, tmp_path):
    theme = read_theme(str(THEMES / "cover.yaml"))
    scene = lay_out(card(image=photo(tmp_path, color="#204060")), theme=theme)
    plain = Color(0x20, 0x40, 0x60).luminance
    assert {(t.ground.darkest, t.ground.lightest) for t in texts(scene)} == {(plain, plain)}


@pytest.mark.parametrize(("over", "searches"), [(1, 1), (3, 1), (255, 0)])
def test_photograph_is_searched_once_and_only_where_it_is_visible(tmp_path, monkeypatch, over, searches):
    picture = Picture(photo(tmp_path).photo, Rect(0, 0, 40, 30), Rect(0, 0, 400, 300))
    veils = [rect(0, 0, 400, 300, Color(0, 0, 0, 60)) for _ in range(over)] if over < 255 else [ALL]
    asked = []
    search = PhotoLibrary.luminances
    monkeypatch.setattr(PhotoLibrary, "luminances", lambda *a: asked.append(a) or search(*a))
    backdrop = behind(picture, *veils, WORDS)
    assert len(asked) == searches
    assert (backdrop == span(BLACK)) == (over == 255)
