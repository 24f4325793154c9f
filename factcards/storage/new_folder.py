"""A new folder of files: all of them are written, or none."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from .files import fsync_folders, write_atomic
from .paths import result_path

_FROM_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})
"""Files that Windows puts into folders and does not show, in lower case."""


def find_visible_entry(folder: Path) -> str:
    """Return the name of the first entry of a folder that is not hidden; "" if there is none. Raises OSError."""
    names = (entry.name for entry in os.scandir(folder))
    return min((name for name in names if name[0] != "." and name.lower() not in _FROM_WINDOWS), default="")


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths in a folder that does not exist or has only hidden entries.

    They are written into a temporary folder first. If anything fails, or the user stops the command, nothing is left.
    Raises OSError.
    """
    is_there = folder.is_dir()
    parent = folder if is_there else folder.parent
    missing = [above for above in (parent, *parent.parents) if not above.exists()]
    is_complete = False
    try:
        parent.mkdir(parents=True, exist_ok=True)
        stage = _make_stage(parent)
        try:
            paths = {result_path(stage, name): data for name, data in files.items()}
            for path, data in paths.items():
                write_atomic(path, data)
            fsync_folders(path.parent for path in paths)
            _fill_folder(stage, folder) if is_there else stage.rename(folder)
            is_complete = True
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    finally:
        for above in missing if not is_complete else ():
            with suppress(OSError):
                above.rmdir()
    fsync_folders([parent])


def _make_stage(parent: Path) -> Path:
    """Create a folder with a name that nothing else has, hidden and beside or inside the final one."""
    for number in count():
        stage = parent / f".factcards-{os.getpid()}-{number}.part"
        try:
            stage.mkdir()
        except FileExistsError:
            continue
        return stage
    raise AssertionError("there is always another number")


def _fill_folder(stage: Path, folder: Path) -> None:
    """Move the entries of `stage` into a folder that is there already, such as the current one."""
    moved: list[Path] = []
    is_complete = False
    try:
        for entry in sorted(stage.iterdir()):
            target = folder / entry.name
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "it is there already", str(target))
            moved.append(target)
            entry.rename(target)
        is_complete = True
    finally:
        for target in moved if not is_complete else ():
            if target.is_dir():
                shutil.rmtree(target, ignore_errors=True)
            else:
                target.unlink(missing_ok=True)
