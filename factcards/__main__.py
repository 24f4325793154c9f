"""The process of the command: `factcards` and `python -m factcards`.

It answers signals before anything large is loaded, so that Ctrl-C ends the command at any moment with one line.
"""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module

try:
    from .signals import end_on_signals
except KeyboardInterrupt:   # so early that no handler is set yet
    os._exit(130)


_COMPILES_MUCH = "langcodes"
"""A library that compiles a large pattern when it is loaded, and is therefore loaded first.

A hundred imports deep, Python 3.11 maps and unmaps memory at each call of the compiler (frames at the end of a chunk of
its stack): 0.15 s of processor time instead of 0.03.
"""


def main() -> int:
    """Run the command with the arguments of the process; returns the exit status."""
    end_on_signals()
    _open_streams()
    if not sys.warnoptions:   # what libraries say is for programmers; Python starts worker processes with these options
        sys.warnoptions.append("ignore")
        warnings.simplefilter("ignore")
    try:
        import_module(_COMPILES_MUCH)
        command = import_module("factcards.cli")
    except ImportError as error:
        os.write(2, f"error: a library cannot be loaded ({str(error)!a}): install factcards again\n".encode())
        return 1
    command.silence_loggers()
    status: int = command.main()
    end_on_signals()   # to the end of the process, if a signal came while the command took the handlers back
    return status


def _open_streams() -> None:
    """Open the null device in place of standard streams that are closed, as under some services.

    Otherwise the next file that is opened would take their number, and messages would be written into it.
    """
    null = os.open(os.devnull, os.O_RDWR)
    while null < 3:
        os.set_inheritable(null, True)   # worker processes need them as much
        null = os.dup(null)
    os.close(null)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


if __name__ == "__main__":   # a process started for the work imports this file too
    sys.exit(main())
