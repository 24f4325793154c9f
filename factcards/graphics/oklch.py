"""Colours by lightness, chroma and hue as eyes see them: OKLCH (B. Ottosson, “A perceptual color space”, 2020).

The formulas are written out because the library for them, coloraide, takes 0.6 s to import.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .color import Color, contrast_ratio, to_linear

_STEPS = 24  # halvings of a search: finer than a step of sRGB


@dataclass(frozen=True, slots=True)
class Oklch:
    """A colour: lightness 0 to 1, chroma from 0 (sRGB has at most 0.32), hue in degrees from 0 up to 360."""

    lightness: float
    chroma: float
    hue: float


def to_oklch(color: Color) -> Oklch:
    """A colour of sRGB, its alpha left out."""
    red, green, blue = map(to_linear, color.rgb)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def to_srgb(color: Oklch) -> Color:
    """The nearest colour of sRGB with the same lightness and hue: chroma is taken away as far as it must be."""
    if color.lightness >= 1:
        return Color(255, 255, 255)
    if color.lightness <= 0:
        return Color(0, 0, 0)
    if _inside(found := _to_linear(color)):
        return _encode(found)
    low, high = 0.0, color.chroma
    for _ in range(_STEPS):
        chroma = (low + high) / 2
        low, high = (chroma, high) if _inside(_to_linear(Oklch(color.lightness, chroma, color.hue))) else (low, chroma)
    return _encode(_to_linear(Oklch(color.lightness, low, color.hue)))


def adjust_lightness(color: Color, is_accepted: Callable[[Color], bool]) -> Color | None:
    """The colour nearest in lightness, hue and chroma kept as far as sRGB allows, that is as wanted; None if none is.

    Lightness is tried in steps of a two hundredth, the lighter of two equally near ones first.
    """
    own = to_oklch(color)
    if is_accepted(color):
        return color
    for step in range(1, 201):
        for sign in (1, -1):
            lightness = own.lightness + sign * step / 200
            if -0.005 < lightness < 1.005:
                moved = to_srgb(Oklch(lightness, own.chroma, own.hue))
                if is_accepted(moved):
                    return moved
    return None


def stands_out(color: Color, grounds: Sequence[tuple[Color, float]]) -> bool:
    """Whether a colour has the contrast that is asked for with each ground (WCAG 2.2)."""
    return all(contrast_ratio(color.luminance, ground.luminance) >= ratio for ground, ratio in grounds)


def _to_linear(color: Oklch) -> tuple[float, float, float]:
    a = color.chroma * math.cos(math.radians(color.hue))
    b = color.chroma * math.sin(math.radians(color.hue))
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _inside(parts: Sequence[float]) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in parts)


def _encode(parts: Sequence[float]) -> Color:
    """Linear light in sRGB (IEC 61966-2-1)."""
    inside = (min(max(part, 0.0), 1.0) for part in parts)
    encoded = (12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in inside)
    return Color(*(round(255 * part) for part in encoded))
