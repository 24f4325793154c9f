"""The exit statuses: which problems are a failure, and how the help lists them."""

from __future__ import annotations

import ast
import signal
from pathlib import Path

import pytest

import factcards.cli
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


CLI = Path(factcards.cli.__file__).parent


@pytest.mark.parametrize(
    "path", [CLI / "__init__.py", CLI / "commands.py", *sorted(CLI.glob("*_command.py"))], ids=lambda path: path.stem
)
def test_commands_return_statuses_by_name(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    returned = [part for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value
                for part in ast.walk(node.value) if part is node.value or isinstance(node.value, ast.IfExp)]
    numbers = [one.lineno for one in returned if isinstance(one, ast.Constant) and type(one.value) is int]
    assert not numbers, f"{path.name}: the lines {numbers} return a number"


def test_a_failure_is_a_card_or_an_output():
    assert MEANINGS[FAILURE] == "some card was not or no output can be written"
