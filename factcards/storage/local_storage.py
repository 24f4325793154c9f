"""A folder of results: the one place through which pictures and manifests are written, read, removed and locked.

It is a small value that travels to workers; `remote.RemoteFolder` has the same methods. What cannot be written is told
in our own words: WriteError of one file, FolderError where none can be. A name that leads out of the folder, through a
link too, is never written, read or removed.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import FolderError, WriteError
from .files import (
    FileContent,
    FileStat,
    digest_file,
    fsync_folders,
    lock_file,
    read_regular,
    remove_stale_temp_files,
    to_file_stat,
    write_atomic,
)
from .paths import UnsafeNameError, check_within, parse_relative, result_path

MAX_READ_BYTES = 1 << 31
"""Bytes of the largest file that is read back: no picture and no list of pictures has so many."""
_LOCK_NAME = ".manifest.lock"
_LOCK_TIMEOUT = 120.0   # seconds; another run holds the lock for as long as it takes to write a list
_FATAL_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE, errno.ENODEV)
"""Faults that would befall every other file too."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this machine; names are parted by `/`. What is written is reckoned from `base`, if it is relative."""

    path: Path
    base: Path = field(default=Path(), compare=False)

    @property
    def root(self) -> Path:
        """Its path."""
        return self.path

    def describe(self, name: str = "") -> str:
        """A file of it, or itself, as a message names it."""
        return f"`{self.path / name}`"

    def absolute(self) -> Folder:
        """The same, for processes that work in another folder."""
        return replace(self, base=Path.cwd())

    def snapshot(self) -> FolderSnapshot:
        """Return its files, for many looks: each folder in it is checked once."""
        return FolderSnapshot(self)

    def ensure_writable(self) -> None:
        """Make the folder, and find out whether anything can be written there; raises FolderError."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(f"`{self.path}` cannot be made a folder: {_error_reason(error)}") from error
        with self._lock():
            pass

    def write(self, name: str, data: FileContent) -> str:
        """Write a file that is there whole or not at all; "", since no disk knows the MD5 of a file."""
        path = self.path / name
        try:
            write_atomic(result_path(self.base / self.path, name), data)
        except UnsafeNameError as error:
            raise WriteError(f"`{path}` cannot be written: {error.message}") from error
        except OSError as error:
            if error.errno in _FATAL_ERRNOS:
                raise FolderError(f"`{self.path}` cannot be written: {_error_reason(error)}") from error
            raise WriteError(f"{self._find_obstacle(path)} cannot be written: {_error_reason(error)}") from error
        return ""

    def _find_obstacle(self, path: Path) -> str:
        """What stands in a file's way: the nearest of the folders above it that is none, or itself."""
        above = [folder for folder in path.parents if folder.is_relative_to(self.path)]
        there = ((folder, self.base / folder) for folder in above[::-1])
        return f"`{next((folder for folder, at in there if at.exists() and not at.is_dir()), path)}`"

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; None where it is not there, cannot be read, or is a link that leads out."""
        try:
            path = result_path(self.path, name)
            check_within(self.path, path)
            return read_regular(path, MAX_READ_BYTES)
        except (OSError, UnsafeNameError):
            return None

    def stat(self, name: str) -> FileStat | None:
        """A file's state, None where it is not there: as long as it is the same, so are its bytes."""
        return self.snapshot().stat(name)

    def matches(self, name: str, digest: str, size: int = -1, md5: str = "") -> bool:
        """Return whether a file is there with bytes of that SHA-256."""
        return self.snapshot().matches(name, digest, size, md5)

    def list_files(self) -> list[str]:
        """The names of the files that lie directly in it; none where it is no folder."""
        try:
            return sorted(path.name for path in self.path.iterdir() if path.is_file())
        except OSError:
            return []

    def is_visible(self, name: str) -> bool:
        """Whether what a worker says it has written is there: not so where its disk is another machine's."""
        return (self.path / name).exists()   # `write` has checked where that leads

    def digest(self, name: str) -> str:
        """SHA-256 of a file's bytes; "" where it is not there or cannot be read."""
        return self.snapshot().digest(name)

    def remove(self, name: str) -> None:
        """Remove a file, and the folders within this one that are empty without it; raises WriteError."""
        path = self.path / name
        try:
            path = result_path(self.path, name)
            check_within(self.path, path)
            path.unlink(missing_ok=True)
        except UnsafeNameError as error:
            raise WriteError(f"`{path}` cannot be removed: {error.message}") from error
        except OSError as error:
            raise WriteError(f"`{path}` cannot be removed: {_error_reason(error)}") from error
        for folder in path.parents:
            if folder == self.path or not folder.is_relative_to(self.path):
                return
            try:
                folder.rmdir()
            except OSError:
                return

    def fsync(self, names: Iterable[str]) -> None:
        """Bring the names of files that were written to the disk."""
        fsync_folders(self._parent_folders(names))

    def remove_temp_files(self, names: Iterable[str]) -> None:
        """Remove what runs that were killed left half written beside files of those names."""
        remove_stale_temp_files(self._parent_folders(names))

    def _parent_folders(self, names: Iterable[str]) -> set[Path]:
        """Return the folders that hold files of those names, and those above them, none of which leads out."""
        found = {self.path}
        for one in {name.rpartition("/")[0] for name in names} - {""}:
            with suppress(UnsafeNameError):
                folder = result_path(self.path, f"{one}/{_LOCK_NAME}").parent
                found |= {f for f in (folder, *folder.parents) if f.is_relative_to(self.path)}
        return found

    def update(self, name: str, change: Callable[[FileStat | None], FileContent | None]) -> None:
        """Write a file anew from what it is now, under a lock, so that no change of another run is lost.

        `change` gets its state and gives its new bytes, None to leave it; raises FolderError.
        """
        with self._lock():
            data = change(self.stat(name))
            if data is not None:
                self.write(name, data)
        self.fsync([name])

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Keep other runs from the folder's list meanwhile; raises FolderError where that cannot be had."""
        try:
            with lock_file(self.path / _LOCK_NAME, _LOCK_TIMEOUT):
                yield
        except TimeoutError as error:
            message = f"another run has held `{self.path / _LOCK_NAME}` for {_LOCK_TIMEOUT:.0f} seconds"
            raise FolderError(message) from error
        except OSError as error:
            if error.errno == errno.ELOOP and (self.path / _LOCK_NAME).is_symlink():
                raise FolderError(f"`{self.path / _LOCK_NAME}` is a link and is not followed: remove it") from error
            raise FolderError(f"`{self.path}` cannot be written: {_error_reason(error)}") from error


class FolderSnapshot:
    """The files of a folder, looked at one by one; each folder within it, links followed, is checked once."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}   # "" for one that leads out

    def stat(self, name: str) -> FileStat | None:
        """Return a file's state, None where it is not there or leads out: while it is the same, so are its bytes."""
        path = self._resolve(name)
        if not path:
            return None
        try:
            found = os.lstat(path)
            if stat.S_ISLNK(found.st_mode):
                check_within(self._folder.path, Path(path))
                found = os.stat(path)  # noqa: PTH116 - ten thousand times in a run that makes nothing
        except (OSError, ValueError):
            return None
        return to_file_stat(found) if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None

    def matches(self, name: str, digest: str, size: int = -1, md5: str = "") -> bool:
        """Return whether a file is there with bytes of that SHA-256, and of that size if one is given."""
        del md5
        state = self.stat(name)
        return state is not None and size in (-1, state.size) and self.digest(name) == digest

    def digest(self, name: str) -> str:
        """SHA-256 of a file's bytes; "" where it is not there, cannot be read, or leads out."""
        try:
            return digest_file(Path(self._resolve(name))) if self.stat(name) else ""
        except OSError:
            return ""

    def _resolve(self, name: str) -> str:
        """Return where a file of that name lies; "" where its folder leads out or the name is unsafe."""
        above, _, last = name.rpartition("/")
        try:
            (last,) = parse_relative(last)
            if above not in self._known:
                self._known[above] = _resolve_parent(self._folder.path, name)
        except UnsafeNameError:
            return ""
        folder = self._known[above]
        return folder and f"{folder}/{last}"


def _resolve_parent(folder: Path, name: str) -> str:
    """Return the folder in which a file of that name lies; "" where it leads out."""
    try:
        return str(result_path(folder, name).parent)
    except UnsafeNameError:
        return ""


def _error_reason(error: OSError) -> str:
    return (error.strerror or "input error").lower()
