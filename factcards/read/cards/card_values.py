"""A program's values to YAML: one line for each field, so that a problem's line is the number of the field.

Each value is written as JSON, with every character escaped that YAML would fold or refuse, so that text is read as it
was given. A value that YAML cannot say, such as bytes, is reported at its field and marked as an error in the tree.
"""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NoReturn

from ...errors import MAX_QUOTED, Problem, quote_start
from ..yaml.source import MAX_BYTES, REFUSED, SourceFile, describe_refused, find_refused, make_source
from ..yaml.yaml_parser import (
    MAX_DEPTH,
    MAX_NODES,
    MappingNode,
    Node,
    ParsedFile,
    ScalarNode,
    SequenceNode,
    parse_source,
)

_MAX_KEY = 160
"""Maximum length of a key, in characters; libyaml accepts 1,024, and an escape takes up to six."""
_MAX_BITS = 333
"""Maximum size of an integer, in bits: about 100 digits, far more than any field accepts."""
_EXPECTED = "text, a number, `True`, `False`, `None`, a date, a list or a mapping"
_PLAIN_KEY = re.compile(r"[a-z]+(?:-[a-z]+)*\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?")
_REFUSED = re.compile(f"[{REFUSED}]")
_SPECIAL = re.compile(f'["\\\\\t\n\r\ufeff{REFUSED}]')
"""Characters that are escaped: quotes, and all that libyaml or the reader folds, strips or refuses."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")   # in the text of an object: another one in each run
_REPR = reprlib.Repr()
_REPR.maxother = 200   # characters; messages show fewer, without an address
_HINTS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    ((bytes, bytearray, memoryview), "decode text; give the bytes of a picture in `files`, and its name here"),
    (datetime, "write its `.date()`"),
    ((set, frozenset), "write a list"),
)
_HINT = "convert it, for example with `str(…)`, `float(…)` or `list(…)`"


@dataclass(frozen=True, slots=True)
class _Fault:
    """A value or a key that is refused: its range in the text, and the problem's field, message and hint."""

    start: int
    end: int
    field: str
    message: str
    hint: str = ""
    kind: str = "wrong-value"

    def make_problem(self, source: SourceFile) -> Problem:
        """Return the problem at its place in the text."""
        return Problem("error", self.message, source.place(self.start, self.end), self.field, self.hint, self.kind)


class _LimitError(Exception):
    def __init__(self, fault: _Fault) -> None:
        self.fault = fault


def parse_values(values: Mapping[str, object], file: str) -> ParsedFile:
    """Return a mapping as the tree of a file with a line for each of its fields; messages show it as `file`.

    The line breaks of text become those of Unix, as in a file.
    """
    writer = _ValueWriter()
    try:
        writer.write_fields(values)
    except _LimitError as limit:
        source = make_source(file, writer.join())
        return ParsedFile(None, source, (limit.fault.make_problem(source),), is_incomplete=True)
    source = make_source(file, writer.join())
    parsed = parse_source(source)
    if not writer.faults:
        return parsed
    problems = (*parsed.problems, *(fault.make_problem(source) for fault in writer.faults))
    starts = {fault.start for fault in writer.faults}
    return replace(parsed, root=parsed.root and _mark_faults(parsed.root, starts), problems=problems)


def _mark_faults(node: Node, starts: set[int]) -> Node:
    """Return a tree whose faulty values are errors, without its faulty keys."""
    if isinstance(node, ScalarNode):
        return replace(node, is_error=True) if node.start in starts else node
    if isinstance(node, SequenceNode):
        return replace(node, items=tuple(_mark_faults(item, starts) for item in node.items))
    if isinstance(node, MappingNode):
        entries = ((key, value) for key, value in node.entries if key.start not in starts)
        return replace(node, entries=tuple((key, _mark_faults(value, starts)) for key, value in entries))
    return node


class _ValueWriter:
    """Writes values as text and notes the faulty ones."""

    def __init__(self) -> None:
        self.faults: list[_Fault] = []
        self._pieces: list[str] = []
        self._length = 0
        self._nodes = 0
        self._field = ""   # the field that is being written

    def join(self) -> str:
        """Return the text that was written."""
        return "".join(self._pieces)

    def write_fields(self, fields: Mapping[str, object]) -> None:
        """Write each field in a line. Raises _LimitError if they are too many, too long or nested too deep."""
        for key, value in fields.items():
            self._field = ""
            self._field = self._write_key(key, "", may_be_plain=True)
            self._write_value(value, self._field, 1)
            self._write("\n")

    def _write_key(self, key: object, name: str, *, may_be_plain: bool = False) -> str:
        """Write a key and its colon. Returns the name of its field."""
        start, message = self._length, _find_key_fault(key)
        text = str.__str__(key) if isinstance(key, str) else _show(key)
        text = _REFUSED.sub("?", text[:MAX_QUOTED]) if message else text   # reported once
        self._write_node(text if may_be_plain and _PLAIN_KEY.match(text) else _quote(text))
        if message:
            self.faults.append(_Fault(start, self._length, name, message))
        self._write(": ")
        return f"{name}.{text}" if name else text

    def _write_value(self, value: object, name: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            self._stop(f"this is nested more than {MAX_DEPTH} deep", "no card needs more than 3 levels", "yaml")
        if isinstance(value, Mapping):
            self._write_node("{")
            for number, (key, inner) in enumerate(value.items()):
                self._write(", " if number else "")
                self._write_value(inner, self._write_key(key, name), depth + 1)
            self._write("}")
        elif isinstance(value, list | tuple):
            self._write_node("[")
            for number, inner in enumerate(value):
                self._write(", " if number else "")
                self._write_value(inner, f"{name}[{number}]", depth + 1)
            self._write("]")
        else:
            self._write_scalar(value, name)

    def _write_scalar(self, value: object, name: str) -> None:
        start = self._length
        if isinstance(value, str):
            if len(value) > MAX_BYTES:
                self._stop_too_long()
            self._write_node(_quote(_LINE_BREAK.sub("\n", value)))
            half = _SURROGATE.search(value)
            if half:
                self.faults.append(_Fault(start, self._length, name, *describe_refused(half[0]), "character"))
            return
        text = _format_plain(value)
        self._write_node(_quote(_show(value)) if text is None else text)
        if text is None:
            self.faults.append(_Fault(start, self._length, name, *_explain_value(value)))

    def _write_node(self, text: str) -> None:
        self._nodes += 1
        if self._nodes >= MAX_NODES:   # the mapping itself is one
            self._stop(f"the card has more than {MAX_NODES:,} words and values", "split it", "yaml")
        self._write(text)

    def _write(self, text: str) -> None:
        if self._length + len(text) > MAX_BYTES:
            self._stop_too_long()
        self._pieces.append(text)
        self._length += len(text)

    def _stop_too_long(self) -> NoReturn:
        self._stop("the card is longer than 1 MiB", "", "too-large")

    def _stop(self, message: str, hint: str, kind: str) -> NoReturn:
        at = max(0, self._length - 1)
        raise _LimitError(_Fault(at, at + 1, self._field, message, hint, kind))


def _find_key_fault(key: object) -> str:
    """Return why something cannot be a key; "" if it can."""
    if not isinstance(key, str):
        return f"found the key {quote_start(_show(key))} ({type(key).__name__}), expected text"
    if len(key) > _MAX_KEY:
        return f"this key has {len(key):,} characters, expected {_MAX_KEY} at most"
    refused = find_refused(key)
    return f"in this key, {describe_refused(refused[0])[0]}" if refused else ""


def _explain_value(value: object) -> tuple[str, str]:
    """Return the message for a value that is refused, and a hint."""
    found = f"found {quote_start(_show(value))} ({type(value).__name__})"
    if isinstance(value, int):
        return f"{found}, expected a number of fewer digits", "round it, or write it as text"
    if isinstance(value, float):
        return f"{found}, expected a finite number", "leave the field out, or write `None`"
    return f"{found}, expected {_EXPECTED}", next((hint for kinds, hint in _HINTS if isinstance(value, kinds)), _HINT)


def _format_plain(value: object) -> str | None:
    """Return a value as YAML writes it without quotes; None if it has no such form."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() <= _MAX_BITS:
        return int.__repr__(value)
    if isinstance(value, float) and math.isfinite(value):
        text = float.__repr__(value)
        return format(Decimal(text), "f") if "e" in text else text   # readers take digits only
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return None


def _quote(text: str) -> str:
    """Return a text in double quotes on one line, which libyaml reads as it was; a lone surrogate becomes `?`."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if _SURROGATE.match(found):
        return "?"
    return _ESCAPES.get(found) or (f"\\u{ord(found):04x}" if found <= "\uffff" else f"\\U{ord(found):08x}")


def _show(value: object) -> str:
    """Return a value for a message: the start of its `repr`, in one line, the same in each run."""
    if isinstance(value, bytes | bytearray | memoryview):
        return repr(bytes(value[:MAX_QUOTED]))
    if isinstance(value, int):
        return int.__repr__(value) if value.bit_length() <= _MAX_BITS else hex(value)
    try:
        text = repr(value) if isinstance(value, float) else _REPR.repr(value)
    except ValueError:   # a set that holds an integer of thousands of digits
        return type(value).__name__
    return " ".join(_ADDRESS.sub("", text).split())
