"""Straight quotes into the language's own, apostrophes, primes, and the signs of Hebrew abbreviations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_chain, language_script
from .edits import Edit

_HIGH = "“”‘’"
_LISTED = {
    "«»‹›": "am az-Arab az-Cyrl de-CH fa fr-CH gsw it-CH jgo kkj mzn sdh",
    "«»“”": "ar ast blo bm br ca dyo el es eu ewo ie it kab kk lij mg mua nnh pt-PT sc sg sq ti",
    "«»„“": "bas be cv ky ru sah uk",
    "«»‘’": "dua ksf nb nn no rw",
    "«»«»": "fr hy yav",
    "«»”“": "fr-CA",
    "«»„”": "shi zgh",
    "„“‚‘": "cs de dsb et hr hsb is lb luy mk sk sl",
    "„“„“": "bg lt",
    "„“«»": "ka",
    "„”‘’": "bs",
    "„”‚’": "agq ff",
    "„”»«": "hu",
    "„”«»": "nmg pl ro",
    "„”’’": "sr",
    "””’’": "fi he lag rn sn sv yi",
    "”“’‘": "lld ms-Arab syr ur",
    "“”’‘": "uz",
    "‘’“”": "ia nso tn",
    "‘’‘’": "nl",
    "“”“”": "tk",
    "「」『』": "ja yue zh-Hant",
}
"""CLDR 47, `delimiters`; all others have “ ” and ‘ ’.

Three are not CLDR's: Arabic and Spanish have the guillemets of their press and academies (as in CLDR 43 and before),
Yiddish those of Hebrew.
"""
_QUOTES = {tag: quotes for quotes, tags in _LISTED.items() for tag in tags.split()}

_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
_OWN_MARK = frozenset(("haw", "to", "sm", "ty", "rap"))   # their ʻokina has no key: a straight one may be meant for it
_HEBREW = "א-ת"
_GERSHAYIM = re.compile(rf"(?P<head>[{_HEBREW}]+)\"(?=(?P<tail>[{_HEBREW}]+)(?![{_HEBREW}\"]))")
_PREFIXES = frozenset("משהוכלב")
_GERESH = re.compile(rf"(?<=[{_HEBREW}])'(?![\"'])")
_FEET = re.compile(r"(?<=\d)'(?=\d{1,2}\")|(?<=\d'\d)\"|(?<=\d'\d\d)\"|(?<=\d′\d)\"|(?<=\d′\d\d)\"", re.ASCII)
_GROUPED = re.compile(r"(?<![\w'.,])\d{1,3}+(?:'\d{3})++(?![\d'\"])")
_ELIDED = re.compile(
    r"'(?=n'|(?:tis|twas|twere|em|til|cause|round|bout)\b|\d\ds?\b(?!\s?%))", re.IGNORECASE
)
_ELIDED_LETTERS = {"nl": "kmnrst", "af": "kmnst", "fy": "knt", "gd": "dgmns", "nap": "aeo"}   # 's avonds, 's e
_SINGLE = re.compile(r"(?<!')'(?!')")   # two of them may be anything
_BEFORE = "([{<«‹“‘„‚¿¡/|=-–—\u2066\u2067\u2068\u060c"


def language_quotes(language: Language) -> str:
    """Four marks: outer opening and closing, inner opening and closing."""
    tags = (*language_chain(language), language.split("-")[0])
    return next((_QUOTES[tag] for tag in tags if tag in _QUOTES), _HIGH)


def set_hebrew_signs(text: str, language: Language) -> Iterator[Edit]:
    """Gershayim and geresh: the straight marks within abbreviations of Hebrew letters (Academy of the Hebrew Language).

    A quotation after prefixed letters, `ה"שלום"`, is none: it closes again.
    """
    if language_script(language) != "Hebr":
        return
    found = [(m.end() - 1, "״") for m in _GERSHAYIM.finditer(text) if not _is_prefixed(m, text)]
    opened = next((i for i, c in enumerate(text) if c == "'" and _is_left(text, i)), len(text))
    # once a single quote is open, a later mark may close it
    found += [(m.start(), "׳") for m in _GERESH.finditer(text) if m.start() <= opened]
    for start, sign in sorted(found):
        yield Edit(start, start + 1, sign)


def _is_prefixed(match: re.Match[str], text: str) -> bool:
    """Whether the mark opens a quotation behind prefixed letters, which a later one closes."""
    closes = re.search(rf"[{_HEBREW}.!?]\"(?![{_HEBREW}])", text[match.end() :])
    return len(match["tail"]) > 1 and _PREFIXES.issuperset(match["head"]) and closes is not None


def set_group_marks(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Yield ’ for each straight mark between groups of three digits: `12'000`, as in Switzerland (CLDR, de-CH)."""
    for match in _GROUPED.finditer(text):
        yield from (Edit(at, at + 1, "’") for at in range(*match.span()) if text[at] == "'")


def set_feet(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Feet with inches, minutes with seconds: `5'10"`; a mark that stands alone is told apart by the quotes around."""
    for match in _FEET.finditer(text):
        yield Edit(match.start(), match.end(), "″" if match[0] == '"' else "′")


def set_quotes(text: str, language: Language) -> Iterator[Edit]:
    """Straight double quotes in pairs; where one of them has no partner, all are left as they are.

    Behind a figure, and with no quotation open, the mark is a double prime.
    """
    outer = language_quotes(language)
    pairs: list[tuple[int, int, int]] = []
    opened: list[int] = []
    edits = []
    for at in (i for i, c in enumerate(text) if c == '"'):
        if _is_left(text, at) and not (opened and _is_right(text, at)):
            opened.append(at)
        elif opened:
            pairs.append((opened.pop(), at, len(opened)))
        elif text[at - 1 : at].isdigit():
            edits.append(Edit(at, at + 1, "″"))
        elif _has_no_spaces(text, at):
            opened.append(at)
        else:
            return
    if opened:
        return
    depth = _depths(text, outer)
    for start, end, level in pairs:
        marks = outer[2:] if (level + depth[start]) % 2 else outer[:2]
        edits += [Edit(start, start + 1, marks[0]), Edit(end, end + 1, marks[1])]
    yield from sorted(edits, key=lambda e: e.start)


def set_apostrophes(text: str, language: Language) -> Iterator[Edit]:
    """Straight single marks: apostrophes within and at words, and single quotes where they stand in pairs."""
    chain = language_chain(language)
    if not _OWN_MARK.isdisjoint(chain):
        return
    quotes = language_quotes(language)
    depth = _depths(text, quotes)
    opened = -1
    edits: dict[int, str] = {}
    for at in (m.start() for m in _SINGLE.finditer(text)):
        if _is_within(text, at):
            edits[at] = _letter_mark(text[at - 1], chain)
        elif _ELIDED.match(text, at) or _is_elided_letter(text, at, chain[-1]):
            edits[at] = "’"
        elif _is_left(text, at) and opened < 0:
            opened = at
        elif opened >= 0 and _is_right(text, at):
            inner = quotes[2:] if depth[opened] or quotes[2] in "‘’‚‹" else "‘’"
            edits[opened], edits[at], opened = inner[0], inner[1], -1
        elif text[at - 1 : at].isdigit():
            edits[at] = "′"
        elif at and _is_letter(text[at - 1]):
            edits[at] = "’"
    for at in sorted(edits):
        yield Edit(at, at + 1, edits[at])


def _is_elided_letter(text: str, at: int, language: Language) -> bool:
    """Whether a mark stands for what one letter has lost, the rest of a word."""
    letter, after = text[at + 1 : at + 2], text[at + 2 : at + 3]
    return bool(letter) and letter in _ELIDED_LETTERS.get(language, "") and not (_is_letter(after) or after == "'")


def _letter_mark(before: str, chain: tuple[Language, ...]) -> str:
    """The mark within a word; Uzbek writes two letters with a turned comma and the stop with a letter apostrophe."""
    if "uz" in chain:
        return "ʻ" if before in "oOgG" else "ʼ"
    return "’"


def _is_within(text: str, at: int) -> bool:
    inside = 0 < at < len(text) - 1
    return inside and (_is_letter(text[at - 1]) or text[at - 1].isdigit()) and _is_letter(text[at + 1])


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.name(character, "").startswith(_LETTERS) and character.isalpha()


def _is_left(text: str, at: int) -> bool:
    """Whether a mark can open: it leans on what follows."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    loose = not before or before.isspace() or before in _BEFORE or before in "\"'"
    return bool(after) and not after.isspace() and loose


def _is_right(text: str, at: int) -> bool:
    """Whether a mark can close: it leans on what stands before."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not (after and _is_letter(after))


def _has_no_spaces(text: str, at: int) -> bool:
    """Whether the letter before is of a script that sets no spaces, or a prefix in Hebrew or Arabic letters."""
    return at > 0 and unicodedata.category(text[at - 1]) in ("Lo", "Mn", "Mc") and at + 1 < len(text)


def _depths(text: str, quotes: str) -> list[int]:
    """How many of the language's own outer quotes are open at each character."""
    depths, depth = [], 0
    for character in text:
        if quotes[0] != quotes[1] and character in quotes[:2]:
            depth = max(0, depth + (1 if character == quotes[0] else -1))
        depths.append(depth)
    return depths
