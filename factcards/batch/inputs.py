"""What decides a file's bytes, part by part and each with a digest: its card's fields, photographs, theme, size, fonts.

The digests of all parts together are the file's key. Short ones stay in its record, so that a later run can say which
part has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from typing import Any

from ..model.themes import RoleSize
from ..rendering.jobs import Job
from .dispatch import Failure, attempt
from .versions import list_engines, program_digest
from .worker_assets import find_assets

ENGINES = "engines"
"""The part that stands for the libraries that draw; the manifest has their versions."""
TYPE = "type"
"""The part that stands for the sizes of type that a set's cards have in common."""
_MOST_KNOWN = 4096   # values; a run has few themes, and the fields of a card are soon done with
_SHORT = 8   # hexadecimal digits: enough to tell two values of one part from each other
_NAMES = {
    "id": "card", "direction": "language", "url": "action.url", "call": "action.label", "address": "action.short",
    "credit": "image.credit", "index": "order", "total": "order", "sizes": TYPE,
}  # fmt: skip
"""Fields that have another name, or none, in a card's file."""
_WITHIN = {"image": {"photo": "image.file"}, "brand": {"logo": "brand.logo", "other_logo": "brand.logo"}}
"""What in a field is a part of its own."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What decides a file's bytes: `key` is a digest of all, `parts` are what goes into the file's record."""

    key: str = ""
    parts: tuple[tuple[str, str], ...] = ()


class Digests:
    """The digest of each value that was met, so that what many jobs share, such as a theme, is gone through once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}   # by identity; the value itself keeps its number taken

    def of(self, value: object) -> str:
        """SHA-256 of all that a value says; places of files on this machine do not count."""
        if isinstance(value, str | int | float | None):
            return _digest(json.dumps(value))
        known = self._known.get(id(value))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = value, _digest(json.dumps(_plain(value)))
            self._known[id(value)] = known
        return known[1]


def name_inputs(job: Job, digests: Digests) -> Inputs:
    """All that decides the file's bytes; nothing where the fonts cannot be opened, which the job will tell."""
    assets = attempt(find_assets, job.fonts)
    if isinstance(assets, Failure):
        return Inputs()
    found: dict[str, str] = {}
    for name, label, value in _list_parts(job):
        found[name] = f"{found.get(name, '')} {label}={digests.of(value)}"
    found |= {"fonts": assets.fonts.digest, "factcards": program_digest(), ENGINES: list_engines()}
    key = _digest("\n".join(f"{name} {said}" for name, said in sorted(found.items())))
    told = {TYPE: tell_sizes(job.sizes)} if job.sizes else {}
    return Inputs(key, tuple(_pair(name, told.get(name) or _digest(said)[:_SHORT]) for name, said in found.items()))


@lru_cache(maxsize=256)
def _pair(name: str, digest: str) -> tuple[str, str]:
    """A part: what ten thousand cards have in common, such as their theme, is in memory once."""
    return name, digest


def _list_parts(job: Job) -> Iterator[tuple[str, str, object]]:
    """Each part's name, the field that gives it, and what it says; what nobody said is left out."""
    for name, value in _said(job.card):
        inner = _WITHIN.get(name)
        if inner:
            for label, within in _said(value):
                yield inner.get(label, name), label, within
        else:
            yield job.card.kind if name == "body" else _NAMES.get(name, name), name, value
    for name, value in _said(job):
        if name != "card":
            yield _NAMES.get(name, name), f"job.{name}", value


def _said(value: object) -> Iterator[tuple[str, object]]:
    for name, default in _compare(value):
        given = getattr(value, name)
        if given is not default and given != default:
            yield name, given


def tell_sizes(sizes: Iterable[RoleSize]) -> str:
    """Sizes of type in words, as a record holds them."""
    return ", ".join(f"{s.role} {s.style} {s.size}" + (f" of {s.others}" if s.others else "") for s in sizes)


def note_engines() -> tuple[str, str]:
    """The libraries that draw: the short digest that records have of them, and their versions."""
    return _digest(list_engines())[:_SHORT], list_engines()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """A value as JSON can hold it, the types named, so that no two different values look alike."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return [type(value).__name__, *(_plain(getattr(value, name)) for name, _ in _compare(value))]


def _compare(value: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass that tell one value from another, with their defaults."""
    return _compare_kind(type(value))  # type: ignore[arg-type] # mypy takes classes for unhashable


@cache
def _compare_kind(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind) if field.compare)
