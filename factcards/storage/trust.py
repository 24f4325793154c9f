"""The user's own folder: who may write into it, and the list of the manifests that this user's runs have written.

A manifest decides which files stay unchanged and which may be removed. It is used only if its digest is on a list in
the user's own folder. A manifest that was checked out, copied or edited is not on it.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .files import lock_file, read_regular, write_atomic

MAX_MANIFESTS = 4096
"""Maximum number of digests on the list; the oldest are dropped first. A run that changes a folder adds one."""
_LIST_NAME = "manifests"
_LOCK_NAME = ".manifests.lock"
"""File names of the list and of its lock."""
_LOCK_TIMEOUT = 10.0   # seconds; the lock is held while 260 KB are written
_MAX_BYTES = 1 << 20   # of the list; 4,096 digests have 266,240
_DIGEST_LENGTH = 64   # hexadecimal digits of SHA-256
_MARKER_FILES = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Of factcards; it can be removed at any time.\n",
    ".gitignore": "*\n",
}
"""Files that make backup programs and git leave the folder out (bford.info/cachedir)."""


@dataclass(frozen=True, slots=True)
class TrustList:
    """The digests of the manifests that this user's runs wrote, in one or more folders.

    A manifest is trusted if one of the folders lists its digest. A new digest is added to each. Without any folder no
    manifest is trusted.
    """

    folders: tuple[Path, ...]

    def __contains__(self, digest: str) -> bool:
        return any(digest in _read(folder) for folder in self.folders)

    def add(self, digest: str) -> None:
        """Put a digest on the list; simultaneous runs lose none of each other's.

        If the list cannot be written, nothing happens, and the next run does not trust the manifest.
        """
        for folder in self.folders:
            known = _read(folder)
            if digest not in known[len(known) // 2 :]:   # a digest in use moves to the end, where it is dropped last
                with suppress(OSError):   # TimeoutError too
                    _write(folder, digest)


def _read(folder: Path) -> list[str]:
    """Return the digests in a folder, the newest last; none if the list cannot be read."""
    try:
        lines = read_regular(folder / _LIST_NAME, _MAX_BYTES).decode("ascii").split("\n")
    except (OSError, ValueError):
        return []
    return [line for line in lines if len(line) == _DIGEST_LENGTH]


def _write(folder: Path, digest: str) -> None:
    make_private_folder(folder)
    with lock_file(folder / _LOCK_NAME, _LOCK_TIMEOUT):
        digests = [one for one in _read(folder) if one != digest] + [digest]
        write_atomic(folder / _LIST_NAME, "".join(f"{one}\n" for one in digests[-MAX_MANIFESTS:]).encode())


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner can open, marked as a cache, unless it exists. Raises OSError."""
    if folder.is_dir():
        return
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    for name, text in _MARKER_FILES.items():
        write_atomic(folder / name, text.encode(), durable=False)


def remove_markers(folder: Path) -> None:
    """Remove the marker files, and the folder if it is then empty. Does nothing if it has a list of manifests."""
    if (folder / _LIST_NAME).exists():
        return
    for name in _MARKER_FILES:
        with suppress(OSError):
            (folder / name).unlink()
    with suppress(OSError):
        folder.rmdir()


def find_world_writable_folder(folder: Path) -> Path | None:
    """Return the folder, this one or one above it, through which everybody may write into this one, or None.

    In a folder such as `/tmp` (mode 1777) nobody can replace a file of another user, but anybody may have created it.
    """
    if sys.platform == "win32":   # the mode means nothing there, and a user's folders are closed to others
        return None
    named = folder.absolute()
    for itself in dict.fromkeys((named, Path(os.path.realpath(named)))):
        below: Path | None = None
        for one in (itself, *itself.parents):
            if one.is_dir():
                if one.stat().st_mode & stat.S_IWOTH and (one == itself or not _is_protected(one, below)):
                    return one
                below = one
    return None


def _is_protected(folder: Path, below: Path | None) -> bool:
    """Return whether a world-writable folder has the sticky bit, and what is below belongs to this user or root."""
    if not folder.stat().st_mode & stat.S_ISVTX:
        return False
    return below is None or below.lstat().st_uid in (0, os.geteuid())
