"""What a language tag implies for its text."""

from __future__ import annotations

import pytest

from factcards.text.languages import language_chain, language_direction, language_script


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
def test_fallback(tag, chain):
    assert language_chain(tag) == chain


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [("en", "Latn", "ltr"), ("ar", "Arab", "rtl"), ("ur", "Arab", "rtl"), ("he", "Hebr", "rtl"), ("sr", "Cyrl", "ltr"),
     ("sr-Latn", "Latn", "ltr"), ("zh-Hans", "Hans", "ltr"), ("zh-HK", "Hant", "ltr"), ("pa-PK", "Arab", "rtl"),
     ("dv", "Thaa", "rtl"), ("am", "Ethi", "ltr"), ("not a tag", "Zyyy", "ltr")],
)  # fmt: skip
def test_script_and_direction(tag, script, direction):
    assert (language_script(tag), language_direction(tag)) == (script, direction)
