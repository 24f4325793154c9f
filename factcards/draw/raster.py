"""A scene as pixels: HarfBuzz makes the masks, Pillow composites them on an opaque canvas in sRGB.

The canvas is a `Surface` in true colour, or one of at most 256 colours for flat cards. Nothing is rounded here. Shapes
and glyphs are drawn at the scene's positions; photographs must be on whole pixels.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Iterator
from typing import assert_never

from PIL import Image

from ..errors import DrawError
from ..graphics.color import Color, Gradient, Paint
from ..graphics.geometry import Path, PixelBox, Point
from ..model.assets import Assets
from ..model.scene import Group, Link, Node, Picture, Scene, Shape, Text
from ..text.fonts.font_library import Font, FontLibrary
from ..text.glyphs import Line
from .color_table import ColorTable, IndexedImage
from .glyph_masks import CoverageMask, draw_color_glyph, rasterize_glyphs, rasterize_path
from .glyph_positions import PositionedGlyph, place_glyphs
from .indexed_surface import IndexedSurface
from .pixel_boxes import intersect_boxes
from .surfaces import Surface, TrueColorSurface, apply_opacity

DrawItem = Shape | Picture | Text | Group

_MAX_FILLED_RECTS = 16
"""Maximum number of rectangles of a shape that are filled one by one; more are drawn as one mask."""
_MAX_LOGO_SHARE = 0.1
"""Largest share of the card that a picture has if its colours are counted; a larger one is taken for a photograph."""
_MAX_TRANSLUCENT = 2
"""Maximum number of translucent shapes behind the text. More of them, as in the theme `testimony`, make so many colours
that most cards need more than 256 with text on them, and the attempt takes as long as drawing in true colour."""
_WHITE = (255, 255, 255)


def draw_image(scene: Scene, assets: Assets) -> Image.Image:
    """Draw the scene as an RGB image, white where nothing is drawn; the caller may change the image.

    Raises DrawError if a photograph is not on whole pixels, FontError or SceneError if a font or photograph cannot be
    opened.
    """
    background, rest = _split_background(scene)
    canvas = _draw_background(background, scene.width, scene.height, assets).copy()
    _draw_items(TrueColorSurface(canvas, 0, 0, (0, 0, scene.width, scene.height)), rest, assets)
    return canvas


def draw_indexed_image(scene: Scene, assets: Assets) -> IndexedImage | None:
    """Draw the scene with at most 256 colours, or return None if it needs more.

    No channel differs by more than `color_table.MAX_ERROR` from the pixels of `draw_image`. Raises the same errors.
    """
    largest_picture = scene.width * scene.height * _MAX_LOGO_SHARE
    if any(_needs_true_color(node, largest_picture, assets.fonts) for node in scene.nodes):
        return None
    background, rest = _split_background(scene)
    if sum(_is_translucent(item) for item, _ in background) > _MAX_TRANSLUCENT:
        return None
    found = _draw_indexed_background(background, scene.width, scene.height, assets)
    if found is None:
        return None
    canvas, table = found.image.copy(), found.table.copy()
    if not _draw_items(IndexedSurface(canvas, (0, 0), (0, 0, scene.width, scene.height), table), rest, assets):
        return None
    return IndexedImage(canvas, table.colors)


_LimitedItem = tuple[DrawItem, PixelBox]
"""What is to be drawn, and the box that limits it."""


def _split_background(scene: Scene) -> tuple[tuple[_LimitedItem, ...], list[_LimitedItem]]:
    """Return the shapes and pictures before the first text or layer, which can be drawn without fonts, and the rest."""
    items = list(_flatten(scene.nodes, (0, 0, scene.width, scene.height)))
    background = tuple(itertools.takewhile(lambda pair: isinstance(pair[0], Shape | Picture), items))
    return background, items[len(background) :]


@functools.lru_cache(maxsize=4)
def _draw_background(items: tuple[_LimitedItem, ...], width: int, height: int, assets: Assets) -> Image.Image:
    """Draw the background; cached because the cards of a set share it. Callers must not change the image."""
    canvas = Image.new("RGB", (width, height), "white")
    _draw_items(TrueColorSurface(canvas, 0, 0, (0, 0, width, height)), items, assets)
    return canvas


@functools.lru_cache(maxsize=4)
def _draw_indexed_background(
    items: tuple[_LimitedItem, ...], width: int, height: int, assets: Assets
) -> IndexedSurface | None:
    """Draw the background with at most 256 colours, or return None if it needs more.

    It is cached because the cards of a set share it. Callers must not change the image or the table.
    """
    table = ColorTable()
    canvas = Image.new("L", (width, height), table.add(_WHITE))
    surface = IndexedSurface(canvas, (0, 0), (0, 0, width, height), table)
    return surface if _draw_items(surface, items, assets) else None


def _is_translucent(item: DrawItem) -> bool:
    return isinstance(item, Shape) and isinstance(item.fill, Color) and item.fill.alpha < 255


def _needs_true_color(node: Node, largest_picture: float, fonts: FontLibrary) -> bool:
    """Return whether a node certainly needs more than 256 colours, or too many for them to be worth counting.

    These are gradients, colour glyphs, groups that are translucent as a whole, and pictures of more pixels than
    `largest_picture`.
    """
    match node:
        case Group():
            return node.opacity < 1 or any(_needs_true_color(n, largest_picture, fonts) for n in node.nodes)
        case Text():
            is_gradient = isinstance(node.fill, Gradient) or isinstance(node.accent, Gradient)
            return is_gradient or any(fonts.open_font(run.font).color for run in node.line.runs)
        case Shape():
            return isinstance(node.fill, Gradient)
        case Picture():
            return node.area.width * node.area.height > largest_picture
        case Link():
            return False
        case _:
            assert_never(node)


def _draw_items(surface: Surface, items: Iterable[_LimitedItem], assets: Assets) -> bool:
    """Draw items; stop and return False when the surface has no colours left."""
    for item, limit in items:
        _draw_item(surface.limit_to(limit), item, assets)
        if surface.is_full:
            return False
    return True


def _flatten(nodes: tuple[Node, ...], limit: PixelBox) -> Iterator[tuple[DrawItem, PixelBox]]:
    """Yield the items to draw, each with the box that limits it, in order; groups remain only if they need a layer."""
    for node in nodes:
        match node:
            case Group():
                boxes = _whole_boxes(node.clip) if node.clip else [limit]
                if node.opacity >= 1 and boxes and len(boxes) == 1:
                    narrower = intersect_boxes(boxes[0], limit)
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
            surface.fill_box(shape.fill, box)
    elif coverage := _rasterize_path(shape.path, surface.limit):
        surface.paint(coverage, shape.fill)


def _draw_picture(surface: Surface, picture: Picture, assets: Assets) -> None:
    area = picture.area
    box = (int(area.x), int(area.y), int(area.right), int(area.bottom))
    if box != (area.x, area.y, area.right, area.bottom):
        raise DrawError(f"a photograph must be on whole pixels, not at {area}")
    image = assets.photos.crop(picture.photo, picture.crop, box[2] - box[0], box[3] - box[1])
    surface.paste(image, box)


def _draw_group(surface: Surface, group: Group, assets: Assets) -> None:
    """Draw a group with opacity below 1, or with a clip that is not a rectangle on whole pixels."""
    shown = _rasterize_path(group.clip, surface.limit) if group.clip else _mask_of_boxes([surface.limit])
    if shown is None:
        return
    # on an opaque canvas, a group at half opacity is the mean of the canvas with and without the group
    layer = surface.copy_part(shown.box)
    for item, limit in _flatten(group.nodes, shown.box):
        _draw_item(layer.limit_to(limit), item, assets)
    surface.blend_part(layer, apply_opacity(shown.mask, group.opacity))


def _draw_text(surface: Surface, text: Text, fonts: FontLibrary) -> None:
    masks, pictures = _rasterize_line(text.line, text.origin, text.size, fonts)
    for emphasis, font, placed in pictures:
        fill = text.accent if emphasis else text.fill
        is_drawn = _draw_color_glyph(surface, font, placed, fill)
        if not is_drawn and (outline := rasterize_glyphs([(font, placed)])):
            surface.paint(outline, fill)
    for emphasis, coverage in masks:
        if coverage:
            surface.paint(coverage, text.accent if emphasis else text.fill)


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
    surface.paste(found.image, (found.x, found.y, found.x + found.image.width, found.y + found.image.height))
    return True


def _rasterize_path(path: Path, limit: PixelBox) -> CoverageMask | None:
    """Return the coverage of a path within a box of the scene, or None if it covers nothing there."""
    boxes = _whole_boxes(path)
    if boxes is None:
        return rasterize_path(path, limit)
    around = path.bounds()
    if around.x < limit[0] or around.y < limit[1] or around.right > limit[2] or around.bottom > limit[3]:
        boxes = [box for box in (intersect_boxes(box, limit) for box in boxes) if box]
    return _mask_of_boxes(boxes) if boxes else None


def _mask_of_boxes(boxes: list[PixelBox]) -> CoverageMask:
    """Return one mask of all boxes, drawn at the coarsest grid that fits their edges and then enlarged."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top = min(lefts), min(tops)
    across = math.gcd(*(edge - left for edge in {*lefts, *rights}))
    down = math.gcd(*(edge - top for edge in {*tops, *bottoms}))
    width, height = max(rights) - left, max(bottoms) - top
    row = width // across
    cells = bytearray(row * (height // down))
    for x0, y0, x1, y1 in boxes:
        first, last = (x0 - left) // across, (x1 - left) // across
        for y in range((y0 - top) // down, (y1 - top) // down):
            cells[y * row + first : y * row + last] = b"\xff" * (last - first)
    small = Image.frombytes("L", (row, height // down), bytes(cells))
    return CoverageMask(left, top, small.resize((width, height), Image.Resampling.NEAREST), is_sharp=True)


@functools.lru_cache(maxsize=64)
def _whole_boxes(path: Path) -> list[PixelBox] | None:
    """Return the boxes of a path of rectangles on whole pixels, or None for any other path.

    Callers must not change the list, which is cached.
    """
    whole = tuple(map(int, path.points))
    if not whole or whole != path.points or not path.is_upright():
        return None
    return list(zip(whole[0::8], whole[1::8], whole[4::8], whole[5::8], strict=True))
