"""Words that several commands say: how many, at which sizes, with what problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..errors import Problem

_MAX_NAMED_SIZES = 3   # sizes that a problem names; then their number says more


def format_count(number: int, what: str) -> str:
    """A number of things, as `1 file` or `3 files`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def add_sizes(problem: Problem, sizes: tuple[str, ...]) -> Problem:
    """The problem with the sizes at which it was found, but for what is none of the card's: a full disk, our fault."""
    if not problem.place:
        return problem
    more = f" and {format_count(len(sizes) - _MAX_NAMED_SIZES, 'more size')}" if len(sizes) > _MAX_NAMED_SIZES else ""
    return replace(problem, message=f"{problem.message} (at {', '.join(sizes[:_MAX_NAMED_SIZES])}{more})")


def count_problems(problems: Iterable[Problem]) -> str:
    """How many errors and warnings there are."""
    found = [problem.severity for problem in problems]
    told = [format_count(found.count(kind), kind) for kind in ("error", "warning") if kind in found]
    return " and ".join(told) or "no problem"
