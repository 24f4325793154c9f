"""Where a link leads, as browsers read it (WHATWG URL standard), and its spelling in ASCII.

Codes and records hold the ASCII form, in which the host is in punycode and other characters are percent-encoded as
UTF-8, since code readers guess the encoding of other bytes. A link in ASCII keeps its spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

import can_ada
import unicodedata2

from ..errors import INVISIBLE_CATEGORIES
from ..late_loading import compile_late
from .host_names import is_valid_name
from .hosts import find_host_problem

_IGNORABLE = compile_late("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd]")
"""Marks and letters without a shape (Default_Ignorable_Code_Point), the Braille blank, replacement characters."""
WEB = ("http", "https")   # schemes of web pages
MIN_DIGITS = 3
"""Minimum number of digits of a phone number: emergency numbers such as `112`."""
_NUMBER = compile_late("\\+?[0-9(][0-9A-Z ()/\u00a0\u202f\u2010\u2011-]*\\Z")
"""A phone number without a scheme, with the letters of a keypad."""
_SCHEME = compile_late(r"(?:https?|mailto|tel):", re.IGNORECASE)
_PARTS = compile_late(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?P<authority>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?\Z",
    re.DOTALL,
)
_BEYOND_HOST = compile_late(r"[/?#@\\:]")
"""Characters that end a host or precede it."""
_PORT = compile_late(r":([^:\]]*)\Z")


class LinkError(ValueError):
    """A link that leads nowhere, or elsewhere than it appears to."""


@dataclass(frozen=True, slots=True)
class LinkParts:
    """The parts of a link as written; a missing part is None.

    `starts` has the positions of authority, path, query and fragment in the link.
    """

    scheme: str
    authority: str | None
    path: str
    query: str | None
    fragment: str | None
    starts: tuple[int, int, int, int]

    @property
    def host(self) -> str:
        """The host as written, without its port."""
        return _PORT.sub("", self.authority or "")

    @property
    def port(self) -> str | None:
        """The port as written, or None if there is no colon."""
        found = _PORT.search(self.authority or "")
        return found[1] if found else None


def is_invisible_in_link(character: str) -> bool:
    """Return whether a character is invisible, so that nobody would notice it in a link."""
    return unicodedata2.category(character) in INVISIBLE_CATEGORIES or _IGNORABLE.match(character) is not None


def is_blank_character(character: str) -> bool:
    """Return whether a character is white space or another blank (Zs)."""
    return character.isspace() or unicodedata2.category(character) == "Zs"


def has_invisible(text: str) -> bool:
    """Return whether text contains a blank or an invisible character."""
    if text.isascii():
        return not text.isprintable() or " " in text
    return any(is_blank_character(c) or is_invisible_in_link(c) for c in text)


@lru_cache(maxsize=1024)
def split_link(link: str) -> LinkParts | None:
    """Split a link into its parts; None if it has no scheme."""
    match = _PARTS.match(link)
    if not match:
        return None
    starts = match.start("authority"), match.start("path"), match.start("query"), match.start("fragment")
    return LinkParts(match["scheme"].lower(), match["authority"], match["path"], match["query"], match["fragment"],
                     starts)  # fmt: skip


@lru_cache(maxsize=4096)
def parse_host(host: str) -> str:
    """Return a host as browsers read it, in ASCII and lower case. Raises LinkError if they cannot open it."""
    found = "" if _BEYOND_HOST.search(host) and not host.startswith("[") else _open_host(f"https://{host}/")
    if not found:
        raise LinkError(f"no browser opens the host `{host[:60]}`")
    if not is_valid_name(found):
        raise LinkError(f"not every browser opens the host `{host[:60]}`: its letters or their order are not allowed")
    return found


def is_phone_number(address: str) -> bool:
    """Return whether an address without a scheme is a phone number. It may have the letters of a keypad."""
    return _NUMBER.match(address) is not None and sum(c.isdigit() for c in address) >= MIN_DIGITS


def complete_address(address: str) -> str:
    """Complete a printed address to a link: to a mail address if it has `@` before its first slash, else to a page."""
    if _SCHEME.match(address):
        return address
    before = re.split("[/?#]", address, maxsplit=1)[0]
    return f"mailto:{address}" if "@" in before else f"https://{address}"


def list_hosts(link: str) -> tuple[str, ...]:
    """Return the hosts of a link as browsers read them: a page's, or those of mail addresses. Raises LinkError."""
    parts = split_link(link)
    if not parts:
        return ()
    if parts.scheme in WEB:
        return (parse_host(parts.host),)
    addresses = parts.path.split(",") if parts.scheme == "mailto" else []
    return tuple(parse_host(one.rpartition("@")[2]) for one in addresses)


@lru_cache(maxsize=1024)
def encode_link(link: str) -> str:
    """Return an ASCII form of a link that browsers treat as the same.

    It differs only in non-ASCII characters, and in a host with percent escapes. Raises LinkError if the link leads
    nowhere, or if browsers would misread it.
    """
    parts = split_link(link)
    if not parts or has_invisible(link) or "\\" in link:
        raise LinkError("browsers do not read this link as it is written")
    authority, is_web = parts.authority or "", parts.scheme in WEB
    if is_web and (not authority or "@" in authority):
        raise LinkError("the link names no host, or a user before it")
    hosts = list_hosts(link)
    problems = [problem for problem in map(find_host_problem, hosts) if problem and problem.severity == "error"]
    if problems:
        raise LinkError(problems[0].message)
    if is_web and _open_host(link) != hosts[0]:
        raise LinkError("no browser opens this link")
    if link.isascii() and "%" not in authority:
        return link
    if not is_web:
        return escape(link)
    start = parts.starts[0]
    plain = hosts[0] + ("" if parts.port is None else f":{parts.port}")
    is_plain = authority.isascii() and "%" not in authority
    return link[:start] + (authority if is_plain else plain) + escape(link[start + len(authority) :])


def _open_host(link: str) -> str:
    try:
        return str(can_ada.parse(link).hostname)
    except ValueError:
        return ""


def escape(text: str) -> str:
    """Return text with its non-ASCII characters percent-encoded as UTF-8."""
    return re.sub(r"[^\x00-\x7f]+", lambda match: quote(match[0], safe=""), text)
