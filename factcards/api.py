"""The public functions. `factcards/__init__.py` imports this module when a public name is first used."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TypedDict, Unpack

from PIL.Image import Image

from .batch import (
    Failure,
    Plan,
    Request,
    Result,
    Task,
    apply_common_sizes,
    apply_set_sizes,
    explain_failure,
    explain_task,
    find_task_warnings,
    make_files,
    open_assets,
    open_external,
    open_serial,
    plan_jobs,
    split_accepted,
    with_store,
)
from .check import check_scene
from .deprecations import accept_positional
from .draw import draw_image
from .draw import draw_scene as _draw_scene
from .errors import (
    DrawError,
    FactcardsError,
    FolderError,
    FontError,
    Place,
    Problem,
    ReadError,
    RequestError,
    SceneError,
    WorkerError,
    WriteError,
    find_unknown_arguments,
    has_errors,
    take_folder,
)
from .graphics.color import Color
from .graphics.geometry import Insets
from .model.cards import Card, CardSet
from .model.formats import BOOK_FORMAT, FORMAT_NAMES, SvgMode
from .model.scene import Scene, take_scene
from .model.sizes import DEFAULT_SIZES, SIZES, Size
from .model.themes import Theme
from .read import (
    AcceptFields,
    ActionFields,
    BrandFields,
    CardFields,
    ChartFields,
    CountFields,
    ImageFields,
    LabelsFields,
    LogoFields,
    Read,
    SetChoices,
    SourceFields,
    TileFields,
    TitleFields,
    make_card,
    make_set,
    parse_card,
    parse_theme,
    read_cards,
    read_sets,
)
from .read.themes.theme_reader import list_theme_names, read_theme
from .rendering.jobs import lay_out_job, make_record, raise_errors, render_job
from .rendering.manifest import VERSION
from .rendering.records import Record
from .rendering.scene_problems import find_problems
from .request_arguments import (
    take_card,
    take_card_size,
    take_day,
    take_each,
    take_flag,
    take_format,
    take_language,
    take_listener,
    take_lone_svg,
    take_out,
    take_set,
    take_size,
    take_sizes,
    take_svg,
    take_theme,
)
from .text.fonts.language_fonts import LanguageEntry, list_languages

__version__ = VERSION
"""The version of factcards, such as `2.0.0`; `source` if it is not installed."""

__all__ = [
    "FORMATS", "SIZES", "THEMES", "AcceptFields", "ActionFields", "BrandFields", "Card", "CardFields", "CardSet",
    "ChartFields", "Choices", "Color", "CountFields", "DrawError", "FactcardsError", "FolderError", "FontError",
    "ImageFields", "Insets", "LabelsFields", "LanguageEntry", "LogoFields", "Place", "Problem", "Read", "ReadError",
    "Record", "Rendered", "RequestError", "Result", "Scene", "SceneError", "SetChoices", "Size", "SourceFields",
    "Theme", "ThemeChoice", "TileFields", "TitleFields", "WorkerError", "WriteError", "__version__", "check_scene",
    "draw_scene", "encode", "encode_book", "languages", "lay_out", "list_files", "make_card", "make_set", "parse_card",
    "parse_theme", "read_cards", "read_sets", "render", "render_all", "render_card", "with_store",
]  # fmt: skip

FORMATS: tuple[str, ...] = FORMAT_NAMES
"""The names of the formats in which pictures are rendered; `dump` is the scene as text. `jpg` is taken for `jpeg`."""
THEMES: tuple[str, ...] = list_theme_names()
"""The names of the built-in themes, in alphabetical order."""
ThemeChoice = str | os.PathLike[str] | Theme
"""A theme: the name of a built-in one, the path of a theme's file, or a Theme, such as `parse_theme` returns."""


class Choices(TypedDict, total=False):
    """What to render of a set. Each choice that is left out or None is the set's own."""

    sizes: Iterable[str | Size] | None
    """The sizes: names in `SIZES` or of the set's own, measures such as `1080x608`, or a Size. Default: the set's."""
    languages: Iterable[str] | None
    """The language tags. A set that names none is rendered in every language in which its cards are written."""
    formats: Iterable[str] | None
    """The formats, of `FORMATS`. A set that names none has `png`."""
    theme: ThemeChoice | None
    """The theme of all cards, in place of their own."""
    today: date | None
    """The day that decides which cards have expired. By default the present day in UTC."""
    svg: SvgMode | None
    """How SVGs are written: as `outlines`, which look the same everywhere; as `text` with its fonts; or `linked`, as
    outlines with the photographs in files beside them. By default as outlines."""
    book: bool | None
    """True makes one PDF for each set, language and size, with a page and a bookmark for each card, in place of one for
    each card. The formats must have `pdf`."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A picture of a card: `image` for Pillow, `data` with the bytes of its file. A notebook shows it.

    `record` is its entry as in a manifest, such as `record.alt`, `record.link` and `record.text`. `problems` are its
    warnings, without those that the card accepts.
    """

    image: Image
    record: Record
    problems: tuple[Problem, ...]
    data: bytes = field(repr=False)

    def _repr_png_(self) -> bytes:
        """Return the bytes of the picture as PNG, whatever its format. Notebooks call this."""
        if self.record.format == "png":
            return self.data
        file = io.BytesIO()
        self.image.save(file, "PNG")
        return file.getvalue()


def languages() -> tuple[LanguageEntry, ...]:
    """Return the languages of CLDR, each with its script, its direction and the font that sets it.

    A card may have any other language of BCP 47 too, if a font has its letters.
    """
    return list_languages(open_assets(()).fonts)


@accept_positional("size", "language", "theme")
def render(
    card: Card, *, size: str | Size = DEFAULT_SIZES[0], language: str | None = None, theme: ThemeChoice | None = None
) -> Image:
    """Return the card as a Pillow image (RGB), by default in its own language and theme.

    `size` is one of `SIZES`, its name, or a Size of your own. `language` is the tag of a language in which the card is
    written. `theme` replaces the card's. Raises SceneError if the image would be wrong, for example since the text does
    not fit; RequestError if the size, the language or the theme does not exist; ReadError if the card cannot be
    rendered or the theme's file has errors.
    """
    task = _plan_one(take_card(card), size, language, theme)
    return draw_image(_lay_out_checked(task), open_assets(task.job.fonts))


@accept_positional("size", "language", "theme", "format")
def encode(
    card: Card, *, size: str | Size = DEFAULT_SIZES[0], language: str | None = None, theme: ThemeChoice | None = None,
    format: str = "png", svg: SvgMode = "outlines",  # noqa: A002 - the promised name
) -> bytes:  # fmt: skip
    """Return the bytes of the card's file, the same as those that the command writes.

    `format` is one of `FORMATS`, or `jpg`. An SVG has its text as `outlines`, or with `svg="text"` as text with its
    fonts. The other parameters are those of `render`. This is many times as fast as saving `render`'s image with
    Pillow. Raises the same errors as `render`, and RequestError if there is no such format or mode of SVG, or if the
    SVG would need other files beside it.

    A PNG of at most 256 colours has a palette. Its pixels differ by at most 4 of 255 from those of `render`.
    """
    name, mode = take_format(format), take_lone_svg(svg)
    task = _plan_one(take_card(card), size, language, theme)
    return _draw_scene(_lay_out_checked(task), name, open_assets(task.job.fonts), svg=mode)


def encode_book(
    cards: CardSet, *, size: str | Size = DEFAULT_SIZES[0], language: str | None = None,
    theme: ThemeChoice | None = None,
) -> bytes:  # fmt: skip
    """Return the bytes of a PDF with a page and a bookmark for each card of a set, the same as those of `--book`.

    `language` is by default the set's; cards that are not translated into it are left out. The other parameters and the
    errors are those of `encode`, with the errors of all cards: a book is whole or not made.
    """
    book = replace(take_set(cards), id=cards.id or "cards", only="")
    tag = cards.language if language is None else take_language(language)
    named = "" if theme is None else take_theme(theme)
    request = Request((tag,), (take_size(size, book.own_sizes),), (BOOK_FORMAT,), named, book=True)
    plan = plan_jobs([book], request, read_theme)
    _raise_wrong_choice(plan, request)
    errors = [problem for problem in plan.problems if problem.severity == "error"]
    if errors:
        raise ReadError(errors)
    if not plan.tasks:
        raise RequestError.of("language", f"no card is written in `{tag}`")
    task = apply_common_sizes(plan, open_serial).plan.tasks[0]
    try:
        return render_job(task.job, open_assets(task.job.fonts)).data
    except SceneError as error:
        raise SceneError(explain_task(Failure(error.problems), task)[0]) from None


@accept_positional("size", "language", "theme")
def lay_out(
    card: Card, *, size: str | Size = DEFAULT_SIZES[0], language: str | None = None, theme: ThemeChoice | None = None
) -> Scene:
    """Return the card's display list: shapes and glyphs at fixed positions, in pixels; its `problems` are warnings.

    The parameters are those of `render`. `check_scene` finds more problems in the scene, and `draw_scene` draws it;
    `description` is its alt text. Raises SceneError if the words do not fit, and otherwise the same errors as `render`.
    """
    return _lay_out(_plan_one(take_card(card), size, language, theme))


def render_card(
    card: Card, *, size: str | Size = DEFAULT_SIZES[0], language: str | None = None, theme: ThemeChoice | None = None,
    format: str = "png", svg: SvgMode = "outlines",  # noqa: A002 - the name that `encode` promises
) -> Rendered:  # fmt: skip
    """Return the card's picture with its alt text, link and text lines, and all warnings about it.

    The parameters and errors are those of `encode`. Warnings that the card accepts are left out. Text of the card that
    differs from its original, such as another figure in a translation, is such a warning too.
    """
    name, mode = take_format(format), take_lone_svg(svg)
    task = _plan_one(take_card(card), size, language, theme)
    scene, assets = _lay_out_checked(task), open_assets(task.job.fonts)
    job = replace(task.job, format=name)
    data = _draw_scene(scene, name, assets, svg=mode)
    found = tuple(p for p in find_problems(scene, job.card, job.theme) if p.severity != "note")
    record = make_record(job, (scene,), data, found)
    shown, _ = split_accepted(explain_failure(Failure(found), task.place, task.places), task.accept)
    return Rendered(draw_image(scene, assets), record, (*find_task_warnings(task), *shown), data)


def draw_scene(
    scene: Scene, *, format: str = "png", fonts: str | os.PathLike[str] | None = None,  # noqa: A002 - as `encode`
    svg: SvgMode = "outlines",
) -> bytes:  # fmt: skip
    """Return a scene in a format, for example one that a program has changed. Nothing is checked: see `check_scene`.

    `format` and `svg` are those of `encode`. `fonts` is the folder of the designer's own fonts, if the scene was laid
    out with such fonts. Raises RequestError as `encode` does, FontError if a font is missing, and SceneError if a
    photograph is missing.
    """
    folders = (take_folder(fonts, "fonts", "the path of a folder of fonts"),) if fonts is not None else ()
    return _draw_scene(take_scene(scene), take_format(format), open_assets(folders), svg=take_lone_svg(svg))


@accept_positional("out", "sizes", "languages", "formats", "theme", "executor", "strict")
def render_all(
    cards: CardSet,
    *,
    out: str | os.PathLike[str] = "out",
    executor: Executor | None = None,
    strict: bool = True,
    on_result: Callable[[Result], object] | None = None,
    **choices: Unpack[Choices],
) -> list[Result]:
    """Write every card's files and their manifest into `out`, as the command does. Returns one result for each file.

    `out` is a folder, which is created, or its URL, such as `s3://…`. `choices` say what to render, by default what the
    set says: see `Choices`. Any `executor` of `concurrent.futures` distributes the work, and its workers write into
    `out`; by default everything is rendered in this thread. `on_result` is called with each result as soon as its file
    is written or refused, in this process and thread. Files of an earlier run that would be the same are kept. The
    `problems` of a result are those that `render_card` returns. A card that is not translated into a requested language
    has no result; the manifest lists it as `untranslated`.

    A card that fails does not affect the others. Raises FactcardsError with all errors at the end, unless `strict` is
    False: then `problems` of each result has them, except those of cards that are refused before they are laid out,
    such as expired ones. Raises RequestError for a wrong argument before anything is written.
    """
    folder, is_strict, listen = take_out(out), take_flag(strict, "strict"), take_listener(on_result)
    open_executor = open_serial if executor is None else open_external(executor)
    plan = _plan_all(cards, choices)
    warnings = {task.job.file: find_task_warnings(task) for task in plan.tasks}

    def add_warnings(result: Result) -> Result:
        return replace(result, problems=(*warnings[result.job.file], *result.problems))

    done = make_files(plan, folder, open_executor, listen=lambda result: listen and listen(add_warnings(result)))
    problems = [*plan.problems, *(problem for result in done.results for problem in result.problems)]
    if is_strict and has_errors(problems):
        raise FactcardsError(dict.fromkeys(problem for problem in problems if problem.severity == "error"))
    return [add_warnings(result) for result in done.results]


def list_files(cards: CardSet, **choices: Unpack[Choices]) -> list[str]:
    """Return the names of the files that `render_all` makes with the same choices, in its order, with `/` in them.

    Nothing is rendered. Cards that are refused before they are laid out, for example expired ones, have no file.
    Raises RequestError as `render_all` does.
    """
    return [task.job.file for task in _plan_all(cards, choices).tasks]


def _plan_all(cards: CardSet, choices: Choices) -> Plan:
    """Plan a set. Raises RequestError if an argument is wrong."""
    unknown = find_unknown_arguments(choices, Choices.__annotations__)
    if unknown:
        raise RequestError(unknown)
    theme, today, svg = choices.get("theme"), choices.get("today"), choices.get("svg")
    request = Request(
        take_each(choices.get("languages"), "languages", take_language),
        take_sizes(choices.get("sizes"), take_set(cards).own_sizes),
        take_each(choices.get("formats"), "formats", take_format),
        "" if theme is None else take_theme(theme),
        datetime.now(UTC).date() if today is None else take_day(today),  # noqa: TID251 - only this function may know it
        svg="outlines" if svg is None else take_svg(svg),
        book=take_flag(choices.get("book") or False, "book"),
    )
    plan = plan_jobs([take_set(cards)], request, read_theme)
    _raise_wrong_choice(plan, request)
    return plan


def _plan_one(card: Card, named: str | Size, language: str | None, theme: ThemeChoice | None) -> Task:
    """Plan one picture of a card, at the type sizes of its set. Raises RequestError and ReadError as `render`."""
    size = take_card_size(named, card)
    tag = card.language if language is None else take_language(language)
    request = Request((tag,), (size,), ("png",), "" if theme is None else take_theme(theme), complete=True)
    plan = plan_jobs([CardSet(card.set, (card,), type="each")], request, read_theme)   # its set is measured below
    if not plan.tasks:
        _raise_wrong_choice(plan, request)
        errors = [problem for problem in plan.problems if problem.severity == "error"]
        if language is not None and all(problem.kind == "untranslated" for problem in errors):
            hint = f"it is written in {', '.join(sorted(tag for tag, _ in card.variants))}"
            raise RequestError.of("language", errors[0].message, hint)
        raise ReadError(errors)
    return apply_set_sizes(plan.tasks[0], card, request, read_theme)


def _raise_wrong_choice(plan: Plan, request: Request) -> None:
    """Raise RequestError if there is no such theme, or what is requested is about a format that a set does not have."""
    about = {"no-theme"} if request.theme else set()
    wrong = [p for p in plan.problems if not p.place and (p.kind in about or p.field in ("book", "svg"))]
    if wrong:
        raise RequestError(dict.fromkeys(replace(p, kind=RequestError.kind) for p in wrong))


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
