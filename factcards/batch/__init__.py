"""Many cards: plan every card × language × size × format, run the jobs, write the files and their manifest."""

from __future__ import annotations

from .even import even_sizes
from .files import check_plan, make_files
from .make import Result
from .plan import Plan, Request, Task, advise, fill_card, plan_jobs
from .run import Failure, OpenExecutor, attempt, explain, find_assets, open_here, open_processes
from .settle import find_strays, remove_strays

__all__ = [
    "Failure",
    "OpenExecutor",
    "Plan",
    "Request",
    "Result",
    "Task",
    "advise",
    "attempt",
    "check_plan",
    "even_sizes",
    "explain",
    "fill_card",
    "find_assets",
    "find_strays",
    "make_files",
    "open_here",
    "open_processes",
    "plan_jobs",
    "remove_strays",
]
