"""A place for results, whatever it is: a folder of this machine, or one that fsspec opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from .files import FileContent
from .local_storage import Folder
from .remote_storage import RemoteFolder

_LOCAL_SCHEMES = ("", "file", "local")


class StorageSnapshot(Protocol):
    """How the files of a place were at one time."""

    def stat(self, name: str) -> object | None:
        """A file's state, None where it is not there: as long as it is the same, so are its bytes."""

    def matches(self, name: str, digest: str, size: int = ..., md5: str = ...) -> bool:
        """Whether a file is there with bytes of that SHA-256, of which size and MD5 may be known too."""


class Storage(StorageSnapshot, Protocol):
    """A small value that travels to workers; names are parted by `/`. See `Folder`."""

    @property
    def root(self) -> Path | str:
        """Where it is: a folder's path, or a URL."""

    def describe(self, name: str = "") -> str:
        """A file of it, or itself, as a message names it."""

    def absolute(self) -> Storage:
        """The same, for processes that work in another folder."""

    def ensure_writable(self) -> None:
        """Find out whether anything can be written there; raises FolderError."""

    def snapshot(self) -> StorageSnapshot:
        """Its files as they are now, for many looks."""

    def write(self, name: str, data: FileContent) -> str:
        """Write a file, whole or not at all; the MD5 by which its store will tell it again, "" for none."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there."""

    def list_files(self) -> list[str]:
        """The names of the files that lie directly in it."""

    def is_visible(self, name: str) -> bool:
        """Whether what a worker says it has written is there for this process too."""

    def remove(self, name: str) -> None:
        """Remove a file."""

    def update(self, name: str, change: Callable[[object | None], FileContent | None]) -> None:
        """Write a file anew from what it is now, so that no change of another run is lost.

        `change` gets its state, reads it if need be, and gives its new bytes, None to leave it. It is asked again where
        another run was quicker.
        """

    def fsync(self, names: Iterable[str]) -> None:
        """Make what was written lasting."""

    def remove_temp_files(self, names: Iterable[str]) -> None:
        """Remove what killed runs left half written beside files of those names."""


def open_storage(location: str | Path) -> Storage:
    """The place of that path or URL; FactcardsError where its URL needs what is not installed."""
    if isinstance(location, Path) or not is_url(location):
        return Folder(Path(location))
    parts = urlsplit(location)
    return Folder(Path(unquote(parts.path))) if parts.scheme in _LOCAL_SCHEMES else RemoteFolder(location.rstrip("/"))


def is_url(place: str) -> bool:
    """Whether a text is a URL rather than a path: `s3://…`."""
    return "://" in place
