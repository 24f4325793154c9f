"""The same input gives the same bytes: in another process, with other hash seeds, time zones and numbers of workers.

Scenes are compared with digests recorded on another machine. To accept those of this machine, run
`python tests/test_determinism.py`.
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
    """Return path → SHA-256 of every file below a folder."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def render(source: Path, out: Path, *options: str, **environment: str) -> dict[str, str]:
    """Render in a separate process and return the digest of every file."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "FACTCARDS_CACHE_SIZE": "0", **environment}
    command = [sys.executable, "-m", "factcards", "render", str(source), "-o", str(out), *options]
    subprocess.run(command, env=variables, check=True, capture_output=True, cwd=out.parent)
    return digests(out)


HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC"}
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}


def render_twice(source: Path, folder: Path) -> dict[str, str]:
    """Render twice in different environments, assert equal files, and return their digests."""
    first = render(source, folder / "first", "-j", "1", **HERE)
    assert render(source, folder / "second", "-j", "2", **ELSEWHERE) == first
    return first


def test_the_same_cards_give_the_same_bytes_in_every_format(tmp_path: Path):
    source = tmp_path / "bees"
    source.mkdir()
    for name, text in CARDS.items():
        (source / name).write_text(text, encoding="utf-8")
    shutil.copy(CAMPAIGN / "photos" / "hills-at-sunset.jpg", source / "hills.jpg")
    assert len(render_twice(source, tmp_path)) == 4 * len(FORMATS) + 1


@pytest.mark.sweep
def test_the_campaign_gives_the_same_bytes(tmp_path: Path):
    assert len(render_twice(CAMPAIGN, tmp_path)) == 4 * (10 * 6 + 5 * 9) + 1   # and the manifest


# --- between machines


PHOTO = '''language: en
story: "We saw the hills."
source: Frisch, 1927
action: https://example.org/act
image: {file: hills-at-sunset.jpg, alt: Hills}
'''


def make_scenes() -> dict[str, str]:
    """Return name → digest of scenes in several scripts, in every theme, and with a photograph without a focus."""

    def digest(card: Card, size: str, language: str | None = None, theme: str | None = None) -> str:
        scene = lay_out(card, size=size, language=language, theme=theme)
        return hashlib.sha256(dump_scene(scene).encode()).hexdigest()

    scenes = {}
    for name in ("translated-card", "own-look"):
        card = read_cards(ROOT / "examples" / f"{name}.yaml")[name]
        for language, _ in card.variants:
            for size in ("instagram-portrait", "x-landscape"):
                scenes[f"{name} {language} {size}"] = digest(card, size, language)
    card = read_cards(ROOT / "examples" / "one-card.yaml")["one-card"]
    hills = parse_card(PHOTO, folder=CAMPAIGN / "photos", name="hills")
    for theme in sorted(list_theme_names()):
        scenes[f"one-card {theme}"] = digest(card, "story", None, theme)
        scenes[f"hills {theme}"] = digest(hills, "instagram-square", None, theme)
    return scenes


def test_scenes_are_those_of_another_machine():
    assert make_scenes() == json.loads(SCENES.read_text(encoding="utf-8"))


def _approve() -> None:
    SCENES.write_text(json.dumps(make_scenes(), indent=1) + "\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    _approve()
