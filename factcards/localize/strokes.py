"""Dashes, ranges of numbers, ellipses: what a keyboard has no key for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_chain, language_script
from ..text.quantities import FIXED, find_quantities
from .edits import Edit
from .neighbors import base_before
from .raya import set_raya

_EN, _EM = "–", "—"
_SPACED = re.compile(r"(?<=[^\s\-–—])(?P<lead> )(?P<stroke>---?|-)(?P<trail> )(?=[^\s\-–—])")
_CLOSED = re.compile(r"(?<![\s\-–—])---?(?![-–—])")
_OPENING = re.compile(r"---?(?= ?[^\W\d_])")
_HYPHEN_SPANS = frozenset(("fr", "es", "it", "tr", "ca", "ko"))
"""Languages that write no en dash between two numbers; what the author set between spaces stays."""
_RANGE = re.compile(r"(?<![\w.,:/+\-–§])(\d{1,5})-(\d{1,5})(?![\w\-–:/]|[.,]\d)", re.ASCII)
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_EM_LANGUAGES = frozenset(("ru", "uk", "be", "kk", "ky", "tt", "ba", "cv", "tg", "mn", "ko", "pt"))
"""Languages whose dash is an em dash between spaces.

Russian: Мильчин, Справочник издателя и автора; its neighbours in Cyrillic letters follow it. Korean: 한글 맞춤법
(줄표). Portuguese: the travessão (Manual de Redação da Presidência da República; Código de Redação Interinstitucional).
"""
_FULL = frozenset(("Hans", "Hant", "Jpan"))   # their dash of two ems is set with their full-width marks
_LEFT_BEFORE, _LEFT_BEHIND = frozenset(")]}»”’\"'›?!…%.,"), frozenset("([{«“‘„‚‹¿¡\"'»”’›)")


def set_dashes(text: str, language: Language) -> Iterator[Edit]:
    """Hyphens between spaces, and two or three of them, become the language's dash.

    A spaced en dash (New Hart's Rules 4.11, Duden D 43), a spaced em dash in Russian, Korean and Portuguese; in Spanish
    the raya (see `raya`). Hyphens that touch both words are an em dash in English (Chicago Manual of Style).
    """
    if language_script(language) in _FULL:
        return
    chain = language_chain(language)
    spaced = _EN if _EM_LANGUAGES.isdisjoint(chain) else _EM
    edits = [*set_raya(text)] if chain[-1] == "es" else []
    for match in _SPACED.finditer(text):
        if text[match.start() - 1].isdigit() and text[match.end()].isdigit():
            edits += _between_numbers(text, match, language)
        elif chain[-1] != "es":
            edits.append(Edit(match.start(), match.end(), f" {spaced} "))
    closed = _EM if chain[-1] in ("en", "es") or spaced == _EM else _EN
    if opening := _OPENING.match(text):
        edits.append(Edit(0, opening.end(), closed))
    edits += [Edit(m.start(), m.end(), closed) for m in _CLOSED.finditer(text, 1) if _touches_words(text, m)]
    yield from sorted(edits, key=lambda edit: edit.start)


def _between_numbers(text: str, match: re.Match[str], language: Language) -> list[Edit]:
    """Return the dash of a span of numbers that was typed with spaces; none within telephone numbers and codes."""
    fixed = any(q.kind in FIXED and q.start < match.start() < q.end for q in find_quantities(text, language))
    if fixed or language_chain(language)[-1] in _HYPHEN_SPANS:
        return []
    return [Edit(match.start(), match.end(), f" {_EN} ")]


def _touches_words(text: str, match: re.Match[str]) -> bool:
    """Return whether hyphens stand close between words, brackets or quotation marks; not between two numbers."""
    before, behind = base_before(text, match.start()), text[match.end() : match.end() + 1]
    left = before.isalnum() or before in _LEFT_BEFORE
    right = behind.isalnum() or behind in _LEFT_BEHIND
    return left and right and (before.isalpha() or behind.isalpha() or not (before.isdigit() and behind.isdigit()))


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
