"""Line balance of our lines and Chromium's, on the sentences of `line_ends.txt`: shared by a test and its witness."""

from __future__ import annotations

import json
from functools import cache
from statistics import pstdev
from typing import NamedTuple

from factcards.text import Paragraph, break_lines
from factcards.text.lines.wrap import build_line
from support.sentences import read_marks, sentences
from support.shaped_text import DATA, write

WIDTHS = (14.0, 18.0, 24.0)
STORED = DATA / "balance.json"
HAIR = 0.005
"""Invisible difference of two spreads, as a fraction of the width: 4 pixels of 800."""


class Pair(NamedTuple):
    """Our lines and Chromium's of a sentence at a width: their ends, and the spread of their widths relative to it.

    `lawful` is True if Chromium's lines end only where our rules for the language allow.
    """

    language: str
    text: str
    width: float
    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    spread: float
    their_spread: float
    lawful: bool

    @property
    def at_least_as_even(self) -> bool:
        return self.spread <= self.their_spread + HAIR


@cache
def paragraphs() -> tuple[tuple[str, Paragraph], ...]:
    """Return the shaped sentences with their languages."""
    return tuple((language, write(read_marks(marked)[0], language)) for language, marked in sentences())


def spread_of(paragraph: Paragraph, ends: tuple[int, ...], width: float) -> float:
    """Return the standard deviation of the lines' widths, including the last line's, as a fraction of `width`."""
    stops = (*ends, len(paragraph.text))
    return pstdev(build_line(paragraph, a, b).width for a, b in zip((0, *ends), stops, strict=True)) / width


def ends_of(paragraph: Paragraph, width: float) -> tuple[int, ...]:
    """Return the ends of our lines, except the last."""
    lines = break_lines(paragraph, width)
    return tuple(sum(len(line.text) for line in lines[:n]) for n in range(1, len(lines)))


def compare() -> list[Pair]:
    """Compare our lines with the stored ones of Chromium, for every sentence at every width."""
    pairs = []
    stored = json.loads(STORED.read_text(encoding="utf-8"))["ends"]
    for (language, paragraph), by_width in zip(paragraphs(), stored, strict=True):
        legal = {b.index for b in paragraph.breaks if not b.inner}
        for width, theirs in zip(WIDTHS, map(tuple, by_width), strict=True):
            ours = ends_of(paragraph, width)
            spreads = spread_of(paragraph, ours, width), spread_of(paragraph, theirs, width)
            pairs.append(Pair(language, paragraph.text, width, ours, theirs, *spreads, legal.issuperset(theirs)))
    return pairs
