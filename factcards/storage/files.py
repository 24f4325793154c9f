"""Files on this machine: reading regular files, atomic writes, locks, and the `stat` by which a change is noticed.

Files are opened so that a FIFO or a device cannot make the process wait, and their bytes are used only if the file did
not change while it was read. A file that is written has a temporary name until all its bytes are on the disk.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ..late_loading import compile_late

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_MAX_TRIES = 3
"""Maximum number of attempts to read a file that is being changed, or to write one whose folder disappears."""
_RETRY_DELAY = 0.05   # seconds between two attempts to read a file, or to get a lock
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CREATE_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_TEMP_NAME = compile_late(r"\.factcards-\d+-\d+\.part\Z")
"""Names of temporary files."""


FileContent = bytes | Callable[[], Iterable[bytes]]
"""A file's bytes, or a function that yields them in pieces and may be called several times."""


class FileStat(NamedTuple):
    """What `stat` says of a file. Every write updates at least `changed` (ctime).

    `modified` and `changed` are in nanoseconds. Programs can set `modified`, but not `changed`.
    """

    size: int
    modified: int
    changed: int
    inode: int


def stat_file(path: Path | str) -> FileStat | None:
    """Return the stat of a regular file or a folder, symbolic links followed, or None if there is neither."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called ten thousand times in a run that renders nothing
    except (OSError, ValueError):
        return None
    return to_file_stat(found) if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None


def to_file_stat(found: os.stat_result) -> FileStat:
    """Convert what `os.stat` returns. A folder's size, which means nothing, becomes -1."""
    size = -1 if stat.S_ISDIR(found.st_mode) else found.st_size
    return FileStat(size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a regular file of at most `max_bytes`.

    Raises OSError, whose `strerror` gives the reason: the file is not there, is not a regular file (which is never
    waited for), is too large, or changed during each of three attempts.
    """
    for attempt in range(_MAX_TRIES):
        if attempt:
            time.sleep(_RETRY_DELAY)
        with os.fdopen(os.open(path, _READ_FLAGS), "rb") as stream:
            before = os.fstat(stream.fileno())
            if stat.S_ISDIR(before.st_mode):
                raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
            if not stat.S_ISREG(before.st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file", str(path))
            data = stream.read(max_bytes + 1) if before.st_size else b""   # files of /proc say 0 and hold more
            after = os.fstat(stream.fileno())
        if len(data) > max_bytes:
            raise OSError(errno.EFBIG, "it is too large", str(path))
        if to_file_stat(before) == to_file_stat(after):
            return data
    raise OSError(errno.EBUSY, "it is being changed while it is read", str(path))


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a regular file, read in pieces. Raises OSError as `read_regular`."""
    with os.fdopen(os.open(path, _READ_FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_atomic(path: Path, data: FileContent, *, durable: bool = True) -> None:
    """Write a file atomically: if the process is killed, the path has the old bytes or all of the new ones.

    If `durable`, the same holds if the machine stops. The file's name in its folder is safe after `fsync_folders`.
    Tries again only if another process removes the temporary file or the folder. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(_MAX_TRIES):
        try:
            _write(path, data, durable=durable)
            break
        except FileNotFoundError:   # another process removed the temporary file before it was locked, or the folder
            if attempt == _MAX_TRIES - 1:
                raise
            path.parent.mkdir(parents=True, exist_ok=True)


def _write(path: Path, data: FileContent, *, durable: bool) -> None:
    part, handle = _create_temp_file(path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            _lock_handle(handle, wait=True)   # a locked file does not belong to a killed run
            stream.writelines([data] if isinstance(data, bytes) else data())
            stream.flush()
            if durable:
                os.fsync(handle)
            if sys.platform != "win32":   # there an open file cannot be renamed
                part.replace(path)
        if sys.platform == "win32":
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _create_temp_file(folder: Path) -> tuple[Path, int]:
    """Create a file with a name that no other thread, process or machine uses."""
    for number in count(threading.get_ident()):
        part = folder / f".factcards-{os.getpid()}-{number}.part"
        try:
            return part, os.open(part, _CREATE_FLAGS | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
    raise AssertionError("there is always another number")


def fsync_folders(folders: Iterable[Path]) -> None:
    """Flush the folders' lists of names to the disk. Does nothing on a system that cannot do that."""
    if sys.platform == "win32":
        return
    for folder in sorted(set(folders)):
        with contextlib.suppress(OSError):   # a folder that is gone, a file system without
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def remove_stale_temp_files(folders: Iterable[Path]) -> None:
    """Remove the temporary files that killed runs left in folders. Files that are being written stay."""
    for folder in sorted(set(folders)):
        try:
            left = [path for path in sorted(folder.iterdir()) if _TEMP_NAME.match(path.name)]
        except OSError:
            continue
        for part in left:
            _remove_if_stale(part)


def _remove_if_stale(part: Path) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":   # what is open there cannot be removed
            part.unlink()
            return
        handle = os.open(part, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if _lock_handle(handle, wait=False):
                part.unlink()
        finally:
            os.close(handle)


@contextmanager
def lock_file(path: Path, timeout: float) -> Iterator[None]:
    """Hold a lock that excludes other processes and threads. Its file is removed when the lock is released.

    The file of a killed process does not block, since the system has released its lock. On file systems without locks
    nobody is excluded. Raises TimeoutError if another holder has it for `timeout` seconds, and OSError if the file
    cannot be created; ELOOP means that it is a link, which is not followed.
    """
    end = time.monotonic() + timeout
    while (handle := _try_lock(path)) is None:
        if time.monotonic() > end:
            raise TimeoutError(errno.ETIMEDOUT, "another run holds it", str(path))
        time.sleep(_RETRY_DELAY)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
        with contextlib.suppress(OSError):   # on Windows another one may have it open already
            path.unlink()
        if sys.platform != "win32":
            os.close(handle)


def _try_lock(path: Path) -> int | None:
    """Return the lock's file descriptor, or None if another process or thread holds it."""
    handle, held = os.open(path, _CREATE_FLAGS | _NO_FOLLOW, 0o666), False
    try:
        _lock_handle(handle, wait=False)
        held = os.fstat(handle).st_ino == path.lstat().st_ino   # otherwise the last holder has removed its file
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    finally:
        if not held:
            os.close(handle)
    return handle if held else None


def _lock_handle(handle: int, *, wait: bool) -> bool:
    """Lock an open file until it is closed. Returns False on file systems without locks, as on some networks.

    Raises BlockingIOError (on Windows PermissionError) if another process holds it and `wait` is False.
    """
    if sys.platform == "win32":
        if not wait:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
            return False
        raise
    return True
