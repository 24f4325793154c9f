"""Set a card's text: shape it once, fit it to the area it gets, and align its ink with the margin."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...errors import Problem, SceneError, count_noun
from ...graphics.geometry import Extent, Point, Rect
from ...model.cards import Direction, Prose
from ...model.scene import Backdrop, Group, Node, Text
from ...model.themes import Theme, TypeStyle, WordsPart
from ...text import (
    Break,
    FitOptions,
    FitResult,
    FontLibrary,
    Line,
    Paragraph,
    Span,
    TextStyle,
    break_lines,
    build_paragraph,
    count_overflow,
    find_mark_stack,
    find_overlong,
    font_lookup_keys,
    language_direction,
    language_script,
    shape_paragraph,
)
from ...text.breaking.breaks import find_clusters
from ...text.shaping.latin_signs import find_european_numbers
from ...text.tokens.urls import find_urls
from ...text.unicode.language_scripts import arabic_style
from ...text.unicode.script_groups import LATIN_LIKE_SCRIPTS
from ...text.unicode.scripts import resolve_scripts
from ..boxes import Box
from .figure_lockups import FigureLayout, lay_out_figure, lay_out_lockup, split_figure, split_lockup
from .text_problems import (
    RUNNING_ROLES,
    SHORTER_NAME,
    explain_overlong,
    find_all_missing_glyphs,
    find_crowded_clusters,
    find_missing_glyphs,
    find_unpaired,
)
from .underlines import draw_underlines
from .uniform_sizes import INDIVIDUAL, TypeSizes

_ARABIC_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9]")   # a digit of Arabic or Persian: ٩٦, ۹۶
_NATIVE_DIGIT = re.compile("(?![0-9])\\d")   # a digit other than a European one: ९६, ٩٦
UNRESOLVED = Backdrop(0.0, 0.0)
"""The backdrop of a text, or of a shape that shows data, until `backdrops` computes it."""
_PARAGRAPH_GAP = 0.55
"""Gap between paragraphs, in ems."""
_LATIN_WEIGHT_OFFSET = 100
"""How much lighter Latin words and European digits are than the Nastaliq around them (CSS font-weight)."""
_MAX_FIRST_CHARACTERS = 800
"""Number of characters of a very long text that are shaped first, to refuse it early."""
_MAX_LINE_WIDTH = 2_400
"""Width that no line reaches, in reference pixels: half more than the widest card."""
_DEFAULT_LEADING = 1.2
"""Leading of a type that names none, in ems."""
_AFTER_SLASH, _BEFORE_STOP = 0.3, 0.6
"""Penalties of line breaks in a printed address: after a slash or `@`, and before a full stop."""


@dataclass(frozen=True, slots=True)
class TextSetting:
    """What all text of one card has in common: direction, theme, pixels of a reference pixel, fonts, the set's sizes.

    `hang` is the number of pixels by which punctuation may pass the margins. `hyphenate` allows long words to be
    divided.
    """

    direction: Direction
    theme: Theme
    unit: float
    fonts: FontLibrary
    sizes: TypeSizes = INDIVIDUAL
    hang: float = 0.0
    hyphenate: bool = False


def shape_words(box: Box, setting: TextSetting) -> tuple[Paragraph, ...]:
    """Return the box's paragraphs, shaped.

    Raises SceneError for a character that no font covers, a direction control without a partner, and too many marks on
    a letter.
    """
    part = _words_part(box)
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


def fit_options_of(box: Box, setting: TextSetting) -> FitOptions:
    """Return how the box's text may be fitted, in whole pixels."""
    part = _words_part(box)
    style = setting.theme.type(part.style)
    leading = _resolve_leading(style, box.prose[0].language, setting.fonts)
    smallest, largest = setting.sizes.range_of(box, setting.unit)
    lines = 0 if part.fit == "words" else part.lines
    rag = not setting.sizes.is_measuring and (part.fit == "words" or (part.fit == "lines" and lines > 1))
    return FitOptions(smallest, largest, leading, _PARAGRAPH_GAP, lines, rag, setting.hang)


class TextOverflowError(SceneError):
    """Text that does not fit. The number of excess characters is computed on demand; most trials do not need it."""

    def __init__(self, role: str, explain: Callable[[], Problem]) -> None:
        super().__init__([Problem("error", "the text does not fit", field=role, kind="does-not-fit")])
        self._explain = explain

    def explained(self) -> SceneError:
        """Return the error with the number of excess characters."""
        return SceneError([self._explain()])


def make_overflow_error(
    box: Box, paragraphs: Sequence[Paragraph], area: Extent, setting: TextSetting
) -> TextOverflowError:
    """Return the error for text that does not fit in `area`, in pixels. It can report the excess characters."""
    fit = fit_options_of(box, setting)

    def explain() -> Problem:
        overlong = find_overlong(paragraphs, area, fit.smallest)
        if overlong and not find_urls(overlong):
            return explain_overlong(box, overlong, fit.smallest)
        total, shaped = (sum(len(find_clusters(p.text)) for p in words) for words in (box.prose, paragraphs))
        count = count_overflow(paragraphs, area, fit) + total - shaped
        excess = f"about {count_noun(count, 'character')} too many"
        message = f"the text does not fit at the smallest type size of {fit.smallest:,} px: {excess}"
        hint = SHORTER_NAME if box.role == "brand" else "shorten the text, or render a larger picture"
        return Problem("error", message, field=box.role, hint=hint, kind="does-not-fit")

    return TextOverflowError(box.role, explain)


def place_words(box: Box, fitted: FitResult, area: Rect, setting: TextSetting) -> Group:
    """Place the fitted lines in `area` and align the ink of each line with the margin at which reading starts.

    The lines of a paragraph are in a group with its tag, unless the box has no tags.
    """
    rtl = setting.direction == "rtl"
    texts: list[Text] = []
    for y, line in fitted.baselines():
        size = fitted.size
        hung = fitted.hang_at_start(line)
        x = area.right - line.right * size + hung if rtl else area.x - line.left * size - hung
        texts.append(_make_text(box, Point(round(x), round(area.y + y)), line, size))
    nodes: list[Node] = list(texts)
    if box.tags:
        lines = iter(texts)
        paragraphs = zip(fitted.paragraphs, box.tags, strict=True)
        nodes = [Group(tuple(islice(lines, len(paragraph))), tag=tag) for paragraph, tag in paragraphs]
    underline = setting.theme.type(_words_part(box).style).underline
    if underline:
        nodes += [shape for text in texts for shape in draw_underlines(text, underline)]
    return Group(tuple(nodes), box.role, area=area)


def shape_figure(box: Box, setting: TextSetting) -> FigureLayout:
    """Return the parts of the box's figure side by side, in ems. Raises SceneError if no font covers a character."""
    part = _words_part(box)
    style = setting.theme.type(part.style)
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


def place_figure(box: Box, figure: FigureLayout, size: float, area: Rect, setting: TextSetting) -> Group:
    """Place the figure with its ink on the start margin of `area`. Its parts always run left to right."""
    x = area.right - figure.width * size if setting.direction == "rtl" else area.x
    nodes = tuple(
        _make_text(box, Point(round(x + dx * size), round(area.y + dy * size)), line, round(size * factor))
        for line, factor, dx, dy in figure.parts
    )
    return Group((Group(nodes, tag=box.tags[0]),), box.role, area=area)


def _make_text(box: Box, line_at: Point, line: Line, size: int) -> Text:
    return Text(line_at, line, size, box.color("color"), box.color("accent"), UNRESOLVED)


def _words_part(box: Box) -> WordsPart:
    assert isinstance(box.part, WordsPart)
    return box.part


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


@lru_cache(maxsize=96)
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


def _resolve_leading(style: TypeStyle, language: str, fonts: FontLibrary) -> float:
    """Return the theme's leading for a language, or else the one that the letters of its script need, in ems."""
    by_name, script = dict(style.leading), language_script(language)
    default = by_name.get("", _DEFAULT_LEADING)
    found = next((by_name[key] for key in font_lookup_keys(language, script) if key in by_name), None)
    if found is None and script not in LATIN_LIKE_SCRIPTS:   # others may need more leading than the type has
        return max(default, fonts.default_leading(style.text, script, language))
    return default if found is None else found
