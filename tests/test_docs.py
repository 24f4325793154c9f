"""README and docs, checked against the code: every block runs, and every option, field and limit is documented.

A block of YAML that begins with a path, or has it behind `yaml`, is that file. Any other block of YAML is part of a
card, and the test adds the missing lines. A block of text shows the output of the block before it. To accept the
present output, run `python tests/test_docs.py`.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

import factcards
from factcards.cli import main
from factcards.cli.arguments import read_arguments
from factcards.draw.dump import dump_scene
from factcards.errors import FactcardsError, Problem
from factcards.links import hosts, link_problems
from factcards.localize.wording import printed_links
from factcards.model.scene import Node, Scene, walk_groups
from factcards.model.sizes import ASPECTS
from factcards.photos import photo_files
from factcards.photos.decoder import decoder_process
from factcards.photos.formats import avif, headers, jpeg, png, webp
from factcards.photos.svg import drawings, svg_cost, svg_tree
from factcards.read import read_sets
from factcards.read.cards import card_files, set_reader
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.fields import value_reader
from factcards.read.themes import expand, font_folders, inheritance
from factcards.read.themes.part_field_docs import PART_DOCS
from factcards.read.themes.theme_reader import read_theme
from factcards.read.yaml import source
from factcards.storage import trust
from factcards.text.fonts import font_files, font_limits
from factcards.text.fonts.font_library import shipped_fonts

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *DOCS)
REQUIRED = {   # the lines that a part of a card needs to become a card
    "language": "language: en\n",
    "fact": 'fact: "Women and girls make up **96%** of all victims trafficked for sex."\n',
    "source": "source: Equality Now, 2017\n",
    "action": "action: https://equalitynow.org/act\n",
}
DUMPED = ("ninety-six-percent", "instagram-portrait")
"""The card and size whose dump docs/scene.md shows."""
WIDTH = 118
"""Maximum length of a line of a dump in the documents; longer lines are cut."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the rest of its first line, its text, and the number of its first line."""

    language: str
    rest: str
    text: str
    line: int


def read(document: str) -> str:
    """Return the text of a document."""
    return (ROOT / document).read_text(encoding="utf-8")


def blocks_of(text: str) -> list[Block]:
    """Return the fenced blocks of a document."""
    fences = re.finditer(r"^```(\w*) ?([^\n`]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(f[1], f[2], f[3], text.count("\n", 0, f.start()) + 1) for f in fences]


def table_after(text: str, heading: str) -> list[list[str]]:
    """Return the rows of the first table whose header contains `heading`, with unchanged cells."""
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    table = next(t for t in tables if heading in t.split("\n", 1)[0])
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.strip().split("\n")]
    return [[cell.strip("| ") for cell in row] for row in rows[2:]]


# --- running a document from its first block to its last


class DocumentRunner:
    """Runs the blocks of a document in the current folder: writes its files, runs its programs and commands."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        self.output = ""

    def run_block(self, block: Block, following: Block | None) -> None:
        """Run one block; `output` is then what it printed."""
        match block.language:
            case "yaml":
                self.write(f"# {block.rest}\n{block.text}" if block.rest else block.text)
                self.output = ""
            case "python":
                self.output = self.run(block.text)
            case "console":
                self.output = self.command(block.text, runs=following is not None and following.language == "text")
            case "text" if block.rest.startswith("dump"):
                self.output = self.dump(block.rest)

    def write(self, text: str) -> None:
        """Write a file and check that it can be used, unless it is named bad.yaml."""
        named = re.match(r"# ([\w./-]+\.yaml)\n", text)
        path = Path(named[1]) if named else Path("part", "card.yaml")
        body = text[named.end() :] if named else text
        if named and (ROOT / path).is_file():
            assert body == (ROOT / path).read_text(encoding="utf-8"), f"{path} has other content"
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if "layouts:\n" in body or body.startswith("extends:"):
            path.write_text(complete_theme(body) if "layouts:\n" in body else body, encoding="utf-8")
            self.render(Path("examples/one-card.yaml"), theme=path.as_posix())
            return
        if "photos/" in body:
            shutil.copytree("cards/end-sex-trafficking/photos", path.parent / "photos", dirs_exist_ok=True)
        is_whole = path.name == "bad.yaml" or path.name.startswith("set.")
        path.write_text(body if is_whole else complete_card(body), encoding="utf-8")
        if path.name != "bad.yaml":
            self.render(path)

    def render(self, path: Path, theme: str | None = None) -> None:
        """Check that the cards of a file are rendered without a problem."""
        cards = factcards.read_cards(path)
        for card in cards.cards:
            for _, variant in card.variants:
                assert variant.problems == ()
            assert isinstance(factcards.render(card, theme=theme), Image.Image)

    def run(self, text: str) -> str:
        """Run a program with the names of the programs before it, and return its output."""
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(text, "<document>", "exec"), self.names)
        return out.getvalue()

    def command(self, text: str, *, runs: bool) -> str:
        """Check that each command exists; run those of factcards if `runs` is set, and return their output."""
        output = io.StringIO()
        for line in text.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            match words:
                case ["factcards", *arguments]:
                    read_arguments(arguments)
                    if runs:
                        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                            main(arguments)
                case ["python3" | "py", "tasks.py", task, *_]:
                    assert f"python3 tasks.py {task} " in read("tasks.py")
                case ["git", *_] | ["python3", "-m", "pip", "install", *_] | []:
                    pass
                case ["python3" | "python", file, *_]:
                    assert (ROOT / file).is_file(), f"{file} does not exist"
                case _:
                    raise AssertionError(f"found `{line}`, expected a known command")
        return output.getvalue()

    def dump(self, rest: str) -> str:
        """Return the lines in a range such as `dump 0:5`; long lines are cut."""
        first, last = (int(n) if n else None for n in rest.removeprefix("dump ").split(":"))
        lines = dump_documented_card()[first:last]
        return "".join(f"{line if len(line) <= WIDTH else line[: WIDTH - 1] + '…'}\n" for line in lines)


@cache
def dump_documented_card() -> list[str]:
    """Return the lines of the dump that docs/scene.md shows."""
    card, size = DUMPED
    cards = factcards.read_cards(ROOT / "cards" / "end-sex-trafficking")
    return dump_scene(factcards.lay_out(cards[card], size=size)).splitlines()


def complete_card(text: str) -> str:
    """Return a part of a card with the required lines that it lacks."""
    given = set(re.findall(r"^(\w+):", text, re.MULTILINE)) | ({"fact"} if "\nstory:" in f"\n{text}" else set())
    return text if {"fact", "source"} <= given else text + "".join(v for k, v in REQUIRED.items() if k not in given)


def complete_theme(text: str) -> str:
    """Return a theme whose one layout is used for every shape."""
    head, layouts = text.split("layouts:\n")
    named = re.match(r"  (\w+):\n", layouts)
    assert named
    return head + "layouts:\n" + "".join(f"  {aspect}:\n{layouts[named.end() :]}" for aspect in ASPECTS)


def run_document(document: str, folder: Path) -> Iterator[tuple[Block, str]]:
    """Run a document and yield each block with the latest output."""
    for name in ("cards", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    runner = DocumentRunner()
    blocks = blocks_of(read(document))
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        try:
            runner.run_block(block, after)
        except BaseException as error:
            error.add_note(f"in {document}, line {block.line}")
            raise
        yield block, runner.output


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_block_of_the_documents_runs(document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for block, output in run_document(document, tmp_path):
        if block.language == "text":
            where = f"{document}, line {block.line}"
            assert block.text == output, f"{where}: to accept the present output, run `python tests/test_docs.py`"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_relative_link_has_a_target(document: str):
    text = re.sub(r"^```.*?^```$", "", read(document), flags=re.MULTILINE | re.DOTALL)
    found = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    for target in found:
        if "://" not in target:
            assert (ROOT / document).parent.joinpath(target.split("#")[0]).exists(), f"{document}: {target}"


@pytest.mark.parametrize("document", DOCS)
def test_documents_stay_within_their_length(document: str):
    written = re.sub(r"^<!-- `python .*?^<!-- to here -->$", "", read(document), flags=re.MULTILINE | re.DOTALL)
    most = 340 if document == "docs/library.md" else 150   # without the reference that a script writes
    assert len(written.splitlines()) <= most


def test_the_glossary_has_at_most_25_terms():
    terms = [row[0] for row in table_after(read("docs/glossary.md"), "meaning")]
    assert 15 <= len(terms) <= 25
    assert terms == sorted(set(terms))
    for document in ("README.md", "CONTRIBUTING.md"):
        assert "(docs/glossary.md)" in read(document), document


def test_the_first_screen_of_the_readme_leads_to_the_first_card():
    first, lines = "\n".join(read("README.md").splitlines()[:40]), read("README.md").splitlines()
    for part in ("pictures/hero.jpg", "pip install", "examples/one-card.yaml", "$ factcards render", "one-card.jpg"):
        assert part in first, part
    assert len(lines) <= 330


# --- a first set


def test_the_walk_through_names_the_themes_that_have_an_accent():
    having = [name for name in factcards.THEMES if "accent" in dict(read_theme(name).palette)]
    sentence = re.search(r"The names of `colors` are the theme's: (.*?) have `accent`", read("docs/first-set.md"))
    assert sentence
    assert sorted(names(sentence[1])) == sorted(having)


# --- the command


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the help of a command."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    return capsys.readouterr().out


COMMANDS = (
    "new", "render", "check", "sheet", "merge", "cache", "focus", "schema", "sizes", "themes", "fonts", "languages",
)  # fmt: skip
OPTION = re.compile(r"(?<![\w-])--?[a-z]+")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_options_of_a_command_are_documented(command: str, capsys: pytest.CaptureFixture[str]):
    heads = re.findall(r"^  (-.*?)(?:  |$)", help_of(command, capsys), re.MULTILINE)   # without what the options do
    rows = [row for row in table_after(read("README.md"), "| option | of |") if command in names(row[1])]
    listed = {option for row in rows for option in OPTION.findall(row[0])}
    assert listed | {"-h", "--help"} == {option for head in heads for option in OPTION.findall(head)}
    assert ("--json" in listed) == (command not in ("merge", "cache", "focus", "schema", "new"))


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]):
    commands = re.findall(r"^    (\w+)", help_of("--help", capsys), re.MULTILINE)
    assert set(commands) == set(COMMANDS)
    for command in commands:
        assert re.search(rf"factcards .*\b{command}\b", read("README.md")), command


# --- tables


def table_of_command(name: str, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """Return the rows that a command such as `sizes` prints."""
    assert main([name]) == 0
    return [re.split(r" {2,}", line) for line in capsys.readouterr().out.splitlines()[1:]]


def test_the_readme_lists_the_sizes(capsys: pytest.CaptureFixture[str]):
    listed = [[row[0].strip("`"), *row[1:]] for row in table_after(read("README.md"), "covered or cropped")]
    assert listed == table_of_command("sizes", capsys)


def test_the_readme_names_the_fonts_of_the_default_theme():
    families = shipped_fonts().families()
    count = sum(len(entries) for _, entries in families)
    assert f"{count} files of {len(families)} families" in read("README.md")
    section = read("README.md").split("## Languages and fonts")[1].split("\n## ")[0]
    named = [name for name, _ in families if name in section]
    theme = read_theme("statement")
    wanted = {face.family for _, style in theme.types for _, face in style.text.faces}
    assert wanted <= set(named)


def test_the_fonts_cover_every_language_of_cldr(capsys: pytest.CaptureFixture[str]):
    rows = table_of_command("languages", capsys)
    assert [row[1] for row in rows if row[-1] == "no"] == []
    text = " ".join(read("README.md").split())
    assert f"lists the {len(rows)} languages of CLDR. The fonts have all letters that each of them needs" in text


def names(cell: str) -> list[str]:
    """Return the names in back quotes in a text."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_field_of_a_card_is_documented():
    listed = [(names(row[0]), row[2]) for row in table_after(read("docs/cards.md"), "in a set")]
    assert {name for cells, _ in listed for name in cells} == set(CARD_FIELDS)
    for cells, in_a_set in listed:
        for name in cells:
            assert (name in SET_FIELDS) == (in_a_set == "yes"), name


def test_every_field_of_a_set_is_documented():
    text = read("docs/cards.md").split("## Fields of a set")[1]
    assert {names(row[0])[0] for row in table_after(text, "field")} == set(SET_FIELDS) - set(CARD_FIELDS)


def test_every_field_of_a_node_and_of_the_scene_is_documented():
    page = read("docs/scene.md")
    listed = {names(row[0])[0]: names(row[1]) for row in table_after(page, "drawn as")}
    listed["Scene"] = [name for row in table_after(page, "field of `Scene`") for name in names(row[0])]
    assert listed == {kind.__name__: [one.name for one in fields(kind)] for kind in (*get_args(Node), Scene)}


def test_every_role_of_a_group_is_documented():
    sentence = re.search(r"^The `role` of a group is (.*?), and", read("docs/scene.md"), re.MULTILINE | re.DOTALL)
    assert sentence
    cards = factcards.read_cards(ROOT / "cards" / "end-sex-trafficking")
    drawn = [("ninety-six-percent", "series"), ("ninety-six-percent", "data"), ("our-campaign", "statement")]
    scenes = [factcards.lay_out(cards[card], size="instagram-portrait", theme=theme) for card, theme in drawn]
    assert {group.role for scene in scenes for group in walk_groups(scene.nodes)} == set(names(sentence[1]))


def limits() -> dict[str, tuple[str, ...]]:
    """Return row of docs/security.md → limits that it must state, from the constants in the code."""
    mebi = 2**20
    return {
        "a YAML file": (f"{source.MAX_BYTES // mebi} MiB",),
        "a field": (f"{value_reader.MAX_LENGTH:,} characters",),
        "a set": (f"{set_reader.MAX_FILES:,} files",),
        "a theme": (
            f"{inheritance.MAX_EXTENDS} steps", f"{expand.MAX_NODES:,} values", f"nested {expand.MAX_NESTED} deep",
        ),
        "a folder of fonts": (
            f"{font_folders.MAX_FONTS} fonts", f"{font_folders.MAX_BYTES // mebi} MiB",
            f"{font_folders.MAX_ENTRIES:,} files and folders",
        ),
        "a picture": (
            f"{photo_files.MAX_BYTES // mebi} MiB", f"{photo_files.MAX_PIXELS // 10**6} megapixels",
            f"{photo_files.MAX_MEMORY} MB",
        ),
        "an AVIF": (f"{avif.MAX_PIXELS // 10**6} megapixels", f"{avif.MAX_BOXES:,} boxes"),
        "parts of a picture": (
            f"{jpeg.MAX_SEGMENTS:,} segments", f"{jpeg.MAX_SCANS} scans", f"{headers.MAX_METADATA // mebi} MiB before",
            f"{png.MAX_CHUNKS:,} chunks", f"{webp.MAX_CHUNKS:,} chunks", f"profile: {headers.MAX_PROFILE // mebi} MiB",
        ),
        "a drawing (SVG)": (
            f"{drawings.MAX_BYTES // mebi} MiB", f"{svg_tree.MAX_ELEMENTS:,} shapes", f"{svg_tree.MAX_DEPTH} levels",
            f"{svg_cost.MAX_SEGMENTS:,} points", f"{svg_cost.MAX_LAYERS:,} gradients",
            f"{svg_cost.MAX_DASHES:,} dashes",
            f"{decoder_process.SECONDS} s of processor", f"{decoder_process.MEMORY // mebi} MB",
            f"{decoder_process.WAIT} s by the clock",
        ),
        "a designer's font file": (
            f"{font_files.MAX_BYTES // mebi} MiB", f"{font_limits.MAX_TABLES} tables",
            f"{font_limits.MAX_POINTS:,} points", f"{font_limits.MAX_COLORED_POINTS:,} in colours",
            f"{font_limits.MAX_GROWTH} glyphs", f"{font_limits.MAX_GROWTH_BASE} more",
        ),
        "a JPEG's scan": (f"{jpeg.MAX_RUN} bytes", f"{jpeg.MAX_ZEROS:,} zeros"),
        "a card's name": (f"{card_files.MAX_ID_BYTES} bytes",),
        "a link": (
            f"host of {hosts.MAX_HOST}", f"{hosts.MAX_LABEL} a label", f"{link_problems.MAX_PORT:,}",
            f"{printed_links.MAX_ADDRESS_LENGTH} characters printed",
        ),
        "the list of trusted manifests": (f"{trust.MAX_MANIFESTS:,} digests",),
    }  # fmt: skip


def test_documented_limits_are_those_of_the_code():
    rows = dict(table_after(read("docs/security.md"), "at most"))
    for row, facts in limits().items():
        assert [fact for fact in facts if fact not in rows[row]] == [], row


def describe(problem: Problem) -> str:
    """Return a problem as the documents write it, without its place."""
    field = f"{problem.field}: " if problem.field else ""
    return f"{problem.severity}: {field}{problem.message}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [row for page in ("docs/cards.md", "docs/links.md") for row in table_after(read(page), "message")],
)
def test_documented_messages_are_those_of_the_code(
    line: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "cards" / "end-sex-trafficking" / "photos", "photos")
    wrong = line.strip("`")
    key = wrong.split(":")[0]
    lines = [wrong if key == name else line.strip() for name, line in REQUIRED.items()]
    Path("card.yaml").write_text("\n".join([*lines, *([] if key in REQUIRED else [wrong])]) + "\n", encoding="utf-8")
    read_first = [describe(p) for p in read_sets(Path("card.yaml")).problems]
    main(["check", "card.yaml", "--today", "2027-01-31"])
    output = re.sub(r" \(at [\w-]+\)$", "", capsys.readouterr().err, flags=re.MULTILINE)
    assert expected in read_first or f": {expected}\n" in output


# --- themes


def known_keys(kind: str, tmp_path: Path) -> set[str]:
    """Return the keys that a part may have, as the message about an unknown key lists them."""
    value = "{zzzzzz: 1}" if kind else "0"
    part = f"{kind or 'zzzzzz'}: {value}"
    path = tmp_path / f"{kind or 'none'}.yaml"
    path.write_text(f'palette: {{ink: "#000"}}\ntypes: {{words: {{weight: 400}}}}\nlayouts:\n  square:\n    {part}\n')
    with pytest.raises(FactcardsError) as caught:
        read_theme(str(path))
    hints = [p.hint for p in caught.value.problems if "zzzzzz" in p.message]
    return set(names(hints[0].removeprefix("expected ")))


def test_every_key_of_a_part_is_documented(tmp_path: Path):
    text = read("docs/themes.md")
    listed = {name: set(names(row[2])) for row in table_after(text, "its own keys") for name in names(row[0])}
    shared = set(names(next(line for line in text.splitlines() if line.startswith("Every part also takes"))))
    assert set(listed) == known_keys("", tmp_path) - {"use"}
    for kind, keys in listed.items():
        assert keys | shared == known_keys(kind, tmp_path), kind


def test_tables_of_parts_have_the_texts_that_editors_show():
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", read("docs/themes.md"))
    rows = [*table_after(text, "its own keys"), *table_after(text, "meaning")]
    for keys, cell in ((names(row[0]), row[1]) for row in rows):
        meanings = [[doc.meaning for name, doc in PART_DOCS.items() if name.split(".")[-1] == key] for key in keys]
        assert any(cell.startswith(" ".join(found)) for found in product(*meanings)), keys


# --- pictures


PICTURES = [("hero", 400), ("contact-sheet", 900), ("one-card", 120), ("own-look", 200)]


@pytest.mark.parametrize(("name", "most"), PICTURES)
def test_pictures_are_small_enough(name: str, most: int):
    file = ROOT / "docs" / "pictures" / f"{name}.jpg"
    assert file.stat().st_size <= most * 1000
    with Image.open(file) as image:
        image.load()
        assert image.width >= 700


# --- accepting


def _approve() -> None:
    """Replace the output in the documents with the present one."""
    for document in DOCUMENTS:
        text = read(document)
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            outputs = [(block, out) for block, out in run_document(document, Path(folder)) if block.language == "text"]
        lines = text.splitlines(keepends=True)
        for block, output in reversed(outputs):   # from the end, so that earlier line numbers stay valid
            lines[block.line : block.line + block.text.count("\n")] = output.splitlines(keepends=True)
        (ROOT / document).write_text("".join(lines), encoding="utf-8", newline="")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(_approve())
