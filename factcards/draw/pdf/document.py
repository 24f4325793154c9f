"""A PDF document: one page for each scene."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pydyf

from ...model.assets import Assets
from ...model.scene import Scene
from .page_content import PageContent
from .page_drawing import draw_nodes
from .pdf_resources import PdfResources
from .pdf_syntax import format_number, format_numbers
from .structure import PageStructure

_CSS_DPI = 96
"""Pixels per inch of a scene for screens, as in CSS."""
_POINTS_PER_INCH = 72


def draw_pdf(pages: Sequence[Scene], assets: Assets) -> bytes:
    """Return a PDF document with one page for each scene; the same scenes always give the same bytes.

    Raises FontError or SceneError if a font or photograph cannot be opened.
    """
    resources = PdfResources()
    for scene in pages:
        _add_page(resources, scene, assets)
    resources.add_fonts()
    file = io.BytesIO()
    resources.pdf.write(file, compress=True)
    return file.getvalue()


def _add_page(resources: PdfResources, scene: Scene, assets: Assets) -> None:
    pdf = resources.pdf
    scale = _POINTS_PER_INCH / (scene.dpi or _CSS_DPI)
    height = scene.height * scale
    structure = PageStructure()
    content = PageContent(resources, structure)
    content.write(f"{format_numbers(scale, 0, 0, -scale, 0, height, digits=4)} cm")
    draw_nodes(content, scene.nodes, assets)
    stream = pydyf.Stream([content.to_bytes()], compress=True)
    pdf.add_object(stream)
    annotations = pydyf.Array()
    for link, _ in structure.links:
        area = link.area
        bottom, top = height - area.bottom * scale, height - area.y * scale
        corners = format_numbers(area.x * scale, bottom, area.right * scale, top)
        action = pydyf.Dictionary({"S": "/URI", "URI": pydyf.String(link.url)})
        annotation = pydyf.Dictionary({
            "Type": "/Annot", "Subtype": "/Link", "Rect": f"[{corners}]", "Border": "[0 0 0]", "F": 4, "A": action,
        })  # fmt: skip
        pdf.add_object(annotation)
        annotations.append(annotation.reference)
    pdf.add_page(pydyf.Dictionary({
        "Type": "/Page", "Parent": pdf.pages.reference, "Contents": stream.reference,
        "MediaBox": f"[0 0 {format_number(scene.width * scale, 4)} {format_number(height, 4)}]",
        "Resources": resources.dictionary.reference, "Annots": annotations,
    }))  # fmt: skip
