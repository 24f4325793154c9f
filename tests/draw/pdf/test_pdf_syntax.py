"""Numbers and streams in the notation of PDF."""

from __future__ import annotations

import io

import pikepdf
import pydyf
import pytest
from support.pdf_conformance import find_conformance_faults

from factcards.draw.pdf.pdf_syntax import PdfFile, format_numbers
from factcards.draw.rounded_numbers import format_number

NUMBERS = [(1.0, 2, "1"), (-0.001, 2, "0"), (0.125, 3, "0.125"), (1e-7, 4, "0"), (12.5, 0, "12")]


@pytest.mark.parametrize(("value", "digits", "written"), NUMBERS)
def test_numbers_are_short_and_never_minus_zero(value, digits, written):
    assert format_number(value, digits) == written
    assert format_numbers(value, 2, digits=digits) == f"{written} 2"


@pytest.mark.parametrize("data", [b"ends with a return\r", b"\n", b"\r\n", b"plain"])
def test_a_stream_keeps_its_last_byte_and_its_length(data):
    pdf = PdfFile()
    stream = pydyf.Stream([data])
    pdf.add_object(stream)
    pdf.catalog["Bytes"] = stream.reference
    file = io.BytesIO()
    pdf.write(file, identifier=True, compress=True)
    assert [fault for fault in find_conformance_faults(file.getvalue()) if "LENGTH" in fault] == []
    with pikepdf.Pdf.open(file) as read:
        assert read.Root.Bytes.read_bytes() == data
