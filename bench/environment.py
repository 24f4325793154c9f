"""Installs what the bench needs into `bench/.work`: a Python with all peers' packages, and node's packages.

Peers that the machine cannot run are left out, and a line says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import tasks  # noqa: E402 - beside this folder

WORK = HERE / ".work"
FONTS = {"400": ROOT / "fonts" / "NotoSans-400.ttf", "700": ROOT / "fonts" / "NotoSans-700.ttf"}
_NEEDED = ("numpy", "zxing-cpp")   # for the photograph and the floors; to read the codes
_PEERS = ("typst", "segno")
_SERVICE = ("starlette", "uvicorn")   # for load.py
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Tools:
    """The available programs: `node` and `chromium` may be None; `missing` lists what is left out, and why."""

    python: Path
    node: Path | None
    chromium: str | None
    missing: tuple[str, ...]

    def has(self, package: str) -> bool:
        """Return whether `python` can import a package."""
        command = [str(self.python), "-c", f"import {package}"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def prepare_tools() -> Tools:
    """Install everything that is not installed yet, and return the available programs."""
    WORK.mkdir(exist_ok=True)
    inputs = (ROOT / "constraints.txt", ROOT / "pyproject.toml", HERE / "package.json", Path(__file__))
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in inputs) + sys.version.encode()).hexdigest()
    stamp, python = WORK / "installed.json", tasks.python_of(WORK / "venv")
    try:
        state = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        state = {}
    if state.get("inputs") != wanted or not python.exists():
        tasks.make_environment(WORK / "venv")
        tasks.say("installing factcards and the peers into bench/.work")
        tasks.install(python, "-e", str(ROOT), *_NEEDED, *_SERVICE)
        missing = [*_install_peers(python), *_install_node()]
        stamp.write_text(json.dumps({"inputs": wanted, "missing": missing}), encoding="utf-8")
    else:
        missing = state["missing"]
    node = shutil.which("node")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not chromium:
        missing.append("chromium: left out, no such program is installed")
    has_packages = node and (WORK / "node" / "node_modules").is_dir()
    return Tools(python, Path(node) if node and has_packages else None, chromium, tuple(missing))


def current_tools() -> Tools:
    """Return the running Python alone, so that nothing is installed."""
    return Tools(Path(sys.executable), None, None, ("takumi, chromium: left out",))


def _install_peers(python: Path) -> list[str]:
    try:
        tasks.install(python, *_PEERS)
    except SystemExit:
        return ["typst: left out, pip cannot install it"]
    return []


def _install_node() -> list[str]:
    folder, npm = WORK / "node", shutil.which("npm")
    if not npm or not shutil.which("node"):
        return ["takumi, chromium: left out, node or npm is not installed"]
    folder.mkdir(exist_ok=True)
    shutil.copy(HERE / "package.json", folder)
    command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode:
        return ["takumi, chromium: left out, npm cannot install them"]
    return []


def place_node_peers() -> Path:
    """Copy the peers beside node's packages, because node searches for packages there; return the folder."""
    folder = WORK / "node" / "peers"
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("*.py", "*.yaml", "__pycache__")
    return Path(shutil.copytree(HERE / "peers", folder, ignore=ignored))
