"""Digits: a language's own or European ones, with the marks that go with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_chain
from .edits import Edit

_ZEROS = {
    "adlm": 0x1E950, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "cakm": 0x11136, "deva": 0x966, "gujr": 0xAE6,
    "guru": 0xA66, "hmnp": 0x1E140, "java": 0xA9D0, "khmr": 0x17E0, "knda": 0xCE6, "laoo": 0xED0, "mlym": 0xD66,
    "mong": 0x1810, "mtei": 0xABF0, "mymr": 0x1040, "nkoo": 0x7C0, "olck": 0x1C50, "orya": 0xB66, "tamldec": 0xBE6,
    "telu": 0xC66, "thai": 0xE50, "tibt": 0xF20, "vaii": 0xA620,
}  # fmt: skip
_NATIVE = {
    tag: system
    for system, tags in {
        "adlm": "ff-Adlm", "arab": "ar ckb dv ha-Arab sd sdh", "beng": "as bn mni mni-Beng",
        "arabext": "az-Arab bal bgn fa ks lrc mzn pa-Arab pnb ps skr trw ug ur uz-Arab", "cakm": "ccp",
        "deva": "bgc bho brx doi hi kok kxv-Deva mai mr ne raj sa sat-Deva xnr", "gujr": "gu", "guru": "pa",
        "hmnp": "hnj", "java": "jv-Java", "khmr": "km", "knda": "kn", "laoo": "lo", "mlym": "ml", "mong": "mn-Mong",
        "mtei": "mni-Mtei", "mymr": "my", "nkoo": "bm-Nkoo nqo", "olck": "sat sat-Olck", "orya": "kxv-Orya or",
        "tamldec": "ta", "telu": "kxv-Telu te", "thai": "th", "tibt": "bo dz", "vaii": "vai",
    }.items()
    for tag in tags.split()
}  # fmt: skip
"""CLDR 48, `otherNumberingSystems/native`, and for those that have no such entry their `defaultNumberingSystem`."""
_NATIVE_BY_DEFAULT = frozenset((
    "ar-BH", "ar-DJ", "ar-EG", "ar-ER", "ar-IL", "ar-IQ", "ar-JO", "ar-KM", "ar-KW", "ar-LB", "ar-MR", "ar-OM",
    "ar-PS", "ar-QA", "ar-SA", "ar-SD", "ar-SO", "ar-SS", "ar-SY", "ar-TD", "ar-YE", "as", "az-Arab", "bgc", "bgn",
    "bho", "bn", "ccp", "ckb", "dz", "fa", "ff-Adlm", "hnj", "ks", "lrc", "mni", "mni-Mtei", "mr", "my", "mzn",
    "ne", "nqo", "pa-Arab", "ps", "raj", "sa", "sat", "sat-Deva", "sd", "sdh", "ur-IN", "uz-Arab",
))  # fmt: skip
"""CLDR 48, `defaultNumberingSystem`: where it is not `latn`."""

_NUMBER = re.compile(r"\d(?:[\d.,٫٬]*\d)?(?:[ \u00a0\u202f]?[%٪‰؉])?|[%٪](?=\d)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d\d)+,\d{3}(?:\.\d+)?", re.ASCII)
_DECIMAL = re.compile(r"\d+\.\d+", re.ASCII)
_SIGNS = {"%": "٪", "‰": "؉"}
_COUNTED = re.compile(   # words before the number of a chapter, an article, a target: its full stop parts no decimals
    r"(?:[§№]|هدف|الهدف|غاية|الغاية|المقصد|المادة|مادة|ماده|بند|البند|بخش|فصل|الفصل|شماره|نسخه|مقصد|ئامانج|ماددەی|موخه)"
    r"[ \u00a0\u200c]?(?:های?[ ])?$")


def native_zero(language: Language) -> int:
    """The code point of the language's own nought, 0 if CLDR names no digits but the European."""
    system = next((_NATIVE[tag] for tag in language_chain(language) if tag in _NATIVE), "")
    return _ZEROS.get(system, 0)


def default_digits(language: Language) -> str:
    """`native` where CLDR writes the language's numbers in its own digits; "" leaves each number as it is written."""
    return "" if _NATIVE_BY_DEFAULT.isdisjoint(language_chain(language)) else "native"


def set_native_digits(text: str, language: Language) -> Iterator[Edit]:
    """European digits become the language's own; not in names and codes of Latin letters: `CC BY 4.0`, `COVID-19`."""
    zero = native_zero(language)
    if not zero:
        return
    arabic = zero in (_ZEROS["arab"], _ZEROS["arabext"])
    for match in _NUMBER.finditer(text):
        number = match[0]
        if _is_of_latin(text, match.start(), match.end()):
            continue
        if arabic and not _COUNTED.search(text, 0, match.start()):
            number = _arabic_marks(number)
        yield Edit(match.start(), match.end(), number.translate({0x30 + n: zero + n for n in range(10)}))


def set_latin_digits(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Digits of any script become European, and the marks of Arabic numbers with them."""
    marks = str.maketrans("٫٬٪؉", ".,%‰")
    for match in _NUMBER.finditer(text):
        plain = "".join(str(unicodedata.decimal(c, c)) for c in match[0])
        yield Edit(match.start(), match.end(), plain.translate(marks))


def mixed_numbers(text: str) -> list[str]:
    """Numbers whose digits are of two scripts."""
    if text.isascii():
        return []
    return [m[0] for m in _NUMBER.finditer(text) if len({_zero(c) for c in m[0] if c.isdecimal()}) > 1]


def _zero(digit: str) -> int:
    return ord(digit) - unicodedata.decimal(digit)


def _arabic_marks(number: str) -> str:
    """The number with Arabic marks for groups, decimals and per cent, where it is plain which is which."""
    digits = number.rstrip("%‰٪؉ \u00a0\u202f")
    sign = number[len(digits) :]
    if _GROUPED.fullmatch(digits) or _DECIMAL.fullmatch(digits):
        digits = digits.replace(",", "٬").replace(".", "٫")
    return digits + "".join(_SIGNS.get(c, c) for c in sign)


def _is_of_latin(text: str, start: int, end: int) -> bool:
    """Whether a number belongs to Latin letters that it touches, or follows with a space and no more between."""
    before, after = text[:start].rstrip(" \u00a0\u202f.-–/("), text[end : end + 1]
    return _is_latin(before[-1:]) or _is_latin(after) or (after == "-" and _is_latin(text[end + 1 : end + 2]))


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN") if character else False


