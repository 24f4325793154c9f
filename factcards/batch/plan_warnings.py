"""Warnings of a plan: of the text of its cards, their links, and scripts that are written in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..errors import Place, Problem
from ..links.hosts import is_example
from ..links.link_targets import list_hosts
from ..localize.wording.printed_links import MAX_ADDRESS_LENGTH, find_link_field, is_page_in_query
from ..text.unicode.language_scripts import language_script
from ..text.unicode.scripts import script_name
from .accepted import AcceptedProblem, split_accepted
from .plan_types import Plan, Task

_VERTICAL_SCRIPTS = frozenset({"Mong", "Phag"})
"""Scripts that are written in vertical lines."""


def find_plan_warnings(plan: Plan) -> tuple[Problem, ...]:
    """Return what could be better, for `check`: a link too long to print, an example link, vertical scripts."""
    return tuple(dict.fromkeys(p for task, p in _iter_warnings(plan) for p in split_accepted([p], task.accept)[0]))


def find_accepted_plan_warnings(plan: Plan) -> tuple[AcceptedProblem, ...]:
    """Return the warnings that `find_plan_warnings` leaves out because cards accept them."""
    return tuple(dict.fromkeys(one for task, p in _iter_warnings(plan) for one in split_accepted([p], task.accept)[1]))


def _iter_warnings(plan: Plan) -> Iterator[tuple[Task, Problem]]:
    pages = (page for task in plan.tasks for page in task.list_pages())
    cards = {(t.job.card.set, t.job.card.id, t.job.card.language): t for t in pages}
    for task in cards.values():
        for problem in _iter_task_warnings(task):
            yield task, problem


def find_task_warnings(task: Task) -> tuple[Problem, ...]:
    """Return all warnings about one file that are known before it is laid out: of its text and of its link."""
    return tuple(chain.from_iterable(map(_find_page_warnings, task.list_pages())))


def _find_page_warnings(page: Task) -> tuple[Problem, ...]:
    found = (problem for problem in _iter_task_warnings(page) if problem.severity == "warning")
    return (*page.warnings, *split_accepted(found, page.accept)[0])


def _iter_task_warnings(task: Task) -> Iterator[Problem]:
    if not task.job.card.address:
        why = _explain_no_address(task.job.card.url)
        shorter = f"add `short: …` to the action, at most {MAX_ADDRESS_LENGTH} characters"
        yield Problem("warning", why, _find_link_place(task), "action.short", shorter, kind="no-address")
    yield from _find_example_link(task)
    script = language_script(task.job.card.language)
    if script in _VERTICAL_SCRIPTS:
        yield _make_columns_warning(script, task)


def _make_columns_warning(script: str, task: Task) -> Problem:
    """Return the warning of a script that is written in columns; Mongolian is written in another one too."""
    name = script_name(script)
    message = f"{name} letters are written in columns, but a card sets them in lines from left to right"
    is_mongolian = task.job.card.language.partition("-")[0] == "mn"
    hint = "Cyrillic letters (`mn`) are written in lines" if is_mongolian else ""
    return Problem("warning", message, task.place, hint=hint, kind="columns")


def _find_link_place(task: Task) -> Place:
    """Return the place of the card's link; the first line of the card's own file if it inherits the link."""
    places = dict(task.places)
    place = places.get(find_link_field(places), task.place)
    return place if place.file == task.place.file else Place(task.place.file, 1, 1)


def _explain_no_address(url: str) -> str:
    if is_page_in_query(url):
        return "no address is printed: the link's query decides the page, and with it the address is too long to copy"
    return "the link is too long to print, so a reader who sees the card on a phone has nothing to scan or to type"


def _find_example_link(task: Task) -> Iterator[Problem]:
    """Yield a note if the card's link is one for examples and tests."""
    host = next((host for host in list_hosts(task.job.card.url) if is_example(host)), "")
    if host:
        message = f"`{host}` is reserved for examples: nobody can register it"
        places = dict(task.places)
        name = find_link_field(places)
        yield Problem("note", message, places.get(name, task.place), name, kind="example-link")
