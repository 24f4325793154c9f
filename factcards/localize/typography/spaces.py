"""Spaces: one between words, and those that a language has beside its punctuation and per cent signs."""

from __future__ import annotations

from collections.abc import Iterator

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.languages.rules import NARROW_NO_BREAK_SPACE
from ...text.tokens.quantity_signs import EUROPEAN_PERCENTS
from .edits import Edit

_SEVERAL = compile_late(r"  +")
_ENDS = r"(?=[;:!?…]*(?:$|[\s»”’\"')\]\u2066-\u2069]))"
_HIGH = compile_late(r"(?<![\s([{«“‘¿¡;:!?\u2066-\u2069])([ \u2009]?)(?=[;!?])" + _ENDS)
_COLON = compile_late(r"(?<![\s([{«“‘;:!?\u2066-\u2069])([ \u2009]?)(?=:)" + _ENDS)
_INNER = compile_late(r"(?<=«)([ \u2009]?)(?![\s»])|(?<![\s«])([ \u2009]?)(?=»)")
_PERCENT = compile_late(rf"(?<=\d)([ \u2009]?)(?=[{EUROPEAN_PERCENTS}])(?![{EUROPEAN_PERCENTS}][\w-])")
_PERCENT_BEFORE = compile_late(rf"(?<![^\s(\[\"'“‘«-])(?<!\d\s)[{EUROPEAN_PERCENTS}]([ \u00a0\u202f])(?=\d)")


def edit_double_spaces(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Yield one space for several (CSS Text 3, 4.1: white space collapses)."""
    for match in _SEVERAL.finditer(text):
        yield Edit(match.start(), match.end(), " ")


def edit_punctuation_spaces(text: str, language: Language) -> Iterator[Edit]:
    """Yield no-break spaces before high punctuation and inside guillemets, in languages that have them, as French.

    They replace ordinary and thin spaces; no-break spaces that the author typed stay.
    """
    spaces = language_rules(language).punctuation_spaces
    if spaces is None:
        return
    found = [(m, spaces.colon) for m in _COLON.finditer(text)] + [(m, spaces.guillemets) for m in _INNER.finditer(text)]
    # where the language has none (fr-CA), a space that the author typed becomes a narrow one
    found += [(m, spaces.high or (NARROW_NO_BREAK_SPACE if m[1] else "")) for m in _HIGH.finditer(text)]
    for match, space in sorted(found, key=lambda pair: pair[0].start()):
        yield Edit(match.start(), match.end(), space)


def edit_percent_spaces(text: str, language: Language) -> Iterator[Edit]:
    """Yield the no-break space between a number and its per cent sign, in languages that have one.

    In languages with the sign before its number, as Turkish, a space between the two is removed.
    """
    rules = language_rules(language)
    if rules.has_percent_before:
        yield from (Edit(match.start(1), match.end(1), "") for match in _PERCENT_BEFORE.finditer(text))
    if not rules.percent_space:
        return
    for match in _PERCENT.finditer(text):
        if match.end() > match.start() or not rules.has_closed_percent_adjective:
            yield Edit(match.start(), match.end(), rules.percent_space)
