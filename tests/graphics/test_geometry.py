"""Rectangles, insets and paths."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.graphics.geometry import (
    Insets,
    Path,
    Point,
    Rect,
    bounding_box,
    path_intersects,
    path_of_disc,
    path_of_polygon,
    path_of_rects,
    path_of_round_rect,
)

UNIT = Rect(10, 20, 100, 50)
sides = st.integers(0, 60)
rects = st.builds(Rect, st.integers(-50, 150), st.integers(-50, 150), st.integers(1, 100), st.integers(1, 100))


def test_edges_of_a_rectangle_are_position_plus_size():
    assert (UNIT.right, UNIT.bottom) == (110, 70)


def test_contains_includes_edges_and_allows_slack():
    assert UNIT.contains(UNIT)
    assert UNIT.contains(Rect(10, 20, 1, 1))
    for beyond in (Rect(9, 20, 5, 5), Rect(10, 19, 5, 5), Rect(106, 20, 5, 5), Rect(10, 66, 5, 5)):
        assert not UNIT.contains(beyond)
        assert UNIT.contains(beyond, slack=1)


def test_intersecting_needs_a_shared_area():
    assert UNIT.intersects(Rect(109, 69, 5, 5))
    assert not UNIT.intersects(Rect(110, 20, 5, 5)), "edges that touch share nothing"
    assert not UNIT.intersects(Rect(10, 70, 5, 5))
    assert UNIT.intersection(Rect(110, 20, 5, 5)).width == 0
    assert UNIT.intersection(Rect(60, 0, 500, 30)) == Rect(60, 20, 50, 10)


@given(rects, rects)
def test_intersection_is_symmetric_and_within_both(a, b):
    assert a.intersects(b) == b.intersects(a) == bool(a.intersection(b).width and a.intersection(b).height)
    if a.intersects(b):
        assert a.contains(a.intersection(b))
        assert b.contains(a.intersection(b))
    assert bounding_box([a, b]).contains(a)
    assert bounding_box([a, b]).contains(b)


def test_insets_have_a_start_and_a_mirror_puts_it_on_the_right():
    insets = Insets(top=1, end=2, bottom=3, start=4)
    assert UNIT.inset(insets) == Rect(14, 21, 94, 46)
    assert UNIT.inset(insets, mirrored=True) == Rect(12, 21, 94, 46)
    assert UNIT.grow(5) == Rect(5, 15, 110, 60)


@given(st.lists(rects, min_size=1, max_size=5))
def test_a_path_of_rectangles_gives_them_back(some):
    path = path_of_rects(some)
    assert path.rects() == tuple(some)
    assert path.bounds() == bounding_box(some)
    assert [verb for verb, _ in path.steps()] == ["M", "L", "L", "L", "Z"] * len(some)


@pytest.mark.parametrize(
    "corners",
    [[(0, 0), (10, 1), (10, 10), (0, 10)], [(0, 0), (10, 0), (10, 10)], [(0, 0), (0, 0), (0, 10), (0, 10)],
     [(10, 0), (0, 0), (0, 10), (10, 10)]],
)  # fmt: skip
def test_other_paths_are_not_taken_for_rectangles(corners):
    assert path_of_polygon(Point(*c) for c in corners).rects() is None
    assert path_of_disc(Point(0, 0), 5).rects() is None


def test_a_disc_is_round():
    path = path_of_disc(Point(50, 60), 40)
    assert path.bounds() == Rect(10, 20, 80, 80)
    at = Point(*path.points[:2])
    for verb, values in path.steps():
        if verb == "C":
            for step in range(11):
                t = step / 10
                x, y = (
                    (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t * t * b + t**3 * c
                    for start, a, b, c in ((at.x, *values[0::2]), (at.y, *values[1::2]))
                )
                assert math.hypot(x - 50, y - 60) == pytest.approx(40, rel=0.0003)
            at = Point(*values[4:])


def inside(path: Path, x: float, y: float) -> bool:
    """Return whether a point is in a polygon, by its winding number."""
    winding = 0
    corners = list(zip(path.points[0::2], path.points[1::2], strict=True))
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y0 <= y) != (y1 <= y):
            cross = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
            winding += (1 if cross > 0 else 0) if y1 > y0 else (-1 if cross < 0 else 0)
    return winding != 0


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=3, unique=True), rects)
@settings(max_examples=200)
def test_path_intersects_a_rectangle_if_they_share_a_point(corners, rect):
    path = path_of_polygon(Point(*c) for c in corners)
    points = [
        (rect.x + rect.width * (i + 0.5) / 12, rect.y + rect.height * (j + 0.5) / 12)
        for i in range(12)
        for j in range(12)
    ]
    if any(inside(path, *p) for p in points):
        assert path_intersects(path, rect)
    if not path.bounds().intersects(rect):
        assert not path_intersects(path, rect)


@pytest.mark.parametrize(
    "corners", [[(0, 0), (0, 9), (9, 0)], [(0, 0), (9, 0), (9, 9), (0, 9)], [(0, 4), (9, 0), (9, 9)]]
)
def test_path_with_corners_on_the_edges_intersects_the_rectangle(corners):
    """Otherwise, a plate would not count as the backdrop of its code."""
    assert path_intersects(path_of_polygon(Point(*c) for c in corners), Rect(0, 0, 9, 9))
    assert not path_intersects(path_of_polygon(Point(*c) for c in corners), Rect(9, 0, 9, 9)), "edges that touch"


def test_disc_intersects_by_its_curve_not_its_bounds():
    disc = path_of_disc(Point(50, 50), 50)
    assert not path_intersects(disc, Rect(0, 0, 14, 14))
    assert path_intersects(disc, Rect(0, 0, 16, 16))
    assert path_intersects(disc, Rect(40, 40, 5, 5)), "a rectangle wholly within"
    assert path_intersects(disc, Rect(-10, -10, 200, 200)), "a rectangle all around"


def test_filled_rects_are_within_a_round_shape():
    rect = Rect(10, 20, 300, 200)
    assert path_of_round_rect(rect, 0) == path_of_rects([rect])
    assert path_of_round_rect(rect, 500).bounds() == rect
    for path in (path_of_round_rect(rect, 30), path_of_disc(Point(150, 150), 100)):
        assert path.filled_rects()
        for part in path.filled_rects():
            around = [Rect(x, y, 0.5, 0.5) for x in (part.x, part.right - 0.5) for y in (part.y, part.bottom - 0.5)]
            assert all(path_intersects(path, corner) for corner in around)
            assert path.bounds().contains(part, slack=1e-9)
        assert not path_intersects(path, Rect(path.bounds().x, path.bounds().y, 2, 2))
