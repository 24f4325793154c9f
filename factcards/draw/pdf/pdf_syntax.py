"""The notation of numbers and names in PDF files (ISO 32000-1, 7.3)."""

from __future__ import annotations


def format_number(value: float, digits: int = 2) -> str:
    """Return a number rounded to `digits` decimals, without trailing zeros and never as `-0`."""
    return f"{value:z.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:z.0f}"


def format_numbers(*values: float, digits: int = 2) -> str:
    """Return rounded numbers with a space between them."""
    return " ".join(format_number(value, digits) for value in values)
