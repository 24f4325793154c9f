"""Where a line may end (`find_breaks`) and where a grapheme cluster does, by ICU, in Python's indices.

ICU counts UTF-16 units, Python counts characters. ICU's iterators yield strings, and their summed lengths are Python's
indices. What each language needs, and the source:

| language | a line ends | source |
|---|---|---|
| all | by UAX #14: at ZWSP, never at WJ, ZWNJ, U+00A0, U+202F | Unicode; `find_line_boundaries` |
| all | not within a quantity | `quantities` |
| all | not within dates, names, № 5, tags, short parts of hyphenated words | `no_break` |
| all | within a compound only if nothing else fits | the declarations in `text/languages` |
| all | preferably at a pause, not after or before function words | the project's rag rule; `penalties` |
| all | within a link only if nothing else fits, before / and . | Chicago Manual of Style 14.18; `urls` |
| all | with a hyphen, soft or of a dictionary, only if nothing else fits | Bringhurst 2.4; `hyphens` |
| zh ja ko | by kinsoku, strict | CSS Text 3 `line-break: strict`, jlreq 3.1.7, clreq 3.1.4 |
| ja | between phrases, which rarely begin after a kanji or katakana | CSS Text 4 `word-break: auto-phrase` |
| ja | before お or ご, not after it | JIS X 4051 |
| zh | between words, though clreq allows it anywhere; not before 的 | readers prefer words |
| ko | at spaces | klreq 3.1, keep-all |
| th lo km my | between words of ICU's dictionaries, preferably at spaces, never before ” ๆ ฯ | sealreq |
| Mon, Karen, Tai Tham … | at spaces, otherwise between syllables | UAX #14 LB28a, sealreq; `syllables` |
| bo dz | after a tsheg, preferably after a shad | UAX #14, class BA |
| cs sk pl ru uk … | not after words of one letter | the declarations |
| pl cs sk hr bs sl pt | not at a hyphen, which the next line would have to repeat | the declarations |
| he | not in a number or after a prefix with maqaf | the declaration |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, assert_never

from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker, WordBreaker

from ...late_loading import compile_late
from ..languages.lookup import language_rules
from ..languages.rules import LanguageRules
from ..tokens.urls import find_url_breaks
from ..unicode.canonical import compose_text
from ..unicode.script_groups import HIRAGANA, KATAKANA
from .hyphens import SOFT_HYPHEN, find_hyphens
from .no_break import find_discouraged, find_prohibited, find_tags
from .penalties import penalize_chinese, penalize_line_end, penalize_unspaced, penalize_words
from .syllables import find_syllable_breaks, find_within_syllables

INNER_PENALTY = 0.45
"""Penalty for a line that ends inside a phrase (Japanese), a word (Chinese) or between syllables (Korean)."""
HYPHENATION_PENALTY = 0.6
"""Penalty for a line that ends with a hyphen that the text does not show."""
_COMPOUND_PENALTY = 0.2
"""Penalty for a line that ends after a kanji and before another or kana: most readers see one phrase there."""
_MIN_SENSE_WEIGHT = 0.06
"""Factor on the penalties by sense (pauses, function words) in a long text whose lines are balanced; 1 in a title."""
_TITLE_LENGTH, _LONG_TEXT_LENGTH = 32, 56
"""Maximum length of a title and minimum length of a long text, in characters; between them the factor decreases."""
_STUB_PENALTY, _STUB_LENGTH = 0.1, 4
"""Penalty for each part of a hyphenated word that has fewer letters (Forssman and de Jong, *Detailtypografie*)."""

BLANKS = " \t\u1680\u2000-\u2006\u2008-\u200a\u200b\u205f\u3000"
"""Spaces that vanish at a line's end, as a class of a regular expression (UAX #14: those of class BA, SP and ZW)."""
_BLANK = compile_late(f"[{BLANKS}]")   # a character at which a line may end and that is not drawn there
_LONE_SURROGATES = compile_late("[\ud800-\udfff]")   # half of a pair of UTF-16, which ICU cannot read
_KANJI = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs of Japanese words, without the signs 〆 and 〇."""
_COMPOUND = compile_late(
    rf"(?<=[{_KANJI}])(?=[{_KANJI}{HIRAGANA}])|(?<=[{KATAKANA}])(?=[{KATAKANA}{HIRAGANA}])|(?<=[{HIRAGANA}])(?=[てをん])"
)
"""A place between two Japanese words of one phrase: 人身|取引, 取引|の."""


_SHORT_TITLE = compile_late("《[^《》]{1,8}》")
"""A title that stays whole if it can (clreq 3.1). A longer one is divided at a penalty (`penalties`)."""
_LOCATIVE = compile_late("(?<=[\u4e00-\u9fff])中(?=[有的是也还還将將])")
"""中 (in) after a noun, which ICU takes for the first half of a word: 目标中有."""
_HONORIFIC = compile_late("[おご御]")   # an honorific prefix of Japanese: お茶, ご飯, 御社
_AFTER_HONORIFIC = compile_late(f"[{_KANJI}{KATAKANA}{HIRAGANA}]")
"""A letter that may follow an honorific prefix."""
_BEFORE_HONORIFIC = compile_late(
    rf"(?:[とはをのにがでもへやて]|から|まで|より|[^{HIRAGANA}]|[{_KANJI}][{HIRAGANA}]{{1,2}})\Z"
)
"""The end of a text after which お or ご begins a word: a particle, a mark, or an inflected word."""
_HONORIFIC_REACH = 3
"""Number of characters before an honorific prefix in which a phrase's end is recognised."""


@dataclass(frozen=True, slots=True)
class Break:
    """An index at which a line may end and the next one start.

    `penalty` is added to the raggedness; a negative one favours the break. `balanced_penalty` is used instead where
    balanced lines have priority: there the sense counts for little in a long text.

    `inner` marks an index within a phrase, word or link, where a line ends only if nothing else fits. `hyphen` marks
    one where the line then shows a hyphen that the text does not have: in a word, or in place of a soft hyphen.
    """

    index: int
    penalty: float = 0.0
    inner: bool = False
    hyphen: bool = False
    balanced_penalty: float = 0.0


class _WordBoundaries(NamedTuple):
    """Where words end in a language without spaces, where phrases end if it has them, and within which compounds."""

    word_ends: Sequence[int] = ()
    phrase_ends: frozenset[int] | None = None
    compound_ends: frozenset[int] = frozenset()


def find_line_boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Return each index where UAX #14, as ICU tailors it to `locale`, lets a line end, the text's end included."""
    return _end_offsets(LineBreaker(_replace_lone_surrogates(text), locale))


@lru_cache(maxsize=64)
def find_clusters(text: str) -> tuple[int, ...]:
    """Return the end of each grapheme cluster (UAX #29), the text's end included."""
    return _end_offsets(CharacterBreaker(_replace_lone_surrogates(text), "en"))


def trim_end(text: str, start: int, end: int) -> int:
    """Return where the line [start, end) ends without its trailing blanks."""
    if end <= start or text[end - 1].isalnum():
        return end
    return max(start, _measure_trimmed(text)[end])


@lru_cache(maxsize=64)
def _measure_trimmed(text: str) -> tuple[int, ...]:
    """Return the length of each prefix of a text without its trailing blanks, from the empty prefix on."""
    ends = list(range(len(text) + 1))
    for match in _BLANK.finditer(text):
        ends[match.end()] = ends[match.start()]
    return tuple(ends)


@lru_cache(maxsize=512)
def find_breaks(
    text: str, language: str, protected: tuple[tuple[int, int], ...] = (), hyphenate: bool = False
) -> tuple[Break, ...]:
    """Return where the lines of `text` may end, in order, with the text's end last.

    `text` is one paragraph without line feeds. No line ends within the `protected` ranges (start, end). With
    `hyphenate`, words are divided too if pyphen has a dictionary of the language (`hyphens.has_dictionary`). Penalties
    add up, so lines with fewer hyphens are preferred; consecutive hyphens cost no more than any others.
    """
    whole, origin = compose_text(text)
    if origin:   # NFD: lines end where those of the same words in NFC do
        inside = tuple((bisect_left(origin, a), bisect_left(origin, b)) for a, b in protected)
        starts = (*origin, len(text))
        return tuple(replace(b, index=starts[b.index]) for b in find_breaks(whole, language, inside, hyphenate))
    language = re.split(r"[-_](?:[uxt])[-_]", language.replace("_", "-"), maxsplit=1)[0]
    rules = language_rules(language)
    locale = rules.icu_language or language
    prohibited = find_prohibited(text, language, protected) | find_within_syllables(text)
    discouraged = find_discouraged(text, language)
    is_strict = rules.segmentation in ("chinese", "japanese", "korean")
    ends = find_line_boundaries(text, f"{locale}-u-lb-strict" if is_strict else locale)
    allowed = [i for i in ends if i not in prohibited or i == len(text)]
    boundaries = _find_word_boundaries(text, locale, rules, allowed)
    found = list(_assign_penalties(text, rules, allowed, boundaries, discouraged))
    taken = prohibited.union(allowed)
    others = [b for b in _find_last_resorts(text, language, hyphenate) if b.index not in taken]
    inside_protected = {i for start, end in protected for i in range(start + 1, end)}
    others += [
        Break(i, penalty, inner=True, balanced_penalty=penalty)
        for i, penalty in find_url_breaks(text)
        if i not in inside_protected
    ]
    if others:
        found = sorted({b.index: b for b in (*found, *others)}.values(), key=lambda b: b.index)
    return (*found, Break(len(text))) if text else ()


def _end_offsets(pieces: BaseBreaker) -> tuple[int, ...]:
    ends, at = [], 0
    for piece in pieces:
        at += len(piece)
        ends.append(at)
    return tuple(ends)


def _replace_lone_surrogates(text: str) -> str:
    """Return `text` without lone surrogates, which ICU does not accept."""
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


def _find_word_boundaries(text: str, locale: str, rules: LanguageRules, ends: Sequence[int]) -> _WordBoundaries:
    """Return where words or phrases end in languages that do not show it by spaces, or not by spaces alone.

    `ends` are word ends without a no-break rule. A suffix that closes a compound (การ in ปฏิบัติการ) therefore does not
    bind the next word.
    """
    match rules.segmentation:
        case "spaces":
            return _WordBoundaries()
        case "chinese":
            return _find_chinese_boundaries(text, locale, rules)
        case "dictionary":
            bound = {b for a, b in pairwise((0, *ends)) if text[a:b] in rules.prefixes}
            bound.update(a for a, b in pairwise(ends) if text[a:b].rstrip() in rules.suffixes)
            if rules.particles:
                particles = _compile(rules.particles)
                found = ((a, b) for a, b in pairwise(ends) if particles.fullmatch(text, a, b))
                bound.update(a for a, b in found if _belongs_to_previous(text, a, b))
            return _WordBoundaries(ends, frozenset(ends) - bound)
        case "korean":
            return _WordBoundaries((), _find_phrases(text, locale))
        case "japanese":
            tags = (start for start, _ in find_tags(text))
            phrases = _join_honorifics(text, _find_phrases(text, locale)).union(tags)
            compounds = frozenset(m.start() for m in _COMPOUND.finditer(text)) & phrases
            return _WordBoundaries((), phrases - compounds, compounds)
        case _:
            assert_never(rules.segmentation)


def _find_phrases(text: str, locale: str) -> frozenset[int]:
    return frozenset(find_line_boundaries(text, f"{locale}-u-lb-strict-lw-phrase"))


def _find_chinese_boundaries(text: str, locale: str, rules: LanguageRules) -> _WordBoundaries:
    words = _find_chinese_words(text, locale, rules)
    before_suffix = {b for b in words if text[b : b + 1] in rules.suffixes and text[b - 1 : b].isalpha()}
    titled = {b for m in _SHORT_TITLE.finditer(text) for b in range(m.start() + 1, m.end())}
    return _WordBoundaries(words, frozenset(words).difference(titled, (b for b in before_suffix if b + 1 in words)))


@lru_cache(maxsize=8)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _belongs_to_previous(text: str, start: int, end: int) -> bool:
    """Return whether a particle belongs to the word before it: after a space, only if a space or sign follows it.

    Many Burmese words begin with က, and ICU divides them after it.
    """
    return text[start - 1] != " " or end == len(text) or text[end - 1] in " ။၊)"


def _find_chinese_words(text: str, locale: str, rules: LanguageRules) -> tuple[int, ...]:
    """Return where Chinese words end: by ICU, except for the declared terms, which ICU does not find."""
    ends, at = list[int](), 0
    for match in (*_compile(rules.dictionary_terms).finditer(text), None):
        stop = match.start() if match else len(text)
        ends += (at + end for end in _end_offsets(WordBreaker(_replace_lone_surrogates(text[at:stop]), locale)))
        ends += (m.end() for m in _LOCATIVE.finditer(text, at, stop))
        if match:
            at = match.end()
            ends.append(at)
    return tuple(sorted(set(ends)))


def _join_honorifics(text: str, phrases: frozenset[int]) -> frozenset[int]:
    """Return where Japanese phrases end, with お and ご (also 御) joined to the word they honour (JIS X 4051, jlreq).

    ICU separates the prefix from a word that its dictionary does not have with the prefix: とお|電話番号. The phrase
    then ends before the prefix, if a particle, a word with kanji or a sign is there.
    """
    if not _HONORIFIC.search(text):
        return phrases
    moved = set(phrases)
    for start, end in pairwise((0, *_end_offsets(WordBreaker(_replace_lone_surrogates(text), "ja")))):
        if text[start:end] in ("お", "ご", "御") and _AFTER_HONORIFIC.match(text, end):
            moved.discard(end)
            if start and _BEFORE_HONORIFIC.search(text, max(0, start - _HONORIFIC_REACH), start):
                moved.add(start)
    return frozenset(moved)


def _assign_penalties(
    text: str, rules: LanguageRules, allowed: Sequence[int], boundaries: _WordBoundaries, discouraged: frozenset[int]
) -> Iterator[Break]:
    """Yield the allowed breaks with their penalties, without the text's end."""
    pieces = [text[a:b] for a, b in zip((0, *allowed), allowed, strict=False)]
    length = len(text) * (2 if rules.is_dense else 1)
    sense = min(1.0, max(_MIN_SENSE_WEIGHT, (_LONG_TEXT_LENGTH - length) / (_LONG_TEXT_LENGTH - _TITLE_LENGTH)))
    words, phrases = boundaries.word_ends, boundaries.phrase_ends
    earlier = ""
    for before, after, index in zip(pieces, pieces[1:], allowed, strict=False):
        if before[-1] == SOFT_HYPHEN:
            yield Break(index, HYPHENATION_PENALTY, inner=True, hyphen=True, balanced_penalty=HYPHENATION_PENALTY)
        elif index in discouraged or (phrases is not None and index not in phrases):
            penalty = _COMPOUND_PENALTY if index in boundaries.compound_ends else INNER_PENALTY
            yield Break(index, penalty, inner=True, balanced_penalty=penalty)
        elif rules.segmentation == "chinese":
            penalty, pause = penalize_chinese(text, index, words, rules), penalize_line_end(before, after)
            yield Break(index, round(penalty + pause, 4), balanced_penalty=round(penalty + sense * pause, 4))
        else:
            penalty = penalize_line_end(before, after)
            if rules.segmentation == "dictionary":
                penalty += penalize_unspaced(text, index, words, rules)
            else:
                penalty += penalize_words(earlier, before, after, rules)
            yield Break(index, round(penalty, 4), balanced_penalty=round(sense * penalty, 4))
        earlier = before


def _find_last_resorts(text: str, language: str, hyphenate: bool) -> Iterator[Break]:
    """Yield the breaks within words, where a line ends only if nothing else fits."""
    for index in find_syllable_breaks(text):
        yield Break(index, INNER_PENALTY, inner=True, balanced_penalty=INNER_PENALTY)
    for index in find_hyphens(text, language) if hyphenate else ():
        stubs = (not text[index - _STUB_LENGTH : index].isalpha()) + (not text[index : index + _STUB_LENGTH].isalpha())
        penalty = round(HYPHENATION_PENALTY + _STUB_PENALTY * stubs, 3)
        yield Break(index, penalty, inner=True, hyphen=True, balanced_penalty=penalty)
