"""Drafts become the nodes of a scene, with the backdrops of texts, chart marks, codes and logos.

A backdrop is the range of luminances behind a node, or next to a chart mark, in everything drawn before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import assert_never

from ..graphics.color import Gradient, Paint, is_opaque
from ..graphics.geometry import Path, Rect, bounding_box, path_intersects, path_of_rects
from ..model.assets import Assets
from ..model.legibility import QUIET_ZONE
from ..model.scene import (
    Backdrop,
    Group,
    Link,
    Node,
    Picture,
    Shape,
    Text,
    code_area,
    code_shape,
    find_logo,
    module_size,
)
from ..photos import ColorBounds, PhotoLibrary
from ..text import measure_glyph_bounds
from .drafts import DataShape, Draft, DraftGroup, DraftText, walk_drafts
from .photo.photo_contrast import (
    measure_paint_colors,
    measure_photo_backdrop,
    measure_photo_colors,
    merge_colors,
    overlay_colors,
    to_backdrop,
)
from .photo.scrims import translate_gradient

_CODE_COORDINATES = 512
"""Number of coordinates above which a path is a code's; other shapes have far fewer."""
_RECOMPRESSION_MARGIN = 3
"""Distance around the ink that counts as behind it, in px: recompression blurs over about 3 pixels."""


@dataclass(frozen=True, slots=True)
class _DrawnLayer:
    """A drawn node: its outline and those of its clips, and rectangles that it covers in full."""

    node: Shape | Picture
    outlines: tuple[Path, ...]
    filled_rects: tuple[Rect, ...]

    @property
    def bounds(self) -> Rect:
        """The rectangle around its outline."""
        return self.outlines[0].bounds()

    def intersects(self, rect: Rect) -> bool:
        """Return whether any of it is visible in a rectangle; clips that meet outside it may give a false True."""
        return all(path_intersects(outline, rect) for outline in self.outlines)


def resolve_drafts(drafts: tuple[Draft, ...], assets: Assets) -> tuple[Node, ...]:
    """Return the nodes of a scene: texts, shapes that show data, codes and logos with their backdrops.

    A text whose rectangle overlaps that of another has its glyph bounds too. Lines that interlock, as in Nastaliq,
    overlap although their glyphs do not touch.
    """
    overlapping = _find_overlapping(drafts)
    return tuple(_resolve(drafts, _Below([], overlapping, assets)))


@dataclass(frozen=True, slots=True)
class _Below:
    """The layers drawn so far, from the bottom, the identities of texts that overlap others, fonts and photographs."""

    layers: list[_DrawnLayer]
    overlapping: frozenset[int]
    assets: Assets


def _find_overlapping(drafts: tuple[Draft, ...]) -> frozenset[int]:
    """Return the identities (`id`) of the texts whose rectangle overlaps that of another."""
    rects = [(id(draft), draft.ink_rect()) for _, draft in walk_drafts(drafts) if isinstance(draft, DraftText)]
    return frozenset(found for a, b in combinations(rects, 2) if a[1].intersects(b[1]) for found in (a[0], b[0]))


def _resolve(drafts: tuple[Draft, ...], below: _Below) -> Iterator[Node]:
    layers, photos = below.layers, below.assets.photos
    for draft in drafts:
        match draft:
            case DataShape(path, fill):
                shape = Shape(path, fill, _measure_adjacent_backdrop(draft, layers, photos))
                layers.append(_DrawnLayer(shape, (path,), _find_large_filled_rects(path)))
                yield shape
            case Shape(path):
                layers.append(_DrawnLayer(draft, (path,), _find_large_filled_rects(path)))
                yield draft
            case Picture(area=area):
                layers.append(_DrawnLayer(draft, (path_of_rects([area]),), (area,)))
                yield draft
            case DraftText():
                backdrop = _measure_backdrop(draft.ink_rect().grow(_RECOMPRESSION_MARGIN), layers, photos)
                bounds = measure_glyph_bounds(draft.line, below.assets.fonts) if id(draft) in below.overlapping else ()
                yield Text(draft.origin, draft.line, draft.size, draft.fill, draft.accent, backdrop, bounds)
            case DraftGroup():
                yield _resolve_group(draft, below)
            case Link():
                yield draft
            case _:
                assert_never(draft)


def _resolve_group(draft: DraftGroup, below: _Below) -> Group:
    layers, photos = below.layers, below.assets.photos
    mark = len(layers)
    beneath = layers[:mark]
    group = Group(tuple(_resolve(draft.nodes, below)), draft.role, draft.clip, area=draft.area, tag=draft.tag)
    if draft.clip is not None:
        layers[mark:] = [_clip_layer(layer, draft.clip) for layer in layers[mark:]]
    backdrop = _measure_code_backdrop(group, beneath, photos) or _measure_logo_backdrop(group, beneath, photos)
    return replace(group, ground=backdrop)


def _measure_adjacent_backdrop(shape: DataShape, below: list[_DrawnLayer], photos: PhotoLibrary) -> Backdrop:
    """Return the backdrop that a data-carrying shape must contrast with.

    It is everything next to the shape except other data-carrying shapes and layers that the shape hides in full, such
    as the panel behind a bar of full length. Outside everything drawn there is no backdrop, as around a strip along the
    card's edge. A photograph counts where the shape is on it, not where it ends at the shape: its colours vary along
    such an edge, which is visible where they differ.
    """
    filled, area = shape.path.filled_rects(), shape.path.bounds().grow(_RECOMPRESSION_MARGIN)
    visible = [layer for layer in below if not any(rect.contains(layer.bounds) for rect in filled)]
    beside = [layer for layer in visible if not _is_ignored_neighbor(layer.node, area)]
    if beside:
        area = area.intersection(bounding_box(layer.bounds for layer in beside))
    return _measure_backdrop(area, beside, photos, slack=0.0)


def _is_ignored_neighbor(node: Shape | Picture, area: Rect) -> bool:
    """Return whether a node carries data too, or is a photograph that does not contain the area."""
    return bool(node.ground) if isinstance(node, Shape) else not node.area.contains(area)


def _find_large_filled_rects(path: Path) -> tuple[Rect, ...]:
    """Return the rectangles that a path covers in full; none for a code, whose modules are too small."""
    return path.filled_rects() if len(path.points) <= _CODE_COORDINATES else ()


def _measure_code_backdrop(group: Group, below: list[_DrawnLayer], photos: PhotoLibrary) -> Backdrop | None:
    """Return the backdrop of a code and its quiet zone: its plate, or else the layers of the card below it."""
    if group.role != "code" or group.area is None:
        return None
    plates = [n for n in group.nodes if isinstance(n, Shape) and n is not code_shape(group)]
    layers = [_DrawnLayer(n, (n.path,), (n.path.bounds(),)) for n in plates]   # the plate's round corners do not matter
    return _measure_backdrop(code_area(group).grow(QUIET_ZONE * module_size(group)), [*below, *layers], photos)


def _measure_logo_backdrop(group: Group, below: list[_DrawnLayer], photos: PhotoLibrary) -> Backdrop | None:
    """Return the backdrop of the logo in a group, or None if it has no logo."""
    logo = find_logo(group)
    return _measure_backdrop(logo.area.grow(_RECOMPRESSION_MARGIN), below, photos) if logo else None


def _clip_layer(layer: _DrawnLayer, clip: Path) -> _DrawnLayer:
    rects = tuple(a.intersection(b) for a in layer.filled_rects for b in clip.filled_rects())
    return replace(layer, outlines=(*layer.outlines, clip), filled_rects=rects)


def _measure_backdrop(
    ink: Rect, below: list[_DrawnLayer], photos: PhotoLibrary, slack: float = _RECOMPRESSION_MARGIN
) -> Backdrop:
    """Return the backdrop of the ink: all colours that may show behind it, on a white canvas.

    A layer that covers the ink in full replaces or overlays the colours behind it; any other layer adds its colours. A
    layer covers the ink in full if the ink extends beyond it by at most `slack` pixels.
    """
    found = ColorBounds(((255, 255, 255),), ((255, 255, 255),))
    photo: _PhotoBackdrop | None = None
    for node, covers in _find_visible_layers(ink, below, slack):
        next_photo = _add_overlay(photo, node, ink) if covers else None
        if photo and not next_photo:
            found = measure_photo_colors(photo.picture, ink, photos, photo.overlays)
        photo = next_photo
        if not photo:
            shown = _measure_shown_colors(node, found, ink, photos)
            found = shown if covers else merge_colors((found, shown))
    return measure_photo_backdrop(photo.picture, ink, photos, photo.overlays) if photo else to_backdrop(found)


def _find_visible_layers(ink: Rect, below: list[_DrawnLayer], slack: float) -> list[tuple[Shape | Picture, bool]]:
    """Return the nodes behind the ink, each with whether it covers the ink in full.

    The list begins with the last node that is opaque and covers the ink in full, if there is one.
    """
    visible: list[tuple[Shape | Picture, bool]] = []
    for layer in reversed(below):
        if layer.intersects(ink):
            covers = any(rect.contains(ink, slack=slack) for rect in layer.filled_rects)
            visible.append((layer.node, covers))
            if covers and (isinstance(layer.node, Picture) or is_opaque(layer.node.fill)):
                break
    return visible[::-1]


@dataclass(frozen=True, slots=True)
class _PhotoBackdrop:
    """A photograph behind the ink and the overlays on it, which are blended pixel by pixel."""

    picture: Picture
    overlays: tuple[Paint, ...] = ()


def _add_overlay(photo: _PhotoBackdrop | None, node: Shape | Picture, ink: Rect) -> _PhotoBackdrop | None:
    """Return the photograph behind the ink with its overlays, after one more node; None if there is none now."""
    if isinstance(node, Picture):
        return _PhotoBackdrop(node) if node.area.contains(ink) else None
    if photo is None or is_opaque(node.fill):
        return None
    area, fill = photo.picture.area, node.fill
    overlay = translate_gradient(fill, -area.x, -area.y) if isinstance(fill, Gradient) else fill
    return replace(photo, overlays=(*photo.overlays, overlay))


def _measure_shown_colors(node: Shape | Picture, behind: ColorBounds, ink: Rect, photos: PhotoLibrary) -> ColorBounds:
    """Return the colours of a node in the area of the ink, over the colours behind it."""
    if isinstance(node, Picture):
        return measure_photo_colors(node, ink, photos)
    if is_opaque(node.fill):
        return measure_paint_colors(node.fill, ink)
    return overlay_colors(behind, node.fill, ink)
