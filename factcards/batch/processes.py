"""Executors on this machine: the calling process for few jobs, a process pool for many."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, ParamSpec, TypeVar

from .worker_assets import open_assets

_JOBS_PER_PROCESS = 4   # jobs that take as long as the start of a process

P = ParamSpec("P")
T = TypeVar("T")

OpenExecutor = Callable[[int], AbstractContextManager[Executor]]
"""Opens an executor for the given number of jobs. It is called again after a process has died."""


class SerialExecutor(Executor):
    """An executor that runs each call at once, in this process."""

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Call `work` and return its result as a finished future. Its exceptions are raised here."""
        future: Future[T] = Future()
        future.set_result(work(*arguments, **named))
        return future


def silence_loggers() -> None:
    """Keep the log messages of libraries off standard error, where Python writes them if there is no handler.

    Only a process of our own may do so: the command and its workers. A program that uses the library decides itself.
    """
    logging.getLogger().addHandler(logging.NullHandler())


def open_serial(_jobs: int = 0) -> AbstractContextManager[Executor]:
    """Open an executor that runs all jobs in this process."""
    return SerialExecutor()


def open_processes(workers: int, jobs: int) -> AbstractContextManager[Executor]:
    """Open a pool of at most `workers` processes, or a serial executor if the jobs are too few to be worth it."""
    used = min(workers, jobs // _JOBS_PER_PROCESS)
    return open_pool(used, ignores_interrupts=True) if used > 1 else SerialExecutor()


@contextmanager
def share_processes(workers: int) -> Iterator[OpenExecutor]:
    """Yield a function that opens one pool for several rounds of jobs, as `open_processes` does for one.

    The processes then open fonts once. They end after the last round, so this is for work that writes no files.
    """
    with ExitStack() as stack:
        pools: list[Executor] = []

        def open_shared(jobs: int) -> AbstractContextManager[Executor]:
            if pools and _is_broken(pools[-1]):
                pools.clear()
            used = min(workers, jobs // _JOBS_PER_PROCESS)
            if not pools and used > 1:
                pools.append(stack.enter_context(open_pool(used, ignores_interrupts=True)))
            return nullcontext(pools[0]) if pools else SerialExecutor()

        yield open_shared


def _is_broken(pool: Executor) -> bool:
    """Return whether a process of a pool has died, after which the pool takes no more calls."""
    try:
        pool.submit(bool)
    except BrokenExecutor:
        return True
    return False


class RecordedProcesses(SpawnContext):
    """Starts processes as `spawn` does, and records them."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """Return a new process, which is recorded."""
        self.started.append(SpawnProcess(*arguments, **named))
        return self.started[-1]


@contextmanager
def open_pool(workers: int, *, ignores_interrupts: bool = False) -> Iterator[Executor]:
    """Open a pool of processes that are terminated at once if this process is interrupted or fails.

    They ignore Ctrl-C, since the terminal sends it to all processes and this one alone handles it. They end when this
    process ends, even if it is killed. With `ignores_interrupts`, this process ignores Ctrl-C while they start. Only
    the command may do so: in a program that uses the library, signals are the program's.
    """
    context = RecordedProcesses()
    pool = ProcessPoolExecutor(workers, context, _initialize_process)
    broken_off = True
    try:
        with _ignore_interrupts() if ignores_interrupts else nullcontext():
            for _ in range(workers):   # each call starts a process, since none is idle yet
                pool.submit(open_assets, ())
        yield pool
        broken_off = False
    finally:
        if broken_off:
            for process in context.started:   # other children are the program's
                if process.is_alive():
                    process.terminate()
        pool.shutdown(cancel_futures=True)


def _initialize_process() -> None:
    """Ignore Ctrl-C, which the parent process handles, and end when the parent ends, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence_loggers()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C, and let processes that are started in the meantime inherit that. Works in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
