"""Each language's punctuation: the separator of lists, quotation marks of titles, the end of a sentence."""

from __future__ import annotations

import re
import unicodedata

from ...model.cards import Language
from ...text.unicode.languages import language_fallbacks, language_script
from ..typography.neighbors import is_wide_mark
from ..typography.quotation_marks import language_quotes
from ..typography.spaces import find_punctuation_spaces

_COMMAS = {
    "Arab": "، ", "Thaa": "، ", "Syrc": "، ", "Nkoo": "߸ ", "Adlm": "⹁ ",
    "Hans": "，", "Hant": "，", "Jpan": "、", "Ethi": "፣ ", "Mymr": "၊ ",
}  # fmt: skip
_STOPS = {
    "Hans": "。", "Hant": "。", "Jpan": "。", "Deva": "।", "Beng": "।", "Guru": "।", "Orya": "।",
    "Ethi": "።", "Mymr": "။", "Khmr": "។", "Armn": "։", "Thai": "", "Laoo": "",
    "ur": "۔", "ks": "۔", "pa-Arab": "۔", "mr": ".", "mai": ".",
}  # fmt: skip

_TITLES = {"zh": "《》", "ja": "『』", "ko": "『』"}   # languages with special marks for titles
_OPENING = frozenset("\"'„‚”’「『《〈")   # in addition to Unicode's initial punctuation (Pi)
_ENDS = re.compile(r"[.:!?…‽。．：！？؟۔।॥።፧።။។៕։՞՜‼⁉][\s\"'”’»›」』》)\]\u2066-\u2069]*\Z")


def list_separator(language: Language) -> str:
    """Return the separator of list items, with its space."""
    return _COMMAS.get(language_script(language), ", ")


def quote_title(title: str, language: Language) -> tuple[str, str]:
    """Return the marks before and after a title in a language; "" if it has quotation marks of its own.

    Chinese title marks are only for Chinese titles; one in another script has none (CY/T 154-2017).
    """
    if not title or title[0] in _OPENING or unicodedata.category(title[0]) == "Pi":
        return "", ""
    quotes = next((_TITLES[tag] for tag in _fallback_languages(language) if tag in _TITLES), language_quotes(language))
    if quotes == _TITLES["zh"] and not any(map(_is_wide, title)):
        return "", ""
    opening, closing = quotes[0], quotes[1]
    french = find_punctuation_spaces(language)
    return (opening + french[2], french[2] + closing) if french else (opening, closing)


def to_sentence(text: str, language: Language) -> str:
    """Return a text with the mark that ends a sentence, unless it has one."""
    if not text or _ENDS.search(text):
        return text
    keys = (*_fallback_languages(language), language_script(language))
    return text + next((_STOPS[key] for key in keys if key in _STOPS), ".")


def join_words(first: str, second: str) -> str:
    """Join two texts with a space, or without one after a full-width mark."""
    if not first or not second:
        return first + second
    return first + ("" if is_wide_mark(first[-1]) else " ") + second


def join_lines(text: str) -> str:
    """Join lines with a space, or without one between Han or Kana."""
    joined, *rest = (line.strip(" \t\r") for line in text.strip().split("\n"))
    for line in rest:
        joined += line if not joined or not line or (_is_wide(joined[-1]) and _is_wide(line[0])) else f" {line}"
    return joined


def _fallback_languages(language: Language) -> tuple[Language, ...]:
    """Return the tag, its fallbacks in the same script, and the language alone, whose quotes another script keeps."""
    return (*language_fallbacks(language), language.split("-")[0])


def _is_wide(character: str) -> bool:
    """Return whether a character is Han, Kana or one of their marks. Hangul is as wide, but Korean has word spaces."""
    return unicodedata.east_asian_width(character) in "WF" and not unicodedata.name(character, "").startswith("HANGUL")
