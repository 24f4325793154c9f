"""Plan → outcomes: jobs run here or in processes, and one that fails harms no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar

from ..assets import Assets
from ..errors import FactcardsError, FolderError, Place, Problem, WriteError
from ..jobs import Job
from ..photos import PhotoLibrary
from ..text.fonts import open_fonts
from .plan import Task

_AHEAD = 2 * (os.cpu_count() or 1)   # pieces handed out: enough that no process idles, few enough to stop at once
_WORTH_A_PROCESS = 4   # jobs; to start a process takes as long
_DIED = "its process ended without a word: perhaps the memory was used up"

_OPENING = threading.Lock()
"""Threads that begin together would each open the fonts."""

P = ParamSpec("P")
T = TypeVar("T")

OpenExecutor = Callable[[int], AbstractContextManager[Executor]]
"""Opens what runs so many jobs; it is asked again when a process of it died."""


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


def attempt(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | Failure:
    """What `work` gives, or why it failed; the one place that catches faults of our own, and keeps their trace."""
    try:
        return work(*arguments, **named)
    except WriteError as error:
        return Failure(error.problems, passing=True, outside=True, ends=isinstance(error, FolderError))
    except FactcardsError as error:
        return Failure(error.problems)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one card must not cost the other cards
        summary = traceback.format_exception_only(fault)[-1].splitlines()[0]
        return Failure((Problem("error", summary),), traceback.format_exc(), passing=True)


_WRITTEN_IN = {"call": "action.label", "address": "action.short", "code": "action.url", "credit": "image.credit"}
"""Where the words of a role in the scene come from, if not from a field of its name."""


def explain(
    failure: Failure, place: Place | None, places: Iterable[tuple[str, Place]] = ()
) -> tuple[Problem, ...]:
    """What to tell of a failure: where in the files, or for a fault of our own where its trace lies.

    `place` is the card's, `places` are those of its fields.
    """
    if failure.trace:
        fault = failure.problems[0].message
        return (Problem("error", f"a fault of ours ({fault}): please report it with {_keep(failure.trace)}"),)
    if failure.outside:
        return failure.problems
    known = dict(places)
    return tuple(replace(p, place=p.place or _find_place(p.field, known) or place) for p in failure.problems)


def _find_place(field: str, known: Mapping[str, Place]) -> Place | None:
    """The place of a field, or of the one that it is a part of."""
    name = _WRITTEN_IN.get(field, field)
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name)


@lru_cache(maxsize=256)
def _keep(trace: str) -> str:
    """The name of a file that holds the trace."""
    handle, name = tempfile.mkstemp(".txt", "factcards-fault-")
    os.close(handle)
    Path(name).write_text(trace, encoding="utf-8")
    return name


def find_assets(folders: tuple[str, ...]) -> Assets:
    """Our fonts, those of the designer's folders, and photographs: opened once in a process, shared by its threads."""
    with _OPENING:
        return _open_assets(folders)


@lru_cache(maxsize=16)
def _open_assets(folders: tuple[str, ...]) -> Assets:
    return Assets(open_fonts(*map(Path, folders)), PhotoLibrary())


Work = Callable[[Job, Assets], T]
Piece = tuple[Task, ...]


def run_tasks(
    tasks: Sequence[Task], work: Work[T], open_executor: OpenExecutor
) -> Generator[tuple[Task, T | Failure], None, None]:
    """Each task with what came of it, as they finish; what ran when a process died runs again, each piece alone."""
    waiting, suspects = deque(_cut(tasks)), deque[Piece]()
    while waiting:
        with open_executor(len(tasks)) as executor:
            suspects.extend((yield from _drain(waiting, work, executor, _AHEAD)))
    while suspects:
        with open_executor(len(tasks)) as executor:
            lost = yield from _drain(suspects, work, executor, 1)
        yield from ((task, Failure((Problem("error", _DIED),), passing=True)) for piece in lost for task in piece)


def attempt_jobs(work: Work[T], jobs: Sequence[Job]) -> list[T | Failure]:
    """What came of each job; this is what a process is sent."""
    return [attempt(_do, work, job) for job in jobs]


def _do(work: Work[T], job: Job) -> T:
    return work(job, find_assets(job.fonts))


def _cut(tasks: Iterable[Task]) -> list[Piece]:
    """Pieces of work: a card at one size in all its languages, whose photograph is then cropped but once."""
    pieces: dict[tuple[str, str, str], list[Task]] = {}
    for task in tasks:
        pieces.setdefault((task.job.card.set, task.job.card.id, task.job.size.name), []).append(task)
    return [tuple(piece) for piece in pieces.values()]


def _drain(
    waiting: deque[Piece], work: Work[T], executor: Executor, ahead: int
) -> Generator[tuple[Task, T | Failure], None, list[Piece]]:
    """Run pieces, so many at a time, until none waits or the executor breaks; returns those lost with it."""
    running: dict[Future[list[T | Failure]], Piece] = {}
    piece: Piece = ()
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                piece = waiting.popleft()
                future = executor.submit(attempt_jobs, work, tuple(task.job for task in piece))
                running[future], piece = piece, ()
                if future.done():   # an executor that works at once: tell of it at once
                    break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcomes = future.result()
                yield from zip(running.pop(future), outcomes, strict=True)
    except BrokenExecutor:
        return [*running.values(), *([piece] if piece else [])]
    finally:
        for future in running:
            future.cancel()
    return []


class Here(Executor):
    """The executor for few jobs: it does each at once, in this process."""

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Do it, and return what came of it; what `work` raises is raised here."""
        future: Future[T] = Future()
        future.set_result(work(*arguments, **named))
        return future


def open_here(_jobs: int = 0) -> AbstractContextManager[Executor]:
    """Open an executor that works in this process, whatever the number of jobs."""
    return Here()


def open_processes(workers: int, jobs: int) -> AbstractContextManager[Executor]:
    """Open up to so many processes; none where the jobs are done before processes would have started."""
    used = min(workers, jobs // _WORTH_A_PROCESS)
    return open_pool(used) if used > 1 else Here()


@contextmanager
def open_pool(workers: int) -> Iterator[Executor]:
    """Processes that stop at once when the work in this one is broken off, by Ctrl-C or a fault.

    They are started with Ctrl-C ignored: the terminal sends it to all, and this process alone answers. They end with
    it, whatever ends it.
    """
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _prepare_process)
    broken_off = True
    try:
        with _deaf():
            for _ in range(workers):   # each starts a process, since none is idle yet
                pool.submit(find_assets, ())
        yield pool
        broken_off = False
    finally:
        if broken_off:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(cancel_futures=True)


def _prepare_process() -> None:
    """Leave Ctrl-C to the process that the terminal's user started, and outlive it in no case: it may be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C ignored, and so by the processes started meanwhile; only the main thread can ask for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
