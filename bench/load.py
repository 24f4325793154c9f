"""How soon the service of examples/service.py answers, asked by several clients at once on this machine's loopback.

python3 bench/load.py             every card of the campaign once, then those again that the service has kept, then 304s
python3 bench/load.py --clients 4 --cards 40

Needs what `python3 tasks.py bench` has installed. Server and clients share the machine, as they would not elsewhere.
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
KEPT = 32   # fewer than the service keeps
HOST = "127.0.0.1"


class Client:
    """A connection that stays open, as browsers and caches have it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, tag: str = "") -> tuple[int, str, float]:
        """Status, ETag and milliseconds of an answer, read to its end."""
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


async def ask_all(port: int, asked: Sequence[tuple[str, str]], clients: int) -> tuple[list[float], float, list[str]]:
    """Milliseconds of each answer, answers a second, and their ETags; several clients take from one pile."""
    pile, taken, tags = iter(asked), list[float](), list[str]()

    async def work() -> None:
        client = Client(port)
        for path, tag in pile:
            status, found, taken_ms = await client.get(path, tag)
            assert status == (304 if tag else 200), f"{path}: {status}"
            taken.append(taken_ms)
            tags.append(found)

    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(clients)))
    return taken, len(taken) / (time.perf_counter() - start), tags


def share(values: Sequence[float], part: float) -> float:
    """The value that this part of all stay under."""
    return sorted(values)[min(len(values) - 1, math.ceil(part * len(values)) - 1)]


def list_cards(count: int) -> list[str]:
    """Addresses of so many cards of the campaign, in languages and sizes by chance, none twice."""
    folder = ROOT / "cards" / "end-sex-trafficking"
    names = sorted(path.name.removesuffix(".yaml") for path in folder.glob("[!s]*.*.yaml"))   # not the set's own files
    cards = [f"/cards/{folder.name}/{name}.{size}.png" for name in names for size in SIZES]
    random.Random(1).shuffle(cards)
    return cards[:count]


def serve(port: int) -> subprocess.Popen[bytes]:
    """The service in a process of its own."""
    code = (
        "import runpy, sys, pathlib, uvicorn; make_app = runpy.run_path(sys.argv[1])['make_app']; "
        "uvicorn.run(make_app(pathlib.Path(sys.argv[2])), port=int(sys.argv[3]), log_level='error')"
    )
    service = str(ROOT / "examples" / "service.py")
    return subprocess.Popen([sys.executable, "-c", code, service, str(ROOT / "cards"), str(port)])


async def wait_for(port: int) -> None:
    """Until the service answers."""
    for _ in range(300):
        try:
            await Client(port).get("/")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return
    sys.exit("the service did not start")


async def measure(port: int, clients: Sequence[int], cards: int) -> None:
    """A table of what the service does for so many clients."""
    await wait_for(port)
    every = list_cards(cards * len(clients) + 8)
    await ask_all(port, [(path, "") for path in every[:8]], 2)   # fonts opened, sets measured
    print("| clients | what is asked for | p50 ms | p99 ms | answers/s |\n|--:|---|--:|--:|--:|")
    for turn, count in enumerate(clients):
        new = [(path, "") for path in every[8 + turn * cards : 8 + (turn + 1) * cards]]
        rows = {"a card not asked for before": await ask_all(port, new, count)}
        again = new[-KEPT:]
        rows["one that the service has kept"] = await ask_all(port, again * 10, count)
        tags = (await ask_all(port, again, 1))[2]
        held = [(path, tag) for (path, _), tag in zip(again, tags, strict=True)]
        rows["one that the client has (304)"] = await ask_all(port, held * 20, count)
        for what, (taken, rate, _) in rows.items():
            print(f"| {count} | {what} | {share(taken, 0.5):.1f} | {share(taken, 0.99):.1f} | {rate:.0f} |", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--clients", type=lambda text: [int(n) for n in text.split(",")], default=[1, 4, 16])
    parser.add_argument("--cards", type=int, default=120, help="cards not asked for before, for each number of clients")
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
