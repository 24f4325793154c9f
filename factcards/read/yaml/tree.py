"""A YAML file as a tree of scalars, sequences and mappings, each with its location."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import Place, Problem
from ...late_loading import compile_late
from .source import SourceFile

_WHITE_SPACE = " \t\r\n"
_ESCAPE = compile_late(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """Text.

    `text` has the line breaks that the author wrote, in every style of YAML. `style` is "" for plain text, or one of
    `"`, `'`, `|` and `>`. `is_error` marks text in place of a syntax error: it has no value to read.
    """

    text: str
    source: SourceFile = field(repr=False, compare=False)
    start: int
    end: int
    style: str = ""
    is_error: bool = False

    @property
    def place(self) -> Place:
        """The location of the text, with its quotes."""
        return self.source.place(self.start, self.end)

    @property
    def is_null(self) -> bool:
        """Whether the text is null, which removes an inherited field: plain `null`, `~` or nothing."""
        return not self.style and self.text in ("", "~", "null", "Null", "NULL")

    def place_at(self, offset: int, length: int = 1) -> Place:
        """Return the location of a range of `text` in the file, across escapes and folded lines."""
        return self.source.place(self._index_of(offset), self._index_of(offset + length - 1, past=True))

    def _index_of(self, offset: int, *, past: bool = False) -> int:
        """Return the index in the source of a character of `text`, counted without white space."""
        remaining = sum(1 for c in self.text[:offset] if c not in _WHITE_SPACE)
        for start, end in self._walk_letters():
            if remaining == 0:
                return end if past else start
            remaining -= 1
        return self.end

    def _walk_letters(self) -> Iterator[tuple[int, int]]:
        index, raw = self.start, self.source.text
        if self.style in ("|", ">"):
            index = self.source.line_span(self.source.line_number(index))[1]
        while index < self.end:
            step = 1
            skipped = self.style and index in (self.start, self.end - 1) and self.style in "\"'"
            if self.style == '"' and raw[index] == "\\" and (match := _ESCAPE.match(raw, index)):
                step = match.end() - index
                kind, code = match[0][1], match[0][2:]
                skipped = kind in "nrt \t\r\n" or (kind in "xuU" and chr(int(code, 16)) in _WHITE_SPACE)
            elif self.style == "'" and raw.startswith("''", index):
                step = 2
            if not skipped and raw[index] not in _WHITE_SPACE:
                yield index, index + step
            index += step


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list (a sequence node of YAML 1.2)."""

    items: tuple[Node, ...]
    source: SourceFile = field(repr=False, compare=False)
    start: int
    end: int
    is_error: bool = False

    @property
    def place(self) -> Place:
        """The location from its start to its end, or to the end of its first line."""
        return self.source.place(self.start, self.end)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their values, in order (a mapping node of YAML 1.2)."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    source: SourceFile = field(repr=False, compare=False)
    start: int
    end: int
    is_error: bool = False

    @property
    def place(self) -> Place:
        """The location from its start to its end, or to the end of its first line."""
        return self.source.place(self.start, self.end)

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def get_key(self, key: str) -> ScalarNode | None:
        """Return the node of a key, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file as a tree.

    `root` is None if the file is empty or cannot be read. `is_incomplete` is True if a part of it could not be read.
    """

    root: Node | None
    source: SourceFile
    problems: tuple[Problem, ...] = ()
    is_incomplete: bool = False


def field_path(node: Node | None, index: int) -> str:
    """Return the dotted name of the field whose value contains a character of the source, or ""."""
    if not isinstance(node, MappingNode):
        return ""
    for key, value in node.entries:
        if value.start <= index < max(value.end, value.start + 1):
            inner = field_path(value, index)
            return f"{key.text}.{inner}" if inner else key.text
    return ""
