"""The language's quotation marks, apostrophes and primes in place of straight marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.languages.rules import LanguageRules
from ...text.tokens.quantity_signs import PERCENTS
from ...text.unicode.language_scripts import language_script
from .edits import Edit
from .neighbors import base_before, is_unspaced, is_wide_mark, is_word_letter

_PRIMES = compile_late(r"(?<=\d)'(?=\d{1,2}\")|(?<=\d'\d)\"|(?<=\d'\d\d)\"|(?<=\d′\d)\"|(?<=\d′\d\d)\"", re.ASCII)
"""Each mark of feet with inches, or of minutes with seconds, whose second number has one or two digits: 5'10"."""
_SINGLES = compile_late("'++")
"""One or more single marks in a row."""
_GROUPED = compile_late(r"(?<![\w'.,])\d{1,3}+(?:'\d{3})++(?![\d'\"])")
"""A whole number with a mark before each group of three digits: 12'000."""
_ELIDED = compile_late(
    r"'(?=n['’]|(?:tis|twas|twere|twill|em|til|cause|round|bout|ndrangheta)\b"
    rf"|\d\d(?:s|ers?)?\b(?!\s?[{PERCENTS}]))",
    re.IGNORECASE,
)
"""Apostrophes in any language before a word or year without its beginning: rock 'n' roll, 'tis, '90s."""
_WORD = compile_late(r"[^\W\d_]+")
"""Letters in a row, without digits."""
_HEBREW = "א-ת"
"""Hebrew letters, as a range in a pattern; its points and accents are U+0591 to U+05C7."""
_GERESH_LETTERS = frozenset("גזצץתדחטער")
"""Letters whose sound a geresh changes within a word; none of them is a prefix."""
_HEBREW_WORD = compile_late(f"[{_HEBREW}\u0591-\u05c7]+\\Z")
"""The Hebrew letters, with their points, at the end of a text."""
_ARABIC_PREFIX = compile_late("(?<![\u0620-\u06d3])[وفبكل]?(?:ال|[وفبكل])\\Z")
"""What Arabic writes together with the next word, at the end of a text: and, then, in, as, to, and the article."""
_ARABIC_CLOSING = compile_late("[\u0620-\u06d3.!؟]'(?![\u0620-\u06d3'])")
"""A mark after an Arabic letter or a mark that ends a sentence, and before no further letter."""
HEBREW_PREFIXES = frozenset("משהוכלב")
"""Letters that are written together with the word after them: from, that, the, and, as, to, in."""
_HEBREW_ABBREVIATIONS = "גב רח מס עמ פרופ שד טל וכו וגו אונ הנ גר חוב מח אינג סי חב מע שכ סע נק עי פס"
_HEBREW_SHORT = frozenset(_HEBREW_ABBREVIATIONS.split())
"""Abbreviations that end in a geresh (Academy of the Hebrew Language)."""
_MARKS_BEFORE_QUOTES = "([{<¿¡/|=-–—:\u2066\u2067\u2068\u060c"
"""Marks after which a quotation may open without a space."""
_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』"


def edit_group_marks(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Yield ’ for each straight mark between groups of three digits: `12'000`, as in Switzerland (CLDR, de-CH)."""
    for match in _GROUPED.finditer(text):
        yield from (Edit(at, at + 1, "’") for at in range(*match.span()) if text[at] == "'")


def edit_primes(text: str, language: Language) -> Iterator[Edit]:  # noqa: ARG001 - a rule like the others
    """Yield primes for feet with inches and minutes with seconds: `5'10"`. `edit_quotes` decides about single marks."""
    for match in _PRIMES.finditer(text):
        yield Edit(match.start(), match.end(), "″" if match[0] == '"' else "′")


def edit_opening_quote(text: str, language: Language) -> Iterator[Edit]:
    """Yield the mark that opens a paragraph of a quotation that goes on in the next paragraph (Chicago 13.32)."""
    if text.startswith('"'):
        yield Edit(0, 1, language_rules(language).quotes[0])


def edit_quotes(text: str, language: Language) -> Iterator[Edit]:
    """Yield the language's quotation marks for pairs of straight double marks; none if a mark has no partner.

    After a figure, if no quotation is open, the mark is a double prime.
    """
    rules = language_rules(language)
    pairs: list[tuple[int, int, int]] = []
    opened: list[int] = []
    edits = []
    for at in (i for i, c in enumerate(text) if c == '"'):
        may_open = _may_open(text, at, rules) or _may_open_after_elision(text, at, rules)
        if may_open and not (opened and _may_close(text, at)):
            opened.append(at)
        elif opened:
            pairs.append((opened.pop(), at, len(opened)))
        elif _may_open_unspaced(text, at):
            opened.append(at)
        elif text[at - 1 : at].isdigit():
            edits.append(Edit(at, at + 1, "″"))
        elif _may_open_after_uncased(text, at):
            opened.append(at)
        else:
            return
    if opened:
        return
    depth = _measure_depths(text, rules.quotes)
    for start, end, level in pairs:
        marks = _marks_at(rules.quotes, level + depth[start])
        edits += [Edit(start, start + 1, marks[0]), Edit(end, end + 1, marks[1])]
    yield from sorted(edits, key=lambda e: e.start)


def edit_apostrophes(text: str, language: Language) -> Iterator[Edit]:
    """Yield apostrophes for straight single marks within and at words, and quotation marks for pairs of them."""
    rules = language_rules(language)
    if rules.has_okina:
        return
    quotes = rules.quotes
    depth = _measure_depths(text, quotes)
    inner = _measure_depths(text, quotes[2:] if quotes[3] != "’" else quotes[:1] * 2)
    pairs, remaining = find_single_marks(text, language)
    edits: dict[int, str] = {}
    for start, end in pairs:
        marks = _marks_for_single(quotes, depth[start] + inner[start])
        edits[start], edits[end] = marks[0], marks[1]
    for at in remaining:
        before = base_before(text, at)
        if _is_elided(text, at, rules):
            edits[at] = "’"
        elif _is_between_letters(text, at):
            edits[at] = _letter_mark(text[at - 1], rules)
        elif text[at - 1 : at].isdigit():
            edits[at] = "′"
        elif (is_word_letter(before) or before in (")", "]")
              or _is_between_bengali_letters(text, at) or _is_clipped_word(text, at, rules)):  # fmt: skip
            edits[at] = "’"
    for at in sorted(edits):
        yield Edit(at, at + 1, edits[at])


def _marks_at(quotes: str, level: int) -> str:
    """Return the marks of a quotation within others: outer and inner ones in turn, ‘ ’ within “ ” within « »."""
    if level > 1 and quotes[0] == "«" and quotes[2:] == "“”":
        return "‘’"
    return quotes[2:] if level % 2 else quotes[:2]


def _marks_for_single(quotes: str, level: int) -> str:
    """Return the marks of a quotation that was typed between single marks."""
    if level:
        return _marks_at(quotes, level)
    if quotes[2] in "‘’‚‹":
        return quotes[2:]
    return quotes[:2] if quotes[0] in "‘「" else "‘’"


@lru_cache(maxsize=64)
def find_single_marks(text: str, language: Language) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Return the pairs of straight single marks that enclose a quotation, and the remaining marks.

    A mark that may be an apostrophe closes a quotation only if no other mark before the next quotation does. Each
    closing mark belongs to the nearest opening one, so that no remaining mark has a partner.
    """
    rules = language_rules(language)
    may_shorten = _make_shortening_test(language)
    pairs: list[tuple[int, int]] = []
    remaining: list[int] = []
    opened: list[tuple[int, list[int]]] = []   # opening marks, each with the marks after it that may close it

    def close() -> None:
        start, closers = opened.pop()
        pairs.append((start, closers.pop()))
        remaining.extend(closers)

    for at in _single_positions(text, rules):
        if _is_part_of_word(text, at, rules) or (not opened and _is_between_bengali_letters(text, at)):
            remaining.append(at)
        elif _may_open(text, at, rules) or _may_open_after_prefix(text, at):
            if opened and opened[-1][1]:
                close()
            opened.append((at, []))
        elif opened and _may_close(text, at):
            opened[-1][1].append(at)
            if not may_shorten(text, at):
                close()
        elif _may_open_unspaced(text, at):
            opened.append((at, []))
        else:
            remaining.append(at)
    while opened:
        if opened[-1][1]:
            close()
        else:
            remaining.append(opened.pop()[0])
    return tuple(sorted(pairs)), tuple(sorted(remaining))


def _single_positions(text: str, rules: LanguageRules) -> Iterator[int]:
    """Yield the indices of single marks; of two in a row only if the second belongs to a word: `''s avonds`."""
    for match in _SINGLES.finditer(text):
        start, count = match.start(), len(match[0])
        if count == 1:
            yield start
        elif count == 2 and _may_open(text, start, rules) and _is_elided(text, start + 1, rules):
            yield from (start, start + 1)


def _is_part_of_word(text: str, at: int, rules: LanguageRules) -> bool:
    """Return whether a mark cannot be a quotation mark: it is within a word or number, or replaces omitted letters."""
    if _is_between_letters(text, at) or _is_elided(text, at, rules):
        return True
    before = base_before(text, at)
    hebrew = "א" <= before <= "ת" and "א" <= text[at + 1 : at + 2] <= "ת"
    return hebrew and not _may_open_after_prefix(text, at)


def _is_between_bengali_letters(text: str, at: int) -> bool:
    """Return whether a mark replaces omitted letters within a Bengali or Assamese word."""
    return "\u0980" <= text[at - 1 : at] <= "\u09fd" and "\u0985" <= text[at + 1 : at + 2] <= "\u09b9"


def _may_open_after_prefix(text: str, at: int) -> bool:
    """Return whether a mark opens a quotation after a prefix, which a later mark closes: `ב'הארץ'`, `و'نعم'`."""
    before = base_before(text, at)
    if _ARABIC_PREFIX.search(text, max(0, at - 6), at):
        return _ARABIC_CLOSING.search(text, at + 1) is not None
    if not "א" <= before <= "ת" or before in _GERESH_LETTERS or not "א" <= text[at + 1 : at + 2] <= "ת":
        return False
    head = _HEBREW_WORD.search(text, max(0, at - 12), at)
    is_prefix = head is not None and all(c in HEBREW_PREFIXES for c in head[0] if c >= "א")
    return is_prefix and re.search(f"[{_HEBREW}\u0591-\u05c7.!?]'(?![{_HEBREW}'])", text[at + 2 :]) is not None


def _make_shortening_test(language: Language) -> Callable[[str, int], bool]:
    """Return the test whether the word before a mark may itself end in an apostrophe or geresh."""
    if language_script(language) == "Hebr":
        return _is_hebrew_abbreviation
    rules = language_rules(language)
    words, endings = rules.shortened_words, rules.genitive_endings

    def may_shorten(text: str, at: int) -> bool:
        start = at
        while start and (text[start - 1].isalpha() or base_before(text, start) != text[start - 1]):
            start -= 1
        if text[start:at].lower() in words:
            return True
        before, after = base_before(text, at).lower(), text[at + 1 : at + 3]
        followed = len(after) == 2 and after[0].isspace() and after[1].isalpha()
        return followed and before != "" and (before in endings or before.isdigit())   # 5' tall

    return may_shorten


def _is_hebrew_abbreviation(text: str, at: int) -> bool:
    match = _HEBREW_WORD.search(text, max(0, at - 12), at)
    word = "".join(c for c in match[0] if c >= "א") if match else ""
    bare = word[1:] if word[:1] in HEBREW_PREFIXES else word
    return len(word) == 1 or word[-1:] in ("ג", "ז", "צ", "ץ") or word in _HEBREW_SHORT or bare in _HEBREW_SHORT


def _is_clipped_word(text: str, at: int, rules: LanguageRules) -> bool:
    word = _WORD.match(text, at + 1)
    return word is not None and word[0] in rules.clipped_words


def _is_elided(text: str, at: int, rules: LanguageRules) -> bool:
    """Return whether a mark replaces the omitted beginning of a word or year."""
    if at and (is_word_letter(base_before(text, at)) or text[at - 1].isdigit()):
        return False
    if _ELIDED.match(text, at):
        return True
    word = _WORD.match(text, at + 1)
    return word is not None and word[0] in rules.elided_words and text[word.end() : word.end() + 1] not in ("'", "’")


def _letter_mark(before: str, rules: LanguageRules) -> str:
    """Return the mark within a word; Uzbek writes o and g with a turned comma and the stop with a letter apostrophe."""
    if not rules.letter_apostrophes:
        return "’"
    return rules.letter_apostrophes[0 if before in "oOgG" else 1]


def _is_between_letters(text: str, at: int) -> bool:
    before = base_before(text, at)
    return (is_word_letter(before) or before.isdigit()) and is_word_letter(text[at + 1 : at + 2])


def _may_open(text: str, at: int, rules: LanguageRules) -> bool:
    """Return whether a mark can open: text follows it, and a space or bracket is before it, other quotes skipped."""
    after = text[at + 1 : at + 2]
    if not after or after.isspace() or after in (";:!?)]}»›" if rules.punctuation_spaces else ";:)]}"):
        return False   # such languages have a space there
    before = _before_quotes(text, at, rules)
    return not before or before.isspace() or before in _MARKS_BEFORE_QUOTES or is_wide_mark(before)


def _before_quotes(text: str, at: int, rules: LanguageRules | None = None) -> str:
    """Return the character before a mark, skipping other quotation marks and the space inside guillemets."""
    while at and (text[at - 1] in _QUOTES or _is_guillemet_space(text, at - 1, rules)):
        at -= 1
    return base_before(text, at)


def _is_guillemet_space(text: str, at: int, rules: LanguageRules | None) -> bool:
    """Return whether a space is inside guillemets, next to one of them; in French it may be an ordinary space."""
    spaces = "\u202f\u00a0 \u2009" if rules and rules.punctuation_spaces else "\u202f\u00a0"
    return text[at] in spaces and (text[at - 1 : at] in ("«", "‹") or text[at + 1 : at + 2] in ("»", "›"))


def _may_open_after_elision(text: str, at: int, rules: LanguageRules) -> bool:
    """Return whether a mark opens after a word without its last vowel: l'"amica"."""
    if text[at - 1 : at] not in ("'", "’") or not text[at + 1 : at + 2].isalnum():
        return False
    return bool(rules.elisions) and _elision_pattern(rules).search(text, max(0, at - 10), at) is not None


@lru_cache(maxsize=16)
def _elision_pattern(rules: LanguageRules) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{rules.elisions})['’]\Z", re.IGNORECASE)


def _may_close(text: str, at: int) -> bool:
    """Return whether a mark can close: text is before it and no letter follows it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not is_word_letter(after)


def _may_open_unspaced(text: str, at: int) -> bool:
    """Return whether a mark can open within words of a script without spaces."""
    after = text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    return is_unspaced(_before_quotes(text, at)) or (is_unspaced(after) and after not in _QUOTES)


def _may_open_after_uncased(text: str, at: int) -> bool:
    """Return whether a mark can open after a prefix in letters without capitals, as in Hebrew and Arabic."""
    before, after = base_before(text, at), text[at + 1 : at + 2]
    return bool(after) and before.isalpha() and before.lower() == before.upper() and not is_word_letter(before)


def _measure_depths(text: str, quotes: str) -> list[int]:
    """Return the number of the language's own outer quotation marks that are open at each character."""
    depths, depth = [], 0
    marks = quotes[:2] if quotes[0] != quotes[1] else ""
    for at, character in enumerate(text):
        if character in marks and not (character == "’" and _is_between_letters(text, at)):
            depth = max(0, depth + (1 if character == quotes[0] else -1))
        depths.append(depth)
    return depths
