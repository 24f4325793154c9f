"""Runs the command that the arguments name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..batch import (
    Plan,
    accepted_to_json,
    find_accepted_plan_warnings,
    find_cache,
    find_plan_problems,
    find_plan_warnings,
    find_unused_entries,
    gather_accepted,
    gather_problems,
    join_folders,
    share_processes,
)
from ..errors import FactcardsError, Problem, count_noun
from ..late_loading import import_late
from ..model.cards import DEFAULT_THEME, AcceptedWarning, Origin
from ..read.themes.theme_reader import read_theme, read_theme_source
from ..rendering.records import problem_to_json
from ..storage.storages import open_storage
from .arguments import TABLES
from .cache_command import open_cache, show_cache
from .console import CommandConsole
from .exit_statuses import SUCCESS, WRONG_COMMAND_LINE, exit_status
from .grouping import add_sizes, count_problems, describe_files, describe_nothing
from .planning import find_root_of, plan_cards
from .render_command import render_cards

if TYPE_CHECKING:
    from . import font_report, new_command, schema_command, sheet_command, tables, typography_report
else:
    font_report = import_late(".font_report", __package__)
    new_command = import_late(".new_command", __package__)
    schema_command = import_late(".schema_command", __package__)
    sheet_command = import_late(".sheet_command", __package__)
    tables = import_late(".tables", __package__)
    typography_report = import_late(".typography_report", __package__)


def run_command(args: Namespace, console: CommandConsole, clock: Callable[[], int]) -> int:
    """Run the command that the arguments name. `clock` gives ns since 1970. Returns the exit status."""
    console.is_verbose = getattr(args, "verbose", False)
    if args.command == "themes" and args.source:
        console.print_result(read_theme_source(args.name).removesuffix("\n"))
        return SUCCESS
    if args.command == "fonts" and args.about:
        return _explain_fonts(args, console)
    if args.command == "new":
        return new_command.make_new_set(args, console)
    if args.command == "schema":
        return schema_command.show_schema(args, console)
    if args.command in TABLES:
        if args.json:
            console.print_json({args.command: tables.list_entries(args.command)})
        else:
            console.print_result(tables.format_table(args.command))
        return SUCCESS
    try:
        if args.command in ("cache", "render"):
            open_cache(args.cache)   # for its error: a wrong size limit is a wrong command line, found before any work
        origin = Origin(root=str(find_root_of(args) or "")) if hasattr(args, "root") else Origin()
        for theme in [args.theme] if isinstance(args.theme, str) else args.theme:
            read_theme(theme or DEFAULT_THEME, origin)
    except FactcardsError as error:
        console.show_problems(error.problems)
        return WRONG_COMMAND_LINE
    if args.command == "sheet":
        return exit_status(sheet_command.draw_sheet(args, console))
    if args.command == "render":
        return render_cards(args, console, clock)
    commands = {"check": _check, "cache": show_cache, "merge": _merge}
    return commands[args.command](args, console)


def _check(args: Namespace, console: CommandConsole) -> int:
    planned = plan_cards(args)
    plan, problems = planned.plan, planned.problems + find_plan_warnings(planned.plan)
    with console.progress("pictures", len(plan.tasks)) as listen, share_processes(args.jobs) as workers:
        results = find_plan_problems(plan, workers, listen=listen)
    found = gather_problems(results)
    accepted = gather_accepted((*plan.accepted, *find_accepted_plan_warnings(plan)), results)
    every = [*problems, *(problem for problem, _ in found)]
    if planned.is_full and not exit_status(every):   # otherwise the accepted problem may not have been looked for
        problems += tuple(find_unused_entries(_list_entries(plan), (one for one, _ in accepted)))
    console.show_problems([*problems, *(add_sizes(problem, sizes) for problem, sizes in found)])
    if args.json:
        result = _to_json({**dict(found), **dict.fromkeys(problems, ())}, plan)
        console.print_json(result | accepted_to_json(accepted))
        return exit_status(every)
    changes = list(typography_report.summarize_changes(plan))
    notes = changes if args.verbose else list(typography_report.summarize_changes(plan, is_verbose=False))
    console.has_omitted = console.has_omitted or len(notes) < len(changes)
    console.show_problems(notes)
    console.show_status(_format_check(args, plan, len(results), every, len(accepted)))
    return exit_status(every)


def _format_check(args: Namespace, plan: Plan, checked: int, problems: Sequence[Problem], accepted: int) -> str:
    """Return the line that says how many pictures were checked, and what was found."""
    awaiting = {(t.job.card.set, t.job.card.id, t.job.card.language) for t in plan.tasks if not t.job.card.reviewed}
    pictures = count_noun(checked, "picture") if checked else describe_nothing(args.language)
    parts = [f"{pictures} checked", count_problems(problems)]
    parts += [f"{count_noun(accepted, 'warning')} accepted"] if accepted else []
    parts += [f"{count_noun(len(awaiting), 'translation')} not reviewed by a native reader yet"] if awaiting else []
    return ", ".join(parts)


def _merge(args: Namespace, console: CommandConsole) -> int:
    out = open_storage(args.out or (args.paths[0] if len(args.paths) == 1 else "out"))
    joined = join_folders([open_storage(path) for path in args.paths], out, find_cache(args.cache).trusted)
    console.show_problems(joined.problems)
    files = [record.file for record in joined.manifest.records]
    found = f", {count_problems(joined.problems)}" if joined.problems else ""
    console.show_status((describe_files(out, files) if files else describe_nothing(())) + found)
    return exit_status(joined.problems)


def _explain_fonts(args: Namespace, console: CommandConsole) -> int:
    planned = plan_cards(args)
    console.show_problems(planned.problems)
    choices = font_report.list_font_choices(planned.plan)
    if args.json:
        problems = [problem_to_json(problem) for problem in planned.problems]
        console.print_json({"fonts": [asdict(choice) for choice in choices], "problems": problems})
    elif planned.plan.tasks:
        console.print_result(tables.format_rows([font_report.HEAD, *(choice.to_row() for choice in choices)]))
    return exit_status(planned.problems)


def _list_entries(plan: Plan) -> Iterator[AcceptedWarning]:
    """Yield the `accept` entries of the cards."""
    for task in plan.tasks:
        yield from task.accept


def _to_json(found: dict[Problem, tuple[str, ...]], plan: Plan) -> dict[str, object]:
    return {
        "themes": list(dict.fromkeys(task.job.theme.name for task in plan.tasks)),
        "untranslated": [asdict(entry) for entry in plan.untranslated],
        "problems": [problem_to_json(problem) | {"sizes": list(sizes)} for problem, sizes in found.items()],
        "changes": typography_report.list_changes(plan),
    }
