"""Boxes on whole pixels: left, top, right and bottom."""

from __future__ import annotations

from ..graphics.geometry import PixelBox


def intersect_boxes(first: PixelBox, second: PixelBox) -> PixelBox | None:
    """Return the box that both boxes contain, or None if they have no pixel in common."""
    left, top, right, bottom = (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )
    return (left, top, right, bottom) if left < right and top < bottom else None


def move_box(box: PixelBox, left: int, top: int) -> PixelBox:
    """Return the same box relative to another corner."""
    return box[0] - left, box[1] - top, box[2] - left, box[3] - top
