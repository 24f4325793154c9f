"""A content-addressed store: blobs by their SHA-256 in any folder, and a cache of those that a process has fetched."""

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
"""Maximum size of the cache of one process, in bytes. A blob that is larger stays until the next one is fetched."""


@dataclass(frozen=True, slots=True)
class BlobStore:
    """The folder at `url`. A blob is stored at `<first two digits>/<digest>`, written atomically and never changed."""

    url: str

    def put(self, digest: str, read: Callable[[], bytes]) -> None:
        """Store the bytes that `read` returns, unless the store has them.

        Nothing is written if they have another digest, or if `read` raises OSError.
        """
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
        """Return a blob's bytes, or None if there is none. Raises WorkerError if they have another digest."""
        data = self._open().read(_entry_name(digest))
        if data is not None and hashlib.sha256(data).hexdigest() != digest:
            raise WorkerError(f"`{digest}` in the store `{self.url}` has other bytes: remove it")
        return data

    def ensure_writable(self) -> None:
        """Create the folder. Raises FolderError if it cannot be used."""
        self._open().ensure_writable()

    def _open(self) -> Storage:
        return open_storage(self.url)


class BlobCache:
    """The blobs that a process has fetched last from a store, at most `limit` bytes. Threads may share it."""

    def __init__(self, store: BlobStore, limit: int = _MAX_CACHED_BYTES) -> None:
        self._store = store
        self._limit = limit
        self._blobs: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str) -> bytes | None:
        """Return a blob's bytes, from memory if they are cached, or None if the store has none."""
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
    """Return the name of a blob's file. Raises WorkerError if `digest` is not a SHA-256."""
    if not is_digest(digest):
        raise WorkerError(f"`{digest[:80]}` is not a SHA-256, so the store cannot hold it")
    return f"{digest[:2]}/{digest}"
