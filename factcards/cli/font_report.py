"""The report on which font draws each run of a card's words, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..batch import Plan, Task, open_assets
from ..model.cards import LocalCard, Prose
from ..text import FontLibrary, Paragraph, Span, TextStyle, language_direction, shape_paragraph

Row = Sequence[str]

HEAD = ("card", "field", "words", "language", "script", "font", "size", "why")
"""The head of the table of fonts."""
_MAX_SHOWN = 32
"""Maximum number of characters of a text in the table."""
_REASONS = {
    "theme": "the theme names it",
    "preference": "the first that we prefer for the script",
    "script": "made for the script",
    "coverage": "the first that has the letters",
    "": "a picture",
}
"""Reasons why a font was chosen (`Candidate.reason`), in words."""


def list_font_choices(plan: Plan) -> Iterator[Row]:
    """Yield a row for each run of one font in the texts of each card and language, set in the theme's body type.

    The theme's other types use the same families in other weights. `size` is the font's factor on the type size.
    """
    tasks = {(t.job.card.set, t.job.card.id, t.job.card.language): t for t in plan.tasks}
    for task in tasks.values():
        fonts, style = open_assets(task.job.fonts).fonts, _body_style(task)
        card = task.job.card
        for field, prose in _list_texts(card):
            direction = language_direction(prose.language)
            span = Span(0, len(prose.text), style)
            paragraph = shape_paragraph(prose.text, [span], prose.language, direction, fonts)
            for part in _list_runs(paragraph, style, fonts):
                yield f"{card.id} ({card.language})", field, *part


def _body_style(task: Task) -> TextStyle:
    types = dict(task.job.theme.types)
    return types.get("words", next(iter(types.values()))).text


def _list_texts(card: LocalCard) -> Iterator[tuple[str, Prose]]:
    named = {"headline": card.headline, "source": card.source, "call": card.call, "credit": card.credit}
    yield from ((card.kind, prose) for prose in card.body)
    yield from ((field, prose) for field, prose in named.items() if prose)


def _list_runs(paragraph: Paragraph, style: TextStyle, fonts: FontLibrary) -> Iterator[Row]:
    lost = set(paragraph.missing)
    for (font, script), group in groupby(paragraph.items, key=lambda item: (item.font, item.script)):
        items = list(group)
        start, end = items[0].start, items[-1].end
        words = paragraph.text[start:end].strip() or "(space)"
        candidates = fonts.candidates(style, script, items[0].language)
        why = next((c.reason for c in candidates if c.font is font), "")
        reason = "no available font has it" if lost & set(range(start, end)) else _REASONS[why]
        shown = words if len(words) <= _MAX_SHOWN else words[: _MAX_SHOWN - 1] + "…"
        name = f"{font.entry.family} {font.entry.weight}"
        yield shown, items[0].language, script, name, f"{items[0].scale:.2f}", reason
