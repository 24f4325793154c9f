"""Arguments in, exit status out.

0 made, 1 some card was not, 2 the command line is wrong, 130 stopped by Ctrl-C; 143 told to end (SIGTERM) and 129 left
alone by its terminal (SIGHUP), which both end like Ctrl-C: files whole, those that were made listed.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence

from ..batch import Failure, attempt, explain, silence_loggers
from ..signals import STATUS_BASE, Stopped, raise_stopped
from .arguments import read_arguments
from .commands import run_command
from .console import Screen

__all__ = ["main", "silence_loggers"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process; returns the exit status."""
    screen = Screen()
    try:
        with raise_stopped():
            outcome = attempt(_run, arguments, screen)
            if isinstance(outcome, Failure):
                screen.show(explain(outcome, None))
        if screen.is_short:
            screen.say("`--verbose` shows each of them")
        if isinstance(outcome, Failure):
            return 1
        return 1 if screen.is_full else outcome
    except KeyboardInterrupt as stop:
        screen.say("stopped")
        return stop.status if isinstance(stop, Stopped) else STATUS_BASE + signal.SIGINT


def _run(arguments: Sequence[str] | None, screen: Screen) -> int:
    try:
        asked = read_arguments(arguments)
    except SystemExit:   # `--help` has been printed
        screen.flush()
        raise
    return run_command(asked, screen)
