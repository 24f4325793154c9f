"""The tables of ARCHITECTURE.md, held against the source: who may import whom, and who may know which library."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcards"
MODULES = {
    ".".join(p.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): p
    for p in sorted(PACKAGE.rglob("*.py"))
    if p != PACKAGE / "__init__.py"
}


def tables() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The two tables of ARCHITECTURE.md: area → areas and modules it may import, library → modules that import it."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    found: list[dict[str, set[str]]] = []
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        header, _, *rows = block.strip().split("\n")
        if "may import" not in header and "imported only by" not in header:
            continue
        cells = [[re.findall(r"`([^`]+)`", cell) for cell in row.strip("|").split("|")] for row in rows]
        found.append({name: set(row[1]) for row in cells for name in row[0]})
    imports, engines = found
    return imports, engines


MAY_IMPORT, ENGINES = tables()


PACKAGES = {m for m, p in MODULES.items() if p.name == "__init__.py"}


def area_of(module: str) -> str:
    """Return the row of the table that a module belongs to: its own, or that of its package."""
    return module if module in MAY_IMPORT else module.rpartition(".")[0]


def is_inside(module: str, area: str) -> bool:
    return module == area or module.startswith(f"{area}.")


def named(module: str) -> tuple[set[str], set[str]]:
    """The modules of this package, and the libraries, that a module names anywhere in its text."""
    ours: set[str] = set()
    theirs: set[str] = set()
    package = module.split(".") if MODULES[module].name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
            ours |= {full if (full := f"{base}.{a.name}".strip(".")) in MODULES else base for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            theirs.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            theirs |= {a.name.split(".")[0] for a in node.names}
    return ours - {""}, theirs


@pytest.mark.parametrize("module", MODULES)
def test_imports_follow_the_table(module: str) -> None:
    area = area_of(module)
    assert area in MAY_IMPORT, f"ARCHITECTURE.md has no row for `{area}`"
    ours, theirs = named(module)
    for other in ours:
        assert area_of(other) in {area, *MAY_IMPORT[area]}, f"{module} must not import {other}"
    for library in theirs & ENGINES.keys():
        assert any(is_inside(module, holder) for holder in ENGINES[library]), f"{module} must not import {library}"


@pytest.mark.parametrize("area", MAY_IMPORT)
def test_every_grant_is_used(area: str) -> None:
    used = {area_of(other) for module in MODULES if area_of(module) == area for other in named(module)[0]}
    assert set(MAY_IMPORT[area]) <= used, f"`{area}` imports nothing of {set(MAY_IMPORT[area]) - used}"


def test_the_tables_name_only_what_there_is() -> None:
    assert set(MAY_IMPORT) <= {area_of(m) for m in MODULES}
    for library, holders in ENGINES.items():
        for holder in holders:
            assert holder in MODULES, f"there is no `{holder}`, said to import {library}"
            importers = [m for m in MODULES if is_inside(m, holder) and library in named(m)[1]]
            assert importers, f"`{holder}` does not import {library}"


def test_packages_do_not_import_one_another_in_a_circle() -> None:
    waiting = dict(MAY_IMPORT)
    while free := [area for area, allowed in waiting.items() if not allowed & waiting.keys()]:
        for area in free:
            del waiting[area]
    assert waiting == {}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_every_package_says_what_is_inside(package: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[package].read_text(encoding="utf-8")))


def test_no_import_cycle() -> None:
    graph = {m: {o for o in named(m)[0] if o in MODULES} for m in MODULES}
    state: dict[str, int] = {}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert state.get(module) != 1, f"import cycle: {' → '.join((*trail, module))}"
        if module in state:
            return
        state[module] = 1
        for other in sorted(graph[module]):
            visit(other, (*trail, module))
        state[module] = 2

    for module in MODULES:
        visit(module, ())


def test_no_deferred_imports() -> None:
    for module, path in MODULES.items():
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner, f"{module}.{function.name} imports inside the function"


def test_listings_are_sorted_and_hash_is_not_used() -> None:
    for module, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert name != "hash", f"{module}: hash() differs between two runs"
            if name in ("glob", "rglob", "iterdir", "listdir"):
                above: ast.AST | None = node
                while above and getattr(getattr(above, "func", None), "id", "") not in ("sorted", "any"):
                    above = parents.get(above)
                assert above, f"{module}: a listing of files must be sorted"


def test_architecture_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = text[text.index("```") : text.index("```", text.index("```") + 3)]
    for path in [p for p in MODULES.values() if not p.name.startswith("__")]:
        is_language = path.parent.name == "languages" and len(path.stem) <= 3
        assert ("<tag>.py" if is_language else path.name) in tree, f"ARCHITECTURE.md does not name {path}"


def test_one_page() -> None:
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 190


def test_modules_and_functions_stay_small() -> None:
    for module, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, module
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{module}.{node.name}"
                count = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
                assert count <= 8, f"{module}.{node.name} takes {count} arguments"


def test_one_global_and_one_broad_except() -> None:
    trees = {m: ast.parse(p.read_text(encoding="utf-8")) for m, p in MODULES.items()}
    globals_ = [m for m, t in trees.items() for n in ast.walk(t) if isinstance(n, ast.Global)]
    broad = [
        m for m, t in trees.items() for n in ast.walk(t)
        if isinstance(n, ast.ExceptHandler) and (not n.type or ast.unparse(n.type) in ("Exception", "BaseException"))
    ]  # fmt: skip
    assert globals_ == []
    assert len(broad) <= 1
    assert all(m.split(".")[0] in ("batch", "cli") for m in broad)
