"""Measure factcards beside takumi, typst, headless Chromium and plain Pillow, all drawing the same two cards.

python3 tasks.py bench            about a quarter of an hour
python3 tasks.py bench --quick    a minute or two, to check that everything works
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

from contenders import Contender, JobFactory, list_contenders
from environment import HERE, WORK, Tools, current_tools, prepare_tools
from measures import Times, Workload, measure_cold, measure_memory, measure_pairs, measure_times
from report import describe_machine, draw_goals, draw_processes, draw_times

STEPS = ("cold", "memory", "pairs")


def main(arguments: Sequence[str]) -> int:
    """Prepare the tools, measure the contenders, and print the results."""
    options = parse_options(arguments)
    tools = current_tools() if options.here else prepare_tools()
    for line in tools.missing:
        print(f"── {line}", flush=True)
    if options.one_core:
        use_one_core(options)
    contenders = [c for c in list_contenders(tools) if not options.only or c.name in options.only or not c.is_peer]
    WORK.mkdir(exist_ok=True)
    memory = Path("/dev/shm")   # so that files are written to memory, if the system allows it
    scratch = Path(tempfile.mkdtemp(prefix="factcards-bench-", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        make_assets(tools, options.assets)
        measure(options, tools, contenders, JobFactory(options.assets, scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        "tasks.py bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="few cards")
    parser.add_argument("--only", type=split_names, help="these peers, separated by commas")
    parser.add_argument("--skip", type=split_names, default=[], metavar="STEPS", help=f"some of {', '.join(STEPS)}")
    parser.add_argument("--rounds", type=int, help="number of rounds; each peer takes a turn in each")
    parser.add_argument("--block", type=int, help="number of cards in a turn")
    parser.add_argument("--one-core", action="store_true", help="run every process on the first core; skips pairs")
    parser.add_argument("--here", action="store_true", help="install nothing: measure only what this Python can run")
    parser.add_argument("--assets", type=Path, default=WORK / "assets", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=WORK / "results.json", help="file for the results (JSON)")
    return parser.parse_args(arguments)


def split_names(names: str) -> list[str]:
    """Split names at commas."""
    return names.split(",")


def use_one_core(options: argparse.Namespace) -> None:
    """Restrict this process and its children to one core, because some peers encode on all of them."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        options.skip.append("pairs")
    else:
        print("── this system cannot restrict processes to one core")


def make_assets(tools: Tools, folder: Path) -> None:
    """Create the photograph and the logo."""
    subprocess.run([tools.python, HERE / "gen_assets.py", folder], check=True)


def measure(options: argparse.Namespace, tools: Tools, contenders: Sequence[Contender], factory: JobFactory) -> None:
    """Run all measurements and print the results."""
    quick = options.quick
    usual = Workload(rounds=2, block=3, warm=1, cold=1, pair=4) if quick else Workload(10, 10, 3, 5, 24)
    workload = replace(usual, rounds=options.rounds or usual.rounds, block=options.block or usual.block)
    peers = [c for c in contenders if c.is_peer]
    before = read_load()
    with (WORK / "peers.log").open("w", encoding="utf-8") as log:
        print("── time per card", flush=True)
        times = measure_times(contenders, factory, workload, log)
        peers = [c for c in peers if (c.name, "photo") in times]
        seen = inspect_cards(tools, times)
        cold, memory, pairs = {}, {}, {}
        if "cold" not in options.skip:
            print("── cold start", flush=True)
            cold = measure_cold(peers, factory, tools, workload.cold, log)
        if "memory" not in options.skip:
            print("── memory", flush=True)
            memory = measure_memory(peers, factory, log)
        if "pairs" not in options.skip:
            print("── two processes", flush=True)
            pairs = measure_pairs(peers, factory, workload, log)
    machine = describe_machine((before, read_load()), one_core=options.one_core)
    tables = (draw_times(times, seen), draw_processes(cold, memory, pairs), draw_goals(times, seen, cold, pairs))
    print("\n" + "\n\n".join((machine, *filter(None, tables))))
    numbers = {", ".join(key): {**asdict(one), "last": ""} for key, one in times.items()}
    result = {"machine": machine, "times": numbers, "seen": seen, "cold": cold, "memory": memory, "pairs": pairs}
    options.out.write_text(json.dumps(result, indent=1), encoding="utf-8")


def read_load() -> float:
    """Return the load average of the last minute; 0 on systems that have none."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def inspect_cards(tools: Tools, times: dict[tuple[str, str], Times]) -> dict[str, dict[str, object]]:
    """Inspect the last card of each contender and kind, and copy these cards to `bench/.work/cards`."""
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
