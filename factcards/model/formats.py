"""Formats of pictures: their names, and the extensions of their files.

`draw.FORMATS` has the function that draws each of them. A format without such a function has no row here, so no reader
accepts its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXTENSIONS: Mapping[str, str] = MappingProxyType({"png": "png", "jpeg": "jpg", "webp": "webp", "dump": "txt"})
"""The extension of a format's files, without a dot."""
FORMAT_NAMES: tuple[str, ...] = tuple(EXTENSIONS)
"""The names of the formats, in the order in which messages list them."""
FORMAT_ALIASES: Mapping[str, str] = MappingProxyType({"jpg": "jpeg"})
"""Other names that options, sets and programs may give to a format, with its own name."""
DEFAULT_FORMATS: tuple[str, ...] = ("png",)
"""The formats of a set that names none."""


def resolve_format(name: str) -> str:
    """Return a format's own name for any of its names. An unknown name is returned as it is."""
    return FORMAT_ALIASES.get(name, name)
