"""The command line: arguments in, exit status out.

`exit_statuses` has the table of statuses. After a signal no file is incomplete; the manifest lists those that exist.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence

from ..batch import Failure, explain_failure, silence_loggers, try_call
from ..signals import EXIT_STATUS_BASE, Stopped, raise_on_signals
from .arguments import read_arguments
from .commands import run_command
from .console import CommandConsole
from .exit_statuses import FAILURE

__all__ = ["main", "silence_loggers"]


def main(arguments: Sequence[str] | None = None, clock: Callable[[], int] = time.time_ns) -> int:
    """Run the command with these arguments, by default those of the process. Returns the exit status.

    `clock` gives the time in ns since 1970, to which the times of files are compared.
    """
    console = CommandConsole()
    try:
        with raise_on_signals():
            outcome = try_call(_run, arguments, console, clock)
            if isinstance(outcome, Failure):
                console.show_problems(explain_failure(outcome, None))
        if console.has_omitted:
            console.show_status("`--verbose` shows each of them")
        elif console.has_shortened:
            console.show_status("`--verbose` shows every problem in full")
        if isinstance(outcome, Failure):
            return FAILURE
        return FAILURE if console.has_lost_messages else outcome
    except KeyboardInterrupt as stop:
        console.show_status("stopped")
        return stop.status if isinstance(stop, Stopped) else EXIT_STATUS_BASE + signal.SIGINT


def _run(arguments: Sequence[str] | None, console: CommandConsole, clock: Callable[[], int]) -> int:
    try:
        args = read_arguments(arguments)
    except SystemExit:   # `--help` has been printed
        console.flush()
        raise
    return run_command(args, console, clock)
