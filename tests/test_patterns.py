"""No expression is costly on any text: each of the package's, called as the code calls it, on 3,000 characters."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.hostile_texts import LONGEST, UNITS, repeat

import factcards
from factcards.text.breaking import no_break
from factcards.text.languages.lookup import MODULES, declared_rules

PACKAGE = Path(factcards.__file__).parent
METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
MOST = 0.02
"""Seconds of processor time."""
TEXTS = tuple(dict.fromkeys(repeat(unit) for unit, _ in UNITS))
OTHERWISE = {
    "factcards.layout.type.figure_lockups._NUMBER_FIRST": {"match"},
    "factcards.layout.type.figure_lockups._NUMBER_LAST": {"match"},
}
"""How patterns are called that no module calls by their own names."""
REACH = {"factcards.text.breaking.no_break._LABEL": 24, "factcards.text.breaking.no_break._label_pattern": 24}
"""Patterns that are given the last characters before a place alone."""


def walk(value: object, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in a value: itself, or in tuples and maps of them."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from walk(one, f"{name}[{key!r}]")
    elif isinstance(value, tuple | list):
        for number, one in enumerate(value):
            yield from walk(one, f"{name}[{number}]")


def modules() -> Iterator[tuple[str, Path]]:
    for found in pkgutil.walk_packages([str(PACKAGE)], "factcards."):
        path = PACKAGE.parent / found.name.replace(".", "/")
        yield found.name, path / "__init__.py" if found.ispkg else path.with_suffix(".py")


def called(tree: ast.Module) -> dict[str, set[str]]:
    """The name of a pattern → the methods that a module calls of it."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    return uses


def literals(module: str, tree: ast.Module) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Patterns within calls such as `re.sub(r"…", …)`, by their line."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS
                and isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            said = node.args[0]
            for one in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                known = vars(importlib.import_module(module))
                try:
                    pattern = eval(compile(ast.Expression(one), module, "eval"), dict(known))
                except NameError:
                    continue   # made of a variable of the function
                yield f"{module}:{node.lineno}", node.func.attr, re.compile(pattern)


def gather() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Every pattern once, under where it stands and how it is called."""
    trees = {name: ast.parse(path.read_text("utf-8")) for name, path in modules()}
    anywhere = {name for tree in trees.values() for name in called(tree)}
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module, tree in trees.items():
        uses = called(tree)
        if not module.endswith("__main__"):
            for variable, value in vars(importlib.import_module(module)).items():
                for name, pattern in walk(value, f"{module}.{variable}"):
                    unknown = set() if variable in anywhere else {"finditer"}
                    for method in uses.get(variable, OTHERWISE.get(name, unknown)):
                        found.setdefault(f"{name} {method}", (method, pattern))
        for name, method, pattern in literals(module, tree):
            found[f"{name} {method}"] = method, pattern
    for module in sorted({*MODULES.values(), "other_languages"}):
        for tag, rules in declared_rules(module).items():
            for number, rule in enumerate(no_break._rules_for(rules)):
                found[f"factcards.text.breaking.no_break._rules_for({tag!r})[{number}]"] = "finditer", rule.pattern
            label = no_break._label_pattern(rules)
            found[f"factcards.text.breaking.no_break._label_pattern({tag!r})"] = "search", label
            if rules.compounds:
                found[f"{tag}: compounds"] = "finditer", no_break._compound_pattern(rules)
            if rules.postpositions:
                found[f"{tag}: postpositions"] = "finditer", no_break._postposition_pattern(rules)
            for text in (rules.unbreakable, rules.dictionary_terms, *rules.discouraged):
                found[f"{tag}: {text[:20]}"] = "finditer", re.compile(text)
            found[f"{tag}: particles"] = "fullmatch", re.compile(rules.particles)
    once = {(method, pattern): name for name, (method, pattern) in reversed(found.items())}
    return {name: key for key, name in once.items()}


PATTERNS = gather()


def run(method: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    if method == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    if method == "sub":
        return lambda text: pattern.sub("", text)
    return lambda text: getattr(pattern, method)(text)


def seconds(call: Callable[[str], object], text: str) -> float:
    """Processor time of a call: the least of up to three, since others use the machine too."""
    least = MOST
    for _ in range(3):
        start = time.process_time()
        call(text)
        least = min(least, time.process_time() - start)
        if least < MOST:
            break
    return least


def test_every_pattern_is_found():
    assert len(PATTERNS) > 150
    known = {"factcards.text.tokens.urls._LINK finditer", "factcards.localize.typography.edits._PROTECTED finditer"}
    assert known <= PATTERNS.keys()


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_is_cheap_on_every_text(name):
    method, pattern = PATTERNS[name]
    reach = next((most for prefix, most in REACH.items() if name.startswith(prefix)), LONGEST)
    call = run(method, pattern)
    slow = {text[:12]: took for text in TEXTS if (took := seconds(call, text[-reach:])) >= MOST}
    assert not slow, f"{pattern.pattern!r} on {slow}"
