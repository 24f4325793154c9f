"""What was made and measured before, by key, in a folder of its own: whole entries or none, never more than a limit.

An entry begins with the digest of what follows. One that is broken, cut off, malformed or about another file is as if
it were not there. Anybody can compute that digest: who may write into the folder decides what is found in it.
The folder is nobody's source: it can be removed at any time, and what cannot be written into it is not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import disk_usage

from ..storage.files import read_regular, remove_stale_temp_files, write_atomic
from ..storage.json_values import MalformedError, is_digest, list_of, load_json, map_of
from ..storage.trust import make_private_folder, remove_markers
from .jobs import Job, Rendered, is_of_job
from .records import NamedSize, is_named_size, record_from_json, record_to_json

_KINDS = ("pictures", "sizes", "runs")
_MIN_FREE_BYTES = 256 * 10**6
"""Bytes of a disk that are left to the results: where no more are free, nothing is kept."""
_TRIM_TO = 0.9   # of the limit is kept when it is passed, so that not every run has to make room


@dataclass(frozen=True, slots=True)
class CacheUsage:
    """How much lies in a cache: entries and bytes."""

    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Cache:
    """A cache folder that holds at most `limit` bytes; those not used for longest go first."""

    folder: Path
    limit: int

    def get_picture(self, job: Job) -> Rendered | None:
        """Return the picture that a job makes, by the job's key, with its record; using it keeps it for longer.

        None where there is none, or where the record is about another file, another key or other bytes.
        """
        found = self._get("pictures", job.key)
        if found is None:
            return None
        head, _, data = found.partition(b"\n")
        try:
            record = record_from_json(load_json(head))
        except MalformedError:
            return None
        whole = len(data) == record.bytes and hashlib.sha256(data).hexdigest() == record.sha256
        return Rendered(data, record) if whole and record.key == job.key and is_of_job(record, job) else None

    def put_picture(self, key: str, rendered: Rendered) -> None:
        """Keep a picture for later runs."""
        record = json.dumps(record_to_json(replace(rendered.record, key=key, inputs=())), ensure_ascii=False)
        self._put("pictures", key, record.encode() + b"\n" + rendered.data)

    def get_sizes(self, key: str) -> dict[str, tuple[NamedSize, ...]]:
        """The sizes of type that were measured for a company of cards, by the key of each; what is known of them."""
        try:
            known = load_json(self._get("sizes", key) or b"{}")
        except MalformedError:
            return {}
        if not map_of(list_of(is_named_size))(known):
            return {}
        return {card: tuple((role, style, size) for role, style, size in sizes) for card, sizes in known.items()}

    def put_sizes(self, key: str, sizes: Mapping[str, tuple[NamedSize, ...]]) -> None:
        """Keep the sizes of type that were measured for a company of cards."""
        self._put("sizes", key, json.dumps(sizes, ensure_ascii=False).encode())

    def get_run(self, key: str) -> object:
        """What was noted of an earlier run, as JSON has it; None where nothing was."""
        try:
            return load_json(self._get("runs", key) or b"null")
        except MalformedError:
            return None

    def put_run(self, key: str, entry: object) -> None:
        """Note what a run found out."""
        self._put("runs", key, json.dumps(entry).encode())   # a file's name need not be Unicode

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key

    def _get(self, kind: str, key: str) -> bytes | None:
        if not self.limit or not is_digest(key):
            return None
        path = self._path(kind, key)
        try:
            data = read_regular(path, self.limit)
            os.utime(path)   # the last use decides what goes first
        except OSError:
            return None
        digest, _, rest = data.partition(b"\n")
        return rest if digest.decode("ascii", "replace") == _make_signature(kind, key, rest) else None

    def _put(self, kind: str, key: str, data: bytes) -> None:
        if not self.limit or not is_digest(key):
            return
        with suppress(OSError):   # a full disk, a folder that is not ours: then nothing is kept
            above = next(folder for folder in (self.folder, *self.folder.parents) if folder.exists())
            if disk_usage(above).free < _MIN_FREE_BYTES:
                return
            make_private_folder(self.folder)
            whole = _make_signature(kind, key, data).encode() + b"\n" + data
            write_atomic(self._path(kind, key), whole, durable=False)

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Every entry; nothing else that may lie in the folder."""
        for kind in _KINDS:
            for folder in _list_folder(self.folder / kind):
                for path in _list_folder(folder):
                    if is_digest(path.name):
                        with suppress(OSError):
                            yield path, path.stat()

    def usage(self) -> CacheUsage:
        """How much lies there."""
        sizes = [found.st_size for _, found in self._entries()]
        return CacheUsage(len(sizes), sum(sizes))

    def trim(self) -> None:
        """Make room where the limit is passed, and sweep what killed runs left."""
        remove_stale_temp_files(folder for kind in _KINDS for folder in _list_folder(self.folder / kind))
        entries = sorted(((found.st_mtime_ns, path, found.st_size) for path, found in self._entries()))
        total = sum(size for _, _, size in entries)
        if total <= self.limit:
            return
        for _, path, size in entries:
            if total <= self.limit * _TRIM_TO:
                return
            with suppress(OSError):
                path.unlink()
            total -= size

    def clear(self) -> CacheUsage:
        """Remove every entry and, where no list of manifests lies there, what marks the folder; returns what was there.

        The list stays: without it every picture would be drawn again.
        """
        found = self.usage()
        for path, _ in self._entries():
            with suppress(OSError):
                path.unlink()
        for folder in (f for kind in _KINDS for f in (*_list_folder(self.folder / kind), self.folder / kind)):
            remove_stale_temp_files([folder])
            with suppress(OSError):
                folder.rmdir()
        remove_markers(self.folder)
        return found


def _make_signature(kind: str, key: str, data: bytes) -> str:
    """What an entry begins with: a digest of what it holds and of where it belongs."""
    return hashlib.sha256(f"{kind} {key}\n".encode() + data).hexdigest()


def _list_folder(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
