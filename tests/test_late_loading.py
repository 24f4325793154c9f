"""What is loaded when: the table of ARCHITECTURE.md, and the stand-ins for modules and patterns."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_architecture import MODULES, late_imports, package_of

from factcards.late_loading import compile_late, import_late

ROOT = Path(__file__).parent.parent
CARD = ROOT / "examples" / "one-card.yaml"
MAX_MODULES = 520
"""Maximum number of modules that the command imports for a lone flat card, ours and others; it imported 710 once."""
MAX_PATTERNS = 200
"""Maximum number of patterns that are compiled for it, ours and those of libraries; it compiled 470 once."""
_REPORT = """
import gc
import sys
from re import _compiler
compiled = []
compile_pattern = _compiler.compile
_compiler.compile = lambda *arguments: compiled.append(1) or compile_pattern(*arguments)
sys.argv = ["factcards", "render", sys.argv[1], "-o", sys.argv[2]]
from factcards.__main__ import main
assert main() == 0
assert gc.isenabled() and gc.get_freeze_count() > 10_000   # modules are not searched for garbage
print(len(compiled), *sys.modules)
"""


def table() -> list[set[str]]:
    """Return the names in the second column of ARCHITECTURE.md's table of what is loaded when, row by row."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    (block,) = (b for b in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE) if "is loaded" in b.split("\n")[0])
    return [set(re.findall(r"`([^`]+)`", row.split("|")[2])) for row in block.strip().split("\n")[2:]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> tuple[int, set[str]]:
    """Return the number of compiled patterns and the modules of a process that renders a lone flat card."""
    folder = tmp_path_factory.mktemp("late")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FACTCARDS_CACHE": str(folder / "cache")}
    command = [sys.executable, "-c", _REPORT, str(CARD), str(folder / "out")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    compiled, *modules = run.stdout.split()
    return int(compiled), set(modules)


def test_a_lone_card_loads_none_of_the_table(loaded):
    _, modules = loaded
    assert "factcards.draw.raster" in modules
    for name in set().union(*table()):
        full = f"factcards.{name}" if name in MODULES else name
        assert full not in modules, f"`{name}` is loaded for a flat card"


def test_the_table_has_every_late_import():
    named = set().union(*table())
    for module in MODULES:
        if module == "late_loading":
            continue
        for _, target in late_imports(module):
            package = package_of(module)
            dots = len(target) - len(target.lstrip("."))
            full = ".".join([*package[: len(package) - dots + 1], target.lstrip(".")]) if dots else target
            assert full in named or full.split(".")[0] in named, f"the table does not have `{full}`"


def test_a_lone_card_loads_few_modules(loaded):
    compiled, modules = loaded
    assert len(modules) <= MAX_MODULES
    assert compiled <= MAX_PATTERNS


def test_a_module_is_imported_when_it_is_used():
    late = import_late("late_example")
    with pytest.raises(ModuleNotFoundError, match="late_example"):
        late.anything  # noqa: B018
    assert import_late("json").loads("1") == 1
    assert import_late(".errors", "factcards").FactcardsError.__module__ == "factcards.errors"


def test_a_pattern_is_compiled_when_it_is_used():
    pattern = compile_late("(?P<year>[0-9]+", re.ASCII)
    with pytest.raises(re.error):
        pattern.match("2030")
    pattern = compile_late("(?P<year>[0-9]+)", re.ASCII)
    assert "match" not in vars(pattern)
    assert pattern.match("2030")["year"] == "2030"
    assert vars(pattern)["match"] == re.compile("(?P<year>[0-9]+)", re.ASCII).match
    assert (pattern.pattern, pattern.groups) == ("(?P<year>[0-9]+)", 1)
    for copied in (copy.copy(pattern), copy.deepcopy(pattern), pickle.loads(pickle.dumps(pattern))):
        assert copied.sub("-", "a 1") == "a -"
