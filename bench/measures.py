"""Measures time per card, cold start, memory, and two processes at once; the peers take turns."""

from __future__ import annotations

import json
import random
import shutil
import statistics
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from contenders import OURS, Contender, JobFactory
from environment import HERE, Tools
from processes import PeerError, Server, cpu_seconds, pss_bytes, time_process

_INTERVAL = 0.04   # seconds between two readings of the memory


@dataclass
class Times:
    """Of one contender and kind of card: milliseconds and bytes of each card, processor milliseconds of each block."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)
    last: Path = Path()
    link: str = ""


@dataclass(frozen=True)
class Workload:
    """Numbers: rounds, cards in a block, warm-up cards, cold starts, and cards of each process in `measure_pairs`."""

    rounds: int
    block: int
    warm: int
    cold: int
    pair: int


def measure_times(
    contenders: Sequence[Contender], factory: JobFactory, workload: Workload, log: IO[str]
) -> dict[tuple[str, str], Times]:
    """Let each contender render blocks of cards in long-running processes, in a new random order each round."""
    found: dict[tuple[str, str], Times] = {}
    with ExitStack() as stack:
        servers: dict[str, Server] = {}
        for contender in sorted(contenders, key=lambda c: c.name != OURS):   # first ours: the floors encode its card
            server = stack.enter_context(Server(contender, factory, log))
            if _warm(server, factory, workload.warm):
                servers[contender.name] = server
        order = [(server, kind) for server in servers.values() for kind in server.contender.kinds]
        for number in range(workload.rounds):
            random.Random(number).shuffle(order)
            for server, kind in order:
                times = found.setdefault((server.contender.name, kind), Times())
                jobs = factory.create(server.contender, kind, workload.block)
                before = cpu_seconds(server.pid)
                answer = server.render(jobs)
                times.cpu.append((cpu_seconds(server.pid) - before) * 1e3 / workload.block)
                times.wall += answer["ms"]
                times.size += answer["bytes"]
                times.last, times.link = Path(jobs[-1]["out"]), jobs[-1]["url"]
            print(f"   round {number + 1} of {workload.rounds}", flush=True)
    return found


def _warm(server: Server, factory: JobFactory, cards: int) -> bool:
    """Render warm-up cards that do not count. Return False if the peer cannot."""
    try:
        for kind in server.contender.kinds:
            jobs = factory.create(server.contender, kind, cards)
            server.render(jobs)
            if server.contender.name == OURS:
                shutil.copy(jobs[-1]["out"], factory.finished(kind))
    except PeerError as error:
        print(f"── left out: {error}", flush=True)
        return False
    return True


def measure_cold(
    contenders: Sequence[Contender], factory: JobFactory, tools: Tools, rounds: int, log: IO[str]
) -> dict[str, list[float]]:
    """Return the milliseconds of whole processes that render one photo card each; for ours also by the command."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for contender in contenders:
            environment = {**factory.environment(), **contender.environment}
            (job,) = factory.create(contender, "photo", tag="-cold")
            taken = time_process((*contender.command, "--once", json.dumps(job)), environment, log)
            found.setdefault(contender.name, []).append(taken)
        command = _write_card(factory, tools, number)
        found.setdefault("factcards render", []).append(time_process(command, factory.environment(), log))
    return {name: times[1:] for name, times in found.items()}   # the first one fills the system's caches


def _write_card(factory: JobFactory, tools: Tools, number: int) -> tuple[str, ...]:
    """Write a card's file with its photograph, and return the command that renders it."""
    folder = factory.scratch / f"cold-{number}"
    folder.mkdir()
    for name in ("photo.jpg", "logo.png"):
        shutil.copy(factory.assets / name, folder)
    (job,) = factory.create(Contender(OURS, ()), "photo")
    fields = {
        "language": "en", "headline": job["figure"], "fact": job["fact"], "source": job["source"], "action": job["url"],
        "image": {"file": "photo.jpg", "alt": "A sample", "focus": [0.5, 0.5]}, "typography": False,
        "brand": {"name": "Sample", "logo": "logo.png"},
    }  # fmt: skip
    (folder / "card.yaml").write_text(json.dumps(fields), encoding="utf-8")
    theme = str(HERE / "peers" / "factcards.yaml")
    card, out = str(folder / "card.yaml"), str(folder / "out")
    return (str(tools.python), "-m", "factcards", "render", card, "-t", theme, "-o", out)


def measure_memory(
    contenders: Sequence[Contender], factory: JobFactory, log: IO[str], cards: int = 12
) -> dict[str, int]:  # fmt: skip
    """Return the peak memory in bytes of each peer's processes while it renders photo cards."""
    found = {}
    for contender in contenders:
        with Server(contender, factory, log) as server:
            peak, done = [0], threading.Event()
            watch = threading.Thread(target=_watch, args=(server.pid, peak, done))
            watch.start()
            server.render(factory.create(contender, "photo", cards))
            done.set()
            watch.join()
        found[contender.name] = peak[0]
    return found


def _watch(pid: int, peak: list[int], done: threading.Event) -> None:
    while not done.wait(_INTERVAL):
        peak[0] = max(peak[0], pss_bytes(pid))


def measure_pairs(
    contenders: Sequence[Contender], factory: JobFactory, workload: Workload, log: IO[str]
) -> dict[str, tuple[float, float]]:
    """Return the photo cards a second of one process and of two, alternating, each the median of three rounds."""
    found = {}
    for contender in contenders:
        with Server(contender, factory, log) as one, Server(contender, factory, log) as other:
            for number, server in enumerate((one, other)):
                server.render(factory.create(contender, "photo", workload.warm, f"-{number}"))
            rates: tuple[list[float], list[float]] = ([], [])
            for _ in range(3):
                for count, servers in ((0, (one,)), (1, (one, other))):
                    batches = [factory.create(contender, "photo", workload.pair, f"-{i}") for i in range(len(servers))]
                    start = time.perf_counter()
                    for server, batch in zip(servers, batches, strict=True):
                        server.send(batch)
                    for server in servers:
                        server.receive()
                    rates[count].append(len(servers) * workload.pair / (time.perf_counter() - start))
        found[contender.name] = (statistics.median(rates[0]), statistics.median(rates[1]))
    return found
