"""Dashes, ranges of numbers, ellipses: what a keyboard has no key for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_chain, language_script
from .edits import Edit

_EN, _EM = "–", "—"
_SPACED = re.compile(r"(?<=[^\s\-–—])(?P<lead> )(?P<stroke>---?|-)(?P<trail> )(?=[^\s\-–—])")
_CLOSED = re.compile(r"(?<=[^\W\d_])---?(?=[^\W\d_])")
_SENTENCE = re.compile(r"(?<![.!?…])[.!?…]++[\s\"'»”]|\Z")
_RANGE = re.compile(r"(?<![\w.,:/+\-–§])(\d{1,5})-(\d{1,5})(?![\w\-–:/]|[.,]\d)", re.ASCII)
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_EM_LANGUAGES = frozenset(("ru", "uk", "be", "kk", "ky", "tt", "ba", "cv", "tg", "mn"))
"""Russian: Мильчин, Справочник издателя и автора; its neighbours in Cyrillic letters follow it."""
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
    """A hyphen between two numbers that ascend becomes an en dash: `10-12`, `2016-2030`; not in days, phones, codes."""
    if language_script(language) in {*_FULL, "Kore"}:
        return
    for match in _RANGE.finditer(text):
        first, last = match.groups()
        phone = len(first) == 3 and len(last) >= 4 and not last.endswith("0")
        month = len(first) == 4 and len(last) == 2 and int(last) <= 12
        short = len(first) == 4 and len(last) == 2 and int(last) > int(first[2:])   # 2016-17
        if last[0] != "0" and not phone and not month and (short or int(first) < int(last)):
            yield Edit(match.end(1), match.start(2), _EN)


def set_ellipses(text: str, language: Language) -> Iterator[Edit]:
    """Three full stops become an ellipsis, two of them in Chinese and Japanese (clreq, jlreq)."""
    sign = "……" if language_script(language) in _FULL else "…"
    for match in _DOTS.finditer(text):
        yield Edit(match.start(), match.end(), sign)
