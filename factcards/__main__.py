"""The process of the command: `factcards` and `python -m factcards`.

It handles signals before anything large is imported, so that Ctrl-C ends the command at any moment with one line.
"""

from __future__ import annotations

import gc
import os
import sys
import warnings
from importlib import import_module

try:
    from .signals import end_on_signals
except KeyboardInterrupt:   # before a handler is set
    os._exit(130)


def main() -> int:
    """Run the command with the arguments of the process. Returns the exit status."""
    end_on_signals()
    _open_streams()
    if not sys.warnoptions:   # libraries' warnings are for programmers; Python passes these options to worker processes
        sys.warnoptions.append("ignore")
        warnings.simplefilter("ignore")
    gc.disable()   # modules leave no garbage; searching them for it takes a sixth of the time of a lone card
    try:
        command = import_module("factcards.cli")
    except ImportError as error:
        os.write(2, f"error: a library cannot be loaded ({str(error)!a}): install factcards again\n".encode())
        return 1
    gc.freeze()
    gc.enable()
    command.silence_loggers()
    status: int = command.main()
    end_on_signals()   # a signal may have come while the command restored the handlers
    return status


def _open_streams() -> None:
    """Open the null device in place of closed standard streams, as some services start processes.

    Otherwise the next file that is opened would get their descriptor, and messages would be written into it.
    """
    null = os.open(os.devnull, os.O_RDWR)
    while null < 3:
        os.set_inheritable(null, True)   # worker processes need them too
        null = os.dup(null)
    os.close(null)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


if __name__ == "__main__":   # worker processes import this file too
    sys.exit(main())
