"""A newcomer's first change: for each row of ARCHITECTURE.md's "To add", one is added to a copy of the project.

The copy is changed only in files that the row names. Then the command or the type checker shows the result.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CARD = """\
language: en
fact: Women and girls make up **96%** of all victims.
source: International Labour Organization, 2014
action: {label: Call on your government, url: https://equalitynow.org/act}
"""


def rows() -> dict[str, set[str]]:
    """Return what the table names for each thing to add: files below `factcards/`, or of the project."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text[text.index("## To add") :], re.MULTILINE)
    files = re.compile(r"`([\w/.-]+\.\w+|[\w/]+/)`")
    return {name: set(files.findall(cell)) for name, cell in lines if name not in ("a", "---")}


ROWS = rows()


@dataclass
class Project:
    """A copy of the package in a folder, and the files that were changed in it."""

    folder: Path
    changed: set[str] = field(default_factory=set)

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a file of the package."""
        path = self.folder / "factcards" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.changed.add(file)

    def add(self, file: str, text: str) -> None:
        """Add a file to the package."""
        (self.folder / "factcards" / file).write_text(text, encoding="utf-8")
        self.changed.add(file)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the copy in place of the package."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip

    def find_type_errors(self) -> list[tuple[str, str]]:
        """Return each error that the type checker finds in the package: the file and the message."""
        shutil.copy(ROOT / "pyproject.toml", self.folder)
        done = self.run("-m", "mypy", "--cache-dir", "cache", "--no-error-summary")
        return re.findall(r"^factcards/([\w/]+\.py):\d+: error: (.+)$", done.stdout, re.MULTILINE)

    def encode(self, *arguments: str, card: str = CARD) -> bytes:
        """Return the card's file as the copy writes it; `arguments` are those of `encode` after the card."""
        (self.folder / "card.yaml").write_text(card, encoding="utf-8")
        done = self.run(
            "-c", "import sys; from pathlib import Path; from factcards import encode, parse_card\n"
            "card = parse_card(Path('card.yaml').read_text(encoding='utf-8'))\n"
            f"Path('card.bin').write_bytes(encode(card, {', '.join(arguments)}))",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return (self.folder / "card.bin").read_bytes()


def copy_project(folder: Path) -> Project:
    """Copy the package into a folder; the fonts are links, their index is a copy."""
    shutil.copytree(ROOT / "factcards", folder / "factcards", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "fonts").mkdir()
    for path in sorted((ROOT / "fonts").iterdir()):
        if path.name != "index.json":
            (folder / "fonts" / path.name).symlink_to(path)
    shutil.copy(ROOT / "fonts" / "index.json", folder / "fonts")
    return Project(folder)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def names_all(row: str, changed: set[str]) -> bool:
    """Return whether the row of the table names each changed file, or the folder that a new file is in."""
    return all(any(file == name or file.startswith(name) for name in ROWS[row]) for file in changed)


def test_every_row_is_tried_here():
    tried = {
        "translation", "script", "size", "theme", "kind of part", "kind of node", "format", "check", "language",
        "field of a card", "option of a type",
    }  # fmt: skip
    assert set(ROWS) == tried   # a language is added by `test_adding_a_language.py`


def test_a_translation_is_one_file_beside_the_card(project: Project):
    (project.folder / "a.yaml").write_text(CARD, encoding="utf-8")
    translation = "fact: Las mujeres y las niñas son el **96 %** de las víctimas.\nreviewed: false\n"
    (project.folder / "a.es.yaml").write_text(translation, encoding="utf-8")
    done = project.run("-m", "factcards", "render", "a.yaml", "-o", "out", "-l", "es", "-s", "instagram-square")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in sorted((project.folder / "out").rglob("*.png"))] != []


def test_a_size_is_one_line(project: Project):
    project.replace(
        "model/sizes.py", "SIZES: tuple[Size, ...] = (\n",
        'SIZES: tuple[Size, ...] = (\n    Size("pinboard", "pinboard", "portrait", 1000, 1200),\n',
    )  # fmt: skip
    data = project.encode("size='pinboard'")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1000, 1200)   # IHDR
    assert names_all("size", project.changed)


def test_a_theme_is_one_file(project: Project):
    project.add("data/evening.yaml", 'extends: statement\nname: evening\npalette: {field: "#34112F"}\n')
    assert project.encode("theme='evening'").startswith(b"\x89PNG")
    assert names_all("theme", project.changed)


def test_a_check_is_a_function_a_row_and_a_kind(project: Project):
    project.replace(
        "problem_kinds.py", '    "emphasis-lost":', '    "crowded": "scenes of many nodes",\n    "emphasis-lost":'
    )
    project.replace(
        "check.py", "\n\nCHECKS: ",
        "\n\ndef _find_crowded_scene(scene: Scene) -> Iterator[Problem]:\n"
        '    """Yield a warning for a scene of too many nodes, here more than none."""\n'
        '    yield Problem("warning", f"the scene has {len(scene.nodes)} nodes", kind="crowded")\n\n\nCHECKS: ',
    )  # fmt: skip
    project.replace(
        "check.py", "    _find_contrast_problems,\n", "    _find_contrast_problems,\n    _find_crowded_scene,\n"
    )
    (project.folder / "a.yaml").write_text(CARD, encoding="utf-8")
    done = project.run("-m", "factcards", "check", "a.yaml", "-s", "instagram-square")
    assert re.search(r"the scene has \d+ nodes", done.stdout + done.stderr)
    (project.folder / "a.yaml").write_text(f"{CARD}accept: [{{kind: crowded, reason: seen}}]\n", encoding="utf-8")
    done = project.run("-m", "factcards", "check", "a.yaml", "-s", "instagram-square")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 picture checked, no problem, 1 warning accepted\n"
    assert project.changed == ROWS["check"]


def test_a_format_is_one_file_a_row_and_a_name(project: Project):
    project.add(
        "draw/ppm.py",
        '"""Portable pixmaps."""\n\nfrom PIL.Image import Image\n\n\ndef encode_ppm(image: Image) -> bytes:\n'
        '    """Return the pixels as a portable pixmap."""\n'
        '    return b"P6 %d %d 255\\n" % image.size + image.convert("RGB").tobytes()\n',
    )  # fmt: skip
    imported = "from .png_writer import"
    project.replace("draw/__init__.py", imported, f"from .ppm import encode_ppm\n{imported}")
    project.replace(
        "draw/__init__.py", '    "webp": _draw_webp,\n',
        '    "webp": _draw_webp,\n    "ppm": lambda scene, assets: encode_ppm(draw_image(scene, assets)),\n',
    )  # fmt: skip
    project.replace("model/formats.py", '"webp": "webp", ', '"webp": "webp", "ppm": "ppm", ')
    assert project.encode("size='instagram-square'", "format='ppm'").startswith(b"P6 1080 1080 255\n")
    (project.folder / "a.yaml").write_text(CARD, encoding="utf-8")
    done = project.run("-m", "factcards", "render", "a.yaml", "-o", "out", "-s", "instagram-square", "-f", "ppm")
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in sorted((project.folder / "out" / "en").iterdir())] == [".ppm"]
    assert names_all("format", project.changed)


def test_a_script_is_a_font_in_the_index(project: Project):
    index = project.folder / "fonts" / "index.json"
    whole = index.read_text(encoding="utf-8")
    known = json.loads(whole)
    known["files"] = [file for file in known["files"] if file["family"] != "Noto Sans Cherokee"]
    index.write_text(json.dumps(known), encoding="utf-8")
    card = CARD.replace("language: en", "language: chr").replace("Women and girls make up", "ᎠᏂᎨᏯ ᎠᎴ")
    (project.folder / "a.yaml").write_text(card, encoding="utf-8")
    refused = project.run("-m", "factcards", "check", "a.yaml", "-s", "instagram-square")
    assert refused.returncode == 1
    assert "Ꭰ" in refused.stdout + refused.stderr
    index.write_text(whole, encoding="utf-8")
    assert project.run("-m", "factcards", "check", "a.yaml", "-s", "instagram-square").returncode == 0
    assert {"fonts/fonts.toml", "fonts/make_fonts.py"} <= ROWS["script"]


def add_kind_of_node(project: Project) -> None:
    project.replace(
        "model/scene.py", "\n\nNode = Shape | Text | Picture | Group | Link\n",
        '\n\n@dataclass(frozen=True, slots=True)\nclass Arrow:\n    """An arrow."""\n\n    area: Rect\n'
        "\n\nNode = Shape | Text | Picture | Group | Link | Arrow\n",
    )  # fmt: skip


def add_kind_of_part(project: Project) -> None:
    project.replace(
        "model/theme_parts.py", "\n\nOrnamentPart = ",
        '\n\n@dataclass(frozen=True, slots=True)\nclass RibbonPart:\n    """A ribbon."""\n\n    frame: PartFrame\n'
        "\n\nOrnamentPart = ",
    )  # fmt: skip
    project.replace("model/theme_parts.py", "    | SpacePart\n", "    | SpacePart\n    | RibbonPart\n")


@pytest.fixture(scope="module")
def missed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return the files in which the type checker misses a new kind of node and of part; one slow run finds both."""
    project = copy_project(tmp_path_factory.mktemp("kinds"))
    add_kind_of_node(project)
    add_kind_of_part(project)
    errors = project.find_type_errors()
    assert [message for _, message in errors if not re.search("Arrow|RibbonPart", message)] == []
    return {kind: {file for file, message in errors if kind in message} for kind in ("Arrow", "RibbonPart")}


def test_a_kind_of_node_is_missed_in_each_back_end_by_the_type_checker(project: Project, missed: dict[str, set[str]]):
    add_kind_of_node(project)
    assert names_all("kind of node", project.changed)
    assert {"draw/raster.py", "draw/dump.py"} <= missed["Arrow"]
    assert all(file.startswith(("draw/", "layout/", "check.py", "model/scene.py")) for file in missed["Arrow"])


def test_a_kind_of_part_is_missed_in_each_stage_by_the_type_checker(project: Project, missed: dict[str, set[str]]):
    add_kind_of_part(project)
    assert names_all("kind of part", project.changed)
    stages = ("drawing_limits", "flow/compose", "flow/measure", "flow/draw_boxes")
    assert {f"layout/{stage}.py" for stage in stages} <= missed["RibbonPart"]


def test_a_field_of_a_card_is_a_reader_and_a_value_in_each_model(project: Project):
    project.replace(
        "read/cards/card_schema.py", '    ACCEPT: read_accept,\n', '    ACCEPT: read_accept, "byline": read_words,\n'
    )
    accepted = "    accept: Sequence[AcceptFields] | None\n"
    project.replace("read/cards/field_types.py", accepted, f"{accepted}    byline: str | None\n")
    project.replace(
        "read/cards/card_field_docs.py", '    "hand": FieldDoc(\n',
        '    "byline": FieldDoc("Byline", "Who wrote the card.", ("Survivors", "Us")),\n    "hand": FieldDoc(\n',
    )  # fmt: skip
    project.replace(
        "model/cards.py", '    hand: str = ""  # style of the Arabic script',
        '    byline: Prose | None = None\n    hand: str = ""  # style of the Arabic script',
    )  # fmt: skip
    project.replace("read/cards/card_reader.py", 'accept=values.get("accept") or (),',
                    'accept=values.get("accept") or (), byline=values.get("byline"),')  # fmt: skip
    project.replace(
        "localize/__init__.py", "headline=variant.headline,", "headline=variant.headline or variant.byline,"
    )
    card = CARD + "byline: Written by survivors\n"
    scene = project.encode("size='instagram-square'", "format='dump'", card=card).decode("utf-8")
    assert "Written by survivors" in scene
    assert "Written by survivors" not in project.encode("size='instagram-square'", "format='dump'").decode("utf-8")
    assert project.find_type_errors() == []
    assert project.changed == ROWS["field of a card"]


def test_an_option_of_a_type_reaches_the_shaper(project: Project):
    project.replace(
        "read/themes/theme_schema.py", '"tracking": NumberField(),\n',
        '"tracking": NumberField(),\n    "kerning": ChoiceField(("auto", "none"), "auto"),\n',
    )  # fmt: skip
    project.replace(
        "read/themes/theme_field_docs.py", '    "type.leading": describe_field(\n',
        '    "type.kerning": describe_field("Kerning", "Fits neighbouring letters.", "none"),\n'
        '    "type.leading": describe_field(\n',
    )  # fmt: skip
    project.replace("read/themes/typefaces.py", 'v["tracking"])\n', 'v["tracking"], v["kerning"])\n')
    tracking, emphasis = "    tracking: float = 0.0\n", "    emphasis: bool = False\n"
    project.replace("text/glyphs.py", tracking, f'{tracking}    kerning: str = "auto"\n')
    project.replace("text/shaping/itemize.py", "span.style.tracking, span.emphasis,",
                    "span.style.tracking, span.emphasis, span.style.kerning,")  # fmt: skip
    project.replace("text/shaping/shape.py", emphasis, f'{emphasis}    kerning: str = "auto"\n')
    project.replace("text/shaping/shape.py", "    font = item.font\n    try:\n",
                    '    if item.kerning == "none":\n        features["kern"] = False\n'
                    "    font = item.font\n    try:\n")  # fmt: skip
    scenes = []
    for kerning in ("auto", "none"):
        theme = f"extends: statement\ntypes: {{alone: {{kerning: {kerning}}}}}\n"
        (project.folder / "loose.yaml").write_text(theme, encoding="utf-8")
        scenes.append(project.encode("theme='loose.yaml'", "format='dump'"))
    assert scenes[0] == project.encode("format='dump'")
    assert scenes[0] != scenes[1]
    assert project.changed == ROWS["option of a type"]
