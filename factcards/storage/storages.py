"""A place for results, whatever it is: a folder of this machine, or one that fsspec opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from .files import Data
from .local_storage import Folder
from .remote_storage import RemoteFolder

_LOCAL = ("", "file", "local")


class Survey(Protocol):
    """How the files of a place were at one time."""

    def look(self, name: str) -> object | None:
        """A file's state, None where it is not there: as long as it is the same, so are its bytes."""

    def holds(self, name: str, digest: str, size: int = ..., md5: str = ...) -> bool:
        """Whether a file is there with bytes of that SHA-256, of which size and MD5 may be known too."""


class Target(Survey, Protocol):
    """A small value that travels to workers; names are parted by `/`. See `Folder`."""

    @property
    def root(self) -> Path | str:
        """Where it is: a folder's path, or a URL."""

    def tell(self, name: str = "") -> str:
        """A file of it, or itself, as a message names it."""

    def anchor(self) -> Target:
        """The same, for processes that work in another folder."""

    def prepare(self) -> None:
        """Find out whether anything can be written there; raises FolderError."""

    def survey(self) -> Survey:
        """Its files as they are now, for many looks."""

    def write(self, name: str, data: Data) -> str:
        """Write a file, whole or not at all; the MD5 by which its store will tell it again, "" for none."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there."""

    def top(self) -> list[str]:
        """The names of the files that lie directly in it."""

    def has_arrived(self, name: str) -> bool:
        """Whether what a worker says it has written is there for this process too."""

    def remove(self, name: str) -> None:
        """Remove a file."""

    def revise(self, name: str, change: Callable[[object | None], Data | None]) -> None:
        """Write a file anew from what it is now, so that no change of another run is lost.

        `change` gets its state, reads it if need be, and gives its new bytes, None to leave it. It is asked again where
        another run was quicker.
        """

    def settle(self, names: Iterable[str]) -> None:
        """Make what was written lasting."""

    def sweep(self, names: Iterable[str]) -> None:
        """Remove what killed runs left half written beside files of those names."""


def open_target(place: str | Path) -> Target:
    """The place of that path or URL; FactcardsError where its URL needs what is not installed."""
    if isinstance(place, Path) or not is_url(place):
        return Folder(Path(place))
    parts = urlsplit(place)
    return Folder(Path(unquote(parts.path))) if parts.scheme in _LOCAL else RemoteFolder(place.rstrip("/"))


def is_url(place: str) -> bool:
    """Whether a text is a URL rather than a path: `s3://…`."""
    return "://" in place
