"""The command `render`: an outcome, recalled where nothing has changed and made otherwise, and what is told of it."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict, replace

from ..batch import (
    Made,
    Outcome,
    Past,
    Question,
    accepted_to_json,
    add_records,
    cut_plan,
    find_strays,
    make_files,
    name_request,
    recall_run,
    remember_run,
    remove_strays,
    sum_up,
)
from ..errors import Problem
from ..rendering.manifest import NAME, Manifest
from ..rendering.records import problem_to_json, record_to_json
from ..storage.local_storage import Folder
from ..storage.storages import Target, open_target
from ..storage.trust import TrustList
from .cache_command import Kept, open_cache
from .console import Screen
from .phrasing import count, name_sizes, tell_problems
from .planning import Planned, plan_cards
from .schedulers import open_workers

_UNASKED = frozenset({"cache", "command", "force", "jobs", "json", "on", "prune", "store", "today", "verbose", "why"})
"""Options that change nothing in what is made."""
_LISTED = 20   # strays that are told by name


def render_cards(asked: Namespace, screen: Screen) -> int:
    """Make the pictures that the arguments ask for and tell of them; returns the exit status."""
    start, kept, folder = time.perf_counter(), open_cache(asked.cache), open_target(asked.out)
    screen.show(kept.problems)
    said = ((name, repr(value)) for name, value in vars(asked).items() if name not in _UNASKED)
    paths = tuple(str(path) for path in asked.paths)
    question = Question(name_request(said), paths, asked.today, time.time_ns(), time.time_ns)
    outcome = None
    if isinstance(folder, Folder) and not asked.shard and not asked.force:   # a store tells no states to be remembered
        outcome = recall_run(kept.cache, question, folder, kept.trusted)
    if outcome is None or (outcome.strays and asked.prune):
        outcome = _make(asked, screen, kept, question)
    else:
        screen.show(outcome.problems)
        outcome = add_records(outcome, folder, kept.trusted) if asked.json else outcome
    screen.show(outcome.notes)
    screen.show(name_sizes(problem, sizes) for problem, sizes in outcome.found)
    if asked.why:
        for reason in outcome.why:
            taken = " (found in the cache)" if reason.found else ""
            screen.say(f"{reason.file}: {', '.join(reason.why)}{taken}")
    if asked.json:
        screen.print_json(_to_json(asked, outcome))
    else:
        screen.show(_tell_strays(asked, folder, outcome.strays))
        if screen.is_terminal:
            screen.say(_sum_up(outcome, folder, time.perf_counter() - start))
    return 1 if any(problem.severity == "error" for problem in outcome.every) else 0


def _make(asked: Namespace, screen: Screen, kept: Kept, question: Question) -> Outcome:
    planned = plan_cards(asked)
    if asked.shard:
        planned = replace(planned, plan=cut_plan(planned.plan, *asked.shard))
    plan = planned.plan
    screen.show(planned.problems)
    if not plan.tasks and not plan.refused and not plan.shard:
        return sum_up(planned.problems, plan.untranslated, (), plan.accepted)
    cache = None if asked.on else kept.cache   # workers elsewhere have other disks
    with screen.progress("pictures", len(plan.tasks)) as listen, open_workers(asked) as workers:
        made = make_files(
            plan, asked.out, workers, force=asked.force, listen=listen, cache=cache, trusted=kept.trusted
        )
    outcome = replace(sum_up(planned.problems, plan.untranslated, made.results, plan.accepted), notes=made.notes)
    listed = made.listed
    if not planned.sound:
        return outcome
    if not (asked.language or asked.size or asked.format):   # then sets are made with all that they ask for
        outcome, listed = _look_for_strays(asked, outcome, planned, made, kept.trusted)
    others = {record.file for record in listed.records}.difference(outcome.files)
    past = Past(outcome, planned.seen, tuple(sorted(others)), planned.days)
    folder = open_target(asked.out)
    if isinstance(folder, Folder) and not plan.shard:
        remember_run(kept.cache, question, folder, past)
    return outcome


def _look_for_strays(
    asked: Namespace, outcome: Outcome, planned: Planned, made: Made, trusted: TrustList
) -> tuple[Outcome, Manifest]:
    """The outcome with the files that no card makes any more, removed if that is wished; and the list as it is now.

    What another run has just made is none of them yet; the next run looks again.
    """
    listed = made.listed
    found = find_strays(listed, planned.plan, planned.whole)
    strays = tuple(record for record in found if record.file not in made.others)
    outcome = replace(outcome, lasting=outcome.lasting and len(strays) == len(found))
    if asked.prune and strays:
        shard = planned.plan.shard
        pruned = remove_strays(open_target(asked.out), trusted, strays, shard.list_name if shard else NAME)
        strays, listed = pruned.strays, pruned.listed
        told = (*outcome.found, *((problem, ()) for problem in pruned.problems))
        outcome = replace(outcome, found=told, lasting=outcome.lasting and not pruned.problems)
    return replace(outcome, strays=tuple(record.file for record in strays)), listed


def _tell_strays(asked: Namespace, folder: Target, strays: tuple[str, ...]) -> Iterable[Problem]:
    for name in strays[:_LISTED]:
        yield Problem("note", f"no card makes {folder.tell(name)} any more", kind="stray-file")
    if len(strays) > _LISTED:
        yield Problem("note", f"nor {count(len(strays) - _LISTED, 'more file')}", kind="stray-file")
    if strays and not asked.prune:
        yield Problem("note", "`--prune` removes what no card makes any more", kind="stray-file")


def _sum_up(outcome: Outcome, folder: Target, seconds: float) -> str:
    made = len(outcome.files) - outcome.kept - outcome.taken
    lone = outcome.files[0] if len(outcome.files) == 1 else ""
    parts = [f"{folder.tell(lone)}: {count(made, 'file')} made in {seconds:.1f} s"]
    parts += [f"{outcome.kept} kept as they were"] if outcome.kept else []
    parts += [f"{outcome.taken} found in the cache"] if outcome.taken else []
    parts += [f"{len(outcome.untranslated)} untranslated"] if outcome.untranslated else []
    parts += [f"{count(len(outcome.accepted), 'warning')} accepted"] if outcome.accepted else []
    return ", ".join([*parts, tell_problems(outcome.every)])


def _to_json(asked: Namespace, outcome: Outcome) -> dict[str, object]:
    found = {**dict(outcome.found), **dict.fromkeys((*outcome.problems, *outcome.notes), ())}
    told: dict[str, object] = {
        "files": [record_to_json(record) for record in outcome.records],
        "untranslated": [asdict(entry) for entry in outcome.untranslated],
        "problems": [problem_to_json(problem) | {"sizes": list(sizes)} for problem, sizes in found.items()],
        "strays": list(outcome.strays),
    }
    if asked.why:
        told["why"] = [asdict(reason) for reason in outcome.why]
    return told | accepted_to_json(outcome.accepted)
