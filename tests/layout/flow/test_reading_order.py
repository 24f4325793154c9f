"""Groups are drawn in reading order, without a change of the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import SHAPES, card, roles
from support.scenes import BLACK

from factcards.draw import draw_scene
from factcards.graphics.geometry import Rect, path_of_rects
from factcards.layout.flow.reading_order import sort_for_reading
from factcards.model.scene import Group, Node, Shape
from factcards.read.themes.theme_reader import read_theme

BACKDROP = Shape(path_of_rects([Rect(0, 0, 9, 9)]), BLACK)


def names(nodes: tuple[Node, ...]) -> list[str]:
    """Return the roles of groups, in brackets inside a group without a role, and `-` for a shape."""
    inner = [f"[{' '.join(names(n.nodes))}]" if isinstance(n, Group) and not n.role else "" for n in nodes]
    return [part or (n.role if isinstance(n, Group) else "-") for part, n in zip(inner, nodes, strict=True)]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("brand headline fact source call address code", "brand headline fact source call address code"),
        ("brand code call address - headline fact source", "brand - headline fact source call address code"),
        ("brand headline fact call address - source code", "brand headline fact - source call address code"),
        ("credit story chart", "story credit chart"),
        ("code - brand", "code - brand"),
    ],
)
def test_a_group_moves_behind_what_is_read_before_it(drawn: str, read: str):
    nodes = tuple(BACKDROP if name == "-" else Group((), name) for name in drawn.split())
    assert " ".join(names(sort_for_reading(nodes))) == read
    assert " ".join(names(sort_for_reading((Group(nodes),)))) == f"[{read}]"


def test_paragraphs_and_nodes_of_a_role_keep_their_order():
    role = Group((Group((), "code"), Group((), "fact")), "chart")
    first, second = Group((), "fact"), Group((BACKDROP,), "fact")
    assert sort_for_reading((role, first, second)) == (role, first, second)


@pytest.mark.parametrize(
    ("theme", "size"),
    [("figure", "x-landscape"), ("statement", "x-landscape"), *(("series", size) for size in SHAPES)],
)
def test_the_order_does_not_change_the_picture(lay_out, assets, monkeypatch, theme, size):
    made = replace(card(headline="96%", short="equalitynow.org/act"), index=1, total=3)
    scene = lay_out(made, size, read_theme(theme))
    monkeypatch.setattr("factcards.layout.sort_for_reading", lambda nodes: nodes)
    unsorted = lay_out(made, size, read_theme(theme))
    assert roles(scene) != roles(unsorted)
    assert draw_scene(scene, "png", assets) == draw_scene(unsorted, "png", assets)
