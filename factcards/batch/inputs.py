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

from ..model.themes import RoleFontSize
from ..rendering.jobs import Job
from .dispatch import Failure, try_call
from .versions import library_versions, source_digest
from .worker_assets import open_assets

ENGINES = "engines"
"""The part that stands for the libraries that draw; the manifest has their versions."""
TYPE_SIZES = "type"
"""The part that stands for the sizes of type that a set's cards have in common."""
_MAX_CACHED = 4096   # values; a run has few themes, and the fields of a card are soon done with
_SHORT = 8   # hexadecimal digits: enough to tell two values of one part from each other
_PART_NAMES = {
    "id": "card", "direction": "language", "url": "action.url", "call": "action.label", "address": "action.short",
    "credit": "image.credit", "index": "order", "total": "order", "type_sizes": TYPE_SIZES,
}  # fmt: skip
"""Fields that have another name, or none, in a card's file."""
_NESTED_PARTS = {"image": {"photo": "image.file"}, "brand": {"logo": "brand.logo", "other_logo": "brand.logo"}}
"""What in a field is a part of its own."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What decides a file's bytes: `key` is a digest of all, `parts` are what goes into the file's record."""

    key: str = ""
    parts: tuple[tuple[str, str], ...] = ()


class ContentDigests:
    """The digest of each value that was met, so that what many jobs share, such as a theme, is gone through once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}   # by identity; the value itself keeps its number taken

    def digest_of(self, value: object) -> str:
        """SHA-256 of all that a value says; places of files on this machine do not count."""
        if isinstance(value, str | int | float | None):
            return _digest(json.dumps(value))
        known = self._known.get(id(value))
        if known is None:
            if len(self._known) >= _MAX_CACHED:
                self._known.clear()
            known = value, _digest(json.dumps(_to_json(value)))
            self._known[id(value)] = known
        return known[1]


def compute_inputs(job: Job, digests: ContentDigests) -> Inputs:
    """All that decides the file's bytes; nothing where the fonts cannot be opened, which the job will tell."""
    assets = try_call(open_assets, job.fonts)
    if isinstance(assets, Failure):
        return Inputs()
    found: dict[str, str] = {}
    for name, label, value in _list_parts(job):
        found[name] = f"{found.get(name, '')} {label}={digests.digest_of(value)}"
    found |= {"fonts": assets.fonts.digest, "factcards": source_digest(), ENGINES: library_versions()}
    key = _digest("\n".join(f"{name} {said}" for name, said in sorted(found.items())))
    told = {TYPE_SIZES: format_sizes(job.type_sizes)} if job.type_sizes else {}
    return Inputs(
        key, tuple(_intern_pair(name, told.get(name) or _digest(said)[:_SHORT]) for name, said in found.items())
    )


@lru_cache(maxsize=256)
def _intern_pair(name: str, digest: str) -> tuple[str, str]:
    """A part: what ten thousand cards have in common, such as their theme, is in memory once."""
    return name, digest


def _list_parts(job: Job) -> Iterator[tuple[str, str, object]]:
    """Each part's name, the field that gives it, and what it says; what nobody said is left out."""
    for name, value in _given_fields(job.card):
        inner = _NESTED_PARTS.get(name)
        if inner:
            for label, within in _given_fields(value):
                yield inner.get(label, name), label, within
        else:
            yield job.card.kind if name == "body" else _PART_NAMES.get(name, name), name, value
    for name, value in _given_fields(job):
        if name != "card":
            yield _PART_NAMES.get(name, name), f"job.{name}", value


def _given_fields(value: object) -> Iterator[tuple[str, object]]:
    for name, default in _compared_fields(value):
        given = getattr(value, name)
        if given is not default and given != default:
            yield name, given


def format_sizes(sizes: Iterable[RoleFontSize]) -> str:
    """Sizes of type in words, as a record holds them."""
    return ", ".join(f"{s.role} {s.style} {s.size}" + (f" of {s.common_size}" if s.common_size else "") for s in sizes)


def engines_entry() -> tuple[str, str]:
    """The libraries that draw: the short digest that records have of them, and their versions."""
    return _digest(library_versions())[:_SHORT], library_versions()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _to_json(value: object) -> object:
    """A value as JSON can hold it, the types named, so that no two different values look alike."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple):
        return [_to_json(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return [type(value).__name__, *(_to_json(getattr(value, name)) for name, _ in _compared_fields(value))]


def _compared_fields(value: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass that tell one value from another, with their defaults."""
    return _compared_fields_of(type(value))  # type: ignore[arg-type] # mypy takes classes for unhashable


@cache
def _compared_fields_of(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind) if field.compare)
