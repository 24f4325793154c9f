"""A designer's own font: its entry, which fontTools reads from the file. Our fonts have theirs in the index."""

from __future__ import annotations

import errno
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont, TTLibError

from ...errors import FontError
from ...storage.files import read_regular
from .font_files import MAX_BYTES, FontEntry, unpack_font
from .font_limits import FONT_ERRORS, WOFF2_SIGNATURE, check_font

_WEIGHTS = range(100, 901, 100)
"""The weights at which a variable font is offered. Its default alone is not enough: it may be the thinnest."""


def read_font_entries(path: Path, name: str) -> list[FontEntry]:
    """Return the entry of a designer's font file, or one for each weight of a variable font.

    `name` is what messages call the file. Raises FontError if it cannot be read or is not a usable font.
    """
    try:
        data = read_regular(path, MAX_BYTES)
    except OSError as error:
        large = error.errno == errno.EFBIG
        reason = f"it has more than {MAX_BYTES // 2**20} MiB" if large else str(error.strerror).lower()
        raise FontError(f"`{name}` is not a font that can be used: {reason}") from error
    font_data = unpack_font(data, name) if data.startswith(WOFF2_SIGNATURE) else data
    check_font(font_data, name)
    try:
        with TTFont(io.BytesIO(font_data), lazy=True) as font:
            os2, upem = font["OS/2"], font["head"].unitsPerEm
            x_height = (getattr(os2, "sxHeight", 0) or upem / 2) / upem
            entry = FontEntry(
                file=name, digest=hashlib.sha256(data).hexdigest(),
                family=font["name"].getBestFamilyName() or path.stem, weight=os2.usWeightClass,
                italic=bool(os2.fsSelection & 1), scripts=(), coverage="", color="COLR" in font,
                has_joining_forms=any(f.FeatureTag in ("init", "medi", "fina") for f in _list_features(font)),
                x_height=x_height,
                cap_height=(getattr(os2, "sCapHeight", 0) or upem * 0.7) / upem, letter_height=x_height,
            )  # fmt: skip
            axes = [axis for axis in font["fvar"].axes if axis.axisTag == "wght"] if "fvar" in font else []
    except (TTLibError, *FONT_ERRORS) as error:
        reason = str(error) if isinstance(error, TTLibError) else "its tables are broken"
        raise FontError(f"`{name}` is not a font that can be used: {reason}") from error
    weights = [w for axis in axes for w in _WEIGHTS if axis.minValue <= w <= axis.maxValue]
    return [replace(entry, weight=w, axes=(("wght", float(w)),)) for w in weights] or [entry]


def _list_features(font: TTFont) -> list[Any]:
    """Return the records of the substitution features (GSUB) of a font."""
    features = font["GSUB"].table.FeatureList if "GSUB" in font else None
    return list(features.FeatureRecord) if features else []
