"""The tones of a picture from which a theme may take colours: its shadow, its light, and the complement of its hue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from ..graphics.color import Color, contrast_ratio
from ..graphics.oklch import Oklch, to_oklch, to_srgb

_SHADOW, _LIGHT = 0.4, 0.2  # the darkest and the lightest part of a picture that count as its shadow and its light
_ON_SHADOW, _ON_DARK, _ON_GROUND = 18.0, 13.0, 11.0  # contrasts with white; with the shadow; with near black
_INK = Color(0x15, 0x15, 0x15)
_PALE = 0.012  # chroma below which a hue is no hue
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours made from a picture.

    `shadow` has the hue of its darkest parts and a contrast of 18 with white; `light` that of its lightest parts and a
    contrast of 13 with the shadow; `complement` faces the hue of the whole and has a contrast of 11 with near black.
    """

    shadow: Color
    light: Color
    complement: Color


def find_tones(image: Image.Image) -> Tones:
    """The tones of an RGB image, small enough to look at each pixel; the same for the same pixels, some 10 ms."""
    data = image.tobytes()
    pixels = sorted(
        (to_oklch(Color(*data[i : i + 3])) for i in range(0, len(data), 3)),
        key=lambda c: (c.lightness, c.chroma, c.hue),
    )
    dark = pixels[: max(1, round(len(pixels) * _SHADOW))]
    light = pixels[-max(1, round(len(pixels) * _LIGHT)) :]
    shadow = _shadow(dark)
    return Tones(shadow, _glow(light, pixels, shadow), _complement(pixels))


def _shadow(pixels: Sequence[Oklch]) -> Color:
    """The hue of the shadow, a little of its chroma, as dark as white words like it."""
    hue, chroma = _main_hue(pixels)
    chroma = min(0.03, chroma)
    lightness = 0.30
    while _contrast(Oklch(lightness, chroma, hue), Color(255, 255, 255)) < _ON_SHADOW:
        lightness -= _STEP
    return to_srgb(Oklch(lightness, chroma, hue))


def _glow(pixels: Sequence[Oklch], whole: Sequence[Oklch], ground: Color) -> Color:
    """The hue of the light, with enough chroma to be a colour beside white, as light as words on the shadow need."""
    hue, chroma = _main_hue(pixels)
    if chroma < _PALE:
        hue, chroma = _main_hue(whole)
    chroma = 0.0 if chroma < _PALE / 2 else min(0.12, max(0.09, chroma))
    lightness = 0.86
    while lightness < 1 and _contrast(Oklch(lightness, chroma, hue), ground) < _ON_DARK:
        lightness += _STEP
    return to_srgb(Oklch(min(lightness, 1.0), chroma, hue))


def _complement(pixels: Sequence[Oklch]) -> Color:
    """The hue that faces that of the whole, strong and light enough for near-black words."""
    hue, chroma = _main_hue(pixels)
    chroma = 0.0 if chroma < _PALE / 2 else 0.16
    lightness = 0.84
    while lightness < 1 and _contrast(Oklch(lightness, chroma, (hue + 180) % 360), _INK) < _ON_GROUND:
        lightness += _STEP
    return to_srgb(Oklch(min(lightness, 1.0), chroma, (hue + 180) % 360))


def _contrast(color: Oklch, ground: Color) -> float:
    return contrast_ratio(to_srgb(color).luminance, ground.luminance)


def _main_hue(pixels: Sequence[Oklch]) -> tuple[float, float]:
    """The hue in which most chroma gathers, and the mean chroma there: the best of 24 sectors with its neighbours."""
    sectors = [[0.0, 0.0, 0.0] for _ in range(24)]  # what is gathered: chroma, and its two axes
    for pixel in pixels:
        sector = sectors[int(pixel.hue / 15) % 24]
        turn = math.radians(pixel.hue)
        sector[0] += pixel.chroma
        sector[1] += pixel.chroma * math.cos(turn)
        sector[2] += pixel.chroma * math.sin(turn)
    joined = [[sum(sectors[(i + d) % 24][part] for d in (-1, 0, 1)) for part in range(3)] for i in range(24)]
    best = max(range(24), key=lambda i: (joined[i][0], -i))
    weight, across, down = joined[best]
    hue = math.degrees(math.atan2(down, across)) % 360 if weight else 0.0
    return hue, weight / len(pixels)
