"""Render 100, 1,000 and 10,000 cards, and draw the time against their number into docs/pictures/growth.svg.

python docs/make_growth.py [--cards 100,1000,10000] [--workers 2] [--out FILE]

Every card has its own text, number and link. Both axes are logarithmic: if the time is proportional to the number of
cards, the points are on the dashed line.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PLOT = ROOT / "docs" / "pictures" / "growth.svg"
SIZE = "instagram-portrait"
PLACES = ("at work", "at home", "online", "at school", "on the street", "in court", "at the border", "in the press")
PEOPLE = ("women", "girls", "mothers", "students", "nurses", "farmers", "migrants", "reporters", "lawyers", "athletes")
DEEDS = ("were not heard", "had no shelter", "were paid less", "could not vote", "found help", "were turned away")
WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP = 720, 440, 84, 64, 150, 28
INK, SOFT, LINE, MARKS = "#34112F", "#6B4A63", "#D9CFD6", ("#A3295B", "#1F6F8B")


class Run(NamedTuple):
    """A number of cards and the seconds that they took: wall-clock time, and processor time of all processes."""

    cards: int
    wall: float
    cpu: float


Place = Callable[[float, float], tuple[float, float]]
"""Cards and seconds → position in the plot, in px."""
Series = tuple[str, Sequence[tuple[float, float]]]
"""A name, and the cards and seconds of each run."""


def write_cards(folder: Path, count: int) -> None:
    """Write `count` different card files into a new folder."""
    folder.mkdir()
    sentences = list(product(PLACES, PEOPLE, DEEDS))
    for number in range(count):
        place, people, deed = sentences[number * 7 % len(sentences)]
        text = (
            f"language: en\nheadline: {number % 99 + 1}%\n"
            f'fact: "Survey {number}: of {1000 + number:,} {people} {place}, **{number % 99 + 1}%** {deed}."\n'
            f"source: Sample Survey, table {number}\naction: https://example.org/act?card={number}\n"
        )
        (folder / f"card-{number:05}.yaml").write_text(text, encoding="utf-8")


def render_cards(count: int, workers: int) -> Run:
    """Measure the command on `count` cards in a temporary folder. Exits if a card was not rendered."""
    with tempfile.TemporaryDirectory(prefix="factcards-growth-") as name:
        folder = Path(name)
        write_cards(folder / "cards", count)
        command = [sys.executable, "-m", "factcards", "render", "cards", "-s", SIZE, "-o", "out", "-j", str(workers)]
        search = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        environment = {**os.environ, "PYTHONPATH": search, "FACTCARDS_CACHE": str(folder / "cache")}
        start, before = time.perf_counter(), os.times()
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        wall, after = time.perf_counter() - start, os.times()
        rendered = sum(1 for _ in (folder / "out").rglob("*.png"))
        if done.returncode or rendered != count:
            sys.exit(f"{rendered} of {count} cards were rendered\n{done.stderr[-2000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(count, wall, cpu)


def slope_of(points: Sequence[tuple[float, float]]) -> float:
    """Return the exponent of growth, 1 where values are proportional to cards: least squares through the logarithms."""
    logs = [(math.log10(x), math.log10(y)) for x, y in points]
    x0, y0 = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    across = sum((x - x0) ** 2 for x, _ in logs)
    return sum((x - x0) * (y - y0) for x, y in logs) / across if across else 1.0


def draw_plot(runs: Sequence[Run], note: str) -> str:
    """Return the plot as SVG: time against cards, each series with the proportional line through its last point."""
    series = (
        ("wall-clock time", [(run.cards, run.wall) for run in runs]),
        ("processor time", [(run.cards, run.cpu) for run in runs]),
    )
    values = [y for _, points in series for _, y in points]
    lows = math.floor(math.log10(min(run.cards for run in runs))), math.floor(math.log10(min(values)))
    highs = math.ceil(math.log10(max(run.cards for run in runs))), math.ceil(math.log10(max(values)))

    def place(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - lows[0]) / max(1, highs[0] - lows[0])
        up = (math.log10(y) - lows[1]) / max(1, highs[1] - lows[1])
        x_, y_ = LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - TOP)
        return round(x_, 1), round(y_, 1)

    parts = [*_draw_grid(lows, highs, place), *_draw_series(series, 10 ** lows[0], place)]
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 12}" fill="{SOFT}" font-size="12">{note}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="13">\n'
        f'<title>Time against cards</title>\n<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _draw_grid(lows: tuple[int, int], highs: tuple[int, int], place: Place) -> Iterator[str]:
    """Yield lines at whole powers of ten, with their labels."""
    for power in range(lows[0], highs[0] + 1):
        (x, y), (_, y1) = place(10**power, 10 ** lows[1]), place(10**power, 10 ** highs[1])
        yield f'<path d="M{x} {y}V{y1}" stroke="{LINE}"/>'
        yield f'<text x="{x}" y="{y + 20}" text-anchor="middle" fill="{INK}">{10**power:,}</text>'
    for power in range(lows[1], highs[1] + 1):
        (x, y), (x1, _) = place(10 ** lows[0], 10**power), place(10 ** highs[0], 10**power)
        yield f'<path d="M{x} {y}H{x1}" stroke="{LINE}"/>'
        yield f'<text x="{x - 8}" y="{y + 4}" text-anchor="end" fill="{INK}">{10.0**power:,g} s</text>'
    x, y = place(10 ** highs[0], 10 ** lows[1])
    yield f'<text x="{x}" y="{y + 38}" text-anchor="end" fill="{SOFT}">cards</text>'


def _draw_series(series: Sequence[Series], fewest: float, place: Place) -> Iterator[str]:
    """Yield the points of each series, and the line on which they would be if time were proportional to cards."""
    for mark, (name, points) in zip(MARKS, series, strict=True):
        cards, seconds = points[-1]
        (x0, y0), (x1, y1) = place(fewest, seconds * fewest / cards), place(cards, seconds)
        yield f'<path d="M{x0} {y0}L{x1} {y1}" stroke="{mark}" stroke-dasharray="5 4" opacity=".6"/>'
        for point in points:
            x, y = place(*point)
            title = f"<title>{point[0]:,}: {point[1]:.1f} s</title>"
            yield f'<circle cx="{x}" cy="{y}" r="5" fill="{mark}">{title}</circle>'
        yield f'<text x="{x1 + 10}" y="{y1}" fill="{mark}">{name}</text>'
        yield f'<text x="{x1 + 10}" y="{y1 + 17}" fill="{mark}" font-size="12">slope {slope_of(points):.2f}</text>'


def main(arguments: Sequence[str]) -> int:
    """Render the cards, draw the plot, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cards", type=lambda text: [int(n) for n in text.split(",")], default=[100, 1000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=PLOT)
    options = parser.parse_args(arguments)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    runs = []
    for count in options.cards:
        runs.append(render_cards(count, options.workers))
        run = runs[-1]
        each = run.cpu / run.cards * 1e3
        print(f"{run.cards:,} cards: {run.wall:.1f} s, {each:.1f} ms of processor time a card", flush=True)
    busy = f", with other work (load {load:.0f})" if load >= 1 else ""
    note = f"{SIZE}, PNG, {options.workers} processes on {os.cpu_count()} cores{busy}; dashed: proportional"
    options.out.write_text(draw_plot(runs, note), encoding="utf-8")
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
