"""The log messages of libraries, which are no messages of ours."""

from __future__ import annotations

import logging


def silence_loggers() -> None:
    """Keep the log messages of libraries off standard error, where Python writes them if there is no handler.

    Only a process of our own may do so: the command and its workers. A program that uses the library decides itself.
    """
    logging.getLogger().addHandler(logging.NullHandler())
