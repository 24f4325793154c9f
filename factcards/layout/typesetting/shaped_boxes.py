"""Shape the text of a card's boxes: glyphs in ems and break opportunities, which serve every size and trial."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ...errors import Problem, SceneError
from ...late_loading import compile_late
from ...model.cards import Direction, Prose
from ...model.themes import TypeStyle, WordsPart
from ...text import (
    Break,
    FontLibrary,
    Paragraph,
    Span,
    TextStyle,
    break_lines,
    build_paragraph,
    find_mark_stack,
    font_lookup_keys,
    language_direction,
    language_script,
    shape_paragraph,
)
from ...text.breaking.breaks import find_clusters
from ...text.shaping.latin_signs import find_european_numbers
from ...text.unicode.language_scripts import arabic_style
from ...text.unicode.scripts import resolve_scripts
from ..boxes import Box, FigureLayout
from .figure_lockups import lay_out_figure, lay_out_lockup, split_figure, split_lockup
from .text_boxes import TextSetting
from .text_problems import (
    RUNNING_ROLES,
    find_all_missing_glyphs,
    find_crowded_clusters,
    find_missing_glyphs,
    find_unpaired,
)

_ARABIC_DIGIT = compile_late("[\u0660-\u0669\u06f0-\u06f9]")   # a digit of Arabic or Persian: ٩٦, ۹۶
_NATIVE_DIGIT = compile_late("(?![0-9])\\d")   # a digit other than a European one: ९६, ٩٦
_LATIN_WEIGHT_OFFSET = 100
"""How much lighter Latin words and European digits are than the Nastaliq around them (CSS font-weight)."""
_MAX_FIRST_CHARACTERS = 800
"""Number of characters of a very long text that are shaped first, to refuse it early."""
_MAX_LINE_WIDTH = 2_400
"""Width that no line reaches, in reference pixels: half more than the widest card."""
_AFTER_SLASH, _BEFORE_STOP = 0.3, 0.6
"""Penalties of line breaks in a printed address: after a slash or `@`, and before a full stop."""

_CACHED_PARAGRAPHS = 256
"""Number of paragraphs that are kept: with 96, the cards of a set of 15 in nine languages were shaped twice."""


def shape_boxes(box: Box, setting: TextSetting) -> Box:
    """Return the boxes with their text shaped.

    Raises SceneError with the problems of all boxes: a character that no font covers, a direction control without a
    partner, too many marks on a letter.
    """
    problems: list[Problem] = []
    shaped = _shape_box(box, setting, problems)
    if problems:
        raise SceneError(dict.fromkeys(problems))
    return shaped


def _shape_box(box: Box, setting: TextSetting, problems: list[Problem]) -> Box:
    children = tuple(_shape_box(child, setting, problems) for child in box.children)
    try:
        if box.is_figure:
            return replace(box, figure=_shape_figure(box, setting))
        if isinstance(box.part, WordsPart):
            return replace(box, paragraphs=_shape_words(box, box.part, setting))
    except SceneError as error:
        problems += error.problems
    return replace(box, children=children) if children else box


def _shape_words(box: Box, part: WordsPart, setting: TextSetting) -> tuple[Paragraph, ...]:
    """Return the box's paragraphs, shaped.

    Raises SceneError for a character that no font covers, a direction control without a partner, and too many marks on
    a letter.
    """
    crowded = [p for prose in box.prose for p in find_crowded_clusters(prose, box.role)]
    if crowded:
        raise SceneError(crowded)
    found = tuple(_shape_beginning(p, box.role, part, setting) for p in box.prose)
    if box.role == "address":
        found = tuple(map(_add_address_breaks, found))
    missing = [(prose, paragraph.missing) for prose, paragraph in zip(box.prose, found, strict=True)]
    problems = find_all_missing_glyphs(missing, box.role, setting.fonts)
    problems += [p for prose in box.prose for p in find_unpaired(prose, box.role)]
    problems += [p for paragraph in found for p in _find_stacked_marks(paragraph, box.role)]
    if problems:
        raise SceneError(problems)
    return found


def _shape_beginning(prose: Prose, role: str, part: WordsPart, setting: TextSetting) -> Paragraph:
    """Shape the text; of a very long text only the beginning, if that alone does not fit in the part's lines."""
    style = setting.theme.type(part.style)
    if len(prose.text) > _MAX_FIRST_CHARACTERS and part.fit == "lines" and part.lines:
        ends = find_clusters(prose.text)
        end = ends[max(0, bisect_right(ends, _MAX_FIRST_CHARACTERS) - 1)]
        emphasis = tuple((a, min(b, end)) for a, b in prose.emphasis if a < end)
        beginning = _shape(Prose(prose.text[:end], prose.language, emphasis), role, style, setting)
        if beginning.word_breaks.end_advances[-1] * part.smallest > part.lines * _MAX_LINE_WIDTH:
            return beginning
    return _shape(prose, role, style, setting)


def _add_address_breaks(paragraph: Paragraph) -> Paragraph:
    """Return an address that may break where it is too long for a line: after a slash, at worst before a full stop.

    Links in running text are broken only if nothing else fits (`text.tokens.urls`). An address is typed by its reader,
    and no other words are around it.
    """
    text = paragraph.text
    cuts = [Break(i + 1, _AFTER_SLASH) for i, c in enumerate(text[:-1]) if c in "/@"]
    cuts += [Break(i, _BEFORE_STOP) for i, c in enumerate(text[:-1]) if c == "." and i]
    breaks = (*sorted(cuts, key=lambda b: b.index), Break(len(text)))
    return build_paragraph(text, paragraph.levels, paragraph.items, breaks, paragraph.missing, paragraph.base)


def _shape_figure(box: Box, setting: TextSetting) -> FigureLayout:
    """Return the parts of the box's figure side by side, in ems. Raises SceneError if no font covers a character."""
    assert isinstance(box.part, WordsPart)
    style = setting.theme.type(box.part.style)
    prose = box.prose[0]
    lockup = split_lockup(prose.text)
    figure = lockup.figure if lockup else split_figure(prose.text)
    assert figure is not None  # compose_card marks a box as a figure only if it is one
    lines = []
    word = lockup.word if lockup else ""
    letters = figure.sign + figure.digits + figure.unit
    # letters of another script beside the digits (1-й) are in the face of that script
    needs_own_face = _NATIVE_DIGIT.search(figure.digits) or set(resolve_scripts(letters, "Latn")) != {"Latn"}
    plain = style if needs_own_face else _with_latin_face(style)
    for text, is_number in ((figure.sign, True), (figure.digits, True), (figure.unit, True), (word, False)):
        paragraph = _shape(
            Prose(text, prose.language), box.role, plain if is_number else style, setting, "ltr" if is_number else None
        ) if text else None  # fmt: skip
        if paragraph and paragraph.missing:
            part_prose = Prose(text, prose.language)
            raise SceneError(find_missing_glyphs(part_prose, paragraph.missing, box.role, setting.fonts))
        lines.append(break_lines(paragraph, math.inf)[0] if paragraph else None)
    sign, digits, unit, word_line = lines
    assert digits is not None
    if _ARABIC_DIGIT.match(figure.digits):   # UAX #9 places a sign on the other side of these digits, as readers expect
        sign, unit = unit, sign
    found = lay_out_figure(sign, digits, unit, style.sign_scale, is_top_aligned=figure.is_top_aligned)
    return lay_out_lockup(found, word_line, word_first=lockup.word_first) if lockup and word_line else found


def _shape(
    prose: Prose, role: str, style: TypeStyle, setting: TextSetting, direction: Direction | None = None
) -> Paragraph:
    if direction is None:
        # an address runs left to right in every language
        direction = "ltr" if role == "address" else language_direction(prose.language)
    running = role in RUNNING_ROLES
    return _shape_cached(_ShapingKey(prose, style, direction, running, running and setting.hyphenate), setting.fonts)


class _ShapingKey(NamedTuple):
    """Everything except the fonts that decides how text is shaped."""

    prose: Prose
    style: TypeStyle
    direction: Direction
    hang: bool
    hyphenate: bool


@lru_cache(maxsize=_CACHED_PARAGRAPHS)
def _shape_cached(key: _ShapingKey, fonts: FontLibrary) -> Paragraph:
    """Shape a paragraph. In ems it serves every size, and the cards of a set share source, call and address."""
    prose, style, direction, hang, hyphenate = key
    if arabic_style(prose.language) == "Aran" and not prose.text.isascii():
        style = replace(style, text=_lighten_latin(style.text), strong=_lighten_latin(style.strong))
    spans: list[Span] = []
    at = 0
    for start, end in (*prose.emphasis, (len(prose.text), len(prose.text))):
        if at < start:
            spans.append(Span(at, start, style.text))
        if start < end:
            spans.append(Span(start, end, style.strong, emphasis=True))
        at = end
    if any(name in style.latin_digits for name in font_lookup_keys(prose.language, language_script(prose.language))):
        numbers = find_european_numbers(prose.text)
        spans = [part for span in spans for part in _split_digits(span, numbers)]
    return shape_paragraph(prose.text, spans, prose.language, direction, fonts, hang=hang, hyphenate=hyphenate)


def _find_stacked_marks(paragraph: Paragraph, role: str) -> list[Problem]:
    """Return an error if the marks stacked on a letter are so high that they would reach over other lines."""
    at = find_mark_stack(paragraph)
    if at is None:
        return []
    message = f"the marks stacked on “{paragraph.text[at]}” reach into other lines"
    return [Problem("error", message, field=role, hint="leave one or two marks on a letter", kind="marks")]


def _split_digits(span: Span, numbers: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the parts of a span, its numbers of European digits in the Latin face, whatever the script around them."""
    at, latin = span.start, _use_latin_face(span.style)
    for start, end in numbers:
        start, end = max(start, span.start), min(end, span.end)
        if start < end:
            if at < start:
                yield replace(span, start=at, end=start)
            yield replace(span, start=start, end=end, style=latin)
            at = end
    if at < span.end:
        yield replace(span, start=at)


def _with_latin_face(style: TypeStyle) -> TypeStyle:
    """Return the type with its Latin face for every script.

    A figure of European digits then looks the same in all languages.
    """
    return replace(style, text=_use_latin_face(style.text), strong=_use_latin_face(style.strong))


def _lighten_latin(style: TextStyle) -> TextStyle:
    """Return the style with its Latin face a step lighter: beside Nastaliq's thin strokes it looks heavier."""
    offset = _LATIN_WEIGHT_OFFSET
    faces = ((s, replace(f, weight=f.weight - offset) if s in ("", "Latn") else f) for s, f in style.faces)
    return replace(style, faces=tuple(faces))


def _use_latin_face(style: TextStyle) -> TextStyle:
    latin = dict(style.faces).get("Latn")
    return replace(style, faces=tuple((script, latin) for script, _ in style.faces)) if latin else style
