"""The clusters of a run: which characters each group of glyphs draws, and where its glyphs are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from ...text.glyphs import GlyphRun


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that HarfBuzz made from the characters `text` together, with the advance of all, in ems of the line.

    `glyphs` are the numbers of glyphs with their offsets from the left end of the cluster on the baseline.
    """

    text: str
    glyphs: tuple[tuple[int, float, float], ...]
    advance: float


def find_clusters(run: GlyphRun) -> Iterator[Cluster]:
    """Yield the clusters of a run from left to right."""
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(pairwise([*starts, len(run.text)]))
    for start, group in groupby(run.glyphs, key=lambda glyph: glyph.cluster):
        pen, placed = 0.0, []
        for glyph, _, advance, dx, dy, _ in group:
            placed.append((glyph, pen + dx, dy))
            pen += advance
        yield Cluster(run.text[start : ends[start]], tuple(placed), pen)
