"""YAML to cards: the cascade of sets, cards and variants; every error at its line, all errors at once."""

from __future__ import annotations

from .cards.set_reader import Read, parse_card, read_cards, read_sets

__all__ = ["Read", "parse_card", "read_cards", "read_sets"]
