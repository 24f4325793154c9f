"""Numbers and streams in the notation of PDF."""

from __future__ import annotations

import io

import pikepdf
import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pdf_conformance import find_conformance_faults

from factcards.draw.pdf.pdf_syntax import PdfFile, format_numbers
from factcards.draw.rounded_numbers import format_all, format_number

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
    file = pdf.to_bytes()
    assert [fault for fault in find_conformance_faults(file) if "LENGTH" in fault] == []
    with pikepdf.Pdf.open(io.BytesIO(file)) as read:
        assert read.Root.Bytes.read_bytes() == data


@pytest.mark.parametrize("count", [0, 3, 300])
def test_a_file_has_the_bytes_that_pydyf_writes(count):
    def fill(pdf: pydyf.PDF) -> pydyf.PDF:
        pdf.info["Title"] = pydyf.String("Straße (1)")
        for number in range(count):
            pdf.add_object(pydyf.Stream([b"data" * number * 99], {"Number": number}, compress=number % 2 == 1))
            pdf.add_object(pydyf.Dictionary({"Values": pydyf.Array([number, number / 8, "/Name", pydyf.String("한")])}))
            pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference}))
        return pdf

    file = io.BytesIO()
    fill(pydyf.PDF()).write(file, identifier=True, compress=True)
    assert fill(PdfFile()).to_bytes() == file.getvalue()


def test_each_object_of_a_file_is_serialized_once():
    class Counted(pydyf.Stream):
        times = 0

        @property
        def data(self) -> bytes:
            self.times += 1
            return super().data

    pdf, stream = PdfFile(), Counted([b"data"], compress=True)
    pdf.add_object(stream)
    pdf.to_bytes()
    assert stream.times == 1


@given(st.lists(st.floats(-1e6, 1e6) | st.integers(-999, 999)), st.integers(0, 6))
def test_many_numbers_are_written_as_one_by_one(values, digits):
    assert format_all(values, digits) == [format_number(value, digits) for value in values]
