"""docs/library.md: each program runs alone and passes the type checker; the reference is that of the present code."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import io
import os
import subprocess
import sys
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from IPython.core.formatters import DisplayFormatter
from PIL import Image
from support.wsgi import ask
from test_docs import Block, blocks_of, read

import factcards
from factcards.read.cards import field_types

ROOT = Path(__file__).parents[1]
PAGE = "docs/library.md"
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def find_programs() -> Iterator[tuple[str, Block, str]]:
    """Yield the name of each program of the page, its block, and the output that the page shows."""
    text = read(PAGE)
    blocks = blocks_of(text)
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language == "python":
            headings = [line for line in text.splitlines()[: block.line] if line.startswith("## ")]
            name = f"{headings[-1].removeprefix('## ').lower().replace(' ', '-')}-{block.line}"
            yield name, block, after.text if after and after.language == "text" else ""


PROGRAMS = {name: (block, output) for name, block, output in find_programs()}


Run = Callable[[str], dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a program in a folder with the cards of a checkout, and returns its names."""
    for name in ("cards", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)

    def run_alone(program: str) -> dict[str, Any]:
        names: dict[str, Any] = {"__name__": "__main__"}   # no names of another program
        exec(compile(PROGRAMS[program][0].text, PAGE, "exec"), names)
        return names

    return run_alone


def find_program(words: str) -> str:
    """Return the name of the one program that contains some words."""
    (name,) = (name for name, (block, _) in PROGRAMS.items() if words in block.text)
    return name


# --- the programs


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_program_runs_alone(name: str, run: Run, capsys: pytest.CaptureFixture[str]):
    run(name)
    assert capsys.readouterr().out.strip() == PROGRAMS[name][1].strip()


def test_the_page_has_a_program_for_each_use():
    uses = (
        "sqlite3", "factcards.ActionFields", "csv", "rich.progress", "(Executor)", "wsgiref", "ThreadPoolExecutor",
        "asyncio", "render_card(card, ", "poster.paste(", ".problems:\n    print(f", "except factcards.ReadError",
        "parse_theme(", "factcards.Size(", 'files={"photo.jpg"', "variants={", "draw_scene(",
    )  # fmt: skip
    assert {find_program(words) for words in uses} == PROGRAMS.keys()
    for name, (block, _) in PROGRAMS.items():
        assert len(block.text.splitlines()) <= 24, name


def test_a_card_from_a_csv_row_takes_ten_lines():
    program = PROGRAMS[find_program("csv")][0].text
    assert len([line for line in program.splitlines() if line]) <= 10


def test_the_view_answers_with_a_picture_or_says_why_not(run: Run):
    names = run(find_program("wsgiref"))
    answer = ask(names["show_card"], "/every-four-years")
    assert (answer.status, answer.headers["Content-Type"]) == ("200 OK", "image/webp")
    assert Image.open(io.BytesIO(answer.body)).size == (1080, 1350)
    answer = ask(names["show_card"], "/honey")
    assert (answer.status, answer.body) == ("404 Not Found", b"there is no such card")
    long = {"language": "en", "fact": "Honey never spoils. " * 120, "source": "A", "action": "https://example.org"}
    names["cards"] = {"long": factcards.parse_card(long)}
    answer = ask(names["show_card"], "/long")
    assert answer.status == "422 Unprocessable Content"
    assert b"fact: the text does not fit" in answer.body


def test_the_progress_bar_counts_every_file(run: Run, tmp_path: Path):
    names = run(find_program("rich.progress"))
    (task,) = names["bar"].tasks
    assert (task.total, task.completed) == (4, 4)
    assert len(list(tmp_path.glob("pictures/**/*.story.png"))) == 4


def test_a_notebook_gets_the_picture_of_the_last_line(run: Run):
    block = PROGRAMS[name := find_program("render_card(card, ")][0]
    last = ast.parse(block.text).body[-1]
    assert isinstance(last, ast.Expr)
    shown = run(name)[ast.unparse(last)]
    data, _ = DisplayFormatter().format(shown)   # which is sent to the browser, and to a terminal the text
    assert data["image/png"] == shown.data
    assert data["text/plain"].startswith("Rendered(image=<PIL.Image.Image image mode=RGB size=1080x1920")
    picture = Image.open(io.BytesIO(data["image/png"]))
    assert (picture.format, picture.size) == ("PNG", (1080, 1920))


# --- types


def check_types(folder: Path, programs: dict[str, str]) -> list[str]:
    """Return the errors that `mypy --strict` finds in programs of a user, without this project's settings."""
    files = []
    for name, text in programs.items():
        files.append(f"{name.replace('-', '_').replace('’', '').replace(chr(39), '')}.py")
        (folder / files[-1]).write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}   # as an installed package, whose own errors are not shown
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", "--no-error-summary", *files],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return [line for line in done.stdout.splitlines() if ": error: " in line]


WRONG = """\
import factcards

card = factcards.make_card(language="en", fact="Honey never spoils.", sorce="A. Baker")
factcards.render(card, size=3)
picture: str = factcards.encode(card)
"""


def test_the_programs_and_examples_pass_a_strict_type_checker(tmp_path: Path):
    programs = {name: block.text for name, (block, _) in PROGRAMS.items()}
    examples = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES}
    found = check_types(tmp_path, {**programs, **examples, "wrong": WRONG})
    assert [line.split(":")[:2] for line in found] == [["wrong.py", "3"], ["wrong.py", "4"], ["wrong.py", "5"]], found


# --- the reference


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Import `docs/make_library.py`, which is not in a package."""
    spec = importlib.util.spec_from_file_location("make_library", ROOT / "docs" / "make_library.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_that_of_the_present_code(script: ModuleType):
    page = read(PAGE)
    assert page == script.write_page(page), "to write the reference again, run `python docs/make_library.py`"


def test_a_page_without_the_markers_is_refused(script: ModuleType):
    with pytest.raises(ValueError, match="the page lacks the line"):
        script.write_page("# A page\n")


def test_each_public_name_is_in_one_group_of_the_reference(script: ModuleType):
    count = Counter(name for names in script.GROUPS.values() for name in names)
    assert count == Counter(factcards.__all__)


def test_the_signature_of_each_function_names_every_argument(script: ModuleType):
    for name in factcards.__all__:
        value = getattr(factcards, name)
        if not inspect.isroutine(value):
            continue
        entry = script.describe(name)
        for parameter in inspect.signature(value).parameters.values():
            if parameter.kind is parameter.VAR_KEYWORD:
                choices = getattr(factcards, parameter.annotation.removeprefix("Unpack[").removesuffix("]"))
                assert all(f" {key}: " in entry for key in choices.__annotations__), name
                assert "Unpack" not in entry
            else:
                assert f"{parameter.name}: " in entry, name


def test_each_key_of_a_public_dictionary_has_a_docstring(script: ModuleType):
    kinds = [kind for kind in vars(field_types).values() if typing.is_typeddict(kind)]
    kinds.remove(field_types._ShortElsewhere)   # its key has a hyphen, so it is not written as a class
    assert len(kinds) > 10
    for kind in (*kinds, factcards.Choices):
        for line, key in zip(script._describe_keys(kind), kind.__annotations__, strict=True):
            assert line.startswith(f"- `{key}: "), kind
            assert line.endswith((".", ".)")), line
