"""Links that lead nowhere, or elsewhere than they seem to, are refused; doubtful ones give a warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import unicodedata2
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import Problem
from factcards.links.link_problems import find_link_problems
from factcards.localize.wording.printed_links import make_printed_address
from factcards.model.cards import Action
from factcards.read.fields.composite_fields import read_action
from factcards.read.fields.scalar_fields import ReadContext
from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import parse_source


def read(**action: str | bool) -> list[Problem]:
    """Return the problems of an action with these parts."""
    page = make_source("card.yaml", f"action: {json.dumps(action, ensure_ascii=False)}")
    parsed = parse_source(page)
    context = ReadContext(Path(), {})
    read_action(parsed.root.get("action"), "action", context)
    return [*parsed.problems, *context.problems]


def say(link: str) -> list[tuple[str, str, str]]:
    """Return severity, message and marked characters of each problem of a link; `…` replaces a long message."""
    return [(p.severity, p.message, p.place.source[p.place.column - 1 :][: p.place.length]) for p in read(url=link)]


ERRORS = [
    (r"https://evil.com\@mybank.com/login", "a link holds no backslash: browsers take it for `/`", "\\\\"),   # S07
    (r"https://\evil.com", "the link `https://\\evil.com` leads nowhere", None),
    ("https://mybank.com@evil.com/", "a user's name before `@` hides the host that follows", "mybank.com@"),
    ("https://user:word@example.org", "a user's name before `@` hides the host that follows", "user:word@"),
    ("https://bank.com⁄.evil.com", "the host holds a look-alike of `/` (U+2044)", "⁄"),
    ("https://bank.com／x.evil.com", "the host holds a look-alike of `/` (U+FF0F)", "／"),
    ("https://https://example.org/act", "a second `https` follows the first `https:`", "https:"),   # F10
    ("http://https//example.org", "a second `https` follows the first `http:`", "https"),
    ("https://ftp://example.org", "a second `ftp` follows the first `https:`", "ftp:"),
    ("https://TODO", "the host `todo` has no full stop, so it leads nowhere", "TODO"),
    ("https://example.org/[LINK]", "`[LINK]` was not filled in", "[LINK]"),
    ("https://example.org/?u=[link]", "`[link]` was not filled in", "[link]"),
    ("https://example.org/TODO", "`TODO` was not filled in", "TODO"),
    ("mailto:TODO@example.org", "`TODO` was not filled in", "TODO"),
    ("https://example.org/%7B%7Burl%7D%7D", "`%7B%7Burl%7D%7D` was not filled in", "%7B%7Burl%7D%7D"),
    ("https://example.org/%5BLINK%5D", "`%5BLINK%5D` was not filled in", "%5BLINK%5D"),
    ("https://example.org/<link>", "`<link>` was not filled in", "<link>"),
    ("https://example.org/*|EMAIL|*", "`*|EMAIL|*` was not filled in", "*|EMAIL|*"),
    ("https://example.org/__URL__", "`__URL__` was not filled in", "__URL__"),
    ("https://example.org/{{url}}", "`{{url}}` is not filled in here", "{{url}}"),
    ("https://example.org/{url}", "unknown placeholder `{url}`", "{url}"),
    ("https://example.org/${url}", "unknown placeholder `{url}`", "{url}"),
    ("http://localhost:8000/x", "`localhost` is the reader's own machine", "localhost"),
    ("https://app.localhost/", "`app.localhost` is the reader's own machine", "app.localhost"),
    ("https://printer.local/", "`printer.local` can be reached only within one network", "printer.local"),
    ("https://intranet/act", "the host `intranet` has no full stop, so it leads nowhere", "intranet"),
    ("https://example..org/act", "the host `example..org` has nothing between two full stops", "example..org"),
    ("https://.example.org/", "the host `.example.org` has nothing between two full stops", ".example.org"),
    ("https://example,org/act", "no host holds `,`", ","),
    ("https://exa$mple.org", "no host holds `$`", "$"),
    ("https://example.org:abc/act", "`abc` is not a port", ":abc"),
    ("https://example.org:65536/", "there is no port 65536", ":65536"),
    ("https://example.org:0/", "there is no port 0", ":0"),
    ("https://example.org:22/", "browsers do not open port 22", ":22"),
    ("https://example.org:/", "no port follows this colon", ":"),
    ("https://[::1/act", "this bracket is never closed, or encloses no address", "["),
    ("https://exa%6Dple.org/", "a host holds no percent sign", "%"),
    (f"https://{'a' * 64}.org", "the host is too long: expected 253 characters at most, 63 between full stops", None),
    ("https://xn--a.org/", "no browser opens the host `xn--a.org`", "xn--a.org"),
    ("https://xn--abc-.org/", None, "xn--abc-.org"),
    ("https://xn--0ca24w.org/", None, "xn--0ca24w.org"),   # Hebrew after a Latin letter: RFC 5893
    ("https://example.org/%zz", "after `%` come two digits of hexadecimal", "%"),
    ("https://example.org/100%", "after `%` come two digits of hexadecimal", "%"),
    ("mailto:example.org", "`example.org` is not a mail address", "example.org"),
    ("mailto:?subject=Yes", "the link names no mail address", "mailto:"),
    ("mailto:a@b.org,c", "`c` is not a mail address", "c"),
    ("mailto:a@b.org,,c@d.org", "a mail address is missing next to this comma", ","),
    ("mailto:a@b.org,", "a mail address is missing next to this comma", ","),
    ("mailto:a@localhost", "`localhost` is the reader's own machine", "localhost"),
    ("tel:callme", "`callme` is not a phone number", "callme"),
    ("tel:12", "`12` is not a phone number", "12"),
    ("https://{card}/x", "`{card}` would decide whose host this link opens", "{card}"),
    ("https://{card}.co.uk/x", "`{card}` would decide whose host this link opens", "{card}"),
    ("https://example.{language}/x", "`{language}` would decide whose host this link opens", "{language}"),
    ("https://example.org:{size}/", "`{size}` would decide whose host this link opens", "{size}"),
    ("mailto:act@{set}", "`{set}` would decide whose host this link opens", "{set}"),
    ("tel:{card}", "`xxxxxx` is not a phone number", "{card}"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "message", "words"), ERRORS, ids=[link[:40] for link, _, _ in ERRORS])
def test_misleading_link_is_refused(link: str, message: str | None, words: str | None):
    ((severity, found, at),) = say(link)
    assert severity == "error"
    assert message in (None, found)
    assert words in (None, at)


WARNINGS = [
    ("https://example.org/?a=1&amp;b=2", "`&amp;` is HTML's spelling of a character", "&amp;"),
    ("https://example.org/act。", "this is not `.` but a look-alike (U+3002)", "。"),
    ("https://example.org/act.", "the link ends with `.`", "."),
    ("https://example.org/act)", "the link ends with `)`", ")"),
    *((f"https://example.org/act{last}", f"the link ends with `{last}`", last) for last in "）」】》»›，、；،؛؟।"),
    ("https://example.org.", "the host ends with a full stop", "example.org."),
    ("https://example。org/", "browsers read this host as `example.org`", "example。org"),
    ("https://ｅxample.org/", "browsers read this host as `example.org`", "ｅxample.org"),
    ("https://example.org/a‑b", "this is not `-` but a look-alike (U+2011)", "‑"),
    ("https://example.org/a–b", "this is not `-` but a look-alike (U+2013)", "–"),
    ("https://example.org/it’s", "this is not `'` but a look-alike (U+2019)", "’"),
    ("https://example.org/“act", 'this is not `"` but a look-alike (U+201C)', "“"),
    ("https://example.org/a-long-pa…", "this link was cut off where it was copied from", "…"),
    ("https://example.org/a|b", "links seldom hold `|`", "|"),
    ("https://example.org/a*b", "links seldom hold `*`", "*"),
    ("https://example.org/act%E2%80%8B", "`%E2%80%8B` stands for an invisible character", "%E2%80%8B"),
    ("https://example.org/act%20", "`%20` stands for an invisible character", "%20"),
    ("https://example.org/a%C2%A0b", "`%C2%A0` stands for an invisible character", "%C2%A0"),
    ("https://8.8.8.8/", "the host is a number, `8.8.8.8`: readers cannot tell whose it is", "8.8.8.8"),
    ("tel:*2767*3855%23", "phones obey codes with `*` and `#` without asking", "*2767*3855%23"),   # S24
    ("tel:1-800-FLOWERS", "a phone number has digits, and `-`, `.`, `(` and `)` between them", "1-800-FLOWERS"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "message", "words"), WARNINGS, ids=[link[:40] for link, _, _ in WARNINGS])
def test_doubtful_link_gives_a_warning(link: str, message: str, words: str):
    assert say(link) == [("warning", message, words)]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org", "HTTPS://Example.org/Act", "https://example.org:8080/act?a=b#c",
        "https://a_b.example.org/",
        "https://example.org/a,b;c=d/(e)", "https://en.wikipedia.org/wiki/Bee_(insect)", "https://example.org/?a[]=1&b[c]=2",
        "https://web.archive.org/web/2020/https://example.org/", "https://example.org/@user", "https://bücher.example/straße?q=ü",
        "https://{language}.example.org/{card}?s={size}&p={platform}#{set}", 'https://example.org/?q={{a:1}}',
        "https://example.org/{{{card}}}", "https://todo.example.org/todo", "https://例え.テスト/日本語", "https://i❤.ws/",
        "mailto:act@example.org?subject=Yes%20please", "mailto:{set}@example.org", "mailto:a@b.org,c@d.org",
        "tel:+41223451234", "tel:112", "tel:+1(202)555-0123;ext=7", "https://user.github.io/", "https://example.org/Yahoo!",
    ],
)  # fmt: skip
def test_honest_link_gives_no_message(link: str):
    assert say(link) == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.1", "127.0.0.1.", "0",
        "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[2001:db8::1]", "[fe80::1]",
        "[fc00::1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]",
    ],
)  # fmt: skip
def test_private_address_is_refused_in_every_spelling(host: str):
    ((severity, message, _),) = say(f"https://{host}/act")
    assert (severity, "no browser opens" in message or "within one machine or network" in message) == ("error", True)


FORMAT = [chr(c) for c in range(0x110000) if unicodedata2.category(chr(c)) == "Cf" and c != 0xFEFF]
UNSEEN = list("\u200b\u00ad\u2060\u200d\u202e\u2066\u115f\u3164\u034f\ufe0f\U000e0041\u2800\ue000")


@pytest.mark.parametrize("character", UNSEEN, ids=[f"U+{ord(c):04X}" for c in UNSEEN])
@pytest.mark.parametrize("link", ["https://example.org/act*", "https://example.org/a*t", "https://exam*ple.org/"])
def test_invisible_character_is_refused_at_its_place(link: str, character: str):
    ((severity, message, at),) = say(link.replace("*", character))
    assert (severity, at) == ("error", character)
    assert message == f"the link has an invisible character (U+{ord(character):04X})"


def test_every_format_character_of_unicode_is_refused_anywhere():
    for character in FORMAT:
        for place in ("https://example.org/a*b", "https://exam*ple.org", "mailto:a@b.org*"):
            link = place.replace("*", character)
            (problem,) = find_link_problems(link)
            assert (problem.severity, problem.start) == ("error", link.index(character)), ascii(link)


def test_error_is_reported_after_any_number_of_warnings():
    assert any(p.severity == "error" for p in read(url=f"https://example.org/{'’' * 50}%zz"))
    assert any(p.severity == "error" for p in read(url="https://example.org/", short=f"example.org/{'|' * 50}%zz"))


def test_columns_are_those_of_the_file():
    (problem,) = read(url="https://example.org/a\u2011b")
    assert problem.place.source[problem.place.column - 1] == "\u2011"


# --- the author's own address


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://example.org/x", "example.org/act"), ("https://act.example.org/x", "www.example.org"),
        ("https://example.org/x", "https://example.org/act"), ("https://example.org/x", "Example.ORG"),
        ("https://{language}.example.org/", "example.org"), ("https://bücher.example/", "bücher.example/x"),
        ("https://www.example.co.uk/", "example.co.uk"), ("mailto:act@mail.example.org", "info@example.org"),
        ("https://example.org/x", "act@example.org"), ("tel:+41223451234", "+41 22 345 12 34"),
        ("tel:+41223451234", "022 345 12 34"), ("tel:+18003569377", "1-800-FLOWERS"), ("tel:112", "112"),
    ],
)  # fmt: skip
def test_short_address_of_the_same_owner_gives_no_message(url: str, short: str):
    assert read(url=url, short=short) == []


@pytest.mark.parametrize(
    ("url", "short", "opened"),
    [
        ("https://evil.com/x", "mybank.com/login", "`evil.com`: another domain"),
        ("https://a.github.io/", "b.github.io", "`a.github.io`: another domain"),
        ("https://a.co.uk/", "b.co.uk", "`a.co.uk`: another domain"),
        ("mailto:a@evil.com", "a@bank.com", "`evil.com`: another domain"),
        ("tel:+41223451234", "+41 22 345 12 35", "`tel:+41223451234`"),
        ("https://evil.com/x", "0800 123 456", "`https://evil.com/x`"),
    ],
)  # fmt: skip
def test_short_address_on_another_domain_needs_short_elsewhere(url: str, short: str, opened: str):
    message = f"`{short}` is printed, but the code opens {opened}"
    errors = [p for p in read(url=url, short=short) if p.severity == "error"]
    assert [(p.message, p.field) for p in errors] == [(message, "action.short")]
    assert errors[0].hint == "if both are yours, add `short-elsewhere: true` to the action"
    assert not [p for p in read(url=url, short=short, **{"short-elsewhere": True}) if p.severity == "error"]
    assert [p.message for p in read(url=url, short=short, **{"short-elsewhere": False})] == [message]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("htps://evil.com/x", "found `htps://evil.com/x`, expected a link that begins with"),
        ("https:///evil.com", "the link `https:///evil.com` leads nowhere"),
        ("https://evil.com/{url}", "unknown placeholder `{url}`"),
        ("https://evil.com/a b", "a link cannot contain spaces"),
        (r"https://evil.com\@mybank.com", "a link holds no backslash"),
    ],
)
def test_a_refused_link_is_not_compared_with_the_printed_address(url: str, message: str):
    (problem,) = read(url=url, short="mybank.com/login")
    assert problem.message.startswith(message)
    assert problem.field == "action.url"


@pytest.mark.parametrize(
    ("short", "message"),
    [
        ("\u202enigol/moc.knabym\u202c", "the address has an invisible character (U+202E)"),   # S09
        ("bank\u200b.com", "the address has an invisible character (U+200B)"),
        ("bаnk.com", "`bаnk` mixes letters of several scripts"),
        ("сосо.com", "`сосо` looks like Latin letters"),
        ("bank.com⁄login.evil.com", "the host holds a look-alike of `/` (U+2044)"),
        ("evil.com/a‑b", "this is not `-` but a look-alike (U+2011)"),
        ("mybank.com@evil.com/x", None),
        ("user:word@evil.com", None),
        ("evil.com\\act", "a link holds no backslash: browsers take it for `/`"),
        ("evil", "the host `evil` has no full stop, so it leads nowhere"),
        ("see evil.com", "found `see evil.com`, expected an address such as `example.org/act`"),
        ("evil.com/{card}", "placeholders are not filled in here"),
    ],
)  # fmt: skip
def test_untrusted_short_address_is_refused_even_with_short_elsewhere(short: str, message: str | None):
    (problem,) = read(url="https://evil.com/x", short=short, **{"short-elsewhere": True})
    assert problem.severity == "error"
    assert message in (None, problem.message)


LIKELY = st.text(st.sampled_from("a1b.@:/,[]{}%#?+ -*xn—ü\u200b"), max_size=30)


@given(st.text(st.characters(codec="utf-8"), max_size=40), LIKELY)
def test_any_short_address_does_not_raise(anything: str, likely: str):
    for short in (anything, likely, f"{likely}.org", f"mailto:{likely}", f"tel:{likely}"):
        for url in ("https://example.org/x", "mailto:a@b.org", "tel:+41223451234"):
            read(url=url, short=short)
            make_printed_address(Action(url, short=short), "ar", "rtl")


@given(st.text(max_size=60), st.sampled_from(["https://", "http://", "mailto:", "tel:", "https://example.org/", ""]))
def test_any_link_does_not_raise(text: str, start: str):
    for problem in find_link_problems(start + text):
        assert 0 <= problem.start < max(1, len(start + text))
        assert problem.length >= 1
        assert problem.message[0].islower() or problem.message[0] == "`"
