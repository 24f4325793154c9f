"""After a run: the list of what lies in the folder, and the files of it that no card makes any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ..disk import State
from ..errors import Problem, WriteError
from ..folders import Folder
from ..manifest import NAME, Manifest, Record, is_intact, merge_manifests, read_manifest, write_manifest
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder's list as a run found it, with the state of its file."""

    state: State | None
    manifest: Manifest


def find_list(folder: Folder) -> Listed:
    """The folder's list as it is now."""
    state = folder.look(NAME)   # first: what is written meanwhile has another
    return Listed(state, read_manifest(folder))


def settle_folder(folder: Folder, old: Listed, new: Manifest, unmade: Collection[str]) -> Manifest:
    """Remove what is refused now, if it is still as we made it, and write the manifest, with what others wrote into it.

    `old` is the list as this run found it; gives it as it is now. Raises FolderError where it cannot be written.
    """
    folder.settle(record.file for record in new.records)
    with folder.lock():
        changed = folder.look(NAME) != old.state
        present = read_manifest(folder) if changed else old.manifest
        for record in present.records:
            if record.file in unmade and is_intact(folder, record):
                folder.remove(record.file)
        if changed:
            new = replace(new, records=tuple(_agree(folder, new.records, old.manifest, present)))
        merged = merge_manifests(folder, present, new, unmade)
        write_manifest(folder, merged)
        folder.settle([NAME])
    return merged


def _agree(folder: Folder, made: Iterable[Record], old: Manifest, present: Manifest) -> Iterable[Record]:
    """Our records, but that of another run where it made the same file of other words after we did."""
    before = {record.file: record.key for record in old.records}
    others = {r.file: r for r in present.records if before.get(r.file) != r.key}
    for record in made:
        other = others.get(record.file)
        yield other if other and other.key != record.key and is_intact(folder, other) else record


def find_strays(listed: Manifest, plan: Plan, sets: Collection[str]) -> tuple[Record, ...]:
    """The files of whole sets, asked for in all that they say themselves, that no card of theirs makes any more."""
    wanted = {*plan.refused, *(task.job.file for task in plan.tasks)}
    return tuple(r for r in sorted(listed.records, key=_name) if r.set in sets and r.file not in wanted)


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning left: strays that stay, why they do, and the folder's list as it is now."""

    strays: tuple[Record, ...]
    problems: tuple[Problem, ...]
    listed: Manifest


def remove_strays(folder: Folder, strays: Collection[Record]) -> Pruned:
    """Remove strays that are still as we made them, from the list too."""
    gone, problems = set[str](), list[Problem]()
    with folder.lock():
        for record in strays:
            try:
                if folder.look(record.file) and not is_intact(folder, record):
                    message = f"`{folder.path / record.file}` is not removed: it was changed by someone"
                    problems.append(Problem("warning", message))
                    continue
                folder.remove(record.file)
                gone.add(record.file)
            except WriteError as error:
                problems += error.problems
        listed = read_manifest(folder)
        listed = replace(listed, records=tuple(r for r in listed.records if r.file not in gone))
        write_manifest(folder, listed)
        folder.settle([NAME])
    return Pruned(tuple(record for record in strays if record.file not in gone), tuple(problems), listed)


def _name(record: Record) -> str:
    return record.file
