"""The printed address: it leads where the code leads, in letters that cannot be mistaken."""

from __future__ import annotations

import pytest

from factcards.localize.wording.printed_links import MAX_ADDRESS_LENGTH, TRACKING, make_printed_address, unescape
from factcards.model.cards import Action


def printed(url: str, language: str = "en", short: str = "") -> str:
    return make_printed_address(Action(url, short=short), language, "ltr").text


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://Example.ORG/Act", "example.org/Act"), ("https://paypaI.com/", "paypai.com"),
        ("https://example.org:443/act", "example.org/act"), ("http://example.org:8080/", "example.org:8080"),
        ("https://www.github.io/x", "www.github.io/x"), ("https://example.org./", "example.org."),
        ("https://example.org/a/../b/./c", "example.org/b/c"), ("https://example.org/a/%2e%2e/b", "example.org/b"),
        ("https://exam%70le.org/", "example.org"), ("https://example.org/{{x}}", "example.org/%7Bx%7D"),
        ("https://xn--pypal-4ve.com/signin", "xn--pypal-4ve.com/signin"), ("https://127.0.0.1/", ""),
        ("https://evil.com\\@mybank.com/login", ""), ("https://{language}.example.org/", ""),
        ("https://8.8.8.8/x", "8.8.8.8/x"), ("mailto:a@pаypal.com", "a@xn--pypal-4ve.com"),
        ("mailto:a@example.org?bcc=b@evil.com", ""), ("mailto:a@b.org,c@d.org", "a@b.org,c@d.org"),
        ("tel:*2767*3855%23", "*2767*3855%23"), ("nonsense", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_host_is_as_browsers_read_it(url: str, address: str):
    assert printed(url) == address


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/caf%C3%A9", "/café"), ("/straße", "/straße"), ("/%D7%90", "/א"), ("/%E6%97%A5", "/日"), ("/a%2Db", "/a-b"),
        ("/a%2Fb", "/a%2Fb"), ("/a%3Fb", "/a%3Fb"), ("/a%23b", "/a%23b"), ("/a%25b", "/a%25b"), ("/a%20b", "/a%20b"),
        ("/cafe%CC%81", "/cafe%CC%81"), ("/%CC%81", "/%CC%81"), ("/a%E2%80%8Bb", "/a%E2%80%8Bb"),
        ("/%E2%80%AEa", "/%E2%80%AEa"),
        ("/a%E2%81%84b", "/a%E2%81%84b"), ("/a%EF%BC%8Fb", "/a%EF%BC%8Fb"), ("/a%E3%80%82b", "/a%E3%80%82b"),
        ("/%FF", "/%FF"),
        ("/a%E2%88%95b", "/a%E2%88%95b"), ("/%C2%A0", "/%C2%A0"), ("/%E3%80%80", "/%E3%80%80"),
        ("/a%CC%B8", "/a%CC%B8"),
        ("/%E0%A4%95%E0%A4%BE%E0%A4%82", "/कां"),
        ("/%E3%83%8E", "/%E3%83%8E"), ("/%E3%83%A2%E3%83%8E", "/モノ"), ("/%C7%80", "/%C7%80"), ("/%D9%A0", "/%D9%A0"),
        ("/%D9%A2%D9%A0", "/٢٠"),
        ("/%CA%94", "/%CA%94"), ("/%F0%9D%90%9A", "/%F0%9D%90%9A"), ("/%EF%AC%81", "/%EF%AC%81"), ("/a/%2E%2E/", ""),
        ("/%C3%A9%2F%C3%A9", "/é%2Fé"),
    ],
)  # fmt: skip
def test_a_path_is_shown_in_letters_where_they_cannot_be_mistaken(path: str, shown: str):
    assert printed(f"https://example.org{path}") == f"example.org{shown}"


# --- query and fragment: F12


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("www.youtube.com/watch?v=dQw4w9", "youtube.com/watch?v=dQw4w9"),
        ("example.org/?p=1234", "example.org/?p=1234"),
        ("example.org/index.php?id=77", "example.org/index.php?id=77"),
        ("example.org/#/petition/12", "example.org/#/petition/12"),
        ("docs.google.com/forms?id=x", "docs.google.com/forms?id=x"), ("example.org/#!sign", "example.org/#!sign"),
        ("example.org?p=1", "example.org/?p=1"), ("example.org/?q=é", "example.org/?q=é"),
        ("example.org/act?utm_source={platform}&utm_content={card}", "example.org/act"),
        ("example.org/?fbclid=1&gclid=2", "example.org"),
        ("example.org/act?p=1&utm_source={platform}", "example.org/act?p=1"),
        ("example.org/act#top", "example.org/act"),
        ("example.org/act?", "example.org/act"), ("example.org/act?UTM_Source=a&Mc_Cid=b", "example.org/act"),
        ("example.org/act?p={card}", ""), ("example.org/#/{card}", ""), ("example.org/a-longer-path/that?p=1234", ""),
        ("example.org/act?q=a%26b", "example.org/act?q=a%26b"),
    ],
)  # fmt: skip
def test_what_decides_the_page_is_printed_or_nothing_is(link: str, address: str):
    assert printed(f"https://{link}") == address
    assert len(address) <= MAX_ADDRESS_LENGTH


@pytest.mark.parametrize("key", ["utm_source", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "UTM_ID"])
def test_keys_that_only_track(key: str):
    assert TRACKING.match(key)


@pytest.mark.parametrize("key", ["ref", "source", "id", "p", "v", "utm", "gclids", "lang", ""])
def test_keys_that_may_choose_a_page(key: str):
    assert not TRACKING.match(key)


# --- the author's own


@pytest.mark.parametrize(
    ("short", "address"),
    [
        ("example.org/act", "example.org/act"), ("https://example.org/act", "example.org/act"),
        ("ExampleAct.org", "ExampleAct.org"),
        ("paypaI.com", "paypai.com"), ("bücher.example/x", "xn--bcher-kva.example/x"),
        ("act@example.org", "act@example.org"),
        ("+41 22 345 12 34", "+41 22 345 12 34"), ("mailto:act@example.org", "act@example.org"),
        ("EXAMPLE.org", "EXAMPLE.org"),
        ("example.org/café", "example.org/café"), ("example.org/ノ", "example.org/%E3%83%8E"),
    ],
)  # fmt: skip
def test_the_authors_own_address_is_printed_without_its_scheme(short: str, address: str):
    assert printed("https://example.org/x", short=short) == address


def test_a_host_in_its_own_letters_is_one_for_readers_of_that_language_alone():
    german, english = (
        make_printed_address(Action("https://bücher.example/"), language, "ltr") for language in ("de", "en")
    )
    assert (german.text, german.punycode_reason) == ("bücher.example", "")
    reason = "`ü` in `bücher` is not a letter of `en`"
    assert (english.text, english.punycode_reason) == ("xn--bcher-kva.example", reason)


def test_unescaping_leaves_plain_text_alone():
    assert unescape("a/b?c=d&e#f") == "a/b?c=d&e#f"
