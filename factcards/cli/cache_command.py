"""Where the cache lies and how large it may become; the command `cache`."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from ..batch import find_cache
from ..errors import FactcardsError, Problem
from ..rendering.cache import Cache
from ..storage.trust import TrustList
from .console import CommandConsole
from .tables import format_rows

_SIZE_VARIABLE = "FACTCARDS_CACHE_SIZE"
_DEFAULT_LIMIT = "1G"
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}


@dataclass(frozen=True, slots=True)
class OpenedCache:
    """The cache, which holds nothing where none can be used, the lists that are trusted, and why no cache is used."""

    cache: Cache
    trusted: TrustList
    problems: tuple[Problem, ...] = ()


def open_cache(named: Path | None) -> OpenedCache:
    """Return the cache in a folder that is named, by the environment if not here, or else the user's own.

    Raises FactcardsError where the environment names no size.
    """
    said = os.environ.get(_SIZE_VARIABLE) or _DEFAULT_LIMIT  # noqa: TID251 - the user's setting for all runs
    size = re.fullmatch(r"(\d{1,6})([KMG]?)B?", said.strip().upper())
    if not size:
        raise FactcardsError(f"`{_SIZE_VARIABLE}` is `{said}`: expected a size as `500M` or `2G`, or 0 for no cache")
    limit, places = int(size[1]) * _UNITS[size[2]], find_cache(named)
    problems = (places.problem,) if places.problem and limit else ()
    return OpenedCache(Cache(places.folder or Path(), limit if places.folder else 0), places.trusted, problems)


def show_cache(args: Namespace, console: CommandConsole) -> int:
    """Say where the cache is and how full, or empty it; returns the exit status."""
    kept = open_cache(args.cache)
    console.show_problems(kept.problems)
    if args.out is not None:
        message = "`-o` has no effect any more: all projects share one cache"
        console.show_problems(
            [Problem("warning", message, hint="leave it out; `--cache DIR` names another cache", kind="cache")]
        )
    if kept.problems:
        return 1
    cache = kept.cache
    if args.clear:
        gone = cache.clear()
        console.print_result(f"removed {gone.entries:,} entries of {gone.bytes:,} bytes from {cache.folder}")
        return 0
    fill = cache.usage()
    full = f"{fill.bytes:,} of {cache.limit:,}"
    console.print_result(
        format_rows([("folder", str(cache.folder)), ("entries", f"{fill.entries:,}"), ("bytes", full)])
    )
    return 0
