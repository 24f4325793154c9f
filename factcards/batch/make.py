"""Tasks → results, one after the other: what is unchanged is kept, what the cache has is taken, the rest is drawn."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..errors import Problem
from ..model.assets import Assets
from ..rendering.cache import Cache
from ..rendering.jobs import Job, is_of_job, render_job
from ..rendering.manifest import Manifest, is_intact
from ..rendering.records import Record
from ..storage.storages import Survey, Target
from .accepted import Accepted, split_accepted
from .common_sizes import Evened
from .dispatch import Failure, attempt, explain, run_tasks
from .inputs import Inputs
from .plan import Task
from .processes import OpenExecutor
from .rebuild_reasons import FORCED, Change, tell_absence, tell_reasons

_AT_ONCE = 64   # files taken from the cache between two looks at whether to go on
_THREADS = 8   # that wait for the disk most of the time


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one job: `out` is where its file lies, a folder or a URL, None for one that was not made.

    `kept` says that the file of an earlier run needed no change, `found` that it lay in the cache, `why` what changed.
    `passing`: it was not made for a reason that another run may not meet. `accepted` are no `problems`.
    """

    job: Job
    out: Path | str | None
    problems: tuple[Problem, ...] = ()
    kept: bool = False
    record: Record | None = None
    found: bool = False
    why: tuple[str, ...] = ()
    passing: bool = False
    accepted: tuple[Accepted, ...] = ()

    @property
    def file(self) -> Path | str | None:
        """Its file, elsewhere its URL; None where it was not made, for which `problems` has the reasons."""
        if self.out is None or isinstance(self.out, Path):
            return self.out and self.out / self.job.file
        return f"{self.out}/{self.job.file}"


@dataclass(frozen=True, slots=True)
class Making:
    """One run over a folder: what was there before, what is to be there, and what decides the bytes of each file."""

    folder: Target
    cache: Cache | None
    old: Manifest
    evened: Evened
    inputs: Mapping[str, Inputs]

    def make(self, open_executor: OpenExecutor, *, force: bool) -> Generator[Result, None, None]:
        """The results of the tasks as they come; they end early where nothing more can be written."""
        known = {} if force else {record.file: record for record in self.old.records if not record.adopted}
        survey = self.folder.survey()
        waiting: list[Task] = []
        why: dict[str, tuple[str, ...]] = {}
        for task in self.evened.plan.tasks:
            record, inputs = known.get(task.job.file), self.inputs[task.job.file]
            failure = self.evened.failures.get(task.job.file)
            if failure:
                yield self._tell(task, failure)
                if failure.ends:
                    return
            elif record and record.key == inputs.key and is_of_job(record, task.job) and is_intact(survey, record):
                yield self._tell(task, record, kept=True)
            else:
                waiting.append(replace(task, job=replace(task.job, key=inputs.key)))
                why[task.job.file] = (FORCED,) if force else self._find_reasons(survey, task, record)
        found = _restore(waiting, self.folder, self.cache) if self.cache and not force else iter(())
        for task, outcome in found:
            yield self._tell(task, outcome, why.pop(task.job.file), found=True)
            if isinstance(outcome, Failure) and outcome.ends:
                return
        work = partial(make_file, folder=self.folder.anchor(), cache=self.cache)
        with closing(run_tasks([t for t in waiting if t.job.file in why], work, open_executor)) as outcomes:
            for task, made in outcomes:
                lost = not isinstance(made, Failure) and not self.folder.has_arrived(task.job.file)
                outcome = _lose(self.folder, task.job.file) if lost else made
                yield self._tell(task, outcome, why[task.job.file])
                if isinstance(outcome, Failure) and outcome.ends:
                    return

    def key(self, file: str) -> str | None:
        """What decides the bytes of a file, None for one that is not asked for."""
        return self.inputs[file].key if file in self.inputs else None

    def recover(self, results: Mapping[str, Result]) -> Iterator[Record]:
        """The records of files that a run which was broken off had made, and had not heard of yet."""
        for task in self.evened.plan.tasks if self.cache else ():
            inputs = self.inputs[task.job.file]
            if task.job.file in results or not self.cache:
                continue
            made = self.cache.find_picture(replace(task.job, key=inputs.key))
            if made and is_intact(self.folder, made.record):
                yield replace(made.record, inputs=inputs.parts)

    def _tell(
        self, task: Task, outcome: Record | Failure, why: tuple[str, ...] = (), *,
        kept: bool = False, found: bool = False,
    ) -> Result:  # fmt: skip
        if isinstance(outcome, Failure):
            problems, accepted = split_accepted(explain(outcome, task.place, task.places), task.accept)
            return Result(task.job, None, problems, why=why, passing=outcome.passing, accepted=accepted)
        record = _share_words(outcome, task.job, self.inputs[task.job.file])
        told = explain(Failure(record.problems), task.place, task.places)
        problems, accepted = split_accepted(told, task.accept)
        return Result(task.job, self.folder.root, problems, kept, record, found, why, accepted=accepted)

    def _find_reasons(self, survey: Survey, task: Task, record: Record | None) -> tuple[str, ...]:
        there, inputs = survey.look(task.job.file) is not None, self.inputs[task.job.file]
        if not record or record.key == inputs.key or not there:
            return (tell_absence(record, there=there),)
        return tell_reasons(Change(record, dict(inputs.parts)), self.old, self.evened.measured)


def _share_words(record: Record, job: Job, inputs: Inputs) -> Record:
    """The record with its inputs, and the job's own words for its own: those of ten thousand are never there twice.

    A worker sends words of its own, and the job stays with the result.
    """
    card, size = job.card, job.size
    said = (card.set, card.id, card.language, card.direction, card.alt, card.url, size.name, job.format, inputs.key)
    same = {words: words for words in said}
    names = ("set", "card", "language", "direction", "alt", "link", "size", "format", "key")
    shared = {name: same.get(getattr(record, name), getattr(record, name)) for name in names}
    text = tuple(replace(box, role=sys.intern(box.role)) for box in record.text)
    return replace(record, inputs=inputs.parts, text=text, **shared)


def _lose(folder: Target, file: str) -> Failure:
    message = f"{folder.tell(file)} was written by a worker and is not here: give a place that all of them share"
    return Failure((Problem("error", message, kind="lost-file"),), passing=True, outside=True, ends=True)


def make_file(job: Job, assets: Assets, folder: Target, cache: Cache | None) -> Record:
    """Draw one job and put its file where it belongs; only the record goes back to whoever asked."""
    made = render_job(job, assets)
    if cache and job.key:   # first, so that of every file that is there the cache knows the record
        cache.keep_picture(job.key, made)
    return replace(made.record, md5=folder.write(job.file, made.data))


def _restore(tasks: Sequence[Task], folder: Target, cache: Cache) -> Iterator[tuple[Task, Record | Failure]]:
    """Those tasks whose pictures the cache has, with what came of putting them into the folder."""

    def restore(task: Task) -> Record | Failure | None:
        return attempt(_restore_file, task, folder, cache)

    with ThreadPoolExecutor(_THREADS) as threads:
        for start in range(0, len(tasks), _AT_ONCE):
            some = tasks[start : start + _AT_ONCE]
            for task, outcome in zip(some, threads.map(restore, some), strict=True):
                if outcome is not None:
                    yield task, outcome


def _restore_file(task: Task, folder: Target, cache: Cache) -> Record | None:
    made = cache.find_picture(task.job)
    if made is None or (isinstance(folder.root, Path) and is_intact(folder, made.record)):
        return made.record if made else None   # in a store it would be read whole, which is no cheaper than to write it
    return replace(made.record, md5=folder.write(task.job.file, made.data))
