"""`sizes`: names, measures and sizes of one's own. Wrong ones are in `tests/cases/read/sizes-of-ones-own.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcards import RequestError
from factcards.graphics.geometry import Insets
from factcards.model.sizes import SIZES, Size
from factcards.read import read_cards
from factcards.read.fields.size_fields import MAX_SIZE_NAME_BYTES, explain_size_name, take_distinct_sizes, take_own_size

CARD = "language: en\nfact: Bees dance.\nsource: Frisch, 1927\naction: https://equalitynow.org/act\n"


def read(tmp_path: Path, sizes: str):
    folder = tmp_path / "bees"
    folder.mkdir()
    (folder / "set.yaml").write_text(f"language: en\nsizes: {sizes}\n", encoding="utf-8")
    (folder / "honey.yaml").write_text(CARD, encoding="utf-8")
    return read_cards(folder)


def test_a_set_has_names_measures_and_sizes_of_its_own(tmp_path: Path):
    own = "{name: pinboard, width: 1200, height: 900, safe: {top: 120, start: 5.5}, platform: pins}"
    cards = read(tmp_path, f"[story, 1080×608, {own}, {{name: up, width: 100, height: 400, safe: 4}}, null]")
    assert cards.sizes == ("story", "1080x608", "pinboard", "up")
    assert cards.own_sizes == (
        Size("pinboard", "pins", "landscape", 1200, 900, Insets(top=120, start=5.5)),
        Size("up", "web", "tall", 100, 400, Insets(4, 4, 4, 4)),
    )


def test_a_card_alone_in_its_set_knows_the_sets_sizes(tmp_path: Path):
    siblings = read(tmp_path, "[{name: pinboard, width: 1200, height: 900}]")["honey"].siblings
    assert siblings
    assert [size.name for size in siblings.own_sizes] == ["pinboard"]


LONG = "x" * (MAX_SIZE_NAME_BYTES + 1)


@pytest.mark.parametrize("name", ["a.b", "{size}", "..", "a\\b", "a/b", "", LONG, "a\u200bb", "a ", "NUL"])
def test_a_name_that_files_cannot_have_is_refused(name: str):
    with pytest.raises(RequestError):
        take_own_size(Size(name, width=900, height=900), "size")


def test_every_known_size_may_have_its_name():
    assert [explain_size_name(size) for size in SIZES] == [None] * len(SIZES)
    assert explain_size_name(Size("größe-ü", width=900, height=900)) is None


def test_two_sizes_of_one_name_are_refused_if_they_differ():
    one, same, other = (Size("pinboard", width=900, height=height) for height in (900, 900, 901))
    assert take_distinct_sizes([one, same], "sizes") == (one,)
    with pytest.raises(RequestError, match="two sizes have the name `pinboard`"):
        take_distinct_sizes([one, other], "sizes")
