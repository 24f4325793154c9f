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


def find_problem_calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield the place and the call of every `Problem(…)` in the source."""
    for path, tree in parse_source().items():
        for node in ast.walk(tree):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if name == "Problem":
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_every_problem_has_a_kind():
    without = [
        where for where, call in find_problem_calls()
        if len(call.args) < PROBLEM_ARGUMENTS and not any(k.arg in ("kind", None) for k in call.keywords)
    ]  # fmt: skip
    assert without == []
    assert sum(1 for _ in find_problem_calls()) > 100


def find_literal_kinds() -> Iterator[tuple[str, str, str]]:
    """Yield place, kind and severity of each `Problem(…)` whose kind is a literal; an unknown severity is ""."""
    for where, call in find_problem_calls():
        for keyword in call.keywords:
            if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                first = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
                yield where, keyword.value.value, first


def find_positional_kinds() -> list[tuple[str, str]]:
    """Return the place and the kind of each `Problem(…)` whose last positional argument is a literal kind."""
    calls = [(where, call.args) for where, call in find_problem_calls() if len(call.args) == PROBLEM_ARGUMENTS]
    return [(where, kind.value) for where, (*_, kind) in calls if isinstance(kind, ast.Constant)]


def test_kinds_have_short_names_and_are_all_listed():
    assert [kind for kind in KINDS if not SHAPE.fullmatch(kind) or len(kind) > 20] == []
    assert not set(WARNINGS) & (ERRORS | RUNS)
    assert not ERRORS & RUNS
    assert [(where, kind) for where, kind, _ in find_literal_kinds() if kind not in KINDS] == []
    assert [(where, kind) for where, kind in find_positional_kinds() if kind not in KINDS] == []
    assert len(find_positional_kinds()) > 3
    assert sum(1 for _ in find_literal_kinds()) > 100


def test_no_warning_has_the_kind_of_an_error():
    warnings = [(where, kind) for where, kind, severity in find_literal_kinds() if severity == "warning"]
    assert warnings
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
