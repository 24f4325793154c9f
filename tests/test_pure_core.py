"""From a card to bytes nothing is opened, if the fonts are open: localize, layout, check and draw are pure."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.cards import BRAND, SOURCE, prose

from factcards.batch.common_sizes import agree_sizes
from factcards.check import check_scene
from factcards.draw import FORMATS, draw_scene
from factcards.errors import Place
from factcards.layout import lay_out_card, measure_card
from factcards.localize import localize_card
from factcards.model.assets import Assets
from factcards.model.cards import Action, Card, Chart, Count, Language, Variant
from factcards.model.sizes import find_size
from factcards.model.themes import Theme
from factcards.read.themes.theme_reader import read_theme

_REFUSED = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "os.posix_spawn", "socket.connect")
_DENYING: list[bool] = []
"""Not empty while nothing may be opened. An audit hook cannot be removed, so this turns it on and off."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if _DENYING and event in _REFUSED:
        raise PermissionError(f"the core must not use files: {event} {arguments[0]!r}")


sys.addaudithook(_refuse)


@contextmanager
def files_denied() -> Iterator[None]:
    """Refuse to open files, list folders and start processes."""
    _DENYING.append(True)
    try:
        yield
    finally:
        _DENYING.clear()


def make_card(language: Language, fact: str, label: str, call: str) -> Card:
    """Return a card as the reader makes it, with a chart and a link."""
    chart = Chart(counts=(Count(171, prose(label, language)), Count(21, prose(label, language))))
    variant = Variant(
        kind="fact", body=(prose(fact, language),), action=Action("https://example.org/act", prose(call, language)),
        place=Place("card.yaml", 1, 1), source=SOURCE, brand=BRAND, chart=chart,
    )  # fmt: skip
    return Card("card", "set", language, ((language, variant),))


def make_files(card: Card, theme: Theme, assets: Assets, size: str) -> list[bytes]:
    """Return the card in every format, after each stage between reading and writing."""
    local = localize_card(card, card.language)
    assert local is not None
    sizes = agree_sizes({name: measure_card(local, theme, find_size(size), assets) for name in "ab"})["a"]
    scene = lay_out_card(local, theme, find_size(size), assets, sizes)
    assert [p for p in check_scene(scene) if p.severity == "error"] == []
    return [draw_scene(scene, name, assets) for name in FORMATS]


@pytest.mark.parametrize("theme", ["statement", "data"])
@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", ("171 countries have joined.", "countries", "Act now"), ("21 nations: **96%**.", "nations", "Join")),
        ("ar", ("انضمّ 171 بلدًا إليه.", "بلدًا", "تحرّك"), ("لم تنضمّ إليه 21 **حكومة**.", "حكومة", "انضم")),
        ("th", ("ผู้หญิงและเด็ก 171", "ผู้หญิง", "ร่วม"), ("เด็กและ**ผู้หญิง** 21 คน", "คน", "ลงมือ")),
    ],
)
def test_nothing_is_opened_between_reading_and_writing(assets, theme, language, first, second):
    """The first card opens the fonts; the second one, in another size, is of other words in the same fonts."""
    loaded = read_theme(theme)
    make_files(make_card(language, *first), loaded, assets, "instagram-portrait")
    with files_denied():
        files = make_files(make_card(language, *second), loaded, assets, "x-landscape")
    assert files[0].startswith(b"\x89PNG")
    assert len(files) == len(FORMATS) > 3


def test_a_stage_that_opens_a_file_is_noticed():
    with files_denied(), pytest.raises(PermissionError, match="the core must not use files"):
        Path(__file__).read_bytes()
