"""Layers that need not be layers: the same picture with fewer of them, since each costs bytes and time."""

from __future__ import annotations

from dataclasses import replace

from ...graphics.color import Color
from ...graphics.geometry import Rect, bounding_box
from ...graphics.vector_pictures import Blend, Clip, VectorFill, VectorItem, VectorLayer, has_blend, walk_paths


def flatten_layer(layer: VectorLayer) -> tuple[VectorItem, ...]:
    """Return the items of a layer that changes nothing, or the layer."""
    is_plain = layer == VectorLayer(layer.items)
    return layer.items if is_plain and not has_blend(layer.items) else (layer,)


def blend_items(items: tuple[VectorItem, ...], blend: Blend) -> VectorLayer:
    """Return a layer of items that is blended with what is below it; one plain layer among them needs no other."""
    if len(items) == 1 and isinstance(items[0], VectorLayer) and items[0].blend == "normal":
        return replace(items[0], blend=blend)
    return VectorLayer(items, blend=blend)


def mask_items(items: tuple[VectorItem, ...], mask: tuple[VectorItem, ...]) -> tuple[VectorItem, ...]:
    """Return items limited by the alpha of others.

    If the mask is one path of one colour, its alpha becomes the layer's opacity and its path a clip, as renderers draw
    clips much faster than masks.
    """
    if not items or not mask:
        return ()
    only = mask[0]
    if len(mask) > 1 or not isinstance(only, VectorFill) or not isinstance(only.paint, Color):
        return (VectorLayer(items, mask=mask),)
    is_around = only.path.verbs == "MLLLZ" and only.path.bounds().contains(_bounds(items), slack=1e-6)
    is_upright = len(set(only.path.points)) <= 4
    clips = () if is_around and is_upright else (Clip(only.path, only.even_odd),)
    return flatten_layer(VectorLayer(items, opacity=only.paint.alpha / 255, clips=clips))


def _bounds(items: tuple[VectorItem, ...]) -> Rect:
    return bounding_box(path.bounds() for path in walk_paths(items) if path.points)
