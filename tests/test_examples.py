"""The examples, run as a newcomer runs them: each in a separate process, with the start method `spawn`."""

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
# the module that Python imports when it starts, here and in every child process
SPAWN = "import multiprocessing\nmultiprocessing.set_start_method('spawn')\n"


def run(name: str, folder: Path) -> str:
    """Run an example and return what it prints; it writes its pictures to `folder / "out"`."""
    (folder / "sitecustomize.py").write_text(SPAWN, encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    process = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / name), "out"],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout


def read_links(picture: Path) -> list[str]:
    """Return the texts of the codes in a picture."""
    with Image.open(picture) as image:
        return [code.text for code in zxingcpp.read_barcodes(image.convert("RGB"))]


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a picture, after decoding all of it."""
    with Image.open(picture) as image:
        image.load()
        return image.size


def test_example_one_card_renders_a_card(tmp_path: Path):
    output = run("one_card.py", tmp_path)
    picture = tmp_path / "out" / "one-card.png"
    assert output == f"{Path('out', 'one-card.png')}: 1080 × 1350\n"
    assert size_of(picture) == (1080, 1350)
    assert read_links(picture) == [LINK]


def test_a_whole_set_is_rendered(tmp_path: Path):
    output = run("whole_set.py", tmp_path)
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(listed) == 8
    assert {(f["card"], f["language"], f["size"]) for f in listed} == {
        (card, language, size)
        for card in ("palermo-protocol", "every-four-years")
        for language in ("en", "es")
        for size in ("instagram-square", "x-landscape")
    }
    for entry in listed:
        picture = tmp_path / "out" / entry["file"]
        assert str(Path("out", entry["file"])) in output.splitlines()
        assert size_of(picture) == (entry["width"], entry["height"])
        platform = entry["size"].split("-")[0]
        assert read_links(picture) == [entry["link"]]
        assert entry["link"] == f"{LINK}?utm_source={platform}&utm_content={entry['card']}-{entry['language']}"
    assert "problem" not in output
    assert "error" not in output


def test_the_translations_of_a_card_are_rendered(tmp_path: Path):
    output = run("localized_variant.py", tmp_path)
    for language in ("en", "es", "ar"):
        picture = tmp_path / "out" / f"translated-card.{language}.png"
        assert size_of(picture) == (1080, 1920)
        assert read_links(picture) == [LINK]
    assert output.count("no native reader has checked it yet") == 2
    assert "en.png\n" in output


def test_cards_are_pasted_into_a_poster(tmp_path: Path):
    output = run("inside_another_program.py", tmp_path)
    poster = tmp_path / "out" / "poster.png"
    assert size_of(poster) == (3 * 1080 + 4 * 60, 1350 + 2 * 60)
    assert read_links(poster) == [LINK] * 3
    assert "Women and girls make up 96% of all victims trafficked for sex." in output


SHAPES = ("instagram-portrait", "whatsapp-square", "story", "x-landscape")
OWN_LOOK = ROOT / "examples" / "themes" / "answer.yaml"


def test_a_theme_in_a_file_is_used_in_every_language_and_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sizes = [word for size in SHAPES for word in ("-s", size)]
    assert main(["render", str(ROOT / "examples" / "own-look.yaml"), "-o", str(tmp_path), *sizes]) == 0
    output = capsys.readouterr()
    assert "problem" not in output.out + output.err
    files = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {(f["language"], f["size"]) for f in files} == set(product(("en", "ar", "hi", "zh-Hans"), SHAPES))
    for entry in files:
        assert entry["problems"] == []
        assert read_links(tmp_path / entry["file"]) == [LINK]


def test_the_theme_in_a_file_is_short_and_has_its_own_layouts():
    text = OWN_LOOK.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../factcards/data/schema/theme.json\n")
    assert len(text.splitlines()) < 60
    own, base = read_theme(str(OWN_LOOK)), read_theme("statement")
    for aspect in ASPECTS:
        assert own.layout(aspect) != base.layout(aspect)
    assert own.color("wall") not in {color for _, color in base.palette}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_short_and_says_how_to_run_it(example: Path):
    text = example.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert f"python examples/{example.name}" in text.splitlines()[0]
    assert 'if __name__ == "__main__":' in text


def test_every_example_is_tested():
    here = Path(__file__).read_text(encoding="utf-8")
    assert len(EXAMPLES) == 6
    for example in EXAMPLES:   # servers never end: test_service.py and test_error_form.py test them
        assert f'run("{example.name}"' in here or example.name in ("service.py", "error_form.py")
