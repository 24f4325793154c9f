"""Scenes on which a back end is compared with the raster: every theme, and what is hard to draw, each once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image as Pixels

from factcards.draw import draw_image
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import Chart, Count, Image, LocalCard
from factcards.model.scene import Scene
from factcards.model.sizes import find_size
from factcards.photos import read_photo_key
from factcards.read.themes.theme_reader import read_theme

from .articles import TONGUES
from .cards import card, prose
from .pdf_cards import make_brand

_DANDELION = Path(__file__).parents[2] / "cards" / "end-sex-trafficking" / "photos" / "dandelion.jpg"


class LikenessCard:
    """A scene with its own picture, drawn once."""

    def __init__(self, scene: Scene, assets: Assets) -> None:
        self.scene = scene
        self.picture: Pixels.Image = draw_image(scene, assets)


def lay_out_likeness_scenes(folder: Path, assets: Assets) -> dict[str, Scene]:
    """Return eight scenes by name, one a theme; pictures are written into a folder."""
    counts = Chart(counts=(Count(171, prose("देश", "hi")), Count(21, prose("सरकारें", "hi"))))

    def lay_out(made: LocalCard, theme: str, size: str = "instagram-square") -> Scene:
        return lay_out_card(made, read_theme(theme), find_size(size), assets)

    def tell(language: str, length: str = "short", **fields: object) -> LocalCard:
        texts = TONGUES[language]
        return card(getattr(texts, length), language, **{"call": texts.call, "headline": texts.figure, **fields})

    image = Image(read_photo_key(_DANDELION), prose("A dandelion"), prose("Photo: Clemens Engelhardt"), (0.29, 0.33))
    return {
        "Arabic with emoji": lay_out(tell("ar", call="طالبوا حكومتكم 🐝", headline=None), "statement"),
        "photograph, scrim and logo": lay_out(tell("en", image=image, brand=make_brand(folder)), "photo"),
        "chart in Hindi": lay_out(tell("hi", chart=counts), "data"),
        "Urdu for print, with bleed": lay_out(tell("ur"), "contrast", "a6"),
        "Chinese": lay_out(tell("zh-Hans"), "half"),
        "Thai": lay_out(tell("th"), "figure"),
        "one of a series": lay_out(replace(tell("en"), index=1, total=4), "series"),
        "a story": lay_out(tell("de", "median", kind="story", headline=TONGUES["de"].date), "testimony"),
    }  # fmt: skip
