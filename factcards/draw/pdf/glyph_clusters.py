"""The clusters of a run as pieces for character codes: which glyphs a code shows, and which characters it stands for.

A cluster is what HarfBuzz made of some characters together. Its characters go to codes in an order, and with blanks
between them, at which poppler, pdfium, MuPDF and pdf.js find whole words. Each rule here was measured with them
(docs/pdf.md).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import unicodedata2

from ...late_loading import compile_late
from ...text.glyphs import Glyph, GlyphRun

_CONTROLS = compile_late("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""Characters without which the text is found as before: a reader of PDF sees lines that are in order already."""
_JOINERS = "\u200c\u200d"
"""ZERO WIDTH NON-JOINER and ZERO WIDTH JOINER, which a search does not ignore."""
_LEFT_TO_RIGHT, _ARABIC_MARK = "\u200e", "\u061c"
"""LEFT-TO-RIGHT MARK and ARABIC LETTER MARK. After them, readers take a number with its signs for one word."""
_SOFT_HYPHEN = "\u00ad"
"""SOFT HYPHEN, which at a line's end says that a word goes on in the next (ISO 32000-1, 14.8.2.2.3)."""
_HYPHENS = "-\u00ad\u2010\u2011"
_END = Glyph(0, -1, 0.0, 0.0, 0.0)
"""What follows the last glyph of a run: a glyph of no cluster."""


class CodePiece(NamedTuple):
    """What one code stands for and shows: `text` from left to right, and glyphs, none for a blank; in ems of the line.

    `glyphs` have offsets from `place`, the distance from the run's left end; None is where the code before ends.
    """

    text: str
    glyphs: tuple[tuple[int, float, float], ...]
    place: float | None
    advance: float


def find_pieces(run: GlyphRun, hyphens: Container[int] = ()) -> Iterator[CodePiece]:
    """Yield the pieces of a run from left to right. `hyphens` are the glyphs that a line may end with.

    Characters of a right-to-left run are reversed: readers reverse them again with the rest of the word.
    """
    space = 0.0   # the advance of the space before the piece
    clusters = _add_directions(run, list(_find_clusters(run)))
    for cluster in _hand_on_joiners(clusters) if any(joiner in run.text for joiner in _JOINERS) else clusters:
        if len(cluster.text) == 1 == len(cluster.glyphs):
            yield cluster   # most are, and have nothing to split off
        elif cluster.text:
            for part in _split_off_hyphen(cluster, hyphens):
                yield from _split_at_marks(part, space)
        space = cluster.advance if cluster.text.isspace() else 0.0


def _add_directions(run: GlyphRun, clusters: list[CodePiece]) -> list[CodePiece]:
    """Return the clusters with a mark before a number among right-to-left words, and before a sign of per cent there.

    Without them, readers move the sign to the other side of the digits.
    """
    first = next((index for index, cluster in enumerate(clusters) if cluster.text), -1)
    if run.level % 2:
        return [
            cluster._replace(text=_ARABIC_MARK + cluster.text) if _is_terminator(cluster.text) else cluster
            for cluster in clusters
        ]
    is_number = first >= 0 and clusters[first].text[0].isdigit()
    if run.level and is_number:
        mark = _LEFT_TO_RIGHT if run.text.isascii() and not run.text.strip().isdigit() else _ARABIC_MARK
        clusters[first] = clusters[first]._replace(text=mark + clusters[first].text)
    return clusters


def _is_terminator(text: str) -> bool:
    """Return whether a text is a sign that stands at a number, as that of per cent (UAX #9, class ET)."""
    return len(text) == 1 and unicodedata2.bidirectional(text) == "ET"


def _find_clusters(run: GlyphRun) -> Iterator[CodePiece]:
    """Yield a piece for each cluster of a run from left to right."""
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(pairwise([*starts, len(run.text)]))
    is_reversed = run.level % 2
    place = pen = 0.0
    placed: list[tuple[int, float, float]] = []
    start = run.glyphs[0].cluster if run.glyphs else _END.cluster
    for glyph, cluster, advance, dx, dy, _ in (*run.glyphs, _END):
        if cluster != start:
            text = _find_text(run.text[start : ends[start]])
            if not pen:
                text = text.replace(_SOFT_HYPHEN, "")   # it is not shown
            yield CodePiece(text[::-1] if is_reversed else text, tuple(placed), place, pen)
            place += pen
            pen, placed, start = 0.0, [], cluster
        placed.append((glyph, pen + dx, dy))
        pen += advance


@lru_cache(maxsize=4096)
def _find_text(written: str) -> str:
    """Return what the written characters of a cluster are found by."""
    text = _CONTROLS.sub("", written)
    return "".join(" " if unicodedata2.category(sign) == "Zs" else sign for sign in text)


def _hand_on_joiners(clusters: list[CodePiece]) -> Iterator[CodePiece]:
    """Yield the clusters with each joiner at the end of a text moved to the start of the next.

    pdf.js skips a code whose text ends with a character of category Cf.
    """
    carried = ""
    for index, cluster in enumerate(clusters):
        text = carried + cluster.text
        kept = text if index + 1 == len(clusters) else text.rstrip(_JOINERS)
        carried = text[len(kept) :]
        yield cluster if kept == cluster.text else cluster._replace(text=kept)


def _split_off_hyphen(cluster: CodePiece, hyphens: Container[int]) -> Iterator[CodePiece]:
    """Yield a cluster, and a hyphen that a line's end added to it as a soft hyphen of its own."""
    *before, last = cluster.glyphs
    if not before or last[0] not in hyphens or any(sign in _HYPHENS for sign in cluster.text):
        yield cluster
        return
    glyph, dx, dy = last
    yield cluster._replace(glyphs=tuple(before), advance=dx)
    place = None if cluster.place is None else cluster.place + dx
    yield CodePiece(_SOFT_HYPHEN, ((glyph, 0.0, dy),), place, cluster.advance - dx)


def _split_at_marks(cluster: CodePiece, space: float) -> Iterator[CodePiece]:
    """Yield a cluster whose non-spacing marks are blanks before and after what shows its glyphs.

    pdf.js takes a code with such a mark for one without width: it would see a gap after it. It also does not see that a
    word begins with it, and would add a space after that of the text, of width `space`; the blank takes it back.
    """
    text, glyphs, place, advance = cluster
    begin, end = _find_base(text)
    if begin:
        yield CodePiece(text[:begin], (), place, space)
    yield CodePiece(text[begin:end], glyphs, place, advance)
    if end < len(text):
        yield CodePiece(text[end:], (), None, 0.0)


@lru_cache(maxsize=4096)
def _find_base(text: str) -> tuple[int, int]:
    """Return where the characters between non-spacing marks begin and end; all of a text of only such marks."""
    is_mark = [unicodedata2.category(sign) == "Mn" for sign in text]
    if all(is_mark):
        return 0, len(text)
    begin = is_mark.index(False)
    return begin, is_mark.index(True, begin) if any(is_mark[begin:]) else len(text)
