"""What a picture of a scene becomes in a file that holds pictures: vectors, a JPEG, or pixels with alpha."""

from __future__ import annotations

import math

from PIL import Image

from ...graphics.geometry import Rect
from ...graphics.matrices import Matrix
from ...graphics.vector_pictures import VectorPicture
from ...model.assets import Assets
from ...model.scene import Picture
from ...photos.crop_files import JpegPicture

MAX_DENSITY = 300
"""Maximum number of a picture's pixels per printed inch, as printers ask for; the eye sees no more at arm's length."""
SCREEN_DENSITY = 96
"""Pixels of a scene per inch of a page if the scene has no `dpi` (CSS Values 4, 6.2)."""

PictureContent = VectorPicture | JpegPicture | Image.Image


def page_density(dpi: int) -> int:
    """Return the number of a scene's pixels per inch of its page, `Scene.dpi` or 96."""
    return dpi or SCREEN_DENSITY


def fit_vectors(vectors: VectorPicture, area: Rect) -> Matrix:
    """Return the transform from the units of a picture of vectors to those of the area that shows its box."""
    box = vectors.box
    across, down = area.width / box.width, area.height / box.height
    return across, 0.0, 0.0, down, area.x - box.x * across, area.y - box.y * down


def find_picture_content(picture: Picture, dpi: int, assets: Assets) -> PictureContent:
    """Return a picture's content; `dpi` is that of the scene.

    A drawing becomes vectors if vectors can express it, of which `box` is to be drawn at the picture's area. Anything
    else has at most 300 pixels per printed inch: a JPEG, or an RGBA image if it is not opaque. Raises SceneError if
    the picture's file is gone, has changed or cannot be decoded.
    """
    drawing = assets.photos.drawing(picture.photo, picture.crop)
    if drawing:
        return drawing
    scale = MAX_DENSITY / page_density(dpi)
    limit = math.ceil(picture.area.width * scale), math.ceil(picture.area.height * scale)
    return assets.photos.crop_file(picture.photo, picture.crop, limit)
