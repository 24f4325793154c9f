"""The command `render`: loads the earlier run's summary if nothing has changed, or runs; then reports the summary."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict, replace

from ..batch import (
    PastRun,
    RunQuery,
    RunResult,
    RunSummary,
    accepted_to_json,
    add_records,
    compute_run_key,
    find_orphans,
    load_run,
    make_files,
    remove_orphans,
    save_run,
    select_shard,
    summarize_run,
)
from ..errors import Problem
from ..rendering.manifest import MANIFEST_NAME, Manifest
from ..rendering.records import problem_to_json, record_to_json
from ..storage.local_storage import Folder
from ..storage.storages import Storage, open_storage
from ..storage.trust import TrustList
from .cache_command import OpenedCache, open_cache
from .console import CommandConsole
from .phrasing import add_sizes, count_problems, format_count
from .planning import PlannedRun, plan_cards
from .schedulers import open_workers

_IRRELEVANT_OPTIONS = frozenset(
    {"cache", "command", "force", "jobs", "json", "on", "prune", "store", "today", "verbose", "why"}
)
"""Options that do not change what is rendered."""
_MAX_NAMED_ORPHANS = 20   # maximum number of orphans that are named


def render_cards(args: Namespace, console: CommandConsole) -> int:
    """Render the pictures that the arguments request, and report. Returns the exit status."""
    start, kept, folder = time.perf_counter(), open_cache(args.cache), open_storage(args.out)
    console.show_problems(kept.problems)
    said = ((name, repr(value)) for name, value in vars(args).items() if name not in _IRRELEVANT_OPTIONS)
    paths = tuple(str(path) for path in args.paths)
    question = RunQuery(compute_run_key(said), paths, args.today, time.time_ns(), time.time_ns)
    outcome = None
    if isinstance(folder, Folder) and not args.shard and not args.force:   # a store has no stat that could be compared
        outcome = load_run(kept.cache, question, folder, kept.trusted)
    if outcome is None or (outcome.orphans and args.prune):
        outcome = _run(args, console, kept, question)
    else:
        console.show_problems(outcome.problems)
        outcome = add_records(outcome, folder, kept.trusted) if args.json else outcome
    console.show_problems(outcome.notes)
    console.show_problems(add_sizes(problem, sizes) for problem, sizes in outcome.job_problems)
    if args.why:
        for reason in outcome.reasons:
            taken = " (found in the cache)" if reason.found else ""
            console.show_status(f"{reason.file}: {', '.join(reason.why)}{taken}")
    if args.json:
        console.print_json(_to_json(args, outcome))
    else:
        console.show_problems(_report_orphans(args, folder, outcome.orphans))
        if console.is_terminal:
            console.show_status(_format_summary(outcome, folder, time.perf_counter() - start))
    return 1 if any(problem.severity == "error" for problem in outcome.all_problems) else 0


def _run(args: Namespace, console: CommandConsole, kept: OpenedCache, question: RunQuery) -> RunSummary:
    planned = plan_cards(args)
    if args.shard:
        planned = replace(planned, plan=select_shard(planned.plan, *args.shard))
    plan = planned.plan
    console.show_problems(planned.problems)
    if not plan.tasks and not plan.refused and not plan.shard:
        return summarize_run(planned.problems, plan.untranslated, (), plan.accepted)
    cache = None if args.on else kept.cache   # external workers have other disks
    with console.progress("pictures", len(plan.tasks)) as listen, open_workers(args) as workers:
        made = make_files(
            plan, args.out, workers, force=args.force, listen=listen, cache=cache, trusted=kept.trusted
        )
    outcome = replace(summarize_run(planned.problems, plan.untranslated, made.results, plan.accepted), notes=made.notes)
    listed = made.manifest
    if not planned.is_valid:
        return outcome
    if not (args.language or args.size or args.format):   # only then the sets are rendered in full
        outcome, listed = _find_orphans(args, outcome, planned, made, kept.trusted)
    others = {record.file for record in listed.records}.difference(outcome.files)
    past = PastRun(outcome, planned.snapshots, tuple(sorted(others)), planned.expiry_days)
    folder = open_storage(args.out)
    if isinstance(folder, Folder) and not plan.shard:
        save_run(kept.cache, question, folder, past)
    return outcome


def _find_orphans(
    args: Namespace, outcome: RunSummary, planned: PlannedRun, made: RunResult, trusted: TrustList
) -> tuple[RunSummary, Manifest]:
    """Add the orphans to the summary and, with `--prune`, remove them. Returns it and the folder's manifest.

    A file that another run has just written does not count yet; the next run looks again.
    """
    listed = made.manifest
    found = find_orphans(listed, planned.plan, planned.full_sets)
    strays = tuple(record for record in found if record.file not in made.others)
    outcome = replace(outcome, cacheable=outcome.cacheable and len(strays) == len(found))
    if args.prune and strays:
        shard = planned.plan.shard
        pruned = remove_orphans(open_storage(args.out), trusted, strays, shard.list_name if shard else MANIFEST_NAME)
        strays, listed = pruned.orphans, pruned.manifest
        told = (*outcome.job_problems, *((problem, ()) for problem in pruned.problems))
        outcome = replace(outcome, job_problems=told, cacheable=outcome.cacheable and not pruned.problems)
    return replace(outcome, orphans=tuple(record.file for record in strays)), listed


def _report_orphans(args: Namespace, folder: Storage, orphans: tuple[str, ...]) -> Iterable[Problem]:
    for name in orphans[:_MAX_NAMED_ORPHANS]:
        yield Problem("note", f"no card makes {folder.describe(name)} any more", kind="stray-file")
    if len(orphans) > _MAX_NAMED_ORPHANS:
        yield Problem("note", f"nor {format_count(len(orphans) - _MAX_NAMED_ORPHANS, 'more file')}", kind="stray-file")
    if orphans and not args.prune:
        yield Problem("note", "`--prune` removes what no card makes any more", kind="stray-file")


def _format_summary(outcome: RunSummary, folder: Storage, seconds: float) -> str:
    made = len(outcome.files) - outcome.unchanged - outcome.from_cache
    lone = outcome.files[0] if len(outcome.files) == 1 else ""
    parts = [f"{folder.describe(lone)}: {format_count(made, 'file')} made in {seconds:.1f} s"]
    parts += [f"{outcome.unchanged} kept as they were"] if outcome.unchanged else []
    parts += [f"{outcome.from_cache} found in the cache"] if outcome.from_cache else []
    parts += [f"{len(outcome.untranslated)} untranslated"] if outcome.untranslated else []
    parts += [f"{format_count(len(outcome.accepted), 'warning')} accepted"] if outcome.accepted else []
    return ", ".join([*parts, count_problems(outcome.all_problems)])


def _to_json(args: Namespace, outcome: RunSummary) -> dict[str, object]:
    found = {**dict(outcome.job_problems), **dict.fromkeys((*outcome.problems, *outcome.notes), ())}
    told: dict[str, object] = {
        "files": [record_to_json(record) for record in outcome.records],
        "untranslated": [asdict(entry) for entry in outcome.untranslated],
        "problems": [problem_to_json(problem) | {"sizes": list(sizes)} for problem, sizes in found.items()],
        "strays": list(outcome.orphans),
    }
    if args.why:
        told["why"] = [asdict(reason) for reason in outcome.reasons]
    return told | accepted_to_json(outcome.accepted)
