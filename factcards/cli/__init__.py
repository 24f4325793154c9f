"""Arguments in, exit status out.

0 made, 1 some card was not, 2 the command line is wrong, 130 stopped by Ctrl-C; 143 told to end (SIGTERM) and 129 left
alone by its terminal (SIGHUP), which both end like Ctrl-C: files whole, those that were made listed.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from ..batch import Failure, attempt, explain
from .arguments import read_arguments
from .commands import run_command
from .screen import Screen

__all__ = ["main"]

_ENDS = ("SIGTERM", "SIGHUP")   # the latter is not on Windows
_FROM_SIGNALS = 128   # what shells add to a signal's number


class _Ended(KeyboardInterrupt):
    """A signal that asks the process to end; `status` is what it ends with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.status = _FROM_SIGNALS + number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process; returns the exit status."""
    screen = Screen()
    try:
        with _hear_signals():
            outcome = attempt(_run, arguments, screen)
        if isinstance(outcome, Failure):
            screen.show(explain(outcome, None))
            return 1
        return outcome
    except KeyboardInterrupt as stop:
        screen.say("stopped")
        return stop.status if isinstance(stop, _Ended) else _FROM_SIGNALS + signal.SIGINT


def _run(arguments: Sequence[str] | None, screen: Screen) -> int:
    return run_command(read_arguments(arguments), screen)


@contextmanager
def _hear_signals() -> Iterator[None]:
    """Signals that would end the process stop the work as Ctrl-C does; one that is ignored (`nohup`) stays so."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in (getattr(signal, name) for name in _ENDS if hasattr(signal, name)):
            if signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: object) -> NoReturn:
    raise _Ended(number)
