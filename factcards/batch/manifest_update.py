"""After a run: the list of what lies in the folder, and the files of it that no card makes any more.

A file is removed only if a list that a run of this user wrote has it, its name is the one that we give it, no link on
the way leads out of the folder, and its bytes are those of the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ..errors import Problem, WriteError
from ..rendering.manifest import (
    NAME,
    Manifest,
    adopt_manifest,
    find_trusted,
    is_intact,
    merge_manifests,
    revise_manifest,
)
from ..rendering.records import Record, Shard
from ..storage.storages import Survey, Target
from ..storage.trust import TrustList
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder's list as a run found it, with its file's name and state.

    `known` is all that is listed: a part of a run has a list of its own, beside that of the whole. `distrusted` names
    the list's files that no run of this user wrote; nothing of them is in `manifest` and `known`.
    """

    name: str
    state: object | None
    manifest: Manifest
    known: Manifest
    distrusted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A folder's list after a run, and what was removed, as notes."""

    listed: Manifest
    notes: tuple[Problem, ...]


def find_list(folder: Target, trusted: TrustList, shard: Shard | None = None) -> Listed:
    """The folder's list as it is now, or that of a part of a run."""
    name = shard.list_name if shard else NAME
    state = folder.look(name)   # first: what is written meanwhile has another
    found = {one: find_trusted(folder, trusted, one) for one in dict.fromkeys((NAME, name))}
    own, whole = found[name] or Manifest(), found[NAME] or Manifest()
    distrusted = tuple(one for one, manifest in found.items() if manifest is None)
    return Listed(name, state, own, _add_list(whole, own) if shard else own, distrusted)


def note_distrust(folder: Target, old: Listed) -> tuple[Problem, ...]:
    """Return one note where a list of the folder is not trusted."""
    named = " and ".join(folder.tell(name) for name in old.distrusted)
    message = f"{named} is not used: no run of this user wrote it as it is; what it lists is made again"
    return (Problem("note", message, kind="untrusted-list"),) if named else ()


def _add_list(whole: Manifest, part: Manifest) -> Manifest:
    """All that two lists have; what is in both is taken from the second."""
    own = {record.file for record in part.records}
    records = (*(record for record in whole.records if record.file not in own), *part.records)
    return Manifest(records, part.untranslated, (*whole.measured, *part.measured), (*whole.engines, *part.engines))


def settle_folder(
    folder: Target, old: Listed, new: Manifest, unmade: Collection[str], trusted: TrustList,
    others: Collection[str] = (),
) -> Settled:
    """Remove what is refused now, if it is still as we made it, and write the manifest, with what others wrote into it.

    `old` is the list as this run found it; gives it as it is now. `unmade` names files that were asked for and are not
    made, `others` those that stand in the lists of other parts of the run. Raises FolderError where the list cannot be
    written.
    """
    folder.settle(record.file for record in new.records)
    removed: dict[str, Problem] = {}
    waiting = {(entry.set, entry.card, entry.language) for entry in new.untranslated}

    def renew(state: object | None) -> Manifest:
        changed, survey, present = state != old.state, folder.survey(), old.manifest
        if changed or old.name in old.distrusted:
            present = read_list(folder, trusted, old.name)
        for record in {r.file: r for r in (*old.known.records, *present.records)}.values():
            if record.file in unmade and is_intact(survey, record):
                gone = (record.set, record.card, record.language) in waiting
                why = "it is not translated any more" if gone else "its card is refused now"
                removed[record.file] = _remove(folder, record, why)
        agreed = tuple(_agree(survey, new.records, old.manifest, present)) if changed else new.records
        return merge_manifests(survey, present, replace(new, records=agreed), {*unmade, *others})

    listed = revise_manifest(folder, trusted, renew, old.name)
    return Settled(listed, tuple(problem for _, problem in sorted(removed.items())))


def _remove(folder: Target, record: Record, why: str) -> Problem:
    """Remove a file that its card does not have any more, if we made it; returns what to report."""
    named = folder.tell(record.file)
    if record.adopted:
        return Problem("warning", f"{named} is not removed, though {why}: no run of this user made it",
                       kind="not-removed")
    folder.remove(record.file)
    return Problem("note", f"removed {named}: {why}", kind="removed")


def read_list(folder: Target, trusted: TrustList, name: str = NAME) -> Manifest:
    """Return the folder's list as it is now; of one that no run of this user wrote, the files that stay listed."""
    found = find_trusted(folder, trusted, name)
    return adopt_manifest(folder, name) if found is None else found


def _agree(survey: Survey, made: Iterable[Record], old: Manifest, present: Manifest) -> Iterable[Record]:
    """Our records, but that of another run where it made the same file of other words after we did."""
    before = {record.file: record.key for record in old.records}
    others = {r.file: r for r in present.records if before.get(r.file) != r.key}
    for record in made:
        other = others.get(record.file)
        yield other if other and other.key != record.key and is_intact(survey, other) else record


def find_strays(listed: Manifest, plan: Plan, sets: Collection[str]) -> tuple[Record, ...]:
    """The files of whole sets, asked for in all that they say themselves, that no card of theirs makes any more."""
    wanted = {*plan.refused, *plan.others, *(task.job.file for task in plan.tasks)}
    return tuple(r for r in sorted(listed.records, key=_name) if r.set in sets and r.file not in wanted)


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning left: strays that stay, why they do, and the folder's list as it is now."""

    strays: tuple[Record, ...]
    problems: tuple[Problem, ...]
    listed: Manifest


def remove_strays(folder: Target, trusted: TrustList, strays: Collection[Record], name: str = NAME) -> Pruned:
    """Remove strays that are still as we made them, from the list of that name too."""
    gone, problems, survey = set[str](), list[Problem](), folder.survey()
    for record in strays:
        try:
            if record.adopted:
                problems.append(_keep(folder, record, "no run of this user made it"))
                continue
            if survey.look(record.file) and not is_intact(survey, record):
                problems.append(_keep(folder, record, "it was changed by someone"))
                continue
            folder.remove(record.file)
            gone.add(record.file)
        except WriteError as error:
            problems += error.problems

    def renew(_state: object | None) -> Manifest:
        listed = read_list(folder, trusted, name)
        return replace(listed, records=tuple(r for r in listed.records if r.file not in gone))

    listed = revise_manifest(folder, trusted, renew, name)
    return Pruned(tuple(record for record in strays if record.file not in gone), tuple(problems), listed)


def _keep(folder: Target, record: Record, why: str) -> Problem:
    return Problem("warning", f"{folder.tell(record.file)} is not removed: {why}", kind="not-removed")


def _name(record: Record) -> str:
    return record.file
