"""Place a card with the largest chart that its text allows.

If the text fits beside no chart, the card is placed without it, with a warning unless the chart is optional.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ...errors import Problem, SceneError
from ...model.assets import Assets
from ...model.cards import LocalCard
from ...model.scene import Node, Text, walk_nodes
from ...model.sizes import Size
from ...model.themes import ChartPart, CodePart, RoleFontSize, Theme, WordsPart
from ..boxes import Box
from ..charts.charts import CHART_SCALES
from ..codes.code_boxes import fit_code
from ..palette.palettes import choose_logo, resolve_palette
from ..typesetting.text_boxes import TextOverflowError
from ..typesetting.uniform_sizes import TypeSizes, collect_sizes
from .compose import compose_card
from .context import LayoutContext, comfortable_size, new_context
from .flex import place_box
from .undrawn_text import NOT_DRAWN

_FIGURE_PER_CHART = 0.6
"""Minimum scale of a figure relative to the chart's scale, so that the two shrink together."""
_FIXED_CHART = "strip"
"""The kind of chart that cannot shrink, because it is a share of the card itself."""
_STAND_IN_LINK = "https://example.org/"
"""The link that replaces one too long for a code while other errors are searched."""
FIGURE_SCALES = (0.88, 0.76, 0.64, 0.52)
"""Scales of a figure that is apart from the text, tried in order before the card is refused."""


class PlacedCard(NamedTuple):
    """A card's boxes, all nodes that they draw, and the warnings of the layout."""

    box: Box
    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...]


def place_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleFontSize, ...] = ()
) -> PlacedCard:
    """Place everything that a card draws. Raises SceneError if its text does not fit even without the chart.

    The error has all problems that do not depend on the space: of each part's characters, and of the link's code. Text
    is set at `sizes`, those of the set, or smaller if it does not fit; only after that is the chart left out.
    """
    try:
        return _try_figure_scales(
            lambda scale: _try_set_sizes(card, theme, size, assets, sizes, scale), card, theme, size
        )
    except SceneError as error:
        left_out = _list_charts(compose_card(card, theme, size))
        with_chart = _explain(error)
        if not left_out:
            raise _add_other_problems(with_chart, card, theme, size, assets) from None
    bare = replace(card, chart=None)
    try:
        placed = _try_figure_scales(
            lambda scale: _try_set_sizes(bare, theme, size, assets, sizes, scale), bare, theme, size
        )
    except SceneError as error:
        raise _add_other_problems(_explain(error), card, theme, size, assets) from None
    if all(chart.optional for chart in left_out):
        return placed
    message = "the chart is left out: the card has no space for it"
    hint = "; ".join(dict.fromkeys(p.message for p in with_chart.problems))
    warning = Problem("warning", message, field="chart", hint=hint, kind=NOT_DRAWN)
    return placed._replace(problems=(*placed.problems, warning))


def measure_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> tuple[RoleFontSize, ...]:
    """Return the largest sizes of the type scale at which this card's text fits.

    Raises SceneError if its text does not fit even without the chart, a font lacks a character, or the theme draws too
    much, as `place_card` does.
    """
    theme, _ = resolve_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    measured = TypeSizes(is_measuring=True)
    try:
        box, nodes, _ = _try_figure_scales(
            lambda scale: _try_chart_scales(card, theme, size, assets, measured, scale), card, theme, size
        )
    except SceneError as error:
        if not card.chart:
            raise _explain(error) from None
        bare = replace(card, chart=None)
        try:
            box, nodes, _ = _try_figure_scales(
                lambda scale: _try_chart_scales(bare, theme, size, assets, measured, scale), bare, theme, size
            )
        except SceneError as other:
            raise _explain(other) from None
    return tuple(collect_sizes(box, nodes, size.unit, theme.step))


def _explain(error: SceneError) -> SceneError:
    """Return the error with the number of excess characters, if text does not fit."""
    return error.explained() if isinstance(error, TextOverflowError) else error


def _add_other_problems(
    error: SceneError, card: LocalCard, theme: Theme, size: Size, assets: Assets
) -> SceneError:
    """Return the error with those of the card's other parts, so that its author can correct all of them at once."""
    found = _find_part_problems(card, theme, size, assets)
    if any(problem.kind == "code" for problem in error.problems):
        # reported already, for the code's own place; does the rest fit beside the code of a short link?
        found = [problem for problem in found if problem.kind != "code"]
        try:
            if card.url != _STAND_IN_LINK:
                place_card(replace(card, url=_STAND_IN_LINK), theme, size, assets)
        except SceneError as other:
            found += other.problems
    return SceneError(dict.fromkeys((*error.problems, *found)))


def _find_part_problems(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> list[Problem]:
    """Return the errors that a part has in any space: characters without a font, a link too long for its code."""
    problems: list[Problem] = []
    try:
        box, context = compose_card(card, theme, size), new_context(card, theme, size, assets)
    except SceneError as error:
        return list(error.problems)
    for part_box in box.walk():
        try:
            if part_box.is_figure:
                context.figure_of(part_box)
            elif isinstance(part_box.part, WordsPart):
                context.paragraphs_of(part_box)
            elif isinstance(part_box.part, CodePart):
                fit_code(part_box, size, size.trim.width)
        except SceneError as error:
            problems += error.problems
    return problems


def _try_figure_scales(place: Callable[[float], PlacedCard], card: LocalCard, theme: Theme, size: Size) -> PlacedCard:
    """Place the card with its figure as large as its width allows, or smaller if other parts need the space."""
    try:
        return place(1.0)
    except SceneError as error:
        at_full_size = error
    for scale in FIGURE_SCALES if any(b.is_figure for b in compose_card(card, theme, size).walk()) else ():
        try:
            return place(scale)
        except SceneError:
            continue
    raise at_full_size


def _try_set_sizes(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleFontSize, ...], figure_scale: float
) -> PlacedCard:
    """Place the card with its text at the set's sizes; text that does not fit at them is set smaller."""
    current = TypeSizes(sizes)
    while True:
        try:
            return _try_chart_scales(card, theme, size, assets, current, figure_scale)
        except SceneError as error:
            relaxed = current.relax(error.problems)
            if not sizes or relaxed == current:
                raise
            current = relaxed


def _try_chart_scales(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: TypeSizes, figure_scale: float
) -> PlacedCard:
    """Place the card with its chart as large as the text allows.

    The chart shrinks before the text does: the first of its scales at which the text is large enough, or fits at all.
    """
    box = compose_card(card, theme, size)
    context = new_context(card, theme, size, assets, sizes)
    context.figure_scale = figure_scale
    kinds = {chart.kind for chart in _list_charts(box)}
    if not kinds:
        placed = tuple(place_box(box, size.trim, context))
        return PlacedCard(box, placed, tuple(context.problems))
    first_error: SceneError | None = None
    largest: PlacedCard | None = None
    smallest_figure = context.figure_min_scale
    for scale in CHART_SCALES if kinds != {_FIXED_CHART} else CHART_SCALES[:1]:
        context.chart_scale, context.problems = scale, []
        context.figure_min_scale = max(smallest_figure, _FIGURE_PER_CHART * scale)
        try:
            placed = tuple(place_box(box, size.trim, context))
        except SceneError as error:
            first_error = first_error or error
            continue
        largest = largest or PlacedCard(box, placed, tuple(context.problems))
        if _is_well_set(box, placed, context):
            return PlacedCard(box, placed, tuple(context.problems))
    if largest:
        return largest
    assert first_error is not None
    raise first_error


def _list_charts(box: Box) -> list[ChartPart]:
    """Return the charts that a card draws."""
    return [b.part for b in box.walk() if isinstance(b.part, ChartPart)]


def _is_well_set(box: Box, nodes: tuple[Node, ...], context: LayoutContext) -> bool:
    """Return whether the text that fills the remaining space is large enough for its range of sizes."""
    sizes: dict[str, float] = {}
    for role, node in walk_nodes(nodes):
        if isinstance(node, Text):
            sizes[role] = max(sizes.get(role, 0.0), node.size)
    filling = [(b, b.part) for b in box.walk() if isinstance(b.part, WordsPart) and b.part.fit == "words"]
    return all(
        sizes.get(b.role, 0.0) >= context.to_px(comfortable_size(part.smallest, part.largest))
        for b, part in filling
    )
