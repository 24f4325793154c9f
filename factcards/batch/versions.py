"""Versions of the libraries that draw, and the digest of our own source."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..rendering.manifest import VERSION

_LIBRARIES = (
    "arabic-reshaper", "fonttools", "icu4py", "isal", "langcodes", "pillow", "pyphen", "qrcode", "resvg_py",
    "uharfbuzz", "unicodedata2", "zlib-ng",
)  # fmt: skip
"""Libraries that decide a file's bytes."""
_SHORT = 16   # hexadecimal digits of a digest in a message


@cache
def library_versions() -> str:
    """Return the versions of the libraries that draw and of Python: `arabic-reshaper 3.1.0, fonttools 4.68.0, …`."""
    return ", ".join([*(f"{name} {_version(name)}" for name in _LIBRARIES), f"python {platform.python_version()}"])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:   # an optional library
        return "-"


def parse_versions(text: str) -> dict[str, str]:
    """Return the versions in such a list, by library."""
    pairs = (engine.rpartition(" ") for engine in text.split(", ") if engine)
    return {name: version_ for name, _, version_ in pairs}


@cache
def source_digest() -> str:
    """Return a digest of our own source. After a change of it no old picture is reused."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def program_version() -> str:
    """Return our version with the first digits of the source's digest."""
    return f"factcards {VERSION} ({source_digest()[:_SHORT]})"
