"""What a user sees: colours and a bar on a terminal; piped, plain problems and nothing else."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from ..errors import Problem, WriteError, is_invisible, to_printable
from .grouping import group_problems, list_problems

_MARKS = ((r"(?<=: )error(?=: )|^error(?=: )", "bold red"), (r"(?<=: )warning(?=: )|^warning(?=: )", "bold yellow"),
          (r"(?<=: )note(?=: )|^note(?=: )", "bold blue"),
          (r"(?m)^ +\| +\^+$", "bold cyan"), (r"(?m)^    hint:", "cyan"))  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


class CommandConsole:
    """Standard error as the user sees it, and standard output for results.

    `is_full` says that messages were lost because standard error could not be written. `is_verbose` shows each problem
    in full, otherwise those of one kind are one line; `is_short` says that something was left out so.
    """

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self.has_lost_messages = self.is_verbose = self.has_omitted = False

    @property
    def is_terminal(self) -> bool:
        """Whether somebody is looking."""
        return sys.stderr is not None and self._console.is_terminal

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show problems: each in full, or those of one kind as one line."""
        if self.is_verbose:
            lines = list_problems(problems)
        else:
            lines, is_short = group_problems(problems)
            self.has_omitted = self.has_omitted or is_short
        for line in lines:
            self._show_lines(line)

    def show_status(self, message: str) -> None:
        """Show a message of one line, whatever the names in it hold."""
        self._show_lines(to_printable(message))

    def _show_lines(self, lines: str) -> None:
        try:
            if self.is_terminal:
                text = Text(lines)
                for pattern, style in _MARKS:
                    text.highlight_regex(re.compile(pattern), style)
                self._console.print(text, soft_wrap=True)
            elif sys.stderr is not None:
                _write(sys.stderr, lines + "\n")
        except OSError:   # nothing more can be said, but the work goes on
            self.has_lost_messages = True
            _discard(sys.stderr)

    def print_result(self, text: str) -> None:
        """Write lines to standard output, whatever the names in them hold; WriteError if it cannot be written."""
        self._write_output("\n".join(map(to_printable, text.split("\n"))) + "\n")

    def print_json(self, value: object) -> None:
        """Write a result as JSON, with escapes for what could steer a terminal."""
        self._write_output(_NOT_ASCII.sub(_escape, json.dumps(value, ensure_ascii=False, indent=1)) + "\n")

    def flush(self) -> None:
        """Write what others have printed to standard output; WriteError if it cannot be written."""
        self._write_output("")

    def _write_output(self, text: str) -> None:
        if sys.stdout is None:   # closed: nobody wants it
            return
        if isinstance(sys.stdout, io.TextIOWrapper):   # UTF-8 where it can be chosen
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            _write(sys.stdout, text)
        except OSError as error:
            _discard(sys.stdout)
            reason = (error.strerror or "output error").lower()
            raise WriteError(f"standard output cannot be written: {reason}") from None

    @contextmanager
    def progress(self, what: str, total: int) -> Iterator[Callable[[object], None]]:
        """A bar with the time left, while it is worth one; gives what is to be called for each thing done."""
        if not self.is_terminal or total < 2:
            yield lambda _: None
            return
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda _: bar.advance(task)


def _write(stream: TextIO, text: str) -> None:
    """Write a text; where the reader has gone, it and what follows go nowhere, and the work goes on."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        if error.errno != errno.EPIPE and not (os.name == "nt" and error.errno == errno.EINVAL):   # Windows's EPIPE
            raise
        _discard(stream)


def _discard(stream: TextIO | None) -> None:
    """Let what a stream still holds, and all that follows, go nowhere: Python would try to write it at its end."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError:   # it is no file, as in a test
        pass


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if is_invisible(match[0]) else match[0]
