"""Overflow: how much text an author has to remove so that it fits, and which word limits the type size."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from ...graphics.geometry import Extent
from ..breaking.breaks import HYPHENATION_PENALTY, Break, find_clusters
from ..breaking.hyphens import find_hyphenatable
from .fit import MIN_HYPHEN_GAIN, fit_text
from .fit_types import FitOptions, FitResult
from .paragraphs import MAX_UNBROKEN_EMPHASIS, Paragraph, build_paragraph

_MIN_WIDTH_RATIO = 0.9
"""Minimum width of a truncated text relative to its part of the whole: letters kern differently, marks hang."""
_MIN_WORD_SHARE = 0.6
"""Minimum fraction of the width that a word takes if it limits the size, possibly with small words before it."""
_SYLLABLE_LENGTH = 3
"""Expected number of letters between two hyphenation points of a dictionary."""
_TOLERANCE_EM = 1e-6
"""Tolerance for rounding errors, in ems."""


def count_overflow(paragraphs: Sequence[Paragraph], area: Extent, options: FitOptions) -> int:
    """Return how many clusters (UAX #29) must be removed from the end of the text for it to fit into `area`, in px.

    The text is truncated, shaped and fitted at the smallest size until it fits. The result is at least 1.
    """
    total = sum(len(find_clusters(p.text)) for p in paragraphs)
    too_many = _count_max_clusters(paragraphs, area, options)
    shortened = _truncate(paragraphs, too_many) if too_many < total else paragraphs
    # with the next size if there is one: as in the layout, only a range of sizes may be hyphenated
    smallest = replace(options, largest=min(options.largest, options.smallest + 1), rag=False)

    def fits(removed: int) -> bool:
        remaining = _truncate(shortened, total - removed)
        return not remaining or fit_text(remaining, area, smallest) is not None

    low, high = max(0, total - too_many), total   # `high` fits, `low` does not: a shorter text needs no more space
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    while high > 1 and fits(high - 1):
        high -= 1
    return max(1, high)


def _count_max_clusters(paragraphs: Sequence[Paragraph], area: Extent, options: FitOptions) -> int:
    """Return a number of clusters that certainly do not fit, by their widths alone, or the number of all."""
    size = options.smallest
    limit = area.width / size
    max_lines = max(0, min(int(area.height / size / options.leading_at(size)) + 2, options.lines or sys.maxsize))
    count = 0
    for paragraph in paragraphs:
        ends = find_clusters(paragraph.text)
        full = (max_lines + 1) * limit / _MIN_WIDTH_RATIO
        advances = accumulate(_list_advances(paragraph))
        stop = next((at for at, wide in enumerate(advances, start=1) if wide > full), None)
        if stop is not None:
            return count + bisect_left(ends, stop) + 1
        count += len(ends)
        max_lines -= max(1, int(paragraph.word_breaks.end_advances[-1] * _MIN_WIDTH_RATIO / limit))
        if max_lines < 0:
            return count
    return count


def _list_advances(paragraph: Paragraph) -> list[float]:
    """Return the advance of each character in ems."""
    advances = [0.0] * len(paragraph.text)
    for run in paragraph.runs:
        for glyph in run.glyphs:
            advances[run.start + glyph.cluster] += glyph.advance
    return advances


def _truncate(paragraphs: Sequence[Paragraph], clusters: int) -> list[Paragraph]:
    """Return the first `clusters` clusters of the paragraphs."""
    remaining = []
    for paragraph in paragraphs:
        ends = find_clusters(paragraph.text)
        if clusters > 0:
            remaining.append(paragraph if clusters >= len(ends) else _truncate_paragraph(paragraph, ends[clusters - 1]))
        clusters -= len(ends)
    return remaining


def _truncate_paragraph(paragraph: Paragraph, end: int) -> Paragraph:
    """Return the paragraph up to a character, its last item shaped again."""
    count = bisect_left(paragraph.items, end, key=lambda item: item.start)
    items = (*paragraph.items[: count - 1], replace(paragraph.items[count - 1], end=end)) if count else ()
    breaks = (*paragraph.breaks[: bisect_left(paragraph.breaks, end, key=lambda at: at.index)], Break(end))
    missing = tuple(at for at in paragraph.missing if at < end)
    return build_paragraph(
        paragraph.text[:end], paragraph.levels[:end], items, breaks, missing, paragraph.base, hang=paragraph.hang,
        known_runs=paragraph.runs[: len(items) - 1] if items else (),
    )  # fmt: skip


def find_overlong(paragraphs: Sequence[Paragraph], area: Extent, size: int) -> str:
    """Return the widest unbreakable piece of text that is wider than `area`, in px, at a font size; "" if none is.

    A piece is the text between two opportunities to break, hyphenation points included.
    """
    widest, piece = area.width / size + _TOLERANCE_EM, ""
    for paragraph in paragraphs:
        opportunities = paragraph.hyphen_breaks
        for number in range(1, len(opportunities.indices)):
            width = opportunities.end_advances[number] - opportunities.start_advances[number - 1]
            if width > widest:
                start, end = opportunities.indices[number - 1 : number + 1]
                widest, piece = width, paragraph.text[start:end].strip()
    return piece


def find_limiting_word(paragraphs: Sequence[Paragraph], area: Extent, fitted: FitResult, largest: int) -> str:
    """Return the word that limits the font size and that a hyphenation dictionary would break; "" if there is none.

    All words that a dictionary could hyphenate are broken at assumed points, and the text is fitted again. Short
    emphasised runs, names, links and last words stay whole, as with any dictionary.
    """
    if fitted.size * MIN_HYPHEN_GAIN > largest or any(p.word_breaks is not p.hyphen_breaks for p in paragraphs):
        return ""
    hyphenatable = [(p, list(_find_hyphenatable_words(p))) for p in paragraphs]
    found = [(_measure_word(p, word), p.text[slice(*word)]) for p, words in hyphenatable for word in words]
    if not found or max(found)[0] * fitted.size < _MIN_WORD_SHARE * area.width:
        return ""
    options = FitOptions(fitted.size, largest, fitted.leading, fitted.gap, rag=True, hang=fitted.hang)
    tried = fit_text([_add_hyphens(p, words) for p, words in hyphenatable], area, options)
    return max(found)[1] if tried and tried.size >= MIN_HYPHEN_GAIN * fitted.size else ""


def _measure_word(paragraph: Paragraph, word: tuple[int, int]) -> float:
    """Return the width of a word in ems."""
    return sum(_list_advances(paragraph)[slice(*word)])


def _add_hyphens(paragraph: Paragraph, words: Sequence[tuple[int, int]]) -> Paragraph:
    """Return the paragraph with hyphenation points in these words, as a dictionary might have them."""
    length = _SYLLABLE_LENGTH
    indices = (i for start, end in words for i in range(start + length, end - length + 1, length))
    hyphens = (Break(i, HYPHENATION_PENALTY, inner=True, hyphen=True) for i in indices)
    breaks = tuple(sorted((*paragraph.breaks, *hyphens), key=lambda at: at.index))
    return build_paragraph(
        paragraph.text, paragraph.levels, paragraph.items, breaks, paragraph.missing, paragraph.base,
        hang=paragraph.hang, known_runs=paragraph.runs,
    )  # fmt: skip


def _find_hyphenatable_words(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Yield the words, as (start, end), that a hyphenation dictionary would break."""
    unbroken = set[int]()   # indices of short emphasised runs
    for is_emphasised, items in groupby(paragraph.items, key=lambda item: item.emphasis):
        run_items = list(items)
        if is_emphasised and run_items[-1].end - run_items[0].start <= MAX_UNBROKEN_EMPHASIS:
            unbroken.update(range(run_items[0].start, run_items[-1].end))
    language = paragraph.items[0].language if paragraph.items else ""
    return (word for word in find_hyphenatable(paragraph.text, language) if word[0] not in unbroken)
