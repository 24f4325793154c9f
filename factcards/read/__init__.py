"""YAML to cards and themes: the cascade of sets, cards and variants; every error at its line, all errors at once."""

from __future__ import annotations

from .cards.set_reader import Read, parse_card, read_cards, read_sets
from .themes.parsed_theme import parse_theme

__all__ = ["Read", "parse_card", "parse_theme", "read_cards", "read_sets"]
