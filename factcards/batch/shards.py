"""A run in parts, for machines that know nothing of each other: which part makes which file.

Only names decide, so each machine finds the same parts of the same cards, whatever the order of files: all names are
sorted by their digests, and cut into parts of as many files. Cards of a set that have their sizes in common, in one
language at one size, are measured together: so they stay together, up to about a hundred.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ..rendering.records import Shard
from .plan import Plan, Task

_MAX_CARDS_TOGETHER = 100   # cards of a set with common sizes in one part; each further part measures all of them again
_SHORT_DIGEST = 16   # hexadecimal digits: enough to tell two runs from each other


def select_shard(plan: Plan, number: int, of: int) -> Plan:
    """The `number`th `of` so many parts of a plan, from 1: each file is in exactly one of them."""
    alike = {company.key: len(company.tasks) for company in plan.sizing_groups}
    units: dict[str, list[Task]] = {}
    for task in plan.tasks:
        units.setdefault(_digest(_unit_key(task, alike.get(task.sizing_key, 0))), []).append(task)
    files, before = set[str](), 0
    for _, tasks in sorted(units.items()):
        if before * of // len(plan.tasks) == number - 1:
            files |= {task.job.file for task in tasks}
        before += len(tasks)
    own = tuple(task for task in plan.tasks if task.job.file in files)
    companies = {task.sizing_key for task in own}
    names = sorted({*plan.refused, *(task.job.file for task in plan.tasks)})
    return replace(
        plan,
        tasks=own,
        sizing_groups=tuple(company for company in plan.sizing_groups if company.key in companies),
        shard=Shard(number, of, _digest("\n".join(names))[:_SHORT_DIGEST]),
        others=tuple(task.job.file for task in plan.tasks if task.job.file not in files),
    )


def _unit_key(task: Task, alike: int) -> str:
    """What a task cannot be parted from: itself in all formats, or cards that have their sizes in common."""
    card = task.job.card
    unit = str(int(_digest(card.id), 16) % -(-alike // _MAX_CARDS_TOGETHER)) if alike else card.id
    return "\n".join((card.set, card.language, task.job.size.name, unit))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
