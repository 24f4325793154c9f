"""Draw `dawn.jpg`: first light over layered hills, for the campaign's cards. Pillow only, the same picture every time.

`python draw_dawn.py` writes dawn.jpg beside this file.
"""

from __future__ import annotations

from itertools import pairwise
from math import sin
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 2400, 1800
SCALE = 2                       # drawn larger, then reduced: smooth edges
SUN = (0.58, 0.47)              # its centre, as shares of the width and the height; the cards' focus
SUN_RADIUS = 0.085              # of the width

NIGHT, DUSK, ROSE, PEACH, LIGHT = (43, 17, 52), (92, 38, 84), (178, 86, 104), (255, 179, 138), (255, 233, 205)
SKY = ((0.00, NIGHT), (0.16, DUSK), (0.34, ROSE), (0.47, PEACH), (0.62, LIGHT))

# Each range of hills: its height on the card, how high it rolls, how often, where it begins, its colour.
HILLS = (
    (0.545, 0.022, 1.6, 0.4, (214, 118, 112)),
    (0.610, 0.030, 1.1, 2.3, (160, 78, 100)),
    (0.690, 0.036, 0.9, 4.4, (104, 48, 84)),
    (0.790, 0.040, 0.7, 0.9, (68, 28, 62)),
    (0.900, 0.030, 0.6, 3.2, (43, 14, 40)),
)

Color = tuple[int, int, int]


def mix_colors(first: Color, second: Color, share: float) -> Color:
    """Mix two colours: the one that lies `share` of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def find_sky_color(height: float) -> Color:
    """Find the sky's colour at a height, 0 at the top of the picture."""
    for (upper, first), (lower, second) in pairwise(SKY):
        if height <= lower:
            return mix_colors(first, second, (height - upper) / (lower - upper))
    return SKY[-1][1]


def draw_sky(canvas: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """Draw bands of colour, and wide rings of light round the sun."""
    for y in range(height):
        canvas.line(((0, y), (width, y)), fill=find_sky_color(y / height))
    center_x, center_y = SUN[0] * width, SUN[1] * height
    for rings, share in ((2.3, 0.10), (1.6, 0.22), (1.0, 1.0)):
        radius = SUN_RADIUS * width * rings
        for y in range(int(center_y - radius), int(center_y + radius) + 1):
            half = max(0.0, radius**2 - (y - center_y) ** 2) ** 0.5
            fill = mix_colors(find_sky_color(y / height), (255, 244, 222), share)
            canvas.line(((center_x - half, y), (center_x + half, y)), fill=fill)


def draw_hills(canvas: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """Draw ranges of hills, the nearest darkest."""
    for level, roll, frequency, start, fill in HILLS:
        ridge = []
        for x in range(0, width + 8, 8):
            turn = x / width * 6.283 * frequency + start
            ridge.append((x, height * (level + roll * (0.7 * sin(turn) + 0.3 * sin(2.7 * turn + start)))))
        canvas.polygon([*ridge, (width, height), (0, height)], fill=fill)


def draw_dawn() -> Image.Image:
    """Draw the whole picture at its final size."""
    width, height = WIDTH * SCALE, HEIGHT * SCALE
    image = Image.new("RGB", (width, height))
    canvas = ImageDraw.Draw(image)
    draw_sky(canvas, width, height)
    draw_hills(canvas, width, height)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw_dawn().save(Path(__file__).with_name("dawn.jpg"), quality=88, subsampling=0, optimize=True)
