"""YAML → cards: the cascade of sets, cards and their variants, every fault at its line, all faults at once."""

from __future__ import annotations

from .cards.set_reader import Read, parse_card, read_cards, read_sets

__all__ = ["Read", "parse_card", "read_cards", "read_sets"]
