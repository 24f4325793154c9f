"""The bench: its parts fit together, and our card among its peers is the one that the specification asks for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "bench"
OURS = ("factcards", "factcards jpeg", "pillow naive", "floor: Pillow", "floor: Up + ISA-L 1")


def run(*command: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bench elsewhere, so that what it makes does not stay here; its photograph is a small one."""
    folder = tmp_path_factory.mktemp("copied")
    shutil.copytree(BENCH, folder / "bench", ignore=shutil.ignore_patterns(".work", "__pycache__"))
    shutil.copy(ROOT / "tasks.py", folder)
    (folder / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    made = run(sys.executable, folder / "bench" / "gen_assets.py", folder / "assets", 400, 500)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_small_run_of_ours_and_of_pillow(copied):
    pytest.importorskip("isal")
    done = run(
        sys.executable, copied / "bench" / "run.py", "--here", "--quick", "--only", "factcards,pillow naive",
        "--rounds", 1, "--block", 1, "--skip", "cold,pairs", "--assets", copied / "assets",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads((copied / "bench" / ".work" / "results.json").read_text(encoding="utf-8"))
    assert {name.split(", ")[0] for name in result["times"]} == set(OURS)
    for seen in result["seen"].values():
        assert (seen["code"], seen["size"], seen["mode"]) == ("ok", [1080, 1350], "RGB")
    assert result["memory"]["factcards"] > result["memory"]["pillow naive"] > 0 or sys.platform != "linux"
    for heading in ("### photo card", "### flat card", "× Up + ISA-L 1", "### goals"):
        assert heading in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_our_card_is_the_one_of_the_specification(copied):
    """Figure and panel stand where they should, in their colours; a pixel of each is looked at."""
    spec = json.loads((BENCH / "spec.json").read_text(encoding="utf-8"))
    card = copied / "bench" / ".work" / "cards" / "factcards-flat.png"
    if not card.exists():
        pytest.skip("the run before has failed")
    with Image.open(card) as image:
        pixels = image.convert("RGB")
    panel = spec["panel"]
    flat = tuple(bytes.fromhex(spec["flat_colour"][1:]))
    assert pixels.getpixel((20, 20)) == flat
    opacity = panel["rgba"][3] / 255
    veiled = [over * opacity + under * (1 - opacity) for over, under in zip(panel["rgba"][:3], flat, strict=True)]
    assert pixels.getpixel((panel["x"] + 8, panel["y"] + panel["h"] // 2)) == pytest.approx(veiled, abs=1)
    figure = spec["figure"]
    box = (figure["x"], figure["y"], figure["x"] + figure["w"], figure["y"] + figure["line_height"])
    colors = {color for _, color in pixels.crop(box).getcolors(1 << 20)}
    assert tuple(bytes.fromhex(figure["colour"][1:])) in colors


def test_every_address_and_version_is_left_to_the_clients():
    """No registry is named, and npm's packages are pinned."""
    package = json.loads((BENCH / "package.json").read_text(encoding="utf-8"))
    assert all(version[0].isdigit() for version in package["dependencies"].values())
    for path in (*BENCH.glob("[a-z]*.*"), *BENCH.glob("peers/*.*")):
        assert "registry" not in path.read_text(encoding="utf-8").lower()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_where_the_time_goes_is_told_for_each_part(copied):
    shutil.copytree(copied / "assets", copied / "bench" / ".work" / "assets")
    done = run(sys.executable, copied / "bench" / "costs.py", 1)
    assert done.returncode == 0, done.stderr
    rows = [line.split("|") for line in done.stdout.splitlines()[2:]]
    assert len(rows) > 10
    for name in ("fit_text", "deflate", "make_code", "**a PNG, from text to bytes**"):
        row = next(row for row in rows if name in row[1])
        assert float(row[2]) > 0, row
