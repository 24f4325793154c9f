"""Boundaries of emphasis: never within a grapheme cluster (UAX #29) or a ligature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..breaking.breaks import find_clusters
from ..glyphs import Span
from .shape import Item, shape_item

ItemAt = Callable[[int, Span], Item | None]
"""Returns the word around an index as an item in a span's style, or None in scripts without ligatures of this kind."""


def snap_to_clusters(text: str, spans: Sequence[Span], item_at: ItemAt) -> tuple[Span, ...]:
    """Return `spans` with boundaries inside a cluster or ligature moved outward from the emphasised side.

    In every Arabic font, lam with alef is one sign, whether it is one glyph or two that fit together. The same is true
    of a conjunct or a reordered syllable in the scripts of India: half of it cannot be bold. Empty spans are dropped.
    """
    ends = frozenset(find_clusters(text))
    snapped: list[Span] = []
    low = 0
    for before, after in pairwise(spans):
        at = max(after.start, low)
        while low < at < len(text) and (at not in ends or _changes_glyphs(text, at, (before, after), item_at)):
            at += -1 if after.emphasis else 1
        snapped.append(replace(before, start=low, end=at))
        low = at
    snapped.append(replace(spans[-1], start=low, end=len(text)))
    return tuple(s for s in snapped if s.start < s.end)


def _changes_glyphs(text: str, at: int, sides: Sequence[Span], item_at: ItemAt) -> bool:
    """Return whether shaping the word around `at` in two parts changes its glyphs, in the face of either side."""
    for item in (item_at(at, side) for side in sides):
        if item:
            parts = (replace(item, end=at), replace(item, start=at))
            if _list_glyph_ids(text, item) != [glyph for part in parts for glyph in _list_glyph_ids(text, part)]:
                return True
    return False


def _list_glyph_ids(text: str, item: Item) -> list[tuple[int, int]]:
    """Return the glyphs of an item with the indices of their clusters, sorted."""
    return sorted((item.start + glyph.cluster, glyph.id) for glyph in shape_item(text, item).glyphs)
