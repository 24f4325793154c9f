"""Scrims that spread from a corner of a photograph, for what stands near to one: a brand, a credit.

They leave light what lies at the same height beside it, which a scrim from the whole edge would not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...graphics.color import Color, Gradient
from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Shape

_STEPS = 12  # stops along a fade
_SOFT = 2.2  # it fades over so many times the way of a straight scrim: on a plain sky a bow is seen sooner than a level
_SPARE = 1.02  # the ellipse reaches so much further than it must, for the rounding of offsets


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of a photograph, and the radii of the least quarter of an ellipse there that holds what stands near it.

    In pixels of the card; a radius is below 0 where it goes to the left or up.
    """

    anchor: tuple[float, float]
    radii: tuple[float, float]


def find_corner(area: Rect, regions: Sequence[Rect], *, top: bool) -> Corner | None:
    """The corner at the top or bottom of the area in whose half all the regions lie; None if they lie in both."""
    shown = [region.intersection(area) for region in regions]
    middle = area.x + area.width / 2
    left, right = all(r.right <= middle for r in shown), all(r.x >= middle for r in shown)
    if not left and not right:
        return None
    across = max(r.right - area.x if left else area.right - r.x for r in shown)
    down = max(r.bottom - area.y if top else area.bottom - r.y for r in shown)
    # of all ellipses through the far corner of a rectangle, the least
    grown = math.sqrt(2) * _SPARE
    return Corner(
        (area.x if left else area.right, area.y if top else area.bottom),
        (grown * across * (1 if left else -1), grown * down * (1 if top else -1)),
    )


def corner_cost(corner: Corner, opacity: float, fade: float, area: Rect) -> float:
    """How much it covers, as a share of the area made opaque: the ellipse, and half its fade beyond."""
    across, down = (abs(radius) * (1 + _beyond(corner, opacity, fade, area) / 2) for radius in corner.radii)
    return opacity * min(1.0, math.pi / 4 * across * down / (area.width * area.height))


def draw_corner(corner: Corner, opacity: float, scrim: Color, fade: float, area: Rect) -> Shape:
    """The scrim: as opaque as `need`, 0 to 1, in the ellipse, and fading gently beyond it."""
    beyond = _beyond(corner, opacity, fade, area)
    most = math.ceil(255 * opacity - 1e-6)
    steps = [(0.0, most), *((1 + beyond * i / _STEPS, int(most * _eased(i / _STEPS))) for i in range(_STEPS + 1))]
    (x, y), (across, down) = corner.anchor, corner.radii
    whole = 1 + beyond
    colors = tuple((at / whole, Color(*scrim.rgb, alpha)) for at, alpha in steps)
    ends = (x, y), (x + across * whole, y + down * whole)
    return Shape(path_of_rects([area]), Gradient(*ends, colors, is_radial=True))


def _beyond(corner: Corner, need: float, fade: float, area: Rect) -> float:
    """How far it fades beyond the ellipse, in radii of the ellipse."""
    return _SOFT * fade * need * area.height / math.sqrt(abs(corner.radii[0] * corner.radii[1]))


def _eased(way: float) -> float:
    """What is left of the scrim at a place of its fade, 0 to 1: it begins and ends gently."""
    return 1 - way * way * (3 - 2 * way)
