"""Photographs, logos and colour glyphs in SVG: the pixels that the card shows, inside the file or beside it."""

from __future__ import annotations

import base64
import hashlib
import io

from PIL import Image

from ...graphics.geometry import Rect
from ...graphics.vector_pictures import VectorPicture
from ...model.assets import Assets
from ...model.scene import Picture
from ...photos.crop_files import JpegPicture
from ..svg_files import Attachment
from ..vectors.picture_content import find_picture_content, fit_vectors
from .svg_definitions import SvgDefinitions
from .svg_paints import write_number
from .svg_vectors import write_vectors


class SvgPictures:
    """Writes pictures into the file, or, if `linked`, as links to the `attachments`."""

    def __init__(self, *, linked: bool) -> None:
        self._linked = linked
        self.attachments: list[Attachment] = []

    def write_picture(self, picture: Picture, dpi: int, assets: Assets, definitions: SvgDefinitions) -> str:
        """Return the element of a picture; `dpi` is that of the scene. Raises SceneError if it cannot be opened."""
        found = find_picture_content(picture, dpi, assets)
        if not isinstance(found, VectorPicture):
            return self.write_image(found, picture.area)
        return write_vectors(found, fit_vectors(found, picture.area), definitions)

    def write_image(self, image: JpegPicture | Image.Image, area: Rect) -> str:
        """Return the element of a JPEG or an RGBA image in an area."""
        if isinstance(image, JpegPicture):
            source = self._write_source(image.data, "jpeg", "jpg")
        else:
            out = io.BytesIO()
            image.save(out, "PNG")
            source = self._write_source(out.getvalue(), "png", "png")
        x, y, width, height = (write_number(value) for value in (area.x, area.y, area.width, area.height))
        place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        return f'<image {place} preserveAspectRatio="none" xlink:href="{source}"/>'

    def _write_source(self, data: bytes, kind: str, extension: str) -> str:
        if not self._linked:
            return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
        attachment = Attachment(f"{hashlib.sha256(data).hexdigest()[:16]}.{extension}", data)
        if attachment not in self.attachments:
            self.attachments.append(attachment)
        return attachment.name
