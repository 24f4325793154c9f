"""Spaces: one between words, and those that a language sets beside its punctuation and per cent signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.cards import Language
from ...text.unicode.languages import language_fallbacks
from .edits import Edit

_SEVERAL = re.compile(r"  +")
_NARROW, _WIDE = "\u202f", "\u00a0"
_ENDS = r"(?=[;:!?…]*(?:$|[\s»”’\"')\]\u2066-\u2069]))"
_HIGH = re.compile(r"(?<![\s([{«“‘¿¡;:!?\u2066-\u2069])([ \u2009]?)(?=[;!?])" + _ENDS)
_COLON = re.compile(r"(?<![\s([{«“‘;:!?\u2066-\u2069])([ \u2009]?)(?=:)" + _ENDS)
_INNER = re.compile(r"(?<=«)([ \u2009]?)(?![\s»])|(?<![\s«])([ \u2009]?)(?=»)")
_FRENCH = {"fr": (_NARROW, _WIDE, _NARROW), "fr-CH": (_NARROW, _NARROW, _NARROW), "fr-CA": ("", _WIDE, _WIDE)}
"""What stands before `; ! ?`, before `:` and inside « ».

Imprimerie nationale, Lexique des règles typographiques; Guide du typographe (Lausanne); Office québécois de la langue
française, which sets none before `; ! ?` where there is no thin space.
"""

_PERCENT = re.compile(r"(?<=\d)([ \u2009]?)(?=[%‰])(?![%‰][\w-])")
_TURKISH_PERCENT = re.compile(r"(?<![^\s(\[\"'“‘«-])(?<!\d\s)[%‰]([ \u00a0\u202f])(?=\d)")
"""Türk Dil Kurumu, Yazım Kılavuzu: `%12`."""
_SPACED_PERCENT = frozenset((
    "ab", "bas", "be", "br", "ca", "ce", "co", "cs", "cu", "cv", "da", "de", "dsb", "dua", "dz", "en-AT", "en-DE",
    "en-DK", "en-FI", "en-NO", "en-SE", "es", "fi", "fo", "fr", "gl", "gsw", "hr", "hsb", "ht", "kl", "ksh", "lb", "lt",
    "mk", "nb", "nds", "nn", "no", "oc", "qu", "rm", "rn", "ro", "ru", "se", "sk", "sl", "smn", "sv", "tk", "tt", "zgh",
))  # fmt: skip
"""Where CLDR's pattern of per cent has a space (48, `percentFormats`)."""
_CLOSED_PERCENT = frozenset((
    "de-CH", "de-LI", "es-419", "es-AR", "es-BO", "es-BR", "es-BZ", "es-CL", "es-CO", "es-CR", "es-CU", "es-DO",
    "es-EC", "es-GT", "es-HN", "es-MX", "es-NI", "es-PA", "es-PE", "es-PR", "es-PY", "es-SV", "es-US", "es-UY", "es-VE",
    "fr-CH",
))  # fmt: skip
"""Their regions where it has none."""
_CLOSED_ADJECTIVE = frozenset(("cs", "sk", "sl"))   # `12%` is an adjective there: ČSN 01 6910, STN 01 6910, Pravopis


def edit_double_spaces(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Several spaces become one (CSS Text 3, 4.1: white space collapses)."""
    for match in _SEVERAL.finditer(text):
        yield Edit(match.start(), match.end(), " ")


def find_punctuation_spaces(language: Language) -> tuple[str, str, str] | None:
    """What a French puts before `; ! ?`, before `:` and inside « »; None for any other language."""
    return next((_FRENCH[tag] for tag in language_fallbacks(language) if tag in _FRENCH), None)


def edit_punctuation_spaces(text: str, language: Language) -> Iterator[Edit]:
    """No-break spaces before high punctuation and inside guillemets; those that the author set stay as they are."""
    spaces = find_punctuation_spaces(language)
    if spaces is None:
        return
    high, colon, inner = spaces
    found = [(m, colon) for m in _COLON.finditer(text)] + [(m, inner) for m in _INNER.finditer(text)]
    found += [(m, high or (_NARROW if m.end() > m.start() else "")) for m in _HIGH.finditer(text)]
    for match, space in sorted(found, key=lambda pair: pair[0].start()):
        yield Edit(match.start(), match.end(), space)


def edit_percent_spaces(text: str, language: Language) -> Iterator[Edit]:
    """Yield the no-break space between a number and its per cent sign, in languages that have one.

    Turkish has the sign before its number, without a space.
    """
    chain = language_fallbacks(language)
    if chain[-1] == "tr":
        yield from (Edit(match.start(1), match.end(1), "") for match in _TURKISH_PERCENT.finditer(text))
    if _SPACED_PERCENT.isdisjoint(chain) or not _CLOSED_PERCENT.isdisjoint(chain):
        return
    space = _NARROW if chain[-1] in ("fr", "oc") else _WIDE
    for match in _PERCENT.finditer(text):
        if match.end() > match.start() or _CLOSED_ADJECTIVE.isdisjoint(chain):
            yield Edit(match.start(), match.end(), space)
