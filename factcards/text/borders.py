"""Where emphasis begins and ends: never within a cluster, nor within letters that are written as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from .breaks import find_clusters
from .glyphs import Span
from .shape import Item, shape_item

Drawing = Callable[[int, Span], Item | None]
"""The stretch around a place as it would be set in a span's style; None where no letters are ever written as one."""


def settle_borders(text: str, spans: Sequence[Span], drawing: Drawing) -> tuple[Span, ...]:
    """`spans` with each border that would part a cluster or a ligature moved outward, from the emphasised side.

    Lam with alef is one glyph in every Arabic font, so is a conjunct or a reordered syllable in the scripts of India:
    half of it cannot be set heavier. A span of which nothing is left is dropped.
    """
    ends = frozenset(find_clusters(text))
    settled: list[Span] = []
    low = 0
    for before, after in pairwise(spans):
        at = max(after.start, low)
        while low < at < len(text) and (at not in ends or _parts_ligature(text, at, (before, after), drawing)):
            at += -1 if after.emphasis else 1
        settled.append(replace(before, start=low, end=at))
        low = at
    settled.append(replace(spans[-1], start=low, end=len(text)))
    return tuple(s for s in settled if s.start < s.end)


def _parts_ligature(text: str, at: int, sides: Sequence[Span], drawing: Drawing) -> bool:
    """Whether in either side's face the letters before and after `at` make one glyph when nothing comes between."""
    items = [item for item in (drawing(at, side) for side in sides) if item]
    return any(at not in {item.start + g.cluster for g in shape_item(text, item).glyphs} for item in items)
