"""Does another program's picture of a card look like ours? Each text, chart, picture and code is measured by itself.

The renderers of PDF and SVG smooth edges in different ways: exact areas, or 4 × 4 samples. So both pictures are
blurred by `BLUR` first, which leaves every position, width, shape and colour where it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image
from skimage.metrics import structural_similarity
from skimage.registration import phase_cross_correlation

from factcards.graphics.geometry import Rect, bounding_box
from factcards.model.scene import Group, Node, Picture, Scene, Shape, Text, code_area, module_size

Pixels = np.ndarray

BLUR = 0.7
"""Standard deviation of the blur of both pictures before they are compared, in pixels."""
MIN_SIMILARITY = 0.95
"""Structural similarity (SSIM; Wang and others, 2004) of each part, in its worst colour; a photograph's in gray."""
MAX_SHIFT = 0.5
"""Distance in pixels by which a part may be away from its place, by phase correlation."""
MAX_MEAN = 1.0
"""Mean absolute difference outside all parts, of 255."""
MAX_TINT = 8.0
"""Mean difference, of 255, in a cell of a part: how much lighter, darker or more coloured it may be on the whole.

Ours, as the next: equal pictures reach 6.2 where pdfium enlarges a photograph, a weight too bold in small print 9.8.
"""
MAX_SPOT = 70.0
"""Mean difference of `SPOT` × `SPOT` pixels, of 255: one module of a code, a dot of a letter or a missing sign.

Equal pictures reach 65 at edges of overlapping contours, which the raster adds up; a line moved by 1 px has 82.
"""
SPOT = 3
_MIN_SIDE = 11
"""Least side, in pixels, of an area whose SSIM is measured: its window is 7 × 7."""
_CELL = 48
"""Largest side, in pixels, of the cells in which a tint is measured; those of a line are as wide as it is high."""


class Difference(NamedTuple):
    """A measure of a part of a card that is out of its limit."""

    part: str
    measure: str
    value: float
    limit: float

    def __str__(self) -> str:
        """Return one line for the message of a failed test."""
        return f"{self.part}: {self.measure} {self.value:.3f}, limit {self.limit}"


class _Part(NamedTuple):
    """A rectangle of whole pixels that shows one node."""

    name: str
    kind: str
    left: int
    top: int
    right: int
    bottom: int

    def cut(self, pixels: Pixels) -> Pixels:
        return pixels[self.top : self.bottom, self.left : self.right]


def find_differences(scene: Scene, ours: Image.Image, other: Image.Image) -> list[Difference]:
    """Return every measure out of its limit, part by part in the scene's order, and last what is outside all parts."""
    if ours.size != other.size:
        return [Difference(f"the picture of {other.size} for {ours.size}", "width", other.width, ours.width)]
    first, second = _blur(ours), _blur(other)
    parts = list(_list_parts(scene))
    found = [one for part in parts for one in _compare_part(part, part.cut(first), part.cut(second))]
    return found + _compare_rest(parts, first, second)


def _blur(picture: Image.Image) -> Pixels:
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)
    return cv2.GaussianBlur(pixels, (0, 0), BLUR)


def _list_parts(scene: Scene) -> Iterator[_Part]:
    """Yield the ink of each line, each picture, each chart and each code, cut at the edges of the card."""
    for kind, name, rect in _walk(scene.nodes, ""):
        left, top = max(0, math.floor(rect.x) - 1), max(0, math.floor(rect.y) - 1)
        right, bottom = min(scene.width, math.ceil(rect.right) + 1), min(scene.height, math.ceil(rect.bottom) + 1)
        left, top = max(0, min(left, right - _MIN_SIDE)), max(0, min(top, bottom - _MIN_SIDE))
        right, bottom = max(right, left + _MIN_SIDE), max(bottom, top + _MIN_SIDE)
        if rect.width > 0 and rect.height > 0 and left < scene.width and top < scene.height:
            yield _Part(name, kind, left, top, right, bottom)


def _walk(nodes: tuple[Node, ...], role: str) -> Iterator[tuple[str, str, Rect]]:
    """Yield the kind, the name and the rectangle of each part."""
    for node in nodes:
        match node:
            case Group(role="code"):
                side = module_size(node)
                yield "code", f"code with modules of {side:.1f} px", code_area(node)
            case Group():
                if node.role == "chart" and (bars := list(_filled(node.nodes))):
                    yield "chart", "chart", bounding_box(bars)
                yield from _clipped(_walk(node.nodes, node.role or role), node)
            case Text():
                yield "text", f"{role or 'text'} “{node.line.text.strip()}”", node.ink_rect()
            case Picture():
                yield "picture", f"{role or 'picture'} {node.photo.file.rpartition('/')[2]}", node.area
            case _:
                pass


def _clipped(parts: Iterator[tuple[str, str, Rect]], group: Group) -> Iterator[tuple[str, str, Rect]]:
    for kind, name, rect in parts:
        yield kind, name, rect.intersection(group.clip.bounds()) if group.clip else rect


def _filled(nodes: tuple[Node, ...]) -> Iterator[Rect]:
    for node in nodes:
        if isinstance(node, Shape):
            yield node.path.bounds()
        elif isinstance(node, Group):
            yield from _filled(node.nodes)


def _compare_part(part: _Part, first: Pixels, second: Pixels) -> list[Difference]:
    if np.array_equal(first, second):
        return []
    planes = [(first[..., i], second[..., i]) for i in range(3)]
    if part.kind == "picture":
        planes = [(first.mean(axis=2), second.mean(axis=2))]
    similarity = min(structural_similarity(a, b, data_range=255) for a, b in planes)
    cell = min(_CELL, max(_MIN_SIDE, part.bottom - part.top))
    difference = second - first
    measured = (
        ("SSIM", similarity, MIN_SIMILARITY, similarity < MIN_SIMILARITY),
        ("shift in px", shift := _find_shift(first, second), MAX_SHIFT, shift >= MAX_SHIFT),
        ("tint", tint := _find_tint(difference, cell), MAX_TINT, tint > MAX_TINT),
        ("spot", spot := _find_spot(difference), MAX_SPOT, spot > MAX_SPOT),
    )
    return [Difference(part.name, name, float(value), limit) for name, value, limit, wrong in measured if wrong]


def _find_shift(first: Pixels, second: Pixels) -> float:
    """Return the distance in pixels between the two, 0 if one of them is empty."""
    gray, moved = first.mean(axis=2), second.mean(axis=2)
    gray, moved = gray - gray.mean(), moved - moved.mean()
    if min(gray.std(), moved.std()) < 2:
        return 0.0
    shift, _, _ = phase_cross_correlation(gray, moved, upsample_factor=10, normalization=None)
    return float(np.hypot(*shift))


def _find_tint(difference: Pixels, cell: int) -> float:
    """Return the largest mean difference of a colour in a cell; the last cells of a row or column overlap others."""
    height, width, _ = difference.shape
    sums = cv2.integral(difference)
    tall, wide = min(cell, height), min(cell, width)
    rows, columns = _starts(height, tall), _starts(width, wide)
    upper, lower = sums[rows], sums[rows + tall]
    means = (lower[:, columns + wide] - lower[:, columns] - upper[:, columns + wide] + upper[:, columns]) / tall / wide
    return float(np.abs(means).max())


def _starts(length: int, step: int) -> Pixels:
    return np.append(np.arange(0, length - step, step), length - step)


def _find_spot(difference: Pixels) -> float:
    return float(np.abs(cv2.blur(difference, (SPOT, SPOT))).max())


def _compare_rest(parts: list[_Part], first: Pixels, second: Pixels) -> list[Difference]:
    outside = np.ones(first.shape[:2], dtype=bool)
    for part in parts:
        part.cut(outside)[:] = False
    difference = (second - first) * outside[..., None]
    mean = float(np.abs(difference).sum() / max(1, outside.sum() * 3))
    measured = (
        ("mean difference", mean, MAX_MEAN),
        ("tint", _find_tint(difference, _CELL), MAX_TINT),
        ("spot", _find_spot(difference), MAX_SPOT),
    )
    return [Difference("outside all parts", name, value, limit) for name, value, limit in measured if value > limit]
