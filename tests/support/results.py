"""The content of a folder of results, and what a run reports, for comparison in tests."""

from __future__ import annotations

import re
import time
from pathlib import Path

_LATER = 60 * 10**9   # ns
_TIME = re.compile(r"(?<=, )\d+\.\d s\b")
_LOCATION = re.compile(r"(?:`[^`\n]+`|\d+ (?:pictures?|files?) in `[^`\n]+`)(?: \([^()\n]+\))?(?:, 0\.0 s.*)?")
"""How long a run took, and the line that says where its files are, without its time."""


def listing(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, hidden ones too, by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def later_clock() -> int:
    """Return a time in ns one minute ahead: by this clock, no file has changed just before a run."""
    return time.time_ns() + _LATER


def hide_time(reported: str) -> str:
    """Return what a run reports with 0.0 s as the time that it took."""
    return _TIME.sub("0.0 s", reported)


def without_location(reported: str) -> str:
    """Return what a run that makes files reports without the line that must say where the files are.

    It is the last line, or the one before the line that names `--verbose`.
    """
    lines = reported.splitlines(keepends=True)
    at = len(lines) - (2 if lines[-1:] and lines[-1].startswith("`--verbose` shows ") else 1)
    assert at >= 0, "no line says where the files are"
    assert _LOCATION.fullmatch(hide_time(lines[at].rstrip("\n"))), lines[at]
    return "".join(lines[:at] + lines[at + 1 :])
