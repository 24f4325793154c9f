"""Itemization: choose a font for each character, and split a paragraph into items of one style, direction and font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...late_loading import compile_late
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

_CLOSER = compile_late("[)\\]}⟩»›”’」』】〉》）］｝]")   # a closing bracket or quotation mark
_UNDRAWABLE = compile_late("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Controls, separators and lone surrogates. They are not drawn, though a font may have glyphs for them."""
_PRIVATE_USE = compile_late("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""A character of the private use areas, such as a logo in a brand's font."""
_CMAP_SCRIPTS = FULL_WIDTH_SCRIPTS.union(LATIN_LIKE_SCRIPTS, ("Armn", "Geor", "Ethi", "Cher"))
"""Scripts for which a font's cmap decides its coverage: no shaper composes letters or inserts dotted circles."""
_MAX_UNCOVERED = 16
"""Maximum number of uncovered units for which fonts are searched. With more, the text is refused in any case."""
_RAISED = compile_late("[²³¹\u2070-\u209f]")
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
    uncovered: dict[str, int]
    first_candidate: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Characters of one span, script and kind, in any direction, and the search for their font.

    `is_latin_sign` marks numbers and signs among words of another script that the Latin face draws.
    """

    start: int
    end: int
    span: Span
    search: _FontSearch
    is_emoji: bool
    is_latin_sign: bool = False

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidate fonts, the preferred one first."""
        return self.search.candidates


_UnitFont = tuple[int, int, Candidate | None]
"""The range (start, end) of a unit, and its font; None if no font can set it."""


def itemize_text(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> Itemized:
    """Return the items of a paragraph. `spans` cover it without gaps.

    A font is chosen for whole clusters, and for whole words if a font covers them. A number has one font with its sign,
    separators and unit. Characters other than letters stay in their neighbour's font. A boundary between spans that
    would split a cluster or a ligature moves outward from the emphasised side.
    """
    scripts_of_signs = resolve_sign_scripts(analysis.text, analysis.language, analysis.scripts)
    analysis = analysis if scripts_of_signs is analysis.scripts else replace(analysis, scripts=scripts_of_signs)
    items: list[Item] = []
    missing = [match.start() for match in _UNDRAWABLE.finditer(analysis.text)]
    neighbor: Candidate | None = None
    used: dict[str, Candidate | None] = {}
    for segment in _split_segments(analysis, _snap_spans(analysis, spans, fonts), fonts):
        script = analysis.scripts[segment.start]
        if _CLOSER.match(analysis.text, segment.start):
            neighbor = used.get(script, neighbor)   # a closing bracket has the face of its opening one
        chosen = _choose_fonts(analysis, segment, neighbor if segment.start > segment.span.start else None)
        neighbor = None if segment.is_emoji else chosen[-1][2]
        used[script] = neighbor
        uncovered = segment.search.uncovered
        missing += [start + uncovered[analysis.text[start:end]] for start, end, found in chosen if found is None]
        for start, end, candidate in _merge_choices(chosen):
            items += _build_items(analysis, start, end, segment.span, candidate or segment.candidates[0])
    return Itemized(tuple(items), tuple(sorted(set(missing))))


def _snap_spans(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> tuple[Span, ...]:
    """Return the spans with their boundaries moved out of clusters and ligatures."""

    def item_at(at: int, span: Span) -> Item | None:
        """Return the word around `at` in the font of a span, or None in scripts without ligatures of this kind."""
        text, scripts, levels = analysis.text, analysis.scripts, analysis.levels
        if scripts[at] in _CMAP_SCRIPTS or not (is_letter(text[at - 1]) and is_letter(text[at])):
            return None
        known = zip(scripts, levels, text, strict=True)
        same_run = [script == scripts[at] and level == levels[at] and c != " " for script, level, c in known]
        start, end = at, at
        while start > 0 and same_run[start - 1]:
            start -= 1
        while end < len(text) and same_run[end]:
            end += 1
        if start == at:
            return None
        candidates = fonts.candidates(span.style, scripts[at], analysis.language)
        chosen = next((c for c in candidates if _can_set(analysis, start, end, span, c)), candidates[0])
        return next(iter(_build_items(analysis, start, end, span, chosen)))

    return snap_to_clusters(analysis.text, spans, item_at) if len(spans) > 1 else tuple(spans)


def _split_segments(analysis: Analysis, spans: Sequence[Span], fonts: FontLibrary) -> Iterator[_Segment]:
    """Yield maximal segments of one span, script and kind of cluster."""
    kinds = _find_kinds(analysis)
    scripts, uncovered = analysis.scripts, dict[str, int]()
    searches: dict[tuple[TextStyle, str, bool], _FontSearch] = {}
    for span in spans:
        start = span.start
        for at in range(span.start + 1, span.end + 1):
            if at == span.end or scripts[at] != scripts[start] or kinds.get(at) != kinds.get(start):
                emoji, latin = kinds.get(start) == _EMOJI, kinds.get(start) == _LATIN_SIGN
                script = LATIN if latin else scripts[start]
                key = span.style, script, emoji
                if key not in searches:
                    candidates = fonts.candidates(span.style, script, analysis.language)
                    candidates = _with_emoji_fonts(candidates, script, fonts) if emoji else candidates
                    searches[key] = _FontSearch(candidates, uncovered)
                yield _Segment(start, at, span, searches[key], emoji, latin)
                start = at


_EMOJI, _LATIN_SIGN = 1, 2
"""Kinds of characters that are not in the face of the script around them."""


def _find_kinds(analysis: Analysis) -> dict[int, int]:
    """Return the indices of emoji, and of signs that the Latin face draws whatever the script around them."""
    text, scripts = analysis.text, analysis.scripts
    signs = find_latin_signs(text, scripts)
    kinds = {at: _LATIN_SIGN for start, end in signs for at in range(start, end) if scripts[at] != LATIN}
    return kinds | dict.fromkeys(_find_emoji_indices(text), _EMOJI)


def _with_emoji_fonts(text_candidates: tuple[Candidate, ...], script: str, fonts: FontLibrary) -> tuple[Candidate, ...]:
    """Return the candidates for emoji: emoji fonts first, scaled to match the text beside them."""
    beside = next((c for c in text_candidates if script in c.font.entry.scripts), text_candidates[0])
    scales = ((f, emoji_scale(f, beside.font, beside.scale, script)) for f in fonts.emoji)
    return (*(Candidate(f, scale) for f, scale in scales), *text_candidates)


def _find_emoji_indices(text: str) -> frozenset[int]:
    """Return the indices of all characters of emoji."""
    if not may_contain_emoji(text):
        return frozenset()
    start, indices = 0, set[int]()
    for end in find_clusters(text):
        if is_emoji(text[start:end]):
            indices.update(range(start, end))
        start = end
    return frozenset(indices)


def _choose_fonts(analysis: Analysis, segment: _Segment, neighbor: Candidate | None) -> list[_UnitFont]:
    """Choose a font for a whole segment if its first candidate can set it, otherwise for each unit.

    Signs without letters stay in the font of the `neighbor` before them, even if Unicode gives them another script
    (я·я).
    """
    characters = analysis.text[segment.start : segment.end]
    numeric = analysis.scripts[segment.start] == LATIN and any(map(str.isdigit, characters))
    signs = not (segment.is_emoji or segment.is_latin_sign or numeric or any(map(is_letter, characters)))
    if neighbor and signs and _can_set(analysis, segment.start, segment.end, segment.span, neighbor):
        return [(segment.start, segment.end, neighbor)]
    if _can_set(analysis, segment.start, segment.end, segment.span, segment.candidates[0]):
        return [(segment.start, segment.end, segment.candidates[0])]
    chosen: list[_UnitFont] = []
    waiting: list[tuple[int, int]] = []   # signs before the first letter: they take its font
    for start, end in _split_units(analysis, segment):
        if is_letter(analysis.text[start]):
            found = _choose_unit_fonts(analysis, start, end, segment)
            for unit in waiting:
                chosen += _choose_unit_fonts(analysis, *unit, segment, found[0][2])
            waiting = []
            chosen += found
        elif chosen:
            chosen += _choose_unit_fonts(analysis, start, end, segment, chosen[-1][2])
        else:
            waiting.append((start, end))
    for unit in waiting:
        chosen += _choose_unit_fonts(analysis, *unit, segment)
    return chosen


def _choose_unit_fonts(
    analysis: Analysis, start: int, end: int, segment: _Segment, neighbor: Candidate | None = None
) -> list[_UnitFont]:
    """Choose the neighbour's font or the first that can set the unit; if there is none, a font for each cluster."""
    # the meaning of a private-use character is defined only by the requested font
    private = _PRIVATE_USE.search(analysis.text, start, end) is not None
    if neighbor and not private and _can_set(analysis, start, end, segment.span, neighbor):
        return [(start, end, neighbor)]
    found = _find_font(analysis, start, end, segment, 1 if private else None)
    clusters = [start + e for e in find_clusters(analysis.text[start:end])]
    if found or len(clusters) == 1:
        if not found and (unit := analysis.text[start:end]) not in segment.search.uncovered:
            segment.search.uncovered[unit] = _find_uncovered(unit, segment)
        return [(start, end, found)]
    bounds = zip((start, *clusters), clusters, strict=False)
    return [choice for a, b in bounds for choice in _choose_unit_fonts(analysis, a, b, segment, neighbor)]


def _find_font(analysis: Analysis, start: int, end: int, segment: _Segment, limit: int | None) -> Candidate | None:
    """Return the first candidate that can set the unit, or None. With `limit`, only that many are tried.

    A font that can draw a cluster but does not position its marks is returned only if no font does. If too many units
    have no font, so that the text is refused in any case, the first candidate is returned.
    """
    unit, search = analysis.text[start:end], segment.search
    if unit in search.uncovered:
        return None
    if len(search.uncovered) >= _MAX_UNCOVERED:
        return search.candidates[0]
    stop = limit or len(search.candidates)
    first = search.first_candidate.get(unit, 0)
    while first < stop and not search.candidates[first].font.may_cover(unit):
        first += 1
    search.first_candidate[unit] = first
    candidates = search.candidates[first:stop]
    found = next((c for c in candidates if _can_set(analysis, start, end, segment.span, c)), None)
    if found or not any(start <= at < end for at, _, _ in find_marked_clusters(analysis.text)):
        return found
    if len(find_clusters(unit)) > 1:
        return None   # its clusters may have fonts that position their marks
    return next((c for c in candidates if _can_draw(analysis, start, end, segment.span, c)), None)


def _split_units(analysis: Analysis, segment: _Segment) -> Iterator[tuple[int, int]]:
    """Yield the units of a segment: words if the script has them, numbers with signs and units, other clusters."""
    text, at = analysis.text, segment.start
    found = find_quantities(text)
    numbers = {max(q.start, at): min(q.end, segment.end) for q in found if q.end > at and q.start < segment.end}
    has_words = analysis.scripts[at] not in _UNSPACED_SCRIPTS
    for end in (segment.start + e for e in find_clusters(text[segment.start : segment.end])):
        goes_on = end < segment.end and end not in numbers and _is_word_character(text[at])
        in_word = goes_on and (_is_word_character(text[end]) if has_words else is_mark(text[end]))
        if not in_word and end >= numbers.get(at, 0):
            yield at, end
            at = end


def _is_word_character(character: str) -> bool:
    """Return whether a character is part of a word: a letter, a mark, a superscript or a subscript."""
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
    items = _build_items(analysis, start, end, span, candidate)
    return all(is_fully_shaped(text, item) and is_joined(text, item) for item in items)


def _find_uncovered(cluster: str, segment: _Segment) -> int:
    """Return the index in a cluster of the character that no font covers."""
    fonts = [c.font for c in segment.candidates]
    return next((at for at, character in enumerate(cluster) if not any(f.has_glyphs(character) for f in fonts)), 0)
