"""Error recovery: the text around a syntax error, and the same text without it, so that parsing can go on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...errors import Problem
from ...late_loading import compile_late
from .source import SourceFile

KEY = compile_late(
    r"([ \t]*(?:- +)*)([^\s#'\"\[\]{},:&*!|>%@`?-][^:]*?"
    r"|\"[^\"]*\"|'[^']*')\s*:(?=[ \t]|$)[ \t]*")
"""A key at the start of a line, its colon and the blanks around it; group 1 is its indentation, group 2 its name."""
COMMENT_MESSAGE = "YAML takes what begins with `#` for a comment"
"""What is wrong with words, a value or a colour that begins with `#` and has no quotes."""
QUOTES_HINT = "put quotes around the words"
"""What to do about words that contain a sign of YAML."""
_MAX_QUOTED = 24
"""Maximum number of characters of an author's words that a hint repeats in quotes."""


def measure_indent(line: str) -> int:
    """Return the number of spaces and tabs at the start of a line."""
    return len(line) - len(line.lstrip(" \t"))


def quote_as_yaml(words: str) -> str:
    """Return the beginning of words, quoted so that YAML reads them unchanged."""
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
    """A syntax error, the repaired text (of the same length), and the range that was replaced in it.

    `drops_keys` is True if keys were lost with the range.
    """

    problem: Problem
    text: str
    start: int
    end: int
    drops_keys: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryPoint:
    """The text around a syntax error: `index` is where the parser stopped, `context` where its construct begins."""

    source: SourceFile
    text: str
    index: int
    context: int
    parser_message: str

    def says(self, *phrases: str) -> bool:
        """Return whether libyaml's message contains one of some phrases; libyaml has no error codes."""
        return any(phrase in self.parser_message for phrase in phrases)

    def line_span(self, index: int) -> tuple[int, int]:
        """Return where the line of a character begins and ends."""
        return self.source.line_span(self.source.line_number(index))

    def find_value(self, index: int) -> tuple[str, int, int] | None:
        """Return the key whose value is on the line of a character, and where that value begins and ends.

        The following lines that are indented deeper than the key belong to the value.
        """
        number = self.source.line_number(index)
        start, end = self.source.line_span(number)
        match = KEY.match(self.text, start, end)
        if not match:
            return None
        return match[2], match.end(), self._find_block_end(number, end, len(match[1]))

    def _find_block_end(self, number: int, end: int, indent: int) -> int:
        """Return the end of the lines that follow a line and are indented deeper."""
        for following in range(number + 1, len(self.source.line_starts)):
            first, last = self.source.line_span(following)
            line = self.text[first:last]
            if line.strip() and measure_indent(line) <= indent:
                break
            end = last if line.strip() else end
        return end

    def blank(self, message: str, start: int, end: int, hint: str, region: tuple[int, int]) -> SyntaxFault:
        """Return an error from `start` to `end`, with the words of the region replaced by `x`."""
        first, last = region
        problem = Problem("error", message, self.source.place(start, end), hint=hint, kind="yaml")
        text = self.text[:first] + re.sub(r"\S", "x", self.text[first:last]) + self.text[last:]
        return SyntaxFault(problem, text, first, last)

    def erase(self, message: str, start: int, end: int, hint: str) -> SyntaxFault:
        """Return an error whose line, with the deeper lines below it, is replaced by spaces."""
        number = self.source.line_number(start)
        first, last = self.source.line_span(number)
        last = self._find_block_end(number, last, measure_indent(self.text[first:last]))
        problem = Problem("error", message, self.source.place(start, end), hint=hint, kind="yaml")
        text = self.text[:first] + re.sub(r"[^\r\n]", " ", self.text[first:last]) + self.text[last:]
        return SyntaxFault(problem, text, first, last, drops_keys=True)

    def cut_off(self, message: str, start: int, hint: str) -> SyntaxFault:
        """Return an error after which nothing can be read: the rest of the text is replaced by spaces."""
        start = max(0, min(start, len(self.text.rstrip()) - 1))   # a line that exists
        first = self.line_span(start)[0]
        text = self.text[:first] + re.sub(r"[^\r\n]", " ", self.text[first:])
        if text == self.text:   # nothing to replace here: drop the whole text
            first, text = 0, re.sub(r"[^\r\n]", " ", self.text)
        problem = Problem("error", message, self.source.place(start, self.line_span(start)[1]), hint=hint, kind="yaml")
        return SyntaxFault(problem, text, first, len(self.text), drops_keys=True)
