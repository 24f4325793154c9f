"""Runs the jobs of a plan: in this process, in worker processes or elsewhere. A failing job does not affect others."""

from __future__ import annotations

import os
import traceback
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, replace
from itertools import chain
from pickle import PicklingError
from queue import SimpleQueue
from typing import TypeVar

from ..errors import Problem
from ..model.assets import Assets
from ..rendering.jobs import Job
from .executors import ExternalExecutor
from .failures import Failure, try_call
from .plan_types import Task
from .processes import OpenExecutor
from .worker_assets import Requirements, open_assets

_MAX_PENDING = 2 * (os.cpu_count() or 1)
"""Maximum number of submitted chunks: enough to keep every process busy, few enough to stop at once."""
_MAX_PENDING_EXTERNAL = 1000
"""The same for an external executor, whose number of workers is unknown."""
_JOBS_PER_CHUNK = 8
"""Jobs in a chunk for an external executor with many: a scheduler spends a tenth of a picture's time on each chunk."""
_MAX_TRIES, _MAX_TRIES_EXTERNAL = 2, 3
"""Maximum number of attempts for a task, in processes of this machine and in an external executor."""
_PROCESS_DIED = "its process ended without a message: perhaps the memory was used up"
_KILLED_WORKER = "KilledWorker"
"""Name of dask's exception for a task whose workers died too often. Compared by name, since dask is optional."""
_WORKERS_DIED = "every worker that tried it died: perhaps the memory was used up"
_FATAL_ERRORS = (ImportError, AttributeError, TypeError, PicklingError)
"""Exceptions of a worker that has no factcards, or another version."""

T = TypeVar("T")

Work = Callable[[Job, Assets], T]
"""What is done with each job; it must be picklable."""
TaskOutcomes = Generator[tuple[Task, T | Failure], None, None]
"""Tasks with their results or failures."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tasks that are submitted together, and how often their workers failed."""

    tasks: tuple[Task, ...]
    failure_count: int = 0

    def split(self) -> list[Chunk]:
        """Return one chunk for each task after a failure, so that a task that causes it does not affect the others."""
        return [Chunk((task,), self.failure_count + 1) for task in self.tasks]


def run_tasks(
    tasks: Sequence[Task], work: Work[T], open_executor: OpenExecutor, *, is_drawn: bool = True
) -> TaskOutcomes[T]:
    """Yield each task with its result or failure, as they finish. With `is_drawn`, the work draws photographs.

    Tasks that ran when a process died run again, one at a time, at most once. A task whose external worker failed is
    submitted again, at most twice. A task that itself fails, as in writing its file, is not tried again.
    """
    waiting, suspects, tries = deque(_make_chunks(tasks, is_drawn=is_drawn)), deque[Chunk](), _MAX_TRIES
    while waiting or suspects:
        with open_executor(len(tasks)) as executor:
            if isinstance(executor, ExternalExecutor):
                executor.prepare(task.job for task in tasks)
                waiting, tries = deque(_join_chunks(waiting)), _MAX_TRIES_EXTERNAL
            max_pending = _MAX_PENDING_EXTERNAL if isinstance(executor, ExternalExecutor) else _MAX_PENDING
            lost = yield from _run_chunks(waiting or suspects, work, executor, (max_pending if waiting else 1, tries))
        for chunk in (one for whole in lost for one in whole.split()):
            if chunk.failure_count < tries:
                suspects.append(chunk)
            else:
                yield chunk.tasks[0], Failure((Problem("error", _PROCESS_DIED, kind="worker"),), "transient")


def run_chunk(
    work: Work[T], jobs: Sequence[Job], requirements: Requirements | None = None, _call_number: int = 0
) -> list[T | Failure]:
    """Return each job's result or failure. Worker processes run this; `_call_number` only makes calls distinct."""
    return [try_call(_run_job, work, job, requirements) for job in jobs]


def _run_job(work: Work[T], job: Job, requirements: Requirements | None) -> T:
    return work(job, open_assets(job.fonts, requirements))


def _make_chunks(tasks: Iterable[Task], *, is_drawn: bool = True) -> list[Chunk]:
    """Return chunks, each with one card at one size in all its languages, whose photograph is then cropped once.

    If nothing is drawn and there are enough cards for every process, a chunk has one card at all its sizes, whose
    text is then shaped once.
    """
    by_card: dict[tuple[str, ...], dict[str, list[Task]]] = {}
    for task in tasks:
        own = (task.job.card.language,) if task.pages else ()   # a book takes as long as all its cards
        card = by_card.setdefault((task.job.card.set, task.job.card.id, *own), {})
        card.setdefault(task.job.size.name, []).append(task)
    if not is_drawn and len(by_card) >= _MAX_PENDING:
        return [Chunk(tuple(chain.from_iterable(sizes.values()))) for sizes in by_card.values()]
    return [Chunk(tuple(chunk)) for sizes in by_card.values() for chunk in sizes.values()]


def _join_chunks(chunks: Collection[Chunk]) -> Iterator[Chunk]:
    """Yield larger chunks if their number would make the scheduler slow."""
    together: list[Task] = []
    for chunk in chunks:
        together += chunk.tasks
        if len(together) >= _JOBS_PER_CHUNK or len(chunks) <= _MAX_PENDING_EXTERNAL:
            yield Chunk(tuple(together))
            together = []
    if together:
        yield Chunk(tuple(together))


def _run_chunks(
    waiting: deque[Chunk], work: Work[T], executor: Executor, limits: tuple[int, int]
) -> Generator[tuple[Task, T | Failure], None, list[Chunk]]:
    """Run chunks until none is waiting or the executor breaks. Returns the chunks that were lost with it.

    `limits` are the maximum number of submitted chunks and of attempts for each.
    """
    max_pending, tries = limits
    running: dict[Future[list[T | Failure]], Chunk] = {}
    done: SimpleQueue[Future[list[T | Failure]]] = SimpleQueue()
    try:
        while waiting or running:
            while waiting and len(running) < max_pending:
                chunk = waiting.popleft()
                future = try_call(_submit_chunk, executor, work, chunk)
                if isinstance(future, BrokenExecutor):
                    return [*running.values(), chunk]
                if isinstance(future, Failure):
                    yield from ((task, _end_run(future.problems[0].message)) for task in chunk.tasks)
                    continue
                running[future] = chunk
                future.add_done_callback(done.put)
                if future.done():   # a serial executor: yield its result at once
                    break
            if not running:
                continue
            future = done.get()
            chunk, error = running.pop(future), _find_error(future)
            if isinstance(error, BrokenExecutor):
                return [*running.values(), chunk]
            if error:
                failed, again = _retry_or_fail(chunk, error, tries)
                waiting.extend(again)
                yield from failed
            else:
                yield from zip(chunk.tasks, future.result(), strict=True)
    finally:
        for future in running:
            future.cancel()
    return []


def _submit_chunk(executor: Executor, work: Work[T], chunk: Chunk) -> Future[list[T | Failure]] | BrokenExecutor:
    jobs = tuple(task.job for task in chunk.tasks)
    try:
        if isinstance(executor, ExternalExecutor):
            return executor.submit(
                run_chunk, work, executor.pack(jobs), executor.requirements, executor.next_call_number()
            )
        return executor.submit(run_chunk, work, jobs)
    except BrokenExecutor as error:
        return error


def _find_error(future: Future[T]) -> BaseException | None:
    return CancelledError("it was cancelled") if future.cancelled() else future.exception()


def _retry_or_fail(chunk: Chunk, error: BaseException, tries: int) -> tuple[list[tuple[Task, Failure]], list[Chunk]]:
    """Return the tasks of a failed chunk that have failed for good, and the chunks to submit again."""
    summary = traceback.format_exception_only(error)[-1].splitlines()[0]
    if isinstance(error, _FATAL_ERRORS):
        return [(task, _end_run(summary)) for task in chunk.tasks], []
    final = type(error).__name__ == _KILLED_WORKER
    again = [replace(one, failure_count=max(one.failure_count, tries - 1 if final else 0)) for one in chunk.split()]
    if (final and len(again) == 1) or again[0].failure_count >= tries:
        message = _WORKERS_DIED if final else f"its worker failed {again[0].failure_count} times ({summary})"
        return [(one.tasks[0], Failure((Problem("error", message, kind="worker"),), "transient")) for one in again], []
    return [], again


def _end_run(summary: str) -> Failure:
    """Return the failure that ends the run because its workers cannot be used."""
    problem = Problem("error", f"the workers cannot be used ({summary}): is the same factcards installed there?",
                      kind="worker")
    return Failure((problem,), "fatal")
