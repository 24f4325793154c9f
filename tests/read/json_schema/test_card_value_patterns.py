"""The patterns of a card's values accept whatever the readers accept, and refuse common mistakes."""

import re
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.link_corpus import make_links
from yaml_values import quote_text

from factcards.read.fields.language_tags import explain_invalid_tag
from factcards.read.fields.link_fields import read_link
from factcards.read.fields.prose import parse_emphasis, split_paragraphs
from factcards.read.fields.scalar_fields import ReadContext
from factcards.read.json_schema import card_value_patterns as patterns
from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import parse_source

LANGUAGE = re.compile(patterns.make_language_pattern())
LINK = re.compile(patterns.make_link_pattern())
SUBTAGS = st.one_of(
    st.sampled_from(
        ["en", "EN", "eng", "zh", "cmn", "yue", "tl", "swc", "jp", "iw", "sr", "Latn", "latn", "Hans", "US", "us", "UK",
         "419", "1996", "valencia", "rozaj", "oxendict", "u", "nu", "t", "x", "private", "i", "a"]
    ),
    st.text("abxzABXZ019", min_size=1, max_size=9),
)  # fmt: skip


@given(st.lists(SUBTAGS, min_size=1, max_size=5).map("-".join))
def test_valid_tags_match(tag):
    assert explain_invalid_tag(tag) is not None or LANGUAGE.search(tag)


def test_tags_of_two_letters_match_if_they_are_languages():
    tags = ["".join(pair) for pair in product(ascii_lowercase, repeat=2)]
    assert [tag for tag in tags if LANGUAGE.search(tag)] == [tag for tag in tags if explain_invalid_tag(tag) is None]


@pytest.mark.parametrize(
    "tag",
    ["en_US", "EN", "english", "jp", "cn", "iw", "eng", "deu", "zh-hans", "zh-HANS", "en-us", "en-UK", "x-", "", "en-"],
)
def test_wrong_tags_do_not_match(tag):
    assert not LANGUAGE.search(tag)


def is_accepted(link):
    parsed = parse_source(make_source("f.yaml", quote_text(link)))
    context = ReadContext(Path(), {})
    if parsed.root is not None:
        read_link(parsed.root, "action", context)
    return not any(problem.severity == "error" for problem in [*parsed.problems, *context.problems])


def test_links_that_the_reader_accepts_match():
    found = [(is_accepted(link), bool(LINK.search(link))) for link in make_links()]
    assert found.count((True, False)) == 0
    assert found.count((True, True)) > 1500
    assert found.count((False, False)) > 700


STARTS = ["https://a.org/", "https://", "mailto:", "tel:", ""]


@given(st.sampled_from(STARTS), st.text("aA:/?#[]@{}%\\ .0é", max_size=12))
def test_any_link_that_the_reader_accepts_matches(start, end):
    link = start + end
    assert LINK.search(link) or not link.strip() or not is_accepted(link)


@pytest.mark.parametrize(
    "link",
    ["www.example.org", "example.org/act", "javascript:alert(1)", "ftp://example.org", "https://", "https:///act",
     "https://example.org/a b", "https://example.org/{campaign}", "https://example.org/{", "https://a@example.org",
     "https://example.org\\act", "https://example.org/100%", "mailto:act", "mailto://a@example.org", "tel:12"],
)  # fmt: skip
def test_wrong_links_do_not_match(link):
    assert not LINK.search(link)


@given(st.text("a* \\\n.é", max_size=14))
def test_words_whose_emphasis_is_right_match(text):
    errors = [error for paragraph in split_paragraphs(text) for error in parse_emphasis(paragraph)[2]]
    assert errors or not text.strip() or re.search(patterns.EMPHASIS, text)


@pytest.mark.parametrize(
    "text", ["**96% of all", "96%** of all", "** 96%** of", "**96% ** of", "***a***", "**a **b** c**", ""]
)
def test_words_whose_emphasis_is_wrong_do_not_match(text):
    assert not re.search(patterns.EMPHASIS, text)
