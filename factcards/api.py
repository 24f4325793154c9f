"""The public functions. `factcards/__init__.py` imports this module when a public name is first used."""

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
from .errors import DrawError, FactcardsError, FontError, Place, Problem, ReadError, SceneError, has_errors
from .model.cards import Card, CardSet
from .model.scene import Scene
from .model.sizes import SIZES, Size
from .read import Read, parse_card, read_cards, read_sets
from .read.themes.theme_reader import read_theme
from .rendering.jobs import lay_out_job, raise_errors
from .rendering.manifest import VERSION
from .rendering.scene_problems import find_problems

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
    """Return the card as a Pillow image, by default in its own language and theme.

    `size` is the name of one of `SIZES`. Raises SceneError if the image would be wrong, and ReadError if the size,
    language or theme does not exist.
    """
    task = _plan_one(card, size, language, theme)
    return draw_image(_lay_out_checked(task), open_assets(task.job.fonts))


def encode(
    card: Card, size: str = "instagram-portrait", language: str | None = None, theme: str | None = None,
    format: str = "png",  # noqa: A002 - the promised name
) -> bytes:  # fmt: skip
    """Return the bytes of the card's file, as the command writes them; `format` is `png`, `jpeg`, `webp` or `dump`.

    This is many times as fast as saving `render`'s image with Pillow. Raises the same errors as `render`,
    and DrawError if there is no such format.
    """
    task = _plan_one(card, size, language, theme)
    return draw_scene(_lay_out_checked(task), format, open_assets(task.job.fonts))


def lay_out(
    card: Card, size: str = "instagram-portrait", language: str | None = None, theme: str | None = None
) -> Scene:
    """Return the card's display list: shapes and glyphs at fixed positions; its `problems` are warnings.

    `check_scene` finds more problems in it. Raises SceneError if the words do not fit, and ReadError as `render`.
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
    """Write every card's files and their manifest into `out`, as the command does. Returns one result for each file.

    `out` is a folder or its URL, such as `s3://…`. Sizes, languages, formats and theme default to the set's own. Any
    `executor` of `concurrent.futures` distributes the work; its workers write into `out`. A card that fails does not
    affect the others. Raises FactcardsError with all problems at the end, unless `strict` is False.
    """
    today = datetime.now(UTC).date()  # noqa: TID251 - the outermost function may know the day
    request = Request(tuple(languages or ()), tuple(sizes or ()), tuple(formats or ()), theme or "", today)
    plan = plan_jobs([cards], request, read_theme)
    results = make_files(plan, out, open_external(executor) if executor else open_serial).results
    problems = [*plan.problems, *(problem for result in results for problem in result.problems)]
    if strict and has_errors(problems):
        raise FactcardsError(dict.fromkeys(problem for problem in problems if problem.severity == "error"))
    return list(results)


def _plan_one(card: Card, size: str, language: str | None, theme: str | None) -> Task:
    request = Request((language or card.language,), (size,), ("png",), theme or "", complete=True)
    company = card.siblings or CardSet(card.set, (card,), type="each")
    cards = tuple(card if other.id == card.id else other for other in company.cards)   # the caller may have changed it
    plan = plan_jobs([replace(company, cards=cards, only=card.id)], request, read_theme)
    if not plan.tasks:
        raise ReadError(problem for problem in plan.problems if problem.severity == "error")
    return apply_common_sizes(plan, open_serial).plan.tasks[0]


def _lay_out_checked(task: Task) -> Scene:
    """Return a task's scene. Raises SceneError if it has errors."""
    scene = _lay_out(task)
    problems = find_problems(scene, task.job.card, task.job.theme)
    raise_errors(explain_failure(Failure(problems), task.place, task.places))
    return scene


def _lay_out(task: Task) -> Scene:
    try:
        return lay_out_job(task.job, open_assets(task.job.fonts))
    except SceneError as error:
        raise SceneError(explain_failure(Failure(error.problems), task.place, task.places)) from None
