"""Penalties of a line's end by the words around it: function words, names, titles, pauses of the sense.

A penalty is a part of the raggedness (`line_breaking`), in which 1 is an empty line. The values are the project's,
tuned on the cards of its campaign. Each language declares its function words (`text/languages`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...late_loading import compile_late
from ..languages.rules import LanguageRules
from ..tokens.number_chains import YEAR_PATTERN

_HYPHEN_PENALTY, _YEAR_PENALTY = 0.12, 0.10
"""Penalties of a line that ends after a hyphen of the text, and between a month and its year."""
_FUNCTION_WORD_PENALTY, _NAME_PENALTY = 0.06, 0.05
"""Penalties of a line that ends with a function word, and within a name: between two words with capitals."""
_PREFIX_PENALTY, _SUFFIX_PENALTY = 0.12, 0.25
"""Penalties of a line end after a prefix, or within a title, and before a suffix, in languages without spaces."""
_ARTICLE_PENALTY, _ENCLITIC_PENALTY, _APPROXIMATE_PENALTY = 0.14, 0.12, 0.15
"""Penalties of a line end after an article, before an enclitic, and between “about” and its number."""
_TWO_WORDS_PENALTY = 0.02
"""Added where two function words end a line, as in “of the”: both introduce the next line."""
_UNSPACED_PENALTY = 0.04
"""Penalty of a line end between any two words of a language without spaces, where readers see no word's end."""
_MAX_TITLE = 18
"""Maximum length of a Chinese title that is divided only at a penalty, in characters, 《 and 》 included."""
_STOP_BONUS, _PAUSE_BONUS = 0.10, 0.06
"""Subtracted where a line ends after a mark of `_STOPS` or of `_PAUSES` (the project's rag rule)."""

_STOPS = frozenset(".!?。．！？۔।॥؟…።།༎។៕။")
"""Marks that end a sentence or break it off."""
_PAUSES = frozenset(",;:，、；：،؛፣፤፥၊–—")
"""Marks at which readers pause within a sentence: commas, semicolons, colons and dashes."""
_CLOSING = "”’»\"')）」』》】›"
_OPENING = "«“„‘\"'(¿¡[‹"
_HYPHENS = frozenset("-\u2010\u2012\u2013\u05be/")
_APOSTROPHE = compile_late("[’']")   # a typewriter's or a typographer's apostrophe
_YEAR = compile_late(rf"{YEAR_PATTERN}\b")   # at the start of a piece: 2017
_NUMBER_REACH = 5
"""Number of characters at a line's start in which a quantity's first digit is expected: US$5."""


def penalize_line_end(before: str, after: str) -> float:
    """Return the penalty of any language for a line that ends between two pieces: for hyphens; negative at pauses."""
    solid = before.rstrip()
    if not solid:
        return 0.0
    if solid[-1] in _HYPHENS and solid == before:
        return _HYPHEN_PENALTY
    closed = solid.rstrip(_CLOSING)
    if closed and closed[-1] in _PAUSES:
        return -_PAUSE_BONUS
    if closed and closed[-1] in _STOPS and not (closed[-1] == "." and _is_abbreviation(closed, after)):
        return -_STOP_BONUS
    return 0.0


def _is_abbreviation(word: str, after: str) -> bool:
    """Return whether the full stop of `word` belongs to an abbreviation, an initial or a date."""
    bare = word.lstrip(_OPENING)
    return len(bare) <= 2 or bare[:-1].isdigit() or "." in bare[:-1] or after.lstrip(_OPENING)[:1].islower()


def penalize_words(earlier: str, before: str, after: str, rules: LanguageRules) -> float:
    """Return the penalty of a language with spaces: for function words cut off, years without a month, divided names.

    `before` and `after` are the pieces on both sides of the break, `earlier` is the one before these.
    """
    last, first = before.rstrip().lstrip(_OPENING), after.strip().strip(_OPENING + _CLOSING + ".,;:!?؟۔।،")
    is_weak = _is_function_word(before, rules)
    penalty = (_ARTICLE_PENALTY if _bare_word(before) in rules.articles else _FUNCTION_WORD_PENALTY) if is_weak else 0.0
    penalty += _ENCLITIC_PENALTY if first.lower() in rules.following_words else 0.0
    if _bare_word(before) in rules.approximate_words and any(c.isdecimal() for c in after[:_NUMBER_REACH]):
        penalty += _APPROXIMATE_PENALTY
    if not is_weak and len(last) > 2 and last.isalpha() and _YEAR.match(first):
        penalty += _YEAR_PENALTY
    if last[:1].isupper() and first[:1].isupper() and last.isalpha():
        penalty += _NAME_PENALTY
    if penalty and is_weak and earlier and _is_function_word(earlier, rules):
        penalty += _TWO_WORDS_PENALTY  # “of the”, « dans le »
    return penalty


def _is_function_word(piece: str, rules: LanguageRules) -> bool:
    """Return whether a piece is a word that leans on the next one, or ends in an elided article: d’un."""
    word = _bare_word(piece)
    return word in rules.function_words or word in rules.articles


def _bare_word(piece: str) -> str:
    return _APOSTROPHE.split(piece.rstrip().lstrip(_OPENING))[-1].lower()


def penalize_chinese(text: str, index: int, word_ends: Sequence[int], rules: LanguageRules) -> float:
    """Return the penalty between two Chinese words: for titles, particles, and affixes that ICU takes for words."""
    opened = text.rfind("《", 0, index)
    inside = opened > text.rfind("》", 0, index) and 0 < text.find("》", index) - opened <= _MAX_TITLE
    return (_PREFIX_PENALTY if inside else 0.0) + _penalize_chinese_words(text, index, word_ends, rules)


def _penalize_chinese_words(text: str, index: int, word_ends: Sequence[int], rules: LanguageRules) -> float:
    number = bisect_left(word_ends, index)
    before = text[word_ends[number - 1] if number else 0 : index]
    after = text[index : word_ends[number + 1]]
    if not before[-1].isalnum():
        return 0.0
    if before in rules.function_words:
        return _FUNCTION_WORD_PENALTY
    if after in rules.following_words or (_is_single_han(after) and after not in rules.function_words):
        return _SUFFIX_PENALTY
    return _PREFIX_PENALTY if _is_single_han(before) and before not in rules.following_words else 0.0


def _is_single_han(word: str) -> bool:
    return len(word) == 1 and word >= "\u2e80" and word.isalpha()


def penalize_unspaced(text: str, index: int, word_ends: Sequence[int], rules: LanguageRules) -> float:
    """Return the penalty of Thai, Lao, Khmer and Burmese: for prefixes and particles cut off; negative at a space."""
    number = bisect_left(word_ends, index)
    before = text[word_ends[number - 1] if number else 0 : index]
    if before[-1] == " ":
        return -_PAUSE_BONUS / 2
    if before in rules.function_words:
        return _PREFIX_PENALTY
    after = text[index : word_ends[number + 1]] if number + 1 < len(word_ends) else ""
    return _PREFIX_PENALTY if after.rstrip() in rules.following_words else _UNSPACED_PENALTY
