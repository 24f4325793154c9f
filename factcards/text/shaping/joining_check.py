"""A check that letters which join in Unicode are drawn joined: a font may have a letter without its joining forms.

A letter is unjoined if it is drawn with its isolated glyph and that glyph does not reach the side on which it should
join. (In some fonts one glyph serves as all forms, and does reach its neighbours.) It is also unjoined if there is a
gap between it and a letter in another font or style. Every letter of every line is checked, so results are cached by
font and letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf

from ..fonts.font_library import Font, FontLibrary
from ..glyphs import Glyph, GlyphRun, Line
from ..unicode.joining_types import ZERO_WIDTH_JOINER, has_joining_letters, joining_type
from .shape import Item, shape_item

_MAX_SEAM = 0.02
"""Maximum gap between two letters, in ems, that still looks joined."""
_MAX_SIDE_GAP = 0.005
"""Maximum side bearing of a joining letter, in ems: strokes that meet overlap or end at the glyph's edge."""

JoiningSides = tuple[bool, bool]
"""Whether a letter joins the one before it and the one after it, in logical order."""


@lru_cache(maxsize=256)
def find_joining_sides(text: str) -> Mapping[int, JoiningSides]:
    """Return the letters of a text that join a neighbour, by index (the Unicode Standard, 9.2, R1 to R7)."""
    letters = [(at, kind) for at, c in enumerate(text) if (kind := joining_type(c)) != "T"]
    if not letters:   # marks alone
        return {}
    joined = [a in "DLC" and b in "DRC" for (_, a), (_, b) in pairwise(letters)]
    sides = zip(letters, (False, *joined), (*joined, False), strict=True)
    return {at: (before, after) for (at, _), before, after in sides if before or after}


def is_joined(text: str, item: Item) -> bool:
    """Return whether the item's font has the joining form that each letter needs."""
    if not has_joining_letters(text[item.start : item.end]):
        return True
    required = {(text[at], sides) for at, sides in find_joining_sides(text).items() if item.start <= at < item.end}
    key = (item.font, item.script, item.language, item.level % 2)
    lacking = {pair for pair in required if _lacks_form(*pair, *key)}
    isolated = _find_isolated_forms(text, shape_item(text, item), item.start, item.font) if lacking else iter(())
    return not any((text[at], sides) in lacking for at, sides, _ in isolated)


def find_unjoined(line: Line, fonts: FontLibrary) -> Iterator[int]:
    """Yield the indices in the line's text of letters that do not reach their neighbour or lack the form for it."""
    start = min(run.start for run in line.runs)
    for run in line.runs:
        if has_joining_letters(run.text):
            begin, font = run.start - start, fonts.open_font(run.font)
            item = Item(begin, begin + len(run.text), run.level, run.script, run.language, font, run.scale)
            found = list(_find_isolated_forms(line.text, run, begin, font))
            # a font that has the form but draws another does so on purpose (Sogdian lesh before ayin): shape it again
            again = {g[:2] for g in shape_item(line.text, item).glyphs} if found else set[tuple[int, int]]()
            key = (font, run.script, run.language, run.level % 2)
            for at, sides, glyph in found:
                if glyph[:2] not in again or _lacks_form(line.text[at], sides, *key):
                    yield at
    if len(line.runs) > 1:
        yield from _find_gaps_between_runs(line, start, fonts)


def _find_isolated_forms(text: str, run: GlyphRun, start: int, font: Font) -> Iterator[tuple[int, JoiningSides, Glyph]]:
    """Yield letters drawn with their isolated glyph, if it does not reach a neighbour; `start` is the run's index."""
    sides = find_joining_sides(text)
    key = (font, run.script, run.language, run.level % 2)
    for glyph in run.glyphs:
        at = start + glyph.cluster
        if at in sides and glyph.advance:
            isolated, gaps = _find_isolated_glyph(text[at], *key)
            if glyph.id == isolated and _has_gap(sides[at], gaps):
                yield at, sides[at], glyph


@lru_cache(maxsize=4096)
def _find_isolated_glyph(
    character: str, font: Font, script: str, language: str, level: int
) -> tuple[int, tuple[float, float]]:
    """Return the isolated glyph of a letter, and its side bearings in ems, in reading order.

    Dots that are separate glyphs without an advance are ignored. The glyph is -1 for characters that only cause joining
    and for letters of several glyphs.
    """
    glyphs = _with_advance(character, Item(0, 1, level, script, language, font, 1.0))
    ink = font.ink(glyphs[0].id) if len(glyphs) == 1 and joining_type(character) != "C" else None
    if not ink:
        return -1, (0.0, 0.0)
    gaps = (glyphs[0].dx + ink[0], glyphs[0].advance - glyphs[0].dx - ink[2])
    return glyphs[0].id, gaps[::-1] if level else gaps


def _has_gap(sides: JoiningSides, gaps: tuple[float, float]) -> bool:
    """Return whether there is a gap on a side on which a letter joins."""
    return any(side and gap > _MAX_SIDE_GAP for side, gap in zip(sides, gaps, strict=True))


@lru_cache(maxsize=4096)
def _lacks_form(character: str, sides: JoiningSides, font: Font, script: str, language: str, level: int) -> bool:
    """Return whether a font has no form of a letter for the sides on which it joins."""
    isolated, gaps = _find_isolated_glyph(character, font, script, language, level)
    if isolated < 0 or not _has_gap(sides, gaps):
        return False
    before, after = (ZERO_WIDTH_JOINER if side else "" for side in sides)
    start = len(before)
    item = Item(start, start + 1, level, script, language, font, 1.0)
    return [glyph.id for glyph in _with_advance(f"{before}{character}{after}", item)] == [isolated]


def _with_advance(text: str, item: Item) -> list[Glyph]:
    """Return the glyphs of an item that have an advance."""
    return [glyph for glyph in shape_item(text, item).glyphs if glyph.advance]


@dataclass(slots=True)
class _ClusterInk:
    """The left and right edges of a cluster's ink in the line, in ems, and its run."""

    run: GlyphRun
    left: float = inf
    right: float = -inf


def _find_gaps_between_runs(line: Line, start: int, fonts: FontLibrary) -> Iterator[int]:
    """Yield the letters that should join a letter of the next run but are separated from it by a gap."""
    sides, drawn = find_joining_sides(line.text), dict[int, _ClusterInk]()
    for run in line.runs:
        begin = run.start - start
        first = next((at for at in range(begin, begin + len(run.text)) if at in sides), None)
        if first is None or not sides[first][0]:
            continue
        last = max(at for at in sides if at < first)
        drawn = drawn or _measure_clusters(line, start, fonts)
        if {joining_type(line.text[at]) for at in (first, last)}.isdisjoint("C") and first in drawn and last in drawn:
            before, after = drawn[last], drawn[first]
            west, east = (after, before) if run.level % 2 else (before, after)
            same_kind = (before.run.level, before.run.script) == (run.level, run.script)
            has_ink = inf not in (west.left, east.left)
            if before.run is not run and same_kind and has_ink and east.left - west.right > _MAX_SEAM:
                yield last


def _measure_clusters(line: Line, start: int, fonts: FontLibrary) -> dict[int, _ClusterInk]:
    """Return the ink of the line's clusters by their first character's index, without marks (glyphs of no advance)."""
    drawn: dict[int, _ClusterInk] = {}
    x = 0.0
    for run in line.runs:
        font = fonts.open_font(run.font)
        for glyph in run.glyphs:
            cluster = drawn.setdefault(run.start - start + glyph.cluster, _ClusterInk(run))
            ink = font.ink(glyph.id) if glyph.advance else None
            if ink:
                cluster.left = min(cluster.left, x + glyph.dx + ink[0] * run.scale)
                cluster.right = max(cluster.right, x + glyph.dx + ink[2] * run.scale)
            x += glyph.advance
    return drawn
