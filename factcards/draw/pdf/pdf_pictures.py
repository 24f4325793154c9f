"""Photographs and logos on a PDF page: only the pixels that the card shows, as JPEG."""

from __future__ import annotations

import io

import pydyf

from ...model.assets import Assets
from ...model.scene import Picture
from .page_content import PageContent
from .pdf_syntax import format_numbers


def draw_picture(content: PageContent, picture: Picture, assets: Assets) -> None:
    """Draw the crop of a picture in its area."""
    area = picture.area

    def make() -> pydyf.Object:
        image = assets.photos.crop(picture.photo, picture.crop, round(area.width), round(area.height)).convert("RGB")
        data = io.BytesIO()
        image.save(data, "JPEG", quality=90, subsampling=0, optimize=True)
        return pydyf.Stream([data.getvalue()], {
            "Type": "/XObject", "Subtype": "/Image", "Width": image.width, "Height": image.height,
            "ColorSpace": "/DeviceRGB", "BitsPerComponent": 8, "Filter": "/DCTDecode",
        })  # fmt: skip

    name = content.resources.add("XObject", (picture.photo, picture.crop, area.width, area.height), make)
    content.begin_artifact()
    content.write(f"q {format_numbers(area.width, 0, 0, -area.height, area.x, area.bottom)} cm /{name} Do Q")
