"""Every problem has a kind, and a card may accept exactly the kinds of warnings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import factcards
from factcards.errors import FactcardsError, Problem, ReadError, WriteError
from factcards.problem_kinds import ERRORS, RUNS, WARNINGS

SOURCE = Path(factcards.__file__).parent
KINDS = {*WARNINGS, *ERRORS, *RUNS}
SHAPE = re.compile(r"[a-z]+(-[a-z]+)*")
PROBLEM_ARGUMENTS = 6
"""Number of positional arguments of `Problem`, the last of which is the kind."""


@cache
def parse_source() -> dict[Path, ast.Module]:
    """Return file → syntax tree of every module of the package."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def find_calls(function: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the place and the node of every call of a function or method with this name."""
    for path, tree in parse_source().items():
        for node in ast.walk(tree):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if name == function:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_every_problem_has_a_kind():
    without = [
        where for where, call in find_calls("Problem")
        if len(call.args) < PROBLEM_ARGUMENTS and not any(k.arg in ("kind", None) for k in call.keywords)
    ]  # fmt: skip
    assert without == []
    assert sum(1 for _ in find_calls("Problem")) > 100


def find_literal_kinds(function: str) -> Iterator[tuple[str, str, str]]:
    """Yield place, kind and severity of each call whose keyword `kind` is a literal; an unknown severity is ""."""
    for where, call in find_calls(function):
        values = (*call.args, *(keyword.value for keyword in call.keywords))
        literals = [value.value for value in values if isinstance(value, ast.Constant)]
        severity = next((value for value in literals if value in ("error", "warning")), "")
        for keyword in call.keywords:
            if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                yield where, keyword.value.value, severity


def find_positional_kinds() -> list[tuple[str, str]]:
    """Return the place and the kind of each `Problem(…)` whose last positional argument is a literal kind."""
    calls = [(where, call.args) for where, call in find_calls("Problem") if len(call.args) == PROBLEM_ARGUMENTS]
    return [(where, kind.value) for where, (*_, kind) in calls if isinstance(kind, ast.Constant)]


def test_kinds_have_short_names_and_are_all_listed():
    assert [kind for kind in KINDS if not SHAPE.fullmatch(kind) or len(kind) > 20] == []
    assert not set(WARNINGS) & (ERRORS | RUNS)
    assert not ERRORS & RUNS
    assert [(where, kind) for where, kind in find_positional_kinds() if kind not in KINDS] == []
    assert len(find_positional_kinds()) > 3


REPORTING = {"Problem": 100, "report": 20}
"""Functions that create a problem, with the number of calls below which the test no longer finds them."""


@pytest.mark.parametrize("function", REPORTING)
def test_every_literal_kind_is_listed(function: str):
    found = list(find_literal_kinds(function))
    assert len(found) > REPORTING[function]
    assert [(where, kind) for where, kind, _ in found if kind not in KINDS] == []


def test_no_warning_has_the_kind_of_an_error():
    found = [one for function in REPORTING for one in find_literal_kinds(function)]
    warnings = [(where, kind) for where, kind, severity in found if severity == "warning"]
    assert len(warnings) > 20
    assert [(where, kind) for where, kind in warnings if kind in ERRORS] == []


def test_the_documents_list_every_kind_of_warning():
    text = (SOURCE.parent / "docs" / "warnings.md").read_text("utf-8")
    assert dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", text, re.MULTILINE)) == WARNINGS


@pytest.mark.parametrize(("error", "kind"), [(FactcardsError, "fault"), (ReadError, "no-cards"), (WriteError, "write")])
def test_an_exception_with_a_message_alone_has_a_kind(error: type[FactcardsError], kind: str):
    assert error("too bad").problems[0].kind == kind
    assert kind in KINDS


def test_problems_are_compared_without_their_kind():
    assert Problem("warning", "small", kind="small-type") == Problem("warning", "small")
