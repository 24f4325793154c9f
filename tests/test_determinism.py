"""The same input gives the same bytes: twice, in other processes, under other seeds, clocks and numbers of workers.

The scenes are those that another machine recorded. To accept those of this machine: python tests/test_determinism.py
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcards import Card, lay_out, parse_card, read_cards
from factcards.draw import FORMATS
from factcards.draw.dump import dump_scene
from factcards.read.themes.theme_reader import list_theme_names

TESTS = next(folder for folder in Path(__file__).resolve().parents if folder.name == "tests")
ROOT = TESTS.parent
SCENES = TESTS / "data" / "scenes.json"
CAMPAIGN = ROOT / "cards" / "end-sex-trafficking"
SET = f"""\
languages: [en, ar, zh-Hans]
sizes: [whatsapp-square]
formats: [{", ".join(FORMATS)}]
brand: {{name: Bees}}
action: {{label: Look, url: "https://example.org/?s={{platform}}"}}
source: Frisch, 1927
"""
CARDS = {
    "set.yaml": SET,
    "dance.yaml": 'language: en\nheadline: 96%\nfact: "Bees **dance** 🐝 to tell the way."\n',
    "dance.ar.yaml": 'fact: "ترقص **النحلات** لتدل على الطريق 96%."\nsource: Frisch, 1927\n',
    "dance.zh-Hans.yaml": 'fact: "蜜蜂用**舞蹈**指路。"\nsource: 弗里希, 1927\n',
    "photo.yaml": 'language: en\nstory: "We saw the hills."\nimage: {file: hills.jpg, alt: Hills}\n',
}


def digests(out: Path) -> dict[str, str]:
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def render(source: Path, out: Path, *options: str, **environment: str) -> dict[str, str]:
    """Every file's digest, made by a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "FACTCARDS_CACHE_SIZE": "0", **environment}
    command = [sys.executable, "-m", "factcards", "render", str(source), "-o", str(out), *options]
    subprocess.run(command, env=surroundings, check=True, capture_output=True, cwd=out.parent)
    return digests(out)


HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC"}
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}


def hold_alike(source: Path, folder: Path) -> dict[str, str]:
    """Make everything twice, each time in other circumstances, and give the digests of the first."""
    first = render(source, folder / "first", "-j", "1", **HERE)
    assert render(source, folder / "second", "-j", "2", **ELSEWHERE) == first
    return first


def test_the_same_cards_give_the_same_bytes_in_every_format(tmp_path: Path):
    source = tmp_path / "bees"
    source.mkdir()
    for name, text in CARDS.items():
        (source / name).write_text(text, encoding="utf-8")
    shutil.copy(CAMPAIGN / "photos" / "hills-at-sunset.jpg", source / "hills.jpg")
    assert len(hold_alike(source, tmp_path)) == 4 * len(FORMATS) + 1


@pytest.mark.sweep
def test_the_campaign_gives_the_same_bytes(tmp_path: Path):
    assert len(hold_alike(CAMPAIGN, tmp_path)) > 300


# --- between machines


PHOTO = '''language: en
story: "We saw the hills."
source: Frisch, 1927
action: https://example.org/act
image: {file: hills-at-sunset.jpg, alt: Hills}
'''


def make_scenes() -> dict[str, str]:
    """Return the digests of some scenes: several scripts, every theme, a photograph with a computed focus."""

    def digest(card: Card, *choice: str | None) -> str:
        return hashlib.sha256(dump_scene(lay_out(card, *choice)).encode()).hexdigest()

    found = {}
    for name in ("translated-card", "own-look"):
        card = read_cards(ROOT / "examples" / f"{name}.yaml")[name]
        for language, _ in card.variants:
            for size in ("instagram-portrait", "x-landscape"):
                found[f"{name} {language} {size}"] = digest(card, size, language)
    card = read_cards(ROOT / "examples" / "one-card.yaml")["one-card"]
    hills = parse_card(PHOTO, CAMPAIGN / "photos", "hills")
    for theme in sorted(list_theme_names()):
        found[f"one-card {theme}"] = digest(card, "story", None, theme)
        found[f"hills {theme}"] = digest(hills, "instagram-square", None, theme)
    return found


def test_scenes_are_those_of_another_machine():
    assert make_scenes() == json.loads(SCENES.read_text(encoding="utf-8"))


def _approve() -> None:
    SCENES.write_text(json.dumps(make_scenes(), indent=1) + "\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    _approve()
