"""After a run: updates the folder's manifest, and finds and removes stray files: no card makes these any more.

A file is removed only if a list that a run of this user wrote has it, its name is the one that we give it, no link on
its path leads out of the folder, and its bytes are those of the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from ..errors import Problem, WriteError
from ..rendering.manifest import (
    MANIFEST_NAME,
    Manifest,
    adopt_manifest,
    is_unmodified,
    load_trusted_manifest,
    merge_manifests,
    update_manifest,
)
from ..rendering.records import Record, Shard, name_attachments
from ..storage.storages import Storage, StorageSnapshot
from ..storage.trust import TrustList
from .plan_types import Plan


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """A folder's manifest as a run found it, with its file's name and stat.

    `known` is everything that is listed: a part of a run has its own list beside that of the whole. `distrusted` names
    the files of lists that no run of this user wrote; nothing of them is in `manifest` and `known`.
    """

    name: str
    state: object | None
    manifest: Manifest
    known: Manifest
    distrusted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderUpdate:
    """A folder's manifest after a run, and a note for each removed file."""

    manifest: Manifest
    notes: tuple[Problem, ...]


def load_listed_folder(folder: Storage, trusted: TrustList, shard: Shard | None = None) -> ListedFolder:
    """Load the folder's manifest, or that of a part of a run."""
    name = shard.list_name if shard else MANIFEST_NAME
    state = folder.stat(name)   # before reading, so that a later write is noticed
    found = {one: load_trusted_manifest(folder, trusted, one) for one in dict.fromkeys((MANIFEST_NAME, name))}
    own, whole = found[name] or Manifest(), found[MANIFEST_NAME] or Manifest()
    distrusted = tuple(one for one, manifest in found.items() if manifest is None)
    return ListedFolder(name, state, own, _combine_manifests(whole, own) if shard else own, distrusted)


def find_untrusted_lists(folder: Storage, old: ListedFolder) -> tuple[Problem, ...]:
    """Return a note that names the lists of the folder that are not trusted; () if there are none."""
    named = " and ".join(folder.describe(name) for name in old.distrusted)
    message = f"{named} is not used: no run of this user wrote it as it is; the files that it lists are rendered again"
    return (Problem("note", message, kind="untrusted-list"),) if named else ()


def _combine_manifests(whole: Manifest, part: Manifest) -> Manifest:
    """Combine two lists; the second overrides the first."""
    own = {record.file for record in part.records}
    records = (*(record for record in whole.records if record.file not in own), *part.records)
    return Manifest(records, part.untranslated, (*whole.measured, *part.measured), (*whole.engines, *part.engines))


def update_folder(
    folder: Storage, old: ListedFolder, new: Manifest, not_rendered: Collection[str], trusted: TrustList,
    others: Collection[str] = (),
) -> FolderUpdate:
    """Remove the unmodified files of refused cards, and write the manifest, with the changes of other runs.

    `old` is the list as this run found it. `not_rendered` names requested files that were not rendered, and `others`
    files that are listed by other parts of the run. Returns the new list. Raises FolderError if it cannot be written.
    """
    folder.fsync(record.file for record in new.records)   # its attachments are in the same folders
    removed: dict[str, Problem] = {}
    waiting = {(entry.set, entry.card, entry.language) for entry in new.untranslated}

    def renew(state: object | None) -> Manifest:
        changed, snapshot, present = state != old.state, folder.snapshot(), old.manifest
        if changed or old.name in old.distrusted:
            present = load_or_adopt_manifest(folder, trusted, old.name)
        for record in {r.file: r for r in (*old.known.records, *present.records)}.values():
            if record.file in not_rendered and is_unmodified(snapshot, record):
                gone = (record.set, record.card, record.language) in waiting
                why = "it is not translated any more" if gone else "its card is refused now"
                removed[record.file] = _remove_refused(folder, record, why)
        agreed = tuple(_prefer_other_runs(snapshot, new.records, old.manifest, present)) if changed else new.records
        return merge_manifests(snapshot, present, replace(new, records=agreed), {*not_rendered, *others})

    listed = update_manifest(folder, trusted, renew, old.name)
    if old.name == MANIFEST_NAME:   # otherwise the lists of other parts of the run may have the attachments
        remove_attachments(folder, old.known.records, listed)
    return FolderUpdate(listed, tuple(problem for _, problem in sorted(removed.items())))


def remove_attachments(folder: Storage, before: Iterable[Record], listed: Manifest) -> None:
    """Remove the unmodified attachments of earlier records that no record of the folder's list has any more."""
    used = {name for record in listed.records for name in name_attachments(record)}
    for record in before:
        for name, one in name_attachments(record).items() if not record.adopted else ():
            if name not in used and folder.matches(name, one.sha256, one.bytes, one.md5):
                with suppress(WriteError):   # it stays, as an unlisted file
                    folder.remove(name)


def _remove_refused(folder: Storage, record: Record, why: str) -> Problem:
    """Remove a file that its card does not have any more, if a run of this user wrote it. Returns what to report."""
    named = folder.describe(record.file)
    if record.adopted:
        return Problem("warning", f"{named} is not removed, though {why}: no run of this user made it",
                       kind="not-removed")
    folder.remove(record.file)
    return Problem("note", f"removed {named}: {why}", kind="removed")


def load_or_adopt_manifest(folder: Storage, trusted: TrustList, name: str = MANIFEST_NAME) -> Manifest:
    """Load the folder's list. Of a list that no run of this user wrote, return the files that stay listed."""
    found = load_trusted_manifest(folder, trusted, name)
    return adopt_manifest(folder, name) if found is None else found


def _prefer_other_runs(
    snapshot: StorageSnapshot, ours: Iterable[Record], old: Manifest, present: Manifest
) -> Iterable[Record]:
    """Yield our records, except where another run has since written the same file from different input."""
    before = {record.file: record.key for record in old.records}
    others = {r.file: r for r in present.records if before.get(r.file) != r.key}
    for record in ours:
        other = others.get(record.file)
        yield other if other and other.key != record.key and is_unmodified(snapshot, other) else record


def find_stray_files(manifest: Manifest, plan: Plan, sets: Collection[str]) -> tuple[Record, ...]:
    """Return the files of `sets` that no card makes any more. The sets must have been requested in full."""
    wanted = {*plan.refused, *plan.others, *(task.job.file for task in plan.tasks)}
    return tuple(r for r in sorted(manifest.records, key=_file_name) if r.set in sets and r.file not in wanted)


@dataclass(frozen=True, slots=True)
class PruneResult:
    """The result of pruning: stray files that stay, the reasons, and the folder's manifest."""

    stray_files: tuple[Record, ...]
    problems: tuple[Problem, ...]
    manifest: Manifest


def remove_stray_files(
    folder: Storage, trusted: TrustList, stray_files: Collection[Record], name: str = MANIFEST_NAME
) -> PruneResult:
    """Remove unmodified stray files, and their records from the list of that name."""
    gone, problems, snapshot = set[str](), list[Problem](), folder.snapshot()
    for record in stray_files:
        try:
            if record.adopted:
                problems.append(_make_unremoved_problem(folder, record, "no run of this user made it"))
                continue
            if snapshot.stat(record.file) and not is_unmodified(snapshot, record):
                problems.append(_make_unremoved_problem(folder, record, "it was changed by someone"))
                continue
            folder.remove(record.file)
            gone.add(record.file)
        except WriteError as error:
            problems += error.problems

    def renew(_state: object | None) -> Manifest:
        listed = load_or_adopt_manifest(folder, trusted, name)
        return replace(listed, records=tuple(r for r in listed.records if r.file not in gone))

    listed = update_manifest(folder, trusted, renew, name)
    if name == MANIFEST_NAME:
        remove_attachments(folder, stray_files, listed)
    return PruneResult(tuple(record for record in stray_files if record.file not in gone), tuple(problems), listed)


def _make_unremoved_problem(folder: Storage, record: Record, why: str) -> Problem:
    return Problem("warning", f"{folder.describe(record.file)} is not removed: {why}", kind="not-removed")


def _file_name(record: Record) -> str:
    return record.file
