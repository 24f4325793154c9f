"""Dashes, ranges of numbers, ellipses: what a keyboard has no key for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_chain, language_script
from ..text.quantities import find_quantities
from .amounts import list_period_names
from .edits import Edit

_EN, _EM = "–", "—"
_SPACED = re.compile(r"(?<=[^\s\-–—])(?P<lead> )(?P<stroke>---?|-)(?P<trail> )(?=[^\s\-–—])")
_CLOSED = re.compile(r"(?<=[^\W\d_])---?(?=[^\W\d_])")
_SENTENCE = re.compile(r"(?<![.!?…])[.!?…]++[\s\"'»”]|\Z")
_WORD_PAIR = re.compile(r"(?<![\w\-.])(?P<first>[^\W\d_]{1,12}\.?)(?P<hyphen>-)(?P<last>[^\W\d_]{1,12})(?![\w-])")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_EM_LANGUAGES = frozenset(("ru", "uk", "be", "kk", "ky", "tt", "ba", "cv", "tg", "mn"))
"""Russian: Мильчин, Справочник издателя и автора; its neighbours in Cyrillic letters follow it."""
_HYPHEN_LANGUAGES = frozenset(("fr", "es", "it", "tr", "ca"))
"""Languages whose ranges have a hyphen.

Lexique des règles typographiques de l'Imprimerie nationale; RAE, Diccionario panhispánico de dudas, "guion" 2;
Treccani, "trattino"; Türk Dil Kurumu, "kısa çizgi"; Institut d'Estudis Catalans, "guionet".
"""
_FULL = frozenset(("Hans", "Hant", "Jpan"))   # strokes of two ems and wave dashes: the author's to choose


def set_dashes(text: str, language: Language) -> Iterator[Edit]:
    """Hyphens between spaces, and two or three of them, become the language's dash.

    A spaced en dash (New Hart's Rules 4.11, Duden D 43), a spaced em dash in Russian; in Spanish the raya stands at
    the words that it sets apart (RAE, Ortografía). Hyphens that touch both words are an em dash in English
    (Chicago Manual of Style).
    """
    if language_script(language) in _FULL:
        return
    chain = language_chain(language)
    found = [(m, _spaced(m, text, chain)) for m in _SPACED.finditer(text)]
    dash = _EM if chain[-1] in ("en", "es") or not _EM_LANGUAGES.isdisjoint(chain) else _EN
    found += [(m, dash) for m in _CLOSED.finditer(text)]
    for match, stroke in sorted(found, key=lambda pair: pair[0].start()):
        yield Edit(match.start(), match.end(), stroke)


def _spaced(match: re.Match[str], text: str, chain: tuple[Language, ...]) -> str:
    if text[match.start() - 1].isdigit() and text[match.end()].isdigit():
        return f" {_EN} "
    if chain[-1] == "es":
        borders = [end.end() for end in _SENTENCE.finditer(text, 0, match.start() + 1) if end.end() <= match.start()]
        before = len(_SPACED.findall(text, max(borders, default=0), match.end() + 1)) - 1
        return f"{_EM} " if before % 2 else f" {_EM}"
    return f" {_EN if _EM_LANGUAGES.isdisjoint(chain) else _EM} "


def set_ranges(text: str, language: Language) -> Iterator[Edit]:
    """Yield an en dash for the hyphen of each range: `10-12`, `5%-10%`, `9:00-17:00`, `Mon.-Fri.`.

    French, Spanish, Italian, Turkish and Catalan keep the hyphen, as the author typed it.
    """
    chain = language_chain(language)
    if language_script(language) in {*_FULL, "Kore"} or not _HYPHEN_LANGUAGES.isdisjoint(chain):
        return
    joints = [quantity.joint for quantity in find_quantities(text, language) if quantity.joint]
    joints += [match.span("hyphen") for match in _WORD_PAIR.finditer(text) if _is_period(match, chain)]
    for start, end in sorted(joints):
        if text[start:end] == "-":
            yield Edit(start, end, _EN)


def _is_period(match: re.Match[str], chain: tuple[Language, ...]) -> bool:
    """Return whether two words with a hyphen between them are two weekdays or two months."""
    words = {word.rstrip(".").casefold() for word in match.group("first", "last")}
    return any(words <= names for names in list_period_names(chain[-1]))


def set_ellipses(text: str, language: Language) -> Iterator[Edit]:
    """Three full stops become an ellipsis, two of them in Chinese and Japanese (clreq, jlreq)."""
    sign = "……" if language_script(language) in _FULL else "…"
    for match in _DOTS.finditer(text):
        yield Edit(match.start(), match.end(), sign)
