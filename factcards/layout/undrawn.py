"""What a card says and its scene does not show, because the theme's layout has no place for it.

The scene is compared with the card, so that a designer's own theme is covered as well as the built-in ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..cards import Chart, LocalCard
from ..errors import Problem
from ..scene import Node, Picture, Text, walk_groups, walk_nodes
from ..themes import Strip
from .boxes import Box
from .chart_boxes import chart_facts

NOT_DRAWN = "not-drawn"
"""The kind of a problem that says that a part of the card is not on the picture."""
_NAMES = {
    "headline": "the headline", "fact": "the text", "story": "the text", "source": "the source",
    "credit": "the photograph's credit", "call": "the call to action", "address": "the printed address",
    "action": "the link", "brand": "the brand", "image": "the photograph", "chart": "the chart",
}  # fmt: skip
"""What each part of a card is called in a message, by its role in the scene."""


def find_undrawn(card: LocalCard, theme: str, box: Box, nodes: tuple[Node, ...]) -> tuple[Problem, ...]:
    """Return a warning for each part of a card that is not among the nodes drawn for its boxes."""
    missing = list(_list_missing(card, box, nodes))
    return tuple(_report(role, card, theme) for role in missing if not (role == "credit" and "image" in missing))


def describe(card: LocalCard, problems: tuple[Problem, ...]) -> str:
    """Return the alt text; what the problems say is not drawn is left out of one that was made of the card's words."""
    missing = {problem.field for problem in problems if problem.kind == NOT_DRAWN}
    if missing.isdisjoint(role for role, _ in card.alt_ends):
        return card.alt
    pieces, start = [], 0
    for role, end in card.alt_ends:
        if role not in missing:
            pieces.append(card.alt[start:end])
        start = end
    return "".join(pieces).strip()


def _report(role: str, card: LocalCard, theme: str) -> Problem:
    name = _NAMES[role]
    if role == "chart" and not chart_facts(card.chart):
        message = "the chart is not drawn: it needs a share, two to six counts, or one to six tiles"
        return Problem("warning", message, field=role, kind=NOT_DRAWN)
    message = f"{name} is not drawn: the theme `{theme}` has no place for it on this card"
    hint = "choose another theme, or leave it out of the card"
    return Problem("warning", message, field=role, hint=hint, kind=NOT_DRAWN)


def _list_missing(card: LocalCard, box: Box, nodes: tuple[Node, ...]) -> Iterator[str]:
    """Yield the role of each part of a card that is not drawn."""
    drawn: dict[str, str] = {}
    photos: dict[str, set[object]] = {}
    for role, node in walk_nodes(nodes):
        if isinstance(node, Text):
            drawn[role] = drawn.get(role, "") + node.line.text
        elif isinstance(node, Picture):
            photos.setdefault(role, set()).add(node.photo)
    roles = {group.role for group in walk_groups(nodes)}
    shown = {role: _bare(text) for role, text in drawn.items()}
    body = _bare("".join(prose.text for prose in card.body))
    if not (_holds(shown, card.kind, body) or _letters(body) in _letters(shown.get("chart", ""))):
        yield card.kind
    for role, prose in (("source", card.source), ("credit", card.credit), ("call", card.call)):
        if prose and not _holds(shown, role, _bare(prose.text)):
            yield role
    if card.headline and not _holds_figure(shown, _bare(card.headline.text)):
        yield "headline"
    if card.address and not _holds(shown, "address", _bare(card.address)):
        yield "address"
    if not {"code", "address"} & roles:
        yield "action"
    brand = card.brand
    if brand and not (photos.get("brand") if brand.logo else _holds(shown, "brand", _bare(brand.name))):
        yield "brand"
    if card.image and not any(card.image.photo in found for role, found in photos.items() if role != "brand"):
        yield "image"
    if card.chart and not _shows_chart(card.chart, box, shown.get("chart", ""), drawn="chart" in roles):
        yield "chart"


def _shows_chart(chart: Chart, box: Box, words: str, *, drawn: bool) -> bool:
    """Return whether the chart is drawn with all its numbers and labels, or says no more than the headline."""
    if chart.share is not None:
        return chart.from_headline or drawn or _has_strip(box)
    named = [(count.text or f"{count.value:g}", count.label) for count in chart.counts]
    named += [(tile.name.text, tile.label) for tile in chart.tiles]
    said = "".join(number + (label.text if label else "") for number, label in named)
    return drawn and _same(_bare(said), words)


def _has_strip(box: Box) -> bool:
    return isinstance(box.part, Strip) or any(map(_has_strip, box.children))


def _holds(shown: dict[str, str], role: str, words: str) -> bool:
    """Return whether a role shows the words, in order."""
    found = shown.get(role, "")
    return words in found or _fold(words) in _fold(found)


def _holds_figure(shown: dict[str, str], words: str) -> bool:
    """Return whether the headline is shown; a figure's sign may stand on its other side."""
    return _holds(shown, "headline", words) or _same(words, shown.get("headline", ""))


def _same(words: str, others: str) -> bool:
    """Return whether two texts have the same characters, in whatever order."""
    return sorted(words) == sorted(others) or sorted(_fold(words)) == sorted(_fold(others))


def _bare(text: str) -> str:
    """Return a text without spaces, format characters and hyphens, which line ends add and take away."""
    if text.isascii():
        return "".join(text.replace("-", "").split())
    return "".join(c for c in text if unicodedata.category(c)[0] not in "ZC" and c not in "-\u2010")


def _fold(text: str) -> str:
    """Return a text without the differences that capitals make: case, and marks that some languages leave off."""
    plain = unicodedata.normalize("NFKD", text.upper()).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _letters(text: str) -> str:
    """Return a text's letters, marks, numbers and symbols, whatever their case."""
    return "".join(c for c in _fold(text) if unicodedata.category(c)[0] in "LMNS")
