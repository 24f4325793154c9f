"""Pictures of vectors on one page of PDF or SVG, and how much they look like pictures of pixels."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy
import pydyf
from PIL import Image
from skimage.metrics import structural_similarity

from factcards.draw.pdf.page_content import PageContent
from factcards.draw.pdf.pdf_resources import PdfResources
from factcards.draw.pdf.pdf_vectors import draw_vectors
from factcards.draw.svg.svg_definitions import SvgDefinitions
from factcards.draw.svg.svg_vectors import write_vectors
from factcards.graphics.matrices import Matrix
from factcards.graphics.vector_pictures import VectorPicture
from support.renderers import render_pdf_with_pdfium, render_svg_with_resvg

Placed = tuple[VectorPicture, Matrix]
Box = tuple[int, int, int, int]


def make_pdf(draw: Callable[[PageContent], None], width: int, height: int) -> bytes:
    """Return a PDF of one page, one point a pixel, of what `draw` draws with y downward."""
    resources = PdfResources()
    content = PageContent(resources, None)
    content.write(f"1 0 0 -1 0 {height} cm")
    draw(content)
    stream = pydyf.Stream([content.to_bytes()], compress=True)
    resources.pdf.add_object(stream)
    resources.pdf.add_page(pydyf.Dictionary({
        "Type": "/Page", "Parent": resources.pdf.pages.reference, "Contents": stream.reference,
        "MediaBox": f"[0 0 {width} {height}]", "Resources": resources.dictionary.reference,
        "Group": pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceRGB"}),
    }))  # fmt: skip
    file = io.BytesIO()
    resources.pdf.write(file, compress=True)
    return file.getvalue()


def make_vectors_pdf(pictures: list[Placed], width: int, height: int) -> bytes:
    """Return a PDF of one page with pictures."""

    def draw(content: PageContent) -> None:
        for number, (picture, matrix) in enumerate(pictures):
            draw_vectors(content, picture, matrix, number)

    return make_pdf(draw, width, height)


def make_vectors_svg(pictures: list[Placed], width: int, height: int) -> bytes:
    """Return an SVG with pictures."""
    definitions = SvgDefinitions()
    body = "".join(write_vectors(picture, matrix, definitions) for picture, matrix in pictures)
    space = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {space} width="{width}" height="{height}">'
    return f"{head}{definitions.write()}{body}</svg>".encode()


def render_pictures(pictures: list[Placed], width: int, height: int) -> dict[str, Image.Image]:
    """Return a page of pictures as pdfium draws it from PDF, and resvg from SVG."""
    return {
        "pdfium": render_pdf_with_pdfium(make_vectors_pdf(pictures, width, height), width, height),
        "resvg": render_svg_with_resvg(make_vectors_svg(pictures, width, height), 0),
    }


def measure_likeness(ours: Image.Image, other: Image.Image, box: Box) -> float:
    """Return the structural similarity of two pictures within a box, reduced to where the first shows anything."""
    first, second = (numpy.asarray(image.crop(box)) for image in (ours, other))
    inked = numpy.argwhere((first != 255).any(axis=2))
    if not inked.size:
        return float((second == 255).all())
    top, left = inked.min(0)
    bottom, right = numpy.maximum(inked.max(0) + 1, (top + 7, left + 7))
    area = (slice(top, bottom), slice(left, right))
    return float(structural_similarity(first[area], second[area], channel_axis=2, data_range=255))
