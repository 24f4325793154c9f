"""A content-addressed store: bytes by their SHA-256, in any folder; and what a process has fetched from one."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import WorkerError
from .json_values import is_digest
from .storages import Storage, open_storage

_MAX_CACHED_BYTES = 64 * 1024 * 1024
"""Bytes that a process keeps of what it fetched; a larger picture is kept until the next."""


@dataclass(frozen=True, slots=True)
class BlobStore:
    """The folder at `url`: each entry lies at `<first two digits>/<digest>`, written whole and never changed."""

    url: str

    def put(self, digest: str, read: Callable[[], bytes]) -> None:
        """Write an entry, unless it lies there; nothing where what `read` gives has another digest or is gone."""
        folder = self._open()
        if folder.stat(_entry_name(digest)) is not None:
            return
        try:
            data = read()
        except OSError:
            return
        if hashlib.sha256(data).hexdigest() == digest:
            folder.write(_entry_name(digest), data)

    def get(self, digest: str) -> bytes | None:
        """An entry's bytes; None where it is not there. Raises WorkerError where it is broken."""
        data = self._open().read(_entry_name(digest))
        if data is not None and hashlib.sha256(data).hexdigest() != digest:
            raise WorkerError(f"`{digest}` in the store `{self.url}` holds something else: remove it")
        return data

    def ensure_writable(self) -> None:
        """Make the folder; raises FolderError where it cannot be used."""
        self._open().ensure_writable()

    def _open(self) -> Storage:
        return open_storage(self.url)


class BlobCache:
    """What a process has fetched from a store, the last so many bytes of it; threads may share it."""

    def __init__(self, store: BlobStore, limit: int = _MAX_CACHED_BYTES) -> None:
        self._store = store
        self._limit = limit
        self._blobs: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str) -> bytes | None:
        """The bytes of that digest, fetched once while they are kept; None where the store has none."""
        with self._lock:   # threads that need the same picture wait for one of them
            data = self._blobs.pop(digest, None)
            if data is None:
                data = self._store.get(digest)
            if data is not None:
                self._blobs[digest] = data
                while sum(map(len, self._blobs.values())) > self._limit and len(self._blobs) > 1:
                    self._blobs.popitem(last=False)
            return data


def _entry_name(digest: str) -> str:
    """Return where an entry lies; raises WorkerError for what is no digest, and so no place in a store."""
    if not is_digest(digest):
        raise WorkerError(f"`{digest[:80]}` is no SHA-256, so no entry of a store")
    return f"{digest[:2]}/{digest}"
