"""The Spanish raya: two dashes touch the words that they enclose (RAE, *Ortografía* 2010, 3.4.8; DPD, "raya")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.tokens.quantities import find_quantities
from ...text.unicode.language_scripts import language_fallbacks
from .edits import Edit
from .number_format import list_period_names

_RAYA = "—"
_DASH = compile_late(r"(?<=[^\s\-–—]) (?P<dash>---?|-)(?:(?P<trail> )(?=[^\s\-–—])|(?=[.,;:!?…)\]»”’]))")
"""One to three hyphens after a word and a space; a space and a word follow (`trail`), or a mark that ends words."""
_SENTENCE_END = compile_late(r"(?<![.!?…;])(?P<stop>[.!?…]++|;)[\"'»”)]*+ ++(?=(?P<opening>[\"'«“(¿¡]*+)(?P<first>\w))")
"""A `stop` with the closing marks and spaces after it, and the `opening` marks and `first` letter that follow."""
_ABBREVIATION = compile_late(
    r"(?<!\w)(?:\w|EE|RR|CC|JJ|FF|DD|Sr|Sra|Sres|Dr|Dra|Ud|Uds|Sto|Sta|Prof|Gral|Lic|Ing|Av|Avda)\Z"
)
"""An abbreviation before its full stop, at the end of a text: an initial, a plural such as EE. UU., or a title."""
_WORD_BEFORE = compile_late(r"[^\s]+\Z")
"""What is before a dash up to the last space, with its punctuation."""
_WORD_AFTER = compile_late(r"\w+")
"""The letters and digits after a dash."""
_LIST = compile_late(r"[^\s,]+, (?:\w+ )?[^\s,]+")
"""A word, a comma, and one or two words: Perú, y Chile."""
_MAX_WORD = 40
"""Maximum length of the word before a dash, in characters."""


def edit_rayas(text: str, language: Language) -> Iterator[Edit]:
    """Yield rayas for two dashes that enclose words of one sentence, and for two or three hyphens.

    A single dash does not change. A full stop or other mark right before a dash does not end a sentence:
    `¡Basta! - gritó - y huyó`.
    """
    starts = [match.end() for match in _SENTENCE_END.finditer(text) if _ends_sentence(text, match)]
    found: dict[tuple[int, bool], list[re.Match[str]]] = {}
    quantities = find_quantities(text)
    for match in _DASH.finditer(text):
        numbers = text[match.start() - 1].isdigit() and text[match.end() : match.end() + 1].isdigit()
        is_period = numbers or _joins_periods(text, match, language)
        if not (is_period or any(q.start < match.start() < q.end for q in quantities)):
            sentence = sum(start <= match.start() for start in starts)
            found.setdefault((sentence, len(match["dash"]) > 1), []).append(match)
    for dashes in found.values():
        pairs = list(zip(dashes[::2], dashes[1::2], strict=False)) if len(dashes) % 2 == 0 else []
        for first, second in pairs:
            if _encloses(text, first, second):
                yield Edit(first.start(), first.end(), f" {_RAYA}")
                yield Edit(second.start(), second.end(), _RAYA + (second["trail"] or ""))
            else:
                yield from (*_edit_single_dash(first), *_edit_single_dash(second))
        for dash in dashes if not pairs else ():
            yield from _edit_single_dash(dash)


def _joins_periods(text: str, dash: re.Match[str], language: Language) -> bool:
    """Return whether a dash is between two weekdays or two months: `lunes - viernes`."""
    before = _WORD_BEFORE.search(text, max(0, dash.start() - _MAX_WORD), dash.start())
    after = _WORD_AFTER.match(text, dash.end())
    if not (before and after):
        return False
    words = {before[0].rstrip(".").casefold(), after[0].rstrip(".").casefold()}
    return any(words <= names for names in list_period_names(language_fallbacks(language)[-1]))


def _edit_single_dash(dash: re.Match[str]) -> Iterator[Edit]:
    """Yield the dash for two or three hyphens; a single hyphen may have another meaning and does not change."""
    if len(dash["dash"]) > 1:
        yield Edit(dash.start("dash"), dash.end("dash"), _RAYA)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Return whether a stop ends a sentence: a capital follows, and no abbreviation is before it."""
    begins = match["stop"] == ";" or bool(match["opening"].strip("\"'(")) or not match["first"].islower()
    start = max(0, match.start() - 6)
    return begins and not (match["stop"] == "." and _ABBREVIATION.search(text, start, match.start()))


def _encloses(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether two dashes enclose words, instead of each joining two places or names: `Madrid - Barcelona`."""
    if first["trail"] is None or _LIST.fullmatch(text, first.end(), second.start()):
        return False
    return not (_is_span(text, first) and _is_span(text, second))


def _is_span(text: str, dash: re.Match[str]) -> bool:
    """Return whether the words on both sides begin with a capital."""
    before = _WORD_BEFORE.search(text, max(0, dash.start() - _MAX_WORD), dash.start())
    return before is not None and before[0][0].isupper() and text[dash.end() : dash.end() + 1].isupper()
