"""Cards of Python values: the same cards as those of files, each wrong value at its field and line."""

from __future__ import annotations

import dataclasses
import json
from collections import UserDict
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.fuzz_inputs import fuzz, languages, limited, words

from factcards import Card, ReadError
from factcards.read import parse_card
from factcards.read.cards.card_schema import CARD_FIELDS

FIELDS = {"language": "en", "fact": "Women are **96%** of victims.", "source": {"publisher": "UN", "year": 2015},
          "action": "https://example.org/act"}  # fmt: skip
EXPECTED = "expected text, a number, `True`, `False`, `None`, a day, a list or a mapping"


def refusal(**fields: object) -> str:
    """Return the lines of the error of a card with these fields."""
    with pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, **fields})
    return str(raised.value)


def test_a_mapping_is_the_card_of_its_yaml():
    text = 'language: en\nfact: Women are **96%** of victims.\nsource: {publisher: UN, year: 2015}\n' \
           "action: https://example.org/act\n"  # fmt: skip
    card, same = parse_card(FIELDS), parse_card(text)
    (_, variant), (_, other) = card.variants[0], same.variants[0]
    plain, other_plain = (dataclasses.replace(one, variants=(), siblings=None) for one in (card, same))
    assert plain == other_plain
    assert dataclasses.replace(variant, place=other.place) == other


def test_none_removes_a_field_and_the_word_null_does_not():
    assert parse_card({**FIELDS, "headline": None}).variants[0][1].headline is None
    headline = parse_card({**FIELDS, "headline": "null"}).variants[0][1].headline
    assert headline is not None
    assert headline.text == "null"


def test_any_mapping_and_any_list_is_read():
    for kind in (dict, UserDict, MappingProxyType):
        assert parse_card(kind({**FIELDS, "source": kind({"title": "Agenda"})})).variants[0][1].source
    counts = ({"value": 1, "label": "one"}, {"value": 2.5, "label": "more"})
    chart = parse_card({**FIELDS, "chart": {"counts": counts}}).variants[0][1].chart
    assert chart is not None
    assert [count.value for count in chart.counts] == [1, 2.5]


def test_wrong_field_is_reported_at_the_line_of_its_number():
    assert refusal(expires="soon", action={"url": "https://example.org/act", "label": 5, "sort": "x"}) == (
        'card.yaml:4:52: error: action: unknown key `sort`\n'
        '    4 | action: {url: "https://example.org/act", label: 5, sort: "x"}\n'
        '      |                                                    ^^^^\n'
        "    hint: did you mean `short`?\n"
        "card.yaml:5:10: error: expires: found `soon`, expected a day such as `2027-01-31`\n"
        '    5 | expires: "soon"\n'
        "      |          ^^^^^^\n"
        "    hint: year, month, day, with hyphens"
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"\xff\xd8\xff", "found `b'\\xff\\xd8\\xff'` (bytes), " + EXPECTED),
        (float("nan"), "found `nan` (float), expected a finite number"),
        ({1, 2}, "found `{1, 2}` (set), " + EXPECTED),
        ("a\ud83d", "`U+D83D` is half a character (a surrogate)"),
    ],
    ids=["bytes", "nan", "set", "half a character"],
)
@pytest.mark.parametrize("field", ["fact", "headline", "source", "image", "brand", "chart", "accept", "language"])
def test_value_that_no_file_has_is_the_only_problem_of_its_field(field: str, value: object, message: str):
    with pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, field: value})
    found = raised.value.problems
    assert [(problem.field, problem.message) for problem in found] == [(field, message)]
    assert found[0].place
    assert found[0].place.line == list({**FIELDS, field: value}).index(field) + 1


def test_wrong_value_within_a_field_has_its_dotted_name():
    lines = refusal(chart={"counts": [{"value": 1, "label": "one"}, {"value": 2, "label": b"two"}]}).split("\n")
    assert lines[0] == f"card.yaml:5:62: error: chart.counts[1].label: found `b'two'` (bytes), {EXPECTED}"
    hint = "    hint: decode text; give the bytes of a picture in `files`, and its name here"
    assert lines[3:] == [hint]


@pytest.mark.parametrize(
    ("key", "message"),
    [(None, "found the key `None` (NoneType), expected text"),
     ("fact\x85", "in the key `fact?`, `U+0085` is a line break of another kind")],
)  # fmt: skip
def test_key_that_no_file_has_is_the_only_problem_of_its_field(key: Any, message: str):
    fields: dict[Any, object] = {key: 1, **FIELDS, "labels": {key: "x"}, "expires": "soon"}
    with pytest.raises(ReadError) as raised:
        parse_card(fields)
    found = [(p.field, p.message, p.place and p.place.line) for p in raised.value.problems]
    assert found == [
        ("", message, 1), ("labels", message, 6),
        ("expires", "found `soon`, expected a day such as `2027-01-31`", 7),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["", "<<", "a: b", "ключ", "\u00a0fact", '"', "# no", "- x", "k" * 999, "\n" * 160])
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


def test_card_of_too_many_values_or_too_much_text_has_no_other_problem():
    for value, message in (
        ({"counts": [[0] * 1000] * 10_000}, "the card has more than 10,000 words and values"),
        (["x" * 2**18] * 9, "the card is longer than 1 MiB"),
    ):
        with limited(), pytest.raises(ReadError) as raised:
            parse_card({"chart": value, **FIELDS})
        assert [(p.field, p.message) for p in raised.value.problems] == [("chart", message)]


def test_nesting_too_deep_is_reported_once_and_in_no_time():
    value: object = "words"
    for _ in range(100_000):
        value = [value]
    with limited(), pytest.raises(ReadError) as raised:
        parse_card({**FIELDS, "chart": {"counts": value}})
    messages = [problem.message for problem in raised.value.problems]
    assert messages.count("this is nested more than 24 deep") == 1
    assert {problem.place and problem.place.line for problem in raised.value.problems} == {5}


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


def escaped(value: object) -> str:
    """Return a field in ASCII, with the escapes of YAML and the line breaks of Unix."""
    text = json.dumps(value, ensure_ascii=False).replace("\\r\\n", "\\n").replace("\\r", "\\n")
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
