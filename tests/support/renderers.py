"""A page of a PDF, or an SVG, drawn at a card's pixels by libraries in Python: pdfium and resvg."""

from __future__ import annotations

import io

import pypdfium2
import resvg_py
from PIL import Image

SCALE = 3
"""Factor by which pdfium draws larger than asked: it puts vertical and horizontal edges on whole pixels."""


def render_pdf_with_pdfium(data: bytes, width: int, height: int, page: int = 0) -> Image.Image:
    """Return a page as Chrome's reader of PDF draws it."""
    document = pypdfium2.PdfDocument(data)
    try:
        shown = document[page]
        picture = shown.render(scale=width * SCALE / shown.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    return picture.crop((0, 0, width * SCALE, height * SCALE)).reduce(SCALE)


def render_svg_with_resvg(data: bytes, dpi: int) -> Image.Image:
    """Return an SVG without text elements, drawn by resvg, on white; `dpi` are the pixels of an inch."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8"), background="#ffffff", dpi=dpi or 96, skip_system_fonts=True
    )
    with Image.open(io.BytesIO(drawn)) as picture:
        return picture.convert("RGB")
