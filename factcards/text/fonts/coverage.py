"""Font coverage: which characters a font has, from the ranges in the index, without opening the font file."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

import unicodedata2

_DECISIVE = frozenset(
    ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Sm", "Sc", "Sk", "So", "Ps", "Pe", "Pi", "Pf", "Po")
)
"""General categories whose characters HarfBuzz neither replaces nor leaves out. It may replace hyphens (Pd)."""


class FontCoverage:
    """A set of code points. `ranges` are hexadecimal, as in fonts/index.json ("20-7E,A0"), and parsed on first use."""

    __slots__ = ("_bounds", "_ranges")

    def __init__(self, ranges: str) -> None:
        self._ranges = ranges
        self._bounds: tuple[list[int], list[int]] | None = None

    def __contains__(self, point: object) -> bool:
        bounds = self._bounds
        if bounds is None:   # concurrent threads compute the same bounds, so no lock is needed
            parts = [part.partition("-") for part in self._ranges.split(",")] if self._ranges else []
            bounds = [int(first, 16) for first, _, _ in parts], [int(last or first, 16) for first, _, last in parts]
            self._bounds = bounds
        assert isinstance(point, int)
        first, last = bounds
        at = bisect_right(first, point) - 1
        return at >= 0 and point <= last[at]

    def may_cover(self, text: str) -> bool:
        """Return whether shaping `text` may succeed; False if a letter or sign is missing in all its forms.

        HarfBuzz uses the composed or the decomposed form of a letter (NFC, NFD), whichever the font has. It may replace
        or leave out marks, spaces, hyphens and invisible characters, so these are not checked.
        """
        characters = _list_decisive_characters(text)
        return all(ord(composed) in self or all(ord(c) in self for c in parts) for composed, parts in characters)


@lru_cache(maxsize=1024)
def _list_decisive_characters(text: str) -> tuple[tuple[str, str], ...]:
    """Return each letter, digit, sign and mark of punctuation of a text, composed and decomposed."""
    composed = (c for c in unicodedata2.normalize("NFC", text) if unicodedata2.category(c) in _DECISIVE)
    return tuple((c, unicodedata2.normalize("NFD", c)) for c in dict.fromkeys(composed))
