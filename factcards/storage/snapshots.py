"""The stat of files and folders just before they were read, so that a later run knows whether they have changed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import FileStat, digest_file, stat_file


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """The stat of a file or folder just before it was read; `stat` is None if there was neither."""

    path: str
    stat: FileStat | None

    @property
    def is_file(self) -> bool:
        """Whether there was a regular file."""
        return self.stat is not None and self.stat.size >= 0


def snapshot(path: Path) -> FileSnapshot:
    """Return the present stat of a file or folder."""
    return FileSnapshot(str(path), stat_file(path))


def snapshot_within(path: Path, folder: Path) -> Iterator[FileSnapshot]:
    """Yield snapshots of a file and of the folders between it and `folder`, since a link may replace any of them."""
    for above in path.parents:
        if above == folder or not above.is_relative_to(folder):
            break
        yield snapshot(above)
    yield snapshot(path)


def snapshot_tree(folder: Path) -> Iterator[FileSnapshot]:
    """Yield snapshots of a folder and of everything in it, at any depth."""
    yield snapshot(folder)
    for above, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            yield snapshot(Path(above, name))


def digest_path(path: str) -> str:
    """Return the SHA-256 of a file's bytes, or of a folder's visible names and their kinds; "" if neither is there."""
    try:
        found = Path(path).stat()
        if stat.S_ISDIR(found.st_mode):
            names = sorted(
                f"{_entry_kind(entry)} {entry.name}" for entry in os.scandir(path) if _is_relevant(entry.name)
            )
            return hashlib.sha256("\n".join(names).encode(errors="surrogateescape")).hexdigest()
        return digest_file(Path(path))
    except OSError:
        return ""


def _is_relevant(name: str) -> bool:
    """Return whether a name in a folder counts. Hidden files of editors and systems do not, unless they are YAML."""
    return name[0] != "." or name.lower().endswith((".yaml", ".yml"))


def _entry_kind(entry: os.DirEntry[str]) -> str:
    link = "l" if entry.is_symlink() else "-"
    return link + ("d" if entry.is_dir() else "f" if entry.is_file() else "?")
