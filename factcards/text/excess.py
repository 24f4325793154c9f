"""By how much words are too long: what an author has to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..geometry import Extent
from .breaks import Break, find_clusters
from .fit import fit_text
from .fitted import Fit, Fitted
from .paragraphs import Paragraph, compose_paragraph

_FULL = 0.9
"""A piece that fills so much of the width holds the size."""


def clusters_too_many(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit) -> int:
    """The least number of clusters (UAX #29) that must go from the end of the words for them to fit into `area`.

    Found by trying: the words are cut, shaped and fitted at the smallest size. At least 1.
    """
    total = sum(len(find_clusters(p.text)) for p in paragraphs)
    smallest = replace(fit, largest=fit.smallest, rag=False)

    def fits(removed: int) -> bool:
        kept = _shorten(paragraphs, total - removed)
        return not kept or fit_text(kept, area, smallest) is not None

    low, high = 0, total   # `high` fits; what is below `low` does not, as far as fewer words never need more room
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    while high > 1 and fits(high - 1):
        high -= 1
    return max(1, high)


def _shorten(paragraphs: Sequence[Paragraph], clusters: int) -> list[Paragraph]:
    """The first so many clusters of the words."""
    kept = []
    for paragraph in paragraphs:
        ends = find_clusters(paragraph.text)
        if clusters > 0:
            kept.append(paragraph if clusters >= len(ends) else _cut(paragraph, ends[clusters - 1]))
        clusters -= len(ends)
    return kept


def _cut(paragraph: Paragraph, end: int) -> Paragraph:
    """The paragraph up to a character, shaped anew."""
    items = tuple(replace(i, end=min(i.end, end)) for i in paragraph.items if i.start < end)
    breaks = (*(b for b in paragraph.breaks if b.index < end), Break(end))
    missing = tuple(at for at in paragraph.missing if at < end)
    return compose_paragraph(
        paragraph.text[:end], paragraph.levels[:end], items, breaks, missing, paragraph.base, hang=paragraph.hang
    )


def holding_word(paragraphs: Sequence[Paragraph], area: Extent, fitted: Fitted, largest: int) -> str:
    """The word for whose sake the size is no larger: it nearly fills the width by itself; "" if there is none.

    What hyphens would help, in paragraphs that were shaped without.
    """
    if fitted.size >= largest:
        return ""
    for paragraph in paragraphs:
        places = paragraph.places
        for number in range(1, len(places.ends)):
            width = places.solid[number] - places.starts[number - 1]
            if width * fitted.size > _FULL * area.width and places is paragraph.hyphened:
                return paragraph.text[places.ends[number - 1] : places.ends[number]].strip()
    return ""
