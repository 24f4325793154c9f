"""Render one card in every language for which it has a file. python examples/localized_variant.py [FOLDER]."""

import sys
from pathlib import Path

import factcards

HERE = Path(__file__).parent


def main(out: Path) -> None:
    card = factcards.read_cards(HERE / "translated-card.yaml")["translated-card"]
    out.mkdir(parents=True, exist_ok=True)
    for language, variant in card.variants:   # translated-card.yaml, .ar.yaml, .es.yaml
        image = factcards.render(card, language=language, size="story")
        image.save(out / f"translated-card.{language}.png")
        note = "" if variant.reviewed else "   no native reader has checked it yet"
        print(f"{out / f'translated-card.{language}.png'}{note}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
