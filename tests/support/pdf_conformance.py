"""Faults of a PDF against PDF/UA-1 and PDF/A-2a, found by page-validation, and its tag tree as pdfium reads it."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator

import page
import pikepdf
import pypdfium2
from pypdfium2 import raw

PROFILES = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}


def find_conformance_faults(data: bytes) -> list[str]:
    """Return the rules that a PDF breaks, with what page-validation says about each."""
    return [
        f"{standard} {fault.rule_id}: {fault.message}"
        for profile, standard in PROFILES.items()
        for fault in page.validate_pdf_bytes(data, profile=profile).failures
    ]


def find_tag_faults(data: bytes) -> list[str]:
    """Return what page-validation does not look at: contents, elements and annotations that do not belong together."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        elements = list(_walk_elements(pdf.Root.StructTreeRoot))
        return [
            f"page {number}: {fault}"
            for number, shown in enumerate(pdf.pages, 1)
            for fault in _find_page_faults(shown, elements, owners)
        ]


def _walk_elements(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for child in parent.get("/K", []):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _walk_elements(child)


def _find_page_faults(
    shown: pikepdf.Page, elements: list[pikepdf.Object], owners: dict[int, pikepdf.Object]
) -> Iterator[str]:
    content = pikepdf.parse_content_stream(shown)
    marks = [operands[1] for operands, operator in content if str(operator) == "BDC"]
    drawn = [int(properties.MCID) for properties in marks if "/MCID" in properties]
    of_page = [element for element in elements if element.get("/Pg") == shown.obj]
    holders = {child: element.objgen for element in of_page for child in element.K if isinstance(child, int)}
    listed = [element.objgen for element in owners.get(int(shown.obj.get("/StructParents", -1)), [])]
    if sorted(holders) != sorted(drawn):
        yield f"contents {drawn}, elements of contents {[*holders]}"
    if listed != [holders[number] for number in sorted(holders)]:
        yield "the parent tree lists other elements"
    if [element.S for element in of_page].count("/H1") != 1:
        yield "not one heading"
    for annotation in shown.obj.get("/Annots", []):
        owner = owners.get(int(annotation.get("/StructParent", -1)))
        if owner is None or not any(child.Obj == annotation for child in owner.K if "/Obj" in child):
            yield "an annotation outside the tree"
        if not str(annotation.A.get("/URI", "")).startswith(("https:", "http:", "mailto:", "tel:")):
            yield "a link to something else than a page, an address or a telephone"


def dump_tags(data: bytes) -> str:
    """Return the tag tree of each page as pdfium reads it.

    A line is an element: its type, its contents, its own language, and its text alternative or exact text.
    """
    lines: list[str] = []
    for number, shown in enumerate(pypdfium2.PdfDocument(data), 1):
        tree = raw.FPDF_StructTree_GetForPage(shown.raw)
        lines.append(f"page {number}")
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            lines += _dump_element(raw.FPDF_StructTree_GetChildAtIndex(tree, at), 1)
        raw.FPDF_StructTree_Close(tree)
    return "\n".join(lines) + "\n"


def _dump_element(element: object, depth: int) -> Iterator[str]:
    count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
    contents = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(count)]
    text = _read_string(raw.FPDF_StructElement_GetAltText, element)
    yield describe_element(
        depth, _read_string(raw.FPDF_StructElement_GetType, element), [number for number in contents if number >= 0],
        _read_string(raw.FPDF_StructElement_GetLang, element),
        text or _read_string(raw.FPDF_StructElement_GetActualText, element),
    )  # fmt: skip
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _dump_element(child, depth + 1)


def describe_element(depth: int, kind: str, contents: list[int], language: str, text: str) -> str:
    """Return an element as a line of the dump."""
    parts = [kind, *(f"#{number}" for number in contents), *([f"[{language}]"] if language else [])]
    return "  " * depth + " ".join((*parts, repr(text)) if text else parts)


def _read_string(read: Callable[..., int], element: object) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le")
