"""Honest and hostile links, generated from a fixed seed, as partners, web forms and attackers may write on a card."""

from __future__ import annotations

import random
from collections.abc import Callable

COUNT, SEED = 5_000, 11

_WORDS = [
    "act", "bees", "honey", "stop", "sign", "petition", "en", "about-us", "2030", "q7", "rights",
]  # fmt: skip
_HOSTS = [
    "example.org", "www.example.org", "equalitynow.org", "a.b.example.co.uk", "mybank.com", "xn--bcher-kva.example",
    "sdgs.un.org", "t.co", "example-act.org", "www.example.com", "news.example.museum", "1st.example.net",
    "www.github.io", "user.github.io", "www.co.uk",
]  # fmt: skip
_FOREIGN = [
    "bücher.example", "straße.de", "mañana.com", "пример.рф", "сосо.com", "аррӏе.com", "pаypal.com", "рауpal.com",
    "ελλάδα.gr", "ρауραӏ.com", "例え.jp", "日本語example.jp", "ノ.example.org", "中国.cn", "臺灣.tw", "한국.kr",
    "मराठी.भारत", "مثال.إختبار", "דוגמה.co.il", "ไทย.com", "օո.am", "faß.de", "faſs.de", "ıstanbul.com",
    "i\u0307stanbul.com", "İSTANBUL.com", "ﬁnance.com", "ⅷ.org", "ⓔⓧ.org", "ｅｘａｍｐｌｅ.org", "𝐞𝐱𝐚𝐦.org",
    "example。org", "example．org", "example｡org", "bank.com⁄.evil.com", "bank.com∕login.evil.com",
    "bank.com／x.evil.com", "bank․com․evil.org", "i❤.ws", "👩\u200d👩\u200d👧.ws", "exa\xadmple.org",
    "exam\u200bple.org", "exam\u200dple.org", "\u202eelpmaxe.org", "a\u0301.org", "e\u0301cole.fr", "\u0301a.org",
    "xn--pypal-4ve.com", "xn--a", "xn--0ca24w.org", "xn--abc-.org", "XN--BCHER-KVA.example", "xn--n3h.net",
    "xn--zca.de", "xn--80ak6aa92e.com", "xn--.org", "xn--xn---epa.org", "xn--9999999.org", "ꭰꭱ.org", "ա.com",
    "ღ.ge", "ჿ.com", "০৭.com", "ꓐꓑ.com", "o\u0338.org", "l·l.cat", "a·b.org", "a‐b.org", "a‑b.org", "a–b.org", "٠.com",
    "۱۲۳.com", "१२.भारत", "0۰.com",
]  # fmt: skip
_NUMBERS = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.1", "127.0.0.1.",
    "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0", "255.255.255.255",
    "224.0.0.1", "8.8.8.8", "0x8.8.8.8", "134744072", "1.2.3", "1.2.3.4.5", "256.1.1.1", "09.1.1.1", "1..2",
    "１２７.0.0.1", "127。0。0。1", "①.①.①.①", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[2001:db8::1]", "[2606:4700:4700::1111]", "[fe80::1]", "[fe80::1%25eth0]", "[::1", "::1", "[1:2]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "foo.0x", "0x.", "1e2.com",
]  # fmt: skip
_NOWHERE = [
    "localhost", "LOCALHOST", "app.localhost", "localhost.", "TODO", "intranet", "example", "com", "printer.local",
    "db.internal", "router.home.arpa", "https", "http", "https:", "example..org", ".example.org", "example.org.",
    "example.org..", "-a.org", "a-.org", "a_b.org", "a,b.org", "a;b.org", "a$b.org", "a!b.org", "a'b.org",
    "a(b).org", "a*b.org", "a+b.org", "a=b.org", "a&b.org", "a~b.org", 'a"b.org', "a<b>.org", "a^b.org", "a|b.org",
    "a`b.org", "a{b}.org", "a%62.org", "ex%61mple.org", "%65xample.org", "a%2eb.org", "a%2fb.org", "a%40b.org",
    "a%00b.org", "a%c3%bc.org", "a%zz.org", "%E3%80%82.org", "{card}.org", "{language}.example.org", "{set}.co.uk",
    "{{x}}.org", "[LINK].org",
]  # fmt: skip
_USERS = [
    *[""] * 4, "user@", "user:pass@", "mybank.com@", "mybank.com%2F@", "mybank.com\\@", "mybank.com#@",
    "mybank.com?@", "@", "a@b@", "mybank.com:443@", "mybank.com／@", "mybank.com\u2044login@", ":@", "%40@",
]  # fmt: skip
_PORTS = [
    *[""] * 5, ":443", ":80", ":8080", ":8443", ":", ":0", ":22", ":65535", ":65536", ":99999999999", ":abc",
    ":80a", ":-1", ":٨٠", ":８０", ":00080", ": 80", ":80:90",
]  # fmt: skip
_PATHS = [
    "/", "/act", "/act/", "/act.", "/act..", "/act,", "/act)", "/(act)", "/a/../b", "/a/./b", "/a/%2e%2e/b",
    "/%2E%2E/%2e/", "/..;/x", "//", "//evil.com", "/\\evil.com", "/%2f%2fevil.com", "/%5cevil.com", "/straße",
    "/stra%C3%9Fe", "/caf%C3%A9", "/cafe%CC%81", "/é", "/%E9", "/%FF%FE", "/%zz", "/%2", "/%", "/%25", "/%2525",
    "/%20", "/a%20b", "/%00", "/%E2%80%8B", "/%E2%80%AE", "/%E2%81%84x", "/%EF%BC%8Fx", "/%E3%80%82", "/%CC%B8",
    "/a%CC%B8", "/%D7%90%D7%91", "/%D9%A0", "/%F0%9F%98%80", "/act。", "/act…", "/a‑b", "/a–b", "/“act”", "/‘a’",
    "/[LINK]", "/*|LINK|*", "/TODO", "/__URL__", "/<link>", "/{{name}}", "/{card}", "/{lang}", "/{", "/}", "/{{",
    "/${x}", "/a|b", "/a^b", "/a`b", '/a"b', "/a'b", "/@user", "/a:b", "/a;b=c", "/https://example.org", "/http:/x",
    "/a\tb", "/a\nb", "/\u200bact", "/act\u200b", "/act\xad", "/a\u2060ct", "/\ufeffact", "/\u202eact",
    "/a\u3000b", "/~bees", "/a+b", "/a&amp;b", "/！", "/ノ", "/丶", "/ǀ", "/ʔ", "/%E3%83%8E",
]  # fmt: skip
_QUERIES = [
    "?", "?a=1", "?p=1234", "?v=dQw4w9", "?utm_source={platform}", "?utm_source=x&utm_medium=y", "?fbclid=abc",
    "?gclid=a&id=7", "?UTM_Source=x", "?a[]=1&a[]=2", "?u=https://evil.com", "?q=é", "?q=%C3%A9", "?q=%zz",
    "?a=b&amp;c=d", "?x=[LINK]", "?x={card}", "?x={{y}}", "?a='", '?a="', "?a=<b>", "?a=\\", "?/x", "??", "?a?b",
    "?q=\u200b", "?q=ä+ö", "?q=日本", "#top", "#/petition/12", "#!/x", "#!", "#é", "#a#b", "#\u200b", "?#/",
    "?p=1#/x", "#:~:text=a", "?a=1#/é",
]  # fmt: skip
_SCHEMES = [
    *["https://"] * 4, "http://", "HTTPS://", "hTTpS://", "https:", "https:/", "https:///", "https:////",
    "https:\\\\", "https:/\\", "https://\\", "https:// ", "https://\t", "h\nttps://", " https://", "\u200bhttps://",
    "https\u200b://", "https：//", "https:／／", "https://https://", "http://https//", "https://http:", "//", "",
    "ftp://", "javascript://", "javascript:", "data:text/html,", "file://", "blob:https://", "view-source:https://",
    "{set}://", "https;//", "https//", "ws://",
]  # fmt: skip
_OTHERS = [
    "mailto:act@example.org", "mailto:act@example.org?subject=Yes", "mailto:a@example.org?bcc=b@evil.com",
    "mailto:example.org", "mailto:", "mailto:@example.org", "mailto:a@localhost", "mailto:a@b@c.org",
    "mailto:a@bücher.example", "mailto:ü@example.org", "mailto:a@pаypal.com", "mailto:a%40b@c.org",
    "mailto://a@b.org", "mailto:a@b.org,c@d.org", "mailto:{set}@example.org", "mailto:a@{set}.org",
    "mailto:a@example.org%2c", "mailto:a@example.org%00", "mailto:a@exa\u200bmple.org", "tel:+41223451234",
    "tel:112", "tel:12", "tel:callme", "tel:*2767*3855%23", "tel:*#06#", "tel:1-800-FLOWERS", "tel:+1(202)555-0123",
    "tel:٠١٢٣٤", "tel:+41\u200b22345", "tel:+41;ext=12", "tel:{card}", "tel://", "tel:+1+2345",
    "tel:%2B41223451234", "MAILTO:Act@Example.org", "TEL:112",
]  # fmt: skip


_ODD = (
    "\\\t\n\r \0\x7f\u00a0\u00ad\u200b\u200e\u202e\u2066\u2028\u3000\ufeff\ufe0f\u115f\u3164\u2800\u034f"
    "⁄∕／。．｡․…%@#?&[]{}<>|^`\"'*:;,.!ɡаеоіǃ\ue000\ufffd\U000e0041\U0001f600"
)


def make_links(count: int = COUNT, seed: int = SEED) -> list[str]:
    """Return `count` links, the same for the same seed."""
    source = random.Random(seed)
    return [_pick(source)(source) for _ in range(count)]


def _pick(source: random.Random) -> Callable[[random.Random], str]:
    return source.choices([_honest, _foreign, _hostile, _other, _long, _damaged], [30, 25, 30, 5, 3, 7])[0]


def _honest(source: random.Random) -> str:
    path = "".join(f"/{source.choice(_WORDS)}" for _ in range(source.randrange(4)))
    query = source.choice(["", "", "", *_QUERIES])
    return f"{source.choice(['https://', 'https://', 'http://'])}{source.choice(_HOSTS)}{path}{query}"


def _foreign(source: random.Random) -> str:
    host = source.choice(_FOREIGN)
    if source.random() < 0.2:
        host = f"{source.choice(['www', 'a', 'bücher', 'сайт', '例'])}.{host}"
    return f"https://{host}{source.choice(['', '/', *_PATHS])}{source.choice(['', '', *_QUERIES])}"


def _hostile(source: random.Random) -> str:
    host = source.choice([*_HOSTS, *_FOREIGN, *_NUMBERS, *_NUMBERS, *_NOWHERE, *_NOWHERE])
    scheme, user, port = source.choice([*["https://"] * 30, *_SCHEMES]), source.choice(_USERS), source.choice(_PORTS)
    return f"{scheme}{user}{host}{port}{source.choice(['', *_PATHS])}{source.choice(['', '', '', *_QUERIES])}"


def _other(source: random.Random) -> str:
    return source.choice(_OTHERS)


def _long(source: random.Random) -> str:
    label = source.choice(["a" * 63, "a" * 64, "ü" * 30, "ü" * 70, "a." * 126, "a-" * 30 + "b"])
    return f"https://{label}.example.org/{source.choice(_WORDS) * source.choice([1, 20])}"


def _damaged(source: random.Random) -> str:
    """Return an honest link with one character inserted, removed or replaced."""
    link = list(_honest(source))
    odd = source.choice(_ODD)
    where = source.randrange(len(link) + 1)
    if source.random() < 0.6 or where == len(link):
        link.insert(where, odd)
    else:
        link[where] = odd if source.random() < 0.7 else ""
    return "".join(link)
