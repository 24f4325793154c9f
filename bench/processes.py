"""Peers as long-running processes that render cards; their time and memory are read from /proc."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from contenders import Contender, Job, JobFactory

PROC = Path("/proc")
_TIMEOUT = 180   # seconds after which a whole process is killed


class PeerError(Exception):
    """A peer could not render a card, or its process failed."""


class Server:
    """A peer's process. Its standard error goes to `log`."""

    def __init__(self, contender: Contender, factory: JobFactory, log: IO[str]) -> None:
        self.contender = contender
        self._process = subprocess.Popen(
            contender.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            env={**factory.environment(), **contender.environment},
        )  # fmt: skip

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            assert self._process.stdin is not None
            self._process.stdin.write("\n")
            self._process.stdin.close()
            self._process.wait(20)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        """The process's identifier."""
        return self._process.pid

    def send(self, jobs: Sequence[Job]) -> None:
        """Request cards without waiting for them."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"jobs": list(jobs)}) + "\n")
        self._process.stdin.flush()

    def receive(self) -> dict[str, list[float]]:
        """Return the milliseconds and bytes of each requested card. Raises PeerError if one failed."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "its process ended"}
        if answer["error"]:
            raise PeerError(f"{self.contender.name}: {answer['error']}")
        return answer

    def render(self, jobs: Sequence[Job]) -> dict[str, list[float]]:
        """Request cards and wait for them. Raises PeerError if one failed."""
        self.send(jobs)
        return self.receive()


def time_process(command: Sequence[str], environment: dict[str, str], log: IO[str]) -> float:
    """Return the milliseconds from start to end of a whole process. Raises PeerError if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    timer = threading.Timer(_TIMEOUT, process.kill)   # `wait` with a timeout would look only every 50 ms
    timer.start()
    status = process.wait()
    taken = (time.perf_counter() - start) * 1e3
    timer.cancel()
    if status:
        raise PeerError(f"{Path(command[1]).name} ended with status {status}")
    return taken


def cpu_seconds(pid: int) -> float:
    """Return the processor seconds of a process and its children, also ended ones; 0 on systems without /proc."""
    ticks = sum(sum(map(int, stat[11:15])) for one in _family(pid) if (stat := _stat(one)))
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def pss_bytes(pid: int) -> int:
    """Return the memory in bytes of a process and its children, shared pages once; 0 on systems without /proc."""
    total = 0
    for one in _family(pid):
        try:
            lines = (PROC / str(one) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def _family(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        if stat := _stat(int(folder.name)):
            children.setdefault(int(stat[1]), []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the command: state, parent …; [] if the process has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return []
