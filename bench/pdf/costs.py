"""Bytes and time of one PDF beside typst's, on the same cards, in turns.

    python bench/pdf/costs.py            # needs typst 0.15.2 (PyPI) beside factcards
    python bench/pdf/costs.py --rounds 5

Columns: the whole call `encode(card, format="pdf")`; its part `draw_pdf`; typst's `compile` in one call, with a folder
of the fonts that the card needs; and a `Compiler` that has everything open. All times are the processor's, the least of
the rounds; bytes are medians.

Each round draws every card once by each program, its words in an order of their own. Ours is the whole call from the
card's fields: line breaks, sizes, contrast, checks, the code and the file. typst is given the finished code and all
sizes and places, and breaks the lines; its fonts and files are opened before.
"""
# ruff: noqa: E402 - the path comes first

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import typst
import typst_cards
from PIL import Image as Pixels
from support.articles import TONGUES

import factcards

LANGUAGES = ("en", "ar", "hi", "zh-Hans")
_PHOTO = ROOT / "cards" / "end-sex-trafficking" / "photos" / "mountain-path.jpg"


def make_card(language: str, number: int, photo: Path | None) -> factcards.Card:
    """Return a card with the words of its texts in an order of its own, so that no line is known from another card."""
    texts = TONGUES[language]
    fields: factcards.CardFields = {
        "language": language, "headline": "96%", "fact": _shuffle(texts.median, number),
        "source": _shuffle(texts.source, number),
        "action": {"label": _shuffle(texts.call, number), "url": f"https://equalitynow.org/act/{number}"},
    }  # fmt: skip
    if photo:
        fields["image"] = {"file": photo.name, "alt": "A path"}
    return factcards.make_card(name="card", **fields)


def _shuffle(text: str, number: int) -> str:
    words = text.replace("**", "").split(" ")
    if len(words) == 1:
        words = list(words[0])
        return "".join(random.Random(number).sample(words, len(words)))
    return " ".join(random.Random(number).sample(words, len(words)))


def measure(call: Callable[[], bytes]) -> tuple[float, int]:
    """Return the milliseconds of the processor and the bytes of a call."""
    start = time.process_time()
    data = call()
    return (time.process_time() - start) * 1000, len(data)


def main(rounds: int) -> None:
    """Print a row for each card."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        folder = Path(name)
        photo = folder / "photo.jpg"
        with Pixels.open(_PHOTO) as image:
            image.save(photo, quality=90, subsampling=0)
        compiler = typst_cards.make_compiler(folder)
        taken: dict[str, list[list[float]]] = {}
        for number in range(rounds + 1):
            for language, shown in itertools.product(LANGUAGES, (None, photo)):
                row = measure_card(language, number, shown, compiler, folder)
                if number:   # the first round opens fonts
                    taken.setdefault(f"{language}{', photograph' if shown else ''}", []).append(row)
    print("| card | ours, KB | typst, KB | `encode` | `draw_pdf` | `typst.compile` | `typst.Compiler` |")
    print("|---" * 7 + "|")
    for label, rows in taken.items():
        sizes, their_sizes, *columns = zip(*rows, strict=True)
        size, their_size = map(statistics.median, (sizes, their_sizes))
        times = map(min, columns)   # other programs on the machine only add to it
        print(f"| {label} | {size / 1000:.1f} | {their_size / 1000:.1f} | {' | '.join(f'{t:.1f}' for t in times)} |")


def measure_card(
    language: str, number: int, photo: Path | None, compiler: typst.Compiler, folder: Path
) -> list[float]:
    """Return the bytes of our file and of typst's, and the milliseconds of each call."""
    chosen = {"theme": "photo" if photo else "statement", "language": language}
    scene = factcards.lay_out(make_card(language, number, photo), **chosen)
    described = typst_cards.describe(scene, "photo.jpg" if photo else "")
    fonts = typst_cards.copy_fonts(scene, folder / f"fonts-{language}")
    card = make_card(language, 10_000 + number, photo)
    calls: list[Callable[[], bytes]] = [
        lambda: factcards.encode(card, format="pdf", **chosen),
        lambda: factcards.draw_scene(scene, format="pdf"),
        lambda: typst_cards.compile_once(folder, fonts, described),
        lambda: typst_cards.compile_pdf(compiler, described),
    ]
    (encode, size), (draw, _), (once, their_size), (warm, _) = map(measure, calls)
    return [size, their_size, encode, draw, once, warm]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    main(parser.parse_args().rounds)
