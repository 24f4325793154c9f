"""Photographs that are huge, of costly formats or with false headers: none takes over 512 MB of memory.

Each is drawn on a card by the command in a separate process, whose peak memory is measured.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
PEAK = 512
SIDE = 9400   # 88 megapixels, nearly the maximum
RUN = """
import json, sys
from factcards.cli import main
status = main(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([status, int(peak.split()[1]) / 1000]))
"""
pytestmark = [
    pytest.mark.sweep, pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux does")
]  # fmt: skip


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_png(
    path: Path, side: int, bits: int, kind: int, extra: bytes = b"", rows: int | None = None, width: int = 0
) -> None:
    """Return a PNG of a bit depth and colour type with equal rows, optionally fewer than its header states."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    packer, row = zlib.compressobj(1), b"\0" + b"\x55" * ((side * bits * channels + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(rows or side)) + packer.flush()
    head = struct.pack(">IIBBBBB", width or side, side, bits, kind, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


def write_image(mode: str, side: int, **options: object) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        grey = Image.linear_gradient("L").resize((side, side))
        channels = [grey] * len(mode)
        Image.merge(mode, channels).save(path, **options)   # type: ignore[arg-type]

    return write


def write_truncated(path: Path) -> None:
    write_image("RGB", 5000, progressive=True, quality=95)(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + b"\xff\xd9")


def write_animation(path: Path) -> None:
    frames = [Image.new("RGB", (3600, 3600), color) for color in ("#123456", "#654321", "#112233")]
    frames[0].save(path, save_all=True, append_images=frames[1:], method=0)


PALETTE = chunk(b"PLTE", bytes(range(256)) * 3) + chunk(b"tRNS", bytes(256))
BOMB = zlib.compress(bytes(300_000_000), 9)
PICTURES: dict[str, Callable[[Path], None]] = {
    "rgb.png": lambda path: write_png(path, SIDE, 8, 2),
    "rgb-as-large-as-may-be.png": lambda path: write_png(path, 8000, 8, 2),
    "rgba.png": lambda path: write_png(path, SIDE, 8, 6),
    "rgba-as-large-as-may-be.png": lambda path: write_png(path, 8000, 8, 6),
    "rgba16.png": lambda path: write_png(path, 8000, 16, 6),
    "grey16.png": lambda path: write_png(path, SIDE, 16, 0),
    "palette.png": lambda path: write_png(path, SIDE, 8, 3, PALETTE),
    "bits.png": lambda path: write_png(path, SIDE, 1, 0),
    "one-clear-colour.png": lambda path: write_png(path, 8000, 8, 2, chunk(b"tRNS", b"\0\x55\0\x55\0\x55")),
    "fewer-rows.png": lambda path: write_png(path, 8000, 8, 6, rows=10),
    "a-lie.png": lambda path: write_png(path, 8000, 8, 6, rows=10, width=2_000_000_000),
    "bomb.png": lambda path: write_png(path, 65_000, 8, 2, rows=10),
    "profile-bomb.png": lambda path: write_png(path, 100, 8, 2, chunk(b"iCCP", b"x\0\0" + BOMB)),
    "text-bomb.png": lambda path: write_png(path, 100, 8, 2, chunk(b"zTXt", b"x\0\0" + BOMB)),
    "baseline-as-large-as-may-be.jpg": write_image("RGB", SIDE),
    "progressive.jpg": write_image("RGB", 8000, progressive=True, subsampling=0),
    "progressive-as-large-as-may-be.jpg": write_image("RGB", 6050, progressive=True, subsampling=0),
    "progressive-in-less-colour-as-large-as-may-be.jpg": write_image("RGB", 8000, progressive=True),
    "cmyk.jpg": write_image("CMYK", 8000),
    "cmyk-progressive-as-large-as-may-be.jpg": write_image("CMYK", 5300, progressive=True),
    "truncated.jpg": write_truncated,
    "lossless.webp": write_image("RGB", 8000, lossless=True, method=0),
    "as-large-as-may-be.webp": write_image("RGBA", 3900, method=0),
    "animated.webp": write_animation,
    "as-large-as-may-be.avif": write_image("RGB", 6300, speed=10),
    "too-large.avif": write_image("RGB", 6400, speed=10),
    "all-of-64-MiB.jpg": lambda path: path.write_bytes(b"\xff\xd8\xff\xe1" + b"\xff\xfe" * (32 << 20)),
}


REFUSED = ("too-large.avif", "fewer-rows.png", "a-lie.png", "bomb.png", "all-of-64-MiB.jpg")
LARGE = [name for name in PICTURES if "may-be" in name]
CASES = [*((name, "instagram-portrait") for name in PICTURES), *((name, "a4") for name in LARGE)]


@pytest.mark.parametrize(("name", "size"), CASES)
def test_no_photograph_takes_all_memory(name: str, size: str, tmp_path: Path):
    PICTURES[name](tmp_path / name)
    (tmp_path / "card.yaml").write_text(
        f'language: en\nfact: "Bees."\nsource: Frisch\naction: https://example.org/act\nimage: {name}\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FACTCARDS_CACHE_SIZE": "0"}
    run = subprocess.run(
        [sys.executable, "-c", RUN, "render", "card.yaml", "-s", size], cwd=tmp_path, env=environment,
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    status, peak = json.loads(run.stdout)
    assert peak < PEAK, f"{name} takes {peak:.0f} MB: {run.stderr}"
    if status:
        assert run.stderr.startswith("card.yaml:5:8: error: image: the ")
        assert "internal error" not in run.stderr
    else:
        assert name not in REFUSED
        assert (tmp_path / f"out/en/card.{size}.png").exists()
    assert name not in LARGE or status == 0
    print(name, size, status, round(peak), run.stderr.split("\n")[0])
