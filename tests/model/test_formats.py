"""The table of formats: the functions that draw them and the records of files have the same names."""

import pytest

from factcards.batch import open_assets
from factcards.draw import FORMATS, draw_scene
from factcards.errors import DrawError
from factcards.graphics.geometry import Rect
from factcards.model.formats import DEFAULT_FORMATS, EXTENSIONS, FORMAT_ALIASES, FORMAT_NAMES, resolve_format
from factcards.model.scene import Scene


def test_every_format_has_a_function_that_draws_it() -> None:
    assert FORMAT_NAMES == tuple(FORMATS) == tuple(EXTENSIONS)
    assert set(DEFAULT_FORMATS) <= set(FORMAT_NAMES)


@pytest.mark.parametrize("name", ["avif", "gif"])
def test_a_format_that_users_ask_for_and_nothing_draws_is_not_a_format(name: str) -> None:
    assert name not in FORMAT_NAMES


def test_an_alias_names_a_format_and_is_not_the_name_of_another() -> None:
    assert {name: resolve_format(name) for name in FORMAT_ALIASES} == {"jpg": "jpeg"}
    assert not set(FORMAT_ALIASES) & set(FORMAT_NAMES)
    assert [resolve_format(name) for name in (*FORMAT_NAMES, "gif")] == [*FORMAT_NAMES, "gif"]


def test_a_scene_is_drawn_in_a_format_by_its_alias() -> None:
    scene, assets = Scene(8, 8, (), "en", "", Rect(0, 0, 8, 8)), open_assets(())
    assert draw_scene(scene, "jpg", assets) == draw_scene(scene, "jpeg", assets)
    with pytest.raises(DrawError, match="`jpeg2000`; expected one of png, jpeg, webp, pdf, svg, dump"):
        draw_scene(scene, "jpeg2000", assets)
