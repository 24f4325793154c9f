"""Separates the warnings that cards accept from those that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..errors import Place, Problem
from ..model.cards import AcceptedWarning


@dataclass(frozen=True, slots=True)
class AcceptedProblem:
    """A warning or note that a card accepts, and the reason; `entries` are the `accept` entries in its files."""

    problem: Problem
    reason: str
    entries: tuple[AcceptedWarning, ...] = ()


def split_accepted(
    problems: Iterable[Problem], accept: tuple[AcceptedWarning, ...]
) -> tuple[tuple[Problem, ...], tuple[AcceptedProblem, ...]]:
    """Return the problems that are shown, and those that are accepted. Errors are never accepted.

    If several entries accept a problem, the last one gives the reason: the card's variant comes after the card, and the
    card after the set.
    """
    if not accept:
        return tuple(problems), ()
    shown, accepted = list[Problem](), list[AcceptedProblem]()
    for problem in problems:
        entries = tuple(one for one in accept if one.kind == problem.kind and problem.severity != "error")
        if entries:
            accepted.append(AcceptedProblem(problem, entries[-1].reason, entries))
        else:
            shown.append(problem)
    return tuple(shown), tuple(accepted)


def find_unused_entries(entries: Iterable[AcceptedWarning], accepted: Iterable[AcceptedProblem]) -> Iterator[Problem]:
    """Yield a note for each entry that accepts nothing."""
    used = {entry for one in accepted for entry in one.entries}
    for entry in dict.fromkeys(entries):
        if entry not in used:
            place = Place(entry.place.file, entry.place.line, entry.place.column)
            message = f"nothing of the kind `{entry.kind}` was found, so there is nothing to accept"
            yield Problem("note", message, place, "accept", "remove this entry", kind="accept-unused")
