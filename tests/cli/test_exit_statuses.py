"""The exit statuses: which problems are a failure, and how the help lists them."""

from __future__ import annotations

import signal

import pytest

from factcards.cli.arguments import read_arguments
from factcards.cli.exit_statuses import FAILURE, MEANINGS, SUCCESS, exit_status
from factcards.errors import Problem
from factcards.signals import EXIT_STATUS_BASE


def test_only_an_error_is_a_failure():
    note, warning, error = Problem("note", "n"), Problem("warning", "w"), Problem("error", "e")
    assert [exit_status(found) for found in ([], [note, warning], [warning, error])] == [SUCCESS, SUCCESS, FAILURE]


def test_the_help_lists_every_exit_status(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        read_arguments(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.endswith("exit status: " + ", ".join(f"{status} {meaning}" for status, meaning in MEANINGS.items()))


def test_statuses_of_signals_are_their_numbers_plus_the_base():
    signals = [signal.SIGINT, signal.SIGTERM, 1]
    assert [status for status in MEANINGS if status > EXIT_STATUS_BASE] == [EXIT_STATUS_BASE + int(s) for s in signals]
