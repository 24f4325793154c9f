"""Upper case by language."""

from __future__ import annotations

_DOTTED = ("tr", "az")


def to_capitals(text: str, language: str) -> str:
    """The text in capitals; in Turkish and Azerbaijani `i` keeps its dot."""
    if language.split("-")[0] in _DOTTED:
        text = text.replace("i", "İ")
    return text.upper()
