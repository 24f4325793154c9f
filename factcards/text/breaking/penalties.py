"""What a line's end costs by the words around it: small words, names, titles, pauses of the sense.

Costs are parts of the rag's (`choose`): 1 would be a line that is empty. They are ours, tuned on the cards of the
campaign; which words are small is in `particles`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from .function_words import APPROXIMATE, ARTICLES, ENDERS, HAN_AFTER, HAN_ON, STARTERS, UNSPACED_AFTER, UNSPACED_ON

_HYPHEN_PENALTY, _YEAR_PENALTY = 0.12, 0.10
_FUNCTION_WORD_PENALTY, _NAME_PENALTY, _PREFIX_PENALTY, _SUFFIX_PENALTY = 0.06, 0.05, 0.12, 0.25
_ARTICLE_PENALTY, _ENCLITIC_PENALTY, _APPROXIMATE_PENALTY = 0.14, 0.12, 0.15
_TWO_WORDS_PENALTY = 0.02
"""Charged in addition where two small words end a line: the sense has hardly begun."""
_UNSPACED_PENALTY = 0.04
_MAX_TITLE = 18
"""Titles of at most so many characters, 《 and 》 included, are parted only at a cost (Chinese)."""
_STOP_BONUS, _COMMA_BONUS = 0.10, 0.06
"""What a line's end after a full stop or a comma is worth (the project's rag rule)."""

_STOPS, _COMMAS = frozenset(".!?。．！？۔।॥؟…።།༎។៕။"), frozenset(",;:，、；：،؛፣፤፥၊–—")
_CLOSING = "”’»\"')）」』》】›"
_OPENING = "«“„‘\"'(¿¡[‹"
_HYPHENS = frozenset("-\u2010\u2012\u2013\u05be/")
_APOSTROPHE = re.compile("[’']")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_NUMBER_REACH = 5
"""Number of characters at a line's start in which a quantity's first digit is looked for: US$5."""


def penalize_line_end(before: str, after: str) -> float:
    """What every language charges: hyphens; and what it gains: the pauses of the sense."""
    solid = before.rstrip()
    if not solid:
        return 0.0
    if solid[-1] in _HYPHENS and solid == before:
        return _HYPHEN_PENALTY
    closed = solid.rstrip(_CLOSING)
    if closed and closed[-1] in _COMMAS:
        return -_COMMA_BONUS
    if closed and closed[-1] in _STOPS and not (closed[-1] == "." and _is_abbreviation(closed, after)):
        return -_STOP_BONUS
    return 0.0


def _is_abbreviation(word: str, after: str) -> bool:
    """Whether the full stop of `word` belongs to an abbreviation, an initial or a date."""
    bare = word.lstrip(_OPENING)
    return len(bare) <= 2 or bare[:-1].isdigit() or "." in bare[:-1] or after.lstrip(_OPENING)[:1].islower()


def penalize_words(primary: str, earlier: str, before: str, after: str) -> float:
    """What languages with spaces charge: small words parted from what they lean on, a year from its month, a name.

    `before` and `after` are the pieces on both sides, `earlier` the one before these.
    """
    last, first = before.rstrip().lstrip(_OPENING), after.strip().strip(_OPENING + _CLOSING + ".,;:!?؟۔।،")
    weak = _is_function_word(primary, before)
    cost = (
        (_ARTICLE_PENALTY if _bare_word(before) in ARTICLES.get(primary, ()) else _FUNCTION_WORD_PENALTY)
        if weak
        else 0.0
    )
    cost += _ENCLITIC_PENALTY if first.lower() in STARTERS.get(primary, ()) else 0.0
    if _bare_word(before) in APPROXIMATE.get(primary, ()) and any(c.isdecimal() for c in after[:_NUMBER_REACH]):
        cost += _APPROXIMATE_PENALTY
    if not weak and len(last) > 2 and last.isalpha() and _YEAR.match(first):
        cost += _YEAR_PENALTY
    if last[:1].isupper() and first[:1].isupper() and last.isalpha():
        cost += _NAME_PENALTY
    if cost and weak and earlier and _is_function_word(primary, earlier):
        cost += _TWO_WORDS_PENALTY  # “of the”, « dans le »
    return cost


def _is_function_word(primary: str, piece: str) -> bool:
    """Whether it is a small word that leans on the next one, an elided noun's article included: d’un."""
    return _bare_word(piece) in ENDERS.get(primary, ())


def _bare_word(piece: str) -> str:
    return _APOSTROPHE.split(piece.rstrip().lstrip(_OPENING))[-1].lower()


def penalize_chinese(text: str, index: int, words: Sequence[int]) -> float:
    """What Chinese charges between two words: for titles, particles, and affixes that ICU takes for words."""
    opened = text.rfind("《", 0, index)
    inside = opened > text.rfind("》", 0, index) and 0 < text.find("》", index) - opened <= _MAX_TITLE
    return (_PREFIX_PENALTY if inside else 0.0) + _penalize_chinese_words(text, index, words)


def _penalize_chinese_words(text: str, index: int, words: Sequence[int]) -> float:
    number = bisect_left(words, index)
    before = text[words[number - 1] if number else 0 : index]
    after = text[index : words[number + 1]]
    if not before[-1].isalnum():
        return 0.0
    if before in HAN_ON:
        return _FUNCTION_WORD_PENALTY
    if after in HAN_AFTER or (_is_single_han(after) and after not in HAN_ON):
        return _SUFFIX_PENALTY
    return _PREFIX_PENALTY if _is_single_han(before) and before not in HAN_AFTER else 0.0


def _is_single_han(word: str) -> bool:
    return len(word) == 1 and word >= "\u2e80" and word.isalpha()


def penalize_unspaced(primary: str, text: str, index: int, words: Sequence[int]) -> float:
    """What Thai, Lao, Khmer and Burmese charge: a space is a pause; prefixes and particles lean on their neighbours."""
    number = bisect_left(words, index)
    before = text[words[number - 1] if number else 0 : index]
    if before[-1] == " ":
        return -_COMMA_BONUS / 2
    if before in UNSPACED_ON[primary]:
        return _PREFIX_PENALTY
    after = text[index : words[number + 1]] if number + 1 < len(words) else ""
    return _PREFIX_PENALTY if after.rstrip() in UNSPACED_AFTER.get(primary, ()) else _UNSPACED_PENALTY
