"""The text around a fault of syntax: whose value it is in, and how to go on without it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...errors import Problem
from .source import SourceFile

_KEY = re.compile(
    r"([ \t]*(?:- +)*)([^\s#'\"\[\]{},:&*!|>%@`?-][^:]*?"
    r"|\"[^\"]*\"|'[^']*')\s*:(?=[ \t]|$)[ \t]*")


QUOTES_HINT = "put quotes around the words"
_MAX_QUOTED = 24
"""Maximum number of characters of an author's words that a hint repeats in quotes."""


def measure_indent(line: str) -> int:
    """How many spaces and tabs a line begins with."""
    return len(line) - len(line.lstrip(" \t"))


def quote_as_yaml(words: str) -> str:
    """Return the beginning of words in quotes such that YAML reads them as they stand."""
    line, _, more = words.strip().partition("\n")
    line = line.strip()
    if len(line) > _MAX_QUOTED:
        line, more = line[:_MAX_QUOTED].rsplit(" ", 1)[0], "more"
    line += " …" if more else ""
    if '"' not in line and "\\" not in line:
        return f'"{line}"'
    return "'" + line.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """A fault of syntax, the text without it (same length), and which stretch of it was blanked.

    `cut` says that keys were lost with it.
    """

    problem: Problem
    text: str
    start: int
    end: int
    drops_keys: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryPoint:
    """The text around a fault."""

    source: SourceFile
    text: str
    index: int
    context: int
    parser_message: str

    def line_span(self, index: int) -> tuple[int, int]:
        """Where the line of a character begins and ends."""
        return self.source.line_span(self.source.line_number(index))

    def find_value(self, index: int) -> tuple[str, int, int] | None:
        """The key whose value the line of that character holds, and where the value begins and ends.

        The value takes in the lines that follow and are indented deeper than the key.
        """
        number = self.source.line_number(index)
        start, end = self.source.line_span(number)
        match = _KEY.match(self.text, start, end)
        if not match:
            return None
        return match[2], match.end(), self._find_block_end(number, end, len(match[1]))

    def _find_block_end(self, number: int, end: int, indent: int) -> int:
        """Where the lines end that follow a line and are indented deeper."""
        for following in range(number + 1, len(self.source.line_starts)):
            first, last = self.source.line_span(following)
            line = self.text[first:last]
            if line.strip() and measure_indent(line) <= indent:
                break
            end = last if line.strip() else end
        return end

    def blank(self, message: str, start: int, end: int, hint: str, region: tuple[int, int]) -> SyntaxFault:
        """A fault at `start` to `end`; the words of the region are crossed out."""
        first, last = region
        problem = Problem("error", message, self.source.place(start, end), hint=hint, kind="yaml")
        text = self.text[:first] + re.sub(r"\S", "x", self.text[first:last]) + self.text[last:]
        return SyntaxFault(problem, text, first, last)

    def erase(self, message: str, start: int, end: int, hint: str) -> SyntaxFault:
        """A fault whose whole line, with those indented deeper below it, is wiped out."""
        number = self.source.line_number(start)
        first, last = self.source.line_span(number)
        last = self._find_block_end(number, last, measure_indent(self.text[first:last]))
        problem = Problem("error", message, self.source.place(start, end), hint=hint, kind="yaml")
        text = self.text[:first] + re.sub(r"[^\r\n]", " ", self.text[first:last]) + self.text[last:]
        return SyntaxFault(problem, text, first, last, drops_keys=True)

    def cut_off(self, message: str, start: int, hint: str) -> SyntaxFault:
        """A fault after which nothing can be read."""
        start = max(0, min(start, len(self.text.rstrip()) - 1))   # a line that is there
        first = self.line_span(start)[0]
        text = self.text[:first] + re.sub(r"[^\r\n]", " ", self.text[first:])
        if text == self.text:   # nothing to wipe out here: give up on all of it
            first, text = 0, re.sub(r"[^\r\n]", " ", self.text)
        problem = Problem("error", message, self.source.place(start, self.line_span(start)[1]), hint=hint, kind="yaml")
        return SyntaxFault(problem, text, first, len(self.text), drops_keys=True)
