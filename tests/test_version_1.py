"""The Python programs of version 1.0's README, documents and examples run unchanged, and warn where names changed.

`tests/data/version_1` has them as they were published, the blocks of a page joined.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parent.parent
PROGRAMS = Path(__file__).parent / "data" / "version_1"
WARNINGS = {
    "README": set(),
    "inside_another_program": set(),
    "localized_variant": set(),
    "one_card": set(),
    "scale": {"render_all", "with_store"},
    "scene": {"factcards.scene"},
    "service": {"encode"},
    "text_engine": {
        "factcards.assets", "factcards.color", "factcards.geometry", "factcards.scene", "factcards.text.Face",
        "factcards.text.Fit",
    },
    "whole_set": set(),
}  # fmt: skip
"""What each program uses that has another form now."""


def run(name: str, folder: Path) -> dict[str, Any]:
    """Run a program as an example of the project and return its names. It writes into `folder`."""
    program = (PROGRAMS / f"{name}.txt").read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "program", "__file__": str(ROOT / "examples" / f"{name}.py")}
    exec(compile(program, f"{name}.py", "exec"), names)
    if "main" in names:
        names["main"](folder)
    return names


async def request(app: Any) -> httpx.Response:
    """Return the answer of a service to a request for a card."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://cards.example") as client:
        return await client.get("/cards/small-set/palermo-protocol.en.story.png")


def test_every_program_is_listed():
    assert {path.stem for path in PROGRAMS.glob("*.txt")} == WARNINGS.keys()


@pytest.mark.parametrize("name", WARNINGS)
def test_a_program_of_version_1_runs_and_warns_of_what_changed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "cards").symlink_to(ROOT / "cards")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for module in ("assets", "color", "geometry", "scene"):   # a module warns when it is imported first
        monkeypatch.delitem(sys.modules, f"factcards.{module}", raising=False)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", DeprecationWarning)
        names = run(name, tmp_path / "out")
        if name == "service":
            shutil.copytree(ROOT / "examples" / "small-set", tmp_path / "sets" / "small-set")
            reply = asyncio.run(request(names["make_app"](tmp_path / "sets")))
            assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    messages = [str(warning.message) for warning in seen if "Version 3" in str(warning.message)]
    assert {match[1] for message in messages if (match := re.search("`(.+?)`", message))} == WARNINGS[name]
