"""The main loop of every peer in Python.

A peer is a file with `setup(env, bg) -> state` and `render(state, job, out)`, ended by `_harness.main(setup, render)`.
Standard input and output have one JSON object on each line: {"jobs": [...]} is answered by {"ms": [...], "bytes":
[...], "error": ...}; an empty line ends the loop. With `--once JOB` the peer renders one card and exits.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Env:
    """The input of `setup`: the specification, the paths of photograph and logo, and two fonts by weight."""

    def __init__(self) -> None:
        self.spec: dict[str, Any] = json.loads(Path(os.environ["BENCH_SPEC"]).read_text(encoding="utf-8"))
        assets = Path(os.environ["BENCH_ASSETS"])
        self.photo = str(assets / "photo.jpg")
        self.logo = str(assets / "logo.png")
        self.fonts: dict[str, str] = json.loads(os.environ["BENCH_FONTS"])
        self.scratch = os.environ["BENCH_SCRATCH"]


Setup = Callable[[Env, str], Any]
Render = Callable[[Any, dict[str, Any], str], None]


def main(setup: Setup, render: Render) -> None:
    """Answer requests until an empty line. Output that libraries print goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    env = Env()
    if sys.argv[1:2] == ["--once"]:
        job = json.loads(sys.argv[2])
        render(setup(env, job["bg"]), job, job["out"])
        os._exit(0)   # skips the interpreter's cleanup
    states: dict[str, Any] = {}
    for line in sys.stdin:
        if not line.strip():
            break
        answer: dict[str, Any] = {"ms": [], "bytes": [], "error": None}
        try:
            for job in json.loads(line)["jobs"]:
                if job["bg"] not in states:
                    states[job["bg"]] = setup(env, job["bg"])
                start = time.perf_counter()
                render(states[job["bg"]], job, job["out"])
                answer["ms"].append((time.perf_counter() - start) * 1e3)
                answer["bytes"].append(Path(job["out"]).stat().st_size)
        except Exception:   # noqa: BLE001 - the answer reports it
            answer["error"] = traceback.format_exc()
        out.write(json.dumps(answer) + "\n")
        out.flush()
    os._exit(0)
