"""What each command does: read, plan, make or check, and tell."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial
from time import perf_counter

from ..batch import Plan, Request, Result, advise, check_plan, make_files, open_processes, plan_jobs
from ..errors import FactcardsError, Problem
from ..manifest import problem_to_json, record_to_json
from ..read import read_sets
from ..read.themes import read_theme, theme_source
from .arguments import TABLES
from .choices import HEAD, explain_choices
from .notes import list_changes, note_changes
from .screen import Screen
from .sheets import draw_sheet
from .tables import draw_rows, draw_table

_NAMED = 3   # sizes that a problem names; then their number says more


def run_command(asked: Namespace, screen: Screen) -> int:
    """Do what the arguments ask for; returns the exit status."""
    if asked.command == "themes" and asked.source:
        screen.print(theme_source(asked.name).removesuffix("\n"))
        return 0
    if asked.command == "fonts" and asked.about:
        return _explain(asked, screen)
    if asked.command in TABLES:
        screen.print(draw_table(asked.command))
        return 0
    for theme in [asked.theme] if isinstance(asked.theme, str) else asked.theme:
        try:
            read_theme(theme or "statement")
        except FactcardsError as error:
            screen.show(error.problems)
            return 2
    if asked.command == "sheet":
        return _status(draw_sheet(asked, screen, _plan))
    return _render(asked, screen) if asked.command == "render" else _check(asked, screen)


def _render(asked: Namespace, screen: Screen) -> int:
    start = perf_counter()
    problems, plan = _plan(asked)
    screen.show(problems)
    results: tuple[Result, ...] = ()
    if plan.tasks or plan.refused:
        with screen.progress("pictures", len(plan.tasks)) as listen:
            processes = partial(open_processes, asked.jobs)
            results = make_files(plan, asked.out, processes, force=asked.force, listen=listen)
    found = _gather(results)
    screen.show(_name_sizes(problem, sizes) for problem, sizes in found.items())
    if asked.json:
        _print_json(screen, found | dict.fromkeys(problems, ()), plan, results)
    elif screen.is_terminal:
        screen.say(_sum_up(results, plan, [*problems, *found], perf_counter() - start))
    return _status([*problems, *found])


def _check(asked: Namespace, screen: Screen) -> int:
    problems, plan = _plan(asked)
    problems += advise(plan)
    screen.show(problems)
    with screen.progress("pictures", len(plan.tasks)) as listen:
        results = check_plan(plan, partial(open_processes, asked.jobs), listen=listen)
    found = _gather(results)
    screen.show(_name_sizes(problem, sizes) for problem, sizes in found.items())
    if asked.json:
        _print_json(screen, found | dict.fromkeys(problems, ()), plan, None)
        return _status([*problems, *found])
    screen.show(note_changes(plan))
    if screen.is_terminal:
        awaiting = {(t.job.card.set, t.job.card.id, t.job.card.language) for t in plan.tasks if not t.job.card.reviewed}
        screen.say(f"{_count(len(results), 'picture')} checked, {_tell([*problems, *found])}")
        if awaiting:
            screen.say(f"{_count(len(awaiting), 'translation')} not reviewed by a native reader yet")
    return _status([*problems, *found])


def _explain(asked: Namespace, screen: Screen) -> int:
    problems, plan = _plan(asked)
    screen.show(problems)
    if plan.tasks:
        screen.print(draw_rows([HEAD, *explain_choices(plan)]))
    return _status(problems)


def _plan(asked: Namespace) -> tuple[tuple[Problem, ...], Plan]:
    """What is to be made, and what is wrong before anything is."""
    read = [read_sets(path) for path in asked.paths]
    sets = [cards for one in read for cards in one.sets]
    formats = ("dump",) if asked.command == "check" else tuple(asked.format)
    request = Request(
        tuple(asked.language), tuple(asked.size), formats, asked.theme, asked.today, complete=asked.complete,
        small=asked.png == "small",
    )  # fmt: skip
    plan = plan_jobs(sets, request, read_theme)
    problems = tuple(dict.fromkeys([*(problem for one in read for problem in one.problems), *plan.problems]))
    if not problems and not any(cards.cards for cards in sets):
        paths = " ".join(str(path) for path in asked.paths)
        problems = (Problem("error", f"`{paths}` holds no card", hint="expected files such as `a-name.yaml`"),)
    return problems, plan


def _status(problems: Iterable[Problem]) -> int:
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _gather(results: Iterable[Result]) -> dict[Problem, tuple[str, ...]]:
    """Each problem once, with the sizes at which it was found."""
    found: dict[Problem, dict[str, None]] = {}
    for result in results:
        for problem in result.problems:
            found.setdefault(problem, {})[result.job.size.name] = None
    return {problem: tuple(sizes) for problem, sizes in found.items()}


def _name_sizes(problem: Problem, sizes: tuple[str, ...]) -> Problem:
    if not problem.place:   # it is none of the card's: a full disk, a fault of ours
        return problem
    more = f" and {_count(len(sizes) - _NAMED, 'more size')}" if len(sizes) > _NAMED else ""
    return replace(problem, message=f"{problem.message} (at {', '.join(sizes[:_NAMED])}{more})")


def _sum_up(results: Sequence[Result], plan: Plan, problems: list[Problem], seconds: float) -> str:
    made = sum(result.file is not None and not result.kept for result in results)
    kept = sum(result.kept for result in results)
    parts = [f"{_count(made, 'file')} made in {seconds:.1f} s"]
    parts += [f"{kept} kept as they were"] if kept else []
    parts += [f"{len(plan.untranslated)} untranslated"] if plan.untranslated else []
    return ", ".join([*parts, _tell(problems)])


def _tell(problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    told = [_count(number, what) for number, what in ((errors, "error"), (warnings, "warning")) if number]
    return " and ".join(told) or "no problem"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _print_json(
    screen: Screen, found: dict[Problem, tuple[str, ...]], plan: Plan, results: Sequence[Result] | None
) -> None:
    told: dict[str, object] = {}
    if results is not None:
        told["files"] = [record_to_json(result.record) for result in results if result.record]
    told["untranslated"] = [asdict(entry) for entry in plan.untranslated]
    told["problems"] = [problem_to_json(problem) | {"sizes": list(sizes)} for problem, sizes in found.items()]
    if results is None:
        told["changes"] = list_changes(plan)
    screen.print(json.dumps(told, ensure_ascii=False, indent=1))
