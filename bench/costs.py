"""Print the processor milliseconds of each stage of a card, for the two cards of the specification.

python3 bench/costs.py [CARDS]      needs the packages and the photograph of the bench

Every card is different, as in the bench. To time a part of a stage, its function is wrapped in a timer. The time of a
stage includes its parts.
"""

from __future__ import annotations

import importlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".work"
THEME = str(HERE / "peers" / "factcards.yaml")
PARTS = {   # parts of each stage: (module that calls the function, function)
    "read": (("factcards.read.yaml.python_values", "parse_source"), ("factcards.read.cards.lone_cards", "build_set")),
    "lay out": (
        ("factcards.layout.typesetting.shaped_boxes", "shape_paragraph"),
        ("factcards.layout.flow.context", "fit_text"),
        ("factcards.layout.codes.code_boxes", "make_code"), ("factcards.layout.codes.code_boxes", "path_of_code"),
    ),
    "draw": (
        ("factcards.draw.raster", "_rasterize_line"), ("factcards.draw.raster", "_mask_of_boxes"),
        ("factcards.draw.raster", "_draw_picture"),
    ),
    "encode PNG": (("factcards.draw.png_writer", "_filter_rows"), ("factcards.draw.png_writer", "_deflate")),
}  # fmt: skip
_STAGES = ("read", "plan", "lay out", "check", "draw", "encode PNG", "draw for JPEG", "encode JPEG")
_OF_JPEG = 2   # number of the last stages, which a PNG does not need
_WARM = 3   # number of cards before the measurement, which open fonts and crop the photograph

Times = dict[str, list[float]]


@contextmanager
def timers(times: dict[str, float]) -> Iterator[None]:
    """Add the milliseconds of each function of PARTS to `times` while the context is open."""
    saved = []
    for module_name, name in (part for parts in PARTS.values() for part in parts):
        module = importlib.import_module(module_name)
        function = getattr(module, name)
        saved.append((module, name, function))
        setattr(module, name, _timed(name, function, times))
    try:
        yield
    finally:
        for module, name, function in saved:
            setattr(module, name, function)


def _timed(name: str, function: Callable[..., Any], times: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            times[name] = times.get(name, 0.0) + (time.process_time() - start) * 1e3

    return timed


def write_card(kind: str, number: int) -> str:
    """Return the text of a card of the specification, with its number."""
    spec = json.loads((HERE / "spec.json").read_text(encoding="utf-8"))["card"]
    fields = {key: spec[key].format(n=number) for key in ("figure", "fact", "source", "url")}
    picture = {"image": {"file": "photo.jpg", "alt": "A sample", "focus": [0.5, 0.5]}} if kind == "photo" else {}
    return json.dumps({
        "language": "en", "brand": {"name": "Sample", "logo": "logo.png"}, "typography": False, **picture,
        "headline": fields["figure"], "fact": fields["fact"], "source": fields["source"], "action": fields["url"],
    })  # fmt: skip


def time_stages(text: str) -> dict[str, float]:
    """Return the milliseconds of each stage of one card."""
    factcards, draw = importlib.import_module("factcards"), importlib.import_module("factcards.draw")
    encoders = importlib.import_module("factcards.draw.encoders")
    api, batch, jobs = (importlib.import_module(f"factcards.{name}") for name in ("api", "batch", "rendering.jobs"))
    assets = batch.open_assets(())
    marks = [time.process_time()]

    def mark(result: Any) -> Any:
        marks.append(time.process_time())
        return result

    card = mark(factcards.parse_card(text, folder=WORK / "assets"))
    job = mark(api._plan_one(card, api.take_size("instagram-portrait"), None, THEME).job)
    scene = mark(jobs.lay_out_job(job, assets))
    mark(factcards.check_scene(scene))
    indexed = draw.draw_indexed_image(scene, assets)
    image = mark(indexed or draw.draw_image(scene, assets))
    mark((draw.encode_indexed_png if indexed else draw.encode_png)(image, scene.description))
    image = mark(draw.draw_image(scene, assets))
    mark(encoders.encode_jpeg(image, scene.description))
    return {stage: (b - a) * 1e3 for stage, (a, b) in zip(_STAGES, pairwise(marks), strict=True)}


def measure(kind: str, cards: int, first: int) -> Times:
    """Return the milliseconds of each stage and part, one value for each card; cards are numbered from `first`."""
    found = Times()
    for number in range(cards + _WARM):
        parts: dict[str, float] = {}
        with timers(parts):
            taken = time_stages(write_card(kind, first + number))
        for name, value in (*taken.items(), *parts.items()) if number >= _WARM else ():
            found.setdefault(name, []).append(value)
    return found


def draw_table(found: dict[str, Times]) -> str:
    """Return a Markdown table of medians and of their shares in the time of a PNG."""
    middle = {kind: {n: statistics.median(values) for n, values in times.items()} for kind, times in found.items()}
    wholes = {kind: sum(middle[kind][s] for s in _STAGES[:-_OF_JPEG]) for kind in found}
    lines = ["| stage | photo ms | share | flat ms | share |", "|---|--:|--:|--:|--:|"]
    for stage in _STAGES:
        for name in (stage, *(name for _, name in PARTS.get(stage, ()))):
            label = stage if name == stage else f"— of that `{name.strip('_')}`"
            cells = []
            for kind in found:
                value = middle[kind].get(name, 0.0)
                share = f"{value / wholes[kind]:.0%}" if stage in _STAGES[:-_OF_JPEG] else ""
                cells += [f"{value:.2f}", share]
            lines.append(f"| {label} | {' | '.join(cells)} |")
    whole = " | ".join(f"{wholes[kind]:.2f} | 100%" for kind in found)
    return "\n".join([*lines, f"| **a PNG, from text to bytes** | {whole} |"])


def main(arguments: list[str]) -> int:
    """Measure both cards and print the table."""
    python = WORK / "venv" / "bin" / "python"
    if python.exists() and Path(sys.prefix).resolve() != python.parent.parent.resolve():
        return subprocess.run([python, __file__, *arguments], check=False).returncode
    cards = int(arguments[0]) if arguments else 60
    print(draw_table({"photo": measure("photo", cards, 0), "flat": measure("flat", cards, 10_000)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
