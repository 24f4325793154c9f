"""What each command does: read, plan, make or check, and tell."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial

from ..batch import (
    Plan,
    accepted_to_json,
    advise,
    advise_accepted,
    check_plan,
    gather_accepted,
    gather_problems,
    note_unused,
    open_processes,
)
from ..errors import FactcardsError, Problem
from ..model.cards import Accept, Origin
from ..read.themes.theme_reader import read_theme, theme_source
from ..rendering.records import problem_to_json
from .arguments import TABLES
from .cache_command import open_cache, show_cache
from .console import Screen
from .font_report import HEAD, explain_choices
from .merge import merge_folders
from .phrasing import count, name_sizes, tell_problems
from .planning import find_root_of, plan_cards
from .render_command import render_cards
from .sheet_command import draw_sheet
from .tables import draw_rows, draw_table
from .typography_report import list_changes, note_changes


def run_command(asked: Namespace, screen: Screen) -> int:
    """Do what the arguments ask for; returns the exit status."""
    screen.is_verbose = getattr(asked, "verbose", False)
    if asked.command == "themes" and asked.source:
        screen.print(theme_source(asked.name).removesuffix("\n"))
        return 0
    if asked.command == "fonts" and asked.about:
        return _explain(asked, screen)
    if asked.command in TABLES:
        screen.print(draw_table(asked.command))
        return 0
    try:
        if asked.command in ("cache", "render"):
            open_cache(asked.cache)
        origin = Origin(root=str(find_root_of(asked) or "")) if hasattr(asked, "root") else Origin()
        for theme in [asked.theme] if isinstance(asked.theme, str) else asked.theme:
            read_theme(theme or "statement", origin)
    except FactcardsError as error:
        screen.show(error.problems)
        return 2
    if asked.command == "sheet":
        return _status(draw_sheet(asked, screen))
    commands = {"render": render_cards, "check": _check, "cache": show_cache, "merge": merge_folders}
    return commands[asked.command](asked, screen)


def _check(asked: Namespace, screen: Screen) -> int:
    planned = plan_cards(asked)
    plan, problems = planned.plan, planned.problems + advise(planned.plan)
    with screen.progress("pictures", len(plan.tasks)) as listen:
        results = check_plan(plan, partial(open_processes, asked.jobs), listen=listen)
    found = gather_problems(results)
    accepted = gather_accepted((*plan.accepted, *advise_accepted(plan)), results)
    every = [*problems, *(problem for problem, _ in found)]
    if planned.is_whole and not _status(every):   # otherwise what is accepted may not have been looked at
        problems += tuple(note_unused(_list_entries(plan), (one for one, _ in accepted)))
    screen.show([*problems, *(name_sizes(problem, sizes) for problem, sizes in found)])
    if asked.json:
        told = _to_json({**dict(found), **dict.fromkeys(problems, ())}, plan)
        screen.print_json(told | accepted_to_json(accepted))
        return _status(every)
    changes = list(note_changes(plan))
    notes = changes if asked.verbose else list(note_changes(plan, is_verbose=False))
    screen.is_short = screen.is_short or len(notes) < len(changes)
    screen.show(notes)
    if screen.is_terminal:
        awaiting = {(t.job.card.set, t.job.card.id, t.job.card.language) for t in plan.tasks if not t.job.card.reviewed}
        known = f", {count(len(accepted), 'warning')} accepted" if accepted else ""
        screen.say(f"{count(len(results), 'picture')} checked, {tell_problems(every)}{known}")
        if awaiting:
            screen.say(f"{count(len(awaiting), 'translation')} not reviewed by a native reader yet")
    return _status(every)


def _explain(asked: Namespace, screen: Screen) -> int:
    planned = plan_cards(asked)
    screen.show(planned.problems)
    if planned.plan.tasks:
        screen.print(draw_rows([HEAD, *explain_choices(planned.plan)]))
    return _status(planned.problems)


def _list_entries(plan: Plan) -> Iterator[Accept]:
    """Yield what the files of the cards accept."""
    for task in plan.tasks:
        yield from task.accept


def _status(problems: Iterable[Problem]) -> int:
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _to_json(found: dict[Problem, tuple[str, ...]], plan: Plan) -> dict[str, object]:
    told: dict[str, object] = {
        "untranslated": [asdict(entry) for entry in plan.untranslated],
        "problems": [problem_to_json(problem) | {"sizes": list(sizes)} for problem, sizes in found.items()],
        "changes": list_changes(plan),
    }
    return told
