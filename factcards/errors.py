"""Problems with their place in a file, and the exceptions that carry them. Most problems have a hint how to fix it.

FactcardsError          everything that is raised on purpose                  → who can fix it
├── ReadError           cards or themes have errors                           → the author
│   └── RequestError    an argument has a value that cannot be used           → the caller
├── FontError           a needed font is missing or broken                    → the installer
├── SceneError          an image would be wrong: text does not fit, a letter has no glyph → the author
├── WriteError          a file of results cannot be written                   → the user
│   └── FolderError     no file can: the disk is full, the folder is not writable
├── WorkerError         a worker cannot draw the jobs that it is sent         → the operator
└── DrawError           a format cannot represent this scene                  → us

ValueError              internal: converted to a Problem or to an error above before it reaches the caller
├── UnsafeNameError     a name or path from outside that must not be used (`storage.paths`)
├── MalformedError      JSON from outside that is not as expected (`storage.json_values`)
├── LinkError           a link that cannot be used (`links.link_targets`)
├── DecoderError        the child process cannot draw or decode a picture (`photos.decoder`)
└── RefusedValueError   an SVG attribute with a value that is not allowed (`photos.svg.svg_values`)
"""

from __future__ import annotations

import dataclasses
import os
import unicodedata  # noqa: TID251 - errors import no library, and messages need no new characters
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .late_loading import import_late

if TYPE_CHECKING:
    import difflib
else:
    difflib = import_late("difflib")

Severity = Literal["error", "warning", "note"]

INVISIBLE_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's general categories of characters that are invisible or have no common meaning."""
_ZERO_WIDTH = ("Mn", "Me", "Cf")
"""Unicode's general categories of characters that take no column on a terminal."""
_JOINERS = "\u200c\u200d"  # letters of Persian and Hindi words need them
MAX_QUOTED = 40
"""Maximum number of characters of a found text that a message repeats."""
_MAX_REPR = 250
"""Maximum length of the `repr` of a value of many parts, in characters: two lines of a notebook."""
_MAX_LINE = 2_000
"""Maximum length of a problem's line, in characters: names and values of somebody else's theme may be very long."""
_MAX_NAMES = 200
"""Maximum number of names that are compared to find the closest; each takes about 10 µs."""
_MAX_SHOWN = 100
"""Maximum number of problems in the text of an exception; `problems` holds them all."""
_CONTEXT = 60  # characters of a long line that are shown before and after the error


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file.

    `line` and `column` count from 1, columns in characters. `source` is the text of that line, and `length` the number
    of characters that the caret underlines.
    """

    file: str
    line: int
    column: int
    source: str = ""
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, a warning or a note.

    `field` is the dotted name of a card's field, such as `action.url`. `kind` is one of the names in `problem_kinds`,
    such as `not-translated`: problems of one kind are shown together, and `accept` in a card names a kind.
    """

    severity: Severity
    message: str
    place: Place | None = None
    field: str = ""
    hint: str = ""
    kind: str = dataclasses.field(default="", compare=False)   # problems with the same text are equal

    def __str__(self) -> str:
        """Return file, line, column, field and message in a line, then the source line with a caret and the hint."""
        where = f"{self.place.file}:{self.place.line}:{self.place.column}: " if self.place else ""
        what = f"{self.field}: " if self.field else ""
        lines = [_clip(to_printable(f"{where}{self.severity}: {what}{self.message}"))]
        if self.place and self.place.source:
            lines += _quote_source(self.place)
        if self.hint:
            lines.append(_clip(to_printable(f"    hint: {self.hint}")))
        return "\n".join(lines)


def _clip(line: str) -> str:
    return line if len(line) <= _MAX_LINE else f"{line[:_MAX_LINE]}…"


def _quote_source(place: Place) -> list[str]:
    start = max(0, place.column - 1 - _CONTEXT)
    length = min(place.length, 2 * _CONTEXT)
    shown = place.source[start : place.column - 1 + length + _CONTEXT]
    caret = min(max(1, length), len(shown) - (place.column - 1 - start)) if shown else 1
    before, under = shown[: place.column - 1 - start], shown[place.column - 1 - start :][: max(1, caret)]
    gutter = f"{place.line:>5}"
    pad = " " * display_width(to_printable(before))
    mark = "^" * max(1, display_width(to_printable(under)))
    return [f"{gutter} | {to_printable(shown)}", f"{' ' * len(gutter)} | {pad}{mark}"]


def display_width(text: str) -> int:
    """Return the number of columns that a text takes on a terminal, by Python's Unicode, as terminals have it."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in _ZERO_WIDTH else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def to_printable(text: str) -> str:
    """Return a text with a box in place of each character that is invisible or could control a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("□" if is_invisible(c) else c for c in text)


def is_invisible(character: str) -> bool:
    """Return whether a character is invisible, private or unassigned. Joiners do not count, since words need them."""
    return unicodedata.category(character) in INVISIBLE_CATEGORIES and character not in _JOINERS


def describe_type(value: object) -> str:
    """Return an argument of another type or value than expected, for a message."""
    if value is None:
        return "None"
    if isinstance(value, str):
        return quote_start(value) if value else "an empty text"
    return f"a value of the type `{type(value).__name__}`"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def quote_start(text: str) -> str:
    """Return a text for a message: in back quotes, at most 40 characters of it."""
    return f"`{text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + '…'}`"


def show_in_line(value: object, text: str) -> str:
    """Return the `repr` of a value of many parts: its type and what a person needs to know, on one line."""
    line = to_printable(" ".join(text.split()))
    return f"<{type(value).__name__} {line if len(line) <= _MAX_REPR else line[:_MAX_REPR] + '…'}>"


def closest_name(word: str, known: Iterable[str]) -> str:
    """Return the known name that a mistyped word most likely means, or ""."""
    found = difflib.get_close_matches(word[:_CONTEXT].lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun: `1 number`, `3 numbers`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def join_alternatives(names: Iterable[str]) -> str:
    """Return names in back quotes, separated by commas and a last "or"; "" without names."""
    *others, last = [f"`{name}`" for name in names] or [""]
    return f"{', '.join(others)} or {last}" if others else last


def suggest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the closest known name, or with all if none is close; "" if there are none or too many."""
    names = [name for name in known if len(name) <= _CONTEXT]
    if not names or len(names) > _MAX_NAMES:
        return ""
    near = closest_name(word, names)
    if near:
        return f"did you mean `{near}`?"
    return f"expected {join_alternatives(names)}"


class FactcardsError(Exception):
    """Base of the exceptions that this package raises on purpose; `problems` has everything that was found."""

    kind = "fault"
    """The kind of a problem that is given as a message."""

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        given = (Problem("error", problems, kind=self.kind),) if isinstance(problems, str) else tuple(problems)
        self.problems: tuple[Problem, ...] = given
        lines = [str(problem) for problem in given[:_MAX_SHOWN]]
        if len(given) > _MAX_SHOWN:
            lines.append(f"{len(given) - _MAX_SHOWN:,} more problems")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[FactcardsError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class ReadError(FactcardsError):
    """Cards or themes have errors. `problems` has all of them, each with its field and its place in the file."""

    kind = "no-cards"


class RequestError(ReadError, ValueError):
    """An argument has a value that cannot be used. The problem's `field` is the name of the argument.

    Until version 3 it is a ReadError too, as the errors of version 1 were. So catch it before ReadError.
    """

    kind = "request"

    @classmethod
    def of(cls, argument: str, message: str, hint: str = "") -> RequestError:
        """Return the error of one argument."""
        return cls([Problem("error", message, field=argument, hint=hint, kind=cls.kind)])


def take_path(path: object, argument: str, expected: str) -> str:
    """Return the path that a caller gives, as text. Raises RequestError for a value of another type."""
    if not isinstance(path, str | os.PathLike):
        raise RequestError.of(argument, f"found {describe_type(path)}, expected {expected}")
    text = os.fspath(path)
    if not isinstance(text, str):
        raise RequestError.of(argument, f"found a path of bytes, expected {expected}", "`os.fsdecode` makes it text")
    return text


def take_folder(path: object, argument: str, expected: str = "the path of a folder") -> str:
    """Return the path of a folder that a caller gives, as text. Raises RequestError if no folder can have it."""
    text = take_path(path, argument, expected)
    if "\0" in text:
        raise RequestError.of(argument, f"found a null character, expected {expected}")
    return text


def find_unknown_arguments(given: Iterable[str], known: Iterable[str]) -> list[Problem]:
    """Return an error for each keyword argument of a caller that does not exist."""
    names = tuple(known)
    return [
        Problem("error", f"there is no argument {quote_start(name)}", None, name[:MAX_QUOTED], suggest(name, names),
                RequestError.kind)
        for name in given if name not in names
    ]  # fmt: skip


class FontError(FactcardsError):
    """A needed font is missing or broken: install the fonts, or name their folder with `fonts`."""

    kind = "font"


class SceneError(FactcardsError):
    """An image would be wrong, for example since its text does not fit, so it is not rendered."""

    kind = "scene"


class WriteError(FactcardsError):
    """A file of results cannot be written; the files of other cards may be."""

    kind = "write"


class FolderError(WriteError):
    """A folder of results can take no more files, since the disk is full or the folder is not writable."""


class WorkerError(FactcardsError):
    """A worker of an `executor` has other versions than the sender, or lacks files that it needs."""

    kind = "worker"


class DrawError(FactcardsError):
    """A format cannot represent this scene."""

    kind = "scene"
