"""Hosts: their domain, which lead nowhere, and how they are shown to readers of a language."""

from __future__ import annotations

import json
import re

import can_ada
import pytest
import unicodedata2
from fontTools import unicodedata
from gflanguages import LoadLanguages

from factcards.links.host_names import (
    EXEMPLARS,
    LOOK_ALIKES,
    exemplar_letters,
    is_highly_restrictive,
    is_valid_name,
    show_host,
)
from factcards.links.hosts import find_host_problem, is_example, is_registrable, registrable_domain, shorten_host


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.org", "example.org"), ("a.b.example.org", "example.org"), ("example.org.", "example.org"),
        ("www.example.co.uk", "example.co.uk"), ("a.user.github.io", "user.github.io"), ("co.uk", "co.uk"),
        ("a.xn--bcher-kva.de", "xn--bcher-kva.de"), ("a.xn--55qx5d.cn", "a.xn--55qx5d.cn"), ("8.8.8.8", "8.8.8.8"),
        ("example.nosuchtopleveldomain", "example.nosuchtopleveldomain"),
    ],
)  # fmt: skip
def test_registrable_domain_follows_the_public_suffix_list(host: str, domain: str):
    assert registrable_domain(host) == domain
    assert is_registrable(host) == (host not in ("co.uk", "8.8.8.8"))


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("www.example.org", "example.org"), ("example.org", "example.org"), ("www.org", "www.org"),
        ("www.co.uk", "www.co.uk"),
        ("www.github.io", "www.github.io"), ("www.a.ck", "www.a.ck"), ("www.org.", "www.org."),
        ("wwwa.org", "wwwa.org"),
    ],
)  # fmt: skip
def test_www_is_removed_unless_the_rest_is_a_public_suffix(host: str, shown: str):
    assert shorten_host(host) == shown


@pytest.mark.parametrize(
    "host", ["example.org", "www.example.com", "example", "a.test", "x.invalid", "a.example", "example.net."]
)
def test_reserved_hosts_are_examples(host: str):
    assert is_example(host)


@pytest.mark.parametrize(
    "host", ["myexample.org", "example.org.uk", "contest", "a.example.de", "test.org", "invalid.com"]
)
def test_similar_hosts_are_not_examples(host: str):
    assert not is_example(host)


@pytest.mark.parametrize(
    "host", ["equalitynow.org", "a_b.example.org", "xn--bcher-kva.example", "1.example.org", "a--b.org"]
)
def test_plain_host_has_no_problem(host: str):
    assert find_host_problem(host) is None


# --- how a host is shown


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("bücher.example", "de"), ("straße.de", "de"), ("mañana.com", "es"), ("пример.рф", "ru"), ("сайт.com", "ru"),
        ("сор.рф", "ru"),
        ("ελλάδα.gr", "el"), ("例え.jp", "ja"), ("ビタミンb6.jp", "ja"),
        ("モノ.jp", "ja"), ("日本語example.jp", "ja-JP"), ("中国.cn", "zh-Hans"),
        ("臺灣.tw", "zh-TW"),
        ("한국.kr", "ko"), ("मराठी.भारत", "mr"), ("مثال.com", "ar"), ("דוגמה.co.il", "he"), ("čaj.rs", "sr-Latn"),
        ("ยา.ไทย", "th"),
    ],
)  # fmt: skip
def test_host_is_shown_in_letters_that_readers_know(written: str, language: str):
    assert show_host(can_ada.parse(f"https://{written}").hostname, language) == (written, "")


@pytest.mark.parametrize(
    ("written", "language", "doubt"),
    [
        ("pаypal.com", "en", "`pаypal` mixes letters of several scripts"),
        ("pаypal.com", "ru", "`pаypal` mixes letters of several scripts"),
        ("сайтa.рф", "ru", "`сайтa` mixes letters of several scripts"),
        ("ελλάδаα.gr", "el", "`ελλάδаα` mixes letters of several scripts"),
        ("bücher.example", "en", "`ü` in `bücher` is not a letter of `en`"),
        ("пример.рф", "en", "`п` in `пример` is not a letter of `en`"),
        ("аррӏе.com", "ru", "`аррӏе` looks like Latin letters"),
        ("сосо.com", "ru", "`сосо` looks like Latin letters"),
        ("ոսո.com", "hy", "`ոսո` looks like Latin letters"),
        ("i❤.ws", "en", "`U+2764` in `i❤` is not a letter of `en`"),
        ("bank.com⁄.evil.com", "en", None),
        ("bücher.пример.org", "de", "`п` in `пример` is not a letter of `de`"),
        ("臺灣.tw", "zh-Hans", None),
        ("bank.comノlogin.evil.jp", "ja", "`ノ` in `comノlogin` looks like punctuation or a Latin letter"),
        ("my一bank.com", "zh", "`一` in `my一bank` looks like punctuation or a Latin letter"),
        ("ノ.example.org", "ja", "`ノ` in `ノ` looks like punctuation or a Latin letter"),
    ],
)  # fmt: skip
def test_ambiguous_host_is_shown_in_punycode(written: str, language: str, doubt: str | None):
    host = can_ada.parse(f"https://{written}").hostname
    shown = show_host(host, language)
    assert shown.text == host
    assert shown.punycode_reason
    assert doubt in (None, shown.punycode_reason)


@pytest.mark.parametrize(
    ("host", "is_valid"),
    [
        ("example.org", True), ("xn--bcher-kva.example", True), ("xn--abc-.org", False), ("xn--.org", False),
        ("xn--0ca24w.org", False), ("xn--8hb.com", False), ("xn--4dbrk0ce.xn--fzc2c9e2c", True),
        ("xn--mgbh0fb.xn--kgbechtv", True),
        ("xn--xn---epa.org", False),
    ],
)  # fmt: skip
def test_punycode_that_browsers_refuse_is_not_a_name(host: str, is_valid: bool):
    assert is_valid_name(host) == is_valid


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("abc", True), ("bücher", True), ("пример", True), ("日本語のabc", True), ("中文ㄅab", True),
        ("한국漢字a", True), ("a1-2", True),
        ("aб", False), ("αa", False), ("अa", False), ("ひㄅ", False), ("한ひ", False), ("日б", False),
        ("日本бa", False), ("۱۲", True),
    ],
)  # fmt: skip
def test_text_is_highly_restrictive_as_uts_39_defines_it(text: str, keeps: bool):
    assert is_highly_restrictive(text) == keeps


def test_look_alikes_are_small_letters_of_their_script():
    for script, letters in LOOK_ALIKES.items():
        assert len(set(letters)) == len(letters)
        for letter in letters:
            assert unicodedata.script(letter) == script
            assert letter == letter.lower()


# --- the exemplar sets


def test_the_exemplar_sets_are_small_letters_beyond_ascii_with_their_origin_and_licence():
    data = json.loads(EXEMPLARS.read_text(encoding="utf-8"))
    assert len(data["letters"]) > 350
    assert EXEMPLARS.stat().st_size < 60_000
    assert re.search(r"cldr-misc-full \d+\.\d+\.\d+; Unicode License V3", data["origin"])
    assert "UNICODE LICENSE V3" in EXEMPLARS.with_name("UNICODE-LICENSE.txt").read_text(encoding="utf-8")
    for tag in data["letters"]:
        for letter in exemplar_letters(tag):
            assert not letter.isascii()
            assert unicodedata2.category(letter)[0] in "LM"


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("de", "äöüß"), ("de-AT", "äöüß"), ("en", ""), ("en-GB", ""), ("nosuch", ""), ("sr-Latn", "čćđšž"),
        ("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ],
)  # fmt: skip
def test_exemplar_letters_are_those_of_cldr_beyond_ascii(language: str, letters: str):
    assert exemplar_letters(language) == frozenset(letters)


def test_the_letters_are_those_of_google_fonts_too():
    """A second source: the languages' alphabets as Google Fonts collected them."""
    known = {f"{one.language}-{one.script}": one.exemplar_chars.base for one in LoadLanguages().values()}
    for tag in ("de-Latn", "fr-Latn", "ru-Cyrl", "el-Grek", "pl-Latn", "tr-Latn", "he-Hebr", "vi-Latn", "uk-Cyrl"):
        theirs = {c for c in known[tag].replace("{", "").replace("}", "") if not c.isascii() and c == c.lower()}
        ours = exemplar_letters(tag.partition("-")[0])
        assert len(ours & theirs) > 0.9 * len(ours | theirs), (tag, sorted(ours ^ theirs))
