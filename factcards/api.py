"""The public functions, in a module of their own: `factcards/__init__.py` loads it when a public name is first used."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL.Image import Image

from .batch import (
    Failure,
    Request,
    Result,
    Task,
    apply_common_sizes,
    explain_failure,
    make_files,
    open_assets,
    open_external,
    open_serial,
    plan_jobs,
    with_store,
)
from .check import check_scene
from .draw import draw_image, draw_scene
from .errors import DrawError, FactcardsError, FontError, Place, Problem, ReadError, SceneError
from .model.cards import Card, CardSet
from .model.scene import Scene
from .model.sizes import SIZES, Size
from .read import Read, parse_card, read_cards, read_sets
from .read.themes.theme_reader import read_theme
from .rendering.jobs import lay_out_job, raise_errors
from .rendering.manifest import VERSION

__version__ = VERSION

__all__ = [
    "SIZES",
    "Card",
    "CardSet",
    "DrawError",
    "FactcardsError",
    "FontError",
    "Place",
    "Problem",
    "Read",
    "ReadError",
    "Result",
    "Scene",
    "SceneError",
    "Size",
    "__version__",
    "check_scene",
    "encode",
    "lay_out",
    "parse_card",
    "read_cards",
    "read_sets",
    "render",
    "render_all",
    "with_store",
]


def render(
    card: Card, size: str = "instagram-portrait", language: str | None = None, theme: str | None = None
) -> Image:
    """Return the card as a Pillow image, in its own language if none is named; SceneError if it would be wrong."""
    task = _plan_one(card, size, language, theme)
    return draw_image(_lay_out_checked(task), open_assets(task.job.fonts))


def encode(
    card: Card, size: str = "instagram-portrait", language: str | None = None, theme: str | None = None,
    format: str = "png",  # noqa: A002 - the contract's word
) -> bytes:  # fmt: skip
    """Return the bytes of the card's file, as the command writes them; raises SceneError if it would be wrong.

    Many times as fast as saving `render`'s image with Pillow.
    """
    task = _plan_one(card, size, language, theme)
    return draw_scene(_lay_out_checked(task), format, open_assets(task.job.fonts))


def lay_out(
    card: Card, size: str = "instagram-portrait", language: str | None = None, theme: str | None = None
) -> Scene:
    """Return the card's display list: shapes and glyphs at fixed places; `problems` holds what was doubtful.

    Raises SceneError if the words do not fit; `check_scene` says what else a careful reader would.
    """
    return _lay_out(_plan_one(card, size, language, theme))


def render_all(
    cards: CardSet,
    out: str | Path = "out",
    sizes: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    theme: str | None = None,
    executor: Executor | None = None,
    strict: bool = True,
) -> list[Result]:
    """Write every card's files and their manifest into `out`, as the command does; one result a file.

    What is left out, the set says itself. An executor of the caller's, any that there is, spreads the work; `out` is a
    folder or the URL of one, as `s3://…`, to which its workers write. Cards that fail harm no other;
    FactcardsError with all their problems is raised at the end, unless `strict` is False.
    """
    today = datetime.now(UTC).date()  # noqa: TID251 - the shell may know the day
    request = Request(tuple(languages or ()), tuple(sizes or ()), tuple(formats or ()), theme or "", today)
    plan = plan_jobs([cards], request, read_theme)
    results = make_files(plan, out, open_external(executor) if executor else open_serial).results
    problems = [*plan.problems, *(problem for result in results for problem in result.problems)]
    if strict and any(problem.severity == "error" for problem in problems):
        raise FactcardsError(dict.fromkeys(problem for problem in problems if problem.severity == "error"))
    return list(results)


def _plan_one(card: Card, size: str, language: str | None, theme: str | None) -> Task:
    request = Request((language or card.language,), (size,), ("png",), theme or "", complete=True)
    company = card.siblings or CardSet(card.set, (card,), type="each")
    cards = tuple(card if other.id == card.id else other for other in company.cards)   # it may have been changed
    plan = plan_jobs([replace(company, cards=cards, only=card.id)], request, read_theme)
    if not plan.tasks:
        raise ReadError(problem for problem in plan.problems if problem.severity == "error")
    return apply_common_sizes(plan, open_serial).plan.tasks[0]


def _lay_out_checked(task: Task) -> Scene:
    """Return the scene of a task that nothing is wrong with; SceneError otherwise."""
    scene = _lay_out(task)
    raise_errors(explain_failure(Failure(scene.problems + check_scene(scene)), task.place, task.places))
    return scene


def _lay_out(task: Task) -> Scene:
    try:
        return lay_out_job(task.job, open_assets(task.job.fonts))
    except SceneError as error:
        raise SceneError(explain_failure(Failure(error.problems), task.place, task.places)) from None
