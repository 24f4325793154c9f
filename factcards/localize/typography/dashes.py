"""Dashes, ranges of numbers, ellipses: signs that a keyboard has no key for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.languages.rules import ASCII_HYPHEN
from ...text.tokens.quantities import FIXED_KINDS, find_quantities
from ...text.unicode.language_scripts import language_fallbacks, language_script
from .edits import Edit
from .neighbors import base_before
from .number_format import list_period_names
from .raya import edit_rayas

_SPACED = compile_late(r"(?<=[^\s\-–—]) (?:---?|-) (?=[^\s\-–—])")
_CLOSED = compile_late(r"(?<![\s\-–—])---?(?![-–—])")
_OPENING = compile_late(r"---?(?= ?[^\W\d_])")
_WORD_PAIR = compile_late(r"(?<![\w\-.])(?P<first>[^\W\d_]{1,12}\.?)(?P<hyphen>-)(?P<last>[^\W\d_]{1,12})(?![\w-])")
_DOTS = compile_late(r"(?<!\.)\.\.\.(?!\.)")
_FULL_WIDTH = frozenset(("Hans", "Hant", "Jpan"))   # `fullwidth` has their dash of two ems
_CLOSING_MARKS, _OPENING_MARKS = frozenset(")]}»”’\"'›?!…%.,"), frozenset("([{«“‘„‚‹¿¡\"'»”’›)")


def edit_dashes(text: str, language: Language) -> Iterator[Edit]:
    """Yield the language's dash for hyphens between spaces, and for two or three hyphens.

    Most languages have a spaced en dash (New Hart's Rules 4.11, Duden D 43), some a spaced em dash; Spanish has the
    raya (see `raya`). Hyphens that touch both words are an em dash in English (Chicago Manual of Style).
    """
    if language_script(language) in _FULL_WIDTH:
        return
    rules = language_rules(language)
    edits = [*edit_rayas(text, language)] if rules.has_raya else []
    quantities = find_quantities(text)
    for match in _SPACED.finditer(text):
        around = next((q for q in quantities if q.start < match.start() < q.end), None)
        if around or (text[match.start() - 1].isdigit() and text[match.end()].isdigit()):
            is_fixed = around is not None and around.kind in FIXED_KINDS
            if not is_fixed and rules.range_dash != ASCII_HYPHEN:
                edits.append(Edit(match.start(), match.end(), f" {rules.range_dash} "))
        elif not rules.has_raya:
            edits.append(Edit(match.start(), match.end(), f" {rules.dash} "))
    if opening := _OPENING.match(text):
        edits.append(Edit(0, opening.end(), rules.closed_dash))
    edits += [Edit(m.start(), m.end(), rules.closed_dash) for m in _CLOSED.finditer(text, 1) if _touches_words(text, m)]
    yield from sorted(edits, key=lambda edit: edit.start)


def _touches_words(text: str, match: re.Match[str]) -> bool:
    """Return whether hyphens touch words, brackets or quotation marks on both sides, and not two numbers."""
    before, after = base_before(text, match.start()), text[match.end() : match.end() + 1]
    left = before.isalnum() or before in _CLOSING_MARKS
    right = after.isalnum() or after in _OPENING_MARKS
    return left and right and (before.isalpha() or after.isalpha() or not (before.isdigit() and after.isdigit()))


def edit_ranges(text: str, language: Language) -> Iterator[Edit]:
    """Yield the language's dash for the hyphen of each range: `10-12`, `5%-10%`, `9:00-17:00`, `Mon.-Fri.`.

    Where ranges have a hyphen, as in French, it stays as the author typed it.
    """
    dash = language_rules(language).range_dash
    if language_script(language) in {*_FULL_WIDTH, "Kore"} or dash == ASCII_HYPHEN:
        return
    fallbacks = language_fallbacks(language)
    hyphens = [quantity.range_dash for quantity in find_quantities(text) if quantity.range_dash]
    hyphens += [match.span("hyphen") for match in _WORD_PAIR.finditer(text) if _is_period(match, fallbacks[-1])]
    for start, end in sorted(hyphens):
        if text[start:end] == ASCII_HYPHEN:
            yield Edit(start, end, dash)


def _is_period(match: re.Match[str], language: Language) -> bool:
    """Return whether two words with a hyphen between them are two weekdays or two months."""
    words = {word.rstrip(".").casefold() for word in match.group("first", "last")}
    return any(words <= names for names in list_period_names(language))


def edit_ellipses(text: str, language: Language) -> Iterator[Edit]:
    """Yield an ellipsis for three full stops, two ellipses in Chinese and Japanese (clreq, jlreq)."""
    sign = "……" if language_script(language) in _FULL_WIDTH else "…"
    for match in _DOTS.finditer(text):
        yield Edit(match.start(), match.end(), sign)
