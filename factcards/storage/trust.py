"""What a user's runs leave for later runs: who may write into that folder, and which manifests those runs wrote.

A manifest decides which files are kept and which may be removed. So it is used only if its digest is on a list in the
user's own folder: one that was checked out, copied or edited is not.
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
_LOCK_TIMEOUT = 10.0   # seconds; others hold the lock for as long as it takes to write 260 KB
_MAX_BYTES = 1 << 20   # of the list; 4,096 digests have 266,240
_DIGEST_LENGTH = 64   # hexadecimal digits of SHA-256
_MARKER_FILES = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Of factcards; it can be removed at any time.\n",
    ".gitignore": "*\n",
}
"""Files by which backup programs, and git, leave the folder out (bford.info/cachedir)."""


@dataclass(frozen=True, slots=True)
class TrustList:
    """The digests of the manifests that this user's runs wrote, in several folders; without any none is trusted.

    A manifest is trusted if one of the folders has its digest; each of them gets those that are added.
    """

    folders: tuple[Path, ...]

    def __contains__(self, digest: str) -> bool:
        return any(digest in _read(folder) for folder in self.folders)

    def add(self, digest: str) -> None:
        """Put a digest on the list, so that runs at the same time lose none of each other's.

        Where the list cannot be written nothing happens: then the manifest is not trusted by the next run.
        """
        for folder in self.folders:
            known = _read(folder)
            if digest not in known[len(known) // 2 :]:   # one in use is moved to the end, where it is dropped last
                with suppress(OSError):   # TimeoutError too
                    _write(folder, digest)


def _read(folder: Path) -> list[str]:
    """Return the digests in a folder, the newest last; none where the list cannot be read."""
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
    """Make a folder that only its owner can open, marked as a cache, unless it is there. Raises OSError."""
    if folder.is_dir():
        return
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    for name, text in _MARKER_FILES.items():
        write_atomic(folder / name, text.encode(), durable=False)


def remove_markers(folder: Path) -> None:
    """Remove the marks, and the folder if nothing else lies in it."""
    if (folder / _LIST_NAME).exists():
        return
    for name in _MARKER_FILES:
        with suppress(OSError):
            (folder / name).unlink()
    with suppress(OSError):
        folder.rmdir()


def find_world_writable_folder(folder: Path) -> Path | None:
    """Return the folder through which everybody may write into this one, itself or one above it; None for none.

    In a folder such as `/tmp` (mode 1777) nobody can replace what another user made, but anybody may have made it.
    """
    if sys.platform == "win32":   # there the mode says nothing; a user's folders are closed to others
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
    """Return whether nobody else can have put what lies in a folder in which everybody may write."""
    if not folder.stat().st_mode & stat.S_ISVTX:
        return False
    return below is None or below.lstat().st_uid in (0, os.geteuid())
