"""Makes the pictures of README.md again, from the campaign's cards: python docs/make_pictures.py [FOLDER]."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw

import factcards
from factcards.photos import PhotoLibrary, read_photo

HERE = Path(__file__).parent
ROOT = HERE.parent
GROUND = "#e7e2dc"

# The hero: columns of cards from left to right, each (card, language, size) from top to bottom.
HERO = (
    (("our-campaign", "en", "story"),),
    (("ninety-six-percent", "en", "instagram-portrait"), ("palermo-protocol", "fr", "x-landscape")),
    (("ninety-nine-billion", "zh-Hans", "x-landscape"), ("ninety-six-percent", "ar", "instagram-portrait")),
    (("all-our-asks", "ru", "story"),),
)
# The contact sheet: a row a card in one shape, a column a language.
LANGUAGES = ("en", "fr", "es", "ru", "zh-Hans", "ar")
ROWS = (
    ("ninety-six-percent", "instagram-portrait"),
    ("our-campaign", "x-landscape"),
    ("the-review", "story"),
    ("palermo-protocol", "instagram-square"),
    ("ninety-nine-billion", "x-landscape"),
)


def main(folder: Path) -> None:
    """Make them all, in the folder."""
    cards = factcards.read_cards(ROOT / "cards" / "end-sex-trafficking")
    folder.mkdir(parents=True, exist_ok=True)
    least = factcards.read_cards(ROOT / "examples" / "one-card.yaml")["one-card"]
    _save(_scale(factcards.render(least), 720), folder / "one-card.jpg")
    _save(draw_hero(cards), folder / "hero.jpg")
    _save(draw_sheet(cards), folder / "contact-sheet.jpg")
    _save(draw_focus(ROOT / "cards" / "end-sex-trafficking" / "photos"), folder / "focus.jpg")


def draw_focus(photos: Path, height: int = 240, gap: int = 12) -> Image.Image:
    """The photographs of a folder side by side, each with the focus that is found in it."""
    tiles = []
    for path in sorted(photos.glob("*.jpg")):
        key = read_photo(path)
        image = Image.open(path).convert("RGB").resize((round(key.width * height / key.height), height))
        x, y = (share * side for share, side in zip(PhotoLibrary().focus(key), image.size, strict=True))
        for radius, color in ((15, "#000000"), (13, "#ffffff"), (8, "#e4002b")):
            ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), outline=color, width=5)
        tiles.append(image)
    sheet = Image.new("RGB", (sum(t.width for t in tiles) + gap * (len(tiles) + 1), height + 2 * gap), GROUND)
    x = gap
    for tile in tiles:
        sheet.paste(tile, (x, gap))
        x += tile.width + gap
    return sheet


def draw_hero(cards: factcards.CardSet, height: int = 900, gap: int = 20, margin: int = 40) -> Image.Image:
    """Columns of one height, each as wide as that height makes it."""
    columns = []
    for column in HERO:
        images = [factcards.render(cards[card], size, language) for card, language, size in column]
        room = height - gap * (len(images) - 1)
        width = round(room / sum(image.height / image.width for image in images))
        scaled = [_scale(image, width) for image in images[:-1]]
        rest = room - sum(image.height for image in scaled)
        columns.append([*scaled, images[-1].convert("RGB").resize((width, rest), Image.Resampling.LANCZOS)])
    total = sum(column[0].width for column in columns) + gap * (len(columns) - 1)
    sheet = Image.new("RGB", (total + 2 * margin, height + 2 * margin), GROUND)
    x = margin
    for column in columns:
        y = margin
        for image in column:
            sheet.paste(image, (x, y))
            y += image.height + gap
        x += column[0].width + gap
    return sheet


def draw_sheet(cards: factcards.CardSet, width: int = 300, gap: int = 20, margin: int = 40) -> Image.Image:
    """Rows of one card each; in every column one language, with the same gap all around."""
    rows = [
        [_scale(factcards.render(cards[card], size, language), width) for language in LANGUAGES]
        for card, size in ROWS
    ]
    height = sum(row[0].height for row in rows) + gap * (len(rows) - 1)
    total = len(LANGUAGES) * (width + gap) - gap
    sheet = Image.new("RGB", (total + 2 * margin, height + 2 * margin), GROUND)
    y = margin
    for row in rows:
        for index, image in enumerate(row):
            sheet.paste(image, (margin + index * (width + gap), y))
        y += row[0].height + gap
    return sheet


def _scale(image: Image.Image, width: int) -> Image.Image:
    height = round(width * image.height / image.width)
    return image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)


def _save(image: Image.Image, file: Path) -> None:
    image.save(file, quality=84, optimize=True, subsampling=0)
    sys.stdout.write(f"{file}: {image.width} × {image.height}, {file.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures")
