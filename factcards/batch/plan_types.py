"""What is requested, and what is planned: tasks, the cards that share type sizes, and the files that are refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from ..errors import Place, Problem
from ..model.cards import AcceptedWarning, Language
from ..model.formats import SvgMode
from ..model.sizes import Size
from ..model.themes import Theme
from ..rendering.jobs import Job, make_book_job
from ..rendering.records import Shard, Untranslated
from .accepted import AcceptedProblem


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller requests. Each set's own choice replaces an empty field.

    A size is the name of one of `SIZES` or of the set's own, measures such as `1080x608`, or any Size. A theme is a
    name, a path or a Theme. `today` decides which cards have expired; with None, no card has. `complete` makes a
    missing translation an error. `small` asks for PNGs of few bytes, which take longer, and `svg` says how SVGs are
    written. `book` asks for one PDF for each set, language and size in place of one for each card.
    """

    languages: tuple[Language, ...] = ()
    sizes: tuple[str | Size, ...] = ()
    formats: tuple[str, ...] = ()
    theme: str | Theme = ""
    today: date | None = None
    complete: bool = False
    small: bool = False
    svg: SvgMode = "outlines"
    book: bool = False


SizingKey = tuple[str, Language, str, str]
"""Set, language, size with all its values, and theme: cards with the same key share their type sizes."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job with what reports need: the place of its card, the places of its fields, and what the card accepts.

    `warnings` are those of the card's text in its language. The plan's problems have them too, once for all sizes. The
    task of a book has `pages`, and the place of the first.
    """

    job: Job
    place: Place
    places: tuple[tuple[str, Place], ...] = ()
    accept: tuple[AcceptedWarning, ...] = ()
    warnings: tuple[Problem, ...] = ()
    pages: tuple[Task, ...] = ()

    def list_pages(self) -> tuple[Task, ...]:
        """Return the tasks of a book's pages, or, for a card's own file, the task itself."""
        return self.pages or (self,)

    @property
    def sizing_key(self) -> SizingKey:
        """The key of the task's sizing group."""
        return self.job.card.set, self.job.card.language, repr(self.job.size), self.job.theme.name


@dataclass(frozen=True, slots=True)
class SizingGroup:
    """Cards that share their type sizes. It has the whole set even if only some cards were requested."""

    key: SizingKey
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks in order, the problems found while planning, and the names of requested files that are refused.

    If a run is done in parts, the plan is one part, and `others` names the files of the other parts. `accepted`
    problems are not in `problems`.
    """

    tasks: tuple[Task, ...] = ()
    problems: tuple[Problem, ...] = ()
    untranslated: tuple[Untranslated, ...] = ()
    refused: tuple[str, ...] = ()
    sizing_groups: tuple[SizingGroup, ...] = ()
    shard: Shard | None = None
    others: tuple[str, ...] = ()
    accepted: tuple[AcceptedProblem, ...] = ()


def make_book_task(pages: Sequence[Task], title: str) -> Task:
    """Return the task of a book with these pages; without a title it has that of its first page."""
    return Task(make_book_job([page.job for page in pages], title), pages[0].place, pages=tuple(pages))


def merge_plans(plans: Iterable[Plan]) -> Plan:
    """Return one plan with everything that several plans have, in their order."""
    parts = list(plans)
    return Plan(
        tuple(chain.from_iterable(p.tasks for p in parts)),
        tuple(dict.fromkeys(chain.from_iterable(p.problems for p in parts))),
        tuple(chain.from_iterable(p.untranslated for p in parts)),
        tuple(chain.from_iterable(p.refused for p in parts)),
        tuple(chain.from_iterable(p.sizing_groups for p in parts)),
        accepted=tuple(dict.fromkeys(chain.from_iterable(p.accepted for p in parts))),
    )
