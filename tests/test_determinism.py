"""The same input gives the same bytes: twice, in other processes, under other seeds, clocks and numbers of workers."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcards.draw import FORMATS

ROOT = Path(__file__).parents[1]
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
