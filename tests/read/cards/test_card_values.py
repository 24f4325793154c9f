"""Python values as a card's fields: text is kept exactly, and a wrong value is reported at its field and line."""

from __future__ import annotations

import dataclasses
import enum
import json
from collections import UserDict, namedtuple
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from factcards.read.cards.card_values import parse_values
from hypothesis import event, given
from hypothesis import strategies as st
from support.fuzz_inputs import fuzz, languages, limited, words

from factcards import Card, ReadError
from factcards.read import parse_card
from factcards.read.cards.card_schema import CARD_FIELDS
from factcards.read.yaml.source import decode_source, find_refused
from factcards.read.yaml.yaml_parser import MappingNode, ScalarNode, SequenceNode, parse_source

FIELDS = {"language": "en", "fact": "Women are **96%** of victims.", "source": {"publisher": "UN", "year": 2015},
          "action": "https://example.org/act"}  # fmt: skip
EXPECTED = "expected text, a number, `True`, `False`, `None`, a date, a list or a mapping"


def refusal(**fields: object) -> str:
    """Return the lines of the error of a card with these fields."""
    with pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, **fields})
    return str(raised.value)


def text_of(value: object) -> str:
    """Return the text that a field's reader gets for a value."""
    root = parse_values({"fact": value}, "card.yaml").root
    assert isinstance(root, MappingNode)
    node = root.get("fact")
    assert isinstance(node, ScalarNode)
    return node.text


def plain(node: object) -> object:
    """Return a tree of nodes as lists, dicts and text."""
    if isinstance(node, MappingNode):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    assert isinstance(node, ScalarNode)
    return None if node.is_null else node.text


# --- values


def test_a_mapping_is_the_card_of_its_yaml():
    text = 'language: en\nfact: Women are **96%** of victims.\nsource: {publisher: UN, year: 2015}\n' \
           "action: https://example.org/act\n"  # fmt: skip
    card, same = parse_card(FIELDS), parse_card(text)
    (_, variant), (_, other) = card.variants[0], same.variants[0]
    assert dataclasses.replace(card, variants=()) == dataclasses.replace(same, variants=())
    assert dataclasses.replace(variant, place=other.place) == other


class Tone(enum.IntEnum):
    LOW = 3


class Word(str):
    """Text whose `str` differs from what it holds."""

    def __str__(self) -> str:
        return "another text"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"), (False, "false"), (7, "7"), (-3, "-3"), (0.96, "0.96"), (1e-7, "0.0000001"),
        (1e22, "1" + "0" * 22), (date(2027, 1, 31), "2027-01-31"),
        (Tone.LOW, "3"), (Word("words"), "words"), ("", ""), ("null", "null"),
        ("2015", "2015"), ("a\r\nb\rc", "a\nb\nc"), ("\ufeff\u00a0 x \t", "\ufeff\u00a0 x \t"), ('"\\"', '"\\"'),
    ],
)  # fmt: skip
def test_value_becomes_text_as_in_yaml(value: object, text: str):
    assert text_of(value) == text


def test_none_removes_a_field_and_the_word_null_does_not():
    assert parse_card({**FIELDS, "headline": None}).variants[0][1].headline is None
    headline = parse_card({**FIELDS, "headline": "null"}).variants[0][1].headline
    assert headline is not None
    assert headline.text == "null"


Pair = namedtuple("Pair", "across down")


def test_any_mapping_and_any_list_is_read():
    for kind in (dict, UserDict, MappingProxyType):
        assert parse_card(kind({**FIELDS, "source": kind({"title": "Agenda"})})).variants[0][1].source
    counts = ({"value": 1, "label": "one"}, {"value": 2.5, "label": "more"})
    chart = parse_card({**FIELDS, "chart": {"counts": counts}}).variants[0][1].chart
    assert chart is not None
    assert [count.value for count in chart.counts] == [1, 2.5]
    assert plain(parse_values({"focus": Pair(0.5, 1)}, "a").root) == {"focus": ["0.5", "1"]}


# --- problems


def test_wrong_field_is_reported_at_the_line_of_its_number():
    assert refusal(expires="soon", action={"url": "https://example.org/act", "label": 5, "sort": "x"}) == (
        'card.yaml:4:56: error: action: unknown key `sort`\n'
        '    4 | action: {"url": "https://example.org/act", "label": 5, "sort": "x"}\n'
        '      |                                                        ^^^^^^\n'
        "    hint: did you mean `short`?\n"
        "card.yaml:5:10: error: expires: found `soon`, expected a day such as `2027-01-31`\n"
        '    5 | expires: "soon"\n'
        "      |          ^^^^^^\n"
        "    hint: year, month, day, with hyphens"
    )


class Odd:
    """An object whose text cannot be made."""

    def __repr__(self) -> str:
        raise RuntimeError("no text")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"\xff\xd8\xff", "found `b'\\xff\\xd8\\xff'` (bytes), " + EXPECTED),
        (bytearray(b"ab"), "found `b'ab'` (bytearray), " + EXPECTED),
        (memoryview(b"ab"), "found `b'ab'` (memoryview), " + EXPECTED),
        (float("nan"), "found `nan` (float), expected a finite number"),
        (float("-inf"), "found `-inf` (float), expected a finite number"),
        (10**200, f"found `{hex(10**200)[:40]}…` (int), expected a number of fewer digits"),
        ({1, 2}, "found `{1, 2}` (set), " + EXPECTED),
        ({10**5000}, "found `set` (set), " + EXPECTED),
        (datetime(2027, 1, 2, tzinfo=UTC), "found `datetime.datetime(2027, 1, 2, 0, 0, tzin…` (datetime), " + EXPECTED),
        (object(), "found `<object object>` (object), " + EXPECTED),
        (Odd(), "found `<Odd instance>` (Odd), " + EXPECTED),
        (Path("a.jpg"), f"found `{Path('a.jpg')!r}` ({type(Path()).__name__}), " + EXPECTED),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
@pytest.mark.parametrize("field", ["fact", "headline", "source", "image", "brand", "chart", "accept", "language"])
def test_value_that_yaml_cannot_say_is_the_only_problem_of_its_field(field: str, value: object, message: str):
    with pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, field: value})
    found = raised.value.problems
    assert [(problem.field, problem.message) for problem in found] == [(field, message)]
    assert found[0].place
    assert found[0].place.line == list({**FIELDS, field: value}).index(field) + 1


def test_wrong_value_within_a_field_has_its_dotted_name():
    lines = refusal(chart={"counts": [{"value": 1, "label": "one"}, {"value": 2, "label": b"two"}]}).split("\n")
    assert lines[0] == f"card.yaml:5:72: error: chart.counts[1].label: found `b'two'` (bytes), {EXPECTED}"
    hint = "    hint: decode text; give the bytes of a picture in `files`, and its name here"
    assert lines[3:] == [hint]


def test_key_that_is_not_text_is_reported():
    problem, = parse_values({**FIELDS, "labels": {7: "x"}, 5: 1}, "card.yaml").problems[1:]
    assert (problem.field, problem.message) == ("", "found the key `5` (int), expected text")
    assert problem.place
    assert problem.place.line == 6
    (line, *_) = refusal(labels={7: "x"}).split("\n")
    assert line == "card.yaml:5:10: error: labels: found the key `7` (int), expected text"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("k" * 161, "this key has 161 characters, expected 160 at most"),
        ("a\ud800", "in this key, `U+D800` is half a character (a surrogate)"),
        ("a\u2028b", "in this key, `U+2028` is a line break of another kind"),
    ],
)
def test_key_that_no_file_can_have_is_reported(key: str, message: str):
    assert [p.message for p in parse_values({**FIELDS, key: 1}, "card.yaml").problems] == [message]


@pytest.mark.parametrize("key", ["", "<<", "a: b", "ключ", "\u00a0fact", '"', "# no", "- x", "k" * 160, "\n" * 160])
def test_key_of_any_text_is_an_unknown_key(key: str):
    with pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, key: 1})
    assert {p.kind for p in raised.value.problems} <= {"unknown-key", "yaml"}
    assert all(p.place and p.place.line == 5 for p in raised.value.problems)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\ud83d", "`U+D83D` is half a character (a surrogate)"),
        ("a\x85", "`U+0085` is a line break of another kind"),
        ("a\u2029", "`U+2029` is a line break of another kind"),
        ("a\x7f", "`U+007F` is a control character"),
        ("a\0", "`U+0000` is a control character"),
        ("a\U0001fffe", "`U+1FFFE` is not a character"),
    ],
)
def test_refused_character_is_reported_as_in_a_file(text: str, message: str):
    with pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, "headline": text})
    assert [(p.field, p.message) for p in raised.value.problems] == [("headline", message)]
    assert raised.value.problems[0].place
    assert raised.value.problems[0].place.line == 5
    with pytest.raises(ReadError):
        parse_card(json.dumps({**FIELDS, "headline": text}, ensure_ascii=False))


# --- limits


def nested(depth: int) -> object:
    value: object = "words"
    for _ in range(depth):
        value = [value]
    return value


def cyclic() -> list[object]:
    value: list[object] = []
    value += [value, value]
    return value


def test_cyclic_and_deeply_nested_values_are_refused():
    itself: dict[str, Any] = {}
    itself["a"] = itself
    message = "this is nested more than 24 deep"
    for value in (cyclic(), itself, nested(25), nested(100_000)):
        with limited(), pytest.raises(ReadError) as raised:
            parse_card({**FIELDS, "chart": value})
        assert [(p.field, p.message) for p in raised.value.problems] == [("chart", message)]
    assert parse_values({"chart": nested(23)}, "card.yaml").problems == ()


def test_too_many_values_are_refused():
    with limited(), pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, "chart": {"counts": [[0] * 1000] * 10_000}})
    assert [(p.field, p.message) for p in raised.value.problems] == [
        ("chart", "the card has more than 10,000 words and values")]


@pytest.mark.parametrize("value", ["x" * 2**21, ["x" * 2**18] * 9], ids=["text", "list"])
def test_card_of_more_than_a_mebibyte_is_refused(value: object):
    with limited(), pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, "story": value})
    assert [(p.field, p.message) for p in raised.value.problems] == [("story", "the card is longer than 1 MiB")]


# --- any values

scalars = st.none() | st.booleans() | st.integers(-10**20, 10**20) | st.floats(allow_nan=False, allow_infinity=False)
texts = words(8, halves=True) | st.text(max_size=20)
PARTS = ("url", "label", "short", "file", "alt", "credit", "focus", "name", "logo", "value", "publisher", "title",
         "year", "share", "counts", "tiles", "kind", "reason")  # fmt: skip
names = st.sampled_from((*CARD_FIELDS, *PARTS)) | texts
values = st.recursive(
    scalars | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)



@fuzz(0.1, 60)
@given(st.dictionaries(names, values, max_size=8), st.booleans())
def test_any_values_are_a_card_or_its_errors(fields: dict[str, Any], with_others: bool):
    found: Card | ReadError
    try:
        with limited():
            found = parse_card({**FIELDS, **fields} if with_others else fields, files={})
    except ReadError as error:
        found = error
    event(type(found).__name__)
    if isinstance(found, ReadError):
        assert found.problems
        assert all(len(str(problem)) < 2000 for problem in found.problems)
        assert all(p.place and 1 <= p.place.line <= max(1, len({**FIELDS, **fields})) for p in found.problems)


@fuzz(0.1, 200)
@given(texts)
def test_text_is_kept_exactly(text: str):
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse_values({"fact": text, "chart": {"label": [text]}}, "card.yaml")
    halves = any("\ud800" <= c <= "\udfff" for c in text)
    assert bool(parsed.problems) == bool(find_refused(text))
    if not halves:
        assert plain(parsed.root) == {"fact": unix, "chart": {"label": [unix]}}
    assert parsed.source.text.count("\n") == 2


def escaped(value: object) -> str:
    """Return a field in ASCII, with the escapes of YAML."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if " " <= c <= "~" else f"\\U{ord(c):08x}" for c in text)


@fuzz(0.1, 100)
@given(words(8), languages.filter(bool))
def test_text_is_read_as_in_a_file(text: str, language: str):
    fields = {**FIELDS, "fact": text, "alt": text, "language": language}
    block = "".join(f"{key}: {escaped(value)}\n" for key, value in fields.items())

    def read(card: str | dict[str, Any]) -> object:
        try:
            found = parse_card(card).variants[0][1]
        except ReadError as error:
            return [(p.message, p.field, p.hint) for p in error.problems]
        return found.body, found.alt, [p.message for p in found.problems]

    assert read(fields) == read(block)


@fuzz(0.1, 100)
@given(st.dictionaries(st.text(max_size=12), values, min_size=1, max_size=6))
def test_tree_is_that_of_its_own_text(fields: dict[str, Any]):
    parsed = parse_values(fields, "card.yaml")
    if not parsed.problems:
        assert plain(parsed.root) == plain(parse_source(decode_source(parsed.source.text.encode(), "a")[0]).root)
