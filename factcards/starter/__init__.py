"""A first set of cards: answers to five questions become its files, with comments that explain each field."""

from __future__ import annotations

from .answers import (
    SetAnswers,
    choose_second_language,
    list_first_languages,
    list_second_languages,
    parse_color,
    parse_first_language,
    parse_link,
    parse_name,
    parse_second_language,
)
from .starter_files import make_starter_files

__all__ = [
    "SetAnswers", "choose_second_language", "list_first_languages", "list_second_languages", "make_starter_files",
    "parse_color", "parse_first_language", "parse_link", "parse_name", "parse_second_language",
]  # fmt: skip
