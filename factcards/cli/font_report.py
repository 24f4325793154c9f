"""The report on which font draws each run of a card's words, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..batch import Plan, Task, open_assets
from ..model.cards import LocalCard, Prose
from ..text import FontLibrary, Paragraph, Span, TextStyle, language_direction, shape_paragraph

HEAD = ("card", "field", "words", "language", "script", "font", "size", "why")
"""The head of the table of fonts."""
_MAX_SHOWN = 32
"""Maximum number of characters of a text in the table."""
_REASONS = {
    "missing": "no available font has it",
    "theme": "the theme names it",
    "preference": "the first that we prefer for the script",
    "script": "made for the script",
    "coverage": "the first that has the letters",
    "picture": "a picture",
}
"""Reasons why a font was chosen, in words: those of `Candidate`, and two for runs whose font is no candidate."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The font of a run of words, and why. The fields are keys of `--json`.

    `language` is the card's, `words_language` that of the words. `scale` is the font's factor on the type size.
    """

    set: str
    card: str
    language: str
    field: str
    words: str
    words_language: str
    script: str
    family: str
    weight: int
    scale: float
    reason: str

    def to_row(self) -> tuple[str, ...]:
        """Return the choice as a row of the table, with long words cut."""
        shown = self.words if len(self.words) <= _MAX_SHOWN else self.words[: _MAX_SHOWN - 1] + "…"
        return (
            f"{self.card} ({self.language})", self.field, shown, self.words_language, self.script,
            f"{self.family} {self.weight}", f"{self.scale:.2f}", _REASONS[self.reason],
        )  # fmt: skip


def list_font_choices(plan: Plan) -> Iterator[FontChoice]:
    """Yield the choice for each run of one font in the texts of each card and language, set in the theme's body type.

    The theme's other types use the same families in other weights.
    """
    tasks = {(t.job.card.set, t.job.card.id, t.job.card.language): t for t in plan.tasks}
    for task in tasks.values():
        fonts, style = open_assets(task.job.fonts).fonts, _body_style(task)
        card = task.job.card
        for field, prose in _list_texts(card):
            direction = language_direction(prose.language)
            span = Span(0, len(prose.text), style)
            paragraph = shape_paragraph(prose.text, [span], prose.language, direction, fonts)
            yield from _list_runs((card.set, card.id, card.language, field), paragraph, style, fonts)


def _body_style(task: Task) -> TextStyle:
    types = dict(task.job.theme.types)
    return types.get("words", next(iter(types.values()))).text


def _list_texts(card: LocalCard) -> Iterator[tuple[str, Prose]]:
    named = {"headline": card.headline, "source": card.source, "call": card.call, "credit": card.credit}
    yield from ((card.kind, prose) for prose in card.body)
    yield from ((field, prose) for field, prose in named.items() if prose)


def _list_runs(
    where: tuple[str, str, str, str], paragraph: Paragraph, style: TextStyle, fonts: FontLibrary
) -> Iterator[FontChoice]:
    """Yield the choice for each run of a paragraph. `where` are its set, card, language and field."""
    lost = set(paragraph.missing)
    for (font, script), group in groupby(paragraph.items, key=lambda item: (item.font, item.script)):
        items = list(group)
        start, end = items[0].start, items[-1].end
        words = paragraph.text[start:end].strip() or "(space)"
        candidates = fonts.candidates(style, script, items[0].language)
        reason = next((c.reason for c in candidates if c.font is font), "picture")
        reason = "missing" if lost & set(range(start, end)) else reason
        entry, scale = font.entry, round(items[0].scale, 2)
        yield FontChoice(*where, words, items[0].language, script, entry.family, entry.weight, scale, reason)
