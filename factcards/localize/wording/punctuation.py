"""Each language's punctuation: the separator of lists, quotation marks of titles, the end of a sentence."""

from __future__ import annotations

import unicodedata2

from ...late_loading import compile_late
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
_ENDS = compile_late(r"[.:!?…‽。．：！？؟۔।॥።፧።။។៕։՞՜‼⁉][\s\"'”’»›」』》)\]\u2066-\u2069]*\Z")
"""The end of a sentence, with closing quotation marks and brackets."""
_CLOSING = r"[\"'”’»›」』》)\]\u2069]*"
_SENTENCE_END = compile_late(rf"[!?…‽．！？؟۔।॥።፧။។៕‼⁉。]+{_CLOSING}|(?<=\w\w\w\w)\.{_CLOSING}(?=\s+\D)")
"""The end of a sentence within a text, with closing marks. A full stop is one only after a word and before a space."""


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


def find_sentence_ends(text: str) -> list[int]:
    """Return the index after each sentence of a text and its closing marks. The last is the length of the text.

    No sentence begins with a small letter, and a full stop ends none after fewer than four letters or before a digit:
    "St. Mary", "“Why?” she asked", "am Donnerstag, 9. August".
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return [*(end for end in ends if (rest := text[end:].lstrip()) and not rest[0].islower()), len(text)]


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
