"""Colours: on a terminal, or where the user's environment asks for them."""

from __future__ import annotations

import pytest

from factcards.cli.console import CommandConsole
from factcards.errors import Problem

PROBLEM = Problem("error", "the fact is empty", hint="write one")
COLOR = "\x1b["


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    """Remove the variables that decide about colours."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def test_messages_in_a_pipe_have_no_colors(capsys):
    console = CommandConsole()
    console.show_problems([PROBLEM])
    assert not console.is_terminal
    assert COLOR not in capsys.readouterr().err


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_the_environment_can_ask_for_colors(variable, monkeypatch, capsys):
    monkeypatch.setenv(variable, "1")
    console = CommandConsole()
    console.show_problems([PROBLEM])
    assert console.is_terminal
    assert "the fact is empty" in capsys.readouterr().err


def test_colors_mark_the_kind_of_a_problem(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    CommandConsole().show_problems([PROBLEM])
    assert f"{COLOR}1;31merror{COLOR}0m" in capsys.readouterr().err


def test_empty_variables_ask_for_nothing(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "")
    assert not CommandConsole().is_terminal
    assert capsys.readouterr().err == ""
