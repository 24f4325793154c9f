"""A YAML file as our own tree: text, lists and maps, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import Place, Problem
from .source import SourceFile

_WHITE_SPACE = " \t\r\n"
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A piece of text.

    `text` has its line breaks as the author made them, a blank line being two, whatever YAML's style. `style` is ""
    for plain text, or one of `"`, `'`, `|` and `>`. `spoilt` text stands where a fault was: there is nothing to read.
    """

    text: str
    source: SourceFile = field(repr=False, compare=False)
    start: int
    end: int
    style: str = ""
    is_error: bool = False

    @property
    def place(self) -> Place:
        """Where it stands, quotes included."""
        return self.source.place(self.start, self.end)

    @property
    def is_null(self) -> bool:
        """Whether it takes an inherited field away: plain `null`, `~` or nothing."""
        return not self.style and self.text in ("", "~", "null", "Null", "NULL")

    def place_at(self, offset: int, length: int = 1) -> Place:
        """Where a stretch of `text` stands in the file; escapes and folded lines are followed."""
        return self.source.place(self._index_of(offset), self._index_of(offset + length - 1, past=True))

    def _index_of(self, offset: int, *, past: bool = False) -> int:
        """The index in the page of a character of `text`: the same one, counted without white space."""
        wanted = sum(1 for c in self.text[:offset] if c not in _WHITE_SPACE)
        for start, end in self._walk_letters():
            if wanted == 0:
                return end if past else start
            wanted -= 1
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
    """A list."""

    items: tuple[Node, ...]
    source: SourceFile = field(repr=False, compare=False)
    start: int
    end: int
    is_error: bool = False

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.source.place(self.start, self.end)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and their values, in order."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    source: SourceFile = field(repr=False, compare=False)
    start: int
    end: int
    is_error: bool = False

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.source.place(self.start, self.end)

    def get(self, key: str) -> Node | None:
        """The value of that key, or None where there is none."""
        return next((value for name, value in self.entries if name.text == key), None)

    def get_key(self, key: str) -> ScalarNode | None:
        """That key as it stands in the file, or None where there is none."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file as a tree. `root` is None if there is no tree; `cut` says that the end of the file could not be read."""

    root: Node | None
    source: SourceFile
    problems: tuple[Problem, ...] = ()
    is_incomplete: bool = False


def field_path(node: Node | None, index: int) -> str:
    """The dotted name of the field whose value holds a character of the page, "" where there is none."""
    if not isinstance(node, MappingNode):
        return ""
    for key, value in node.entries:
        if value.start <= index < max(value.end, value.start + 1):
            inner = field_path(value, index)
            return f"{key.text}.{inner}" if inner else key.text
    return ""
