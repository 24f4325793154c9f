"""The display list: ink in pixels, and how its nodes are walked."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest

from factcards.graphics.color import Color
from factcards.graphics.geometry import Point, Rect, path_of_rects
from factcards.model import scene as scene_module
from factcards.model.scene import Backdrop, Group, Link, Node, Scene, Shape, Text, walk_groups, walk_nodes
from factcards.text.glyphs import Line

BLACK = Color(0, 0, 0)
SHAPE = Shape(path_of_rects([Rect(0, 0, 1, 1)]), BLACK)
LINK = Link(Rect(0, 0, 1, 1), "https://example.org")


def test_ink_is_measured_from_the_origin_of_the_baseline():
    line = Line("Ag", (), width=1.2, left=0.05, right=1.1, ascent=0.7, descent=0.2)
    text = Text(Point(100, 300), line, 50, BLACK, BLACK, Backdrop(1, 1))
    ink = text.ink_rect()
    assert (ink.x, ink.y, ink.right, ink.bottom) == pytest.approx((102.5, 265, 155, 310))


def test_walking_gives_each_node_the_role_of_the_innermost_group():
    inner = Group((SHAPE,), role="code")
    plain = Group((LINK, inner))
    nodes = (SHAPE, Group((plain, SHAPE), role="foot"))
    assert list(walk_nodes(nodes)) == [("", SHAPE), ("foot", LINK), ("code", SHAPE), ("foot", SHAPE)]


def test_only_groups_with_a_role_are_walked_outer_before_inner():
    inner, other = Group((SHAPE,), role="code"), Group((), role="call")
    outer = Group((Group((inner,)), other), role="foot")
    assert list(walk_groups((outer,))) == [outer, inner, other]


def test_there_are_five_kinds_of_node():
    assert {n.__name__ for n in get_args(Node)} == {"Shape", "Text", "Picture", "Group", "Link"}


def test_nodes_are_frozen_and_compare_by_value():
    kinds = [
        c for c in vars(scene_module).values() if dataclasses.is_dataclass(c) and c.__module__ == scene_module.__name__
    ]
    assert len(kinds) == 9
    for kind in kinds:
        assert kind.__dataclass_params__.frozen
        assert "__slots__" in vars(kind)
    one = Scene(10, 10, (SHAPE,), "en", "a", Rect(0, 0, 10, 10))
    assert one == dataclasses.replace(one)
    assert hash(one) == hash(dataclasses.replace(one))
