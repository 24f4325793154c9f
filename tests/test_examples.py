"""The examples, run as a newcomer runs them: each a file of its own, in a process, where processes are spawned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from factcards.cli import main
from factcards.model.sizes import ASPECTS
from factcards.read.themes.theme_reader import read_theme

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
LINK = "https://equalitynow.org/act"
# what Python imports by itself at its start, here and in every process that it starts
SPAWN = "import multiprocessing\nmultiprocessing.set_start_method('spawn')\n"


def run(name: str, folder: Path) -> str:
    """What an example prints; its pictures lie in `folder / "made"`."""
    (folder / "sitecustomize.py").write_text(SPAWN, encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / name), "made"],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def links(picture: Path) -> list[str]:
    with Image.open(picture) as image:
        return [code.text for code in zxingcpp.read_barcodes(image.convert("RGB"))]


def size(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as image:
        image.load()
        return image.size


def test_one_card(tmp_path: Path):
    said = run("one_card.py", tmp_path)
    picture = tmp_path / "made" / "one-card.png"
    assert said == f"{Path('made', 'one-card.png')}: 1080 × 1350\n"
    assert size(picture) == (1080, 1350)
    assert links(picture) == [LINK]


def test_whole_set(tmp_path: Path):
    said = run("whole_set.py", tmp_path)
    listed = json.loads((tmp_path / "made" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(listed) == 8
    assert {(f["card"], f["language"], f["size"]) for f in listed} == {
        (card, language, size)
        for card in ("palermo-protocol", "every-four-years")
        for language in ("en", "es")
        for size in ("instagram-square", "x-landscape")
    }
    for entry in listed:
        picture = tmp_path / "made" / entry["file"]
        assert str(Path("made", entry["file"])) in said.splitlines()
        assert size(picture) == (entry["width"], entry["height"])
        platform = entry["size"].split("-")[0]
        assert links(picture) == [entry["link"]]
        assert entry["link"] == f"{LINK}?utm_source={platform}&utm_content={entry['card']}-{entry['language']}"
    assert "problem" not in said
    assert "error" not in said


def test_localized_variant(tmp_path: Path):
    said = run("localized_variant.py", tmp_path)
    for language in ("en", "es", "ar"):
        picture = tmp_path / "made" / f"translated-card.{language}.png"
        assert size(picture) == (1080, 1920)
        assert links(picture) == [LINK]
    assert said.count("no native reader has checked it yet") == 2
    assert "en.png\n" in said


def test_inside_another_program(tmp_path: Path):
    said = run("inside_another_program.py", tmp_path)
    poster = tmp_path / "made" / "poster.png"
    assert size(poster) == (3 * 1080 + 4 * 60, 1350 + 2 * 60)
    assert links(poster) == [LINK] * 3
    assert "Women and girls make up 96% of all victims trafficked for sex." in said


SHAPES = ("instagram-portrait", "whatsapp-square", "story", "x-landscape")
OWN_LOOK = ROOT / "examples" / "themes" / "answer.yaml"


def test_own_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The theme of a designer: one file, no program, its card in four languages and every shape."""
    sizes = [word for size in SHAPES for word in ("-s", size)]
    assert main(["render", str(ROOT / "examples" / "own-look.yaml"), "-o", str(tmp_path), *sizes]) == 0
    said = capsys.readouterr()
    assert "problem" not in said.out + said.err
    files = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {(f["language"], f["size"]) for f in files} == set(product(("en", "ar", "hi", "zh-Hans"), SHAPES))
    for entry in files:
        assert entry["problems"] == []
        assert links(tmp_path / entry["file"]) == [LINK]


def test_own_look_is_one_short_file_with_a_layout_of_its_own():
    text = OWN_LOOK.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../factcards/data/schema/theme.json\n")
    assert len(text.splitlines()) < 60
    own, base = read_theme(str(OWN_LOOK)), read_theme("statement")
    for aspect in ASPECTS:
        assert own.layout(aspect) != base.layout(aspect)
    assert own.color("wall") not in {color for _, color in base.palette}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_is_short_and_tells_how_to_run_it(example: Path):
    text = example.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert f"python examples/{example.name} [FOLDER]" in text.splitlines()[0]
    assert 'if __name__ == "__main__":' in text


def test_every_example_is_tested():
    here = Path(__file__).read_text(encoding="utf-8")
    assert len(EXAMPLES) == 5
    for example in EXAMPLES:   # the one that serves without end has tests of its own
        assert f'run("{example.name}"' in here or example.name == "service.py"
