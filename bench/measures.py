"""What is measured: time per card, cold start, memory, two processes at once; peers always in turn."""

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

from contenders import OURS, Contender, Deck
from environment import HERE, Tools
from processes import PeerError, Server, cpu_seconds, pss_bytes, time_process

_LOOK = 0.04   # seconds between two looks at the memory


@dataclass
class Times:
    """Of one contender and kind of card: milliseconds and bytes of each card, processor milliseconds of each block."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)
    last: Path = Path()
    link: str = ""


@dataclass(frozen=True)
class Amount:
    """How much is measured: rounds with a block of cards each, cards before that, processes, cards of each of two."""

    rounds: int
    block: int
    warm: int
    cold: int
    pair: int


def measure_times(
    contenders: Sequence[Contender], deck: Deck, amount: Amount, log: IO[str]
) -> dict[tuple[str, str], Times]:
    """Blocks of cards by each contender in processes that stay up, in a new random order each round."""
    found: dict[tuple[str, str], Times] = {}
    with ExitStack() as stack:
        servers: dict[str, Server] = {}
        for contender in sorted(contenders, key=lambda c: c.name != OURS):   # the floor encodes a card of ours
            server = stack.enter_context(Server(contender, deck, log))
            if _warm(server, deck, amount.warm):
                servers[contender.name] = server
        order = [(server, kind) for server in servers.values() for kind in server.contender.kinds]
        for number in range(amount.rounds):
            random.Random(number).shuffle(order)
            for server, kind in order:
                times = found.setdefault((server.contender.name, kind), Times())
                jobs = deck.deal(server.contender, kind, amount.block)
                before = cpu_seconds(server.pid)
                answer = server.render(jobs)
                times.cpu.append((cpu_seconds(server.pid) - before) * 1e3 / amount.block)
                times.wall += answer["ms"]
                times.size += answer["bytes"]
                times.last, times.link = Path(jobs[-1]["out"]), jobs[-1]["url"]
            print(f"   round {number + 1} of {amount.rounds}", flush=True)
    return found


def _warm(server: Server, deck: Deck, cards: int) -> bool:
    """Set up, uncounted; False for a peer that cannot."""
    try:
        for kind in server.contender.kinds:
            jobs = deck.deal(server.contender, kind, cards)
            server.render(jobs)
            if server.contender.name == OURS:
                shutil.copy(jobs[-1]["out"], deck.finished(kind))
    except PeerError as error:
        print(f"── left out: {error}", flush=True)
        return False
    return True


def measure_cold(
    contenders: Sequence[Contender], deck: Deck, tools: Tools, rounds: int, log: IO[str]
) -> dict[str, list[float]]:
    """Milliseconds of whole processes that render one photo card each; ours also by the command."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for contender in contenders:
            environment = {**deck.environment(), **contender.environment}
            (job,) = deck.deal(contender, "photo", tag="-cold")
            taken = time_process((*contender.command, "--once", json.dumps(job)), environment, log)
            found.setdefault(contender.name, []).append(taken)
        command = _write_card(deck, tools, number)
        found.setdefault("factcards render", []).append(time_process(command, deck.environment(), log))
    return {name: times[1:] for name, times in found.items()}   # the first one fills the system's caches


def _write_card(deck: Deck, tools: Tools, number: int) -> tuple[str, ...]:
    """A card's file with its photograph, and the command that renders it."""
    folder = deck.scratch / f"cold-{number}"
    folder.mkdir()
    for name in ("photo.jpg", "logo.png"):
        shutil.copy(deck.assets / name, folder)
    (job,) = deck.deal(Contender(OURS, ()), "photo")
    said = {
        "language": "en", "headline": job["figure"], "fact": job["fact"], "source": job["source"], "action": job["url"],
        "image": {"file": "photo.jpg", "alt": "A sample", "focus": [0.5, 0.5]}, "typography": False,
        "brand": {"name": "Sample", "logo": "logo.png"},
    }  # fmt: skip
    (folder / "card.yaml").write_text(json.dumps(said), encoding="utf-8")
    theme = str(HERE / "peers" / "factcards.yaml")
    card, out = str(folder / "card.yaml"), str(folder / "out")
    return (str(tools.python), "-m", "factcards", "render", card, "-t", theme, "-o", out)


def measure_memory(contenders: Sequence[Contender], deck: Deck, log: IO[str], cards: int = 12) -> dict[str, int]:
    """The most memory of each peer's processes while it renders photo cards, looked at now and then."""
    found = {}
    for contender in contenders:
        with Server(contender, deck, log) as server:
            most, over = [0], threading.Event()
            watch = threading.Thread(target=_watch, args=(server.pid, most, over))
            watch.start()
            server.render(deck.deal(contender, "photo", cards))
            over.set()
            watch.join()
        found[contender.name] = most[0]
    return found


def _watch(pid: int, most: list[int], over: threading.Event) -> None:
    while not over.wait(_LOOK):
        most[0] = max(most[0], pss_bytes(pid))


def measure_pairs(
    contenders: Sequence[Contender], deck: Deck, amount: Amount, log: IO[str]
) -> dict[str, tuple[float, float]]:
    """Photo cards a second of one process and of two, in turn, the medians of three times each."""
    found = {}
    for contender in contenders:
        with Server(contender, deck, log) as one, Server(contender, deck, log) as other:
            for number, server in enumerate((one, other)):
                server.render(deck.deal(contender, "photo", amount.warm, f"-{number}"))
            rates: tuple[list[float], list[float]] = ([], [])
            for _ in range(3):
                for count, servers in ((0, (one,)), (1, (one, other))):
                    hands = [deck.deal(contender, "photo", amount.pair, f"-{i}") for i in range(len(servers))]
                    start = time.perf_counter()
                    for server, hand in zip(servers, hands, strict=True):
                        server.send(hand)
                    for server in servers:
                        server.receive()
                    rates[count].append(len(servers) * amount.pair / (time.perf_counter() - start))
        found[contender.name] = (statistics.median(rates[0]), statistics.median(rates[1]))
    return found
