"""The Spanish raya: two dashes touch the words that they enclose (RAE, *Ortografía* 2010, 3.4.8; DPD, "raya")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.cards import Language
from ...text.tokens.quantities import find_quantities
from ...text.unicode.language_scripts import language_fallbacks
from .edits import Edit
from .number_format import list_period_names

_RAYA = "—"
_DASH = re.compile(r"(?<=[^\s\-–—]) (?P<stroke>---?|-)(?:(?P<trail> )(?=[^\s\-–—])|(?=[.,;:!?…)\]»”’]))")
_SENTENCE_END = re.compile(r"(?<![.!?…;])(?P<stop>[.!?…]++|;)[\"'»”)]*+ ++(?=(?P<opening>[\"'«“(¿¡]*+)(?P<first>\w))")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:\w|EE|RR|CC|JJ|FF|DD|Sr|Sra|Sres|Dr|Dra|Ud|Uds|Sto|Sta|Prof|Gral|Lic|Ing|Av|Avda)\Z"
)
_WORD_BEFORE = re.compile(r"[^\s]+\Z")
_WORD_AFTER = re.compile(r"\w+")
_LIST = re.compile(r"[^\s,]+, (?:\w+ )?[^\s,]+")
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
            found.setdefault((sentence, len(match["stroke"]) > 1), []).append(match)
    for strokes in found.values():
        pairs = list(zip(strokes[::2], strokes[1::2], strict=False)) if len(strokes) % 2 == 0 else []
        for first, second in pairs:
            if _encloses(text, first, second):
                yield Edit(first.start(), first.end(), f" {_RAYA}")
                yield Edit(second.start(), second.end(), _RAYA + (second["trail"] or ""))
            else:
                yield from (*_edit_single_dash(first), *_edit_single_dash(second))
        for stroke in strokes if not pairs else ():
            yield from _edit_single_dash(stroke)


def _joins_periods(text: str, stroke: re.Match[str], language: Language) -> bool:
    """Return whether a dash is between two weekdays or two months: `lunes - viernes`."""
    before = _WORD_BEFORE.search(text, max(0, stroke.start() - _MAX_WORD), stroke.start())
    after = _WORD_AFTER.match(text, stroke.end())
    if not (before and after):
        return False
    words = {before[0].rstrip(".").casefold(), after[0].rstrip(".").casefold()}
    return any(words <= names for names in list_period_names(language_fallbacks(language)[-1]))


def _edit_single_dash(stroke: re.Match[str]) -> Iterator[Edit]:
    """Yield the dash for two or three hyphens; a single hyphen may have another meaning and does not change."""
    if len(stroke["stroke"]) > 1:
        yield Edit(stroke.start("stroke"), stroke.end("stroke"), _RAYA)


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


def _is_span(text: str, stroke: re.Match[str]) -> bool:
    """Return whether the words on both sides begin with a capital."""
    before = _WORD_BEFORE.search(text, max(0, stroke.start() - _MAX_WORD), stroke.start())
    return before is not None and before[0][0].isupper() and text[stroke.end() : stroke.end() + 1].isupper()
