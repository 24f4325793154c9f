"""The promises of docs/promises.md: each names tests that exist, and the promised names exist.

After renaming tests, run `python tests/test_promises.py`. It writes the nearest names into the page; review the change.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import re
import typing
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import factcards
from factcards.cli import main
from factcards.draw import FORMATS
from factcards.problem_kinds import WARNINGS
from factcards.read.cards import field_types
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.themes.theme_reader import list_theme_names
from factcards.rendering.records import Record

TESTS = next(folder for folder in Path(__file__).resolve().parents if folder.name == "tests")
PAGE = TESTS.parent / "docs" / "promises.md"
NAMED = re.compile(r"`(test_\w+\.py::test_\w+)`")


def list_tests(files: Iterable[Path]) -> set[str]:
    """Return the tests in some files, each as `test_file.py::test_name` without the folder."""
    return {
        f"{path.name}::{node.name}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def find_missing(text: str, known: set[str]) -> dict[str, list[str]]:
    """Return the tests that a text names and that do not exist, each with its nearest names, the best first."""
    missing = sorted(set(NAMED.findall(text)) - known)
    same = {name: sorted(other for other in known if other.split("::")[1] == name.split("::")[1]) for name in missing}
    return {name: same[name] or difflib.get_close_matches(name, known, 2, 0.5) for name in missing}


def test_every_test_named_on_the_page_exists():
    assert find_missing(PAGE.read_text(encoding="utf-8"), list_tests(TESTS.rglob("test_*.py"))) == {}


def test_a_wrong_name_is_reported_with_the_nearest_one(tmp_path: Path):
    file = tmp_path / "batch" / "test_files.py"
    file.parent.mkdir()
    file.write_text("def test_files_are_whole(): ...\nclass TestMore:\n    async def test_x(self): ...\n", "utf-8")
    known = list_tests([file])
    assert known == {"test_files.py::test_files_are_whole", "test_files.py::test_x"}
    text = "`test_files.py::test_files_are_whole`, `test_files.py::test_files_are_hole`, `test_other.py::test_files`"
    missing = find_missing(text, known)
    assert sorted(missing) == ["test_files.py::test_files_are_hole", "test_other.py::test_files"]
    assert missing["test_files.py::test_files_are_hole"][0] == "test_files.py::test_files_are_whole"


def test_every_promise_names_a_test():
    rows = re.findall(r"^\| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    promises = [row for row in rows if row != ("promise", "tests")]
    assert len(promises) > 30
    assert [promise for promise, tests in promises if not NAMED.search(tests)] == []


CHOICES = ["sizes", "languages", "formats", "theme", "today"]
"""The arguments that choose what to render of a set."""
PARAMETERS = {
    "check_scene": ["scene"],
    "draw_scene": ["scene", "format", "fonts"],
    "encode": ["card", "size", "language", "theme", "format"],
    "lay_out": ["card", "size", "language", "theme"],
    "languages": [],
    "list_files": ["cards", *CHOICES],
    "parse_card": ["card", "name", "folder", "root", "files", "fonts", "variants"],
    "parse_theme": ["theme", "name", "folder"],
    "read_cards": ["path", "root"],
    "read_sets": ["path", "root"],
    "render": ["card", "size", "language", "theme"],
    "render_all": ["cards", "out", "executor", "strict", "on_result", *CHOICES],
    "render_card": ["card", "size", "language", "theme", "format"],
    "with_store": ["executor", "store"],
}
FIELDS = {name for name in vars(field_types) if name.endswith("Fields")}
"""The types of the fields of a card and of their parts."""
CLASSES = FIELDS | {
    "Card", "CardSet", "Choices", "Color", "DrawError", "FactcardsError", "FolderError", "FontError", "Insets",
    "LanguageEntry", "Place", "Problem", "Read", "ReadError", "Record", "Rendered", "RequestError", "Result", "Scene",
    "SceneError", "SetChoices", "Size", "Theme", "WorkerError", "WriteError",
}  # fmt: skip
ATTRIBUTES = {
    "Place": {"file", "line", "column", "source", "length"},
    "Problem": {"severity", "message", "place", "field", "hint", "kind"},
    "Read": {"sets", "problems"},
    "Rendered": {"image", "record", "problems", "data"},
    "Result": {"file", "problems", "kept", "record", "why", "accepted"},
    "Scene": {"width", "height", "nodes", "language", "description", "safe", "unit", "problems", "dpi"},
    "Size": {"name", "platform", "aspect", "width", "height"},
}


def list_parameters(function: Callable[..., object]) -> list[str]:
    """Return the names of a function's parameters; `**choices` (PEP 692) gives the keys of its type."""
    names = list[str]()
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            (typed,) = typing.get_args(typing.get_type_hints(function)[parameter.name])
            names += typing.get_type_hints(typed)
        else:
            names.append(parameter.name)
    return names


def test_public_names_and_parameters_exist():
    assert {"SIZES", "__version__", *CLASSES, *PARAMETERS} <= set(factcards.__all__)
    for name, parameters in PARAMETERS.items():
        assert list_parameters(getattr(factcards, name))[: len(parameters)] == parameters, name
    for name in CLASSES:
        class_ = getattr(factcards, name)
        assert inspect.isclass(class_), name
        assert name.endswith("Error") == issubclass(class_, factcards.FactcardsError), name
        assert ATTRIBUTES.get(name, set()) <= set(dir(class_)), name


SELECTION = {"--complete", "--json", "--language", "--root", "--size", "--today", "--verbose", "-l", "-s"}
OPTIONS = {
    "render": SELECTION | {
        "--cache", "--force", "--format", "--jobs", "--on", "--out", "--png", "--prune", "--shard", "--store",
        "--theme", "--why", "-f", "-j", "-o", "-t",
    },
    "check": SELECTION | {"--jobs", "--theme", "-j", "-t"},
    "sheet": SELECTION | {"--columns", "--jobs", "--out", "--phone", "--rows", "--theme", "-j", "-o", "-t"},
    "merge": {"--cache", "--out", "--verbose", "-o"},
    "cache": {"--cache", "--clear"},
    "themes": {"--json", "--source"},
    "fonts": {"--json", "--language", "--root", "--verbose", "-l"},
    "sizes": {"--json"},
    "languages": {"--json"},
}  # fmt: skip


@pytest.mark.parametrize("command", OPTIONS)
def test_promised_commands_and_options_exist(command: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    found = set(re.findall(r"(?<![\w-])--?[a-z]+", capsys.readouterr().out))
    assert OPTIONS[command] <= found


def test_promised_fields_of_the_manifest_exist():
    page = PAGE.read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| `manifest.json` lists every file"))
    promised = re.findall(r"`(\w+)`", row)
    assert len(promised) == 20
    assert set(promised) <= set(Record.__slots__)


SHARED_KEYS = {
    "language", "headline", "chart", "source", "action", "image", "theme", "expires", "reviewed", "labels", "brand",
    "rights", "digits", "typography", "hyphenate", "hand", "accept",
}  # fmt: skip


def test_promised_keys_of_cards_and_sets_exist():
    assert SHARED_KEYS | {"fact", "story", "alt"} <= set(CARD_FIELDS)
    assert SHARED_KEYS | {"title", "cards", "languages", "sizes", "formats", "fonts", "type"} <= set(SET_FIELDS)


SIZES = {
    "instagram-portrait", "instagram-square", "instagram-tall", "story", "x-landscape", "facebook-landscape",
    "linkedin-landscape", "open-graph", "whatsapp-square", "pinterest", "threads", "bluesky", "mastodon", "a4", "a5",
    "a6", "letter", "postcard-6x4",
}  # fmt: skip
THEMES = {"contrast", "data", "figure", "half", "photo", "series", "statement", "testimony"}
KINDS = {
    "adjacent-numbers", "blank-photo", "blurred", "chart-contrast", "color-changed", "columns", "comment",
    "emphasis-lost", "example-link", "figures-differ", "html", "language-in-name", "lines-joined", "link-differs",
    "logo-contrast", "mark-misplaced", "markdown", "misread", "mixed-digits", "name-lost", "no-address", "no-hyphens",
    "not-drawn", "not-read", "not-translated", "odd-link", "other-file", "placeholder", "presentation-forms",
    "punycode", "quoted-field", "small-logo", "small-type", "smaller-words", "untranslated", "wrong-script",
}  # fmt: skip


def test_promised_sizes_formats_themes_and_kinds_exist():
    assert {size.name for size in factcards.SIZES} >= SIZES
    assert {"png", "jpeg", "webp", "dump"} <= set(FORMATS)
    assert set(list_theme_names()) >= THEMES
    assert set(WARNINGS) >= KINDS


def _approve() -> None:
    """Replace the names of missing tests on the page with the nearest names."""
    text = PAGE.read_text(encoding="utf-8")
    for name, nearest in find_missing(text, list_tests(TESTS.rglob("test_*.py"))).items():
        text = text.replace(f"`{name}`", f"`{nearest[0]}`") if nearest else text
    PAGE.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    _approve()
