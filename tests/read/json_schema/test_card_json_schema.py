"""The schemas of cards and sets: each field is explained, and they refuse nothing that the readers accept."""

import contextlib
import re
import tempfile
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support.fuzz_inputs import damaged, fuzz
from test_read_cases import CASES, split_case, write_files
from yaml_values import list_schema_errors, quote_text, to_value

from factcards.read import read_sets
from factcards.read.cards.card_field_docs import CARD_FIELD_DOCS
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS, report_field_problems
from factcards.read.fields.scalar_fields import ReadContext
from factcards.read.json_schema.card_json_schema import make_card_schema, make_set_schema
from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import MappingNode, parse_source

SCHEMAS = {"card": make_card_schema(), "set": make_set_schema()}
FIELDS = {"card": CARD_FIELDS, "set": SET_FIELDS}


def walk_properties(schema, name=""):
    """Yield each property of a schema with its dotted name, at every level."""
    for key, inner in schema.get("properties", {}).items():
        yield f"{name}{key}", inner
        yield from walk_properties(inner, f"{name}{key}.")
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        yield from walk_properties(part, name)
    if isinstance(schema.get("additionalProperties"), dict):
        yield f"{name}*", schema["additionalProperties"]


PROPERTIES = {
    (file, name): schema for file, whole in SCHEMAS.items() for name, schema in walk_properties(whole)
}  # fmt: skip


def matches(file, schema, value):
    return jsonschema.Draft202012Validator({**schema, "$defs": SCHEMAS[file]["$defs"]}).is_valid(value)


def test_fields_of_both_files_have_one_schema():
    card, shared = make_card_schema()["properties"], make_set_schema()["properties"]
    both = card.keys() & shared.keys()
    assert {"source", "action", "theme"} <= both
    assert {key: card[key] for key in both} == {key: shared[key] for key in both}


def test_properties_are_the_fields_that_have_texts():
    assert {name for _, name in PROPERTIES} == set(CARD_FIELD_DOCS)


@pytest.mark.parametrize(("file", "name"), PROPERTIES)
def test_property_has_its_texts_and_valid_examples(file, name):
    schema, doc = PROPERTIES[file, name], CARD_FIELD_DOCS[name]
    assert (schema["title"], schema["description"]) == (doc.title, doc.description)
    assert schema["markdownDescription"] == doc.description, "for editors that escape a plain description"
    assert schema["examples"]
    assert [value for value in schema["examples"] if not matches(file, schema, value)] == []
    assert schema.get("default") == doc.default
    assert doc.default is None or matches(file, schema, doc.default)


# --- whatever the schemas refuse, the readers refuse


SCALARS = """
    [a] {a:1}
    null ~ true True tRue FALSE no yes 0 1 1.0 01.00 .5 0.5 -1 -0 1e-1 0x1 1.00000000000000000000001 120 171 2014
    999999999999999 1234567890123456 0.123456789 .inf 96% 120% 100.00000000000000000000001% 100,0% %96 ٩٦٪ ٠.٥ ٣ en
    en_US EN jp eng zh-Hans zh-hans en-UK tl-ph tl-UK x-mine ar-u-nu-latn iw yue qaa english de-1996 2027-01-31
    2027-02-29 2027-02-30 0000-01-01 31.12.2027 statement statment x.yaml ./x.yaml zz/../x.yaml a.png ./a.png
    zz\a.png /a.png C:a.png zz fonts . story a4 png jpg jpeg pdf even all native latin Latin naskh small-type
    smal-type #fff **a** *a* *** https://example.org/act HTTPS://EXAMPLE.org www.x.org mailto:a@example.org
    mailto:?subject=a tel:112 tel:+41-22-345 tel:%31%31%32 ftp://example.org http: https:// https://a@example.org
    javascript:alert(1) https://example.org/{card}/{size}?x={{y}} https://example.org/{lang} https://example.org/%
    https://{language}.example.org/ example.org/act
"""
"""Scalars without quotes, a list and a map, separated by spaces."""
TEXTS = [
    "", " ", "\u200b", "\n", " \u00a0", "a", "a b", "true", "tRue", "null", "96 %", " 96% ", "96,5 %", "\u200e96%",
    "0.5", "1\n", " https://example.org/act ", "https://example.org/a b", "https://example.org/\u00a0a", "en ", "**a**",
    "**a", "a ** b", "** a**", "**a **", "**a**b** c **", "***", "\\***", "\\*\\*a", "**a\\*\\*", "*a* **b** *",
    "**a\n\nb**",
    "a**b**c", "**“a”**", "**\u00a0a**", "**1**2**3**", "*\n**", "#fff", "#FFFFFFFF", "#ffff", "x.yaml\n", "a.png\n",
    "a\n\nb", "2027-01-31", "2027-01-31\n", "\U0001f41d" * 3000, "a" * 3001, "zz/", "fonts/", "x" * 300,
]  # fmt: skip
"""Texts that are written in quotes."""
INSIDE = {
    **{key: ["[{}]", "[{}, {}]"] for key in ("cards", "languages", "sizes", "formats")},
    "brand": [
        "{{name: {}}}", "{{name: Us, logo: {}}}", "{{name: Us, logo: {{light: {}}}}}", "{{name: Us, colors: {}}}",
        "{{name: Us, colors: {{accent: {}}}}}", "{{name: Us, fonts: {{text: {}}}}}",
        "{{name: Us, fonts: {{other: {}}}}}",
    ],
    "labels": ["{{source: {}}}", "{{photo: {}}}"],
    "source": [
        "{{title: {}}}", "{{title: {{text: {}}}}}", "{{title: {{text: a, language: {}}}}}", "{{publisher: {}}}",
        "{{publisher: a, url: {}}}", "{{publisher: a, year: {}}}",
    ],
    "action": [
        "{{url: {}}}", "{{url: 'tel:112', label: {}}}", "{{url: 'tel:112', short: {}}}",
        "{{url: 'tel:112', short-elsewhere: {}}}",
    ],
    "image": [
        "{{file: {}}}", "{{file: a.png, alt: {}}}", "{{file: a.png, credit: {}}}", "{{file: a.png, focus: {}}}",
        "{{file: a.png, focus: [{}, {}]}}", "{{file: a.png, focus: [0, {}]}}",
    ],
    "chart": [
        "{{share: {}}}", "{{share: {}, counts: ~}}", "{{share: 1, counts: {}}}", "{{counts: {}}}", "{{counts: [{}]}}",
        "{{counts: [{{value: {}}}]}}", "{{counts: [{{value: 1, label: {}}}]}}", "{{tiles: [{{name: {}}}]}}",
        "{{tiles: [{{name: a, label: {}}}, {}]}}", "{{tiles: [{}], share: ~}}",
    ],
    "accept": [
        "[{{kind: {}, reason: a}}]", "[{{kind: small-type, reason: {}}}]", "[{{kind: small-type, reason: a}}, {}]",
    ],
}  # fmt: skip
"""Values in flow style, with `{}` for what is tried there, besides the value of the field itself."""


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts").mkdir()
        (folder / "x.yaml").write_text("extends: statement\n")
        Image.new("RGB", (20, 20)).save(folder / "a.png")
        yield folder


def read_file(text, file, folder):
    """Return a file's value and its errors; those of the whole card are not included."""
    parsed = parse_source(make_source("f.yaml", text))
    context = ReadContext(folder, {})
    if isinstance(parsed.root, MappingNode):
        report_field_problems(parsed.root, FIELDS[file], context)
    return to_value(parsed.root), [p for p in [*parsed.problems, *context.problems] if p.severity == "error"]


@pytest.mark.parametrize("file", FIELDS)
def test_whatever_the_reader_accepts_is_valid(file, folder):
    values = [*SCALARS.split(), *map(quote_text, TEXTS)]
    validator = jsonschema.Draft202012Validator(SCHEMAS[file])
    counts = Counter()
    for key in FIELDS[file]:
        for place in ["{}", *INSIDE.get(key, [])]:
            for text in (f"{key}: {place.format(value, value)}\n" for value in values):
                value, errors = read_file(text, file, folder)
                is_valid = validator.is_valid(value)
                assert errors or is_valid, text
                counts[not errors, is_valid] += 1
    assert counts[True, True] > 1000
    assert counts[False, False] > 0.85 * (counts[False, False] + counts[False, True]) > 2000


SHARED = """headline: 96%
source: {publisher: a, title: {text: a, language: fr}, year: 2015, page: 3, url: "https://a.org/x?{card}"}
action: {label: a, url: "https://{language}.example.org/{set}", short: example.org, short-elsewhere: false}
image: {file: a.png, alt: x, credit: y, focus: [0.5, "0.25"]}
brand: {name: Us, logo: {light: a.png, dark: a.png}, colors: {accent: "#fff"}, fonts: {text: Inter}}
chart: {counts: [{value: 171, label: a}, {value: 2.5}]}
labels: {source: "S:", photo: ~}
accept: [{kind: small-type, reason: a}, ~]
rights: CC BY 4.0
theme: ./x.yaml
expires: 2027-01-31
reviewed: false
typography: True
hyphenate: true
digits: native
hand: naskh
language: en
"""
FILES = {
    "card": f'fact: "a **b** c"\nalt: a\n{SHARED}',
    "set": "title: a\ncards: [a, b, 1, 1.0]\nlanguages: [en, fr-CA, zh-Hans]\nsizes: [story, a4]\nformats: [png, jpg]\n"
           f"type: each\n{SHARED}",
}  # fmt: skip
"""Files without an error that have every field except `story` and `fonts`."""


@pytest.mark.parametrize("file", FIELDS)
def test_file_with_every_field_is_accepted_and_valid(file, folder):
    value, errors = read_file(FILES[file], file, folder)
    assert errors == []
    assert set(value) == set(FIELDS[file]) - {"story", "fonts"}
    assert list_schema_errors(SCHEMAS[file], FILES[file]) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("file", FIELDS)
@fuzz(0.1, 60)
@given(data=st.data())
def test_whatever_the_reader_accepts_of_a_damaged_file_is_valid(file, data, folder):
    text = data.draw(damaged(st.just(FILES[file])))
    value, errors = read_file(text, file, folder)
    if isinstance(value, dict) and not errors:
        assert list_schema_errors(SCHEMAS[file], text) == [], text


# --- the recorded cases with errors


UNSEEN_KINDS = {"yaml", "comment", "character", "file-name", "no-file", "picture", "outside"}
"""Kinds of errors in what a schema does not see: the text of the file, its name, other files."""
ABOUT_OTHER_FILES = re.compile(
    r"as in the (?:file's name|card itself)|is in `\w+` already|there is no theme file|and here it is removed"
)
"""Messages that depend on the file's name, or on what other files say."""


def is_knowable(problem, file):
    """Return whether a schema, which sees the values of one file, can know of an error in it."""
    if problem.kind == "missing-field":   # fields and their parts may be inherited, parts of a list's items may not
        return "[" in problem.field or problem.field == "source.title"
    is_variant_of_set = re.fullmatch(r"set\.[\w-]+\.yaml", file) is not None   # one schema for both
    return not (
        problem.kind in UNSEEN_KINDS
        or ABOUT_OTHER_FILES.search(problem.message)
        or (problem.kind == "wrong-key" and is_variant_of_set)
    )


def find_known_errors():
    """Yield the errors of the recorded cases that a schema can know, each with its case and its file's text."""
    for case in sorted(CASES.glob("*.txt")):
        _, sections, _ = split_case(case)
        if any(name.startswith("theme ") for name, _ in sections):
            continue
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            problems = read_sets(write_files(sections, Path(folder))).problems
        for name, text in sections:
            file = Path(name).name
            for problem in problems:
                is_here = problem.place is not None and Path(problem.place.file).name == file
                if is_here and problem.severity == "error" and is_knowable(problem, file):
                    where = f"{case.stem}-{file}-{problem.place.line}-{problem.field}"
                    yield pytest.param(file, text, problem, id=where)


KNOWN = list(find_known_errors())


@pytest.mark.parametrize(("file", "text", "problem"), KNOWN)
def test_schema_refuses_each_error_that_it_can_know(file, text, problem):
    errors = list_schema_errors(SCHEMAS["set" if file.split(".")[0] == "set" else "card"], text)
    paths = [error.split(":")[0].removeprefix("$").removeprefix(".").split("[")[0] for error in errors]
    field = problem.field.split("[")[0]
    assert [path for path in paths if path.startswith(field) or (path and field.startswith(path))], errors


def test_the_recorded_cases_have_many_errors_that_a_schema_can_know():
    assert len(KNOWN) > 85
    assert {param.values[2].kind for param in KNOWN} == {
        "link", "missing-field", "no-theme", "unknown-key", "wrong-key", "wrong-language", "wrong-value",
    }  # fmt: skip
