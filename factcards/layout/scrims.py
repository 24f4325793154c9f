"""The scrim that words on a photograph need: solved from the photograph's own pixels, as little as will do.

A scrim falls from an edge of the photograph to nothing. Cut into bands along its way, each band has a least opacity at
which the words in it stand out from the worst pixel behind them; the scrim has at least that there, never rises on
its way from the edge, and fades over a share of the photograph, eased at both ends, so that no step shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..color import Color, Gradient
from ..geometry import Rect, path_of_rects
from ..photos import PhotoLibrary
from ..scene import Picture, Shape
from .pictures import colors_of_photo, solve_scrim

Edge = Literal["top", "right", "bottom", "left"]

_BANDS = 64  # bands along a photograph; stops lie between them
_TOO_DEAR = 1e-9


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

    With several edges each role goes to the one where it costs the photograph least; `fade` is the share of the
    photograph over which a scrim fades out.
    """
    roles = sorted({s.role for s in stands if s.region.meets(picture.area)})
    laid: list[Shape] = []
    needs = {edge: {r: _needs(picture, _of(stands, r), scrim, edge, photos, ()) for r in roles} for edge in edges}
    chosen = _share_out(needs, roles, edges, fade)
    for edge in edges:
        veils = tuple(_from_corner(shape, picture) for shape in laid)
        own = [
            _needs(picture, _of(stands, r), scrim, edge, photos, veils) if veils else needs[edge][r]
            for r in roles
            if chosen[r] == edge
        ]
        profile = _ease(_highest(own), fade)
        if any(profile):
            laid.append(_draw(picture.area, profile, scrim, edge))
    return laid


def _of(stands: Sequence[Stand], role: str) -> list[Stand]:
    return [s for s in stands if s.role == role]


def _share_out(
    needs: Mapping[Edge, Mapping[str, Sequence[float]]], roles: Sequence[str], edges: Sequence[Edge], fade: float
) -> dict[str, Edge]:
    """The edge of each role: from all on the first edge, one role after the other moves to where it costs less."""
    chosen = dict.fromkeys(roles, edges[0])

    def cost(plan: Mapping[str, Edge]) -> float:
        parts = ([needs[edge][r] for r in roles if plan[r] == edge] for edge in edges)
        return sum(sum(_ease(_highest(part), fade)) for part in parts)

    best, found = cost(chosen), len(edges) > 1
    while found:
        found = False
        for role in roles:
            for edge in edges:
                plan = {**chosen, role: edge}
                if (price := cost(plan)) < best - _TOO_DEAR:
                    chosen, best, found = plan, price, True
    return chosen


def _needs(
    picture: Picture, stands: Sequence[Stand], scrim: Color, edge: Edge, photos: PhotoLibrary, veils: tuple[Gradient, ...]
) -> list[float]:
    """The least opacity in each band, counted from the edge."""
    bands = _bands(picture.area, edge)
    found = [0.0] * len(bands)
    for stand in stands:
        for index, band in enumerate(bands):
            part = stand.region.meet(band)
            if part.width > 0 and part.height > 0:
                behind = colors_of_photo(picture, part, photos, veils)
                found[index] = max(found[index], solve_scrim(behind, stand.color, scrim, stand.ratio))
    return found


def _bands(area: Rect, edge: Edge) -> list[Rect]:
    """The area in bands of whole pixels, from the edge inward."""
    cuts = [_along(area, edge, index / _BANDS) for index in range(_BANDS + 1)]
    if edge in ("top", "bottom"):
        return [Rect(area.x, min(a, b), area.width, abs(b - a)) for a, b in zip(cuts, cuts[1:], strict=False)]
    return [Rect(min(a, b), area.y, abs(b - a), area.height) for a, b in zip(cuts, cuts[1:], strict=False)]


def _along(area: Rect, edge: Edge, share: float) -> int:
    """The x or y at a share of the way from an edge to the other, in whole pixels."""
    ways: dict[Edge, Callable[[float], float]] = {
        "top": lambda s: area.y + area.height * s,
        "bottom": lambda s: area.bottom - area.height * s,
        "left": lambda s: area.x + area.width * s,
        "right": lambda s: area.right - area.width * s,
    }
    return round(ways[edge](share))


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
    # scarcely any fade could reach beyond the last need: what is 0 from here to the edge stays 0
    return [
        sum(w * needs[max(0, index - d)] for d, w in enumerate(weights)) / whole if needs[max(0, index - reach)] else 0.0
        for index in range(_BANDS)
    ]


def _draw(area: Rect, profile: Sequence[float], scrim: Color, edge: Edge) -> Shape:
    """The profile as a gradient: a stop between each two bands, as opaque as the one nearer to the edge."""
    count = max(index for index, value in enumerate(profile) if value > 0) + 1
    steps = [math.ceil(255 * value - 1e-6) for value in (profile[0], *profile[:count])]
    if count < _BANDS:
        steps.append(0)
        count += 1
    cuts = [_along(area, edge, index / _BANDS) for index in range(count + 1)]
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
