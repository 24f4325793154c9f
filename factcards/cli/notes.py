"""What micro-typography changed in the words, for `check` to tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..batch import Plan
from ..cards import Change, LocalCard
from ..errors import Place, Problem

_UNSEEN = ("Cf", "Zs")
_SPOKEN = " \u200c\u200d"   # a plain space, and joiners within words
_LONGEST = 40


def note_changes(plan: Plan) -> Iterator[Problem]:
    """A note for each kind of change in a field: the first of them, and how many there are."""
    notes: dict[tuple[str, str, Place | None], list[Change]] = {}
    for _, change in _changes(plan):
        notes.setdefault((change.rule, change.field, change.place), []).append(change)
    for (rule, field, place), changes in notes.items():
        first = changes[0]
        count = f" ({len(changes)} ×)" if len(changes) > 1 else ""
        message = f"{rule}: {_show(first.before)} → {_show(first.after)}{count}"
        yield Problem("note", message, place and Place(place.file, place.line, place.column), field)


def list_changes(plan: Plan) -> list[dict[str, object]]:
    """Every change with its words before and after, as they are."""
    return [
        {"set": card.set, "card": card.id, "language": card.language}
        | ({"file": place.file, "line": place.line, "column": place.column} if (place := change.place) else {})
        | {"field": change.field, "rule": change.rule, "before": change.before, "after": change.after}
        | {"index": change.index}
        for card, change in _changes(plan)
    ]


def _changes(plan: Plan) -> Iterator[tuple[LocalCard, Change]]:
    cards = {(c.set, c.id, c.language): c for c in (task.job.card for task in plan.tasks)}
    told: set[Change] = set()
    for card in cards.values():
        for change in card.changes:
            if change not in told or change.place is None:   # words of the set stand in every card of it
                told.add(change)
                yield card, change


def _show(words: str) -> str:
    """Words in quotes with what cannot be seen spelt out."""
    spelt = "".join(_spell(c) for c in (words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"))
    return f"`{spelt}`"


def _spell(character: str) -> str:
    seen = character in _SPOKEN or unicodedata.category(character) not in _UNSEEN
    return character if seen else f"[U+{ord(character):04X}]"
