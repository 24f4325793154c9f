"""The heights of the boxes in a column, and how the sizes of headline and text are balanced in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Rect
from ...model.themes import ChartPart, StackPart, WordsPart
from ...text import FitResult
from ..boxes import Box, FigureLayout, Misfit, all_fit, is_fitted_text
from ..typesetting.text_boxes import fit_options_of, make_misfit
from .context import LayoutContext
from .measure import distribute, fit_lines, measure_basis, measure_box, measure_figure
from .placed import PlacedText
from .preferences import comfortable_size
from .trials import Trial

_HEADLINE_STEP = 0.94
"""Ratio between a headline's size and the next smaller one that is tried."""
_HEADLINE_STEPS_DOWN = 4
"""Number of sizes of the headline that are tried while a set is measured, even if the text is already large enough.

A smaller headline leaves more space to the text, which is to be as large as that of the set's other cards.
"""
_HEADLINE_STEPS_FOR_SHAPE = 3
"""Maximum number of steps by which a headline shrinks so that text of a fixed size has space for lines of a good shape.
"""
_MIN_FIGURE_RATIO = 0.5
"""Minimum size of a figure relative to the smallest size of the theme's headline: digits stay legible."""
_MIN_ONE_LINE_RATIO = 0.62
"""A headline stays on one line if its size there is at least this fraction of its size on several lines."""


@dataclass(frozen=True, slots=True)
class ColumnItem:
    """The height of a box in a column, in pixels, and its text if that was fitted together with other text."""

    height: int
    text: PlacedText | None = None


def distribute_column(
    box: Box, inner: Rect, trial: Trial, context: LayoutContext
) -> list[ColumnItem] | Misfit:
    """Return the height of each box in a column: fixed boxes first, then headline and text, then those that grow."""
    assert isinstance(box.part, StackPart)
    fitted = [index for index, child in enumerate(box.children) if is_fitted_text(child)]
    others = [index for index in range(len(box.children)) if index not in fitted]
    base = all_fit(_measure_base_height(box.children[index], inner, trial, context) for index in others)
    if isinstance(base, Misfit):
        return base
    gaps = context.to_px(box.part.gap) * (len(box.children) - 1)
    remaining = inner.height - gaps - sum(base)
    space = Extent(inner.width * trial.measure, remaining)
    words = _distribute_words([box.children[index] for index in fitted], space, context)
    if isinstance(words, Misfit):
        return words
    items = dict(zip(others, map(ColumnItem, base), strict=True)) | dict(zip(fitted, words, strict=True))
    spare = inner.height - gaps - sum(item.height for item in items.values())
    if spare < 0 and (misfit := _find_overflow(box, -spare)):
        return misfit
    growing = [index for index, child in enumerate(box.children) if child.part.frame.grow]
    weights = [box.children[index].part.frame.grow for index in growing]
    for index, part in zip(growing, distribute(max(0.0, spare), weights), strict=True):
        items[index] = ColumnItem(items[index].height + part)
    return [items[index] for index in range(len(box.children))]


def _find_overflow(box: Box, excess: float) -> Misfit | None:
    """Return the misfit of a column that is `excess` pixels too high, if its chart or its figure could be smaller."""
    for field, name, found in (
        ("chart", "chart", any(isinstance(c.part, ChartPart) for c in box.children)),
        ("headline", "figure", any(c.part.frame.hug and any(b.is_figure for b in c.children) for c in box.children)),
    ):
        if found:
            message = f"the {name} is {excess:.0f} px too high for its column"
            return Misfit(Problem("error", message, field=field, hint="shorten its text", kind="does-not-fit"))
    return None


def _measure_base_height(box: Box, inner: Rect, trial: Trial, context: LayoutContext) -> int | Misfit:
    """Return the height of a box before the remaining height is distributed."""
    if box.part.frame.share:
        return measure_basis(box, inner.height, context, trial.shrinkage)
    if isinstance(box.part, ChartPart):   # a chart that grows gets more space, but is not higher
        return measure_box(box, inner.width, context)
    if box.part.frame.grow:
        return context.to_px(box.part.frame.min_length)
    return measure_box(box, inner.width, context)


def _distribute_words(fitted: Sequence[Box], space: Extent, context: LayoutContext) -> list[ColumnItem] | Misfit:
    """Return headline and text, in their order: the largest headline beside which the text is comfortable to read.

    Raises SceneError if the theme has other boxes that take the remaining height.
    """
    if not fitted:
        return []
    headline = next((b for b in fitted if isinstance(b.part, WordsPart) and b.part.fit in ("width", "lockup")), None)
    words = next((b for b in fitted if isinstance(b.part, WordsPart) and b.part.fit == "words"), None)
    if len(fitted) > sum(b is not None for b in (headline, words)):
        message = "two parts of one column take the remaining height"
        hint = "give `fit: width` to one and `fit: words` to one"
        raise SceneError([Problem("error", message, field="theme", hint=hint, kind="theme")])
    if headline is None or words is None:
        one = _distribute_one(fitted[0], space, context)
        return one if isinstance(one, Misfit) else [one]
    found = _balance(headline, words, space, context)
    if isinstance(found, Misfit):
        return found
    return list(found) if fitted[0] is headline else list(reversed(found))


def _balance(
    headline: Box, words: Box, space: Extent, context: LayoutContext
) -> tuple[ColumnItem, ColumnItem] | Misfit:
    sizes, width = _list_headline_sizes(headline, space, context), space.width * _width_share(words)
    if isinstance(sizes, Misfit):
        return sizes
    fit = fit_options_of(words, context.setting)
    quick = replace(fit, rag=False)
    enough = comfortable_size(fit.smallest, fit.largest)
    min_trials = _HEADLINE_STEPS_DOWN if context.setting.sizes.is_measuring else 0
    best: tuple[ColumnItem, int] | None = None
    for trial, item in enumerate(sizes, start=1):
        found = context.fit(words, Extent(width, space.height - item.height), quick)
        if found and (best is None or found.size > best[1]):
            best = (item, found.size)
        if found and found.size >= enough and trial >= min_trials:
            break
    first = sizes.index(best[0]) if best else len(sizes) - 1
    steps = _HEADLINE_STEPS_FOR_SHAPE if fit.smallest == fit.largest else 0
    spaces = [(item, Extent(width, space.height - item.height)) for item in sizes[first : first + steps + 1]]
    fitted = [(item, PlacedText(one, area)) for item, area in spaces if best and (one := context.fit(words, area))]
    if not fitted:
        return make_misfit(words, spaces[0][1], context.setting)
    beside, text = next((pair for pair in fitted if pair[1].fitted.is_shaped), fitted[0])
    return beside, ColumnItem(round(text.fitted.height), text)


def _width_share(box: Box) -> float:
    """Return the fraction of the width that a text box may use."""
    assert isinstance(box.part, WordsPart)
    return box.part.measure


def _distribute_one(box: Box, space: Extent, context: LayoutContext) -> ColumnItem | Misfit:
    """Return the only box that takes the remaining space.

    Text is as large as fits; a figure is no higher than the remaining space.
    """
    if box.figure:
        lowest = _list_figure_sizes(box, box.figure, space, context)[-1].height
        preferred = measure_box(box, space.width, context)
        if isinstance(preferred, Misfit):
            return preferred
        return ColumnItem(min(preferred, max(lowest, int(space.height))))
    space = Extent(space.width * _width_share(box), space.height)
    fitted = context.fit(box, space)
    if fitted is None:
        return make_misfit(box, space, context.setting)
    return ColumnItem(round(fitted.height), PlacedText(fitted, space))


def _list_headline_sizes(box: Box, space: Extent, context: LayoutContext) -> list[ColumnItem] | Misfit:
    """Return the headline at its sizes, from the largest that its width allows to its smallest."""
    assert isinstance(box.part, WordsPart)
    if box.figure:
        return _list_figure_sizes(box, box.figure, space, context)
    unlimited = Extent(space.width, float(context.size.height))
    fit = fit_options_of(box, context.setting)
    text = fit_lines(box, space.width, context)
    if isinstance(text, Misfit):
        return text
    single = context.fit(box, unlimited, replace(fit, lines=1))
    if single and single.size >= _MIN_ONE_LINE_RATIO * text.fitted.size:
        text, fit = PlacedText(single, unlimited), replace(fit, lines=1)
    items = [ColumnItem(round(text.fitted.height), text)]
    fitted: FitResult | None = text.fitted
    while fitted and (smaller := int(fitted.size * _HEADLINE_STEP)) >= context.to_px(box.part.smallest):
        fitted = context.fit(box, unlimited, replace(fit, largest=smaller))
        items += [ColumnItem(round(fitted.height), PlacedText(fitted, unlimited))] if fitted else []
    return items


def _list_figure_sizes(box: Box, figure: FigureLayout, space: Extent, context: LayoutContext) -> list[ColumnItem]:
    """Return the heights of a figure at its sizes, from the largest that its width allows to its smallest."""
    assert isinstance(box.part, WordsPart)
    smallest = context.to_px(box.part.smallest)
    size, items = float(measure_figure(box, figure, space.width, context)), []
    lowest = min(size, max(size * context.trial.figure_min_scale, smallest * _MIN_FIGURE_RATIO))
    while size >= lowest:
        items.append(ColumnItem(round(figure.height * int(size))))
        size *= _HEADLINE_STEP
    return items
