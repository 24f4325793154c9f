"""Where no line ends, beyond UAX #14: quantities and their nouns, dates, names, and each language's own rules.

A quantity, as `quantities` finds it, is never divided; the rules here concern the words beside it. Rules of a single
language are in its declaration (`text/languages`), with their sources. Sources of the others: Chicago Manual of Style
7.92 (numbers, initials, titles), 6.89 (dashes), 9.30 (dates); SI brochure 5.4.3 (units); W3C klreq 3.1, clreq 3.1 and
jlreq 3.1.12 (numbers and their units); UTS #31 and jlreq cl-12 (# and @ with their word).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ...late_loading import compile_late
from ..languages.lookup import language_rules
from ..languages.rules import LanguageRules
from ..tokens.number_chains import YEAR_PATTERN, is_year
from ..tokens.quantities import Quantity, find_quantities
from ..tokens.urls import find_urls
from ..unicode.direction_controls import DIRECTION_CONTROLS
from ..unicode.script_groups import HAN


class _NoBreakRule(NamedTuple):
    """No line ends where `pattern` ends.

    Texts without any of the required characters are not searched ("0": a digit); with none required, all are.
    """

    required_characters: frozenset[str]
    pattern: re.Pattern[str]


def _make_rule(required: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> _NoBreakRule:
    return _NoBreakRule(frozenset(required), compile_late(pattern, flags))


_NOUN = compile_late(r" (?=(?P<noun>\w[^\s.,;:!?…”»)\]]*+))")
"""The space after a number, and the word that it counts: 12| women."""
_COUNTING = frozenset(("number", "money", "range", "time", "ratio"))
"""Kinds of quantities that may be followed by the noun that they count."""
_LABEL = compile_late(r"\w[.\u00a0]\Z|[№§°º]\s?\Z", re.IGNORECASE)
"""What makes the number after it a label: p. 5, № 5, § 5."""
_MAX_LABEL = 24
"""Maximum length of a number's label, in characters."""

_CAPITAL = f"(?![{''.join(c for c in map(chr, range(0x530)) if c.islower())}])[^\\W\\d_]"
"""A letter that is not a small one: a capital, or a letter of a script without capitals."""

_COMMON_RULES = (
    _make_rule("№§¶nN", r"[№§¶] ?(?=\d)|\b[nN]\.?[°ºo]s? (?=\d)"),
    _make_rule("0", r"\d (?=[×=<>≤≥±] ?\d)|[×=<>≤≥±] (?=\d)"),
    _make_rule("0", r"(?<!\w)(?:\w{1,4}|ap{1,2}rox|circa)\. (?=[^\w\s]{0,2}\d)"),
    _make_rule("-\u2010", r"(?<![\w‐-])\w{1,2}[-‐](?=\w)|\d[-‐](?=\w)|\w[-‐](?=\w{1,2}(?![\w‐-]))"),
    _make_rule("/", r"(?<![\w/])\w{1,3}/(?=\w)|\w/(?=\w{1,3}(?![\w/]))"),
    _make_rule(".", rf"(?<!\w)[^\W\d_]\. (?=[^\W\d_]{{1,3}}\.)|(?<!\w){_CAPITAL}\. (?={_CAPITAL}[^\W\d_])"),
    _make_rule(
        "MDPS", r"(?<!\w)(?=[MDPS])(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Sra|Srta|Dra|Mmes?|Mlles?|Mgr)\.? (?=[^\W\d_])"
    ),
    _make_rule("—–…", r"(?<=\s)[—–](?=\w)|\w(?=[—–](?:\s|\w|$))| (?=…)"),
    _make_rule("#@＃＠", r"[#@＃＠](?=\w)"),
)
"""Rules of every language: labels of numbers, hyphens and slashes by short parts, initials, titles, dashes, tags."""

_DASH_ALONE = _make_rule("—–", r" (?=[—–](?:\s|$))")
_ORDINAL = _make_rule("0", r"(?<![\w.,])\d{1,3}\. (?=\w)")
_YEAR_DOTTED = _make_rule("0", rf"(?<![\w.,]){YEAR_PATTERN}\. (?=[^\W\d_])")
_AT_HYPHEN = _make_rule("-\u2010", r"\w[-‐](?=\w)")
_SHORT_PARTS = _make_rule("-\u2010", r"(?<![\w‐-])\w{1,3}[-‐](?=\w)|\w[-‐](?=\w{1,3}(?![\w‐-]))")
_NAMES_FIRST = _make_rule(
    ".", r"(?<!\w)[А-ЯЁІЇЄҐЎ][\w’'-]++ (?=[А-ЯЁІЇЄҐЎ]\. ?[А-ЯЁІЇЄҐЎ]\.(?! ?[А-ЯЁІЇЄҐЎ][^\W\d_]))"
)
"""A surname before its initials. A line may end before initials that a surname follows (Мильчин 2003, ДСТУ 3582)."""

_LABEL_HAN = compile_late(r"(?:目标|目標|[表图圖章條条款項项])\Z")
"""Labels of a number in Chinese or Japanese: the letter after that number does not belong to it."""
_IN_TAG = r"[^\s!-/:-@\[-^`{-~\u2000-\u206f\u3000-\u3020\uff00-\uff0f\uff1a-\uff20]"
_TAG = compile_late(rf"(?<![A-Za-z0-9_.+-])[#@＃＠](?=\w){_IN_TAG}{{1,24}}+(?!{_IN_TAG})")
"""A tag or name of at most 24 characters, vowel signs and tone marks included."""
_MAX_HAN_TAG = 12
"""Maximum length of a tag in Han or Kana, in characters, its sign included."""
_HAN_OR_KANA = compile_late(f"[{HAN}\u3041-\u30ff]")   # a letter of Chinese or Japanese
_WORD_BEFORE = compile_late(r"(?<![^\s(“„\"«'‘])([^\s(“„\"«'‘]++) \Z")
"""The end of a text: its last word, without opening marks, and a space."""
_MAX_APPROXIMATION = 16
"""Maximum length of “about” with its number that stays on one line, in characters: nearly $99."""


def find_prohibited(text: str, language: str, protected: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the indices in `text` where no line ends, though UAX #14 would allow it.

    No line ends within the `protected` ranges (start, end) either.
    """
    rules = language_rules(language)
    prohibited: set[int] = set()
    unbreakable = (m.span() for m in re.finditer(rules.unbreakable, text)) if rules.unbreakable else ()
    quantities = find_quantities(text)
    for start, end in (*protected, *find_urls(text), *unbreakable, *((q.start, q.end) for q in quantities)):
        prohibited.update(range(start + 1, end))
    letters = set(text)
    if quantities:
        letters.add("0")
    for required, pattern in _list_rules(rules):
        if not required or not required.isdisjoint(letters):
            prohibited.update(m.end() for m in pattern.finditer(text))
    for quantity in quantities:
        prohibited.update(_find_beside_quantity(text, rules, quantity))
    return frozenset(prohibited)


def find_discouraged(text: str, language: str) -> frozenset[int]:
    """Return the indices where a line ends only if nothing else fits: in tags, in compounds, before postpositions."""
    rules = language_rules(language)
    discouraged: set[int] = set()
    for start, end in find_tags(text):
        discouraged.update(range(start + 1, end))
    if rules.compounds:
        for match in _compile_compounds(rules).finditer(text):
            discouraged.update(range(match.start() + 1, match.end()))
    if rules.postpositions:
        discouraged.update(match.end() for match in _compile_postpositions(rules).finditer(text))
    for quantity in find_quantities(text) if rules.approximate_words else ():
        word = _WORD_BEFORE.search(text, max(0, quantity.start - _MAX_LABEL), quantity.start)
        if word and word[1].lower() in rules.approximate_words and quantity.end - word.start() <= _MAX_APPROXIMATION:
            discouraged.add(quantity.start)
    for pattern in _list_discouraged_patterns(rules):
        discouraged.update(match.end() for match in pattern.finditer(text))
    return frozenset(discouraged)


def find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each short #tag and @name in a text (UTS #31).

    A longer run of Han or Kana is left out: it has words after the tag, and nothing separates them.
    """
    for match in _TAG.finditer(text):
        if len(match[0]) <= _MAX_HAN_TAG or not _HAN_OR_KANA.search(match[0]):
            yield match.span()


@lru_cache(maxsize=64)
def _compile_compounds(rules: LanguageRules) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{rules.compounds})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _compile_postpositions(rules: LanguageRules) -> re.Pattern[str]:
    """Return the pattern of the spaces before postpositions; after a pause, Hindi पर is “but”."""
    words = "|".join(sorted(rules.postpositions))
    return re.compile(rf"(?<=[^\s.,;:!?।۔،؛]) (?=(?:{words})(?![^\s.,;:!?।۔،؛…)”’»]))")


@lru_cache(maxsize=64)
def _list_discouraged_patterns(rules: LanguageRules) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in rules.discouraged)


@lru_cache(maxsize=256)
def _list_rules(rules: LanguageRules) -> tuple[_NoBreakRule, ...]:
    """Return the rules of every language, then those of a language."""
    declared = (_make_rule(rule.required_characters, rule.pattern) for rule in rules.no_break)
    return (*_COMMON_RULES, *_make_word_rules(rules), *_make_sign_rules(rules), *declared)


def _make_word_rules(rules: LanguageRules) -> Iterator[_NoBreakRule]:
    """Yield the rules that depend on words: months, titles of persons, words of one letter."""
    if rules.month_link:
        yield _make_rule("0", rf"(?<!\d)\d{{1,2}}\.?[ºo°]? (?={rules.month_link}(?:{rules.months}))")
        yield _make_rule("0", rf"\d\.?[ºo°]? {rules.month_link}(?=(?:{rules.months}))")
    elif rules.months:
        yield _make_rule("0", rf"(?<!\w)(?:{rules.months}) (?=\d{{1,2}}(?!\d))")
    if rules.personal_titles:
        flags = re.IGNORECASE if rules.titles_in_any_case else re.NOFLAG
        yield _make_rule(" ", rf"(?<!\w){rules.proclitics}(?:{rules.personal_titles}) (?=[^\W\d_])", flags)
    if rules.one_letter_words:
        yield _make_rule(" ", rf"(?<!\w)[{rules.one_letter_words}] (?=[\w(„“«])", re.IGNORECASE)


def _make_sign_rules(rules: LanguageRules) -> Iterator[_NoBreakRule]:
    """Yield the rules that depend on signs: ordinals, hyphens, initials, dashes."""
    if rules.has_dotted_ordinals:
        yield _ORDINAL
    if rules.has_dotted_years:
        yield _YEAR_DOTTED
    if rules.repeats_hyphen:
        yield _AT_HYPHEN
    if rules.keeps_short_parts:
        yield _SHORT_PARTS
    if rules.has_initials_after_surname:
        yield _NAMES_FIRST
    if not rules.may_begin_line_with_dash:
        yield _DASH_ALONE


@lru_cache(maxsize=256)
def _label_pattern(rules: LanguageRules) -> re.Pattern[str]:
    """Return the pattern of labels of the number that follows (Article 5), in the language and in English."""
    listed = dict.fromkeys((rules.number_labels, language_rules("en").number_labels))
    labels = "|".join(label for label in listed if label)
    begin = "" if rules.segmentation == "dictionary" else rf"(?<!\w){rules.proclitics}"
    return re.compile(rf"{begin}(?:{labels}) ?\Z", re.IGNORECASE)


def _find_beside_quantity(text: str, rules: LanguageRules, quantity: Quantity) -> Iterator[int]:
    """Yield the indices between a quantity and the words that belong to it: its label, its noun, its particle.

    A year ends a date and counts nothing, except before a word for “year”, as Russian «год». The number of an article
    or a page belongs to the word before it: 目标5.2 counts nothing. No noun follows a per cent sign.
    """
    start = len(text[: quantity.start].rstrip(DIRECTION_CONTROLS))
    end = len(text) - len(text[quantity.end :].lstrip(DIRECTION_CONTROLS))
    before = text[max(0, start - _MAX_LABEL) : start]
    is_labelled = _label_pattern(rules).search(before) is not None
    if is_labelled:
        yield start
    touching = rules.touching_letters
    if touching and re.match(touching, text[end : end + 1]) and not _LABEL_HAN.search(text, 0, start):
        yield end
    match = _NOUN.match(text, end)
    if match is None:
        return
    noun = match["noun"].lower()
    if quantity.kind == "ordinal":
        yield match.end()
    elif quantity.kind in _COUNTING and quantity.numbers[-1][1] == quantity.end:
        if _is_year(text, quantity):
            if noun in rules.year_words:
                yield match.end()
        elif not (is_labelled or _LABEL.search(before) or noun in _list_uncounted_words(rules)):
            yield match.end()


@lru_cache(maxsize=64)
def _list_uncounted_words(rules: LanguageRules) -> frozenset[str]:
    """Return the words that a number before them does not count."""
    uncounted = rules.function_words | rules.articles
    has_spaces = rules.segmentation in ("spaces", "korean")
    return uncounted | rules.following_words if uncounted and has_spaces else frozenset()


def _is_year(text: str, quantity: Quantity) -> bool:
    numbers = [text[a:b] for a, b in quantity.numbers]
    return all(n.isdecimal() and is_year(n) for n in numbers)
