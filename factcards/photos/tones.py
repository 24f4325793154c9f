"""Tones of a picture from which a theme may take colours: its shadow, its light, and its complementary hue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from ..graphics.color import Color, contrast_ratio
from ..graphics.oklch import Oklch, to_oklch, to_srgb

_SHADOW, _LIGHT = 0.4, 0.2
"""Fractions of a picture's pixels, the darkest and the lightest, from which shadow and light are derived."""
_SHADOW_CONTRAST, _LIGHT_CONTRAST, _COMPLEMENT_CONTRAST = 18.0, 13.0, 11.0
"""Minimum contrast: of the shadow with white, of the light with the shadow, of the complement with near black."""
_NEAR_BLACK = Color(0x15, 0x15, 0x15)
_WHITE = Color(255, 255, 255)
_MIN_CHROMA = 0.012
"""Chroma below which a colour counts as grey; below half of it, a tone is grey too."""
_STEP = 0.005
"""Step of lightness in a search."""
_SHADOW_LIGHTNESS, _LIGHT_LIGHTNESS, _COMPLEMENT_LIGHTNESS = 0.30, 0.86, 0.84
"""OKLCH lightness, 0 to 1, at which each search begins: a shadow may be darker, the two others lighter."""
_MAX_SHADOW_CHROMA = 0.03
"""Maximum OKLCH chroma of a shadow, which looks nearly grey."""
_MIN_LIGHT_CHROMA, _MAX_LIGHT_CHROMA = 0.09, 0.12
"""Range of a light's chroma: above 0.09 it is distinct from white, below 0.12 not garish."""
_SECTORS = 24
"""Number of sectors of the circle of hues, among which the main hue is searched; each is 15° wide."""
_COMPLEMENT_CHROMA = 0.16
"""Chroma of a complement, which is saturated."""


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours derived from a picture.

    `shadow` has the hue of the darkest parts and a contrast of at least 18 with white. `light` has the hue of the
    lightest parts and a contrast of at least 13 with the shadow. `complement` has the hue opposite the main hue and a
    contrast of at least 11 with near black.
    """

    shadow: Color
    light: Color
    complement: Color


def find_tones(image: Image.Image) -> Tones:
    """Return the tones of an RGB image, small enough to visit each pixel; deterministic, about 10 ms."""
    data = image.tobytes()
    pixels = sorted(
        (to_oklch(Color(*data[i : i + 3])) for i in range(0, len(data), 3)),
        key=lambda c: (c.lightness, c.chroma, c.hue),
    )
    dark = pixels[: max(1, round(len(pixels) * _SHADOW))]
    light = pixels[-max(1, round(len(pixels) * _LIGHT)) :]
    shadow = _find_shadow(dark)
    return Tones(shadow, _find_light(light, pixels, shadow), _find_complement(pixels))


def _find_shadow(pixels: Sequence[Oklch]) -> Color:
    """Return a colour with the hue of the dark pixels and low chroma, dark enough for white text."""
    hue, chroma = _find_main_hue(pixels)
    chroma = min(_MAX_SHADOW_CHROMA, chroma)
    lightness = _SHADOW_LIGHTNESS
    while _contrast(Oklch(lightness, chroma, hue), _WHITE) < _SHADOW_CONTRAST:
        lightness -= _STEP
    return to_srgb(Oklch(lightness, chroma, hue))


def _find_light(pixels: Sequence[Oklch], all_pixels: Sequence[Oklch], shadow: Color) -> Color:
    """Return a colour with the hue of the light pixels, distinct from white and light enough for text on the shadow."""
    hue, chroma = _find_main_hue(pixels)
    if chroma < _MIN_CHROMA:
        hue, chroma = _find_main_hue(all_pixels)
    chroma = 0.0 if chroma < _MIN_CHROMA / 2 else min(_MAX_LIGHT_CHROMA, max(_MIN_LIGHT_CHROMA, chroma))
    lightness = _LIGHT_LIGHTNESS
    while lightness < 1 and _contrast(Oklch(lightness, chroma, hue), shadow) < _LIGHT_CONTRAST:
        lightness += _STEP
    return to_srgb(Oklch(min(lightness, 1.0), chroma, hue))


def _find_complement(pixels: Sequence[Oklch]) -> Color:
    """Return a saturated colour of the hue opposite the main hue, light enough for near-black text."""
    hue, chroma = _find_main_hue(pixels)
    chroma = 0.0 if chroma < _MIN_CHROMA / 2 else _COMPLEMENT_CHROMA
    lightness = _COMPLEMENT_LIGHTNESS
    while lightness < 1 and _contrast(Oklch(lightness, chroma, (hue + 180) % 360), _NEAR_BLACK) < _COMPLEMENT_CONTRAST:
        lightness += _STEP
    return to_srgb(Oklch(min(lightness, 1.0), chroma, (hue + 180) % 360))


def _contrast(color: Oklch, other: Color) -> float:
    return contrast_ratio(to_srgb(color).luminance, other.luminance)


def _find_main_hue(pixels: Sequence[Oklch]) -> tuple[float, float]:
    """Return the hue with most chroma, and its mean chroma: the best of some sectors with its neighbours."""
    sectors = [[0.0, 0.0, 0.0] for _ in range(_SECTORS)]  # sums of chroma and of its two components
    for pixel in pixels:
        sector = sectors[int(pixel.hue / (360 / _SECTORS)) % _SECTORS]
        angle = math.radians(pixel.hue)
        sector[0] += pixel.chroma
        sector[1] += pixel.chroma * math.cos(angle)
        sector[2] += pixel.chroma * math.sin(angle)
    joined = [
        [sum(sectors[(i + d) % _SECTORS][part] for d in (-1, 0, 1)) for part in range(3)] for i in range(_SECTORS)
    ]
    best = max(range(_SECTORS), key=lambda i: (joined[i][0], -i))
    weight, across, down = joined[best]
    hue = math.degrees(math.atan2(down, across)) % 360 if weight else 0.0
    return hue, weight / len(pixels)
