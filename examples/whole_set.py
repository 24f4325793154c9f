"""Render a folder of cards into a folder of pictures, on all cores. python examples/whole_set.py [FOLDER]."""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import factcards

HERE = Path(__file__).parent


def main(out: Path) -> None:
    cards = factcards.read_cards(HERE / "small-set")
    with ProcessPoolExecutor() as executor:   # without an executor everything is rendered in this process
        results = factcards.render_all(cards, out=out, executor=executor, strict=False)
    for result in results:
        print(result.file or f"not rendered: {result.job.file}")
        for problem in result.problems:
            print(problem)
    print(f"{len(results)} pictures of {len(cards)} cards; {out / 'manifest.json'} describes each")


if __name__ == "__main__":   # worker processes import this file, too
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
