"""A PDF document: one page for each scene."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf

from ...errors import DrawError
from ...graphics.geometry import Rect
from ...model.assets import Assets
from ...model.scene import Scene
from ..vectors.hidden_edges import clip_hidden_edges
from ..vectors.picture_content import page_density
from .catalog import fill_catalog
from .page_content import PageContent
from .page_drawing import draw_nodes
from .pdf_resources import PdfResources
from .pdf_syntax import format_numbers
from .structure import PageStructure, TaggedPage, add_tag_tree

_POINTS_PER_INCH = 72


def draw_pdf(pages: Sequence[Scene], assets: Assets, title: str = "") -> bytes:
    """Return a PDF document with one page for each scene; the same scenes always give the same bytes.

    It keeps PDF/UA-1 and PDF/A-2a. Several pages are a book: each has a bookmark, and the first gives the language, and
    the title if `title` is "". Raises DrawError if there is no page, a link is not one that a PDF may open, or tagged
    groups hold one another; FontError or SceneError if a font or photograph cannot be opened.
    """
    if not pages:
        raise DrawError("a PDF needs at least one page")
    resources = PdfResources()
    pdf = resources.pdf
    drawn = [_add_page(resources, scene, assets) for scene in pages]
    fill_catalog(pdf, drawn, add_tag_tree(pdf, drawn), title)
    resources.add_fonts()
    return pdf.to_bytes()


def _add_page(resources: PdfResources, scene: Scene, assets: Assets) -> TaggedPage:
    pdf = resources.pdf
    scale = _POINTS_PER_INCH / page_density(scene.dpi)
    content = PageContent(resources, PageStructure(), scene.dpi)
    content.write(f"{format_numbers(scale, 0, 0, -scale, 0, scene.height * scale, digits=4)} cm")
    draw_nodes(content, clip_hidden_edges(scene.nodes), assets)
    stream = pydyf.Stream([content.to_bytes()], compress=True)
    pdf.add_object(stream)
    page = pydyf.Dictionary({
        "Type": "/Page", "Parent": pdf.pages.reference, "Contents": stream.reference,
        "Resources": resources.dictionary.reference,
        "Group": pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceRGB"}),
    })  # fmt: skip
    tagged = TaggedPage(page, scene, scale)
    whole = Rect(0, 0, scene.width, scene.height)
    page["MediaBox"] = page["BleedBox"] = tagged.to_points(whole)
    page["TrimBox"] = tagged.to_points(whole.grow(-scene.bleed))
    pdf.add_page(page)
    return tagged
