"""No regular expression of the package is slow: each is called as the code calls it, on 3,000 hostile characters."""

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
from factcards.late_loading import LatePattern
from factcards.read.fields import placeholders
from factcards.text.breaking import no_break
from factcards.text.languages.lookup import MODULES, declared_rules

PACKAGE = Path(factcards.__file__).parent
Pattern = re.Pattern[str] | re.Pattern[bytes]
METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
MAX_SECONDS = 0.02
"""Maximum processor time of one call, in seconds."""
TEXTS = tuple(dict.fromkeys(repeat(unit) for unit, _ in UNITS))
WINDOW = {"factcards.text.breaking.no_break._LABEL": 24, "factcards.text.breaking.no_break._label": 24}
"""Patterns that receive only the last characters before a position, with the number of characters."""


def find_patterns(value: object, name: str) -> Iterator[tuple[str, Pattern]]:
    """Yield the patterns in a value, which may be a pattern, or a tuple, list or map of them."""
    if isinstance(value, LatePattern):
        yield name, value.compiled()
    elif isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from find_patterns(one, f"{name}[{key!r}]")
    elif isinstance(value, tuple | list):
        for number, one in enumerate(value):
            yield from find_patterns(one, f"{name}[{number}]")


def list_modules() -> Iterator[tuple[str, Path]]:
    """Yield the name and the file of every module of the package."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "factcards."):
        path = PACKAGE.parent / found.name.replace(".", "/")
        yield found.name, path / "__init__.py" if found.ispkg else path.with_suffix(".py")


def find_calls(tree: ast.Module) -> dict[str, set[str]]:
    """Return name → methods of patterns that a module calls on it."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    return uses


def indirect_methods(module: str, calls: dict[str, set[str]]) -> set[str]:
    """Return the methods that a module calls on local variables, which may hold any of its patterns."""
    known = vars(importlib.import_module(module))
    local = {method for name, methods in calls.items() if name not in known for method in methods}
    return local - {"split"} or {"finditer"}   # `split` is nearly always that of a text


def find_literals(module: str, tree: ast.Module) -> Iterator[tuple[str, str, Pattern]]:
    """Yield place, method and pattern of calls such as `re.sub(r"…", …)`."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS
                and isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            argument = node.args[0]
            for one in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
                known = vars(importlib.import_module(module))
                try:
                    pattern = eval(compile(ast.Expression(one), module, "eval"), dict(known))
                except NameError:
                    continue   # built from a local variable
                yield f"{module}:{node.lineno}", node.func.attr, re.compile(pattern)


def gather() -> dict[str, tuple[str, Pattern]]:
    """Return every pattern once: place and method → method and pattern."""
    trees = {name: ast.parse(path.read_text("utf-8")) for name, path in list_modules()}
    calls = {module: find_calls(tree) for module, tree in trees.items()}
    called = {
        pattern
        for module, uses in calls.items() if not module.endswith("__main__")
        for name in uses
        if isinstance(value := vars(importlib.import_module(module)).get(name), LatePattern | re.Pattern)
        for _, pattern in find_patterns(value, name)
    }  # fmt: skip
    found: dict[str, tuple[str, Pattern]] = {}
    for module, tree in trees.items():
        if not module.endswith("__main__"):
            for variable, value in vars(importlib.import_module(module)).items():
                for name, pattern in find_patterns(value, f"{module}.{variable}"):
                    methods = set() if pattern in called else indirect_methods(module, calls[module])
                    for method in calls[module].get(variable, methods):
                        found.setdefault(f"{name} {method}", (method, pattern))
        for name, method, pattern in find_literals(module, tree):
            found[f"{name} {method}"] = method, pattern
    for codec, pattern in placeholders._misread_patterns().items():
        found[f"factcards.read.fields.placeholders._misread_patterns({codec!r})"] = "finditer", pattern
    for module in sorted({*MODULES.values(), "other_languages"}):
        for tag, rules in declared_rules(module).items():
            for number, rule in enumerate(no_break._list_rules(rules)):
                name = f"factcards.text.breaking.no_break._list_rules({tag!r})[{number}]"
                found[name] = "finditer", rule.pattern.compiled()
            label = no_break._label_pattern(rules)
            found[f"factcards.text.breaking.no_break._label_pattern({tag!r})"] = "search", label
            if rules.compounds:
                found[f"{tag}: compounds"] = "finditer", no_break._compile_compounds(rules)
            if rules.postpositions:
                found[f"{tag}: postpositions"] = "finditer", no_break._compile_postpositions(rules)
            for text in (rules.unbreakable, rules.dictionary_terms, *rules.discouraged):
                found[f"{tag}: {text[:20]}"] = "finditer", re.compile(text)
            found[f"{tag}: particles"] = "fullmatch", re.compile(rules.particles)
    once = {(method, pattern): name for name, (method, pattern) in reversed(found.items())}
    return {name: key for key, name in once.items()}


PATTERNS = gather()


def bind(method: str, pattern: Pattern) -> Callable[[str | bytes], object]:
    """Return a function that applies a method of a pattern to a whole text."""
    if method == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    if method == "sub":
        return lambda text: pattern.sub(text[:0], text)
    return lambda text: getattr(pattern, method)(text)


def measure_seconds(call: Callable[[str | bytes], object], text: str | bytes) -> float:
    """Return the processor time of a call, the lowest of up to three, because a busy machine slows some calls."""
    least = MAX_SECONDS
    for _ in range(3):
        start = time.process_time()
        call(text)
        least = min(least, time.process_time() - start)
        if least < MAX_SECONDS:
            break
    return least


def find_compiled() -> Iterator[tuple[str, object]]:
    """Yield name and pattern of every variable of a module that is assigned `compile_late(…)`."""
    for module, path in list_modules():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("compile_late("):
                for target in node.targets:
                    name = ast.unparse(target)
                    yield f"{module}.{name}", getattr(importlib.import_module(module), name).compiled()


def test_every_pattern_is_found():
    compiled = dict(find_compiled())
    assert {"factcards.text.tokens.urls._LINK", "factcards.localize.typography.edits._PROTECTED"} <= compiled.keys()
    tested = {pattern for _, pattern in PATTERNS.values()}
    assert [name for name, pattern in compiled.items() if pattern not in tested] == []
    assert [prefix for prefix in WINDOW if not any(name.startswith(prefix) for name in PATTERNS)] == []


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_is_fast_on_every_text(name):
    method, pattern = PATTERNS[name]
    reach = next((most for prefix, most in WINDOW.items() if name.startswith(prefix)), LONGEST)
    call = bind(method, pattern)
    texts = TEXTS if isinstance(pattern.pattern, str) else [text.encode() for text in TEXTS]
    slow = {text[:12]: took for text in texts if (took := measure_seconds(call, text[-reach:])) >= MAX_SECONDS}
    assert not slow, f"{pattern.pattern!r} on {slow}"
