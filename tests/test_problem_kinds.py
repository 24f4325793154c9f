"""Every problem has a kind, and the kinds that a card may accept are those of the product's warnings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import factcards
from factcards.errors import FactcardsError, Problem, ReadError, WriteError
from factcards.problem_kinds import ERRORS, RUNS, WARNINGS

SOURCE = Path(factcards.__file__).parent
KINDS = {*WARNINGS, *ERRORS, *RUNS}
SHAPE = re.compile(r"[a-z]+(-[a-z]+)*")
WITH_KIND = {"Problem": 6, "blame": 6}
"""Calls that make a problem, with how many arguments they have where the kind is the last one."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that makes a problem, with where it is."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if name == "Problem":
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_every_problem_of_the_product_has_a_kind():
    without = [
        where for where, call in calls()
        if len(call.args) < 6 and not any(k.arg in ("kind", None) for k in call.keywords)
    ]  # fmt: skip
    assert without == []
    assert sum(1 for _ in calls()) > 100


def literals() -> Iterator[tuple[str, str, str]]:
    """Every kind that stands in the source, with where and the severity if that stands there too."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for keyword in node.keywords if isinstance(node, ast.Call) else ():
                if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant) and node.func is not None:
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    if name in WITH_KIND:
                        first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
                        yield f"{path.relative_to(SOURCE)}:{node.lineno}", keyword.value.value, first


def positional() -> list[tuple[str, str]]:
    """Return the kinds that are the sixth argument of a `Problem`, with where."""
    sixth = [(where, call.args[5]) for where, call in calls() if len(call.args) > 5]
    return [(where, argument.value) for where, argument in sixth if isinstance(argument, ast.Constant)]


def test_kinds_are_short_names_and_all_are_listed():
    assert [kind for kind in KINDS if not SHAPE.fullmatch(kind) or len(kind) > 20] == []
    assert not set(WARNINGS) & (ERRORS | RUNS)
    assert not ERRORS & RUNS
    assert [(where, kind) for where, kind, _ in literals() if kind not in KINDS] == []
    assert [(where, kind) for where, kind in positional() if kind not in KINDS] == []
    assert len(positional()) > 3


def test_a_warning_is_of_a_kind_that_can_be_accepted_or_about_a_run():
    wrong = [(where, kind) for where, kind, severity in literals() if severity == "warning" and kind in ERRORS]
    assert wrong == []


def test_the_documents_list_the_kinds():
    text = (SOURCE.parent / "docs" / "warnings.md").read_text("utf-8")
    assert dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", text, re.MULTILINE)) == WARNINGS


@pytest.mark.parametrize(("error", "kind"), [(FactcardsError, "fault"), (ReadError, "no-cards"), (WriteError, "write")])
def test_an_exception_of_words_alone_has_a_kind(error: type[FactcardsError], kind: str):
    assert error("too bad").problems[0].kind == kind
    assert kind in KINDS


def test_a_problem_is_the_same_by_what_it_says():
    assert Problem("warning", "small", kind="small-type") == Problem("warning", "small")
