"""The scrim that words on a photograph need: solved from the photograph's own pixels, as little as will do.

A scrim falls from an edge of the photograph to nothing. Cut into bands along its way, each band has a least opacity at
which the words in it stand out from the worst pixel behind them; the scrim has at least that there, never rises on
its way from the edge, and fades over a share of the photograph, eased at both ends, so that no step shows.

A theme may want more at the first edge, where the words stand: the photograph then rises out of the dark instead of
lying under a veil. What stands near a corner of another edge gets its scrim from that corner, where it covers less.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Literal

from ...graphics.color import Color, Gradient, Paint
from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Picture, Shape
from ...photos import PhotoLibrary
from .photo_contrast import measure_color_range, measure_worst_colors, solve_scrim_opacity
from .scrim_corners import Corner, corner_cost, draw_corner, find_corner

Edge = Literal["top", "right", "bottom", "left"]

_Needs = Mapping[str, Sequence[float]]  # by role: the least opacity in each band
_BANDS = 48  # bands along a photograph; stops lie between them
_OPPOSITE: dict[Edge, Edge] = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Foreground:
    """Something that must stand out: where, in pixels of the card, in which colour, with which contrast.

    Stands of one `role` are kept on one scrim.
    """

    role: str
    region: Rect
    color: Color
    ratio: float


def solve_overlay_opacity(
    picture: Picture, foregrounds: Sequence[Foreground], scrim: Color, photos: PhotoLibrary
) -> float:
    """The least opacity, 0 to 1, of one even veil under which all stand out; ValueError where none is enough."""
    shown = [stand for stand in foregrounds if stand.region.intersects(picture.area)]
    return _need([_bound(picture, s, s.region, scrim, photos, ()) for s in shown], picture, scrim, photos, ())


def draw_gradient_scrims(
    picture: Picture, foregrounds: Sequence[Foreground], scrim: Color, edges: Sequence[Edge], fade: float,
    photos: PhotoLibrary,
    edge_opacity: float = 0.0,
) -> list[Shape]:  # fmt: skip
    """A gradient from each of `edges` that needs one; ValueError where not even the bare scrim is far enough.

    Words belong to the first edge; a role in the third of the photograph next to another goes there if it costs the
    photograph less. `fade` is the share of the photograph over which an opaque scrim fades out, a thinner one the
    sooner; `deep` how opaque, 0 to 1, the first edge's becomes at that edge if there is one.
    """
    by_role: dict[str, list[Foreground]] = {}
    for stand in foregrounds:
        if stand.region.intersects(picture.area):
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
    task = _Task(picture, by_role, needs, fade)
    chosen = _share_out(task, edges)
    laid: list[Shape] = []
    for edge in edges:
        roles = [r for r in by_role if chosen[r] == edge]
        veils = tuple(_from_corner(shape, picture) for shape in laid)
        own = [
            _needs(picture, by_role[r], scrim, edge, photos, veils) if veils else needs[edge][r]
            for r in roles
        ]
        needed = _highest(own)
        corner = None if edge == edges[0] else _corner(task, edge, roles)
        if corner and needed[0]:
            laid.append(draw_corner(corner, needed[0], scrim, fade, picture.area))
            continue
        profile = _ease(needed, fade)
        if edge == edges[0]:
            profile = _deepen(profile, _end(needed) + 1, edge_opacity, fade)
        if any(profile):
            laid.append(_draw(picture.area, profile, scrim, edge))
    return laid


@dataclass(frozen=True, slots=True)
class _Task:
    """What has to stand out on a photograph, by role, and what it needs from each edge."""

    picture: Picture
    stands: Mapping[str, Sequence[Foreground]]
    needs: Mapping[Edge, _Needs]
    fade: float


def _share_out(task: _Task, edges: Sequence[Edge]) -> dict[str, Edge]:
    """The edge of each role: the first, or another that it lies near to, so that the scrims together cover least.

    A scrim that reaches one role also serves those nearer to its edge. So it is enough to try how many roles each
    edge takes, in the order in which it comes to their ends.
    """
    first, others = edges[0], edges[1:]
    near = {e: [r for r, s in task.stands.items() if _near(s, task.picture.area, e)] for e in others}
    orders = {e: sorted(near[e], key=lambda role: (_end(task.needs[e][role]), role)) for e in others}
    plans: list[tuple[float, dict[str, Edge]]] = []
    for counts in product(*(range(len(orders[e]) + 1) for e in others)):
        plan = dict.fromkeys(task.needs[first], first)
        plan |= {role: e for e, count in zip(others, counts, strict=True) for role in orders[e][:count]}
        cost = 0.0
        for edge in edges:
            roles = [r for r, own in plan.items() if own == edge]
            corner = None if edge == first else _corner(task, edge, roles)
            cost += _corner_price(task, edge, roles, corner) if corner else _price(task, edge, roles)
        plans.append((round(cost, 6), plan))
    return min(plans, key=lambda each: each[0])[1]


def _corner(task: _Task, edge: Edge, roles: Sequence[str]) -> Corner | None:
    """The corner of an edge near which all that it serves stands, if a scrim from there covers less."""
    if not roles or edge not in ("top", "bottom"):
        return None
    regions = [stand.region for role in roles for stand in task.stands[role]]
    corner = find_corner(task.picture.area, regions, top=edge == "top")
    cheaper = corner and _corner_price(task, edge, roles, corner) < _price(task, edge, roles)
    return corner if cheaper else None


def _corner_price(task: _Task, edge: Edge, roles: Sequence[str], corner: Corner) -> float:
    need = max(max(task.needs[edge][role]) for role in roles)
    return _BANDS * corner_cost(corner, need, task.fade, task.picture.area)


def _price(task: _Task, edge: Edge, roles: Sequence[str]) -> float:
    """How much a scrim covers, in bands made opaque: what is needed, and half a fade beyond."""
    if not roles:
        return 0.0
    found = _highest([task.needs[edge][role] for role in roles])
    return sum(found) + found[0] * task.fade * found[0] * _BANDS / 2


def _end(needs: Sequence[float]) -> int:
    """The last band that needs anything."""
    return max((index for index, need in enumerate(needs) if need), default=-1)


def _near(stands: Sequence[Foreground], area: Rect, edge: Edge) -> bool:
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


def _needs(
    picture: Picture,
    stands: Sequence[Foreground],
    scrim: Color,
    edge: Edge,
    photos: PhotoLibrary,
    veils: tuple[Paint, ...],
) -> list[float]:
    """The least opacity in each band, counted from the edge."""
    bands = _bands(picture.area, edge)
    bounds: list[list[_Bound]] = [[] for _ in bands]
    for stand in stands:
        for found, band in zip(bounds, bands, strict=True):
            part = stand.region.intersection(band)
            if part.width > 0 and part.height > 0:
                found.append(_bound(picture, stand, part, scrim, photos, veils))
    return [_need(found, picture, scrim, photos, veils) for found in bounds]


@dataclass(frozen=True, slots=True)
class _Bound:
    """An opacity that is enough for a stand in a part of its region, quickly found and often more than is needed."""

    most: float
    stand: Foreground
    part: Rect


def _bound(
    picture: Picture, stand: Foreground, part: Rect, scrim: Color, photos: PhotoLibrary, veils: tuple[Paint, ...]
) -> _Bound:
    behind = measure_color_range(picture, part, photos, veils)
    return _Bound(solve_scrim_opacity(behind, stand.color, scrim, stand.ratio), stand, part)


def _need(
    bounds: Sequence[_Bound], picture: Picture, scrim: Color, photos: PhotoLibrary, veils: tuple[Paint, ...]
) -> float:
    """The least opacity that is enough for all: solved from where the most may be needed until no other can need more.

    So the pixels are searched for their worst colours but where that decides.
    """
    need = 0.0
    for bound in sorted(bounds, key=lambda each: -each.most):
        if bound.most <= need:
            break
        color, ratio = bound.stand.color, bound.stand.ratio
        behind = measure_worst_colors(picture, bound.part, photos, veils, light=color.luminance > scrim.luminance)
        need = max(need, solve_scrim_opacity(behind, color, scrim, ratio))
    return need


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
    since no need is below one further from the edge. It reaches as far as is as steep as an opaque scrim's fade.
    """
    reach = max(1, round(fade * needs[0] * _BANDS))
    weights = [min(d + 1, reach + 1 - d) for d in range(reach + 1)]
    whole = sum(weights)
    return [
        sum(weight * needs[max(0, index - d)] for d, weight in enumerate(weights)) / whole for index in range(_BANDS)
    ]


def _deepen(profile: Sequence[float], count: int, deep: float, fade: float) -> list[float]:
    """The same rising to `deep` at the edge, over the `count` bands in which something is needed.

    It rises at once and then ever more slowly, so that most words lie on the dark; never faster than a fade falls.
    """
    lift = max(0.0, min(deep - profile[0], count / (3 * fade * _BANDS)))
    return [value + lift * max(0.0, 1 - (index / max(1, count)) ** 3) for index, value in enumerate(profile)]


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
    return translate_gradient(shape.fill, -picture.area.x, -picture.area.y)


def translate_gradient(gradient: Gradient, dx: float, dy: float) -> Gradient:
    """The same gradient elsewhere."""
    (x0, y0), (x1, y1) = gradient.start, gradient.end
    return replace(gradient, start=(x0 + dx, y0 + dy), end=(x1 + dx, y1 + dy))
