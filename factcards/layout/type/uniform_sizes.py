"""One size for a set: the sizes at which a card's words could be set, and those at which the whole set's are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...errors import Problem
from ...model.scene import Node, Text, walk_nodes
from ...model.themes import Part, RoleSize, Stack, Words
from ..boxes import Box


@dataclass(frozen=True, slots=True)
class Sizes:
    """How the sizes of a card's words are chosen: each by itself, or as the whole set has them.

    `measured`: as large as they may be, which is what the set's sizes are found from. `given`: those of the set; words
    of a role in `loose` may be smaller.
    """

    given: tuple[RoleSize, ...] = ()
    loose: frozenset[str] = frozenset()
    measured: bool = False

    def bounds(self, box: Box, unit: float) -> tuple[int, int]:
        """The smallest and the largest size of a box's words, in whole pixels."""
        smallest, largest = bounds_of(box.part, unit)
        given = self._find(box)
        if given is None:
            return smallest, largest
        size = max(smallest, min(given.size, largest))
        return (size if self.binds(box) else smallest), size

    def binds(self, box: Box) -> bool:
        """Whether the box's words are held to one size of the set."""
        given = self._find(box)
        return given is not None and not given.others and given.role not in self.loose

    def loosen(self, faults: Iterable[Problem]) -> Sizes:
        """The same with the words that a fault names free to be smaller; the running words where it names others."""
        named = frozenset(fault.field for fault in faults) & {g.role for g in self.given}
        return replace(self, loose=self.loose | (named - self.loose or _RUNNING))

    def _find(self, box: Box) -> RoleSize | None:
        style = box.part.style if isinstance(box.part, Words) and is_even(box.part) else ""
        return next((g for g in self.given if (g.role, g.style) == (box.role, style)), None)


_RUNNING = frozenset({"fact", "story"})
"""The roles of running words, which give way first."""

NATURAL = Sizes()
"""Each card by itself."""


def is_even(part: Words) -> bool:
    """Whether the words have one size in all cards of a set; what a theme fits to the width has the width in common."""
    return part.fit not in ("width", "lockup")


def bounds_of(part: Part, unit: float) -> tuple[int, int]:
    """The theme's smallest and largest size of a part's words, in whole pixels."""
    assert isinstance(part, Words)
    smallest = math.ceil(part.smallest * unit)
    return smallest, max(smallest, math.floor(part.largest * unit))


def step_down(size: int, smallest: int, largest: int, step: float) -> int:
    """The largest step of the type scale that is at most `size`: the steps go down from `largest` by the ratio `step`.

    Under the last step there is only `smallest`.
    """
    exact = float(largest)
    while exact >= smallest and int(exact) > size:
        exact /= step
    return max(smallest, int(exact))


def read_sizes(box: Box, nodes: tuple[Node, ...], unit: float, step: float) -> Iterator[RoleSize]:
    """The sizes that the words of a card have in `nodes`, those that a set has in common, as steps of the scale."""
    drawn: dict[str, int] = {}
    for role, node in walk_nodes(nodes):
        if isinstance(node, Text):
            drawn[role] = max(drawn.get(role, 0), int(node.size))
    for part, role in _find_words(box):
        if role in drawn and is_even(part):
            smallest, largest = bounds_of(part, unit)
            yield RoleSize(role, part.style, step_down(drawn[role], smallest, largest, step))


def warn_smaller(box: Box, nodes: tuple[Node, ...], given: tuple[RoleSize, ...]) -> Iterator[Problem]:
    """A warning for each role that is set smaller than in the set's other cards."""
    wanted = {(g.role, g.style): g.others or g.size for g in given}
    drawn = {role: int(node.size) for role, node in walk_nodes(nodes) if isinstance(node, Text)}
    for part, role in _find_words(box):
        size = wanted.get((role, part.style), 0)
        if is_even(part) and role in drawn and drawn[role] < size:
            message = f"set by itself at {drawn[role]} px, the set's other cards at {size} px"
            hint = "shorten the text, or say `type: each` in set.yaml to let every card have its own size"
            yield Problem("warning", message, field=role, hint=hint, kind="smaller-words")


def _find_words(box: Box) -> Iterator[tuple[Words, str]]:
    if isinstance(box.part, Words) and not box.figure:
        yield box.part, box.role
    for child in box.children if isinstance(box.part, Stack) else ():   # a chart sizes its own words
        yield from _find_words(child)
