"""Finds left-to-right words in right-to-left text whose marks would move: names, tags, links, C++, quotations.

A mark at the end of such words takes the direction of the text (UAX #9, N2): `@name` becomes `name@`, and `C++` becomes
`++C`.
"""

from __future__ import annotations

import re

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules

Span = tuple[int, int]
"""Start and end of a range of characters."""

_SIGIL = compile_late(r"[@#＠＃]+")
_LINK = compile_late(
    r"(?<![\w@#/.])(?:[a-z]+://)?(?:[A-Za-z0-9-]++\.)+[a-z]{2,}(?::\d+)?(?![\w.]*@)"
    r"(?:/(?:[^\s\u0590-\u08ff<>«»،؛؟]*[\w/=&#%+-])?)?",
    re.ASCII,
)
"""A link or a host in a text."""
_MAIL = compile_late(r"(?<![\w.+'@#/-])[\w.+'-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+", re.ASCII)
_WORD = compile_late(r"[^\s\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
"""A word without Hebrew, Arabic, Syriac, Thaana and N'Ko letters, which may be attached to it as prefixes."""
_OPENING, _CLOSING = "-([{«<‹“‘„‚\"'", ")]}»>›”’\"'"
_STOPS = ".,;:!?…،؛؟۔"
"""Marks that end a sentence or clause."""
_MARKS = r"\u0300-\u036f\u0900-\u0dff\u0e30-\u0e4e"
"""Combining marks of Latin, Greek, Cyrillic, Indic and Thai letters, which `\\w` does not match."""
_ENDS_IN_MARK = compile_late(
    rf"(?:[\w{_MARKS}](?:[+#*]{{1,3}}+|[™®©℠])|(?:(?:[^\W\d_][\u0300-\u036f]{{0,2}}+){{1,3}}+\.){{2,4}}+)\Z"
)
"""The end of a word whose mark would move: C++, LGBTQ+, a trade mark, an abbreviation with full stops (U.S., Ph.D.)."""
_BEGINS_WITH_MARK = compile_late(rf"\.[^\W\d_][{_MARKS}]?[^\W\d_]")
"""The beginning of a word whose mark would move: .NET, .org."""
_MAX_QUOTED = 200
"""Maximum length of a quotation, in characters; longer ones are not isolated."""
_QUOTES = ("«»", "‹›", "“”", "„“", "„”", "‘’", '""')
"""Pairs of quotation marks that are usual in any language."""


def find_names(text: str) -> list[Span]:
    """Return the ranges of @names and #tags in left-to-right letters (UTS #31, hashtag identifiers)."""
    found, end = [], 0
    for match in _SIGIL.finditer(text):
        start = match.end() - 1
        letter = start - 1
        while letter > 0 and unicodedata2.combining(text[letter]):
            letter -= 1
        before = text[letter : letter + 1] if start else ""
        if start >= end and not (before and (_is_left_to_right(before) or before.isdecimal() or before in "/._@#")):
            end = _find_name_end(text, start + 1)
            name = text[start + 1 : end]
            if name and not _has_right_to_left(name) and (any(map(_is_left_to_right, name)) or name.isascii()):
                found.append((start, end))
    return found


def find_links(text: str) -> list[Span]:
    """Return the ranges of links and addresses that begin or end with a character other than a left-to-right letter."""
    spans = [match.span() for pattern in (_LINK, _MAIL) for match in pattern.finditer(text)]
    return [(a, b) for a, b in spans if not text[a].isalpha() or not text[b - 1].isalnum() or "/" in text[a:b]]


def find_phrases(text: str, taken: list[Span]) -> list[Span]:
    """Return the ranges of left-to-right phrases that begin or end with a mark of their first or last word.

    A phrase has all adjacent left-to-right words: `C++ Primer`, `the U.S.`. Words in `taken` separate two phrases.
    """
    found: list[Span] = []
    phrase: Span | None = None
    for match in _WORD.finditer(text):
        start, end = _strip(text, *match.span())
        is_free = not any(a < end and start < b for a, b in taken)
        word = text[start:end] if is_free and start < end else ""
        if not (any(map(_is_left_to_right, word)) and not _has_right_to_left(word)):
            _add_phrase(text, phrase, found)
            phrase = None
            continue
        if phrase and text[phrase[1] : start] != " ":
            _add_phrase(text, phrase, found)
            phrase = None
        phrase = (phrase[0] if phrase else start, end)
    _add_phrase(text, phrase, found)
    return found


def find_quotations(text: str, language: Language) -> list[Span]:
    """Return the ranges between two quotation marks whose words are all left-to-right."""
    marks = language_rules(language).quotes
    pairs = dict.fromkeys((marks[:2], marks[2:], *_QUOTES))
    found: list[Span] = []
    for pair in pairs:
        opening, closing = pair[0], pair[1]
        at = text.find(opening)
        while at >= 0:
            end = text.find(closing, at + 1, at + _MAX_QUOTED)
            inside = text[at + 1 : end] if end > 0 else ""
            if (
                inside
                and opening not in inside
                and any(map(_is_left_to_right, inside))
                and not _has_right_to_left(inside)
            ):
                found.append(_trim(text, at + 1, end))
                at = end
            at = text.find(opening, at + 1)
    return found


def _find_name_end(text: str, at: int) -> int:
    """Return the end of a name: XID_Continue, `+`, `-`, `_`, pictures, and full stops between two of these."""
    end = at
    while end < len(text) and (_continues(text[end]) or (text[end] in ".-+" and end > at)):
        end += 1
    while end > at and text[end - 1] in ".-+":
        end -= 1
    return end


def _continues(character: str) -> bool:
    if character in "\u200c\u200d\ufe0f":
        return True
    return f"a{character}".isidentifier() or unicodedata2.category(character) == "So"


def _add_phrase(text: str, phrase: Span | None, found: list[Span]) -> None:
    """Add a finished phrase if its first or last mark would move."""
    if phrase and (_ENDS_IN_MARK.search(text, max(phrase[0], phrase[1] - 12), phrase[1])
                   or _BEGINS_WITH_MARK.match(text, *phrase)):   # fmt: skip
        found.append(phrase)


def _strip(text: str, start: int, end: int) -> Span:
    """Return the range of a word without the brackets, quotation marks and stops around it."""
    while start < end and text[start] in _OPENING:
        start += 1
    while start < end and text[end - 1] in _CLOSING + _STOPS:
        if _ENDS_IN_MARK.search(text, max(start, end - 12), end):
            break
        end -= 1
    return start, end


def _trim(text: str, start: int, end: int) -> Span:
    """Return a range without the spaces at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _is_left_to_right(character: str) -> bool:
    return bool(unicodedata2.bidirectional(character) == "L")


def _has_right_to_left(words: str) -> bool:
    return any(unicodedata2.bidirectional(character) in ("R", "AL", "AN") for character in words)
