"""Arguments in, exit status out: 0 made, 1 some card was not, 2 the command line is wrong, 130 stopped by Ctrl-C."""

from __future__ import annotations

from collections.abc import Sequence

from ..batch import Failure, attempt, explain
from .arguments import read_arguments
from .commands import run_command
from .screen import Screen

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process; returns the exit status."""
    screen = Screen()
    try:
        outcome = attempt(_run, arguments, screen)
        if isinstance(outcome, Failure):
            screen.show(explain(outcome, None))
            return 1
        return outcome
    except KeyboardInterrupt:
        screen.say("stopped")
        return 130


def _run(arguments: Sequence[str] | None, screen: Screen) -> int:
    return run_command(read_arguments(arguments), screen)
