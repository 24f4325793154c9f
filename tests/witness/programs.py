"""The programs of Debian and npm that tests marked `witness` run, by name.

    python3 tests/witness/programs.py        # install them all; needs root for Debian's
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

DEBIAN = {
    "chromium": "chromium", "exiftool": "libimage-exiftool-perl", "mutool": "mupdf-tools", "node": "nodejs",
    "npm": "npm", "pdftoppm": "poppler-utils", "pdftotext": "poppler-utils", "qpdf": "qpdf",
}  # fmt: skip
"""Each command with the Debian package that has it."""
NPM = {"pdfjs-dist": "5.5.207", "whatwg-url": "17.3.0", "yaml-language-server": "1.25.0"}
"""Each npm package with its pinned version."""
NPM_FOLDER = Path(__file__).parents[2] / ".witness"
REQUIRED = "FACTCARDS_WITNESS"
"""Environment variable: where it is `required`, a missing program is a failure."""


def is_installed(name: str) -> bool:
    """Return whether a command, or a package named with `npm:`, is installed."""
    if name.startswith("npm:"):
        return (NPM_FOLDER / "node_modules" / name.removeprefix("npm:")).is_dir()
    return shutil.which(name) is not None


def explain_install(names: Iterable[str]) -> str:
    """Describe what to install for missing programs."""
    wanted = sorted(set(names))
    debian = [DEBIAN.get(name, name) for name in wanted if not name.startswith("npm:")]
    npm = [name.removeprefix("npm:") for name in wanted if name.startswith("npm:")]
    sources = (("Debian", debian), ("npm", npm))
    parts = [f"{', '.join(packages)} of {source}" for source, packages in sources if packages]
    return f"{' and '.join(parts)}: python3 tests/witness/programs.py"


def install() -> None:
    """Install every program that is missing."""
    missing = [package for command, package in DEBIAN.items() if not is_installed(command)]
    if missing:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True, env=quiet)
    NPM_FOLDER.mkdir(parents=True, exist_ok=True)
    pinned = [f"{name}@{version}" for name, version in NPM.items()]
    options = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(["npm", "install", *options, "--prefix", NPM_FOLDER, *pinned], check=True)


if __name__ == "__main__":
    install()
