"""`manifest.json`: what lies in a folder of results, one record a file.

The list is also how a second run knows what it need not make again: a file whose record has the same key, and whose
bytes are still those of the record, is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .errors import Problem
from .targets import Survey, Target

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
    tells whether it must be made anew, `inputs` names each part of it with a short digest, to tell what changed. `md5`
    is what a store's listing tells of it, "" where it lies on a disk.
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
    md5: str = ""
    inputs: tuple[tuple[str, str], ...] = ()


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


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    """A part of a run: the `number`th `of` so many, from 1; `run` is a digest of the names of all files of the run."""

    number: int
    of: int
    run: str = ""

    def __str__(self) -> str:
        """As the command line has it."""
        return f"{self.number}/{self.of}"

    @property
    def list_name(self) -> str:
        """The name of its list, beside those of the other parts."""
        return f"manifest.{self.number}-of-{self.of}.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in a folder of results, what was asked for but is not translated, and what was measured for it.

    `engines` has the versions of the libraries that drew, by the short digest that the records name. `shard` is the
    part of a run that it is about.
    """

    records: tuple[Record, ...] = ()
    untranslated: tuple[Untranslated, ...] = ()
    measured: tuple[Measured, ...] = ()
    engines: tuple[tuple[str, str], ...] = ()
    shard: Shard | None = None


def read_manifest(folder: Target, name: str = NAME) -> Manifest:
    """The folder's list; an empty one where there is none, or none that can be used."""
    return find_manifest(folder, name) or Manifest()


def find_manifest(folder: Target, name: str = NAME) -> Manifest | None:
    """The folder's list of that name; None where there is none, or none that can be used."""
    try:
        listed = json.loads(folder.read(name) or b"", object_hook=_to_record)
        records = tuple(listed["files"])
        if not all(isinstance(record, Record) for record in records):
            return None
        return Manifest(
            records,
            tuple(Untranslated(**entry) for entry in listed.get("untranslated", ())),
            tuple(_to_measured(entry) for entry in listed.get("measured", ())),
            tuple((str(digest), str(versions)) for digest, versions in listed.get("engines", {}).items()),
            Shard(**listed["shard"]) if listed.get("shard") else None,
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _to_record(entry: dict[str, Any]) -> Record | dict[str, Any]:
    """A record as soon as it is read: as maps of JSON, all of them together would be thrice as large."""
    return record_from_json(entry) if "sha256" in entry else entry


def revise_manifest(folder: Target, change: Callable[[object | None], Manifest], name: str = NAME) -> Manifest:
    """Write the folder's list anew from what it is now, sorted, a line a record; gives it.

    It carries no time, so the same files give the same list. `change` gets the state of the list's file, and may be
    asked again where another run was quicker.
    """
    made: list[Manifest] = []

    def give(state: object | None) -> Callable[[], Iterator[bytes]] | None:
        made[:] = [change(state)]
        digest = hashlib.sha256()
        for piece in _list_lines(made[0]):
            digest.update(piece)
        same = state is not None and folder.holds(name, digest.hexdigest())
        return None if same else partial(_list_lines, made[0])

    folder.revise(name, give)
    return made[0]


def _list_lines(manifest: Manifest) -> Iterator[bytes]:
    lists: dict[str, Iterable[object]] = {
        "files": (record_to_json(record) for record in sorted(manifest.records, key=lambda record: record.file)),
        "untranslated": (asdict(entry) for entry in sorted(manifest.untranslated)),
        "measured": (asdict(entry) for entry in sorted(manifest.measured, key=name_measured)),
    }
    yield f'{{\n "factcards": {json.dumps(VERSION)}'.encode()
    for name, entries in lists.items():
        yield f',\n "{name}": ['.encode()
        for number, entry in enumerate(entries):
            yield f"{',' if number else ''}\n  {_dump(entry)}".encode()
        yield b"\n ]"
    if manifest.shard:
        yield f',\n "shard": {_dump(asdict(manifest.shard))}'.encode()
    yield f',\n "engines": {_dump(dict(sorted(manifest.engines)))}\n}}\n'.encode()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def record_to_json(record: Record) -> dict[str, object]:
    """One file's entry as the manifest holds it."""
    entry: dict[str, object] = {name: getattr(record, name) for name in Record.__slots__}
    entry["qr"] = asdict(record.qr) if record.qr else None
    entry["text"] = [{name: getattr(box, name) for name in TextBox.__slots__} for box in record.text]
    entry["problems"] = [problem_to_json(problem) for problem in record.problems]
    if not record.md5:
        del entry["md5"]
    return entry | {"inputs": dict(record.inputs)}


def record_from_json(entry: dict[str, Any]) -> Record:
    """The record of an entry; TypeError, LookupError or AttributeError where it is none."""
    text = tuple(TextBox(**box | {"lines": tuple(box["lines"])}) for box in entry["text"])
    problems = tuple(Problem(p["severity"], p["message"], None, p["field"], p["hint"]) for p in entry["problems"])
    code = CodeBox(**entry["qr"]) if entry["qr"] else None
    inputs = tuple((str(name), str(digest)) for name, digest in entry.get("inputs", {}).items())
    return Record(**entry | {"qr": code, "text": text, "problems": problems, "inputs": inputs})


def problem_to_json(problem: Problem) -> dict[str, object]:
    """A problem's parts by name, those of its place among them where it has one."""
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    what = {"severity": problem.severity, "field": problem.field, "message": problem.message, "hint": problem.hint}
    return where | what


def is_intact(survey: Survey, record: Record) -> bool:
    """Whether the record's file is there, byte for byte."""
    return survey.holds(record.file, record.sha256, record.bytes, record.md5)


def merge_manifests(survey: Survey, old: Manifest, new: Manifest, unmade: Collection[str]) -> Manifest:
    """The new list, and of the old one what was not asked for now and is still there.

    `unmade` names files that were asked for and refused, or belong to another part: of those nothing may stay.
    """
    made = {record.file for record in new.records}
    rest = tuple(r for r in old.records if r.file not in made and r.file not in unmade)
    kept = tuple(record for record in rest if survey.look(record.file))
    cards = {(record.set, record.card, record.language) for record in new.records + kept}
    waiting = set(new.untranslated) | {e for e in old.untranslated if (e.set, e.card, e.language) not in cards}
    measured = {name_measured(entry): entry for entry in (*old.measured, *new.measured)}
    used = {dict(record.inputs).get("engines") for record in new.records + kept}
    engines = {digest: versions for digest, versions in (*old.engines, *new.engines) if digest in used}
    return Manifest(new.records + kept, tuple(waiting), tuple(measured.values()), tuple(engines.items()), new.shard)


def name_measured(entry: Measured) -> tuple[str, str, str, str]:
    """Whose sizes they are: set, card, language and size."""
    return entry.set, entry.card, entry.language, entry.size


def _to_measured(entry: dict[str, Any]) -> Measured:
    return Measured(**entry | {"sizes": tuple((role, style, size) for role, style, size in entry["sizes"])})
