"""A check that a font positions marks on their base: it may have a letter and a mark but no anchor for the pair.

OpenType positions a mark by an anchor of its base (GPOS, features `mark` and `mkmk`; `abvm` and `blwm` in the scripts
of India and South-East Asia). Without an anchor, the mark is drawn at the pen's position, often over the next letter.
A mark with an anchor is recognised by its different position when HarfBuzz shapes without these features.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import uharfbuzz as hb

from ..breaking.breaks import find_clusters
from ..fonts.font_library import Font
from ..fonts.font_limits import check_growth, find_growth_error
from ..unicode.joining_types import ZERO_WIDTH_JOINER
from ..unicode.language_scripts import shaping_language
from ..unicode.scripts import combining_class, is_mark
from .joining_check import JoiningSides, find_joining_sides
from .shape import Item

_ANCHORED = ("mark", "mkmk", "abvm", "blwm")
"""OpenType features that position marks by anchors."""
_DRAWN_WITH_LETTER = frozenset((0, 7, 8, 9))
"""Combining classes of vowel signs, nukta, voicing mark and virama, which a shaper combines with their base.

Many of these signs are correctly drawn beside their base.
"""
_CENTERED = frozenset((220, 230))
"""Combining classes of marks below and above (UAX #44). Without an anchor they must be at the middle of their base."""
_OVER_ANY_PART = frozenset((*range(27, 37), 84, 91, 103, 107, 118, 122, 129, 130, 132))
"""Combining classes of vowels and tones of Arabic, Syriac, Thai, Lao and Tibetan.

Without an anchor they may be over any part of their base, as fonts also position them by other glyphs, or by anchors
that move nothing (Amiri's alef with madda). Marks of all other classes, such as cedilla, horn, bars through a letter
and Hebrew points, need an anchor, because their position depends on the base.
"""
_SIDE_SHARE = 0.25
"""Fraction of a base's ink at either side that is not its middle: a mark there seems to belong to the next letter."""
_FIRST_MARK = "\u0300"
"""The first combining mark in Unicode. Texts whose characters all precede it need no check."""

_MarkedCluster = tuple[int, str, JoiningSides]
"""Index and characters of a cluster with marks, and the sides on which it joins."""


def find_misplaced_marks(text: str, item: Item) -> Iterator[int]:
    """Yield the index of each cluster of the item with a mark that its font does not position on its base."""
    key = (item.font, item.script, item.language, item.level % 2)
    for at, part, sides in find_marked_clusters(text):
        if item.start <= at < item.end and not _places_marks(part, sides, *key):
            yield at


@lru_cache(maxsize=64)
def find_marked_clusters(text: str) -> tuple[_MarkedCluster, ...]:
    """Return the clusters with marks that need positioning: index, characters, and the sides on which it joins."""
    if text.isascii() or not any(c >= _FIRST_MARK and combining_class(c) not in _DRAWN_WITH_LETTER for c in text):
        return ()
    joined = find_joining_sides(text)
    return tuple(
        (start, text[start:end], joined.get(start, (False, False)))
        for start, end in pairwise((0, *find_clusters(text)))
        if end > start + 1 and any(combining_class(c) not in _DRAWN_WITH_LETTER for c in text[start + 1 : end])
    )


@lru_cache(maxsize=4096)
def _places_marks(cluster: str, sides: JoiningSides, font: Font, script: str, language: str, level: int) -> bool:
    """Return whether a font positions each mark of a cluster, joined on these sides, on its base."""
    before, after = (ZERO_WIDTH_JOINER if side else "" for side in sides)
    text = f"{before}{cluster}{after}"
    item = Item(0, len(text), level, script, language, font, 1.0)
    glyphs, unanchored_glyphs = _shape_cluster(text, item, anchored=True), _shape_cluster(text, item, anchored=False)
    letters = [g for g in glyphs if g.right > g.left and not is_mark(text[g.at])]
    if not letters:
        return True   # marks without a base are reported by `shaping_defects`
    left, right = min(g.left for g in letters), max(g.right for g in letters)
    for glyph, unanchored in zip(glyphs, unanchored_glyphs, strict=False):
        kind = combining_class(text[glyph.at]) if is_mark(text[glyph.at]) else 0
        moved = (glyph.dx, glyph.dy) != (unanchored.dx, unanchored.dy)
        if kind in _DRAWN_WITH_LETTER or moved or glyph.right <= glyph.left:
            continue
        side = (right - left) * _SIDE_SHARE if kind in _CENTERED else 0.0
        if kind not in _CENTERED | _OVER_ANY_PART or not left + side <= (glyph.left + glyph.right) / 2 <= right - side:
            return False
    return True


class _ShapedGlyph(NamedTuple):
    """One glyph in font units: the index of its character, its offset, and the left and right edges of its ink."""

    at: int
    dx: int
    dy: int
    left: float
    right: float


def _shape_cluster(text: str, item: Item, *, anchored: bool) -> list[_ShapedGlyph]:
    """Shape a cluster and return its glyphs with their characters; with `anchored`, anchors position its marks."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.direction = "rtl" if item.level else "ltr"
    buffer.script = item.script
    buffer.language = shaping_language(item.language, item.script)
    # off by range: turned off for the whole text, HarfBuzz would compose letters as for a font without anchors
    off: dict[str, list[tuple[int, int, bool]]] = {tag: [(0, len(text), False)] for tag in _ANCHORED}
    entry = item.font.entry
    try:
        hb.shape(item.font.hb, buffer, None if anchored else off)
    except MemoryError:   # HarfBuzz stops if a text grows endlessly
        raise find_growth_error(entry.file) from None
    if not entry.package:   # a designer's own
        check_growth(len(text), len(buffer), entry.file)
    found: list[_ShapedGlyph] = []
    x, upem = 0.0, item.font.upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        west, _, east, _ = item.font.ink(info.codepoint) or (0.0, 0.0, 0.0, 0.0)
        start = x + place.x_offset
        left, right = start + west * upem, start + east * upem
        found.append(_ShapedGlyph(info.cluster, place.x_offset, place.y_offset, left, right))
        x += place.x_advance
    return found
