"""The table of plain language tags says what langcodes says."""

from __future__ import annotations

import json
from itertools import product

import pytest
from langcodes.data_dicts import LANGUAGE_REPLACEMENTS, LIKELY_SUBTAGS

from factcards.read.fields.language_tags import explain_tag_by_grammar
from factcards.text.unicode.language_scripts import find_script_by_grammar
from factcards.text.unicode.plain_tags import SUBTAGS, find_plain_script

TABLE = json.loads(SUBTAGS.read_text(encoding="utf-8"))
LANGUAGES = sorted(language for named in TABLE["languages"].values() for language in named.split())
SCRIPTS, REGIONS = TABLE["scripts"].split(), TABLE["regions"].split()
SOME = ("en", "zh", "cmn", "sr", "az", "uz", "pa", "ku", "tl", "swc", "arb", "ota", "xag")


def assert_same(tag: str) -> None:
    assert find_plain_script(tag) == find_script_by_grammar(tag), tag
    assert explain_tag_by_grammar(tag) is None, tag


def test_every_language():
    assert len(LANGUAGES) > 7900
    for language in LANGUAGES:
        assert_same(language)


@pytest.mark.parametrize("language", SOME)
def test_a_language_with_every_script_and_region(language):
    for script in SCRIPTS:
        assert_same(f"{language}-{script}")
    for region in REGIONS:
        assert_same(f"{language}-{region}")
        assert_same(f"{language}-Cyrl-{region}")


def test_every_tag_that_cldr_has_a_likely_script_for():
    for tag in LIKELY_SUBTAGS:
        if find_plain_script(tag):
            assert_same(tag)
    for number, (language, region) in enumerate(product(LANGUAGES, REGIONS)):
        if number % 997 == 0:
            assert_same(f"{language}-{region}")


@pytest.mark.parametrize(
    "tag",
    ["", "-", "en-", "-en", "EN", "en-us", "en-latn", "en_US", "und", "und-JP", "sgn-US", "x-mine", "en-x-mine",
     "en-US-Latn", "de-1996", "zh-yue", "iw", "sh", "eng", "en-UK", "xx", "not a tag", "en-Latn-US-US", "i-klingon"],
)  # fmt: skip
def test_all_other_tags_are_left_to_langcodes(tag):
    assert find_plain_script(tag) == ""


def test_no_tag_that_cldr_replaces_is_plain():
    for tag in LANGUAGE_REPLACEMENTS:
        language, *rest = tag.split("-")
        written = "-".join([language, *(part.upper() if len(part) == 2 else part.title() for part in rest)])
        if find_plain_script(written):
            assert_same(written)
