"""The bench: it runs, and our card is drawn as its specification says."""

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
    """Run a command with this checkout on its path, and capture its output."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the bench into a temporary folder, with a small photograph, so that it writes nothing here."""
    if sys.platform == "win32":
        pytest.skip("creating symbolic links needs a privilege on Windows")
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(BENCH, folder / "bench", ignore=shutil.ignore_patterns(".work", "__pycache__"))
    shutil.copy(ROOT / "tasks.py", folder)
    (folder / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    generated = run(sys.executable, folder / "bench" / "gen_assets.py", folder / "assets", 400, 500)
    assert generated.returncode == 0, generated.stderr
    return folder


@pytest.fixture(scope="module")
def bench_output(checkout: Path) -> str:
    """Run the bench for factcards and Pillow once, and return its output; the results are in `bench/.work`."""
    pytest.importorskip("isal")
    process = run(
        sys.executable, checkout / "bench" / "run.py", "--here", "--quick", "--only", "factcards,pillow naive",
        "--rounds", 1, "--block", 1, "--skip", "cold,pairs", "--assets", checkout / "assets",
    )  # fmt: skip
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def test_a_small_run_measures_factcards_and_pillow(checkout: Path, bench_output: str):
    result = json.loads((checkout / "bench" / ".work" / "results.json").read_text(encoding="utf-8"))
    assert {name.split(", ")[0] for name in result["times"]} == set(OURS)
    for picture in result["seen"].values():
        assert (picture["code"], picture["size"]) == ("ok", [1080, 1350])
    modes = {name: picture["mode"] for name, picture in result["seen"].items()}
    assert {name for name, mode in modes.items() if mode == "P"} == {"factcards, flat"}, "our flat card has a palette"
    assert set(modes.values()) == {"P", "RGB"}
    assert result["memory"]["factcards"] > result["memory"]["pillow naive"] > 0 or sys.platform != "linux"
    for heading in ("### photo card", "### flat card", "× Up + ISA-L 1", "### goals"):
        assert heading in bench_output


@pytest.mark.usefixtures("bench_output")
def test_our_card_follows_the_specification(checkout: Path):
    """Compare one pixel each of background and panel, and the colours of the figure, with the specification."""
    spec = json.loads((BENCH / "spec.json").read_text(encoding="utf-8"))
    with Image.open(checkout / "bench" / ".work" / "cards" / "factcards-flat.png") as image:
        pixels = image.convert("RGB")
    panel = spec["panel"]
    flat = tuple(bytes.fromhex(spec["flat_colour"][1:]))
    assert pixels.getpixel((20, 20)) == flat
    opacity = panel["rgba"][3] / 255
    blended = [over * opacity + under * (1 - opacity) for over, under in zip(panel["rgba"][:3], flat, strict=True)]
    assert pixels.getpixel((panel["x"] + 8, panel["y"] + panel["h"] // 2)) == pytest.approx(blended, abs=1)
    figure = spec["figure"]
    box = (figure["x"], figure["y"], figure["x"] + figure["w"], figure["y"] + figure["line_height"])
    colors = {color for _, color in pixels.crop(box).getcolors(1 << 20)}
    assert tuple(bytes.fromhex(figure["colour"][1:])) in colors


def test_no_registry_is_named_and_packages_of_npm_are_pinned():
    package = json.loads((BENCH / "package.json").read_text(encoding="utf-8"))
    assert all(version[0].isdigit() for version in package["dependencies"].values())
    for path in (*BENCH.glob("[a-z]*.*"), *BENCH.glob("peers/*.*")):
        assert "registry" not in path.read_text(encoding="utf-8").lower()


def test_the_cost_of_each_part_is_listed(checkout: Path):
    shutil.copytree(checkout / "assets", checkout / "bench" / ".work" / "assets")
    process = run(sys.executable, checkout / "bench" / "costs.py", 1)
    assert process.returncode == 0, process.stderr
    rows = [line.split("|") for line in process.stdout.splitlines()[2:]]
    assert len(rows) > 10
    for name in ("fit_text", "deflate", "make_code", "**a PNG, from text to bytes**"):
        row = next(row for row in rows if name in row[1])
        assert float(row[2]) > 0, row
