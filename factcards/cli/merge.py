"""The command `merge`: folders of results joined into one."""

from __future__ import annotations

from argparse import Namespace

from ..batch import find_places, join_folders
from ..storage.storages import open_target
from .console import Screen
from .phrasing import count


def merge_folders(asked: Namespace, screen: Screen) -> int:
    """Join the folders that the arguments name and tell of it; returns the exit status."""
    place = asked.out or (asked.paths[0] if len(asked.paths) == 1 else "out")
    out = open_target(place)
    places = find_places(asked.cache)
    joined = join_folders([open_target(path) for path in asked.paths], out, places.trusted)
    screen.show(joined.problems)
    if not joined.problems and screen.is_terminal:
        screen.say(f"{count(len(joined.listed.records), 'file')} in {out.tell()}")
    return 1 if joined.problems else 0
