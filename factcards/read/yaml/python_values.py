"""A mapping of Python values to the text of a YAML file, so that both are read, and their errors reported, alike.

Each key of the mapping is one line, so that a message quotes the line of its field. Values are written as in JSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from pathlib import PurePath

from ...errors import MAX_QUOTED, Place, Problem, quote_start
from ...graphics.color import Color
from .source import MAX_BYTES, describe_refused
from .yaml_parser import MAX_DEPTH, MAX_NODES

_MAX_KEY = 1_000
"""Maximum length of a key as it is written, in characters: YAML searches the colon of a key no further than 1,024."""
_MAX_DIGITS = 400
"""Maximum number of digits before or after the point of a number; those of a `float` have at most 324."""
_MAX_PROBLEMS = 100
"""Maximum number of problems that are reported for a mapping."""
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_LINE_BREAK = re.compile(r"\r\n?")   # as web forms send it
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[\x00-\x1f\"\\\\\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that YAML refuses in quotes, folds into spaces, or takes for the end of the quotes or an escape."""
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_EXPECTED = "a text, a number, `True`, `False`, `None`, a day, a list or a mapping"
_HINTS: tuple[tuple[type, str], ...] = (
    (datetime, "`.date()` gives its day"),
    (bytes, "decode it; photographs and logos are named by their files"),
    (bytearray, "decode it; photographs and logos are named by their files"),
    (set, "write a list, which has an order"),
    (frozenset, "write a list, which has an order"),
    (Iterator, "write a list"),
)
"""What to write in place of values of some types."""


def write_yaml(mapping: Mapping[str, object], file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a mapping as the text of a YAML file, one line a key, and the problems of values that it cannot have.

    Their place is the line of their key in `file`. The text has `null` for such a value; if the problem has no line,
    the text ends there.
    """
    writer = _ValueWriter(file)
    lines = []
    try:
        for key, value in mapping.items():
            lines.append(f"{writer.write_key(key, '')}: {writer.write(value, _name_field('', key), 1)}\n")
            writer.line += 1
    except _WritingStopped as limit:
        writer.problems.append(limit.problem)
    return "".join(lines), tuple(writer.problems)


class _WritingStopped(Exception):  # noqa: N818
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _ValueWriter:
    """One walk over a mapping: `line` is the line of its present key, `path` has the ids of the values around."""

    def __init__(self, file: str) -> None:
        self.file, self.line = file, 1
        self.problems: list[Problem] = []
        self.path: list[int] = []
        self.nodes, self.length = 1, 0   # the mapping itself is a node

    def write(self, value: object, name: str, depth: int) -> str:
        """Return a value as YAML on one line; `null` for one that it cannot have, whose problem is reported."""
        if depth > MAX_DEPTH:
            return self._report(f"this is nested more than {MAX_DEPTH} deep", name)
        if isinstance(value, Mapping | list | tuple):
            self._count("")
            return self._write_inner(value, name, depth)
        return self._count(self._write_leaf(value, name))

    def write_key(self, key: object, name: str) -> str:
        """Return a key of the mapping of that name; `""` for one that it cannot have."""
        if isinstance(key, Integral) and not isinstance(key, bool):   # the labels of a chart may be years
            key = self._write_number(key, name) or ""
        if not isinstance(key, str):
            self._report(f"found a key of type `{type(key).__name__}`, expected a text", name)
            return '""'
        text = key if _PLAIN_KEY.match(key) else self._write_text(key, name)
        if len(text) > _MAX_KEY:
            self._report(f"the key {quote_start(key)} is {len(key):,} characters long", name, "choose a shorter one")
            return '""'
        return self._count(text)

    def _write_inner(self, value: Mapping[object, object] | list[object] | tuple[object, ...], name: str,
                     depth: int) -> str:
        if id(value) in self.path:
            return self._report("this contains itself", name)
        self.path.append(id(value))
        if isinstance(value, Mapping):
            pairs = (
                f"{self.write_key(key, name)}: {self.write(inner, _name_field(name, key), depth + 1)}"
                for key, inner in value.items()
            )
            text = "{" + ", ".join(pairs) + "}"
        else:
            items = (self.write(inner, f"{name}[{at}]", depth + 1) for at, inner in enumerate(value))
            text = "[" + ", ".join(items) + "]"
        self.path.pop()
        return text

    def _write_leaf(self, value: object, name: str) -> str:
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case str():
                return self._write_text(value, name)
            case Color():
                return f'"{value}"'
            case PurePath():
                return self._write_text(value.as_posix(), name)
            case Real() | Decimal():
                return self._write_number(value, name) or "null"
            case date() if not isinstance(value, datetime):
                return value.isoformat()
            case _:
                hint = next((hint for kind, hint in _HINTS if isinstance(value, kind)), "")
                return self._report(f"found a value of type `{type(value).__name__}`, expected {_EXPECTED}", name, hint)

    def _write_text(self, value: str, name: str) -> str:
        """Return a text in double quotes. It has the line breaks of YAML: CR LF of a web form is one line break."""
        if len(value) > MAX_BYTES:
            self._stop("this text is longer than 1 MiB", name)
        half = _SURROGATE.search(value)
        if half:
            message, hint = describe_refused(half[0])
            return self._report(message, name, hint, kind="character")
        text = _LINE_BREAK.sub("\n", str.__str__(value))   # an enumeration's own text, not its name
        return '"' + _ESCAPED.sub(_escape, text) + '"'

    def _write_number(self, value: Integral | Real | Decimal, name: str) -> str:
        """Return a number without an exponent, which no field takes; "" for one that YAML cannot have."""
        if isinstance(value, Integral):
            exact = int(value)
            if exact.bit_length() <= _MAX_DIGITS * math.log2(10):
                return int.__repr__(exact)
        else:
            exact_part = value if isinstance(value, Decimal) else Decimal(float.__repr__(float(value)))
            if not exact_part.is_finite():
                self._report(f"found `{exact_part}`, expected a number", name, "`None` stands for no value")
                return ""
            if abs(exact_part.adjusted()) <= _MAX_DIGITS and len(exact_part.as_tuple().digits) <= _MAX_DIGITS:
                return format(exact_part, "f")
        self._report(f"found a number of more than {_MAX_DIGITS} digits", name)
        return ""

    def _count(self, text: str) -> str:
        """Count a key or value and return its text; beyond what a file may have, nothing more is written."""
        self.nodes += 1
        self.length += len(text)
        if self.nodes > MAX_NODES:
            self._stop(f"this has more than {MAX_NODES:,} keys and values", "")
        if self.length > MAX_BYTES:
            self._stop("this is longer than 1 MiB", "")
        return text

    def _stop(self, message: str, name: str) -> None:
        raise _WritingStopped(Problem("error", message, Place(self.file, self.line, 1), name, kind="too-large"))

    def _report(self, message: str, name: str, hint: str = "", kind: str = "wrong-value") -> str:
        """Add a problem, and return the `null` that is written in place of its value."""
        self.problems.append(Problem("error", message, Place(self.file, self.line, 1), name, hint, kind))
        if len(self.problems) >= _MAX_PROBLEMS:
            self._stop("this has more errors than these", "")
        return "null"


def _name_field(name: str, key: object) -> str:
    """Return the dotted name of a key's value."""
    shown = "?"
    if isinstance(key, str):
        shown = str.__str__(key)[:MAX_QUOTED]
    elif isinstance(key, Integral) and int(key).bit_length() <= _MAX_DIGITS:
        shown = f"{int(key)}"
    return f"{name}.{shown}" if name else shown


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
