"""Find what a card says and its scene does not show, because the theme's layout has no place for it.

The scene is compared with the card, so that a designer's own theme is covered as well as the built-in ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import unicodedata2

from ...errors import Problem
from ...model.cards import Chart, LocalCard, Prose
from ...model.scene import Metadata, Node, Picture, Text, walk_groups, walk_nodes
from ...model.themes import StripPart
from ...text.uppercase import to_uppercase
from ..boxes import Box
from ..charts.chart_boxes import find_chart_traits

NOT_DRAWN = "not-drawn"
"""The kind of a problem that says that a part of the card is not in the picture."""
_MAX_SUMMARY = 250
"""Maximum length of a short text alternative, in characters (IPTC Photo Metadata Standard, Alt Text)."""
_NAMES = {
    "headline": "the headline", "fact": "the text", "story": "the text", "source": "the source",
    "credit": "the photograph's credit", "call": "the call to action", "address": "the printed address",
    "action": "the link", "brand": "the brand", "image": "the photograph", "chart": "the chart",
}  # fmt: skip
"""What each part of a card is called in a message, by its role in the scene."""


def find_undrawn(card: LocalCard, theme: str, box: Box, nodes: tuple[Node, ...]) -> tuple[Problem, ...]:
    """Return a warning for each part of a card that is not among the nodes drawn for its boxes."""
    missing = list(_list_missing(card, box, nodes))
    if "image" in missing:
        missing = [role for role in missing if role != "credit"]
    return tuple(_describe_undrawn(role, card, theme) for role in missing)


def describe_scene(card: LocalCard, problems: tuple[Problem, ...]) -> tuple[str, Metadata]:
    """Return the alt text and the metadata without the parts that are not drawn.

    The author's own alt text is unchanged. `problems` say which parts are not drawn.
    """
    missing = {problem.field for problem in problems if problem.kind == NOT_DRAWN}
    sentences = _list_alt_sentences(card, missing)
    has_photo = card.image is not None and "image" not in missing
    metadata = Metadata(
        title=card.title,
        summary=_summarize(sentences),
        creator=card.brand.name if card.brand else "",
        credit=card.credit.text if card.credit and has_photo else "",
        rights=card.rights.text if card.rights else "",
        source=card.source.text if card.source and "source" not in missing else "",
        has_photo=has_photo,
        rights_language=card.rights.language if card.rights else "",
    )
    return "".join(sentence for _, sentence in sentences).strip(), metadata


def _list_alt_sentences(card: LocalCard, missing: Set[str]) -> list[tuple[str, str]]:
    """Return the sentences of the alt text about what is drawn, with their roles.

    An author's own alt text is one piece.
    """
    if not card.alt_ends or card.alt_ends[-1][1] != len(card.alt):
        return [("", card.alt)]
    sentences, start = [], 0
    for role, end in card.alt_ends:
        if role not in missing:
            sentences.append((role, card.alt[start:end]))
        start = end
    return sentences


def _summarize(sentences: Sequence[tuple[str, str]]) -> str:
    """Return as many of the first sentences of an alt text as a short one may have, at least one after the headline.

    A headline alone may say little: "2010".
    """
    summary, has_text = "", False
    for role, sentence in sentences:
        if has_text and len((summary + sentence).strip()) > _MAX_SUMMARY:
            break
        summary += sentence
        has_text = has_text or role != "headline"
    return summary.strip()


def _describe_undrawn(role: str, card: LocalCard, theme: str) -> Problem:
    name = _NAMES[role]
    if role == "chart" and not find_chart_traits(card.chart):
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
    shown = {role: _strip_breaks(text) for role, text in drawn.items()}
    words = {"source": card.source, "credit": card.credit, "call": card.call, "headline": card.headline}
    words["address"] = Prose(card.address, "en") if card.address else None
    body = Prose("".join(prose.text for prose in card.body), card.body[0].language)
    chart_words = shown.get("chart", "")
    in_chart = _fold_to_letters(body.text) in _fold_to_letters(chart_words)
    if not in_chart and not _has_words(shown.get(card.kind, ""), body):
        yield card.kind
    for role, prose in words.items():
        if prose and not _has_words(shown.get(role, ""), prose, in_order=role != "headline"):
            yield role
    if not {"code", "address"} & roles:
        yield "action"
    brand = card.brand
    name = Prose(brand.name, card.language) if brand else None
    if brand and name and not (photos.get("brand") if brand.logo else _has_words(shown.get("brand", ""), name)):
        yield "brand"
    if card.image and not any(card.image.photo in found for role, found in photos.items() if role != "brand"):
        yield "image"
    if card.chart and not _shows_chart(card.chart, box, chart_words, drawn="chart" in roles):
        yield "chart"


def _shows_chart(chart: Chart, box: Box, words: str, *, drawn: bool) -> bool:
    """Return whether the chart is drawn with all its numbers and labels, or only repeats the headline."""
    if chart.share is not None:
        return chart.from_headline or drawn or _has_strip(box)
    pairs = [(count.text or f"{count.value:g}", count.label) for count in chart.counts]
    pairs += [(tile.name.text, tile.label) for tile in chart.tiles]
    chart_text = "".join(number + (label.text if label else "") for number, label in pairs)
    language = next((label.language for _, label in pairs if label), "")
    return drawn and _has_words(words, Prose(chart_text, language), in_order=False)


def _has_strip(box: Box) -> bool:
    return isinstance(box.part, StripPart) or any(map(_has_strip, box.children))


def _has_words(shown: str, prose: Prose, *, in_order: bool = True) -> bool:
    """Return whether the shown text contains the prose, perhaps in capitals.

    A figure's sign may be on its other side, and a chart's labels in separate lines; in that case the order is ignored.
    """
    words = _strip_breaks(prose.text)
    if words in shown or (not in_order and sorted(words) == sorted(shown)):
        return True
    words, shown = _fold(_strip_breaks(to_uppercase(prose.text, prose.language)[0])), _fold(shown)
    return words in shown or (not in_order and sorted(words) == sorted(shown))


def _strip_breaks(text: str) -> str:
    """Return a text without spaces, format characters and hyphens, which line breaks add and remove."""
    if text.isascii():
        return "".join(text.replace("-", "").split())
    return "".join(c for c in text if unicodedata2.category(c)[0] not in "ZC" and c not in "-\u2010")


def _fold(text: str) -> str:
    """Return a text without the differences that capitals make: case, and marks that some languages omit."""
    plain = unicodedata2.normalize("NFKD", text.upper()).casefold()
    return "".join(c for c in plain if not unicodedata2.combining(c))


def _fold_to_letters(text: str) -> str:
    """Return a text's letters, numbers and symbols without differences of case and of combining marks."""
    return "".join(c for c in _fold(text) if unicodedata2.category(c)[0] in "LMNS")
