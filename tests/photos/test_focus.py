"""The detected focus of a photograph, and its tones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from factcards.graphics.color import contrast_ratio, parse_color
from factcards.graphics.oklch import to_oklch
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.photo_files import read_photo_key

PHOTOS = Path(__file__).parents[2] / "cards" / "end-sex-trafficking" / "photos"


def subject(folder: Path, at: tuple[float, float], size: tuple[int, int], color: str, ground: str) -> PhotoKey:
    """Return a grainy disc on a background with a softer grain."""
    chance = random.Random(7)
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).filter(ImageFilter.GaussianBlur(2))
    image = Image.new("RGB", size, ground)
    radius = min(size) * 0.12
    x, y = at[0] * size[0], at[1] * size[1]
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)
    Image.blend(image, Image.merge("RGB", (grain,) * 3), 0.15).save(folder / "a.png")
    return read_photo_key(folder / "a.png")


@pytest.mark.parametrize("at", [(0.25, 0.3), (0.5, 0.5), (0.75, 0.3), (0.3, 0.75), (0.7, 0.7)])
@pytest.mark.parametrize("colors", [("#d13f7a", "#4a5d3a"), ("#f4f1ea", "#2f6b7d"), ("#222222", "#c9c9c9")])
@pytest.mark.parametrize("size", [(480, 320), (320, 480)])
def test_a_subject_that_differs_is_found(tmp_path, at, colors, size):
    found = PhotoLibrary().focus(subject(tmp_path, at, size, *colors))
    assert found == pytest.approx(at, abs=0.1)


def test_a_flat_picture_has_its_focus_in_the_middle(tmp_path):
    Image.new("RGB", (300, 200), "#345678").save(tmp_path / "a.png")
    assert PhotoLibrary().focus(read_photo_key(tmp_path / "a.png")) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("dawn.jpg", (0.42, 0.35, 0.72, 0.60)),   # the sun with its ring
        ("hills-at-sunset.jpg", (0.40, 0.35, 0.62, 0.60)),   # the sun and its beams
        ("mountain-path.jpg", (0.10, 0.15, 0.60, 0.50)),   # rocks and clouds
        ("dandelion.jpg", (0.10, 0.05, 0.50, 0.55)),   # the dandelion, though only its edge
    ],
)
def test_focus_of_a_shipped_photograph_is_on_its_subject(name, around):
    x, y = PhotoLibrary().focus(read_photo_key(PHOTOS / name))
    assert around[0] <= x <= around[2]
    assert around[1] <= y <= around[3]


@pytest.mark.parametrize("name", sorted(path.name for path in PHOTOS.glob("*.jpg")))
def test_tones_of_our_photographs_keep_their_contrasts(name):
    tones = PhotoLibrary().tones(read_photo_key(PHOTOS / name))
    assert contrast_ratio(1.0, tones.shadow.luminance) >= 17.5
    assert contrast_ratio(tones.light.luminance, tones.shadow.luminance) >= 9.5
    assert contrast_ratio(tones.complement.luminance, parse_color("#151515").luminance) >= 10.5


def test_complement_is_opposite_the_main_hue(tmp_path):
    for color in ("#2040c0", "#c04020", "#20a040"):
        Image.new("RGB", (64, 64), color).save(tmp_path / "a.png")
        facing = to_oklch(PhotoLibrary().tones(read_photo_key(tmp_path / "a.png")).complement).hue
        assert abs((facing - to_oklch(parse_color(color)).hue) % 360 - 180) < 9
