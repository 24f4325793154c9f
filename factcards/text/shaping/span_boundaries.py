"""Where emphasis begins and ends: never within a cluster, nor within letters that are written as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..breaking.breaks import find_clusters
from ..glyphs import Span
from .shape import Item, shape_item

ItemAt = Callable[[int, Span], Item | None]
"""The stretch around a place as it would be set in a span's style; None where no letters are ever written as one."""


def snap_to_clusters(text: str, spans: Sequence[Span], drawing: ItemAt) -> tuple[Span, ...]:
    """`spans` with each border that would part a cluster or a ligature moved outward, from the emphasised side.

    Lam with alef is one sign in every Arabic font, be it one glyph or two that are made for each other; so is a
    conjunct or a reordered syllable in the scripts of India: half of it cannot be set heavier. A span of which nothing
    is left is dropped.
    """
    ends = frozenset(find_clusters(text))
    settled: list[Span] = []
    low = 0
    for before, after in pairwise(spans):
        at = max(after.start, low)
        while low < at < len(text) and (at not in ends or _changes_glyphs(text, at, (before, after), drawing)):
            at += -1 if after.emphasis else 1
        settled.append(replace(before, start=low, end=at))
        low = at
    settled.append(replace(spans[-1], start=low, end=len(text)))
    return tuple(s for s in settled if s.start < s.end)


def _changes_glyphs(text: str, at: int, sides: Sequence[Span], drawing: ItemAt) -> bool:
    """Whether in either side's face the letters around `at` are other glyphs when set in two than when set in one."""
    for item in (drawing(at, side) for side in sides):
        if item:
            parts = (replace(item, end=at), replace(item, start=at))
            if _glyph_ids(text, item) != [glyph for part in parts for glyph in _glyph_ids(text, part)]:
                return True
    return False


def _glyph_ids(text: str, item: Item) -> list[tuple[int, int]]:
    return sorted((item.start + glyph.cluster, glyph.id) for glyph in shape_item(text, item).glyphs)
