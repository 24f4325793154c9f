"""The exit statuses of the command: what each means, and which one a command returns."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import Problem, has_errors

SUCCESS, FAILURE, WRONG_COMMAND_LINE = 0, 1, 2
"""Exit statuses of a process that no signal ended. Warnings do not change them."""
MEANINGS = {
    SUCCESS: "everything was rendered",
    FAILURE: "some card was not or no output can be written",
    WRONG_COMMAND_LINE: "wrong command line",
    130: "stopped by Ctrl-C",
    143: "by SIGTERM",
    129: "because its terminal closed",
}
"""Each exit status, with what it means, in the words of the help; those from 128 on are of a signal (`signals`)."""


def exit_status(problems: Iterable[Problem]) -> int:
    """Return the exit status of a command that found these problems: a failure if one is an error."""
    return FAILURE if has_errors(problems) else SUCCESS


def describe_exit_statuses() -> str:
    """Return every exit status with its meaning, for the help of the command."""
    return "exit status: " + ", ".join(f"{status} {meaning}" for status, meaning in MEANINGS.items())
