"""A trial: the values with which layout tries to place a card, from those that the theme prefers to smaller ones."""

from __future__ import annotations

from dataclasses import dataclass

from ..typesetting.uniform_sizes import INDIVIDUAL, TypeSizes

_FIGURE_MIN_SCALE = 0.3
"""Smallest size of a figure beside text, relative to the size that its width allows."""
_FIGURE_PER_CHART = 0.6
"""Minimum scale of a figure relative to the chart's scale, so that the two shrink together."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt to place a card. The defaults are what a theme prefers.

    The first three values hold for the whole card. `figure_scale` is the size of figures relative to the size that
    their width allows, `sizes` the rule for type sizes, and `chart_scale` the height of charts relative to their
    preferred height, 0 without a chart.

    The others hold for the direct parts of one stack. `disc_scale` is the diameter of round photographs relative to the
    theme's. `shrinkage` says how far parts with a range of shares are from their maximum: 1 is their minimum. `measure`
    is the fraction of the width that headline and text may use.
    """

    figure_scale: float = 1.0
    sizes: TypeSizes = INDIVIDUAL
    chart_scale: float = 0.0
    disc_scale: float = 1.0
    shrinkage: float = 0.0
    measure: float = 1.0

    @property
    def figure_min_scale(self) -> float:
        """The smallest size of figures beside text, relative to the size that their width allows."""
        return max(_FIGURE_MIN_SCALE, _FIGURE_PER_CHART * self.chart_scale)


PREFERRED = Trial()
"""The trial with what the theme prefers, for a card without a chart."""
