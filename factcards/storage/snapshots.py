"""What a run looked at before it read it, so that a later run can tell whether it would read the same."""

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
    """A file or folder as it was just before it was read; `state` is None where neither was there."""

    path: str
    stat: FileStat | None

    @property
    def is_file(self) -> bool:
        """Whether a plain file was there."""
        return self.stat is not None and self.stat.size >= 0


def snapshot(path: Path) -> FileSnapshot:
    """How a file or folder is now."""
    return FileSnapshot(str(path), stat_file(path))


def snapshot_within(path: Path, folder: Path) -> Iterator[FileSnapshot]:
    """How a file is now, and the folders down to it: one of them may become a link that leads elsewhere."""
    for above in path.parents:
        if above == folder or not above.is_relative_to(folder):
            break
        yield snapshot(above)
    yield snapshot(path)


def snapshot_tree(folder: Path) -> Iterator[FileSnapshot]:
    """How a folder is now, and all that lies in it, at any depth."""
    yield snapshot(folder)
    for above, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            yield snapshot(Path(above, name))


def digest_path(path: str) -> str:
    """SHA-256 of a file's bytes, or of a folder's list: names and kinds of what is not hidden. "" for nothing."""
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
    """Whether a name in a folder is looked at: editors and systems keep hidden files of their own."""
    return name[0] != "." or name.lower().endswith((".yaml", ".yml"))


def _entry_kind(entry: os.DirEntry[str]) -> str:
    link = "l" if entry.is_symlink() else "-"
    return link + ("d" if entry.is_dir() else "f" if entry.is_file() else "?")
