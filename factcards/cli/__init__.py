"""The command line: arguments in, exit status out.

Exit statuses: 0 everything was rendered, 1 an error, as when one card of a hundred was not rendered, 2 the command line
is wrong, 130 stopped by Ctrl-C (SIGINT), 143 by SIGTERM, 129 by SIGHUP. Warnings do not change the status. After a
signal no file is incomplete, and the manifest lists those that exist.
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
            console.show_status("`--verbose` shows source lines and hints")
        if isinstance(outcome, Failure):
            return 1
        return 1 if console.has_lost_messages else outcome
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
