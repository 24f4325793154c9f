"""Where a line may end and where a cluster does, by ICU, in Python's indices; and what an end there costs.

ICU counts UTF-16 units, Python characters: the pieces that ICU's iterators yield are strings, and their lengths added
up are Python's indices. Korean breaks at spaces (W3C klreq 3.1, keep-all), Japanese at phrases (CSS Text 4,
`word-break: auto-phrase`), Chinese between words (W3C clreq lets it break anywhere, readers prefer words); within
phrase or word a line ends only where it must. `kept` holds what is never parted, `particles` the small words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker, WordBreaker

from .kept import find_held
from .particles import ENDERS, HAN_AFTER, HAN_ON, STARTERS, THAI_ON

INNER_COST = 0.45
"""Charged for a line that ends inside a phrase (Japanese), a word (Chinese) or between syllables (Korean)."""
_HYPHEN_COST, _YEAR_COST = 0.12, 0.10
_WEAK_COST, _NAME_COST, _PREFIX_COST, _SUFFIX_COST = 0.06, 0.05, 0.12, 0.25
_UNSPACED_COST = 0.04
_TITLE = 18
"""Titles of at most so many characters, 《 and 》 included, are parted only at a cost (Chinese)."""
_STOP_GAIN, _COMMA_GAIN = 0.10, 0.06
"""What a line's end after a full stop or a comma is worth (the project's rag rule)."""

BLANKS = " \t\u1680\u2000-\u2006\u2008-\u200a\u200b\u205f\u3000"
"""Spaces that vanish at a line's end, as a class of a regular expression (UAX #14: those of class BA, SP and ZW)."""
_TRAILING = re.compile(f"[{BLANKS}]+\\Z")
_HALVES = re.compile("[\ud800-\udfff]")
_STOPS, _COMMAS = frozenset(".!?。．！？۔।॥؟…።"), frozenset(",;:，、；：،؛፣፤፥–—")
_CLOSING = "”’»\"')）」』》】›"
_OPENING = "«“„‘\"'(¿¡[‹"
_HYPHENS = frozenset("-\u2010\u2012\u2013\u00ad/")
_APOSTROPHE = re.compile("[’']")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end: `index` starts the next line, `cost` is added to the raggedness (below 0: a gain).

    `inner` marks a place within a phrase or word, where a line ends only if it fits nowhere else.
    """

    index: int
    cost: float = 0.0
    inner: bool = False


def line_boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Every place where UAX #14 (as ICU tailors it to `locale`) lets a line end, the end of the text included."""
    return _ends(LineBreaker(_whole(text), locale))


def find_clusters(text: str) -> tuple[int, ...]:
    """The end of each grapheme cluster (UAX #29), the end of the text included."""
    return _ends(CharacterBreaker(_whole(text), "en"))


def trim_end(text: str, start: int, end: int) -> int:
    """Where the line [start, end) ends without the blanks at its end."""
    match = _TRAILING.search(text, start, end) if end > start and not text[end - 1].isalnum() else None
    return match.start() if match else end


@lru_cache(maxsize=512)
def find_breaks(text: str, language: str, kept: tuple[tuple[int, int], ...] = ()) -> tuple[Break, ...]:
    """Where the lines of `text` may end, in order, the end of the text last.

    `kept` are stretches (start, end) in which no line ends. `text` is one paragraph without line feeds.
    """
    language = re.split(r"[-_](?:[uxt])[-_]", language.replace("_", "-"), maxsplit=1)[0]
    primary = language.split("-")[0].lower()
    held = find_held(text, primary, kept)
    strict = f"{language}-u-lb-strict" if primary in ("ja", "zh", "ko") else language
    legal = [i for i in line_boundaries(text, strict) if i not in held or i == len(text)]
    inner, words = _phrases(text, language, primary)
    pieces = [text[a:b] for a, b in zip((0, *legal), legal, strict=False)]
    charge = {"zh": _charge_han, "th": _charge_thai}.get(primary)
    found = []
    for number, index in enumerate(legal[:-1]):
        before, after = pieces[number], pieces[number + 1]
        within = index in inner
        cost = INNER_COST if within else charge(text, index, words) if charge else _charge_words(primary, before, after)
        if cost and number and not charge and _is_weak(primary, before) and _is_weak(primary, pieces[number - 1]):
            cost += _NAME_COST   # “of the”, « dans le »: the sense has hardly begun
        found.append(Break(index, round(cost + _charge_ends(before, after), 3), within))
    return (*found, Break(len(text))) if text else ()


def _ends(pieces: BaseBreaker) -> tuple[int, ...]:
    ends, at = [], 0
    for piece in pieces:
        at += len(piece)
        ends.append(at)
    return tuple(ends)


def _whole(text: str) -> str:
    """`text` as ICU takes it: without lone halves of surrogate pairs."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def _phrases(text: str, language: str, primary: str) -> tuple[frozenset[int], tuple[int, ...]]:
    """The legal ends that lie inside a phrase or word, and the ends of the words where the language has no spaces."""
    if primary == "zh":
        words = _ends(WordBreaker(_whole(text), language))
        return frozenset(range(1, len(text))).difference(words), words
    if primary == "th":
        return frozenset(), line_boundaries(text, language)
    if primary in ("ja", "ko"):
        phrases = line_boundaries(text, f"{language}-u-lb-strict-lw-phrase")
        return frozenset(range(1, len(text))).difference(phrases), ()
    return frozenset(), ()


def _charge_ends(before: str, after: str) -> float:
    """What every language charges: hyphens; and what it gains: the pauses of the sense."""
    solid = before.rstrip()
    if not solid:
        return 0.0
    if solid[-1] in _HYPHENS:
        return _HYPHEN_COST
    if solid[-1] in _COMMAS:
        return -_COMMA_GAIN
    closed = solid.rstrip(_CLOSING)
    if closed and closed[-1] in _STOPS and not (closed[-1] == "." and _abbreviates(closed, after)):
        return -_STOP_GAIN
    return 0.0


def _abbreviates(word: str, after: str) -> bool:
    """Whether the full stop of `word` belongs to an abbreviation, an initial or a date."""
    bare = word.lstrip(_OPENING)
    return len(bare) <= 2 or bare[:-1].isdigit() or "." in bare[:-1] or after.lstrip(_OPENING)[:1].islower()


def _charge_words(primary: str, before: str, after: str) -> float:
    """What languages with spaces charge: small words parted from what they lean on, a year from its month, a name."""
    last, first = before.rstrip().lstrip(_OPENING), after.strip().strip(_OPENING + _CLOSING + ".,;:!?۔।،")
    weak = _is_weak(primary, before)
    cost = _WEAK_COST if weak else 0.0
    cost += _WEAK_COST if first.lower() in STARTERS.get(primary, ()) else 0.0
    if not weak and len(last) > 2 and last.isalpha() and _YEAR.match(first):
        cost += _YEAR_COST
    if last[:1].isupper() and first[:1].isupper() and last.isalpha():
        cost += _NAME_COST
    return cost


def _is_weak(primary: str, piece: str) -> bool:
    """Whether it is a small word that leans on the next one, an elided noun's article included: d’un."""
    return _APOSTROPHE.split(piece.rstrip().lstrip(_OPENING))[-1].lower() in ENDERS.get(primary, ())


def _charge_han(text: str, index: int, words: Sequence[int]) -> float:
    """What Chinese charges between two words: for titles, particles, and affixes that ICU takes for words."""
    opened = text.rfind("《", 0, index)
    inside = opened > text.rfind("》", 0, index) and 0 < text.find("》", index) - opened <= _TITLE
    return (_PREFIX_COST if inside else 0.0) + _charge_han_words(text, index, words)


def _charge_han_words(text: str, index: int, words: Sequence[int]) -> float:
    number = bisect_left(words, index)
    before = text[words[number - 1] if number else 0 : index]
    after = text[index : words[number + 1]]
    if not before[-1].isalnum():
        return 0.0
    if before in HAN_ON:
        return _WEAK_COST
    if after in HAN_AFTER or (_is_han(after) and after not in HAN_ON):
        return _SUFFIX_COST
    return _PREFIX_COST if _is_han(before) and before not in HAN_AFTER else 0.0


def _is_han(word: str) -> bool:
    return len(word) == 1 and word >= "\u2e80" and word.isalpha()


def _charge_thai(text: str, index: int, words: Sequence[int]) -> float:
    """What Thai charges: spaces are where the sense pauses; a prefix or a short word leans on its neighbour."""
    number = bisect_left(words, index)
    before = text[words[number - 1] if number else 0 : index]
    if before[-1] == " ":
        return -_COMMA_GAIN / 2
    return _PREFIX_COST if before in THAI_ON else _UNSPACED_COST
