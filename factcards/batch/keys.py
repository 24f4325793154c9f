"""What decides a file's bytes, in one digest: card, theme, size and format, fonts, engines and our own source."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..jobs import Job, job_digest
from .run import Failure, attempt, find_assets

_ENGINES = (
    "fonttools", "icu4py", "isal", "pillow", "qrcode", "resvg_py", "uharfbuzz", "unicodedata2", "zlib-ng",
)  # fmt: skip


def name_inputs(job: Job) -> str:
    """A digest of all that decides the file's bytes; "" where the fonts cannot be opened, which the job will tell."""
    assets = attempt(find_assets, job.fonts)
    if isinstance(assets, Failure):
        return ""
    return hashlib.sha256(f"{job_digest(job)} {assets.fonts.digest} {_program()}".encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of our own source and of the engines' versions: after a change of either no old picture is kept."""
    digest = hashlib.sha256(" ".join(map(_version, _ENGINES)).encode())
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _version(engine: str) -> str:
    try:
        return version(engine)
    except PackageNotFoundError:   # one for which there is no wheel here
        return ""
