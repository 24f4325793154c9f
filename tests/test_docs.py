"""README and docs, held against what there is: every block runs, every option and every name is there.

A block of YAML that begins with a path is that file; any other is a part of a card, whose missing lines are added. A
block of text says what the block before it gives. To accept what is given now: python tests/test_docs.py
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
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

import factcards
from factcards.cli import main
from factcards.cli.arguments import read_arguments
from factcards.draw.dump import dump_scene
from factcards.errors import FactcardsError, Problem
from factcards.links import hosts, link_problems
from factcards.localize.wording import printed_links
from factcards.model.sizes import ASPECTS
from factcards.photos import files
from factcards.photos.formats import avif, decoder_process, headers, jpeg, png, webp
from factcards.photos.svg import drawings, svg_cost, svg_tree
from factcards.read import read_sets
from factcards.read.cards import card_files, set_reader
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.fields import value_reader
from factcards.read.themes import expand, font_folders, inheritance
from factcards.read.themes.theme_reader import read_theme
from factcards.read.yaml import source
from factcards.storage import trust
from factcards.text.fonts import font_files, font_limits
from factcards.text.fonts.font_library import shipped_fonts

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *DOCS)
WHOLE = {   # what a part of a card needs to be a card
    "language": "language: en\n",
    "fact": 'fact: "Women and girls make up **96%** of all victims trafficked for sex."\n',
    "source": "source: Equality Now, 2017\n",
    "action": "action: https://equalitynow.org/act\n",
}
DUMPED = ("ninety-six-percent", "instagram-portrait")
"""The card and size whose dump docs/scene.md shows."""
WIDTH = 118


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the rest of its first line, its text, and the line at which it begins."""

    language: str
    rest: str
    text: str
    line: int


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks_of(text: str) -> list[Block]:
    fences = re.finditer(r"^```(\w*) ?([^\n`]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(f[1], f[2], f[3], text.count("\n", 0, f.start()) + 1) for f in fences]


def table_after(text: str, heading: str) -> list[list[str]]:
    """The rows of the first table whose head holds `heading`, its cells as they are written."""
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    table = next(t for t in tables if heading in t.split("\n", 1)[0])
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.strip().split("\n")]
    return [[cell.strip("| ") for cell in row] for row in rows[2:]]


# --- a document, followed from its first block to its last


class Walk:
    """Follows a document in a separate folder: writes its files, runs its programs and commands."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        self.said = ""

    def follow(self, block: Block, following: Block | None) -> None:
        match block.language:
            case "yaml":
                self.said = self.write(block.text)
            case "python":
                self.said = self.run(block.text)
            case "console":
                self.said = self.command(block.text, runs=following is not None and following.language == "text")
            case "text" if block.rest.startswith("dump"):
                self.said = self.dump(block.rest)

    def write(self, text: str) -> str:
        """Write a file and say what is wrong with it, which for a file named bad.yaml should be something."""
        named = re.match(r"# ([\w./-]+\.yaml)\n", text)
        path = Path(named[1]) if named else Path("part", "card.yaml")
        body = text[named.end() :] if named else text
        if named and (ROOT / path).is_file():
            assert body == (ROOT / path).read_text(encoding="utf-8"), f"{path} says something else"
            return ""
        path.parent.mkdir(parents=True, exist_ok=True)
        if "layouts:\n" in body or body.startswith("extends:"):
            path.write_text(complete_theme(body) if "layouts:\n" in body else body, encoding="utf-8")
            self.render(Path("examples/one-card.yaml"), theme=path.as_posix())
            return ""
        if "photos/" in body:
            shutil.copytree("cards/end-sex-trafficking/photos", path.parent / "photos", dirs_exist_ok=True)
        path.write_text(body if path.name == "bad.yaml" else complete_card(body), encoding="utf-8")
        if path.name != "bad.yaml":
            self.render(path)
        return ""

    def render(self, path: Path, theme: str | None = None) -> None:
        cards = factcards.read_cards(path)
        for card in cards.cards:
            for _, variant in card.variants:
                assert variant.problems == ()
            assert isinstance(factcards.render(card, theme=theme), Image.Image)

    def run(self, text: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(text, "<document>", "exec"), self.names)
        return out.getvalue()

    def command(self, text: str, *, runs: bool) -> str:
        """Each command is one that there is; run only where the document shows what it says."""
        said = io.StringIO()
        for line in text.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            match words:
                case ["factcards", *arguments]:
                    read_arguments(arguments)
                    if runs:
                        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                            main(arguments)
                case ["python3" | "py", "tasks.py", task, *_]:
                    assert f"python3 tasks.py {task} " in read("tasks.py")
                case ["git", *_] | ["python3", "-m", "pip", "install", *_] | []:
                    pass
                case ["python3" | "python", file, *_]:
                    assert (ROOT / file).is_file(), f"there is no {file}"
                case _:
                    raise AssertionError(f"what is `{line}`?")
        return said.getvalue()

    def dump(self, rest: str) -> str:
        """The lines that are asked for, as `dump 0:5`, cut where they are long."""
        card, size = DUMPED
        cards = factcards.read_cards("cards/end-sex-trafficking")
        first, last = (int(n) if n else None for n in rest.removeprefix("dump ").split(":"))
        lines = dump_scene(factcards.lay_out(cards[card], size=size)).splitlines()[first:last]
        return "".join(f"{line if len(line) <= WIDTH else line[: WIDTH - 1] + '…'}\n" for line in lines)


def complete_card(text: str) -> str:
    given = set(re.findall(r"^(\w+):", text, re.MULTILINE)) | ({"fact"} if "\nstory:" in f"\n{text}" else set())
    return text if {"fact", "source"} <= given else text + "".join(v for k, v in WHOLE.items() if k not in given)


def complete_theme(text: str) -> str:
    """The theme with its one layout for every shape."""
    head, layouts = text.split("layouts:\n")
    named = re.match(r"  (\w+):\n", layouts)
    assert named
    return head + "layouts:\n" + "".join(f"  {aspect}:\n{layouts[named.end() :]}" for aspect in ASPECTS)


def walk(document: str, folder: Path) -> Iterator[tuple[Block, str]]:
    """Each block with what it should say, if it says anything."""
    for name in ("cards", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    following = Walk()
    blocks = blocks_of(read(document))
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        try:
            following.follow(block, after)
        except BaseException as error:
            error.add_note(f"in {document}, line {block.line}")
            raise
        yield block, following.said


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_block_runs(document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for block, said in walk(document, tmp_path):
        if block.language == "text":
            where = f"{document}, line {block.line}"
            assert block.text == said, f"{where}: python tests/test_docs.py accepts what is said now"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str):
    text = re.sub(r"^```.*?^```$", "", read(document), flags=re.MULTILINE | re.DOTALL)
    found = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    for target in found:
        if "://" not in target:
            assert (ROOT / document).parent.joinpath(target.split("#")[0]).exists(), f"{document}: {target}"


@pytest.mark.parametrize("document", DOCS)
def test_documents_stay_short(document: str):
    assert len(read(document).splitlines()) <= 150


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


# --- the command


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    return capsys.readouterr().out


@pytest.mark.parametrize("command", ["render", "check", "sheet"])
def test_every_option_is_documented(command: str, capsys: pytest.CaptureFixture[str]):
    options = set(re.findall(r"(?<![\w-])--?[a-z]+", help_of(command, capsys))) - {"-h", "--help"}
    assert "--json" in options
    known = set(re.findall(r"(?<![\w-])--?[a-z]+", read("README.md")))
    assert options <= known


def test_every_table_of_the_command_is_documented(capsys: pytest.CaptureFixture[str]):
    commands = re.findall(r"^    (\w+)", help_of("--help", capsys), re.MULTILINE)
    assert {"render", "sizes"} <= set(commands)
    for command in commands:
        assert re.search(rf"factcards .*\b{command}\b", read("README.md")), command


# --- tables


def table_of_command(name: str, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    assert main([name]) == 0
    return [re.split(r" {2,}", line) for line in capsys.readouterr().out.splitlines()[1:]]


def test_sizes(capsys: pytest.CaptureFixture[str]):
    listed = [[row[0].strip("`"), *row[1:]] for row in table_after(read("README.md"), "covered or cropped")]
    assert listed == table_of_command("sizes", capsys)


def test_fonts():
    families = shipped_fonts().families()
    count = sum(len(entries) for _, entries in families)
    assert f"{count} files of {len(families)} families" in read("README.md")
    section = read("README.md").split("## Languages and fonts")[1].split("\n## ")[0]
    named = [name for name, _ in families if name in section]
    theme = read_theme("statement")
    wanted = {face.family for _, style in theme.types for _, face in style.text.faces}
    assert wanted <= set(named)


def test_every_language_of_cldr_has_its_letters(capsys: pytest.CaptureFixture[str]):
    rows = table_of_command("languages", capsys)
    assert [row[1] for row in rows if row[-1] == "no"] == []
    text = " ".join(read("README.md").split())
    assert f"lists the {len(rows)} languages of CLDR. The fonts have all letters that each of them needs" in text


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_fields_of_a_card():
    listed = [(names(row[0]), row[2]) for row in table_after(read("docs/cards.md"), "in a set")]
    assert {name for cells, _ in listed for name in cells} == set(CARD_FIELDS)
    for cells, in_a_set in listed:
        for name in cells:
            assert (name in SET_FIELDS) == (in_a_set == "yes"), name


def test_fields_of_a_set():
    text = read("docs/cards.md").split("## Fields of a set")[1]
    assert {names(row[0])[0] for row in table_after(text, "field")} == set(SET_FIELDS) - set(CARD_FIELDS)


def limits() -> dict[str, tuple[str, ...]]:
    """What docs/security.md says of some limits, by row, from the constants that hold them."""
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
            f"{files.MAX_BYTES // mebi} MiB", f"{files.MAX_PIXELS // 10**6} megapixels", f"{files.MAX_MEMORY} MB",
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


def test_limits_are_those_of_the_code():
    rows = dict(table_after(read("docs/security.md"), "at most"))
    for row, facts in limits().items():
        assert [fact for fact in facts if fact not in rows[row]] == [], row


def describe(problem: Problem) -> str:
    field = f"{problem.field}: " if problem.field else ""
    return f"{problem.severity}: {field}{problem.message}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [row for page in ("docs/cards.md", "docs/links.md") for row in table_after(read(page), "message")],
)
def test_messages_are_those_of_the_documents(
    line: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "cards" / "end-sex-trafficking" / "photos", "photos")
    wrong = line.strip("`")
    key = wrong.split(":")[0]
    own = [wrong if key == name else whole.strip() for name, whole in WHOLE.items()]
    Path("card.yaml").write_text("\n".join([*own, *([] if key in WHOLE else [wrong])]) + "\n", encoding="utf-8")
    read_first = [describe(p) for p in read_sets(Path("card.yaml")).problems]
    main(["check", "card.yaml", "--today", "2027-01-31"])
    said = re.sub(r" \(at [\w-]+\)$", "", capsys.readouterr().err, flags=re.MULTILINE)
    assert expected in read_first or f": {expected}\n" in said


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


def test_parts_of_a_theme(tmp_path: Path):
    text = read("docs/themes.md")
    listed = {name: set(names(row[2])) for row in table_after(text, "its own keys") for name in names(row[0])}
    shared = set(names(next(line for line in text.splitlines() if line.startswith("Every part also takes"))))
    assert set(listed) == known_keys("", tmp_path) - {"use"}
    for kind, own in listed.items():
        assert own | shared == known_keys(kind, tmp_path), kind


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
    for document in DOCUMENTS:
        text = read(document)
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            said = [(block, words) for block, words in walk(document, Path(folder)) if block.language == "text"]
        lines = text.splitlines(keepends=True)
        for block, words in reversed(said):   # from the end, so that the lines before keep their numbers
            lines[block.line : block.line + block.text.count("\n")] = words.splitlines(keepends=True)
        (ROOT / document).write_text("".join(lines), encoding="utf-8", newline="")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(_approve())
