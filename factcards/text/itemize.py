"""A paragraph becomes items: stretches of one style, direction, script and font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .breaks import find_clusters
from .emoji import is_emoji, may_hold_emoji
from .fonts import Candidate, Font, FontLibrary
from .glyphs import Span
from .shape import Item, covers, shape_item

_NUMBER = re.compile(r"[+\-−±~≈]?[$€£¥₹₽]?\u00a0?\d(?:[\d.,:/\u00a0\u202f\u066b\u066c–-]*\d)?(?:[\u00a0\u202f]?[%‰°€£$¥₹₽])?")
_PLAIN_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor", "Hani", "Hira", "Kana", "Bopo", "Ethi", "Cher"})
_JOINERS = frozenset({"Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Rohg", "Mand"})


@dataclass(frozen=True, slots=True)
class Itemized:
    """The items that tile a paragraph, and the places of characters that no font at hand can set."""

    items: tuple[Item, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a paragraph before fonts are chosen: a level and a script for each character."""

    text: str
    language: str
    levels: tuple[int, ...]
    scripts: tuple[str, ...]


def itemize_text(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> Itemized:
    """The items of a paragraph; `spans` tile it.

    A font is chosen for whole clusters; a number keeps one font with its sign, separators and unit; a border between
    spans that would part a cluster or a joined ligature moves outward from the emphasised side.
    """
    spans = _settle_borders(analysis, spans, fonts)
    items: list[Item] = []
    missing: list[int] = []
    for start, end, span, emoji in _stretches(analysis, spans):
        pattern = Item(
            start, end, analysis.levels[start], analysis.scripts[start], analysis.language,
            _any_font(fonts, span), 1.0, span.style.tracking, span.emphasis,
        )  # fmt: skip
        found, lost = _choose_fonts(analysis.text, pattern, _candidates(analysis, span, start, emoji, fonts))
        items += found
        missing += lost
    return Itemized(tuple(items), tuple(missing))


def _any_font(fonts: FontLibrary, span: Span) -> Font:
    return fonts.candidates(span.style, "Latn", "en")[0].font


def _candidates(analysis: Analysis, span: Span, start: int, emoji: bool, fonts: FontLibrary) -> tuple[Candidate, ...]:
    plain = fonts.candidates(span.style, analysis.scripts[start], analysis.language)
    if not emoji:
        return plain
    return (*(Candidate(f, 1.0) for f in fonts.emoji), *plain)


def _stretches(analysis: Analysis, spans: Sequence[Span]) -> Iterator[tuple[int, int, Span, bool]]:
    """Maximal stretches of one span, level, script and kind of cluster."""
    text = analysis.text
    pictures = _emoji_places(text)
    for span in spans:
        start = span.start
        for at in range(span.start + 1, span.end + 1):
            if at == span.end or _differs(analysis, pictures, start, at):
                yield start, at, span, start in pictures
                start = at


def _differs(analysis: Analysis, pictures: frozenset[int], one: int, other: int) -> bool:
    return (
        analysis.levels[one] != analysis.levels[other]
        or analysis.scripts[one] != analysis.scripts[other]
        or (one in pictures) != (other in pictures)
    )


def _emoji_places(text: str) -> frozenset[int]:
    if not may_hold_emoji(text):
        return frozenset()
    start, places = 0, set()
    for end in find_clusters(text):
        if is_emoji(text[start:end]):
            places.update(range(start, end))
        start = end
    return frozenset(places)


def _choose_fonts(text: str, pattern: Item, candidates: tuple[Candidate, ...]) -> tuple[list[Item], list[int]]:
    """One item if the first font sets all of the stretch, otherwise items by cluster; and the places not set."""
    whole = replace(pattern, font=candidates[0].font, scale=candidates[0].scale)
    if _sets(text, whole):
        return [whole], []
    chosen: list[tuple[int, int, Candidate | None]] = []
    for start, end in _units(text, pattern.start, pattern.end):
        unit = replace(pattern, start=start, end=end)
        order = candidates
        before = chosen[-1][2] if chosen else None
        if before and not any(unicodedata.category(c)[0] == "L" for c in text[start:end]):
            order = (before, *candidates)   # signs and digits stay in their neighbour's font where it has them
        chosen.append((start, end, next((c for c in order if _sets(text, _in_font(unit, c))), None)))
    missing = [start for start, _, candidate in chosen if candidate is None]
    return list(_merge(pattern, chosen, candidates[0])), missing


def _merge(pattern: Item, chosen: list[tuple[int, int, Candidate | None]], fallback: Candidate) -> Iterator[Item]:
    start = 0
    for at in range(1, len(chosen) + 1):
        if at == len(chosen) or chosen[at][2] != chosen[start][2]:
            candidate = chosen[start][2] or fallback
            yield _in_font(replace(pattern, start=chosen[start][0], end=chosen[at - 1][1]), candidate)
            start = at


def _in_font(item: Item, candidate: Candidate) -> Item:
    return replace(item, font=candidate.font, scale=candidate.scale)


def _sets(text: str, item: Item) -> bool:
    """`covers`, without shaping where the cmap alone decides: in plain scripts no circle is ever put in."""
    if item.script in _PLAIN_SCRIPTS:
        part = text[item.start : item.end]
        if item.font.maps(part) and not unicodedata.combining(part[0]):
            return True
    return covers(text, item)


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clusters, and numbers with all that belongs to them."""
    numbers = {m.start(): m.end() for m in _NUMBER.finditer(text, start, end)}
    at = start
    for cluster_end in (start + e for e in find_clusters(text[start:end])):
        if at >= cluster_end:
            continue
        stop = max(cluster_end, numbers.get(at, cluster_end))
        yield at, stop
        at = stop


def _settle_borders(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> tuple[Span, ...]:
    """`spans` with each border at which emphasis starts or ends moved outward, off a cluster or joined ligature."""
    if len(spans) < 2:
        return tuple(spans)
    text = analysis.text
    ends = set(find_clusters(text))
    settled = list(spans)
    for index in range(1, len(settled)):
        before, after = settled[index - 1], settled[index]
        at = after.start
        while 0 < at < len(text) and (at not in ends or _parts_ligature(analysis, before, at, fonts)):
            at += -1 if after.emphasis else 1
        settled[index - 1], settled[index] = replace(before, end=at), replace(after, start=at)
    return tuple(s for s in settled if s.start < s.end)


def _parts_ligature(analysis: Analysis, span: Span, at: int, fonts: FontLibrary) -> bool:
    """Whether the letters on both sides of `at` make one glyph when nothing comes between them."""
    text, script = analysis.text, analysis.scripts[at]
    if script not in _JOINERS or analysis.scripts[at - 1] != script:
        return False
    candidate = fonts.candidates(span.style, script, analysis.language)[0]
    start, end = _word_around(text, at)
    return at in _ligature_insides(text, start, end, script, analysis.language, candidate)


def _word_around(text: str, at: int) -> tuple[int, int]:
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return start, len(text) if end < 0 else end


@lru_cache(maxsize=256)
def _ligature_insides(
    text: str, start: int, end: int, script: str, language: str, candidate: Candidate
) -> frozenset[int]:
    run = shape_item(text, Item(start, end, 1, script, language, candidate.font, candidate.scale))
    borders = {start + g.cluster for g in run.glyphs}
    return frozenset(range(start, end)) - borders
