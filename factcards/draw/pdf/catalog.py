"""What a PDF says about itself as a whole: title, language, colours, bookmarks, and the standards that it keeps.

PDF/UA-1 is ISO 14289-1, PDF/A-2a is ISO 19005-2.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from pydyf import PDF, Array, Dictionary, Object, Stream, String

from ...model.scene import Scene
from ...photos.formats.profiles import srgb_profile
from ..xmp_packet import make_xmp
from .structure import TaggedPage, find_tagged_groups


def fill_catalog(pdf: PDF, pages: Sequence[TaggedPage], tags: Dictionary, title: str = "") -> None:
    """Write the entries of the catalog and of the document's information.

    `tags` is the root of the tag tree. The title is that of the first page if it is "".
    """
    title = " ".join(title.split()) or find_title(pages[0].scene)
    packet = make_xmp(_describe_book(pages, title), pdf=True)
    pdf.info["Title"] = String(title)
    pdf.catalog |= {
        "Lang": String(pages[0].language),
        "MarkInfo": Dictionary({"Marked": "true"}),
        "StructTreeRoot": tags.reference,
        # without Direction: where it is R2L, pdfium reverses the Latin words of the text
        "ViewerPreferences": Dictionary({"DisplayDocTitle": "true"}),
        "Metadata": _add(pdf, Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})).reference,
        "OutputIntents": Array([_make_output_intent(pdf)]),
    }  # fmt: skip
    if len(pages) > 1:
        pdf.catalog["Outlines"] = _add_bookmarks(pdf, pages).reference


def find_title(scene: Scene) -> str:
    """Return the title of a scene: a card's own, else its heading, its alt text, or its size; never empty."""
    headings = (tag.text for _, tag in find_tagged_groups(scene.nodes) if tag.kind == "heading")
    texts = (scene.metadata.title, next(headings, ""), scene.description, f"{scene.width} × {scene.height}")
    return next(title for text in texts if (title := " ".join(text.split())))


def _add(pdf: PDF, made: Object) -> Object:
    pdf.add_object(made)
    return made


def _make_output_intent(pdf: PDF) -> Dictionary:
    """Return the intent that all colours are sRGB (ISO 19005-2, 6.2.3)."""
    profile = _add(pdf, Stream([_compress_profile()], {"N": 3, "Filter": "/FlateDecode"}))
    name = String("sRGB IEC61966-2.1")
    return Dictionary({
        "Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name,
        "DestOutputProfile": profile.reference,
    })  # fmt: skip


@cache
def _compress_profile() -> bytes:
    return zlib.compress(srgb_profile(), level=9)


def _add_bookmarks(pdf: PDF, pages: Sequence[TaggedPage]) -> Object:
    """Add a bookmark for each page, with its title; return their root."""
    root = _add(pdf, Dictionary({"Type": "/Outlines", "Count": len(pages)}))
    marks = []
    for page in pages:
        target = Array([page.page.reference, "/Fit"])
        marks.append(Dictionary({"Title": String(find_title(page.scene)), "Parent": root.reference, "Dest": target}))
        pdf.add_object(marks[-1])
    for before, after in pairwise(marks):
        before["Next"], after["Prev"] = after.reference, before.reference
    assert isinstance(root, Dictionary)
    root |= {"First": marks[0].reference, "Last": marks[-1].reference}
    return root


def _describe_book(pages: Sequence[TaggedPage], title: str) -> Scene:
    """Return the scene whose words describe the whole: the only one, or the first without what is true of it alone."""
    first = pages[0].scene
    metadata = replace(first.metadata, title=title)
    if len(pages) == 1:
        return replace(first, metadata=metadata)
    each = [page.scene.metadata for page in pages]
    has_photo = any(one.has_photo for one in each)
    metadata = replace(metadata, summary="", credit="", source="", has_photo=has_photo)
    if any(one.rights != metadata.rights for one in each):
        metadata = replace(metadata, rights="")
    return replace(first, description="", metadata=metadata)
