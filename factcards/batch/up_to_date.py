"""The up-to-date check: if no input changed, the summary of an earlier run is returned without reading any file.

An entry in the cache holds the stat of every file and folder just before it was read, the stat of every result, and the
summary. While the stat is the same, so are the bytes, since every write updates ctime. A file with another stat counts
as unchanged if its digest is the same. In doubt, the run is done in full. The entry is trusted as much as the cache. It
must also be about this request: it lists each path on the command line and each file of the summary, and a run of this
user wrote the folder's manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..model.cards import CardSet, Origin
from ..read.themes.theme_reader import snapshot_theme
from ..rendering.cache import Cache
from ..rendering.manifest import MANIFEST_NAME, load_trusted_manifest
from ..rendering.records import name_attachments
from ..storage.files import FileStat, stat_file
from ..storage.json_values import (
    Check,
    MalformedError,
    is_digest,
    is_map,
    is_path,
    is_text,
    list_of,
    take_fields,
)
from ..storage.local_storage import Folder
from ..storage.snapshots import FileSnapshot, digest_path, snapshot
from ..storage.storages import Storage, StorageSnapshot
from ..storage.trust import TrustList
from ..text.fonts.font_library import list_font_sources
from .run_summary import RunSummary, summary_from_json, summary_to_json
from .versions import library_versions, source_digest

_FINE_TICK, _COARSE_TICK = 20_000_000, 2_000_000_000
"""Time within which two changes of a file may get the same time, in ns.

It is the coarse one for times in whole seconds: FAT stores steps of 2 s. Others are those of a kernel's timer, which
ticks every 10 ms or sooner; it is doubled for safety.
"""
_SECOND = 1_000_000_000   # ns
_STAT_TYPES = [int] * len(FileStat._fields)
"""Types of the values of a stat in JSON."""


def _is_row(first: Check, digest: Check) -> Check:
    """Return a check that accepts a list of a name, a stat and a digest."""
    def check(value: object) -> bool:
        if type(value) is not list or len(value) != 3:
            return False
        name, stat, held = value
        known = stat is None or (type(stat) is list and list(map(type, stat)) == _STAT_TYPES)
        return known and first(name) and digest(held)

    return check


_RUN_FIELDS = {
    "outcome": is_map, "seen": list_of(_is_row(is_path, lambda value: value == "" or is_digest(value))),
    "files": list_of(_is_row(is_text, is_digest)), "others": list_of(is_text),
    "today": is_text, "days": list_of(is_text),
}  # fmt: skip
"""Fields of a run's entry in the cache, with their checks."""


@dataclass(frozen=True, slots=True)
class RunQuery:
    """The request of a run: its key, the paths that the command line names, and its day.

    `clock` gives the time in ns since 1970, to which the times of files are compared. `started` is its first value.
    """

    key: str
    paths: tuple[str, ...]
    today: date
    started: int
    clock: Callable[[], int]


def compute_run_key(options: Iterable[tuple[str, str]]) -> str:
    """Return the key of a run: a digest of its options, the working folder, our source, all libraries and fonts."""
    parts = [f"{name}={value}" for name, value in sorted(options)]
    parts += [str(Path.cwd()), source_digest(), library_versions(), *map(str, list_font_sources())]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def snapshot_shared(themes: Iterable[tuple[str, Origin]]) -> tuple[FileSnapshot, ...]:
    """Return snapshots of the inputs that all cards share: the files of their themes, and our fonts."""
    return (
        *(one for name, origin in themes for one in snapshot_theme(name, origin)),
        *map(snapshot, list_font_sources()),
    )


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that was done in full: its summary, what it read, other files on the folder's list, last days of cards."""

    summary: RunSummary
    snapshots: tuple[FileSnapshot, ...]
    others: tuple[str, ...]
    expiry_days: tuple[date, ...]


def find_expiry_days(sets: Iterable[CardSet]) -> tuple[date, ...]:
    """Return the last days of the cards that expire."""
    variants = (variant for cards in sets for card in cards.cards for _, variant in card.variants)
    return tuple(sorted({variant.expires for variant in variants if variant.expires}))


def save_run(cache: Cache, query: RunQuery, folder: Folder, past: PastRun) -> None:
    """Store a run that was done in full, if nothing that it read has changed since it started."""
    unique = {one.path: one for one in past.snapshots}.values()
    if (
        not cache.limit
        or not past.summary.cacheable
        or any(_is_too_recent(one.stat, query.started) for one in unique)
    ):
        return
    named = {one.path for one in unique}.issuperset(query.paths)
    if not named or any(snapshot(Path(one.path)) != one for one in unique):
        return
    written = {MANIFEST_NAME: folder.digest(MANIFEST_NAME)}
    for record in past.summary.records:
        written[record.file] = record.sha256
        written |= {name: one.sha256 for name, one in name_attachments(record).items()}
    files_now = folder.snapshot()
    files = [_recheck_file(files_now, name, None, digest, query.clock()) for name, digest in written.items()]
    if None not in files:
        entry = {
            "outcome": summary_to_json(past.summary),
            "seen": [[one.path, _stat_to_json(one.stat), digest_path(one.path)] for one in unique],
            "files": files,
            "others": past.others,
            "today": query.today.isoformat(),
            "days": [day.isoformat() for day in past.expiry_days],
        }
        cache.put_run(query.key, entry)


def load_run(cache: Cache, query: RunQuery, folder: Folder, trusted: TrustList) -> RunSummary | None:
    """Return the summary of an earlier run with the same request if a new one would have the same, or None."""
    now, files_now = query.clock(), folder.snapshot()
    try:
        entry: dict[str, Any] = take_fields(cache.get_run(query.key), _RUN_FIELDS)
        if _has_day_passed(entry["days"], entry["today"], query.today.isoformat()):
            return None
    except MalformedError:
        return None
    digests = {name: digest for name, _, digest in entry["files"]}
    known = {path for path, _, _ in entry["seen"]}
    if digests.get(MANIFEST_NAME, "") not in trusted or not known.issuperset(query.paths):
        return None
    snapshots = [_recheck_snapshot(path, stat, digest, now) for path, stat, digest in entry["seen"]]
    files = [_recheck_file(files_now, name, stat, digest, now) for name, stat, digest in entry["files"]]
    if None in snapshots or None in files or not all(files_now.stat(name) for name in entry["others"]):
        return None
    try:
        summary = summary_from_json(entry["outcome"])
    except MalformedError:
        return None
    if not digests.keys() >= {MANIFEST_NAME, *summary.files}:   # it has attachments too
        return None
    if snapshots != entry["seen"] or files != entry["files"]:
        cache.put_run(query.key, entry | {"seen": snapshots, "files": files})
    return summary


def add_records(summary: RunSummary, folder: Storage, trusted: TrustList) -> RunSummary:
    """Return a loaded summary with the records of its files, from the manifest."""
    listed = load_trusted_manifest(folder, trusted)
    records = {record.file: record for record in (listed.records if listed else ())}
    return replace(summary, records=tuple(records[name] for name in summary.files if name in records))


def _recheck_snapshot(path: str, stat: list[int] | None, digest: str, moment: int) -> list[object] | None:
    """Return a row of the entry with the present stat, or None if the input has changed."""
    now = stat_file(path)
    if _stat_to_json(now) == stat:
        return [path, stat, digest]
    if now is None or stat is None or not digest or digest_path(path) != digest:
        return None
    return [path, stat if _is_too_recent(now, moment) else _stat_to_json(now), digest]


def _recheck_file(
    files_now: StorageSnapshot, name: str, stat: list[int] | None, digest: str, moment: int
) -> list[object] | None:
    """Return a result's row with its present stat, or None if the file is missing or its bytes have changed.

    While a file is so new that a change might not alter its stat, the row has no stat, and the next run compares the
    bytes.
    """
    now = files_now.stat(name)
    if not isinstance(now, FileStat) or (_stat_to_json(now) != stat and not files_now.matches(name, digest)):
        return None
    return [name, None if _is_too_recent(now, moment) else _stat_to_json(now), digest]


def _stat_to_json(stat: FileStat | None) -> list[int] | None:
    return list(stat) if stat else None


def _is_too_recent(stat: FileStat | None, moment: int) -> bool:
    """Return whether a stat is so recent that another change might not alter it: some file systems count in seconds."""
    if stat is None:
        return False
    return stat.changed > moment - (_FINE_TICK if stat.changed % _SECOND else _COARSE_TICK)


def _has_day_passed(days: Sequence[str], then: str, now: str) -> bool:
    """Return whether the date matters: a card expired in the meantime, or a message names the current date."""
    return then != now and any(day < max(then, now) for day in days)
