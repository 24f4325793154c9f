"""Independent check: what an editor with npm's yaml-language-server offers, shows and marks in a card and a set."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from language_server import LanguageServer

import factcards
from factcards.model.formats import FORMAT_NAMES
from factcards.model.sizes import SIZES
from factcards.problem_kinds import WARNINGS
from factcards.read.cards.card_field_docs import CARD_FIELD_DOCS
from factcards.read.cards.card_schema import CARD_FIELDS, SET_FIELDS
from factcards.read.json_schema import make_schemas
from factcards.read.themes.inheritance import list_theme_names

FOLDER = Path(factcards.__file__).parent / "data" / "schema"
CARD, SET = FOLDER / "card.json", FOLDER / "set.json"
WORDS = (
    "expected words; without any, leave the field out; emphasis is `**…**`, without spaces inside, and a star is `\\*`"
)
pytestmark = pytest.mark.witness("node", "npm", "npm:yaml-language-server")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = LanguageServer(tmp_path_factory.mktemp("cards"))
    yield server
    server.close()


def test_editor_offers_every_field(server):
    assert set(server.complete("|", CARD)) == set(CARD_FIELDS)
    assert set(server.complete("|", SET)) == set(SET_FIELDS)


def test_editor_offers_the_eight_themes(server):
    offered = server.complete("theme: |", CARD)
    assert set(list_theme_names()) <= set(offered)
    assert set(offered) - set(list_theme_names()) == {"null"}


@pytest.mark.parametrize("text", ["language: |", "languages:\n  - |", "source:\n  title:\n    language: |"])
def test_editor_offers_languages(server, text):
    offered = {label.strip('"') for label in server.complete(text, SET)}   # `"no"`: other programs take it for false
    assert offered >= {"en", "es", "fr", "ar", "zh-Hans", "zh-Hant", "hi", "ru", "pt", "sw", "ur", "no"}
    assert len(offered) > 70
    assert not offered & {"true", "false"}


def test_editor_offers_all_sizes_formats_and_kinds_of_warnings(server):
    for text in ("sizes: [|]", "sizes:\n  - |"):
        known = [*(size.name for size in SIZES), "null"]
        offered = [label for label in server.complete(text, SET) if not label.startswith("- (array item)")]
        assert offered[: len(known)] == known
        assert set(offered[len(known) :]) <= {"name", "width", "height", "safe", "platform", "Size"}
    assert server.complete("formats:\n  - |", SET) == [*FORMAT_NAMES, "jpg", "null"]
    assert server.complete("accept:\n  - kind: |", CARD) == list(WARNINGS)


def test_editor_offers_no_flags_for_words(server):
    for text in ("fact: |", "alt: |", "source: |", "source:\n  title: |", "image:\n  file: |"):
        assert not {"true", "false", "[object Object]"} & set(server.complete(text, CARD))
    assert set(server.complete("reviewed: |", CARD)) == {"true", "false", "null"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("fa|ct: Honey", "fact"), ("fact: Hon|ey", "fact"), ("headl|ine: 96%", "headline"), ("language: e|n", "language"),
     ("language: qa|a", "language"), ("th|eme: figure", "theme"), ("theme: a/b.ya|ml", "theme"),
     ("action: https://a.o|rg", "action"), ("action: {u|rl: 'https://a.org'}", "action.url"),
     ("chart: {counts: [{val|ue: 3}]}", "chart.counts.value"), ("accept: [{ki|nd: html, reason: a}]", "accept.kind"),
     ("brand: {colors: {acc|ent: '#fff'}}", "brand.colors.*"), ("rev|iewed: false", "reviewed")],
)  # fmt: skip
def test_editor_shows_what_a_field_is_for(server, text, name):
    doc = CARD_FIELD_DOCS[name]
    assert server.hover(text, CARD).startswith(f"#### {doc.title}\n\n{doc.description}\n"), "nothing is escaped"


def test_editor_marks_each_fault_of_a_card(server):
    faults = {
        "language: en_US": "expected a language tag (BCP 47) such as `en`, `fr-CA`, `zh-Hans` or `sr-Latn`",
        "theme: statment": "expected `contrast`, `data`, `figure`, `half`, `photo`, `series`, `statement` or "
                           "`testimony`, or the path of a theme's file",
        "fact: '**96% of all'": WORDS,
        "story: too": "`fact` is given already, expected one of them",
        "chart: {share: 120}": "Value is above the maximum of 1.",
        "action: www.example.org": "expected a link that begins with `http:`, `https:`, `mailto:` or `tel:`, "
                                   "without spaces and unknown placeholders",
        "reviewed: no": "expected `true` or `false`, without quotes",
        "expires: 31.12.2027": "expected a day such as `2027-01-31`",
        "headline: ''": WORDS,
        "brand: {name: Us, colors: {accent: red}}": 'expected a colour: `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`',
        "digits: arabic": "expected `native` or `latin`",
        "image: C:\\photo.jpg": "expected a path that begins in the set's folder, with `/`",
        "accept: [{kind: html}]": 'Missing property "reason".',
        "sorce: WHO": "Property sorce is not allowed.",
    }  # fmt: skip
    found = server.check("\n".join(faults) + "\n", CARD)
    assert sorted(found) == list(enumerate(faults.values(), start=1))


def test_editor_marks_nothing_in_a_right_card(server):
    card = ["language: tl-ph", "fact: true", "headline: 96%", "source: {title: 1984, year: 1949}", "action: tel:112"]
    assert server.check("\n".join([*card, "expires: 2027-01-31"]), CARD) == []
    assert server.check("sizes: [story]\ntheme: ../a.yaml\nlanguages: [en, qaa-x-mine]\nformats: [jpg]\n", SET) == []


def walk_patterns(schema):
    """Yield every pattern of a schema."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if key == "pattern" and isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from walk_patterns(value)


_NODE = """
const [patterns, texts] = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(patterns.map(p => texts.map(t => new RegExp(p, "u").test(t)))));
"""


def test_patterns_mean_the_same_in_javascript():
    patterns = sorted({pattern for schema in make_schemas().values() for pattern in walk_patterns(schema)})
    texts = [
        "", " ", "a", "en", "EN", "en_US", "zh-Hans", "tl-ph", "x-mine", "96%", "%96", "96,5 %", "120%", "٩٦٪", "0.5",
        "1.0", "2", "007", "2027-01-31", "2027-02-30", "#fff", "#ffff", "true", "tRue", "photos/a.jpg", "/a", "a\\b",
        "a: b", "a ", "**a**", "**a", "a **b** c", "***", "\\*\\*a", "**é**", "a\nb", "\u00a0", "🐝", "www.example.org",
        "https://example.org/{card}", "https://example.org/{lang}", "HTTP://example.org", "mailto:a@example.org",
        "tel:112", "tel:1", "https://a@b.org", "https://é.org/ü?ö#ä", "example.org/act", "Latn", "ur-Arab", "latin",
        "a.yaml", "./a.yml", "ink", "qaa", "1080x608", "1080×608", "x608", "08192", "90000",
    ]  # fmt: skip
    answer = subprocess.run(["node", "-e", _NODE], input=json.dumps([patterns, texts]), check=True, capture_output=True,
                            text=True, encoding="utf-8", timeout=60)  # fmt: skip
    found = [[bool(re.search(pattern, text)) for text in texts] for pattern in patterns]
    assert json.loads(answer.stdout) == found
    assert len(patterns) > 10
    assert all(Counter(row)[True] and Counter(row)[False] for row in found)
