"""Colours by perceived lightness, chroma and hue: OKLCH (B. Ottosson, “A perceptual color space”, 2020).

The formulas are written out because the library for them, coloraide, takes 0.6 s to import.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .color import Color, to_linear

_STEPS = 24  # bisections of the chroma: finer than a step of sRGB


@dataclass(frozen=True, slots=True)
class Oklch:
    """A colour: lightness 0 to 1, chroma from 0 (at most 0.32 in sRGB), hue in degrees from 0 up to 360."""

    lightness: float
    chroma: float
    hue: float


def to_oklch(color: Color) -> Oklch:
    """Convert a colour from sRGB; alpha is dropped."""
    red, green, blue = map(to_linear, color.rgb)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def to_srgb(color: Oklch) -> Color:
    """Return the sRGB colour with the same lightness and hue; chroma is reduced as far as the gamut requires."""
    if color.lightness >= 1:
        return Color(255, 255, 255)
    if color.lightness <= 0:
        return Color(0, 0, 0)
    if _is_in_gamut(found := _to_linear(color)):
        return _encode_srgb(found)
    low, high = 0.0, color.chroma
    for _ in range(_STEPS):
        chroma = (low + high) / 2
        in_gamut = _is_in_gamut(_to_linear(Oklch(color.lightness, chroma, color.hue)))
        low, high = (chroma, high) if in_gamut else (low, chroma)
    return _encode_srgb(_to_linear(Oklch(color.lightness, low, color.hue)))


def adjust_lightness(color: Color, is_accepted: Callable[[Color], bool]) -> Color | None:
    """Return the accepted colour that is nearest in lightness, or None if `is_accepted` rejects all.

    Hue is unchanged and chroma is reduced only as far as sRGB requires. Lightness changes in steps of 0.005, lighter
    first.
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


def _is_in_gamut(parts: Sequence[float]) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in parts)


def _encode_srgb(parts: Sequence[float]) -> Color:
    """Encode linear light as sRGB (IEC 61966-2-1)."""
    inside = (min(max(part, 0.0), 1.0) for part in parts)
    encoded = (12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in inside)
    return Color(*(round(255 * part) for part in encoded))
