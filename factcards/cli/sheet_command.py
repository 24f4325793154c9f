"""The command `sheet`: all variants on one picture."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from functools import partial

from ..batch import Accepted, accepted_to_json, even_sizes, open_processes
from ..contact_sheet import Asked, Sheet, arrange_grids, make_sheet
from ..errors import Problem
from ..rendering.records import problem_to_json
from ..storage.local_storage import Folder
from .console import Screen
from .planning import plan_cards


def draw_sheet(asked: Namespace, screen: Screen) -> tuple[Problem, ...]:
    """Make the sheet that the arguments ask for and write it; every problem found, already shown."""
    problems: dict[Problem, None] = {}
    accepted: dict[Accepted, dict[str, None]] = {}
    wanted: list[Asked] = []
    processes = partial(open_processes, asked.jobs)
    for theme in asked.theme or [""]:
        planned = plan_cards(Namespace(**{**vars(asked), "theme": theme, "format": ["png"]}))
        problems |= dict.fromkeys(planned.problems)
        accepted |= {one: {} for one in planned.plan.accepted}
        tasks = even_sizes(planned.plan, processes).plan.tasks
        wanted += [Asked(task, theme or task.job.theme.name) for task in tasks]
    screen.show(problems)
    if not wanted:
        return tuple(problems)
    grids = arrange_grids(wanted, asked.rows, asked.columns)
    refused = [problem for problem in problems if problem.severity == "error"]
    with screen.progress("pictures", len(wanted)) as listen:
        sheet = make_sheet(
            grids, "png" if asked.out.suffix.lower() == ".png" else "jpeg", processes,
            phone=asked.phone, refused=refused, listen=listen,
        )  # fmt: skip
    told = {_name(problem, size): None for problem, size in _told(sheet)}
    for outcome in sheet.outcomes:
        for one in outcome.accepted:
            accepted.setdefault(one, {})[outcome.asked.task.job.size.name] = None
    screen.show(told)
    Folder(asked.out.parent).write(asked.out.name, sheet.data)
    every = (*problems, *told)
    if asked.json:
        entry: dict[str, object] = {"file": asked.out.as_posix(), "width": sheet.width, "height": sheet.height}
        entry["problems"] = [problem_to_json(p) for p in every]
        entry |= accepted_to_json(tuple((one, tuple(sizes)) for one, sizes in accepted.items()))
        screen.print_json(entry)
    elif screen.is_terminal:
        screen.say(f"{asked.out}: {len(wanted)} pictures, {sheet.width} × {sheet.height} pixels")
    return every


def _told(sheet: Sheet) -> list[tuple[Problem, str]]:
    return [(problem, o.asked.task.job.size.name) for o in sheet.outcomes for problem in o.problems]


def _name(problem: Problem, size: str) -> Problem:
    return replace(problem, message=f"{problem.message} (at {size})") if problem.place else problem
