"""What lies behind each text and around what a chart draws: luminances, found from all that is drawn before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from ..graphics.color import Gradient, Paint, is_opaque
from ..graphics.geometry import Path, Rect, bounding_box, path_intersects, path_of_rects
from ..model.legibility import QUIET_ZONE
from ..model.scene import Backdrop, Group, Link, Node, Picture, Shape, Text, code_area, code_shape, module_size
from ..photos import ColorBounds, PhotoLibrary
from .photo.photo_contrast import measure_paint_colors, measure_photo_colors, merge_colors, overlay_colors, to_backdrop
from .photo.scrims import translate_gradient

_MANY = 512  # coordinates of a path that is a code's
_REACH = 3
"""Pixels around the ink that still count as behind it: recompression smears by about as much."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """Something drawn: its outline and those of its clips, and the upright rectangles that it covers wholly."""

    node: Shape | Picture
    outlines: tuple[Path, ...]
    solid: tuple[Rect, ...]

    @property
    def bounds(self) -> Rect:
        """The rectangle around its outline."""
        return self.outlines[0].bounds()

    def meets(self, rect: Rect) -> bool:
        """Whether any of it shows in a rectangle; where clips meet one another outside it, perhaps too often."""
        return all(path_intersects(outline, rect) for outline in self.outlines)


def resolve_backdrops(nodes: tuple[Node, ...], photos: PhotoLibrary) -> tuple[Node, ...]:
    """The same nodes, each text with the ground that lies behind its ink, each shape that tells something likewise."""
    return tuple(_settle(nodes, [], photos))


def _settle(nodes: tuple[Node, ...], below: list[_Layer], photos: PhotoLibrary) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Shape():
                around = _around(node, below, photos)
                below.append(_Layer(node, (node.path,), _solid(node.path)))
                yield replace(node, ground=around) if around else node
            case Picture():
                below.append(_Layer(node, (path_of_rects([node.area]),), (node.area,)))
                yield node
            case Text():
                yield replace(node, ground=_ground(node.ink_rect().grow(_REACH), below, photos))
            case Group():
                mark = len(below)
                behind = _behind_code(node, below, photos) or _behind_logo(node, below, photos)
                inner = tuple(_settle(node.nodes, below, photos))
                if node.clip is not None:
                    below[mark:] = [_clipped(layer, node.clip) for layer in below[mark:]]
                yield replace(node, nodes=inner, ground=behind)
            case Link():
                yield node
            case _:
                assert_never(node)


def _around(shape: Shape, below: list[_Layer], photos: PhotoLibrary) -> Backdrop | None:
    """What a shape that tells something has to stand out from: all beside it, but for what else tells something.

    What it covers wholly nobody sees, as the panel behind a bar of full length; beyond all that is drawn there is
    nothing, as around a strip along the card's edge. A photograph counts where the shape lies on it, not where it ends
    at the shape: along such an edge its colours change, and the edge is seen where they differ.
    """
    if shape.ground is None:
        return None
    solid, area = shape.path.filled_rects(), shape.path.bounds().grow(_REACH)
    seen = [layer for layer in below if not any(s.contains(layer.bounds) for s in solid)]
    beside = [layer for layer in seen if not _tells_or_borders(layer.node, area)]
    if beside:
        area = area.intersection(bounding_box(layer.bounds for layer in beside))
    return _ground(area, beside, photos, slack=0.0)


def _tells_or_borders(node: Shape | Picture, area: Rect) -> bool:
    return bool(node.ground) if isinstance(node, Shape) else not node.area.contains(area)


def _solid(path: Path) -> tuple[Rect, ...]:
    """The rectangles that a path covers wholly, each large enough to stand on: a code's modules are not."""
    return path.filled_rects() if len(path.points) <= _MANY else ()


def _behind_code(group: Group, below: list[_Layer], photos: PhotoLibrary) -> Backdrop | None:
    """What lies under a code and its quiet zone: its own plate, or whatever the card has there."""
    if group.role != "code" or group.area is None:
        return None
    plates = [n for n in group.nodes if isinstance(n, Shape) and n is not code_shape(group)]
    layers = [_Layer(n, (n.path,), (n.path.bounds(),)) for n in plates]   # no camera looks at a plate's corners
    return _ground(code_area(group).grow(QUIET_ZONE * module_size(group)), [*below, *layers], photos)


def _behind_logo(group: Group, below: list[_Layer], photos: PhotoLibrary) -> Backdrop | None:
    logo = next((n for n in group.nodes if isinstance(n, Picture)), None) if group.role == "brand" else None
    return _ground(logo.area.grow(_REACH), below, photos) if logo else None


def _clipped(layer: _Layer, clip: Path) -> _Layer:
    solid = tuple(s.intersection(r) for s in layer.solid for r in clip.filled_rects())
    return replace(layer, outlines=(*layer.outlines, clip), solid=solid)


def _ground(ink: Rect, below: list[_Layer], photos: PhotoLibrary, slack: float = _REACH) -> Backdrop:
    """All that may show behind the ink, from the last layer that covers it wholly upward; the canvas is white.

    A layer covers it wholly if no more than `slack` pixels of it stand out.
    """
    found = ColorBounds(((255, 255, 255),), ((255, 255, 255),))
    photo: _Photo | None = None
    for node, whole in _seen(ink, below, slack):
        veiled = _veil(photo, node, ink) if whole else None
        if photo and not veiled:
            found = measure_photo_colors(photo.picture, ink, photos, photo.veils)
        photo = veiled
        if not photo:
            shown = _shown(node, found, ink, photos)
            found = shown if whole else merge_colors((found, shown))
    return to_backdrop(measure_photo_colors(photo.picture, ink, photos, photo.veils) if photo else found)


def _seen(ink: Rect, below: list[_Layer], slack: float) -> list[tuple[Shape | Picture, bool]]:
    """What is drawn behind the ink, and whether it covers the ink wholly: from the last on that hides all before it."""
    seen: list[tuple[Shape | Picture, bool]] = []
    for layer in reversed(below):
        if layer.meets(ink):
            whole = any(s.contains(ink, slack=slack) for s in layer.solid)
            seen.append((layer.node, whole))
            if whole and (isinstance(layer.node, Picture) or is_opaque(layer.node.fill)):
                break
    return seen[::-1]


@dataclass(frozen=True, slots=True)
class _Photo:
    """A photograph behind the ink and the veils over it there: so their mixture is known pixel by pixel."""

    picture: Picture
    veils: tuple[Paint, ...] = ()


def _veil(photo: _Photo | None, node: Shape | Picture, ink: Rect) -> _Photo | None:
    """The photograph with one more veil; None where something else lies behind the ink."""
    if isinstance(node, Picture):
        return _Photo(node) if node.area.contains(ink) else None
    if photo is None or is_opaque(node.fill):
        return None
    area, fill = photo.picture.area, node.fill
    veil = translate_gradient(fill, -area.x, -area.y) if isinstance(fill, Gradient) else fill
    return replace(photo, veils=(*photo.veils, veil))


def _shown(node: Shape | Picture, behind: ColorBounds, ink: Rect, photos: PhotoLibrary) -> ColorBounds:
    if isinstance(node, Picture):
        return measure_photo_colors(node, ink, photos)
    if is_opaque(node.fill):
        return measure_paint_colors(node.fill, ink)
    return overlay_colors(behind, node.fill, ink)
