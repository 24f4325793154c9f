"""What an exception means: a problem of one card, of the moment, of the environment, or the end of the run."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar

from ..errors import FactcardsError, FolderError, Place, Problem, WorkerError, WriteError
from ..text.unicode.bidi import find_unpaired_control

FailureKind = Literal["card", "transient", "environment", "fatal"]
"""`card`: the card has an error, so every run fails. The others may not recur in another run.

`transient`: memory, a worker that died, an error of our own. `environment`: a file cannot be written, so the problem is
not one of the card. `fatal`: the same, and nothing more can be done in this run.
"""
_ROLE_FIELDS = {"call": "action.label", "address": "action.short", "code": "action.url", "credit": "image.credit"}
"""Fields from which the texts of a role in the scene come, if they have another name than the role."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not done. `trace` is the stack trace of an error of our own, "" for other failures."""

    problems: tuple[Problem, ...]
    kind: FailureKind = "card"
    trace: str = ""

    @property
    def is_transient(self) -> bool:
        """Whether another run may succeed."""
        return self.kind != "card"

    @property
    def ends_run(self) -> bool:
        """Whether nothing more can be done in this run."""
        return self.kind == "fatal"


def try_call(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | Failure:
    """Call `work` and return its result, or a Failure. Only here are unexpected exceptions caught, with their trace."""
    try:
        return work(*arguments, **named)
    except WriteError as error:
        return Failure(error.problems, "fatal" if isinstance(error, FolderError) else "environment")
    except WorkerError as error:
        return Failure(error.problems, "fatal")
    except FactcardsError as error:
        return Failure(error.problems)
    except MemoryError:
        return Failure((Problem("error", "the memory was used up", kind="memory"),), "transient")
    except Exception as error:  # noqa: BLE001 - an error of ours in one card must not affect the other cards
        summary = traceback.format_exception_only(error)[-1].splitlines()[0]
        return Failure((Problem("error", summary, kind="fault"),), "transient", traceback.format_exc())


def explain_failure(
    failure: Failure, place: Place | None, places: Iterable[tuple[str, Place]] = ()
) -> tuple[Problem, ...]:
    """Return a failure's problems with their place in the files, or the name of the file with the stack trace.

    `place` is the card's, `places` are those of its fields by their dotted names.
    """
    if failure.trace:
        summary = failure.problems[0].message
        message = f"internal error ({summary}): please report it with {_save_trace(failure.trace)}"
        return (Problem("error", message, kind="fault"),)
    if failure.kind in ("environment", "fatal"):
        return failure.problems
    known = dict(places)
    placed = (replace(p, place=p.place or _find_place(p.field, known) or place) for p in failure.problems)
    return tuple(_without_source_line(_point_at_control(problem)) for problem in placed)


def _point_at_control(problem: Problem) -> Problem:
    """Return a problem of a direction control at that character, if its field is written in one line."""
    place = problem.place
    if place is None or problem.kind != "unpaired-control":
        return problem
    start = place.column - 1
    at = find_unpaired_control(place.source[start : start + place.length])
    return replace(problem, place=replace(place, column=place.column + at, length=1)) if at is not None else problem


def _without_source_line(problem: Problem) -> Problem:
    """Return a problem without its source line if it is about letters without a font, which a terminal lacks too."""
    place = problem.place
    if place is None or problem.kind != "no-font":
        return problem
    return replace(problem, place=Place(place.file, place.line, place.column))


def _find_place(field: str, known: Mapping[str, Place]) -> Place | None:
    """Return the place of a field, or of the nearest field that contains it, or None."""
    name = _ROLE_FIELDS.get(field, field)
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name)


@lru_cache(maxsize=256)
def _save_trace(trace: str) -> str:
    """Return the name of a new file with the trace, or the trace's last line of code if no file can be written."""
    try:
        handle, name = tempfile.mkstemp(".txt", "factcards-fault-")
        os.close(handle)
        Path(name).write_text(trace, encoding="utf-8", errors="backslashreplace")
    except OSError:
        places = [line.strip() for line in trace.splitlines() if line.startswith("  File ")]
        return places[-1] if places else "this line"
    return name
