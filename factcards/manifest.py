"""`manifest.json`: what lies in a folder of results, one record a file; and whole files or none.

The list is also how a second run knows what it need not make again: a file whose record has the same key, and whose
bytes are still those of the record, is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .errors import Problem

NAME = "manifest.json"

try:
    VERSION = version("factcards")
except PackageNotFoundError:   # run from its source, not installed
    VERSION = "source"


@dataclass(frozen=True, slots=True)
class CodeBox:
    """Where the code's dark modules lie, in pixels; `module` is the width of one."""

    x: int
    y: int
    width: int
    module: int


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where the words of one role lie: the pixels around their ink, the size of their type, their lines as read."""

    role: str
    x: int
    y: int
    width: int
    height: int
    size: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One file's entry in the manifest.

    `scene` is the digest of the scene's dump, the same on every machine; `key` names all that went into the file and
    tells whether it must be made anew.
    """

    file: str
    set: str
    card: str
    language: str
    direction: str
    size: str
    width: int
    height: int
    format: str
    bytes: int
    sha256: str
    scene: str
    alt: str
    link: str
    qr: CodeBox | None
    text: tuple[TextBox, ...]
    problems: tuple[Problem, ...]
    reviewed: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Untranslated:
    """A card that was not made in a language, because its words stand in no file of it."""

    set: str
    card: str
    language: str


NamedSize = tuple[str, str, int]
"""A role, one of the theme's types, and a size in pixels."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The largest sizes that a card's words could have; `key` as in a record."""

    set: str
    card: str
    language: str
    size: str
    key: str
    sizes: tuple[NamedSize, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in a folder of results, what was asked for but is not translated, and what was measured for it."""

    records: tuple[Record, ...] = ()
    untranslated: tuple[Untranslated, ...] = ()
    measured: tuple[Measured, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """The folder's list; an empty one where there is none, or none that can be used."""
    try:
        listed = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Manifest(
            tuple(_to_record(entry) for entry in listed["files"]),
            tuple(Untranslated(**entry) for entry in listed.get("untranslated", ())),
            tuple(_to_measured(entry) for entry in listed.get("measured", ())),
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the folder's list, sorted; it carries no time, so the same files give the same list."""
    listed = {
        "factcards": VERSION,
        "files": [record_to_json(record) for record in sorted(manifest.records, key=lambda record: record.file)],
        "untranslated": [asdict(entry) for entry in sorted(manifest.untranslated)],
        "measured": [asdict(entry) for entry in sorted(manifest.measured, key=_name_measured)],
    }
    write_whole(folder / NAME, (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode())


def record_to_json(record: Record) -> dict[str, object]:
    """One file's entry as the manifest holds it."""
    return asdict(record) | {"problems": [problem_to_json(problem) for problem in record.problems]}


def problem_to_json(problem: Problem) -> dict[str, object]:
    """A problem's parts by name, those of its place among them where it has one."""
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    what = {"severity": problem.severity, "field": problem.field, "message": problem.message, "hint": problem.hint}
    return where | what


def is_intact(folder: Path, record: Record) -> bool:
    """Whether the record's file is there, byte for byte."""
    try:
        data = (folder / record.file).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == record.sha256


def merge_manifests(folder: Path, old: Manifest, new: Manifest, unmade: Iterable[str]) -> Manifest:
    """The new list, and of the old one what was not asked for now and is still there.

    `unmade` names files that were asked for and refused: of those nothing may stay.
    """
    gone = {record.file for record in new.records} | set(unmade)
    kept = tuple(r for r in old.records if r.file not in gone and (folder / r.file).is_file())
    made = {(record.set, record.card, record.language) for record in new.records + kept}
    waiting = set(new.untranslated) | {e for e in old.untranslated if (e.set, e.card, e.language) not in made}
    measured = {_name_measured(entry): entry for entry in (*old.measured, *new.measured)}
    return Manifest(new.records + kept, tuple(waiting), tuple(measured.values()))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, whenever the process is stopped."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _name_measured(entry: Measured) -> tuple[str, str, str, str]:
    return entry.set, entry.card, entry.language, entry.size


def _to_measured(entry: dict[str, Any]) -> Measured:
    return Measured(**entry | {"sizes": tuple((role, style, size) for role, style, size in entry["sizes"])})


def _to_record(entry: dict[str, Any]) -> Record:
    text = tuple(TextBox(**box | {"lines": tuple(box["lines"])}) for box in entry["text"])
    problems = tuple(Problem(p["severity"], p["message"], None, p["field"], p["hint"]) for p in entry["problems"])
    code = CodeBox(**entry["qr"]) if entry["qr"] else None
    return Record(**entry | {"qr": code, "text": text, "problems": problems})
