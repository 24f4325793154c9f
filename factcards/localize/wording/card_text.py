"""Texts that are joined from a card's words: the source line and the alt text."""

from __future__ import annotations

import functools
import re

import unicodedata2

from ...late_loading import compile_late
from ...links.link_targets import LinkError, encode_link
from ...model.cards import Language, LocalCard, Prose, Source
from ...text.unicode.direction_controls import FSI, LRI, PDI, RLI
from ...text.unicode.language_scripts import language_direction
from ..typography.number_format import format_percentage
from .punctuation import find_sentence_ends, join_words, list_separator, quote_title, to_one_line, to_sentence

_MAX_TITLE = 120
"""Number of characters above which only the first sentence of a text becomes a card's title."""
_PERCENT_SPACE = compile_late(r"(?<=\d)\s(?=[%٪])|(?<=[%٪])\s(?=\d)")
"""The space between a number and its percent sign, of one width in a card's text and another in CLDR."""


def join_source(source: Source, language: Language) -> Prose | None:
    """Return the source line: as written, or publisher, title, year and page in the language's punctuation.

    The page follows the year without "p.", as in Chicago's author-date style, since "p." would need a translation.
    """
    if source.line:
        return _isolate_foreign(source.line, language)
    title = source.title and _quote(source.title, language)
    numbers = (Prose(source.year, language), Prose(source.page, language))
    pieces = (_isolate_name(source.publisher, language), title, *numbers)
    present = [piece for piece in pieces if piece and piece.text]
    return _concatenate(present, list_separator(language), language) if present else None


def join_label(label: Prose | None, words: Prose | None, language: Language) -> Prose | None:
    """Return the words after their label, unless they begin with it already."""
    if not label or not words or words.text.lstrip(LRI + RLI + FSI).casefold().startswith(label.text.casefold()):
        return words
    space = join_words(label.text, "x")[len(label.text) : -1]
    return _concatenate([label, words], space, language)


def make_alt_text(card: LocalCard) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return an alt text for a card without one: its words in reading order, joined as sentences.

    Also returns the end of each sentence in it, with the sentence's role.
    """
    words: list[tuple[str, Prose | None]] = [("headline", card.headline), *((card.kind, p) for p in card.body)]
    words += [("chart", prose) for prose in _list_counts(card)]
    words += [("source", card.source), ("call", card.call)]
    pieces = [(role, to_sentence(to_one_line(prose.text), prose.language)) for role, prose in words if prose]
    pieces.append(("action", card.address.strip(LRI + PDI) or _spell_link(card.url)))
    if card.image and card.image.alt:
        pieces.append(("image", to_sentence(to_one_line(card.image.alt.text), card.image.alt.language)))
    text, ends = "", []
    for role, piece in pieces:
        text = join_words(text, piece)
        start = len(text) - len(piece)
        ends += [(role, start + end) for end in find_sentence_ends(piece)]
    return text, tuple(ends)


def make_title(card: LocalCard) -> str:
    """Return the headline in one line; if it is only a figure, or there is none, the beginning of the text."""
    if card.headline and any(map(str.isalpha, card.headline.text)):
        return to_one_line(card.headline.text)
    line = to_one_line(card.body[0].text)
    return line if len(line) <= _MAX_TITLE else line[: find_sentence_ends(line)[0]]


def make_chart_alt(card: LocalCard, digits: str = "") -> Prose | None:
    """Return the text alternative of a chart: each number with its label; None if the card's words say the same.

    `digits` are those of the card's numbers, as for `format_number`.
    """
    chart = card.chart
    if not chart:
        return None
    pairs = [_join_pair(*pair) for pair in _pair_counts(card)]
    if pairs:
        sentences = (to_sentence(pair.text, pair.language) for pair in pairs)
        return Prose(functools.reduce(join_words, sentences), pairs[0].language)
    if chart.share is None or chart.from_headline:
        return None
    share = format_percentage(chart.share, card.language, digits)
    return None if _is_said(share, card) else Prose(share, card.language)


def _spell_link(url: str) -> str:
    """Return the link in ASCII, as the code has it; "" if it has placeholders or leads nowhere."""
    try:
        return "" if "{" in url else encode_link(url)
    except LinkError:
        return ""


def _list_counts(card: LocalCard) -> list[Prose]:
    """Return each count of the chart with its label, without numbers that the words have already."""
    return [_join_pair(*pair) for pair in _pair_counts(card) if not _is_said(pair[0].text, card)]


def _pair_counts(card: LocalCard) -> list[tuple[Prose, Prose | None]]:
    """Return the number or name of each count and tile of the chart, with its label."""
    if not card.chart:
        return []
    counts = [(Prose(c.text, c.label.language if c.label else card.language), c.label) for c in card.chart.counts]
    return [*counts, *((tile.name, tile.label) for tile in card.chart.tiles)]


def _join_pair(number: Prose, label: Prose | None) -> Prose:
    return Prose(join_words(number.text, label.text) if label else number.text, number.language)


def _is_said(number: str, card: LocalCard) -> bool:
    """Return whether the card's headline or text has a number."""
    words = _PERCENT_SPACE.sub("", " ".join(prose.text for prose in (card.headline, *card.body) if prose))
    number = _PERCENT_SPACE.sub("", number)
    joined = r"\w" if any(map(str.isalpha, number)) else r"\d"   # letters may touch a number: 171个国家, و171
    return re.search(rf"(?<![{joined}.,]){re.escape(number)}(?!{joined}|[.,]\d)", words) is not None


def _concatenate(pieces: list[Prose], between: str, language: Language) -> Prose:
    text, emphasis = "", []
    for piece in pieces:
        text += between if text else ""
        emphasis += [(start + len(text), end + len(text)) for start, end in piece.emphasis]
        text += piece.text
    return Prose(text, language, tuple(emphasis))


def _wrap(prose: Prose, before: str, after: str) -> Prose:
    shift = len(before)
    emphasis = tuple((start + shift, end + shift) for start, end in prose.emphasis)
    return Prose(before + prose.text + after, prose.language, emphasis)


def _isolate_foreign(prose: Prose, language: Language) -> Prose:
    """Isolate words of the opposite direction, so that they do not reorder the words and commas around them."""
    direction = language_direction(prose.language)
    if direction == language_direction(language):
        return prose
    return _wrap(prose, RLI if direction == "rtl" else LRI, PDI)


def _isolate_name(name: str, language: Language) -> Prose:
    """Isolate a name of unknown language; its first strong character decides the direction."""
    strong = next((kind for c in name if (kind := unicodedata2.bidirectional(c)) in ("L", "R", "AL")), "")
    against = ("L",) if language_direction(language) == "rtl" else ("R", "AL")
    prose = Prose(name, language)
    return _wrap(prose, FSI, PDI) if strong in against else prose


def _quote(title: Prose, language: Language) -> Prose:
    opening, closing = quote_title(title.text, title.language)
    if language_direction(title.language) != language_direction(language):
        return _isolate_foreign(_wrap(title, opening, closing), language)
    return _wrap(_isolate_name(title.text, language), opening, closing)
