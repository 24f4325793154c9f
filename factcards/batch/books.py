"""Books: one PDF for each set, language and size, with a page for each card in the set's order.

A book is whole or not made: cards that are refused refuse it. Cards that are not translated are left out, as they are
among the pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..errors import Problem
from ..model.cards import Card, CardSet, Language
from ..model.formats import BOOK_FORMAT
from ..model.sizes import Size
from ..rendering.jobs import Job
from ..rendering.records import output_name
from ..text.unicode.language_scripts import language_fallbacks
from .plan_types import Plan, Task, make_book_task, merge_plans

PlanPage = Callable[[Card, Language], Plan | None]
"""Plans the pages of a card in a language, one for each size; None if the card has no words in it."""


def plan_books(
    cards: CardSet, languages: Iterable[Language], sizes: Sequence[Size], plan_page: PlanPage, *, complete: bool
) -> Plan:
    """Plan a book in each of the languages, or else in each language of the cards, and in each size.

    With `complete`, a card that is not translated refuses the book.
    """
    own = (tag for card in cards.cards for tag in (card.language, *(tag for tag, _ in card.variants)))
    tags = dict.fromkeys(tuple(languages) or own)
    return merge_plans(_plan_language_books(cards, tag, sizes, plan_page, complete=complete) for tag in tags)


def _plan_language_books(
    cards: CardSet, language: Language, sizes: Sequence[Size], plan_page: PlanPage, *, complete: bool
) -> Plan:
    pages: dict[str, list[Task]] = {}
    refused: list[str] = []
    for card in cards.cards:
        plan = plan_page(card, language)
        if plan is None:
            refused += [card.id] if complete or language in card.faulty else []
        elif plan.refused:
            refused.append(card.id)
        else:
            for task in plan.tasks:
                pages.setdefault(task.job.size.name, []).append(task)
    names = [output_name(cards.id, "", language, size.name, BOOK_FORMAT) for size in sizes]
    title = cards.title.text if cards.title and cards.title.language in language_fallbacks(language) else ""
    tasks = [make_book_task(of_size, title) for of_size in pages.values()]
    problems = tuple(_find_refusals(cards, names, refused, tasks))
    if problems or not tasks:
        return Plan(problems=problems, refused=tuple(names) if problems else ())
    return Plan(tuple(tasks))


def _find_refusals(
    cards: CardSet, names: Iterable[str], refused: Sequence[str], tasks: Iterable[Task]
) -> Iterator[Problem]:
    """Yield why the books of a language are not made."""
    total = cards.cards[0].total
    for name in names:
        if refused:
            yield _make_refusal(name, refused)
        elif total > len(cards.cards):   # a card whose file has errors is not among the cards
            yield _make_problem(name, f"it would have only {len(cards.cards)} of the set's {total} cards")
    for task in tasks:
        if len({page.job.fonts for page in task.pages}) > 1 and not refused:
            yield _make_problem(task.job.file, "its cards have different folders of fonts", "give them one theme")


def make_book_refusal(job: Job, refused: Iterable[str]) -> Problem:
    """Return the error of a book that is not made since some of its cards are refused."""
    return _make_refusal(job.file, refused)


def _make_refusal(file: str, refused: Iterable[str]) -> Problem:
    names = [f"`{name}`" for name in refused]
    return _make_problem(file, f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} refused")


def _make_problem(file: str, why: str, hint: str = "") -> Problem:
    return Problem("error", f"the book `{file}` is not made: {why}", hint=hint, kind="not-made")
