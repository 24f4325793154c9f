"""Checks of the arguments of the public functions. A wrong one is a RequestError that names the argument."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from .errors import RequestError, describe_type, quote_start, suggest, take_folder
from .model.cards import Card, CardSet, Language
from .model.formats import FORMAT_NAMES, SVG_MODES, SvgMode, resolve_format
from .model.own_themes import explain_unusable_theme
from .model.sizes import SIZES, Size, resolve_size
from .model.themes import Theme
from .read.fields.language_tags import explain_invalid_tag
from .read.fields.size_fields import take_distinct_sizes, take_own_size

T = TypeVar("T")


def take_card(card: object) -> Card:
    """Return the card. Raises RequestError if it is not a Card."""
    if isinstance(card, Card):
        return card
    of_set, of_path = 'take one of its cards: `cards["ID"]`', "`read_cards(PATH)` returns cards by id"
    hint = of_set if isinstance(card, CardSet) else of_path
    raise RequestError.of("card", f"found {describe_type(card)}, expected a Card", hint)


def take_set(cards: object) -> CardSet:
    """Return the set. Raises RequestError if it is not a CardSet."""
    if isinstance(cards, CardSet):
        return cards
    hint = "`make_set([card])` makes a set of cards" if isinstance(cards, Card | list | tuple) else ""
    raise RequestError.of("cards", f"found {describe_type(cards)}, expected a CardSet", hint)


def take_size(size: object, own: Iterable[Size] = (), argument: str = "size") -> Size:
    """Return the size of that name or of those measures, or a size of the caller's own. Raises RequestError otherwise.

    `own` are the sizes that the card's set defines, which can be named too.
    """
    own = tuple(own)
    if isinstance(size, str):
        found = resolve_size(size, own)
        if found is None:
            names = [known.name for known in (*SIZES, *own)]
            raise RequestError.of(argument, f"there is no size {quote_start(size)}", suggest(size, names))
        return found if found in own else take_own_size(found, argument)
    if not isinstance(size, Size):
        raise RequestError.of(argument, f"found {describe_type(size)}, expected the name of a size or a Size")
    taken = take_own_size(size, argument)
    take_distinct_sizes((*own, taken), argument)
    return taken


def take_card_size(size: object, card: Card) -> Size:
    """Return the size in which a card is rendered, of those that its set defines or any other, as `take_size`."""
    return take_size(size, card.siblings.own_sizes if card.siblings else ())


def take_sizes(sizes: object, own: Iterable[Size]) -> tuple[Size, ...]:
    """Return each size of a list once, as `take_size`. Raises RequestError if two of them differ and have one name."""
    found = take_each(sizes, "sizes", lambda size, argument: take_size(size, own, argument))
    return take_distinct_sizes(found, "sizes")


def take_language(language: object, argument: str = "language") -> Language:
    """Return the language tag. Raises RequestError if it is not one of BCP 47."""
    if not isinstance(language, str):
        raise RequestError.of(argument, f"found {describe_type(language)}, expected a language tag such as `en`")
    invalid = explain_invalid_tag(language)
    if invalid:
        raise RequestError.of(argument, *invalid)
    return language


def take_format(format_: object, argument: str = "format") -> str:
    """Return the name of a format; `jpg` means `jpeg`. Raises RequestError if there is no such format."""
    if not isinstance(format_, str):
        raise RequestError.of(argument, f"found {describe_type(format_)}, expected the name of a format such as `png`")
    name = resolve_format(format_)
    if name not in FORMAT_NAMES:
        raise RequestError.of(argument, f"there is no format {quote_start(format_)}", suggest(format_, FORMAT_NAMES))
    return name


def take_svg(mode: object) -> SvgMode:
    """Return how SVGs are written. Raises RequestError if there is no such mode."""
    found = next((known for known in SVG_MODES if known == mode), None)
    if found is None:
        shown = f"there is no mode of SVG {quote_start(mode)}" if isinstance(mode, str) else (
            f"found {describe_type(mode)}, expected the name of a mode of SVG")
        raise RequestError.of("svg", shown, suggest(str(mode), SVG_MODES))
    return found


def take_lone_svg(mode: object) -> SvgMode:
    """Return how an SVG is written that is a single file. Raises RequestError if it would be several files."""
    found = take_svg(mode)
    if found == "linked":
        message = "an SVG with linked photographs is several files, and one was requested"
        raise RequestError.of("svg", message, "`render_all` writes it into a folder")
    return found


def take_theme(theme: object) -> str | Theme:
    """Return a theme, its name, or its file's path. Raises RequestError for any other value."""
    if isinstance(theme, Theme):
        problem = explain_unusable_theme(theme)
        if problem:
            raise RequestError.of("theme", problem)
        return theme
    if isinstance(theme, str | os.PathLike):
        path = os.fspath(theme)
        if isinstance(path, str) and path.strip():
            # a bare file name of a Path is a path, not the name of a built-in theme
            return path if isinstance(theme, str) or "/" in path or os.sep in path else f"./{path}"
    hint = "`parse_theme` makes a theme of YAML text or of a mapping"
    message = f"found {describe_type(theme)}, expected a theme's name, its file's path or a Theme"
    raise RequestError.of("theme", message, hint)


def take_day(day: object) -> date:
    """Return the day. Raises RequestError if it is not a date."""
    if isinstance(day, date):
        return date(day.year, day.month, day.day)
    raise RequestError.of("today", f"found {describe_type(day)}, expected a date")


def take_each(values: object, argument: str, check: Callable[[object, str], T]) -> tuple[T, ...]:
    """Return each value of a list after its check, each once; () for None. Raises RequestError for text or no list."""
    if values is None:
        return ()
    if isinstance(values, str | bytes | Size) or not isinstance(values, Iterable):
        shown = f": `[{values!r}]`" if isinstance(values, str) else ": `[size]`" if isinstance(values, Size) else ""
        raise RequestError.of(argument, f"found {describe_type(values)}, expected a list{shown}")
    return tuple(dict.fromkeys(check(value, argument) for value in values))


def take_out(out: object) -> str | Path:
    """Return the folder of results as its URL or path. Raises RequestError for any other value."""
    expected = "the path of a folder or its URL"
    if out == "":
        raise RequestError.of("out", f"found an empty text, expected {expected}")
    path = take_folder(out, "out", expected)
    return path if isinstance(out, str) else Path(path)


def take_listener(listener: Callable[[T], object] | None) -> Callable[[T], object] | None:
    """Return the function that is called with each result, or None. Raises RequestError for any other value."""
    if listener is None or callable(listener):
        return listener
    raise RequestError.of("on_result", f"found {describe_type(listener)}, expected a function")


def take_flag(flag: object, argument: str) -> bool:
    """Return the value of an argument that is True or False, or 1 or 0. Raises RequestError for any other value."""
    if isinstance(flag, int) and flag in (0, 1):
        return bool(flag)
    raise RequestError.of(argument, f"found {describe_type(flag)}, expected True or False")
