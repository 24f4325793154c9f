"""The command `render`: loads the earlier run's summary if nothing has changed, or runs; then reports the summary."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace

from ..batch import (
    PastRun,
    RunQuery,
    RunResult,
    RunSummary,
    accepted_to_json,
    add_records,
    compute_run_key,
    find_stray_files,
    load_run,
    make_files,
    remove_stray_files,
    save_run,
    select_shard,
    summarize_run,
)
from ..errors import Problem, count_noun
from ..rendering.manifest import MANIFEST_NAME, Manifest
from ..rendering.records import problem_to_json, record_to_json
from ..storage.local_storage import Folder
from ..storage.storages import Storage, open_storage
from ..storage.trust import TrustList
from .cache_command import OpenedCache, open_cache
from .console import CommandConsole
from .exit_statuses import exit_status
from .grouping import add_sizes, count_problems, describe_files, describe_nothing
from .planning import PlannedRun, plan_cards
from .schedulers import open_workers

_IRRELEVANT_OPTIONS = frozenset(
    {"cache", "command", "force", "jobs", "json", "on", "prune", "store", "today", "verbose", "why"}
)
"""Options that do not change what is rendered."""
_MAX_NAMED_STRAYS = 20   # maximum number of stray files that are named


def render_cards(args: Namespace, console: CommandConsole, clock: Callable[[], int]) -> int:
    """Render the pictures that the arguments request, and report. Returns the exit status.

    `clock` gives the time in ns since 1970.
    """
    start, opened, folder = time.perf_counter(), open_cache(args.cache), open_storage(args.out)
    console.show_problems(opened.problems)
    options = ((name, repr(value)) for name, value in vars(args).items() if name not in _IRRELEVANT_OPTIONS)
    paths = tuple(str(path) for path in args.paths)
    query = RunQuery(compute_run_key(options), paths, args.today, clock(), clock)
    summary = None
    if isinstance(folder, Folder) and not args.shard and not args.force:   # only a local file's stat shows every change
        summary = load_run(opened.cache, query, folder, opened.trusted)
    if summary is None or (summary.stray_files and args.prune):
        summary = _run(args, console, opened, query)
    else:
        console.show_problems(summary.problems)
        summary = add_records(summary, folder, opened.trusted) if args.json else summary
    console.show_problems(summary.notes)
    console.show_problems(add_sizes(problem, sizes) for problem, sizes in summary.job_problems)
    if args.why:
        for reason in summary.reasons:
            from_cache = " (found in the cache)" if reason.found else ""
            console.show_status(f"{reason.file}: {', '.join(reason.why)}{from_cache}")
    if args.json:
        console.print_json(_to_json(args, summary))
    else:
        console.show_problems(_explain_stray_files(args, folder, summary.stray_files))
        console.show_status(_format_summary(args, summary, folder, time.perf_counter() - start))
    return exit_status(summary.all_problems)


def _run(args: Namespace, console: CommandConsole, opened: OpenedCache, query: RunQuery) -> RunSummary:
    planned = plan_cards(args)
    if args.shard:
        planned = replace(planned, plan=select_shard(planned.plan, *args.shard))
    plan = planned.plan
    console.show_problems(planned.problems)
    if not plan.tasks and not plan.refused and not plan.shard:
        return summarize_run(planned.problems, plan.untranslated, (), plan.accepted)
    cache = None if args.on else opened.cache   # external workers have other disks
    with console.progress("pictures", len(plan.tasks)) as listen, open_workers(args) as workers:
        result = make_files(
            plan, args.out, workers, force=args.force, listen=listen, cache=cache, trusted=opened.trusted
        )
    summary = summarize_run(planned.problems, plan.untranslated, result.results, plan.accepted)
    summary = replace(summary, notes=result.notes)
    manifest = result.manifest
    if not planned.is_valid:
        return summary
    if not (args.language or args.size or args.format):   # only then the sets are rendered in full
        summary, manifest = _add_stray_files(args, summary, planned, result, opened.trusted)
    others = {record.file for record in manifest.records}.difference(summary.files)
    past = PastRun(summary, planned.snapshots, tuple(sorted(others)), planned.expiry_days)
    folder = open_storage(args.out)
    if isinstance(folder, Folder) and not plan.shard:
        save_run(opened.cache, query, folder, past)
    return summary


def _add_stray_files(
    args: Namespace, summary: RunSummary, planned: PlannedRun, result: RunResult, trusted: TrustList
) -> tuple[RunSummary, Manifest]:
    """Add the stray files to the summary and, with `--prune`, remove them. Returns it and the folder's manifest.

    A file that another run has just written does not count yet; the next run looks again.
    """
    manifest = result.manifest
    found = find_stray_files(manifest, planned.plan, planned.full_sets)
    stray_files = tuple(record for record in found if record.file not in result.others)
    summary = replace(summary, cacheable=summary.cacheable and len(stray_files) == len(found))
    if args.prune and stray_files:
        name = planned.plan.shard.list_name if planned.plan.shard else MANIFEST_NAME
        pruned = remove_stray_files(open_storage(args.out), trusted, stray_files, name)
        stray_files, manifest = pruned.stray_files, pruned.manifest
        job_problems = (*summary.job_problems, *((problem, ()) for problem in pruned.problems))
        summary = replace(summary, job_problems=job_problems, cacheable=summary.cacheable and not pruned.problems)
    return replace(summary, stray_files=tuple(record.file for record in stray_files)), manifest


def _explain_stray_files(args: Namespace, folder: Storage, stray_files: tuple[str, ...]) -> Iterable[Problem]:
    for name in stray_files[:_MAX_NAMED_STRAYS]:
        yield Problem("note", f"no card makes {folder.describe(name)} any more", kind="stray-file")
    if len(stray_files) > _MAX_NAMED_STRAYS:
        rest = count_noun(len(stray_files) - _MAX_NAMED_STRAYS, "more file")
        yield Problem("note", f"nor any of {rest}", kind="stray-file")
    if stray_files and not args.prune:
        yield Problem("note", "`--prune` removes what no card makes any more", kind="stray-file")


def _format_summary(args: Namespace, summary: RunSummary, folder: Storage, seconds: float) -> str:
    """Return the line that says where the files are, or in which languages there are none, and what was found."""
    counts = {"unchanged": summary.unchanged, "found in the cache": summary.from_cache}
    if summary.files:
        parts = [f"{describe_files(folder, summary.files, counts)}, {seconds:.1f} s"]
    else:
        parts = [describe_nothing(args.language)]
    parts += [f"{len(summary.untranslated):,} untranslated"] if summary.untranslated else []
    parts += [f"{count_noun(len(summary.accepted), 'warning')} accepted"] if summary.accepted else []
    parts += [count_problems(summary.all_problems)] if summary.all_problems else []
    return ", ".join(parts)


def _to_json(args: Namespace, summary: RunSummary) -> dict[str, object]:
    found = {**dict(summary.job_problems), **dict.fromkeys((*summary.problems, *summary.notes), ())}
    entry: dict[str, object] = {
        "files": [record_to_json(record) for record in summary.records],
        "untranslated": [asdict(entry) for entry in summary.untranslated],
        "problems": [problem_to_json(problem) | {"sizes": list(sizes)} for problem, sizes in found.items()],
        "strays": list(summary.stray_files),
    }
    if args.why:
        entry["why"] = [asdict(reason) for reason in summary.reasons]
    return entry | accepted_to_json(summary.accepted)
