"""The results as Markdown tables: medians, and ratios within the same run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, median

from contenders import ISAL, JPEG, KINDS, OURS, PILLOW
from measures import Times

_RIVAL = "takumi"
_GOALS = (   # (name, ratio, whether the ratio is the most or the least)
    ("photo card, time relative to takumi's", 0.40, "most"),
    ("photo card, relative to encoding by Up + ISA-L 1", 1.4, "most"),
    ("flat card, time relative to takumi's", 0.40, "most"),
    ("photo card's bytes, relative to Pillow's default", 1.20, "most"),
    ("flat card's bytes, relative to Pillow's default", 1.08, "most"),
    ("JPEG photo card, time relative to takumi's PNG", 0.20, "most"),
    ("cold start of `factcards render`, relative to takumi's", 1.0, "most"),
    ("cards of two processes, relative to one's", 1.8, "least"),
)


def describe_machine(load: Sequence[float], *, one_core: bool) -> str:
    """Return a description of the machine, with its load average before and after."""
    cores = f"one of {os.cpu_count()} cores" if one_core else f"{os.cpu_count()} cores"
    return (
        f"{cores}, {platform.system()} {platform.machine()}, Python {platform.python_version()}; load average "
        f"{' and '.join(f'{one:.1f}' for one in load)} before and after (above 1, other work ran at the same "
        "time: compare ratios only)"
    )


def draw_times(times: Mapping[tuple[str, str], Times], seen: Mapping[str, Mapping[str, object]]) -> str:
    """Return a table for each kind of card; `seen` is the output of read_cards.py for each contender and kind."""
    parts = []
    for kind in KINDS:
        rows = []
        of = {name: times[name, kind] for name, k in times if k == kind}
        floor, rival = (median(of[n].wall) if n in of else 0.0 for n in (ISAL, _RIVAL))
        rival_cpu = mean(of[_RIVAL].cpu) if _RIVAL in of else 0.0
        pillow = median(of[PILLOW].wall) if PILLOW in of else 0.0
        for name, one in sorted(of.items(), key=lambda pair: median(pair[1].wall)):
            wall, size = median(one.wall), median(one.size)
            read = seen.get(f"{name}, {kind}", {})
            cpu = mean(one.cpu)
            rows.append((
                name, f"{wall:.1f}", f"{min(one.wall):.1f}", f"{max(one.wall):.1f}", f"{1000 / wall:.1f}", f"{cpu:.1f}",
                _ratio(wall, rival), _ratio(cpu, rival_cpu), _ratio(wall, floor), _ratio(wall, pillow),
                f"{size / 1000:.0f}", _ratio(size, float(str(read.get("pillow", 0)))), str(read.get("code", "")),
            ))  # fmt: skip
        heads = ("", "median ms", "min", "max", "cards/s", "CPU ms", "× takumi", "CPU × takumi", "× Up + ISA-L 1",
                 "× Pillow's save", "kB", "× Pillow's kB", "code")  # fmt: skip
        parts.append(f"### {kind} card\n\n{_table(heads, rows)}")
    return "\n\n".join(parts)


def draw_processes(
    cold: Mapping[str, Sequence[float]], memory: Mapping[str, int], pairs: Mapping[str, tuple[float, float]]
) -> str:
    """Return a table of cold start, memory and two processes, "" if none was measured."""
    rows = []
    for name in sorted(cold, key=lambda n: median(cold[n])):
        one, two = pairs.get(name, (0.0, 0.0))
        rows.append((
            name, f"{median(cold[name]):.0f}", f"{min(cold[name]):.0f}", f"{max(cold[name]):.0f}",
            f"{memory[name] / 1e6:.0f}" if memory.get(name) else "", f"{one:.1f}" if one else "",
            f"{two:.1f}" if two else "", _ratio(two, one),
        ))  # fmt: skip
    heads = ("", "cold start ms", "min", "max", "peak MB (PSS)", "one process, cards/s", "two processes", "gain")
    return f"### whole processes, photo card\n\n{_table(heads, rows)}" if rows else ""


def draw_goals(
    times: Mapping[tuple[str, str], Times], seen: Mapping[str, Mapping[str, object]],
    cold: Mapping[str, Sequence[float]], pairs: Mapping[str, tuple[float, float]],
) -> str:  # fmt: skip
    """Return a table of our goals and of this run's results, "" if none was measured."""
    wall = {key: median(one.wall) for key, one in times.items()}
    size = {kind: median(times[OURS, kind].size) for kind in KINDS if (OURS, kind) in times}
    pillow = {kind: float(str(seen.get(f"{OURS}, {kind}", {}).get("pillow", 0))) for kind in KINDS}
    starts = {name: median(taken) for name, taken in cold.items()}
    one, two = pairs.get(OURS, (0.0, 0.0))
    ours = {kind: wall.get((OURS, kind), 0.0) for kind in KINDS}
    rival = {kind: wall.get((_RIVAL, kind), 0.0) for kind in KINDS}
    found = (
        (ours["photo"], rival["photo"]),
        (ours["photo"], wall.get((ISAL, "photo"), 0.0)),
        (ours["flat"], rival["flat"]),
        (size.get("photo", 0.0), pillow["photo"]),
        (size.get("flat", 0.0), pillow["flat"]),
        (wall.get((JPEG, "photo"), 0.0), rival["photo"]),
        (starts.get("factcards render", 0.0), starts.get(_RIVAL, 0.0)),
        (two, one),
    )
    rows = []
    for (what, goal, side), (ours_, theirs) in zip(_GOALS, found, strict=True):
        if ours_ and theirs:
            reached = ours_ / theirs <= goal if side == "most" else ours_ / theirs >= goal
            rows.append((what, f"at {side} {goal:.2f}", f"{ours_ / theirs:.3f}", "yes" if reached else "no"))
    return f"### goals\n\n{_table(('', 'goal', 'this run', 'reached'), rows)}" if rows else ""


def _ratio(value: float, other: float) -> str:
    return f"{value / other:.2f}" if value and other else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
