"""Rounded numbers as text, for the dump, PDF and SVG."""

from __future__ import annotations

from collections.abc import Iterable


def format_number(value: float, digits: int = 2) -> str:
    """Return a number rounded to `digits` decimals, without trailing zeros and never as `-0`."""
    whole = int(value)
    if whole == value:
        return str(whole)
    return f"{value:z.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:z.0f}"


def format_all(values: Iterable[float], digits: int = 2) -> list[str]:
    """Return each number as `format_number` does, in less time than one by one."""
    notation = f"z.{digits}f"
    texts = [str(whole) if (whole := int(value)) == value else format(value, notation) for value in values]
    return [text.rstrip("0").rstrip(".") if "." in text else text for text in texts]
