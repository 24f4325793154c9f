"""Colours in sRGB, gradients, and the contrast ratio of two luminances (WCAG 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from ..late_loading import compile_late

_HEX = compile_late(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\Z")
COLOR_HINT = 'write `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`'
"""How `parse_color` takes a colour, for messages."""
_NO_SIGN = compile_late(r"(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\Z")
RED_LIGHT, GREEN_LIGHT, BLUE_LIGHT = 0.2126, 0.7152, 0.0722
"""Shares of the channels in a colour's relative luminance, each channel linear (WCAG 2.2)."""


def explain_color(text: str) -> str:
    """Return a hint for a text that is not a colour: how one is written, or that only the first sign is missing."""
    return f'put `#` before it: `"#{text}"`' if _NO_SIGN.match(text) else COLOR_HINT


@dataclass(frozen=True, slots=True)
class Color:
    """A colour in sRGB; each channel is 0 to 255, and an `alpha` of 255 is opaque."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    def __str__(self) -> str:
        parts = (self.red, self.green, self.blue) + ((self.alpha,) if self.alpha != 255 else ())
        return "#" + "".join(f"{p:02x}" for p in parts)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2); alpha is ignored."""
        return RED_LIGHT * to_linear(self.red) + GREEN_LIGHT * to_linear(self.green) + BLUE_LIGHT * to_linear(self.blue)

    def over(self, background: Color) -> Color:
        """Return this colour composited over an opaque background."""
        a = self.alpha / 255
        blended = (round(own * a + other * (1 - a)) for own, other in zip(self.rgb, background.rgb, strict=True))
        return Color(*blended)

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue."""
        return self.red, self.green, self.blue


def find_wrong_channel(color: Color) -> str:
    """Return the first channel that is not a whole number from 0 to 255, as Python shows it; "" if all are."""
    channels: tuple[object, ...] = (color.red, color.green, color.blue, color.alpha)
    for channel in channels:
        if not isinstance(channel, int) or isinstance(channel, bool) or not 0 <= channel <= 255:
            return repr(channel)[:20]
    return ""


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear or radial gradient in pixels of the scene; stops are pairs of an offset (0 to 1) and a colour.

    A linear gradient runs from `start` to `end`. A radial one spreads from `start` in ellipses; `end` minus `start`
    gives the horizontal and vertical radius of the ellipse at offset 1.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[tuple[float, Color], ...]
    is_radial: bool = False


Paint = Color | Gradient


def is_opaque(paint: Paint) -> bool:
    """Return whether every colour of a paint is opaque."""
    return all(color.alpha == 255 for color in ([paint] if isinstance(paint, Color) else [c for _, c in paint.stops]))


def color_at(gradient: Gradient, offset: float) -> tuple[float, float, float, float]:
    """Return red, green, blue and alpha, 0 to 255, at an offset. Outside the stops, the nearest stop counts."""
    before: tuple[float, Color] | None = None
    for stop, color in gradient.stops:
        if offset <= stop:
            if before is None:
                return (*color.rgb, color.alpha)
            fraction = (offset - before[0]) / (stop - before[0])
            ends = zip((*before[1].rgb, before[1].alpha), (*color.rgb, color.alpha), strict=True)
            red, green, blue, alpha = (a + (b - a) * fraction for a, b in ends)
            return red, green, blue, alpha
        before = stop, color
    last = gradient.stops[-1][1]
    return (*last.rgb, last.alpha)


def to_linear(channel: int) -> float:
    """Convert an sRGB channel, 0 to 255, to linear light, 0 to 1 (IEC 61966-2-1)."""
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


_LINEAR = tuple(to_linear(channel) for channel in range(256))
"""Linear light by sRGB channel."""


def relative_luminance(color: tuple[int, int, int]) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2); faster than `Color.luminance`."""
    return RED_LIGHT * _LINEAR[color[0]] + GREEN_LIGHT * _LINEAR[color[1]] + BLUE_LIGHT * _LINEAR[color[2]]


def contrast_ratio(first: float, second: float) -> float:
    """Return the contrast ratio of two relative luminances, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = max(first, second), min(first, second)
    return (light + 0.05) / (dark + 0.05)


def parse_color(text: str) -> Color:
    """Parse `#rgb`, `#rrggbb` or `#rrggbbaa`. Raises ValueError for anything else."""
    if not _HEX.match(text):
        raise ValueError(f"`{text}` is not a colour: write #rgb, #rrggbb or #rrggbbaa")
    digits = text[1:]
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    return Color(*(int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)))
