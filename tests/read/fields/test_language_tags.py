"""Language tags and their fallbacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.read.fields.language_tags import explain_invalid_tag
from factcards.text.unicode.language_scripts import language_fallbacks


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "fr-CA",
        "zh-Hans",
        "zh-Hant-HK",
        "ar",
        "sr-Latn",
        "es-419",
        "no",
        "nb",
        "de-1996",
        "tl",
        "fil",
        "ur",
        "am",
        "hi",
        "yue",
        "und",
        "x-mine",
        "ar-u-nu-latn",
        "bap-Krai",
        "sq-Todr-AL",
        "wo-Gara",
        "zza-Sidt-x-mine",
    ],
)
def test_valid_tags_are_accepted(tag):
    assert explain_invalid_tag(tag) is None


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("iw", "write `he`"),
        ("mo", "write `ro`"),
        ("in", "write `id`"),
        ("ji", "write `yi`"),
        ("sh", "write `sr-Latn`"),
        ("eng", "write `en`"),
        ("en_US", "write `en-US`"),
        ("zh-hans", "write `zh-Hans`"),
        ("EN", "write `en`"),
        ("en-UK", "write `en-GB`"),
        ("zh_cn", "write `zh-CN`"),
    ],
)
def test_tags_in_another_form_get_a_hint(tag, hint):
    assert explain_invalid_tag(tag)[1] == hint


@pytest.mark.parametrize(
    "tag",
    ["", "e", "english", "en-", "-en", "en--US", "xx", "fr-FR-FR", "en US", "ελ", "e" * 1000, "_", "en_", "419", "1996",
     "419-US"],
)  # fmt: skip
def test_invalid_tags_are_refused(tag):
    assert explain_invalid_tag(tag)[1].startswith("expected a tag of BCP 47")


@given(st.text(max_size=20) | st.from_regex(r"[a-zA-Z0-9_-]{1,30}", fullmatch=True))
def test_any_tag_does_not_raise(tag):
    if explain_invalid_tag(tag) is None:
        assert language_fallbacks(tag)[0] == tag


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("bap-Abcd", "`bap-Abcd` is not a language tag"),
        ("bap-krai", "language `bap-krai` is written `bap-Krai`"),
        ("bap_Krai", "language `bap_Krai` has an underscore"),
        ("zz-Krai", "`zz-Krai` is not a language tag"),
        ("en-x-krai", None),
    ],
)
def test_only_scripts_of_unicode_are_known(tag, message):
    found = explain_invalid_tag(tag)
    assert (found and found[0]) == message
