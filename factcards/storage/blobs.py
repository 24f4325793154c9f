"""A content-addressed store: bytes by their SHA-256, in any folder; and what a process has fetched from one."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import WorkerError
from .json_values import is_digest
from .storages import Target, open_target

_KEPT = 64 * 1024 * 1024
"""Bytes that a process keeps of what it fetched; a larger picture is kept until the next."""


@dataclass(frozen=True, slots=True)
class Store:
    """The folder at `url`: each entry lies at `<first two digits>/<digest>`, written whole and never changed."""

    url: str

    def keep(self, digest: str, read: Callable[[], bytes]) -> None:
        """Write an entry, unless it lies there; nothing where what `read` gives has another digest or is gone."""
        folder = self._open()
        if folder.look(_place(digest)) is not None:
            return
        try:
            data = read()
        except OSError:
            return
        if hashlib.sha256(data).hexdigest() == digest:
            folder.write(_place(digest), data)

    def find(self, digest: str) -> bytes | None:
        """An entry's bytes; None where it is not there. Raises WorkerError where it is broken."""
        data = self._open().read(_place(digest))
        if data is not None and hashlib.sha256(data).hexdigest() != digest:
            raise WorkerError(f"`{digest}` in the store `{self.url}` holds something else: remove it")
        return data

    def prepare(self) -> None:
        """Make the folder; raises FolderError where it cannot be used."""
        self._open().prepare()

    def _open(self) -> Target:
        return open_target(self.url)


class Stock:
    """What a process has fetched from a store, the last so many bytes of it; threads may share it."""

    def __init__(self, store: Store, limit: int = _KEPT) -> None:
        self._store = store
        self._limit = limit
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def find(self, digest: str) -> bytes | None:
        """The bytes of that digest, fetched once while they are kept; None where the store has none."""
        with self._turn:   # threads that need the same picture wait for one of them
            data = self._held.pop(digest, None)
            if data is None:
                data = self._store.find(digest)
            if data is not None:
                self._held[digest] = data
                while sum(map(len, self._held.values())) > self._limit and len(self._held) > 1:
                    self._held.popitem(last=False)
            return data


def _place(digest: str) -> str:
    """Return where an entry lies; raises WorkerError for what is no digest, and so no place in a store."""
    if not is_digest(digest):
        raise WorkerError(f"`{digest[:80]}` is no SHA-256, so no entry of a store")
    return f"{digest[:2]}/{digest}"
