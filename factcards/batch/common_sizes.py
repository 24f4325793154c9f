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

from ..model.themes import RoleSize
from ..rendering.cache import Cache
from ..rendering.jobs import Job, measure_job
from ..rendering.records import Measured, NamedSize
from .dispatch import Failure, run_tasks
from .inputs import Digests, name_inputs
from .plan import Company, CompanyKey, Plan
from .processes import OpenExecutor

_DRAG = 0.85
"""A card whose words need a size under this share of the others' would drag them down: it is set by itself."""
_FEW = 4
"""Of so many cards at most one is set by itself."""
Sizes = dict[str, tuple[NamedSize, ...]]
"""What was measured, by the key of all that decides it."""


@dataclass(frozen=True, slots=True)
class Evened:
    """The plan with the sizes of its sets, what was measured for it, and which files cannot be made for want of it."""

    plan: Plan
    measured: tuple[Measured, ...] = ()
    failures: Mapping[str, Failure] = field(default_factory=dict)


def even_sizes(
    plan: Plan, open_executor: OpenExecutor, known: Iterable[Measured] = (), cache: Cache | None = None,
    digests: Digests | None = None,
) -> Evened:  # fmt: skip
    """Give each task the sizes that all cards of its set have in common in its language."""
    if not plan.companies:
        return Evened(plan)
    digests = digests or Digests()
    tasks = {task.job.file: task for company in plan.companies for task in company.tasks}
    keys = {file: name_inputs(task.job, digests).key for file, task in tasks.items()}
    remembered = {entry.key: entry.sizes for entry in known if entry.key}
    kept = {company.key: cache.find_sizes(_place_sizes(company)) for company in plan.companies} if cache else {}
    for found in kept.values():
        remembered |= found
    sizes = {file: remembered[key] for file, key in keys.items() if key in remembered}
    waiting = tuple(task for file, task in tasks.items() if file not in sizes)
    failures: dict[tuple[CompanyKey, str], Failure] = {}
    with closing(run_tasks(waiting, measure_job, open_executor)) as outcomes:
        for task, outcome in outcomes:
            if not isinstance(outcome, Failure):   # what is wrong with it will be told when it is drawn
                sizes[task.job.file] = tuple((one.role, one.style, one.size) for one in outcome)
            elif outcome.passing:   # it might be drawn, and the others would not be as they are beside it
                failures[task.company, task.job.card.id] = outcome
                if outcome.ends:
                    return Evened(plan, (), {t.job.file: outcome for t in plan.tasks})
    for company in plan.companies if cache else ():
        found = {keys[t.job.file]: sizes[t.job.file] for t in company.tasks if t.job.file in sizes}
        if cache and not found.keys() <= kept[company.key].keys():
            cache.keep_sizes(_place_sizes(company), _newest(kept[company.key], found))
    given = {
        (company.key, file): agreed
        for company in plan.companies
        for file, agreed in agree({t.job.card.id: sizes.get(t.job.file, ()) for t in company.tasks}).items()
    }
    evened = tuple(replace(t, job=replace(t.job, sizes=given.get((t.company, t.job.card.id), ()))) for t in plan.tasks)
    failed = {t.job.file: f for t in evened if (f := failures.get((t.company, t.job.card.id)))}
    measured = tuple(_note(tasks[file].job, keys[file], sizes[file]) for file in sizes)
    return Evened(replace(plan, tasks=evened), measured, failed)


def _place_sizes(company: Company) -> str:
    """Under which key the cache has the sizes of a company."""
    return hashlib.sha256("\n".join(company.key).encode()).hexdigest()


def _newest(kept: Sizes, found: Sizes) -> Sizes:
    """What was measured now, and of what was kept as much again: a change is often taken back."""
    older = [(key, sizes) for key, sizes in kept.items() if key not in found]
    return dict(older[-len(found) :]) | found


def _note(job: Job, key: str, sizes: tuple[NamedSize, ...]) -> Measured:
    return Measured(job.card.set, job.card.id, job.card.language, job.size.name, key, sizes)


def agree(cards: Mapping[str, Sequence[NamedSize]]) -> dict[str, tuple[RoleSize, ...]]:
    """The size of each role for each card, from the largest that each could have."""
    needed: dict[tuple[str, str], list[int]] = {}
    for role, style, size in chain.from_iterable(cards.values()):
        needed.setdefault((role, style), []).append(size)
    common = {role: common_size(sizes) for role, sizes in needed.items() if len(sizes) > 1}

    def settle(role: str, style: str, size: int) -> RoleSize:
        wanted = common[role, style]
        return RoleSize(role, style, min(size, wanted), wanted if size < wanted else 0)

    return {
        card: tuple(settle(*one) for one in sizes if one[:2] in common)
        for card, sizes in cards.items()
    }


def common_size(needed: Sequence[int]) -> int:
    """The largest size at which all fit but those few, at most one in four, that would drag the others down by 15 %.

    Of two cards neither is the odd one out.
    """
    ordered = sorted(needed)
    few = max(1, len(ordered) // _FEW) if len(ordered) > 2 else 0
    dragging = [n for n in range(1, few + 1) if ordered[n - 1] < _DRAG * ordered[n]]
    return ordered[dragging[-1]] if dragging else ordered[0]
