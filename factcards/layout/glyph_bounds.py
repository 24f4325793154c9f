"""Which glyphs' ink lies where, for texts whose rectangles meet: lines that interlock need not touch (Nastaliq)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from ..model.scene import Group, Node, Text, walk_nodes
from ..text import FontLibrary, measure_glyph_bounds


def resolve_glyph_bounds(nodes: tuple[Node, ...], fonts: FontLibrary) -> tuple[Node, ...]:
    """The same nodes, each text whose rectangle meets another text's with the ink of its glyphs."""
    inks = [(id(node), node.ink_rect()) for _, node in walk_nodes(nodes) if isinstance(node, Text)]
    near = {found for a, b in combinations(inks, 2) if a[1].intersects(b[1]) for found in (a[0], b[0])}
    return tuple(_settle(nodes, near, fonts)) if near else nodes


def _settle(nodes: tuple[Node, ...], near: set[int], fonts: FontLibrary) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Group):
            yield replace(node, nodes=tuple(_settle(node.nodes, near, fonts)))
        elif isinstance(node, Text) and id(node) in near:
            yield replace(node, glyph_boxes=measure_glyph_bounds(node.line, fonts))
        else:
            yield node
