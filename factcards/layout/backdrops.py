"""What lies behind each text and around what a chart draws: luminances, found from all that is drawn before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from ..graphics.color import Gradient, Paint, is_opaque
from ..graphics.geometry import Path, Rect, path_meets, path_of_rects, unite
from ..model.scene import Ground, Group, Link, Node, Picture, Shape, Text, code_area, code_shape, module_of
from ..photos import Extremes, PhotoLibrary
from .codes.qr import QUIET
from .photo.photo_contrast import colors_of_paint, colors_of_photo, ground_of_colors, join_colors, veil_colors
from .photo.scrims import move_gradient

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
        return all(path_meets(outline, rect) for outline in self.outlines)


def settle_grounds(nodes: tuple[Node, ...], photos: PhotoLibrary) -> tuple[Node, ...]:
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
                yield replace(node, ground=_ground(node.ink().grow(_REACH), below, photos))
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


def _around(shape: Shape, below: list[_Layer], photos: PhotoLibrary) -> Ground | None:
    """What a shape that tells something has to stand out from: all beside it, but for what else tells something.

    What it covers wholly nobody sees, as the panel behind a bar of full length; beyond all that is drawn there is
    nothing, as around a strip along the card's edge. A photograph counts where the shape lies on it, not where it ends
    at the shape: along such an edge its colours change, and the edge is seen where they differ.
    """
    if shape.ground is None:
        return None
    solid, area = shape.path.solid(), shape.path.bounds().grow(_REACH)
    seen = [layer for layer in below if not any(s.holds(layer.bounds) for s in solid)]
    beside = [layer for layer in seen if not _tells_or_borders(layer.node, area)]
    if beside:
        area = area.meet(unite(layer.bounds for layer in beside))
    return _ground(area, beside, photos, slack=0.0)


def _tells_or_borders(node: Shape | Picture, area: Rect) -> bool:
    return bool(node.ground) if isinstance(node, Shape) else not node.area.holds(area)


def _solid(path: Path) -> tuple[Rect, ...]:
    """The rectangles that a path covers wholly, each large enough to stand on: a code's modules are not."""
    return path.solid() if len(path.points) <= _MANY else ()


def _behind_code(group: Group, below: list[_Layer], photos: PhotoLibrary) -> Ground | None:
    """What lies under a code and its quiet zone: its own plate, or whatever the card has there."""
    if group.role != "code" or group.area is None:
        return None
    plates = [n for n in group.nodes if isinstance(n, Shape) and n is not code_shape(group)]
    layers = [_Layer(n, (n.path,), (n.path.bounds(),)) for n in plates]   # no camera looks at a plate's corners
    return _ground(code_area(group).grow(QUIET * module_of(group)), [*below, *layers], photos)


def _behind_logo(group: Group, below: list[_Layer], photos: PhotoLibrary) -> Ground | None:
    logo = next((n for n in group.nodes if isinstance(n, Picture)), None) if group.role == "brand" else None
    return _ground(logo.area.grow(_REACH), below, photos) if logo else None


def _clipped(layer: _Layer, clip: Path) -> _Layer:
    solid = tuple(s.meet(r) for s in layer.solid for r in clip.solid())
    return replace(layer, outlines=(*layer.outlines, clip), solid=solid)


def _ground(ink: Rect, below: list[_Layer], photos: PhotoLibrary, slack: float = _REACH) -> Ground:
    """All that may show behind the ink, from the last layer that covers it wholly upward; the canvas is white.

    A layer covers it wholly if no more than `slack` pixels of it stand out.
    """
    found = Extremes(((255, 255, 255),), ((255, 255, 255),))
    photo: _Photo | None = None
    for node, whole in _seen(ink, below, slack):
        veiled = _veil(photo, node, ink) if whole else None
        if photo and not veiled:
            found = colors_of_photo(photo.picture, ink, photos, photo.veils)
        photo = veiled
        if not photo:
            shown = _shown(node, found, ink, photos)
            found = shown if whole else join_colors((found, shown))
    return ground_of_colors(colors_of_photo(photo.picture, ink, photos, photo.veils) if photo else found)


def _seen(ink: Rect, below: list[_Layer], slack: float) -> list[tuple[Shape | Picture, bool]]:
    """What is drawn behind the ink, and whether it covers the ink wholly: from the last on that hides all before it."""
    seen: list[tuple[Shape | Picture, bool]] = []
    for layer in reversed(below):
        if layer.meets(ink):
            whole = any(s.holds(ink, slack=slack) for s in layer.solid)
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
        return _Photo(node) if node.area.holds(ink) else None
    if photo is None or is_opaque(node.fill):
        return None
    area, fill = photo.picture.area, node.fill
    veil = move_gradient(fill, -area.x, -area.y) if isinstance(fill, Gradient) else fill
    return replace(photo, veils=(*photo.veils, veil))


def _shown(node: Shape | Picture, behind: Extremes, ink: Rect, photos: PhotoLibrary) -> Extremes:
    if isinstance(node, Picture):
        return colors_of_photo(node, ink, photos)
    if is_opaque(node.fill):
        return colors_of_paint(node.fill, ink)
    return veil_colors(behind, node.fill, ink)
