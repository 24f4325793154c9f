"""Photographs that end exactly where a panel over them ends, clipped so that no zoom shows a line of them there.

Viewers paint a picture on every device pixel that it touches, but a panel only on the part of a pixel that it covers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...graphics.color import Color
from ...graphics.geometry import Path, Rect, path_of_rects
from ...model.scene import Group, Node, Picture, Shape, walk_nodes

_OVERLAP = 1.0
"""Distance in pixels by which a photograph continues under a panel at the panel's other edges."""
_EVERYWHERE = Rect(-1e6, -1e6, 2e6, 2e6)


def clip_hidden_edges(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the nodes, the photographs among them without what opaque panels hide up to a common edge."""
    if not any(isinstance(node, Picture) for _, node in walk_nodes(nodes)):
        return nodes
    panels = list(_list_panels(nodes, _EVERYWHERE))
    return tuple(_clip_pictures(nodes, panels, itertools.count(1)))


def _list_panels(nodes: tuple[Node, ...], limit: Rect | None) -> Iterator[list[Rect]]:
    """Yield for each node that is not a group, in the order of painting, the rectangles that it hides in a limit."""
    for node in nodes:
        if isinstance(node, Group):
            yield from _list_panels(node.nodes, _find_limit(node, limit))
        elif limit and isinstance(node, Shape) and isinstance(node.fill, Color) and node.fill.alpha == 255:
            yield [rect.intersection(limit) for rect in node.path.rects() or () if rect.intersects(limit)]
        else:
            yield []


def _find_limit(group: Group, limit: Rect | None) -> Rect | None:
    """Return the rectangle within which a group hides what is below it, None if it hides nothing for certain."""
    if group.opacity < 1 or limit is None or group.clip is None:
        return limit if group.opacity >= 1 else None
    clips = group.clip.rects() or ()
    return clips[0].intersection(limit) if len(clips) == 1 and clips[0].intersects(limit) else None


def _clip_pictures(nodes: tuple[Node, ...], panels: Sequence[list[Rect]], following: Iterator[int]) -> Iterator[Node]:
    """Yield the nodes; `following` counts those that are not groups, as `panels` does."""
    for node in nodes:
        if isinstance(node, Group):
            yield replace(node, nodes=tuple(_clip_pictures(node.nodes, panels, following)))
            continue
        later = next(following)
        if isinstance(node, Picture):
            holes = [hole for panel in itertools.chain(*panels[later:]) if (hole := _find_hole(node.area, panel))]
            yield Group((node,), clip=_cut_out(node.area, holes)) if holes else node
        else:
            yield node


def _find_hole(area: Rect, panel: Rect) -> Rect | None:
    """Return what a panel hides of an area, without the overlap; None if they have no edge in common."""
    if not area.intersects(panel):
        return None
    if not (area.x == panel.x or area.y == panel.y or area.right == panel.right or area.bottom == panel.bottom):
        return None
    left = area.x if panel.x <= area.x else panel.x + _OVERLAP
    top = area.y if panel.y <= area.y else panel.y + _OVERLAP
    right = area.right if panel.right >= area.right else panel.right - _OVERLAP
    bottom = area.bottom if panel.bottom >= area.bottom else panel.bottom - _OVERLAP
    return Rect(left, top, right - left, bottom - top) if left < right and top < bottom else None


def _cut_out(area: Rect, holes: list[Rect]) -> Path:
    """Return an area without holes: their contours run in the other direction (winding rule)."""
    outer = path_of_rects([area])
    points = [value for h in holes for value in (h.x, h.y, h.x, h.bottom, h.right, h.bottom, h.right, h.y)]
    return Path(outer.verbs + "MLLLZ" * len(holes), (*outer.points, *points))
