"""Executors that the caller provides: threads, processes, or machines of a cluster.

Nothing is known about the workers and no initializer is needed. The requirements are sent with each job, and a worker
opens its fonts with the first one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from ..deprecations import accept_positional
from ..errors import RequestError, describe_type, take_folder
from ..late_loading import import_late
from ..rendering.jobs import Job
from ..storage.blobs import BlobStore
from ..storage.storages import is_url
from .processes import OpenExecutor
from .worker_assets import (
    FontRequirements,
    Requirements,
    drop_photo_bytes,
    make_font_requirements,
    make_requirements,
    upload_assets,
)

if TYPE_CHECKING:
    from . import process_pools
else:
    process_pools = import_late(".process_pools", __package__)

P = ParamSpec("P")
T = TypeVar("T")


class ExternalExecutor(Executor):
    """Passes work on to the caller's executor. `prepare` computes the `requirements` that are sent with it.

    `broken` is True after the executor raised BrokenExecutor, as a process pool does when one of its processes dies.
    """

    def __init__(self, executor: Executor, store: str = "") -> None:
        self._executor = executor
        self._store = store
        self.broken = False
        self.requirements: Requirements | None = None
        self._call_numbers = count(time.monotonic_ns())
        self._fonts: dict[tuple[str, ...], FontRequirements] = {}
        self._uploaded: set[str] = set()

    def prepare(self, jobs: Iterable[Job]) -> None:
        """Compute the jobs' requirements and upload their files to the store. Raises FolderError if that fails."""
        known = tuple(jobs)
        if self._store:
            store = BlobStore(self._store)
            store.ensure_writable()
            upload_assets(store, known, self._uploaded)
        for folders in dict.fromkeys(job.fonts for job in known):
            if folders not in self._fonts:
                self._fonts[folders] = make_font_requirements(folders)
        self.requirements = make_requirements(self._fonts.values(), self._store)

    def pack(self, jobs: Iterable[Job]) -> tuple[Job, ...]:
        """Return the jobs as they are sent: the bytes of pictures are left out if the store has them."""
        return tuple(map(drop_photo_bytes, jobs) if self._store else jobs)

    def next_call_number(self) -> int:
        """Return a number that makes a call unique, since an executor may merge two calls with equal arguments."""
        return next(self._call_numbers)

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Submit a call to the caller's executor."""
        try:
            future = self._executor.submit(work, *arguments, **named)
        except BrokenExecutor:
            self.broken = True
            raise
        future.add_done_callback(self._mark_broken)
        return future

    def _mark_broken(self, future: Future[T]) -> None:
        if not future.cancelled() and isinstance(future.exception(), BrokenExecutor):
            self.broken = True


@accept_positional("store")
def with_store(executor: Executor, *, store: str | PathLike[str]) -> Executor:
    """Return an executor whose workers take photographs, logos and fonts that they lack from a store.

    `store` is the path or URL of a folder that this process can write and every worker can read. Raises RequestError if
    an argument has another type.
    """
    path = take_folder(store, "store", "the path of a folder or its URL")
    return ExternalExecutor(
        _take_executor(executor), path if isinstance(store, str) and is_url(path) else str(Path(path).absolute())
    )


def open_external(executor: Executor) -> OpenExecutor:
    """Return a function that opens the caller's executor, or one process of ours once that executor is broken.

    The caller's executor is never shut down. Raises RequestError if it is not an executor.
    """
    _take_executor(executor)
    external = executor if isinstance(executor, ExternalExecutor) else ExternalExecutor(executor)

    def open_(_jobs: int) -> AbstractContextManager[Executor]:
        return process_pools.open_pool(1) if external.broken else nullcontext(external)

    return open_


def _take_executor(executor: Executor) -> Executor:
    """Return the caller's executor, of whichever class. Raises RequestError for a value that takes no calls."""
    if callable(getattr(executor, "submit", None)) and not isinstance(executor, type):
        return executor
    hint = f"create one: `{executor.__name__}()`" if isinstance(executor, type) else ""
    message = f"found {describe_type(executor)}, expected an executor of `concurrent.futures`"
    raise RequestError.of("executor", message, hint)
