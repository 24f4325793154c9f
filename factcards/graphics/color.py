"""Colours in sRGB, gradients, and the contrast of two colours."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\Z")


@dataclass(frozen=True, slots=True)
class Color:
    """A colour in sRGB, each part 0 to 255; `alpha` 255 is opaque."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    def __str__(self) -> str:
        parts = (self.red, self.green, self.blue) + ((self.alpha,) if self.alpha != 255 else ())
        return "#" + "".join(f"{p:02x}" for p in parts)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1, as WCAG 2.2 defines it; the alpha is not counted."""
        return 0.2126 * to_linear(self.red) + 0.7152 * to_linear(self.green) + 0.0722 * to_linear(self.blue)

    def over(self, background: Color) -> Color:
        """This colour laid over an opaque ground."""
        a = self.alpha / 255
        mixed = (round(m * a + g * (1 - a)) for m, g in zip(self.rgb, background.rgb, strict=True))
        return Color(*mixed)

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue."""
        return self.red, self.green, self.blue


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear gradient from one point to another, in pixels of the scene; stops are offsets 0 to 1 and colours.

    A `round` one spreads from `start` in ellipses; that of offset 1 has its radii in `end`, across and down from there.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[tuple[float, Color], ...]
    is_radial: bool = False


Paint = Color | Gradient


def is_opaque(paint: Paint) -> bool:
    """Whether nothing is seen through it anywhere."""
    return all(color.alpha == 255 for color in ([paint] if isinstance(paint, Color) else [c for _, c in paint.stops]))


def color_at(gradient: Gradient, offset: float) -> tuple[float, float, float, float]:
    """Red, green, blue and alpha, 0 to 255, at an offset along the axis; beyond the ends the ends' own."""
    before: tuple[float, Color] | None = None
    for stop, color in gradient.stops:
        if offset <= stop:
            if before is None:
                return (*color.rgb, color.alpha)
            share = (offset - before[0]) / (stop - before[0])
            ends = zip((*before[1].rgb, before[1].alpha), (*color.rgb, color.alpha), strict=True)
            red, green, blue, alpha = (a + (b - a) * share for a, b in ends)
            return red, green, blue, alpha
        before = stop, color
    last = gradient.stops[-1][1]
    return (*last.rgb, last.alpha)


def to_linear(part: int) -> float:
    """One part of an sRGB colour, 0 to 255, in linear light, 0 to 1 (IEC 61966-2-1)."""
    value = part / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast_ratio(first: float, second: float) -> float:
    """The contrast of two relative luminances, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = max(first, second), min(first, second)
    return (light + 0.05) / (dark + 0.05)


def parse_color(text: str) -> Color:
    """`#rgb`, `#rrggbb` or `#rrggbbaa` as a Color; ValueError for anything else."""
    if not _HEX.match(text):
        raise ValueError(f"`{text}` is not a colour: write #rgb, #rrggbb or #rrggbbaa")
    digits = text[1:]
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    return Color(*(int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)))
