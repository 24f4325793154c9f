"""Measures us beside takumi, typst, headless Chromium and plain Pillow, all drawing the same two cards.

python3 tasks.py bench            about a quarter of an hour
python3 tasks.py bench --quick    a minute or two, to see that all runs
python3 tasks.py bench --one-core --only factcards,takumi --skip cold,memory,pairs
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from contenders import Contender, Deck, list_contenders
from environment import HERE, WORK, Tools, prepare_tools, tools_at_hand
from measures import Amount, Times, measure_cold, measure_memory, measure_pairs, measure_times
from report import describe_machine, draw_goals, draw_processes, draw_times

STEPS = ("cold", "memory", "pairs")


def main(arguments: Sequence[str]) -> int:
    """Prepare, measure, print."""
    options = parse_options(arguments)
    tools = tools_at_hand() if options.here else prepare_tools()
    for line in tools.missing:
        print(f"── {line}", flush=True)
    if options.one_core:
        keep_to_one_core(options)
    contenders = [c for c in list_contenders(tools) if not options.only or c.name in options.only or not c.is_peer]
    WORK.mkdir(exist_ok=True)
    memory = Path("/dev/shm")   # files are written to memory where the system has a place for that
    scratch = Path(tempfile.mkdtemp(prefix="factcards-bench-", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        make_assets(tools, options.assets)
        measure(options, tools, contenders, Deck(options.assets, scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(
        "tasks.py bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="few cards")
    parser.add_argument("--only", type=part_names, help="these peers, parted by commas")
    parser.add_argument("--skip", type=part_names, default=[], metavar="STEPS", help=f"some of {', '.join(STEPS)}")
    parser.add_argument("--rounds", type=int, help="rounds in which each peer has its turn")
    parser.add_argument("--block", type=int, help="cards in a turn")
    parser.add_argument("--one-core", action="store_true", help="every process on the first core; leaves out pairs")
    parser.add_argument("--here", action="store_true", help="install nothing: only what this Python can run")
    parser.add_argument("--assets", type=Path, default=WORK / "assets", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=WORK / "results.json", help="where the numbers go")
    return parser.parse_args(arguments)


def part_names(names: str) -> list[str]:
    """Names that are parted by commas."""
    return names.split(",")


def keep_to_one_core(options: argparse.Namespace) -> None:
    """This process and all that it starts: some peers encode on every core that they find."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        options.skip.append("pairs")
    else:
        print("── this system cannot keep processes to one core")


def make_assets(tools: Tools, folder: Path) -> None:
    """Photograph and logo."""
    subprocess.run([tools.python, HERE / "gen_assets.py", folder], check=True)


def measure(options: argparse.Namespace, tools: Tools, contenders: Sequence[Contender], deck: Deck) -> None:
    """Everything, printed as it is known."""
    quick = options.quick
    usual = Amount(rounds=2, block=3, warm=1, cold=1, pair=4) if quick else Amount(10, 10, 3, 5, 24)
    amount = replace(usual, rounds=options.rounds or usual.rounds, block=options.block or usual.block)
    peers = [c for c in contenders if c.is_peer]
    before = read_load()
    with (WORK / "peers.log").open("w", encoding="utf-8") as log:
        print("── time per card", flush=True)
        times = measure_times(contenders, deck, amount, log)
        peers = [c for c in peers if (c.name, "photo") in times]
        seen = look_at_cards(tools, times)
        cold, memory, pairs = {}, {}, {}
        if "cold" not in options.skip:
            print("── cold start", flush=True)
            cold = measure_cold(peers, deck, tools, amount.cold, log)
        if "memory" not in options.skip:
            print("── memory", flush=True)
            memory = measure_memory(peers, deck, log)
        if "pairs" not in options.skip:
            print("── two processes", flush=True)
            pairs = measure_pairs(peers, deck, amount, log)
    machine = describe_machine((before, read_load()), one_core=options.one_core)
    tables = (draw_times(times, seen), draw_processes(cold, memory, pairs), draw_goals(times, seen, cold, pairs))
    print("\n" + "\n\n".join((machine, *filter(None, tables))))
    numbers = {", ".join(key): {**asdict(one), "last": ""} for key, one in times.items()}
    result = {"machine": machine, "times": numbers, "seen": seen, "cold": cold, "memory": memory, "pairs": pairs}
    options.out.write_text(json.dumps(result, indent=1), encoding="utf-8")


def read_load() -> float:
    """How many processes ran or waited in the last minute; 0 where the system does not tell."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def look_at_cards(tools: Tools, times: dict[tuple[str, str], Times]) -> dict[str, dict[str, object]]:
    """What stands in the last card of each, by name and kind; cards are kept in `bench/.work/cards` to be looked at."""
    cards = WORK / "cards"
    cards.mkdir(exist_ok=True)
    shown = [(key, one) for key, one in times.items() if not key[0].startswith("floor")]
    pairs = [str(word) for _, one in shown for word in (one.last, one.link)]
    read = subprocess.run([tools.python, HERE / "read_cards.py", *pairs], capture_output=True, text=True, check=True)
    for key, one in shown:
        shutil.copy(one.last, cards / f"{'-'.join(key).replace(' ', '-')}{one.last.suffix}")
    found: list[dict[str, object]] = json.loads(read.stdout)
    return {", ".join(key): one for (key, _), one in zip(shown, found, strict=True)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
