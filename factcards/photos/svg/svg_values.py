"""Converts the values of a drawing's properties and attributes to resvg's syntax, or refuses them by name.

resvg ignores unknown values, and fills a shape with an unknown colour black. A value that is invalid in CSS is ignored,
as browsers do. A value that is valid in CSS but unknown to resvg is converted if possible, and refused otherwise.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from PIL import ImageColor

from ...late_loading import compile_late

PAINTS = ("fill", "stroke")
"""Attributes with a colour or a reference to a gradient."""
LENGTHS = frozenset((
    "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx", "fy", "fr",
    "stroke-width", "stroke-dashoffset", "font-size",
))  # fmt: skip
"""Attributes with a length, in user units unless it has a unit."""
_COLORS = frozenset(("color", "stop-color", "background-color"))
_NUMBERS = frozenset(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "stroke-miterlimit"))
_LINKS = frozenset(("clip-path", "mask"))
_KEYWORDS: dict[str, tuple[str, ...]] = {
    "fill-rule": ("nonzero", "evenodd"), "clip-rule": ("nonzero", "evenodd"),
    "stroke-linecap": ("butt", "round", "square"),
    "stroke-linejoin": ("miter", "miter-clip", "round", "bevel", "arcs"),
    "visibility": ("visible", "hidden", "collapse"), "overflow": ("visible", "hidden", "scroll", "auto"),
    "isolation": ("auto", "isolate"),
    "mask-type": ("luminance", "alpha"),
    "mix-blend-mode": (
        "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
        "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity",
    ),
}  # fmt: skip
"""The keywords of a property; any other value is invalid."""
_RENDERINGS = {"optimizespeed": "optimizeSpeed", "crispedges": "crispEdges", "geometricprecision": "geometricPrecision",
               "auto": "auto"}  # fmt: skip
"""Values of `shape-rendering` in resvg's case, by their lower-case form."""
_INITIAL = {
    "fill": "black", "stroke": "none", "color": "black", "stop-color": "black", "opacity": "1", "fill-opacity": "1",
    "stroke-opacity": "1", "stop-opacity": "1", "stroke-width": "1", "stroke-miterlimit": "4",
    "stroke-dasharray": "none", "stroke-dashoffset": "0", "fill-rule": "nonzero", "clip-rule": "nonzero",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", "visibility": "visible", "display": "inline",
    "clip-path": "none", "mask": "none",
    "overflow": "visible", "mix-blend-mode": "normal", "isolation": "auto",
}  # fmt: skip
"""Initial values of properties."""
_NOT_INHERITED = frozenset((
    "opacity", "stop-color", "stop-opacity", "display", "clip-path", "mask", "overflow", "mix-blend-mode", "isolation",
))  # fmt: skip
"""Properties that are not inherited, for which `unset` means the initial value."""
_REFUSED = {
    "filter": "save the logo as PNG, or remove its effects", "backdrop-filter": "save the logo as PNG",
    "animation": "a logo does not move",
    "animation-name": "a logo does not move", "offset-path": "move the shape itself", "translate": "write `transform`",
    "rotate": "write `transform`", "scale": "write `transform`", "perspective": "save the logo as PNG",
    "mask-image": "save the logo as PNG", "d": "write it as an attribute",
}  # fmt: skip
"""Properties that change the picture and that resvg ignores, each with advice."""
_MAX_LENGTH = 600
"""Maximum length of a value, in characters; the longest useful values list dashes."""
_MAX_FALLBACKS = 8
"""Maximum depth of nested fallbacks."""
_HARMLESS = ("none", "initial", "unset", "revert", "inherit")
"""Values of refused properties that have no effect."""

NUMBER = r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:e[+-]?\d++)?"
"""A number in SVG, including `+0`, `.5`, `5.` and `1e2`."""
_LENGTH = compile_late(rf"({NUMBER})(px|em|ex|in|cm|mm|pt|pc|%|q|rem)?", re.IGNORECASE)
"""A number with a unit that is converted, if any: `2mm`, `50%`."""
PIXELS = {"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16.0, "em": 16.0,
          "ex": 8.0}  # fmt: skip
"""Pixels per CSS unit: 96 per inch, and 16 per `em`, the default size of type."""
_FACTORS = {"q": PIXELS["mm"] / 4, "rem": PIXELS["em"]}   # units that resvg does not know
_FOREIGN_UNIT = compile_late(rf"{NUMBER}[a-z]+", re.IGNORECASE)
"""A number with any unit, for messages about those that are not converted: `3vw`."""
_COLOR = compile_late(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
"""A hexadecimal colour, with or without alpha: `#f80`, `#ff8800cc`."""
_FUNCTION = compile_late(r"([a-z-]+)\((.*)\)", re.IGNORECASE | re.DOTALL)
"""A function and its arguments: `rgb(255 136 0)`."""
_LINK = compile_late(r"""url\(\s*(?:"#([^"]*)"|'#([^']*)'|#([^'")]*?))\s*\)\s*(.*)""", re.IGNORECASE | re.DOTALL)
"""A reference within the file, and the fallback after it: `url(#shade) red`."""
_VARIABLE = compile_late(r"var\(\s*(--[^\s,)]+)\s*(?:,(.*))?\)", re.IGNORECASE | re.DOTALL)
"""A variable and its fallback, if any: `var(--tint, red)`."""
_PRINT_COLOR = compile_late(r"(?<=\S)\s+(?:icc-color|device-cmyk|device-gray|device-rgb)\([^()]*\)\s*\Z", re.IGNORECASE)
"""A colour for print after one for screens: `#f80 icc-color(cmyk, 0, 0.5, 1, 0)`."""
_CSS_TRANSFORMS = {
    "translatex": ("translate", "", ""), "translatey": ("translate", "0 ", ""), "scalex": ("scale", "", " 1"),
    "scaley": ("scale", "1 ", ""), "skewx": ("skewX", "", ""), "skewy": ("skewY", "", ""),
}  # fmt: skip
"""SVG functions by CSS function, as what is written before and after the number."""
_STEP = compile_late(r"\s*+([a-zA-Z]++)\(([^()]*+)\)\s*+,?")   # one step of a `transform`: `rotate(45 10 10)`


class RefusedValueError(ValueError):
    """A value that would silently be drawn wrong; the message names it."""


def refused_value(name: str, value: str, hint: str) -> RefusedValueError:
    """Return the error for a property's value that is refused."""
    shown = value if len(value) <= 60 else value[:59] + "…"
    return RefusedValueError(f"the drawing has `{name}: {shown}`, which would not be drawn; {hint}")


def read_value(name: str, value: str) -> str | None:
    """Return a property's value in resvg's syntax, or None if it does not change the picture.

    Raises RefusedValueError if resvg would silently draw it wrong.
    """
    value = value.strip()
    if not value or (name not in _REFUSED and _reader_of(name) is None):
        return None
    if len(value) > _MAX_LENGTH:
        raise refused_value(name, value, f"expected {_MAX_LENGTH} characters at most")
    return _read_value(name, value)


@functools.lru_cache(maxsize=2048)
def _read_value(name: str, value: str) -> str | None:
    low = value.lower()
    if name in _REFUSED:
        if low in _HARMLESS:
            return "none"
        raise refused_value(name, value, _REFUSED[name])
    reader = _reader_of(name)
    assert reader is not None
    if low in ("inherit", "initial", "unset", "revert", "revert-layer"):
        return _read_css_wide(name, low)
    if "var(" in low or "calc(" in low or "env(" in low:
        raise refused_value(name, value, "write the value itself")
    return reader(name, value)


def take_fallback(value: str, declared: frozenset[str]) -> str:
    """Return a value with `var(--x, fallback)` replaced by its fallback if the drawing does not declare `--x`."""
    for _ in range(_MAX_FALLBACKS):
        found = _VARIABLE.fullmatch(value.strip()) if len(value) <= _MAX_LENGTH else None
        if found is None or found[2] is None or found[1] in declared:
            break
        value = found[2]
    return value


def read_link(value: str) -> tuple[str, str] | None:
    """Return the id that `url(#id)` names and what follows it, or None if the value is not such a link."""
    found = _LINK.fullmatch(value.strip())
    return (found[1] or found[2] or found[3] or "", found[4].strip()) if found else None


def _reader_of(name: str) -> Callable[[str, str], str | None] | None:
    """Return the function that converts a property's values, or None if the property does not change the picture."""
    if name in LENGTHS:
        return _read_length
    if name in _KEYWORDS:
        return _read_keyword
    if name in _NUMBERS:
        return _read_number
    if name in _COLORS or name in PAINTS:
        return _read_paint
    if name in _LINKS:
        return _read_shape_link
    return _READERS.get(name)


def _read_css_wide(name: str, value: str) -> str | None:
    """Return the value of a property for a CSS-wide keyword such as `inherit`."""
    if value == "inherit" or (value != "initial" and name not in _NOT_INHERITED):
        return "inherit"
    return _INITIAL.get(name)


def _read_keyword(name: str, value: str) -> str | None:
    low = value.lower()
    if name == "mix-blend-mode" and low in ("plus-lighter", "plus-darker"):
        raise refused_value(name, value, "save the logo as PNG")
    return low if low in _KEYWORDS[name] else None


def _read_display(_name: str, value: str) -> str:
    return "none" if value.lower() == "none" else "inline"


def _read_shape_rendering(_name: str, value: str) -> str | None:
    return _RENDERINGS.get(value.lower())


def _read_paint_order(_name: str, value: str) -> str | None:
    words = value.lower().split()
    return " ".join(words) if set(words) <= {"normal", "fill", "stroke", "markers"} else None


def _read_number(_name: str, value: str) -> str | None:
    return value if re.fullmatch(rf"{NUMBER}%?", value, re.IGNORECASE) else None


def _read_length(name: str, value: str) -> str | None:
    if value.lower() == "auto":
        return None
    found = _LENGTH.fullmatch(value)
    if found:
        unit = (found[2] or "").lower()
        return f"{float(found[1]) * _FACTORS[unit]:g}" if unit in _FACTORS else found[1] + unit
    if _FOREIGN_UNIT.fullmatch(value) or "(" in value:
        raise refused_value(name, value, "expected a length in px, mm, cm, in, pt or %")
    return None


def _read_dashes(name: str, value: str) -> str | None:
    if value.lower() == "none":
        return "none"
    lengths = [_read_length(name, part) for part in re.split(r"[\s,]+", value)]
    return " ".join(length for length in lengths if length) if all(lengths) else None


def _read_shape_link(name: str, value: str) -> str | None:
    """Return the reference of a clip path or mask to a shape of the drawing, if any."""
    if value.lower() == "none":
        return "none"
    link = read_link(value)
    if link is None or link[1]:
        kind = "mask" if name == "mask" else "clipPath"
        raise refused_value(name, value, f"expected `url(#…)`, a {kind} of the drawing")
    return f"url(#{link[0]})"


def _read_paint(name: str, value: str) -> str | None:
    low = value.lower()
    if low == "currentcolor":
        return "currentColor"
    if name in PAINTS:
        if low in ("none", "context-fill", "context-stroke"):
            return low
        link = read_link(value)
        if link:
            rest = link[1] if link[1].lower() in ("none", "") else _read_paint("color", link[1])
            return f"url(#{link[0]}) {rest}".strip()
    return _read_color(name, value)


def _read_color(name: str, value: str) -> str:
    """Return a colour in resvg's syntax. Raises RefusedValueError."""
    plain = _PRINT_COLOR.sub("", value)   # a colour for printers may follow, which is ignored
    low = plain.lower()
    if _COLOR.fullmatch(low):
        return low
    if low == "transparent":
        return "rgba(0,0,0,0)"
    if low in ImageColor.colormap:
        # resvg lacks some names, such as `rebeccapurple` (CSS Color 4)
        return "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(low))
    found = _FUNCTION.fullmatch(plain)
    color = _FUNCTIONS.get(found[1].lower(), lambda _: None)(found[2]) if found else None
    if color is None:
        raise refused_value(name, value, "write the colour as `#rrggbb`")
    return color


def _read_rgb(inside: str) -> str | None:
    parts = _split_color(inside)
    if parts is None:
        return None
    channels = [min(255.0, max(0.0, number * 2.55 if unit == "%" else number)) for number, unit in parts[:3]]
    if any(unit not in ("", "%") for _, unit in parts[:3]):
        return None
    return _write_color(channels, parts)


def _read_hsl(inside: str) -> str | None:
    parts = _split_color(inside)
    if parts is None or parts[0][1] not in ("", "deg") or any(unit not in ("", "%") for _, unit in parts[1:3]):
        return None
    hue, saturation, lightness = (number for number, _ in parts[:3])
    saturation, lightness = (min(1.0, max(0.0, value / 100)) for value in (saturation, lightness))
    spread = saturation * min(lightness, 1 - lightness)
    steps = ((offset + hue / 30) % 12 for offset in (0, 8, 4))   # CSS Color 4, 7.1
    return _write_color([255 * (lightness - spread * max(-1.0, min(k - 3, 9 - k, 1.0))) for k in steps], parts)


_FUNCTIONS = {"rgb": _read_rgb, "rgba": _read_rgb, "hsl": _read_hsl, "hsla": _read_hsl}


def _split_color(inside: str) -> list[tuple[float, str]] | None:
    """Return the three or four numbers of a colour with units, in legacy (commas) or modern syntax (spaces, `/`)."""
    parts = re.split(r"\s*[,/]\s*|\s+", inside.strip())
    found = [re.fullmatch(rf"({NUMBER})(%|deg)?", part, re.IGNORECASE) for part in parts]
    if len(found) not in (3, 4):
        return None
    return [(float(part[1]), (part[2] or "").lower()) for part in found if part] if all(found) else None


def _write_color(channels: list[float], parts: list[tuple[float, str]]) -> str:
    red, green, blue = (int(channel + 0.5) for channel in channels)
    if len(parts) == 3:
        return f"#{red:02x}{green:02x}{blue:02x}"
    alpha = parts[3][0] / 100 if parts[3][1] == "%" else parts[3][0]
    return f"rgba({red},{green},{blue},{min(1.0, max(0.0, alpha)):g})"


def _read_transform(name: str, value: str) -> str | None:
    """Return a CSS transform in the attribute's syntax: numbers without units."""
    if value.lower() == "none":
        return ""
    steps, end = [], 0
    while end < len(value) and (step := _STEP.match(value, end)):
        end = step.end()
        plain, before, after = _CSS_TRANSFORMS.get(step[1].lower(), (step[1], "", ""))
        unit = "deg" if plain in ("rotate", "skewX", "skewY") else "px"
        numbers = [re.fullmatch(rf"({NUMBER})(?:{unit})?", n) for n in re.split(r"[\s,]+", step[2].strip())]
        if plain not in ("translate", "scale", "rotate", "skewX", "skewY", "matrix") or not all(numbers):
            break
        steps.append(f"{plain}({before}{' '.join(n[1] for n in numbers if n)}{after})")
    else:
        if end == len(value):
            return " ".join(steps)
    raise refused_value(name, value, "write it as the attribute `transform`, in plain numbers")


def _read_transform_box(name: str, value: str) -> None:
    if value.lower() != "view-box":
        raise refused_value(name, value, "write the point around which it turns in the drawing's own units")


def _read_vector_effect(name: str, value: str) -> None:
    if value.lower() == "non-scaling-stroke":
        raise refused_value(name, value, "turn the line into an outline (“outline stroke”)")


def _copy_value(_name: str, value: str) -> str:
    return value


_READERS: dict[str, Callable[[str, str], str | None]] = {
    "stroke-dasharray": _read_dashes, "display": _read_display, "shape-rendering": _read_shape_rendering,
    "paint-order": _read_paint_order, "transform": _read_transform, "transform-origin": _copy_value,
    "transform-box": _read_transform_box, "vector-effect": _read_vector_effect,
}  # fmt: skip
