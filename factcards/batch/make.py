"""Tasks → results: an unchanged file stays, a cached one is copied, any other is drawn."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..errors import Problem, count_noun, show_in_line
from ..model.assets import Assets
from ..rendering.cache import Cache
from ..rendering.jobs import Job, RenderedFile, is_of_job, render_job
from ..rendering.manifest import Manifest, is_unmodified
from ..rendering.records import Record, name_attachments
from ..storage.storages import Storage, StorageSnapshot
from .accepted import AcceptedProblem, split_accepted
from .books import make_book_refusal
from .common_sizes import SizedPlan
from .dispatch import run_tasks
from .failures import Failure, explain_failure, try_call
from .inputs import Inputs
from .plan_types import Task
from .processes import OpenExecutor
from .rebuild_reasons import FORCED, InputDiff, explain_missing, explain_rebuild

_RESTORE_BATCH = 64   # files restored from the cache between two checks whether to go on
_THREADS = 8   # more than cores: they wait for the disk most of the time


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one job. `out` is the folder or URL of its file, None if the file was not rendered.

    `kept` means that the file of an earlier run is unchanged, `from_cache` that the cache had it. `why` names the
    changed inputs. `is_transient` means that it failed for a transient reason: the next run may succeed. `accepted`
    problems are not in `problems`.
    """

    job: Job
    out: Path | str | None
    problems: tuple[Problem, ...] = ()
    kept: bool = False
    record: Record | None = None
    from_cache: bool = False
    why: tuple[str, ...] = ()
    is_transient: bool = False
    accepted: tuple[AcceptedProblem, ...] = ()

    def __repr__(self) -> str:
        """Return the file, what became of it, and its first problem."""
        state = "not rendered" if self.out is None else "kept" if self.kept else "written"
        count = count_noun(len(self.problems), "problem")
        first = f": {self.problems[0].message}" if self.problems else ""
        return show_in_line(self, f"{self.file or self.job.file}: {state}, {count}{first}")

    @property
    def file(self) -> Path | str | None:
        """The file's path or URL; None if it was not rendered, for which `problems` has the reasons."""
        if self.out is None or isinstance(self.out, Path):
            return self.out and self.out / self.job.file
        return f"{self.out}/{self.job.file}"


@dataclass(frozen=True, slots=True)
class FolderRun:
    """One run over a folder: its previous manifest, the plan, and the inputs of each file."""

    folder: Storage
    cache: Cache | None
    previous: Manifest
    sized: SizedPlan
    inputs: Mapping[str, Inputs]

    def execute(self, open_executor: OpenExecutor, *, force: bool) -> Generator[Result, None, None]:
        """Yield the results of the tasks as they finish, until all are done or nothing more can be written."""
        known = {} if force else {record.file: record for record in self.previous.records if not record.adopted}
        snapshot = self.folder.snapshot()
        waiting: list[Task] = []
        why: dict[str, tuple[str, ...]] = {}
        for task in self.sized.plan.tasks:
            record, inputs = known.get(task.job.file), self.inputs[task.job.file]
            failure = self.sized.failures.get(task.job.file)
            if failure:
                yield self._to_result(task, failure)
                if failure.ends_run:
                    return
            elif record and self._is_unchanged(snapshot, task, record):
                yield self._to_result(task, record, kept=True)
            else:
                waiting.append(replace(task, job=replace(task.job, key=inputs.key)))
                why[task.job.file] = (FORCED,) if force else self._explain_rebuild(snapshot, task, record)
        found = _restore_cached(waiting, self.folder, self.cache) if self.cache and not force else iter(())
        for task, outcome in found:
            yield self._to_result(task, outcome, why.pop(task.job.file), from_cache=True)
            if isinstance(outcome, Failure) and outcome.ends_run:
                return
        work = partial(make_file, folder=self.folder.absolute(), cache=self.cache)
        with closing(run_tasks([t for t in waiting if t.job.file in why], work, open_executor)) as outcomes:
            for task, result in outcomes:
                lost = not isinstance(result, Failure) and not self.folder.is_visible(task.job.file)
                outcome = _make_lost_failure(self.folder, task.job.file) if lost else result
                yield self._to_result(task, outcome, why[task.job.file])
                if isinstance(outcome, Failure) and outcome.ends_run:
                    return

    def input_key(self, file: str) -> str | None:
        """Return the key of a file's inputs, or None if it was not requested."""
        return self.inputs[file].key if file in self.inputs else None

    def recover(self, results: Mapping[str, Result]) -> Iterator[Record]:
        """Yield the records of files that workers wrote just before the run was interrupted."""
        for task in self.sized.plan.tasks if self.cache else ():
            inputs = self.inputs[task.job.file]
            if task.job.file in results or not self.cache:
                continue
            rendered = self.cache.get_picture(replace(task.job, key=inputs.key))
            if rendered and is_unmodified(self.folder, rendered.record):
                yield replace(rendered.record, inputs=inputs.parts)

    def _to_result(
        self, task: Task, outcome: Record | Failure, why: tuple[str, ...] = (), *,
        kept: bool = False, from_cache: bool = False,
    ) -> Result:  # fmt: skip
        if isinstance(outcome, Failure):
            problems, accepted = explain_task(outcome, task)
            return Result(task.job, None, problems, why=why, is_transient=outcome.is_transient, accepted=accepted)
        record = _share_strings(outcome, task.job, self.inputs[task.job.file])
        problems, accepted = explain_task(Failure(record.problems), task)
        return Result(task.job, self.folder.root, problems, kept, record, from_cache, why, accepted=accepted)

    def _is_unchanged(self, snapshot: StorageSnapshot, task: Task, record: Record) -> bool:
        """Return whether a file's inputs and bytes are those of its record."""
        same_inputs = record.key == self.inputs[task.job.file].key
        return same_inputs and is_of_job(record, task.job) and is_unmodified(snapshot, record)

    def _explain_rebuild(self, snapshot: StorageSnapshot, task: Task, record: Record | None) -> tuple[str, ...]:
        there, inputs = snapshot.stat(task.job.file) is not None, self.inputs[task.job.file]
        if not record or record.key == inputs.key or not there:
            return (explain_missing(record, there=there),)
        return explain_rebuild(InputDiff(record, dict(inputs.parts)), self.previous, self.sized.measured)


def explain_task(failure: Failure, task: Task) -> tuple[tuple[Problem, ...], tuple[AcceptedProblem, ...]]:
    """Return a failure's problems with their places, and those that the task's card, or its book's cards, accept."""
    if not task.pages or failure.kind != "card":
        return split_accepted(explain_failure(failure, task.place, task.places), task.accept)
    pages, shown, accepted = {page.job.card.id: page for page in task.pages}, list[Problem](), list[AcceptedProblem]()
    refused: dict[str, None] = {}
    for problem in failure.problems:
        name, _, field = problem.field.partition("/")   # `render_job` adds the card
        page = pages.get(name)
        if page is None:
            shown += explain_failure(Failure((problem,)), task.place)
            continue
        found, more = explain_task(Failure((replace(problem, field=field),)), page)
        shown += found
        accepted += more
        refused |= {name: None} if problem.severity == "error" else {}
    shown += [make_book_refusal(task.job, refused)] if refused else []
    return tuple(shown), tuple(accepted)


def _share_strings(record: Record, job: Job, inputs: Inputs) -> Record:
    """Return the record with its inputs and with the job's strings in place of equal ones.

    A record that came back from a worker has its own copies. Without this, ten thousand results would hold every
    string twice.
    """
    card, size = job.card, job.size
    strings = (card.set, card.id, card.language, card.direction, card.alt, card.url, size.name, job.format, inputs.key)
    same = {string: string for string in strings}
    names = ("set", "card", "language", "direction", "alt", "link", "size", "format", "key")
    shared = {name: same.get(getattr(record, name), getattr(record, name)) for name in names}
    text = tuple(replace(box, role=sys.intern(box.role)) for box in record.text)
    return replace(record, inputs=inputs.parts, text=text, **shared)


def _make_lost_failure(folder: Storage, file: str) -> Failure:
    message = f"{folder.describe(file)} was written by a worker and is not here: choose a folder that all workers share"
    return Failure((Problem("error", message, kind="lost-file"),), "fatal")


def make_file(job: Job, assets: Assets, folder: Storage, cache: Cache | None) -> Record:
    """Render one job and write its file. Workers return only the record."""
    rendered = render_job(job, assets)
    if cache and job.key:   # before the file, so that the cache has the record of every file that is there
        cache.put_picture(job.key, rendered)
    return write_rendered(folder, rendered)


def write_rendered(folder: Storage, rendered: RenderedFile) -> Record:
    """Write a file, after those that must be beside it. Returns its record with the MD5 that the store lists."""
    record = rendered.record
    attachments = tuple(
        replace(one, md5=folder.write(name, attachment.data))
        for (name, one), attachment in zip(name_attachments(record).items(), rendered.attachments, strict=True)
    )
    return replace(record, md5=folder.write(record.file, rendered.data), attachments=attachments)


def _restore_cached(tasks: Sequence[Task], folder: Storage, cache: Cache) -> Iterator[tuple[Task, Record | Failure]]:
    """Yield each task whose picture the cache has, with the record or the failure of writing it into the folder."""

    def restore(task: Task) -> Record | Failure | None:
        return try_call(_restore_file, task, folder, cache)

    with ThreadPoolExecutor(_THREADS) as threads:
        for start in range(0, len(tasks), _RESTORE_BATCH):
            some = tasks[start : start + _RESTORE_BATCH]
            for task, outcome in zip(some, threads.map(restore, some), strict=True):
                if outcome is not None:
                    yield task, outcome


def _restore_file(task: Task, folder: Storage, cache: Cache) -> Record | None:
    rendered = cache.get_picture(task.job)
    if rendered is None or (isinstance(folder.root, Path) and is_unmodified(folder, rendered.record)):
        return rendered.record if rendered else None   # in a store, the check would cost as much as writing the file
    return write_rendered(folder, rendered)
