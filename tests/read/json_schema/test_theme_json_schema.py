"""The schema of a theme accepts whatever the reader accepts, and refuses what a schema can know to be wrong."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_json_schema import choose_schema
from test_read_cases import CASES, split_case
from yaml_values import to_value

from factcards.errors import ReadError
from factcards.read.json_schema.theme_json_schema import make_theme_schema
from factcards.read.themes.expand import SHAPES
from factcards.read.themes.theme_reader import read_theme
from factcards.read.themes.theme_schema import (
    CONDITION,
    FACE,
    FRAME,
    GRADIENT,
    PARTS,
    SCRIM,
    STACK,
    STACKS,
    THEME_KEYS,
    TONE,
    TYPE,
    UNDERLINE,
)
from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import parse_source

VALIDATOR = jsonschema.Draft202012Validator(make_theme_schema())
EVERY_FIELD = Path(__file__).parents[2] / "data" / "every-field-of-a-theme.yaml"


def parse(text: str) -> Any:
    return to_value(parse_source(make_source("t.yaml", text)).root)


def walk_causes(error: jsonschema.ValidationError) -> Iterator[jsonschema.ValidationError]:
    yield error
    for cause in error.context:
        yield from walk_causes(cause)


def list_places(value: Any) -> set[str]:
    """Return the fields at which a theme is refused, as messages name them, with those of each alternative."""
    return {cause.json_path[2:] for error in VALIDATOR.iter_errors(value) for cause in walk_causes(error)}


# --- what the reader accepts


@pytest.mark.parametrize(
    "fields",
    ["types: {words: {weight: null, bar: {thick: null}}}", "types: {words: {weight: '400'}}", "palette: {ink: null}",
     "palette: {ink: ['#000', {photo: light, otherwise: '#fff'}]}", "palette: {ink: {photo: light}}",
     "faces: {Latn: {scale: null, leading: {large: null}}}", "layouts: {tall: null}", "step: null",
     "extends: ../house.yaml", "extends: house.yml", "extends: themes/house", "fonts: ../fonts",
     "grounds: {dusk: null}", "parts: {a: {space: null}}", "parts: {a: {words: {size: 30}}}",
     "parts: {a: {use: {part: b, color: null, grow: {tall: 1, other: null}}}}",
     "parts: {a: {words: {tall: {color: ink}, other: {color: ink, slot: call}}}}",
     "parts: {a: {column: {tall: [{use: b}], other: {gap: 3, parts: [{use: b}]}}}}",
     "parts: {a: {column: {parts: {tall: [{use: b}], other: []}}}}",
     "parts: {a: {column: [{tall: {use: b}, other: null}, {use: 3}]}}",
     "parts: {a: {words: {color: ink, size: {tall: {portrait: 30, other: 40}, other: [20, 30]}}}}",
     "parts: {a: {words: {color: ink, pad: [1, 2, {tall: 1, other: null}, 3, 4]}}}",
     "parts: {a: {words: {color: ink, when: {has: {tall: image, other: []}}}}}",
     "parts: {a: {photo: {scrim: {color: ink, fade: {tall: 0.3, other: 0.5}}}}}"],
)  # fmt: skip
def test_forms_that_the_reader_accepts_are_valid(fields: str):
    assert list_places(parse(fields if fields.startswith("extends") else f"extends: statement\n{fields}")) == set()


_VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2, 0.5, 9, 300, 5000, 2e6, "", "x", "ink", "words", "0.5", "12 px", "true", "image", "start",
    "#fff", "#12345", [], {}, ["ink", "paper"], [1], [8, 9], [1, 2, 3, 4, 5], {"other": None}, {"other": 1},
    {"other": "ink"}, {"has": "image"}, {"large": 1}, {"color": "ink"}, {"photo": "light"}, {"use": "foot"},
    {"space": {}}, [{"space": {"grow": 1}}], {"part": "foot"}, [[0, "ink"], [1, "ink"]], [[0, 0], [1, 0], [1, 1]],
    "left", "pills", {"round": 1},
)  # fmt: skip
"""Values that replace others: right ones, and wrong ones of every kind."""


def list_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from list_paths(inner, (*path, key))


def change(theme: Any, choice: random.Random) -> Any:
    """Return a theme with one value replaced, removed, put into a list or made a map by shape.

    A value by shape is not made one by shape again: for some shapes nothing would read it, so that it may be wrong.
    """
    theme = copy.deepcopy(theme)
    path = choice.choice(list(list_paths(theme)))
    key, parent = path[-1], theme
    for step in path[:-1]:
        parent = parent[step]
    old, other = parent[key], copy.deepcopy(choice.choice(_VALUES))
    match choice.randrange(6):
        case 0 | 1 | 2:
            parent[key] = other
        case 3 if not set(path) & set(SHAPES):
            parent[key] = {choice.choice(SHAPES[:-1]): old, "other": choice.choice([old, None, other])}
        case 4:
            del parent[key]
        case _:
            parent[key] = [old] if not isinstance(old, list) else other
    return theme


def is_accepted(theme: Any, folder: Path) -> bool:
    path = folder / "t.yaml"
    path.write_text(json.dumps(theme), encoding="utf-8")
    try:
        read_theme(str(path))
    except ReadError:
        return False
    return True


def compare_with_reader(seeds: range, folder: Path) -> tuple[list[int], int, int]:
    """Return the seeds of themes that only the schema refuses, and how many both accept, and both refuse."""
    (folder / "fonts").mkdir()
    base = json.loads(json.dumps(parse(EVERY_FIELD.read_text("utf-8"))))
    assert is_accepted(base, folder)
    assert list_places(base) == set()
    wrong, accepted, refused = [], 0, 0
    for seed in seeds:
        theme = change(base, random.Random(seed))
        is_read, is_valid = is_accepted(theme, folder), VALIDATOR.is_valid(theme)
        accepted, refused = accepted + (is_read and is_valid), refused + (not is_read and not is_valid)
        wrong += [seed] if is_read and not is_valid else []
    return wrong, accepted, refused


def test_the_changed_theme_has_every_field():
    tables = (*PARTS.values(), FRAME, STACK, SCRIM, CONDITION, FACE, TYPE, UNDERLINE, GRADIENT, TONE, STACKS, PARTS)
    fields = {key for table in tables for key in table} | set(THEME_KEYS) - {"extends"}
    written = {key for path in list_paths(parse(EVERY_FIELD.read_text("utf-8"))) for key in path}
    assert fields - written == set()


def test_whatever_the_schema_refuses_the_reader_refuses_too(tmp_path: Path):
    wrong, accepted, refused = compare_with_reader(range(150), tmp_path)
    assert wrong == []
    assert accepted >= 15
    assert refused >= 75


@pytest.mark.sweep
def test_whatever_the_schema_refuses_the_reader_refuses_too_in_thousands_of_themes(tmp_path: Path):
    wrong, accepted, refused = compare_with_reader(range(1000, 2500), tmp_path)
    assert wrong == []
    assert accepted >= 150
    assert refused >= 750


# --- what the reader refuses


KNOWABLE = (
    "is not a colour", "found 0 colours", "is not a script", "unknown key", "missing field", "expected `true` or",
    r"found `left`, expected `top`", "expected 1 at most", "expected 0 at least", "expected 1 at least",
    "expected 8 at least", "expected a position, a colour", "found 1 stop", "found 1 number", "found 1 point",
    "expected `lines`, `width`", "unknown name `photo`", "there is no theme `statment`",
)  # fmt: skip
"""Patterns of messages about a theme that a schema can know, since they need nothing but the value and its field."""
UNKNOWABLE = (
    "the palette has no colour", "neither the palette nor", "there is no type", "there is no part",
    "expected `display`", "a part cannot use itself", "a theme cannot extend itself", "there is no value for",
    "stops are not in order", "the first share is larger", "the first size is larger",
    "YAML takes what begins with `#`",   # a comment leaves null, which removes an inherited colour
    "found nothing, expected the name of a part",   # null may be the name of a part: `parts: {null: …}`
    r"faces\.display\.Arab\.family: missing field `family`",   # it may be inherited
)  # fmt: skip
"""Patterns of messages that depend on other values, on other files or on the order of numbers."""


def list_messages() -> list[tuple[str, str, str]]:
    """Return text of a theme's file, field and message of each error of a theme in tests/cases."""
    found = []
    for case in sorted(CASES.glob("*.txt")):
        _, sections, says = split_case(case)
        for file, text in sections:
            if choose_schema(file, text) == "theme":
                pattern = rf"(?m)^{re.escape(file)}:\d+:\d+: error: ([^ ]+): (.*)$"
                found += [(text, match[1], match[2]) for match in re.finditer(pattern, says)]
    return found


def is_knowable(field: str, message: str) -> bool:
    return not any(re.search(pattern, f"{field}: {message}") for pattern in UNKNOWABLE)


MESSAGES = list_messages()


@pytest.mark.parametrize(("text", "field", "message"), [m for m in MESSAGES if is_knowable(m[1], m[2])])
def test_schema_refuses_what_it_can_know_at_its_field(text: str, field: str, message: str):
    assert any(re.search(pattern, message) for pattern in KNOWABLE), "add the message to one of the lists"
    places = list_places(parse(text))
    above = field.rpartition(".")[0] if message.startswith("missing field") else field
    assert above in places or any(place.startswith(field) for place in places)


def test_every_rule_about_messages_is_used():
    whole = [f"{field}: {message}" for _, field, message in MESSAGES]
    assert [pattern for pattern in (*KNOWABLE, *UNKNOWABLE) if not any(re.search(pattern, m) for m in whole)] == []


def test_number_of_messages_that_a_schema_can_know_is_recorded():
    knowable = sum(is_knowable(field, message) for _, field, message in MESSAGES)
    assert (knowable, len(MESSAGES)) == (27, 44)


@pytest.mark.parametrize(
    ("fields", "place"),
    [("extends: statment", "extends"), ("extends: null", "extends"), ("extends: /house.yaml", "extends"),
     ("extends: https://example.org/house.yaml", "extends"), ("fonts: C:/Windows/Fonts", "fonts"),
     ("step: 2", "step"), ("step: 1.6 px", "step"), ("palette: {ink: white}", "palette.ink"),
     ("types: {words: {weight: bold}}", "types.words.weight"), ("types: {words: {as: tiny}}", "types.words.as"),
     ("types: {words: {weight: 2e6}}", "types.words.weight"), ("types: {words: {otherwise: 400}}", "types.words"),
     ("faces: {Latn: {digits: arab}}", "faces.Latn.digits"), ("faces: {Latn: {scale: {big: 1}}}", "faces.Latn.scale"),
     ("grounds: {a: {toward: top}}", "grounds.a"), ("grounds: {a: {stops: [[2, ink], [1, ink]]}}", "grounds.a.stops"),
     ("layouts: {tall: {words: {slot: words}}}", "layouts.tall.words"),
     ("layouts: {tall: {space: null}}", "layouts.tall"),
     ("layouts: {tall: {column: {tall: [], gap: 3}}}", "layouts.tall.column"),
     ("layouts: {tall: {words: {color: ink, tall: {}}}}", "layouts.tall.words"),
     ("layouts: {tall: {space: {}, rule: {color: ink}}}", "layouts.tall"),
     ("layouts: {tall: {word: {color: ink}}}", "layouts.tall"),
     ("layouts: {tall: {polygon: {color: ink}}}", "layouts.tall"),
     ("layouts: {tall: {chart: {kind: bars, color: ink}}}", "layouts.tall.chart"),
     ("layouts: {tall: {chart: {kind: pills}}}", "layouts.tall.chart"),
     ("layouts: {tall: {use: {gap: 3}}}", "layouts.tall.use"),
     ("layouts: {tall: {photo: {focus_at: 0.5}}}", "layouts.tall.photo.focus_at"),
     ("layouts: {tall: {photo: {scrim: {fade: 0.2}}}}", "layouts.tall.photo.scrim"),
     ("layouts: {tall: {space: {pad: [1, 2, 3, 4, 5]}}}", "layouts.tall.space.pad"),
     ("layouts: {tall: {space: {grow: {round: 1}}}}", "layouts.tall.space.grow"),
     ("layouts: {tall: {space: {grow: null}}}", "layouts.tall.space.grow")],
)  # fmt: skip
def test_wrong_values_are_refused_at_their_field(fields: str, place: str, tmp_path: Path):
    text = fields if fields.startswith("extends") else f"extends: statement\n{fields}"
    assert any(found.startswith(place) for found in list_places(parse(text)))
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError):
        read_theme(str(tmp_path / "t.yaml"))


@pytest.mark.parametrize(
    ("change_of_text", "place"),
    [(("palette", "palete"), ""), (("ink: '#000'", "ink: null"), "palette.ink"),
     (("ink: '#000'", "ink: {photo: light}"), "palette.ink"), (("weight: 400", ""), "types"),
     (("other:", "tall:"), "layouts"), (("family: Inter", "scale: 1"), "faces.Latn")],
)  # fmt: skip
def test_a_theme_that_extends_none_must_be_complete(change_of_text: tuple[str, str], place: str):
    whole = (
        "palette: {ink: '#000'}\nfaces: {Latn: {family: Inter}}\ntypes: {words: {weight: 400}}\n"
        "layouts: {other: {use: page}}\n"
    )
    assert list_places(parse(whole)) == set()
    old, new = change_of_text
    text = whole.replace(old, new) if new else whole.replace("types: {words: {weight: 400}}", "types: {}")
    assert max(list_places(parse(text)), key=len) == place
