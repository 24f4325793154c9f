"""The cache: pictures, type sizes and runs by key, in a folder of limited size.

An entry begins with a digest of the rest. An entry that is broken, cut off, malformed or about another file counts as
missing. The digest is not a signature, so people who can write into the folder decide what is found in it. The folder
can be removed at any time. If an entry cannot be written, it is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..draw import Attachment
from ..model.themes import FittingSizes
from ..storage.files import read_regular, remove_stale_temp_files, write_atomic
from ..storage.json_values import MalformedError, is_digest, list_of, load_json, map_of
from ..storage.trust import make_private_folder, remove_markers
from .jobs import Job, RenderedFile, is_intact, is_of_job
from .records import fitting_sizes_from_json, is_fitting_sizes, record_from_json, record_to_json

_KINDS = ("pictures", "sizes", "runs")
"""Kinds of entries; each has a folder."""
_MIN_FREE_BYTES = 256 * 10**6
"""Minimum free space on the disk, in bytes. Below it nothing is cached, so that the results have space."""
_TRIM_TO = 0.9   # fraction of the limit that remains after trimming, so that not every run has to trim


@dataclass(frozen=True, slots=True)
class CacheUsage:
    """Number of entries in a cache, and their total size in bytes."""

    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Cache:
    """A cache folder of about `limit` bytes, 0 for no cache.

    It may exceed the limit until `trim` removes the entries used least recently.
    """

    folder: Path
    limit: int

    def get_picture(self, job: Job) -> RenderedFile | None:
        """Return the picture with the job's key and its record, and mark it as used.

        Returns None if there is none, or if the record is about another file, another key or other bytes.
        """
        found = self._get("pictures", job.key)
        if found is None:
            return None
        head, _, rest = found.partition(b"\n")
        try:
            record = record_from_json(load_json(head))
        except MalformedError:
            return None
        data, *others = _split(rest, [record.bytes, *(one.bytes for one in record.attachments)])
        attachments = tuple(
            Attachment(one.name, other) for one, other in zip(record.attachments, others, strict=True)
        )
        rendered = RenderedFile(data, record, attachments)
        return rendered if is_intact(rendered) and record.key == job.key and is_of_job(record, job) else None

    def put_picture(self, key: str, rendered: RenderedFile) -> None:
        """Store a picture for later runs."""
        record = json.dumps(record_to_json(replace(rendered.record, key=key, inputs=())), ensure_ascii=False)
        data = b"".join((rendered.data, *(one.data for one in rendered.attachments)))
        self._put("pictures", key, record.encode() + b"\n" + data)

    def get_sizes(self, key: str) -> dict[str, tuple[FittingSizes, ...]]:
        """Return the known type sizes of a sizing group's cards, by the key of each card's inputs."""
        try:
            known = load_json(self._get("sizes", key) or b"{}")
        except MalformedError:
            return {}
        if not map_of(list_of(is_fitting_sizes))(known):
            return {}
        return {card: tuple(map(fitting_sizes_from_json, sizes)) for card, sizes in known.items()}

    def put_sizes(self, key: str, sizes: Mapping[str, tuple[FittingSizes, ...]]) -> None:
        """Store the type sizes of a sizing group's cards."""
        self._put("sizes", key, json.dumps(sizes, ensure_ascii=False).encode())

    def get_run(self, key: str) -> object:
        """Return the entry of an earlier run as parsed JSON, or None if there is none."""
        try:
            return load_json(self._get("runs", key) or b"null")
        except MalformedError:
            return None

    def put_run(self, key: str, entry: object) -> None:
        """Store the entry of a run."""
        self._put("runs", key, json.dumps(entry).encode())   # ASCII, since a file's name need not be Unicode

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key

    def _get(self, kind: str, key: str) -> bytes | None:
        if not self.limit or not is_digest(key):
            return None
        path = self._path(kind, key)
        try:
            data = read_regular(path, self.limit)
            os.utime(path)   # entries are trimmed by their last use
        except OSError:
            return None
        digest, _, rest = data.partition(b"\n")
        return rest if digest.decode("ascii", "replace") == _entry_digest(kind, key, rest) else None

    def _put(self, kind: str, key: str, data: bytes) -> None:
        if not self.limit or not is_digest(key):
            return
        with suppress(OSError):   # a full disk, or a folder of another user: nothing is cached
            above = next(folder for folder in (self.folder, *self.folder.parents) if folder.exists())
            if shutil.disk_usage(above).free < _MIN_FREE_BYTES:
                return
            make_private_folder(self.folder)
            entry = _entry_digest(kind, key, data).encode() + b"\n" + data
            write_atomic(self._path(kind, key), entry, durable=False)

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Yield the path and stat of every entry, and of no other file in the folder."""
        for kind in _KINDS:
            for folder in _list_folder(self.folder / kind):
                for path in _list_folder(folder):
                    if is_digest(path.name):
                        with suppress(OSError):
                            yield path, path.stat()

    def usage(self) -> CacheUsage:
        """Count the entries and their bytes."""
        sizes = [found.st_size for _, found in self._entries()]
        return CacheUsage(len(sizes), sum(sizes))

    def trim(self) -> None:
        """Remove the temporary files of killed runs and, if the limit is exceeded, the entries used least recently."""
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
        """Remove every entry, and the marker files if the folder holds no list of manifests. Returns what was removed.

        The list stays, since without it every picture would be drawn again.
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


def _split(data: bytes, lengths: list[int]) -> list[bytes]:
    """Return the pieces of `data` of these lengths; the last one has the rest too, if there is any."""
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def _entry_digest(kind: str, key: str, data: bytes) -> str:
    """Return the first line of an entry: a digest of its data, kind and key."""
    return hashlib.sha256(f"{kind} {key}\n".encode() + data).hexdigest()


def _list_folder(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
