"""Where a word may be divided with a hyphen, by pyphen's dictionaries, if pyphen is installed (`factcards[hyphens]`).

Sources: Bringhurst, *The Elements of Typographic Style* 2.4.1 (at least two letters before the hyphen, three after it),
2.4.2 (no stub as a paragraph's last line: its last word stays whole), 2.4.8 (no names); Forssman and de Jong,
*Detailtypografie* (parts of fewer than four letters are poor: `breaks` adds a penalty); *Chicago Manual of Style* 7.36
and 7.44 (a hyphenated word is divided at its hyphen alone; no numbers, no links). Words with capitals are treated as
names, except in languages whose nouns have capitals. Breaks that change the spelling (Hungarian asszony → asz-szony,
Dutch reëel → re-eel) are left out, as are scripts that divide words without a hyphen, with another one, or never.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...late_loading import compile_late
from ..languages.lookup import language_rules
from ..languages.rules import LanguageRules
from ..tokens.urls import find_urls
from .hyphen_dictionaries import HyphenDictionary, find_dictionary, list_dictionaries

HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"
"""The sign at the end of a line that divides a word, and the invisible one by which authors allow it (UAX #14, SHY)."""

_MIN_BEFORE, _MIN_AFTER = 2, 3
"""Minimum number of letters before and after a hyphen (Bringhurst 2.4.1)."""
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_JOINED = "\\w\u0300-\u036f\u00ad\u00b7\u200b-\u200d\u2060\u2010\u2011\u05be/@\\-"
_WORD = compile_late(rf"(?<![{_JOINED}])[{_LETTERS}]{{6,}}(?![{_JOINED}])")
"""A word of six letters or more that is not part of an address or of a compound with a hyphen."""
_ANY_LETTER = compile_late(r"[^\W\d_]")
"""A letter of any script: after it, a word is not the paragraph's last."""
_MIN_SURE_LENGTH = 9
"""Minimum length of words that nearly every dictionary divides, in letters; many shorter words are not divided."""


def is_hyphenation_available() -> bool:
    """Return whether pyphen is installed."""
    return bool(list_dictionaries())


def has_dictionary(language: str) -> bool:
    """Return whether pyphen is installed and has a dictionary for a BCP 47 tag, or for one that it falls back to."""
    return _load_dictionary(language) is not None


def find_hyphens(text: str, language: str) -> tuple[int, ...]:
    """Return the indices before which a line may end with a hyphen, in order; none without a dictionary.

    `text` is a paragraph. Its last word stays whole, and so do names, numbers, links and words of fewer than six
    letters.
    """
    rules = language_rules(language)
    words = tuple(_find_candidates(text, rules))
    dictionary = _load_dictionary(language) if words else None   # one takes up to 2 MB
    if dictionary is None:
        return ()
    return tuple(start + at for start, end in words for at in _hyphenate_word(text[start:end], rules, dictionary))


def find_hyphenatable(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges (start, end) of words that a dictionary would divide, without loading one.

    These are the long words of a language that has a dictionary.
    """
    rules = language_rules(language)
    words = _find_candidates(text, rules) if rules.has_hyphenation else ()
    return tuple((a, b) for a, b in words if b - a >= _MIN_SURE_LENGTH)


def _find_candidates(text: str, rules: LanguageRules) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that may be divided if the dictionary divides them."""
    links = find_urls(text)
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        is_common = word[1:].islower() and (rules.has_capital_nouns or word[0].islower())
        if is_common and _ANY_LETTER.search(text, match.end()) and not any(a <= start < b for a, b in links):
            yield match.span()


def _hyphenate_word(word: str, rules: LanguageRules, dictionary: HyphenDictionary) -> list[int]:
    if len(word.lower()) != len(word):
        return []
    return [
        at for at in dictionary.find_divisions(word)
        if _MIN_BEFORE <= at <= len(word) - _MIN_AFTER and word[at].lower() not in rules.trema_letters
    ]  # fmt: skip


@lru_cache(maxsize=128)
def _load_dictionary(language: str) -> HyphenDictionary | None:
    rules = language_rules(language)
    if not rules.has_hyphenation:
        return None
    tag = language.replace("_", "-").lower()
    return find_dictionary(dict(rules.hyphenation_dictionaries).get(tag) or tag)
