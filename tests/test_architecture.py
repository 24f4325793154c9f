"""The rules of ARCHITECTURE.md and CONTRIBUTING.md, checked against the source: imports, names, lengths, docstrings.

The two tables of ARCHITECTURE.md list which module may import which, and which library each may use.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import resolve_name
from itertools import pairwise
from pathlib import Path

import pytest

import factcards

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcards"
TESTS = ROOT / "tests"
MODULES = {
    ".".join(p.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): p
    for p in sorted(PACKAGE.rglob("*.py"))
    if p != PACKAGE / "__init__.py"
}
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}
assert len(TREES) > 100, "the package's modules are found"


def tables() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Read the two tables of ARCHITECTURE.md.

    Returns area → areas and modules that it may import, and library → modules that import it.
    """
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
EVERYWHERE = {"late_loading", "values"}
"""What every module may import, as ARCHITECTURE.md says above the table."""
LOADERS = ("import_late", "import_module")
PACKAGES = {m for m, p in MODULES.items() if p.name == "__init__.py"}


def area_of(module: str) -> str:
    """Return the row of the table for a module: its own row, or the row of its package."""
    return module if module in MAY_IMPORT else module.rpartition(".")[0]


def is_inside(module: str, area: str) -> bool:
    return module == area or module.startswith(f"{area}.")


@cache
def imports_of(module: str) -> tuple[set[str], set[str]]:
    """Return the modules of factcards and the libraries that a module imports, at any depth of its code."""
    ours: set[str] = set()
    libraries: set[str] = set()
    package = package_of(module)
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
            ours |= {full if (full := f"{base}.{a.name}".strip(".")) in MODULES else base for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            libraries.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            libraries |= {a.name.split(".")[0] for a in node.names}
    loaded, _ = loaded_by(module)
    return (ours | loaded) - {""}, libraries


def strings_in(module: str, node: ast.AST) -> list[str]:
    """Return the strings that an expression may have: a literal, or those of a constant of the module.

    An f-string counts up to its first placeholder that is not `__package__`.
    """
    if isinstance(node, ast.JoinedStr):
        text = ""
        for part in node.values:
            if isinstance(part, ast.Constant):
                text += part.value
            elif isinstance(part, ast.FormattedValue) and ast.unparse(part.value) == "__package__":
                text += ".".join(["factcards", *package_of(module)])
            else:
                break
        return [text]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    name = node.value if isinstance(node, ast.Subscript) else node
    values = [
        statement.value for statement in TREES[module].body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == ast.unparse(name)
    ]  # fmt: skip
    parts = [part for value in values for part in (value.values if isinstance(value, ast.Dict) else [value])]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def package_of(module: str) -> list[str]:
    return module.split(".") if MODULES[module].name == "__init__.py" else module.split(".")[:-1]


@cache
def loaded_by(module: str) -> tuple[set[str], int]:
    """Return the modules of factcards that a module loads by `import_late` or `import_module`.

    The number is that of other calls, by names that are not known here.
    """
    found: set[str] = set()
    unknown = 0
    for node in ast.walk(TREES[module]):
        if not isinstance(node, ast.Call) or ast.unparse(node.func).rpartition(".")[2] not in LOADERS:
            continue
        names = strings_in(module, node.args[0]) if node.args else []
        unknown += not names
        for name in names:
            full = resolve_name(name, ".".join(["factcards", *package_of(module)]))
            if full.split(".")[0] == "factcards":
                inner = full.removeprefix("factcards").strip(".")
                found.add(inner if inner in MODULES else inner.rpartition(".")[0])
    return found, unknown


@pytest.mark.parametrize("module", MODULES)
def test_imports_follow_the_table(module: str) -> None:
    area = area_of(module)
    assert area in MAY_IMPORT, f"ARCHITECTURE.md has no row for `{area}`"
    ours, libraries = imports_of(module)
    for other in ours:
        assert area_of(other) in {area, *MAY_IMPORT[area], *EVERYWHERE}, f"{module} must not import {other}"
    for library in libraries & ENGINES.keys():
        assert any(is_inside(module, holder) for holder in ENGINES[library]), f"{module} must not import {library}"


LOADS_LIBRARIES = {"late_loading", "photos.decoder.decoder_child", "storage.optional_imports"}
"""Modules that load others by names which their callers pass."""
LOADS_ITSELF = {"__main__", "former_names", *LOADS_LIBRARIES}
"""Modules that call `import_module`; all others use `import_late`."""


def test_modules_loaded_on_first_use_are_imports_too() -> None:
    assert "photos.svg.drawings" in imports_of("photos.pixels")[0]
    assert "cli" in imports_of("__main__")[0]
    assert "model.scene" in imports_of("former_names")[0]
    assert {module for module in MODULES if loaded_by(module)[1]} == LOADS_LIBRARIES


@pytest.mark.parametrize("area", MAY_IMPORT)
def test_every_grant_is_used(area: str) -> None:
    used = {area_of(other) for module in MODULES if area_of(module) == area for other in imports_of(module)[0]}
    assert set(MAY_IMPORT[area]) <= used, f"`{area}` may import {set(MAY_IMPORT[area]) - used}, but does not"


def late_imports(module: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the target of each `name = import_late(…)` of a module."""
    for node in ast.walk(TREES[module]):
        call = node.value if isinstance(node, ast.Assign) else None
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "import_late":
            (target,) = strings_in(module, call.args[0])
            assert (len(call.args) == 2) == target.startswith("."), f"{module}: `{target}`"
            yield ast.unparse(node.targets[0]), target


def typed_imports(module: str) -> dict[str, str]:
    """Return name → target of the imports in the `TYPE_CHECKING` blocks of a module."""
    found: dict[str, str] = {}
    for block in TREES[module].body:
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for node in block.body:
                if isinstance(node, ast.Import):
                    found |= {one.asname or one.name: one.name for one in node.names}
                elif isinstance(node, ast.ImportFrom):
                    start = "." * node.level + (node.module or "")
                    dot = "" if start.endswith(".") else "."
                    found |= {one.asname or one.name: f"{start}{dot}{one.name}" for one in node.names}
    return found


@pytest.mark.parametrize("module", [m for m in MODULES if m != "late_loading" and any(late_imports(m))])
def test_a_late_import_has_the_types_of_its_module(module: str) -> None:
    for name, target in late_imports(module):
        assert typed_imports(module).get(name) == target, f"{module}: `{name}` is not imported for the type checker"


def test_only_one_function_puts_imports_off() -> None:
    calling = {
        module for module, tree in TREES.items() for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module")
    }  # fmt: skip
    assert calling == LOADS_ITSELF


def test_the_tables_name_only_existing_modules() -> None:
    assert set(MAY_IMPORT) <= {area_of(m) for m in MODULES}
    for library, holders in ENGINES.items():
        for holder in holders:
            assert holder in MODULES, f"the table of libraries names `{holder}`, which does not exist"
            importers = [m for m in MODULES if is_inside(m, holder) and library in imports_of(m)[1]]
            assert importers, f"`{holder}` does not import {library}"


def test_the_table_of_imports_has_no_cycle() -> None:
    waiting = dict(MAY_IMPORT)
    while free := [area for area, allowed in waiting.items() if not allowed & waiting.keys()]:
        for area in free:
            del waiting[area]
    assert waiting == {}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_every_package_has_a_docstring(package: str) -> None:
    assert ast.get_docstring(TREES[package])


def test_modules_do_not_import_each_other_in_a_cycle() -> None:
    graph = {m: {o for o in imports_of(m)[0] if o in MODULES} for m in MODULES}
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


def test_functions_do_not_import() -> None:
    for module, tree in TREES.items():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner, f"{module}.{function.name} imports inside the function"


def test_file_listings_are_sorted_and_hash_is_not_used() -> None:
    for module, tree in TREES.items():
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert name != "hash", f"{module}: hash() differs between runs"
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


def test_architecture_has_at_most_200_lines() -> None:
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200


def test_modules_and_functions_stay_small() -> None:
    for module, path in MODULES.items():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, module
        for node in ast.walk(TREES[module]):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{module}.{node.name}"
                count = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
                assert count <= 8, f"{module}.{node.name} takes {count} arguments"


def test_code_has_no_global_and_one_broad_except() -> None:
    with_global = [m for m, t in TREES.items() for n in ast.walk(t) if isinstance(n, ast.Global)]
    broad = [
        m for m, t in TREES.items() for n in ast.walk(t)
        if isinstance(n, ast.ExceptHandler) and (not n.type or ast.unparse(n.type) in ("Exception", "BaseException"))
    ]  # fmt: skip
    assert with_global == []
    assert [m.split(".")[0] for m in broad] == ["batch"]


def test_exceptions_to_the_bans_of_the_linter_are_documented() -> None:
    """The linter bans the clock, random numbers and the environment (pyproject.toml, TID251)."""
    rules = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rule = rules[rules.index("The linter bans the clock") : rules.index("measure durations")]
    ban = re.compile(r"^(?!.*import unicodedata|.*unicodedata import).*noqa: TID251", re.MULTILINE)
    excepted = [m for m, path in MODULES.items() if ban.search(path.read_text(encoding="utf-8"))]
    named = re.findall(r"`factcards/([\w/]+)\.py`", rule)
    assert sorted(name.replace("/", ".") for name in named) == excepted
    libraries = {"time", "uuid", "secrets", "random", "tempfile"}
    using = {module.split(".")[0] for module in MODULES if imports_of(module)[1] & libraries}
    assert using == set(re.findall(r"`(\w+)`", rule))


# --- names


REPEATED_CLASSES: set[str] = set()


def repeated(places: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the names that are in two places or more."""
    return {name: where for name, where in places.items() if len(where) > 1}


def class_places() -> dict[str, set[str]]:
    """Return class name → modules that define it; leading underscores are ignored."""
    places: dict[str, set[str]] = defaultdict(set)
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].add(module)
    return places


def test_no_class_name_is_used_twice():
    places = class_places()
    assert {"Card", "Scene", "Problem"} <= places.keys()
    assert repeated(places).keys() == REPEATED_CLASSES


def test_no_module_name_is_used_twice():
    places: dict[str, set[str]] = defaultdict(set)
    for module in MODULES.keys() - PACKAGES:
        places[module.rpartition(".")[2]].add(module)
    assert {"scene", "theme_reader"} <= places.keys()
    assert repeated(places) == {}


def test_no_module_has_the_name_of_a_public_function():
    public = {name for name in factcards.__all__ if inspect.isroutine(getattr(factcards, name))}
    assert {"render", "read_cards"} <= public
    same = [module for module in MODULES if module.rpartition(".")[2] in public]
    assert same == ["text.languages"], "only the languages that `languages()` lists have rules of their own there"


VERBS = {
    "report_": {"None", "bool"},   # it adds a problem to a context; a bool says whether it did
    "check_": {"None"},   # it raises
    "warn_": {"None"},   # it gives one of Python's warnings; a card's are made, found or reported
}
"""What a function whose name begins so may return; `check_scene` is public and returns problems."""
PROBLEMS = re.compile(r"(?:tuple|list|Iterator|Iterable)\[(?:Link|Accepted)?Problem\b")
"""What a function named `find_…_problems` or `find_…_warnings` returns, at the start of the annotation."""
PLANS_RESULTS = {"find_plan_problems"}
"""Returns results, each with its problems."""


def annotated_functions() -> Iterator[tuple[str, str, str]]:
    """Yield the place, the name without underscores at its start, and the return type of every function."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.returns is not None:
                yield f"{module}:{node.lineno} {node.name}", node.name.lstrip("_"), ast.unparse(node.returns)


def test_functions_that_report_or_check_return_nothing_else():
    named = [
        (place, name[: name.index("_") + 1], returns) for place, name, returns in annotated_functions()
        if name.startswith(tuple(VERBS)) and name != "check_scene"
    ]  # fmt: skip
    assert len(named) > 20
    assert [place for place, verb, returns in named if returns not in VERBS[verb]] == []


def test_functions_that_find_return_what_they_find():
    found = [(place, name, returns) for place, name, returns in annotated_functions() if name.startswith("find_")]
    assert len(found) > 100
    assert [place for place, _, returns in found if returns == "None"] == []
    named = [one for one in found if one[1].endswith(("problems", "warnings")) and one[1] not in PLANS_RESULTS]
    assert len(named) > 5
    assert [place for place, _, returns in named if not PROBLEMS.match(returns)] == []


# --- docstrings


def constants_without_docstring() -> Iterator[str]:
    """Yield the public constants that no docstring follows, alone or at the end of a group, and no comment explains.

    The fields of `LanguageRules` explain what languages declare.
    """
    for module, tree in TREES.items():
        lines = MODULES[module].read_text(encoding="utf-8").splitlines()
        if module.startswith("text.languages."):
            continue
        for statement, after in pairwise((*tree.body, None)):
            target = getattr(statement, "target", None) or next(iter(getattr(statement, "targets", ())), None)
            if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name):
                is_explained = isinstance(after, ast.Expr | ast.Assign | ast.AnnAssign) or (
                    "  # " in lines[statement.lineno - 1])
                if re.fullmatch(r"[A-Z][A-Z0-9_]+", target.id) and not is_explained:
                    yield f"{module}:{statement.lineno} {target.id}"


def test_public_constants_have_a_docstring() -> None:
    assert list(constants_without_docstring()) == []


MAX_NOUN_DOCSTRINGS = 0
NOUN_PHRASE = re.compile(
    r"(A|All|An|And|Any|At|Both|By|Each|Every|Everything|How|If|In|It|Its|No|None|Nothing|Of|One|Only|Our|Some|That|The"
    r"|Their|Them|These|They|This|Those|Two|We|What|When|Where|Whether|Which|Who|Whose|Why|With|Without|Words)\b"
)
"""First words of a docstring that are not verbs."""


def function_docstrings() -> Iterator[tuple[str, str]]:
    """Yield the place and the docstring of every function, but for properties and magic methods."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (text := ast.get_docstring(node)):
                decorators = {getattr(d, "id", getattr(d, "attr", "")) for d in node.decorator_list}
                if not decorators & {"property", "cached_property"} and not node.name.startswith("__"):
                    yield f"{module}:{node.lineno} {node.name}", text


@pytest.mark.parametrize(("text", "is_noun"), [
    ("The width of a line.", True), ("Whether it fits.", True), ("What is drawn.", True), ("A copy.", True),
    ("Return the width.", False), ("Draw a line.", False), ("Theme a card.", False), ("Allow it.", False),
])  # fmt: skip
def test_a_noun_phrase_is_recognized(text: str, is_noun: bool):
    assert bool(NOUN_PHRASE.match(text)) == is_noun


def test_docstrings_of_functions_begin_with_a_verb():
    places = list(function_docstrings())
    assert len(places) > 1000
    nouns = [place for place, text in places if NOUN_PHRASE.match(text)]
    assert len(nouns) <= MAX_NOUN_DOCSTRINGS, "\n".join(nouns)


# --- tests


def packages_with_code() -> dict[str, set[str]]:
    """Return package → names of its modules, without packages that hold only other packages."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in MODULES.keys() - PACKAGES:
        package, _, name = module.rpartition(".")
        found[package].add(name)
    return {package: names for package, names in found.items() if package}


OTHER_FOLDERS = {"cases", "data", "hostile", "support", "witness"}
"""Folders of tests/ that hold no tests of one package: recorded data, shared code, and programs."""


def test_folders_of_tests_are_packages():
    files = (path.relative_to(TESTS) for path in TESTS.rglob("test_*.py") if path.parent != TESTS)
    folders = {path.parent.as_posix() for path in files if path.parts[0] not in OTHER_FOLDERS}
    assert "text/lines" in folders
    assert folders - {package.replace(".", "/") for package in PACKAGES} == set()
    assert sorted(name for name in OTHER_FOLDERS if not (TESTS / name).is_dir()) == []


@pytest.mark.parametrize("package", sorted(packages_with_code()))
def test_every_package_has_tests(package: str):
    assert sorted((TESTS / package.replace(".", "/")).glob("test_*.py"))
