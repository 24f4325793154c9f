"""Plan → outcomes: jobs run here, in processes or elsewhere, and one that fails harms no other."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from pickle import PicklingError
from queue import SimpleQueue
from typing import ParamSpec, TypeVar

from ..errors import FactcardsError, FolderError, Place, Problem, WorkerError, WriteError
from ..model.assets import Assets
from ..rendering.jobs import Job
from .executors import ExternalExecutor
from .plan import Task
from .processes import OpenExecutor
from .worker_assets import Requirements, open_assets

_MAX_PENDING = 2 * (os.cpu_count() or 1)   # pieces handed out: enough that no process idles, few enough to stop at once
_MAX_PENDING_EXTERNAL = 1000   # nobody knows how many workers there are, or will be
_JOBS_PER_CHUNK = (
    8  # jobs in a piece, of many: what a scheduler does for each piece takes as long as a tenth of a picture
)
_MAX_TRIES, _MAX_TRIES_EXTERNAL = 2, 3
_PROCESS_DIED = "its process ended without a word: perhaps the memory was used up"
_KILLED_WORKER = "KilledWorker"
"""What distributed, which nobody need have installed, says of a task whose workers died, as many as it may cost."""
_WORKERS_DIED = "every worker that tried it died: perhaps the memory was used up"
_FATAL_ERRORS = (ImportError, AttributeError, TypeError, PicklingError)
"""What a worker says that cannot do our work at all: that it is not installed there, or is another one."""

P = ParamSpec("P")
T = TypeVar("T")

@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not done. A fault of our own has its trace with it.

    `passing`: another run may do it. `outside`: nothing in the card is at fault. `ends`: nor can anything else be done
    in this run.
    """

    problems: tuple[Problem, ...]
    trace: str = ""
    passing: bool = False
    outside: bool = False
    ends: bool = False


def try_call(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | Failure:
    """What `work` gives, or why it failed; the one place that catches faults of our own, and keeps their trace."""
    try:
        return work(*arguments, **named)
    except WriteError as error:
        return Failure(error.problems, passing=True, outside=True, ends=isinstance(error, FolderError))
    except WorkerError as error:
        return Failure(error.problems, passing=True, outside=True, ends=True)
    except FactcardsError as error:
        return Failure(error.problems)
    except MemoryError:
        return Failure((Problem("error", "the memory was used up", kind="memory"),), passing=True)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one card must not cost the other cards
        summary = traceback.format_exception_only(fault)[-1].splitlines()[0]
        return Failure((Problem("error", summary, kind="fault"),), traceback.format_exc(), passing=True)


_ROLE_FIELDS = {"call": "action.label", "address": "action.short", "code": "action.url", "credit": "image.credit"}
"""Where the words of a role in the scene come from, if not from a field of its name."""


def explain_failure(
    failure: Failure, place: Place | None, places: Iterable[tuple[str, Place]] = ()
) -> tuple[Problem, ...]:
    """What to tell of a failure: where in the files, or for a fault of our own where its trace lies.

    `place` is the card's, `places` are those of its fields.
    """
    if failure.trace:
        fault = failure.problems[0].message
        return (Problem("error", f"a fault of ours ({fault}): please report it with {_save_trace(failure.trace)}",
                        kind="fault"),)
    if failure.outside:
        return failure.problems
    known = dict(places)
    told = (replace(p, place=p.place or _find_place(p.field, known) or place) for p in failure.problems)
    return tuple(map(_without_source_line, told))


def _without_source_line(problem: Problem) -> Problem:
    """Return a problem of letters without a font in one line: a terminal has hardly more fonts to show theirs."""
    place = problem.place
    if place is None or problem.kind != "no-font":
        return problem
    return replace(problem, place=Place(place.file, place.line, place.column))


def _find_place(field: str, known: Mapping[str, Place]) -> Place | None:
    """The place of a field, or of the one that it is a part of."""
    name = _ROLE_FIELDS.get(field, field)
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name)


@lru_cache(maxsize=256)
def _save_trace(trace: str) -> str:
    """Return the name of a file that holds the trace; the last place in it where no file can be written."""
    try:
        handle, name = tempfile.mkstemp(".txt", "factcards-fault-")
        os.close(handle)
        Path(name).write_text(trace, encoding="utf-8", errors="backslashreplace")
    except OSError:
        places = [line.strip() for line in trace.splitlines() if line.startswith("  File ")]
        return places[-1] if places else "this line"
    return name


Work = Callable[[Job, Assets], T]
TaskOutcomes = Generator[tuple[Task, T | Failure], None, None]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tasks that are sent together, and how often whoever had them failed."""

    tasks: tuple[Task, ...]
    failure_count: int = 0

    def split(self) -> list[Chunk]:
        """Its tasks, each alone, after another failure: the one that is at fault shall harm no other."""
        return [Chunk((task,), self.failure_count + 1) for task in self.tasks]


def run_tasks(tasks: Sequence[Task], work: Work[T], open_executor: OpenExecutor) -> TaskOutcomes[T]:
    """Each task with what came of it, as they finish.

    What ran when a process died runs again, alone. What failed elsewhere is sent again, twice at most.
    """
    waiting, suspects, tries = deque(_make_chunks(tasks)), deque[Chunk](), _MAX_TRIES
    while waiting or suspects:
        with open_executor(len(tasks)) as executor:
            if isinstance(executor, ExternalExecutor):
                executor.prepare(task.job for task in tasks)
                waiting, tries = deque(_join_chunks(waiting)), _MAX_TRIES_EXTERNAL
            ahead = _MAX_PENDING_EXTERNAL if isinstance(executor, ExternalExecutor) else _MAX_PENDING
            lost = yield from _run_chunks(waiting or suspects, work, executor, (ahead if waiting else 1, tries))
        for piece in (one for several in lost for one in several.split()):
            if piece.failure_count < tries:
                suspects.append(piece)
            else:
                yield piece.tasks[0], Failure((Problem("error", _PROCESS_DIED, kind="worker"),), passing=True)


def run_chunk(
    work: Work[T], jobs: Sequence[Job], needs: Requirements | None = None, _turn: int = 0
) -> list[T | Failure]:
    """What came of each job; this is what a process is sent, and what a machine is, with what the jobs need."""
    return [try_call(_run_job, work, job, needs) for job in jobs]


def _run_job(work: Work[T], job: Job, needs: Requirements | None) -> T:
    return work(job, open_assets(job.fonts, needs))


def _make_chunks(tasks: Iterable[Task]) -> list[Chunk]:
    """Pieces of work: a card at one size in all its languages, whose photograph is then cropped but once."""
    pieces: dict[tuple[str, str, str], list[Task]] = {}
    for task in tasks:
        pieces.setdefault((task.job.card.set, task.job.card.id, task.job.size.name), []).append(task)
    return [Chunk(tuple(piece)) for piece in pieces.values()]


def _join_chunks(pieces: Collection[Chunk]) -> Iterator[Chunk]:
    """Larger pieces, where there are so many that a scheduler would be the one to wait for."""
    together: list[Task] = []
    for piece in pieces:
        together += piece.tasks
        if len(together) >= _JOBS_PER_CHUNK or len(pieces) <= _MAX_PENDING_EXTERNAL:
            yield Chunk(tuple(together))
            together = []
    if together:
        yield Chunk(tuple(together))


def _run_chunks(
    waiting: deque[Chunk], work: Work[T], executor: Executor, limits: tuple[int, int]
) -> Generator[tuple[Task, T | Failure], None, list[Chunk]]:
    """Run pieces until none waits or the executor breaks; returns those lost with it.

    `limits` are how many may be handed out at once, and how often each may be tried.
    """
    ahead, tries = limits
    running: dict[Future[list[T | Failure]], Chunk] = {}
    done: SimpleQueue[Future[list[T | Failure]]] = SimpleQueue()
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                piece = waiting.popleft()
                future = try_call(_submit_chunk, executor, work, piece)
                if isinstance(future, BrokenExecutor):
                    return [*running.values(), piece]
                if isinstance(future, Failure):
                    yield from ((task, _end_run(future.problems[0].message)) for task in piece.tasks)
                    continue
                running[future] = piece
                future.add_done_callback(done.put)
                if future.done():   # an executor that works at once: tell of it at once
                    break
            if not running:
                continue
            future = done.get()
            piece, error = running.pop(future), _find_error(future)
            if isinstance(error, BrokenExecutor):
                return [*running.values(), piece]
            if error:
                failed, again = _retry_or_fail(piece, error, tries)
                waiting.extend(again)
                yield from failed
            else:
                yield from zip(piece.tasks, future.result(), strict=True)
    finally:
        for future in running:
            future.cancel()
    return []


def _submit_chunk(executor: Executor, work: Work[T], piece: Chunk) -> Future[list[T | Failure]] | BrokenExecutor:
    jobs = tuple(task.job for task in piece.tasks)
    try:
        if isinstance(executor, ExternalExecutor):
            return executor.submit(run_chunk, work, jobs, executor.requirements, executor.next_call_number())
        return executor.submit(run_chunk, work, jobs)
    except BrokenExecutor as error:
        return error


def _find_error(future: Future[T]) -> BaseException | None:
    return CancelledError("it was cancelled") if future.cancelled() else future.exception()


def _retry_or_fail(piece: Chunk, error: BaseException, tries: int) -> tuple[list[tuple[Task, Failure]], list[Chunk]]:
    """Of a piece whose worker failed: tasks that have failed for good, and pieces to be sent again."""
    summary = traceback.format_exception_only(error)[-1].splitlines()[0]
    if isinstance(error, _FATAL_ERRORS):
        return [(task, _end_run(summary)) for task in piece.tasks], []
    final = type(error).__name__ == _KILLED_WORKER
    again = [replace(one, failure_count=max(one.failure_count, tries - 1 if final else 0)) for one in piece.split()]
    if (final and len(again) == 1) or again[0].failure_count >= tries:
        said = _WORKERS_DIED if final else f"its worker failed {again[0].failure_count} times ({summary})"
        return [(one.tasks[0], Failure((Problem("error", said, kind="worker"),), passing=True)) for one in again], []
    return [], again


def _end_run(summary: str) -> Failure:
    """Nothing can be done by these workers."""
    problem = Problem("error", f"the workers cannot be used ({summary}): is the same factcards installed there?",
                      kind="worker")
    return Failure((problem,), passing=True, outside=True, ends=True)
