"""A mapping of Python values to the text of a YAML file, so that both are read, and their errors reported, alike.

Each key of the mapping is one line, so that a message quotes the line of its field. Values are written as in JSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from pathlib import PurePath
from typing import NoReturn

from ...errors import MAX_QUOTED, Place, Problem, quote_start
from ...graphics.color import Color
from .source import MAX_BYTES, SourceFile, decode_source, describe_refused, make_source
from .tree import ParsedFile
from .yaml_parser import MAX_DEPTH, MAX_NODES, parse_source

_MAX_KEY = 1_000
"""Maximum length of a key as it is written, in characters: YAML searches the colon of a key no further than 1,024."""
_MAX_DIGITS = 400
"""Maximum number of digits before or after the point of a number; those of a `float` have at most 324."""
_MAX_BITS = int(_MAX_DIGITS * math.log2(10))
_MAX_PROBLEMS = 100
"""Maximum number of problems that are reported for a mapping."""
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_LINE_BREAK = re.compile(r"\r\n?")   # as web forms send it
_NOT_PLAIN = re.compile(r"\W", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[\x00-\x1f\"\\\\\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that YAML refuses in quotes, folds into spaces, or takes for the end of the quotes or an escape."""
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_EXPECTED = "a text, a number, `True`, `False`, `None`, a day, a list or a mapping"
_BYTES_HINT = "decode text; give the bytes of a picture in `files`, and its name here"
_HINTS: tuple[tuple[type, str], ...] = (
    (datetime, "`.date()` gives its day"),
    (bytes, _BYTES_HINT),
    (bytearray, _BYTES_HINT),
    (memoryview, _BYTES_HINT),
    (set, "write a list, which has an order"),
    (frozenset, "write a list, which has an order"),
    (Iterator, "write a list"),
)
"""What to write in place of values of some types."""


def parse_value(value: str | Mapping[str, object], file: str, what: str) -> ParsedFile:
    """Return the text of a YAML file, or the mapping of its fields, as a tree; messages show it as `file`.

    `what` it is ("theme") is for the message about a text that is too long.
    """
    if not isinstance(value, str):
        return _parse_mapping(value, file)
    if len(value) > MAX_BYTES:
        problem = Problem("error", f"the {what} is longer than 1 MiB", Place(file, 1, 1), kind="too-large")
        return ParsedFile(None, make_source(file, ""), (problem,), is_incomplete=True)
    source, problems = decode_source(value.encode("utf-8", "surrogatepass"), file)
    if source is None:
        return ParsedFile(None, make_source(file, ""), tuple(problems), is_incomplete=True)
    return parse_source(source, problems)


def write_yaml(mapping: Mapping[str, object], file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a mapping as the text of a YAML file, one line a key, and the problems of values that it cannot have.

    The text has the type of such a value in its place, as in `<bytes>`.
    """
    writer = _ValueWriter()
    writer.write_all(mapping)
    return "".join(writer.parts), writer.locate(make_source(file, "".join(writer.parts)))


def _parse_mapping(mapping: Mapping[str, object], file: str) -> ParsedFile:
    """Return a mapping as a tree; what it has in place of a refused value is not read, and so reported once."""
    writer = _ValueWriter()
    is_whole = writer.write_all(mapping)
    source = make_source(file, "".join(writer.parts))
    problems = writer.locate(source)
    if not is_whole:
        return ParsedFile(None, source, problems, is_incomplete=True)
    parsed = parse_source(source, error_spans=[fault.span for fault in writer.faults])
    is_incomplete = parsed.is_incomplete or any(fault.drops_key for fault in writer.faults)
    return replace(parsed, problems=problems + parsed.problems, is_incomplete=is_incomplete)


@dataclass(frozen=True, slots=True)
class _Fault:
    """A problem of a value, the range of the text that stands for it, and whether a key was left out."""

    problem: Problem
    span: tuple[int, int]
    drops_key: bool = False


class _WritingStopped(Exception):  # noqa: N818
    """The mapping has more than a file may have."""


class _ValueWriter:
    """One walk over a mapping: `parts` is the text so far, `path` has the ids of the values around."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.faults: list[_Fault] = []
        self.path: list[int] = []
        self.nodes, self.length = 1, 0   # the mapping itself is a node

    def write_all(self, mapping: Mapping[str, object]) -> bool:
        """Write a mapping, one line a key; return whether it was written to its end."""
        self.path.append(id(mapping))
        try:
            for key, value in mapping.items():
                if self._write_key(key, ""):
                    self._write(value, _name_field("", key), 1)
                    self._add("\n")
        except _WritingStopped:
            return False
        return True

    def locate(self, source: SourceFile) -> tuple[Problem, ...]:
        """Return the problems with their places in the written text."""
        return tuple(replace(fault.problem, place=source.place(*fault.span)) for fault in self.faults)

    def _write(self, value: object, name: str, depth: int) -> None:
        self._count()
        if depth > MAX_DEPTH:
            self._refuse(value, f"this is nested more than {MAX_DEPTH} deep", name)
        elif isinstance(value, Mapping | list | tuple):
            self._write_inner(value, name, depth)
        else:
            self._write_leaf(value, name)

    def _write_inner(
        self, value: Mapping[object, object] | list[object] | tuple[object, ...], name: str, depth: int
    ) -> None:
        if id(value) in self.path:
            self._refuse(value, "this contains itself", name)
            return
        self.path.append(id(value))
        comma = ""
        if isinstance(value, Mapping):
            self._add("{")
            for key, inner in value.items():
                if self._write_key(key, name, comma):
                    self._write(inner, _name_field(name, key), depth + 1)
                    comma = ", "
            self._add("}")
        else:
            self._add("[")
            for at, inner in enumerate(value):
                self._add(comma)
                self._write(inner, f"{name}[{at}]", depth + 1)
                comma = ", "
            self._add("]")
        self.path.pop()

    def _write_key(self, key: object, name: str, comma: str = "") -> bool:
        """Write a key of the mapping of that name; report one that YAML cannot have, and return False."""
        self._count()
        text = ""
        if isinstance(key, str):
            half = _SURROGATE.search(key)
            text = str.__str__(key) if _PLAIN_KEY.match(key) else _quote(key[:_MAX_KEY])
            if half or len(key) > _MAX_KEY or len(text) > _MAX_KEY:
                shown = quote_start(key.encode(errors="replace").decode())
                reason = "has half a character (a surrogate)" if half else f"is {len(key):,} characters long"
                return self._drop_key(f"the key {shown} {reason}", name)
        elif isinstance(key, Integral) and not isinstance(key, bool):   # the labels of a chart may be years
            text = _format_number(key)
            if not text:
                return self._drop_key(f"found a number of more than {_MAX_DIGITS} digits", name)
        if not text:
            return self._drop_key(f"found a key of type `{type(key).__name__}`, expected a text", name)
        self._add(f"{comma}{text}: ")
        return True

    def _write_leaf(self, value: object, name: str) -> None:
        match value:
            case None:
                self._add("null")
            case bool():
                self._add("true" if value else "false")
            case str():
                self._write_text(value, name)
            case Color():
                self._add(f'"{value}"')
            case PurePath():
                self._write_text(value.as_posix(), name)
            case Real() | Decimal():
                self._write_number(value, name)
            case date() if not isinstance(value, datetime):
                self._add(value.isoformat())
            case _:
                hint = next((hint for kind, hint in _HINTS if isinstance(value, kind)), "")
                self._refuse(value, f"found a value of type `{type(value).__name__}`, expected {_EXPECTED}", name, hint)

    def _write_text(self, value: str, name: str) -> None:
        half = _SURROGATE.search(value)
        if half:
            message, hint = describe_refused(half[0])
            self._refuse(value, message, name, hint, kind="character")
        elif len(value) > MAX_BYTES:
            self._stop("this text is longer than 1 MiB", name)
        else:
            self._add(_quote(value))

    def _write_number(self, value: Integral | Real | Decimal, name: str) -> None:
        text = _format_number(value)
        if text:
            self._add(text)
        elif _is_finite(value):
            self._refuse(value, f"found a number of more than {_MAX_DIGITS} digits", name)
        else:
            self._refuse(value, f"found `{value}`, expected a number", name, "`None` stands for no value")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        if self.length > MAX_BYTES:
            self._stop("this is longer than 1 MiB", "")

    def _count(self) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(f"this has more than {MAX_NODES:,} keys and values", "")

    def _refuse(self, value: object, message: str, name: str, hint: str = "", kind: str = "wrong-value") -> None:
        """Report a value that YAML cannot have, and write its type in its place."""
        start = self.length
        self._add(f"<{_NOT_PLAIN.sub('', type(value).__name__)}>")
        self._report(_Fault(Problem("error", message, None, name, hint, kind), (start, self.length)))

    def _drop_key(self, message: str, name: str) -> bool:
        problem = Problem("error", message, field=name, kind="wrong-key")
        self._report(_Fault(problem, (self.length, self.length), drops_key=True))
        return False

    def _report(self, fault: _Fault) -> None:
        self.faults.append(fault)
        if len(self.faults) >= _MAX_PROBLEMS:
            self._stop("this has more errors than these", "")

    def _stop(self, message: str, name: str) -> NoReturn:
        """Report that nothing more is written. Raises _WritingStopped."""
        problem = Problem("error", message, None, name, kind="too-large")
        self.faults.append(_Fault(problem, (self.length, self.length), drops_key=True))
        raise _WritingStopped


def _quote(text: str) -> str:
    """Return a text in double quotes. It has the line breaks of YAML: CR LF of a web form is one line break."""
    exact = _LINE_BREAK.sub("\n", str.__str__(text))   # an enumeration's own text, not its name
    return '"' + _ESCAPED.sub(_escape, exact) + '"'


def _format_number(value: Integral | Real | Decimal) -> str:
    """Return a number without an exponent, which no field takes; "" for one that YAML cannot have."""
    if isinstance(value, Integral):
        return int.__repr__(int(value)) if int(value).bit_length() <= _MAX_BITS else ""
    try:
        number = value if isinstance(value, Decimal) else Decimal(float.__repr__(float(value)))
    except OverflowError:   # a fraction that no float can hold
        return ""
    is_short = number.is_finite() and max(abs(number.adjusted()), len(number.as_tuple().digits)) <= _MAX_DIGITS
    return format(number, "f") if is_short else ""


def _is_finite(value: Integral | Real | Decimal) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    try:
        return math.isfinite(value)
    except OverflowError:   # a fraction that no float can hold
        return True


def _name_field(name: str, key: object) -> str:
    """Return the dotted name of a key's value."""
    shown = str.__str__(key)[:MAX_QUOTED] if isinstance(key, str) else str(key)
    return f"{name}.{shown}" if name else shown


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
