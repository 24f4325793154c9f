"""Where a word may be parted with a hyphen, by pyphen's dictionaries, where they are at hand (`factcards[hyphens]`).

Sources: Bringhurst, *The Elements of Typographic Style* 2.4.1 (two letters stay behind, three go on), 2.4.2 (no stub as
a paragraph's last line: so its last word is left whole), 2.4.8 (no names); Forssman and de Jong, *Detailtypografie*
(parts of fewer than four letters are poor, which `breaks` charges for); *Chicago Manual of Style* 7.36 and 7.44 (what
has a hyphen is parted there alone; no numbers, no links). Words with capitals are taken for names, but for German's and
Luxembourgish's nouns. A place where the spelling would change (Hungarian asszony → asz-szony, Dutch reëel → re-eel) is
left out, as are scripts that part words without a hyphen, with another one, or never.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..tokens.urls import find_urls

try:
    import pyphen
except ImportError:
    pyphen = None

HYPHEN = "\u2010"
"""What a line shows at its end where a word is parted."""

_MIN_BEFORE, _MIN_AFTER = 2, 3
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_JOINED = "\\w\u0300-\u036f\u00ad\u00b7\u200b-\u200d\u2060\u2010\u2011\u05be/@\\-"
_WORD = re.compile(rf"(?<![{_JOINED}])[{_LETTERS}]{{6,}}(?![{_JOINED}])")
_MORE_WORDS = re.compile(r"[^\W\d_]")
_CAPITAL_NOUNS = frozenset({"de", "lb"})
_DICTIONARIES = {"en": "en_US", "en-us": "en_US", "no": "nb_NO"}
"""Tags for which pyphen's own fallback names none, or another country's."""
_NO_HYPHEN = frozenset({"as", "kn", "mr", "or", "pa", "sa", "te", "th"})
"""Languages of pyphen's dictionaries whose words are parted without a hyphen."""
_LANGUAGES = (
    "af be bg ca cs da de el en eo es et eu fr gl hr hu id is it lt lv mn nb nl nn no pl pt ro ru sk sl sq sr sv uk zu"
)
_KNOWN = frozenset(_LANGUAGES.split())
"""Languages that pyphen has a dictionary for, known without it."""
_MIN_SURE_LENGTH = 9
"""Words of so many letters are parted by nearly every dictionary; shorter ones often are not."""
_TREMAS = {"nl": frozenset("ëïöü"), "af": frozenset("ëïöü")}
"""Letters that lose their trema where a hyphen comes before them."""


def is_hyphenation_available() -> bool:
    """Whether pyphen is installed."""
    return pyphen is not None


def has_dictionary(language: str) -> bool:
    """Whether pyphen is installed and has a dictionary for a BCP 47 tag, or for one that it falls back to."""
    return _load_dictionary(language) is not None


def find_hyphens(text: str, language: str) -> tuple[int, ...]:
    """The indices before which a hyphen may be shown and a line end, in order; none without a dictionary.

    `text` is a paragraph: its last word stays whole, as do names, numbers, links and words of fewer than six letters.
    """
    primary = _primary(language)
    words = tuple(_find_candidates(text, primary))
    dictionary = _load_dictionary(language) if words else None   # one takes up to 2 MB
    if dictionary is None:
        return ()
    return tuple(start + at for start, end in words for at in _hyphenate_word(text[start:end], primary, dictionary))


def find_hyphenatable(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The words (start, end) that a dictionary would part, said without one: long ones of a language that has one."""
    primary = _primary(language)
    return (
        tuple((a, b) for a, b in _find_candidates(text, primary) if b - a >= _MIN_SURE_LENGTH)
        if primary in _KNOWN
        else ()
    )


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _find_candidates(text: str, primary: str) -> Iterator[tuple[int, int]]:
    """The words that may be parted at all."""
    links = find_urls(text)
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        common = word[1:].islower() and (primary in _CAPITAL_NOUNS or word[0].islower())
        if common and _MORE_WORDS.search(text, match.end()) and not any(a <= start < b for a, b in links):
            yield match.span()


def _hyphenate_word(word: str, primary: str, dictionary: pyphen.Pyphen) -> list[int]:
    if len(word.lower()) != len(word):
        return []
    tremas = _TREMAS.get(primary, frozenset())
    places = dictionary.positions(word)
    return [int(at) for at in places if not getattr(at, "data", None) and word[at].lower() not in tremas]


@lru_cache(maxsize=128)
def _load_dictionary(language: str) -> pyphen.Pyphen | None:
    if pyphen is None:
        return None
    tag = language.replace("_", "-").lower()
    name = _DICTIONARIES.get(tag) or pyphen.language_fallback(tag)
    return pyphen.Pyphen(lang=name, left=_MIN_BEFORE, right=_MIN_AFTER) if name and name[:2] not in _NO_HYPHEN else None
