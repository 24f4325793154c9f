"""The words that four readers find in our PDFs and in typst's, on the same cards in twenty languages.

    python bench/pdf/words.py            # needs typst 0.15.2 (PyPI), poppler, mutool, node and pdfjs-dist

Both are measured by `tests/witness/words.py`. typst sets the words of our tags as PDF/UA-1, in the same fonts.
"""
# ruff: noqa: E402 - the path comes first

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "witness")]

import typst_cards
from support.twenty_languages import LANGUAGES, make_card
from witness.words import READERS, find_missing, find_words

from factcards.draw.pdf import draw_pdf
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.scene import Scene
from factcards.model.sizes import find_size
from factcards.photos import PhotoLibrary
from factcards.read.themes.theme_reader import read_theme
from factcards.text.fonts.font_library import shipped_fonts


def main() -> None:
    """Print a row for each language: the words missing in each reader, ours and typst's."""
    assets = Assets(shipped_fonts(), PhotoLibrary())
    theme, size = read_theme("statement"), find_size("instagram-portrait")
    scenes = {tag: lay_out_card(make_card(tag), theme, size, assets) for tag in LANGUAGES}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compiler = typst_cards.make_compiler(folder)
        ours = {tag: draw_pdf([scene], assets) for tag, scene in scenes.items()}
        theirs = {tag: typst_cards.compile_pdf(compiler, typst_cards.describe(s)) for tag, s in scenes.items()}
        missing = [count_missing(write(folder / kind, files), scenes) for kind, files in (("a", ours), ("b", theirs))]
    print(f"| language | words | {' | '.join(f'{r}: ours, typst' for r in READERS)} |")
    print("|---" * (len(READERS) + 2) + "|")
    for tag, scene in scenes.items():
        cells = (f"{missing[0][reader][tag]}, {missing[1][reader][tag]}" for reader in READERS)
        print(f"| {tag} | {len(find_words(scene))} | {' | '.join(cells)} |")


def write(folder: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Write the files of each language into a folder."""
    folder.mkdir()
    paths = {tag: folder / f"{tag}.pdf" for tag in files}
    for tag, path in paths.items():
        path.write_bytes(files[tag])
    return paths


def count_missing(paths: Mapping[str, Path], scenes: Mapping[str, Scene]) -> dict[str, dict[str, int]]:
    """Return the number of words that each reader does not find in each language."""
    found: dict[str, dict[str, int]] = {}
    for reader, read in READERS.items():
        texts = dict(zip(paths, read([*paths.values()]), strict=True))
        found[reader] = {tag: len(find_missing(find_words(scenes[tag]), texts[tag], tag, reader)) for tag in paths}
    return found


if __name__ == "__main__":
    main()
