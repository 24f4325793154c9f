"""Independent check: what an editor with npm's yaml-language-server offers, shows and marks in a theme."""

import re
from pathlib import Path

import pytest
from language_server import LanguageServer

import factcards
from factcards.model.themes import CARD_TRAITS, CHART_KINDS, SLOTS, TONES
from factcards.read.themes.expand import SHAPES
from factcards.read.themes.inheritance import list_theme_names
from factcards.read.themes.part_field_docs import PART_DOCS
from factcards.read.themes.theme_field_docs import THEME_DOCS
from factcards.read.themes.theme_schema import FRAME, PARTS, STACKS, THEME_KEYS, TYPE

THEME = Path(factcards.__file__).parent / "data" / "schema" / "theme.json"
EVERY_FIELD = Path(__file__).parents[2] / "data" / "every-field-of-a-theme.yaml"
MEANINGS = {re.sub(r"\W", "", doc.meaning) for doc in (*THEME_DOCS.values(), *PART_DOCS.values())}
pytestmark = pytest.mark.witness("node", "npm", "npm:yaml-language-server")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = LanguageServer(tmp_path_factory.mktemp("themes"))
    yield server
    server.close()


def test_editor_shows_the_text_of_every_field(server):
    text = EVERY_FIELD.read_text("utf-8")
    keys = [match.start(1) + 1 for match in re.finditer(r"(?m)(?<![\w#\"])([a-z_]{2,}):(?=[ \n])", text)]
    assert len(keys) > 150
    shown = [re.sub(r"\W", "", server.hover(f"{text[:at]}|{text[at:]}", THEME)) for at in keys]
    unexplained = [text[at - 1 :][:20] for at, found in zip(keys, shown, strict=True)
                   if not any(meaning in found for meaning in MEANINGS)]  # fmt: skip
    assert unexplained == []


def test_editor_offers_every_field_of_a_theme_and_of_a_part(server):
    assert set(server.complete("extends: data\n|", THEME)) == {*THEME_KEYS} - {"extends"}
    assert set(server.complete("types:\n  words:\n    |", THEME)) == {*TYPE, "bar"}
    kinds = {*STACKS, *PARTS, "use", *SHAPES}
    assert set(server.complete("parts:\n  a:\n    |", THEME)) == kinds
    assert set(server.complete("layouts:\n  tall:\n    column:\n      - |", THEME)) >= kinds
    assert set(server.complete("parts:\n  a:\n    words:\n      |", THEME)) == {*PARTS["words"], *FRAME}
    assert set(server.complete("layouts:\n  tall:\n    photo:\n      |", THEME)) == {*PARTS["photo"], *FRAME}


@pytest.mark.parametrize(
    ("text", "names"),
    [("extends: |", list_theme_names()), ("palette: {a: {photo: |}}", TONES), ("parts: {a: {words: {slot: |}}}", SLOTS),
     ("parts: {a: {words: {when: [|]}}}", CARD_TRAITS), ("parts: {a: {words: {when: {lacks: |}}}}", CARD_TRAITS),
     ("parts: {a: {chart: {kind: |}}}", CHART_KINDS)],
)  # fmt: skip
def test_editor_offers_the_values_of_a_field(server, text, names):
    assert set(names) <= set(server.complete(text, THEME))


def test_editor_offers_no_flags_for_names(server):
    for text in ("parts: {a: {words: {color: |}}}", "types: {a: {face: |}}", "name: |", "parts: {a: {use: |}}"):
        assert not {"true", "false", "[object Object]"} & set(server.complete(text, THEME))


def test_editor_marks_each_fault_of_a_theme(server):
    faults = {
        "extends: statment": 'Value is not accepted. Valid values: "contrast", "data", "figure", "half", "photo", '
                             '"series", "statement", "testimony".',
        "fonts: /usr/share/fonts": "expected a path that begins in this file's folder",
        "step: 2": "Value is above the maximum of 1.5.",
        "palette: {ink: white}": 'expected a colour: `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`',
        "types: {words: {weight: bold}}": "expected a number",
        "faces: {display: {Latin: {family: Anton}}}": "Property Latin is not allowed.",
        "layouts: {tall: {column: [{word: {color: ink}}]}}": "Property word is not allowed.",
        "parts: {a: {row: [{words: {slot: words}}]}}": 'Missing property "color".',
    }  # fmt: skip
    found = server.check("\n".join(faults) + "\n", THEME)
    assert sorted(found) == list(enumerate(faults.values(), start=1))
