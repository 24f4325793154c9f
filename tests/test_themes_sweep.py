"""Every theme in every shape, for facts and stories of every length, in eight languages, with and without photograph.

What is asked of each card is what is asked of those that we publish: no warning and no error, which takes in contrast,
safe areas, words that meet, and the smallest type.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PIL import Image as Pixels
from support.articles import LENGTHS, TONGUES
from support.cards import BRAND, SHAPES, card, prose

from factcards.check import check_scene
from factcards.errors import FactcardsError
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import Brand, Chart, Count, Image, LocalCard, Source, Tile
from factcards.model.sizes import find_size
from factcards.photos import PhotoKey, read_logo_key, read_photo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def dandelion(tmp_path_factory: pytest.TempPathFactory) -> PhotoKey:
    """The campaign's photograph, with as many pixels as the tallest card asks for."""
    path = tmp_path_factory.mktemp("photo") / "dandelion.jpg"
    with Pixels.open(ROOT / "cards" / "end-sex-trafficking" / "photos" / "dandelion.jpg") as small:
        small.resize((4000, 2250)).save(path, quality=90)
    return read_photo_key(path)


def image(photo: PhotoKey, language: str) -> Image:
    return Image(photo, credit=prose("Photo: Clemens Engelhardt, CC0", language), focus=(0.29, 0.33))


def say(language: str, kind: str, length: str, **fields: object) -> LocalCard:
    """A card of the Declaration's words; a fact leads with a figure, a story with a date."""
    tongue = TONGUES[language]
    given: dict[str, object] = {
        "headline": tongue.figure if kind == "fact" else tongue.date, "call": tongue.call,
        "source": Source(line=prose(tongue.source, language)),
    }  # fmt: skip
    given |= {"chart": Chart(0.96, from_headline=True)} if kind == "fact" else {}
    return card(getattr(tongue, length), language, kind=kind, short="equalitynow.org/act", **given | fields)


def faults(made: LocalCard, theme: str, size: str, assets: Assets) -> list[str]:
    """Everything that a careful reader would say of the card in one theme and size.

    Most themes draw no chart, and `data` shows counts or a photograph; that they say so is tested in `test_undrawn`.
    """
    try:
        scene = lay_out_card(made, read_theme(theme), find_size(size), assets)
    except FactcardsError as error:
        return [p.message for p in error.problems]
    told = {"chart"} | ({"image"} if theme == "data" and made.chart and made.chart.share is None else set())
    found = (*scene.problems, *check_scene(scene))
    return [p.message for p in found if not (p.kind == "not-drawn" and p.field in told)]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("theme", list_theme_names())
def test_every_length_of_every_kind_is_set_without_a_problem(theme, language, size, assets, dandelion):
    found = []
    for kind, length, pictured in product(("fact", "story"), LENGTHS, (False, True)):
        made = say(language, kind, length, image=image(dandelion, language) if pictured else None)
        said = faults(made, theme, size, assets)
        found += [f"{kind} {length}{' with a photograph' if pictured else ''}: {message}" for message in said]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", TONGUES)
def test_words_keep_clear_of_the_line_of_a_series_wherever_their_card_stands(language, size, assets, dandelion):
    found = []
    for kind, length, pictured, index in product(("fact", "story"), ("short", "longest"), (False, True), range(4)):
        made = say(language, kind, length, image=image(dandelion, language) if pictured else None)
        said = faults(replace(made, index=index, total=4), "series", size, assets)
        found += [f"{kind} {length}{' with a photograph' if pictured else ''}, card {index}: {m}" for m in said]
    assert not found, "\n".join(found)


HEADS = {"no headline": "", "figure": "figure", "lock-up": "lockup", "words": "date"}
CHARTS = {
    "no chart": None, "share": Chart(0.62),
    "counts": Chart(counts=(Count(171, prose("countries have")), Count(21, prose("governments have not")))),
    "tiles": Chart(tiles=tuple(Tile(prose(n), prose(g)) for n, g in (("5.2", "Goal 5"), ("8.7", "Goal 8")))),
}  # fmt: skip
BRANDS = ("no brand", "name", "logo")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path fill="{}" d="M0 0h3v3H0zM5 1h4v1H5z"/></svg>'


@pytest.fixture(scope="module")
def brands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Brand | None]:
    """None, one that has a name, and one that has a logo in two tones."""
    folder = tmp_path_factory.mktemp("logos")
    for tone, color in (("light", "#ffffff"), ("dark", "#000000")):
        (folder / f"{tone}.svg").write_text(LOGO.format(color), encoding="utf-8")
    light, dark = (read_logo_key(folder / f"{tone}.svg") for tone in ("light", "dark"))
    return {"no brand": None, "name": BRAND, "logo": Brand("Equality Now", light, other_logo=dark)}


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("theme", list_theme_names())
def test_whatever_a_fact_brings_the_theme_has_a_place_for(theme, language, size, assets, dandelion, brands):
    """With and without headline, chart, photograph and brand."""
    found = []
    for head, chart, brand, pictured in product(HEADS, CHARTS, BRANDS, (False, True)):
        headline = getattr(TONGUES[language], HEADS[head]) if HEADS[head] else None
        photo = image(dandelion, language) if pictured else None
        made = say(language, "fact", "short", headline=headline, chart=CHARTS[chart], brand=brands[brand], image=photo)
        with_photo = ", photograph" if pictured else ""
        found += [f"{head}, {chart}, {brand}{with_photo}: {m}" for m in faults(made, theme, size, assets)]
    assert not found, "\n".join(found)
