"""Only one module joins names from outside to paths. Every other join is listed here, with the reason.

A join is `/` in a module that imports `pathlib`, `joinpath`, `with_name`, `os.path.join`, and `Path` of several parts
or of an f-string that holds a `/`.
A new one fails until it stands in the table below, with the reason why no name from outside can be in it, or what has
checked that name before. `python tests/storage/test_path_gate.py` prints what is missing and what is there no more.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "factcards"
GATE = "storage.paths"
_OURS = "our own file or folder, no name from outside"
_ENTRY = "the name of an entry that the folder itself listed"
_NUMBERS = "a division of numbers"
_RESULT = "a job's name, of parts that `read.cards.card_files` has checked, or of a list that its reader has checked"
_KEY = "a digest, or a word of ours"

JOINS: dict[str, dict[str, str]] = {
    "batch.make": {"self.out / self.job.file": _RESULT},
    "batch.plan": {"Path(places[0].file).with_name('set.yaml')": "beside a card that was read; only named in messages"},
    "batch.worker_assets": {
        "Path(folder) / name": _ENTRY,
        "fetched / digest": _KEY,
        "Path(requirements.root, folder)": "the sender's own folders",
        "Path(root, key.file)": "the sender's own file, checked there by `read`",
    },
    "rendering.cache": {"self.folder / kind": _KEY, "self.folder / kind / key[:2] / key": _KEY},
    "storage.files": {"folder / f'.factcards-{os.getpid()}-{number}.part'": _OURS},
    "storage.local_storage": {
        "self.base / folder": _RESULT, "self.path / name": _RESULT, "self.path / _LOCK_NAME": _OURS,
        "self.base / self.path": "the folder that the command line names",
    },
    "links.host_names": {"Path(__file__).parents[1] / 'data' / 'exemplars.json'": _OURS},
    "photos.decoder.decoder_process": {"Path(__file__).with_name('decoder_child.py')": _OURS},
    "photos.pixels": {
        "image.height / full[1]": _NUMBERS, "image.width / full[0]": _NUMBERS, "size[0] / crop.width": _NUMBERS,
        "full.width / key.width": _NUMBERS, "crop.height / key.height": _NUMBERS, "crop.width / key.width": _NUMBERS,
        "crop.x / key.width": _NUMBERS, "crop.y / key.height": _NUMBERS,
    },
    "read.themes.inheritance": {
        "BUILT_IN / f'{text}.yaml'": "one of the names of `list_theme_names`",
        "Path(__file__).parents[2] / 'data'": _OURS,
    },
    "read.cards.lone_cards": {
        "folder / f'{name}.yaml'": "only named in messages: the text of `parse_card` is not in a file",
    },
    "read.cards.set_reader": {
        "folder / name": _ENTRY,
        "path / name": _ENTRY,
    },
    "read.cards.card_files": {"folder / name": _ENTRY},
    "read.cards.other_files": {"folder / name": _ENTRY, "folder / _RESULTS": _OURS, "inner / name": _ENTRY},
    "cli.schema_command": {
        "_FOLDER / f'{name}.json'": "the three names of our schemas", "args.out / file": "the same names",
        "Path(__file__).parent.parent / 'data' / 'schema'": _OURS,
    },
    "read.themes.parsed_theme": {"shown / f'{name}.yaml'": "a name for messages, which is not opened"},
    "read.themes.theme_reader": {"BUILT_IN / f'{name}.yaml'": "one of the names of `list_theme_names`"},
    "starter.starter_files": {
        "DATA / template": _OURS, "Path(__file__).parents[1] / 'data' / 'schema'": _OURS,
    },
    "starter.starter_texts": {
        "DATA / 'texts.json'": _OURS, "Path(__file__).parents[1] / 'data' / 'starter'": _OURS,
    },
    "storage.new_folder": {
        "parent / f'.factcards-{os.getpid()}-{number}.part'": _OURS,
        "folder / entry.name": "the name of an entry that was checked before it was written",
    },
    "batch.versions": {"os.path.join(*parts)": "our own source, as it was listed"},
    "storage.installed_versions": {
        "Path(place, name)": "an entry of a folder on Python's path, as it was listed", "folder / 'METADATA'": _OURS,
    },
    "storage.snapshots": {"Path(above, name)": _ENTRY},
    "text.fonts.font_files": {
        "self._folder / self.entry.file": "ours from the index in the package, or an entry that was listed",
        "v / self.upem": _NUMBERS,
    },
    "text.fonts.designer_fonts": {
        "(getattr(os2, 'sCapHeight', 0) or upem * 0.7) / upem": _NUMBERS,
        "(getattr(os2, 'sxHeight', 0) or upem / 2) / upem": _NUMBERS,
    },
    "text.unicode.plain_tags": {"Path(__file__).parents[2] / 'data' / 'language_subtags.json'": _OURS},
    "text.fonts.language_fonts": {"Path(__file__).parents[2] / 'data' / 'languages.json'": _OURS},
    "text.fonts.font_library": {
        "Path(found.origin).parent / 'fonts'": _OURS, "folder / 'index.json'": _OURS, "package / 'fonts'": _OURS,
        "package.parent / 'fonts'": _OURS, "shipped / 'index.json'": _OURS, "shipped / 'more'": _OURS,
        "model.letter_height / entry.letter_height": _NUMBERS,
    },
    "storage.trust": {"folder / _LIST_NAME": _OURS, "folder / _LOCK_NAME": _OURS, "folder / name": _OURS},
}
"""Module → its joins → the reason for each."""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if module_of(path) != GATE}


def joins_of(tree: ast.Module) -> Iterator[str]:
    """Return the joins in a module, as `ast.unparse` writes them; of a chain of `/` only the outermost."""
    knows_paths = any(
        node.module == "pathlib" if isinstance(node, ast.ImportFrom) else any(a.name == "pathlib" for a in node.names)
        for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
    )  # fmt: skip
    inner = {id(node.left) for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)}
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(op=ast.Div()) if knows_paths and id(node) not in inner and not _is_arithmetic(node):
                yield ast.unparse(node)
            case ast.AugAssign(op=ast.Div()) if knows_paths:
                yield ast.unparse(node)
            case ast.Call() if _is_join(node, knows_paths=knows_paths):
                yield ast.unparse(node)


def _is_arithmetic(node: ast.BinOp) -> bool:
    """Return whether an operand is certainly a number, so that `/` is a division."""
    return any(
        (isinstance(side, ast.Constant) and isinstance(side.value, int | float))
        or (isinstance(side, ast.BinOp) and not isinstance(side.op, ast.Div))
        or (isinstance(side, ast.Call) and ast.unparse(side.func) in ("max", "min", "len", "sum", "float", "round"))
        for side in (node.left, node.right)
    )


def _is_join(call: ast.Call, *, knows_paths: bool) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute):
        of_module = ast.unparse(function.value) in ("os.path", "path", "posixpath", "ntpath")
        return (function.attr == "join" and of_module) or function.attr in ("joinpath", "with_name", "with_segments")
    if not knows_paths or not re.fullmatch(r"(?:Pure)?(?:Posix)?Path", ast.unparse(function)):
        return False
    return len(call.args) > 1 or any(
        isinstance(part, ast.Starred) or (isinstance(part, ast.JoinedStr) and "/" in ast.unparse(part))
        for part in call.args
    )


def found_in(module: str) -> set[str]:
    return set(joins_of(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


@pytest.mark.parametrize("module", MODULES)
def test_every_join_is_known(module: str) -> None:
    unknown = found_in(module) - JOINS.get(module, {}).keys()
    assert not unknown, f"{module} joins {unknown}: go through `factcards.storage.paths`, or give the reason in JOINS"


def test_reasons_name_only_existing_modules_and_functions() -> None:
    reasons = [reason for joins in JOINS.values() for reason in joins.values()]
    named = {name for reason in reasons for name in re.findall(r"`([\w.]+)`", reason)}
    functions = {
        node.name for path in MODULES.values() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }  # fmt: skip
    packages = {module.removesuffix(".__init__") for module in MODULES}
    assert "list_theme_names" in named
    assert named - functions - packages == set()


def test_table_names_only_existing_functions() -> None:
    for module, known in JOINS.items():
        assert module in MODULES, f"there is no module `{module}`"
        stale = known.keys() - found_in(module)
        assert not stale, f"{module} does not join {stale} any more: remove it from JOINS"
        assert all(known.values()), f"{module}: give the reason of each join"


@pytest.mark.parametrize(
    "code",
    ["from pathlib import Path\nx = folder / name", "import os\nos.path.join(a, b)", "p.joinpath(name)",
     "p.with_name(name)", "from pathlib import Path\nPath(a, b)", "from pathlib import Path\nPath(*parts)",
     "from pathlib import Path\np /= name", "from pathlib import Path\nPath(f'{folder}/{name}')",
     "import pathlib\nx = a / b / c"],
)  # fmt: skip
def test_search_finds_every_form_of_a_path_join(code: str) -> None:
    assert len(set(joins_of(ast.parse(code)))) == 1


@pytest.mark.parametrize("code", ["x = a / b", "from pathlib import Path\nx = a / 2", "Path(a)", "', '.join(names)"])
def test_code_without_a_join_is_ignored(code: str) -> None:
    assert not set(joins_of(ast.parse(code)))


if __name__ == "__main__":
    for one in MODULES:
        for join in sorted(found_in(one) - JOINS.get(one, {}).keys()):
            print(f"missing: {one}: {join}")
        for join in sorted(JOINS.get(one, {}).keys() - found_in(one)):
            print(f"not there: {one}: {join}")
