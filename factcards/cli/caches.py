"""Where the cache lies and how large it may become; the command `cache`."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from pathlib import Path

from ..cache import Cache
from ..errors import FactcardsError
from .screen import Screen
from .tables import draw_rows

_FOLDER, _SIZE = "FACTCARDS_CACHE", "FACTCARDS_CACHE_SIZE"
_LIMIT = "1G"
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}


def open_cache(out: Path | str) -> Cache:
    """The cache of results: beside their folder, unless the environment names another; FactcardsError at a fault.

    Of results elsewhere it lies where the command was called.
    """
    said = os.environ.get(_SIZE) or _LIMIT  # noqa: TID251 - what a user sets for all runs
    size = re.fullmatch(r"(\d{1,6})([KMG]?)B?", said.strip().upper())
    if not size:
        raise FactcardsError(f"`{_SIZE}` is `{said}`: expected a size as `500M` or `2G`, or 0 for no cache")
    named = os.environ.get(_FOLDER)  # noqa: TID251 - what a user sets for all runs
    beside = out.absolute().parent if isinstance(out, Path) else Path.cwd()
    folder = Path(named).expanduser() if named else beside / ".factcards-cache"
    return Cache(folder, int(size[1]) * _UNITS[size[2]])


def show_cache(asked: Namespace, screen: Screen) -> int:
    """Say where the cache is and how full, or empty it; returns the exit status."""
    cache = open_cache(asked.out)
    if asked.clear:
        gone = cache.clear()
        screen.print(f"removed {gone.entries:,} entries of {gone.bytes:,} bytes from {cache.folder}")
        return 0
    fill = cache.measure()
    full = f"{fill.bytes:,} of {cache.limit:,}"
    screen.print(draw_rows([("folder", str(cache.folder)), ("entries", f"{fill.entries:,}"), ("bytes", full)]))
    return 0
