"""Answers to the questions of `new`: what the reader refuses is refused, and what is kept reads back unchanged."""

from __future__ import annotations

import pytest
import unicodedata2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcards.errors import ReadError
from factcards.read import parse_card
from factcards.starter import (
    SetAnswers,
    choose_second_language,
    parse_color,
    parse_first_language,
    parse_link,
    parse_name,
    parse_second_language,
)
from factcards.starter.answers import quote_yaml


def refusal(call: object, *arguments: str) -> str:
    """Return the message with which an answer is refused."""
    with pytest.raises(ReadError) as caught:
        call(*arguments)  # type: ignore[operator]
    assert all(problem.place is None and problem.field == "" for problem in caught.value.problems)
    return caught.value.problems[0].message


def hint_of(call: object, *arguments: str) -> str:
    """Return the hint of the message with which an answer is refused."""
    with pytest.raises(ReadError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.problems[0].hint


@pytest.mark.parametrize("name", [
    "Équipe d’urgence", 'A "quoted" name', "it's: a # name", "- [x] {y}", "**stars**", "C:\\names", "null", "~", "1.10",
    "منظمة حقوق الإنسان", "人权组织", "Bees 🐝", "family 👩‍👩‍👧",
    "می‌خواهم", "a\u00a0b", "@home", "%x", "&a", "*a", "!b",
])  # fmt: skip
def test_a_name_is_kept_as_it_is(name: str):
    assert parse_name(name) == name
    assert parse_name(f"  {name}\n") == name


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=40))
@example("\ud800")
@example("\x00")
@example("\u2028")
@example("\ufeff")
@example("e\u0301")
@example("a\u0085b")
def test_any_name_is_kept_or_refused(name: str):
    try:
        kept = parse_name(name)
    except ReadError:
        return
    one_line = name.strip().replace("\t", " ")   # as the reader of cards has it
    assert unicodedata2.normalize("NFC", kept) == unicodedata2.normalize("NFC", one_line)
    assert parse_name(kept) == kept


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80).filter(lambda text: text.strip(" \t\n")))
def test_a_quoted_text_is_read_as_it_is_or_refused(text: str):
    card = f"language: en\nfact: A fact.\nsource: A source.\naction: https://example.org/act\nalt: {quote_yaml(text)}\n"
    try:
        alt = parse_card(card).variants[0][1].alt
    except ReadError:
        return
    assert alt is not None
    composed = unicodedata2.normalize("NFC", " ".join(alt.text.split()))
    assert composed == unicodedata2.normalize("NFC", " ".join(text.split()))


@pytest.mark.parametrize(("name", "message"), [
    ("", "this is empty, expected words"),
    ("a\nb", "found a line break, expected a name of one line"),
    ("a" * 3001, "this is 3,001 characters long, expected 3,000 at most"),
    ("\ud800", "`\\uD800` is half a character (a surrogate)"),
])  # fmt: skip
def test_a_name_that_no_card_can_have_is_refused(name: str, message: str):
    assert refusal(parse_name, name) == message


def test_a_name_that_does_not_fit_on_a_card_is_refused():
    message = refusal(parse_name, "A very long name " * 6)
    assert message.endswith(" not fit at the smallest type size of 34 px: about 47 characters too many")


@pytest.mark.parametrize(("name", "message"), [
    ("Office of the United Nations High Commissioner for Human Rights", "about 8 characters too many"),
    ("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
     "“Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen” is wider than a line"),
])  # fmt: skip
def test_a_long_name_is_refused_with_advice_that_helps(name: str, message: str):
    assert refusal(parse_name, name) == f"the text does not fit at the smallest type size of 34 px: {message}"
    assert hint_of(parse_name, name) == "use an abbreviation or a logo"


@pytest.mark.parametrize(("parse", "expected"), [
    (parse_name, "words"), (parse_link, "a link"), (parse_color, "a colour such as `\"#e4002b\"`"),
])  # fmt: skip
@pytest.mark.parametrize("answer", ["", " ", "\t"])
def test_an_empty_answer_gets_no_advice_about_fields(parse: object, expected: str, answer: str):
    assert refusal(parse, answer) == f"this is empty, expected {expected}"
    assert hint_of(parse, answer) == ""


def test_a_link_is_kept_as_it_is():
    for link in ("https://example.org/act?a={platform}&b={card}#c", "mailto:us@equalitynow.org", "tel:+12025550123"):
        assert parse_link(f" {link}\n") == link


@pytest.mark.parametrize(("link", "message"), [
    ("equalitynow.org", "found `equalitynow.org`, expected a link that begins with `http:`, `https:`, `mailto:` or "
                        "`tel:`"),
    ("https://example.org/a b", "a link cannot contain spaces"),
    ("https://example.org/{campaign}", "unknown placeholder `{campaign}`"),
    ("https://example.org/" + "x" * 2900, "the link has 2,920 characters, expected 2,331 at most"),
])  # fmt: skip
def test_a_link_that_no_card_can_have_is_refused(link: str, message: str):
    assert refusal(parse_link, link) == message


def test_a_color_is_kept_or_refused():
    assert parse_color(" #ffd23f\n") == "#ffd23f"
    assert parse_color("#FD3") == "#FD3"
    assert hint_of(parse_color, "yellow") == 'write `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`'
    for digits in ("ffd23f", "FD3", "ffd23f80"):
        assert refusal(parse_color, digits) == f"`{digits}` is not a colour"
        assert hint_of(parse_color, digits) == f'put `#` before it: `"#{digits}"`'
    assert refusal(parse_color, "yellow") == "`yellow` is not a colour"
    assert refusal(parse_color, '"#ffd23f"') == '`"#ffd23f"` is not a colour'


def test_a_language_needs_words():
    assert parse_first_language("fr-CA\n") == "fr-CA"
    assert refusal(parse_first_language, "en_US") == "language `en_US` has an underscore"
    assert refusal(parse_first_language, "de") == (
        "a first set has no words in `de`, expected one of `en`, `es`, `fr`, `ar`, `ru`, `zh-Hans`"
    )


def test_the_second_language_is_another_one():
    assert parse_second_language("fr", "en") == "fr"
    assert refusal(parse_second_language, "en-GB", "en") == "the first language is `en`, expected another one"
    assert refusal(parse_second_language, "x", "en") == "`x` is not a language tag"


def test_the_second_language_is_english_unless_the_first_one_is():
    assert [choose_second_language(first) for first in ("en", "en-GB", "es", "ar")] == ["es", "es", "en", "en"]


def test_the_defaults_are_answers_too():
    defaults = SetAnswers()
    assert parse_name(defaults.name) == defaults.name
    assert parse_link(defaults.link) == defaults.link
    assert parse_color(defaults.color) == defaults.color
    assert parse_first_language(defaults.language) == defaults.language
    assert parse_second_language(defaults.second, defaults.language) == choose_second_language(defaults.language)
