"""Executors of this machine: the calling process for few jobs, processes for many."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import ParamSpec, TypeVar

from .worker_assets import open_assets

_JOBS_PER_PROCESS = 4   # jobs; to start a process takes as long

P = ParamSpec("P")
T = TypeVar("T")

OpenExecutor = Callable[[int], AbstractContextManager[Executor]]
"""Opens what runs so many jobs; it is asked again when a process of it died."""


class SerialExecutor(Executor):
    """The executor for few jobs: it does each at once, in this process."""

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Do it, and return what came of it; what `work` raises is raised here."""
        future: Future[T] = Future()
        future.set_result(work(*arguments, **named))
        return future


def silence_loggers() -> None:
    """Keep from standard error what libraries log for programmers: without a handler Python writes it there."""
    logging.getLogger().addHandler(logging.NullHandler())


def open_serial(_jobs: int = 0) -> AbstractContextManager[Executor]:
    """Open an executor that works in this process, whatever the number of jobs."""
    return SerialExecutor()


def open_processes(workers: int, jobs: int) -> AbstractContextManager[Executor]:
    """Open up to so many processes; none where the jobs are done before processes would have started."""
    used = min(workers, jobs // _JOBS_PER_PROCESS)
    return open_pool(used) if used > 1 else SerialExecutor()


@contextmanager
def open_pool(workers: int) -> Iterator[Executor]:
    """Processes that stop at once when the work in this one is broken off, by Ctrl-C or a fault.

    They are started with Ctrl-C ignored: the terminal sends it to all, and this process alone answers. They end with
    it, whatever ends it.
    """
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _initialize_process)
    broken_off = True
    try:
        with _ignore_interrupts():
            for _ in range(workers):   # each starts a process, since none is idle yet
                pool.submit(open_assets, ())
        yield pool
        broken_off = False
    finally:
        if broken_off:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(cancel_futures=True)


def _initialize_process() -> None:
    """Leave Ctrl-C to the process that the terminal's user started, and outlive it in no case: it may be killed."""
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
    """Ctrl-C ignored, and so by the processes started meanwhile; only the main thread can ask for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
