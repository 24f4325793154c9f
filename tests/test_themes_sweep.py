"""Every theme in every shape, for facts and stories of every length, in eight languages, with and without photograph.

Each card must have no warning and no error, like the cards that we publish. So contrast, safe areas, overlaps and the
smallest type are checked as well.
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
from factcards.photos import PhotoKey
from factcards.photos.logo_files import read_logo_key
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def dandelion(tmp_path_factory: pytest.TempPathFactory) -> PhotoKey:
    """Return the photograph of the campaign, enlarged so that it is sharp on the tallest card."""
    path = tmp_path_factory.mktemp("photo") / "dandelion.jpg"
    with Pixels.open(ROOT / "cards" / "end-sex-trafficking" / "photos" / "dandelion.jpg") as small:
        small.resize((4000, 2250)).save(path, quality=90)
    return read_photo_key(path)


def image(photo: PhotoKey, language: str) -> Image:
    """Return the image of a card, with credit and focus."""
    return Image(photo, credit=prose("Photo: Clemens Engelhardt, CC0", language), focus=(0.29, 0.33))


def make_card(language: str, kind: str, length: str, **fields: object) -> LocalCard:
    """Build a card from a text of the Declaration; a fact leads with a figure, a story with a date."""
    content = TONGUES[language]
    defaults: dict[str, object] = {
        "headline": content.figure if kind == "fact" else content.date, "call": content.call,
        "source": Source(line=prose(content.source, language)),
    }  # fmt: skip
    defaults |= {"chart": Chart(0.96, from_headline=True)} if kind == "fact" else {}
    return card(getattr(content, length), language, kind=kind, short="equalitynow.org/act", **defaults | fields)


def messages_of(local: LocalCard, theme: str, size: str, assets: Assets) -> list[str]:
    """Return the messages of all errors and warnings of a card in one theme and size.

    Most themes draw no chart, and `data` draws either counts or a photograph. `test_undrawn_text` checks the warnings
    about that, so they are left out here.
    """
    try:
        scene = lay_out_card(local, read_theme(theme), find_size(size), assets)
    except FactcardsError as error:
        return [p.message for p in error.problems]
    counted = local.chart is not None and local.chart.share is None
    undrawn = {"chart"} | ({"image"} if theme == "data" and counted else set())
    found = (*scene.problems, *check_scene(scene))
    return [p.message for p in found if not (p.kind == "not-drawn" and p.field in undrawn)]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("theme", list_theme_names())
def test_texts_of_every_length_are_set_without_a_problem(theme, language, size, assets, dandelion):
    found = []
    for kind, length, pictured in product(("fact", "story"), LENGTHS, (False, True)):
        local = make_card(language, kind, length, image=image(dandelion, language) if pictured else None)
        case = f"{kind} {length}{' with a photograph' if pictured else ''}"
        found += [f"{case}: {message}" for message in messages_of(local, theme, size, assets)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", TONGUES)
def test_text_does_not_meet_the_line_of_a_series_on_any_card_of_it(language, size, assets, dandelion):
    found = []
    for kind, length, pictured, index in product(("fact", "story"), ("short", "longest"), (False, True), range(4)):
        local = make_card(language, kind, length, image=image(dandelion, language) if pictured else None)
        case = f"{kind} {length}{' with a photograph' if pictured else ''}, card {index}"
        found += [f"{case}: {m}" for m in messages_of(replace(local, index=index, total=4), "series", size, assets)]
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
    """Return the cases of `BRANDS`: no brand, a brand with a name, and a brand with a logo in two tones."""
    folder = tmp_path_factory.mktemp("logos")
    for tone, color in (("light", "#ffffff"), ("dark", "#000000")):
        (folder / f"{tone}.svg").write_text(LOGO.format(color), encoding="utf-8")
    light, dark = (read_logo_key(folder / f"{tone}.svg") for tone in ("light", "dark"))
    return {"no brand": None, "name": BRAND, "logo": Brand("Equality Now", light, other_logo=dark)}


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("theme", list_theme_names())
def test_every_combination_of_parts_of_a_fact_fits(theme, language, size, assets, dandelion, brands):
    """Combine headlines, charts, brands and a photograph, each present or absent."""
    found = []
    for head, chart, brand, pictured in product(HEADS, CHARTS, BRANDS, (False, True)):
        headline = getattr(TONGUES[language], HEADS[head]) if HEADS[head] else None
        photo = image(dandelion, language) if pictured else None
        parts = {"headline": headline, "chart": CHARTS[chart], "brand": brands[brand], "image": photo}
        local = make_card(language, "fact", "short", **parts)
        case = f"{head}, {chart}, {brand}{', photograph' if pictured else ''}"
        found += [f"{case}: {m}" for m in messages_of(local, theme, size, assets)]
    assert not found, "\n".join(found)
