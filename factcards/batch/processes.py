"""Executors on this machine: the calling process for few jobs, a process pool for many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from ..late_loading import import_late

if TYPE_CHECKING:
    from . import process_pools
else:
    process_pools = import_late(".process_pools", __package__)

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


def open_serial(_jobs: int = 0) -> AbstractContextManager[Executor]:
    """Open an executor that runs all jobs in this process."""
    return SerialExecutor()


def open_processes(workers: int, jobs: int) -> AbstractContextManager[Executor]:
    """Open a pool of at most `workers` processes, or a serial executor if the jobs are too few to be worth it."""
    used = min(workers, jobs // _JOBS_PER_PROCESS)
    return process_pools.open_pool(used, ignores_interrupts=True) if used > 1 else SerialExecutor()


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
                pools.append(stack.enter_context(process_pools.open_pool(used, ignores_interrupts=True)))
            return nullcontext(pools[0]) if pools else SerialExecutor()

        yield open_shared


def _is_broken(pool: Executor) -> bool:
    """Return whether a process of a pool has died, after which the pool takes no more calls."""
    try:
        pool.submit(bool)
    except BrokenExecutor:
        return True
    return False
