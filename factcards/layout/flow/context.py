"""What arranging one card needs at hand: its size, its fonts, and its words, shaped, fitted and measured once."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...errors import Problem
from ...graphics.geometry import Extent, Insets, Rect
from ...model.assets import Assets
from ...model.cards import LocalCard
from ...model.sizes import Size
from ...model.themes import Frame, Theme
from ...text import Fit, Fitted, Paragraph, fit_text
from ..boxes import Box
from ..type.brands import brand_theme
from ..type.figure_lockups import SetFigure
from ..type.text_boxes import Setting, fit_of, measure_figure, shape_words
from ..type.uniform_sizes import NATURAL, Sizes

_AIR = 16
"""Between words and what an app covers or crops, in reference pixels."""
_MARGIN = 64
"""The narrowest margin in reference pixels: what hangs stays on the card and out of what apps cover."""
_HEADLINE_FLOOR = 0.3
"""What a figure keeps at least of the size that its width allows."""


@dataclass(slots=True)
class Desk:
    """One card being arranged: what does not change, and the words already shaped, fitted and measured.

    Boxes are known by their identity, so those with words are held for as long as the card is being arranged. `chart`
    is what charts take of their wished height at present, `ease` what figures take of the size that their width allows,
    `floor` what a figure must keep of that beside words.
    """

    card: LocalCard
    size: Size
    assets: Assets
    setting: Setting
    problems: list[Problem] = field(default_factory=list)
    chart: float = 1.0
    floor: float = _HEADLINE_FLOOR
    ease: float = 1.0
    _held: list[Box] = field(default_factory=list)
    _shaped: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    _figures: dict[int, SetFigure] = field(default_factory=dict)
    _fitted: dict[tuple[int, Extent, Fit], Fitted | None] = field(default_factory=dict)

    def px(self, measure: float) -> int:
        """A measure of the theme in whole pixels."""
        return round(measure * self.setting.unit)

    def shaped(self, box: Box) -> tuple[Paragraph, ...]:
        """The box's paragraphs, shaped once."""
        if id(box) not in self._shaped:
            self._held.append(box)
            self._shaped[id(box)] = shape_words(box, self.setting)
        return self._shaped[id(box)]

    def figure(self, box: Box) -> SetFigure:
        """The box's figure, measured once."""
        if id(box) not in self._figures:
            self._held.append(box)
            self._figures[id(box)] = measure_figure(box, self.setting)
        return self._figures[id(box)]

    def fit(self, box: Box, room: Extent, fit: Fit | None = None) -> Fitted | None:
        """The box's words in a room in pixels, by the part's own way of fitting if no other is given."""
        asked = (id(box), room, fit or fit_of(box, self.setting))
        if asked not in self._fitted:
            self._fitted[asked] = fit_text(self.shaped(box), room, asked[2])
        return self._fitted[asked]

    def room_of(self, box: Box, fitted: Fitted) -> Extent | None:
        """Return the room in which the box's words were fitted, None if they were not fitted by `fit`."""
        return next((a[1] for a, found in self._fitted.items() if a[0] == id(box) and found is fitted), None)

    def turned(self, rect: Rect) -> Rect:
        """A place reckoned from the start, as it stands on the card."""
        if self.setting.direction == "ltr":
            return rect
        return Rect(self.size.width - rect.right, rect.y, rect.width, rect.height)

    def bled(self, rect: Rect) -> Rect:
        """A place reckoned from the start; at the edges of what is left after the cut it runs on to the picture's."""
        trim, size = self.size.trim, self.size
        left = min(rect.x, 0.0) if rect.x <= trim.x else rect.x
        top = min(rect.y, 0.0) if rect.y <= trim.y else rect.y
        right = max(rect.right, size.width) if rect.right >= trim.right else rect.right
        bottom = max(rect.bottom, size.height) if rect.bottom >= trim.bottom else rect.bottom
        return Rect(left, top, right - left, bottom - top)

    def pad(self, frame: Frame) -> Insets:
        """A frame's pad in pixels, reaching into the safe area where the frame asks for it."""
        top, end, bottom, start = (self.px(v) for v in frame.pad)
        sides = {side: getattr(self.size.safe, side) for side in frame.safe}
        safe = {side: reach + self.px(_AIR) if reach else 0 for side, reach in sides.items()}
        return Insets(
            max(top, safe.get("top", 0)), max(end, safe.get("end", 0)),
            max(bottom, safe.get("bottom", 0)), max(start, safe.get("start", 0)),
        )  # fmt: skip


def open_desk(card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: Sizes = NATURAL) -> Desk:
    """Everything at hand to arrange one card; SceneError if a font family that it needs is not."""
    theme = brand_theme(theme, card.brand, assets.fonts)
    hang = max(_MARGIN * size.unit - max(size.safe.start, size.safe.end), _AIR * size.unit)
    setting = Setting(card.direction, theme, size.unit, assets.fonts, sizes, hang, card.hyphenate)
    return Desk(card, size, assets, setting)
