"""The programs that the bench measures, and the jobs that they are given."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from environment import FONTS, HERE, Tools, place_node_peers

SPEC: dict[str, Any] = json.loads((HERE / "spec.json").read_text(encoding="utf-8"))
KINDS = ("photo", "flat")
OURS, JPEG, PILLOW, ISAL = "factcards", "factcards jpeg", "floor: Pillow", "floor: Up + ISA-L 1"

Job = dict[str, Any]


@dataclass(frozen=True)
class Contender:
    """A program to be measured: its command, and its job fields; `is_peer` is False for our JPEG and the floors."""

    name: str
    command: tuple[str, ...]
    kinds: tuple[str, ...] = KINDS
    environment: dict[str, str] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    is_peer: bool = True


def list_contenders(tools: Tools) -> list[Contender]:
    """Return all contenders that this machine can run."""
    peers = HERE / "peers"
    python = str(tools.python)
    ours, floor = (python, str(peers / "factcards.py")), (python, str(peers / "floor.py"))
    found = [
        Contender(OURS, ours),
        Contender(JPEG, ours, ("photo",), more={"format": "jpeg"}, is_peer=False),
        Contender("pillow naive", (python, str(peers / "pillow_naive.py"))),
        Contender(PILLOW, floor, more={"by": "pillow"}, is_peer=False),
        Contender(ISAL, floor, more={"by": "isal"}, is_peer=False),
    ]
    if tools.has("typst"):
        found.append(Contender("typst", (python, str(peers / "typst_peer.py"))))
    if tools.node:
        scripts = place_node_peers()
        found.append(Contender("takumi", (str(tools.node), str(scripts / "takumi.mjs"))))
        if tools.chromium:
            page = (str(tools.node), str(scripts / "chromium.mjs"))
            browser = {"BENCH_CHROMIUM": tools.chromium}
            found.append(Contender("chromium", page, environment=browser))
            found.append(Contender("chromium fast", page, environment={**browser, "BENCH_FAST": "1"}))
    return found


@dataclass
class JobFactory:
    """Creates jobs, each with its own text, number and link; their files go to `scratch`."""

    assets: Path
    scratch: Path
    numbers: count[int] = field(default_factory=lambda: count(1))

    def environment(self) -> dict[str, str]:
        """Return the environment variables of every peer."""
        fonts = json.dumps({weight: str(path) for weight, path in FONTS.items()})
        given = {"BENCH_SPEC": str(HERE / "spec.json"), "BENCH_ASSETS": str(self.assets), "BENCH_FONTS": fonts}
        scratch = {"BENCH_SCRATCH": str(self.scratch), "FACTCARDS_CACHE": str(self.scratch / "cache")}
        return {**os.environ, **given, **scratch}

    def create(self, contender: Contender, kind: str, cards: int = 1, tag: str = "") -> list[Job]:
        """Return `cards` jobs with new cards; a floor gets the finished card of that kind in addition."""
        suffix = ".jpg" if contender.more.get("format") == "jpeg" else ".png"
        name = f"{contender.name.replace(' ', '-').replace(':', '')}{tag}-{kind}"
        return [self._card(kind, name, f"{i}{suffix}", contender.more) for i in range(cards)]

    def _card(self, kind: str, name: str, end: str, more: dict[str, str]) -> Job:
        n = next(self.numbers)
        fields = {key: SPEC["card"][key].format(n=n) for key in ("figure", "fact", "source", "url")}
        of = {"of": str(self.finished(kind))} if "by" in more else {}
        return {**fields, "n": n, "bg": kind, "lang": "en", "out": str(self.scratch / f"{name}-{end}"), **more, **of}

    def finished(self, kind: str) -> Path:
        """Return the path of a finished card of ours, whose pixels the floors encode again."""
        return self.scratch / f"finished-{kind}.png"
