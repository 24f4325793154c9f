"""By how much words are too long: what an author has to take away."""

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
from .fitted import FitOptions, FitResult
from .paragraphs import MAX_UNBROKEN_EMPHASIS, Paragraph, build_paragraph

_MIN_WIDTH_RATIO = 0.9
"""What is left of the width of words that are cut, at worst: letters are kerned again, marks hang."""
_MIN_WORD_SHARE = 0.6
"""Share of the width that a word fills at least if it holds the size, with small words before it on its line."""
_SYLLABLE_LENGTH = 3
"""Number of letters between two places where a dictionary of hyphens may be expected to part a word."""
_TOLERANCE = 1e-6


def count_overflow(paragraphs: Sequence[Paragraph], area: Extent, fit: FitOptions) -> int:
    """The least number of clusters (UAX #29) that must go from the end of the words for them to fit into `area`.

    Found by trying: the words are cut, shaped and fitted at the smallest size. At least 1.
    """
    total = sum(len(find_clusters(p.text)) for p in paragraphs)
    most = _max_clusters(paragraphs, area, fit)
    few = _truncate(paragraphs, most) if most < total else paragraphs
    # with one size more where there are more: of a range of sizes the smallest may have hyphens, as in the layout
    smallest = replace(fit, largest=min(fit.largest, fit.smallest + 1), rag=False)

    def fits(removed: int) -> bool:
        kept = _truncate(few, total - removed)
        return not kept or fit_text(kept, area, smallest) is not None

    low, high = max(0, total - most), total   # `high` fits, `low` does not, as far as fewer words never need more room
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    while high > 1 and fits(high - 1):
        high -= 1
    return max(1, high)


def _max_clusters(paragraphs: Sequence[Paragraph], area: Extent, fit: FitOptions) -> int:
    """Return a number of clusters that surely do not fit, by their widths alone; all where no width decides."""
    size = fit.smallest
    limit = area.width / size
    room = max(0, min(int(area.height / size / fit.leading_at(size)) + 2, fit.lines or sys.maxsize))
    count = 0
    for paragraph in paragraphs:
        ends = find_clusters(paragraph.text)
        full = (room + 1) * limit / _MIN_WIDTH_RATIO
        advances = accumulate(_advances(paragraph))
        stop = next((at for at, wide in enumerate(advances, start=1) if wide > full), None)
        if stop is not None:
            return count + bisect_left(ends, stop) + 1
        count += len(ends)
        room -= max(1, int(paragraph.word_breaks.end_advances[-1] * _MIN_WIDTH_RATIO / limit))
        if room < 0:
            return count
    return count


def _advances(paragraph: Paragraph) -> list[float]:
    """Return the advance of each character in ems."""
    advances = [0.0] * len(paragraph.text)
    for run in paragraph.runs:
        for glyph in run.glyphs:
            advances[run.start + glyph.cluster] += glyph.advance
    return advances


def _truncate(paragraphs: Sequence[Paragraph], clusters: int) -> list[Paragraph]:
    """The first so many clusters of the words."""
    kept = []
    for paragraph in paragraphs:
        ends = find_clusters(paragraph.text)
        if clusters > 0:
            kept.append(paragraph if clusters >= len(ends) else _truncate_paragraph(paragraph, ends[clusters - 1]))
        clusters -= len(ends)
    return kept


def _truncate_paragraph(paragraph: Paragraph, end: int) -> Paragraph:
    """Return the paragraph up to a character, its last item shaped again."""
    count = bisect_left(paragraph.items, end, key=lambda item: item.start)
    items = (*paragraph.items[: count - 1], replace(paragraph.items[count - 1], end=end)) if count else ()
    breaks = (*paragraph.breaks[: bisect_left(paragraph.breaks, end, key=lambda at: at.index)], Break(end))
    missing = tuple(at for at in paragraph.missing if at < end)
    return build_paragraph(
        paragraph.text[:end], paragraph.levels[:end], items, breaks, missing, paragraph.base, hang=paragraph.hang,
        known=paragraph.runs[: len(items) - 1] if items else (),
    )  # fmt: skip


def find_overlong(paragraphs: Sequence[Paragraph], area: Extent, size: int) -> str:
    """Return the widest piece that a line of the area cannot hold at a size, however the words are broken; "" if none.

    A piece is what stands between two places where a line may end: a word, or words that nothing may part.
    """
    widest, piece = area.width / size + _TOLERANCE, ""
    for paragraph in paragraphs:
        places = paragraph.hyphen_breaks
        for number in range(1, len(places.indices)):
            width = places.end_advances[number] - places.start_advances[number - 1]
            if width > widest:
                widest, piece = width, paragraph.text[places.indices[number - 1] : places.indices[number]].strip()
    return piece


def find_limiting_word(paragraphs: Sequence[Paragraph], area: Extent, fitted: FitResult, largest: int) -> str:
    """Return the word for whose sake the size is no larger, and which hyphens would part; "" if there is none.

    Found by trying: every word that a dictionary would hyphenate is divided anywhere, and all are fitted again. Short
    runs of emphasis stay whole whatever is installed, and so do names, links and last words.
    """
    if fitted.size * MIN_HYPHEN_GAIN > largest or any(p.word_breaks is not p.hyphen_breaks for p in paragraphs):
        return ""
    words = [(p, list(_find_hyphenatable_words(p))) for p in paragraphs]
    found = [(_word_width(p, word), p.text[slice(*word)]) for p, parted in words for word in parted]
    if not found or max(found)[0] * fitted.size < _MIN_WORD_SHARE * area.width:
        return ""
    fit = FitOptions(fitted.size, largest, fitted.leading, fitted.gap, rag=True, hang=fitted.hang)
    tried = fit_text([_add_hyphens(p, parted) for p, parted in words], area, fit)
    return max(found)[1] if tried and tried.size >= MIN_HYPHEN_GAIN * fitted.size else ""


def _word_width(paragraph: Paragraph, word: tuple[int, int]) -> float:
    """Return the width of a word in ems."""
    return sum(_advances(paragraph)[slice(*word)])


def _add_hyphens(paragraph: Paragraph, words: Sequence[tuple[int, int]]) -> Paragraph:
    """Return the paragraph with places for hyphens in these words, as a dictionary might have them."""
    places = (i for start, end in words for i in range(start + _SYLLABLE_LENGTH, end - _SYLLABLE_LENGTH + 1, _SYLLABLE_LENGTH))
    hyphens = (Break(i, HYPHENATION_PENALTY, inner=True, hyphen=True) for i in places)
    breaks = tuple(sorted((*paragraph.breaks, *hyphens), key=lambda at: at.index))
    return build_paragraph(
        paragraph.text, paragraph.levels, paragraph.items, breaks, paragraph.missing, paragraph.base,
        hang=paragraph.hang, known=paragraph.runs,
    )  # fmt: skip


def _find_hyphenatable_words(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The words that a dictionary of hyphens would part."""
    kept = set[int]()
    for strong, items in groupby(paragraph.items, key=lambda item: item.emphasis):
        stretch = list(items)
        if strong and stretch[-1].end - stretch[0].start <= MAX_UNBROKEN_EMPHASIS:
            kept.update(range(stretch[0].start, stretch[-1].end))
    language = paragraph.items[0].language if paragraph.items else ""
    return (word for word in find_hyphenatable(paragraph.text, language) if word[0] not in kept)
