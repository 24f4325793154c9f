"""Dashes, ranges of numbers, ellipses: what a keyboard has no key for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.cards import Language
from ...text.tokens.quantities import FIXED_KINDS, find_quantities
from ...text.unicode.languages import language_fallbacks, language_script
from .edits import Edit
from .neighbors import base_before
from .number_format import list_period_names
from .raya import edit_rayas

_EN, _EM = "–", "—"
_SPACED = re.compile(r"(?<=[^\s\-–—])(?P<lead> )(?P<stroke>---?|-)(?P<trail> )(?=[^\s\-–—])")
_CLOSED = re.compile(r"(?<![\s\-–—])---?(?![-–—])")
_OPENING = re.compile(r"---?(?= ?[^\W\d_])")
_WORD_PAIR = re.compile(r"(?<![\w\-.])(?P<first>[^\W\d_]{1,12}\.?)(?P<hyphen>-)(?P<last>[^\W\d_]{1,12})(?![\w-])")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_EM_LANGUAGES = frozenset(("ru", "uk", "be", "kk", "ky", "tt", "ba", "cv", "tg", "mn", "ko", "pt"))
"""Languages whose dash is an em dash between spaces.

Russian: Мильчин, Справочник издателя и автора; its neighbours in Cyrillic letters follow it. Korean: 한글 맞춤법
(줄표). Portuguese: the travessão (Manual de Redação da Presidência da República; Código de Redação Interinstitucional).
"""
_HYPHEN_LANGUAGES = frozenset(("fr", "es", "it", "tr", "ca"))
"""Languages whose ranges have a hyphen.

Lexique des règles typographiques de l'Imprimerie nationale; RAE, Diccionario panhispánico de dudas, "guion" 2;
Treccani, "trattino"; Türk Dil Kurumu, "kısa çizgi"; Institut d'Estudis Catalans, "guionet".
"""
_FULL = frozenset(("Hans", "Hant", "Jpan"))   # their dash of two ems is set with their full-width marks
_CLOSING_MARKS, _OPENING_MARKS = frozenset(")]}»”’\"'›?!…%.,"), frozenset("([{«“‘„‚‹¿¡\"'»”’›)")


def edit_dashes(text: str, language: Language) -> Iterator[Edit]:
    """Hyphens between spaces, and two or three of them, become the language's dash.

    A spaced en dash (New Hart's Rules 4.11, Duden D 43), a spaced em dash in Russian, Korean and Portuguese; in Spanish
    the raya (see `raya`). Hyphens that touch both words are an em dash in English (Chicago Manual of Style).
    """
    if language_script(language) in _FULL:
        return
    chain = language_fallbacks(language)
    spaced = _EN if _EM_LANGUAGES.isdisjoint(chain) else _EM
    edits = [*edit_rayas(text)] if chain[-1] == "es" else []
    quantities = find_quantities(text)
    for match in _SPACED.finditer(text):
        around = next((q for q in quantities if q.start < match.start() < q.end), None)
        if around or (text[match.start() - 1].isdigit() and text[match.end()].isdigit()):
            fixed = around is not None and around.kind in FIXED_KINDS
            if not (fixed or chain[-1] == "ko" or chain[-1] in _HYPHEN_LANGUAGES):
                edits.append(Edit(match.start(), match.end(), f" {_EN} "))
        elif chain[-1] != "es":
            edits.append(Edit(match.start(), match.end(), f" {spaced} "))
    closed = _EM if chain[-1] in ("en", "es") or spaced == _EM else _EN
    if opening := _OPENING.match(text):
        edits.append(Edit(0, opening.end(), closed))
    edits += [Edit(m.start(), m.end(), closed) for m in _CLOSED.finditer(text, 1) if _touches_words(text, m)]
    yield from sorted(edits, key=lambda edit: edit.start)


def _touches_words(text: str, match: re.Match[str]) -> bool:
    """Return whether hyphens stand close between words, brackets or quotation marks; not between two numbers."""
    before, behind = base_before(text, match.start()), text[match.end() : match.end() + 1]
    left = before.isalnum() or before in _CLOSING_MARKS
    right = behind.isalnum() or behind in _OPENING_MARKS
    return left and right and (before.isalpha() or behind.isalpha() or not (before.isdigit() and behind.isdigit()))


def edit_ranges(text: str, language: Language) -> Iterator[Edit]:
    """Yield an en dash for the hyphen of each range: `10-12`, `5%-10%`, `9:00-17:00`, `Mon.-Fri.`.

    French, Spanish, Italian, Turkish and Catalan keep the hyphen, as the author typed it.
    """
    chain = language_fallbacks(language)
    if language_script(language) in {*_FULL, "Kore"} or not _HYPHEN_LANGUAGES.isdisjoint(chain):
        return
    joints = [quantity.range_dash for quantity in find_quantities(text) if quantity.range_dash]
    joints += [match.span("hyphen") for match in _WORD_PAIR.finditer(text) if _is_period(match, chain)]
    for start, end in sorted(joints):
        if text[start:end] == "-":
            yield Edit(start, end, _EN)


def _is_period(match: re.Match[str], chain: tuple[Language, ...]) -> bool:
    """Return whether two words with a hyphen between them are two weekdays or two months."""
    words = {word.rstrip(".").casefold() for word in match.group("first", "last")}
    return any(words <= names for names in list_period_names(chain[-1]))


def edit_ellipses(text: str, language: Language) -> Iterator[Edit]:
    """Three full stops become an ellipsis, two of them in Chinese and Japanese (clreq, jlreq)."""
    sign = "……" if language_script(language) in _FULL else "…"
    for match in _DOTS.finditer(text):
        yield Edit(match.start(), match.end(), sign)
