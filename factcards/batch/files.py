"""Outcomes → files: what is unchanged is kept, what is made is written whole, and the manifest says what lies there."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import FactcardsError, Problem
from ..jobs import Job, Rendered, inspect_job, render_job
from ..manifest import Manifest, Record, is_intact, merge_manifests, read_manifest, write_manifest, write_whole
from .even import Evened, even_sizes
from .keys import name_inputs
from .plan import Plan, Task
from .run import Failure, OpenExecutor, explain, open_here, run_tasks


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one job: its file, or None and the problems for which it was not made.

    `kept` says that the file of an earlier run needed no change.
    """

    job: Job
    file: Path | None
    problems: tuple[Problem, ...] = ()
    kept: bool = False
    record: Record | None = None


Listen = Callable[[Result], object]


def make_files(
    plan: Plan, out: Path, open_executor: OpenExecutor = open_here, *, force: bool = False, listen: Listen | None = None
) -> tuple[Result, ...]:
    """Make the plan's files in the folder `out`, and its manifest; one result a task, in the plan's order.

    Files whose card, theme, fonts and engines are as they were are kept, unless `force`. What was made earlier of a
    card that is refused now is removed: nobody shall post it by mistake. `listen` hears of each result at once.
    """
    _make_folder(out)
    old = read_manifest(out)
    known = {} if force else {record.file: record for record in old.records}
    evened = even_sizes(plan, open_executor, () if force else old.measured)
    results: dict[str, Result] = {}
    try:
        with closing(_make(evened.plan.tasks, out, known, open_executor)) as made:
            for result in made:
                results[result.job.file] = result
                if listen:
                    listen(result)
    finally:  # after Ctrl-C too: the manifest tells what lies there
        _settle_folder(evened, out, old, tuple(results.values()))
    return tuple(results[task.job.file] for task in plan.tasks)


def check_plan(
    plan: Plan, open_executor: OpenExecutor = open_here, *, listen: Listen | None = None
) -> tuple[Result, ...]:
    """Lay out every task of the plan and say what is wrong with it, in the plan's order; nothing is made."""
    results: dict[str, Result] = {}
    tasks = even_sizes(plan, open_executor).plan.tasks
    for task, outcome in run_tasks(tasks, inspect_job, open_executor):
        found = explain(outcome if isinstance(outcome, Failure) else Failure(outcome), task.place, task.places)
        results[task.job.file] = Result(task.job, None, found)
        if listen:
            listen(results[task.job.file])
    return tuple(results[task.job.file] for task in plan.tasks)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FactcardsError(f"`{out}` cannot be made a folder: {error.strerror}") from error


def _make(
    tasks: tuple[Task, ...], out: Path, known: dict[str, Record], open_executor: OpenExecutor
) -> Generator[Result, None, None]:
    """The results of the tasks, first of those that need no work."""
    keys = {task.job.file: name_inputs(task.job) for task in tasks}
    waiting = []
    for task in tasks:
        record = known.get(task.job.file)
        if record and record.key == keys[task.job.file] and is_intact(out, record):
            yield Result(
                task.job, out / record.file, explain(Failure(record.problems), task.place, task.places), True, record
            )
        else:
            waiting.append(task)
    for task, outcome in run_tasks(waiting, render_job, open_executor):
        if isinstance(outcome, Failure):
            yield Result(task.job, None, explain(outcome, task.place, task.places))
        else:
            yield _write(task, outcome, keys[task.job.file], out)


def _write(task: Task, made: Rendered, key: str, out: Path) -> Result:
    record = replace(made.record, key=key)
    problems = explain(Failure(record.problems), task.place, task.places)
    try:
        write_whole(out / record.file, made.data)
    except OSError as error:
        problem = Problem("error", f"`{out / record.file}` cannot be written: {error.strerror}")
        return Result(task.job, None, (*problems, problem))
    return Result(task.job, out / record.file, problems, False, record)


def _settle_folder(evened: Evened, out: Path, old: Manifest, results: tuple[Result, ...]) -> None:
    """Remove what is refused now, if it is still as we made it, and write the manifest."""
    plan = evened.plan
    unmade = {*plan.refused, *(result.job.file for result in results if not result.file)}
    made = tuple(result.record for result in results if result.record)
    try:
        for record in old.records:
            if record.file in unmade and is_intact(out, record):
                (out / record.file).unlink()
        write_manifest(out, merge_manifests(out, old, Manifest(made, plan.untranslated, evened.measured), unmade))
    except OSError as error:
        raise FactcardsError(f"`{error.filename}` cannot be written: {error.strerror}") from error
