"""The command `sheet`: all variants on one picture."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from ..batch import Accepted, Plan, accepted_to_json, even_sizes, open_processes
from ..contact_sheet import HEIGHT, Asked, Sheet, arrange_grids, choose_thumbnail_size, make_sheet
from ..errors import Problem
from ..rendering.records import problem_to_json
from ..storage.local_storage import Folder
from .console import Screen
from .planning import Planned, plan_cards


def draw_sheet(asked: Namespace, screen: Screen) -> tuple[Problem, ...]:
    """Make the sheet that the arguments ask for and write it; return every problem found, already shown."""
    plans = {theme: _plan_theme(asked, theme) for theme in asked.theme or [""]}
    problems = dict.fromkeys(problem for planned in plans.values() for problem in planned.problems)
    screen.show(problems)
    refused = [problem for problem in problems if problem.severity == "error"]
    wanted = _list_wanted({theme: planned.plan for theme, planned in plans.items()})
    if not wanted:
        return tuple(problems)
    choose_thumbnail_size(arrange_grids(wanted, asked.rows, asked.columns), refused, phone=asked.phone)
    # the sheet is not too large: only now are the sizes of type measured, which takes long
    processes = partial(open_processes, asked.jobs)
    wanted = _list_wanted({theme: even_sizes(planned.plan, processes).plan for theme, planned in plans.items()})
    with screen.progress("pictures", len(wanted)) as listen:
        sheet = make_sheet(
            arrange_grids(wanted, asked.rows, asked.columns),
            "png" if asked.out.suffix.lower() == ".png" else "jpeg",
            processes, phone=asked.phone, refused=refused, listen=listen,
        )  # fmt: skip
    found = {_name(problem, size): None for problem, size in _list_problems(sheet)}
    screen.show(found)
    Folder(asked.out.parent).write(asked.out.name, sheet.data)
    every = (*problems, *found)
    if asked.json:
        entry: dict[str, object] = {"file": asked.out.as_posix(), "width": sheet.width, "height": sheet.height}
        entry["problems"] = [problem_to_json(p) for p in every]
        screen.print_json(entry | accepted_to_json(_list_accepted(plans.values(), sheet)))
    elif screen.is_terminal:
        smaller = f", each {sheet.picture_height} high" if sheet.picture_height < HEIGHT and not asked.phone else ""
        screen.say(f"{asked.out}: {len(wanted)} pictures, {sheet.width} × {sheet.height} pixels{smaller}")
    return every


def _plan_theme(asked: Namespace, theme: str) -> Planned:
    return plan_cards(Namespace(**{**vars(asked), "theme": theme, "format": ["png"]}))


def _list_wanted(plans: dict[str, Plan]) -> list[Asked]:
    """Return the pictures of the sheet, from the plan of each theme."""
    return [Asked(task, theme or task.job.theme.name) for theme, plan in plans.items() for task in plan.tasks]


def _list_accepted(plans: Iterable[Planned], sheet: Sheet) -> tuple[tuple[Accepted, tuple[str, ...]], ...]:
    """Return the accepted warnings of the plans and the pictures, each with the sizes at which it was found."""
    accepted: dict[Accepted, dict[str, None]] = {one: {} for planned in plans for one in planned.plan.accepted}
    for outcome in sheet.outcomes:
        for one in outcome.accepted:
            accepted.setdefault(one, {})[outcome.asked.task.job.size.name] = None
    return tuple((one, tuple(sizes)) for one, sizes in accepted.items())


def _list_problems(sheet: Sheet) -> list[tuple[Problem, str]]:
    return [(problem, o.asked.task.job.size.name) for o in sheet.outcomes for problem in o.problems]


def _name(problem: Problem, size: str) -> Problem:
    return replace(problem, message=f"{problem.message} (at {size})") if problem.place else problem
