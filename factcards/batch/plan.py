"""Request → Plan: every card in every language at every size, and the cards that are refused before drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import unicodedata2

from ..errors import FactcardsError, Place, Problem, Severity, suggest
from ..links.link_targets import LinkError, encode_link
from ..links.url_templates import expand_template
from ..localize import find_variant, localize_card
from ..localize.agreement.compare import find_disagreements
from ..localize.wording.printed_links import find_link_field
from ..model.cards import Card, CardSet, Language, LocalCard, Origin, Variant
from ..model.formats import BOOK_FORMAT, DEFAULT_FORMATS, FORMAT_NAMES, SVG_MODES, SvgMode, resolve_format
from ..model.sizes import DEFAULT_SIZES, SIZES, Size, resolve_size
from ..model.themes import Theme
from ..rendering.jobs import Job
from ..rendering.records import Untranslated, output_name
from ..storage.paths import MAX_NAME_BYTES
from .accepted import split_accepted
from .books import plan_books
from .plan_types import Plan, Request, SizingGroup, SizingKey, Task, merge_plans

ReadTheme = Callable[[str, Origin], Theme]
"""Loads a theme, given its name or path and the origin of the card that names it. Raises ReadError."""


def plan_jobs(sets: Iterable[CardSet], request: Request, read_theme: ReadTheme) -> Plan:
    """Plan every card × language × size × format, in the order of the sets and of their cards."""
    return _refuse_duplicates(merge_plans(_plan_set(cards, request, read_theme) for cards in sets))


@dataclass(frozen=True, slots=True)
class _SetRequest:
    """A request for one set, with the set's own choices filled in; `size_formats` pairs each size with each format.

    Each card's words are read once in each language: for its files, for the common type sizes, and for books.
    """

    request: Request
    languages: tuple[Language, ...]
    size_formats: tuple[tuple[Size, str], ...]
    read_theme: ReadTheme
    _localized: dict[tuple[str, Language], _LocalizedCard | FactcardsError | None] = field(default_factory=dict)

    def localize(self, card: Card, language: Language) -> _LocalizedCard | FactcardsError | None:
        """Return a card of the set in one language, the error of its theme or link, or None if it is not translated."""
        key = card.id, language
        if key not in self._localized:
            self._localized[key] = _localize(card, language, self)
        return self._localized[key]

    def file_names(self, card: Card, language: Language) -> tuple[str, ...]:
        """Return the names of the requested files of a card in a language."""
        return tuple(
            output_name(card.set, card.id, language, size.name, format_) for size, format_ in self.size_formats
        )


def _plan_set(cards: CardSet, request: Request, read_theme: ReadTheme) -> Plan:
    place = _set_place(cards)
    own_formats = cards.formats or DEFAULT_FORMATS
    sizes, no_sizes = _select_sizes(request.sizes, cards)
    requested, own_names = (tuple(map(resolve_format, names)) for names in (request.formats, own_formats))
    formats, no_formats = _select_known("format", requested, own_names, FORMAT_NAMES)
    languages = request.languages or cards.languages
    is_book = request.book and bool(cards.id) and BOOK_FORMAT in formats   # a card in no set has a PDF of its own
    size_formats = tuple((size, name) for size in sizes for name in formats if not (is_book and name == BOOK_FORMAT))
    set_request = _SetRequest(request, languages, size_formats, read_theme)
    own = tuple(p for p in cards.problems if place is None or p.place is None or _is_beside(p.place, place))
    others = tuple(p for p in cards.problems if p not in own)   # of the folder of sets: no single set accepts them
    shown, accepted = split_accepted(own, cards.accept)
    needed = [(BOOK_FORMAT, "book", "a book is a")] if request.book else []
    needed += [("svg", "svg", f"`{request.svg}` is a mode of the format")] if request.svg != SVG_MODES[0] else []
    missing = tuple(_make_format_problem(cards, *one) for one in needed if one[0] not in formats)
    of_set = Plan((), others + shown + no_sizes + no_formats + missing, accepted=accepted)
    plan = merge_plans([
        of_set,
        *(_plan_card(card, set_request) for card in cards.cards if cards.only in ("", card.id)),
        *([_plan_set_books(cards, sizes, set_request)] if is_book else []),
    ])
    groups = _make_sizing_groups(cards, plan.tasks, set_request) if cards.type == "even" else ()
    return replace(plan, sizing_groups=tuple(groups))


def _plan_set_books(cards: CardSet, sizes: Sequence[Size], set_request: _SetRequest) -> Plan:
    """Plan the books of a set, with all its cards even if only one was requested."""
    pages = replace(set_request, size_formats=tuple((size, BOOK_FORMAT) for size in sizes))

    def plan_page(card: Card, language: Language) -> Plan | None:
        return _plan_language(card, language, pages)

    return plan_books(cards, set_request.languages, sizes, plan_page, complete=set_request.request.complete)


def plan_sizing(cards: CardSet, request: Request, read_theme: ReadTheme) -> Iterator[Task]:
    """Yield a task of each card that is written in the requested language, at the one requested size, to measure it."""
    ((language,), (size,)) = request.languages, request.sizes
    set_request = _SetRequest(request, (language,), (), read_theme)
    for card in cards.cards:
        local = set_request.localize(card, language)
        if isinstance(local, _LocalizedCard) and isinstance(size, Size):
            yield local.make_task(size, "dump")


def _make_sizing_groups(cards: CardSet, tasks: Iterable[Task], set_request: _SetRequest) -> Iterator[SizingGroup]:
    """Yield the groups of cards whose type sizes the tasks share, with cards that were not requested too."""
    sizes = {(task.job.card.language, task.job.size.name): task.job.size for task in tasks}
    for (language, _), size in sizes.items():
        found: dict[SizingKey, list[Task]] = {}
        for card in cards.cards:
            local = set_request.localize(card, language)
            if isinstance(local, _LocalizedCard):
                task = local.make_task(size, "dump")
                found.setdefault(task.sizing_key, []).append(task)
        yield from (SizingGroup(key, tuple(group)) for key, group in found.items() if len(group) > 1)


def _make_format_problem(cards: CardSet, format_: str, field: str, what: str) -> Problem:
    """Return the problem of a set that is not rendered in the format that an option, `field`, needs.

    `what` begins the sentence that says so: what the option asks for.
    """
    name = f"`{cards.id}`" if cards.id else "the card"
    message = f"{what} `{format_}`, and {name} is not rendered as one"
    return Problem("error", message, None, field, f"add `{format_}` to the formats", kind="wrong-value")


def _select_sizes(requested: Sequence[str | Size], cards: CardSet) -> tuple[list[Size], tuple[Problem, ...]]:
    """Return the requested sizes, or else those of the set, and a problem for each name that the set does not know."""
    named = dict.fromkeys(requested or cards.sizes or DEFAULT_SIZES)
    found = {size: resolve_size(size, cards.own_sizes) if isinstance(size, str) else size for size in named}
    known = [size.name for size in (*SIZES, *cards.own_sizes)]
    problems = [
        Problem("error", f"there is no size `{name}`{f' in the set `{cards.id}`' if cards.id else ''}", None, "sizes",
                suggest(str(name), known), kind="wrong-value")
        for name, size in found.items() if size is None
    ]  # fmt: skip
    sizes = list(dict.fromkeys(size for size in found.values() if size))
    longest = max((card.id for card in cards.cards), key=lambda id_: len(id_.encode()), default="")
    too_long = [size for size in sizes if len(f"{longest}.{size.name}.webp".encode()) > MAX_NAME_BYTES]
    problems += [_make_long_name_error(longest, size) for size in too_long]
    return [size for size in sizes if size not in too_long], tuple(problems)


def _make_long_name_error(card: str, size: Size) -> Problem:
    """Return the error of a card and a size whose names together are too long for the name of a file."""
    message = f"the names of `{card}` and of the size `{size.name}` are longer than {MAX_NAME_BYTES} bytes together"
    return Problem("error", message, None, "sizes", "choose a shorter name for the size or the card", kind="file-name")


def _select_known(
    what: str, requested: Sequence[str], own: Sequence[str], known: Sequence[str]
) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the requested names, or else the set's own, that are known, and a problem for each that is not.

    The problems have no place: a request is in no file, and an unknown name in `set.yaml` is reported when it is read.
    """
    names = dict.fromkeys(requested or own)
    problems = (
        Problem("error", f"there is no {what} `{name}`", None, f"{what}s", suggest(name, known), kind="wrong-value")
        for name in names if name not in known
    )  # fmt: skip
    return [name for name in names if name in known], tuple(problems)


def _set_place(cards: CardSet) -> Place | None:
    """Return the place of `set.yaml`, or None for a card in no set."""
    places = [variant.place for card in cards.cards for _, variant in card.variants]
    return Place(str(Path(places[0].file).with_name("set.yaml")), 1, 1) if places and cards.id else None


def _is_beside(place: Place, other: Place) -> bool:
    """Return whether a file is in another file's folder, or in a folder within it."""
    return Path(place.file).is_relative_to(Path(other.file).parent)


def _plan_card(card: Card, set_request: _SetRequest) -> Plan:
    languages = set_request.languages or (card.language, *(tag for tag, _ in card.variants))
    plans_by_language = {language: _plan_language(card, language, set_request) for language in dict.fromkeys(languages)}
    missing = [language for language, plan in plans_by_language.items() if plan is None]
    faulty = [language for language in missing if language in card.faulty]
    untranslated = [language for language in missing if language not in card.faulty]
    plans = (plan for plan in plans_by_language.values() if plan)
    without = _plan_missing(card, untranslated, set_request, _UNTRANSLATED)
    waiting = tuple(Untranslated(card.set, card.id, language) for language in untranslated)
    refused = _plan_missing(card, faulty, set_request, _FAULTY)
    return merge_plans([*plans, replace(without, untranslated=waiting), refused])


_UNTRANSLATED = "it is not translated", "untranslated"
_FAULTY = "its words there have an error", "not-made"
"""Reasons why a card is not rendered in a language, each with the kind of its problem."""


def _plan_missing(card: Card, languages: list[Language], set_request: _SetRequest, reason: tuple[str, str]) -> Plan:
    """Plan a card in languages in which it has no words: one problem for all of them."""
    if not languages:
        return Plan()
    own = next((variant for _, variant in card.variants), None)
    severity: Severity = "error" if set_request.request.complete else "warning"
    why, kind = reason
    message = f"`{card.id}` is not rendered in {', '.join(languages)}: {why}"
    problem = Problem(severity, message, Place(own.place.file, 1, 1) if own else None, kind=kind)
    shown, accepted = split_accepted([problem], own.accept if own else ())
    files = tuple(file for language in languages for file in set_request.file_names(card, language))
    return Plan(problems=shown, refused=files, accepted=accepted)


@dataclass(frozen=True, slots=True)
class _LocalizedCard:
    """A card in one language with its theme, ready for every size."""

    card: LocalCard
    variant: Variant
    theme: Theme
    fonts: tuple[str, ...]
    small: bool
    svg: SvgMode

    def make_task(self, size: Size, format_: str) -> Task:
        """Return the task for one size and format."""
        card, svg = fill_placeholders(self.card, size), self.svg if format_ == "svg" else SVG_MODES[0]
        job = Job(card, self.theme, size, format_, self.fonts, small=self.small, svg=svg)
        return Task(job, self.variant.place, self.variant.places, self.variant.accept)


def _plan_language(card: Card, language: Language, set_request: _SetRequest) -> Plan | None:
    """Plan a card in one language; None if it is not translated."""
    local = set_request.localize(card, language)
    if local is None:
        return None
    if isinstance(local, FactcardsError):
        return Plan((), local.problems, (), set_request.file_names(card, language))
    variant, today = local.variant, set_request.request.today
    if variant.expires and today and today > variant.expires:
        place = dict(variant.places).get("expires", variant.place)
        subject = "the cards have" if Path(place.file).name.startswith("set.") else "the card has"
        message = f"{subject} expired: the last day was {variant.expires}, and today is {today}"
        problem = Problem("error", message, place, "expires", "check the fact, then set a later day", kind="expired")
        return Plan((), (problem,), (), set_request.file_names(card, language))
    differing = find_disagreements(variant, find_variant(card, card.language))
    shown, accepted = split_accepted(variant.problems + local.card.problems + differing, variant.accept)
    made = (local.make_task(size, format_) for size, format_ in set_request.size_formats)
    tasks = tuple(replace(task, warnings=shown) for task in made)
    return Plan(tasks, shown, accepted=accepted)


def _localize(card: Card, language: Language, set_request: _SetRequest) -> _LocalizedCard | FactcardsError | None:
    """Return what `_SetRequest.localize` keeps."""
    variant, local = find_variant(card, language), localize_card(card, language)
    if not variant or not local:
        return None
    try:
        requested = set_request.request.theme
        if isinstance(requested, Theme):
            theme = requested
        elif requested:
            theme = set_request.read_theme(requested, Origin(root=card.origin.root))
        else:
            theme = set_request.read_theme(variant.theme, card.origin)
    except FactcardsError as error:
        # no file names a requested theme
        place = None if set_request.request.theme else dict(variant.places).get("theme", variant.place)
        return FactcardsError(replace(p, place=p.place or place, field=p.field or "theme") for p in error.problems)
    problem = _find_link_problem(local, variant)
    if problem:
        return FactcardsError([problem])
    fonts = tuple(folder for folder in (theme.fonts, card.fonts) if folder)
    asked = set_request.request
    return _LocalizedCard(replace(local, theme=theme.name), variant, theme, fonts, asked.small, asked.svg)


def _find_link_problem(card: LocalCard, variant: Variant) -> Problem | None:
    """Return what is wrong with the filled-in link or with the address that is printed in its place, or None."""
    places = dict(variant.places)
    name = find_link_field(places)
    try:
        fill_placeholders(card, SIZES[0])
    except LinkError as error:
        message = f"the link leads nowhere once it is filled in: {error}"
        return Problem("error", message, places.get(name, variant.place), name, kind="link")
    if variant.action.short and not card.address:   # created by a program: reading a file would have refused it
        message = f"`{variant.action.short}` is not an address that can be printed"
        return Problem("error", message, places.get("action.short", variant.place), "action.short", kind="link")
    return None


def fill_placeholders(card: LocalCard, size: Size) -> LocalCard:
    """Return the card with its link's placeholders filled in for one size, in ASCII. Raises LinkError."""
    names = {"set": card.set, "card": card.id, "language": card.language, "size": size.name, "platform": size.platform}
    return replace(card, url=encode_link(expand_template(card.url, names)))


def _refuse_duplicates(plan: Plan) -> Plan:
    """Return the plan without jobs that would write a file twice. If the two differ, the later card is refused.

    Names that differ only in case are one file on some systems.
    """
    first: dict[str, Task] = {}
    problems: dict[Problem, None] = {}
    for task in plan.tasks:
        known = first.setdefault(unicodedata2.normalize("NFC", task.job.file).casefold(), task)
        if known.job != task.job:
            message = f"`{task.job.card.id}` is not rendered: {known.place.file} makes files of the same name"
            place = Place(task.place.file, 1, 1)
            problems[Problem("error", message, place, hint="rename the card or its folder", kind="same-file")] = None
    return replace(plan, tasks=tuple(first.values()), problems=plan.problems + tuple(problems))
