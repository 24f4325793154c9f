"""Cards for tests of PDF: words, charts, photographs and logos, in many scripts."""

from __future__ import annotations

from pathlib import Path

from PIL import Image as Pixels

from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import Brand, Chart, Count, Image, LocalCard, Tile
from factcards.model.scene import Scene
from factcards.model.sizes import find_size
from factcards.photos.logo_files import read_logo_key
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import read_theme
from support.articles import TONGUES
from support.cards import card, prose

_DANDELION = Path(__file__).parents[2] / "cards" / "end-sex-trafficking" / "photos" / "dandelion.jpg"
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path fill="{}" d="M0 0h3v3H0zM5 1h4v1H5z"/></svg>'


def make_image(folder: Path) -> Image:
    """Write the campaign's photograph into a folder, large enough for every card, and return it as an image."""
    path = folder / "dandelion.jpg"
    if not path.exists():
        with Pixels.open(_DANDELION) as small:
            small.resize((4000, 2250)).save(path, quality=90)
    credit = prose("Photo: Clemens Engelhardt, CC0")
    return Image(read_photo_key(path), prose("A dandelion in front of dark grass"), credit, (0.29, 0.33))


def make_brand(folder: Path) -> Brand:
    """Write a logo in two tones into a folder, and return a brand with it."""
    for tone, color in (("light", "#ffffff"), ("dark", "#000000")):
        (folder / f"{tone}.svg").write_text(_LOGO.format(color), encoding="utf-8")
    light, dark = (read_logo_key(folder / f"{tone}.svg") for tone in ("light", "dark"))
    return Brand("Equality Now", light, other_logo=dark)


def make_cards(folder: Path) -> dict[str, LocalCard]:
    """Return a card of words, one with a chart, and one with photograph and logo, in three scripts, with emoji."""
    counts = Chart(counts=(Count(171, prose("देश", "hi")), Count(21, prose("सरकारें", "hi"))))
    image, brand = make_image(folder), make_brand(folder)
    return {
        "words": card(f"{TONGUES['ar'].short} 🐝", "ar", kind="story", call=None),
        "chart": card(TONGUES["hi"].short, "hi", chart=counts),
        "photograph": card(f"{TONGUES['en'].short} 👩🏽‍🚒", image=image, brand=brand, rights=prose("CC BY 4.0")),
    }


def lay_out_pages(folder: Path, assets: Assets) -> dict[str, list[Scene]]:
    """Return the pages of twelve documents in eight languages, by name."""
    tiles = Chart(tiles=tuple(Tile(prose(n), prose(g)) for n, g in (("5.2", "Goal 5"), ("8.7", "Goal 8"))))

    def lay_out(made: LocalCard, theme: str = "statement", size: str = "instagram-portrait") -> Scene:
        return lay_out_card(made, read_theme(theme), find_size(size), assets)

    def tell(language: str, *parts: str, **fields: object) -> LocalCard:
        texts = TONGUES[language]
        return card("\n\n".join(getattr(texts, part) for part in parts), language, call=texts.call, **fields)

    made = make_cards(folder)
    return {
        "a figure": [lay_out(tell("en", "short", headline="96%"))],
        "a story of two paragraphs": [lay_out(tell("en", "short", "longest", kind="story"), "testimony")],
        "photograph, credit and logo": [lay_out(made["photograph"], "photo")],
        "counts": [lay_out(made["chart"], "data")],
        "tiles": [lay_out(tell("en", "short", chart=tiles), "data", "instagram-square")],
        "Arabic without a call": [lay_out(made["words"])],
        "Urdu for print": [lay_out(tell("ur", "median"), "contrast", "a6")],
        "Chinese": [lay_out(tell("zh-Hans", "median", headline="96%"), "half")],
        "Thai": [lay_out(tell("th", "short"), "figure", "x-landscape")],
        "Amharic": [lay_out(tell("am", "short"))],
        "Khmer with an English name": [lay_out(card("មនុស្ស **ទាំងអស់** Equality Now", "km"))],
        "a book": [lay_out(tell("en", "short")), lay_out(tell("en", "median"), "half")],
    }
