"""A mapping of Python values to the text of a YAML file, so that both are read, and their errors reported, alike.

Each key of the mapping is one line, so that a message quotes the line of its field. Values are written as in JSON.
"""

from __future__ import annotations

import heapq
import math
import re
import reprlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from pathlib import PurePath
from typing import Any, NoReturn

from ...errors import MAX_QUOTED, Place, Problem, quote_start
from ...graphics.color import Color, find_wrong_channel
from ...late_loading import compile_late
from .source import MAX_BYTES, REFUSED, SourceFile, decode_source, describe_refused, find_refused, make_source
from .tree import MappingNode, Node, ParsedFile, SequenceNode
from .yaml_parser import MAX_DEPTH, MAX_NODES, parse_source

_MAX_KEY = 1_000
"""Maximum length of a key as it is written, in characters: YAML searches the colon of a key no further than 1,024."""
_MAX_DIGITS = 400
"""Maximum number of digits before or after the point of a number; those of a `float` have at most 324."""
_MAX_BITS = int(_MAX_DIGITS * math.log2(10))
_MAX_PROBLEMS = 100
"""Maximum number of problems that are reported for a mapping."""
_PLAIN_KEY = compile_late(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_LINE_BREAK = compile_late(r"\r\n?")   # as web forms send it
_NOT_PLAIN = compile_late(r"\W", re.ASCII)
_SURROGATE = compile_late("[\ud800-\udfff]")
_REFUSED = compile_late(f"[{REFUSED}]")
_ESCAPED = compile_late(f'["\\\\\t\n\r\ufeff{REFUSED}]')
"""Characters that YAML refuses in quotes, folds into spaces, or takes for the end of the quotes or an escape."""
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_ADDRESS = compile_late(r" at 0x[0-9A-Fa-f]+")   # in the `repr` of an object: another one in each run
_REPR = reprlib.Repr()   # it returns a text for objects whose own `repr` raises an error too
_REPR.maxother = sys.maxsize   # shortened below, without an address
_EXPECTED = "text, a number, `True`, `False`, `None`, a day, a list or a mapping"
_BYTES_HINT = "decode text; give the bytes of a picture in `files`, and its name here"
_HINTS: tuple[tuple[type, str], ...] = (
    (datetime, "`.date()` gives its day"),
    (bytes, _BYTES_HINT),
    (bytearray, _BYTES_HINT),
    (memoryview, _BYTES_HINT),
    (set, "write a list, which has an order"),
    (frozenset, "write a list, which has an order"),
    (Iterator, "write a list"),
    (object, "convert it, for example with `str(…)`, `float(…)` or `list(…)`"),
)
"""What to write in place of values of some types; the first type that fits counts."""


def parse_value(
    value: str | Mapping[str, object], file: str, what: str, hints: tuple[tuple[type, str], ...] = ()
) -> ParsedFile:
    """Return the text of a YAML file, or the mapping of its fields, as a tree; messages show it as `file`.

    `what` it is ("theme") is for the messages about one that is too long. `hints` say what to write in place of values
    of some more types.
    """
    if not isinstance(value, str):
        return _parse_mapping(value, file, what, hints)
    if len(value) > MAX_BYTES:
        problem = Problem("error", f"the {what} is longer than 1 MiB", Place(file, 1, 1), kind="too-large")
        return ParsedFile(None, make_source(file, ""), (problem,), is_incomplete=True)
    source, problems = decode_source(value.encode("utf-8", "surrogatepass"), file)
    if source is None:
        return ParsedFile(None, make_source(file, ""), tuple(problems), is_incomplete=True)
    return parse_source(source, problems)


def write_yaml(mapping: Mapping[str, object], file: str, what: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a mapping as the text of a YAML file, one line a key, and the problems of values that it cannot have.

    The text has the type of such a value or key in its place, as in `<bytes>`.
    """
    writer = _ValueWriter(what)
    writer.write_all(mapping)
    return "".join(writer.parts), writer.locate(make_source(file, "".join(writer.parts)))


def _parse_mapping(
    mapping: Mapping[str, object], file: str, what: str, hints: tuple[tuple[type, str], ...]
) -> ParsedFile:
    """Return a mapping as a tree; what it has in place of a refused value is not read, and so reported once."""
    writer = _ValueWriter(what, hints)
    is_whole = writer.write_all(mapping)
    source = make_source(file, "".join(writer.parts))
    problems = writer.locate(source)
    if not is_whole:
        return ParsedFile(None, source, problems, is_incomplete=True)
    parsed = parse_source(source, error_spans=[fault.span for fault in writer.faults])
    parsed = replace(parsed, problems=problems + parsed.problems)
    if not any(fault.is_key for fault in writer.faults):
        return parsed
    root = None if parsed.root is None else _drop_refused_keys(parsed.root)
    return replace(parsed, root=root, is_incomplete=True)


def _drop_refused_keys(node: Node) -> Node:
    """Return a tree without the keys that stand for refused ones."""
    if isinstance(node, MappingNode):
        entries = ((key, _drop_refused_keys(value)) for key, value in node.entries if not key.is_error)
        return replace(node, entries=tuple(entries))
    if isinstance(node, SequenceNode):
        return replace(node, items=tuple(_drop_refused_keys(item) for item in node.items))
    return node


@dataclass(frozen=True, slots=True)
class _Fault:
    """A problem of a value or a key, and the range of the text that stands for it."""

    problem: Problem
    span: tuple[int, int]
    is_key: bool = False


class _WritingStopped(Exception):  # noqa: N818
    """The mapping has more than a file may have."""


class _ValueWriter:
    """One walk over a mapping: `parts` is the text so far, `path` has the ids of the values around.

    `field` is the key of the line that is written.
    """

    def __init__(self, what: str, hints: tuple[tuple[type, str], ...] = ()) -> None:
        self.what = what
        self.hints = hints + _HINTS
        self.parts: list[str] = []
        self.faults: list[_Fault] = []
        self.path: list[int] = []
        self.nodes, self.length = 1, 0   # the mapping itself is a node
        self.field = ""

    def write_all(self, mapping: Mapping[Any, object]) -> bool:
        """Write a mapping, one line a key; return whether it was written to its end."""
        self.path.append(id(mapping))
        try:
            for key, value in mapping.items():
                self.field = key[:MAX_QUOTED] if isinstance(key, str) and _PLAIN_KEY.match(key) else ""
                self.field = self._write_key(key, "")
                self._write(value, self.field, 1)
                self._add("\n")
        except _WritingStopped:
            return False
        return True

    def locate(self, source: SourceFile) -> tuple[Problem, ...]:
        """Return the problems with their places in the written text."""
        return tuple(replace(fault.problem, place=source.place(*fault.span)) for fault in self.faults)

    def _write(self, value: object, name: str, depth: int) -> None:
        self._count()
        if not isinstance(value, Mapping | list | tuple):
            self._write_leaf(value, name)
        elif depth == MAX_DEPTH and value:
            message, hint = f"this is nested more than {MAX_DEPTH} deep", "no card needs more than 3 levels"
            self._refuse(_stand_for(value), message, name, hint, kind="yaml")
        else:
            self._write_inner(value, name, depth)

    def _write_inner(
        self, value: Mapping[object, object] | list[object] | tuple[object, ...], name: str, depth: int
    ) -> None:
        if id(value) in self.path:
            self._refuse(_stand_for(value), "this contains itself", name)
            return
        self.path.append(id(value))
        if isinstance(value, Mapping):
            self._add("{")
            for at, (key, inner) in enumerate(value.items()):
                self._add(", " if at else "")
                self._write(inner, self._write_key(key, name), depth + 1)
            self._add("}")
        else:
            self._add("[")
            for at, inner in enumerate(value):
                self._add(", " if at else "")
                self._write(inner, f"{name}[{at}]", depth + 1)
            self._add("]")
        self.path.pop()

    def _write_key(self, key: object, name: str) -> str:
        """Write a key of the mapping of that name, or its type if YAML cannot have it; return its value's name."""
        self._count()
        text, message = _format_key(key)
        if message:
            number = sum(fault.is_key for fault in self.faults) + 1   # no two keys of a mapping may be the same
            text = _stand_for(key, f" {number}" if number > 1 else "")
            self._report(Problem("error", message, field=name, kind="wrong-key"), len(text), is_key=True)
        self._add(text)
        self._add(": ")
        shown = str.__str__(key)[:MAX_QUOTED] if isinstance(key, str) and not message else text
        return f"{name}.{shown}" if name else shown

    def _write_leaf(self, value: object, name: str) -> None:
        match value:
            case None:
                self._add("null")
            case bool():
                self._add("true" if value else "false")
            case str():
                self._write_text(value, name)
            case Color():
                self._write_color(value, name)
            case PurePath():
                self._write_text(value.as_posix(), name)
            case Real() | Decimal():
                self._write_number(value, name)
            case date() if not isinstance(value, datetime):
                self._add(date.isoformat(value))
            case _:
                hint = next(hint for kind, hint in self.hints if isinstance(value, kind))
                self._refuse(_stand_for(value), f"{_describe(value)}, expected {_EXPECTED}", name, hint)

    def _write_text(self, value: str, name: str) -> None:
        if len(value) > MAX_BYTES:
            self._stop("this text is longer than 1 MiB", name)
        half = _SURROGATE.search(value)
        if half:
            message, hint = describe_refused(half[0])
            self._refuse(_quote(_SURROGATE.sub("?", value)), message, name, hint, kind="character")
        else:
            self._add(_quote(value))

    def _write_color(self, value: Color, name: str) -> None:
        wrong = find_wrong_channel(value)
        if wrong:
            message = f"found the channel `{wrong}` of a Color, expected a whole number from 0 to 255"
            self._refuse(_stand_for(value), message, name)
        else:
            self._add(f'"{value}"')

    def _write_number(self, value: Integral | Real | Decimal, name: str) -> None:
        text = _format_number(value)
        if text:
            self._add(text)
        elif _is_finite(value):
            message = f"{_describe(value)}, expected a number of {_MAX_DIGITS} digits at most"
            self._refuse(_stand_for(value), message, name, "round it, or write it as text")
        else:
            message = f"{_describe(value)}, expected a finite number"
            self._refuse(_stand_for(value), message, name, "leave the field out, or write `None`")

    def _add(self, text: str) -> None:
        if self.length + len(text) > MAX_BYTES:
            self._stop(f"the {self.what} is longer than 1 MiB", self.field)
        self.parts.append(text)
        self.length += len(text)

    def _count(self) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"the {self.what} has more than {MAX_NODES:,} words and values"
            self._stop(message, self.field, "split it", "yaml")

    def _refuse(self, text: str, message: str, name: str, hint: str = "", kind: str = "wrong-value") -> None:
        """Report a value that YAML cannot have, and write a text in its place."""
        self._report(Problem("error", message, None, name, hint, kind), len(text))
        self._add(text)

    def _report(self, problem: Problem, length: int, *, is_key: bool = False) -> None:
        """Report a problem of the text of that length that comes next."""
        if len(self.faults) >= _MAX_PROBLEMS:
            self._stop(f"the {self.what} has more errors than these", self.field)
        self.faults.append(_Fault(problem, (self.length, self.length + length), is_key))

    def _stop(self, message: str, name: str, hint: str = "", kind: str = "too-large") -> NoReturn:
        """Report that nothing more is written. Raises _WritingStopped."""
        self.faults.append(_Fault(Problem("error", message, None, name, hint, kind), (self.length, self.length)))
        raise _WritingStopped


def _format_key(key: object) -> tuple[str, str]:
    """Return a key as YAML has it, and a message if it cannot."""
    if isinstance(key, Integral) and not isinstance(key, bool):   # the labels of a chart may be years
        text = _format_number(key)
        return text, "" if text else f"{_describe_key(key)}, expected a number of {_MAX_DIGITS} digits at most"
    if not isinstance(key, str):
        return "", f"{_describe_key(key)}, expected text"
    refused = find_refused(key)
    if refused:
        shown = quote_start(_REFUSED.sub("?", key[: MAX_QUOTED + 1]))
        return "", f"in the key {shown}, {describe_refused(refused[0])[0]}"
    text = str.__str__(key) if _PLAIN_KEY.match(key) else _quote(key)
    if len(text) > _MAX_KEY:
        return "", f"the key {quote_start(key)} has {len(text):,} characters in YAML, expected {_MAX_KEY:,} at most"
    return text, ""


def _stand_for(value: object, mark: str = "") -> str:
    """Return the text in place of a value or key that YAML cannot have: its type."""
    return f"<{_NOT_PLAIN.sub('', type(value).__name__)[:MAX_QUOTED]}{mark}>"


def _describe(value: object) -> str:
    return f"found {quote_start(_show(value))} ({type(value).__name__})"


def _describe_key(key: object) -> str:
    return f"found the key {quote_start(_show(key))} ({type(key).__name__})"


def _show(value: object) -> str:
    """Return a value for a message: the start of its `repr`, in one line, the same in each run."""
    try:
        if isinstance(value, bytes | bytearray | memoryview):
            text = repr(bytes(value[: MAX_QUOTED + 1]))
        elif isinstance(value, set | frozenset) and value:   # their order is another one in each run
            text = "{" + ", ".join(heapq.nsmallest(MAX_QUOTED, map(_show, value))) + "}"
        elif isinstance(value, int) and value.bit_length() > _MAX_BITS:   # Python writes no decimals of a large one
            text = hex(value)
        else:
            text = str(value) if isinstance(value, Decimal) else _REPR.repr_instance(value, 1)
    except (ValueError, TypeError, RecursionError):   # a released buffer, one without dimensions, a deep set
        text = f"<{type(value).__name__}>"
    return " ".join(_ADDRESS.sub("", text).split()).encode(errors="replace").decode()


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


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return _SHORT_ESCAPES.get(found) or (f"\\u{ord(found):04X}" if found <= "\uffff" else f"\\U{ord(found):08X}")
