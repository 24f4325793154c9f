"""Measure the numbers of docs/scale.md: the costs of a run on several machines, simulated on one.

python docs/make_scale.py [--cards 400] [--plan 10000]      needs factcards[dask]

Processes of this machine, and a dask scheduler with the same number of workers on the loopback interface, render the
same cards alternately. Then `--plan` cards are planned and only about a dozen of them rendered, which shows the
command's own cost for each card.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from make_growth import SIZE, write_cards

WORKERS = 2
"""Number of processes, and of workers of the scheduler."""
ROUNDS = 3
"""Number of rounds; the results are their medians."""
HOST = "127.0.0.1"


class Cost(NamedTuple):
    """Of a process and its children: wall-clock time and processor time in seconds, and peak memory in bytes."""

    wall: float
    cpu: float
    peak: int


def measure(*command: str) -> Cost:
    """Run a Python module to its end and return its cost. Exits if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *command], env={**os.environ, "FACTCARDS_CACHE_SIZE": "0"})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


@contextmanager
def cluster(folder: Path, costs: dict[str, list[float]]) -> Iterator[str]:
    """Run a scheduler with its workers and yield its address; at the end, append their processor seconds to `costs`."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = str(free.getsockname()[1])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", HOST, "--port", port, "--no-dashboard"]
    processes = {"scheduler": subprocess.Popen(command, **quiet)}
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
    for number in range(WORKERS):
        command = [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://{HOST}:{port}", *options]
        processes[f"worker {number}"] = subprocess.Popen(command, **quiet)
    try:
        time.sleep(3)   # until they have started
        yield f"dask://{HOST}:{port}"
    finally:
        for name, process in processes.items():
            os.kill(process.pid, signal.SIGTERM)
            usage = os.wait4(process.pid, 0)[2]
            costs.setdefault(name.split()[0], []).append(usage.ru_utime + usage.ru_stime)


def compare(folder: Path, cards: int) -> None:
    """Render the same cards by processes and by a scheduler's workers, alternately, and print both costs."""
    write_cards(folder / "cards", cards)
    common = ("factcards", "render", str(folder / "cards"), "-s", SIZE, "--force")
    here, there, others = list[Cost](), list[Cost](), dict[str, list[float]]()
    for turn in range(ROUNDS):
        here.append(measure(*common, "-o", str(folder / f"here{turn}"), "-j", str(WORKERS)))
        with cluster(folder, others) as url:
            measure(*common, "-o", str(folder / "first"), "--on", url)   # so that the workers have opened their fonts
            there.append(measure(*common, "-o", str(folder / f"there{turn}"), "--on", url))
    print(f"{cards} cards, {WORKERS} processes or workers; medians of {ROUNDS}, milliseconds a card")
    for name, found in {"processes": here, "--on dask": there}.items():
        wall, cpu = (statistics.median(c) / cards * 1e3 for c in ([c.wall for c in found], [c.cpu for c in found]))
        print(f"  {name:12} wall clock {wall:6.1f}   processor time of the command and its children {cpu:6.1f}")
    for name, seconds in others.items():
        print(f"  {name:12} processor time {statistics.median(seconds) / (2 * cards) * 1e3:6.1f}, including its start")
    pictures = sorted((folder / "here0").rglob("*.png"))
    print(f"  a picture {statistics.mean(p.stat().st_size for p in pictures) / 1e3:.0f} kB, in the manifest "
          f"{(folder / 'here0' / 'manifest.json').stat().st_size / len(pictures):.0f} bytes")


def plan(folder: Path, cards: int) -> None:
    """Plan cards and print the command's processor time and memory for each of them."""
    write_cards(folder / "many", cards)
    options = ("render", str(folder / "many"), "-s", SIZE, "-j", "1", "--shard", f"1/{cards // 10}")
    few = measure("factcards", "render", str(folder / "cards"), "-s", SIZE, "-j", "1", "-o", str(folder / "few"),
                  "--shard", "1/40")  # fmt: skip
    many = measure("factcards", *options, "-o", str(folder / "planned"))
    merged = measure("factcards", "merge", *(str(folder / f"here{n}") for n in range(ROUNDS)), "-o", str(folder / "m"))
    print(f"{cards} cards planned, a dozen of them rendered: {(many.cpu - few.cpu) / cards * 1e3:.2f} ms and "
          f"{(many.peak - few.peak) / cards / 1e3:.1f} kB a card; merge {merged.cpu:.1f} s")  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Measure both costs and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cards", type=int, default=400)
    parser.add_argument("--plan", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="factcards-scale-") as name:
        compare(Path(name), options.cards)
        plan(Path(name), options.plan)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
