"""Measure how fast the service of examples/service.py answers several clients at once on the loopback interface.

python3 bench/load.py             cards of the campaign once, then cards in the service's cache, then 304s
python3 bench/load.py --clients 4 --cards 40

Needs the packages of `python3 tasks.py bench`. Server and clients share one machine, unlike in production.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = ("instagram-portrait", "instagram-square", "story", "x-landscape")
CACHED = 32   # number of cards requested again; must be below the size of the service's cache, 64
HOST = "127.0.0.1"


class Client:
    """A client with a persistent connection, like browsers and caches."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, tag: str = "") -> tuple[int, str, float]:
        """Request a path and return the status, ETag and milliseconds of the complete answer."""
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(HOST, self._port)
        known = f"If-None-Match: {tag}\r\n" if tag else ""
        start = time.perf_counter()
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{known}\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        status = int(head.split(" ", 2)[1])
        await self._reader.readexactly(int(headers.get("content-length", 0)) if status != 304 else 0)
        return status, headers.get("etag", ""), (time.perf_counter() - start) * 1e3


async def send_all(
    port: int, requests: Sequence[tuple[str, str]], clients: int
) -> tuple[list[float], float, list[str]]:  # fmt: skip
    """Send (path, ETag) pairs by several clients; return the milliseconds of each answer, answers a second, ETags."""
    remaining, durations, tags = iter(requests), list[float](), list[str]()

    async def work() -> None:
        client = Client(port)
        for path, tag in remaining:
            status, found, milliseconds = await client.get(path, tag)
            assert status == (304 if tag else 200), f"{path}: {status}"
            durations.append(milliseconds)
            tags.append(found)

    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(clients)))
    return durations, len(durations) / (time.perf_counter() - start), tags


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` of all values are, 0 to 1."""
    return sorted(values)[min(len(values) - 1, math.ceil(part * len(values)) - 1)]


def list_cards(count: int) -> list[str]:
    """Return the paths of `count` different cards of the campaign, in random languages and sizes."""
    folder = ROOT / "cards" / "end-sex-trafficking"
    names = sorted(path.name.removesuffix(".yaml") for path in folder.glob("[!s]*.*.yaml"))   # not the set's own files
    cards = [f"/cards/{folder.name}/{name}.{size}.png" for name in names for size in SIZES]
    random.Random(1).shuffle(cards)
    return cards[:count]


def serve(port: int) -> subprocess.Popen[bytes]:
    """Start the service in a separate process."""
    code = (
        "import runpy, sys, pathlib, uvicorn; make_app = runpy.run_path(sys.argv[1])['make_app']; "
        "uvicorn.run(make_app(pathlib.Path(sys.argv[2])), port=int(sys.argv[3]), log_level='error')"
    )
    service = str(ROOT / "examples" / "service.py")
    return subprocess.Popen([sys.executable, "-c", code, service, str(ROOT / "cards"), str(port)])


async def wait_for(port: int) -> None:
    """Wait until the service answers. Exits after 30 s."""
    for _ in range(300):
        try:
            await Client(port).get("/")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return
    sys.exit("the service did not start")


async def measure(port: int, clients: Sequence[int], cards: int) -> None:
    """Print a table of the answers to each number of clients; `cards` is the number of new cards for each."""
    await wait_for(port)
    every = list_cards(cards * len(clients) + 8)
    await send_all(port, [(path, "") for path in every[:8]], 2)   # fonts opened, sets measured
    print("| clients | request | p50 ms | p99 ms | answers/s |\n|--:|---|--:|--:|--:|")
    for turn, count in enumerate(clients):
        new = [(path, "") for path in every[8 + turn * cards : 8 + (turn + 1) * cards]]
        rows = {"a card not requested before": await send_all(port, new, count)}
        again = new[-CACHED:]
        rows["a card in the service's cache"] = await send_all(port, again * 10, count)
        tags = (await send_all(port, again, 1))[2]
        known = [(path, tag) for (path, _), tag in zip(again, tags, strict=True)]
        rows["a card that the client has (304)"] = await send_all(port, known * 20, count)
        for name, (durations, rate, _) in rows.items():
            p50, p99 = percentile(durations, 0.5), percentile(durations, 0.99)
            print(f"| {count} | {name} | {p50:.1f} | {p99:.1f} | {rate:.0f} |", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Start the service, measure it, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--clients", type=lambda text: [int(n) for n in text.split(",")], default=[1, 4, 16])
    parser.add_argument("--cards", type=int, default=120, help="new cards for each number of clients")
    options = parser.parse_args(arguments)
    venv = ROOT / "bench" / ".work" / "venv" / "bin" / "python"
    if venv.exists() and Path(sys.prefix).resolve() != venv.parent.parent.resolve():
        return subprocess.run([venv, __file__, *arguments], check=False).returncode
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    service = serve(port)
    try:
        asyncio.run(measure(port, options.clients, options.cards))
    finally:
        service.terminate()
        service.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
