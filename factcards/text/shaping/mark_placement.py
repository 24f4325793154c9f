"""Whether a font places marks on their letters: a font may have a letter and a mark, and no anchor for the pair.

OpenType places a mark by an anchor of its letter (GPOS, features `mark` and `mkmk`; `abvm` and `blwm` in the scripts of
India and South-East Asia). Without one the mark stands where the pen is, often over the next letter. In HarfBuzz,
a mark that has an anchor moves when these features are off.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import uharfbuzz as hb

from ..breaking.breaks import find_clusters
from ..fonts.font_library import Font
from ..fonts.font_limits import check_growth, growth_error
from ..unicode.languages import shaping_language
from ..unicode.scripts import combining_class, is_mark
from .joining_check import JoiningSides, find_joining_sides
from .shape import Item

_ANCHORED = ("mark", "mkmk", "abvm", "blwm")
_DRAWN_WITH_LETTER = frozenset((0, 7, 8, 9))
"""Combining classes of vowel signs, nukta, voicing mark and virama: a shaper makes one shape of letter and sign.

Where such a sign stands beside its letter, as many do, that is how it is written.
"""
_CENTERED = frozenset((220, 230))
"""Combining classes of marks below and above (UAX #44): without an anchor right at the middle of their letter."""
_OVER_ANY_PART = frozenset((*range(27, 37), 84, 91, 103, 107, 118, 122, 129, 130, 132))
"""Combining classes of vowels and tones of Arabic, Syriac, Thai, Lao, Tibetan: without an anchor right over any part.

Fonts place them by other glyphs too, or by anchors that move nothing (Amiri's alef with madda). Marks of all other
classes, as cedilla, horn, bars through a letter and Hebrew points, have a place of their own on each letter: where no
anchor names it, they are wrong.
"""
_SIDE_SHARE = 0.25
"""The share of a letter's ink at either side that is not its middle: a mark there reads as the next letter's."""
_JOINER = "\u200d"
_FIRST_MARK = "\u0300"

_MarkedCluster = tuple[int, str, JoiningSides]


def find_misplaced_marks(text: str, item: Item) -> Iterator[int]:
    """Yield the index of each cluster of the item with a mark that its font does not set on its letter."""
    key = (item.font, item.script, item.language, item.level % 2)
    for at, part, sides in find_marked_clusters(text):
        if item.start <= at < item.end and not _places_marks(part, sides, *key):
            yield at


@lru_cache(maxsize=64)
def find_marked_clusters(text: str) -> tuple[_MarkedCluster, ...]:
    """Return each cluster that has a mark with a place of its own: where, its characters, the sides that it joins."""
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
    """Return whether a font sets each mark of a cluster on its letter, joined on these sides."""
    before, after = (_JOINER if side else "" for side in sides)
    text = f"{before}{cluster}{after}"
    item = Item(0, len(text), level, script, language, font, 1.0)
    glyphs, bare = _shape_cluster(text, item, anchored=True), _shape_cluster(text, item, anchored=False)
    letters = [g for g in glyphs if g.right > g.left and not is_mark(text[g.at])]
    if not letters:
        return True   # marks on nothing are the matter of `lapses`
    left, right = min(g.left for g in letters), max(g.right for g in letters)
    for glyph, other in zip(glyphs, bare, strict=False):
        kind = combining_class(text[glyph.at]) if is_mark(text[glyph.at]) else 0
        moved = (glyph.dx, glyph.dy) != (other.dx, other.dy)
        if kind in _DRAWN_WITH_LETTER or moved or glyph.right <= glyph.left:
            continue
        side = (right - left) * _SIDE_SHARE if kind in _CENTERED else 0.0
        if kind not in _CENTERED | _OVER_ANY_PART or not left + side <= (glyph.left + glyph.right) / 2 <= right - side:
            return False
    return True


class _ShapedGlyph(NamedTuple):
    """One glyph in font units: the index of its character, by how much it is moved, where its ink begins and ends."""

    at: int
    dx: int
    dy: int
    left: float
    right: float


def _shape_cluster(text: str, item: Item, *, anchored: bool) -> list[_ShapedGlyph]:
    """Return the glyphs of a text, each with its own character; `anchored`, with the anchors of its marks."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.direction = "rtl" if item.level else "ltr"
    buffer.script = item.script
    buffer.language = shaping_language(item.language, item.script)
    # by stretch, since HarfBuzz composes other letters where a whole font seems to have no anchors
    off: dict[str, list[tuple[int, int, bool]]] = {tag: [(0, len(text), False)] for tag in _ANCHORED}
    entry = item.font.entry
    try:
        hb.shape(item.font.hb, buffer, None if anchored else off)
    except MemoryError:   # HarfBuzz gives up where a text grows without end
        raise growth_error(entry.file) from None
    if not entry.package:   # a designer's own
        check_growth(len(text), len(buffer), entry.file)
    found: list[_ShapedGlyph] = []
    x, upem = 0.0, item.font.upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        west, _, east, _ = item.font.ink(info.codepoint) or (0.0, 0.0, 0.0, 0.0)
        start = x + place.x_offset
        found.append(_ShapedGlyph(info.cluster, place.x_offset, place.y_offset, start + west * upem, start + east * upem))
        x += place.x_advance
    return found
