"""Versions of the libraries that draw, and the digest of our own source."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

from ..rendering.manifest import VERSION
from ..storage.installed_versions import find_version

_LIBRARIES = (
    "arabic-reshaper", "fonttools", "icu4py", "isal", "langcodes", "pillow", "pyphen", "qrcode", "resvg_py",
    "uharfbuzz", "unicodedata2", "zlib-ng",
)  # fmt: skip
"""Libraries that decide a file's bytes."""
_SHORT = 16   # hexadecimal digits of a digest in a message


@cache
def library_versions() -> str:
    """Return the versions of the libraries that draw and of Python: `arabic-reshaper 3.1.0, fonttools 4.68.0, …`."""
    python = sys.version.split()[0]   # as in `platform.python_version`
    return ", ".join([*(f"{name} {find_version(name) or '-'}" for name in _LIBRARIES), f"python {python}"])


def parse_versions(versions: str) -> dict[str, str]:
    """Return the versions in such a list, by library."""
    pairs = (engine.rpartition(" ") for engine in versions.split(", ") if engine)
    return {name: version_ for name, _, version_ in pairs}


@cache
def source_digest() -> str:
    """Return a digest of our own source. After a change of it no old picture is reused."""
    digest = hashlib.sha256()
    found = [
        (*Path(folder).parts, name)
        for folder, _, names in os.walk(Path(__file__).parents[1]) for name in names if name.endswith(".py")
    ]  # fmt: skip
    for parts in sorted(found):
        with open(os.path.join(*parts), "rb") as file:  # noqa: PTH118, PTH123 - twice as fast as `Path`
            digest.update(file.read())
    return digest.hexdigest()


def program_version() -> str:
    """Return our version with the first digits of the source's digest."""
    return f"factcards {VERSION} ({source_digest()[:_SHORT]})"
