"""Number words from ICU and CLDR: magnitudes, per cent, currencies, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import unicodedata2
from icu4py.messageformat import MessageFormat

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.tokens.quantity_signs import PER_CENT

_COMPACT = ("{n, number, ::compact-long}", "{n, number, ::compact-short}")
"""ICU patterns of compact numbers: `5 million`, `5M`."""
_FACTORS = (1, 2, 3, 5, 11, 21, 100)
"""Factors of magnitudes that together give the words of every plural category (CLDR, `plurals`)."""
_POWERS = range(3, 15)
"""Powers of ten of the magnitudes that are looked up."""
_NUMBER = compile_late(r"\d+(?:[.,٫]\d+)?")
_INVISIBLE = dict.fromkeys([0xAD, 0x61C, 0x640, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
"""Zero-width characters, and the Arabic tatweel."""
_ABBREVIATIONS = {"k": 3, "mn": 6, "mln": 6, "mio": 6, "bn": 9, "mld": 9, "mrd": 9, "md": 9, "tn": 12, "trn": 12,
          "млн": 6, "млрд": 9, "трлн": 12, "тыс": 3}   # fmt: skip
"""Abbreviations of magnitudes that are unambiguous in every language."""
_DOUBTFUL = {"m": 6, "b": 9, "t": 12}
"""Abbreviations of magnitudes that may also be units, with their powers of ten."""
_MAX_DOUBTFUL_LENGTH = 2
"""Maximum length of abbreviations that may have another meaning too, such as a unit: `5 m`."""
_OTHER_FORMS = frozenset((
    "zu", "xh", "nd", "nr", "ss", "st", "tn", "ts", "ve", "rw", "rn", "lg", "ny", "sn", "bem", "ki", "yo", "ig", "ht",
))  # fmt: skip
"""Languages whose words change at the beginning, are often written without accents, or are French in ICU."""


_UNSPACED = frozenset(("bo", "dz"))
"""Languages with other marks than spaces between words, in addition to those that declare another segmentation."""


class Magnitudes(NamedTuple):
    """A language's words for magnitudes, longest first, with their powers of ten.

    `doubtful` abbreviations may have another meaning. `are_before`: they precede the number. `are_unspaced`: a word may
    follow without a space. `are_known`: the list is complete enough to rely on.
    """

    words: tuple[tuple[str, int], ...]
    doubtful: frozenset[str]
    are_before: bool
    are_unspaced: bool
    are_known: bool


def strip_invisible(text: str) -> str:
    """Return a text in NFC without zero-width characters, which do not change a figure."""
    return text if text.isascii() else unicodedata2.normalize("NFC", text.translate(_INVISIBLE))


def _format(pattern: str, language: Language, *numbers: float) -> list[str]:
    formatter = MessageFormat(pattern, language)
    return [strip_invisible(str(formatter.format({"n": number}))) for number in numbers]


@lru_cache(maxsize=256)
def has_compact_words(language: Language) -> bool:
    """Return whether ICU has a language's own words in compact numbers; for others it uses English."""
    primary = language.split("-")[0]
    number, english = (_format(_COMPACT[0], tag + "-u-nu-latn", 5_000_000)[0] for tag in (language, "en"))
    return primary == "en" or (primary not in _OTHER_FORMS and number != english)


def _is_unspaced(language: Language) -> bool:
    """Return whether a word may follow a magnitude without a space."""
    return language_rules(language).segmentation != "spaces" or language.split("-")[0] in _UNSPACED


@lru_cache(maxsize=256)
def find_magnitudes(language: Language) -> Magnitudes:
    """Return the words for magnitudes in CLDR's compact numbers of a language, and other usual ones."""
    tag = language + "-u-nu-latn"
    numbers = [factor * 10**power for power in reversed(_POWERS) for factor in _FACTORS if factor * 10**power < 10**15]
    long, short = (dict(_pair_words(_format(pattern, tag, *numbers), numbers)) for pattern in _COMPACT)
    usual = dict(_ABBREVIATIONS)
    usual |= dict(language_rules(language).magnitude_words)
    certain = {**long, **usual}
    doubtful = {w: p for w, p in {**_DOUBTFUL, **short}.items() if w not in certain and len(w) <= _MAX_DOUBTFUL_LENGTH}
    words = {**short, **certain, **doubtful}
    ordered = sorted(
        ((strip_invisible(word), power) for word, power in words.items()), key=lambda entry: -len(entry[0])
    )
    before = _format(_COMPACT[0], tag, 2_000_000)[0][:1].isalpha()
    known = has_compact_words(language) and any(len(word) > 1 or not word.isascii() for word in long)
    return Magnitudes(tuple(ordered), frozenset(doubtful), before, _is_unspaced(language), known)


def _pair_words(compact: list[str], numbers: list[int]) -> Iterator[tuple[str, int]]:
    """Yield the word of each compact number with its power of ten."""
    for text, number in zip(compact, numbers, strict=True):
        found = _NUMBER.search(text)
        word = _NUMBER.sub("", text, count=1).strip(" \u00a0\u202f.'’").casefold()
        word = word.removeprefix("na ").removeprefix("de ")   # Filipino, Romanian
        if not found or not word[:1].isalpha() or _NUMBER.search(word) or "  " in word.replace("\u00a0", " "):
            continue
        shown = Decimal(found[0].replace(",", ".").replace("٫", "."))
        power = (Decimal(number) / shown).log10() if shown else Decimal("0.5")
        if power == power.to_integral_value():
            yield word, int(power)


# --- per cent

_PERCENT_LONG = "{n, number, ::unit/percent unit-width-full-name}"
"""ICU pattern of a percentage with the unit's full name."""
_MIN_STEM = 4   # letters at the start of a word that inflection does not change


@lru_cache(maxsize=256)
def find_percent_words(language: Language) -> tuple[str, ...]:
    """Return words for per cent in a language, without their endings; () if none are known."""
    forms = _format(_PERCENT_LONG, language + "-u-nu-latn", 1, 2, 3, 5, 21, 96, 1.5)
    words = {_NUMBER.sub("", form).strip(" \u00a0\u202f").casefold() for form in forms} - {"", *PER_CENT}
    words = words if has_compact_words(language) else set()
    stem = _find_common_prefix([*words]) if words else ""
    if len(stem) >= _MIN_STEM:
        words = {stem}
    return (*sorted(words), *language_rules(language).percent_words)


def _find_common_prefix(words: list[str]) -> str:
    """Return the longest common prefix of words."""
    first, last = min(words), max(words)
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length]


_CURRENCY_LONG = "{n, number, ::currency/%s unit-width-full-name precision-integer}"
"""ICU pattern of an amount with the currency's full name."""


@lru_cache(maxsize=256)
def find_currency_words(language: Language) -> tuple[tuple[str, str], ...]:
    """Return the signs of dollar and euro, each with its name in a language, without endings."""
    found = []
    for sign, codes in (("$", ("USD", "CAD", "AUD")), ("€", ("EUR",))):
        names = [_name_words(code, language) for code in codes]
        starts = [{word[:_MIN_STEM] for word in words} for words in names]
        common = starts[0].intersection(*starts)
        for start in sorted(common):
            stem = _find_common_prefix([word for words in names for word in words if word.startswith(start)])
            found.append((sign, stem))
    return tuple(found)


def _name_words(code: str, language: Language) -> set[str]:
    """Return the words of a currency's name in all plural forms."""
    forms = _format(_CURRENCY_LONG % code, language + "-u-nu-latn", 1, 2, 5)
    words = {word for form in forms for word in re.sub(r"[\d.,٫-]+", " ", form).casefold().split()}
    return {word for word in words if len(word) >= _MIN_STEM or not word.isascii()}


# --- numbers in words

_RULES = (
    "numbering", "numbering-year", "cardinal", "cardinal-masculine", "cardinal-feminine", "cardinal-neuter",
    "cardinal-neuter-genitive", "cardinal-masculine-accusative", "cardinal-genitive", "numbering-verbose",
    "ordinal", "ordinal-masculine", "ordinal-feminine", "ordinal-neuter", "cardinal-alternate2", "cardinal-sinokorean",
    "cardinal-native-attributive", "cardinal-financial", "ordinal-sinokorean", "ordinal-native",
)  # fmt: skip
"""Rule sets of CLDR's spelled-out numbers (`rbnf`). For a missing one ICU uses the language's default."""
_SPELLING_LIMIT = 10**15
"""Numbers from this one on are not spelled out."""
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))   # fmt: skip
_MAX_ROMAN = 3999
"""Largest number in Roman numerals."""
_MAX_WORD_GAP = 14
"""Maximum number of characters between two words of one number: endings and conjunctions."""
_MIN_STEM_WITHIN_WORD = 5
"""Minimum length of a stem that may be within a word too: compounds, prefixes, articles."""


@lru_cache(maxsize=1024)
def spell_number(value: Decimal, language: Language) -> tuple[str, ...]:
    """Return a number in words of a language, in all genders, cases and as an ordinal; () if ICU has no words."""
    whole = value == value.to_integral_value()
    if abs(value) >= _SPELLING_LIMIT or not has_words(language):
        return ()
    number = int(value) if whole else float(value)
    rules = _RULES if whole else _RULES[:1]
    forms = (_format(f"{{n,spellout,%spellout-{rule}}}", language, number)[0] for rule in rules)
    return tuple(dict.fromkeys(form for form in forms if not any(c.isdecimal() for c in form)))


@lru_cache(maxsize=256)
def has_words(language: Language) -> bool:
    """Return whether ICU can spell numbers in a language; for others it uses English."""
    return language.split("-")[0] == "en" or _format("{n, spellout}", language, 96)[0] != "ninety-six"


@lru_cache(maxsize=256)
def _fold(text: str) -> str:
    """Return a text in lower case without accents, with one space around each word."""
    plain = (
        c for c in unicodedata2.normalize("NFKD", strip_invisible(text).casefold()) if unicodedata2.category(c) != "Mn"
    )
    letters = "".join(c if unicodedata2.category(c)[0] in "LM" else " " for c in plain)
    return f" {' '.join(letters.split())} "


def is_spelled(value: Decimal, text: str, language: Language) -> bool:
    """Return whether a text has a number in words, with any endings, or in Roman numerals."""
    if _has_roman(value, text):
        return True
    folded = _fold(text)
    unspaced = _is_unspaced(language)
    for form in spell_number(value, language):
        words = _fold(form).split()
        if unspaced and len("".join(words)) > 1 and "".join(words) in folded.replace(" ", ""):
            return True
        if words and not unspaced and _has_words_near(words, folded):
            return True
    return False


def _has_words_near(words: list[str], folded: str) -> bool:
    """Return whether the stems of words follow one another in a text."""
    at = -1
    for word in words:
        if len(word) <= 2 and len(words) > 1:   # `y`, `und`
            continue
        stem = word[: len(word) - (0 if len(word) <= 3 else 1 if len(word) <= 5 else 2)]
        start = folded.find(stem if len(stem) >= _MIN_STEM_WITHIN_WORD else f" {stem}", max(at, 0))
        if start < 0 or (at >= 0 and start - at > _MAX_WORD_GAP):
            return False
        at = start + len(stem)
    return at >= 0


def _has_roman(value: Decimal, text: str) -> bool:
    if value != value.to_integral_value() or not 1 <= value <= _MAX_ROMAN:
        return False
    rest, numeral = int(value), ""
    for worth, letters in _ROMAN:
        numeral += letters * (rest // worth)
        rest %= worth
    ending = "" if len(numeral) == 1 else "(?:e|er|ème|º|ª)?"   # XXIe siècle
    return numeral in text and re.search(rf"(?<![^\W_]){numeral}{ending}(?![^\W_])", text) is not None
