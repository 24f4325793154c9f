"""`manifest.json`: the list of a folder of results, with one record for each file.

A second run uses the list to find what it need not render again: files whose record has the same key and whose bytes
are still those of the record. So a list is used only if a run of this user wrote it, which is known by the digest of
the whole list.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from ..storage.installed_versions import find_version
from ..storage.json_values import (
    MalformedError,
    is_list,
    is_map,
    is_text,
    list_of,
    load_json,
    map_of,
    null_or,
    take_fields,
)
from ..storage.storages import Storage, StorageSnapshot
from ..storage.trust import TrustList
from .records import (
    MeasuredSizes,
    Record,
    Shard,
    Untranslated,
    measured_from_json,
    measured_key,
    name_attachments,
    record_from_json,
    record_to_json,
    shard_from_json,
    untranslated_from_json,
)

MANIFEST_NAME = "manifest.json"
"""The name of the list of results in a folder."""

VERSION = find_version("factcards") or "source"
"""Our version; "source" if factcards runs from its source and is not installed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a folder of results, the cards that are not translated, and the measured type sizes.

    `engines` maps the short digest in the records to the versions of the libraries that drew. `shard` is the part of a
    run that the list is about.
    """

    records: tuple[Record, ...] = ()
    untranslated: tuple[Untranslated, ...] = ()
    measured: tuple[MeasuredSizes, ...] = ()
    engines: tuple[tuple[str, str], ...] = ()
    shard: Shard | None = None


def load_manifest(folder: Storage, name: str = MANIFEST_NAME) -> Manifest | None:
    """Return the folder's list of that name, trusted or not, or None if there is none or it is malformed."""
    try:
        return parse_manifest(folder.read(name) or b"")
    except MalformedError:
        return None


def load_trusted_manifest(folder: Storage, trusted: TrustList, name: str = MANIFEST_NAME) -> Manifest | None:
    """Return the folder's list, empty if there is none, or None if no run of this user wrote it."""
    data = folder.read(name)
    if data is None:
        return Manifest()
    if hashlib.sha256(data).hexdigest() not in trusted:
        return None
    try:
        return parse_manifest(data)
    except MalformedError:
        return None


def adopt_manifest(folder: Storage, name: str = MANIFEST_NAME) -> Manifest:
    """Return the part of an untrusted list that may stay listed: files that are there as it says."""
    found, snapshot = load_manifest(folder, name) or Manifest(), folder.snapshot()
    records = tuple(replace(r, adopted=True, inputs=()) for r in found.records if is_unmodified(snapshot, r))
    return Manifest(records, found.untranslated)


def parse_manifest(data: bytes) -> Manifest:
    """Parse a manifest file. Raises MalformedError, which names the wrong row."""
    listed = load_json(data, _to_record)
    known = {name: listed[name] for name in _MANIFEST_FIELDS if name in listed} if is_map(listed) else listed
    found = take_fields(known, _MANIFEST_FIELDS, _MANIFEST_DEFAULTS)
    return Manifest(
        tuple(found["files"]),
        tuple(untranslated_from_json(entry) for entry in found["untranslated"]),
        tuple(measured_from_json(entry) for entry in found["measured"]),
        tuple(found["engines"].items()),
        shard_from_json(found["shard"]) if found["shard"] else None,
    )


def _to_record(entry: dict[str, Any]) -> Record | dict[str, Any]:
    """Convert a map to a record while JSON is parsed: together the maps would take three times the memory."""
    return record_from_json(entry) if "scene" in entry else entry   # an attachment has a digest too


def update_manifest(
    folder: Storage, trusted: TrustList, change: Callable[[object | None], Manifest], name: str = MANIFEST_NAME
) -> Manifest:
    """Replace the folder's list as a function of its present content, and return it.

    The list is sorted, with one record per line and without times, so the same files give the same list. `change` gets
    the stat of the list's file, and is called again if another run has written it in the meantime. The digest is
    trusted before the list is written, since another run may read it at once.
    """
    made: list[Manifest] = []

    def give(state: object | None) -> Callable[[], Iterator[bytes]] | None:
        made[:] = [change(state)]
        digest = hashlib.sha256()
        for piece in _to_lines(made[0]):
            digest.update(piece)
        trusted.add(digest.hexdigest())
        same = state is not None and folder.matches(name, digest.hexdigest())
        return None if same else partial(_to_lines, made[0])

    folder.update(name, give)
    return made[0]


def _to_lines(manifest: Manifest) -> Iterator[bytes]:
    lists: dict[str, Iterable[object]] = {
        "files": (record_to_json(record) for record in sorted(manifest.records, key=lambda record: record.file)),
        "untranslated": (asdict(entry) for entry in sorted(manifest.untranslated)),
        "measured": (asdict(entry) for entry in sorted(manifest.measured, key=measured_key)),
    }
    yield f'{{\n "factcards": {json.dumps(VERSION)}'.encode()
    for name, entries in lists.items():
        yield f',\n "{name}": ['.encode()
        for number, entry in enumerate(entries):
            yield f"{',' if number else ''}\n  {_dump(entry)}".encode()
        yield b"\n ]"
    if manifest.shard:
        yield f',\n "shard": {_dump(asdict(manifest.shard))}'.encode()
    yield f',\n "engines": {_dump(dict(sorted(manifest.engines)))}\n}}\n'.encode()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def is_unmodified(snapshot: StorageSnapshot, record: Record) -> bool:
    """Return whether the record's file and its attachments are there, byte for byte."""
    return snapshot.matches(record.file, record.sha256, record.bytes, record.md5) and all(
        snapshot.matches(name, one.sha256, one.bytes, one.md5) for name, one in name_attachments(record).items()
    )


def merge_manifests(snapshot: StorageSnapshot, old: Manifest, new: Manifest, excluded: Collection[str]) -> Manifest:
    """Combine the new list with the old records of files that were not requested now and are still there.

    `excluded` names files that were requested and refused, or that belong to another part. Their old records are
    dropped.
    """
    made = {record.file for record in new.records}
    rest = tuple(r for r in old.records if r.file not in made and r.file not in excluded)
    remaining = tuple(record for record in rest if snapshot.stat(record.file))
    records = new.records + remaining
    cards = {(record.set, record.card, record.language) for record in records}
    waiting = set(new.untranslated) | {e for e in old.untranslated if (e.set, e.card, e.language) not in cards}
    measured = {measured_key(entry): entry for entry in (*old.measured, *new.measured)}
    used = {dict(record.inputs).get("engines") for record in records}
    engines = {digest: versions for digest, versions in (*old.engines, *new.engines) if digest in used}
    return Manifest(records, tuple(waiting), tuple(measured.values()), tuple(engines.items()), new.shard)


_MANIFEST_DEFAULTS: dict[str, object] = {
    "factcards": "",
    "untranslated": [],
    "measured": [],
    "engines": {},
    "shard": None,
}
_MANIFEST_FIELDS = {
    "factcards": is_text, "files": list_of(lambda value: isinstance(value, Record)),
    "untranslated": is_list, "measured": is_list, "engines": map_of(is_text), "shard": null_or(is_map),
}  # fmt: skip
"""Fields of a manifest, with their checks."""
