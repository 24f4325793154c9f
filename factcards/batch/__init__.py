"""Many cards: plan every card × language × size × format, run the jobs, write the files and their manifest."""

from __future__ import annotations

from .accepted import Accepted, note_unused, split_accepted
from .cache_folder import find_places
from .common_sizes import even_sizes
from .dispatch import Failure, attempt, explain
from .executors import open_elsewhere, with_store
from .join import join_folders
from .make import Result
from .manifest_update import find_strays, remove_strays
from .plan import Plan, Request, Task, advise, advise_accepted, fill_card, plan_jobs
from .processes import OpenExecutor, open_here, open_processes, silence_loggers
from .run import Made, check_plan, make_files
from .run_summary import Outcome, Reason, accepted_to_json, gather_accepted, gather_problems, sum_up
from .shards import cut_plan
from .up_to_date import Past, Question, add_records, find_days, name_request, recall_run, remember_run, see_shared
from .worker_assets import find_assets

__all__ = [
    "Accepted",
    "Failure",
    "Made",
    "OpenExecutor",
    "Outcome",
    "Past",
    "Plan",
    "Question",
    "Reason",
    "Request",
    "Result",
    "Task",
    "accepted_to_json",
    "add_records",
    "advise",
    "advise_accepted",
    "attempt",
    "check_plan",
    "cut_plan",
    "even_sizes",
    "explain",
    "fill_card",
    "find_assets",
    "find_days",
    "find_places",
    "find_strays",
    "gather_accepted",
    "gather_problems",
    "join_folders",
    "make_files",
    "name_request",
    "note_unused",
    "open_elsewhere",
    "open_here",
    "open_processes",
    "plan_jobs",
    "recall_run",
    "remember_run",
    "remove_strays",
    "see_shared",
    "silence_loggers",
    "split_accepted",
    "sum_up",
    "with_store",
]
