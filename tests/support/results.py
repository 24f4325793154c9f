"""The content of a folder of results, for comparison in tests."""

from __future__ import annotations

import time
from pathlib import Path

_LATER = 60 * 10**9   # ns


def listing(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, hidden ones too, by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def later_clock() -> int:
    """Return a time in ns one minute ahead: by this clock, no file has changed just before a run."""
    return time.time_ns() + _LATER
