"""Opens the cache with its size limit; the command `cache`."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..batch import find_cache
from ..errors import FactcardsError, Problem
from ..late_loading import import_late
from ..rendering.cache import Cache
from ..storage.trust import TrustList
from .console import CommandConsole
from .exit_statuses import FAILURE, SUCCESS

if TYPE_CHECKING:
    from . import tables
else:
    tables = import_late(".tables", __package__)

_SIZE_VARIABLE = "FACTCARDS_CACHE_SIZE"
_DEFAULT_LIMIT = "1G"
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
"""Environment variable with the maximum size of the cache, its default, and the units in bytes."""


@dataclass(frozen=True, slots=True)
class OpenedCache:
    """The cache, with a limit of 0 if none can be used, the trusted manifests, and the reason why it is not used."""

    cache: Cache
    trusted: TrustList
    problems: tuple[Problem, ...] = ()


def open_cache(named: Path | None) -> OpenedCache:
    """Open the cache in the folder `named`, else in the one that the environment names, else in the user's own.

    Raises FactcardsError if the size limit in the environment is not a size.
    """
    text = os.environ.get(_SIZE_VARIABLE) or _DEFAULT_LIMIT  # noqa: TID251 - the user's setting for all runs
    size = re.fullmatch(r"(\d{1,6})([KMG]?)B?", text.strip().upper())
    if not size:
        expected = "expected a size such as `500M` or `2G`, or 0 for no cache"
        raise FactcardsError(f"`{_SIZE_VARIABLE}` is `{text}`: {expected}")
    limit, location = int(size[1]) * _UNITS[size[2]], find_cache(named)
    problems = (location.problem,) if location.problem and limit else ()
    return OpenedCache(Cache(location.folder or Path(), limit if location.folder else 0), location.trusted, problems)


def show_cache(args: Namespace, console: CommandConsole) -> int:
    """Show the folder and size of the cache, or empty it. Returns the exit status."""
    opened = open_cache(args.cache)
    console.show_problems(opened.problems)
    if args.out is not None:
        message = "`-o` has no effect any more: all projects share one cache"
        console.show_problems(
            [Problem("warning", message, hint="leave it out; `--cache DIR` names another cache", kind="cache")]
        )
    if opened.problems:
        return FAILURE
    cache = opened.cache
    if args.clear and not cache.folder.is_dir():
        console.print_result(f"there is no folder {cache.folder}, so no entries were removed")
        return SUCCESS
    if args.clear:
        removed = cache.clear()
        console.print_result(f"removed {removed.entries:,} entries of {removed.bytes:,} bytes from {cache.folder}")
        return SUCCESS
    usage = cache.usage()
    full = f"{usage.bytes:,} of {cache.limit:,}"
    console.print_result(
        tables.format_rows([("folder", str(cache.folder)), ("entries", f"{usage.entries:,}"), ("bytes", full)])
    )
    return SUCCESS
