"""Bring the groups of a scene into reading order where a theme draws them in another one.

A theme draws the parts of a card from top to bottom and from start to end. So a wide card with its code at the start
edge has the code before the headline; it is to be read aloud after the text.
"""

from __future__ import annotations

from dataclasses import replace

from ...model.scene import Group, Node

_RANKS = {"headline": 0, "fact": 1, "story": 1, "source": 2, "credit": 3, "call": 4, "address": 5, "code": 6}
"""Reading order of roles. Others, like the brand and the chart, are read where the theme draws them."""


def sort_for_reading(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the nodes with each role's group after those that are read before it, within every group.

    A group is only moved to a later place, never to an earlier one, where a background could be drawn over it.
    """
    inside = [replace(n, nodes=sort_for_reading(n.nodes)) if isinstance(n, Group) and not n.role else n for n in nodes]
    ranked = sorted((_RANKS[n.role], i) for i, n in enumerate(inside) if isinstance(n, Group) and n.role in _RANKS)
    places = {i: (i, 0) for i in range(len(inside))}
    last = 0
    for rank, index in ranked:
        last = max(last, index)
        places[index] = (last, rank)
    return tuple(inside[i] for i in sorted(places, key=lambda i: (*places[i], i)))
