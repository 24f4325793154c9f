"""Boxes that give way: the share that a photograph takes of its column or row is less where the words need the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...errors import Problem, SceneError
from ...graphics.geometry import Rect
from ...model.scene import Node, Text, walk_nodes
from ...model.themes import WordsPart
from ..boxes import Box
from ..text_limits import is_shrinkable
from ..type.text_boxes import fit_options_of
from .context import LayoutContext
from .leaf_boxes import DiscExclusion

_SHARE_STEPS = 5
"""How many shares are tried, from the most to the least."""
_WORDS_FIRST = 0.3
"""The share gives way until the words have their smallest size and this much of their range."""

Place = Callable[[Box, Rect, LayoutContext, tuple[DiscExclusion, ...]], list[Node]]


def place_shrinking(
    place: Place, box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...]
) -> list[Node]:
    """A column or row with the largest shares at which its words are large enough, or else at which they are largest.

    SceneError where the words do not fit beside the least of the shares.
    """
    trials = _list_trials(box)
    if not trials[1:]:
        return place(box, area, context, rounds)
    words = _find_words(box)
    wished = _preferred_size(words, context)
    best: tuple[float, list[Node], list[Problem]] | None = None
    before = list(context.problems)
    fault: SceneError | None = None
    for trial in trials:
        context.problems[:] = before
        try:
            nodes = place(trial, area, context, rounds)
        except SceneError as error:
            fault = error
            continue
        size = _find_smallest_size(nodes, words) if words else wished
        if best is None or size > best[0]:
            best = (size, nodes, list(context.problems))
        if size >= wished:
            break
    if best:
        context.problems[:] = best[2]
        return best[1]
    assert fault is not None
    raise fault


def _preferred_size(words: Box | None, context: LayoutContext) -> float:
    """From which size on words are large enough; where there are none, whatever fits will do."""
    if words is None:
        return 1.0
    fit = fit_options_of(words, context.setting)
    return fit.smallest + _WORDS_FIRST * (fit.largest - fit.smallest)


def _find_smallest_size(nodes: list[Node], words: Box) -> float:
    """The smallest size of the words among what is drawn."""
    texts = [node for role, node in walk_nodes(tuple(nodes)) if role == words.role and isinstance(node, Text)]
    return min((text.size for text in texts), default=0.0)


def _list_trials(box: Box) -> list[Box]:
    """The box with its shares from the most to the least, in equal steps; itself where none gives way.

    Words are known by their identity, so only what holds them is copied, never they themselves.
    """
    if not any(is_shrinkable(child) for child in box.children):
        return [box]
    return [
        replace(box, children=tuple(_with_share(c, step / (_SHARE_STEPS - 1)) for c in box.children))
        for step in range(_SHARE_STEPS)
    ]


def _with_share(box: Box, way: float) -> Box:
    share = box.part.frame.share
    if share is None or not is_shrinkable(box):
        return box
    fixed = share[1] + (share[0] - share[1]) * way
    return replace(box, part=replace(box.part, frame=replace(box.part.frame, share=(fixed, fixed))))


def _find_words(box: Box) -> Box | None:
    """The words whose size depends on the room that is left."""
    if isinstance(box.part, WordsPart):
        return box if box.part.fit == "words" else None
    return next((found for child in box.children if (found := _find_words(child))), None)
