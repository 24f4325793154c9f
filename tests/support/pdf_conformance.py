"""Faults of a PDF against PDF/UA-1 and PDF/A-2a, found by page-validation, and its tag tree as pdfium reads it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import page
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


def dump_tags(data: bytes) -> str:
    """Return the tag tree of each page, a line an element: type, contents, language, and alternative or exact text."""
    document = pypdfium2.PdfDocument(data)
    lines: list[str] = []
    for number, shown in enumerate(document, 1):
        tree = raw.FPDF_StructTree_GetForPage(shown.raw)
        lines.append(f"page {number}")
        for child in range(raw.FPDF_StructTree_CountChildren(tree)):
            lines += _dump_element(raw.FPDF_StructTree_GetChildAtIndex(tree, child), 1)
        raw.FPDF_StructTree_Close(tree)
    return "\n".join(lines) + "\n"


def _dump_element(element: object, depth: int) -> Iterator[str]:
    contents = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)
                for at in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element))]  # fmt: skip
    parts = [_read_string(raw.FPDF_StructElement_GetType, element), *(f"#{number}" for number in contents if number >= 0)]
    language = _read_string(raw.FPDF_StructElement_GetLang, element)
    parts += [f"[{language}]"] if language else []
    for name, read in (("alt", raw.FPDF_StructElement_GetAltText), ("text", raw.FPDF_StructElement_GetActualText)):
        text = _read_string(read, element)
        parts += [f"{name} {text!r}"] if text else []
    yield "  " * depth + " ".join(parts)
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _dump_element(child, depth + 1)


def _read_string(read: Callable[..., int], element: object) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le")
