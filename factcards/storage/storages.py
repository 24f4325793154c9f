"""Where results are stored: a folder of this machine, or one that fsspec opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from ..late_loading import import_late
from .files import FileContent
from .local_storage import Folder

if TYPE_CHECKING:
    from . import remote_storage
else:
    remote_storage = import_late(".remote_storage", __package__)

_LOCAL_SCHEMES = ("", "file", "local")
"""Schemes of URLs of this machine's files."""


class StorageSnapshot(Protocol):
    """The files of a storage at one time."""

    def stat(self, name: str) -> object | None:
        """Return a file's stat, or None if it is not there. While the stat is the same, so are the bytes."""

    def matches(self, name: str, digest: str, size: int = ..., md5: str = ...) -> bool:
        """Return whether a file is there with bytes of this SHA-256. Give size and MD5 if they are known."""


class Storage(StorageSnapshot, Protocol):
    """A folder of results, as a small value that is sent to workers. Parts of names are separated by `/`."""

    @property
    def root(self) -> Path | str:
        """The folder's path or URL."""

    def describe(self, name: str = "") -> str:
        """Return the file's path, or the folder's own, in back quotes for a message."""

    def absolute(self) -> Storage:
        """Return the same storage for processes whose working folder is another one."""

    def ensure_writable(self) -> None:
        """Create the folder if it is not there. Raises FolderError if nothing can be written into it."""

    def snapshot(self) -> StorageSnapshot:
        """Return its files as they are now, for many queries."""

    def write(self, name: str, data: FileContent) -> str:
        """Write a file atomically. Returns the MD5 that the store will list for it, "" if it lists none."""

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or None if it is not there."""

    def list_files(self) -> list[str]:
        """Return the names of the files directly in the folder."""

    def is_visible(self, name: str) -> bool:
        """Return whether this process sees a file that a worker reports as written."""

    def remove(self, name: str) -> None:
        """Remove a file."""

    def update(self, name: str, change: Callable[[object | None], FileContent | None]) -> None:
        """Replace a file as a function of its present content, so that no change of another run is lost.

        `change` gets the file's stat and returns its new content, or None to leave it. It is called again if another
        run has written the file in the meantime (compare-and-swap).
        """

    def fsync(self, names: Iterable[str]) -> None:
        """Make written files durable."""

    def remove_temp_files(self, names: Iterable[str]) -> None:
        """Remove the temporary files that killed runs left beside files of those names."""


def open_storage(location: str | Path) -> Storage:
    """Return the storage at a path or URL. Raises FactcardsError if the URL needs a library that is not installed."""
    if isinstance(location, Path) or not is_url(location):
        return Folder(Path(location))
    parts = urlsplit(location)
    if parts.scheme in _LOCAL_SCHEMES:
        return Folder(Path(unquote(parts.path)))
    return remote_storage.RemoteFolder(location.rstrip("/"))


def is_url(place: str) -> bool:
    """Return whether a text is a URL, such as `s3://…`, and not a path."""
    return "://" in place
