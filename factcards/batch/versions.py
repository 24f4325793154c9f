"""What draws: the libraries and our own source, by version and digest; and whether two machines have the same."""

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
_SHORT = 16   # hexadecimal digits of a digest, where people read it


@cache
def library_versions() -> str:
    """The versions of the libraries that draw and of Python, as `arabic-reshaper 3.1.0, fonttools 4.68.0, …`."""
    return ", ".join([*(f"{name} {_version(name)}" for name in _LIBRARIES), f"python {platform.python_version()}"])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:   # one that is not needed
        return "-"


def parse_versions(said: str) -> dict[str, str]:
    """The versions in such a list, by library."""
    pairs = (engine.rpartition(" ") for engine in said.split(", ") if engine)
    return {name: version_ for name, _, version_ in pairs}


@cache
def source_digest() -> str:
    """A digest of our own source: after a change of it no old picture is kept."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def program_version() -> str:
    """Our own version with the beginning of the digest of its source."""
    return f"factcards {VERSION} ({source_digest()[:_SHORT]})"
