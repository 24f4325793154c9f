"""Type sizes that a set shares: the sizes at which a card's text fits, and those at which the whole set is set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...errors import Problem
from ...model.scene import Node, Text, walk_nodes
from ...model.themes import Part, RoleFontSize, StackPart, WordsPart
from ..boxes import Box


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """The rule by which the type sizes of a card are chosen: for the card alone, or with sizes shared by its set.

    `set_sizes` are the shared sizes by role, empty for a card alone. Text of a role in `relaxed` may be smaller. If
    `is_measuring`, each text is as large as possible, from which the set's sizes are then computed.
    """

    set_sizes: tuple[RoleFontSize, ...] = ()
    relaxed: frozenset[str] = frozenset()
    is_measuring: bool = False

    def range_of(self, box: Box, unit: float) -> tuple[int, int]:
        """Return the smallest and the largest size of a box's text, in whole pixels."""
        smallest, largest = size_range(box.part, unit)
        common = self._find(box)
        if common is None:
            return smallest, largest
        size = max(smallest, min(common.size, largest))
        return (size if self.is_fixed(box) else smallest), size

    def limit_figure(self, box: Box, size: int) -> int:
        """Return a figure's size, at most that of the similar figures of its set."""
        assert isinstance(box.part, WordsPart)
        key = box.role, box.part.style
        return min((s.size for s in self.set_sizes if s.is_figure and (s.role, s.style) == key), default=size)

    def is_fixed(self, box: Box) -> bool:
        """Return whether the box's text must have one size of the set."""
        common = self._find(box)
        return common is not None and not common.common_size and common.role not in self.relaxed

    def relax(self, problems: Iterable[Problem]) -> TypeSizes:
        """Return these sizes with smaller text allowed in the roles that the problems name.

        If smaller text is allowed in these roles already, it is allowed in the body text.
        """
        shared_roles = {common.role for common in self.set_sizes if not common.is_figure}
        named_roles = frozenset(problem.field for problem in problems) & shared_roles
        return replace(self, relaxed=self.relaxed | (named_roles - self.relaxed or _BODY_ROLES))

    def _find(self, box: Box) -> RoleFontSize | None:
        style = box.part.style if isinstance(box.part, WordsPart) and is_uniform(box.part) else ""
        shared = (common for common in self.set_sizes if not common.is_figure)
        return next((common for common in shared if (common.role, common.style) == (box.role, style)), None)


_BODY_ROLES = frozenset({"fact", "story"})
"""The roles of body text, which is the first to be set smaller."""

INDIVIDUAL = TypeSizes()
"""Each card has its own sizes."""


def is_uniform(part: WordsPart) -> bool:
    """Return whether the text has one size in all cards of a set.

    Text fitted to the width has the width in common instead.
    """
    return part.fit not in ("width", "lockup")


def size_range(part: Part, unit: float) -> tuple[int, int]:
    """Return the theme's smallest and largest size of a part's text, in whole pixels."""
    assert isinstance(part, WordsPart)
    smallest = math.ceil(part.smallest * unit)
    return smallest, max(smallest, math.floor(part.largest * unit))


def list_steps(size: int, smallest: int, largest: int, step: float) -> list[int]:
    """Return the steps of the type scale that are at most `size`, from the largest; at least one.

    The steps go down from `largest` by the ratio `step`. Below the last step there is only `smallest`.
    """
    steps, exact = [], float(largest)
    while exact >= smallest:
        if int(exact) <= size:
            steps.append(int(exact))
        exact /= step
    return steps or [smallest]


def find_smaller_warnings(box: Box, nodes: tuple[Node, ...], set_sizes: tuple[RoleFontSize, ...]) -> Iterator[Problem]:
    """Yield a warning for each role that is set smaller than in the set's other cards."""
    shared = (common for common in set_sizes if not common.is_figure)
    expected = {(common.role, common.style): common.common_size or common.size for common in shared}
    drawn = {role: int(node.size) for role, node in walk_nodes(nodes) if isinstance(node, Text)}
    for part, role in _find_words(box):
        size = expected.get((role, part.style), 0)
        if is_uniform(part) and role in drawn and drawn[role] < size:
            message = f"set at {drawn[role]} px, smaller than the set's other cards at {size} px"
            hint = "shorten the text, or say `type: each` in set.yaml to let every card have its own size"
            yield Problem("warning", message, field=role, hint=hint, kind="smaller-words")


def _find_words(box: Box) -> Iterator[tuple[WordsPart, str]]:
    if isinstance(box.part, WordsPart) and not box.is_figure:
        yield box.part, box.role
    for child in box.children if isinstance(box.part, StackPart) else ():   # charts choose the sizes of their text
        yield from _find_words(child)
