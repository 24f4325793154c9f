"""Common type sizes: all cards of a set in one language get the largest size at which each of them fits.

The whole set is measured even if only some cards were requested, so that a picture never depends on what else is
rendered. Earlier measurements are taken from the manifest or the cache if their inputs have not changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain

from ..model.themes import FittingSizes, RoleFontSize
from ..rendering.cache import Cache
from ..rendering.jobs import Job, measure_job
from ..rendering.records import MeasuredSizes
from .dispatch import run_tasks
from .failures import Failure
from .inputs import ContentDigests, compute_inputs
from .plan_types import Plan, SizingGroup, SizingKey, Task, make_book_task
from .processes import OpenExecutor

_OUTLIER_RATIO = 0.85
"""A card whose size is below this fraction of the next larger one is an outlier and gets its own size."""
_CARDS_PER_OUTLIER = 4
"""At most one card in this many is an outlier; of three cards, one may be."""
SizesByKey = dict[str, tuple[FittingSizes, ...]]
"""Measured sizes by the key of their inputs."""


@dataclass(frozen=True, slots=True)
class SizedPlan:
    """The plan with its sets' common sizes, the measurements, and failures by file where a measurement is missing."""

    plan: Plan
    measured: tuple[MeasuredSizes, ...] = ()
    failures: Mapping[str, Failure] = field(default_factory=dict)


def apply_common_sizes(
    plan: Plan, open_executor: OpenExecutor, known: Iterable[MeasuredSizes] = (), cache: Cache | None = None,
    digests: ContentDigests | None = None,
) -> SizedPlan:  # fmt: skip
    """Give each task the type sizes that all cards of its sizing group share.

    `known` are the measurements of earlier runs. Cards that are missing from it and from the cache are measured.
    """
    if not plan.sizing_groups:
        return SizedPlan(plan)
    digests = digests or ContentDigests()
    tasks = {task.job.file: task for group in plan.sizing_groups for task in group.tasks}
    keys = {file: compute_inputs(task.job, digests).key for file, task in tasks.items()}
    known_sizes = {entry.key: entry.sizes for entry in known if entry.key}
    cached = {group.key: cache.get_sizes(_sizes_cache_key(group)) for group in plan.sizing_groups} if cache else {}
    for found in cached.values():
        known_sizes |= found
    sizes = {file: known_sizes[key] for file, key in keys.items() if key in known_sizes}
    waiting = tuple(task for file, task in tasks.items() if file not in sizes)
    failures: dict[tuple[SizingKey, str], Failure] = {}
    with closing(run_tasks(waiting, measure_job, open_executor, is_drawn=False)) as outcomes:
        for task, outcome in outcomes:
            if not isinstance(outcome, Failure):   # its problems are reported when it is drawn
                sizes[task.job.file] = outcome
            elif outcome.is_transient:   # another run may measure it, and then the group's sizes may differ
                failures[task.sizing_key, task.job.card.id] = outcome
                if outcome.ends_run:
                    return SizedPlan(plan, (), {t.job.file: outcome for t in plan.tasks})
    for group in plan.sizing_groups if cache else ():
        found = {keys[t.job.file]: sizes[t.job.file] for t in group.tasks if t.job.file in sizes}
        if cache and not found.keys() <= cached[group.key].keys():
            cache.put_sizes(_sizes_cache_key(group), _merge_sizes(cached[group.key], found))
    agreed_sizes = {
        (group.key, file): agreed
        for group in plan.sizing_groups
        for file, agreed in agree_sizes({t.job.card.id: sizes.get(t.job.file, ()) for t in group.tasks}).items()
    }

    def give(task: Task) -> Task:
        if task.pages:
            return make_book_task([give(page) for page in task.pages], task.job.card.title)
        agreed = agreed_sizes.get((task.sizing_key, task.job.card.id), ())
        return replace(task, job=replace(task.job, type_sizes=agreed))

    sized = tuple(map(give, plan.tasks))
    failed = {
        t.job.file: f for t in sized for p in t.list_pages() if (f := failures.get((p.sizing_key, p.job.card.id)))
    }
    measured = tuple(_to_measured(tasks[file].job, keys[file], sizes[file]) for file in sizes)
    return SizedPlan(replace(plan, tasks=sized), measured, failed)


def _sizes_cache_key(group: SizingGroup) -> str:
    """Return the key of a sizing group's sizes in the cache."""
    return hashlib.sha256("\n".join(group.key).encode()).hexdigest()


def _merge_sizes(cached: SizesByKey, found: SizesByKey) -> SizesByKey:
    """Return the new measurements, and as many of the newest old ones, since a change is often reverted."""
    older = [(key, sizes) for key, sizes in cached.items() if key not in found]
    return dict(older[-len(found) :]) | found


def _to_measured(job: Job, key: str, sizes: tuple[FittingSizes, ...]) -> MeasuredSizes:
    return MeasuredSizes(job.card.set, job.card.id, job.card.language, job.size.name, key, sizes)


def agree_sizes(cards: Mapping[str, Sequence[FittingSizes]]) -> dict[str, tuple[RoleFontSize, ...]]:
    """Return each card's size for each role, given the sizes at which each card fits."""

    def key_of(one: FittingSizes) -> tuple[str, str, bool]:
        return one.role, one.style, one.is_figure

    needed: dict[tuple[str, str, bool], list[FittingSizes]] = {}
    for one in chain.from_iterable(cards.values()):
        needed.setdefault(key_of(one), []).append(one)
    shared = {key: sizes for key, sizes in needed.items() if len(sizes) > 1}
    common = {key: find_common_size(sizes) for key, sizes in shared.items() if not key[2]}
    figures = {key: even_out(size.largest for size in sizes) for key, sizes in shared.items() if key[2]}

    def to_common(one: FittingSizes) -> RoleFontSize:
        if one.is_figure:
            return RoleFontSize(one.role, one.style, figures[key_of(one)][one.largest], is_figure=True)
        size, wanted = one.largest, common[key_of(one)]
        return RoleFontSize(one.role, one.style, min(size, wanted), wanted if size < wanted else 0)

    return {
        card: tuple(to_common(one) for one in sizes if key_of(one) in shared)
        for card, sizes in cards.items()
    }


def find_common_size(needed: Sequence[FittingSizes]) -> int:
    """Return the largest size at which all cards but the outliers fit, and at which the fewest have a poor shape.

    An outlier's size is more than 15 % below the next larger one. At most one card in four is an outlier, one of three
    cards may be, and none of two. For the shape of a text, the size is reduced by at most 15 %.
    """
    ordered = sorted(one.largest for one in needed)
    max_outliers = max(1, len(ordered) // _CARDS_PER_OUTLIER) if len(ordered) > 2 else 0
    outlier_counts = [n for n in range(1, max_outliers + 1) if ordered[n - 1] < _OUTLIER_RATIO * ordered[n]]
    largest = ordered[outlier_counts[-1]] if outlier_counts else ordered[0]
    shaped = [one.shapely for one in needed if one.shapely and one.largest >= largest]
    steps = {size for sizes in shaped for size in sizes if _OUTLIER_RATIO * largest <= size <= largest}
    return max({largest, *steps}, key=lambda size: (sum(size in sizes for sizes in shaped), size))


def even_out(sizes: Iterable[int]) -> dict[int, int]:
    """Return the common size of each size: that of the smallest of those that differ from it by at most 15 %.

    Larger sizes start another group, so sizes either agree or are visibly different.
    """
    common: dict[int, int] = {}
    smallest = 0
    for size in sorted(set(sizes)):
        smallest = smallest if smallest and smallest >= _OUTLIER_RATIO * size else size
        common[size] = smallest
    return common
