"""Where the cache is, and the list of the manifests that the user's runs have written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from ..errors import Problem
from ..storage.trust import TrustList, find_world_writable_folder

CACHE_VARIABLE = "FACTCARDS_CACHE"
"""Environment variable that names the cache folder."""


@dataclass(frozen=True, slots=True)
class CacheLocation:
    """The cache folder, None if none can be used, and the lists of trusted manifests.

    `problem` says why the named folder is not used.
    """

    folder: Path | None
    trusted: TrustList
    problem: Problem | None = None


def find_cache(named: Path | None = None) -> CacheLocation:
    """Find the cache: the folder `named`, else the one in the environment, else the user's own cache folder.

    A world-writable folder is not used. Manifests are listed in this folder and in the user's own, so that earlier
    manifests are still trusted when another cache is named.
    """
    setting = os.environ.get(CACHE_VARIABLE)  # noqa: TID251 - the user's setting for all runs
    own = _user_cache_folder()
    chosen = named or (_expand(setting) if setting else own)
    problem = _find_problem(chosen)
    usable = {folder: None for folder in (chosen, own) if folder and not _find_problem(folder)}
    return CacheLocation(None if problem else chosen, TrustList(tuple(usable)), problem)


def _find_problem(folder: Path | None) -> Problem | None:
    """Return why a folder cannot be used, or None."""
    if folder is None:
        message, hint = (
            "no cache is used: the user has no home folder",
            f"name one with `--cache` or `{CACHE_VARIABLE}`",
        )
        return Problem("warning", message, hint=hint, kind="cache")
    try:
        blocked = find_world_writable_folder(folder)
    except OSError as error:   # a folder above it that this user cannot enter
        message = f"the cache `{folder}` is not used: {(error.strerror or 'input error').lower()}"
        return Problem("warning", message, hint=f"name another one with `--cache` or `{CACHE_VARIABLE}`", kind="cache")
    if blocked is None:
        return None
    where = "" if blocked == folder.absolute() else f" through `{blocked}`"
    message = f"the cache `{folder}` is not used: everybody may write there{where}"
    return Problem("warning", message, hint=f"`chmod o-w {blocked}`", kind="cache")


def _user_cache_folder() -> Path | None:
    """Return the user's cache folder, or None if there is no home folder."""
    try:
        return user_cache_path("factcards")
    except RuntimeError:
        return None


def _expand(path: str) -> Path | None:
    """Return a path with `~` expanded, or None if there is no home folder."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return None
