"""The notation of numbers and streams in PDF files (ISO 32000-1, 7.3)."""

from __future__ import annotations

from typing import BinaryIO

import pydyf

from ..rounded_numbers import format_number

_END_OF_STREAM = b"\nendstream\nendobj"


class PdfFile(pydyf.PDF):  # type: ignore[misc]   # pydyf has no types
    """A document of pydyf whose streams have the length that they state."""

    def write_line(self, content: bytes, output: BinaryIO) -> None:
        """Write an object or another line.

        A stream whose data end with a carriage return would lose it, as part of the line's end (ISO 19005-2, 6.1.7.1).
        """
        if content.endswith(b"\r" + _END_OF_STREAM):
            content = content.removesuffix(_END_OF_STREAM) + b"\r" + _END_OF_STREAM
        super().write_line(content, output)


def format_numbers(*values: float, digits: int = 2) -> str:
    """Return rounded numbers with a space between them."""
    return " ".join(format_number(value, digits) for value in values)
