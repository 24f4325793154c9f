"""What a run looked at before it read it, so that a later run can tell whether it would read the same."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import State, digest_whole, look_at


@dataclass(frozen=True, slots=True)
class Seen:
    """A file or folder as it was just before it was read; `state` is None where neither was there."""

    path: str
    state: State | None

    @property
    def is_file(self) -> bool:
        """Whether a plain file was there."""
        return self.state is not None and self.state.size >= 0


def see(path: Path) -> Seen:
    """How a file or folder is now."""
    return Seen(str(path), look_at(path))


def see_within(path: Path, folder: Path) -> Iterator[Seen]:
    """How a file is now, and the folders down to it: one of them may become a link that leads elsewhere."""
    for above in path.parents:
        if above == folder or not above.is_relative_to(folder):
            break
        yield see(above)
    yield see(path)


def see_tree(folder: Path) -> Iterator[Seen]:
    """How a folder is now, and all that lies in it, at any depth."""
    yield see(folder)
    for above, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            yield see(Path(above, name))


def digest_seen(path: str) -> str:
    """SHA-256 of a file's bytes, or of a folder's list: names and kinds of what is not hidden. "" for nothing."""
    try:
        found = Path(path).stat()
        if stat.S_ISDIR(found.st_mode):
            names = sorted(f"{_kind(entry)} {entry.name}" for entry in os.scandir(path) if _counts(entry.name))
            return hashlib.sha256("\n".join(names).encode(errors="surrogateescape")).hexdigest()
        return digest_whole(Path(path))
    except OSError:
        return ""


def _counts(name: str) -> bool:
    """Whether a name in a folder is looked at: editors and systems keep hidden files of their own."""
    return name[0] != "." or name.lower().endswith((".yaml", ".yml"))


def _kind(entry: os.DirEntry[str]) -> str:
    link = "l" if entry.is_symlink() else "-"
    return link + ("d" if entry.is_dir() else "f" if entry.is_file() else "?")
