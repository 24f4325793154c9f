"""Photographs and logos on a PDF page: only the pixels that the card shows, as JPEG, or drawings as vectors."""

from __future__ import annotations

import pydyf
from PIL import Image

from ...graphics.geometry import Rect
from ...graphics.vector_pictures import VectorPicture
from ...model.assets import Assets
from ...model.scene import Picture
from ...photos.crop_files import JpegPicture
from ..vectors.picture_content import find_picture_content, fit_vectors
from .page_content import PageContent
from .pdf_resources import PdfResources
from .pdf_syntax import format_numbers
from .pdf_vectors import draw_vectors


def draw_picture(content: PageContent, picture: Picture, assets: Assets) -> None:
    """Draw the crop of a picture in its area."""
    found = find_picture_content(picture, content.dpi, assets)
    if isinstance(found, VectorPicture):
        draw_vectors(content, found, fit_vectors(found, picture.area), (picture.photo, picture.crop))
        return
    key = picture.photo, picture.crop, found.width, found.height
    draw_image(content, found, picture.area, key)


def draw_image(content: PageContent, image: JpegPicture | Image.Image, area: Rect, key: object) -> None:
    """Draw a JPEG or an RGBA image in an area; `key` identifies it in the document."""
    name = content.resources.add("XObject", ("image", key), lambda: _make_image(content.resources, image))
    content.begin_artifact()
    content.write(f"q {format_numbers(area.width, 0, 0, -area.height, area.x, area.bottom)} cm /{name} Do Q")


def _make_image(resources: PdfResources, image: JpegPicture | Image.Image) -> pydyf.Stream:
    """Return an image XObject; one that is not opaque keeps its pixels without loss, beside its alpha."""
    if isinstance(image, JpegPicture):
        space = "DeviceGray" if image.is_gray else "DeviceRGB"
        return pydyf.Stream([image.data], {**_describe(image, space), "Filter": "/DCTDecode"})
    alpha = pydyf.Stream([image.getchannel("A").tobytes()], _describe(image, "DeviceGray"), compress=True)
    resources.pdf.add_object(alpha)
    entries = {**_describe(image, "DeviceRGB"), "SMask": alpha.reference}
    return pydyf.Stream([image.convert("RGB").tobytes()], entries, compress=True)


def _describe(image: JpegPicture | Image.Image, space: str) -> dict[str, object]:
    return {
        "Type": "/XObject", "Subtype": "/Image", "Width": image.width, "Height": image.height,
        "ColorSpace": f"/{space}", "BitsPerComponent": 8,
    }  # fmt: skip
