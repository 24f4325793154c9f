"""A paragraph becomes items: stretches of one style, direction, script and font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..breaking.breaks import find_clusters
from ..fonts.emoji import emoji_scale, is_emoji, may_contain_emoji
from ..fonts.font_library import Candidate, FontLibrary
from ..glyphs import Span, TextStyle
from ..tokens.quantities import find_quantities
from ..unicode.script_groups import FULL_WIDTH_SCRIPTS, LATIN_LIKE_SCRIPTS, WIDE_SCRIPTS
from ..unicode.scripts import is_letter, is_mark
from .joining_check import is_joined
from .latin_signs import LATIN, find_latin_signs, resolve_sign_scripts
from .mark_placement import find_marked_clusters, find_misplaced_marks
from .shape import Item, is_fully_shaped
from .span_boundaries import snap_to_clusters

_CLOSER = re.compile("[)\\]}⟩»›”’」』】〉》）］｝]")
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Controls, separators and halves of pairs, which are no letters though a font may map them."""
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CMAP_SCRIPTS = FULL_WIDTH_SCRIPTS.union(LATIN_LIKE_SCRIPTS, ("Armn", "Geor", "Ethi", "Cher"))
"""Scripts in which a cmap tells the truth: no shaper composes a letter or puts a circle under one."""
_MAX_UNCOVERED = 16
"""Maximum number of a text's units without a font that are searched for: after that the text is refused anyway."""
_RAISED = re.compile("[²³¹\u2070-\u209f]")
"""Superscripts and subscripts that are no letters: they stay in the face of the word that they belong to (CO₂, m²)."""
_UNSPACED_SCRIPTS = WIDE_SCRIPTS.union(("Yiii", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))
"""Scripts that put no spaces between words: a font is looked for cluster by cluster at once."""


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


@dataclass(slots=True)
class _FontSearch:
    """The fonts that may set units of one style, script and kind, and what is known of them in any context.

    `first` is for a unit the number of the first font that may have its letters. `lost` are the units that no font of
    any search in the paragraph sets, each with the place in it of the character for want of which none does.
    """

    candidates: tuple[Candidate, ...]
    lost: dict[str, int]
    first: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Segment:
    """One span's characters of one script and kind, whatever their direction, and the fonts that may set them.

    `latin`: signs of another script's words that the Latin face draws.
    """

    start: int
    end: int
    span: Span
    search: _FontSearch
    pictures: bool
    latin: bool = False

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The fonts, the preferred one first."""
        return self.search.candidates


_UnitFont = tuple[int, int, Candidate | None]


def itemize_text(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> Itemized:
    """The items of a paragraph; `spans` tile it.

    A font is chosen for whole clusters, for whole words where a font has them; a number keeps one font with its sign,
    separators and unit; what is no letter stays in its neighbour's font. A border between spans that would part a
    cluster or letters that are written as one moves outward from the emphasised side.
    """
    settled = resolve_sign_scripts(analysis.text, analysis.language, analysis.scripts)
    analysis = analysis if settled is analysis.scripts else replace(analysis, scripts=settled)
    items: list[Item] = []
    missing = [match.start() for match in _UNDRAWABLE.finditer(analysis.text)]
    neighbour: Candidate | None = None
    used: dict[str, Candidate | None] = {}
    for stretch in _split_segments(analysis, _snap_spans(analysis, spans, fonts), fonts):
        script = analysis.scripts[stretch.start]
        if _CLOSER.match(analysis.text, stretch.start):
            neighbour = used.get(script, neighbour)   # a closing bracket is of the same face as its opening one
        chosen = _choose_fonts(analysis, stretch, neighbour if stretch.start > stretch.span.start else None)
        neighbour = None if stretch.pictures else chosen[-1][2]
        used[script] = neighbour
        lost = stretch.search.lost
        missing += [start + lost[analysis.text[start:end]] for start, end, found in chosen if found is None]
        for start, end, candidate in _merge_choices(chosen):
            items += _build_items(analysis, start, end, stretch.span, candidate or stretch.candidates[0])
    return Itemized(tuple(items), tuple(sorted(set(missing))))


def _snap_spans(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> tuple[Span, ...]:
    """The spans with their borders moved off clusters and ligatures."""

    def drawing(at: int, span: Span) -> Item | None:
        """The word around `at` in the font that sets it; None where there is none and in plain scripts."""
        text, scripts, levels = analysis.text, analysis.scripts, analysis.levels
        if scripts[at] in _CMAP_SCRIPTS or not (is_letter(text[at - 1]) and is_letter(text[at])):
            return None
        known = zip(scripts, levels, text, strict=True)
        alike = [script == scripts[at] and level == levels[at] and c != " " for script, level, c in known]
        start, end = at, at
        while start > 0 and alike[start - 1]:
            start -= 1
        while end < len(text) and alike[end]:
            end += 1
        if start == at:
            return None
        candidates = fonts.candidates(span.style, scripts[at], analysis.language)
        chosen = next((c for c in candidates if _can_set(analysis, start, end, span, c)), candidates[0])
        return next(iter(_build_items(analysis, start, end, span, chosen)))

    return snap_to_clusters(analysis.text, spans, drawing) if len(spans) > 1 else tuple(spans)


def _split_segments(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> Iterator[_Segment]:
    """Maximal stretches of one span, script and kind of cluster."""
    kinds = _find_kinds(analysis)
    scripts, lost = analysis.scripts, dict[str, int]()
    searches: dict[tuple[TextStyle, str, bool], _FontSearch] = {}
    for span in spans:
        start = span.start
        for at in range(span.start + 1, span.end + 1):
            if at == span.end or scripts[at] != scripts[start] or kinds.get(at) != kinds.get(start):
                pictures, latin = kinds.get(start) == _EMOJI, kinds.get(start) == _LATIN_SIGN
                script = LATIN if latin else scripts[start]
                key = span.style, script, pictures
                if key not in searches:
                    candidates = fonts.candidates(span.style, script, analysis.language)
                    candidates = _with_emoji_fonts(candidates, script, fonts) if pictures else candidates
                    searches[key] = _FontSearch(candidates, lost)
                yield _Segment(start, at, span, searches[key], pictures, latin)
                start = at


_EMOJI, _LATIN_SIGN = 1, 2


def _find_kinds(analysis: Analysis) -> dict[int, int]:
    """Return the places of pictures and of signs that the Latin face draws, whatever the script around them."""
    text, scripts = analysis.text, analysis.scripts
    signs = find_latin_signs(text, scripts)
    kinds = {at: _LATIN_SIGN for start, end in signs for at in range(start, end) if scripts[at] != LATIN}
    return kinds | dict.fromkeys(_emoji_indices(text), _EMOJI)


def _with_emoji_fonts(words: tuple[Candidate, ...], script: str, fonts: FontLibrary) -> tuple[Candidate, ...]:
    """Return the fonts for pictures, emoji's first, as large as the words beside them look."""
    beside = next((c for c in words if script in c.font.entry.scripts), words[0])
    scales = ((f, emoji_scale(f, beside.font, beside.scale, script)) for f in fonts.emoji)
    return (*(Candidate(f, scale) for f, scale in scales), *words)


def _emoji_indices(text: str) -> frozenset[int]:
    if not may_contain_emoji(text):
        return frozenset()
    start, places = 0, set[int]()
    for end in find_clusters(text):
        if is_emoji(text[start:end]):
            places.update(range(start, end))
        start = end
    return frozenset(places)


def _choose_fonts(analysis: Analysis, stretch: _Segment, neighbour: Candidate | None) -> list[_UnitFont]:
    """A font for the whole of a stretch if the first one sets it, otherwise for each unit of it.

    Signs alone stay in the font of the `neighbour` before them, though Unicode gives them another script (я·я).
    """
    characters = analysis.text[stretch.start : stretch.end]
    numeric = analysis.scripts[stretch.start] == LATIN and any(map(str.isdigit, characters))
    signs = not (stretch.pictures or stretch.latin or numeric or any(map(is_letter, characters)))
    if neighbour and signs and _can_set(analysis, stretch.start, stretch.end, stretch.span, neighbour):
        return [(stretch.start, stretch.end, neighbour)]
    if _can_set(analysis, stretch.start, stretch.end, stretch.span, stretch.candidates[0]):
        return [(stretch.start, stretch.end, stretch.candidates[0])]
    chosen: list[_UnitFont] = []
    waiting: list[tuple[int, int]] = []   # signs before the first letter, which take its font
    for start, end in _split_units(analysis, stretch):
        if is_letter(analysis.text[start]):
            found = _choose_unit_fonts(analysis, start, end, stretch)
            for unit in waiting:
                chosen += _choose_unit_fonts(analysis, *unit, stretch, found[0][2])
            waiting = []
            chosen += found
        elif chosen:
            chosen += _choose_unit_fonts(analysis, start, end, stretch, chosen[-1][2])
        else:
            waiting.append((start, end))
    for unit in waiting:
        chosen += _choose_unit_fonts(analysis, *unit, stretch)
    return chosen


def _choose_unit_fonts(
    analysis: Analysis, start: int, end: int, stretch: _Segment, neighbour: Candidate | None = None
) -> list[_UnitFont]:
    """The first font that sets the unit, the neighbour's before all; where none does, a font for each cluster."""
    # what a private character means only the wished font can know
    private = _PRIVATE_USE.search(analysis.text, start, end) is not None
    if neighbour and not private and _can_set(analysis, start, end, stretch.span, neighbour):
        return [(start, end, neighbour)]
    found = _find_font(analysis, start, end, stretch, 1 if private else None)
    clusters = [start + e for e in find_clusters(analysis.text[start:end])]
    if found or len(clusters) == 1:
        if not found and (unit := analysis.text[start:end]) not in stretch.search.lost:
            stretch.search.lost[unit] = _find_uncovered(unit, stretch)
        return [(start, end, found)]
    borders = zip((start, *clusters), clusters, strict=False)
    return [choice for a, b in borders for choice in _choose_unit_fonts(analysis, a, b, stretch, neighbour)]


def _find_font(analysis: Analysis, start: int, end: int, stretch: _Segment, most: int | None) -> Candidate | None:
    """Return the first font that sets the unit, of `most` of them.

    Where too many units have none, so that the text is refused anyway, it is any font.
    """
    unit, search = analysis.text[start:end], stretch.search
    if unit in search.lost:
        return None
    if len(search.lost) >= _MAX_UNCOVERED:
        return search.candidates[0]
    stop = most or len(search.candidates)
    first = search.first.get(unit, 0)
    while first < stop and not search.candidates[first].font.may_cover(unit):
        first += 1
    search.first[unit] = first
    candidates = search.candidates[first:stop]
    found = next((c for c in candidates if _can_set(analysis, start, end, stretch.span, c)), None)
    if found or not any(start <= at < end for at, _, _ in find_marked_clusters(analysis.text)):
        return found
    if len(find_clusters(unit)) > 1:
        return None   # some of its letters may have a font that places their marks
    return next((c for c in candidates if _can_draw(analysis, start, end, stretch.span, c)), None)


def _split_units(analysis: Analysis, stretch: _Segment) -> Iterator[tuple[int, int]]:
    """Words where the script has them, numbers with all that belongs to them, and other clusters."""
    text, at = analysis.text, stretch.start
    found = find_quantities(text)
    numbers = {max(q.start, at): min(q.end, stretch.end) for q in found if q.end > at and q.start < stretch.end}
    worded = analysis.scripts[at] not in _UNSPACED_SCRIPTS
    for end in (stretch.start + e for e in find_clusters(text[stretch.start : stretch.end])):
        goes_on = end < stretch.end and end not in numbers and _is_word_character(text[at])
        in_word = goes_on and (_is_word_character(text[end]) if worded else is_mark(text[end]))
        if not in_word and end >= numbers.get(at, 0):
            yield at, end
            at = end


def _is_word_character(character: str) -> bool:
    return is_letter(character) or _RAISED.match(character) is not None


def _merge_choices(chosen: Sequence[_UnitFont]) -> Iterator[_UnitFont]:
    """The choices with neighbours of one font made one."""
    start = 0
    for at in range(1, len(chosen) + 1):
        if at == len(chosen) or chosen[at][2] != chosen[start][2]:
            yield chosen[start][0], chosen[at - 1][1], chosen[start][2]
            start = at


def _build_items(analysis: Analysis, start: int, end: int, span: Span, candidate: Candidate) -> Iterator[Item]:
    """Items of one level each."""
    levels = analysis.levels
    while start < end:
        stop = start + 1
        while stop < end and levels[stop] == levels[start]:
            stop += 1
        yield Item(
            start, stop, levels[start], analysis.scripts[start], analysis.language, candidate.font, candidate.scale,
            span.style.tracking, span.emphasis,
        )  # fmt: skip
        start = stop


def _can_set(analysis: Analysis, start: int, end: int, span: Span, candidate: Candidate) -> bool:
    """Return whether a font draws every letter of a stretch and places every mark on its letter."""
    if not _can_draw(analysis, start, end, span, candidate):
        return False
    text = analysis.text
    if candidate.font.color or not find_marked_clusters(text):
        return True
    items = _build_items(analysis, start, end, span, candidate)
    return all(next(find_misplaced_marks(text, item), None) is None for item in items)


def _can_draw(analysis: Analysis, start: int, end: int, span: Span, candidate: Candidate) -> bool:
    """`covers`, without shaping where the cmap alone decides."""
    text = analysis.text
    plain = analysis.scripts[start] in _CMAP_SCRIPTS and not is_mark(text[start])
    if plain and not candidate.font.color and candidate.font.has_glyphs(text[start:end]):
        return True
    if not candidate.font.may_cover(text[start:end]):
        return False
    return all(
        is_fully_shaped(text, item) and is_joined(text, item) for item in _build_items(analysis, start, end, span, candidate)
    )


def _find_uncovered(cluster: str, stretch: _Segment) -> int:
    """Return the index in a cluster of the character that no font covers."""
    fonts = [c.font for c in stretch.candidates]
    return next((at for at, character in enumerate(cluster) if not any(f.has_glyphs(character) for f in fonts)), 0)
