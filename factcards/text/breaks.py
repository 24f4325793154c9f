"""Where a line may end and where a cluster does, by ICU, in Python's indices; and what each language keeps together.

ICU counts UTF-16 units, Python characters: the pieces that ICU's iterators yield are strings, and their lengths added
up are Python's indices. The rules beyond UAX #14, with their sources:

- a number stays with its sign, unit and noun (Chicago Manual 7.92; the ITP Nelson guide for other languages);
- a link is never cut (WCAG 1.3.1 is about names; a cut address cannot be typed);
- Korean breaks at spaces (W3C klreq 3.1: keep-all), Japanese at phrases (CSS Text 4, `word-break: auto-phrase`),
  Chinese headlines between words (W3C clreq allows any, readers prefer words).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

HYPHEN_COST = 0.12
"""Charged for a line that ends in a hyphen or dash."""
INNER_COST = 0.45
"""Charged for a line that ends inside a phrase (Japanese, Korean) or a word (Chinese)."""
YEAR_COST = 0.10
"""Charged for parting a year from its month."""

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_NUMBER_THEN_WORD = re.compile(r"(?<![\w.])[^\w\s]?\d[\d.,\u00a0\u202f\u066b\u066c–-]*[^\w\s]? (?=\S{1,16}(?:\s|$))")
_WORD_THEN_PERCENT = re.compile(r"[$€£¥₹₽] (?=\d)|\d (?=[%‰°$€£¥₹₽])|[№§] (?=\d)|\bn[°º] (?=\d)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d \Z")
_MONTH_THEN_YEAR = re.compile(r"[^\W\d]{3,} (?=(?:1[5-9]|20)\d\d\b)")
_RANGE = re.compile(r"\d[–-](?=\d)")
_HYPHENS = "-\u2010\u2012\u2013\u00ad"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end: `index` starts the next line, `cost` is added to the raggedness (0: none)."""

    index: int
    cost: float = 0.0


def line_boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Every place where UAX #14 (as ICU tailors it to `locale`) lets a line end, the end of the text included."""
    return _ends(tuple(LineBreaker(text, locale)))


def find_clusters(text: str) -> tuple[int, ...]:
    """The end of each grapheme cluster (UAX #29), the end of the text included."""
    return _ends(tuple(CharacterBreaker(text, "en")))


@lru_cache(maxsize=512)
def find_breaks(text: str, language: str, kept: tuple[tuple[int, int], ...] = ()) -> tuple[Break, ...]:
    """Where the lines of `text` may end, in order, the end of the text last.

    `kept` are stretches (start, end) in which no line ends. `text` is one paragraph without line feeds.
    """
    primary = language.split("-")[0]
    held = _held_together(text, kept)
    bonded = {m.end() for m in _MONTH_THEN_YEAR.finditer(text)}
    inner = _inner_boundaries(text, language, primary)
    found = []
    for index in line_boundaries(text, _locale(language, primary)):
        if index in held and index < len(text):
            continue
        cost = INNER_COST if index in inner else 0.0
        cost += HYPHEN_COST if text[index - 1] in _HYPHENS else 0.0
        cost += YEAR_COST if index in bonded else 0.0
        found.append(Break(index, cost))
    return tuple(found)


def _ends(pieces: tuple[str, ...]) -> tuple[int, ...]:
    ends, at = [], 0
    for piece in pieces:
        at += len(piece)
        ends.append(at)
    return tuple(ends)


def _locale(language: str, primary: str) -> str:
    if primary == "ko":
        return "ko-u-lw-phrase"
    return f"{language}-u-lb-strict" if primary in ("ja", "zh") else language


def _inner_boundaries(text: str, language: str, primary: str) -> frozenset[int]:
    """The legal ends that lie inside a phrase (Japanese) or a word (Chinese)."""
    if primary == "ja":
        return frozenset(line_boundaries(text, "ja-u-lb-strict")) - frozenset(line_boundaries(text, "ja-u-lw-phrase"))
    if primary == "zh":
        words = _ends(tuple(WordBreaker(text, language)))
        return frozenset(line_boundaries(text, f"{language}-u-lb-strict")) - frozenset(words)
    return frozenset()


def _held_together(text: str, kept: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """The places where no line ends, though UAX #14 would let it."""
    held: set[int] = set()
    for start, end in (*kept, *(m.span() for m in _LINK.finditer(text))):
        held.update(range(start + 1, end))
    for pattern in (_NUMBER_THEN_WORD, _WORD_THEN_PERCENT, _RANGE):
        for match in pattern.finditer(text):
            # a year is a date's end, not a count of what follows
            if not (pattern is _NUMBER_THEN_WORD and _YEAR.search(match.group())):
                held.add(match.end())
    return frozenset(held)
