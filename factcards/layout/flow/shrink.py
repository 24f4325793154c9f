"""Boxes that shrink: the share of a photograph in its column or row decreases if the text needs the space."""

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
"""Number of shares that are tried, from the maximum to the minimum."""
_WORDS_FIRST = 0.3
"""The share gives way until the words have their smallest size and this much of their range."""

Place = Callable[[Box, Rect, LayoutContext, tuple[DiscExclusion, ...]], list[Node]]


def place_shrinking(
    place: Place, box: Box, area: Rect, context: LayoutContext, rounds: tuple[DiscExclusion, ...]
) -> list[Node]:
    """Place a column or row with the largest shares at which its text is large enough, or else with the largest text.

    Raises SceneError if the text does not fit beside the smallest of the shares.
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
    """Return the size from which the text is large enough. Without text, anything that fits is good enough."""
    if words is None:
        return 1.0
    fit = fit_options_of(words, context.setting)
    return fit.smallest + _WORDS_FIRST * (fit.largest - fit.smallest)


def _find_smallest_size(nodes: list[Node], words: Box) -> float:
    """Return the smallest size of the box's text among the nodes."""
    texts = [node for role, node in walk_nodes(tuple(nodes)) if role == words.role and isinstance(node, Text)]
    return min((text.size for text in texts), default=0.0)


def _list_trials(box: Box) -> list[Box]:
    """Return copies of the box with shares from the maximum to the minimum, in equal steps.

    The result is the box itself if nothing in it shrinks. Text boxes are cached by identity, so only the boxes around
    them are copied.
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
    """Return the text box whose size depends on the remaining space, None if there is none."""
    if isinstance(box.part, WordsPart):
        return box if box.part.fit == "words" else None
    return next((found for child in box.children if (found := _find_words(child))), None)
