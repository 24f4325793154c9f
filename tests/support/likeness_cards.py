"""Scenes on which a back end is compared with the raster: every theme, and what is hard to draw, each once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image as Pixels

from factcards.draw import draw_image
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import Chart, Count, Image, LocalCard
from factcards.model.scene import Scene, module_size
from factcards.model.sizes import find_size
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

from .articles import TONGUES
from .cards import SHAPES, card, group, prose, texts
from .pdf_cards import make_brand
from .scenes import key_of
from .seeded_faults import drop_line, flip_module, move_line, recolor_word, swap_face
from .twenty_languages import LANGUAGES, make_card

_DANDELION = Path(__file__).parents[2] / "cards" / "end-sex-trafficking" / "photos" / "dandelion.jpg"
NAMES = (
    "Arabic with emoji", "photograph, scrim and logo", "chart in Hindi", "Urdu for print, with bleed",
    "Chinese", "Thai", "one of a series", "a story",
)  # fmt: skip
"""The names of the scenes."""


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


def lay_out_every_scene(folder: Path, assets: Assets) -> Iterator[tuple[str, Scene]]:
    """Yield a scene of every theme in four shapes, with words, a photograph or a chart, and one of each language."""
    image = Image(read_photo_key(_DANDELION), prose("A dandelion"), prose("Photo: Clemens Engelhardt"), (0.29, 0.33))
    contents: dict[str, dict[str, object]] = {
        "words": {}, "photograph": {"image": image, "brand": make_brand(folder)}, "chart": {"chart": Chart(0.62)},
    }  # fmt: skip
    tongues = itertools.cycle(TONGUES)
    for theme, size, (name, fields) in itertools.product(list_theme_names(), SHAPES, contents.items()):
        language = next(tongues)
        texts = TONGUES[language]
        made = card(texts.median, language, call=texts.call, headline=texts.figure, **fields)
        yield f"{theme}, {size}, {name}, {language}", lay_out_card(made, read_theme(theme), find_size(size), assets)
    for language in LANGUAGES:
        scene = lay_out_card(make_card(language), read_theme("statement"), find_size("instagram-portrait"), assets)
        yield f"statement in {language}", scene


def seed_many_faults(scene: Scene) -> tuple[Scene, set[str]]:
    """Return a scene in which five parts have one fault each, and the names of these parts."""
    seeded = move_line(scene, "fact")
    seeded = drop_line(seeded, "source")
    seeded = recolor_word(seeded, "address")
    seeded = swap_face(seeded, "call", key_of("Archivo-500.ttf"))
    lines = {role: texts(scene, role)[-1].line.text.strip() for role in ("fact", "source", "address", "call")}
    code = f"code with modules of {module_size(group(scene, 'code')):.1f} px"
    return flip_module(seeded), {code, *(f"{role} “{words}”" for role, words in lines.items())}
