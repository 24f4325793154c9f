"""The scrim that text on a photograph needs, computed from the photograph's pixels and as weak as possible.

A scrim fades from an edge of the photograph to nothing. The photograph is cut into bands parallel to the edge. Each
band has a lowest opacity at which the text in it contrasts with the worst pixel behind it. The scrim has at least this
opacity in each band, never becomes stronger away from the edge, and fades smoothly over a part of the photograph.

A theme may ask for a higher opacity at the first edge, so that the photograph emerges from the dark. Elements near a
corner of another edge get a scrim from that corner if it covers less.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from ...graphics.color import Color, Gradient
from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Picture, Shape
from ...photos import PhotoLibrary
from .scrim_bands import BANDS, Edge, Foreground, find_band_edges, solve_bands
from .scrim_corners import Corner, draw_corner, find_corner, measure_corner_cost

_BandOpacities = Mapping[str, Sequence[float]]
"""The lowest opacity in each band and all those further from the edge, by role."""
_LIFT_POWER = 3
"""Power with which the extra opacity decreases from the edge. Higher powers keep more of the text on the dark part.

The steepest descent is this number times the mean one, so that the extra opacity is limited by it as well.
"""


def draw_gradient_scrims(
    picture: Picture, foregrounds: Sequence[Foreground], scrim: Color, edges: Sequence[Edge], fade: float,
    photos: PhotoLibrary, edge_opacity: float = 0.0,
) -> list[Shape]:  # fmt: skip
    """Return a gradient for each of `edges` that needs one. Raises ValueError if no opacity is enough.

    Each role belongs to the first edge, unless it is in the third of the photograph next to another edge and its scrim
    covers less there. `fade` is the part of the photograph over which an opaque scrim fades out; a weaker scrim fades
    out sooner. `edge_opacity` is the opacity, 0 to 1, to which the first edge's scrim, if there is one, may increase at
    that edge.
    """
    by_role: dict[str, list[Foreground]] = {}
    for foreground in foregrounds:
        if foreground.region.intersects(picture.area):
            by_role.setdefault(foreground.role, []).append(foreground)
    if not by_role:
        return []
    opacities: dict[Edge, _BandOpacities] = {
        edge: {
            role: solve_bands(picture, own, scrim, edge, photos)
            for role, own in by_role.items()
            if edge == edges[0] or _is_near_edge(own, picture.area, edge)
        }
        for edge in edges
    }
    task = _ScrimTask(picture, by_role, opacities, fade)
    chosen = _assign_edges(task, edges)
    scrims: list[Shape] = []
    for edge in edges:
        roles = [role for role in by_role if chosen[role] == edge]
        overlays = tuple(_relative_gradient(shape, picture) for shape in scrims)
        own = [
            solve_bands(picture, by_role[role], scrim, edge, photos, overlays) if overlays else opacities[edge][role]
            for role in roles
        ]
        needed = _merge_bands(own)
        corner = None if edge == edges[0] else _choose_corner(task, edge, roles)
        if corner and needed[0]:
            scrims.append(draw_corner(corner, needed[0], scrim, fade, picture.area))
            continue
        profile = _smooth_profile(needed, fade)
        if edge == edges[0]:
            profile = _raise_edge(profile, _find_last_band(needed) + 1, edge_opacity, fade)
        if any(profile):
            scrims.append(_draw_profile(picture.area, profile, scrim, edge))
    return scrims


@dataclass(frozen=True, slots=True)
class _ScrimTask:
    """The foregrounds on a photograph by role, and the opacities that they need in the bands from each edge.

    The first edge has all roles, another one only those that are near.
    """

    picture: Picture
    foregrounds: Mapping[str, Sequence[Foreground]]
    opacities: Mapping[Edge, _BandOpacities]
    fade: float


def _assign_edges(task: _ScrimTask, edges: Sequence[Edge]) -> dict[str, Edge]:
    """Return the edge of each role so that all scrims together cover least.

    A role may go to the first edge or to another edge that is near. A scrim that reaches one role also serves the roles
    nearer to its edge, so only the number of roles per edge is tried, in the order in which the scrim reaches their
    ends.
    """
    first, others = edges[0], edges[1:]
    orders = {edge: _sort_by_end(task.opacities[edge]) for edge in others}
    costs: dict[tuple[Edge, tuple[str, ...]], float] = {}
    plans: list[tuple[float, dict[str, Edge]]] = []
    for counts in product(*(range(len(orders[e]) + 1) for e in others)):
        plan = dict.fromkeys(task.opacities[first], first)
        plan |= {role: e for e, count in zip(others, counts, strict=True) for role in orders[e][:count]}
        cost = 0.0
        for edge in edges:
            roles = tuple(role for role, own in plan.items() if own == edge)
            if (edge, roles) not in costs:
                costs[edge, roles] = _estimate_cost(task, edge, roles, along_edge=edge == first)
            cost += costs[edge, roles]
        plans.append((round(cost, 6), plan))
    return min(plans, key=lambda each: each[0])[1]


def _sort_by_end(opacities: _BandOpacities) -> list[str]:
    """Return the roles in the order in which a scrim reaches their ends."""
    return sorted(opacities, key=lambda role: (_find_last_band(opacities[role]), role))


def _estimate_cost(task: _ScrimTask, edge: Edge, roles: Sequence[str], *, along_edge: bool) -> float:
    """Return how much the scrim of some roles covers, in bands made opaque; `along_edge` excludes one from a corner."""
    corner = None if along_edge else _choose_corner(task, edge, roles)
    return _estimate_corner_cost(task, edge, roles, corner) if corner else _estimate_scrim_cost(task, edge, roles)


def _choose_corner(task: _ScrimTask, edge: Edge, roles: Sequence[str]) -> Corner | None:
    """Return the corner from which a scrim serves all roles and covers less than one from the edge, or None."""
    if not roles or edge not in ("top", "bottom"):
        return None
    regions = [foreground.region for role in roles for foreground in task.foregrounds[role]]
    corner = find_corner(task.picture.area, regions, top=edge == "top")
    cheaper = corner and _estimate_corner_cost(task, edge, roles, corner) < _estimate_scrim_cost(task, edge, roles)
    return corner if cheaper else None


def _estimate_corner_cost(task: _ScrimTask, edge: Edge, roles: Sequence[str], corner: Corner) -> float:
    """Return how much a scrim from a corner covers, in bands made opaque."""
    opacity = max(max(task.opacities[edge][role]) for role in roles)
    return BANDS * measure_corner_cost(corner, opacity, task.fade, task.picture.area)


def _estimate_scrim_cost(task: _ScrimTask, edge: Edge, roles: Sequence[str]) -> float:
    """Return how much a scrim from an edge covers, in bands made opaque: the opacities it needs and half of a fade."""
    if not roles:
        return 0.0
    found = _merge_bands([task.opacities[edge][role] for role in roles])
    return sum(found) + found[0] * task.fade * found[0] * BANDS / 2


def _find_last_band(opacities: Sequence[float]) -> int:
    """Return the index of the last band that needs any opacity, or -1."""
    return max((index for index, opacity in enumerate(opacities) if opacity), default=-1)


def _is_near_edge(foregrounds: Sequence[Foreground], area: Rect, edge: Edge) -> bool:
    """Return whether all foregrounds are in the third of the area next to an edge."""
    limit = find_band_edges(area, edge)[BANDS // 3 + 1]
    match edge:
        case "top":
            return all(each.region.bottom <= limit for each in foregrounds)
        case "bottom":
            return all(each.region.y >= limit for each in foregrounds)
        case "left":
            return all(each.region.right <= limit for each in foregrounds)
        case "right":
            return all(each.region.x >= limit for each in foregrounds)


def _merge_bands(parts: Sequence[Sequence[float]]) -> list[float]:
    """Return the lowest opacities that serve all parts and never increase away from the edge."""
    found = [max((part[index] for part in parts), default=0.0) for index in range(BANDS)]
    for index in range(BANDS - 2, -1, -1):
        found[index] = max(found[index], found[index + 1])
    return found


def _smooth_profile(opacities: Sequence[float], fade: float) -> list[float]:
    """Return opacities that decrease no faster than a smooth fade; none is lower than the given one.

    Each is a weighted mean of the given opacities from its band towards the edge. It is not below its band's own,
    because the given opacities never increase away from the edge. Triangular weights make the fade begin and end
    gently. The mean spans as many bands as make the fade as steep as that of an opaque scrim.
    """
    reach = max(1, round(fade * opacities[0] * BANDS))
    weights = [min(d + 1, reach + 1 - d) for d in range(reach + 1)]
    total = sum(weights)
    return [
        sum(weight * opacities[max(0, index - d)] for d, weight in enumerate(weights)) / total
        for index in range(BANDS)
    ]


def _raise_edge(profile: Sequence[float], count: int, edge_opacity: float, fade: float) -> list[float]:
    """Return the profile increased to `edge_opacity` at the edge, over the `count` bands that need an opacity.

    It decreases slowly near the edge, so that most of the text is on the dark part, and never faster than a fade.
    """
    lift = max(0.0, min(edge_opacity - profile[0], count / (_LIFT_POWER * fade * BANDS)))
    return [value + lift * max(0.0, 1 - (index / max(1, count)) ** _LIFT_POWER) for index, value in enumerate(profile)]


def _draw_profile(area: Rect, profile: Sequence[float], scrim: Color, edge: Edge) -> Shape:
    """Return the profile as a gradient; each stop between two bands has the opacity of the band nearer the edge."""
    count = max(index for index, value in enumerate(profile) if value > 0) + 1
    steps = [math.ceil(255 * value - 1e-6) for value in (profile[0], *profile[:count])]
    if count < BANDS:
        steps.append(0)
        count += 1
    cuts = find_band_edges(area, edge)[: count + 1]
    first, last = cuts[0], cuts[count]
    stops = tuple(
        (abs(cut - first) / abs(last - first), Color(*scrim.rgb, alpha))
        for cut, alpha in zip(cuts, steps, strict=True)
    )
    ends = ((0, first), (0, last)) if edge in ("top", "bottom") else ((first, 0), (last, 0))
    return Shape(path_of_rects([area]), Gradient(*ends, stops))


def _relative_gradient(shape: Shape, picture: Picture) -> Gradient:
    """Return a scrim's gradient relative to the photograph's corner."""
    assert isinstance(shape.fill, Gradient)
    return translate_gradient(shape.fill, -picture.area.x, -picture.area.y)


def translate_gradient(gradient: Gradient, dx: float, dy: float) -> Gradient:
    """Return the gradient moved by `dx` and `dy`."""
    (x0, y0), (x1, y1) = gradient.start, gradient.end
    return replace(gradient, start=(x0 + dx, y0 + dy), end=(x1 + dx, y1 + dy))
