"""A folder of results that fsspec opens: an object store, or a share of a network.

S3, Google and Azure take a file in one request, so it is there in full or not at all. In other stores a file has a
temporary name until it is complete. A listing with sizes and MD5s shows which files are unchanged; they are not read.
The store's own library finds credentials and addresses. None of them is in this value, which is sent to workers.
"""

from __future__ import annotations

import base64
import hashlib
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from ..errors import FactcardsError, FolderError, WriteError
from ..late_loading import compile_late
from .files import FileContent
from .optional_imports import import_optional
from .paths import UnsafeNameError, parse_relative

_ATOMIC_SCHEMES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
"""Schemes of stores that write a file atomically."""
_SCHEME_EXTRAS = {"s3": "s3", "s3a": "s3"}
"""Extras that install the library of a scheme; `remote` for others."""
_CONDITIONAL_WRITE_SCHEMES = frozenset({"s3", "s3a"})
"""Schemes of stores with conditional writes (RFC 9110, 13.1)."""
_MAX_TRIES = 20   # attempts to write a list before giving up
_MD5 = compile_late(r"[0-9a-f]{32}\Z")
_WRITE_LOCK = threading.Lock()
"""Lock under which the threads of this process write a list, one after another: not every store has conditions."""
_CHUNK_BYTES = 1 << 31   # bytes; larger than any list, since the condition holds for one request only
_MAX_REASON_LENGTH = 160   # characters of a store's own message


@dataclass(frozen=True, slots=True)
class RemoteStat:
    """What a store lists of a file. `tag` changes with its bytes; `md5` is "" if the store does not list it."""

    size: int
    tag: str
    md5: str = ""


class _ErrorTranslator:
    """A context manager that raises the errors of a store's library, which may have any type, as our own."""

    def __init__(self, what: str, kind: type[WriteError]) -> None:
        self._what, self._kind = what, kind

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if not isinstance(error, Exception) or isinstance(error, FactcardsError):
            return
        if isinstance(error, UnsafeNameError):
            raise self._kind(f"{self._what}: {error.message}") from error
        reason = " ".join(str(error).split())[:_MAX_REASON_LENGTH] or type(error).__name__
        denied = isinstance(error, PermissionError) or "redential" in type(error).__name__
        raise (FolderError if denied else self._kind)(f"{self._what}: {reason}") from error


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """The folder at a URL."""

    url: str

    @property
    def root(self) -> str:
        """The folder's URL."""
        return self.url

    def describe(self, name: str = "") -> str:
        """Return the file's URL, or the folder's own, in back quotes for a message."""
        return f"`{self.url}/{name}`" if name else f"`{self.url}`"

    def absolute(self) -> RemoteFolder:
        """Return the folder itself, since a URL means the same everywhere."""
        return self

    @property
    def _scheme(self) -> str:
        return urlsplit(self.url).scheme

    def _open(self) -> tuple[Any, str]:
        """Return fsspec's file system and the folder's path in it."""
        extra, scheme = _SCHEME_EXTRAS.get(self._scheme, "remote"), self._scheme
        fsspec = import_optional("fsspec", extra, f"`{scheme}://`")
        try:
            store, path = fsspec.core.url_to_fs(self.url, use_listings_cache=False)
        except ImportError:
            package = f"pip install 'factcards[{extra}]'" if scheme in _SCHEME_EXTRAS else f"fsspec's library for `{scheme}://`"
            raise FactcardsError(f"`{scheme}://` needs a library that is not installed: {package}") from None
        except ValueError:
            raise FactcardsError(f"`{self.url}` cannot be opened: `{scheme}` is not a known scheme") from None
        return store, path.rstrip("/")

    def ensure_writable(self) -> None:
        """Check that the store can be reached and exists. Raises FolderError."""
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe()} cannot be used", FolderError):
            if self._scheme not in _ATOMIC_SCHEMES:
                store.makedirs(path, exist_ok=True)
            elif not store.exists(path):   # the folder is empty, so check its bucket
                store.ls(path.split("/")[0] or "/")

    def write(self, name: str, data: FileContent) -> str:
        """Write a file atomically. Returns the MD5 that the store will list for it."""
        whole = data if isinstance(data, bytes) else b"".join(data())
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe(name)} cannot be written", WriteError):
            whole_name = f"{path}/{_normalize_name(name)}"
            if self._scheme in _ATOMIC_SCHEMES:
                store.pipe_file(whole_name, whole)
            else:
                folder = whole_name.rpartition("/")[0]
                part = f"{folder}/.factcards-{uuid.uuid4().hex}.part"
                store.makedirs(folder, exist_ok=True)
                store.pipe_file(part, whole)
                store.mv(part, whole_name)
        return _md5(whole)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or None if it is not there."""
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe(name)} cannot be read", FolderError):
            try:
                return bytes(store.cat_file(f"{path}/{_normalize_name(name)}"))
            except FileNotFoundError:
                return None

    def stat(self, name: str) -> RemoteStat | None:
        """Return a file's stat, or None if it is not there."""
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe(name)} cannot be found", FolderError):
            try:
                return _to_stat(store.info(f"{path}/{_normalize_name(name)}"))
            except FileNotFoundError:
                return None

    def matches(self, name: str, digest: str, size: int = -1, md5: str = "") -> bool:
        """Return whether a file is there with those bytes. It is read only if the store lists no MD5."""
        return self.stat_matches(name, self.stat(name), digest, size, md5)

    def stat_matches(self, name: str, state: RemoteStat | None, digest: str, size: int, md5: str) -> bool:
        """Do the same as `matches` for a file whose stat is known."""
        if state is None or (size >= 0 and state.size != size):
            return False
        return state.md5 == md5 if state.md5 and md5 else self.digest(name) == digest

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file; "" if it is not there."""
        data = self.read(name)
        return "" if data is None else hashlib.sha256(data).hexdigest()

    def snapshot(self) -> RemoteSnapshot:
        """Return its files as one listing, which is fetched at the first query."""
        return RemoteSnapshot(self)

    def list_stats(self) -> dict[str, RemoteStat]:
        """Return the stat of every file, by name."""
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe()} cannot be listed", FolderError):
            found = store.find(path, detail=True)
        return {name[len(path) :].lstrip("/"): _to_stat(info) for name, info in found.items()}

    def list_files(self) -> list[str]:
        """Return the names of the files directly in the folder."""
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe()} cannot be listed", FolderError):
            try:
                found = store.ls(path, detail=True)
            except FileNotFoundError:
                return []
        return sorted(info["name"].rpartition("/")[2] for info in found if info.get("type") != "directory")

    def is_visible(self, name: str) -> bool:
        """Return whether this process sees a file that a worker wrote: not if the store is each process's memory."""
        return self._scheme != "memory" or self.stat(name) is not None

    def remove(self, name: str) -> None:
        """Remove a file."""
        store, path = self._open()
        with _ErrorTranslator(f"{self.describe(name)} cannot be removed", WriteError):
            try:
                store.rm_file(f"{path}/{_normalize_name(name)}")
            except FileNotFoundError:
                return

    def update(self, name: str, change: Callable[[RemoteStat | None], FileContent | None]) -> None:
        """Replace a file as a function of its present content, so that no change of another run is lost.

        S3 takes the file only if nobody else has written it in the meantime. In other stores its stat is compared just
        before the write, and the file is read again just after it. Raises FolderError.
        """
        for _ in range(_MAX_TRIES):
            with _WRITE_LOCK:
                before = self.stat(name)
                data = change(before)
                if data is None or self._write_if_unchanged(
                    name, data if isinstance(data, bytes) else b"".join(data()), before
                ):
                    return
        raise FolderError(f"{self.describe(name)} cannot be written: other runs write it all the time")

    def _write_if_unchanged(self, name: str, data: bytes, before: RemoteStat | None) -> bool:
        """Write a file if its stat is still `before`. Returns whether it was written."""
        store, path = self._open()
        if self._scheme in _CONDITIONAL_WRITE_SCHEMES:
            condition = {"IfMatch": f'"{before.tag}"'} if before else {"IfNoneMatch": "*"}
            with _ErrorTranslator(f"{self.describe(name)} cannot be written", FolderError):
                try:
                    store.pipe_file(f"{path}/{_normalize_name(name)}", data, chunksize=_CHUNK_BYTES, **condition)
                except OSError as error:
                    if _s3_error_code(error) in ("PreconditionFailed", "ConditionalRequestConflict", "412", "409"):
                        return False
                    raise
                return True
        if self.stat(name) != before:
            return False
        self.write(name, data)
        return self.read(name) == data

    def fsync(self, names: Iterable[str]) -> None:
        """Do nothing: what a store has accepted is durable."""

    def remove_temp_files(self, names: Iterable[str]) -> None:
        """Do nothing: nobody can distinguish the temporary file of a killed run from one that is being written."""


class RemoteSnapshot:
    """The files of a remote folder, listed at the first query."""

    def __init__(self, folder: RemoteFolder) -> None:
        self._folder = folder

    @cached_property
    def _stats(self) -> dict[str, RemoteStat]:
        return self._folder.list_stats()

    def stat(self, name: str) -> RemoteStat | None:
        """Return the file's stat in the listing, or None."""
        return self._stats.get(name)

    def matches(self, name: str, digest: str, size: int = -1, md5: str = "") -> bool:
        """Return whether the listing has a file with those bytes. It is read only if the store lists no MD5."""
        return self._folder.stat_matches(name, self._stats.get(name), digest, size, md5)


def _normalize_name(name: str) -> str:
    """Return a file's name within a folder, in NFC. Raises UnsafeNameError if it leads out."""
    return "/".join(parse_relative(name))


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _to_stat(info: dict[str, Any]) -> RemoteStat:
    tag = str(info.get("ETag") or info.get("etag") or info.get("generation") or info.get("LastModified") or "")
    if not tag:   # stores without a tag list a time
        tag = str(info.get("mtime") or info.get("created") or info.get("modified") or "")
    tag = tag.strip('"')
    md5 = tag if "ETag" in info and _MD5.match(tag) else ""
    if info.get("md5Hash"):   # Google's, in base64
        md5 = base64.b64decode(info["md5Hash"]).hex()
    return RemoteStat(int(info.get("size") or 0), tag, md5)


def _s3_error_code(error: BaseException) -> str:
    """Return the error code of S3's response, which its library attaches to the error's cause."""
    answer = getattr(error.__cause__, "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))
