"""A run in parts, for machines that know nothing of each other: which part makes which file.

Only names decide, so each machine finds the same parts, whatever the order of files. Cards of a set that have their
sizes in common, in one language at one size, are measured together: so they stay together, up to about a hundred.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ..manifest import Shard
from .plan import Plan, Task

_TOGETHER = 100   # cards of a set with common sizes in one part; each further part measures all of them again


def cut_plan(plan: Plan, number: int, of: int) -> Plan:
    """The `number`th `of` so many parts of a plan, from 1: each file is in exactly one of them."""
    alike = {company.key: len(company.tasks) for company in plan.companies}
    own = [task for task in plan.tasks if _digest(_name_unit(task, alike.get(task.company, 0))) % of == number - 1]
    files, companies = {task.job.file for task in own}, {task.company for task in own}
    names = sorted({*plan.refused, *(task.job.file for task in plan.tasks)})
    run = f"{_digest(chr(10).join(names)):064x}"[:16]
    return replace(
        plan,
        tasks=tuple(own),
        companies=tuple(company for company in plan.companies if company.key in companies),
        shard=Shard(number, of, run),
        others=tuple(task.job.file for task in plan.tasks if task.job.file not in files),
    )


def _name_unit(task: Task, alike: int) -> str:
    """What a task cannot be parted from: itself in all formats, or cards that have their sizes in common."""
    card = task.job.card
    unit = str(_digest(card.id) % -(-alike // _TOGETHER)) if alike else card.id
    return "\n".join((card.set, card.language, task.job.size.name, unit))


def _digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)
