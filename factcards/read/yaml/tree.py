"""A YAML file as our own tree: text, lists and maps, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import Place, Problem
from .source import Page

_SPACES = " \t\r\n"
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text.

    `text` has its line breaks as the author made them, a blank line being two, whatever YAML's style. `style` is ""
    for plain text, or one of `"`, `'`, `|` and `>`. `spoilt` text stands where a fault was: there is nothing to read.
    """

    text: str
    page: Page = field(repr=False, compare=False)
    start: int
    end: int
    style: str = ""
    spoilt: bool = False

    @property
    def place(self) -> Place:
        """Where it stands, quotes included."""
        return self.page.place(self.start, self.end)

    @property
    def is_null(self) -> bool:
        """Whether it takes an inherited field away: plain `null`, `~` or nothing."""
        return not self.style and self.text in ("", "~", "null", "Null", "NULL")

    def place_at(self, offset: int, length: int = 1) -> Place:
        """Where a stretch of `text` stands in the file; escapes and folded lines are followed."""
        return self.page.place(self._index_of(offset), self._index_of(offset + length - 1, past=True))

    def _index_of(self, offset: int, *, past: bool = False) -> int:
        """The index in the page of a character of `text`: the same one, counted without white space."""
        wanted = sum(1 for c in self.text[:offset] if c not in _SPACES)
        for start, end in self._letters():
            if wanted == 0:
                return end if past else start
            wanted -= 1
        return self.end

    def _letters(self) -> Iterator[tuple[int, int]]:
        index, raw = self.start, self.page.text
        if self.style in ("|", ">"):
            index = self.page.line(self.page.line_of(index))[1]
        while index < self.end:
            step = 1
            skipped = self.style and index in (self.start, self.end - 1) and self.style in "\"'"
            if self.style == '"' and raw[index] == "\\" and (match := _ESCAPE.match(raw, index)):
                step = match.end() - index
                kind, code = match[0][1], match[0][2:]
                skipped = kind in "nrt \t\r\n" or (kind in "xuU" and chr(int(code, 16)) in _SPACES)
            elif self.style == "'" and raw.startswith("''", index):
                step = 2
            if not skipped and raw[index] not in _SPACES:
                yield index, index + step
            index += step


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    page: Page = field(repr=False, compare=False)
    start: int
    end: int
    spoilt: bool = False

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.page.place(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Map:
    """Keys and their values, in order."""

    entries: tuple[tuple[Scalar, Node], ...]
    page: Page = field(repr=False, compare=False)
    start: int
    end: int
    spoilt: bool = False

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.page.place(self.start, self.end)

    def get(self, key: str) -> Node | None:
        """The value of that key, or None where there is none."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """That key as it stands in the file, or None where there is none."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Items | Map


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as a tree. `root` is None if there is no tree; `cut` says that the end of the file could not be read."""

    root: Node | None
    page: Page
    problems: tuple[Problem, ...] = ()
    cut: bool = False


def name_field(node: Node | None, index: int) -> str:
    """The dotted name of the field whose value holds a character of the page, "" where there is none."""
    if not isinstance(node, Map):
        return ""
    for key, value in node.entries:
        if value.start <= index < max(value.end, value.start + 1):
            inner = name_field(value, index)
            return f"{key.text}.{inner}" if inner else key.text
    return ""
