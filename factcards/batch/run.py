"""Runs a plan: renders its files into a folder and updates the manifest, or, for `check`, only finds problems."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Problem
from ..rendering.cache import Cache
from ..rendering.jobs import find_job_problems
from ..rendering.manifest import Manifest
from ..storage.storages import open_storage
from ..storage.trust import TrustList
from .accepted import split_accepted
from .cache_folder import find_cache
from .common_sizes import apply_common_sizes
from .dispatch import run_tasks
from .failures import Failure, explain_failure
from .inputs import ContentDigests, compute_inputs, engines_entry
from .make import FolderRun, Result
from .manifest_update import FolderUpdate, ListedFolder, find_untrusted_lists, load_listed_folder, update_folder
from .plan_types import Plan
from .processes import OpenExecutor, open_serial

ResultListener = Callable[[Result], object]
"""Called with each result as it arrives, to show the progress; what it returns is ignored."""
_FILES_PER_TRIM = 2000   # files after which the cache is trimmed, so that it exceeds its limit by no more than these


@dataclass(frozen=True, slots=True)
class RunResult:
    """The result of a run: one result for each task, in the plan's order, and the folder's manifest.

    `others` names files that other runs have listed in the meantime. `notes` concern this run only: removed files, and
    a list that was not trusted.
    """

    results: tuple[Result, ...]
    manifest: Manifest
    others: frozenset[str]
    notes: tuple[Problem, ...] = ()


def make_files(
    plan: Plan, out: str | Path, open_executor: OpenExecutor = open_serial, *, force: bool = False,
    listen: ResultListener | None = None, cache: Cache | None = None, trusted: TrustList | None = None,
) -> RunResult:  # fmt: skip
    """Render the plan's files into `out`, a folder or its URL, and update its manifest.

    Unless `force`, files with unchanged inputs stay, and cached files are copied. Earlier files of a card that is
    refused now are removed, so that nobody posts them by mistake. `listen` is called with each result. `trusted` are
    the manifests that may be used, by default those of this user's runs. Raises FolderError if nothing can be written.
    """
    folder, trusted = open_storage(out), find_cache().trusted if trusted is None else trusted
    folder.ensure_writable()
    folder.remove_temp_files(task.job.file for task in plan.tasks)
    old, digests = load_listed_folder(folder, trusted, plan.shard), ContentDigests()
    measured = () if force else old.known.measured
    sized = apply_common_sizes(plan, open_executor, measured, None if force else cache, digests)
    inputs = {task.job.file: compute_inputs(task.job, digests) for task in sized.plan.tasks}
    run = FolderRun(folder, cache, old.known, sized, inputs)
    results: dict[str, Result] = {}
    try:
        with closing(run.execute(open_executor, force=force)) as finished:
            for result in finished:
                results[result.record.file if result.record else result.job.file] = result
                if listen:
                    listen(result)
                if cache and len(results) % _FILES_PER_TRIM == 0:
                    cache.trim()
    finally:  # also after Ctrl-C: the manifest must list what is there
        update = _update_folder(run, old, results, trusted)
    own = {*results, *(record.file for record in old.known.records)}
    others = frozenset(r.file for r in update.manifest.records if r.file not in own and not r.adopted)
    return RunResult(
        _in_plan_order(plan, results), update.manifest, others, (*find_untrusted_lists(folder, old), *update.notes)
    )


def _update_folder(run: FolderRun, old: ListedFolder, results: dict[str, Result], trusted: TrustList) -> FolderUpdate:
    plan, folder = run.sized.plan, run.folder
    records = tuple(result.record for result in results.values() if result.record)
    if len(results) < len(plan.tasks):   # interrupted
        folder.remove_temp_files(task.job.file for task in plan.tasks)
        records += tuple(run.recover(results))
    # earlier files with the present key stay listed, even if this run could not write them (a full disk)
    right = {record.file for record in run.previous.records if record.key == run.input_key(record.file)}
    failed = {result.job.file for result in results.values() if not result.out} - right
    new = Manifest(records, plan.untranslated, run.sized.measured, (engines_entry(),), plan.shard)
    update = update_folder(folder, old, new, failed | set(plan.refused), trusted, plan.others)
    if run.cache:
        run.cache.trim()
    return update


def _in_plan_order(plan: Plan, results: dict[str, Result]) -> tuple[Result, ...]:
    """Return one result for each task. A task that never began gets the result that ended the run."""
    last = next(reversed(results.values()), None)
    ended = [replace(last, job=t.job, why=()) if last else None for t in plan.tasks if t.job.file not in results]
    rest = {result.job.file: result for result in ended if result}
    return tuple(results.get(t.job.file) or rest[t.job.file] for t in plan.tasks)


def find_plan_problems(
    plan: Plan, open_executor: OpenExecutor = open_serial, *, listen: ResultListener | None = None
) -> tuple[Result, ...]:
    """Lay out every task of the plan and return its problems, in the plan's order. Nothing is drawn or written."""
    results: dict[str, Result] = {}
    tasks = apply_common_sizes(plan, open_executor).plan.tasks
    for task, outcome in run_tasks(tasks, find_job_problems, open_executor, is_drawn=False):
        found = explain_failure(outcome if isinstance(outcome, Failure) else Failure(outcome), task.place, task.places)
        shown, accepted = split_accepted(found, task.accept)
        results[task.job.file] = Result(task.job, None, shown, accepted=accepted)
        if listen:
            listen(results[task.job.file])
    return tuple(results[task.job.file] for task in plan.tasks)
