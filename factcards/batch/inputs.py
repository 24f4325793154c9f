"""The inputs that decide a file's bytes: its card's fields, photographs, theme, size, fonts, our source, libraries.

The file's key is a digest of all of them. Its record has a short digest of each, so that a later run can say which
input has changed.
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
from .failures import Failure, try_call
from .versions import library_versions, source_digest
from .worker_assets import open_assets

ENGINES = "engines"
"""Name of the input for the libraries that draw; the manifest has their versions."""
TYPE_SIZES = "type"
"""Name of the input for the type sizes that a set's cards share."""
_MAX_CACHED = 4096   # values; a run has few themes, and a card's fields are needed for a short time
_SHORT = 8   # hexadecimal digits, enough to distinguish the values of one input
_PART_NAMES = {
    "id": "card", "direction": "language", "url": "action.url", "call": "action.label", "address": "action.short",
    "credit": "image.credit", "index": "order", "total": "order", "type_sizes": TYPE_SIZES,
}  # fmt: skip
"""Names of inputs whose field has another name, or none, in a card's file."""
_NESTED_PARTS = {"image": {"photo": "image.file"}, "brand": {"logo": "brand.logo", "other_logo": "brand.logo"}}
"""Inputs within a field."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A file's inputs: `key` is a digest of all of them, `parts` are the name and short digest of each."""

    key: str = ""
    parts: tuple[tuple[str, str], ...] = ()


class ContentDigests:
    """Computes and caches digests of values, so that a value that many jobs share, such as a theme, is read once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}   # by `id`; the reference keeps it in use

    def digest_of(self, value: object) -> str:
        """Return the SHA-256 of a value's content. Paths of files on this machine do not count."""
        if isinstance(value, str | int | float | None):
            return digest_text(json.dumps(value))
        known = self._known.get(id(value))
        if known is None:
            if len(self._known) >= _MAX_CACHED:
                self._known.clear()
            known = value, digest_text(json.dumps(_to_json(value)))
            self._known[id(value)] = known
        return known[1]


def compute_inputs(job: Job, digests: ContentDigests) -> Inputs:
    """Compute the inputs of a job's file. They are empty if the fonts cannot be opened, which the job will report."""
    assets = try_call(open_assets, job.fonts)
    if isinstance(assets, Failure):
        return Inputs()
    found = _digest_pages(job, digests) if job.pages else _digest_parts(job, digests)
    found |= {"fonts": assets.fonts.digest, "factcards": source_digest(), ENGINES: library_versions()}
    key = digest_text("\n".join(f"{name} {content}" for name, content in sorted(found.items())))
    spelled = {TYPE_SIZES: format_sizes(job.type_sizes)} if job.type_sizes else {}
    parts = (
        _intern_pair(name, spelled.get(name) or digest_text(content)[:_SHORT]) for name, content in found.items()
    )
    return Inputs(key, tuple(parts))


def _digest_parts(job: Job, digests: ContentDigests) -> dict[str, str]:
    """Return the digests of a job's own inputs, by their names."""
    found: dict[str, str] = {}
    for name, label, value in _list_parts(job):
        found[name] = f"{found.get(name, '')} {label}={digests.digest_of(value)}"
    return found


def _digest_pages(job: Job, digests: ContentDigests) -> dict[str, str]:
    """Return a digest for each page of a book, by the name of its card, one of their order, and one of the title."""
    pages = {f"`{page.card.id}`": digest_text(repr(_digest_parts(page, digests))) for page in job.pages}
    return {**pages, "cards": digests.digest_of(" ".join(pages)), "title": digests.digest_of(job.card.title)}


@lru_cache(maxsize=256)
def _intern_pair(name: str, digest: str) -> tuple[str, str]:
    """Return the pair; equal pairs are one object, since ten thousand cards may share an input such as their theme."""
    return name, digest


def _list_parts(job: Job) -> Iterator[tuple[str, str, object]]:
    """Yield each input's name, its field, and the field's value. Fields with their default value are left out."""
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
    """Format type sizes as a record holds them: `headline title 62, fact words 40 of 48`."""

    def format_size(size: RoleFontSize) -> str:
        style = f"{size.style} figure" if size.is_figure else size.style
        return f"{size.role} {style} {size.size}" + (f" of {size.common_size}" if size.common_size else "")

    return ", ".join(map(format_size, sizes))


def engines_entry() -> tuple[str, str]:
    """Return the short digest of the libraries that draw, as records have it, and their versions."""
    return digest_text(library_versions())[:_SHORT], library_versions()


def digest_text(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _to_json(value: object) -> object:
    """Convert a value to JSON that names its types, so that different values give different JSON."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple):
        return [_to_json(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return [type(value).__name__, *(_to_json(getattr(value, name)) for name, _ in _compared_fields(value))]


def _compared_fields(value: Any) -> tuple[tuple[str, object], ...]:
    """Return the fields by which a dataclass compares values, without paths of files, with their defaults."""
    return _compared_fields_of(type(value))  # type: ignore[arg-type] # mypy takes classes for unhashable


@cache
def _compared_fields_of(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    compared = (field for field in fields(kind) if field.compare and not field.metadata.get("is_path"))
    return tuple((field.name, field.default) for field in compared)
