"""One size for a set: every card of a set and language is measured, and all get the largest size at which each fits.

Whatever is asked for, all cards of the set are measured, so that a picture never depends on what else is made. What an
earlier run measured is taken from the manifest or the cache, where nothing that decides it has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain

from ..model.themes import RoleFontSize
from ..rendering.cache import Cache
from ..rendering.jobs import Job, measure_job
from ..rendering.records import MeasuredSizes, NamedSize
from .dispatch import Failure, run_tasks
from .inputs import ContentDigests, compute_inputs
from .plan import Plan, SizingGroup, SizingKey
from .processes import OpenExecutor

_OUTLIER_RATIO = 0.85
"""A card whose words need a size under this share of the others' would drag them down: it is set by itself."""
_CARDS_PER_OUTLIER = 4
"""Of so many cards at most one is set by itself."""
SizesByKey = dict[str, tuple[NamedSize, ...]]
"""What was measured, by the key of all that decides it."""


@dataclass(frozen=True, slots=True)
class SizedPlan:
    """The plan with the sizes of its sets, what was measured for it, and which files cannot be made for want of it."""

    plan: Plan
    measured: tuple[MeasuredSizes, ...] = ()
    failures: Mapping[str, Failure] = field(default_factory=dict)


def apply_common_sizes(
    plan: Plan, open_executor: OpenExecutor, known: Iterable[MeasuredSizes] = (), cache: Cache | None = None,
    digests: ContentDigests | None = None,
) -> SizedPlan:  # fmt: skip
    """Give each task the sizes that all cards of its set have in common in its language."""
    if not plan.sizing_groups:
        return SizedPlan(plan)
    digests = digests or ContentDigests()
    tasks = {task.job.file: task for company in plan.sizing_groups for task in company.tasks}
    keys = {file: compute_inputs(task.job, digests).key for file, task in tasks.items()}
    remembered = {entry.key: entry.sizes for entry in known if entry.key}
    kept = {company.key: cache.get_sizes(_sizes_cache_key(company)) for company in plan.sizing_groups} if cache else {}
    for found in kept.values():
        remembered |= found
    sizes = {file: remembered[key] for file, key in keys.items() if key in remembered}
    waiting = tuple(task for file, task in tasks.items() if file not in sizes)
    failures: dict[tuple[SizingKey, str], Failure] = {}
    with closing(run_tasks(waiting, measure_job, open_executor)) as outcomes:
        for task, outcome in outcomes:
            if not isinstance(outcome, Failure):   # what is wrong with it will be told when it is drawn
                sizes[task.job.file] = tuple((one.role, one.style, one.size) for one in outcome)
            elif outcome.passing:   # it might be drawn, and the others would not be as they are beside it
                failures[task.sizing_key, task.job.card.id] = outcome
                if outcome.ends:
                    return SizedPlan(plan, (), {t.job.file: outcome for t in plan.tasks})
    for company in plan.sizing_groups if cache else ():
        found = {keys[t.job.file]: sizes[t.job.file] for t in company.tasks if t.job.file in sizes}
        if cache and not found.keys() <= kept[company.key].keys():
            cache.put_sizes(_sizes_cache_key(company), _merge_sizes(kept[company.key], found))
    given = {
        (company.key, file): agreed
        for company in plan.sizing_groups
        for file, agreed in agree_sizes({t.job.card.id: sizes.get(t.job.file, ()) for t in company.tasks}).items()
    }
    evened = tuple(
        replace(t, job=replace(t.job, type_sizes=given.get((t.sizing_key, t.job.card.id), ()))) for t in plan.tasks
    )
    failed = {t.job.file: f for t in evened if (f := failures.get((t.sizing_key, t.job.card.id)))}
    measured = tuple(_to_measured(tasks[file].job, keys[file], sizes[file]) for file in sizes)
    return SizedPlan(replace(plan, tasks=evened), measured, failed)


def _sizes_cache_key(company: SizingGroup) -> str:
    """Under which key the cache has the sizes of a company."""
    return hashlib.sha256("\n".join(company.key).encode()).hexdigest()


def _merge_sizes(kept: SizesByKey, found: SizesByKey) -> SizesByKey:
    """What was measured now, and of what was kept as much again: a change is often taken back."""
    older = [(key, sizes) for key, sizes in kept.items() if key not in found]
    return dict(older[-len(found) :]) | found


def _to_measured(job: Job, key: str, sizes: tuple[NamedSize, ...]) -> MeasuredSizes:
    return MeasuredSizes(job.card.set, job.card.id, job.card.language, job.size.name, key, sizes)


def agree_sizes(cards: Mapping[str, Sequence[NamedSize]]) -> dict[str, tuple[RoleFontSize, ...]]:
    """The size of each role for each card, from the largest that each could have."""
    needed: dict[tuple[str, str], list[int]] = {}
    for role, style, size in chain.from_iterable(cards.values()):
        needed.setdefault((role, style), []).append(size)
    common = {role: find_common_size(sizes) for role, sizes in needed.items() if len(sizes) > 1}

    def settle(role: str, style: str, size: int) -> RoleFontSize:
        wanted = common[role, style]
        return RoleFontSize(role, style, min(size, wanted), wanted if size < wanted else 0)

    return {
        card: tuple(settle(*one) for one in sizes if one[:2] in common)
        for card, sizes in cards.items()
    }


def find_common_size(needed: Sequence[int]) -> int:
    """The largest size at which all fit but those few, at most one in four, that would drag the others down by 15 %.

    Of two cards neither is the odd one out.
    """
    ordered = sorted(needed)
    few = max(1, len(ordered) // _CARDS_PER_OUTLIER) if len(ordered) > 2 else 0
    dragging = [n for n in range(1, few + 1) if ordered[n - 1] < _OUTLIER_RATIO * ordered[n]]
    return ordered[dragging[-1]] if dragging else ordered[0]
