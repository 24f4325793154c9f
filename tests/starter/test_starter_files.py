"""The files of a first set: they read without a problem, teach only what exists, and validate against their schemas."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
import unicodedata2
import yaml
from hatchling.builders.wheel import WheelBuilder
from hypothesis import example, given, settings
from hypothesis import strategies as st

import factcards
from factcards.cli.arguments import read_arguments
from factcards.errors import ReadError, SceneError
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.fields import composite_fields
from factcards.read.themes.inheritance import list_theme_names
from factcards.read.themes.theme_reader import read_theme
from factcards.starter import SetAnswers, choose_second_language, make_starter_files, parse_name
from factcards.starter.starter_texts import list_starter_texts

ROOT = Path(__file__).parents[2]
LANGUAGES = tuple(list_starter_texts())
PARTS = {key for name, keys in vars(composite_fields).items() if name.endswith("_KEYS") for key in keys}
"""The keys of composite fields, such as `url` of an action."""
MAX_LINES = 25
FILES = make_starter_files(SetAnswers(), "x")
CARDS = [name for name in FILES if name.endswith(".yaml")]
NAMES = (
    'A "quoted" name', "it's: a # name", "- [x] {y}", "**stars**", "C:\\names", "null", "منظمة حقوق الإنسان", "Bees 🐝",
    "<link>", "<name>", "a\u00a0b", "\\1", "$name",
)  # fmt: skip


def write(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into a folder, and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def comments_of(name: str) -> str:
    """Return the comments of a file without its first line, which is for editors."""
    lines = FILES[name].decode().splitlines()[1:]
    return "\n".join(found[0] for line in lines if (found := re.search(r"(?:^|\s)#\s.*", line)))


def test_the_files_are_a_set_a_fact_a_story_a_translation_and_schemas():
    assert list(FILES) == [
        "set.yaml", "article-3.yaml", "10-december-1948.yaml", "article-3.es.yaml", "README.md",
        "schema/card.json", "schema/set.json", "schema/theme.json",
    ]  # fmt: skip
    schemas = Path(factcards.__file__).parent / "data" / "schema"
    assert {name: FILES[f"schema/{name}"] for name in ("card.json", "set.json", "theme.json")} == {
        path.name: path.read_bytes() for path in sorted(schemas.glob("*.json"))
    }


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_set_in_any_language_reads_without_a_problem(first: str, tmp_path: Path):
    for second in LANGUAGES:
        if second == first:
            continue
        answers = SetAnswers(language=first, second=second)
        cards = factcards.read_cards(write(make_starter_files(answers, "x"), tmp_path / second))
        assert [card.id for card in cards.cards] == ["article-3", "10-december-1948"]
        assert [[language for language, _ in card.variants] for card in cards.cards] == [[first, second], [first]]
        assert [p for card in cards.cards for _, variant in card.variants for p in variant.problems] == []
        assert cards.problems == ()


def test_every_translation_waits_for_a_native_reader(tmp_path: Path):
    for first in LANGUAGES:
        answers = SetAnswers(language=first, second=choose_second_language(first))
        cards = factcards.read_cards(write(make_starter_files(answers, "x"), tmp_path / first))
        for card in cards.cards:
            for language, variant in card.variants:
                assert variant.reviewed == (language == first == "en"), f"{card.id} in {language} of {first}"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_back_as_it_was_given(name: str, tmp_path: Path):
    link = "https://example.org/act?of={set}#'\""
    files = make_starter_files(SetAnswers(name=name, link=link, color="#abc"), "x")
    for card in factcards.read_cards(write(files, tmp_path)).cards:
        for _, variant in card.variants:
            assert variant.brand is not None
            assert variant.brand.name == name
            assert variant.action.url == link
            assert [key for key, _ in variant.brand.colors] == ["accent"]


@settings(deadline=None, max_examples=25)
@given(st.text(min_size=1, max_size=30))
@example("'\"#: {}[]&*!|>%@`,?-\\")
def test_any_name_reads_back_exactly_or_is_refused(name: str):
    try:
        kept = parse_name(name)
    except ReadError:
        return
    with tempfile.TemporaryDirectory() as folder:
        cards = factcards.read_cards(write(make_starter_files(SetAnswers(name=kept), "x"), Path(folder)))
    assert {variant.brand and variant.brand.name for card in cards.cards for _, variant in card.variants} == {kept}
    if name == name.strip() and "\t" not in name and unicodedata2.normalize("NFC", name) == name:
        assert kept == name


@pytest.mark.parametrize("name", CARDS)
def test_a_file_validates_against_the_schema_that_it_names(name: str):
    text = FILES[name].decode()
    schema = re.match(r"# yaml-language-server: \$schema=(schema/\w+\.json)\n", text)
    assert schema, "an editor looks for this line first"
    assert schema[1] == ("schema/set.json" if name == "set.yaml" else "schema/card.json")
    jsonschema.validate(yaml.safe_load(text), json.loads(FILES[schema[1]]))


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("schema/")])
def test_a_file_is_short_enough_to_read(name: str):
    lines = FILES[name].decode().splitlines()
    assert len(lines) <= MAX_LINES
    assert [line for line in lines if line.startswith("#") and len(line) > 120] == []


@pytest.mark.parametrize("name", CARDS)
def test_every_key_and_command_in_a_comment_exists(name: str):
    comments = comments_of(name)
    assert comments
    for word in re.findall(r"`([^`]+)`", comments):
        if word.startswith("factcards "):
            read_arguments(word.split()[1:])
        elif word not in ("**", "{platform}", "{card}", "article-3", "accent", *list_theme_names()):
            assert word in {*CARD_FIELDS, *SET_FIELDS, *PARTS}, word
    for page in re.findall(r"docs/[\w-]+\.md", comments):
        assert (ROOT / page).is_file(), page


@pytest.mark.parametrize("name", CARDS)
def test_a_file_explains_more_than_one_line_in_three(name: str):
    lines = [line for line in FILES[name].decode().splitlines()[1:] if line]
    assert sum("# " in line for line in lines) * 3 > len(lines)


def test_a_commented_field_can_be_used(tmp_path: Path):
    folder = write(FILES, tmp_path)
    story = folder / "10-december-1948.yaml"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("# image: ", "image: "), encoding="utf-8")
    (folder / "photos").mkdir()
    photo = next((ROOT / "cards" / "end-sex-trafficking" / "photos").glob("*.jpg"))
    (folder / "photos" / "paris.jpg").write_bytes(photo.read_bytes())
    variant = factcards.read_cards(folder)["10-december-1948"].variants[0][1]
    assert variant.image is not None
    assert (variant.image.alt and variant.image.alt.text, variant.problems) == ("What it shows", ())


def test_placeholders_in_a_comment_are_filled_in(tmp_path: Path):
    folder = write(make_starter_files(SetAnswers(link="https://example.org/{platform}/{card}"), "x"), tmp_path)
    scene = factcards.lay_out(factcards.read_cards(folder)["article-3"], size="story")
    assert "https://example.org/story/article-3" in repr(scene.nodes)


def test_the_readme_names_files_and_commands_that_exist():
    text = FILES["README.md"].decode()
    commands = re.findall(r"^    factcards (\w+) x ", text, re.MULTILINE)
    assert commands == ["render", "check", "sheet"]
    named = re.findall(r"`([^`]+)`", text)
    assert [name for name in named if name not in FILES and name != "schema/"] == []
    assert [page for page in re.findall(r"docs/[\w-]+\.md", text) if not (ROOT / page).is_file()] == []


def test_the_theme_is_one_of_ours():
    assert yaml.safe_load(FILES["set.yaml"])["theme"] in list_theme_names()


@pytest.mark.parametrize("theme", list_theme_names())
def test_the_comment_says_which_themes_have_the_colour(theme: str, tmp_path: Path):
    text = FILES["set.yaml"].decode()
    sentence = re.search(r"# `accent` is a colour of the themes (.*?)\. For another theme remove this line", text)
    assert sentence
    folder = write({**FILES, "set.yaml": text.replace("theme: statement", f"theme: {theme}").encode()}, tmp_path)
    card = factcards.read_cards(folder)["article-3"]
    if f"`{theme}`" in sentence[1]:
        assert factcards.lay_out(card, size="story")
        return
    with pytest.raises(SceneError) as caught:
        factcards.lay_out(card, size="story")
    (problem,) = caught.value.problems
    assert (problem.field, problem.message) == ("brand.colors.accent", "the theme has no `accent`")
    colors = ", ".join(f"`{name}`" for name, _ in read_theme(theme).palette)
    assert problem.hint == f"write one of its colours ({colors}), or remove this one"
    (folder / "set.yaml").write_text(
        re.sub(r"  colors: .*\n", "", (folder / "set.yaml").read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert factcards.lay_out(factcards.read_cards(folder)["article-3"], size="story"), "as the comment says"


def test_the_wheel_holds_the_templates():
    builder = WheelBuilder(str(ROOT))
    held = {Path(found.distribution_path).as_posix() for found in builder.recurse_included_files()}
    data = ROOT / "factcards" / "data" / "starter"
    wanted = {path.relative_to(ROOT).as_posix() for path in data.iterdir()}
    assert len(wanted) == 6
    assert wanted <= held
