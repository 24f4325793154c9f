"""A plan → files in a folder and their manifest; or, for `check`, only what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ..cache import Cache
from ..jobs import inspect_job
from ..manifest import Manifest
from ..targets import open_target
from .even import even_sizes
from .inputs import Digests, name_inputs, note_engines
from .make import Making, Result
from .plan import Plan
from .processes import OpenExecutor, open_here
from .run import Failure, explain, run_tasks
from .settle import Listed, find_list, settle_folder

Listen = Callable[[Result], object]
_TRIMMED = 2000   # files after which the cache makes room: it may not outgrow its limit by many more


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a run: a result a task, in the plan's order, and what the folder's list is now.

    `others` names files that other runs have listed meanwhile.
    """

    results: tuple[Result, ...]
    listed: Manifest
    others: frozenset[str]


def make_files(
    plan: Plan, out: str | Path, open_executor: OpenExecutor = open_here, *, force: bool = False,
    listen: Listen | None = None, cache: Cache | None = None,
) -> Made:  # fmt: skip
    """Make the plan's files in `out`, a folder or the URL of one, and its manifest.

    Files whose card, theme, fonts and engines are as they were are kept, those in the cache taken from there, unless
    `force`. What was made earlier of a card that is refused now is removed: nobody shall post it by mistake. `listen`
    hears of each result at once. Raises FolderError where nothing can be written.
    """
    folder = open_target(out)
    folder.prepare()
    folder.sweep(task.job.file for task in plan.tasks)
    old, digests = find_list(folder, plan.shard), Digests()
    measured = () if force else old.known.measured
    evened = even_sizes(plan, open_executor, measured, None if force else cache, digests)
    inputs = {task.job.file: name_inputs(task.job, digests) for task in evened.plan.tasks}
    making = Making(folder, cache, old.known, evened, inputs)
    results: dict[str, Result] = {}
    try:
        with closing(making.make(open_executor, force=force)) as made:
            for result in made:
                results[result.record.file if result.record else result.job.file] = result
                if listen:
                    listen(result)
                if cache and len(results) % _TRIMMED == 0:
                    cache.trim()
    finally:  # after Ctrl-C too: the manifest tells what lies there
        listed = _settle(making, old, results)
    own = {*results, *(record.file for record in old.known.records)}
    return Made(_order(plan, results), listed, frozenset(r.file for r in listed.records if r.file not in own))


def _settle(making: Making, old: Listed, results: dict[str, Result]) -> Manifest:
    plan, folder = making.evened.plan, making.folder
    records = tuple(result.record for result in results.values() if result.record)
    if len(results) < len(plan.tasks):   # broken off
        folder.sweep(task.job.file for task in plan.tasks)
        records += tuple(making.recover(results))
    right = {record.file for record in making.old.records if record.key == making.key(record.file)}
    failed = {result.job.file for result in results.values() if not result.out} - right   # a full disk spoils nothing
    new = Manifest(records, plan.untranslated, making.evened.measured, (note_engines(),), plan.shard)
    listed = settle_folder(folder, old, new, failed | set(plan.refused), plan.others)
    if making.cache:
        making.cache.trim()
    return listed


def _order(plan: Plan, results: dict[str, Result]) -> tuple[Result, ...]:
    """A result a task; those that were never begun were not for the reason that ended the run."""
    last = next(reversed(results.values()), None)
    ended = [replace(last, job=t.job, why=()) if last else None for t in plan.tasks if t.job.file not in results]
    rest = {result.job.file: result for result in ended if result}
    return tuple(results.get(t.job.file) or rest[t.job.file] for t in plan.tasks)


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
