"""Batches of cards: plans every card × language × size × format, runs the jobs, writes the files and their manifest.

`run` puts the steps together: `plan` and `shards` (what to render), `common_sizes` (type sizes), `inputs` (what causes
a file to be rendered again), `make` (unchanged, cached or drawn), `dispatch` (chunks of jobs, and retries),
`processes` and `executors` (who runs them), `worker_assets` (how a worker gets fonts and pictures), `manifest_update`
and `run_summary`. `up_to_date` skips all of them if nothing has changed. A card rendered alone takes its type sizes
from `set_sizes`.
"""

from __future__ import annotations

from .accepted import AcceptedProblem, find_unused_entries, split_accepted
from .cache_folder import find_cache
from .common_sizes import apply_common_sizes
from .executors import open_external, with_store
from .failures import Failure, explain_failure, try_call
from .join import join_folders
from .loggers import silence_loggers
from .make import Result, explain_task
from .manifest_update import find_stray_files, remove_stray_files
from .plan import fill_placeholders, plan_jobs
from .plan_types import Plan, Request, Task
from .plan_warnings import find_accepted_plan_warnings, find_plan_warnings, find_task_warnings
from .processes import OpenExecutor, open_processes, open_serial, share_processes
from .run import RunResult, find_plan_problems, make_files
from .run_summary import RebuildReason, RunSummary, accepted_to_json, gather_accepted, gather_problems, summarize_run
from .set_sizes import apply_set_sizes
from .shards import select_shard
from .up_to_date import (
    PastRun,
    RunQuery,
    add_records,
    compute_run_key,
    find_expiry_days,
    load_run,
    save_run,
    snapshot_shared,
)
from .worker_assets import open_assets

__all__ = [
    "AcceptedProblem",
    "Failure",
    "OpenExecutor",
    "PastRun",
    "Plan",
    "RebuildReason",
    "Request",
    "Result",
    "RunQuery",
    "RunResult",
    "RunSummary",
    "Task",
    "accepted_to_json",
    "add_records",
    "apply_common_sizes",
    "apply_set_sizes",
    "compute_run_key",
    "explain_failure",
    "explain_task",
    "fill_placeholders",
    "find_accepted_plan_warnings",
    "find_cache",
    "find_expiry_days",
    "find_plan_problems",
    "find_plan_warnings",
    "find_stray_files",
    "find_task_warnings",
    "find_unused_entries",
    "gather_accepted",
    "gather_problems",
    "join_folders",
    "load_run",
    "make_files",
    "open_assets",
    "open_external",
    "open_processes",
    "open_serial",
    "plan_jobs",
    "remove_stray_files",
    "save_run",
    "select_shard",
    "share_processes",
    "silence_loggers",
    "snapshot_shared",
    "split_accepted",
    "summarize_run",
    "try_call",
    "with_store",
]
