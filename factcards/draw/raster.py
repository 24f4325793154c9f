"""A scene as pixels: HarfBuzz makes the masks, Pillow composites them on an opaque canvas in sRGB.

Nothing is rounded here. Shapes and glyphs are drawn at the scene's positions; photographs must be on whole pixels.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from PIL import Image, ImageChops

from ..errors import DrawError
from ..graphics.color import Color, Gradient, Paint
from ..graphics.geometry import Path, PixelBox, Point
from ..late_loading import import_late
from ..model.assets import Assets
from ..model.scene import Group, Link, Node, Picture, Scene, Shape, Text
from ..text.fonts.font_library import Font, FontLibrary
from ..text.glyphs import Line
from .glyph_masks import CoverageMask, draw_color_glyph, rasterize_glyphs, rasterize_path
from .glyph_positions import PositionedGlyph, place_glyphs

if TYPE_CHECKING:
    from ..graphics import gradients
else:
    gradients = import_late("..graphics.gradients", __package__)

DrawItem = Shape | Picture | Text | Group

_MAX_FILLED_RECTS = 16
"""Maximum number of rectangles of a shape that are filled one by one; more are drawn as one mask."""


@dataclass(frozen=True, slots=True)
class Surface:
    """An image of a part of the scene.

    `left` and `top` are the scene pixel of its top left corner; nothing is drawn outside the box `limit`.
    """

    image: Image.Image
    left: int
    top: int
    limit: PixelBox

    def composite(
        self, source: Image.Image | tuple[int, int, int], box: PixelBox, mask: Image.Image | None = None
    ) -> None:
        """Composite an image or a colour over a box of the scene, within the mask and the limit."""
        shown = _intersect(box, self.limit)
        if shown is None:
            return
        if shown != box:
            part = _relative_to(shown, box[0], box[1])
            source = source.crop(part) if isinstance(source, Image.Image) else source
            mask = mask.crop(part) if mask else None
        if mask and not isinstance(source, Image.Image):
            # Pillow pastes an image through a mask 1.5 times as fast as a colour
            source = Image.new("RGB", mask.size, source)
        self.image.paste(source, _relative_to(shown, self.left, self.top), mask)


def draw_image(scene: Scene, assets: Assets) -> Image.Image:
    """Draw the scene as an RGB image, white where nothing is drawn; the caller may change the image.

    Raises DrawError if a photograph is not on whole pixels, FontError or SceneError if a font or photograph cannot be
    opened.
    """
    items = list(_flatten(scene.nodes, (0, 0, scene.width, scene.height)))
    background = tuple(itertools.takewhile(_is_background, items))
    canvas = _draw_background(background, scene.width, scene.height, assets).copy()
    for item, limit in items[len(background) :]:
        _draw_item(Surface(canvas, 0, 0, limit), item, assets)
    return canvas


@functools.lru_cache(maxsize=4)
def _draw_background(
    items: tuple[tuple[DrawItem, PixelBox], ...], width: int, height: int, assets: Assets
) -> Image.Image:
    """Draw the shapes and pictures before the first text or layer; cached because the cards of a set share them.

    Callers must not change the image.
    """
    canvas = Image.new("RGB", (width, height), "white")
    for item, limit in items:
        _draw_item(Surface(canvas, 0, 0, limit), item, assets)
    return canvas


def _is_background(pair: tuple[DrawItem, PixelBox]) -> bool:
    """Return whether an item can be drawn without fonts or layers, and so belongs to the cached background."""
    return isinstance(pair[0], Shape | Picture)


def _flatten(nodes: tuple[Node, ...], limit: PixelBox) -> Iterator[tuple[DrawItem, PixelBox]]:
    """Yield the items to draw, each with the box that limits it, in order; groups remain only if they need a layer."""
    for node in nodes:
        match node:
            case Group():
                boxes = _whole_boxes(node.clip) if node.clip else [limit]
                if node.opacity >= 1 and boxes and len(boxes) == 1:
                    narrower = _intersect(boxes[0], limit)
                    if narrower:
                        yield from _flatten(node.nodes, narrower)
                else:
                    yield node, limit
            case Shape() | Picture() | Text():
                yield node, limit
            case Link():
                pass   # a picture of pixels has no links
            case _:
                assert_never(node)


def _draw_item(surface: Surface, item: DrawItem, assets: Assets) -> None:
    match item:
        case Shape():
            _draw_shape(surface, item)
        case Picture():
            _draw_picture(surface, item, assets)
        case Text():
            _draw_text(surface, item, assets.fonts)
        case Group():
            _draw_group(surface, item, assets)
        case _:
            assert_never(item)


def _draw_shape(surface: Surface, shape: Shape) -> None:
    boxes = _whole_boxes(shape.path)
    if boxes and len(boxes) <= _MAX_FILLED_RECTS and isinstance(shape.fill, Color) and shape.fill.alpha == 255:
        for box in boxes:
            surface.composite(shape.fill.rgb, box)
    else:
        _composite_paint(surface, _rasterize_path(shape.path, surface.limit), shape.fill)


def _draw_picture(surface: Surface, picture: Picture, assets: Assets) -> None:
    area = picture.area
    box = (int(area.x), int(area.y), int(area.right), int(area.bottom))
    if box != (area.x, area.y, area.right, area.bottom):
        raise DrawError(f"a photograph must be on whole pixels, not at {area}")
    image = assets.photos.crop(picture.photo, picture.crop, box[2] - box[0], box[3] - box[1])
    surface.composite(image, box, image if image.mode == "RGBA" else None)


def _draw_group(surface: Surface, group: Group, assets: Assets) -> None:
    """Draw a group with opacity below 1, or with a clip that is not a rectangle on whole pixels."""
    shown = _rasterize_path(group.clip, surface.limit) if group.clip else _mask_of_boxes([surface.limit])
    if shown is None:
        return
    # on an opaque canvas, a group at half opacity is the mean of the canvas with and without the group
    box = _box_of(shown)
    layer = surface.image.crop(_relative_to(box, surface.left, surface.top))
    for item, limit in _flatten(group.nodes, box):
        _draw_item(Surface(layer, box[0], box[1], limit), item, assets)
    surface.composite(layer, box, _apply_opacity(shown.mask, group.opacity))


def _draw_text(surface: Surface, text: Text, fonts: FontLibrary) -> None:
    masks, pictures = _rasterize_line(text.line, text.origin, text.size, fonts)
    for emphasis, font, placed in pictures:
        fill = text.accent if emphasis else text.fill
        if not _draw_color_glyph(surface, font, placed, fill):
            _composite_paint(surface, rasterize_glyphs([(font, placed)]), fill)
    for emphasis, coverage in masks:
        _composite_paint(surface, coverage, text.accent if emphasis else text.fill)


_Masks = tuple[tuple[bool, CoverageMask | None], ...]
_Pictures = tuple[tuple[bool, Font, PositionedGlyph], ...]


@functools.lru_cache(maxsize=64)
def _rasterize_line(line: Line, origin: Point, size: float, fonts: FontLibrary) -> tuple[_Masks, _Pictures]:
    """Return a line's masks by emphasis, and its colour glyphs.

    There is one mask per emphasis and font, because the contours of different fonts may run in opposite directions and
    cancel each other out. The result is cached: the cards of a set share source, call to action and address.
    """
    parts: dict[tuple[bool, Font], list[PositionedGlyph]] = {}
    for placed in place_glyphs(line, origin, size):
        parts.setdefault((placed.run.emphasis, fonts.open_font(placed.run.font)), []).append(placed)
    masks = tuple(
        (emphasis, rasterize_glyphs((font, placed) for placed in glyphs))
        for (emphasis, font), glyphs in parts.items() if not font.color
    )  # fmt: skip
    pictures = tuple((e, font, placed) for (e, font), glyphs in parts.items() if font.color for placed in glyphs)
    return masks, pictures


def _draw_color_glyph(surface: Surface, font: Font, placed: PositionedGlyph, fill: Paint) -> bool:
    """Draw a glyph in its own colours; return False if it has none."""
    ink = fill if isinstance(fill, Color) else fill.stops[0][1]
    found = draw_color_glyph(font, placed, ink.rgb)
    if found is None:
        return False
    box = found.x, found.y, found.x + found.image.width, found.y + found.image.height
    surface.composite(found.image, box, found.image)
    return True


def _composite_paint(surface: Surface, coverage: CoverageMask | None, paint: Paint) -> None:
    """Composite a colour or gradient through a mask."""
    if coverage is None:
        return
    box = _box_of(coverage)
    match paint:
        case Color():
            surface.composite(paint.rgb, box, _apply_opacity(coverage.mask, paint.alpha / 255))
        case Gradient():
            image, alpha = gradients.draw_gradient(paint, box)
            surface.composite(image, box, ImageChops.multiply(coverage.mask, alpha) if alpha else coverage.mask)
        case _:
            assert_never(paint)


def _apply_opacity(mask: Image.Image, opacity: float) -> Image.Image:
    return mask if opacity >= 1 else mask.point([round(value * opacity) for value in range(256)])


def _rasterize_path(path: Path, limit: PixelBox) -> CoverageMask | None:
    """Return the coverage of a path within a box of the scene, or None if it covers nothing there."""
    boxes = _whole_boxes(path)
    if boxes is None:
        return rasterize_path(path, limit)
    inside = [box for box in (_intersect(box, limit) for box in boxes) if box]
    return _mask_of_boxes(inside) if inside else None


def _mask_of_boxes(boxes: list[PixelBox]) -> CoverageMask:
    """Return one mask of all boxes, drawn at the coarsest grid that fits their edges and then enlarged."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    placed = [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in boxes]
    across, down = (math.gcd(*(edge for box in placed for edge in box[axis::2])) for axis in (0, 1))
    width, height = max(box[2] for box in placed), max(box[3] for box in placed)
    row = width // across
    cells = bytearray(row * (height // down))
    for x0, y0, x1, y1 in placed:
        for y in range(y0 // down, y1 // down):
            cells[y * row + x0 // across : y * row + x1 // across] = b"\xff" * ((x1 - x0) // across)
    small = Image.frombytes("L", (row, height // down), bytes(cells))
    return CoverageMask(left, top, small.resize((width, height), Image.Resampling.NEAREST))


@functools.lru_cache(maxsize=64)
def _whole_boxes(path: Path) -> list[PixelBox] | None:
    """Return the boxes of a path of rectangles on whole pixels, or None for any other path.

    Callers must not change the list, which is cached.
    """
    whole = tuple(map(int, path.points))
    if not whole or whole != path.points or not path.is_upright():
        return None
    return list(zip(whole[0::8], whole[1::8], whole[4::8], whole[5::8], strict=True))


def _box_of(coverage: CoverageMask) -> PixelBox:
    return coverage.x, coverage.y, coverage.x + coverage.mask.width, coverage.y + coverage.mask.height


def _intersect(first: PixelBox, second: PixelBox) -> PixelBox | None:
    left, top, right, bottom = (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )
    return (left, top, right, bottom) if left < right and top < bottom else None


def _relative_to(box: PixelBox, left: int, top: int) -> PixelBox:
    """Return the same box relative to another corner."""
    return box[0] - left, box[1] - top, box[2] - left, box[3] - top
