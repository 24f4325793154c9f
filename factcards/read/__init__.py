"""YAML → cards: the cascade of sets, cards and their variants, every fault at its line, all faults at once."""

from __future__ import annotations

from .sets import Read, read_cards, read_sets

__all__ = ["Read", "read_cards", "read_sets"]
