"""Words in capitals, as each language writes them: Unicode's full mappings and ICU's for single languages.

The Unicode Standard, section 3.13, and SpecialCasing.txt: ß becomes SS, Turkish i becomes İ, Lithuanian drops its
dots. CLDR's el-Upper: Greek drops its accents and keeps the dialytika, and ή that means “or” keeps its accent. Eastern
Armenian writes և as ԵՎ. Irish prefixes stay small, `tSLÍ`, `na hÉIREANN`, as browsers have them for `text-transform`.
Quantities do not change: symbols of units are case-sensitive (SI Brochure, 9th edition, 5.2: mg is not Mg), and 1990s
and 1er keep their small letters. A language declares its rule (`text/languages`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import unicodedata2

from ..late_loading import compile_late
from .languages.lookup import language_rules
from .languages.rules import UppercaseRule
from .tokens.quantities import find_quantities
from .tokens.quantity_patterns import Kind

CASED_SCRIPTS = frozenset((
    "Latn", "Grek", "Cyrl", "Armn", "Geor", "Copt", "Glag", "Cher", "Dsrt", "Osge", "Adlm", "Wara", "Hung", "Medf",
    "Vith", "Gara",
))  # fmt: skip
"""Scripts with capitals, by the Uppercase_Mapping of their letters (Unicode 17); Georgian's are Mtavruli."""
_UNCHANGED_KINDS: frozenset[Kind] = frozenset(
    ("number", "percent", "money", "measure", "range", "ordinal", "plural", "time", "ratio")
)

_SOFT = compile_late("(?<=[ijį])([\u0323\u0328]*)\u0307", re.IGNORECASE)
"""The explicit dot of an accented small letter."""
_GREEK_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0311\u0313\u0314\u0342\u0343\u0344\u0304\u0306")
"""Marks that a Greek capital drops: accents, breathings, and marks of length (CLDR, el-Upper)."""
_STRESS_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0311\u0342\u0344")
"""The marks among these that show a stressed vowel: a vowel after it is not one sound with it, as in άυλος → ΑΫΛΟΣ."""
_DIALYTIKA, _IOTA_BELOW = "\u0308", "\u0345"
_GREEK_PAIRS = frozenset(("ΑΙ", "ΕΙ", "ΟΙ", "ΥΙ", "ΑΥ", "ΕΥ", "ΗΥ", "ΟΥ"))
_IRISH = compile_late(
    r"(?<![^\W_])(?:(?P<mutated>bhf(?=\w)|bp|dt|gc|mb|nd|ng|t(?=s[aeiouáéíóúlnr]))"
    r"|(?P<before>[hnt](?=[AEIOUÁÉÍÓÚ])|t(?=S)|(?:bh(?=F)|b(?=P)|d(?=T)|g(?=C)|m(?=B)|n(?=[DG])))"
    r"|(?P<hyphened>[nt])-(?=[aeiouáéíóú]))"
)
"""Initial mutations of Irish, which stay in lower case before a capital: bPáirc, na hÉireann, t-uisce."""

CaseMapping = Iterator[tuple[int, str]]
"""The length of each piece of a text, in characters, and its capitals."""


def to_uppercase(text: str, language: str) -> tuple[str, tuple[int, ...]]:
    """Return the text in capitals, and for each boundary of its characters, 0 to its length, the boundary's new index.

    Scripts without capitals do not change.
    """
    pieces, boundaries, length = [], [0], 0
    for count, piece in _map_words(text, language):
        length += len(piece)
        boundaries += [length] * count
        pieces.append(piece)
    return "".join(pieces), tuple(boundaries)


def _map_words(text: str, language: str) -> CaseMapping:
    """Yield the pieces of a text, with those of its quantities unchanged."""
    mapper, at = _MAPPERS[language_rules(language).uppercase], 0
    for quantity in find_quantities(text):
        if quantity.kind in _UNCHANGED_KINDS:
            yield from mapper(text[at : quantity.start])
            yield from ((1, c) for c in text[quantity.start : quantity.end])
            at = quantity.end
    yield from mapper(text[at:])


def _uppercase_plain(text: str) -> CaseMapping:
    for character in text:
        yield 1, character.upper()


def _uppercase_turkish(text: str) -> CaseMapping:
    for character in text:
        yield 1, "İ" if character == "i" else character.upper()


def _uppercase_armenian(text: str) -> CaseMapping:
    for character in text:
        yield 1, "ԵՎ" if character == "և" else character.upper()


def _uppercase_lithuanian(text: str) -> CaseMapping:
    dots = {match.end() - 1 for match in _SOFT.finditer(text)}
    for at, character in enumerate(text):
        yield 1, "" if at in dots else character.upper()


def _uppercase_irish(text: str) -> CaseMapping:
    prefixes: dict[int, tuple[int, str]] = {}
    for match in _IRISH.finditer(text):
        prefix = match["hyphened"] or match[0]
        prefixes[match.start()] = len(match[0]), prefix
    at = 0
    while at < len(text):
        count, piece = prefixes.get(at, (1, text[at].upper()))
        if at in prefixes and count > len(piece):   # the hyphen is dropped: the capital shows where the word begins
            yield len(piece), piece
            yield count - len(piece), ""
        elif at in prefixes:
            yield from ((1, c) for c in piece)
        else:
            yield count, piece
        at += count


def _uppercase_greek(text: str) -> CaseMapping:
    """Yield the capital of each letter with its marks; a dropped accent may leave a dialytika on the next letter."""
    before, was_accented = "", False
    for at, cluster in _split_combining_sequences(text):
        letters = unicodedata2.normalize("NFD", cluster)
        capital, marks = letters[0].upper(), letters[1:]
        accented = not _STRESS_MARKS.isdisjoint(marks)
        if not ("\u0370" <= capital[:1] <= "\u03ff"):
            yield len(cluster), cluster.upper()
            before, was_accented = "", False
            continue
        separates = was_accented and before + capital in _GREEK_PAIRS and _DIALYTIKA not in marks and not accented
        mark = _DIALYTIKA if _DIALYTIKA in marks or "\u0344" in marks or (separates and capital in "ΙΥ") else ""
        if capital == "Η" and accented and _is_single_letter_word(text, at, len(cluster)):
            mark = "\u0301"
        rest = "".join(m for m in marks if m not in _GREEK_ACCENTS and m not in (_DIALYTIKA, _IOTA_BELOW))
        iota = "Ι" if _IOTA_BELOW in marks else ""
        yield len(cluster), unicodedata2.normalize("NFC", capital + mark + rest) + iota
        before, was_accented = capital, accented


def _split_combining_sequences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata2.combining(text[at]):
            yield start, text[start:at]
            start = at


def _is_single_letter_word(text: str, at: int, length: int) -> bool:
    """Return whether a letter is a word by itself: the disjunctive ή."""
    around = text[at - 1 : at] if at else "", text[at + length : at + length + 1]
    has_dialytika = _DIALYTIKA in unicodedata2.normalize("NFD", text[at : at + length])
    return not has_dialytika and not any(c.isalpha() for c in around)


_MAPPERS: dict[UppercaseRule, Callable[[str], CaseMapping]] = {
    "": _uppercase_plain,
    "turkish": _uppercase_turkish,
    "greek": _uppercase_greek,
    "lithuanian": _uppercase_lithuanian,
    "armenian": _uppercase_armenian,
    "irish": _uppercase_irish,
}
