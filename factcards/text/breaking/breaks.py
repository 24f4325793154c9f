"""Where a line may end and where a cluster does, by ICU, in Python's indices.

ICU counts UTF-16 units, Python characters: the pieces that ICU's iterators yield are strings, and their lengths added
up are Python's indices. What each language wants, where it is done, and by whose word:

| language | a line ends | source |
|---|---|---|
| all | by UAX #14: at ZWSP, never at WJ, ZWNJ, U+00A0, U+202F | Unicode; `line_boundaries` |
| all | not within a quantity | `quantities` |
| all | not within dates, names, № 5, tags, short parts of hyphened words | `kept` names them |
| all | in a compound of the language's only where it must | `compounds` |
| all | rather at a pause, not behind or before small words | the project's rag rule; `charges`, `particles` |
| all | in a link only where it must, before / and . | Chicago Manual of Style 14.18; `urls` |
| all | with a hyphen, soft or of a dictionary, only where it must | Bringhurst 2.4; `hyphens` |
| zh ja ko | by kinsoku, strict | CSS Text 3 `line-break: strict`, jlreq 3.1.7, clreq 3.1.4 |
| ja | between phrases, which rarely begin behind a kanji or katakana | CSS Text 4 `word-break: auto-phrase` |
| ja | before お or ご, not behind it | JIS X 4051 |
| zh | between words, though clreq lets it end anywhere; not before 的 | readers prefer words |
| ko | at spaces | klreq 3.1, keep-all |
| th lo km my | between words of ICU's dictionaries, rather at spaces, never before ” ๆ ฯ | sealreq |
| Mon, Karen, Tai Tham … | at spaces, otherwise between syllables | UAX #14 LB28a, sealreq; `syllables` |
| bo dz | behind a tsheg, rather behind a shad | UAX #14, class BA |
| cs sk pl ru uk … | not behind words of one letter | `kept`, `terms` |
| pl cs sk hr bs sl pt | not at a hyphen, which the next line would have to repeat | `kept` |
| he | not in a number or behind a prefix with maqaf | `kept` |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker, WordBreaker

from ..tokens.urls import find_url_breaks
from ..unicode.canonical import compose_text
from .compounds import HAN_TERMS
from .function_words import BURMESE_PARTICLES, HAN_BOUND, PREFIXES, SUFFIXES, UNSPACED_ON
from .hyphens import find_hyphens
from .no_break import HAN_PRIMARY, find_discouraged, find_prohibited, find_tags
from .penalties import penalize_chinese, penalize_line_end, penalize_unspaced, penalize_words
from .syllables import find_syllable_breaks, find_within_syllables

INNER_PENALTY = 0.45
"""Charged for a line that ends inside a phrase (Japanese), a word (Chinese) or between syllables (Korean)."""
HYPHENATION_PENALTY = 0.6
"""Charged for a line that ends with a hyphen that the text does not show."""
_COMPOUND_PENALTY = 0.2
"""Charged for a line that ends behind a kanji where another or kana follow: readers mostly see one phrase there."""
_MIN_SENSE_WEIGHT = 0.06
"""How much the sense counts in a long text, beside a title's, where lines are to be even."""
_TITLE_LENGTH, _LONG_TEXT_LENGTH = 32, 56
"""Up to so many characters a text is a title, from so many a long text."""
_DENSE = frozenset({"zh", "ja", "ko", "am", "ti"})
"""Languages that say as much with half the characters."""
_STUB_PENALTY, _STUB_LENGTH = 0.1, 4
"""Charged for each part of a hyphenated word that has fewer letters (Forssman and de Jong, *Detailtypografie*)."""

BLANKS = " \t\u1680\u2000-\u2006\u2008-\u200a\u200b\u205f\u3000"
"""Spaces that vanish at a line's end, as a class of a regular expression (UAX #14: those of class BA, SP and ZW)."""
_BLANK = re.compile(f"[{BLANKS}]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_SOFT_HYPHEN = "\u00ad"
_KANJI = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KATAKANA, _HIRAGANA = "\u30a1-\u30fa\u30fc", "\u3041-\u3096"
_COMPOUND = re.compile(
    rf"(?<=[{_KANJI}])(?=[{_KANJI}{_HIRAGANA}])|(?<=[{_KATAKANA}])(?=[{_KATAKANA}{_HIRAGANA}])|(?<=[{_HIRAGANA}])(?=[てをん])"
)


_SHORT_TITLE = re.compile("《[^《》]{1,8}》")
"""A title that is kept whole where it can be (clreq 3.1): a longer one is divided at a cost (`charges`)."""
_LOCATIVE = re.compile("(?<=[\u4e00-\u9fff])中(?=[有的是也还還将將])")
"""中 (in) behind a noun, which ICU takes for the first half of a word: 目标中有."""
_HONORIFIC = re.compile("[おご御]")
_AFTER_HONORIFIC = re.compile(f"[{_KANJI}{_KATAKANA}{_HIRAGANA}]")
_BEFORE_HONORIFIC = re.compile(
    rf"(?:[とはをのにがでもへやて]|から|まで|より|[^{_HIRAGANA}]|[{_KANJI}][{_HIRAGANA}]{{1,2}})\Z"
)
_HONORIFIC_REACH = 3
"""Number of characters before an honorific prefix in which a phrase's end is recognised."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end: `index` starts the next line, `cost` is added to the raggedness (below 0: a gain).

    `even` is the cost where lines are to be even before all: there the sense counts for little in a long text.

    `inner` marks a place within a phrase, word or link, where a line ends only if it fits nowhere else; `hyphen` one
    where a hyphen is then shown that the line itself does not hold: in a word, or in place of a soft hyphen before it.
    """

    index: int
    penalty: float = 0.0
    inner: bool = False
    hyphen: bool = False
    balanced_penalty: float = 0.0


class _WordBoundaries(NamedTuple):
    """What a language knows of a text without spaces: where words end, and, if it has them, where phrases do."""

    word_ends: Sequence[int] = ()
    phrase_ends: frozenset[int] | None = None
    compound_ends: frozenset[int] = frozenset()


def find_line_boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Every place where UAX #14 (as ICU tailors it to `locale`) lets a line end, the end of the text included."""
    return _end_offsets(LineBreaker(_replace_lone_surrogates(text), locale))


@lru_cache(maxsize=64)
def find_clusters(text: str) -> tuple[int, ...]:
    """The end of each grapheme cluster (UAX #29), the end of the text included."""
    return _end_offsets(CharacterBreaker(_replace_lone_surrogates(text), "en"))


def trim_end(text: str, start: int, end: int) -> int:
    """Where the line [start, end) ends without the blanks at its end."""
    if end <= start or text[end - 1].isalnum():
        return end
    return max(start, _measure_trimmed(text)[end])


@lru_cache(maxsize=64)
def _measure_trimmed(text: str) -> tuple[int, ...]:
    """Return where each beginning of a text ends, from the empty one on, without the blanks at its end."""
    ends = list(range(len(text) + 1))
    for match in _BLANK.finditer(text):
        ends[match.end()] = ends[match.start()]
    return tuple(ends)


@lru_cache(maxsize=512)
def find_breaks(
    text: str, language: str, protected: tuple[tuple[int, int], ...] = (), hyphenate: bool = False
) -> tuple[Break, ...]:
    """Where the lines of `text` may end, in order, the end of the text last.

    `kept` are stretches (start, end) in which no line ends. `text` is one paragraph without line feeds. With
    `hyphenate` words are parted too, if pyphen has a dictionary of the language (`hyphens.hyphenates`). Costs add up:
    the choice with fewer hyphens is cheaper, though two that follow each other cost no more than any two.
    """
    whole, origin = compose_text(text)
    if origin:   # NFD: lines end where those of the same words in NFC do
        inside = tuple((bisect_left(origin, a), bisect_left(origin, b)) for a, b in protected)
        starts = (*origin, len(text))
        return tuple(replace(b, index=starts[b.index]) for b in find_breaks(whole, language, inside, hyphenate))
    language = re.split(r"[-_](?:[uxt])[-_]", language.replace("_", "-"), maxsplit=1)[0]
    primary = language.split("-")[0].lower()
    if primary in HAN_PRIMARY:
        language, primary = language if primary == "zh" else "zh", "zh"
    held, bound = (
        find_prohibited(text, primary, protected) | find_within_syllables(text),
        find_discouraged(text, primary),
    )
    ends = find_line_boundaries(text, f"{language}-u-lb-strict" if primary in ("ja", "zh", "ko") else language)
    legal = [i for i in ends if i not in held or i == len(text)]
    found = list(_assign_penalties(text, primary, legal, _find_word_boundaries(text, language, primary, legal), bound))
    taken = held.union(legal)
    more = [b for b in _find_last_resorts(text, language, hyphenate) if b.index not in taken]
    stiff = {i for start, end in protected for i in range(start + 1, end)}
    more += [Break(i, cost, inner=True, balanced_penalty=cost) for i, cost in find_url_breaks(text) if i not in stiff]
    if more:
        found = sorted({b.index: b for b in (*found, *more)}.values(), key=lambda b: b.index)
    return (*found, Break(len(text))) if text else ()


def _end_offsets(pieces: BaseBreaker) -> tuple[int, ...]:
    ends, at = [], 0
    for piece in pieces:
        at += len(piece)
        ends.append(at)
    return tuple(ends)


def _replace_lone_surrogates(text: str) -> str:
    """`text` as ICU takes it: without lone halves of surrogate pairs."""
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


def _find_word_boundaries(text: str, language: str, primary: str, ends: Sequence[int]) -> _WordBoundaries:
    """Where words or phrases end in languages that do not show it by spaces, or not by them alone.

    `ends` are those that nothing holds: what closes a compound, การ in ปฏิบัติการ, binds nothing behind it.
    """
    if primary == "zh":
        words = _find_chinese_words(text, language)
        leaning = {b for a, b in pairwise((0, *words)) if text[b:b + 1] in HAN_BOUND and text[b - 1 : b].isalpha()}
        titled = {b for m in _SHORT_TITLE.finditer(text) for b in range(m.start() + 1, m.end())}
        return _WordBoundaries(words, frozenset(words).difference(titled, (b for b in leaning if b + 1 in words)))
    if primary in UNSPACED_ON:
        prefixes, suffixes = PREFIXES.get(primary, ()), SUFFIXES.get(primary, ())
        bound = {b for a, b in pairwise((0, *ends)) if text[a:b] in prefixes}
        bound.update(a for a, b in pairwise(ends) if text[a:b].rstrip() in suffixes)
        if primary == "my":
            bound.update(
                a
                for a, b in pairwise(ends)
                if BURMESE_PARTICLES.fullmatch(text, a, b) and _belongs_to_previous(text, a, b)
            )
        return _WordBoundaries(ends, frozenset(ends) - bound)
    if primary in ("ja", "ko"):
        phrases = frozenset(find_line_boundaries(text, f"{language}-u-lb-strict-lw-phrase"))
        if primary == "ja":
            phrases = _join_honorifics(text, phrases).union(start for start, _ in find_tags(text))
        compounds = frozenset(m.start() for m in _COMPOUND.finditer(text)) & phrases if primary == "ja" else frozenset()
        return _WordBoundaries((), phrases - compounds, compounds)
    return _WordBoundaries()


def _belongs_to_previous(text: str, start: int, end: int) -> bool:
    """Return whether a particle belongs to what stands before it: behind a space only if a space follows it as well.

    က begins many words, which ICU parts behind it.
    """
    return text[start - 1] != " " or end == len(text) or text[end - 1] in " ။၊)"


def _find_chinese_words(text: str, language: str) -> tuple[int, ...]:
    """Return where Chinese words end: by ICU, but for our own terms, which it never sees beside other words."""
    ends, at = list[int](), 0
    for match in (*HAN_TERMS.finditer(text), None):
        stop = match.start() if match else len(text)
        ends += (at + end for end in _end_offsets(WordBreaker(_replace_lone_surrogates(text[at:stop]), language)))
        ends += (m.end() for m in _LOCATIVE.finditer(text, at, stop))
        if match:
            at = match.end()
            ends.append(at)
    return tuple(sorted(set(ends)))


def _join_honorifics(text: str, phrases: frozenset[int]) -> frozenset[int]:
    """Return where Japanese phrases end, お and ご (also 御) with the word that they honour (JIS X 4051, jlreq).

    ICU's dictionary parts a prefix from a word that it does not know with it: とお|電話番号. The phrase then ends
    before the prefix, if a particle, a word with kanji or a sign stands there.
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
    text: str, primary: str, legal: Sequence[int], words: _WordBoundaries, bound: frozenset[int]
) -> Iterator[Break]:
    """Return the legal ends with their costs, without the end of the text; `bound` are places within compounds."""
    pieces = [text[a:b] for a, b in zip((0, *legal), legal, strict=False)]
    length = len(text) * (2 if primary in _DENSE else 1)
    sense = min(1.0, max(_MIN_SENSE_WEIGHT, (_LONG_TEXT_LENGTH - length) / (_LONG_TEXT_LENGTH - _TITLE_LENGTH)))
    earlier = ""
    for before, after, index in zip(pieces, pieces[1:], legal, strict=False):
        if before[-1] == _SOFT_HYPHEN:
            yield Break(index, HYPHENATION_PENALTY, inner=True, hyphen=True, balanced_penalty=HYPHENATION_PENALTY)
        elif index in bound or (words.phrase_ends is not None and index not in words.phrase_ends):
            cost = _COMPOUND_PENALTY if index in words.compound_ends else INNER_PENALTY
            yield Break(index, cost, inner=True, balanced_penalty=cost)
        elif primary == "zh":
            cost, pause = penalize_chinese(text, index, words.word_ends), penalize_line_end(before, after)
            yield Break(index, round(cost + pause, 4), balanced_penalty=round(cost + sense * pause, 4))
        else:
            cost = penalize_line_end(before, after)
            if primary in UNSPACED_ON:
                cost += penalize_unspaced(primary, text, index, words.word_ends)
            else:
                cost += penalize_words(primary, earlier, before, after)
            yield Break(index, round(cost, 4), balanced_penalty=round(sense * cost, 4))
        earlier = before


def _find_last_resorts(text: str, language: str, hyphenate: bool) -> Iterator[Break]:
    """The places within words at which a line ends only where nothing else helps."""
    for index in find_syllable_breaks(text):
        yield Break(index, INNER_PENALTY, inner=True, balanced_penalty=INNER_PENALTY)
    for index in find_hyphens(text, language) if hyphenate else ():
        stubs = (not text[index - _STUB_LENGTH : index].isalpha()) + (not text[index : index + _STUB_LENGTH].isalpha())
        cost = round(HYPHENATION_PENALTY + _STUB_PENALTY * stubs, 3)
        yield Break(index, cost, inner=True, hyphen=True, balanced_penalty=cost)
