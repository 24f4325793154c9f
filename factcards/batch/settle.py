"""After a run: the list of what lies in the folder, and the files of it that no card makes any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ..errors import FactcardsError, Problem
from ..folders import Folder
from ..manifest import NAME, Manifest, Record, is_intact, merge_manifests, read_manifest, write_manifest
from .plan import Plan


def settle_folder(folder: Folder, old: Manifest, new: Manifest, unmade: Collection[str]) -> None:
    """Remove what is refused now, if it is still as we made it, and write the manifest, with what others wrote into it.

    `old` is the manifest as this run found it. Raises FolderError where it cannot be written.
    """
    folder.settle(record.file for record in new.records)
    with folder.lock():
        present = read_manifest(folder)
        for record in present.records:
            if record.file in unmade and is_intact(folder, record):
                folder.remove(record.file)
        records = tuple(_agree(folder, new.records, old, present))
        write_manifest(folder, merge_manifests(folder, present, replace(new, records=records), unmade))
        folder.settle([NAME])


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


def remove_strays(folder: Folder, strays: Collection[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Remove strays that are still as we made them, from the list too; those removed, and why others were not."""
    removed, problems = list[Record](), list[Problem]()
    with folder.lock():
        for record in strays:
            try:
                if not folder.look(record.file):
                    removed.append(record)
                elif is_intact(folder, record):
                    folder.remove(record.file)
                    removed.append(record)
                else:
                    message = f"`{folder.path / record.file}` is not removed: it was changed by someone"
                    problems.append(Problem("warning", message))
            except FactcardsError as error:
                problems += error.problems
        gone = {record.file for record in removed}
        listed = read_manifest(folder)
        write_manifest(folder, replace(listed, records=tuple(r for r in listed.records if r.file not in gone)))
        folder.settle([NAME])
    return tuple(removed), tuple(problems)


def _name(record: Record) -> str:
    return record.file
