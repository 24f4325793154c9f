"""Tests of the properties of a language tag: fallbacks, script, direction, styles and keys for fonts."""

from __future__ import annotations

import pytest
from babel.core import get_global

from factcards.text.unicode.language_scripts import (
    arabic_style,
    font_lookup_keys,
    language_direction,
    language_fallbacks,
    language_script,
    shaping_language,
    unicode_script,
)


@pytest.mark.parametrize(
    ("tag", "chain"),
    [
        ("fr-CA", ("fr-CA", "fr")),
        ("zh-Hans", ("zh-Hans", "zh")),
        ("zh-Hant-HK", ("zh-Hant-HK", "zh-Hant")),
        ("sr-Latn", ("sr-Latn",)),
        ("zh-HK", ("zh-HK",)),
        ("ur-Aran", ("ur-Aran", "ur")),
        ("en-u-nu-latn", ("en-u-nu-latn", "en-u-nu", "en")),
        ("ar", ("ar",)),
    ],
)
def test_fallbacks_keep_the_script(tag, chain):
    assert language_fallbacks(tag) == chain


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [("en", "Latn", "ltr"), ("ar", "Arab", "rtl"), ("ur", "Arab", "rtl"), ("he", "Hebr", "rtl"), ("sr", "Cyrl", "ltr"),
     ("sr-Latn", "Latn", "ltr"), ("zh-Hans", "Hans", "ltr"), ("zh-HK", "Hant", "ltr"), ("pa-PK", "Arab", "rtl"),
     ("dv", "Thaa", "rtl"), ("am", "Ethi", "ltr"), ("not a tag", "Zyyy", "ltr")],
)  # fmt: skip
def test_script_and_direction(tag, script, direction):
    assert (language_script(tag), language_direction(tag)) == (script, direction)


@pytest.mark.parametrize(
    ("tag", "style"),
    [("ur", "Aran"), ("ur-PK", "Aran"), ("ks", "Aran"), ("pa-Arab", "Aran"), ("pa-PK", "Aran"), ("skr", "Aran"),
     ("ur-x-naskh", "Arab"), ("pa-Arab-x-naskh", "Arab"), ("fa", "Arab"), ("ar", "Arab"), ("sd", "Arab"),
     ("fa-x-nastaliq", "Aran"), ("fa-Aran", "Aran"), ("ks-Deva", ""), ("pa", ""), ("ur-Latn", ""), ("en", "")],
)  # fmt: skip
def test_arabic_style_follows_the_language_or_its_tag(tag, style):
    assert arabic_style(tag) == style


@pytest.mark.parametrize(
    ("tag", "script", "keys"),
    [
        ("ur", "Arab", ("ur-Aran", "Aran", "ur-Arab")),
        ("ur-x-naskh", "Arab", ("ur-Arab", "Arab")),
        ("ks-x-naskh", "Arab", ("ks-Arab", "ur-Arab", "Arab")),
        ("fa-x-nastaliq", "Arab", ("fa-Aran", "Aran")),
        ("fa", "Arab", ("fa-Arab", "Arab")),
        ("ur", "Latn", ("ur-Latn", "Latn")),
        ("aii", "Syrc", ("aii-Syrn", "Syrn", "aii-Syrc", "Syrc")),
        ("syr-Syrj", "Syrc", ("syr-Syrj", "Syrj", "syr-Syrc", "Syrc")),
        ("syr", "Syrc", ("syr-Syrc", "Syrc")),
        ("zh-Hant-HK", "Hant", ("zh-Hani", "Hani")),
        ("ja", "Jpan", ("ja-Hani", "Hani")),
        ("ko", "Kore", ("ko-Hang", "Hang")),
    ],
)
def test_font_lookup_keys_start_with_the_most_specific(tag, script, keys):
    assert font_lookup_keys(tag, script) == keys


@pytest.mark.parametrize(
    ("tag", "script", "expected"),
    [("aii", "Syrc", "aii-Syrn"), ("tru", "Syrc", "tru-Syrj"), ("syr", "Syrc", "syr"), ("aii", "Latn", "aii"),
     ("zh-Hant-HK", "Hani", "zh-Hant-HK"), ("ur-x-naskh", "Arab", "ur-x-naskh")],
)  # fmt: skip
def test_shaping_language_includes_the_style_of_syriac(tag, script, expected):
    assert shaping_language(tag, script) == expected


def test_every_language_of_cldr_has_the_script_of_cldr():
    likely = {tag: subtags.split("_")[1] for tag, subtags in get_global("likely_subtags").items() if "_" not in tag}
    del likely["und"]
    wrong = {tag for tag, script in likely.items() if unicode_script(language_script(tag)) != unicode_script(script)}
    assert len(likely) > 7000
    assert wrong == set()
