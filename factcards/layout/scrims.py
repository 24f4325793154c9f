"""The scrim that words on a photograph need: solved from the photograph's own pixels, as little as will do.

A scrim falls from an edge of the photograph to nothing. Cut into bands along its way, each band has a least opacity at
which the words in it stand out from the worst pixel behind them; the scrim has at least that there, never rises on
its way from the edge, and fades over a share of the photograph, eased at both ends, so that no step shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from ..color import Color, Gradient, Paint
from ..geometry import Rect, path_of_rects
from ..photos import PhotoLibrary
from ..scene import Picture, Shape
from .pictures import colors_of_photo, solve_scrim, worst_of_photo

Edge = Literal["top", "right", "bottom", "left"]

_Needs = Mapping[str, Sequence[float]]  # by role: the least opacity in each band
_BANDS = 48  # bands along a photograph; stops lie between them
_OPPOSITE: dict[Edge, Edge] = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Stand:
    """Something that must stand out: where, in pixels of the card, in which colour, with which contrast.

    Stands of one `role` are kept on one scrim.
    """

    role: str
    region: Rect
    color: Color
    ratio: float


def solve_veil(picture: Picture, stands: Sequence[Stand], scrim: Color, photos: PhotoLibrary) -> float:
    """The least opacity, 0 to 1, of one even veil under which all stand out; ValueError where none is enough."""
    return max(
        (
            solve_scrim(colors_of_photo(picture, s.region, photos), s.color, scrim, s.ratio)
            for s in stands
            if s.region.meets(picture.area)
        ),
        default=0.0,
    )


def lay_gradients(
    picture: Picture, stands: Sequence[Stand], scrim: Color, edges: Sequence[Edge], fade: float, photos: PhotoLibrary
) -> list[Shape]:
    """A gradient from each of `edges` that needs one; ValueError where not even the bare scrim is far enough.

    Words belong to the first edge; a role in the third of the photograph next to another goes there if it costs the
    photograph less. `fade` is the share of the photograph over which a scrim fades out.
    """
    by_role: dict[str, list[Stand]] = {}
    for stand in stands:
        if stand.region.meets(picture.area):
            by_role.setdefault(stand.role, []).append(stand)
    if not by_role:
        return []
    needs = {edge: {r: _needs(picture, s, scrim, edge, photos, ()) for r, s in by_role.items()} for edge in edges[:1]}
    for edge in edges[1:]:
        other = _OPPOSITE[edge]
        needs[edge] = (
            {r: found[::-1] for r, found in needs[other].items()} if other in needs
            else {r: _needs(picture, s, scrim, edge, photos, ()) for r, s in by_role.items()}
        )  # fmt: skip
    near = {edge: {r for r, s in by_role.items() if _near(s, picture.area, edge)} for edge in edges}
    chosen = _share_out(needs, edges, fade, near)
    laid: list[Shape] = []
    for edge in edges:
        veils = tuple(_from_corner(shape, picture) for shape in laid)
        own = [
            _needs(picture, by_role[r], scrim, edge, photos, veils) if veils else needs[edge][r]
            for r in by_role
            if chosen[r] == edge
        ]
        profile = _ease(_highest(own), fade)
        if any(profile):
            laid.append(_draw(picture.area, profile, scrim, edge))
    return laid


def _share_out(
    needs: Mapping[Edge, _Needs], edges: Sequence[Edge], fade: float, near: Mapping[Edge, set[str]]
) -> dict[str, Edge]:
    """The edge of each role: the first, or another that it lies near to, so that the scrims together cover least.

    A scrim that reaches one role also serves those nearer to its edge. So it is enough to try how many roles each
    edge takes, in the order in which it comes to their ends.
    """
    first, others = edges[0], edges[1:]
    orders = {e: sorted(near[e], key=lambda role: (_end(needs[e][role]), role)) for e in others}
    plans: list[tuple[float, dict[str, Edge]]] = []
    for counts in product(*(range(len(orders[e]) + 1) for e in others)):
        plan = dict.fromkeys(needs[first], first)
        plan |= {role: e for e, count in zip(others, counts, strict=True) for role in orders[e][:count]}
        cost = sum(_price([needs[e][r] for r, own in plan.items() if own == e], fade) for e in edges)
        plans.append((round(cost, 6), plan))
    return min(plans, key=lambda each: each[0])[1]


def _end(needs: Sequence[float]) -> int:
    """The last band that needs anything."""
    return max((index for index, need in enumerate(needs) if need), default=-1)


def _near(stands: Sequence[Stand], area: Rect, edge: Edge) -> bool:
    """Whether all of it lies in the third of the area next to an edge."""
    third = _bands(area, edge)[_BANDS // 3]
    limit = {"top": third.bottom, "bottom": third.y, "left": third.right, "right": third.x}[edge]
    match edge:
        case "top":
            return all(s.region.bottom <= limit for s in stands)
        case "bottom":
            return all(s.region.y >= limit for s in stands)
        case "left":
            return all(s.region.right <= limit for s in stands)
        case "right":
            return all(s.region.x >= limit for s in stands)


def _price(parts: Sequence[Sequence[float]], fade: float) -> float:
    """How much a scrim covers: what is needed, and half a fade beyond."""
    if not parts:
        return 0.0
    found = _highest(parts)
    return sum(found) + found[0] * fade * _BANDS / 2


def _needs(
    picture: Picture, stands: Sequence[Stand], scrim: Color, edge: Edge, photos: PhotoLibrary, veils: tuple[Paint, ...]
) -> list[float]:
    """The least opacity in each band, counted from the edge."""
    bands = _bands(picture.area, edge)
    found = [0.0] * len(bands)
    for stand in stands:
        light = stand.color.luminance > scrim.luminance
        for index, band in enumerate(bands):
            part = stand.region.meet(band)
            if part.width > 0 and part.height > 0:
                behind = worst_of_photo(picture, part, photos, veils, light=light)
                found[index] = max(found[index], solve_scrim(behind, stand.color, scrim, stand.ratio))
    return found


def _bands(area: Rect, edge: Edge) -> list[Rect]:
    """The area in bands of whole pixels, from the edge inward."""
    cuts = _cuts(area, edge)
    if edge in ("top", "bottom"):
        return [Rect(area.x, min(a, b), area.width, abs(b - a)) for a, b in pairwise(cuts)]
    return [Rect(min(a, b), area.y, abs(b - a), area.height) for a, b in pairwise(cuts)]


def _cuts(area: Rect, edge: Edge) -> list[int]:
    """The whole pixels between the bands, from the edge inward; the same from two edges that face each other."""
    start, length = (area.y, area.height) if edge in ("top", "bottom") else (area.x, area.width)
    cuts = [round(start + length * index / _BANDS) for index in range(_BANDS + 1)]
    return cuts if edge in ("top", "left") else cuts[::-1]


def _highest(parts: Sequence[Sequence[float]]) -> list[float]:
    """The least opacities that serve all parts and never rise on their way from the edge."""
    found = [max((part[index] for part in parts), default=0.0) for index in range(_BANDS)]
    for index in range(_BANDS - 2, -1, -1):
        found[index] = max(found[index], found[index + 1])
    return found


def _ease(needs: Sequence[float], fade: float) -> list[float]:
    """Opacities that fall by no more than an eased fade does: each a mean of what is needed from there to the edge.

    The mean's weights rise and fall (a triangle), so that the fall begins and ends gently. None is below its need,
    since no need is below one further from the edge.
    """
    reach = max(1, round(fade * _BANDS))
    weights = [min(d + 1, reach + 1 - d) for d in range(reach + 1)]
    whole = sum(weights)
    return [
        sum(weight * needs[max(0, index - d)] for d, weight in enumerate(weights)) / whole for index in range(_BANDS)
    ]


def _draw(area: Rect, profile: Sequence[float], scrim: Color, edge: Edge) -> Shape:
    """The profile as a gradient: a stop between each two bands, as opaque as the one nearer to the edge."""
    count = max(index for index, value in enumerate(profile) if value > 0) + 1
    steps = [math.ceil(255 * value - 1e-6) for value in (profile[0], *profile[:count])]
    if count < _BANDS:
        steps.append(0)
        count += 1
    cuts = _cuts(area, edge)[: count + 1]
    first, last = cuts[0], cuts[count]
    stops = tuple(
        (abs(cut - first) / abs(last - first), Color(*scrim.rgb, alpha))
        for cut, alpha in zip(cuts, steps, strict=True)
    )
    ends = ((0, first), (0, last)) if edge in ("top", "bottom") else ((first, 0), (last, 0))
    return Shape(path_of_rects([area]), Gradient(*ends, stops))


def _from_corner(shape: Shape, picture: Picture) -> Gradient:
    """A scrim's gradient, counted from the photograph's own corner."""
    assert isinstance(shape.fill, Gradient)
    return move_gradient(shape.fill, -picture.area.x, -picture.area.y)


def move_gradient(gradient: Gradient, dx: float, dy: float) -> Gradient:
    """The same gradient elsewhere."""
    (x0, y0), (x1, y1) = gradient.start, gradient.end
    return Gradient((x0 + dx, y0 + dy), (x1 + dx, y1 + dy), gradient.stops)
