"""The command `merge`: folders of results joined into one."""

from __future__ import annotations

from argparse import Namespace

from ..batch import find_cache, join_folders
from ..storage.storages import open_storage
from .console import CommandConsole
from .phrasing import format_count


def merge_folders(args: Namespace, console: CommandConsole) -> int:
    """Join the folders that the arguments name and tell of it; returns the exit status."""
    place = args.out or (args.paths[0] if len(args.paths) == 1 else "out")
    out = open_storage(place)
    places = find_cache(args.cache)
    joined = join_folders([open_storage(path) for path in args.paths], out, places.trusted)
    console.show_problems(joined.problems)
    if not joined.problems and console.is_terminal:
        console.show_status(f"{format_count(len(joined.manifest.records), 'file')} in {out.describe()}")
    return 1 if joined.problems else 0
