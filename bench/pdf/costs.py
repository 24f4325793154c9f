"""Bytes and time of one PDF beside typst's, on the same cards, in turns.

    python bench/pdf/costs.py            # needs typst 0.15.2 (PyPI) beside factcards
    python bench/pdf/costs.py --rounds 5

Each round draws every card once by each program, its words in an order of their own. Ours is the whole call from the
card's fields: line breaks, sizes, contrast, checks, the code and the file. typst is given the finished code and all
sizes and places, and breaks the lines; its fonts and files are opened before.
"""
# ruff: noqa: E402 - the path comes first

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

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
    """Return the milliseconds and the bytes of a call."""
    start = time.perf_counter()
    data = call()
    return (time.perf_counter() - start) * 1000, len(data)


def main(rounds: int) -> None:
    """Print a row for each card."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        folder = Path(name)
        photo = folder / "photo.jpg"
        with Pixels.open(_PHOTO) as image:
            image.save(photo, quality=90, subsampling=0)
        compiler = typst_cards.make_compiler(folder)
        print("| card | ours, KB | typst, KB | ratio | ours, ms | typst, ms | ratio |\n|---|---|---|---|---|---|---|")
        cases = [(language, shown) for shown in (None, photo) for language in LANGUAGES]
        taken: dict[tuple[str, bool], list[tuple[float, int, float, int]]] = {}
        for number in range(rounds + 1):
            for language, shown in cases:
                theme = "photo" if shown else "statement"
                card = make_card(language, number, shown)
                scene = factcards.lay_out(card, theme=theme, language=language)
                described = typst_cards.describe(scene, "photo.jpg" if shown else "")
                card = make_card(language, 10_000 + number, shown)
                chosen = {"theme": theme, "language": language}
                ours = measure(lambda c=card, o=chosen: factcards.encode(c, format="pdf", **o))
                theirs = measure(lambda d=described: typst_cards.compile_pdf(compiler, d))
                if number:   # the first round opens fonts
                    taken.setdefault((language, bool(shown)), []).append((*ours, *theirs))
        for (language, pictured), rows in taken.items():
            ours_ms, ours_size, their_ms, their_size = (statistics.median(column) for column in zip(*rows, strict=True))
            label = f"{language}{', photograph' if pictured else ''}"
            sizes = f"{ours_size / 1000:.1f} | {their_size / 1000:.1f} | {ours_size / their_size:.2f}"
            print(f"| {label} | {sizes} | {ours_ms:.1f} | {their_ms:.1f} | {ours_ms / their_ms:.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    main(parser.parse_args().rounds)
