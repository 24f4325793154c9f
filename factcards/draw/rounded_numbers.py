"""Rounded numbers as text, for the dump, PDF and SVG."""

from __future__ import annotations


def format_number(value: float, digits: int = 2) -> str:
    """Return a number rounded to `digits` decimals, without trailing zeros and never as `-0`."""
    whole = int(value)
    if whole == value:
        return str(whole)
    return f"{value:z.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:z.0f}"
