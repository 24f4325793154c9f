"""Create the photograph and the logo that all peers draw; the same seed gives the same picture.

usage: gen_assets.py FOLDER [WIDTH HEIGHT]

photo.jpg has 2000 x 2500 pixels and compresses like a photograph; logo.png has 240 x 80.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def draw_photo(width: int, height: int, seed: int = 7) -> Image.Image:
    """Draw clouds of noise, shapes with sharp and soft edges, and grain."""
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    down, across = y / height, x / width
    base = np.stack([40 + 150 * down, 70 + 90 * (1 - down) + 30 * across, 150 - 90 * down + 20 * across], -1)
    for octave in range(2, 9):
        count = 2**octave
        noise = chance.normal(0, 1, (count, count, 3)).astype(np.float32)
        noise = 0.7 * noise.mean(-1, keepdims=True) + 0.3 * noise
        layers = (Image.fromarray(noise[..., c]).resize((width, height), Image.Resampling.BICUBIC) for c in range(3))
        base += np.stack([np.asarray(layer) for layer in layers], -1) * (70 / 1.55**octave)
    image = Image.fromarray(np.clip(base, 0, 255).astype(np.uint8))
    for _ in range(140):
        cx, cy = int(chance.integers(0, width)), int(chance.integers(0, height))
        r = int(chance.integers(12, 260) * width / 2000) + 1
        color = (*(int(v) for v in chance.integers(0, 256, 3)), int(chance.integers(40, 190)))
        draw = ImageDraw.Draw(image, "RGBA")
        box = (cx - r, cy - r * 0.8, cx + r, cy + r * 1.1)
        (draw.ellipse if chance.random() < 0.6 else draw.rectangle)(box, fill=color)
        if chance.random() < 0.25:
            image = image.filter(ImageFilter.GaussianBlur(1.2))
    grain = chance.normal(0, 1, (height, width, 1)) * 8 + chance.normal(0, 1, (height, width, 3)) * 4.5
    grained = np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(grained).filter(ImageFilter.GaussianBlur(0.7))


def draw_logo(width: int = 240, height: int = 80) -> Image.Image:
    """Draw a sign and three lines on a plate with round corners, transparent outside it."""
    s = 4
    image = Image.new("RGBA", (width * s, height * s))
    draw = ImageDraw.Draw(image)
    red = (220, 50, 90, 255)
    draw.rounded_rectangle((0, 0, width * s - 1, height * s - 1), 18 * s, fill=red)
    draw.ellipse((12 * s, 12 * s, 68 * s, 68 * s), fill="white")
    for top in (30, 44):
        draw.rectangle((28 * s, top * s, 52 * s, (top + 6) * s), fill=red)
    for i in range(3):
        draw.rounded_rectangle((84 * s, (18 + 17 * i) * s, (220 - 34 * i) * s, (27 + 17 * i) * s), 4 * s, fill="white")
    return image.resize((width, height), Image.Resampling.LANCZOS)


def make_assets(folder: Path, width: int = 2000, height: int = 2500) -> None:
    """Write both files unless they exist."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "photo.jpg").exists():
        draw_photo(width, height).save(folder / "photo.jpg", quality=90, subsampling=2)
    if not (folder / "logo.png").exists():
        draw_logo().save(folder / "logo.png", optimize=True)


if __name__ == "__main__":
    make_assets(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
