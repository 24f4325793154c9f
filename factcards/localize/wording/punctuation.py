"""Each language's punctuation: the separator of lists, quotation marks of titles, the end of a sentence."""

from __future__ import annotations

import re

import unicodedata2

from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.unicode.language_scripts import language_script
from ..typography.neighbors import is_wide_mark

_COMMAS = {
    "Arab": "، ", "Thaa": "، ", "Syrc": "، ", "Nkoo": "߸ ", "Adlm": "⹁ ",
    "Hans": "，", "Hant": "，", "Jpan": "、", "Ethi": "፣ ", "Mymr": "၊ ",
}  # fmt: skip
"""Separators of list items by script."""
_STOPS = {
    "Hans": "。", "Hant": "。", "Jpan": "。", "Deva": "।", "Beng": "।", "Guru": "।", "Orya": "।",
    "Ethi": "።", "Mymr": "။", "Khmr": "។", "Armn": "։", "Thai": "", "Laoo": "",
}  # fmt: skip
"""Marks that end a sentence, by script; a language may declare another one."""

_OPENING = frozenset("\"'„‚”’「『《〈")   # in addition to Unicode's initial punctuation (Pi)
_ENDS = re.compile(r"[.:!?…‽。．：！？؟۔।॥።፧።။។៕։՞՜‼⁉][\s\"'”’»›」』》)\]\u2066-\u2069]*\Z")
"""The end of a sentence, with closing quotation marks and brackets."""
_SENTENCE = re.compile(
    r"""(?s:.)*?(?:[!?…‽．！？؟۔।॥።፧။။៕‼⁉。][\"'”’»›」』》)\]\u2066-\u2069]*|(?<=\w\w\w\w)\.[\"'”’»›)\]\u2066-\u2069]*(?=\s+[^\sa-z0-9]))"""
)
"""A text's first sentence. A full stop ends it only after a word and before a space and no small letter or digit."""


def list_separator(language: Language) -> str:
    """Return the separator of list items, with its space."""
    return _COMMAS.get(language_script(language), ", ")


def quote_title(title: str, language: Language) -> tuple[str, str]:
    """Return the marks before and after a title in a language; "" if it already has quotation marks.

    Chinese title marks are only for Chinese titles; one in another script has none (CY/T 154-2017).
    """
    if not title or title[0] in _OPENING or unicodedata2.category(title[0]) == "Pi":
        return "", ""
    rules = language_rules(language)
    if not rules.quotes_foreign_titles and not any(map(_is_wide, title)):
        return "", ""
    quotes = rules.title_quotes or rules.quotes
    space = rules.punctuation_spaces.guillemets if rules.punctuation_spaces else ""
    return quotes[0] + space, space + quotes[1]


def to_sentence(text: str, language: Language) -> str:
    """Return a text with the mark that ends a sentence, unless it has one."""
    if not text or _ENDS.search(text):
        return text
    stop = language_rules(language).sentence_stop
    return text + (_STOPS.get(language_script(language), ".") if stop is None else stop)


def first_sentence(text: str) -> str:
    """Return a text up to the first mark that ends a sentence, with the closing marks after it; all of it without one.

    A full stop ends no sentence after fewer than four letters or before a small letter: "St. Mary", "U.N. envoy".
    """
    found = _SENTENCE.match(text)
    return found[0] if found else text


def join_words(first: str, second: str) -> str:
    """Join two texts with a space, or without one after a full-width mark."""
    if not first or not second:
        return first + second
    return first + ("" if is_wide_mark(first[-1]) else " ") + second


def to_one_line(text: str) -> str:
    """Join lines with a space, or without one between Han or Kana."""
    joined, *rest = (line.strip(" \t\r") for line in text.strip().split("\n"))
    for line in rest:
        joined += line if not joined or not line or (_is_wide(joined[-1]) and _is_wide(line[0])) else f" {line}"
    return joined


def _is_wide(character: str) -> bool:
    """Return whether a character is Han, Kana or one of their marks. Hangul is as wide, but Korean has word spaces."""
    is_wide = unicodedata2.east_asian_width(character) in "WF"
    return is_wide and not unicodedata2.name(character, "").startswith("HANGUL")
