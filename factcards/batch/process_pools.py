"""Pools of processes, which end with this process and are left alone by Ctrl-C."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from .loggers import silence_loggers
from .worker_assets import open_assets


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
