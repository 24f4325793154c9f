"""Output to the user: colours and a progress bar on a terminal; plain lines in a pipe."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from ..errors import Problem, WriteError, is_invisible, to_printable
from ..late_loading import compile_late, import_late
from .grouping import group_problems, list_problems

if TYPE_CHECKING:
    from . import terminal
else:
    terminal = import_late(".terminal", __package__)

_FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which rich takes a stream for a terminal."""
_NOT_ASCII = compile_late(r"[^\x00-\x7e]")


class CommandConsole:
    """Writes problems and status to standard error, and results to standard output.

    `has_lost_messages` is True if standard error could not be written. If `is_verbose`, each problem is shown in full;
    otherwise those of one kind share a line. `has_omitted` is True if that left out problems or changes,
    `has_shortened` if it left out source lines or hints.
    """

    def __init__(self) -> None:
        self.has_lost_messages = self.is_verbose = self.has_omitted = self.has_shortened = False

    @cached_property
    def _terminal(self) -> terminal.Terminal:
        return terminal.Terminal()

    @property
    def is_terminal(self) -> bool:
        """Whether standard error is a terminal, or the user wants it to be taken for one."""
        return sys.stderr is not None and _may_be_terminal(sys.stderr) and self._terminal.is_terminal

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show problems on standard error, each in full or those of one kind as one line."""
        if self.is_verbose:
            lines = list_problems(problems)
        else:
            grouped = group_problems(problems)
            lines = grouped.lines
            self.has_omitted = self.has_omitted or grouped.omits_problems
            self.has_shortened = self.has_shortened or grouped.omits_details
        for line in lines:
            self._show_lines(line)

    def show_status(self, message: str) -> None:
        """Show a message of one line on standard error. Control characters in it are replaced."""
        self._show_lines(to_printable(message))

    def show_prompt(self, question: str) -> None:
        """Show a question on standard error and leave the cursor behind it."""
        _write(sys.stderr, to_printable(question))

    def _show_lines(self, lines: str) -> None:
        try:
            if self.is_terminal:
                self._terminal.print_colored(lines)
            elif sys.stderr is not None:
                _write(sys.stderr, lines + "\n")
        except OSError:   # no message can be shown, but the work goes on
            self.has_lost_messages = True
            _discard(sys.stderr)

    def print_result(self, text: str) -> None:
        """Write lines to standard output, with control characters replaced. Raises WriteError if that fails."""
        self._write_output("\n".join(map(to_printable, text.split("\n"))) + "\n")

    def print_json(self, value: object) -> None:
        """Write a result as JSON to standard output, with control characters escaped. Raises WriteError."""
        self._write_output(_NOT_ASCII.sub(_escape, json.dumps(value, ensure_ascii=False, indent=1)) + "\n")

    def flush(self) -> None:
        """Flush standard output, to which argparse prints too. Raises WriteError if that fails."""
        self._write_output("")

    def _write_output(self, text: str) -> None:
        if sys.stdout is None:   # closed by the caller
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
        """Show a progress bar on a terminal. Yields a function to call for each of the `total` things done."""
        if not self.is_terminal or total < 2:
            yield lambda _: None
            return
        with self._terminal.show_progress(what, total) as listen:
            yield listen


def _may_be_terminal(stream: TextIO) -> bool:
    """Return whether it is worth asking rich, which takes long to import, whether a stream is a terminal."""
    try:
        return stream.isatty() or any(name in os.environ for name in _FORCING)  # noqa: TID251 - colours of messages
    except ValueError:   # it is closed
        return False


def _write(stream: TextIO, text: str) -> None:
    """Write a text. If the reader has closed the pipe, discard this and all later output, and go on."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        if error.errno != errno.EPIPE and not (os.name == "nt" and error.errno == errno.EINVAL):   # Windows's EPIPE
            raise
        _discard(stream)


def _discard(stream: TextIO | None) -> None:
    """Discard a stream's buffered and later output, which Python would otherwise try to write at exit."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError:   # not a file, as in a test
        pass


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if is_invisible(match[0]) else match[0]
