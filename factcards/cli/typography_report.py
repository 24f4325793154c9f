"""The changes of micro-typography in the words, as `check` reports them."""

from __future__ import annotations

from collections.abc import Iterator

import unicodedata2

from ..batch import Plan
from ..errors import Place, Problem
from ..model.cards import LocalCard, TypographyEdit

_SPELLED_OUT = ("Cf", "Zs")
"""Unicode categories of characters that are spelled out."""
_SHOWN_AS_IS = " \u200c\u200d"   # a plain space, and joiners within words
_MAX_SHOWN = 40
"""Maximum number of characters of quoted words."""


def summarize_changes(plan: Plan, *, is_verbose: bool = True) -> Iterator[Problem]:
    """Yield a note for each rule and field, with the first change and the number of changes.

    Unless `is_verbose`, all changes of one rule share a note.
    """
    notes: dict[tuple[object, ...], list[tuple[LocalCard, TypographyEdit]]] = {}
    for card, change in _iter_changes(plan):
        where = (change.field, change.place) if is_verbose else ()
        notes.setdefault((change.rule, *where), []).append((card, change))
    for changes in notes.values():
        first, cards = changes[0][1], {(card.set, card.id) for card, _ in changes}
        place = first.place and Place(first.place.file, first.place.line, first.place.column)
        on = f" on {len(cards)} cards" if len(cards) > 1 else ""
        count = f" ({len(changes)} ×{on})" if len(changes) > 1 else ""
        message = f"{first.rule}: {_quote(first.before)} → {_quote(first.after)}{count}"
        yield Problem("note", message, place, first.field, kind="typography")


def list_changes(plan: Plan) -> list[dict[str, object]]:
    """Return every change as JSON, with the words before and after it."""
    return [
        {"set": card.set, "card": card.id, "language": card.language}
        | ({"file": place.file, "line": place.line, "column": place.column} if (place := change.place) else {})
        | {"field": change.field, "rule": change.rule, "before": change.before, "after": change.after}
        | {"index": change.index}
        for card, change in _iter_changes(plan)
    ]


def _iter_changes(plan: Plan) -> Iterator[tuple[LocalCard, TypographyEdit]]:
    cards = {(c.set, c.id, c.language): c for c in (task.job.card for task in plan.tasks)}
    seen: set[TypographyEdit] = set()
    for card in cards.values():
        for change in card.changes:
            if change not in seen or change.place is None:   # words of the set are in each of its cards
                seen.add(change)
                yield card, change


def _quote(words: str) -> str:
    """Quote words, with invisible characters spelled out."""
    spelt = "".join(_spell_out(c) for c in (words if len(words) <= _MAX_SHOWN else words[: _MAX_SHOWN - 1] + "…"))
    return f"`{spelt}`"


def _spell_out(character: str) -> str:
    seen = character in _SHOWN_AS_IS or unicodedata2.category(character) not in _SPELLED_OUT
    return character if seen else f"[U+{ord(character):04X}]"
