"""Hosts of links: which lead nowhere, which are private, and which domain they belong to.

Every host here is in ASCII and lower case, as the WHATWG URL standard serializes it: other letters are in punycode, and
an IPv6 address is in brackets.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from publicsuffixlist import PSLFILE, PublicSuffixList

from ..errors import Severity
from ..late_loading import compile_late

MAX_HOST, MAX_LABEL = 253, 63
"""Maximum length of a host and of one of its labels, in characters (RFC 1035, 2.3.4, without the root)."""
BLOCKED_PORTS = frozenset(
    {
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
        109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526,
        530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045,
        4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
    }
)  # fmt: skip
"""Ports that browsers do not open (WHATWG Fetch, "bad port")."""

_PRIVATE = ("local", "internal", "home.arpa", "localdomain")
"""Names of private networks: RFC 6762, ICANN's resolution 2024.07.29.06, RFC 8375; the last one is customary."""
_EXAMPLES = compile_late(r"(?:.+\.)?(?:example(?:\.(?:com|net|org))?|test|invalid)\.?\Z")
"""Names that nobody can register (RFC 2606)."""
_NO_LETTER = compile_late(r"[^a-z0-9._-]")
_NUMBERS = compile_late(r"[0-9]+(?:\.[0-9]+){3}\.?\Z")
"""An IPv4 address."""

HOST_HINT = "a host has letters, digits, hyphens and full stops"
"""What to do about a host with other characters (RFC 1123, 2.1)."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class HostProblem(NamedTuple):
    """What is wrong with a host, and a hint what to write instead."""

    severity: Severity
    message: str
    hint: str = ""


@lru_cache(maxsize=4096)
def find_host_problem(host: str) -> HostProblem | None:
    """Return why a host leads nowhere or is private, or what is doubtful about it, or None."""
    address = _parse_address(host)
    if address:
        return _find_address_problem(address)
    name = host.removesuffix(".")
    labels = name.split(".")
    whole = "write it whole, such as `www.example.org`"
    if "" in labels:
        return HostProblem("error", f"the host `{_cut(host)}` has nothing between two full stops", "take one out")
    if labels[-1] == "localhost":
        return HostProblem("error", f"`{_cut(name)}` is the reader's own machine", whole)
    if len(labels) == 1:
        return HostProblem("error", f"the host `{_cut(name)}` has no full stop, so it leads nowhere", whole)
    if any(name == one or name.endswith(f".{one}") for one in _PRIVATE):
        return HostProblem("error", f"`{_cut(name)}` can be reached only within one network", whole)
    odd = _NO_LETTER.search(name)
    if odd:
        return HostProblem("error", f"no host holds `{odd[0]}`", HOST_HINT)
    if len(name) > MAX_HOST or max(map(len, labels)) > MAX_LABEL:
        message = f"the host is too long: expected {MAX_HOST} characters at most, {MAX_LABEL} between full stops"
        return HostProblem("error", message)
    if any(label.startswith("-") or label.endswith("-") for label in labels):
        return HostProblem("warning", "a part of the host begins or ends with a hyphen", "remove it")
    return HostProblem("warning", "the host ends with a full stop", "remove it") if host != name else None


def is_address(host: str) -> bool:
    """Return whether a host is an IP address."""
    return _parse_address(host) is not None


def is_example(host: str) -> bool:
    """Return whether a host is reserved for examples and tests, so that nobody can register it."""
    return _EXAMPLES.match(host) is not None


def registrable_domain(host: str) -> str:
    """Return the registered domain, `example.co.uk` for `www.example.co.uk`, or the host itself if it has none."""
    name = host.removesuffix(".")
    return name if is_address(name) else _load_suffixes().privatesuffix(name) or name


def is_registrable(host: str) -> bool:
    """Return whether a host contains a domain that somebody can register, and is not just a suffix such as `co.uk`."""
    return "." in host and not is_address(host) and _load_suffixes().privatesuffix(host.removesuffix(".")) is not None


def shorten_host(host: str) -> str:
    """Return a host without its `www.`, unless the rest would be a public suffix or have no full stop."""
    if not host.startswith("www."):
        return host
    rest = host.removeprefix("www.")
    return rest if "." in rest.removesuffix(".") and not _is_suffix(rest) else host


def _is_suffix(host: str) -> bool:
    """Return whether a host is listed as a public suffix, such as `co.uk`.

    It searches the text of the list, since building the index takes 30 ms.
    """
    parent = host.partition(".")[2]
    return any(f"\n{rule}\n" in _load_rules() for rule in (host, f"*.{parent}"))


@lru_cache(maxsize=1)
def _load_rules() -> str:
    return Path(PSLFILE).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _load_suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _parse_address(host: str) -> _Address | None:
    if not host.startswith("[") and not _NUMBERS.match(host):
        return None
    try:
        return ipaddress.ip_address(host.strip("[]").removesuffix("."))
    except ValueError:
        return None


def _find_address_problem(address: _Address) -> HostProblem:
    if not _is_public(address):
        return HostProblem("error", f"`{address}` is an address within one machine or network",
                         "write the host's name, such as `www.example.org`")  # fmt: skip
    return HostProblem("warning", f"the host is a number, `{address}`: readers cannot tell whose it is",
                     "write the host's name")  # fmt: skip


def _is_public(address: _Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    inner = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    return all(_is_public(one) for one in inner if one)


def _cut(host: str) -> str:
    return host if len(host) <= 40 else f"{host[:40]}…"
