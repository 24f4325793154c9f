"""The versions of installed distributions, as `importlib.metadata` finds them.

That module reads whole descriptions with the parser of e-mail; importing both takes as long as drawing a card.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..late_loading import import_late

if TYPE_CHECKING:
    from importlib import metadata
else:
    metadata = import_late("importlib.metadata")

_SUFFIX = ".dist-info"
_HEAD = 1024
"""Number of bytes at the start of a distribution's METADATA that hold its version."""


def find_version(distribution: str) -> str | None:
    """Return the version of an installed distribution, or None if it is not installed."""
    folder = _list_folders().get(_normalize(distribution))
    if folder:
        version = _read_version(folder)
        if version:
            return version
    try:   # in a zip, or described in an older way
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


@cache
def _list_folders() -> dict[str, Path]:
    """Return the folder with the metadata of each distribution; the first on Python's path counts."""
    found: dict[str, Path] = {}
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                names = sorted(entry.name for entry in entries)
        except OSError:
            continue
        for name in names:
            if name.endswith(_SUFFIX):
                found.setdefault(_normalize(name.partition("-")[0]), Path(place, name))
    return found


def _normalize(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _read_version(folder: Path) -> str | None:
    try:
        with (folder / "METADATA").open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    match = re.search(rb"^Version: *(\S+)\r?$", head, re.MULTILINE)
    return match[1].decode("ascii", "replace") if match else None
