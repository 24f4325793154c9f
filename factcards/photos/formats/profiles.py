"""Colour profiles: convert the colours of a picture to sRGB.

A profile is judged by its effect on colours, never by its name. Colour code points of PNG and AVIF are converted to an
ICC profile of three primaries and a curve (ICC.1:2010, 8.3.3).
"""

from __future__ import annotations

import io
import struct
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms

Point = tuple[float, float]
"""A chromaticity in CIE 1931: x and y."""
_Row = tuple[float, float, float]
_Matrix = tuple[_Row, _Row, _Row]

_D65: Point = (0.3127, 0.3290)   # the white point of sRGB (IEC 61966-2-1), in x and y
_D50: _Row = (0.9642, 1.0, 0.8249)   # the white point of ICC profiles (ICC.1, 7.2.16), in X, Y and Z
_SRGB: tuple[Point, ...] = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))   # the primaries of sRGB (IEC 61966-2-1)
_PRIMARIES: dict[int, tuple[Point, ...]] = {
    1: _SRGB, 2: _SRGB,
    5: ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)), 6: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07)),
    7: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07)), 9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}  # fmt: skip
"""Red, green and blue by their number in ITU-T H.273, table 2.

1 is BT.709, which has sRGB's primaries, and 2 is unspecified. 5 and 6 are BT.601 of 625 and 525 lines, 7 is SMPTE
ST 240, 9 is BT.2020, and 12 is Display P3.
"""
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)   # IEC 61966-2-1
_AS_SRGB = (1, 2, 6, 13, 14, 15)
"""Transfer functions of H.273, table 3, treated as sRGB's: BT.709, unspecified, BT.601, sRGB and BT.2020 (two)."""
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0}
"""Gamma by transfer function of H.273, table 3."""
_HDR = {16: "PQ", 18: "HLG"}
"""Names of the transfer functions of H.273, table 3, for high dynamic range."""
_NEAR_SRGB = 0.05
"""Maximum relative difference of gAMA from 1/2.2 that still means sRGB (libpng's PNG_GAMMA_THRESHOLD)."""
_NEAR_POINT = 0.005
"""Maximum difference of a coordinate in cHRM from sRGB's that still means sRGB."""
_TOLERANCE_LEVELS = 3
"""Maximum change of colours, in levels of 255, by a profile that counts as sRGB: its curve may be rounded."""
_TO_D50: _Matrix = (
    (1.0478112, 0.0228866, -0.0501270), (0.0295424, 0.9904844, -0.0170491), (-0.0092345, 0.0150436, 0.7521316)
)  # fmt: skip
"""Bradford adaptation from D65 to D50."""
_BROKEN = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return an L, LA, RGB, RGBA or CMYK image as RGB in sRGB, or RGBA if it is not opaque.

    A profile is ignored if it is broken or for another colour space.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if alpha is not None:
        image = image.convert(image.mode[:-1])
    space = {b"GRAY": "L", b"RGB ": "RGB", b"CMYK": "CMYK"}.get(profile[16:20])
    if space == "RGB" and image.mode == "L":
        image = image.convert("RGB")
    if space == image.mode and not is_srgb(profile, space):
        image = _convert(image, profile) or image
    image = image.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        image.putalpha(alpha)
    return image


@lru_cache(maxsize=64)
def is_srgb(profile: bytes, space: str) -> bool:
    """Return whether a profile leaves colours unchanged except for rounding; True for a broken profile."""
    if space == "CMYK":
        return False
    ramp = Image.linear_gradient("L")
    if space == "L":
        plain = ramp
    else:
        turned, crossed = ramp.transpose(Image.Transpose.ROTATE_90), ImageChops.invert(ramp)
        plain = Image.merge("RGB", (ramp, turned, crossed)).resize((32, 32), Image.Resampling.NEAREST)
        plain.paste(Image.merge("RGB", (ramp, ramp, ramp)).resize((4, 32)), (0, 0))
    converted = _convert(plain, profile)
    if converted is None:
        return True
    changes = ImageChops.difference(converted, plain.convert("RGB")).getextrema()
    return max(high for _, high in changes) <= _TOLERANCE_LEVELS   # type: ignore[misc]


def _convert(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return an image in sRGB, or None if the profile is broken or for another colour space."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except _BROKEN:
        return None


def profile_of_codes(primaries: int, transfer: int) -> bytes:
    """Return the profile of two H.273 code points (PNG's cICP, AVIF's nclx); empty for sRGB.

    Raises ValueError for HDR transfer functions, which do not define how bright a card's white is.
    """
    if transfer in _HDR:
        raise ValueError(f"the picture has high dynamic range ({_HDR[transfer]}); export it in sRGB")
    points = _PRIMARIES.get(primaries, _SRGB)
    if transfer in _AS_SRGB or transfer not in _GAMMAS:
        return b"" if points == _SRGB else _make_profile(points, _D65, None)
    return _make_profile(points, _D65, _GAMMAS[transfer])


def profile_of_gamma(gamma: float, points: tuple[float, ...]) -> bytes:
    """Return the profile of a PNG's gAMA and cHRM (white, red, green, blue; x and y of each).

    It is empty for sRGB, and for a gamma outside 0.05 to 20 or primaries that span no area, which are damaged.
    """
    if not 0.05 <= gamma <= 20:
        return b""
    white, *colors = [(points[at], points[at + 1]) for at in range(0, 8, 2)] if points else [_D65, *_SRGB]
    pairs = zip((white, *colors), (_D65, *_SRGB), strict=True)
    same = all(abs(a - b) <= _NEAR_POINT for point, srgb in pairs for a, b in zip(point, srgb, strict=True))
    curve = None if abs(gamma * 2.2 - 1) <= _NEAR_SRGB else 1 / gamma
    return b"" if same and curve is None else _make_profile(_SRGB if same else tuple(colors), white, curve)


def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB (ICC.1:2004-10, version 4.2), the same bytes each time, for files that name it."""
    return _make_profile(_SRGB, _D65, None, "sRGB")


@lru_cache(maxsize=16)
def _make_profile(points: tuple[Point, ...], white: Point, gamma: float | None, name: str = "factcards") -> bytes:
    """Return an ICC profile of three primaries and a gamma or sRGB's curve; empty if the primaries span no area."""
    columns = _colorants(points, white)
    if columns is None:
        return b""
    kind, numbers = (3, _SRGB_CURVE) if gamma is None else (0, (gamma,))
    curve = b"para" + bytes(4) + struct.pack(f">2H{len(numbers)}i", kind, 0, *map(_to_fixed, numbers))
    words = name.encode("utf-16-be")
    text = b"mluc" + bytes(4) + struct.pack(">2I", 1, 12) + b"enUS" + struct.pack(">2I", len(words), 28) + words
    tags = {b"desc": text, b"cprt": text, b"wtpt": _pack_xyz(_D50), b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    tags |= {key: _pack_xyz(column) for key, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)}
    if white == _D65:
        tags[b"chad"] = b"sf32" + bytes(4) + struct.pack(">9i", *(_to_fixed(value) for row in _TO_D50 for value in row))
    table, body, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for key, tag in tags.items():
        table += key + struct.pack(">2I", at + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = struct.pack(">2I", at + len(body), 0) + b"\x04\x20\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    return head + struct.pack(">3i", *map(_to_fixed, _D50)) + bytes(48) + table + body


def _colorants(points: tuple[Point, ...], white: Point) -> _Matrix | None:
    """Return XYZ of red, green and blue under D50, or None if the primaries span no area."""
    if any(y < 1e-4 for _, y in (*points, white)):
        return None
    red, green, blue = (_to_xyz(point) for point in points)
    target = _to_xyz(white)
    determinant = _determinant(red, green, blue)
    if abs(determinant) < 1e-6:
        return None
    factors = (   # by Cramer's rule, so that the three add up to white
        _determinant(target, green, blue) / determinant, _determinant(red, target, blue) / determinant,
        _determinant(red, green, target) / determinant,
    )  # fmt: skip
    pairs = zip((red, green, blue), factors, strict=True)
    found = [_adapt_to_d50(tuple(value * factor for value in color), target) for color, factor in pairs]
    return found[0], found[1], found[2]


def _to_xyz(point: Point) -> _Row:
    """Return a chromaticity as XYZ with Y = 1."""
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _determinant(a: _Row, b: _Row, c: _Row) -> float:
    return a[0] * (b[1] * c[2] - b[2] * c[1]) - b[0] * (a[1] * c[2] - a[2] * c[1]) + c[0] * (a[1] * b[2] - a[2] * b[1])


def _adapt_to_d50(color: tuple[float, ...], white: _Row) -> _Row:
    """Return XYZ under D50: by Bradford's method from D65; another white is first scaled to D65."""
    scaled = [value * target / own for value, target, own in zip(color, _to_xyz(_D65), white, strict=True)]
    x, y, z = (sum(factor * value for factor, value in zip(row, scaled, strict=True)) for row in _TO_D50)
    return x, y, z


def _to_fixed(value: float) -> int:
    """Return a number as ICC's s15Fixed16."""
    return round(value * 65536)


def _pack_xyz(color: _Row) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_to_fixed, color))
