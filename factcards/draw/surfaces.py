"""What a scene is drawn on: an image of a part of it, here in true colour.

`indexed_surface` has the one with at most 256 colours.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self, assert_never

from PIL import Image, ImageChops

from ..graphics.color import Color, Gradient, Paint
from ..graphics.geometry import PixelBox
from ..late_loading import import_late
from .glyph_masks import CoverageMask
from .pixel_boxes import intersect_boxes, move_box

if TYPE_CHECKING:
    from ..graphics import gradients
else:
    gradients = import_late("..graphics.gradients", __package__)


class Surface(ABC):
    """An image of a part of the scene.

    `left` and `top` are the scene pixel of its top left corner; nothing is drawn outside the box `limit`. All boxes are
    in pixels of the scene.
    """

    def __init__(self, image: Image.Image, left: int, top: int, limit: PixelBox) -> None:
        self.image, self.left, self.top, self.limit = image, left, top, limit

    @property
    def is_full(self) -> bool:
        """Whether no further colour can be drawn, so that the image is worthless."""
        return False

    @abstractmethod
    def limit_to(self, limit: PixelBox) -> Self:
        """Return the same surface with another limit."""

    @abstractmethod
    def copy_part(self, box: PixelBox) -> Self:
        """Return a copy of a part, on which a group is drawn."""

    @abstractmethod
    def fill_box(self, color: Color, box: PixelBox) -> None:
        """Fill a box with an opaque colour."""

    @abstractmethod
    def paint(self, coverage: CoverageMask, paint: Paint) -> None:
        """Composite a colour or gradient through a mask."""

    @abstractmethod
    def paste(self, image: Image.Image, box: PixelBox) -> None:
        """Composite an RGB or RGBA image of the box's size."""

    @abstractmethod
    def blend_part(self, part: Self, mask: Image.Image) -> None:
        """Composite a part that `copy_part` made, through a mask of its size."""

    def shown(self, box: PixelBox, mask: Image.Image | None = None) -> tuple[PixelBox, Image.Image | None] | None:
        """Return the part of a box within the limit, with that part of its mask, or None if nothing is shown."""
        part = intersect_boxes(box, self.limit)
        if part is None:
            return None
        if mask and part != box:
            mask = mask.crop(move_box(part, box[0], box[1]))
        return part, mask

    def place(self, box: PixelBox) -> PixelBox:
        """Return a box in pixels of the image."""
        return move_box(box, self.left, self.top)


class TrueColorSurface(Surface):
    """A surface in RGB."""

    def limit_to(self, limit: PixelBox) -> TrueColorSurface:
        """Return the same surface with another limit."""
        return TrueColorSurface(self.image, self.left, self.top, limit)

    def copy_part(self, box: PixelBox) -> TrueColorSurface:
        """Return a copy of a part, on which a group is drawn."""
        return TrueColorSurface(self.image.crop(self.place(box)), box[0], box[1], box)

    def fill_box(self, color: Color, box: PixelBox) -> None:
        """Fill a box with an opaque colour."""
        self._composite(color.rgb, box)

    def paint(self, coverage: CoverageMask, paint: Paint) -> None:
        """Composite a colour or gradient through a mask."""
        match paint:
            case Color():
                self._composite(paint.rgb, coverage.box, apply_opacity(coverage.mask, paint.alpha / 255))
            case Gradient():
                image, alpha = gradients.draw_gradient(paint, coverage.box)
                mask = ImageChops.multiply(coverage.mask, alpha) if alpha else coverage.mask
                self._composite(image, coverage.box, mask)
            case _:
                assert_never(paint)

    def paste(self, image: Image.Image, box: PixelBox) -> None:
        """Composite an RGB or RGBA image of the box's size."""
        self._composite(image, box, image if image.mode == "RGBA" else None)

    def blend_part(self, part: Surface, mask: Image.Image) -> None:
        """Composite a part that `copy_part` made, through a mask of its size."""
        left, top = part.left, part.top
        self._composite(part.image, (left, top, left + mask.width, top + mask.height), mask)

    def _composite(
        self, source: Image.Image | tuple[int, int, int], box: PixelBox, mask: Image.Image | None = None
    ) -> None:
        """Composite an image or a colour over a box, within the mask and the limit."""
        found = self.shown(box, mask)
        if found is None:
            return
        shown, mask = found
        if shown != box and isinstance(source, Image.Image):
            source = source.crop(move_box(shown, box[0], box[1]))
        if mask and not isinstance(source, Image.Image):
            # Pillow pastes an image through a mask 1.5 times as fast as a colour
            source = Image.new("RGB", mask.size, source)
        self.image.paste(source, self.place(shown), mask)


def apply_opacity(mask: Image.Image, opacity: float) -> Image.Image:
    """Return a mask with all coverages reduced by an opacity, 0 to 1."""
    return mask if opacity >= 1 else mask.point([round(value * opacity) for value in range(256)])
