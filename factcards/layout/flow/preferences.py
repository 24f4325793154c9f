"""What is relaxed on a card that does not fit, in order: the last is relaxed first.

`CARD_PREFERENCES` hold for the whole card. Inside them, each stack has its own: `DISC` in layers, `SHARES` in rows and
columns, `MEASURE` in columns beside a round photograph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ...model.themes import ChartPart, WordsPart
from ..boxes import Box, Misfit, is_disc_photo, is_fitted_text, is_shrinkable
from ..charts.charts import CHART_SCALES
from ..typesetting.text_boxes import fit_options_of
from .context import LayoutContext
from .placed import Placed, PlacedText
from .search import Preference
from .trials import Trial

FIGURE_SCALES = (1.0, 0.88, 0.76, 0.64, 0.52)
"""Scales of a figure that is apart from the text, tried in order before the card is refused."""
DISC_SCALES = (1.0, 0.85, 0.7, 0.58)
"""Diameters of a round photograph to try, in order, relative to the theme's."""
_SHRINKAGES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How far parts with a range of shares are from their maximum, in the order in which it is tried."""
_MEASURES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
"""Fractions of the width that are tried for text beside a round photograph: the largest text that clears it is used."""
_NEVER = float("inf")
"""The rating that no placement has: all trials are made, and the best is used."""
_FIXED_CHART = "strip"
"""The kind of chart that cannot shrink, because it is a share of the card itself."""
_COMFORTABLE = 0.3
"""Fraction of its range of sizes, from the smallest, at which body text is comfortable to read."""


def comfortable_size(smallest: float, largest: float) -> float:
    """Return the size from which body text is large enough, so that headline, photograph and chart need not shrink.

    It has the unit of `smallest` and `largest`.
    """
    return smallest + _COMFORTABLE * (largest - smallest)


def find_filling_text(box: Box) -> Box | None:
    """Return the text box whose size depends on the remaining space, None if there is none."""
    if isinstance(box.part, WordsPart):
        return box if box.part.fit == "words" else None
    return next((found for child in box.children if (found := find_filling_text(child))), None)


def _try_in_turn(field: str, values: Sequence[float]) -> Callable[[Trial, Misfit | None], Trial | None]:
    """Return the `relax` of a value that goes through `values`."""
    following = dict(pairwise(values))

    def relax(trial: Trial, _: Misfit | None) -> Trial | None:
        value = following.get(getattr(trial, field))
        changes: dict[str, Any] = {field: value}
        return None if value is None else replace(trial, **changes)

    return relax


def _keep_last(_: Misfit, last: Misfit) -> Misfit:
    return last


def _keep_overflow(first: Misfit, last: Misfit) -> Misfit:
    """Return the first misfit, unless it is an overlap: text that overflows a narrower width explains more."""
    return last if first.is_overlap else first


def _allow_smaller_text(trial: Trial, misfit: Misfit | None) -> Trial | None:
    """Return the trial with text below the set's sizes in the part that does not fit, or else in the body text."""
    if misfit is None or not trial.sizes.set_sizes:
        return None
    sizes = trial.sizes.relax([misfit.problem])
    return None if sizes == trial.sizes else replace(trial, sizes=sizes)


def _has_figure(box: Box) -> bool:
    return any(inner.is_figure for inner in box.walk())


def _has_scalable_chart(box: Box) -> bool:
    return any(isinstance(inner.part, ChartPart) and inner.part.kind != _FIXED_CHART for inner in box.walk())


def _rate_filling_text(placed: Placed, context: LayoutContext) -> float:
    """Return 1 if all text that fills the remaining space is comfortable to read, otherwise 0."""
    filling = [(b.role, b.part) for b in placed.box.walk() if isinstance(b.part, WordsPart) and b.part.fit == "words"]
    return float(all(
        max(placed.find_text_sizes(role), default=0.0) >= context.to_px(comfortable_size(part.smallest, part.largest))
        for role, part in filling
    ))  # fmt: skip


def _has_shrinkable_part(box: Box) -> bool:
    return any(map(is_shrinkable, box.children))


def _rate_text_beside_shares(placed: Placed, context: LayoutContext) -> float:
    """Return the size of the text relative to a comfortable one. Without text, every share that fits is good enough."""
    words = find_filling_text(placed.box)
    if words is None:
        return 1.0
    fit = fit_options_of(words, context.setting)
    smallest = min(placed.find_text_sizes(words.role), default=0.0)
    return smallest / comfortable_size(fit.smallest, fit.largest)


def _has_disc_photo(box: Box) -> bool:
    return any(map(is_disc_photo, box.children))


def _has_fitted_text(box: Box) -> bool:
    return any(map(is_fitted_text, box.children))


def _rate_text_beside_disc(placed: Placed, _: LayoutContext) -> float:
    """Return the largest size of the text that is fitted to the height of a column."""
    fitted = (child.content for child in placed.children if is_fitted_text(child.box))
    return max((content.fitted.size for content in fitted if isinstance(content, PlacedText)), default=1)


FIGURE = Preference(_has_figure, _try_in_turn("figure_scale", FIGURE_SCALES), changes_width=True)
"""Figures are as large as their width allows."""
SET_SIZES = Preference(lambda _: True, _allow_smaller_text, choose=_keep_last, changes_width=True)
"""Text has the sizes of its set."""
CHART = Preference(_has_scalable_chart, _try_in_turn("chart_scale", CHART_SCALES), _rate_filling_text)
"""Charts have their preferred height, unless the text beside them would be too small for comfort."""
DISC = Preference(_has_disc_photo, _try_in_turn("disc_scale", DISC_SCALES))
"""A round photograph has its preferred diameter."""
SHARES = Preference(
    _has_shrinkable_part, _try_in_turn("shrinkage", _SHRINKAGES), _rate_text_beside_shares, choose=_keep_last,
    changes_width=True,
)  # fmt: skip
"""Parts with a range of shares have their maximum, unless the text beside them would be too small for comfort."""
MEASURE = Preference(
    _has_fitted_text, _try_in_turn("measure", _MEASURES), _rate_text_beside_disc, _NEVER, _keep_overflow,
    changes_width=True,
)  # fmt: skip
"""Beside a round photograph, text has the measure at which it is largest without overlapping it."""

CARD_PREFERENCES = (FIGURE, SET_SIZES, CHART)
"""What is relaxed on the whole card, the last first, after what is relaxed in its stacks."""
COLUMN_PREFERENCES = (SHARES, MEASURE)
"""What is relaxed in a column beside a round photograph, the last first."""
