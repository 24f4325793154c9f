"""After a run: the list of what lies in the folder, and the files of it that no card makes any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ..errors import Problem, WriteError
from ..manifest import NAME, Manifest, Record, Shard, is_intact, merge_manifests, read_manifest, revise_manifest
from ..targets import Survey, Target
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder's list as a run found it, with its file's name and state.

    `known` is all that is listed: a part of a run has a list of its own, beside that of the whole.
    """

    name: str
    state: object | None
    manifest: Manifest
    known: Manifest


def find_list(folder: Target, shard: Shard | None = None) -> Listed:
    """The folder's list as it is now, or that of a part of a run."""
    name = shard.list_name if shard else NAME
    state = folder.look(name)   # first: what is written meanwhile has another
    manifest = read_manifest(folder, name)
    return Listed(name, state, manifest, _add_list(read_manifest(folder), manifest) if shard else manifest)


def _add_list(whole: Manifest, part: Manifest) -> Manifest:
    """All that two lists have; what is in both is taken from the second."""
    own = {record.file for record in part.records}
    records = (*(record for record in whole.records if record.file not in own), *part.records)
    return Manifest(records, part.untranslated, (*whole.measured, *part.measured), (*whole.engines, *part.engines))


def settle_folder(
    folder: Target, old: Listed, new: Manifest, unmade: Collection[str], others: Collection[str] = ()
) -> Manifest:
    """Remove what is refused now, if it is still as we made it, and write the manifest, with what others wrote into it.

    `old` is the list as this run found it; gives it as it is now. `others` names files that stand in the lists of other
    parts of the run. Raises FolderError where the list cannot be written.
    """
    folder.settle(record.file for record in new.records)

    def renew(state: object | None) -> Manifest:
        changed, survey = state != old.state, folder.survey()
        present = read_manifest(folder, old.name) if changed else old.manifest
        for record in {r.file: r for r in (*old.known.records, *present.records)}.values():
            if record.file in unmade and is_intact(survey, record):
                folder.remove(record.file)
        agreed = tuple(_agree(survey, new.records, old.manifest, present)) if changed else new.records
        return merge_manifests(survey, present, replace(new, records=agreed), {*unmade, *others})

    return revise_manifest(folder, renew, old.name)


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


def remove_strays(folder: Target, strays: Collection[Record], name: str = NAME) -> Pruned:
    """Remove strays that are still as we made them, from the list of that name too."""
    gone, problems, survey = set[str](), list[Problem](), folder.survey()
    for record in strays:
        try:
            if survey.look(record.file) and not is_intact(survey, record):
                message = f"{folder.tell(record.file)} is not removed: it was changed by someone"
                problems.append(Problem("warning", message))
                continue
            folder.remove(record.file)
            gone.add(record.file)
        except WriteError as error:
            problems += error.problems

    def renew(_state: object | None) -> Manifest:
        listed = read_manifest(folder, name)
        return replace(listed, records=tuple(r for r in listed.records if r.file not in gone))

    listed = revise_manifest(folder, renew, name)
    return Pruned(tuple(record for record in strays if record.file not in gone), tuple(problems), listed)


def _name(record: Record) -> str:
    return record.file
