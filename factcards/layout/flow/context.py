"""The context of one card's layout: its size, fonts and settings, and the text shaped, fitted and measured so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...errors import Problem
from ...graphics.geometry import Extent, Insets, Rect
from ...model.assets import Assets
from ...model.cards import LocalCard
from ...model.sizes import Size
from ...model.themes import PartFrame, Theme
from ...text import FitOptions, FitResult, Paragraph, fit_text
from ..boxes import Box
from ..typesetting.brands import apply_brand_fonts
from ..typesetting.figure_lockups import FigureLayout
from ..typesetting.text_boxes import TextSetting, fit_options_of, shape_figure, shape_words
from ..typesetting.uniform_sizes import INDIVIDUAL, TypeSizes

_SAFE_GAP = 16
"""Gap between text and the area that an app covers or crops, in reference pixels."""
_MIN_MARGIN = 64
"""Smallest margin, in reference pixels. Hanging punctuation stays within it, on the card and uncovered by apps."""
_FIGURE_MIN_SCALE = 0.3
"""Smallest size of a figure beside text, relative to the size that its width allows."""

_COMFORTABLE = 0.3
"""Fraction of its range of sizes, from the smallest, at which body text is comfortable to read."""


def comfortable_size(smallest: float, largest: float) -> float:
    """Return the size from which body text is large enough, so that headline, photograph and chart need not shrink.

    It has the unit of `smallest` and `largest`.
    """
    return smallest + _COMFORTABLE * (largest - smallest)


@dataclass(slots=True)
class LayoutContext:
    """The layout of one card: its constant inputs, and a cache of text that is already shaped, fitted and measured.

    The caches are keyed by the identity of boxes, so boxes with text are referenced as long as the context exists.
    `chart_scale` is the current height of charts relative to their preferred height, `figure_scale` the size of figures
    relative to the size that their width allows, and `figure_min_scale` the smallest such size beside text.
    """

    card: LocalCard
    size: Size
    assets: Assets
    setting: TextSetting
    problems: list[Problem] = field(default_factory=list)
    chart_scale: float = 1.0
    figure_min_scale: float = _FIGURE_MIN_SCALE
    figure_scale: float = 1.0
    _cached_boxes: list[Box] = field(default_factory=list)
    _shaped: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    _figures: dict[int, FigureLayout] = field(default_factory=dict)
    _fitted: dict[tuple[int, Extent, FitOptions], FitResult | None] = field(default_factory=dict)

    def to_px(self, length: float) -> int:
        """Convert a length of the theme to whole pixels."""
        return round(length * self.setting.unit)

    def paragraphs_of(self, box: Box) -> tuple[Paragraph, ...]:
        """Return the box's paragraphs, shaped once."""
        if id(box) not in self._shaped:
            self._cached_boxes.append(box)
            self._shaped[id(box)] = shape_words(box, self.setting)
        return self._shaped[id(box)]

    def figure_of(self, box: Box) -> FigureLayout:
        """Return the box's figure, shaped once."""
        if id(box) not in self._figures:
            self._cached_boxes.append(box)
            self._figures[id(box)] = shape_figure(box, self.setting)
        return self._figures[id(box)]

    def fit(self, box: Box, area: Extent, options: FitOptions | None = None) -> FitResult | None:
        """Return the box's text fitted to an area in pixels, None if it does not fit.

        `options` replaces those of the box's part.
        """
        key = (id(box), area, options or fit_options_of(box, self.setting))
        if key not in self._fitted:
            self._fitted[key] = fit_text(self.paragraphs_of(box), area, key[2])
        return self._fitted[key]

    def fitted_extent(self, box: Box, fitted: FitResult) -> Extent | None:
        """Return the area to which the box's text was fitted, None if it was not fitted by `fit`."""
        return next((key[1] for key, found in self._fitted.items() if key[0] == id(box) and found is fitted), None)

    def to_physical(self, rect: Rect) -> Rect:
        """Convert a rectangle measured from the start edge to one measured from the left edge."""
        if self.setting.direction == "ltr":
            return rect
        return Rect(self.size.width - rect.right, rect.y, rect.width, rect.height)

    def extend_to_bleed(self, rect: Rect) -> Rect:
        """Extend a rectangle to the picture's edge where it touches the trim's edge. It is measured from the start."""
        trim, size = self.size.trim, self.size
        left = min(rect.x, 0.0) if rect.x <= trim.x else rect.x
        top = min(rect.y, 0.0) if rect.y <= trim.y else rect.y
        right = max(rect.right, size.width) if rect.right >= trim.right else rect.right
        bottom = max(rect.bottom, size.height) if rect.bottom >= trim.bottom else rect.bottom
        return Rect(left, top, right - left, bottom - top)

    def padding_of(self, frame: PartFrame) -> Insets:
        """Return a frame's padding in pixels, extended to the safe area at the edges that the frame names."""
        top, end, bottom, start = (self.to_px(v) for v in frame.padding)
        sides = {side: getattr(self.size.safe, side) for side in frame.safe}
        safe = {side: inset + self.to_px(_SAFE_GAP) if inset else 0 for side, inset in sides.items()}
        return Insets(
            max(top, safe.get("top", 0)), max(end, safe.get("end", 0)),
            max(bottom, safe.get("bottom", 0)), max(start, safe.get("start", 0)),
        )  # fmt: skip


def new_context(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: TypeSizes = INDIVIDUAL
) -> LayoutContext:
    """Return the context for one card's layout.

    Raises SceneError if a font family is not available, or the brand names a colour or a role that the theme lacks.
    """
    theme = apply_brand_fonts(theme, card.brand, assets.fonts)
    hang = max(_MIN_MARGIN * size.unit - max(size.safe.start, size.safe.end), _SAFE_GAP * size.unit)
    setting = TextSetting(card.direction, theme, size.unit, assets.fonts, sizes, hang, card.hyphenate)
    return LayoutContext(card, size, assets, setting)
