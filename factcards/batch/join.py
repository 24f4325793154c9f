"""Merges several folders of results, such as the parts of a run, into one folder with one list.

Others may have made the parts. So a list is used only if each of its rows has the expected form, and a file only if
its bytes are those of its row and it is inside the part's folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain

from ..errors import Problem, WriteError
from ..late_loading import compile_late
from ..rendering.manifest import (
    MANIFEST_NAME,
    Manifest,
    is_unmodified,
    merge_manifests,
    parse_manifest,
    update_manifest,
)
from ..rendering.records import AttachmentRecord, Record, Shard, name_attachments
from ..storage.json_values import MalformedError
from ..storage.storages import Storage, StorageSnapshot
from ..storage.trust import TrustList
from .inputs import ENGINES
from .manifest_update import load_or_adopt_manifest

_LIST_NAME = compile_late(r"manifest\.\d+-of-\d+\.json\Z")
"""File names of the manifests of shards."""
_MAX_NAMED = 20   # maximum number of missing parts that a message names
_THREADS = 8   # more than cores: they wait for disks and networks most of the time


@dataclass(frozen=True, slots=True)
class ResultList:
    """A manifest, its file name and its folder."""

    folder: Storage
    name: str
    manifest: Manifest

    def describe(self) -> str:
        """Return the list's path in back quotes for a message."""
        return self.folder.describe(self.name)


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The combined manifest, or problems. If one of them is an error, nothing was written."""

    manifest: Manifest
    problems: tuple[Problem, ...] = ()


def join_folders(folders: Sequence[Storage], out: Storage, trusted: TrustList) -> MergeResult:
    """Copy the files of several folders into `out`, and combine their lists. One of them may be `out` itself.

    Returns errors if two folders have different files of one name, if a part of a run is missing, or if parts come from
    different runs or versions. Raises FolderError if `out` cannot be written.
    """
    parts, problems = _load_lists(folders)
    problems += [*_compare_runs(parts), *_compare_versions(parts), *_compare_files(parts)]
    if problems:
        return MergeResult(Manifest(), tuple(problems))
    out.ensure_writable()
    records, problems = _copy_files(parts, out)
    lists = [part.manifest for part in parts]
    new = Manifest(
        tuple(records),
        tuple(sorted(set(chain.from_iterable(one.untranslated for one in lists)))),
        tuple(chain.from_iterable(one.measured for one in lists)),
        tuple(chain.from_iterable(one.engines for one in lists)),
    )
    wrong = {problem.field for problem in problems}

    def renew(_state: object | None) -> Manifest:
        return merge_manifests(out.snapshot(), load_or_adopt_manifest(out, trusted), new, wrong)

    out.fsync(record.file for record in records)
    listed = update_manifest(out, trusted, renew)
    for part in parts if not problems else ():
        if part.folder.root == out.root and part.name != MANIFEST_NAME:
            out.remove(part.name)
    return MergeResult(listed, tuple(replace(problem, field="") for problem in problems))


def _load_lists(folders: Iterable[Storage]) -> tuple[list[ResultList], list[Problem]]:
    """Return the lists in the folders, those of whole runs before those of parts, and their problems."""
    parts, problems = list[ResultList](), list[Problem]()
    for folder in folders:
        names = [name for name in folder.list_files() if name == MANIFEST_NAME or _LIST_NAME.match(name)]
        if not names:
            message = f"{folder.describe()} holds no `{MANIFEST_NAME}`: nothing was rendered there"
            problems.append(Problem("error", message, kind="bad-list"))
        for name in names:
            try:
                parts.append(ResultList(folder, name, parse_manifest(folder.read(name) or b"")))
            except MalformedError as error:
                problems.append(Problem("error", f"{folder.describe(name)} is not a list of results: {error}",
                                        kind="bad-list"))
    return sorted(parts, key=lambda part: part.name != MANIFEST_NAME), problems


def _compare_runs(parts: Iterable[ResultList]) -> Iterator[Problem]:
    """Yield an error for parts of different runs, or for missing parts."""
    shards = [(part, part.manifest.shard) for part in parts if part.manifest.shard]
    if not shards:
        return
    first, one = shards[0]
    for part, shard in shards[1:]:
        if shard.of != one.of:
            message = f"{first.describe()} is one of {one.of} parts, and {part.describe()} one of {shard.of}"
            yield Problem("error", message, kind="parts-differ")
            return
        if shard.run != one.run:
            message = f"{first.describe()} and {part.describe()} are parts of different runs, with different files"
            yield Problem("error", message,
                          hint="run every part of the same cards with the same options", kind="parts-differ")
            return
    missing = sorted(set(range(1, one.of + 1)) - {shard.number for _, shard in shards})
    if missing:
        named = ", ".join(str(Shard(number, one.of)) for number in missing[:_MAX_NAMED])
        named += f" and {len(missing) - _MAX_NAMED} more" if len(missing) > _MAX_NAMED else ""
        yield Problem("error", f"parts are missing: {named}", kind="parts-differ")


def _compare_versions(parts: Iterable[ResultList]) -> Iterator[Problem]:
    """Yield an error if parts were made by different versions of factcards or of its libraries."""
    found = [(part, _versions_of(part)) for part in parts]
    found = [(part, versions) for part, versions in found if versions]
    for part, versions in found[1:]:
        if versions != found[0][1] and part.folder.root != found[0][0].folder.root:
            ours, theirs = (", ".join(sorted(v)) for v in (found[0][1] - versions, versions - found[0][1]))
            first, other = found[0][0].describe(), part.describe()
            message = f"{first} was made by {ours or 'fewer versions'}, and {other} by {theirs or 'fewer versions'}"
            yield Problem("error", message, hint="make all parts with the same versions", kind="versions-differ")
            return


def _versions_of(part: ResultList) -> frozenset[str]:
    """Return what made the files of a part: our source by its digest, each library by its version."""
    engines, found = dict(part.manifest.engines), set[str]()
    for record in part.manifest.records:
        if record.adopted:   # what made it is unknown
            continue
        inputs = dict(record.inputs)
        found |= {f"factcards {inputs.get('factcards', '?')}"}
        found |= set(engines.get(inputs.get(ENGINES, ""), "other libraries").split(", "))
    return frozenset(found)


def _compare_files(parts: Iterable[ResultList]) -> Iterator[Problem]:
    """Yield an error for each name whose files differ in two folders.

    Within one folder the list of a part overrides that of the whole run.
    """
    known: dict[str, tuple[ResultList, Record]] = {}
    for part in parts:
        for record in part.manifest.records:
            first, other = known.setdefault(record.file, (part, record))
            same = (other.sha256, other.key) == (record.sha256, record.key)
            if not same and not (first.folder.root == part.folder.root and MANIFEST_NAME in (first.name, part.name)):
                yield Problem(
                    "error",
                    f"`{record.file}` differs between {first.describe()} and {part.describe()}",
                    kind="files-differ",
                )


def _copy_files(parts: Sequence[ResultList], out: Storage) -> tuple[list[Record], list[Problem]]:
    """Copy each file once. Returns the records, and problems whose `field` is the file's name."""
    # the lists of parts come last, so their records, which are newer, replace those of the whole run
    chosen = {record.file: (part, record) for part in parts for record in part.manifest.records}
    snapshot = out.snapshot()

    def copy(one: tuple[ResultList, Record]) -> Record | Problem:
        try:
            return _copy_file(*one, out, snapshot)
        except WriteError as error:
            return replace(error.problems[0], field=one[1].file)

    with ThreadPoolExecutor(_THREADS) as threads:
        found = list(threads.map(copy, chosen.values()))
    return [r for r in found if isinstance(r, Record)], [p for p in found if isinstance(p, Problem)]


def _copy_file(part: ResultList, record: Record, out: Storage, snapshot: StorageSnapshot) -> Record | Problem:
    if part.folder.root == out.root and is_unmodified(snapshot, record):
        return record
    written: dict[str, str] = {}
    described: dict[str, Record | AttachmentRecord] = {**name_attachments(record), record.file: record}
    for name, one in described.items():   # the attachments first
        data = part.folder.read(name)
        if data is None or len(data) != one.bytes or hashlib.sha256(data).hexdigest() != one.sha256:
            defect = "is not there, or is a link that leads out" if data is None else "does not match its list"
            return Problem("error", f"{part.folder.describe(name)} {defect}", field=record.file, kind="lost-file")
        written[name] = out.write(name, data)
    attachments = (replace(one, md5=written[name]) for name, one in name_attachments(record).items())
    return replace(record, md5=written[record.file], attachments=tuple(attachments))
