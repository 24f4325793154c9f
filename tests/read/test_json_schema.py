"""The schemas for editors agree with the readers: they have the same keys, and every shipped file is valid."""

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from test_read_cases import CASES, split_case
from yaml_values import list_causes, list_schema_errors

from factcards.model.formats import FORMAT_ALIASES, FORMAT_NAMES
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.json_schema import make_schemas
from factcards.read.themes.expand import SHAPES
from factcards.read.themes.theme_schema import PARTS, STACKS, THEME_KEYS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "factcards" / "data" / "schema"
SCHEMAS = make_schemas()
CARDS = sorted([*(ROOT / "cards").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])
THEMES = sorted([*(ROOT / "factcards" / "data").glob("*.yaml"), *(ROOT / "tests" / "data" / "themes").glob("*.yaml")])


def make_text(name):
    return json.dumps(SCHEMAS[name], ensure_ascii=False, indent=1) + "\n"


def list_errors(text, name):
    return list_schema_errors(SCHEMAS[name], text)


def choose_schema(file, text):
    if "\nlayouts:" in text or text.startswith("extends:"):
        return "theme"
    return "set" if Path(file).name.split(".")[0] == "set" else "card"


@pytest.mark.parametrize("name", SCHEMAS)
def test_stored_schema_is_generated_from_the_fields(name):
    stored = (FOLDER / f"{name}.json").read_text("utf-8")
    assert stored == make_text(name), "to record it: python tests/read/test_json_schema.py"


@pytest.mark.parametrize("name", SCHEMAS)
def test_check_of_the_schema_itself_does_not_raise(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_schema_has_the_keys_of_the_readers():
    assert set(SCHEMAS["card"]["properties"]) == set(CARD_FIELDS)
    assert set(SCHEMAS["set"]["properties"]) == set(SET_FIELDS)
    assert set(SCHEMAS["theme"]["properties"]) == set(THEME_KEYS)
    assert set(SCHEMAS["theme"]["$defs"]["part"]["properties"]) == {*STACKS, *PARTS, "use", *SHAPES}


@pytest.mark.parametrize("path", [*CARDS, *THEMES], ids=lambda p: p.name)
def test_every_shipped_file_is_valid_by_its_schema(path):
    text = path.read_text("utf-8")
    assert list_errors(text, "theme" if path in THEMES else choose_schema(path, text)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.yaml")), ids=lambda p: p.name)
def test_every_example_names_its_schema(path):
    text = path.read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (path.parent / named[1]).resolve() == FOLDER / f"{choose_schema(path, text)}.json"


def test_formats_are_those_that_are_rendered():
    assert SCHEMAS["set"]["properties"]["formats"]["items"]["enum"] == [*FORMAT_NAMES, *FORMAT_ALIASES, None]
    (message,) = list_errors("formats: [avif]", "set")
    assert message == (
        "$.formats[0]: 'avif' is not one of ['png', 'jpeg', 'webp', 'pdf', 'svg', 'dump', 'jpg', None]"
    )


def find_unknown_keys():
    """Yield the files of the cases with messages about unknown keys, and those keys."""
    for case in sorted(CASES.glob("*.txt")):
        _, sections, messages = split_case(case)
        for file, text in sections:
            pattern = rf"(?m)^{re.escape(file)}:\d+:\d+: error: .*unknown key `(\w+)`$"
            keys = [match[1] for match in re.finditer(pattern, messages)]
            if keys:
                yield pytest.param(file, text, keys, id=f"{case.stem}-{file}")


@pytest.mark.parametrize(("file", "text", "keys"), list(find_unknown_keys()))
def test_schema_refuses_keys_that_the_reader_refuses(file, text, keys):
    messages = "\n".join(list_errors(text, choose_schema(file, text)))
    for key in keys:
        assert f"'{key}'" in messages


def test_no_case_with_unknown_keys_is_lost():
    """Compare the found cases with a written list, because the test of unknown keys would pass without any case."""
    assert {case.id for case in find_unknown_keys()} == {
        "chart-c.yaml", "chart-g.yaml", "chart-h.yaml",
        "missing-comma-a.yaml", "missing-field-mistyped-a.yaml", "one-bad-file-c.yaml",
        "set-that-cannot-be-read-b.yaml",
        "size-in-a-card-a.yaml", "size-in-a-card-set.fr.yaml", "size-in-a-card-set.yaml",
        "sizes-of-ones-own-set.yaml", "theme-extends-b.yaml",
        "theme-unknown-set.yaml", "theme-values-a.yaml", "unknown-key-card.yaml", "unknown-key-kind-fact.yaml",
        "unknown-key-kind-none.yaml", "unknown-key-kind-story.yaml", "unknown-key-of-a-part-card.yaml",
    }  # fmt: skip


@pytest.mark.parametrize(
    "chart", ["{share: 96%}", "{counts: [{value: 171, label: a}, {value: 2}]}", '{tiles: [{name: "5.2", label: a}]}']
)
def test_each_kind_of_chart_data_is_valid(chart):
    assert list_errors(f"language: en\nchart: {chart}", "card") == []


def test_unknown_chart_data_is_refused():
    assert list_errors("chart: {tiles: [{value: 1}]}", "card") == [
        "$.chart.tiles[0]: Additional properties are not allowed ('value' was unexpected)",
        "$.chart.tiles[0]: 'name' is a required property",
    ]
    assert list_errors("chart: {slices: []}", "card") == [
        "$.chart: Additional properties are not allowed ('slices' was unexpected)"
    ]


def test_chart_parts_of_a_theme_are_valid():
    bars = "{kind: {landscape: pills, other: bars}, colors: [a, b], ink: c, number: d, numbers: [40, 90], most: 300}"
    parts = f"{{a: {{chart: {bars}}}, b: {{chart: {{color: [a]}}}}}}"
    assert list_errors(f"extends: statement\nparts: {parts}", "theme") == []


@pytest.mark.parametrize(
    ("wrong", "causes"),
    [
        ("palete: {}", ["$: Additional properties are not allowed ('palete' was unexpected)"]),
        (
            "types: {words: {wieght: 1}}",
            ["$.types.words: Additional properties are not allowed ('wieght' was unexpected)"],
        ),
        ("parts: {a: {word: {}}}", ["$.parts.a: Additional properties are not allowed ('word' was unexpected)"]),
        (
            "parts: {a: {words: {slot: title}}}",
            ["$.parts.a.words.slot: 'title' is not one of ['brand', 'headline', 'words', 'source', 'credit', 'call', "
             "'address']"],
        ),
        ("parts: {a: {words: {grow: -1}}}", ['$.parts.a.words.grow: -1 is less than the minimum of 0']),
        (
            "parts: {a: {words: {grow: {portrait: x}}}}",
            ["$.parts.a.words.grow.portrait: 'x' does not match '^[^!-*,/:-DF-^`a-df-~]+$'"],
        ),
        (
            "palette: {ink: white}",
            ["$.palette.ink: 'white' does not match '^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$'"],
        ),
        (
            "parts: {a: {use: {gap: 1}}}",
            ["$.parts.a.use: {'gap': 1} should not be valid under {'properties': {}, 'type': ['object', 'array']}",
             "$.parts.a.use: 'part' is a required property"],
        ),
        (
            "grounds: {a: {stops: [[2, ink], [1, ink]]}}",
            ['$.grounds.a.stops[0][0]: 2 is greater than the maximum of 1'],
        ),
        ("layouts: {round: {use: a}}", ["$.layouts: Additional properties are not allowed ('round' was unexpected)"]),
        (
            "faces: {Latn: {famly: Inter}}",
            ["$.faces.Latn: Additional properties are not allowed ('famly' was unexpected)"],
        ),
        (
            "parts: {a: {chart: {kind: pie}}}",
            ["$.parts.a.chart.kind: 'pie' is not one of ['pills', 'strip', 'bars', 'tiles']"],
        ),
        (
            "parts: {a: {chart: {colours: [a]}}}",
            ["$.parts.a.chart: 'colours' does not match any of the regexes: "
             "'^(square|portrait|tall|landscape|other)$'"],
        ),
        (
            "faces: {display: {latin: {family: Inter}}}",
            ["$.faces.display: 'latin' does not match any of the regexes: '^(?:[a-z]{2,3}-)?[A-Z][a-z]{3}$'"],
        ),
        (
            "name: x",
            ["$: 'palette' is a required property",
             "$: 'types' is a required property",
             "$: 'layouts' is a required property"],
        ),
    ],
)  # fmt: skip
def test_schema_refuses_wrong_values_of_a_theme(wrong: str, causes: list[str]):
    text = wrong if wrong.startswith("name") else f"extends: statement\n{wrong}"
    assert list_causes(SCHEMAS["theme"], text) == causes


def _record() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (FOLDER / f"{name}.json").write_text(make_text(name), "utf-8", newline="")


if __name__ == "__main__":
    sys.exit(_record())
