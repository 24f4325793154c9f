"""The clusters of a run: which characters each group of glyphs draws, and where its glyphs are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import unicodedata2

from ...text.glyphs import GlyphRun

_DIRECTION_CONTROLS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""Characters without which the text is found as before: a reader of PDF sees lines that are in order already."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that HarfBuzz made from the characters `text` together, with the advance of all, in ems of the line.

    `glyphs` are the numbers of glyphs with their offsets from the left end of the cluster on the baseline. `text` is in
    the order in which readers of PDF expect characters: from left to right.
    """

    text: str
    glyphs: tuple[tuple[int, float, float], ...]
    advance: float


def find_clusters(run: GlyphRun) -> Iterator[Cluster]:
    """Yield the clusters of a run from left to right.

    Characters of a right-to-left cluster are reversed: readers reverse them again with the rest of the word.
    """
    clusters = list(_group_glyphs(run))
    if run.level % 2:
        clusters = [replace(cluster, text=cluster.text[::-1]) for cluster in clusters]
    yield from _hand_on_joiners(clusters)


def _group_glyphs(run: GlyphRun) -> Iterator[Cluster]:
    """Yield the clusters of a run from left to right with their text in logical order."""
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(pairwise([*starts, len(run.text)]))
    for start, group in groupby(run.glyphs, key=lambda glyph: glyph.cluster):
        pen, placed = 0.0, []
        for glyph, _, advance, dx, dy, _ in group:
            placed.append((glyph, pen + dx, dy))
            pen += advance
        yield Cluster(_DIRECTION_CONTROLS.sub("", run.text[start : ends[start]]), tuple(placed), pen)


def _hand_on_joiners(clusters: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters with each joiner (U+200C, U+200D) at the end of a text moved to the start of the next.

    pdf.js skips a code whose text ends with a character of category Cf.
    """
    carried = ""
    for index, cluster in enumerate(clusters):
        text = carried + cluster.text
        kept = text if index + 1 == len(clusters) else text.rstrip("\u200c\u200d")
        carried = text[len(kept) :]
        yield replace(cluster, text=kept)


def split_at_marks(text: str) -> tuple[str, str]:
    """Return the part of a text before its first non-spacing mark, and the rest; a mark at the start remains.

    pdf.js does not see a word or line begin with a code whose text has such a mark.
    """
    at = next((at for at, sign in enumerate(text) if at and unicodedata2.category(sign) == "Mn"), len(text))
    return text[:at], text[at:]
