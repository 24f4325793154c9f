"""What a user sees: colours and a bar on a terminal; piped, plain problems and nothing else."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from ..errors import Problem

_MARKS = ((r"(?<=: )error(?=: )|^error(?=: )", "bold red"), (r"(?<=: )warning(?=: )|^warning(?=: )", "bold yellow"),
          (r"(?<=: )note(?=: )", "bold blue"),
          (r"(?m)^ +\| +\^+$", "bold cyan"), (r"(?m)^    hint:", "cyan"))  # fmt: skip


class Screen:
    """Standard error as the user sees it, and standard output for results."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)

    @property
    def is_terminal(self) -> bool:
        """Whether somebody is looking."""
        return self._console.is_terminal

    def show(self, problems: Iterable[Problem]) -> None:
        """Show problems, one after the other."""
        for problem in problems:
            self.say(str(problem))

    def say(self, message: str) -> None:
        """Show a message."""
        if not self.is_terminal:
            _write(sys.stderr, message)
            return
        text = Text(message)
        for pattern, style in _MARKS:
            text.highlight_regex(re.compile(pattern), style)
        self._console.print(text, soft_wrap=True)

    def print(self, text: str) -> None:
        """Write a result to standard output, in UTF-8 where it can be chosen."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        _write(sys.stdout, text)

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
    """Write a line; where the reader has gone, it and what follows go nowhere, and the work goes on."""
    try:
        stream.write(text + "\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
