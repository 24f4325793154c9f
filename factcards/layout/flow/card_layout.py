"""Place a card with the largest figure, text and chart that its space allows, and draw it.

If the text fits beside no chart, the card is placed without it, with a warning unless the chart is optional.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from ...errors import Problem, SceneError
from ...model.assets import Assets
from ...model.cards import LocalCard
from ...model.sizes import SIZES, Size, list_larger_sizes
from ...model.themes import ChartPart, CodePart, FittingSizes, RoleFontSize, Theme
from ..boxes import Box, Misfit
from ..codes.code_boxes import fit_code
from ..drafts import Draft
from ..palette.palettes import choose_logo, resolve_palette
from ..typesetting.shaped_boxes import shape_boxes
from ..typesetting.text_boxes import explain_misfit
from ..typesetting.uniform_sizes import TypeSizes
from .compose import compose_card
from .context import LayoutContext, new_context
from .draw_boxes import draw_box, find_problems_of_boxes
from .fitting_sizes import list_fitting_sizes
from .place import place_box
from .placed import Placed
from .preferences import CARD_PREFERENCES
from .search import search
from .trials import Trial
from .undrawn_text import NOT_DRAWN

_SPACE = ("code", "does-not-fit", "word-too-long")
"""Kinds of errors that a larger picture may avoid."""
_STEP, _MAX_STEPS = 1.05, 32
"""Ratio of the sizes that are tried in place of one that is too small, and their number: up to 4.8 times as large."""
_STAND_IN_LINK = "https://example.org/"
"""The link that replaces one too long for a code while other errors are searched."""


class DrawnCard(NamedTuple):
    """A card's boxes, all that they draw, and the warnings of the layout."""

    box: Box
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]


class _PlacedCard(NamedTuple):
    """A placed card, its context, and the warnings about what it does not show."""

    placed: Placed
    context: LayoutContext
    problems: tuple[Problem, ...] = ()


def draw_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleFontSize, ...] = ()
) -> DrawnCard:
    """Place and draw everything on a card. Raises SceneError if its text does not fit even without the chart.

    The error has all problems that do not depend on the space: of each part's characters, and of the link's code. Text
    is set at `sizes`, those of the set, or smaller if it does not fit; only after that is the chart left out. For a
    size of the user's own it also names the smallest size of that shape at which the card fits, if there is one.
    """
    try:
        placed, context, problems = _place_card(card, theme, size, assets, TypeSizes(sizes))
    except SceneError as error:
        raise SceneError((*error.problems, *_find_larger_size(card, theme, size, assets, error.problems))) from None
    context = context.trying(placed.trial)
    drafts = tuple(draw_box(placed, context))
    return DrawnCard(placed.box, drafts, (*find_problems_of_boxes(placed, context), *problems))


def measure_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> tuple[FittingSizes, ...]:
    """Return the type sizes at which this card's text fits. Nothing is drawn.

    Raises SceneError if its text does not fit even without the chart, a font lacks a character, or the theme draws too
    much, as `draw_card` does.
    """
    theme, _ = resolve_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    placed, context, _ = _place_card(card, theme, size, assets, TypeSizes(is_measuring=True))
    return tuple(list_fitting_sizes(placed, context.trying(placed.trial)))


def _find_larger_size(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, problems: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """Return an error with the smallest size of an own size's shape at which the card fits; () if there is none."""
    if size in SIZES or any(problem.kind not in _SPACE for problem in problems):
        return ()

    def fits(larger: Size) -> bool:
        try:
            _place_card(card, theme, larger, assets, TypeSizes())
        except SceneError:
            return False
        return True

    steps = list_larger_sizes(size, _STEP, _MAX_STEPS)
    if not steps or not fits(steps[-1]):   # a larger picture has larger type, so words may fit in none
        return ()
    smallest = steps[bisect_left(steps[:-1], True, key=fits)]
    message = (f"{size.width} × {size.height} pixels are too few for this card: the smallest size of this shape "
               f"at which it fits has {smallest.width} × {smallest.height}")   # fmt: skip
    return (Problem("error", message, hint="render a larger picture", kind=problems[0].kind),)


def _place_card(card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: TypeSizes) -> _PlacedCard:
    """Place a card, without its chart if it fits beside none. Raises SceneError with all problems if nothing fits."""
    box, context = _shape_card(card, theme, size, assets)
    found = _search(box, context, sizes)
    if isinstance(found, Placed):
        return _PlacedCard(found, context)
    left_out = _list_charts(box)
    bare: Placed | Misfit = found
    if left_out:
        box, context = _shape_card(replace(card, chart=None), theme, size, assets)
        bare = _search(box, context, sizes)
    if isinstance(bare, Misfit):
        raise SceneError(dict.fromkeys(_list_problems(bare, card, theme, size, assets, sizes)))
    if all(chart.optional for chart in left_out):
        return _PlacedCard(bare, context)
    message = "the chart is left out: the card has no space for it"
    hint = explain_misfit(found).message
    return _PlacedCard(bare, context, (Problem("warning", message, field="chart", hint=hint, kind=NOT_DRAWN),))


def _shape_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> tuple[Box, LayoutContext]:
    """Return a card's boxes with their text shaped. Raises SceneError with the problems of all parts and the code."""
    box, context = compose_card(card, theme, size), new_context(card, theme, size, assets)
    try:
        return shape_boxes(box, context.setting), context
    except SceneError as error:
        raise SceneError(dict.fromkeys((*error.problems, *_find_code_problems(box, size)))) from None


def _find_code_problems(box: Box, size: Size) -> list[Problem]:
    """Return the error of a link that is too long for its code, even in the whole width of the card."""
    codes = (fit_code(inner, size, size.trim.width) for inner in box.walk() if isinstance(inner.part, CodePart))
    return [code.problem for code in codes if isinstance(code, Misfit)]


def _search(box: Box, context: LayoutContext, sizes: TypeSizes) -> Placed | Misfit:
    """Return the boxes placed by the order of preferences for a whole card."""
    preferred = Trial(sizes=sizes, chart_scale=1.0 if _list_charts(box) else 0.0)
    return search(
        box, CARD_PREFERENCES, preferred, context,
        lambda trial: place_box(box, context.size.trim, context.trying(trial)),
    )  # fmt: skip


def _list_charts(box: Box) -> list[ChartPart]:
    """Return the charts that a card draws."""
    return [inner.part for inner in box.walk() if isinstance(inner.part, ChartPart)]


def _list_problems(
    misfit: Misfit, card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: TypeSizes
) -> list[Problem]:
    """Return the misfit's problem and those of the card's other parts, so that an author can correct all at once."""
    problem = explain_misfit(misfit)
    if problem.kind != "code":
        return [problem, *_find_code_problems(compose_card(card, theme, size), size)]
    if card.url == _STAND_IN_LINK:
        return [problem]
    try:   # the code is reported for its own place; does the rest fit beside the code of a short link?
        _place_card(replace(card, url=_STAND_IN_LINK), theme, size, assets, sizes)
    except SceneError as error:
        return [problem, *error.problems]
    return [problem]
