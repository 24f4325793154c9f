"""Photographs with a face at a known place: scikit-image's astronaut, Eileen Collins, on a soft background."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import NamedTuple

import skimage.data
from PIL import Image, ImageDraw, ImageFilter

from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey
from factcards.photos.photo_files import read_photo_key

FACE = (178, 83, 88)
"""Left, top and side of the face in the picture of 512 × 512 pixels, from the brows to the chin."""
_PART = (118, 8, 326, 230)
"""The part with head and shoulders: left, top, right and bottom."""
EXTENTS = {"upright": (1200, 1600), "square": (1400, 1400), "wide": (1800, 800)}
SIDES = (0.07, 0.11, 0.16)
"""Widths of the face, relative to the photograph's longer side."""
POSITIONS = tuple(product((1 / 6, 1 / 2, 5 / 6), repeat=2))
MARGIN = 0.1
"""Minimum distance of the face from the photograph's edges, relative to the face."""


class PlacedFace(NamedTuple):
    """A photograph and the box of its face, in pixels."""

    photo: PhotoKey
    face: Rect


def background(extent: tuple[int, int]) -> Image.Image:
    """Return a landscape without a face."""
    image = Image.new("RGB", extent, "#9fb6c4")
    draw = ImageDraw.Draw(image)
    for step in range(7):
        x = extent[0] * step / 6
        draw.ellipse((x - 190, extent[1] * 0.6, x + 190, extent[1] * 1.4), fill=(70 + 12 * step, 110, 80))
    return image.filter(ImageFilter.GaussianBlur(12))


def place_face(folder: Path, shape: str, side: float, at: tuple[float, float]) -> PlacedFace:
    """Return a photograph with a face of that width around that point, moved into the photograph where necessary."""
    width, height = EXTENTS[shape]
    length = side * max(width, height)
    least = (0.5 + MARGIN) * length
    middle = [max(least, min(full - least, full * share)) for full, share in zip((width, height), at, strict=True)]
    scale = length / FACE[2]
    left, top = middle[0] - length / 2, middle[1] - length / 2
    person = Image.fromarray(skimage.data.astronaut()).crop(_PART)
    person = person.resize((round(person.width * scale), round(person.height * scale)), Image.Resampling.LANCZOS)
    image = background((width, height))
    image.paste(person, (round(left - (FACE[0] - _PART[0]) * scale), round(top - (FACE[1] - _PART[1]) * scale)))
    path = folder / f"{shape}-{side}-{at[0]:.2f}-{at[1]:.2f}.jpg"
    image.save(path, quality=90)
    return PlacedFace(read_photo_key(path), Rect(left, top, length, length))
