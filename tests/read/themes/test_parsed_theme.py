"""Themes given as text or as a mapping: the same themes and the same messages as those of files."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import card
from test_read_cases import CASES, split_case, write_files

from factcards.draw import draw_scene
from factcards.errors import ReadError, RequestError
from factcards.graphics.color import Color
from factcards.model.assets import Assets
from factcards.model.themes import Theme
from factcards.read import parse_theme
from factcards.read.themes import parsed_theme
from factcards.read.themes.inheritance import BUILT_IN
from factcards.read.themes.theme_reader import list_theme_names, read_theme, read_theme_source

ALL = list_theme_names()
OURS = {"extends": "statement", "palette": {"accent": "#ffd23f", "paper": Color(0, 0, 0)}, "step": 1.1}
COLORS = st.builds(Color, *[st.integers(0, 255)] * 3)
FAULTY = [
    case for case in sorted(CASES.glob("theme-*.txt"))
    if "--- theme " in case.read_text("utf-8") and case.stem != "theme-extends-itself"   # a text is no file
]  # fmt: skip
assert len(FAULTY) > 5, "the cases of themes are found"
COPIES: dict[str, Callable[[Theme], Theme]] = {
    "replace": replace,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda theme: pickle.loads(pickle.dumps(theme)),
}


@pytest.fixture
def picture(lay_out, assets: Assets) -> Callable[[Theme], bytes]:
    """Return a function that returns the PNG of one card with a theme."""
    return lambda theme: draw_scene(lay_out(card("Few words."), "whatsapp-square", theme), "png", assets)


def refuse(theme: object, **options: object) -> str:
    """Return the messages about a theme that is refused."""
    with pytest.raises(ReadError) as refused:
        parse_theme(theme, **options)  # type: ignore[arg-type]
    return str(refused.value)


@pytest.mark.parametrize("name", ALL)
def test_text_of_a_theme_is_the_theme_of_its_file(name: str):
    assert parse_theme(read_theme_source(name), name=name) == read_theme(name)


@pytest.mark.parametrize("name", ALL)
def test_mapping_of_a_theme_is_the_theme_of_its_file(name: str):
    assert parse_theme(yaml.safe_load(read_theme_source(name)), name=name) == read_theme(name)


def test_theme_extends_a_built_in_one_and_has_its_own_name():
    theme, base = parse_theme(OURS), read_theme("statement")
    assert theme.name == "theme"
    assert theme == replace(base.with_palette(accent="#ffd23f", paper="#000"), name="theme", step=1.1)
    assert parse_theme(OURS, name="ours").name == "ours"
    assert parse_theme({**OURS, "name": "Ours"}, name="other").name == "Ours"
    text = 'extends: statement\npalette: {accent: "#ffd23f", paper: "#000"}\nstep: 1.1\n'
    assert parse_theme(text) == theme


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.stem)
def test_text_gives_the_messages_of_its_file(case: Path, tmp_path, monkeypatch):
    _, sections, expected = split_case(case)
    path = write_files(sections, tmp_path)
    monkeypatch.chdir(tmp_path)
    found = refuse(path.read_text("utf-8"), name=path.stem, folder=path.parent)
    assert f"{found}\n" == expected


def test_mapping_gives_the_messages_of_a_file_with_its_key_as_the_line():
    wrong = {"extends": "statmnt", "palette": {"accent": "red", "paper": b"#fff"}}
    assert refuse(wrong, name="ours") == (
        "ours.yaml:2:33: error: palette.paper: found `b'#fff'` (bytes), expected text, a number, `True`, `False`, "
        "`None`, a day, a list or a mapping\n"
        '    2 | palette: {accent: "red", paper: <bytes>}\n'
        "      |                                 ^^^^^^^\n"
        "    hint: decode text; give the bytes of a picture in `files`, and its name here\n"
        "ours.yaml:1:10: error: extends: there is no theme `statmnt`\n"
        '    1 | extends: "statmnt"\n'
        "      |          ^^^^^^^^^\n"
        "    hint: did you mean `statement`?\n"
        "ours.yaml:2:19: error: palette.accent: `red` is not a colour\n"
        '    2 | palette: {accent: "red", paper: <bytes>}\n'
        "      |                   ^^^^^\n"
        '    hint: write `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`'
    )


def test_theme_in_no_folder_names_no_files():
    assert refuse({"extends": "./base.yaml", "fonts": "type"}) == (
        "theme.yaml:1:10: error: extends: `./base.yaml` is a path, and this theme is in no folder\n"
        '    1 | extends: "./base.yaml"\n'
        "      |          ^^^^^^^^^^^^^\n"
        "    hint: give `parse_theme` the folder: `folder=…`\n"
        "theme.yaml:2:8: error: fonts: `type` is a path, and this theme is in no folder\n"
        '    2 | fonts: "type"\n'
        "      |        ^^^^^^\n"
        "    hint: give `parse_theme` the folder: `folder=…`"
    )


def test_theme_in_a_folder_names_files_in_it(tmp_path, monkeypatch):
    (tmp_path / "type").mkdir()
    (tmp_path / "base.yaml").write_text("extends: statement\npalette: {accent: '#123456'}\n", encoding="utf-8")
    theme = parse_theme({"extends": "./base.yaml", "fonts": "type"}, folder=tmp_path)
    assert (str(theme.color("accent")), theme.fonts) == ("#123456", (tmp_path / "type").as_posix())
    monkeypatch.chdir(tmp_path)
    assert parse_theme({"extends": "./base.yaml", "fonts": "type"}, folder="") == theme
    (tmp_path / "base.yaml").write_text("extends: statement\npalette: {accent: '#654321'}\n", encoding="utf-8")
    assert str(parse_theme({"extends": "./base.yaml"}, folder=tmp_path).color("accent")) == "#654321"


def test_theme_in_a_folder_names_no_files_outside_and_quotes_none_that_is_not_a_theme(tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "base.yaml").write_text("extends: statement\n", encoding="utf-8")
    (tmp_path / "ours" / "card.yaml").write_text("password: hidden\n", encoding="utf-8")
    found = refuse({"extends": "../base.yaml", "fonts": ".."}, folder=tmp_path / "ours")
    assert found.count("leads out of the folder inside which themes may be") == 2
    assert found.count("hint: `folder=` names a folder further up") == 2
    found = refuse({"extends": "./card.yaml"}, folder=tmp_path / "ours")
    assert "card.yaml` is not a theme" in found
    assert "hidden" not in found


def test_text_that_extends_the_file_of_its_name_is_no_loop(tmp_path):
    (tmp_path / "theme.yaml").write_text("extends: data\n", encoding="utf-8")
    assert parse_theme({"extends": "./theme.yaml"}, folder=tmp_path).palette == read_theme("data").palette
    (tmp_path / "theme.yaml").write_text("extends: ./theme.yaml\n", encoding="utf-8")
    assert "a theme cannot extend itself: theme.yaml → theme.yaml\n" in refuse(
        {"extends": "./theme.yaml"}, folder=tmp_path
    )


@pytest.mark.parametrize(
    ("theme", "options", "message"),
    [
        (5, {}, "theme: found a value of the type `int`, expected the text of a theme or a mapping"),
        (None, {}, "theme: found None, expected the text of a theme or a mapping"),
        (OURS, {"name": 5}, "name: found a value of the type `int`, expected a theme's name"),
        (OURS, {"name": "a/b"}, "name: found `a/b`, expected a name on one line, without slashes"),
        (OURS, {"name": "\x1b[2J"}, "name: found `□[2J`, expected a name on one line, without slashes"),
        (OURS, {"name": " "}, "name: found ` `, expected a name on one line, without slashes"),
        (OURS, {"folder": 5}, "folder: found a value of the type `int`, expected the path of a folder"),
        (OURS, {"folder": "a\0b"}, "folder: found a null character, expected the path of a folder"),
    ],
)
def test_wrong_argument_is_named(theme: object, options: dict[str, object], message: str):
    with pytest.raises(RequestError) as refused:
        parse_theme(theme, **options)  # type: ignore[arg-type]
    assert str(refused.value) == f"error: {message}"


@pytest.mark.parametrize("empty", ["", "# only a comment\n", {}])
def test_empty_theme_is_refused(empty: object):
    assert refuse(empty) == "theme.yaml:1:1: error: theme: the file is empty, expected a theme"


def test_hostile_themes_are_refused_in_time():
    around: dict[str, object] = {"extends": "statement"}
    around["palette"] = around
    assert "palette: this contains itself" in refuse(around)
    deep: object = "words"
    for _ in range(100_000):
        deep = [deep]
    assert "this is nested more than 24 deep" in refuse({"extends": "statement", "parts": {"a": deep}})
    assert "the theme is longer than 1 MiB" in refuse("#" * 2**20 + "#")


def test_same_text_is_built_once_and_few_texts_are_kept():
    parsed_theme._build_cached.cache_clear()
    first = parse_theme(OURS)
    assert parse_theme(dict(OURS)) is first
    for number in range(20):
        parse_theme({**OURS, "step": 1.05 + number / 100})
    assert parsed_theme._build_cached.cache_info().currsize == 8


def test_mapping_with_a_refused_value_is_not_taken_for_a_text_without():
    text = "extends: statement\nname: <bytes>\n"
    assert parse_theme(text).name == "<bytes>"
    assert "found `b''` (bytes), expected text" in refuse({"extends": "statement", "name": b""}).replace('"', "")


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("name", [*ALL, "parsed"])
def test_copy_of_a_theme_equals_it_and_gives_the_same_bytes(how: str, name: str, picture):
    theme = parse_theme(OURS) if name == "parsed" else read_theme(name)
    made = COPIES[how](theme)
    assert made == theme
    assert hash(made) == hash(theme)
    if name in ("statement", "series", "parsed"):
        assert picture(made) == picture(theme)


def test_equal_themes_of_different_ways_give_the_same_bytes(picture):
    base = read_theme("statement")
    ways = [
        base.with_palette(accent="#0af"),
        base.with_palette({"accent": Color(0, 0xAA, 0xFF)}),
        parse_theme({"extends": "statement", "palette": {"accent": "#0af"}}, name="statement"),
        parse_theme("extends: statement\npalette: {accent: '#00aaff'}\n", name="statement"),
        replace(base, palette=tuple((n, Color(0, 0xAA, 0xFF) if n == "accent" else c) for n, c in base.palette)),
    ]
    assert len(set(ways)) == 1
    assert len({picture(theme) for theme in ways}) == 1
    assert picture(base) != picture(ways[0])


@settings(max_examples=8, deadline=None)
@given(changed=st.dictionaries(st.sampled_from(sorted(dict(read_theme("statement").palette))), COLORS))
def test_theme_with_any_colours_is_the_same_by_every_way(changed: dict[str, Color], lay_out, assets: Assets):
    made = read_theme("statement").with_palette(changed)
    others = [
        parse_theme({"extends": "statement", "palette": changed}, name="statement"),
        parse_theme({"extends": "statement", "palette": {n: str(c) for n, c in changed.items()}}, name="statement"),
        *(way(made) for way in COPIES.values()),
    ]
    assert {made} == set(others)
    scenes = [lay_out(card("Few words."), "whatsapp-square", theme) for theme in (made, others[0], others[-1])]
    assert len({draw_scene(scene, "dump", assets) for scene in scenes}) == 1


@pytest.mark.parametrize("name", ALL)
def test_source_of_a_built_in_theme_names_the_schema_beside_it(name: str):
    """`factcards schema -o schema` writes `schema/theme.json`, and editors search from the theme's own folder."""
    first = read_theme_source(name).split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=schema/theme.json"
    assert (BUILT_IN / "schema" / "theme.json").is_file()
