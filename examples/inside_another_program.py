"""Paste cards, which are Pillow images, onto a poster. python examples/inside_another_program.py [FOLDER]."""

import sys
from pathlib import Path

from PIL import Image

import factcards

HERE = Path(__file__).parent
GAP = 60


def main(out: Path) -> None:
    card = factcards.read_cards(HERE / "translated-card.yaml")["translated-card"]
    images = [factcards.render(card, language=language) for language in ("en", "es", "ar")]
    width, height = images[0].size
    poster = Image.new("RGB", (3 * width + 4 * GAP, height + 2 * GAP), "#e9e4de")
    for index, image in enumerate(images):
        poster.paste(image, (GAP + index * (width + GAP), GAP))
    out.mkdir(parents=True, exist_ok=True)
    poster.save(out / "poster.png")
    alt = factcards.lay_out(card).description   # the alt text, for people who cannot see the card
    print(f"{out / 'poster.png'}: {poster.width} × {poster.height}\n{alt}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
