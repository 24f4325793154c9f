"""The context of one card's layout: its size, fonts, settings and present trial, and the text fitted so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ...graphics.geometry import Extent, Insets, Rect
from ...model.assets import Assets
from ...model.cards import LocalCard
from ...model.sizes import Size
from ...model.themes import PartFrame, Theme
from ...text import FitOptions, FitResult, Paragraph, fit_text
from ..boxes import Box
from ..typesetting.brands import apply_brand_fonts
from ..typesetting.text_boxes import TextSetting, fit_options_of
from .trials import PREFERRED, Trial

_SAFE_GAP = 16
"""Gap between text and the area that an app covers or crops, in reference pixels."""
_MIN_MARGIN = 64
"""Smallest margin, in reference pixels. Hanging punctuation stays within it, on the card and uncovered by apps."""
_FitKey = tuple[tuple[Paragraph, ...], Extent, FitOptions]


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """The layout of one card: its inputs, the trial that is made, and a cache of fitted text that all trials share."""

    card: LocalCard
    size: Size
    assets: Assets
    setting: TextSetting
    trial: Trial = PREFERRED
    _fitted: dict[_FitKey, FitResult | None] = field(default_factory=dict)

    def trying(self, trial: Trial) -> LayoutContext:
        """Return the context of another trial."""
        return replace(self, trial=trial, setting=replace(self.setting, sizes=trial.sizes))

    @property
    def chart_scale(self) -> float:
        """The height of charts relative to their preferred height."""
        return self.trial.chart_scale

    def to_px(self, length: float) -> int:
        """Convert a length of the theme to whole pixels."""
        return round(length * self.setting.unit)

    def fit(self, box: Box, area: Extent, options: FitOptions | None = None) -> FitResult | None:
        """Return the box's text fitted to an area in pixels, None if it does not fit.

        `options` replaces those of the box's part.
        """
        key = (box.paragraphs, area, options or fit_options_of(box, self.setting))
        if key not in self._fitted:
            self._fitted[key] = fit_text(*key)
        return self._fitted[key]

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


def new_context(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> LayoutContext:
    """Return the context for one card's layout.

    Raises SceneError if a font family is not available, or the brand names a colour or a role that the theme lacks.
    """
    theme = apply_brand_fonts(theme, card.brand, assets.fonts)
    hang = max(_MIN_MARGIN * size.unit - max(size.safe.start, size.safe.end), _SAFE_GAP * size.unit)
    setting = TextSetting(card.direction, theme, size.unit, assets.fonts, hang=hang, hyphenate=card.hyphenate)
    return LayoutContext(card, size, assets, setting)
