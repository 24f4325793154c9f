"""A folder of results on this machine: writes, reads, removes and locks pictures and manifests.

It is a small value that is sent to workers. `RemoteFolder` has the same methods. WriteError means that one file cannot
be written, FolderError that none can. A file whose name leads out of the folder, even through a link, is never written,
read or removed.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import FolderError, Problem, WriteError
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
"""Maximum size of a file that is read back, in bytes. It is larger than any file that we write."""
_LOCK_NAME = ".manifest.lock"
_LOCK_TIMEOUT = 120.0   # seconds; a run holds the lock while it writes a list
_FATAL_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE, errno.ENODEV)
"""Errors that every other file would meet too."""
_OTHER_FOLDER = "name a folder that can be written"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this machine. Files are written relative to `base` if the path is relative."""

    path: Path
    base: Path = field(default=Path(), compare=False)

    @property
    def root(self) -> Path:
        """The folder's path."""
        return self.path

    def describe(self, name: str = "") -> str:
        """Return the file's path, or the folder's own, in back quotes for a message."""
        return f"`{self.path / name}`"

    def absolute(self) -> Folder:
        """Return the same folder for processes whose working folder is another one."""
        return replace(self, base=Path.cwd())

    def snapshot(self) -> FolderSnapshot:
        """Return its files for many queries. Each folder within it is checked once."""
        return FolderSnapshot(self)

    def ensure_writable(self) -> None:
        """Create the folder. Raises FolderError if nothing can be written into it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"the folder `{self.path}` cannot be created: {_error_reason(error)}"
            raise FolderError([Problem("error", message, hint=_OTHER_FOLDER, kind=FolderError.kind)]) from error
        with self._lock():
            pass

    def write(self, name: str, data: FileContent) -> str:
        """Write a file atomically. Returns "", since file systems list no MD5. Raises WriteError or FolderError."""
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
        """Return the outermost path above a file that is not a folder, or the file, in back quotes for a message."""
        above = [folder for folder in path.parents if folder.is_relative_to(self.path)]
        there = ((folder, self.base / folder) for folder in above[::-1])
        return f"`{next((folder for folder, at in there if at.exists() and not at.is_dir()), path)}`"

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or None if it is not there, cannot be read, or is a link that leads out."""
        try:
            path = result_path(self.path, name)
            check_within(self.path, path)
            return read_regular(path, MAX_READ_BYTES)
        except (OSError, UnsafeNameError):
            return None

    def stat(self, name: str) -> FileStat | None:
        """Return a file's stat, or None if it is not there. While the stat is the same, so are the bytes."""
        return self.snapshot().stat(name)

    def matches(self, name: str, digest: str, size: int = -1, md5: str = "") -> bool:
        """Return whether a file is there with bytes of this SHA-256."""
        return self.snapshot().matches(name, digest, size, md5)

    def list_files(self) -> list[str]:
        """Return the names of the files directly in the folder; none if the folder cannot be read."""
        try:
            return sorted(path.name for path in self.path.iterdir() if path.is_file())
        except OSError:
            return []

    def is_visible(self, name: str) -> bool:
        """Return whether a file that a worker reports as written is on this machine's disk."""
        return (self.path / name).exists()   # `write` has checked where that leads

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file; "" if it is not there or cannot be read."""
        return self.snapshot().digest(name)

    def remove(self, name: str) -> None:
        """Remove a file, and the folders within this one that it leaves empty. Raises WriteError."""
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
        """Flush the names of written files to the disk."""
        fsync_folders(self._parent_folders(names))

    def remove_temp_files(self, names: Iterable[str]) -> None:
        """Remove the temporary files that killed runs left beside files of those names."""
        remove_stale_temp_files(self._parent_folders(names))

    def _parent_folders(self, names: Iterable[str]) -> set[Path]:
        """Return the folders of files with those names and the folders above them, without any that leads out."""
        found = {self.path}
        for one in {name.rpartition("/")[0] for name in names} - {""}:
            with suppress(UnsafeNameError):
                folder = result_path(self.path, f"{one}/{_LOCK_NAME}").parent
                found |= {f for f in (folder, *folder.parents) if f.is_relative_to(self.path)}
        return found

    def update(self, name: str, change: Callable[[FileStat | None], FileContent | None]) -> None:
        """Replace a file as a function of its present content, under a lock, so that no change of another run is lost.

        `change` gets the file's stat and returns its new content, or None to leave it. Raises FolderError.
        """
        with self._lock():
            data = change(self.stat(name))
            if data is not None:
                self.write(name, data)
        self.fsync([name])

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the lock on the folder's manifest. Raises FolderError if it cannot be had."""
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
    """The files of a folder. Each folder within it, links followed, is checked once."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}   # "" for one that leads out

    def stat(self, name: str) -> FileStat | None:
        """Return a file's stat, or None if it is not there or leads out. The same stat means the same bytes."""
        path = self._resolve(name)
        if not path:
            return None
        try:
            found = os.lstat(path)
            if stat.S_ISLNK(found.st_mode):
                check_within(self._folder.path, Path(path))
                found = os.stat(path)  # noqa: PTH116 - called ten thousand times in a run that renders nothing
        except (OSError, ValueError):
            return None
        return to_file_stat(found) if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None

    def matches(self, name: str, digest: str, size: int = -1, md5: str = "") -> bool:
        """Return whether a file is there with bytes of this SHA-256, and of this size if one is given."""
        del md5
        state = self.stat(name)
        return state is not None and size in (-1, state.size) and self.digest(name) == digest

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file; "" if it is not there, cannot be read, or leads out."""
        try:
            return digest_file(Path(self._resolve(name))) if self.stat(name) else ""
        except OSError:
            return ""

    def _resolve(self, name: str) -> str:
        """Return the path of a file; "" if its folder leads out or the name is unsafe."""
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
    """Return the path of a file's folder; "" if it leads out."""
    try:
        return str(result_path(folder, name).parent)
    except UnsafeNameError:
        return ""


def _error_reason(error: OSError) -> str:
    return (error.strerror or "input error").lower()
