"""A plan → files in a folder and their manifest; or, for `check`, only what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Problem
from ..rendering.cache import Cache
from ..rendering.jobs import inspect_job
from ..rendering.manifest import Manifest
from ..storage.storages import open_target
from ..storage.trust import TrustList
from .accepted import split_accepted
from .cache_folder import find_places
from .common_sizes import even_sizes
from .dispatch import Failure, explain, run_tasks
from .inputs import Digests, name_inputs, note_engines
from .make import Making, Result
from .manifest_update import Listed, Settled, find_list, note_distrust, settle_folder
from .plan import Plan
from .processes import OpenExecutor, open_here

Listen = Callable[[Result], object]
_TRIMMED = 2000   # files after which the cache makes room: it may not outgrow its limit by many more


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a run: a result a task, in the plan's order, and what the folder's list is now.

    `others` names files that other runs have listed meanwhile. `notes` are about this run alone: what was removed, and
    a list that was not trusted.
    """

    results: tuple[Result, ...]
    listed: Manifest
    others: frozenset[str]
    notes: tuple[Problem, ...] = ()


def make_files(
    plan: Plan, out: str | Path, open_executor: OpenExecutor = open_here, *, force: bool = False,
    listen: Listen | None = None, cache: Cache | None = None, trusted: TrustList | None = None,
) -> Made:  # fmt: skip
    """Make the plan's files in `out`, a folder or the URL of one, and its manifest.

    Files whose card, theme, fonts and engines are as they were are kept, those in the cache taken from there, unless
    `force`. What was made earlier of a card that is refused now is removed: nobody shall post it by mistake. `listen`
    hears of each result at once. `trusted` are the lists that may be used, those of this user's runs if left out.
    Raises FolderError where nothing can be written.
    """
    folder, trusted = open_target(out), find_places().trusted if trusted is None else trusted
    folder.prepare()
    folder.sweep(task.job.file for task in plan.tasks)
    old, digests = find_list(folder, trusted, plan.shard), Digests()
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
        settled = _settle(making, old, results, trusted)
    own = {*results, *(record.file for record in old.known.records)}
    others = frozenset(r.file for r in settled.listed.records if r.file not in own and not r.adopted)
    return Made(_order(plan, results), settled.listed, others, (*note_distrust(folder, old), *settled.notes))


def _settle(making: Making, old: Listed, results: dict[str, Result], trusted: TrustList) -> Settled:
    plan, folder = making.evened.plan, making.folder
    records = tuple(result.record for result in results.values() if result.record)
    if len(results) < len(plan.tasks):   # broken off
        folder.sweep(task.job.file for task in plan.tasks)
        records += tuple(making.recover(results))
    right = {record.file for record in making.old.records if record.key == making.key(record.file)}
    failed = {result.job.file for result in results.values() if not result.out} - right   # a full disk spoils nothing
    new = Manifest(records, plan.untranslated, making.evened.measured, (note_engines(),), plan.shard)
    settled = settle_folder(folder, old, new, failed | set(plan.refused), trusted, plan.others)
    if making.cache:
        making.cache.trim()
    return settled


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
        shown, accepted = split_accepted(found, task.accept)
        results[task.job.file] = Result(task.job, None, shown, accepted=accepted)
        if listen:
            listen(results[task.job.file])
    return tuple(results[task.job.file] for task in plan.tasks)
