"""Colours and a progress bar on a terminal, by rich, which is imported only there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

_MARKS = ((r"(?<=: )error(?=: )|^error(?=: )", "bold red"), (r"(?<=: )warning(?=: )|^warning(?=: )", "bold yellow"),
          (r"(?<=: )note(?=: )|^note(?=: )", "bold blue"),
          (r"(?m)^ +\| +\^+$", "bold cyan"), (r"(?m)^    hint:", "cyan"))  # fmt: skip
"""Patterns of a message's parts, with their style."""


class Terminal:
    """Standard error, if rich takes it for a terminal."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)

    @property
    def is_terminal(self) -> bool:
        """Whether standard error is a terminal, or the user's environment says so."""
        return self._console.is_terminal

    def print_colored(self, lines: str) -> None:
        """Print lines, the parts of messages in their colours. Raises OSError if that fails."""
        text = Text(lines)
        for pattern, style in _MARKS:
            text.highlight_regex(re.compile(pattern), style)
        self._console.print(text, soft_wrap=True)

    @contextmanager
    def show_progress(self, what: str, total: int) -> Iterator[Callable[[object], None]]:
        """Show a progress bar. Yields a function to call for each of the `total` things done."""
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda _: bar.advance(task)
