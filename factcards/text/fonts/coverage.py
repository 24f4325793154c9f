"""Which characters a font has, from the index's ranges alone: no font file is opened to know that it cannot serve."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache

_DECISIVE = frozenset(
    ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Sm", "Sc", "Sk", "So", "Ps", "Pe", "Pi", "Pf", "Po")
)
"""General categories whose characters HarfBuzz neither replaces nor leaves out; hyphens (Pd) it may replace."""


class FontCoverage:
    """A set of code points; made from `ranges`, hexadecimal as in fonts/index.json ("20-7E,A0"), when first asked."""

    __slots__ = ("_bounds", "_ranges")

    def __init__(self, ranges: str) -> None:
        self._ranges = ranges
        self._bounds: tuple[list[int], list[int]] | None = None

    def __contains__(self, point: object) -> bool:
        bounds = self._bounds
        if bounds is None:   # threads that ask at once find the same, and the last one's is kept
            parts = [part.partition("-") for part in self._ranges.split(",")] if self._ranges else []
            bounds = [int(first, 16) for first, _, _ in parts], [int(last or first, 16) for first, _, last in parts]
            self._bounds = bounds
        assert isinstance(point, int)
        first, last = bounds
        at = bisect_right(first, point) - 1
        return at >= 0 and point <= last[at]

    def may_cover(self, text: str) -> bool:
        """False where no shaping could set `text`: it has a letter or sign that is not here, whole or in its parts.

        HarfBuzz takes a letter whole or taken apart (NFC, NFD), whichever the font has; marks, spaces, hyphens and what
        is invisible it may replace or leave out, so they decide nothing here. Other punctuation decides as letters do.
        """
        return all(ord(whole) in self or all(ord(c) in self for c in parts) for whole, parts in _decisive_characters(text))


@lru_cache(maxsize=1024)
def _decisive_characters(text: str) -> tuple[tuple[str, str], ...]:
    """Return each letter, digit, sign and mark of punctuation of a text, composed and decomposed."""
    whole = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) in _DECISIVE)
    return tuple((c, unicodedata.normalize("NFD", c)) for c in dict.fromkeys(whole))
