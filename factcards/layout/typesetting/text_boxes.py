"""Set a card's text: fit it to the area it gets, and align its ink with the margin."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from ...errors import Problem, count_noun
from ...graphics.geometry import Extent, Point, Rect
from ...model.cards import Direction
from ...model.themes import Theme, TypeStyle, WordsPart
from ...text import (
    FitOptions,
    FitResult,
    FontLibrary,
    Line,
    count_overflow,
    find_overlong,
    font_lookup_keys,
    language_script,
)
from ...text.breaking.breaks import find_clusters
from ...text.tokens.urls import find_urls
from ...text.unicode.script_groups import LATIN_LIKE_SCRIPTS
from ..boxes import Box, FigureLayout, Misfit, Overflow
from ..drafts import Draft, DraftGroup, DraftText
from .text_problems import SHORTER_NAME, explain_overlong
from .underlines import draw_underlines
from .uniform_sizes import INDIVIDUAL, TypeSizes

_PARAGRAPH_GAP = 0.55
"""Gap between paragraphs, in ems."""
_DEFAULT_LEADING = 1.2
"""Leading of a type that names none, in ems."""


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


def fit_options_of(box: Box, setting: TextSetting) -> FitOptions:
    """Return how the box's text may be fitted, in whole pixels."""
    part = _words_part(box)
    style = setting.theme.type(part.style)
    leading = _resolve_leading(style, box.prose[0].language, setting.fonts)
    smallest, largest = setting.sizes.range_of(box, setting.unit)
    lines = 0 if part.fit == "words" else part.lines
    rag = not setting.sizes.is_measuring and (part.fit == "words" or (part.fit == "lines" and lines > 1))
    return FitOptions(smallest, largest, leading, _PARAGRAPH_GAP, lines, rag, setting.hang)


def make_misfit(box: Box, area: Extent, setting: TextSetting, *, needs_width: bool = False) -> Misfit:
    """Return the misfit of text that does not fit in `area`, in pixels."""
    problem = Problem("error", "the text does not fit", field=box.role, kind="does-not-fit")
    return Misfit(problem, Overflow(box, area, fit_options_of(box, setting)), needs_width)


def explain_misfit(misfit: Misfit) -> Problem:
    """Return the error that a misfit is reported as, with the number of excess characters of text."""
    overflow = misfit.overflow
    if overflow is None:
        return misfit.problem
    box, area, fit = overflow.box, overflow.area, overflow.options
    overlong = find_overlong(box.paragraphs, area, fit.smallest)
    if overlong and not find_urls(overlong):
        return explain_overlong(box, overlong, fit.smallest)
    total, shaped = (sum(len(find_clusters(p.text)) for p in words) for words in (box.prose, box.paragraphs))
    count = count_overflow(box.paragraphs, area, fit) + total - shaped
    excess = f"about {count_noun(count, 'character')} too many"
    message = f"the text does not fit at the smallest type size of {fit.smallest:,} px: {excess}"
    hint = SHORTER_NAME if box.role == "brand" else "shorten the text, or render a larger picture"
    return Problem("error", message, field=box.role, hint=hint, kind="does-not-fit")


def place_words(box: Box, fitted: FitResult, area: Rect, setting: TextSetting) -> DraftGroup:
    """Place the fitted lines in `area` and align the ink of each line with the margin at which reading starts.

    The lines of a paragraph are in a group with its tag, unless the box has no tags.
    """
    rtl = setting.direction == "rtl"
    texts: list[DraftText] = []
    for y, line in fitted.baselines():
        size = fitted.size
        hung = fitted.hang_at_start(line)
        x = area.right - line.right * size + hung if rtl else area.x - line.left * size - hung
        texts.append(_make_text(box, Point(round(x), round(area.y + y)), line, size))
    nodes: list[Draft] = list(texts)
    if box.tags:
        lines = iter(texts)
        paragraphs = zip(fitted.paragraphs, box.tags, strict=True)
        nodes = [DraftGroup(tuple(islice(lines, len(paragraph))), tag=tag) for paragraph, tag in paragraphs]
    underline = setting.theme.type(_words_part(box).style).underline
    if underline:
        nodes += [shape for text in texts for shape in draw_underlines(text, underline)]
    return DraftGroup(tuple(nodes), box.role, area=area)


def place_figure(box: Box, figure: FigureLayout, size: float, area: Rect, setting: TextSetting) -> DraftGroup:
    """Place the figure with its ink on the start margin of `area`. Its parts always run left to right."""
    x = area.right - figure.width * size if setting.direction == "rtl" else area.x
    nodes = tuple(
        _make_text(box, Point(round(x + dx * size), round(area.y + dy * size)), line, round(size * factor))
        for line, factor, dx, dy in figure.parts
    )
    return DraftGroup((DraftGroup(nodes, tag=box.tags[0]),), box.role, area=area)


def _make_text(box: Box, line_at: Point, line: Line, size: int) -> DraftText:
    return DraftText(line_at, line, size, box.color("color"), box.color("accent"))


def _words_part(box: Box) -> WordsPart:
    assert isinstance(box.part, WordsPart)
    return box.part


def _resolve_leading(style: TypeStyle, language: str, fonts: FontLibrary) -> float:
    """Return the theme's leading for a language, or else the one that the letters of its script need, in ems."""
    by_name, script = dict(style.leading), language_script(language)
    default = by_name.get("", _DEFAULT_LEADING)
    found = next((by_name[key] for key in font_lookup_keys(language, script) if key in by_name), None)
    if found is None and script not in LATIN_LIKE_SCRIPTS:   # others may need more leading than the type has
        return max(default, fonts.default_leading(style.text, script, language))
    return default if found is None else found
