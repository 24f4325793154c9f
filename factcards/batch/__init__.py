"""Many cards: plan every card × language × size × format, run the jobs, write the files and their manifest."""

from __future__ import annotations

from .elsewhere import open_elsewhere, with_store
from .even import even_sizes
from .files import Made, check_plan, make_files
from .join import join_folders
from .make import Result
from .outcome import Outcome, Reason, gather_problems, sum_up
from .places import find_places
from .plan import Plan, Request, Task, advise, fill_card, plan_jobs
from .processes import OpenExecutor, open_here, open_processes, silence_loggers
from .recall import Past, Question, add_records, find_days, name_request, recall_run, remember_run, see_shared
from .run import Failure, attempt, explain
from .settle import find_strays, remove_strays
from .shards import cut_plan
from .supply import find_assets

__all__ = [
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
    "add_records",
    "advise",
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
    "gather_problems",
    "join_folders",
    "make_files",
    "name_request",
    "open_elsewhere",
    "open_here",
    "open_processes",
    "plan_jobs",
    "recall_run",
    "remember_run",
    "remove_strays",
    "see_shared",
    "silence_loggers",
    "sum_up",
    "with_store",
]
