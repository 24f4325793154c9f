"""An executor of the caller's: threads, processes, machines of a cluster; nothing is known of where its workers run.

No initializer is relied on: a worker opens what it needs with its first job, and what it needs travels with each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from pathlib import Path
from typing import ParamSpec, TypeVar

from ..rendering.jobs import Job
from ..storage.blobs import BlobStore
from ..storage.storages import is_url
from .processes import OpenExecutor, open_pool
from .worker_assets import FontRequirements, Requirements, make_font_requirements, make_requirements, upload_assets

P = ParamSpec("P")
T = TypeVar("T")


class ExternalExecutor(Executor):
    """Sends work to another executor; `needs` says what that work needs, once `prepare` has found it out.

    `broken`: the executor gave up, as one of processes does when one of them dies.
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
        """Find out what the jobs need, and write it into the store; raises FolderError where that cannot be."""
        known = tuple(jobs)
        if self._store:
            store = BlobStore(self._store)
            store.ensure_writable()
            upload_assets(store, known, self._uploaded)
        for folders in dict.fromkeys(job.fonts for job in known):
            if folders not in self._fonts:
                self._fonts[folders] = make_font_requirements(folders)
        self.requirements = make_requirements(self._fonts.values(), self._store)

    def next_call_number(self) -> int:
        """A number that no other call has: an executor may take two calls with the same arguments for one."""
        return next(self._call_numbers)

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Hand it on."""
        try:
            future = self._executor.submit(work, *arguments, **named)
        except BrokenExecutor:
            self.broken = True
            raise
        future.add_done_callback(self._note_broken)
        return future

    def _note_broken(self, future: Future[T]) -> None:
        if not future.cancelled() and isinstance(future.exception(), BrokenExecutor):
            self.broken = True


def with_store(executor: Executor, store: str | Path) -> Executor:
    """The executor, its workers given a store for the photographs, logos and fonts that their own disks have not.

    `store` is a folder that they all can read and this process can write, by its path or URL.
    """
    return ExternalExecutor(
        executor, store if isinstance(store, str) and is_url(store) else str(Path(store).absolute())
    )


def open_external(executor: Executor) -> OpenExecutor:
    """Opens an executor of the caller's, which stays the caller's; once it is broken, a process of our own instead."""
    given = executor if isinstance(executor, ExternalExecutor) else ExternalExecutor(executor)

    def open_(_jobs: int) -> AbstractContextManager[Executor]:
        return open_pool(1) if given.broken else nullcontext(given)

    return open_
