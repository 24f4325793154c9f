"""A card with its chart as large as the words allow; without it, mostly with a warning, where they allow none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ...errors import Problem, SceneError
from ...model.assets import Assets
from ...model.cards import LocalCard
from ...model.scene import Node, Text, walk_nodes
from ...model.sizes import Size
from ...model.themes import Chart, RoleSize, Theme, Words
from ..boxes import Box
from ..charts.draw_charts import STEPS
from ..palette.palettes import choose_logo, settle_palette
from ..type.text_boxes import UnfitError
from ..type.uniform_sizes import Sizes, read_sizes
from .compose import compose_card
from .context import Desk, open_desk
from .flex import place_box
from .undrawn_text import NOT_DRAWN

_WELL = 0.3
"""Words are well set from their smallest size and this much of their range on, as beside a headline."""
_TOGETHER = 0.6
"""A figure keeps this much of its size times what its chart takes of its height: the two shrink together."""
_FIXED = "strip"
"""The kind of chart that cannot shrink: it is a share of the card itself."""
_EASES = (0.88, 0.76, 0.64, 0.52)
"""What of its size a figure that stands apart from the words takes, in turn, before a card is refused."""


class Placed(NamedTuple):
    """A card's boxes, everything that they draw, and what is doubtful about it."""

    box: Box
    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...]


def place_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleSize, ...] = ()
) -> Placed:
    """Everything a card draws; SceneError where its words do not fit even alone.

    Words are set at `sizes`, those of the set, or smaller where they do not fit; only then is the chart left out.
    """
    try:
        return _give_way(lambda ease: _loosen(card, theme, size, assets, sizes, ease), card, theme, size)
    except SceneError as error:
        left_out = _charts(compose_card(card, theme, size))
        fault = _explain(error)
        if not left_out:
            raise fault from None
    bare = replace(card, chart=None)
    try:
        placed = _give_way(lambda ease: _loosen(bare, theme, size, assets, sizes, ease), bare, theme, size)
    except SceneError as error:
        raise _explain(error) from None
    if all(chart.optional for chart in left_out):
        return placed
    message = "the chart is left out: the card has no room for it"
    hint = "; ".join(dict.fromkeys(p.message for p in fault.problems))
    left = Problem("warning", message, field="chart", hint=hint, kind=NOT_DRAWN)
    return placed._replace(problems=(*placed.problems, left))


def measure_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> tuple[RoleSize, ...]:
    """The largest sizes of the type scale at which this card could have its words; SceneError as for laying out."""
    theme, _ = settle_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    measured = Sizes(measured=True)
    try:
        box, nodes, _ = _give_way(lambda ease: _place(card, theme, size, assets, measured, ease), card, theme, size)
    except SceneError as error:
        if not card.chart:
            raise _explain(error) from None
        bare = replace(card, chart=None)
        try:
            box, nodes, _ = _give_way(lambda ease: _place(bare, theme, size, assets, measured, ease), bare, theme, size)
        except SceneError as other:
            raise _explain(other) from None
    return tuple(read_sizes(box, nodes, size.unit, theme.step))


def _explain(error: SceneError) -> SceneError:
    """Return the error that says by how much words are too long."""
    return error.explained() if isinstance(error, UnfitError) else error


def _give_way(place: Callable[[float], Placed], card: LocalCard, theme: Theme, size: Size) -> Placed:
    """The card with its figure as large as its width allows, or as small as the rest of the card needs it to be."""
    try:
        return place(1.0)
    except SceneError as error:
        fault = error
    for ease in _EASES if any(b.figure for b in _walk(compose_card(card, theme, size))) else ():
        try:
            return place(ease)
        except SceneError:
            continue
    raise fault


def _loosen(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleSize, ...], ease: float
) -> Placed:
    """The card with its words at the set's sizes, those that do not fit at theirs smaller."""
    wanted = Sizes(sizes)
    while True:
        try:
            return _place(card, theme, size, assets, wanted, ease)
        except SceneError as error:
            looser = wanted.loosen(error.problems)
            if not sizes or looser == wanted:
                raise
            wanted = looser


def _place(card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: Sizes, ease: float) -> Placed:
    """The card with its chart as large as the words allow.

    The chart gives way before the words do: of its sizes, the largest at which they are well set, or set at all.
    """
    box = compose_card(card, theme, size)
    desk = open_desk(card, theme, size, assets, sizes)
    desk.ease = ease
    kinds = {chart.kind for chart in _charts(box)}
    if not kinds:
        placed = tuple(place_box(box, size.trim, desk))
        return Placed(box, placed, tuple(desk.problems))
    fault: SceneError | None = None
    found: Placed | None = None
    least = desk.floor
    for step in STEPS if kinds != {_FIXED} else STEPS[:1]:
        desk.chart, desk.floor, desk.problems = step, max(least, _TOGETHER * step), []
        try:
            placed = tuple(place_box(box, size.trim, desk))
        except SceneError as error:
            fault = fault or error
            continue
        found = found or Placed(box, placed, tuple(desk.problems))
        if _well_set(box, placed, desk):
            return Placed(box, placed, tuple(desk.problems))
    if found:
        return found
    assert fault is not None
    raise fault


def _charts(box: Box) -> list[Chart]:
    """The charts that a card draws."""
    return [b.part for b in _walk(box) if isinstance(b.part, Chart)]


def _well_set(box: Box, nodes: tuple[Node, ...], desk: Desk) -> bool:
    """Whether the words that fill what is left are large enough for their range."""
    sizes: dict[str, float] = {}
    for role, node in walk_nodes(nodes):
        if isinstance(node, Text):
            sizes[role] = max(sizes.get(role, 0.0), node.size)
    filling = [(b, b.part) for b in _walk(box) if isinstance(b.part, Words) and b.part.fit == "words"]
    return all(
        sizes.get(b.role, 0.0) >= desk.px(part.smallest + _WELL * (part.largest - part.smallest))
        for b, part in filling
    )


def _walk(box: Box) -> Iterator[Box]:
    yield box
    for child in box.children:
        yield from _walk(child)
