"""Whether letters that Unicode joins are drawn joined: a font may have a letter and no forms of it.

Two witnesses: a letter has the glyphs that it has alone, and they do not reach the sides where it should join (in some
fonts the forms are alike, and do reach them); or there is white between letters of two fonts or styles. Every letter of
every line is looked at, so what a font does with a letter is asked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf

from ..fonts.font_library import Font, FontLibrary
from ..glyphs import Glyph, GlyphRun, Line
from ..unicode.joining_types import has_joining_letters, joining_type
from .shape import Item, shape_item

_MAX_SEAM = 0.02
"""Ems of white between two letters that the eye still takes for joined."""
_MAX_SIDE_GAP = 0.005
"""Ems of white at the side of a letter that is made to join: strokes that meet overlap, or end at the glyph's edge."""
_JOINER = "\u200d"

JoiningSides = tuple[bool, bool]
"""Whether a letter joins the one before it, and the one after it, in the text."""


@lru_cache(maxsize=256)
def find_joining_sides(text: str) -> Mapping[int, JoiningSides]:
    """The letters of a text that join the one before or the one after them (the Unicode Standard, 9.2, R1 to R7)."""
    letters = [(at, kind) for at, c in enumerate(text) if (kind := joining_type(c)) != "T"]
    if not letters:   # marks alone
        return {}
    joined = [a in "DLC" and b in "DRC" for (_, a), (_, b) in pairwise(letters)]
    sides = zip(letters, (False, *joined), (*joined, False), strict=True)
    return {at: (before, after) for (at, _), before, after in sides if before or after}


def is_joined(text: str, item: Item) -> bool:
    """Whether the item's font has for each of its letters the form that its neighbours ask for."""
    if not has_joining_letters(text[item.start : item.end]):
        return True
    asked = {(text[at], sides) for at, sides in find_joining_sides(text).items() if item.start <= at < item.end}
    key = (item.font, item.script, item.language, item.level % 2)
    wanting = {pair for pair in asked if _lacks_form(*pair, *key)}
    alone = _find_isolated_forms(text, shape_item(text, item), item.start, item.font) if wanting else iter(())
    return not any((text[at], sides) in wanting for at, sides, _ in alone)


def find_unjoined(line: Line, fonts: FontLibrary) -> Iterator[int]:
    """The indices in the line's text of letters that do not reach the next one, or have not the form for it."""
    start = min(run.start for run in line.runs)
    for run in line.runs:
        if has_joining_letters(run.text):
            begin, font = run.start - start, fonts.open_font(run.font)
            item = Item(begin, begin + len(run.text), run.level, run.script, run.language, font, run.scale)
            found = list(_find_isolated_forms(line.text, run, begin, font))
            # a font that has the form and draws another means to (Sogdian lesh before ayin): HarfBuzz would do it again
            again = {g[:2] for g in shape_item(line.text, item).glyphs} if found else set[tuple[int, int]]()
            key = (font, run.script, run.language, run.level % 2)
            for at, sides, glyph in found:
                if glyph[:2] not in again or _lacks_form(line.text[at], sides, *key):
                    yield at
    if len(line.runs) > 1:
        yield from _find_gaps_between_runs(line, start, fonts)


def _find_isolated_forms(text: str, run: GlyphRun, start: int, font: Font) -> Iterator[tuple[int, JoiningSides, Glyph]]:
    """Letters with the glyph that they have alone, which does not reach what they should join; `start` is the run's."""
    sides = find_joining_sides(text)
    key = (font, run.script, run.language, run.level % 2)
    for glyph in run.glyphs:
        at = start + glyph.cluster
        if at in sides and glyph.advance:
            alone, gaps = _isolated_glyph(text[at], *key)
            if glyph.id == alone and any(side and gap > _MAX_SIDE_GAP for side, gap in zip(sides[at], gaps, strict=True)):
                yield at, sides[at], glyph


@lru_cache(maxsize=4096)
def _isolated_glyph(character: str, font: Font, script: str, language: str, level: int) -> tuple[int, tuple[float, float]]:
    """The glyph of a letter that joins nothing, and the white in ems before it and after it as it is read.

    Dots may be glyphs of their own, without an advance, and count for nothing. -1 for what merely causes joining, and
    where a letter is several glyphs.
    """
    glyphs = _with_advance(character, Item(0, 1, level, script, language, font, 1.0))
    ink = font.ink(glyphs[0].id) if len(glyphs) == 1 and joining_type(character) != "C" else None
    if not ink:
        return -1, (0.0, 0.0)
    gaps = (glyphs[0].dx + ink[0], glyphs[0].advance - glyphs[0].dx - ink[2])
    return glyphs[0].id, gaps[::-1] if level else gaps


@lru_cache(maxsize=4096)
def _lacks_form(character: str, sides: JoiningSides, font: Font, script: str, language: str, level: int) -> bool:
    """Whether a font has no form of a letter for the sides on which it joins."""
    alone, gaps = _isolated_glyph(character, font, script, language, level)
    if alone < 0 or not any(side and gap > _MAX_SIDE_GAP for side, gap in zip(sides, gaps, strict=True)):
        return False
    before, after = (_JOINER if side else "" for side in sides)
    start = len(before)
    item = Item(start, start + 1, level, script, language, font, 1.0)
    return [glyph.id for glyph in _with_advance(f"{before}{character}{after}", item)] == [alone]


def _with_advance(text: str, item: Item) -> list[Glyph]:
    return [glyph for glyph in shape_item(text, item).glyphs if glyph.advance]


@dataclass(slots=True)
class _ClusterInk:
    """Where the ink of a cluster begins and ends in the line, in ems, and the run that it is of."""

    run: GlyphRun
    left: float = inf
    right: float = -inf


def _find_gaps_between_runs(line: Line, start: int, fonts: FontLibrary) -> Iterator[int]:
    """The letters between which and the next one, of another run, there is white."""
    sides, drawn = find_joining_sides(line.text), dict[int, _ClusterInk]()
    for run in line.runs:
        begin = run.start - start
        first = next((at for at in range(begin, begin + len(run.text)) if at in sides), None)
        if first is None or not sides[first][0]:
            continue
        last = max(at for at in sides if at < first)
        drawn = drawn or _measure_clusters(line, start, fonts)
        if {joining_type(line.text[at]) for at in (first, last)}.isdisjoint("C") and first in drawn and last in drawn:
            one, other = drawn[last], drawn[first]
            west, east = (other, one) if run.level % 2 else (one, other)
            alike = (one.run.level, one.run.script) == (run.level, run.script)
            if one.run is not run and alike and inf not in (west.left, east.left) and east.left - west.right > _MAX_SEAM:
                yield last


def _measure_clusters(line: Line, start: int, fonts: FontLibrary) -> dict[int, _ClusterInk]:
    """The ink of the line's clusters by the index of their first character; marks, which have no advance, left out."""
    drawn: dict[int, _ClusterInk] = {}
    x = 0.0
    for run in line.runs:
        font = fonts.open_font(run.font)
        for glyph in run.glyphs:
            one = drawn.setdefault(run.start - start + glyph.cluster, _ClusterInk(run))
            ink = font.ink(glyph.id) if glyph.advance else None
            if ink:
                one.left = min(one.left, x + glyph.dx + ink[0] * run.scale)
                one.right = max(one.right, x + glyph.dx + ink[2] * run.scale)
            x += glyph.advance
    return drawn
