"""How the command reacts to Ctrl-C and other signals that end a process, before, during and after its work."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

EXIT_STATUS_BASE = 128
"""The exit status for a signal is its number plus this (POSIX, 2.8.2)."""
_Handler = Callable[[int, FrameType | None], object] | int | None
_SIGNAL_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")   # Windows does not have the last one


class Stopped(KeyboardInterrupt):
    """Raised at a signal that asks the process to end; `status` is the exit status."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.status = EXIT_STATUS_BASE + number


def end_on_signals() -> None:
    """End the process at once at a signal, with one line of output. For the time before and after the work."""
    for number, handler in _replaceable_handlers():
        if handler in (signal.SIG_DFL, signal.default_int_handler, _raise):
            signal.signal(number, _end)


@contextmanager
def raise_on_signals() -> Iterator[None]:
    """Raise Stopped at a signal, so that the run can finish files and write the manifest."""
    before = []
    if threading.current_thread() is threading.main_thread():   # other threads cannot set handlers
        for number, handler in _replaceable_handlers():
            if handler in (signal.SIG_DFL, signal.default_int_handler, _end):
                before.append((number, handler))
                signal.signal(number, _raise)
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _replaceable_handlers() -> list[tuple[int, _Handler]]:
    """Return the signals with their present handlers. Callers replace only the default ones and ours, not `nohup`'s."""
    numbers = [getattr(signal, name) for name in _SIGNAL_NAMES if hasattr(signal, name)]
    return [(number, signal.getsignal(number)) for number in numbers]


def _raise(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def _end(number: int, _frame: FrameType | None) -> None:
    with suppress(OSError):   # nobody reads it
        os.write(2, b"stopped\n")
    os._exit(EXIT_STATUS_BASE + number)
