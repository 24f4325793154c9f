"""Problems in a link as the author wrote it, each at its character.

An error means that the link leads nowhere, or elsewhere than its reader would think. A warning means that the author
probably meant another link: it has look-alikes, or leftovers of a text editor, HTML or another program's template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

import unicodedata2

from ..errors import Severity
from ..late_loading import compile_late
from .host_names import decode_label
from .hosts import BLOCKED_PORTS, HOST_HINT, HostProblem, find_host_problem
from .link_targets import (
    MIN_DIGITS,
    WEB,
    LinkError,
    LinkParts,
    is_blank_character,
    is_invisible_in_link,
    parse_host,
    split_link,
)

MAX_PORT = 65535   # 16 bits (RFC 9293, 3.1)

_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe58\ufe63", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02", '"'),
    **dict.fromkeys("\u2044\u2215\u2571\u29f8\uff0f\u29f6\u2afb", "/"),
    **dict.fromkeys("\u2024\u3002\uff0e\uff61\ufe52\u06d4\u0701\u0702", "."),
    **dict.fromkeys("\u2025\u2026", "…"),
    **dict.fromkeys("\uff1a\u2236\ua789\ufe55\u0589\u05c3", ":"),
    **dict.fromkeys("\uff1f\ufe56\u0294", "?"),
    **dict.fromkeys("\uff03\ufe5f", "#"),
    **dict.fromkeys("\uff20\ufe6b", "@"),
    **dict.fromkeys("\uff05\u066a\ufe6a", "%"),
    **dict.fromkeys("\uff06\ufe60", "&"),
    **dict.fromkeys("\uff1d\ufe66\ua78a\u30a0", "="),
    **dict.fromkeys("\u2216\uff3c\u29f5\u29f9\ufe68", "\\"),
}
"""Characters that look like punctuation of links, or that keyboards, text editors and chats replace it with."""
_JOINERS = "\u200c\u200d\ufe0f"   # Persian, Hindi and emoji need them
_DOTS = "\u3002\uff0e\uff61"   # full stops to browsers within a host (UTS #46)
_ODD = compile_late(r'["<>^`|*]')
"""Characters that links seldom contain."""
_PERCENT = compile_late(r"%(?![0-9A-Fa-f]{2})")
_UNSEEN_ESCAPE = compile_late(r"(?:%E2%80%8[BEF]|%E2%80%A[A-E]|%E2%81%A[0-9]|%EF%BB%BF|%C2%A[0D]|%0[0-9A-F]|%1[0-9A-F]"
                            r"|(?:%20)+\Z)",
                            re.IGNORECASE)  # fmt: skip
"""Escapes of zero-width and no-break spaces, direction marks, word joiner, soft hyphen, controls; final spaces."""
_ENTITY = compile_late(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);?", re.IGNORECASE)
_LEFTOVER = compile_late(
    r"\*\|[^|*]*\|\*|(?<![\w\]=])\[[^\[\]=&/?#]+\](?![\[=])|(?<==)\[[^\[\]=&]+\]|<[^<>]*>|\[\[[^\[\]]*\]\]|__[A-Z][A-Z_]*__"
    r"|(?<=[:/=?&#._-])(?:TODO|TBD|FIXME|CHANGEME|CHANGE-ME|CHANGE_ME)(?=[/=?&#@._-]|\Z)"
    r"|(?i:(?:%7B){2}[^%]{1,60}(?:%7D){2})|(?i:%5B)[A-Z][A-Z_-]{1,60}(?i:%5D)"
)
"""Placeholders of other programs and of authors: `*|LINK|*`, `[LINK]`, `%5BLINK%5D`, `<link>`, `__LINK__`, `TODO`."""
_NO_HOST = compile_late("[\0-,/:-@\\[-^`{-\x7f]")   # ASCII except letters, digits, hyphens, full stops and `_`
_BRACKET = compile_late(r"[\[\]]")
_QUERY_KEY = compile_late(r"(?<=[\w\]])\[[\w.-]*\](?==|\[|&|\Z)")   # PHP's lists: `?tag[]=bees`
_CLOSING = dict(zip(")]}）］】」』》〉»›", "([{（［【「『《〈«‹", strict=True))
"""Closing brackets and quotation marks, with the opening ones."""
_STOPS = ".,;:!'\"、。，．｡；،؛؟।॥።፣"
"""Marks that end a sentence or clause."""
_NO_STOPS = "!"   # `Yahoo!` has a page in many wikis
_MAIL_NAME = compile_late(r'[^\s:;,<>()\[\]"@\\]+')
"""The part of a mail address before `@`."""
_NUMBER = compile_late(r"[0-9*#+().\-]*")
"""A phone number in a `tel:` link, with codes such as `*100#`."""


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """One problem in a link, at `length` characters from `start`."""

    severity: Severity
    message: str
    start: int
    length: int
    hint: str = ""


@lru_cache(maxsize=512)
def find_link_problems(link: str) -> tuple[LinkProblem, ...]:
    """Return the problems of a link that has one of our schemes: errors first, then by position.

    The caller has replaced each placeholder by as many letters.
    """
    parts = split_link(link)
    if not parts:
        return ()
    problems = [*_find_characters(link, parts), *_find_leftovers(link, parts)]
    if all(problem.severity == "warning" for problem in problems):
        problems += _find_structure(parts)
    if not problems:
        problems += _find_end(link)
    return tuple(sorted(problems, key=lambda problem: (problem.severity != "error", problem.start)))


def is_look_alike(character: str) -> bool:
    """Return whether a character looks like punctuation of links."""
    return character in _ALIKE


def _find_characters(link: str, parts: LinkParts) -> Iterator[LinkProblem]:
    start = parts.starts[0]
    host = range(start, start + len(parts.host))   # look-alikes in the host are checked with it
    for index, character in enumerate(link) if not (link.isascii() and link.isprintable()) else ():
        if is_blank_character(character):
            continue   # `read_link` reports these
        if is_invisible_in_link(character):
            message = f"the link has an invisible character (U+{ord(character):04X})"
            needed = character in _JOINERS and index not in host
            hint = f"write `{quote(character)}` if the page's name needs it" if needed else "remove it"
            yield LinkProblem("error", message, index, 1, hint)
        elif character in _ALIKE and index not in host:
            like = _ALIKE[character]
            message = f"this is not `{like}` but a look-alike (U+{ord(character):04X})"
            if like == "…":
                message = "this link was cut off where it was copied from"
            yield LinkProblem("warning", message, index, 1, "" if like == "…" else f"write `{like}`")
    for match in re.finditer(r"\\", link):
        yield LinkProblem("error", "a link holds no backslash: browsers take it for `/`", match.start(), 1, "write `/`")
    for match in _PERCENT.finditer(link):
        hint = "write `%25` for a percent sign"
        yield LinkProblem("error", "after `%` come two digits of hexadecimal", match.start(), 1, hint)
    for match in _UNSEEN_ESCAPE.finditer(link):
        message = f"`{match[0]}` stands for an invisible character"
        yield LinkProblem("warning", message, match.start(), len(match[0]), "remove it")


def _find_leftovers(link: str, parts: LinkParts) -> Iterator[LinkProblem]:
    """Yield problems for leftovers of templates, HTML and text editors."""
    start = parts.starts[1]
    known: list[tuple[int, int]] = [m.span() for m in _QUERY_KEY.finditer(link, max(parts.starts[2], start))]
    for match in _LEFTOVER.finditer(link, start):
        if match.span() not in known:
            known.append(match.span())
            message = f"`{match[0][:40]}` was not filled in"
            yield LinkProblem("error", message, match.start(), len(match[0]), "write what belongs there")
    for match in _ENTITY.finditer(link, start):
        message = f"`{match[0]}` is HTML's spelling of a character"
        yield LinkProblem("warning", message, match.start(), len(match[0]), "write `&`")
    for pattern in (_ODD, _BRACKET) if parts.scheme in WEB else ():
        for match in pattern.finditer(link, start):
            if not any(first <= match.start() < end for first, end in known):
                hint = f"write `%{ord(match[0]):02X}`, or remove it"
                yield LinkProblem("warning", f"links seldom hold `{match[0]}`", match.start(), 1, hint)


def _find_structure(parts: LinkParts) -> list[LinkProblem]:
    if parts.scheme in WEB:
        return list(_find_authority(parts))
    return list(_find_mail(parts) if parts.scheme == "mailto" else _find_phone(parts))


def _find_authority(parts: LinkParts) -> Iterator[LinkProblem]:
    authority, start = parts.authority, parts.starts[0]
    hint = "write it hint, such as `https://www.example.org/act`"
    if not authority:
        yield LinkProblem("error", "the link names no host", 0, len(parts.scheme) + 1, hint)
        return
    second = re.search(r"(?:\A|\.)([A-Za-z][A-Za-z0-9+-]*):?\Z", authority)
    is_scheme = second is not None and second[1].lower() in (*WEB, "ftp", "mailto", "tel")
    if is_scheme or (authority.endswith(":") and parts.path.startswith("//")):
        message = f"a second `{authority.rpartition('.')[2].rstrip(':')}` follows the first `{parts.scheme}:`"
        yield LinkProblem("error", message, start, len(authority), "keep one of them")
    elif "@" in authority:
        count = authority.rindex("@") + 1
        message = "a user's name before `@` hides the host that follows"
        yield LinkProblem("error", message, start, count, "remove it")
    elif "[" in authority and not re.match(r"\[[^\[\]]*\](?::[^:]*)?\Z", authority):
        bracket = start + authority.index("[")
        yield LinkProblem("error", "this bracket is never closed, or encloses no address", bracket, 1)
    else:
        yield from _find_port(parts)
        yield from _find_host(parts.host, start)


def _find_port(parts: LinkParts) -> Iterator[LinkProblem]:
    port = parts.port
    if port is None:
        return
    place = parts.starts[0] + len(parts.host), len(port) + 1
    if not port:
        yield LinkProblem("error", "no port follows this colon", *place, "remove it")
    elif not re.fullmatch("[0-9]+", port):
        yield LinkProblem("error", f"`{port[:40]}` is not a port", *place, "a port is a number, such as `:8080`")
    elif int(port[-6:]) > MAX_PORT or len(port.lstrip("0")) > 5 or int(port) == 0:
        yield LinkProblem("error", f"there is no port {port[:12]}", *place, f"ports go from 1 to {MAX_PORT}")
    elif int(port) in BLOCKED_PORTS:
        yield LinkProblem("error", f"browsers do not open port {port}", *place, "remove it")


def _find_host(host: str, start: int) -> Iterator[LinkProblem]:
    place = start, max(1, len(host))
    alike = next((i for i, c in enumerate(host) if _ALIKE.get(c, ".") != "." or (c in _ALIKE and c not in _DOTS)), None)
    if alike is not None:
        message = f"the host holds a look-alike of `{_ALIKE[host[alike]]}` (U+{ord(host[alike]):04X})"
        yield LinkProblem("error", message, start + alike, 1, "remove it")
        return
    if "%" in host:
        yield LinkProblem("error", "a host holds no percent sign", start + host.index("%"), 1, "write its own letters")
        return
    odd = _NO_HOST.search(host) if not host.startswith("[") else None
    if odd:
        yield LinkProblem("error", f"no host holds `{odd[0]}`", start + odd.start(), 1, HOST_HINT)
        return
    try:
        problem = find_host_problem(parse_host(host))
    except LinkError as error:
        problem = HostProblem("error", str(error), HOST_HINT)
    if problem:
        yield LinkProblem(problem.severity, problem.message, *place, problem.hint)
    elif not host.isascii():
        opened = ".".join(map(decode_label, parse_host(host).split(".")))
        if opened != unicodedata2.normalize("NFC", host).lower():
            message = f"browsers read this host as `{opened}`"
            yield LinkProblem("warning", message, *place, "write it as browsers read it")


def _find_mail(parts: LinkParts) -> Iterator[LinkProblem]:
    """Yield the problems of a `mailto:` link, whose addresses are separated by commas (RFC 6068)."""
    start = parts.starts[1]
    if parts.authority is not None:
        yield LinkProblem("error", "after `mailto:` comes the address, without `//`", 0, 9, "take `//` out")
        return
    if not parts.path:
        yield LinkProblem("error", "the link names no mail address", 0, 7, "write it: `mailto:act@example.org`")
    comma = re.search(r"\A,|,,|,\Z", parts.path)
    if comma:
        message = "a mail address is missing next to this comma"
        yield LinkProblem("error", message, start + comma.start(), 1, "remove it")
        return
    for match in re.finditer(r"[^,]+", parts.path):
        name, at, host = match[0].rpartition("@")
        if not at or not host or not _MAIL_NAME.fullmatch(unquote(name)):
            message = f"`{match[0][:40]}` is not a mail address"
            yield LinkProblem("error", message, start + match.start(), len(match[0]), "write `name@host`")
        else:
            yield from _find_host(host, start + match.start() + len(name) + 1)


def _find_phone(parts: LinkParts) -> Iterator[LinkProblem]:
    """Yield the problems of a `tel:` link (RFC 3966)."""
    number = unquote(parts.path).partition(";")[0]
    place = (parts.starts[1], len(parts.path)) if parts.path else (0, len("tel:"))
    if parts.authority is not None:
        yield LinkProblem("error", "after `tel:` comes the number, without `//`", 0, 6, "take `//` out")
    elif sum(c in "0123456789" for c in number) < MIN_DIGITS:
        message = f"`{parts.path[:40]}` is not a phone number"
        yield LinkProblem("error", message, *place, "write it with its country's code: `tel:+41223451234`")
    elif "*" in number or "#" in number:
        yield LinkProblem(
            "warning", "phones obey codes with `*` and `#` without asking", *place, "write a phone number"
        )
    elif not _NUMBER.fullmatch(number) or "+" in number[1:]:
        yield LinkProblem("warning", "a phone number has digits, and `-`, `.`, `(` and `)` between them", *place,
                        "write it with its country's code: `tel:+41223451234`")  # fmt: skip


def _find_end(link: str) -> Iterator[LinkProblem]:
    """Yield a warning for punctuation at the end that probably belongs to the sentence around the link."""
    last = link[-1]
    opened = _CLOSING.get(last)
    if (last in _STOPS and last not in _NO_STOPS) or (opened and link.count(opened) < link.count(last)):
        hint = "remove it if it belongs to the sentence from which the link was copied"
        yield LinkProblem("warning", f"the link ends with `{last}`", len(link) - 1, 1, hint)
