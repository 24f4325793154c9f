"""Files on this machine: read only if they are plain, written whole or not at all, locked, and known again by a look.

What is read is opened so that nothing can make it wait (a FIFO, a device) and is taken only if it did not change
meanwhile. What is written has another name until it is whole and on the disk.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TRIES = 3
_PAUSE = 0.05   # seconds between two tries
_PLAIN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_PART = re.compile(r"\.factcards-\d+-\d+\.part\Z")


Data = bytes | Callable[[], Iterable[bytes]]
"""A file's bytes, or what gives them piece by piece, as often as it is asked."""


class State(NamedTuple):
    """What the system tells of a file without opening it; whoever changes its bytes changes at least `changed`.

    Both times are in nanoseconds; nobody can set `changed` (the inode's own) at will.
    """

    size: int
    modified: int
    changed: int
    number: int


def look_at(path: Path) -> State | None:
    """The state of a plain file or a folder, symbolic links followed; None where there is neither."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return state_of(found) if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None


def state_of(found: os.stat_result) -> State:
    """The state in what `stat` gives; the size of a folder, which says nothing, is -1."""
    size = -1 if stat.S_ISDIR(found.st_mode) else found.st_size
    return State(size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def read_whole(path: Path, most: int) -> bytes:
    """The bytes of a plain file of at most so many.

    Raises OSError whose `strerror` says why not: not there, no plain file (it never waits for one), too large, or
    changed three times while it was read.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        with os.fdopen(os.open(path, _PLAIN), "rb") as stream:
            before = os.fstat(stream.fileno())
            if stat.S_ISDIR(before.st_mode):
                raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
            if not stat.S_ISREG(before.st_mode):
                raise OSError(errno.EINVAL, "it is no plain file", str(path))
            data = stream.read(most + 1) if before.st_size else b""   # files of /proc say 0 and hold more
            after = os.fstat(stream.fileno())
        if len(data) > most:
            raise OSError(errno.EFBIG, "it is too large", str(path))
        if state_of(before) == state_of(after):
            return data
    raise OSError(errno.EBUSY, "it is being changed while it is read", str(path))


def digest_whole(path: Path) -> str:
    """SHA-256 of a plain file's bytes, which are never in memory together; OSError as `read_whole`."""
    with os.fdopen(os.open(path, _PLAIN), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", str(path))
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_whole(path: Path, data: Data, *, lasting: bool = True) -> None:
    """Write a file that is there whole or not at all, whenever the process is stopped. Raises OSError.

    If `lasting`, it is so when the machine stops too; its name in the folder is safe once `sync_folders` has run.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(_TRIES):
        try:
            _write(path, data, lasting=lasting)
            break
        except FileNotFoundError:   # somebody swept the part away before it was held, or removed the folder
            if attempt == _TRIES - 1:
                raise
            path.parent.mkdir(parents=True, exist_ok=True)


def _write(path: Path, data: Data, *, lasting: bool) -> None:
    part, handle = _open_part(path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            _hold(handle, wait=True)   # as long as it is held, it is no dead run's
            stream.writelines([data] if isinstance(data, bytes) else data())
            stream.flush()
            if lasting:
                os.fsync(handle)
            if sys.platform != "win32":   # there an open file cannot be renamed
                part.replace(path)
        if sys.platform == "win32":
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _open_part(folder: Path) -> tuple[Path, int]:
    """A new file of a name that nobody else has, be it another thread, process or machine."""
    for number in count(threading.get_ident()):
        part = folder / f".factcards-{os.getpid()}-{number}.part"
        try:
            return part, os.open(part, _NEW | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
    raise AssertionError("there is always another number")


def sync_folders(folders: Iterable[Path]) -> None:
    """Bring the names of files in folders to the disk; where the system has no way to, nothing happens."""
    if sys.platform == "win32":
        return
    for folder in sorted(set(folders)):
        with contextlib.suppress(OSError):   # a folder that is gone, a file system without
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def sweep_parts(folders: Iterable[Path]) -> None:
    """Remove what runs that were killed left half written in folders; what is being written stays."""
    for folder in sorted(set(folders)):
        try:
            left = [path for path in sorted(folder.iterdir()) if _PART.match(path.name)]
        except OSError:
            continue
        for part in left:
            _sweep(part)


def _sweep(part: Path) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":   # what is open there cannot be removed
            part.unlink()
            return
        handle = os.open(part, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if _hold(handle, wait=False):
                part.unlink()
        finally:
            os.close(handle)


@contextmanager
def lock_file(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock against other processes and threads; the file is there only while somebody holds it.

    Raises TimeoutError where another has held it for `patience` seconds, OSError where the file cannot be made: ELOOP
    where it is a link, which is not followed.
    """
    end = time.monotonic() + patience
    while (handle := _take(path)) is None:
        if time.monotonic() > end:
            raise TimeoutError(errno.ETIMEDOUT, "another run holds it", str(path))
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
        with contextlib.suppress(OSError):   # on Windows another one may have it open already
            path.unlink()
        if sys.platform != "win32":
            os.close(handle)


def _take(path: Path) -> int | None:
    """The lock's handle, or None where another has it."""
    handle, held = os.open(path, _NEW | _NO_LINK, 0o666), False
    try:
        _hold(handle, wait=False)
        held = os.fstat(handle).st_ino == path.lstat().st_ino   # otherwise whoever held it last removed its file
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    finally:
        if not held:
            os.close(handle)
    return handle if held else None


def _hold(handle: int, *, wait: bool) -> bool:
    """Hold an open file against others until it is closed; False on a file system (of some networks) without locks.

    Raises BlockingIOError, on Windows PermissionError, where another holds it and this does not wait.
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
