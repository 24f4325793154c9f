"""The command `sheet`: a contact sheet of all pictures."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Iterable
from functools import partial

from ..batch import AcceptedProblem, Plan, accepted_to_json, apply_common_sizes, open_processes
from ..contact_sheet import (
    THUMBNAIL_HEIGHT,
    ContactSheet,
    RequestedPicture,
    arrange_grids,
    choose_thumbnail_size,
    make_sheet,
)
from ..errors import Problem, count_noun
from ..rendering.records import problem_to_json
from ..storage.local_storage import Folder
from .console import CommandConsole
from .grouping import add_sizes, count_problems, describe_nothing
from .planning import PlannedRun, plan_cards


def draw_sheet(args: Namespace, console: CommandConsole) -> tuple[Problem, ...]:
    """Make the contact sheet that the arguments request, and write it. Return all problems, which are already shown."""
    plans = {theme: _plan_theme(args, theme) for theme in args.theme or [""]}
    problems = dict.fromkeys(problem for planned in plans.values() for problem in planned.problems)
    console.show_problems(problems)
    refused = [problem for problem in problems if problem.severity == "error"]
    wanted = _list_wanted({theme: planned.plan for theme, planned in plans.items()})
    if not wanted:
        if not args.json:
            nothing = f"`{args.out}` was not written: {describe_nothing(args.language)}"
            console.show_status(nothing + _count_found(problems))
        return tuple(problems)
    titles = {name: title for planned in plans.values() for name, title in planned.titles.items()}
    arrange = partial(arrange_grids, rows=args.rows, columns=args.columns, titles=titles)
    choose_thumbnail_size(arrange(wanted), refused, phone=args.phone)
    # measuring type sizes takes long, so the size of the sheet was checked before
    processes = partial(open_processes, args.jobs)
    wanted = _list_wanted({theme: apply_common_sizes(planned.plan, processes).plan for theme, planned in plans.items()})
    with console.progress("pictures", len(wanted)) as listen:
        sheet = make_sheet(
            arrange(wanted),
            "png" if args.out.suffix.lower() == ".png" else "jpeg",
            processes, phone=args.phone, refused=refused, on_progress=listen,
        )  # fmt: skip
    found = {add_sizes(problem, (size,)): None for problem, size in _list_problems(sheet)}
    console.show_problems(found)
    Folder(args.out.parent).write(args.out.name, sheet.data)
    every = (*problems, *found)
    if args.json:
        entry: dict[str, object] = {"file": args.out.as_posix(), "width": sheet.width, "height": sheet.height}
        entry["problems"] = [problem_to_json(p) for p in every]
        console.print_json(entry | accepted_to_json(_list_accepted(plans.values(), sheet)))
    else:
        smaller = (
            f", each {sheet.picture_height} high" if sheet.picture_height < THUMBNAIL_HEIGHT and not args.phone else ""
        )
        pictures = count_noun(len(wanted), "picture")
        size = f"{sheet.width} × {sheet.height} pixels{smaller}"
        console.show_status(f"`{args.out}`: {pictures}, {size}{_count_found(every)}")
    return every


def _count_found(problems: Collection[Problem]) -> str:
    return f", {count_problems(problems)}" if problems else ""


def _plan_theme(args: Namespace, theme: str) -> PlannedRun:
    return plan_cards(Namespace(**{**vars(args), "theme": theme, "format": ["png"]}))


def _list_wanted(plans: dict[str, Plan]) -> list[RequestedPicture]:
    """Return the pictures of the sheet, from the plan of each theme."""
    return [
        RequestedPicture(task, theme or task.job.theme.name) for theme, plan in plans.items() for task in plan.tasks
    ]


def _list_accepted(
    plans: Iterable[PlannedRun], sheet: ContactSheet
) -> tuple[tuple[AcceptedProblem, tuple[str, ...]], ...]:
    """Return the accepted warnings of the plans and the pictures, each with the sizes at which it was found."""
    accepted: dict[AcceptedProblem, dict[str, None]] = {one: {} for planned in plans for one in planned.plan.accepted}
    for outcome in sheet.pictures:
        for one in outcome.accepted:
            accepted.setdefault(one, {})[outcome.requested.task.job.size.name] = None
    return tuple((one, tuple(sizes)) for one, sizes in accepted.items())


def _list_problems(sheet: ContactSheet) -> list[tuple[Problem, str]]:
    return [(problem, o.requested.task.job.size.name) for o in sheet.pictures for problem in o.problems]
