"""Shards: splits a run into parts for machines that do not communicate.

Only names decide, so that each machine finds the same parts whatever the order of files. All names are sorted by their
digests and cut into parts of about equal length. Cards that share their type sizes are measured together, so about a
hundred of them stay together.
"""

from __future__ import annotations

from dataclasses import replace

from ..rendering.records import Shard
from .inputs import digest_text
from .plan_types import Plan, Task

_MAX_CARDS_TOGETHER = 100   # cards with common sizes in one part; each further part measures all of them again
_SHORT_DIGEST = 16   # hexadecimal digits, enough to distinguish two runs


def select_shard(plan: Plan, number: int, of: int) -> Plan:
    """Return part `number` (from 1) of the `of` parts of a plan. Each file is in exactly one part."""
    group_sizes = {group.key: len(group.tasks) for group in plan.sizing_groups}
    units: dict[str, list[Task]] = {}
    for task in plan.tasks:
        units.setdefault(digest_text(_unit_key(task, group_sizes.get(task.sizing_key, 0))), []).append(task)
    files, before = set[str](), 0
    for _, tasks in sorted(units.items()):
        if before * of // len(plan.tasks) == number - 1:
            files |= {task.job.file for task in tasks}
        before += len(tasks)
    own = tuple(task for task in plan.tasks if task.job.file in files)
    groups = {page.sizing_key for task in own for page in task.list_pages()}
    names = sorted({*plan.refused, *(task.job.file for task in plan.tasks)})
    return replace(
        plan,
        tasks=own,
        sizing_groups=tuple(group for group in plan.sizing_groups if group.key in groups),
        shard=Shard(number, of, digest_text("\n".join(names))[:_SHORT_DIGEST]),
        others=tuple(task.job.file for task in plan.tasks if task.job.file not in files),
    )


def _unit_key(task: Task, group_size: int) -> str:
    """Return the key of the tasks that stay together: a card in all formats, a book, or cards with common sizes."""
    card = task.job.card
    unit = str(int(digest_text(card.id), 16) % -(-group_size // _MAX_CARDS_TOGETHER)) if group_size else card.id
    return "\n".join((card.set, card.language, task.job.size.name, unit))
