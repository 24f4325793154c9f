"""Formats of files: their names, and the extensions of their files.

`draw.FORMATS` has the function that draws each of them. A format without such a function has no row here, so no reader
accepts its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

EXTENSIONS: Mapping[str, str] = MappingProxyType(
    {"png": "png", "jpeg": "jpg", "webp": "webp", "pdf": "pdf", "svg": "svg", "dump": "txt"}
)
"""The extension of a format's files, without a dot."""
FORMAT_NAMES: tuple[str, ...] = tuple(EXTENSIONS)
"""The names of the formats, in the order in which messages list them."""
FORMAT_ALIASES: Mapping[str, str] = MappingProxyType({"jpg": "jpeg"})
"""Other names that options, sets and programs may give to a format, with its own name."""
PICTURE_FORMATS: tuple[str, ...] = ("png", "jpeg", "webp", "svg")
"""The formats of pictures; other files are documents or text."""
DEFAULT_FORMATS: tuple[str, ...] = ("png",)
"""The formats of a set that names none."""
BOOK_FORMAT = "pdf"
"""The format of a book, which has a page for each card of a set."""
SvgMode = Literal["outlines", "text", "linked"]
"""How an SVG is written: text as outlines, or as text with its fonts; or as outlines, with photographs in files beside
it."""
SVG_MODES: tuple[SvgMode, ...] = get_args(SvgMode)
"""The modes of SVG, the default first."""


def resolve_format(name: str) -> str:
    """Return a format's own name for any of its names. An unknown name is returned as it is."""
    return FORMAT_ALIASES.get(name, name)
