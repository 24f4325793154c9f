"""Itemization: split a paragraph into items of one style, direction, script and font."""

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
"""Controls, separators and lone surrogates. They are not drawn, though a font may have glyphs for them."""
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CMAP_SCRIPTS = FULL_WIDTH_SCRIPTS.union(LATIN_LIKE_SCRIPTS, ("Armn", "Geor", "Ethi", "Cher"))
"""Scripts for which a font's cmap decides its coverage: no shaper composes letters or inserts dotted circles."""
_MAX_UNCOVERED = 16
"""Maximum number of uncovered units for which fonts are searched. With more, the text is refused in any case."""
_RAISED = re.compile("[²³¹\u2070-\u209f]")
"""Superscripts and subscripts that are not letters. They stay in the face of the word they belong to (CO₂, m²)."""
_UNSPACED_SCRIPTS = WIDE_SCRIPTS.union(("Yiii", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))
"""Scripts without spaces between words. Their fonts are chosen cluster by cluster."""


@dataclass(frozen=True, slots=True)
class Itemized:
    """The items that cover a paragraph, and the indices of characters that no available font covers."""

    items: tuple[Item, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A paragraph's properties before fonts are chosen: a bidi level and a script for each character."""

    text: str
    language: str
    levels: tuple[int, ...]
    scripts: tuple[str, ...]


@dataclass(slots=True)
class _FontSearch:
    """The candidate fonts for units of one style, script and kind, with cached results.

    `first_candidate` is the number of the first font that may cover a unit. `uncovered` are the units that no font
    can set, shared by all searches of a paragraph, each with the index in it of the character that is not covered.
    """

    candidates: tuple[Candidate, ...]
    lost: dict[str, int]
    first: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Characters of one span, script and kind, in any direction, and the search for their font.

    `is_latin_sign` marks numbers and signs among words of another script that the Latin face draws.
    """

    start: int
    end: int
    span: Span
    search: _FontSearch
    pictures: bool
    latin: bool = False

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidate fonts, the preferred one first."""
        return self.search.candidates


_UnitFont = tuple[int, int, Candidate | None]


def itemize_text(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> Itemized:
    """Return the items of a paragraph. `spans` cover it without gaps.

    A font is chosen for whole clusters, and for whole words if a font covers them. A number has one font with its sign,
    separators and unit. Characters other than letters stay in their neighbour's font. A boundary between spans that
    would split a cluster or a ligature moves outward from the emphasised side.
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
            neighbour = used.get(script, neighbour)   # a closing bracket has the face of its opening one
        chosen = _choose_fonts(analysis, stretch, neighbour if stretch.start > stretch.span.start else None)
        neighbour = None if stretch.pictures else chosen[-1][2]
        used[script] = neighbour
        lost = stretch.search.lost
        missing += [start + lost[analysis.text[start:end]] for start, end, found in chosen if found is None]
        for start, end, candidate in _merge_choices(chosen):
            items += _build_items(analysis, start, end, stretch.span, candidate or stretch.candidates[0])
    return Itemized(tuple(items), tuple(sorted(set(missing))))


def _snap_spans(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> tuple[Span, ...]:
    """Return the spans with their boundaries moved out of clusters and ligatures."""

    def drawing(at: int, span: Span) -> Item | None:
        """Return the word around `at` in the font of a span, or None in scripts without ligatures of this kind."""
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
    """Yield maximal segments of one span, script and kind of cluster."""
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
    """Return the indices of emoji, and of signs that the Latin face draws whatever the script around them."""
    text, scripts = analysis.text, analysis.scripts
    signs = find_latin_signs(text, scripts)
    kinds = {at: _LATIN_SIGN for start, end in signs for at in range(start, end) if scripts[at] != LATIN}
    return kinds | dict.fromkeys(_emoji_indices(text), _EMOJI)


def _with_emoji_fonts(words: tuple[Candidate, ...], script: str, fonts: FontLibrary) -> tuple[Candidate, ...]:
    """Return the candidates for emoji: emoji fonts first, scaled to match the text beside them."""
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
    """Choose a font for a whole segment if its first candidate can set it, otherwise for each unit.

    Signs without letters stay in the font of the `neighbour` before them, even if Unicode gives them another script
    (я·я).
    """
    characters = analysis.text[stretch.start : stretch.end]
    numeric = analysis.scripts[stretch.start] == LATIN and any(map(str.isdigit, characters))
    signs = not (stretch.pictures or stretch.latin or numeric or any(map(is_letter, characters)))
    if neighbour and signs and _can_set(analysis, stretch.start, stretch.end, stretch.span, neighbour):
        return [(stretch.start, stretch.end, neighbour)]
    if _can_set(analysis, stretch.start, stretch.end, stretch.span, stretch.candidates[0]):
        return [(stretch.start, stretch.end, stretch.candidates[0])]
    chosen: list[_UnitFont] = []
    waiting: list[tuple[int, int]] = []   # signs before the first letter: they take its font
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
    """Choose the neighbour's font or the first that can set the unit; if there is none, a font for each cluster."""
    # the meaning of a private-use character is defined only by the requested font
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
    """Return the first of `most` candidates that can set the unit, or None.

    If too many units have no font, so that the text is refused in any case, the first candidate is returned.
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
        return None   # its clusters may have fonts that position their marks
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
    """Yield the choices, adjacent ones with the same font merged."""
    start = 0
    for at in range(1, len(chosen) + 1):
        if at == len(chosen) or chosen[at][2] != chosen[start][2]:
            yield chosen[start][0], chosen[at - 1][1], chosen[start][2]
            start = at


def _build_items(analysis: Analysis, start: int, end: int, span: Span, candidate: Candidate) -> Iterator[Item]:
    """Yield the items of a range in one font, each of one bidi level."""
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
    """Return whether a font can draw every letter of a range and positions every mark on its base."""
    if not _can_draw(analysis, start, end, span, candidate):
        return False
    text = analysis.text
    if candidate.font.color or not find_marked_clusters(text):
        return True
    items = _build_items(analysis, start, end, span, candidate)
    return all(next(find_misplaced_marks(text, item), None) is None for item in items)


def _can_draw(analysis: Analysis, start: int, end: int, span: Span, candidate: Candidate) -> bool:
    """Return whether a font can draw every letter of a range, without shaping if the cmap decides."""
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
