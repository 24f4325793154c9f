"""The schemas for editors say what the readers say: the same keys, and every file of ours is right by both."""

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from test_read_cases import CASES, parts_of

from factcards.model.formats import FORMAT_NAMES
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.json_schema import make_schemas
from factcards.read.themes.theme_schema import PARTS, STACKS, THEME_KEYS
from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import MappingNode, ScalarNode, SequenceNode, parse_source

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "factcards" / "data" / "schema"
SCHEMAS = make_schemas()
CARDS = sorted([*(ROOT / "cards").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])
THEMES = sorted([*(ROOT / "factcards" / "data").glob("*.yaml"), *(ROOT / "tests" / "data" / "themes").glob("*.yaml")])
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\Z")


def text_of(name):
    return json.dumps(SCHEMAS[name], ensure_ascii=False, indent=1) + "\n"


def value_of(node):
    """What a program that knows only YAML 1.2 makes of a tree."""
    match node:
        case MappingNode():
            return {key.text: value_of(value) for key, value in node.entries}
        case SequenceNode():
            return [value_of(item) for item in node.items]
        case ScalarNode(style="") if node.is_null:
            return None
        case ScalarNode(style="", text="true" | "false"):
            return node.text == "true"
        case ScalarNode(style="") if NUMBER.match(node.text):
            return float(node.text)
        case _:
            return node.text


def faults(text, name):
    validator, root = jsonschema.Draft202012Validator(SCHEMAS[name]), parse_source(make_source("f", text)).root
    return [f"{e.json_path}: {e.message}" for e in validator.iter_errors(value_of(root))]


def schema_for(file, text):
    if "\nlayouts:" in text or text.startswith("extends:"):
        return "theme"
    return "set" if Path(file).name.split(".")[0] == "set" else "card"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_in_the_package_is_the_one_that_the_readers_fields_make(name):
    stored = (FOLDER / f"{name}.json").read_text("utf-8")
    assert stored == text_of(name), "accept it: python tests/read/test_json_schema.py"


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_the_keys_are_those_of_the_readers():
    assert set(SCHEMAS["card"]["properties"]) == set(CARD_FIELDS)
    assert set(SCHEMAS["set"]["properties"]) == set(SET_FIELDS)
    assert set(SCHEMAS["theme"]["properties"]) == set(THEME_KEYS)
    assert set(SCHEMAS["theme"]["$defs"]["plain"]["properties"]) == {*STACKS, *PARTS, "use"}


@pytest.mark.parametrize("path", [*CARDS, *THEMES], ids=lambda p: p.name)
def test_every_file_of_ours_is_right_by_its_schema(path):
    text = path.read_text("utf-8")
    assert faults(text, "theme" if path in THEMES else schema_for(path, text)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.yaml")), ids=lambda p: p.name)
def test_every_example_names_its_schema(path):
    text = path.read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (path.parent / named[1]).resolve() == FOLDER / f"{schema_for(path, text)}.json"


def test_formats_are_those_that_are_rendered():
    assert SCHEMAS["set"]["properties"]["formats"]["items"]["enum"] == list(FORMAT_NAMES)
    for name in ("avif", "pdf", "svg"):
        (message,) = faults(f"formats: [{name}]", "set")
        assert message == f"$.formats[0]: '{name}' is not one of ['png', 'jpeg', 'webp', 'dump']"


def unknown_keys():
    """The files of the cases whose author is told of an unknown key, with the keys."""
    for case in sorted(CASES.glob("*.txt")):
        _, sections, said = parts_of(case)
        for file, text in sections:
            keys = [m[1] for m in re.finditer(rf"(?m)^{re.escape(file)}:\d+:\d+: error: .*unknown key `(\w+)`$", said)]
            if keys:
                yield pytest.param(file, text, keys, id=f"{case.stem}-{file}")


@pytest.mark.parametrize(("file", "text", "keys"), list(unknown_keys()))
def test_a_key_that_a_reader_does_not_know_the_schema_refuses(file, text, keys):
    told = "\n".join(faults(text, schema_for(file, text)))
    for key in keys:
        assert f"'{key}'" in told


def test_there_are_such_cases():
    assert len(list(unknown_keys())) >= 3


@pytest.mark.parametrize(
    "chart", ["{share: 96%}", "{counts: [{value: 171, label: a}, {value: 2}]}", '{tiles: [{name: "5.2", label: a}]}']
)
def test_each_kind_of_chart_of_a_card_is_right(chart):
    assert faults(f"language: en\nchart: {chart}", "card") == []


def test_a_thing_of_a_chart_that_there_is_not_is_wrong():
    assert faults("chart: {tiles: [{value: 1}]}", "card")
    assert faults("chart: {slices: []}", "card")


def test_charts_of_a_theme_are_right():
    bars = "{kind: {landscape: pills, other: bars}, colors: [a, b], ink: c, number: d, numbers: [40, 90], most: 300}"
    assert faults(f"extends: statement\nparts: {{a: {{chart: {bars}}}, b: {{chart: {{color: [a]}}}}}}", "theme") == []


@pytest.mark.parametrize(
    "wrong",
    ["palete: {}", "types: {words: {wieght: 1}}", "parts: {a: {word: {}}}", "parts: {a: {words: {slot: title}}}",
     "parts: {a: {words: {grow: -1}}}", "parts: {a: {words: {grow: {portrait: x}}}}", "palette: {ink: white}",
     "parts: {a: {use: {gap: 1}}}", "grounds: {a: {stops: [[2, ink], [1, ink]]}}", "layouts: {round: {use: a}}",
     "faces: {Latn: {famly: Inter}}", "parts: {a: {chart: {kind: pie}}}", "parts: {a: {chart: {colours: [a]}}}",
      "faces: {display: {latin: {family: Inter}}}", "name: x"],
)  # fmt: skip
def test_what_is_wrong_in_a_theme_is_wrong_by_its_schema(wrong):
    text = wrong if wrong.startswith("name") else f"extends: statement\n{wrong}"
    assert faults(text, "theme")


def _approve() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (FOLDER / f"{name}.json").write_text(text_of(name), "utf-8", newline="")


if __name__ == "__main__":
    sys.exit(_approve())
