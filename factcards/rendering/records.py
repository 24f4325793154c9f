"""Records of result files, of untranslated cards and of measured sizes, and their JSON.

The JSON comes from folders that others may write into. So every field is checked, and a record's file must have the
name that `output_name` gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, get_args

import unicodedata2

from ..errors import Problem, Severity, count_noun, show_in_line
from ..late_loading import compile_late
from ..model.cards import Direction
from ..model.formats import BOOK_FORMAT, EXTENSIONS
from ..model.themes import FittingSizes
from ..storage.json_values import (
    MalformedError,
    describe_value,
    is_boolean,
    is_count,
    is_digest,
    is_integer,
    is_list,
    is_map,
    is_number,
    is_text,
    list_of,
    map_of,
    null_or,
    take_fields,
)
from ..storage.paths import UnsafeNameError, parse_relative

MAX_SHARDS = 999_999
"""Maximum number of parts of a run (N in `--shard K/N`)."""
_MAX_SIZE = 100_000   # px; larger than any type size
_MD5 = compile_late(r"(?:[0-9a-f]{32})?")
_ATTACHMENT_NAME = compile_late(r"([0-9a-f]{16})\.(?:jpg|png)")
"""The name of a photograph beside an SVG: the start of its SHA-256, and its extension."""


@dataclass(frozen=True, slots=True)
class CodeBox:
    """The box of the code's dark modules, and the width of one module, in px."""

    x: int
    y: int
    width: int
    module: int


@dataclass(frozen=True, slots=True)
class TextBox:
    """The words of one role: the box around their ink and the type size, in px, and their lines in reading order."""

    role: str
    x: int
    y: int
    width: int
    height: int
    size: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttachmentRecord:
    """A photograph beside an SVG that shows it: its name in the SVG's folder, and its bytes; `md5` as in a record."""

    name: str
    bytes: int
    sha256: str
    md5: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One file's entry in the manifest. That of a book, a PDF with a page for each card of a set, has "" as its `card`.

    `scene` is the digest of the scene's dump, which is the same on every machine. `key` is the digest of all inputs and
    decides whether the file must be rendered again. `inputs` has a short digest of each part of them, to explain what
    changed. `md5` is what a store lists, "" on a disk. An `adopted` record comes from a list that no run of this user
    wrote: its file is listed, but neither reused nor removed. `attachments` are photographs beside an SVG, which other
    SVGs may share.
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
    adopted: bool = False
    attachments: tuple[AttachmentRecord, ...] = ()

    def __repr__(self) -> str:
        """Return the file's name, its size, the number of its problems, and its alt text."""
        counts = f"{self.bytes:,} bytes, {count_noun(len(self.problems), 'problem')}"
        return show_in_line(self, f"{self.file}: {self.width} × {self.height} px, {counts}: {self.alt}")


@dataclass(frozen=True, slots=True, order=True)
class Untranslated:
    """A card that was not rendered in a language, because no file has its words in it."""

    set: str
    card: str
    language: str


@dataclass(frozen=True, slots=True)
class MeasuredSizes:
    """The type sizes at which a card's words fit; `key` as in a record."""

    set: str
    card: str
    language: str
    size: str
    key: str
    sizes: tuple[FittingSizes, ...]


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    """A part of a run: `number` is 1 to `of`; `run` is a digest of the names of all files of the run."""

    number: int
    of: int
    run: str = ""

    def __str__(self) -> str:
        """Return it as it is written on the command line."""
        return f"{self.number}/{self.of}"

    @property
    def list_name(self) -> str:
        """The file name of its list."""
        return f"manifest.{self.number}-of-{self.of}.json"


def measured_key(entry: MeasuredSizes) -> tuple[str, str, str, str]:
    """Return the key of an entry: set, card, language and size."""
    return entry.set, entry.card, entry.language, entry.size


def output_name(set_name: str, card: str, language: str, size: str, format_: str) -> str:
    """Return a file's name within the folder of results: `SET/LANGUAGE/CARD.SIZE.EXT`.

    `set_name` is "" for a card without a set, and `card` for a book: `SET/LANGUAGE/SIZE.EXT`. No card's name has a dot,
    so a book has another name than every card.
    """
    name = f"{set_name}{'/' if set_name else ''}{language}/{card}{'.' if card else ''}{size}.{EXTENSIONS[format_]}"
    return str(unicodedata2.normalize("NFC", name))


def name_attachments(record: Record) -> dict[str, AttachmentRecord]:
    """Return the attachments of a record by their files' names within the folder of results."""
    folder = record.file.rpartition("/")[0]
    return {f"{folder}/{one.name}": one for one in record.attachments}


def record_to_json(record: Record) -> dict[str, object]:
    """Convert a record to its JSON in the manifest."""
    entry: dict[str, object] = {name: getattr(record, name) for name in Record.__slots__}
    entry["qr"] = asdict(record.qr) if record.qr else None
    entry["text"] = [{name: getattr(box, name) for name in TextBox.__slots__} for box in record.text]
    entry["problems"] = [problem_to_json(problem) for problem in record.problems]
    entry["attachments"] = [{n: v for n, v in asdict(one).items() if v} for one in record.attachments]
    for name in ("md5", "adopted", "attachments"):
        if not entry[name]:
            del entry[name]
    return entry | {"inputs": dict(record.inputs)}


def record_from_json(entry: object) -> Record:
    """Convert an entry of a manifest. Raises MalformedError if a field or the file's name is not as we write them."""
    try:
        found = take_fields(entry, _RECORD, _RECORD_DEFAULTS)
        _check_name(found)
        text = tuple(_to_box(box) for box in found["text"])
        problems = tuple(_problem_from_record(problem) for problem in found["problems"])
        attached = tuple(_to_attachment(one) for one in found["attachments"])
        code = CodeBox(**take_fields(found["qr"], _CODE)) if found["qr"] else None
    except MalformedError as error:
        file = entry.get("file") if isinstance(entry, dict) else None
        named = f"its file {describe_value(file)}: " if is_text(file) else ""
        raise MalformedError(f"{named}{error}") from None
    inputs = tuple(found["inputs"].items())
    return Record(**found | {"qr": code, "text": text, "problems": problems, "inputs": inputs, "attachments": attached})


def _check_name(found: dict[str, Any]) -> None:
    """Check that a record's file has the safe name that `output_name` gives. Raises MalformedError."""
    try:
        parts = parse_relative(found["file"])
    except UnsafeNameError as error:
        raise MalformedError(error.message) from None
    name = output_name(*(found[part] for part in ("set", "card", "language", "size", "format")))
    if found["file"] != name or "/".join(parts) != name or len(parts) != (3 if found["set"] else 2):
        raise MalformedError("it does not have the form `SET/LANGUAGE/CARD.SIZE.EXT`")
    if not found["card"] and found["format"] != BOOK_FORMAT:
        raise MalformedError(f"it is of no card, and only a `{BOOK_FORMAT}` is a book")
    if found["attachments"] and found["format"] != "svg":
        raise MalformedError("only an `svg` has files beside it")


def _to_attachment(entry: object) -> AttachmentRecord:
    found = AttachmentRecord(**take_fields(entry, _ATTACHMENT, {"md5": ""}))
    match = _ATTACHMENT_NAME.fullmatch(found.name)
    if not match or not found.sha256.startswith(match[1]):
        raise MalformedError(f"the file beside it {describe_value(found.name)} is not named by its digest")
    return found


def _to_box(entry: object) -> TextBox:
    found = take_fields(entry, _BOX)
    return TextBox(**found | {"lines": tuple(found["lines"])})


def _problem_from_record(entry: object) -> Problem:
    found = take_fields(entry, _PROBLEM, {"file": "", "line": 0, "column": 0, "kind": ""})
    return Problem(found["severity"], found["message"], None, found["field"], found["hint"], found["kind"])


def shard_from_json(entry: object) -> Shard:
    """Convert the `shard` field of a manifest. Raises MalformedError."""
    shard = Shard(**take_fields(entry, {"number": is_count, "of": is_count, "run": is_text}))
    if not 1 <= shard.number <= shard.of <= MAX_SHARDS:
        raise MalformedError(f"its field `shard` cannot be `{shard}`")
    return shard


def problem_to_json(problem: Problem) -> dict[str, object]:
    """Convert a problem to JSON, with the fields of its place if it has one."""
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    what = {"severity": problem.severity, "field": problem.field, "message": problem.message, "hint": problem.hint}
    return where | what | ({"kind": problem.kind} if problem.kind else {})


def untranslated_from_json(entry: object) -> Untranslated:
    """Convert an entry of `untranslated`. Raises MalformedError."""
    return Untranslated(**take_fields(entry, _UNTRANSLATED))


def measured_from_json(entry: object) -> MeasuredSizes:
    """Convert an entry of `measured`. Raises MalformedError."""
    found = take_fields(entry, _MEASURED)
    return MeasuredSizes(**found | {"sizes": tuple(map(fitting_sizes_from_json, found["sizes"]))})


def fitting_sizes_from_json(entry: Sequence[Any]) -> FittingSizes:
    """Convert a list that `is_fitting_sizes` accepts."""
    role, style, largest, shapely, is_figure = entry
    return FittingSizes(role, style, largest, tuple(shapely), is_figure)


def is_severity(value: object) -> bool:
    """Return whether a value is the severity of a problem."""
    return value in get_args(Severity)


def _is_md5(value: object) -> bool:
    return isinstance(value, str) and _MD5.fullmatch(value) is not None


def is_fitting_sizes(value: object) -> bool:
    """Return whether a value is a list of a role, a type of the theme, sizes in px, and whether it is of a figure."""
    if not isinstance(value, list) or [type(one) for one in value] != [str, str, int, list, bool]:
        return False
    return all(type(size) is int and 0 < size <= _MAX_SIZE for size in (value[2], *value[3]))


_RECORD = dict.fromkeys(("set", "card", "language", "size", "scene", "alt", "link", "file"), is_text) | {
    "direction": lambda value: value in get_args(Direction),
    "format": lambda value: is_text(value) and value in EXTENSIONS,
    "width": is_count, "height": is_count, "bytes": is_count, "sha256": is_digest,
    "qr": null_or(is_map), "text": is_list, "problems": is_list, "reviewed": is_boolean,
    "key": lambda value: value == "" or is_digest(value),
    "md5": _is_md5, "inputs": map_of(is_text), "adopted": is_boolean, "attachments": is_list,
}  # fmt: skip
_RECORD_DEFAULTS: dict[str, Any] = {
    "reviewed": True, "key": "", "md5": "", "inputs": {}, "adopted": False, "attachments": [],
}  # fmt: skip
_ATTACHMENT = {"name": is_text, "bytes": is_count, "sha256": is_digest, "md5": _is_md5}
_CODE = dict.fromkeys(("x", "y", "width", "module"), is_integer)
_BOX = dict.fromkeys(("x", "y", "width", "height"), is_integer) | {
    "role": is_text, "size": is_number, "lines": list_of(is_text),
}  # fmt: skip
_PROBLEM = dict.fromkeys(("message", "field", "hint", "file", "kind"), is_text) | {
    "severity": is_severity, "line": is_count, "column": is_count,
}  # fmt: skip
_UNTRANSLATED = dict.fromkeys(("set", "card", "language"), is_text)
_MEASURED = dict.fromkeys(("set", "card", "language", "size", "key"), is_text) | {"sizes": list_of(is_fitting_sizes)}
