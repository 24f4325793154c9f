"""Failures: an internal error names its trace, and an interrupt is not caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcards.batch import Failure, explain_failure, try_call
from factcards.errors import Place

pytestmark = pytest.mark.usefixtures("trace_folder")


def test_internal_error_is_one_line_that_names_its_trace():
    failure = try_call(lambda: 1 / 0)
    assert isinstance(failure, Failure)
    (problem,) = explain_failure(failure, Place("bees/honey.yaml", 2, 7, "fact: …"))
    line, name = str(problem).rsplit(" ", 1)
    assert line == "error: internal error (ZeroDivisionError: division by zero): please report it with"
    assert Path(name).read_text(encoding="utf-8").endswith("ZeroDivisionError: division by zero\n")
    assert explain_failure(failure, None) == (problem,), "the same trace is not written twice"
    Path(name).unlink()


def test_keyboard_interrupt_is_not_caught():
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        try_call(stop)
