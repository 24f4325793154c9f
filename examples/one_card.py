"""Render one card file as one picture. python examples/one_card.py [FOLDER]."""

import sys
from pathlib import Path

import factcards

HERE = Path(__file__).parent


def main(out: Path) -> None:
    cards = factcards.read_cards(HERE / "one-card.yaml")
    image = factcards.render(cards["one-card"], size="instagram-portrait")
    out.mkdir(parents=True, exist_ok=True)
    image.save(out / "one-card.png")
    print(f"{out / 'one-card.png'}: {image.width} × {image.height}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
    except factcards.FactcardsError as error:   # what is wrong with the card, where, and how to correct it
        sys.exit(str(error))
