"""Sets of cards that a program made or read, from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Unpack

import unicodedata2

from ...errors import Problem, RequestError, describe_type, find_unknown_arguments
from ...model.cards import Card, CardSet
from ...model.sizes import SIZES, Size
from ..fields.scalar_fields import ReadContext
from ..fields.size_fields import take_distinct_sizes, take_own_size
from ..fields.value_reader import quote_text
from ..yaml.python_values import parse_value
from ..yaml.yaml_parser import MappingNode
from .card_files import SET, take_card_name, take_name
from .card_schema import SET_FIELDS
from .field_types import SetChoices

CHOICES = tuple(SetChoices.__annotations__)
"""The names of a made set's choices."""
_FILE = f"{SET}.yaml"
_LISTS = {"languages": "language tags", "sizes": "sizes", "formats": "formats"}
"""The choices that are lists, with what each lists."""


def make_set(cards: Iterable[Card], *, name: str = "cards", **choices: Unpack[SetChoices]) -> CardSet:
    """Return a set of cards from anywhere, in their order. They share their type sizes, unless `type` is "each".

    `name` is that of its folder of results, and replaces `{set}` in links. The choices are those of `set.yaml`, as
    `SetChoices` describes them. The cards of the set are copies, numbered from 1 to their total; another set's cards
    leave that set. Raises RequestError if there is no card, two cards have the same id, or the name, a card or a choice
    cannot be used.
    """
    found = _take_cards(cards)
    take_name(name, "name", "the set's name")
    language = found[0].language
    values, warnings = _read_choices(choices, language)
    numbered = tuple(
        replace(card, set=name, index=index, total=len(found), siblings=None) for index, card in enumerate(found)
    )
    languages, sizes, formats = (values.get(key) or () for key in ("languages", "sizes", "formats"))
    return CardSet(name, numbered, values.get("title"), language, languages,
                   tuple(size if isinstance(size, str) else size.name for size in sizes), formats,
                   values.get("type") or "even", problems=warnings,
                   own_sizes=tuple(size for size in sizes if isinstance(size, Size)))


def _take_cards(cards: object) -> tuple[Card, ...]:
    """Return the cards of a list or of another set. Raises RequestError."""
    if isinstance(cards, CardSet):
        return cards.cards
    if not isinstance(cards, Iterable) or isinstance(cards, str | bytes):
        raise RequestError.of("cards", f"found {describe_type(cards)}, expected a list of cards")
    found = tuple(cards.values() if isinstance(cards, Mapping) else cards)
    if not found:
        raise RequestError.of("cards", "found no card, expected one at least")
    first: dict[str, int] = {}
    for number, card in enumerate(found, start=1):
        if not isinstance(card, Card):
            hint = "`parse_card` makes a card of a text or a mapping" if isinstance(card, str | Mapping) else ""
            raise RequestError.of("cards", f"found {describe_type(card)} as number {number}, expected a card", hint)
        take_card_name(card.id, "cards", f"the name of card {number}")
        other = first.setdefault(str(unicodedata2.normalize("NFC", card.id)), number)
        if other != number:
            raise RequestError.of("cards", f"cards {other} and {number} have the same name `{card.id}`",
                                  "give each its own: `parse_card(…, name=…)`")
    return found


def _read_choices(choices: Mapping[str, object], language: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the values of a set's choices and their warnings. Raises RequestError with all errors."""
    known = {key: value for key, value in choices.items() if key in CHOICES}
    own = _take_own_sizes(known.get("sizes"))
    given = {key: _write_sizes(value) if key == "sizes" else value for key, value in known.items()}
    texts = [key for key in _LISTS if isinstance(given.get(key), str)]
    context = ReadContext(None, {_FILE: language}, problems=find_unknown_arguments(choices, CHOICES))
    context.problems += [_refuse_text(key, str(given.pop(key))) for key in texts]
    parsed = parse_value(given, _FILE, "set")
    context.problems += parsed.problems
    fields = parsed.root.entries if isinstance(parsed.root, MappingNode) else ()
    values = {key.text: SET_FIELDS[key.text](node, key.text, context) for key, node in fields}
    values["sizes"] = tuple(own.get(s.name, s) if isinstance(s, Size) else s for s in values.get("sizes") or ())
    problems = [replace(problem, place=None) for problem in context.problems]   # an argument is in no file
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise RequestError(dict.fromkeys(errors))
    return values, tuple(problems)


def _refuse_text(key: str, text: str) -> Problem:
    """Return the problem of a text in place of a list of names, with the list as Python has it."""
    names = ", ".join(f'"{name}"' for name in re.findall(r"[A-Za-z0-9][A-Za-z0-9_-]*", text))
    message = f"found {quote_text(text) if text else 'an empty text'}, expected a list of {_LISTS[key]}"
    return Problem("error", message, None, key, f"write `[{names}]`" if names else "", RequestError.kind)


def _take_own_sizes(sizes: object) -> dict[str, Size]:
    """Return the sizes of the caller's own in a list, by their names. Raises RequestError if one cannot be used."""
    listed = sizes if isinstance(sizes, Sequence) and not isinstance(sizes, str) else ()
    own = [take_own_size(size, "sizes") for size in listed if isinstance(size, Size) and size not in SIZES]
    return {size.name: size for size in take_distinct_sizes(own, "sizes")}


def _write_size(size: object) -> object:
    """Return a size as `set.yaml` has it: the name of one of `SIZES`, or a map; other values as they are."""
    if not isinstance(size, Size):
        return size
    return size.name if size in SIZES else {"name": size.name, "width": size.width, "height": size.height}


def _write_sizes(sizes: object) -> object:
    return sizes if not isinstance(sizes, Sequence) or isinstance(sizes, str) else [_write_size(size) for size in sizes]
